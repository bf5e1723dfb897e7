"""A row of widgets that wraps where it does not fit, and becomes a column where there is little room at all."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from softphone.gui.look.buttons import Button
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
        self.keep_natural_width(keep=False)

    def keep_natural_width(self, *, keep: bool) -> None:
        """As wide as its widgets side by side, where it stands beside words; else as wide as there is room."""
        policy = QSizePolicy(
            QSizePolicy.Policy.Fixed if keep else QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum
        )
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        put_away = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
        widget.setParent(self)
        widget.setHidden(put_away)  # what comes to a row that is in sight already would not be seen
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
        column = self._is_column(width)
        heights = [
            max(_high(widget, self._wide(widget, width, column)) for widget in line)
            for line in self.lines(width)
        ]
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

    def _is_column(self, width: int) -> bool:
        return width < self._column_below and len(self.lines(width)) > 1

    def _wide(self, widget: QWidget, width: int, column: bool) -> int:
        return width if column else min(_wanted(widget), width)

    def _place(self) -> None:
        lines = self.lines(self.width())
        column = self._is_column(self.width())
        top = 0
        for line in lines:
            wides = [self._wide(widget, self.width(), column) for widget in line]
            highs = [_high(widget, wide) for widget, wide in zip(line, wides, strict=True)]
            height, left = max(highs), 0
            for widget, wide, high in zip(line, wides, highs, strict=True):
                place = QRect(left, top + (height - high) // 2, wide, high)
                widget.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))
                left += wide + self._spacing
            top += height + self._spacing


def _high(widget: QWidget, width: int) -> int:
    """The height of a widget that is given this width."""
    return widget.height_in(width) if isinstance(widget, Button) else widget.sizeHint().height()


def _wanted(widget: QWidget) -> int:
    """The width that a widget takes where there is room."""
    return max(widget.sizeHint().width(), widget.minimumWidth())
