"""A directory is looked into: a real slapd, one that lies, and addresses that are none."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from softphone.calls.directory import DirectoryError, DirectoryTrouble
from softphone.calls.settings import AddressBook, AddressBookKind, Settings
from softphone.exchange.ldap import messages
from softphone.exchange.ldap.directories import LdapDirectories
from softphone.exchange.ldap.directory import MOST_FOUND, search, trusting, wanted_by
from softphone.exchange.ldap.entries import card_of
from softphone.exchange.ldap.place import place_of
from softphone.store.passwords import KeyringPasswords
from tests.support.slapd import BASE, PASSWORD, READER, Slapd, slapd


def book(url: str, user: str = "") -> AddressBook:
    return AddressBook("d", AddressBookKind.LDAP, "Office", url, user)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    with slapd(tmp_path_factory.mktemp("slapd"), crowd=MOST_FOUND + 5) as running:
        yield running


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Slapd]:
    """It tells nobody without a password."""
    with slapd(tmp_path_factory.mktemp("closed"), anonymous=False) as running:
        yield running


def names(found: tuple[object, ...]) -> list[str]:
    return [card.name for card in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("anna", ["Anna Karlsson"]),
        ("karl ann", ["Anna Karlsson"]),
        ("ИВАН", ["Борис Иванов"]),
        ("5550101", ["Anna Karlsson"]),
        ("555 01 01", ["Anna Karlsson"]),
        ("*)(cn=*", []),
        ("nobody reachable", []),
        ("  ", []),
    ],
)
def test_people_are_found_by_words_and_numbers(server: Slapd, typed: str, expected: list[str]) -> None:
    """Any part of a name in any script, digits whatever stands between them; what is typed is no filter."""
    found, more = search(book(server.tls), "", typed, trust=trusting(str(server.ca_file)))
    assert (names(found), more) == (expected, False)


def test_a_card_has_what_can_be_used(server: Slapd) -> None:
    """Numbers as tel:, mail as mailto:, the organisation, and where it stood."""
    (anna,), _ = search(book(server.tls), "", "anna", trust=trusting(str(server.ca_file)))
    assert anna.addresses == (
        ("tel:+4685550101", "work"),
        ("tel:+46705550202", "cell"),
        ("mailto:anna@office.example", ""),
    )
    assert anna.organisation == "Karlsson & Sons (Ltd)"
    assert BASE in anna.entry


def test_a_crowd_is_cut(server: Slapd) -> None:
    """As many as can be shown, and that there are more."""
    found, more = search(book(server.tls), "", "crowd", trust=trusting(str(server.ca_file)))
    assert (len(found), more) == (MOST_FOUND, True)


def test_a_certificate_of_nobody_known_is_refused(server: Slapd) -> None:
    """Neither over ldaps nor by StartTLS is a word of the question sent."""
    for url in (server.tls, server.plain):
        with pytest.raises(DirectoryError) as refused:
            search(book(url), "", "anna", trust=trusting())
        assert refused.value.trouble is DirectoryTrouble.CERTIFICATE


def test_start_tls_is_used_where_it_is_offered(server: Slapd) -> None:
    """ldap: with the right authority finds people, too."""
    found, _ = search(book(server.plain), "", "anna", trust=trusting(str(server.ca_file)))
    assert names(found) == ["Anna Karlsson"]


def test_a_password_opens_what_is_closed(closed: Slapd) -> None:
    """Without one nothing is found, with a wrong one the reason is said, with the right one Anna is."""
    trust = trusting(str(closed.ca_file))
    nothing, _ = search_or_refusal(lambda: search(book(closed.tls), "", "anna", trust=trust))
    assert nothing in {(), DirectoryTrouble.NO_BASE, DirectoryTrouble.FORBIDDEN}
    with pytest.raises(DirectoryError) as wrong:
        search(book(closed.tls, READER), "wrong", "anna", trust=trust)
    assert wrong.value.trouble is DirectoryTrouble.PASSWORD
    found, _ = search(book(closed.tls, READER), PASSWORD, "anna", trust=trust)
    assert names(found) == ["Anna Karlsson"]


def search_or_refusal(ask: Callable[[], tuple[object, bool]]) -> tuple[object, bool]:
    try:
        return ask()
    except DirectoryError as error:
        return error.trouble, False


def test_a_branch_that_is_not_there(server: Slapd) -> None:
    """The address of the directory names another tree: that is said, not "nobody"."""
    url = server.tls.replace("office", "other")
    with pytest.raises(DirectoryError) as refused:
        search(book(url), "", "anna", trust=trusting(str(server.ca_file)))
    assert refused.value.trouble is DirectoryTrouble.NO_BASE


@contextmanager
def line(behave: Callable[[socket.socket], None]) -> Iterator[str]:
    """A server that does what it is told with each connection; the URL."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def serve() -> None:
        while True:
            try:
                peer, _ = listener.accept()
            except OSError:
                return
            with peer:
                peer.settimeout(10)
                try:
                    behave(peer)
                except OSError:
                    continue

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"ldap://127.0.0.1:{listener.getsockname()[1]}/{BASE}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(15)


def silent(peer: socket.socket) -> None:
    while peer.recv(4096):
        pass


def endless(peer: socket.socket) -> None:
    """The first bytes promise a message of gigabytes, and it comes."""
    peer.recv(4096)
    peer.sendall(b"\x30\x84\x7f\xff\xff\xff")
    while True:
        peer.sendall(b"\x00" * 65536)


def test_a_silent_server_keeps_nobody_waiting() -> None:
    """The whole question has its time, and the reason is said."""
    with line(silent) as url:
        began = time.monotonic()
        with pytest.raises(DirectoryError) as refused:
            search(book(url), "", "anna", trust=trusting(), whole_s=0.3)
        assert refused.value.trouble in {DirectoryTrouble.TOO_SLOW, DirectoryTrouble.BROKEN}
        assert time.monotonic() - began < 5


def test_an_endless_answer_ends() -> None:
    """Neither memory nor time without bound."""
    with line(endless) as url, pytest.raises(DirectoryError):
        search(book(url), "", "anna", trust=trusting(), whole_s=2)


def test_nobody_listens() -> None:
    """Said as what it is."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(DirectoryError) as refused:
        search(book(f"ldap://127.0.0.1:{port}/x"), "", "anna", trust=trusting())
    assert refused.value.trouble is DirectoryTrouble.UNREACHABLE


def test_no_password_leaves_without_encryption(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server elsewhere without StartTLS gets no password; here 127.0.0.1 is taken for such a one."""
    seen = bytearray()

    def refuse_tls(peer: socket.socket) -> None:
        while data := peer.recv(4096):
            seen.extend(data)
            if b"1.3.6.1.4.1.1466.20037" in data:  # StartTLS: "protocolError"
                peer.sendall(b"\x30\x0c\x02\x01" + data[4:5] + b"\x78\x07\x0a\x01\x02\x04\x00\x04\x00")

    monkeypatch.setattr("softphone.exchange.ldap.place.Place.is_here", False)
    with line(refuse_tls) as url, pytest.raises(DirectoryError) as refused:
        search(book(url, READER), PASSWORD, "anna", trust=trusting(), whole_s=5)
    assert refused.value.trouble is DirectoryTrouble.NOT_ENCRYPTED
    assert seen
    assert PASSWORD.encode() not in seen


@settings(deadline=None, max_examples=40)
@given(st.lists(st.binary(min_size=1, max_size=300), min_size=1, max_size=4))
def test_whatever_a_server_sends(answers: list[bytes]) -> None:
    """Any bytes: nobody, or a DirectoryError; no other error and no waiting."""
    left = list(answers)

    def send(peer: socket.socket) -> None:
        for answer in left:
            if not peer.recv(4096):
                return
            peer.sendall(answer)

    with line(send) as url:
        try:
            search(book(url), "", "anna", trust=trusting(), whole_s=0.2)
        except DirectoryError as error:
            assert error.trouble


@given(
    st.dictionaries(st.sampled_from(["cn", "mail", "telephoneNumber", "o", "sn"]), st.binary() | st.text())
)
def test_whatever_an_entry_says(attributes: dict[str, object]) -> None:
    """A card is whole or there is none."""
    card = card_of(attributes, "somewhere")
    assert card is None or (card.name and card.addresses and card.name.isprintable())


@given(st.text())
def test_whatever_is_typed_stays_a_value(text: str) -> None:
    """It can be asked for, and stands in the filter as it was typed (RFC 4511 section 4.5.1.7)."""
    wanted = wanted_by(text)
    assert bool(wanted) == bool(text.split())
    message = messages.search(1, BASE, wanted, attributes=("cn",), most=1, seconds=1)
    assert messages.length_of(message[:6]) == len(message)
    for word in text.split()[:1]:
        if len(wanted[0]) > 3:
            assert word[:60].encode("utf-8", "replace") in message


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://h/b",
        "ldap://",
        "ldap:///b",
        "ldap://h:x/b",
        "ldap://u:p@h/b",
        "ldap://h/a\nb",
        "ldap://[::1/b",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    """Nothing is asked."""
    with pytest.raises(DirectoryError) as refused:
        place_of(url)
    assert refused.value.trouble is DirectoryTrouble.MISTYPED


def test_several_directories_are_asked_at_once(server: Slapd) -> None:
    """One that is not there does not take the people of the other away; one that is switched off is not asked."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        gone = f"ldap://127.0.0.1:{taken.getsockname()[1]}/x"
    books = (
        AddressBook("gone", AddressBookKind.LDAP, "Gone", gone),
        AddressBook("office", AddressBookKind.LDAP, "Office", server.tls),
        AddressBook("off", AddressBookKind.LDAP, "Off", server.tls, enabled=False),
        AddressBook("dav", AddressBookKind.CARDDAV, "Cards", "https://127.0.0.1/"),
    )
    directories = LdapDirectories(
        lambda: Settings(address_books=books), KeyringPasswords("none"), ca_file=str(server.ca_file)
    )
    try:
        assert directories.any
        found = directories.search("anna").result(20)
        assert [each.book_id for each in found] == ["gone", "office"]
        assert found[0].error is not None
        assert names(found[1].cards) == ["Anna Karlsson"]
        assert directories.search("a").result(1) == ()
    finally:
        directories.close()


def test_only_the_newest_question_waits() -> None:
    """Letters typed quickly: the first is on its way, the last is asked next, those between are cancelled."""
    arrived, go_on = threading.Event(), threading.Event()

    def slow(peer: socket.socket) -> None:
        arrived.set()
        go_on.wait(10)

    with line(slow) as url:
        books = (AddressBook("d", AddressBookKind.LDAP, "Slow", url),)
        directories = LdapDirectories(lambda: Settings(address_books=books), KeyringPasswords("none"))
        first = directories.search("an")
        assert arrived.wait(10)
        between, last = directories.search("ann"), directories.search("anna")
        assert between.cancelled()
        go_on.set()
        for future in (first, last):
            (found,) = future.result(20)
            assert found.error is not None
        directories.close()
