"""Pictures of redirects in the window: their settings, both ways, and the news of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from softphone.calls.notices import CallChanged, TransferDeclined
from softphone.calls.records import Ended
from softphone.calls.rules import DivertKind
from softphone.calls.views import Phase
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.diversion_form import DiversionForm, blank_diversion
from softphone.gui.settings.moves_part import MovesPart
from softphone.gui.settings.settings_list import Section
from tests.gui.house.redirect_scene import fill_redirects, received_message, registrar_moved
from tests.gui.house.scene import ACCOUNT, WAIT_S, Scene, find


def redirects(window: MainWindow, scene: Scene) -> None:
    fill_redirects(scene)
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.REDIRECTS)
    moves, deadline = find(window, MovesPart), QDeadlineTimer(WAIT_S * 1000)
    while not moves.model.lines and not deadline.hasExpired():
        QApplication.processEvents()


def redirects_add(window: MainWindow, scene: Scene) -> None:
    redirects(window, scene)
    find(window, QAbstractButton, "rules-add").click()


def diverting(window: MainWindow, scene: Scene) -> None:
    fill_redirects(scene)
    window.redirects.diversions_changed.emit()
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.DIVERTING)


def divert_form(window: MainWindow, scene: Scene) -> None:
    fill_redirects(scene)
    window.redirects.diversions_changed.emit()
    window.show_view(View.SETTINGS)
    shown = next(each for each in scene.store.diversions.diversions() if each.kind is DivertKind.ALTERNATIVES)
    window.pages.edit_diversion(shown)


def divert_form_wrong(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.edit_diversion(blank_diversion())
    form = find(window, DiversionForm)
    form.rows.rows[0].address.setText("anna@of fice.example")
    form.save()


def contact_addresses(window: MainWindow, scene: Scene) -> None:
    fill_redirects(scene)
    window.show_view(View.CONTACTS)
    window.pages.show_contact(scene.store.contact_book.search("Vera")[0])
    find(window, QAbstractButton, "contact-message-1").click()


def contacts_menu(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.column.contacts.more_button.click()


def strict_proxy(window: MainWindow, scene: Scene) -> None:
    window.settings.put_account(replace(ACCOUNT, proxy="sip:proxy.example.org"))
    window._open_account()


def news(window: MainWindow, scene: Scene) -> None:
    scene.phone.say(registrar_moved())
    scene.phone.say(
        CallChanged(received_message(9, "Back at noon. Could you bring the drawings of the harbour?"))
    )
    scene.phone.say(TransferDeclined(9, "sip:+74955550102@office.example", "Reception"))


def messages(window: MainWindow, scene: Scene) -> None:
    scene.phone.say(CallChanged(received_message(9, "Back at noon.")))
    window.send_message("sip:anna@office.example", "See you then!")
    scene.view(phase=Phase.ENDED, ended=Ended.SENT, ended_at=datetime.now(UTC))


STEPS: dict[str, Callable[[MainWindow, Scene], None]] = {
    step.__name__: step
    for step in (
        redirects,
        redirects_add,
        diverting,
        divert_form,
        divert_form_wrong,
        contact_addresses,
        contacts_menu,
        strict_proxy,
        news,
        messages,
    )
}
