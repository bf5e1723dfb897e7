"""The media statistics of the calls that are on, and of those of this run that are over."""

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from softphone.calls.phone import Phone
from softphone.gui.diagnostics.statistics_text import statistics_text
from softphone.gui.look.components import Space, button, column
from softphone.gui.look.folding import FoldingRow

_REFRESH_MS = 1000
_LINES = 20


class StatisticsPart(QWidget):
    """Follows the calls once a second while it is shown."""

    def __init__(self, phone: Phone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statistics-part")
        self._phone = phone
        layout = column(self, spacing=Space.M)
        self.text = QPlainTextEdit()
        self.text.setObjectName("statistics-text")
        self.text.setAccessibleName(self.tr("Statistics of the calls"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.text.setFixedHeight(_LINES * self.text.fontMetrics().lineSpacing())
        layout.addWidget(self.text)
        row = FoldingRow()
        self.copy_button = button(self.tr("Copy"), "quiet", object_name="statistics-copy", icon="copy")
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        row.add(self.copy_button)
        layout.addWidget(row)
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self.reload)

    def reload(self) -> None:
        views = [view for view in self._phone.views() if view.message is None]
        running = [view for view in views if view.ended is None]
        over = [view for view in reversed(views) if view.ended is not None]
        text = "\n\n".join(statistics_text(view) for view in (*running, *over))
        shown = text or self.tr("There was no call since the phone was started.")
        if shown != self.text.toPlainText() and not self.text.textCursor().hasSelection():
            place = self.text.verticalScrollBar().value()
            self.text.setPlainText(shown)
            self.text.verticalScrollBar().setValue(place)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reload()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
