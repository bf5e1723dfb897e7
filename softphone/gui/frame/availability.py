"""Whether the person may be disturbed, and what others are told: a button with a menu, beside the account's line."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from softphone.calls.company_events import PresenceState
from softphone.calls.settings import Presence
from softphone.gui.frame.standing_line import StandingLine
from softphone.gui.look.components import icon_pixmap
from softphone.gui.look.presence_dot import paint_presence
from softphone.gui.look.theme import Theme
from softphone.gui.settings.settings_model import SettingsModel

_STATES = {
    Presence.AVAILABLE: PresenceState.AVAILABLE,
    Presence.AWAY: PresenceState.AWAY,
    Presence.BUSY: PresenceState.BUSY,
}
_DOT = 16


class Availability(QAbstractButton):
    """Shows the state and changes it in the settings, from where everybody else hears of it."""

    def __init__(self, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("availability")
        self._settings = settings
        self._menu: QMenu | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        Theme.current().changed.connect(self.update)
        self.clicked.connect(self._open)
        settings.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        value = self._settings.value
        state = self.tr("Do not disturb") if value.do_not_disturb else self._name(value.presence)
        self.setAccessibleName(self.tr("Your state: {state}").format(state=state))
        self.setToolTip(self.accessibleName())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(rect, theme.color("hover"))
        painter.fillRect(QRectF(0, 0, rect.width(), 1), theme.color("border"))
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(rect.adjusted(2, 3, -2, -2), 5, 5)
        place = QRectF(rect.center().x() - _DOT / 2, rect.center().y() - _DOT / 2 + 0.5, _DOT, _DOT)
        if self._settings.value.do_not_disturb:
            drawn = icon_pixmap("do-not-disturb", "danger-text", _DOT, self.devicePixelRatioF())
            painter.drawPixmap(place.topLeft(), drawn)
        else:
            paint_presence(painter, place.adjusted(1, 1, -1, -1), _STATES[self._settings.value.presence])
        painter.end()

    def _name(self, presence: Presence) -> str:
        match presence:
            case Presence.AVAILABLE:
                return self.tr("Available")
            case Presence.AWAY:
                return self.tr("Away")
            case Presence.BUSY:
                return self.tr("Busy")

    def _open(self) -> None:
        menu = self.menu_now()
        menu.ensurePolished()
        menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def menu_now(self) -> QMenu:
        """What can be chosen, with what holds now marked."""
        menu = QMenu(self)
        menu.setObjectName("availability-menu")
        value = self._settings.value
        for presence in Presence:
            entry = menu.addAction(self._name(presence))
            entry.setObjectName(f"presence-{presence.value}")
            entry.setCheckable(True)
            entry.setChecked(value.presence is presence)
            entry.triggered.connect(
                lambda _checked=False, presence=presence: self._settings.change(
                    replace(self._settings.value, presence=presence)
                )
            )
        menu.addSeparator()
        quiet = menu.addAction(self.tr("Do not disturb: nobody rings"))
        quiet.setObjectName("do-not-disturb")
        quiet.setCheckable(True)
        quiet.setChecked(value.do_not_disturb)
        quiet.triggered.connect(self._disturb)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        return menu

    def _disturb(self, on: bool) -> None:
        self._settings.change(replace(self._settings.value, do_not_disturb=on))


class DisturbLine(StandingLine):
    """So that nobody forgets that nobody can ring."""

    def __init__(self, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("disturb-line", "do-not-disturb", warns=True, act=self._off, parent=parent)
        self._settings = settings
        settings.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        on = self._settings.value.do_not_disturb
        self.say(self.tr("Do not disturb: nobody rings") if on else "", self.tr("Switch off"))

    def _off(self) -> None:
        self._settings.change(replace(self._settings.value, do_not_disturb=False))
