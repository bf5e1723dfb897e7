"""Looking through the history: what suits a filter, in portions, and what goes."""

import sqlite3
import subprocess
from concurrent.futures import CancelledError, Future
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest

from softphone.calls.history import HistoryFilter, Outcome, Portion, Redirected
from softphone.calls.people import ContactDraft
from softphone.calls.records import Direction, Ended, LegRecord
from softphone.store import call_log, history_query, history_removal
from softphone.store import database as database_module
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.errors import StoreError
from softphone.store.opening import open_database
from tests.support.long_history import RARE, make_history
from tests.unit.store.conftest import START

WAIT_S = 30


@pytest.fixture
def log(database: Database) -> SqliteCallLog:
    return SqliteCallLog(database)


def line(
    log: SqliteCallLog,
    uri: str = "sip:a@h",
    name: str = "",
    *,
    ended: Ended | None = Ended.ANSWERED,
    direction: Direction = Direction.OUTGOING,
    moved: int | None = None,
    account: str = "",
    message: str | None = None,
    at: datetime = START,
    contact: int | None = None,
) -> int:
    number = log.begin(
        direction=direction,
        party_uri=uri,
        party_name=name,
        contact_id=contact,
        account_id=account,
        started_at=at,
        message=message,
    )
    if ended is not None:
        log.finish(
            number,
            ended=ended,
            ended_at=at,
            answered_at=at if ended is Ended.ANSWERED else None,
            moved_status=moved,
            contact_id=contact,
        ).result(WAIT_S)
    return number.result(WAIT_S)


def found(log: SqliteCallLog, **wanted: object) -> list[int]:
    """The ids of what suits, as a scan tells them, which is what the others say too."""
    search = HistoryFilter(**wanted)  # type: ignore[arg-type]  # a test names real fields
    told: list[int] = []

    def hear(portion: Portion) -> bool:
        told.extend(portion.ids)
        return True

    count = log.scan(search, hear).result(WAIT_S)
    assert count == len(told)
    assert list(log.newest(search).ids) == told
    assert [record.id for record in log.each(search)] == told
    return told


def test_lines_are_found_by_outcome(log: SqliteCallLog) -> None:
    """Each question has its answer, and some lines are in more than one."""
    answered = line(log)
    missed = line(log, ended=Ended.MISSED, direction=Direction.INCOMING)
    taken = line(log, ended=Ended.ANSWERED, direction=Direction.INCOMING)
    failed = line(log, ended=Ended.FAILED)
    given_up = line(log, ended=Ended.CANCELLED)
    unfollowed = line(log, ended=Ended.DECLINED_OFFER, moved=301)
    written = line(log, ended=Ended.SENT, message="hello")
    unsent = line(log, ended=Ended.FAILED, message="hello")
    read = line(log, ended=Ended.RECEIVED, direction=Direction.INCOMING, message="hello")
    open_now = line(log, ended=None)
    assert found(log, outcome=Outcome.MISSED) == [missed]
    assert found(log, outcome=Outcome.ANSWERED) == [taken, answered]
    assert found(log, outcome=Outcome.INCOMING) == [taken, missed]
    assert found(log, outcome=Outcome.OUTGOING) == [open_now, unfollowed, given_up, failed, answered]
    assert found(log, outcome=Outcome.FAILED) == [unsent, given_up, failed]
    assert found(log, outcome=Outcome.MESSAGES) == [read, unsent, written]
    assert len(found(log)) == 10


def test_lines_are_found_by_redirect(log: SqliteCallLog) -> None:
    """Each kind of its own, and any of them."""
    plain = line(log)
    by_status = {status: line(log, moved=status) for status in (300, 301, 302, 305, 380)}
    assert plain not in found(log, redirected=Redirected.ANY)
    assert found(log, redirected=Redirected.ANY) == sorted(by_status.values(), reverse=True)
    for wanted, status in (
        (Redirected.MOVED, 301),
        (Redirected.FORWARDED, 302),
        (Redirected.SEVERAL, 300),
        (Redirected.ALTERNATIVES, 380),
    ):
        assert found(log, redirected=wanted) == [by_status[status]]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("anna", ["Anna Karlsson", "Анна Котова"]),
        ("АННА", ["Anna Karlsson", "Анна Котова"]),
        ("karl anna", ["Anna Karlsson"]),
        ("кот", ["Анна Котова"]),
        ("ana", ["Anna Karlsson", "Анна Котова"]),
        ("8 (495) 555-01-01", ["Office"]),
        ("+7 495 5550101", ["Office"]),
        ("555-01", ["Office"]),
        ("example.org", ["Anna Karlsson"]),
        ("Мюллер", ["Ute Müller"]),
        ("уте мюлл", ["Ute Müller"]),
        ("Kotowa", ["Анна Котова"]),
        ("nobody", []),
        ("%", []),
        ("", ["Office", "Anna Karlsson", "Анна Котова", "Ute Müller"]),
    ],
)
def test_people_are_found_as_they_are_typed(log: SqliteCallLog, typed: str, names: list[str]) -> None:
    """By name and address, in any script, case and formatting; names by how they sound too."""
    line(log, "sip:ute@far.example", "Ute Müller")
    line(log, "sip:kotova@far.example", "Анна Котова")
    line(log, "sip:anna@example.org", "Anna Karlsson")
    line(log, "tel:+74955550101", "Office")
    assert {record.party_name for record in log.lines(found(log, text=typed))} == set(names)


def test_lines_of_a_contact_are_those_of_all_their_addresses(
    log: SqliteCallLog, book: SqliteContactBook
) -> None:
    """Also calls from before they were a contact, to what they had before they moved, and from any port."""
    before = line(log, "sip:anna@old.example:5070;transport=tcp", "anna")
    stranger = line(log, "sip:boris@old.example", "boris")
    draft = ContactDraft(None, "Anna", (("sip:anna@old.example", ""),))
    anna = book.save(draft).result(WAIT_S)
    moved = book.move_address(
        old_uri="sip:anna@old.example", new_uri="sip:a@new.example", status=301, name="", moved_at=START
    )
    moved.result(WAIT_S)
    now = line(log, "sip:a@new.example")
    elsewhere = line(log, "sip:desk@hotel.example", contact=anna.id)
    assert found(log, contact_id=anna.id) == [elsewhere, now, before]
    assert found(log, text="anna", contact_ids=(anna.id,)) == [elsewhere, now, before]
    assert found(log, party_uri="sip:boris@old.example;transport=udp") == [stranger]


def test_parts_of_a_filter_go_together(log: SqliteCallLog) -> None:
    """All of them have to suit; a line that began at the end of a span is not in it."""
    day = timedelta(days=1)
    for number, (account, ended) in enumerate(product(("a", "b"), (Ended.FAILED, Ended.ANSWERED))):
        line(log, f"sip:{number}@h", "Anna", account=account, ended=ended, at=START + number * day)
    assert found(log, account_id="b", outcome=Outcome.FAILED, text="anna") == [3]
    assert found(log, since=START + day, until=START + 3 * day) == [3, 2]
    assert found(log, account_id="a", until=START + day) == [1]
    assert found(log, account_id="c") == []


def test_a_line_bears_the_name_that_its_contact_has_now(log: SqliteCallLog, book: SqliteContactBook) -> None:
    """After renaming and for calls from before; a deleted contact leaves the name that stands in the history."""
    stranger = line(log, "sip:anna@h.example", "somebody")
    anna = book.save(ContactDraft(None, "Anna", (("sip:anna@h.example", ""),))).result(WAIT_S)
    known = line(log, "sip:desk@h.example", "Anna", contact=anna.id)
    book.save(ContactDraft(anna.id, "Anna Karlsson", (("sip:anna@h.example", ""),))).result(WAIT_S)
    assert [record.party_name for record in log.lines((stranger, known))] == ["Anna Karlsson"] * 2
    book.delete(anna.id).result(WAIT_S)
    assert [record.party_name for record in log.lines((stranger, known))] == ["Anna", "somebody"]


def test_lines_of_a_list_come_without_responses(log: SqliteCallLog) -> None:
    """They are most of what is kept; the line in full has them. What is gone is left out."""
    attempt: Future[int] = Future()
    attempt.set_result(line(log))
    log.write_legs(attempt, [LegRecord("sip:a@h", START, START, 486, "Busy", "", b"SIP/2.0 486")]).result(
        WAIT_S
    )
    (record,) = log.lines((1, 7))
    assert (record.legs[0].status, record.legs[0].final_response) == (486, b"")
    whole = log.attempt(1)
    assert whole is not None
    assert whole.legs[0].final_response == b"SIP/2.0 486"
    assert log.attempt(7) is None


def test_a_scan_that_nobody_wants_any_more_ends(tmp_path: Path) -> None:
    """`hear` ends it after a portion; `still` in the middle of looking for what is not there, and so does closing."""
    path = tmp_path / "softphone.db"
    open_database(path)[0].close()
    make_history(path, 30_000, START)
    database, _ = open_database(path)
    log = SqliteCallLog(database)
    heard: list[int] = []

    def hear(portion: Portion) -> bool:
        heard.append(len(portion.ids))
        return False

    assert log.scan(HistoryFilter(), hear).result(WAIT_S) == history_query.FIRST
    assert heard == [history_query.FIRST]
    asked = iter([True])  # at the beginning; not any more when it has begun
    unwanted = log.scan(
        HistoryFilter(until=datetime(1999, 1, 1, tzinfo=UTC)), hear, lambda: next(asked, False)
    )
    with pytest.raises(CancelledError):
        unwanted.result(WAIT_S)
    (oldest,) = log.newest(HistoryFilter(text=RARE)).ids
    assert oldest == 1
    database.close()
    with pytest.raises(StoreError):
        log.scan(HistoryFilter(), hear).result(WAIT_S)


def test_every_filter_reads_the_small_index_alone(database: Database) -> None:
    """The table of a million lines is some hundred times as large."""
    wanted = HistoryFilter(
        text="anna",
        account_id="a",
        outcome=Outcome.MISSED,
        redirected=Redirected.ANY,
        since=START,
        until=START,
    )

    def plan(connection: sqlite3.Connection) -> str:
        condition, values = history_query.where(connection, wanted)
        rows = connection.execute(
            "EXPLAIN QUERY PLAN SELECT id, began FROM attempt INDEXED BY attempt_list"  # noqa: S608  our own words
            f" WHERE id > 0 AND {condition}"
            " ORDER BY id DESC",
            values,
        )
        return "\n".join(str(row[3]) for row in rows)

    said = database.read("plan", plan)
    assert "USING COVERING INDEX attempt_list" in said
    assert "TEMP B-TREE FOR ORDER BY" not in said


def test_strangers_push_out_nothing_but_strangers(
    log: SqliteCallLog, book: SqliteContactBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was dialled, answered, or came from a contact stays however many call and write."""
    monkeypatch.setattr(call_log, "MOST_OF_STRANGERS", 3)
    monkeypatch.setattr(call_log, "MOST_OF_CONTACTS", 5)
    monkeypatch.setattr(call_log, "_BETWEEN_LOOKS", 1)
    dialled = line(log, "sip:dialled@h", ended=Ended.FAILED)
    answered = line(log, "sip:answered@h", direction=Direction.INCOMING)
    friend = line(log, "sip:friend@h", contact=7, direction=Direction.INCOMING, ended=Ended.MISSED)
    flood = [
        line(
            log,
            f"sip:{number}@h",
            direction=Direction.INCOMING,
            ended=Ended.RECEIVED if number % 2 else Ended.MISSED,
            message="buy" if number % 2 else None,
        )
        for number in range(8)
    ]
    assert found(log) == [*flood[:-4:-1], friend, answered, dialled]
    forged = [
        line(log, "sip:friend@h", contact=7, direction=Direction.INCOMING, ended=Ended.MISSED)
        for _ in range(6)
    ]
    assert found(log) == [*forged[:-6:-1], *flood[:-4:-1], answered, dialled]


def test_old_lines_go_in_portions_and_new_ones_stay(
    log: SqliteCallLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Retention: what began before a moment; whoever calls meanwhile is written between two portions."""
    monkeypatch.setattr(history_removal, "PORTION", 2)
    for number in range(7):
        line(log, f"sip:{number}@h", at=START + timedelta(days=number))
    said: list[int] = []
    late: list[Future[int]] = []

    def progress(gone: int) -> bool:
        said.append(gone)
        if not late:
            late.append(
                log.begin(
                    direction=Direction.OUTGOING,
                    party_uri="sip:late@h",
                    party_name="",
                    contact_id=None,
                    account_id="",
                    started_at=START - timedelta(days=9),
                )
            )
        return True

    assert (log.count(START + timedelta(days=5)), log.count()) == (5, 7)
    assert log.remove_before(START + timedelta(days=5), progress=progress).result(WAIT_S) == 5
    assert said == [2, 4, 5]
    assert [record.party_uri for record in log.recent()] == ["sip:late@h", "sip:6@h", "sip:5@h"]
    assert log.count() == 3


def test_removal_can_be_stopped(log: SqliteCallLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is gone by then is gone."""
    monkeypatch.setattr(history_removal, "PORTION", 2)
    for number in range(6):
        line(log, f"sip:{number}@h")
    assert log.remove_before(None, progress=lambda gone: gone < 4).result(WAIT_S) == 4
    assert log.count() == 2


def test_a_wipe_leaves_nothing_to_be_read_in_any_file(log: SqliteCallLog, database: Database) -> None:
    """Not in the data file, not in its write-ahead log; parties go with their last line."""
    secret = "Margarethe von Sieben"
    for number in range(50):
        line(log, f"sip:{number}@hidden.example", secret, message=f"{secret} {number}", ended=Ended.SENT)
    assert any(secret.encode() in file.read_bytes() for file in database.path.parent.iterdir())
    assert log.remove_before(None, wipe=True).result(WAIT_S) == 50
    for file in database.path.parent.iterdir():
        content = file.read_bytes()
        assert secret.encode() not in content, file
        assert b"hidden.example" not in content, file
    assert not database.path.with_name(database.path.name + "-wal").stat().st_size
    assert database.read("parties", lambda each: each.execute("SELECT count(*) FROM party").fetchone()) == (
        0,
    )


@pytest.mark.parametrize("looks", [0, 1, 3])
def test_a_wipe_that_is_stopped_leaves_the_file_large_and_nothing_to_be_read_in_it(
    log: SqliteCallLog, database: Database, looks: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the file is made smaller, or in the middle of that; what is left is whole."""
    monkeypatch.setattr(database_module, "_STEPS_BETWEEN_LOOKS", 10)
    for number in range(200):
        line(log, f"sip:{number}@hidden.example", message="Margarethe " * 40, ended=Ended.SENT)
    log.recent()
    said: list[int] = []

    def shrinking() -> bool:
        said.append(1)
        return len(said) <= looks

    assert log.remove_before(None, wipe=True, shrinking=shrinking).result(WAIT_S) == 200
    assert len(said) > looks
    assert database.path.stat().st_size > 80_000
    for file in database.path.parent.iterdir():
        assert b"Margarethe" not in file.read_bytes(), file
    assert not database.path.with_name(database.path.name + "-wal").stat().st_size
    line(log, "sip:new@h")
    assert log.count() == 1


def test_a_wipe_without_room_for_a_smaller_file_leaves_nothing_to_be_read(
    log: SqliteCallLog, database: Database, tmp_path: Path
) -> None:
    """The disk of temporary files has room for no copy: the file stays large, and all else is done."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(disk)], check=False, capture_output=True
    ).returncode:
        pytest.skip("a small disk can be mounted by root alone")
    try:
        for number in range(20):
            line(log, f"sip:{number}@hidden.example", message="Margarethe " * 400, ended=Ended.SENT)
        database.write("fill", _fill).result(WAIT_S)
        temporary = f"PRAGMA temp_store_directory = '{disk}'"
        database.run_on_writer("temporary", lambda: database._writer.execute(temporary)).result(WAIT_S)
        assert log.remove_before(None, wipe=True).result(WAIT_S) == 20
        database.run_on_writer(
            "temporary", lambda: database._writer.execute("PRAGMA temp_store_directory = ''")
        ).result(WAIT_S)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)
    for file in database.path.parent.glob("softphone.db*"):
        assert b"Margarethe" not in file.read_bytes(), file
    assert database.path.stat().st_size > 4_080_000


def _fill(connection: sqlite3.Connection) -> None:
    """With more than SQLite copies in memory."""
    connection.execute("CREATE TABLE filling (content BLOB)")
    connection.execute("INSERT INTO filling VALUES (zeroblob(4000000))")


def test_an_older_file_gets_its_parties(tmp_path: Path) -> None:
    """Lines that were written before there were any are found like others."""
    from softphone.store.schema import MIGRATIONS  # noqa: PLC0415

    path = tmp_path / "softphone.db"
    open_database(path, migrations=MIGRATIONS[:4])[0].close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany(
            "INSERT INTO attempt (direction, party_uri, party_name, account_id, started_at, ended)"
            " VALUES ('outgoing', 'sip:anna@h', 'Анна Щукина', ?, ?, 'answered')",
            [("a", START.isoformat()), ("b", START.isoformat()), ("a", "no time at all")],
        )
    database, _ = open_database(path)
    log = SqliteCallLog(database)
    assert found(log, text="anna") == found(log, text="Shukina") == [3, 2, 1]
    assert found(log, account_id="b", outcome=Outcome.ANSWERED) == [2]
    assert found(log, since=datetime(2000, 1, 1, tzinfo=UTC)) == [2, 1]
    database.close()


def test_a_line_that_no_phone_has_written_takes_no_other_away(log: SqliteCallLog, database: Database) -> None:
    """It may come out of somebody's file: what it says is not known here, and it is not shown."""
    sound = line(log, "sip:anna@a.example")
    odd = [line(log, "sip:b@a.example"), line(log, "sip:c@a.example")]

    def spoil(connection: sqlite3.Connection) -> None:
        connection.execute("UPDATE attempt SET ended = 'exploded' WHERE id = ?", odd[:1])
        connection.execute("UPDATE attempt SET direction = 'sideways' WHERE id = ?", odd[1:])

    database.write("spoil", spoil).result(WAIT_S)
    assert [each.id for each in log.recent()] == [sound]
    assert [each.id for each in log.lines([sound, *odd])] == [sound]
    assert [each.id for each in log.each(HistoryFilter())] == [sound]
    assert log.attempt(odd[0]) is None
