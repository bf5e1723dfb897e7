"""A day to be typed, or chosen in a calendar."""

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QWheelEvent
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QSizePolicy, QToolButton, QWidget

from softphone.gui.look.components import Space, icon, icon_pixmap


class DayEdit(QDateEdit):
    """A date edit with the arrow of the other boxes; the wheel scrolls the page instead of changing the day."""

    def __init__(self, object_name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(QDate.currentDate(), parent)
        self.setObjectName(object_name)
        self.setAccessibleName(accessible_name)
        self.setCalendarPopup(True)
        self.setMinimumWidth(0)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        _dress(self.calendarWidget(), accessible_name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        role = "text-muted" if self.isEnabled() else "text-disabled"
        drawn = icon_pixmap("chevron-down", role, 16, self.devicePixelRatioF())
        left = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        painter.drawPixmap(Space.S if left else self.width() - 16 - Space.S, (self.height() - 16) // 2, drawn)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _dress(calendar: QCalendarWidget, accessible_name: str) -> None:
    calendar.setAccessibleName(accessible_name)
    letters = calendar.fontMetrics()  # days are hit with a finger or a trembling hand, too
    calendar.setMinimumSize(
        7 * (letters.horizontalAdvance("00") + 2 * Space.M), 8 * (letters.height() + Space.M)
    )
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):  # Qt's red cannot be read on a dark ground
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    for name, drawn in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "arrow-right")):
        turn = calendar.findChild(QToolButton, name)
        if turn is not None:
            turn.setIcon(icon(drawn, "text"))
