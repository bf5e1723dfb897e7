"""When others call: the list with its switches, the form, and the sign that nobody is to forget."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.offers import options_of
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.gui.frame.diverting_line import DivertingLine
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.diversion_form import DiversionForm, blank_diversion
from softphone.gui.settings.divert_preview import answer_of
from softphone.gui.settings.diverting_page import DivertingPage
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.switch_list import switch_rect
from softphone.gui.settings.target_kinds import TargetKind, for_mailbox, shown_address, target_uri
from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.redirect import explain
from tests.gui.house.redirect_scene import diversion, fill_redirects
from tests.gui.house.scene import ACCOUNT, WAIT_S, Scene, find, press_key, write
from tests.support.core_phone import response, running_phone
from tests.unit.calls.incoming_invites import call_in


def diverting_page(window: MainWindow) -> DivertingPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.DIVERTING)
    return find(window, DivertingPage)


def opened_form(window: MainWindow, shown: Diversion | None = None) -> DiversionForm:
    window.show_view(View.SETTINGS)
    window.pages.edit_diversion(shown or blank_diversion())
    return find(window, DiversionForm)


def choose_kind(form: DiversionForm, kind: DivertKind) -> None:
    form.kind.setCurrentIndex(list(DivertKind).index(kind))


def seen(text: QLabel) -> str:
    """Without the places where an address may be wrapped."""
    return text.text().replace("\u200b", "")


def saved(window: MainWindow, form: DiversionForm, scene: Scene, qtbot: QtBot) -> Diversion:
    with qtbot.waitSignal(form.closed):
        form.save()
    return scene.store.diversions.diversions()[-1]


def test_tab_goes_through_the_form_from_top_to_bottom(window: MainWindow, qtbot: QtBot) -> None:
    """Lines that are added later too: they stand between what is above and below them."""
    form = opened_form(window)
    choose_kind(form, DivertKind.ALTERNATIVES)
    form.rows.add_button.click()
    qtbot.waitUntil(form.rows.rows[-1].isVisible)
    form.who.box.setFocus()
    reached: list[QWidget] = []
    for _ in range(60):
        focused = window.focusWidget()
        if focused is None or focused is form.cancel_button:
            break
        reached.append(focused)
        press_key(focused, Qt.Key.Key_Tab)
    wanted: list[QWidget] = [form.who.box, form.kind, form.when, form.after]
    for row in form.rows.rows:
        buttons = (row.up_button, row.down_button, row.remove_button)
        wanted += [row.kind, *(each for each in buttons if each.isEnabled()), row.address, row.label]
    wanted += [form.rows.add_button, form.text, form.save_button]
    assert reached == wanted


def test_nobody_is_redirected_at_first(window: MainWindow) -> None:
    """An empty list says that every call rings here, and leads to the form."""
    page = diverting_page(window)
    find(page, QAbstractButton, "diverting-empty-action").click()
    assert find(window, DiversionForm).isVisible()


def test_forward_after_some_ringing(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The usual case: who does not answer is forwarded; what callers see is said before it is saved."""
    form = opened_form(window)
    write(form.rows.rows[0].address, "boris@office.example")
    assert seen(form.preview.sentence) == "Their phone calls boris@office.example this one time."
    lines = seen(form.preview.first_lines)
    assert lines.startswith("SIP/2.0 302 Moved Temporarily\nContact: <sip:boris@office.example>")
    form.after.setCurrentIndex(form.after.findData(30))
    form.expiry.setCurrentIndex(form.expiry.findData(3600))
    assert "for 1 h" in form.preview.sentence.text()
    made = saved(window, form, scene, qtbot)
    assert (made.kind, made.when, made.after_s, made.expires_s) == (
        DivertKind.FORWARD,
        DivertWhen.NO_ANSWER,
        30,
        3600,
    )
    assert made.targets == (DivertTarget("sip:boris@office.example"),)
    assert made.enabled
    assert find(window, DivertingPage).isVisible()


def test_moved_is_always_and_for_good(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Who has moved has moved whether the line is busy or not: 301, always, without an expiry."""
    form = opened_form(window, diversion(id=None, when=DivertWhen.BUSY, expires_s=60))
    choose_kind(form, DivertKind.MOVED)
    assert not form.when.isVisible()
    assert not form.expiry.isVisible()
    made = saved(window, form, scene, qtbot)
    assert (made.kind, made.when, made.expires_s) == (DivertKind.MOVED, DivertWhen.ALWAYS, None)


def test_alternatives_of_every_kind(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Voicemail, colleague, e-mail, web, message and chat become addresses that a redirect may name."""
    form = opened_form(window)
    choose_kind(form, DivertKind.ALTERNATIVES)
    form.text.setPlainText("We are closed.\nBack on Monday.")
    wanted = (
        (TargetKind.VOICEMAIL, "vm@office.example", "Mailbox"),
        (TargetKind.CALL, "+7 495 555-01-01", "Reception"),
        (TargetKind.EMAIL, "anna@office.example", ""),
        (TargetKind.WEB, "office.example/contact", "Page"),
        (TargetKind.MESSAGE, "anna@office.example", ""),
        (TargetKind.CHAT, "anna@chat.example", ""),
    )
    for number, (kind, text, words) in enumerate(wanted):
        if number:
            form.rows.add_button.click()
        row = form.rows.rows[number]
        row.kind.setCurrentIndex(list(TargetKind).index(kind))
        row.address.setText(text)
        row.label.setText(words)
    made = saved(window, form, scene, qtbot)
    assert [target.uri for target in made.targets] == [
        "sip:vm@office.example;target=sip:me%40example.org;cause=408",
        "tel:+74955550101",
        "mailto:anna@office.example",
        "https://office.example/contact",
        "im:anna@office.example",
        "xmpp:anna@chat.example",
    ]
    assert [target.label for target in made.targets][:2] == ["Mailbox", "Reception"]
    assert made.text == "We are closed.\nBack on Monday."
    assert admit(made.targets[0].uri).kind is Kind.VOICEMAIL


def test_what_was_saved_is_shown_again_unchanged(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A diversion that is opened and saved again is the same."""
    fill_redirects(scene)
    before = scene.store.diversions.diversions()[1]
    form = opened_form(window, before)
    assert form.who.person.text() == "Vera Pavlovna"
    with qtbot.waitSignal(form.closed):
        form.save()
    assert scene.store.diversions.diversions()[1] == before


def test_what_the_form_saves_is_what_callers_get(
    window: MainWindow, scene: Scene, qtbot: QtBot, tmp_path: Path
) -> None:
    """The real core answers a caller with the saved diversion, and the answer reads as the form had it."""
    form = opened_form(window, diversion(kind=DivertKind.ALTERNATIVES, text="Closed until Monday."))
    form.rows.add_button.click()
    form.rows.rows[1].address.setText("mailto:me@example.org")
    form.rows.rows[1].label.setText("Write to me")
    preview = answer_of(saved(window, form, scene, qtbot))
    made = scene.store.diversions.diversions()[-1]
    with running_phone(tmp_path / "core") as phone:
        phone.store.diversions.save(replace(made, id=None)).result(WAIT_S)
        call_in(phone)
        (answer,) = phone.engine.redirects
    assert preview is not None
    assert (answer.status, answer.reason) == (preview.status, preview.reason) == (380, "Alternative Service")
    raw = response(
        380,
        *(value for name, value in answer.headers if name == "Contact"),
        to="sip:me@office.example",
        extra=(f"Content-Type: {answer.content_type}",),
        body=answer.body,
    )
    read = explain(raw, request_uri="sip:me@office.example")
    found = {row.uri: row.label for row in options_of(read, request_uri="sip:me@office.example", domain=None)}
    assert found == {"sip:boris@office.example": "Boris", "mailto:me@example.org": "Write to me"}


def test_a_long_address_fits_the_narrowest_window(window: MainWindow) -> None:
    """An address of one long word makes neither the lines nor the preview wider than the window."""
    window.resize(360, 640)
    form = opened_form(window, diversion(targets=(DivertTarget("sip:" + "w" * 200 + "@office.example"),)))
    QApplication.processEvents()
    inside = form.widget()
    assert inside is not None
    assert inside.width() <= form.viewport().width()
    assert window.width() == 360


def test_too_much_for_one_datagram_is_said(window: MainWindow) -> None:
    """When the answer has no room for everything the form says what may be left out."""
    many = tuple(DivertTarget(f"sip:department-{number}@office.example", "D" * 50) for number in range(20))
    form = opened_form(window, diversion(kind=DivertKind.ALTERNATIVES, targets=many, text="Closed. " * 40))
    assert form.preview.left_out.isVisible()
    assert "the list that programs read" in form.preview.left_out.text()


def test_order_is_changed(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """The arrows change which line is preferred."""
    targets = (DivertTarget("sip:a@x.example"), DivertTarget("sip:b@x.example"))
    form = opened_form(window, diversion(kind=DivertKind.CHOICE, targets=targets))
    assert not form.rows.rows[0].up_button.isEnabled()
    form.rows.rows[1].up_button.click()
    made = saved(window, form, scene, qtbot)
    assert made.targets == (targets[1], targets[0])


def test_a_scheme_that_is_typed_chooses_the_kind(window: MainWindow) -> None:
    """Pasting an address with its scheme sets the box beside it."""
    row = opened_form(window).rows.rows[0]
    for text, kind in (
        ("mailto:a@x.example", TargetKind.EMAIL),
        ("https://x.example", TargetKind.WEB),
        ("sip:a@x.example", TargetKind.CALL),
        ("xmpp:a@x.example", TargetKind.CHAT),
    ):
        row.address.setText(text)
        assert row.chosen_kind() is kind


@pytest.mark.parametrize(
    ("kind", "text", "letter"),
    [
        (TargetKind.CALL, "anna@of fice.example", 7),
        (TargetKind.CALL, "javascript:alert(1)", 0),
        (TargetKind.EMAIL, "anna at office", None),
        (TargetKind.WEB, "javascript:alert(1)", None),
        (TargetKind.CALL, "", None),
    ],
)
def test_wrong_address_is_shown_at_its_letter(
    window: MainWindow, scene: Scene, kind: TargetKind, text: str, letter: int | None
) -> None:
    """A mistake is marked in its line, and nothing is saved."""
    form = opened_form(window)
    choose_kind(form, DivertKind.ALTERNATIVES)
    row = form.rows.rows[0]
    row.kind.setCurrentIndex(list(TargetKind).index(kind))
    row.address.setText(text)
    form.save()
    assert row.error.isVisible()
    if letter is not None:
        assert row.address.marked == letter
    assert scene.store.diversions.diversions() == ()


def test_callers_are_moved_only_to_what_can_be_called(window: MainWindow, scene: Scene) -> None:
    """An e-mail address is no new place to call, and one's own address leads back here."""
    form = opened_form(window)
    row = form.rows.rows[0]
    row.address.setText("mailto:anna@office.example")
    form.save()
    assert "can be called" in row.error.text()
    row.address.setText("")
    row.kind.setCurrentIndex(0)
    row.address.setText(ACCOUNT.uri)
    form.save()
    assert "your own address" in row.error.text()
    assert scene.store.diversions.diversions() == ()


def test_for_one_person(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A person is chosen by name; nobody of that name is said."""
    vera = scene.person("Vera Pavlovna", ("sip:vera@office.example", ""))
    form = opened_form(window)
    form.who.box.setCurrentIndex(form.who.box.count() - 1)
    form.who.person.setText("Nobody")
    form.rows.rows[0].address.setText("boris@office.example")
    form.save()
    assert find(form, QLabel, "divert-person-error").isVisible()
    form.who.person.setText("vera pavlovna")
    made = saved(window, form, scene, qtbot)
    assert (made.contact_id, made.account_id) == (vera.id, "")


def test_from_the_pages_of_a_person_and_an_account(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Both lead to the form filled in for them, and back when it is closed."""
    vera = scene.person("Vera", ("sip:vera@office.example", ""))
    window.show_view(View.CONTACTS)
    window.pages.show_contact(vera)
    find(window, QAbstractButton, "contact-divert-1").click()
    form = find(window, DiversionForm)
    assert form.who.contact_id == vera.id
    press_key(form, Qt.Key.Key_Escape)
    assert window.pages.shown_contact() == vera
    window._open_account()
    find(window, QAbstractButton, "account-divert").click()
    assert form.who.account_id == ACCOUNT.id
    form.cancel_button.click()
    assert find(window, QAbstractButton, "account-divert").isVisible()


def test_switch_in_the_list(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A click at the switch, and Space, turn one on and off; a click beside it does not."""
    scene.store.diversions.save(diversion()).result(WAIT_S)
    page = diverting_page(window)
    place = page.list.visualRect(page.list.rows.index(0))
    switch = switch_rect(QRectF(place)).center().toPoint()
    with qtbot.waitSignal(window.redirects.diversions_changed):
        QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=switch)
    assert not scene.store.diversions.diversions()[0].enabled
    assert page.list.rows.rows[0].right == "off"
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, switch.y()))
    page.list.choose(page.list.rows.rows[0].key)
    with qtbot.waitSignal(window.redirects.diversions_changed):
        press_key(page.list, Qt.Key.Key_Space)
    assert scene.store.diversions.diversions()[0].enabled


def test_removed_and_brought_back(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Remove takes one away at once; Undo brings the same back."""
    before = scene.store.diversions.save(diversion()).result(WAIT_S)
    page = diverting_page(window)
    with qtbot.waitSignal(window.redirects.diversions_changed):
        page.remove_button.click()
    assert scene.store.diversions.diversions() == ()
    assert window.quiet.bar is not None
    with qtbot.waitSignal(window.redirects.diversions_changed):
        window.quiet.bar.action.click()
    assert scene.store.diversions.diversions() == (before,)


def test_sign_while_callers_are_sent_elsewhere(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """While a diversion holds always the window says so, and one click ends it."""
    sign = find(window, DivertingLine)
    assert not sign.isVisible()
    form = opened_form(window, diversion())
    saved(window, form, scene, qtbot)
    assert sign.isVisible()
    assert sign.text.full_text() == "Callers are sent to Boris"
    with qtbot.waitSignal(window.redirects.diversions_changed):
        sign.off_button.click()
    assert not sign.isVisible()
    assert not scene.store.diversions.diversions()[0].enabled


def test_sign_of_several(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Several at once are counted, and the button leads to the list."""
    for _ in range(2):
        scene.store.diversions.save(diversion()).result(WAIT_S)
    scene.store.diversions.save(diversion(when=DivertWhen.BUSY)).result(WAIT_S)
    window.redirects.diversions_changed.emit()
    sign = find(window, DivertingLine)
    assert sign.text.full_text() == "Callers are sent elsewhere (2 rules)"
    assert not sign.off_button.isVisible()
    sign.show_button.click()
    assert find(window, DivertingPage).isVisible()


@pytest.mark.parametrize(
    ("when", "cause"),
    [(DivertWhen.ALWAYS, 302), (DivertWhen.BUSY, 486), (DivertWhen.NO_ANSWER, 408)],
)
def test_mailbox_says_whose_and_why(when: DivertWhen, cause: int) -> None:
    """RFC 4458: the target is our address, the cause fits the occasion, and both are written once."""
    uri = "sip:vm@office.example;transport=tcp"
    for _ in range(2):
        uri = for_mailbox(uri, "sip:me@example.org", when)
    assert uri == f"sip:vm@office.example;transport=tcp;target=sip:me%40example.org;cause={cause}"
    assert admit(uri).voicemail_cause == cause


def test_an_emergency_service_is_no_target() -> None:
    """Nobody is sent to an emergency service."""
    for kind in TargetKind:
        with pytest.raises(SipParseError):
            target_uri(kind, "urn:service:sos", None)


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("sip:a@x.example;transport=tls", "a@x.example"),
        ("mailto:a@x.example", "a@x.example"),
        ("https://x.example/", "https://x.example/"),
        ("sms:+74955550101", "sms:+74955550101"),
    ],
)
def test_shown_address(uri: str, shown: str) -> None:
    """The line shows what a person knows of an address."""
    assert shown_address(uri) == shown
