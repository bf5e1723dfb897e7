"""The window as a whole: folding, keys, news, and what a screen reader finds."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged, EngineNotice
from softphone.calls.records import Direction, Ended
from softphone.calls.settings import Language
from softphone.calls.views import CallView, Phase
from softphone.gui.contacts.contact_page import ContactPage
from softphone.gui.frame.page import Page
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.i18n import install_language
from softphone.gui.settings.moves_part import MovesPart
from softphone.gui.settings.settings_list import Section
from tests.gui.house.conftest import shown
from tests.gui.house.redirect_scene import fill_redirects
from tests.gui.house.scene import WAIT_S, Scene, fill, find, press_key


def incoming(attempt: int = 7) -> CallView:
    return CallView(
        attempt=attempt,
        direction=Direction.INCOMING,
        phase=Phase.INCOMING,
        party_name="Boris",
        party_uri="sip:boris@office.example",
        contact=None,
        account_id="",
        started_at=datetime.now(UTC),
    )


def test_folds_to_one_column(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """At 420 pixels the list stands alone; a page takes its place, and Back returns."""
    fill(scene)
    window.resize(420, 680)
    window.show_view(View.CONTACTS)
    assert window.column.isVisible()
    assert not window.area.isVisible()
    anna = scene.store.contact_book.search("anna")[0]
    window.pages.show_contact(anna)
    assert window.area.isVisible()
    assert not window.column.isVisible()
    qtbot.waitUntil(window.area.back_button.isVisible, timeout=WAIT_S * 1000)
    window.area.back_button.click()
    assert window.column.isVisible()
    window.resize(1080, 680)
    assert window.area.isVisible()
    assert window.column.isVisible()


@pytest.mark.parametrize("section", list(Section))
def test_pages_fit_the_narrowest_window(window: MainWindow, section: Section) -> None:
    """Nothing forces the window wider than 360 pixels."""
    window.resize(360, 600)
    window.show_view(View.SETTINGS)
    window.pages.show_section(section)
    QApplication.processEvents()
    assert window.width() == 360
    assert window.minimumSizeHint().width() <= 360


def test_long_names_fit(window: MainWindow, scene: Scene) -> None:
    """A very long name and address make nothing wider than 360 pixels."""
    fill(scene)
    window.resize(360, 600)
    window.show_view(View.CONTACTS)
    window.pages.show_contact(scene.store.contact_book.search("maximiliana")[0])
    QApplication.processEvents()
    assert window.width() == 360
    window.dial("sip:" + "a" * 200 + "@office.example")
    QApplication.processEvents()
    assert window.width() == 360


def test_a_name_of_one_long_word_fits(window: MainWindow, scene: Scene) -> None:
    """A name without a blank makes no part of its contact's page wider than the window."""
    named = scene.person("W" * 200, ("sip:w@office.example", ""))
    window.resize(360, 600)
    window.show_view(View.CONTACTS)
    window.pages.show_contact(named)
    QApplication.processEvents()
    page = find(window, ContactPage)
    inside = page.widget()
    assert inside is not None
    assert inside.width() <= page.viewport().width()
    assert window.width() == 360


def test_keys_for_views(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+1 to Ctrl+5 go to the views, Ctrl+L to the dial field, Ctrl+F to the search."""
    for number, view in enumerate(View, 1):
        press_key(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert window.column.is_showing(view)
    press_key(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert window.column.dial.edit.hasFocus()
    press_key(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.column.is_showing(View.CONTACTS)


def steps(window: MainWindow, scene: Scene) -> list[str]:
    """Every view and page once; gives names for messages."""
    fill(scene)
    fill_redirects(scene)
    window.redirects.diversions_changed.emit()
    return [
        "calls",
        "contact",
        "contact-of-many-kinds",
        "diversion-form",
        "contact-form",
        "history",
        *(f"section-{part.value}" for part in Section),
        "account",
    ]


def go(window: MainWindow, scene: Scene, step: str) -> None:
    match step:
        case "calls":
            window.show_view(View.CALLS)
        case "contact":
            window.show_view(View.CONTACTS)
            window.pages.show_contact(scene.store.contact_book.search("anna")[0])
        case "contact-of-many-kinds":
            window.show_view(View.CONTACTS)
            window.pages.show_contact(scene.store.contact_book.search("vera")[0])
        case "diversion-form":
            window.show_view(View.SETTINGS)
            window.pages.edit_diversion(scene.store.diversions.diversions()[1])
        case "section-redirects":
            window.show_view(View.SETTINGS)
            window.pages.show_section(Section.REDIRECTS)
            moves, deadline = find(window, MovesPart), QDeadlineTimer(WAIT_S * 1000)
            while not moves.model.lines and not deadline.hasExpired():
                QApplication.processEvents()
        case "contact-form":
            window.pages.edit_contact(scene.store.contact_book.search("anna")[0])
        case "history":
            window.show_view(View.HISTORY)
            window.pages.show_record(scene.store.call_log.recent()[0])
        case "account":
            window._open_account()
        case _:
            window.show_view(View.SETTINGS)
            window.pages.show_section(Section(step.removeprefix("section-")))
    QApplication.processEvents()


def tab_chain(window: MainWindow) -> list[QWidget]:
    """What Tab reaches from the dial field, until it comes round."""
    window.column.dial.edit.setFocus()
    found: list[QWidget] = []
    for _ in range(200):
        focused = window.focusWidget()
        assert focused is not None
        if focused in found:
            break
        found.append(focused)
        window.focusNextPrevChild(True)
    return found


def test_everything_is_reached_by_tab_and_named(window: MainWindow, scene: Scene) -> None:
    """On every page Tab reaches each visible enabled control, and each has an object and an accessible name."""
    for step in steps(window, scene):
        go(window, scene, step)
        chain = tab_chain(window)
        for widget in chain:
            assert widget.objectName(), (step, widget)
            assert widget.accessibleName(), (step, widget.objectName())
        wanted = [
            made
            for made in window.findChildren(QAbstractButton)
            if made.isVisible() and made.isEnabled() and made.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]
        missed = [made.objectName() for made in wanted if made not in chain]
        assert not missed, (step, missed)


def test_russian_fits_the_narrowest_window(scene: Scene, qtbot: QtBot, qapp: QApplication) -> None:
    """In Russian, at 360 pixels, no page is wider than the window."""
    install_language(qapp, Language.RUSSIAN)
    scene.with_account()
    window = shown(scene, qtbot)
    window.resize(360, 640)
    for step in steps(window, scene):
        go(window, scene, step)
        for page in window.findChildren(Page):
            if page.isVisible():
                inside = page.widget()
                assert inside is not None
                assert inside.width() <= page.viewport().width(), step
    assert window.width() == 360


def test_ringing_call_comes_to_the_front(window: MainWindow, scene: Scene) -> None:
    """A ringing call shows its page even over a form."""
    window.new_contact()
    scene.phone.say(CallChanged(incoming()))
    assert window.pages.is_showing_call(7)


def test_offer_does_not_cover_a_form(window: MainWindow, scene: Scene) -> None:
    """A redirect that comes while a form is filled in waits on the strip, which leads to it."""
    window.dial("sip:anna@office.example")
    attempt = scene.phone.views()[-1].attempt
    window.new_contact()
    scene.view(phase=Phase.CHOOSING)
    assert window.pages.is_editing()
    assert window.banners.shown(("offer", attempt)) is None
    QApplication.processEvents()
    strip = window.going_on.strip
    assert strip is not None
    assert strip.isVisible()
    assert strip.state_text() == "The call waits for your choice"
    scene.view(phase=Phase.ENDED, ended=Ended.CANCELLED)
    QApplication.processEvents()
    assert strip.isHidden()


def test_offer_beside_a_talk_has_a_banner(window: MainWindow, scene: Scene) -> None:
    """The strip is for whoever is talked with; the banner leads to the redirect and goes with it."""
    window.dial("sip:anna@office.example")
    talk = scene.phone.views()[-1].attempt
    scene.phone.change(talk, phase=Phase.CONNECTED)
    window.dial("sip:boris@office.example")
    attempt = scene.phone.views()[-1].attempt
    window.new_contact()
    scene.phone.change(attempt, phase=Phase.CHOOSING)
    assert window.banners.shown(("offer", attempt)) is not None
    scene.phone.change(attempt, phase=Phase.ENDED, ended=Ended.CANCELLED)
    assert window.banners.shown(("offer", attempt)) is None


def test_engine_lost_is_said(window: MainWindow, scene: Scene) -> None:
    """When the engine is started again the banner names the lost call, and then that all works again."""
    scene.phone.say(EngineNotice(ready=False, lost=("Anna",)))
    banner = window.banners.shown("engine")
    assert banner is not None
    assert "The call with Anna was lost" in banner.text.text()
    scene.phone.say(EngineNotice(ready=True))
    banner = window.banners.shown("engine")
    assert banner is not None
    assert "works again" in banner.text.text()


def test_calls_of_this_run_stand_once(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A call that goes on stands first; Delete puts an ended one away but never ends a call."""
    window.dial("sip:anna@office.example")
    qtbot.waitUntil(lambda: bool(window.column.calls.list.rows.rows), timeout=WAIT_S * 1000)
    calls = window.column.calls.list
    assert calls.rows.rows[0].subtitle == "calling…"
    assert calls.current_key() == calls.rows.rows[0].key
    press_key(calls, Qt.Key.Key_Delete)
    assert scene.phone.views()
    scene.view(phase=Phase.ENDED, ended=Ended.CANCELLED, ended_at=datetime.now(UTC))
    press_key(calls, Qt.Key.Key_Delete)
    assert scene.phone.views() == ()


def test_due_reminder_calls_back(scene: Scene, qtbot: QtBot) -> None:
    """A reminder that is due is said in a banner; its button calls and the reminder is done."""
    scene.store.reminders.add(
        uri="sip:desk@hotel.example", name="Front desk", due_at=datetime.now(UTC) - timedelta(minutes=1)
    ).result(WAIT_S)
    window = shown(scene, qtbot)
    (reminder,) = scene.store.reminders.pending()
    banner = window.banners.shown(("reminder", reminder.id))
    assert banner is not None
    with qtbot.waitSignal(window.desk.reminders_changed):
        find(banner, QAbstractButton, f"banner-reminder-{reminder.id}-action").click()
    assert scene.phone.asked[-1][:2] == ("place_call", "sip:desk@hotel.example")
    assert scene.store.reminders.pending() == ()


def test_startup_messages(scene: Scene, qtbot: QtBot) -> None:
    """What was found wrong at the start is said in the window."""
    window = scene.window(startup_messages=("The file was damaged and set aside.",))
    qtbot.addWidget(window)
    banner = window.banners.shown(("startup", 0))
    assert banner is not None
    assert "set aside" in banner.text.text()


def test_goes_on_without_the_store(window: MainWindow, scene: Scene) -> None:
    """When the store cannot be read the window says so, and calls are placed all the same."""
    fill(scene)
    record = scene.store.call_log.recent()[0]
    scene.store.close()
    for view in View:
        window.show_view(view)
    window.pages.show_record(record)
    banner = window.banners.shown("failed")
    assert banner is not None
    assert "could not be read" in banner.text.text()
    window.column.dial.edit.setText("anna@office.example")
    window.column.dial.call()
    assert scene.phone.asked[-1][:2] == ("place_call", "sip:anna@office.example")
