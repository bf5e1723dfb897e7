"""Whether the person may be disturbed, and what others are told: a button with a menu, beside the account's line."""

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QMenu, QWidget

from softphone.calls.settings import Presence
from softphone.gui.frame.standing_line import StandingLine
from softphone.gui.look.components import Button
from softphone.gui.settings.settings_model import SettingsModel

_ICONS = {Presence.AVAILABLE: "check", Presence.AWAY: "clock", Presence.BUSY: "pause"}
_ROLES = {Presence.AVAILABLE: "positive-text", Presence.AWAY: "warning-text", Presence.BUSY: "danger-text"}


class Availability(Button):
    """Shows the state and changes it in the settings, from where everybody else hears of it."""

    def __init__(self, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("", "quiet", parent=parent)
        self.setObjectName("availability")
        self._settings = settings
        self._menu: QMenu | None = None
        self.setIconSize(QSize(18, 18))
        self.clicked.connect(self._open)
        settings.changed.connect(self.reload)
        self.reload()

    def reload(self) -> None:
        value = self._settings.value
        if value.do_not_disturb:
            self.set_icon("do-not-disturb", "danger-text")
            state = self.tr("Do not disturb")
        else:
            self.set_icon(_ICONS[value.presence], _ROLES[value.presence])
            state = self._name(value.presence)
        self.setAccessibleName(self.tr("Your state: {state}").format(state=state))
        self.setToolTip(self.accessibleName())

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
