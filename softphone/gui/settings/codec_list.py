"""The codecs of an account: which, and which first."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from softphone.gui.look.components import Space, button, column
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row
from softphone.gui.settings.switch_list import SwitchList
from softphone.gui.words.codec_text import codec_name

# The phone's own order and choice: wide band first, and so few that an INVITE fits a datagram.
USUAL: Final = ("G722/16000", "speex/16000", "PCMA/8000", "PCMU/8000", "GSM/8000")
CODECS: Final = (*USUAL, "speex/8000", "iLBC/8000")


def codec_words(codec: str) -> tuple[str, str]:
    """Name and what it is good for."""
    name = codec_name(codec)
    match codec:
        case "G722/16000":
            return name, QCoreApplication.translate("CodecList", "clear, wide band, 64 kbit/s")
        case "PCMA/8000":
            return name, QCoreApplication.translate("CodecList", "telephone quality, 64 kbit/s")
        case "PCMU/8000":
            return name, QCoreApplication.translate("CodecList", "telephone quality, 64 kbit/s")
        case "speex/16000":
            return name, QCoreApplication.translate("CodecList", "wide band, 28 kbit/s")
        case "speex/8000":
            return name, QCoreApplication.translate("CodecList", "for slow lines, 15 kbit/s")
        case "iLBC/8000":
            return name, QCoreApplication.translate("CodecList", "stands losses, 13 kbit/s")
        case "GSM/8000":
            return name, QCoreApplication.translate("CodecList", "for slow lines, 13 kbit/s")
        case _:
            return name, ""


class CodecList(QWidget):
    """Switched on or off by click or Space, moved by the buttons below."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order: list[str] = list(CODECS)
        self._on: set[str] = set(USUAL)
        layout = column(self, spacing=Space.S)
        self.list = SwitchList(
            object_name="account-codecs", accessible_name=self.tr("Codecs, the first is preferred")
        )
        self.list.setProperty("ground", "canvas")
        self.list.switched.connect(lambda row: self._switch(row.value))
        self.list.activated_row.connect(lambda row: self._switch(row.value))
        layout.addWidget(self.list)
        row = FoldingRow()
        self.up_button = button(self.tr("Prefer more"), object_name="account-codec-up", icon="arrow-up")
        self.up_button.clicked.connect(lambda: self._move(-1))
        row.add(self.up_button)
        self.down_button = button(self.tr("Prefer less"), object_name="account-codec-down", icon="arrow-down")
        self.down_button.clicked.connect(lambda: self._move(1))
        row.add(self.down_button)
        layout.addWidget(row)

    def codecs(self) -> tuple[str, ...]:
        """() for the phone's own order and choice."""
        chosen = tuple(codec for codec in self._order if codec in self._on)
        return () if chosen == USUAL else chosen

    def set_codecs(self, codecs: tuple[str, ...]) -> None:
        self._order = [*codecs, *(codec for codec in CODECS if codec not in codecs)]
        self._on = set(codecs or USUAL)
        self._show()
        self.list.choose(self._order[0])

    def _switch(self, codec: str) -> None:
        # The last one stays on: a call without any codec cannot be.
        if self._on != {codec}:
            self._on ^= {codec}
        self._show()

    def _move(self, way: int) -> None:
        row = self.list.current_row()
        if row is None or not isinstance(row.value, str):
            return
        place = self._order.index(row.value)
        other = place + way
        if 0 <= other < len(self._order):
            self._order[place], self._order[other] = self._order[other], self._order[place]
            self._show()
            self.list.choose(row.value)

    def _show(self) -> None:
        on, off = self.tr("on"), self.tr("off")
        self.list.set_rows(self._row(codec, on if codec in self._on else off) for codec in self._order)
        self.list.set_on(frozenset(self._on))
        self.list.setFixedHeight(len(self._order) * self.list.sizeHintForRow(0) + 2)
        self.changed.emit()

    @staticmethod
    def _row(codec: str, state: str) -> Row:
        name, text = codec_words(codec)
        subtitle = f"{text} · {state}" if text else state
        return Row(key=codec, title=name, subtitle=subtitle, avatar="", value=codec)
