"""A CardDAV server that answers garbage: a reason for the person, and nothing here is changed or deleted."""

import gzip
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from itertools import chain, repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.address_books import BookError, BookTrouble
from softphone.exchange.carddav.book import CardDavBook
from softphone.exchange.carddav.digest import authorization, challenge_of
from softphone.exchange.carddav.discovery import typed_url
from softphone.exchange.carddav.http import Http, Limits
from softphone.exchange.carddav.multistatus import MultistatusReader, Response
from tests.support.passing_server import PassingServer
from tests.support.radicale import Radicale
from tests.support.synced_phone import SyncedPhone, vcard

_LIMITS = Limits(connect_s=20, silence_s=20, whole_s=60, body=300_000)
_HASTE = Limits(connect_s=20, silence_s=0.3, whole_s=1.0, body=300_000)
_BEGIN = b'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav">'
_BOOK = (
    b"<d:response><d:href>/anna/people/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/><c:addressbook/>"
    b"</d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
)
_END = b"</d:multistatus>"


def _answer(body: bytes, status: str = "207 Multi-Status", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _endless(begin: bytes, again: bytes) -> Iterable[bytes]:
    head = b"HTTP/1.1 207 Multi-Status\r\nContent-Type: application/xml\r\n\r\n"
    return chain([head, begin], repeat(again * 100))


def _dripping() -> Iterator[bytes]:
    yield b"HTTP/1.1 207 Multi-Status\r\nContent-Length: 1000\r\n\r\n"
    for _ in range(600):
        yield b" "
        time.sleep(0.1)


def _silent() -> Iterator[bytes]:
    time.sleep(1)
    yield b""


_SCRAPS = [
    _BEGIN,
    _BOOK,
    _END,
    b"<d:response>",
    b"</d:response>",
    b"<d:href>",
    b"&amp;",
    b"&x;",
    b"\0",
    b"]]>",
]
_WORDS = [
    "Digest ",
    "Basic ",
    "nonce=",
    '"n"',
    ",",
    "realm=",
    "\\",
    "qop=auth",
    "https://",
    "..",
    "/",
    "%2F",
    "@",
]
_WORDS += [":", "[", "a"]
_BOMB = b'<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
_GARBAGE: dict[str, tuple[Callable[[], Iterable[bytes]], BookTrouble]] = {
    "a web page": (lambda: [_answer(b"<html>Log in</html>", "200 OK")], BookTrouble.BROKEN),
    "a web page as multistatus": (lambda: [_answer(b"<html><br></html>")], BookTrouble.BROKEN),
    "other XML": (lambda: [_answer(b"<feed/>")], BookTrouble.BROKEN),
    "nothing": (lambda: [_answer(b"")], BookTrouble.BROKEN),
    "XML that ends early": (lambda: [_answer(_BEGIN + _BOOK)], BookTrouble.BROKEN),
    "a body that ends early": (
        lambda: [_answer(_BEGIN + _BOOK + _END).replace(b"Content-Length: ", b"Content-Length: 9")],
        BookTrouble.BROKEN,
    ),
    "no status line": (lambda: [b"\0\xff garbage\r\n\r\n"], BookTrouble.BROKEN),
    "endless headers": (
        lambda: chain([b"HTTP/1.1 207 OK\r\n"], repeat(b"A: b\r\n", 100_000)),
        BookTrouble.BROKEN,
    ),
    "an entity bomb": (lambda: [_answer(_BOMB + _BEGIN + _END)], BookTrouble.BROKEN),
    "too deep": (lambda: [_answer(_BEGIN + b"<d:a>" * 5000)], BookTrouble.TOO_LARGE),
    "endless cards": (lambda: _endless(_BEGIN, _BOOK), BookTrouble.TOO_LARGE),
    "an endless word": (
        lambda: _endless(_BEGIN + b"<d:response><d:href>", b"a" * 100),
        BookTrouble.TOO_LARGE,
    ),
    "no address book": (
        lambda: [_answer(_BEGIN + _BOOK.replace(b"<c:addressbook/>", b"") + _END)],
        BookTrouble.NO_BOOK,
    ),
    "401": (
        lambda: [_answer(b"", "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"')],
        BookTrouble.PASSWORD,
    ),
    "403": (lambda: [_answer(b"", "403 Forbidden")], BookTrouble.FORBIDDEN),
    "404": (lambda: [_answer(b"", "404 Not Found")], BookTrouble.NO_BOOK),
    "429": (lambda: [_answer(b"", "429 Too Many Requests", "Retry-After: soon")], BookTrouble.SERVER),
    "507": (lambda: [_answer(b"", "507 Insufficient Storage")], BookTrouble.FULL),
    "gzip that nobody asked for": (
        lambda: [_answer(gzip.compress(_BEGIN + _BOOK + _END)[:-9], "207 X", "Content-Encoding: gzip")],
        BookTrouble.BROKEN,
    ),
    "503": (lambda: [_answer(b"", "503 Busy")], BookTrouble.SERVER),
    "a redirect elsewhere": (
        lambda: [_answer(b"", "302 Found", "Location: http://other.example/")],
        BookTrouble.SENT_ELSEWHERE,
    ),
    "a redirect to a file": (
        lambda: [_answer(b"", "302 Found", "Location: file:///etc/passwd")],
        BookTrouble.BROKEN,
    ),
    "redirects in circles": (lambda: [_answer(b"", "301 Moved", "Location: /again/")], BookTrouble.BROKEN),
    "it hangs up": (list, BookTrouble.UNREACHABLE),
}


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with Radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.fixture
def passing(radicale: Radicale, tmp_path: Path) -> Iterator[PassingServer]:
    with PassingServer(radicale.make_book(tmp_path.name)) as between:
        yield between


def _synced(folder: Path, radicale: Radicale, passing: PassingServer) -> SyncedPhone:
    """A phone with contacts of the server, and changes of its own that are still to be sent."""
    url = radicale.host + passing.url.partition("//")[2].partition("/")[1] + passing.url.split("/", 3)[3]
    for number in range(4):
        radicale.put(
            url, f"c{number}.vcf", vcard(f"c{number}", f"There {number}", f"sip:c{number}@there.example")
        )
    phone = SyncedPhone(folder, passing.url)
    phone.sync()
    phone.change("There 0", name="Changed here")
    phone.delete("There 1")
    phone.add("New here", "sip:new@here.example")
    return phone


def test_whatever_the_server_answers_nothing_here_is_lost(
    tmp_path: Path, radicale: Radicale, passing: PassingServer
) -> None:
    """Each kind of garbage gives its reason; contacts stay, and afterwards the changes of both sides still come."""
    with _synced(tmp_path, radicale, passing) as phone:
        before = phone.contacts.contacts()
        for what, (answer, kind) in _GARBAGE.items():
            passing.instead = lambda _, answer=answer: answer()
            with pytest.raises(BookError) as told:
                phone.sync(limits=_LIMITS)
            assert told.value.trouble.kind is kind, what
            assert phone.contacts.contacts() == before, what
        passing.instead = None
        assert phone.sync().trouble is None
        assert phone.names() == ["Changed here", "New here", "There 2", "There 3"]


@pytest.mark.parametrize("answer", [_dripping, _silent])
def test_a_server_that_takes_its_time_is_left(
    tmp_path: Path, radicale: Radicale, passing: PassingServer, answer: Callable[[], Iterator[bytes]]
) -> None:
    """A byte now and then, or none at all, does not hold the sync for longer than its limit."""
    with SyncedPhone(tmp_path, passing.url) as phone:
        passing.instead = lambda _: answer()
        with pytest.raises(BookError) as told:
            phone.sync(limits=_HASTE)
        assert told.value.trouble.kind is BookTrouble.TOO_SLOW


def test_an_empty_list_from_a_server_that_had_cards_is_asked_about(
    tmp_path: Path, radicale: Radicale, passing: PassingServer
) -> None:
    """It answers well and has nobody any more: contacts stay until the person agrees."""

    def nobody(handler: BaseHTTPRequestHandler) -> Iterable[bytes]:
        return [_answer(_BEGIN + _BOOK + _END)]

    with _synced(tmp_path, radicale, passing) as phone:
        before = phone.contacts.contacts()
        passing.instead = nobody
        with pytest.raises(BookError):
            phone.sync(limits=_LIMITS)  # a PUT is answered by a 207 too: what is broken ends the sync
        assert phone.contacts.contacts() == before


def test_cards_from_elsewhere_are_not_taken(radicale: Radicale, passing: PassingServer) -> None:
    """An href outside the book, on another host or with a way up is nobody's card."""
    own = passing.url.split("/", 3)[3]
    hrefs = [
        "/etc/passwd",
        "http://other.example/x.vcf",
        f"/{own}../up.vcf",
        f"/{own}sub/x.vcf",
        f"/{own}a%2Fb.vcf",
    ]
    hrefs += [f"/{own}", "x" * 5000, f"/{own}good.vcf"]
    listed = "".join(
        f"<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:getetag>&quot;1&quot;</d:getetag></d:prop>"
        "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        for href in hrefs
    )
    passing.instead = lambda _: [_answer(_BEGIN + _BOOK + listed.encode() + _END)]
    http = Http(passing.url, limits=_LIMITS)
    changes = CardDavBook(http, passing.url).changes("")
    http.close()
    assert list(changes.changed) == [f"/{own}good.vcf"]


def test_cards_that_cannot_be_read_leave_their_contacts_alone(
    tmp_path: Path, radicale: Radicale, passing: PassingServer
) -> None:
    """A card that has become garbage on the server is counted; the contact stays and other cards come."""
    with _synced(tmp_path, radicale, passing) as phone:
        phone.sync()
        folder = radicale.folder_of(passing.url.rstrip("/").rpartition("/")[2])
        (folder / "c2.vcf").write_text("BEGIN:VCARD\nVERSION:3.0\nUID:c2\nFN:\nN:;;;;\nEND:VCARD\n")
        trouble = phone.sync().trouble
        assert trouble is None or trouble.kind in (BookTrouble.SOME_UNREADABLE, BookTrouble.SERVER)
        assert "There 2" in phone.names()


@pytest.mark.parametrize(
    ("typed", "url", "user"),
    [
        ("cloud.example", "https://cloud.example/", "u"),
        ("anna@Cloud.Example", "https://cloud.example/", "u"),
        ("https://cloud.example:8443/dav/", "https://cloud.example:8443/dav/", "u"),
        ("http://nas.example", "http://nas.example/", "u"),
        ("сервер.example/книга", "https://xn--b1afb6bcb.example/%D0%BA%D0%BD%D0%B8%D0%B3%D0%B0", "u"),
    ],
)
def test_what_is_typed_becomes_a_url(typed: str, url: str, user: str) -> None:
    """A host alone is asked over https; http is what somebody has to type."""
    assert typed_url(typed, user) == (url, user)


@pytest.mark.parametrize(
    "typed", ["", "ftp://x.example", "https://", "a b", "https://u:p@x.example", "http://x:99999"]
)
def test_what_is_no_address_is_refused(typed: str) -> None:
    """Nothing is asked of what is no host and no URL, or has a password in it."""
    with pytest.raises(BookError) as told:
        typed_url(typed, "")
    assert told.value.trouble.kind is BookTrouble.MISTYPED


def test_the_best_challenge_is_answered() -> None:
    """Digest before Basic, SHA-256 before MD5, and nothing of what is not known."""
    best = challenge_of(
        'Basic realm="a", Digest realm="b", nonce="n", qop="auth", Digest algorithm=SHA-256, nonce="m"'
    )
    assert best is not None
    assert (best.basic, best.algorithm, best.nonce) == (False, "SHA-256", "m")
    assert challenge_of("Negotiate") is None
    assert challenge_of('Digest nonce="n", algorithm=SHA-512') is None


@given(st.binary(max_size=300) | st.lists(st.sampled_from(_SCRAPS)).map(b"".join))
def test_any_bytes_are_a_multistatus_or_a_book_error(body: bytes) -> None:
    """Whatever comes in pieces of whatever size, nothing else is raised."""
    responses: list[Response] = []
    reader = MultistatusReader(responses.append)
    with suppress(BookError):
        for start in range(0, len(body), 7):
            reader.feed(body[start : start + 7])
        reader.close()


@given(st.text(max_size=200) | st.lists(st.sampled_from(_WORDS)).map("".join))
def test_any_text_is_a_challenge_a_place_or_none(text: str) -> None:
    """What a person types and what a server writes into a header raises nothing but that it is mistyped."""
    challenge = challenge_of(text)
    if challenge is not None and not challenge.basic:
        assert authorization(challenge, text, text, ("GET", "/"), 1).startswith("Digest ")
    with suppress(BookError):
        url, _ = typed_url(text, "")
        assert url.isascii()
    own = CardDavBook(Http("https://cloud.example/dav/"), "https://cloud.example/dav/")
    href = own.own_href(text)
    assert href is None or (href.startswith("/dav/") and "/" not in href.removeprefix("/dav/"))


def test_cards_that_are_listed_without_etags_are_not_gone(tmp_path: Path) -> None:
    """What the server still names is left alone here, and is asked for again the next time."""
    with Radicale(tmp_path / "radicale") as server, PassingServer(server.make_book()) as passing:
        url = server.host + "/anna/people/"
        for name in ("Anna", "Boris"):
            server.put(url, f"{name}.vcf", vcard(name, name))
        listed = b"".join(
            b"<d:response><d:href>/anna/people/%s.vcf</d:href></d:response>" % name
            for name in (b"Anna", b"Boris")
        )

        def instead(handler: BaseHTTPRequestHandler) -> Iterable[bytes]:
            return [_answer(_BEGIN + _BOOK + (b"" if handler.headers["Depth"] == "0" else listed) + _END)]

        with SyncedPhone(tmp_path / "phone", passing.url) as phone:
            phone.sync()
            passing.instead = instead
            phone.sync()
            assert phone.names() == ["Anna", "Boris"]
            passing.instead = None
            server.put(url, "Clara.vcf", vcard("Clara", "Clara"))
            assert phone.sync().trouble is None
            assert phone.names() == ["Anna", "Boris", "Clara"]
