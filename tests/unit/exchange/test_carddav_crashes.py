"""A sync that ends in the middle, at any point: nothing is lost and nothing doubled."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from softphone.calls.ports import StoreFailedError
from softphone.exchange.vcard import read_card
from softphone.store.everything import stage_copy
from tests.support.passing_server import PassingServer, When
from tests.support.radicale import Radicale
from tests.support.synced_phone import SyncedPhone, vcard

_BEYOND = 14  # more requests than one of these syncs has


def _kill_during_sync(folder: Path, passing: PassingServer, number: int, when: When) -> bool:
    """Sync in a process that is killed (SIGKILL) at request `number`; whether it came to that."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.sync_once", str(folder), passing.url], stdout=subprocess.DEVNULL
    )
    passing.call_at(number, when, process.kill)
    try:
        return process.wait(120) != 0
    finally:
        process.kill()
        process.wait()


def test_a_power_cut_at_any_request_loses_and_doubles_nothing(tmp_path: Path) -> None:
    """With changes, new ones and deletions on both sides, killed at each request in turn, before and after it."""
    folder = tmp_path / "phone"
    with Radicale(tmp_path / "radicale") as server, PassingServer(server.make_book()) as passing:
        url = server.host + "/anna/people/"
        expected: set[str] = set()
        # So many that no deletion is most of the book.
        for number in range(6):
            server.put(url, f"stay{number}.vcf", vcard(f"stay{number}", f"Stay {number}"))
            expected.add(f"Stay {number}")
        killed, turn = 0, 0
        for number in range(1, _BEYOND):
            turn = number
            with SyncedPhone(folder, passing.url) as phone:
                for each in (f"changed{turn}", f"deleted{turn}"):
                    phone.add(f"here {each}", f"sip:{each}@here.example")
                    server.put(url, f"{each}.vcf", vcard(each, f"there {each}", f"sip:{each}@there.example"))
                passing.call_at(0, When.BEFORE, lambda: None)
                assert phone.sync().trouble is None
                phone.add(f"here new{turn}", f"sip:new{turn}@here.example")
                phone.change(f"here changed{turn}", notes="changed")
                phone.delete(f"here deleted{turn}")
            server.put(url, f"new{turn}.vcf", vcard(f"new{turn}", f"there new{turn}"))
            server.put(url, f"changed{turn}.vcf", vcard(f"changed{turn}", f"there changed{turn} again"))
            server.delete(url, f"deleted{turn}.vcf")
            expected |= {f"here new{turn}", f"here changed{turn}", f"there new{turn}"}
            expected.add(f"there changed{turn} again")
            hit = _kill_during_sync(folder, passing, number, list(When)[number % 3])
            killed += hit
            with SyncedPhone(folder, passing.url) as phone:
                passing.call_at(0, When.BEFORE, lambda: None)
                assert phone.sync().trouble is None
                assert phone.cards.conflicts() == ()
                assert phone.names() == sorted(expected)
                assert phone.named(f"here changed{turn}").notes == "changed"
                assert phone.sync().sent == 0
            there = [read_card(text) for text in server.cards().values()]
            assert sorted(card.name for card in there) == sorted(expected)
            assert {card.notes for card in there if card.name == f"here changed{turn}"} == {"changed"}
        assert killed >= 5, "most of the points lie within the sync"


@pytest.mark.parametrize("number", [2, 4, 5])
def test_a_backup_that_comes_back_in_the_middle_of_a_sync_ends_it(tmp_path: Path, number: int) -> None:
    """What the sync had read is true no more: the next one loses and doubles nobody."""
    kept, staged = tmp_path / "kept.db", tmp_path / "staged.db"
    with (
        Radicale(tmp_path / "radicale") as server,
        PassingServer(server.make_book()) as passing,
        SyncedPhone(tmp_path / "phone", passing.url) as phone,
    ):
        url = server.host + "/anna/people/"
        for name in ("Mara", "Nora"):
            phone.add(name, f"sip:{name.lower()}@m.example")
        phone.sync()
        with closing(sqlite3.connect(kept)) as copy:
            phone.database.run_on_writer("copy", lambda: phone.database._writer.backup(copy)).result(30)
        stage_copy(kept, staged)
        phone.delete("Mara")
        phone.change("Nora", notes="changed since")
        server.put(url, "p.vcf", vcard("p", "Pia", "sip:pia@p.example"))
        phone.add("Olaf", "sip:olaf@m.example")

        def bring_back() -> None:
            phone.database.replace_content("restore", staged, lambda *_: None).result(30)
            phone.add("Quinn", "sip:quinn@q.example")  # under the number that Olaf had

        passing.call_at(number, When.AFTER, bring_back)
        with pytest.raises(StoreFailedError):
            phone.sync(delete_many=True)
        passing.call_at(0, When.BEFORE, lambda: None)
        assert phone.sync().trouble is None
        assert phone.names() == ["Mara", "Nora", "Pia", "Quinn"]
        assert sorted(read_card(text).name for text in server.cards().values()) == phone.names()
        assert phone.sync().sent == 0
