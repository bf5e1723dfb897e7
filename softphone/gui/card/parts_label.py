"""What is said of an address in a few words, of which the last ones go first when there is no room."""

from PySide6.QtCore import Qt

from softphone.gui.look.components import ElidedLabel
from softphone.gui.look.eliding import elided

_BETWEEN = " · "


class PartsLabel(ElidedLabel):
    """One line of `parts`, the most important first: that one alone is ever cut, and in its middle.

    All of them are in the tool tip and for a screen reader.
    """

    _parts: tuple[str, ...] = ()

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(role="small", mode=Qt.TextElideMode.ElideMiddle)
        self._parts = parts
        self.set_text(_BETWEEN.join(parts))

    def first_width(self) -> int:
        """Pixels that the part which matters most wants."""
        return self.fontMetrics().horizontalAdvance(self._parts[0]) if self._parts else 0

    def _cut(self) -> None:
        metrics, room = self.fontMetrics(), max(0, self.width())
        whole = self.full_text()
        shown = whole
        for count in range(len(self._parts), 0, -1):
            shown = _BETWEEN.join(self._parts[:count])
            if metrics.horizontalAdvance(shown) <= room:
                break
        else:
            shown = elided(shown, metrics, self._mode, room)
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(whole if shown != whole else "")
