"""A day as people call it."""

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def day_text(day: QDate) -> str:
    """Today, yesterday, or the date in full."""
    days = day.daysTo(QDate.currentDate())
    if days == 0:
        return QCoreApplication.translate("HistoryRows", "Today")
    if days == 1:
        return QCoreApplication.translate("HistoryRows", "Yesterday")
    text = QLocale().toString(day, QLocale.FormatType.LongFormat)
    return text[:1].upper() + text[1:]  # it stands alone, as a heading
