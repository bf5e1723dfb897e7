"""Everything between the window and the desktop, put together when the window is there."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from softphone.calls.notices import Notice
from softphone.gui.outside.activation import CLICKED, bring_forward, show_quietly

if TYPE_CHECKING:  # not needed before the window is there
    from softphone.calls.outside import Autostart, Note, ShortcutState, Ways
    from softphone.gui.frame.window import MainWindow
    from softphone.gui.outside.links import Links
    from softphone.gui.outside.notes import Notes
    from softphone.gui.outside.playing import Playing
    from softphone.gui.outside.tray import Tray

_LOOK_AGAIN_MS = (3_000, 10_000, 60_000)


class Outside(QObject):
    """`changed` when what the settings page tells of the desktop is another. It outlives the widgets of the window."""

    changed = Signal()

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._links: Links | None = None
        self._notes: Notes | None = None
        self._playing: Playing | None = None
        self.tray: Tray | None = None
        self._ways: Ways | None = None
        self.started = False
        self._shortcut_state: ShortcutState | None = None
        self.shortcut_keys = ""
        self._shortcut_wanted = False
        self.leaving = False
        self._stopped = False

    # Links

    def appear(self, *, hidden: bool) -> None:
        """Show the window. `hidden` at the start of a session: nobody asked for it now, only for the phone."""
        if not hidden:
            self._window.show()
        elif not (self._window.settings.value.desktop.tray and self.tray_possible):
            self._window.showMinimized()

    def links_given(self, addresses: Sequence[bytes]) -> None:
        """Those of this program's own start."""
        if addresses:
            self.links.take(addresses)

    def take(self, addresses: Sequence[bytes | str], token: str = "", *, hidden: bool = False) -> None:
        """What a second start brought: show the links, and the window as far as the desktop lets us."""
        if addresses:
            self.links.take(addresses)
        if not hidden:
            bring_forward(self._window, token)

    @property
    def links(self) -> "Links":
        if self._links is None:
            from softphone.gui.outside.links import Links  # noqa: PLC0415 -- few starts bring one

            services = self._window.services
            self._links = Links(self._window, services.phone, services.contacts)
        return self._links

    def come_up(self) -> None:
        """A call rings. Whoever is typing elsewhere goes on typing there."""
        window = self._window
        if window.isVisible() and not window.isMinimized():
            window.raise_()
            show_quietly(window)
        elif self._notes is None or not window.settings.value.desktop.notifications:
            show_quietly(window, unfold=False)
        else:
            QApplication.alert(window)  # the notification has what is needed

    # The rest, when the window is there

    def start(self, ways: "Ways") -> None:
        from softphone.gui.outside.notes import Notes  # noqa: PLC0415 -- not before the window
        from softphone.gui.outside.playing import Playing  # noqa: PLC0415 -- as above

        window = self._window
        self._ways = ways
        self.started = True
        self._notes = Notes(window, window.services.phone, ways.notifier, self._show_otherwise)
        if ways.players is not None:
            self._playing = Playing(ways.players, lambda: window.settings.value.desktop.pause_players)
        if ways.shortcut is not None:
            # Portals of version 1 give no token with the key.
            ways.shortcut.start(lambda token: bring_forward(window, token or CLICKED), self._shortcut_changed)
        window.settings.changed.connect(self._settings_changed)
        self._settings_changed()
        for delay_ms in _LOOK_AGAIN_MS:  # at the start of a session the tray may come later than the phone
            QTimer.singleShot(delay_ms, self, self._show_tray)
        window.services.phone.subscribe(self.on_notice)

    def stop(self) -> None:
        """The phone ends."""
        self._stopped = True
        if self._notes is not None:
            self._notes.withdraw_all()
        if self._playing is not None:
            self._playing.stop()
        if self.tray is not None:
            self.tray.close()
            self.tray = None

    def on_notice(self, notice: Notice) -> None:
        if self._notes is not None:
            self._notes.on_notice(notice)
        if self._playing is not None:
            self._playing.on_notice(notice)
        if self.tray is not None:
            self.tray.on_notice(notice)

    def window_active(self) -> None:
        """The window has come to the front."""
        if self._notes is not None:
            self._notes.seen()

    def rebuilt(self) -> None:
        """The window was made anew in another language."""
        if self._links is not None:
            self._links.repeat()
        if self.tray is not None:
            self.tray.reload()

    # What the settings say

    @property
    def tray_possible(self) -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def autostart(self) -> "Autostart | None":
        ways = self._ways.autostart if self._ways is not None else None
        return ways if ways is not None and ways.possible else None

    @property
    def shortcut_state(self) -> "ShortcutState":
        from softphone.calls.outside import ShortcutState  # noqa: PLC0415 -- as above

        return self._shortcut_state or ShortcutState.ABSENT

    def probe_shortcut(self) -> None:
        """Ask the desktop whether it has such keys; `changed` tells."""
        if self._ways is not None and self._ways.shortcut is not None:
            self._ways.shortcut.probe()

    def keeps_running(self) -> bool:
        """Whether the phone stays in the tray when the person closes the window."""
        desktop = self._window.settings.value.desktop
        return desktop.close_to_tray and self.tray is not None and not self.leaving and self.tray_possible

    def leave(self) -> None:
        """End the phone, whatever closing the window does."""
        self.leaving = True
        QApplication.quit()

    def _settings_changed(self) -> None:
        desktop = self._window.settings.value.desktop
        self._show_tray()
        if not desktop.tray and self.tray is not None:
            self.tray.close()
            self.tray = None
            show_quietly(self._window)  # or it would be nowhere
        shortcut = self._ways.shortcut if self._ways is not None else None
        if shortcut is None:
            return
        if desktop.shortcut and not self._shortcut_wanted:
            shortcut.bind(self.tr("Show the phone"))
        elif not desktop.shortcut and self._shortcut_wanted:
            shortcut.release()
        self._shortcut_wanted = desktop.shortcut

    def _show_tray(self) -> None:
        wanted = self._window.settings.value.desktop.tray and not self._stopped
        if wanted and self.tray is None and self.tray_possible:
            from softphone.gui.outside.tray import Tray  # noqa: PLC0415 -- only where there is one

            self.tray = Tray(self._window, self.leave)
            self.tray.clicked = self._note_clicked
            self.changed.emit()

    def _shortcut_changed(self, state: "ShortcutState", keys: str) -> None:
        self._shortcut_state, self.shortcut_keys = state, keys
        self.changed.emit()

    def _show_otherwise(self, note: "Note") -> None:
        from softphone.calls.outside import NoteKind  # noqa: PLC0415 -- as above

        if self.tray is not None and QSystemTrayIcon.supportsMessages():
            self.tray.show_note(note)
        elif note.kind is NoteKind.RINGING:
            show_quietly(self._window, unfold=False)

    def _note_clicked(self, key: str) -> None:
        if self._notes is not None:
            self._notes.act(key, "default", CLICKED)
