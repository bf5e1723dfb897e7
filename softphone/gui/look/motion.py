"""Motion only where the person wants it: neither the desktop nor the settings of the phone ask for less.

The phone animates nothing itself. What moves is Qt's: the text cursor that blinks, menus and tool tips that fade or
slide where the desktop has them do so.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

_EFFECTS: Final = (
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)


class Motion(QObject):
    """Follows the desktop while the phone runs; `reduce` is what the settings say."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hints = QGuiApplication.styleHints()  # PySide 6.12 forgets the desktop's wishes with it
        self._usual_ms = self._hints.cursorFlashTime()
        self._usual = [effect for effect in _EFFECTS if QApplication.isEffectEnabled(effect)]
        self._wanted = self._reduced = False
        self._desktop = self._hints.accessibility()
        self._desktop.motionPreferenceChanged.connect(self._apply)
        self._apply()

    @property
    def reduced(self) -> bool:
        return self._reduced

    def reduce(self, on: bool) -> None:
        self._wanted = on
        self._apply()

    def _apply(self) -> None:
        asked = self._desktop.motionPreference() is Qt.MotionPreference.ReducedMotion
        reduced = self._wanted or asked
        if reduced is self._reduced:
            return
        self._reduced = reduced
        for effect in self._usual:
            QApplication.setEffectEnabled(effect, not reduced)
        # Half a second on, half a second off; 0 lets the cursor stand still.
        self._hints.setCursorFlashTime(0 if reduced else self._usual_ms)
