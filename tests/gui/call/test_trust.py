"""Where an answer came from, what differs, and addresses that never hide whom they belong to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.offer import Part, Provenance
from softphone.gui.call.page import CallPage
from softphone.gui.card.address_parts import pieces
from softphone.gui.card.compared_address import ComparedAddress
from softphone.gui.card.host_label import HostLabel, around_host
from softphone.gui.look.components import Button
from softphone.gui.look.theme import Theme
from softphone.gui.words.trust_text import sender_is_doubtful, sender_text, source_text
from softphone.sip.text import safe_text
from tests.gui.call import samples


def unfold(page: CallPage) -> None:
    toggle = page.findChild(Button, "trust-toggle")
    assert toggle is not None
    toggle.click()


def said(page: CallPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    return found.text() if found is not None else ""


def address(page: CallPage, name: str) -> ComparedAddress:
    found = page.findChild(ComparedAddress, name)
    assert found is not None
    return found


def test_the_fold_says_how_it_came_and_from_whom(page: CallPage) -> None:
    """Closed at first; unfolded it names transport, source, certificate and the account's proxy."""
    page.show_call(samples.choosing(samples.MOVED))
    assert said(page, "trust-source") == ""
    unfold(page)
    assert (
        said(page, "trust-source") == "Over TLS from 192.0.2.7:5061; the server's certificate was verified."
    )
    assert "your account's own proxy" in said(page, "trust-sender")


def test_a_stranger_and_what_was_removed_are_named(page: CallPage) -> None:
    """An answer that came past the proxy is said to be from a stranger; dropped headers are listed."""
    page.show_call(samples.choosing(samples.MOVED_NOTABLE))
    unfold(page)
    assert "not encrypted" in said(page, "trust-source")
    assert "stranger" in said(page, "trust-sender")
    assert said(page, "trust-removed").endswith("Route, From, Replaces")


def test_what_differs_is_emphasised_in_both_addresses(page: CallPage) -> None:
    """Old and new stand below each other; the parts that changed are marked, the rest is not."""
    page.show_call(samples.choosing(samples.MOVED))
    unfold(page)
    before, after = address(page, "trust-before"), address(page, "trust-new")
    assert before.text() == samples.OLD and after.text() == samples.NEW
    assert before.marked == ("anna", "old-office.example")
    assert after.marked == ("anna.k", "new-office.example")
    # Joined as the language of whatever ran before joins lists.
    assert after.accessibleName().endswith(("name and domain", "name, domain"))


def test_the_fold_closes_again(page: CallPage, qtbot: QtBot) -> None:
    """A second press puts it away."""
    page.show_call(samples.choosing(samples.MOVED))
    unfold(page)
    unfold(page)
    qtbot.waitUntil(lambda: page.findChild(QLabel, "trust-source") is None)


@pytest.mark.parametrize(
    ("provenance", "doubtful", "word"),
    [
        (Provenance("udp", "192.0.2.1:5060", proxy="sip:p.example", from_proxy=True), False, "own proxy"),
        (Provenance("udp", "192.0.2.1:5060", proxy="sip:p.example", from_proxy=False), True, "stranger"),
        (Provenance("udp", "192.0.2.1:5060", proxy="sip:p.example"), False, "cannot be told"),
        (Provenance("udp", "192.0.2.1:5060", from_next_hop=True), False, "that was asked"),
        (Provenance("udp", "192.0.2.1:5060", from_next_hop=False), True, "another server"),
        (Provenance(), False, ""),
    ],
)
def test_every_origin_has_words(
    qapp: QApplication, provenance: Provenance, doubtful: bool, word: str
) -> None:
    """From the proxy, from a stranger, without a proxy, and unknown are told apart."""
    assert word in sender_text(provenance)
    assert sender_is_doubtful(provenance) is doubtful
    assert bool(source_text(provenance)) is bool(provenance.transport)


@given(st.text(max_size=200))
def test_pieces_joined_are_the_address_again(uri: str) -> None:
    """Whatever the text, nothing is lost, doubled or left unsafe."""
    assert "".join(text for _, text in pieces(uri)) == safe_text(uri, 1000)


def test_an_address_is_cut_where_its_parts_end() -> None:
    """Scheme, user, host, port and transport, each once."""
    got = {part: text for part, text in pieces("sips:a;b@[2001:db8::1]:5061;transport=tls;lr?x=1") if part}
    assert got == {
        Part.SCHEME: "sips:",
        Part.USER: "a;b",
        Part.HOST: "[2001:db8::1]",
        Part.PORT: ":5061",
        Part.TRANSPORT: ";transport=tls",
    }
    assert dict(pieces("tel:+123")) == {Part.SCHEME: "tel:", Part.USER: "+123"}


@pytest.mark.parametrize(
    ("uri", "host"),
    [
        ("https://evil.example/@bank.example/", "evil.example"),
        ("https://evil.example#@bank.example", "evil.example"),
        ("https://evil.example?@bank.example/x", "evil.example"),
        ("https://bank.example@evil.example/", "evil.example"),
        ("https://evil.example\\@bank.example", "evil.example"),
        ("mailto:bank.example@evil.example?subject=hi", "evil.example"),
        ("xmpp:anna@evil.example/x@bank.example", "evil.example"),
        ("xmpp://me@home.example/anna@evil.example", "evil.example"),
        ("im:anna@evil.example", "evil.example"),
        ("sms:+15551234567", "+15551234567"),
    ],
)
def test_the_host_is_the_one_that_counts(uri: str, host: str) -> None:
    """However an address is made up, the host shown is the one another program would go to."""
    assert around_host(uri)[1] == host


@pytest.mark.parametrize("width", [60, 140, 260, 600])
def test_a_cut_address_still_shows_whom_it_belongs_to(theme: Theme, qtbot: QtBot, width: int) -> None:
    """At any width the end of the host is there; the whole is in the tool tip."""
    uri = "https://accounts.bank.example.a-very-long-name.evil.example/login/with/a/long/path/indeed"
    made = HostLabel(uri, " · web page")
    qtbot.addWidget(made)
    made.resize(width, 20)
    made.show()
    shown = made.text()
    assert made.fontMetrics().horizontalAdvance(shown) <= width
    assert ".example" in shown or "example" in shown[-12:] or "…" in shown
    if width >= 140:
        assert "evil.example" in shown
    assert made.accessibleName().startswith("accounts.bank.example")
