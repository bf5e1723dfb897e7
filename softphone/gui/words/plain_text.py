"""Addresses, times and durations as people read them."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from softphone.calls.addressing import dialled_address
from softphone.calls.people import Contact
from softphone.calls.records import AttemptRecord


def short_address(uri: str) -> str:
    """The part of a URI that people know: "anna@office.example" of "sip:anna@office.example;transport=tls".

    Of a number at an account ("user=phone", RFC 3261 section 19.1.1) the number alone.
    """
    scheme, colon, rest = uri.partition(":")
    if not colon or scheme.lower() not in ("sip", "sips", "tel"):
        return uri
    short, _, parameters = rest.partition("?")[0].partition(";")
    if "user=phone" in parameters.lower().split(";"):
        short = short.partition("@")[0].replace("%23", "#")
    return short or uri


def local_time(moment: datetime) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))


def when_text(moment: datetime) -> str:
    """Short, for the edge of a row: the time today, the day this week, else the date."""
    then = local_time(moment)
    days = then.date().daysTo(QDate.currentDate())
    locale = QLocale()
    if days <= 0:
        return locale.toString(then.time(), QLocale.FormatType.ShortFormat)
    if days == 1:
        return QCoreApplication.translate("PlainText", "Yesterday")
    if days < 7:
        return locale.dayName(then.date().dayOfWeek(), QLocale.FormatType.ShortFormat)
    return locale.toString(then.date(), QLocale.FormatType.ShortFormat)


def date_text(moment: datetime) -> str:
    """The date in full: "3 May 2026" in the person's own order."""
    return QLocale().toString(local_time(moment).date(), "d MMMM yyyy")


def moment_text(moment: datetime) -> str:
    """Date and time, both short."""
    return QLocale().toString(local_time(moment), QLocale.FormatType.ShortFormat)


def clock_text(moment: datetime) -> str:
    """The time of day with seconds."""
    locale = QLocale()
    short = locale.timeFormat(QLocale.FormatType.ShortFormat)
    return locale.toString(local_time(moment).time(), short.replace("mm", "mm:ss"))


def duration_text(start: datetime, end: datetime) -> str:
    """ "2:13", or "1:02:13" from an hour on."""
    total = max(0, int((end - start).total_seconds()))
    minutes, seconds = divmod(total, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def talked(record: AttemptRecord) -> str:
    """How long people talked in `record`, "" when they did not."""
    if record.answered_at is None:
        return ""
    return duration_text(record.answered_at, record.ended_at or datetime.now(UTC))


def first_address(contact: Contact) -> str:
    """What a call to the contact dials, "" for one without an address."""
    address = dialled_address(contact)
    return address.uri if address is not None else ""
