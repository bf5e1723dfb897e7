"""What comes in: messages, transfers, a registrar that has moved; and messages that go out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account, Transport
from softphone.calls.notices import (
    CallChanged,
    RegistrarMoved,
    RegistrationNotice,
    RuleSaved,
    TransferDeclined,
)
from softphone.calls.people import Contact, ContactAddress
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.calls.records import Ended
from softphone.calls.registrar import moved
from softphone.calls.rules import RedirectPolicy, RuleScope
from softphone.calls.views import Phase
from softphone.gui.card.composer import MessageComposer
from softphone.gui.contacts.contact_addresses import AddressLine
from softphone.gui.contacts.contact_page import ContactPage
from softphone.gui.desktop import Desktop
from softphone.gui.frame.banners import Banner
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.diverting_page import DivertingPage
from softphone.gui.settings.rules_part import RulesPart
from softphone.gui.settings.settings_list import Section
from softphone.sip.explanation import Kind
from tests.gui.house.conftest import shown
from tests.gui.house.redirect_scene import fill_redirects, received_message, registrar_moved
from tests.gui.house.scene import ACCOUNT, WAIT_S, Scene, find
from tests.support.core_phone import response

PROXIED = replace(ACCOUNT, proxy="sip:proxy.example.org")


def banner_of(window: MainWindow, key: object) -> Banner:
    banner = window.banners.shown(key)
    assert banner is not None
    return banner


def shown_banners(window: MainWindow) -> list[Banner]:
    QApplication.processEvents()  # a layout shows what was added with the next event
    return [each for each in window.banners.findChildren(Banner) if not each.isHidden()]


def press(banner: Banner, words: str) -> None:
    """The button of the banner that says `words`."""
    (made,) = [each for each in banner.findChildren(QAbstractButton) if each.text() == words]
    made.click()


def account_of(window: MainWindow) -> Account:
    account = window.settings.account(ACCOUNT.id)
    assert account is not None
    return account


REGISTRAR = ("registrar", ACCOUNT.id)


def test_registrar_moved_is_asked_about(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A 301 to REGISTER is told with its trust; the click takes the server over, Undo gives the old one back."""
    qtbot.waitUntil(lambda: bool(scene.accounts_set), timeout=WAIT_S * 1000)
    scene.phone.say(registrar_moved())
    banner = banner_of(window, REGISTRAR)
    assert banner.text.text() == "The server of me@example.org says: moved to sip.new.example (301)."
    detail = find(banner, QLabel, "banner-registrar-a1-detail").text()
    assert "UDP from 192.0.2.7:5060" in detail
    assert "different domain" in detail
    assert account_of(window).registrar == ACCOUNT.registrar
    press(banner, "Use the new server")
    assert account_of(window).registrar == "sip:sip.new.example"
    qtbot.waitUntil(
        lambda: scene.accounts_set[-1][0].registrar == "sip:sip.new.example", timeout=WAIT_S * 1000
    )
    assert window.quiet.bar is not None
    window.quiet.bar.action.click()
    assert account_of(window) == ACCOUNT
    qtbot.waitUntil(lambda: scene.accounts_set[-1][0] == ACCOUNT, timeout=WAIT_S * 1000)


def test_registrar_moved_as_the_core_tells_it(window: MainWindow) -> None:
    """A real 301 to REGISTER goes through the core's own reading to the banner and into the account."""
    raw = response(301, "<sip:sip2.example.org:5071;transport=tcp>;q=0.9", to=ACCOUNT.uri)
    failed = RegistrationChanged(
        ACCOUNT.id, RegistrationState.FAILED, 301, "Moved Permanently", 0, raw, "tls", "192.0.2.7:5061"
    )
    notice = moved(ACCOUNT, failed)
    assert notice is not None
    window.on_notice(notice)
    banner = banner_of(window, REGISTRAR)
    assert "sip2.example.org:5071" in banner.text.text()
    assert "not encrypted any more" in find(banner, QLabel, "banner-registrar-a1-detail").text()
    press(banner, "Use the new server")
    now = account_of(window)
    assert (now.registrar, now.transport) == ("sip:sip2.example.org:5071", Transport.TCP)


def test_not_now_is_not_asked_again(window: MainWindow, scene: Scene) -> None:
    """The same answer is not told twice after Not now; another one is."""
    scene.phone.say(registrar_moved())
    press(banner_of(window, REGISTRAR), "Not now")
    assert account_of(window) == ACCOUNT
    scene.phone.say(registrar_moved())
    assert window.banners.shown(REGISTRAR) is None
    scene.phone.say(registrar_moved(301, "sip:sip.other.example"))
    assert "sip.other.example" in banner_of(window, REGISTRAR).text.text()


def test_who_tries_again_is_asked_again(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """After Not now, Test again brings the question back, once the server has given the same answer."""
    qtbot.waitUntil(lambda: bool(scene.accounts_set), timeout=WAIT_S * 1000)
    failed = RegistrationNotice(ACCOUNT.id, RegistrationState.FAILED, 301, "Moved Permanently", b"")
    scene.phone.say(failed)
    scene.phone.say(registrar_moved())
    press(banner_of(window, REGISTRAR), "Not now")
    scene.phone.say(failed)
    assert window.banners.shown(REGISTRAR) is None
    window._open_account()
    find(window, QAbstractButton, "account-test").click()
    qtbot.waitUntil(lambda: len(scene.accounts_set) == 2, timeout=WAIT_S * 1000)
    scene.phone.say(failed)
    assert "sip.new.example" in banner_of(window, REGISTRAR).text.text()


def test_undo_leaves_what_was_changed_since(window: MainWindow, scene: Scene) -> None:
    """An account that was removed after the move is not brought back by Undo."""
    scene.phone.say(registrar_moved())
    press(banner_of(window, REGISTRAR), "Use the new server")
    bar = window.quiet.bar
    assert bar is not None
    window.accounts.remove(ACCOUNT.id)
    bar.action.click()
    assert window.settings.value.accounts == ()


def test_several_servers_are_offered_by_name(window: MainWindow, scene: Scene) -> None:
    """Each server has a button of its own, and the one that is clicked is used."""
    scene.phone.say(registrar_moved(302, "sip:sip1.example", "sip:sip2.example;transport=tcp"))
    press(banner_of(window, REGISTRAR), "Use sip2.example")
    now = account_of(window)
    assert (now.registrar, now.transport) == ("sip:sip2.example", Transport.TCP)


def test_proxy_of_a_305(window: MainWindow, scene: Scene) -> None:
    """A 305 to REGISTER changes the proxy and leaves the registrar."""
    scene.phone.say(registrar_moved(305, "sip:proxy.example.org:5070"))
    press(banner_of(window, REGISTRAR), "Use the new server")
    now = account_of(window)
    assert (now.registrar, now.proxy) == (ACCOUNT.registrar, "sip:proxy.example.org:5070")


def test_380_shows_its_text(window: MainWindow, scene: Scene) -> None:
    """A 380 to REGISTER offers nothing to take over: its text is shown."""
    notice: RegistrarMoved = registrar_moved(380, text="Sign in at the front desk first.")
    scene.phone.say(notice)
    assert "Sign in at the front desk first." in banner_of(window, REGISTRAR).text.text()
    press(banner_of(window, REGISTRAR), "Close")
    scene.phone.say(notice)
    assert window.banners.shown(REGISTRAR) is None


def test_message_arrives(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A message is said in a banner without taking the focus; Show opens the conversation, and the list names it."""
    scene.phone.say(CallChanged(received_message(9, "Back at noon.")))
    banner = banner_of(window, ("message", "sip:anna@office.example"))
    assert banner.text.text() == "Message from Anna Karlsson: Back at noon."
    assert window.column.dial.edit.hasFocus()
    qtbot.waitUntil(lambda: bool(window.column.calls.list.rows.rows), timeout=WAIT_S * 1000)
    row = window.column.calls.list.rows.rows[0]
    assert (row.subtitle, row.icon) == ("Back at noon.", "message")
    press(banner, "Show")
    assert window.messages.is_reading("sip:anna@office.example")


def test_a_talk_in_writing_is_one_line_among_the_calls(
    window: MainWindow, scene: Scene, qtbot: QtBot
) -> None:
    """The newest message of each party: the conversation has them all, and calls stay in sight."""
    begun = datetime.now(UTC)
    for number in range(9, 29):
        view = received_message(number, f"Line {number}")
        scene.phone.say(CallChanged(replace(view, started_at=begun + timedelta(seconds=number))))
    scene.phone.say(CallChanged(received_message(40, "Hello", "sip:other@x.example")))
    calls = window.column.calls.list

    def told() -> list[str]:
        return sorted(row.subtitle for row in calls.rows.rows if row.icon == "message")

    qtbot.waitUntil(lambda: told() == ["Hello", "Line 28"], timeout=WAIT_S * 1000)


def test_messages_of_one_sender_share_a_banner(window: MainWindow, scene: Scene) -> None:
    """Many messages of one sender do not fill the window, and a long one is cut."""
    for number in range(9, 30):
        scene.phone.say(CallChanged(received_message(number, f"{number} " + "long " * 2000)))
    assert len(shown_banners(window)) == 1
    text = banner_of(window, ("message", "sip:anna@office.example")).text.text()
    assert "29 long" in text
    assert len(text) < 300


def test_messages_of_many_senders_do_not_fill_the_window(window: MainWindow, scene: Scene) -> None:
    """From the fourth sender on, whoever sends, there is one banner that counts."""
    for number in range(9, 40):
        scene.phone.say(CallChanged(received_message(number, "Hello", f"sip:sender{number}@x.example")))
    (banner,) = shown_banners(window)
    assert banner.text.text() == "Messages have come: 31"
    press(banner, "Show")
    assert window.column.is_showing(View.MESSAGES)


def test_message_is_told_once(window: MainWindow, scene: Scene) -> None:
    """A view that is told again does not bring a closed banner back."""
    view = received_message(9, "Hello")
    scene.phone.say(CallChanged(view))
    window.banners.take(("message", view.party_uri))
    scene.phone.say(CallChanged(view))
    assert window.banners.shown(("message", view.party_uri)) is None


def test_message_in_the_history(window: MainWindow, scene: Scene) -> None:
    """A message that was delivered stands in the history with its text and the icon of a message."""
    log = scene.store.call_log
    view = received_message(9, "Back at noon.")
    number = log.begin(
        direction=view.direction,
        party_uri=view.party_uri,
        party_name=view.party_name,
        contact_id=None,
        account_id="",
        started_at=view.started_at,
        message=view.message,
    )
    log.finish(
        number,
        ended=Ended.RECEIVED,
        ended_at=view.started_at,
        answered_at=None,
        moved_status=None,
        contact_id=None,
    ).result(WAIT_S)
    window.show_view(View.HISTORY)
    row = window.column.history.list.rows.rows[1]
    assert (row.icon, row.subtitle) == ("message", "Message received: Back at noon.")


def test_message_is_sent_from_a_contact(window: MainWindow, scene: Scene) -> None:
    """The composer of an address sends it and shows what becomes of the message."""
    vera = scene.person("Vera", ("im:vera@office.example", ""))
    window.show_view(View.CONTACTS)
    window.pages.show_contact(vera)
    find(window, QAbstractButton, "contact-message-1").click()
    composer = find(window, MessageComposer)
    composer.text.setPlainText("Coffee at four?")
    find(composer, QAbstractButton, "composer-send").click()
    assert scene.phone.asked[-1] == ("send_message", "sip:vera@office.example", "Coffee at four?", None)
    assert window.pages.is_showing_call(scene.phone.views()[-1].attempt)


def test_message_to_nowhere_is_said(window: MainWindow, scene: Scene) -> None:
    """An address that takes no SIP message is said, nothing is sent."""
    window.send_message("mailto:vera@office.example", "Hello")
    assert scene.phone.asked == []
    assert "Nothing was sent" in banner_of(window, "failed").text.text()


class NotedDesktop(Desktop):
    """Opens nothing and remembers what was asked for."""

    def __init__(self, *, works: bool = True) -> None:
        super().__init__()
        self.asked: list[tuple[Kind, str]] = []
        self._works = works

    def open_external(self, kind: Kind, uri: str) -> bool:
        self.asked.append((kind, uri))
        return self._works


@pytest.mark.parametrize(
    ("uri", "words", "kind"),  # what the line shows, its button, whom the desktop is asked for
    [
        ("mailto:vera@office.example", "Write", Kind.EMAIL),
        ("https://office.example/vera", "Open", Kind.WEB),
        ("xmpp:vera@chat.example", "Send message", Kind.XMPP),
        ("sms:+74955550101", "Send message", Kind.MESSAGE),
    ],
)
def test_other_addresses_are_opened_by_the_desktop(
    window: MainWindow, qtbot: QtBot, uri: str, words: str, kind: Kind
) -> None:
    """Each kind has its verb; the whole address is on the screen before another program opens it."""
    desktop = NotedDesktop()
    page = ContactPage(window.redirects, desktop=desktop)
    qtbot.addWidget(page)
    page.show_contact(Contact(1, "Vera", addresses=(ContactAddress(1, uri),)))
    line = find(page, AddressLine)
    assert any(text.text().replace("\u200b", "") == uri for text in line.findChildren(QLabel))
    button = find(line, QAbstractButton, "contact-call-1")
    assert button.text() == words
    button.click()
    assert desktop.asked == [(kind, uri)]
    assert not find(page, QAbstractButton, "contact-call").isEnabled()


def test_no_program_for_an_address_is_said(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """When no program opens an address the person is told."""
    vera = scene.person("Vera", ("mailto:vera@office.example", ""))
    page = ContactPage(window.redirects, desktop=NotedDesktop(works=False))
    qtbot.addWidget(page)
    page.show_contact(vera)
    with qtbot.waitSignal(page.failed) as failed:
        find(page, QAbstractButton, "contact-call-1").click()
    assert failed.args is not None
    assert "mailto:vera@office.example" in failed.args[0]


def test_transfer_is_asked_about(window: MainWindow, scene: Scene) -> None:
    """A transfer elsewhere is the person's choice: Call places it, No leaves everything."""
    window.dial("sip:anna@office.example")
    attempt = scene.view(phase=Phase.CONNECTED, party_name="Anna").attempt
    scene.phone.say(TransferDeclined(attempt, "sip:boris@other.example", "Boris"))
    banner = banner_of(window, ("transfer", attempt))
    assert banner.text.text() == "Anna wants to transfer you to Boris."
    press(banner, "No")
    assert len(scene.phone.asked) == 1
    scene.phone.say(TransferDeclined(attempt, "sip:boris@other.example", "Boris"))
    press(banner_of(window, ("transfer", attempt)), "Call Boris")
    assert scene.phone.asked[-1][:2] == ("place_call", "sip:boris@other.example")


def test_rule_from_a_card_is_listed(window: MainWindow, scene: Scene) -> None:
    """A rule that a card makes stands in the settings at once."""
    window.pages.show_section(Section.REDIRECTS)
    rule = scene.store.redirect_rules.set(RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW).result(
        WAIT_S
    )
    scene.phone.say(RuleSaved(1, rule))
    rows = find(window, RulesPart).list.rows.rows
    assert [row.title for row in rows] == ["Everybody at office.example"]


def test_strict_proxy_is_shown_with_a_proxy(scene: Scene, qtbot: QtBot) -> None:
    """Whether only the proxy is believed is asked where there is one, and kept."""
    scene.with_account(PROXIED)
    window = shown(scene, qtbot)
    window._open_account()
    box = find(window, QAbstractButton, "account-strict-proxy")
    assert box.isVisible()
    assert box.isChecked()
    box.click()
    find(window, QAbstractButton, "account-save").click()
    assert not account_of(window).strict_proxy
    assert account_of(window) == replace(PROXIED, strict_proxy=False)


def test_export_and_import(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Contacts and moves go into a file and come back from it."""
    fill_redirects(scene)
    window.show_view(View.CONTACTS)
    file = window.lists.people_file
    assert file is not None
    path = scene.store.profile.settings.parent / "people.json"
    with qtbot.waitSignal(file.exported, timeout=WAIT_S * 1000):
        file.export_to(path)
    assert path.exists()
    (vera,) = scene.store.contact_book.contacts()
    scene.store.contact_book.delete(vera.id).result(WAIT_S)
    scene.store.contact_book.forget_moves().result(WAIT_S)
    page = window.pages.import_page()
    with qtbot.waitSignal(page.looked, timeout=WAIT_S * 1000):
        window.pages.show_import(path)
    assert "6 remembered move" in page.preview.said.text()
    with qtbot.waitSignal(page.ended, timeout=WAIT_S * 1000):
        page.preview.import_button.click()
    (back,) = scene.store.contact_book.contacts()
    assert [address.uri for address in back.addresses] == [address.uri for address in vera.addresses]
    assert len(scene.store.contact_book.remembered_moves()) == 6
    assert page.report.undo_button.isHidden()


def test_call_page_leads_to_its_rule_and_its_diversions(window: MainWindow, scene: Scene) -> None:
    """What decided about a call is one click away, with the rule chosen."""
    rules = scene.store.redirect_rules
    wanted = rules.set(RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW).result(WAIT_S)
    rules.set(RuleScope.DOMAIN, "other.example", RedirectPolicy.FOLLOW).result(WAIT_S)
    page = window.pages.call_page()
    page.rules_requested.emit(wanted)
    chosen = find(window, RulesPart).list.current_row()
    assert chosen is not None
    assert chosen.value == wanted
    page.diversions_requested.emit(None)
    assert find(window, DivertingPage).isVisible()


def test_call_page_takes_back_what_was_saved(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Further addresses go again on Undo, a contact made by them goes whole, and a move can be forgotten."""
    page, book = window.pages.call_page(), scene.store.contact_book
    vera = scene.person("Vera", ("sip:vera@office.example", "Work"))
    more, before = book.add_addresses(
        contact_id=vera.id, name="", addresses=(("mailto:vera@office.example", "E-mail"),)
    ).result(WAIT_S)
    assert len(more.addresses) == 2
    with qtbot.waitSignal(window.desk.contact_changed):
        page.alternatives_undo.emit(before, more)
    assert book.contact(vera.id) == vera
    with qtbot.waitSignal(window.desk.contact_gone):
        page.alternatives_undo.emit(None, vera)
    assert book.contacts() == ()
    fill_redirects(scene)
    move = book.remembered_moves()[0]
    with qtbot.waitSignal(window.redirects.moves_changed):
        page.forget_move.emit(move.id)
    assert move not in book.remembered_moves()
