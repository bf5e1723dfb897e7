"""How far something long has come, with a way to stop it."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.theme import Theme

_RADIUS = 4


class Bar(QProgressBar):
    """A thin bar in the colours of the theme; a screen reader hears the value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextVisible(False)
        self.setFixedHeight(_RADIUS * 2)

    def sizeHint(self) -> QSize:
        return QSize(160, _RADIUS * 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = Theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(theme.color("border"))
        painter.drawRoundedRect(whole, _RADIUS, _RADIUS)
        share = self.value() / self.maximum() if self.maximum() else 0
        if share > 0:
            width = max(_RADIUS * 2.0, whole.width() * share)
            left = whole.width() - width if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(QRectF(left, 0, width, whole.height()), _RADIUS, _RADIUS)
        painter.end()


class Progress(QWidget):
    """`cancelled()` when the person wants it to end; nothing happens by itself."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-progress")
        layout = column(self, spacing=Space.M)
        self.said = label("", wrap=True, object_name="import-progress-said")
        layout.addWidget(self.said)
        self.bar = Bar()
        self.bar.setObjectName("import-bar")
        self.bar.setAccessibleName(self.tr("How far the import is"))
        layout.addWidget(self.bar)
        self.cancel_button = button(self.tr("Cancel"), object_name="import-cancel")
        self.cancel_button.clicked.connect(self.cancelled)
        layout.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignLeft)

    def begin(self, total: int) -> None:
        self.bar.setRange(0, max(1, total))
        self.cancel_button.setEnabled(True)
        self.reach(0)

    def reach(self, done: int) -> None:
        self.bar.setValue(min(done, self.bar.maximum()))
        locale = self.locale()
        text = self.tr("Taking people over: {done} of {total}. Nothing is kept before all of them are there.")
        self.said.setText(text.format(done=locale.toString(done), total=locale.toString(self.bar.maximum())))

    def stopping(self) -> None:
        self.cancel_button.setEnabled(False)
        self.said.setText(self.tr("Taking it back…"))
