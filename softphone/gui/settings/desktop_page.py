"""How the phone lives among other programs: notifications, tray, music, a key for everywhere, starting by itself."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from softphone.calls.outside import ShortcutState
from softphone.gui.frame.page import Page
from softphone.gui.look.components import label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.outside.outside import Outside
from softphone.gui.settings.choices import CheckBox
from softphone.gui.settings.settings_model import SettingsModel


class DesktopPage(Page):
    """`outside` None: a window that has nothing to do with a desktop."""

    def __init__(
        self, settings: SettingsModel, outside: Outside | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("desktop-page", parent)
        self._settings = settings
        self._outside = outside
        self.body.addWidget(label(self.tr("Desktop"), "heading", wrap=True))
        self.body.addWidget(label(self.tr("When the window is not in front"), "overline"))
        self.notifications = self._switch(
            self.tr("Tell me of calls and messages in notifications, by name only"), "notifications"
        )
        self.tray = self._switch(self.tr("Show the phone in the tray"), "tray")
        self.tray_line = self._line("desktop-tray-line")
        self.close_to_tray = self._switch(
            self.tr("Closing the window leaves the phone running in the tray"), "close_to_tray"
        )
        self.shortcut = self._switch(self.tr("A key that shows the phone from every program"), "shortcut")
        self.shortcut_line = self._line("desktop-shortcut-line")
        self.body.addWidget(label(self.tr("Start"), "overline"))
        self.autostart = CheckBox(self.tr("Start with the computer, out of sight"), "desktop-autostart")
        self.autostart.clicked.connect(self._set_autostart)
        self.body.addWidget(self.autostart, 0, Qt.AlignmentFlag.AlignLeft)
        self.autostart_line = self._line("desktop-autostart-line")
        self.autostart_error = error_line(object_name="desktop-autostart-error")
        self.body.addWidget(self.autostart_error)
        self.body.addWidget(label(self.tr("Sound and motion"), "overline"))
        self.pause_players = self._switch(self.tr("Pause music and films while I talk"), "pause_players")
        self.reduce_motion = self._switch(self.tr("Show things at once, without motion"), "reduce_motion")
        settings.changed.connect(self._fill)
        if outside is not None:
            outside.changed.connect(self._fill)
        self._fill()

    def reload(self) -> None:
        """The page is gone to: ask the desktop anew what it has."""
        self.autostart_error.hide()
        if self._outside is not None:
            self._outside.probe_shortcut()
        self._fill()

    def _switch(self, text: str, name: str) -> CheckBox:
        made = CheckBox(text, f"desktop-{name.replace('_', '-')}")
        made.clicked.connect(lambda on: self._change(**{name: on}))
        self.body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        return made

    def _line(self, name: str) -> QLabel:
        made = label("", "small", wrap=True, object_name=name)
        made.setContentsMargins(30, 0, 0, 0)
        self.body.addWidget(made)
        return made

    def _change(self, **changes: bool) -> None:
        value = self._settings.value
        self._settings.change(replace(value, desktop=replace(value.desktop, **changes)))

    def _fill(self) -> None:
        desktop, outside = self._settings.value.desktop, self._outside
        self.notifications.setChecked(desktop.notifications)
        tray = outside is not None and outside.tray_possible
        self.tray.setChecked(desktop.tray and tray)
        self.tray.setEnabled(tray)
        _say(self.tray_line, "" if tray else self.tr("This desktop has no tray."))
        self.close_to_tray.setChecked(desktop.close_to_tray and desktop.tray and tray)
        self.close_to_tray.setEnabled(tray and desktop.tray)
        state = outside.shortcut_state if outside is not None else ShortcutState.ABSENT
        self.shortcut.setChecked(desktop.shortcut and state is not ShortcutState.ABSENT)
        self.shortcut.setEnabled(state is not ShortcutState.ABSENT)
        _say(
            self.shortcut_line,
            self._shortcut_text(state, outside.shortcut_keys if outside is not None else ""),
        )
        ways = outside.autostart if outside is not None else None
        self.autostart.setEnabled(ways is not None)
        self.autostart.setChecked(ways is not None and ways.is_on())
        _say(self.autostart_line, "" if ways is not None else self.tr("This phone cannot set that up here."))
        self.pause_players.setChecked(desktop.pause_players)
        self.reduce_motion.setChecked(desktop.reduce_motion)

    def _shortcut_text(self, state: ShortcutState, keys: str) -> str:
        match state:
            case ShortcutState.ABSENT:
                return self.tr("This desktop offers no such keys.")
            case ShortcutState.ASKED:
                return self.tr("The desktop asks you which key it shall be.")
            case ShortcutState.REFUSED:
                return self.tr("The desktop gave no key. Switch this off and on to ask again.")
            case ShortcutState.ON:
                if keys:
                    return self.tr("The key is: {keys}").format(keys=keys)
                return self.tr("Which key it is stands in the settings of the desktop.")
            case ShortcutState.OFF:
                return ""

    def _set_autostart(self, on: bool) -> None:
        ways = self._outside.autostart if self._outside is not None else None
        reason = ways.set(on) if ways is not None else ""
        self._fill()
        if reason:
            say_error(
                self.autostart_error, self.tr("That could not be changed ({reason}).").format(reason=reason)
            )
        else:
            self.autostart_error.hide()


def _say(line: QLabel, text: str) -> None:
    line.setText(text)
    line.setVisible(bool(text))
