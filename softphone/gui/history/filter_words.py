"""How the parts of a filter are called, in its boxes and in the line that says what is listed."""

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from softphone.calls.history import Outcome, Redirected
from softphone.gui.words.day_text import day_text


def outcome_name(outcome: Outcome | None) -> str:
    match outcome:
        case None:
            return QCoreApplication.translate("HistoryFilter", "Calls and messages")
        case Outcome.MISSED:
            return QCoreApplication.translate("HistoryFilter", "Missed calls")
        case Outcome.ANSWERED:
            return QCoreApplication.translate("HistoryFilter", "Answered calls")
        case Outcome.INCOMING:
            return QCoreApplication.translate("HistoryFilter", "Incoming calls")
        case Outcome.OUTGOING:
            return QCoreApplication.translate("HistoryFilter", "Outgoing calls")
        case Outcome.FAILED:
            return QCoreApplication.translate("HistoryFilter", "Not reached")
        case Outcome.MESSAGES:
            return QCoreApplication.translate("HistoryFilter", "Messages")


def redirect_name(redirected: Redirected | None) -> str:
    match redirected:
        case None:
            return QCoreApplication.translate("HistoryFilter", "Redirected or not")
        case Redirected.ANY:
            return QCoreApplication.translate("HistoryFilter", "Redirected")
        case Redirected.MOVED:
            return QCoreApplication.translate("HistoryFilter", "Moved (301)")
        case Redirected.FORWARDED:
            return QCoreApplication.translate("HistoryFilter", "Elsewhere for now (302)")
        case Redirected.SEVERAL:
            return QCoreApplication.translate("HistoryFilter", "Several places (300)")
        case Redirected.ALTERNATIVES:
            return QCoreApplication.translate("HistoryFilter", "Other ways (380)")


def span_name(first: QDate | None, last: QDate | None) -> str:
    """The days from `first` to `last`, None for no end."""
    if first is None or last is None:
        return QCoreApplication.translate("HistoryFilter", "At any time")
    if first == last:
        return day_text(first)
    short = QLocale.FormatType.ShortFormat
    text = QCoreApplication.translate("HistoryFilter", "{first} to {last}")
    return text.format(first=QLocale().toString(first, short), last=QLocale().toString(last, short))
