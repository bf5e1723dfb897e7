"""Servers that answer well and wrongly: they hide changes, forget cards, compare nothing, have another name."""

import random
import re
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from softphone.calls.address_books import BookError, BookTrouble, Keep
from softphone.calls.ports import PasswordStatus
from softphone.calls.settings import AddressBook, AddressBookKind
from softphone.exchange.carddav.http import retry_after_s
from softphone.exchange.carddav.service import CardDavBooks
from softphone.exchange.vcard import read_card
from tests.support.passing_server import PassingServer
from tests.support.radicale import Radicale
from tests.support.synced_phone import SyncedPhone, vcard

_ONE = re.compile(rb"<(?:\w+:)?response>.*?</(?:\w+:)?response>", re.DOTALL)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture
def url(server: Radicale, tmp_path: Path) -> str:
    return server.make_book(tmp_path.name)


@pytest.fixture
def passing(url: str) -> Iterator[PassingServer]:
    with PassingServer(url) as between:
        yield between


@pytest.fixture
def phone(tmp_path: Path, passing: PassingServer) -> Iterator[SyncedPhone]:
    with SyncedPhone(tmp_path / "phone", passing.url) as made:
        yield made


def _put(server: Radicale, url: str, *names: str, notes: str = "") -> None:
    for name in names:
        more = f"NOTE:{notes}" if notes else ""
        server.put(url, f"{name}.vcf", vcard(name, name.title(), f"sip:{name}@a.example", more=more))


def _hiding(passing: PassingServer, method: str, name: str) -> None:
    """From now on no answer to `method` has the card of this name."""

    def edit(asked: str, content: bytes) -> bytes:
        if asked != method:
            return content
        return _ONE.sub(lambda found: b"" if name.encode() in found[0] else found[0], content)

    passing.edit = edit


def test_a_change_that_a_server_hides_comes_within_a_day(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone
) -> None:
    """The token goes on and the change was in no answer: once a day all etags are compared; and when somebody asks."""
    _put(server, url, "anna", "boris", "clara")
    phone.sync()
    _put(server, url, "anna", "boris", notes="changed")
    server.delete(url, "clara.vcf")
    _hiding(passing, "REPORT", "anna.vcf")
    phone.sync()
    passing.edit = lambda _, content: content
    phone.sync()
    assert [phone.named(name).notes for name in ("Anna", "Boris")] == ["", "changed"], "it is hidden well"
    phone.later = timedelta(hours=25)
    assert phone.sync().trouble is None
    assert phone.named("Anna").notes == "changed"
    requests = passing.requests
    phone.sync()
    assert passing.requests - requests == 1, "the list is not fetched again on the same day"

    _put(server, url, "boris", notes="again")
    _hiding(passing, "REPORT", "boris.vcf")
    phone.sync()
    passing.edit = lambda _, content: content
    phone.sync(thorough=True)
    assert phone.named("Boris").notes == "again"


def test_a_clock_that_was_wrong_does_not_put_off_the_list(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone
) -> None:
    """Whoever has compared everything in the year 2050 does so today."""
    _put(server, url, "anna")
    phone.later = timedelta(days=9000)
    phone.sync()
    _put(server, url, "anna", notes="changed")
    _hiding(passing, "REPORT", "anna.vcf")
    phone.sync()
    passing.edit = lambda _, content: content
    phone.later = timedelta()
    phone.sync()
    assert phone.named("Anna").notes == "changed"


def test_a_card_that_is_in_no_list_is_asked_for_before_its_contact_goes(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone
) -> None:
    """A list that leaves one out deletes nobody; one that is really gone goes."""
    _put(server, url, "anna", "boris", "clara")
    phone.sync()
    server.delete(url, "clara.vcf")
    _hiding(passing, "PROPFIND", "anna.vcf")
    outcome = phone.sync(thorough=True)
    assert phone.names() == ["Anna", "Boris"]
    assert outcome.odd
    phone.change("Anna", notes="here")
    assert phone.sync(thorough=True).trouble is None
    assert "here" in server.cards(url.split("/")[-2])["anna.vcf"]


def test_weak_etags_do_not_keep_changes_from_being_sent(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone
) -> None:
    """A server that says W/ of each card takes the change and the deletion of one."""
    _put(server, url, "anna", "boris", "clara", "dora")
    passing.edit = lambda _, content: content.replace(b'getetag>"', b'getetag>W/"').replace(
        b"getetag>&quot;", b"getetag>W/&quot;"
    )
    phone.sync()
    phone.change("Anna", notes="here")
    phone.delete("Boris")
    assert phone.sync().trouble is None
    assert sorted(server.cards(url.split("/")[-2])) == ["anna.vcf", "clara.vcf", "dora.vcf"]
    assert "here" in server.cards(url.split("/")[-2])["anna.vcf"]
    assert phone.sync().sent == 0


def test_a_server_that_compares_nothing_is_said_to_refuse(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone
) -> None:
    """412 to an etag that is the card's is no change of it: the person hears, and the change here waits."""
    _put(server, url, "anna", "boris")
    phone.sync()
    phone.change("Anna", notes="here")

    def refuse(handler: BaseHTTPRequestHandler) -> Iterable[bytes] | None:
        return [b"HTTP/1.1 412 No\r\nContent-Length: 0\r\n\r\n"] if handler.command == "PUT" else None

    passing.instead = refuse
    trouble = phone.sync().trouble
    assert trouble is not None
    assert (trouble.kind, trouble.count) == (BookTrouble.SOME_REFUSED, 1)
    passing.instead = None
    assert phone.sync().trouble is None
    assert "here" in server.cards(url.split("/")[-2])["anna.vcf"]


@pytest.mark.parametrize("status", ["403 Forbidden", "410 Gone", "507 Insufficient Storage"])
def test_a_token_that_a_server_has_forgotten_means_all_of_the_book(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone, status: str
) -> None:
    """Whatever word it has for that."""
    _put(server, url, "anna", "boris")
    phone.sync()
    _put(server, url, "anna", notes="changed")
    server.delete(url, "boris.vcf")

    def forgetful(handler: BaseHTTPRequestHandler) -> Iterable[bytes] | None:
        if handler.command != "REPORT" or passing.requests > first + 3:
            return None
        return [f"HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n".encode()]

    first = passing.requests
    passing.instead = forgetful
    assert phone.sync().trouble is None
    assert phone.named("Anna").notes == "changed"
    assert phone.names() == ["Anna"]


def test_a_server_that_names_itself_otherwise_is_understood(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone
) -> None:
    """Behind a proxy it writes whole URLs with the scheme and the port that it knows of."""
    _put(server, url, "anna")
    passing.edit = lambda _, content: content.replace(b"href>/", b"href>https://127.0.0.1:1/")
    phone.sync()
    assert phone.names() == ["Anna"]
    phone.change("Anna", notes="here")
    assert phone.sync().trouble is None
    assert "here" in server.cards(url.split("/")[-2])["anna.vcf"]


def test_a_card_too_large_is_counted_and_costs_no_other(
    server: Radicale, url: str, passing: PassingServer, phone: SyncedPhone
) -> None:
    """Ten megabytes of one person: the others come, the person hears of it, and it is not asked for again each time."""
    _put(server, url, "anna", "clara")
    server.put(url, "boris.vcf", vcard("boris", "Boris", more="X-BIG:small"))
    passing.edit = lambda _, content: content.replace(b"X-BIG:small", b"X-BIG:" + b"x" * 10_000_000)
    outcome = phone.sync()
    assert outcome.trouble is not None
    assert (outcome.trouble.kind, outcome.trouble.count) == (BookTrouble.SOME_UNREADABLE, 1)
    assert phone.names() == ["Anna", "Clara"]
    requests = passing.requests
    phone.sync()
    assert passing.requests == requests + 1


def test_two_cards_that_change_places_and_one_uid_twice_lose_nobody(
    server: Radicale, url: str, phone: SyncedPhone
) -> None:
    """Each name that stands on the server stands here, once."""
    _put(server, url, "anna", "boris")
    phone.sync()
    path = server.folder_of(url.split("/")[-2])
    texts = server.cards(url.split("/")[-2])
    (path / "anna.vcf").write_text(texts["boris.vcf"], newline="")
    (path / "boris.vcf").write_text(texts["anna.vcf"], newline="")
    for _ in range(2):
        phone.sync(thorough=True)
        assert phone.names() == ["Anna", "Boris"]
    (path / "d.vcf").write_text(vcard("boris", "Boris Two", "sip:two@a.example"), newline="")
    for _ in range(2):
        phone.sync(thorough=True)
    assert phone.names() == ["Anna", "Boris", "Boris Two"]


def test_retry_after_is_read_in_both_forms() -> None:
    """Seconds or a date, a day at most, and nonsense is none."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for text, seconds in (
        ("120", 120.0),
        ("Thu, 01 Jan 2026 00:01:00 GMT", 60.0),
        ("99999999999", 86_400.0),
        ("Wed, 31 Dec 2025 00:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("", 0.0),
        ("Thu, 99 Foo 99999 00:00:00", 0.0),
    ):
        assert retry_after_s(text, lambda: now) == seconds, text


class NoPasswords:
    """A keyring that is open and empty."""

    def get(self, account_id: str) -> tuple[str, PasswordStatus]:
        return "", PasswordStatus.OK

    def set(self, account_id: str, password: str) -> PasswordStatus:
        return PasswordStatus.OK

    def delete(self, account_id: str) -> None:
        pass


def test_a_server_that_is_busy_is_asked_again_when_it_said(
    passing: PassingServer, phone: SyncedPhone
) -> None:
    """429 and Retry-After: not before that, however soon the book would be due."""
    passing.instead = lambda _: [
        b"HTTP/1.1 429 Too Many Requests\r\nRetry-After: 3000\r\nContent-Length: 0\r\n\r\n"
    ]
    with pytest.raises(BookError) as told:
        phone.sync()
    assert told.value.trouble.retry_after_s == 3000

    posted: list[object] = []
    books = CardDavBooks(
        phone.cards, NoPasswords(), posted.append, lambda: datetime.now(UTC), first_retry_s=0.01
    )
    try:
        books.apply([AddressBook("book-1", AddressBookKind.CARDDAV, "Book", url=passing.url, every_min=1)])
        ends = time.monotonic() + 60
        while books.states()["book-1"].trouble is None:
            assert time.monotonic() < ends
            time.sleep(0.01)
        assert books._due["book-1"] > time.monotonic() + 2900
    finally:
        books.close()


@pytest.mark.parametrize("says_etag", [True, False])
def test_what_a_server_does_not_keep_is_kept_here(
    server: Radicale, url: str, passing: PassingServer, tmp_path: Path, says_etag: bool
) -> None:
    """One that drops what it does not know takes no former address, star or SIP address from anybody, is not sent the
    same again and again, and neither do two phones make one another do so."""

    def drop(method: str, body: bytes) -> bytes:
        return re.sub(rb"(?:X-SOFTPHONE|IMPP)[^\n]*\n(?: [^\n]*\n)*", b"", body) if method == "PUT" else body

    passing.edit_request = drop
    passing.without = frozenset() if says_etag else frozenset({"etag"})
    with (
        SyncedPhone(tmp_path / "phone", passing.url) as phone,
        SyncedPhone(tmp_path / "other", passing.url) as other,
    ):
        phone.add("Anna", "sip:anna@old.example", "tel:+493012345")
        phone.change("Anna", favourite=True, notes="new")
        phone.move("Anna", "sip:anna@old.example", "sip:anna@new.example")

        def is_whole() -> None:
            anna = phone.named("Anna")
            assert phone.uris("Anna") == ["sip:anna@new.example", "tel:+493012345"]
            assert (anna.favourite, [each.uri for each in anna.former]) == (True, ["sip:anna@old.example"])

        assert phone.sync().sent == 1
        is_whole()
        other.sync()
        other.change("Anna", notes="of the other", favourite=True)
        for _ in range(2):
            other.sync()
            phone.sync()
        is_whole()
        assert phone.named("Anna").notes == "of the other"
        assert other.named("Anna").favourite
        _put(server, url, "boris")
        (name,) = (name for name in server.cards(url.split("/")[-2]) if name != "boris.vcf")
        text = server.cards(url.split("/")[-2])[name]
        assert "X-SOFTPHONE" not in text
        server.put(url, name, text.replace("FN:Anna", "FN:Anna P."))
        for _ in range(2):
            sent = phone.sync(thorough=True).sent + other.sync(thorough=True).sent
        assert sent == 0
        phone.change("Anna P.", name="Anna")
        phone.sync()
        is_whole()
        assert phone.sync(thorough=True).sent == 0


def test_two_phones_and_another_program_come_together(server: Radicale, url: str, tmp_path: Path) -> None:
    """Whatever the three do to the same people: in the end all have the same, and nobody is there twice."""
    chance = random.Random(7)
    book = url.split("/")[-2]

    def there() -> dict[str, str]:
        return {name: read_card(text).name for name, text in server.cards(book).items()}

    def at_the_server(turn: int) -> None:
        known = server.cards(book)
        name = chance.choice(sorted(known)) if known else ""
        if not name or chance.random() < 0.3:
            server.put(url, f"e{turn}.vcf", vcard(f"e{turn}", f"Editor {turn}", f"sip:e{turn}@e.example"))
        elif chance.random() < 0.3:
            server.delete(url, name)
        elif chance.random() < 0.3:  # under another name in the same place
            server.delete(url, name)
            server.put(url, f"moved-{turn}.vcf", known[name])
        else:
            end = f"NOTE:editor {turn}\r\nTEL:+4930{turn:06}\r\nEND:VCARD"
            text = re.sub(r"(?m)^NOTE.*\r?\n(?: .*\r?\n)*", "", known[name])
            server.put(url, name, text.replace("END:VCARD", end))

    def at(phone: SyncedPhone, who: str, turn: int) -> None:
        names = phone.names()
        kind = chance.random()
        if not names or kind < 0.3:
            phone.add(f"{who} {turn}", f"sip:{who.lower()}{turn}@p.example")
            return
        name = chance.choice(names)
        if kind < 0.45:
            phone.delete(name)
        elif kind < 0.6:
            phone.change(name, name=f"{name} {who}{turn}")
        elif kind < 0.8:
            phone.change(name, notes=f"{who} {turn}")
        else:
            more = tuple((uri, "") for uri in (*phone.uris(name), f"sip:{who.lower()}{turn}@more.example"))
            phone.change(name, addresses=more)

    def settle(phone: SyncedPhone) -> None:
        for stored in phone.cards.conflicts():
            text = stored.card.conflict_text or ""
            keep = chance.choice([Keep.HERE, Keep.THERE])
            phone.cards.solve(stored.book_id, stored.card.row.href, keep, read_card(text) if text else None)

    with SyncedPhone(tmp_path / "one", url) as one, SyncedPhone(tmp_path / "two", url) as two:
        for turn in range(12):
            at_the_server(turn)
            at(one, "One", turn)
            at(two, "Two", turn)
            for phone in chance.sample([one, two], chance.randint(0, 2)):
                phone.sync(delete_many=True)
                settle(phone)
        for _ in range(8):
            done = [phone.sync(delete_many=True) for phone in (one, two)]
            settle(one)
            settle(two)
            if not any(each.sent or each.contacts_changed for each in done):
                break
        assert [each.trouble for each in done] == [None, None]
        assert one.names() == two.names() == sorted(there().values())
        assert len({read_card(text).uid for text in server.cards(book).values()}) == len(there())
        for name in one.names():
            assert sorted(one.uris(name)) == sorted(two.uris(name))
            assert one.named(name).notes == two.named(name).notes
