"""What can be done in a call, as tiles; those that do not fit fold into a menu."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from softphone.calls.call_events import TransferState
from softphone.calls.views import CallView, Phase
from softphone.gui.call.tile import Tile
from softphone.gui.look.components import icon
from softphone.gui.look.theme import Space

KEYS = {
    "mute": "Ctrl+M",
    "hold": "Ctrl+H",
    "keypad": "Ctrl+P",
    "transfer": "Ctrl+T",
    "add": "Ctrl+J",
    "record": "Ctrl+R",
    "silence": "Ctrl+Shift+M",
    "sound": "Ctrl+Shift+S",
}
_UNDER_WAY = (TransferState.ASKED, TransferState.TRYING)


class CallActions(QWidget):
    """Tiles in the order of their worth; the last ones go into "More" first. Their keys count wherever they stand."""

    mute = Signal(bool)
    hold = Signal(bool)
    keypad = Signal(bool)
    transfer = Signal()
    add = Signal()
    record = Signal(bool)
    silence = Signal(bool)
    sound = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("call-actions")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._can_hand_over = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.XS)
        self._tiles: dict[str, Tile] = {}
        self._usable: dict[str, bool] = {}
        self._menu: QMenu | None = None
        self._mute = self._toggle("mute", "microphone", self.mute.emit)
        self._hold = self._toggle("hold", "pause", self.hold.emit)
        self._keypad = self._toggle("keypad", "keypad", self.keypad.emit)
        self._transfer = self._plain("transfer", "transfer", self.transfer.emit)
        self._add = self._plain("add", "conference", self.add.emit)
        self._record = self._toggle("record", "record", self.record.emit, alarming=True)
        self._silence = self._toggle("silence", "speaker", self.silence.emit)
        self._sound = self._toggle("sound", "sliders", self.sound.emit)
        self._more = Tile("call-more", "more", parent=self)
        self._more.say(self.tr("More"), spoken=self.tr("More for this call"))
        self._more.clicked.connect(self._show_menu)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._keypad.say(self.tr("Keypad"))
        self._transfer.say(self.tr("Transfer"), spoken=self.tr("Transfer this call"))
        self._add.say(self.tr("Add"), spoken=self.tr("Call somebody else as well"))
        self._sound.say(self.tr("Sound"), spoken=self.tr("Microphone and loudspeaker"))
        for tile in (*self._tiles.values(), self._more):
            tile.hide()

    def _plain(self, name: str, icon_name: str, act: Callable[[], None]) -> Tile:
        made = self._tile(name, icon_name)
        made.clicked.connect(lambda _checked=False: act())
        return made

    def _toggle(
        self, name: str, icon_name: str, act: Callable[[bool], None], *, alarming: bool = False
    ) -> Tile:
        made = self._tile(name, icon_name, alarming=alarming)
        made.setCheckable(True)
        made.toggled.connect(act)
        return made

    def _tile(self, name: str, icon_name: str, *, alarming: bool = False) -> Tile:
        made = Tile(f"call-{name}", icon_name, alarming=alarming, parent=self)
        made.keys = KEYS[name]
        self._tiles[name] = made
        self._usable[name] = False
        self._row.addWidget(made)
        # Of the row, not of the tile: one that is folded away is hidden, and its key would be dead.
        shortcut = QShortcut(QKeySequence(KEYS[name]), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._press(name))
        return made

    def _press(self, name: str) -> None:
        if self._usable[name] and self._tiles[name].isEnabled():
            self._tiles[name].click()

    def allow_handing_over(self) -> None:
        """There is an address book to find people in."""
        self._can_hand_over = True

    def set_sound_open(self, opened: bool) -> None:
        _check(self._sound, opened)

    def show_view(self, view: CallView) -> None:
        talking = view.phase is Phase.CONNECTED and view.message is None
        early = view.phase is Phase.RINGING and view.early_media and view.message is None
        handing = view.transfer is not None and view.transfer.state in _UNDER_WAY
        usable = dict.fromkeys(self._tiles, talking)
        usable["keypad"] = talking or early
        usable["sound"] = talking or early
        usable["transfer"] = usable["add"] = talking and self._can_hand_over
        self._usable = usable
        self._transfer.setEnabled(not handing)
        if not usable["keypad"]:
            self._keypad.setChecked(False)
        _check(self._mute, view.muted)
        self._mute.say(
            self.tr("Unmute") if view.muted else self.tr("Mute"),
            spoken=self.tr("Unmute the microphone") if view.muted else self.tr("Mute the microphone"),
            icon_name="microphone-off" if view.muted else "microphone",
        )
        _check(self._hold, view.held)
        self._hold.say(
            self.tr("Resume") if view.held else self.tr("Hold"), icon_name="play" if view.held else "pause"
        )
        _check(self._record, bool(view.recording))
        self._record.say(
            self.tr("Stop") if view.recording else self.tr("Record"),
            spoken=self.tr("Stop recording") if view.recording else self.tr("Record this call"),
        )
        _check(self._silence, view.silenced)
        self._silence.say(
            self.tr("Silence") if not view.silenced else self.tr("Listen"),
            spoken=self.tr("Hear the other side again")
            if view.silenced
            else self.tr("Silence the other side here"),
            icon_name="speaker-off" if view.silenced else "speaker",
        )
        self.fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fold()

    def minimumSizeHint(self) -> QSize:
        """Two tiles and the menu: the rest folds."""
        return QSize(0, super().minimumSizeHint().height())

    def fold(self) -> None:
        """Show what fits; what does not goes into the menu."""
        wanted = [name for name in self._tiles if self._usable[name]]
        widths = {name: self._tiles[name].sizeHint().width() + Space.XS for name in wanted}
        room = self.width() + Space.XS
        shown = list(wanted)
        if sum(widths.values()) > room:
            room -= self._more.sizeHint().width() + Space.XS
            while shown and sum(widths[name] for name in shown) > room:
                shown.pop()
        for name, tile in self._tiles.items():
            tile.setVisible(name in shown)
        self._more.setVisible(len(shown) < len(wanted))

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("call-more-menu")
        for name, tile in self._tiles.items():
            if not self._usable[name] or not tile.isHidden():
                continue
            # As text: a shortcut of its own would compete with that of the row.
            keys = QKeySequence(tile.keys).toString(QKeySequence.SequenceFormat.NativeText)
            entry = menu.addAction(icon(tile.icon_name, "text"), f"{tile.accessibleName()}\t{keys}")
            entry.setObjectName(f"more-{name}")
            entry.setCheckable(tile.isCheckable())
            entry.setChecked(tile.isChecked())
            entry.setEnabled(tile.isEnabled())
            entry.triggered.connect(lambda _checked=False, tile=tile: tile.click())
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        menu.ensurePolished()
        above = self._more.mapToGlobal(QPoint(0, -menu.sizeHint().height() - Space.XS))
        menu.popup(above)


def _check(tile: Tile, on: bool) -> None:
    """Show a state that came from elsewhere; nobody is told."""
    tile.blockSignals(True)
    tile.setChecked(on)
    tile.blockSignals(False)
