"""The phone's place in the tray: who one is to others, who called, and a menu for what one does most."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from softphone.calls.company_events import PresenceState
from softphone.calls.notices import CallChanged, ContactsChanged, HistoryChanged, Notice
from softphone.calls.outside import Note
from softphone.calls.ports import StoreFailedError
from softphone.calls.settings import Presence
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.rail import View
from softphone.gui.look.components import icon_pixmap
from softphone.gui.look.presence_dot import paint_presence
from softphone.gui.look.theme import Theme
from softphone.gui.outside.activation import CLICKED, bring_forward
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.talk_text import party_name
from softphone.resources import resource_path
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

_LAG_MS = 150  # a burst of news costs one menu
_FAVOURITES, _RECENT, _LOOKED_THROUGH = 8, 8, 40
_NAME_SHOWN = 40
_SIDE = 64
_NOTE_MS = 10_000
_STATES = {
    Presence.AVAILABLE: PresenceState.AVAILABLE,
    Presence.AWAY: PresenceState.AWAY,
    Presence.BUSY: PresenceState.BUSY,
}


class Tray(QObject):
    """`clicked(key)` when the person clicks on a note that `show_note` showed; `leave()` ends the phone."""

    def __init__(self, window: "MainWindow", leave: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._phone = window.services.phone
        self._leave = leave
        self.clicked: Callable[[str], None] = lambda _: None
        self._noted = ""
        self.menu = QMenu()
        self.menu.setObjectName("tray-menu")
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(lambda: self.clicked(self._noted))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LAG_MS)
        self._soon.timeout.connect(self.reload)
        window.settings.changed.connect(self._soon.start)
        Theme.current().changed.connect(self._soon.start)
        self.reload()
        self.icon.show()

    def close(self) -> None:
        self._soon.stop()
        self.icon.hide()
        self.menu.deleteLater()

    def on_notice(self, notice: Notice) -> None:
        if isinstance(notice, CallChanged | ContactsChanged | HistoryChanged):
            self._soon.start()

    def show_note(self, note: Note) -> None:
        """A note for desktops that have nobody else to show it."""
        self._noted = note.key
        self.icon.showMessage(note.title, note.body, self.icon.icon(), _NOTE_MS)

    def reload(self) -> None:
        """Menu, icon and words from what is so now."""
        missed = self._window.rail.badge(View.HISTORY)
        self.icon.setIcon(self._drawn(missed))
        self.icon.setToolTip(self._tip(missed))
        for before in self.menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly):
            before.setObjectName("")
            before.deleteLater()  # `clear` leaves the menus below where they are; one may be open
        self.menu.clear()
        self._add(self.tr("Show the phone"), "tray-show", self._show)
        self._add_calls()
        self.menu.addSeparator()
        self._add_people()
        self._add_state()
        self.menu.addSeparator()
        self._add(self.tr("Quit"), "tray-quit", self._leave)

    # The menu

    def _add(self, text: str, name: str, act: Callable[[], None]) -> None:
        made = self.menu.addAction(text.replace("&", "&&"))
        made.setObjectName(name)
        made.triggered.connect(lambda _checked=False: act())

    def _add_calls(self) -> None:
        views = [view for view in self._phone.views() if view.message is None and view.ended is None]
        for view in views[:4]:
            name = safe_text(party_name(view), _NAME_SHOWN)
            self.menu.addSeparator()
            number = view.attempt
            if view.phase is Phase.INCOMING:
                text = self.tr("Answer {name}").format(name=name)
                self._add(text, f"tray-answer-{number}", lambda view=view: self._answer(view))  # type: ignore[misc]
                text = self.tr("Decline {name}").format(name=name)
                self._add(text, f"tray-decline-{number}", lambda number=number: self._phone.reject(number))  # type: ignore[misc]
                continue
            if view.phase is Phase.CONNECTED and not view.held:
                text = self.tr("Switch the microphone on") if view.muted else self.tr("Mute the microphone")
                self._add(text, f"tray-mute-{number}", lambda view=view: self._mute(view))  # type: ignore[misc]
            text = self.tr("Hang up: {name}").format(name=name)
            self._add(text, f"tray-hang-up-{number}", lambda number=number: self._phone.hang_up(number))  # type: ignore[misc]

    def _add_people(self) -> None:
        people = self._people()
        calling = self.menu.addMenu(self.tr("Call"))
        calling.setObjectName("tray-call")
        calling.setEnabled(bool(people))
        for number, (name, uri) in enumerate(people):
            made = calling.addAction(name.replace("&", "&&"))
            made.setObjectName(f"tray-call-{number}")
            made.setToolTip(short_address(uri))
            made.triggered.connect(lambda _checked=False, uri=uri: self._call(uri))

    def _people(self) -> list[tuple[str, str]]:
        """(name, address): favourites, then who was called or called last, nobody twice. Two people of one name have
        their addresses beside it."""
        services = self._window.services
        found: dict[str, tuple[str, int | None]] = {}  # by address: name, contact
        try:
            for uri in services.contacts.addresses(favourites=True, limit=_FAVOURITES * 2):
                contact = services.contacts.find_by_uri(uri)
                name = safe_text(contact.name, _NAME_SHOWN) if contact is not None else ""
                if contact is not None and name and len(found) < _FAVOURITES:
                    _put(found, uri, name, contact.id)
            recent = services.log.recent(_LOOKED_THROUGH)
        except StoreFailedError:
            recent = ()
        for record in recent:
            if len(found) >= _FAVOURITES + _RECENT:
                break
            name = safe_text(record.party_name, _NAME_SHOWN) or short_address(record.party_uri)[:_NAME_SHOWN]
            if record.message is None and record.by_itself is None:
                _put(found, record.party_uri, name, record.contact_id)
        names = Counter(name for name, _ in found.values())
        return [
            (name if names[name] == 1 else f"{name} · {short_address(uri)[:_NAME_SHOWN]}", uri)
            for uri, (name, _) in found.items()
        ]

    def _add_state(self) -> None:
        value = self._window.settings.value
        names = {
            Presence.AVAILABLE: self.tr("Available"),
            Presence.AWAY: self.tr("Away"),
            Presence.BUSY: self.tr("Busy"),
        }
        state = self.menu.addMenu(self.tr("My state: {state}").format(state=names[value.presence]))
        state.setObjectName("tray-state")
        for presence, name in names.items():
            made = state.addAction(name)
            made.setObjectName(f"tray-state-{presence.value}")
            made.setCheckable(True)
            made.setChecked(value.presence is presence)
            made.triggered.connect(lambda _checked=False, presence=presence: self._change(presence=presence))
        quiet = self.menu.addAction(self.tr("Do not disturb"))
        quiet.setObjectName("tray-disturb")
        quiet.setCheckable(True)
        quiet.setChecked(value.do_not_disturb)
        quiet.triggered.connect(lambda on: self._change(do_not_disturb=on))

    # What is done

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self._show()

    def _show(self) -> None:
        bring_forward(self._window, CLICKED)

    def _answer(self, view: CallView) -> None:
        self._show()
        self._phone.answer(view.attempt)
        self._window.news.show_attempt(view.attempt)

    def _mute(self, view: CallView) -> None:
        self._phone.set_muted(view.attempt, not view.muted)

    def _call(self, uri: str) -> None:
        self._show()
        self._window.dial(uri)

    def _change(self, **changes: object) -> None:
        settings = self._window.settings
        settings.change(replace(settings.value, **changes))  # type: ignore[arg-type]  # names as above

    # How it looks

    def _tip(self, missed: int) -> str:
        parts = [QApplication.applicationDisplayName() or self.tr("Redirect Softphone")]
        if self._window.settings.value.do_not_disturb:
            parts.append(self.tr("Do not disturb"))
        if missed:
            parts.append(self.tr("%n missed call(s)", None, missed))
        return " · ".join(parts)

    def _drawn(self, missed: int) -> QIcon:
        app = QIcon(str(resource_path("icons", "app", "softphone.svg")))
        pixmap = QPixmap(_SIDE, _SIDE)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        app.paint(painter, 0, 0, _SIDE, _SIDE)
        theme, value = Theme.current(), self._window.settings.value
        corner = QRectF(_SIDE - 28, _SIDE - 28, 26, 26)
        if missed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("danger"))
            painter.drawEllipse(QRectF(_SIDE - 28, 2, 26, 26))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("surface"))
        painter.drawEllipse(corner.adjusted(-3, -3, 3, 3))
        if value.do_not_disturb:
            painter.drawPixmap(corner.toRect(), icon_pixmap("do-not-disturb", "danger-text", 26, 1.0))
        else:
            paint_presence(painter, corner, _STATES[value.presence])
        painter.end()
        return QIcon(pixmap)


def _put(found: dict[str, tuple[str, int | None]], uri: str, name: str, contact_id: int | None) -> None:
    """Whom the menu does not have yet. Lines of the history may be older than the contact: then the name decides."""
    same = (each for known, each in found.values() if known == name)
    if uri not in found and not any(contact_id is None or each in (None, contact_id) for each in same):
        found[uri] = (name, contact_id)
