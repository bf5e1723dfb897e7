"""Asks the directories a moment after the last letter was typed."""

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.calls.addressing import can_be_called
from softphone.calls.directory import Directories, Found
from softphone.gui.dial.completion import Suggestion
from softphone.gui.futures import when_done

_LAG_MS = 250
_FEWEST_LETTERS = 2


class Finder(QObject):
    """`found(text, founds)` for the newest text only; `founds` is () when there is nothing to ask or nobody to."""

    found = Signal(str, object)

    def __init__(self, directories: Directories, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._directories = directories
        self._text = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LAG_MS)
        self._soon.timeout.connect(self._ask)

    def find(self, text: str) -> None:
        """Ask soon; what was asked before is not told any more."""
        self._text = " ".join(text.split())
        self._soon.stop()
        if len(self._text) < _FEWEST_LETTERS or not self._directories.any:
            self.found.emit(self._text, ())
        else:
            self._soon.start()

    def _ask(self) -> None:
        text = self._text

        def told(founds: tuple[Found, ...]) -> None:
            if text == self._text:
                self.found.emit(text, founds)

        when_done(self._directories.search(text), self, told)


def suggestions_of(founds: tuple[Found, ...]) -> tuple[Suggestion, ...]:
    """The first address of each that can be called, the directory's name beside it."""
    made = []
    for found in founds:
        for card in found.cards:
            uri = next((uri for uri, _ in card.addresses if can_be_called(uri)), "")
            if uri:
                made.append(Suggestion(card.name, uri, found.name))
    return tuple(made)
