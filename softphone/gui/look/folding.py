"""A row of widgets that wraps where it does not fit, and becomes a column where there is little room at all."""

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from softphone.gui.look.theme import Space

_COLUMN_BELOW = 440
_NARROWEST = 200


class FoldingRow(QWidget):
    """Side by side while they fit, then on several lines; in a narrow column each over the full width, unless it only
    `wraps`."""

    def __init__(self, *, spacing: int = Space.S, wraps: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column_below = 0 if wraps else _COLUMN_BELOW
        self._widgets: list[QWidget] = []
        self._spacing = spacing
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        widget.setParent(self)
        self._widgets.append(widget)
        self.updateGeometry()

    def lines(self, width: int) -> list[list[QWidget]]:
        """Which widgets share a line in `width` pixels."""
        made: list[list[QWidget]] = []
        used = 0
        for widget in self._widgets:
            if widget.isHidden():
                continue
            wide = _wanted(widget)
            if made and used + self._spacing + wide <= width:
                made[-1].append(widget)
                used += self._spacing + wide
            else:
                made.append([widget])
                used = wide
        if len(made) > 1 and width < self._column_below:
            return [[widget] for line in made for widget in line]
        return made

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        heights = [max(widget.sizeHint().height() for widget in line) for line in self.lines(width)]
        return sum(heights) + self._spacing * max(0, len(heights) - 1)

    def sizeHint(self) -> QSize:
        shown = [_wanted(widget) for widget in self._widgets if not widget.isHidden()]
        natural = sum(shown) + self._spacing * max(0, len(shown) - 1)
        return QSize(natural, self.heightForWidth(self.width() or natural))

    def minimumSizeHint(self) -> QSize:
        widest = max((widget.minimumSizeHint().width() for widget in self._widgets), default=0)
        widest = min(
            widest, _NARROWEST
        )  # a button ends its words with an ellipsis rather than leave the window
        tallest = max((widget.minimumSizeHint().height() for widget in self._widgets), default=0)
        return QSize(widest, tallest)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()  # nobody is told what its widgets have become while it was hidden

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _place(self) -> None:
        lines = self.lines(self.width())
        column = len(lines) > 1 and self.width() < self._column_below
        top = 0
        for line in lines:
            height = max(widget.sizeHint().height() for widget in line)
            left = 0
            for widget in line:
                hint = widget.sizeHint()
                wide = self.width() if column else min(_wanted(widget), self.width())
                place = QRect(left, top + (height - hint.height()) // 2, wide, hint.height())
                widget.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
                left += wide + self._spacing
            top += height + self._spacing


def _wanted(widget: QWidget) -> int:
    """The width that a widget takes where there is room."""
    return max(widget.sizeHint().width(), widget.minimumWidth())
