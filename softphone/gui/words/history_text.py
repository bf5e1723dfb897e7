"""What the history says about an attempt, in a few words."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.records import ACCEPTED, AttemptRecord, ByItself, Direction, Ended, LegRecord
from softphone.gui.words.plain_text import duration_text, short_address, talked
from softphone.gui.words.quality_text import short_summary
from softphone.sip.text import safe_text

_MESSAGE_SHOWN = 160


def party_text(record: AttemptRecord) -> str:
    return record.party_name or short_address(record.party_uri)


def outcome_text(record: AttemptRecord) -> str:
    """ "Moved · answered 2:13", "Missed", "Busy", "Message delivered: Back at noon"."""
    parts: list[str] = []
    if record.moved_status is not None and record.ended is not Ended.DIVERTED:
        parts.append(_moved_text(record.moved_status))
    parts.append(_message_text(record) if record.message is not None else _ended_text(record))
    parts += _afterwards(record)
    text = " · ".join(parts)
    return text[:1].upper() + text[1:]


def _afterwards(record: AttemptRecord) -> list[str]:
    """What else is worth a word of a call: handed over, bad sound, recorded."""
    said = []
    if record.transferred_to:
        text = QCoreApplication.translate("HistoryText", "connected with {name}")
        said.append(text.format(name=safe_text(short_address(record.transferred_to), 80)))
    if record.quality is not None and (sound := short_summary(record.quality)):
        said.append(sound)
    if record.recording:
        said.append(QCoreApplication.translate("HistoryText", "recorded"))
    return said


def _kept_away(why: ByItself) -> str:
    """Why nobody heard a caller, in a few words; "" for one who rang."""
    match why:
        case ByItself.DO_NOT_DISTURB:
            return QCoreApplication.translate("HistoryText", "did not ring: do not disturb")
        case ByItself.NOT_IN_CONTACTS:
            return QCoreApplication.translate("HistoryText", "did not ring: not in your contacts")
        case ByItself.BLOCKED:
            return QCoreApplication.translate("HistoryText", "did not ring: blocked")
        case ByItself.NO_CALL_WAITING:
            return QCoreApplication.translate("HistoryText", "did not ring: you were in a call")
        case ByItself.NO_PLACE:
            return QCoreApplication.translate("HistoryText", "did not ring: too many calls here")
        case ByItself.NOTHING_IN_COMMON:
            return QCoreApplication.translate("HistoryText", "did not ring: no codec or encryption in common")
        case ByItself.FLOOD:
            return QCoreApplication.translate("HistoryText", "did not ring: too many callers at once")
        case ByItself.AUTO_ANSWERED:
            return ""


def _message_text(record: AttemptRecord) -> str:
    said = safe_text(record.message or "", _MESSAGE_SHOWN)
    if record.ended is Ended.SENT and record.legs and record.legs[-1].status == ACCEPTED:
        return QCoreApplication.translate("HistoryText", "message passed on: {text}").format(text=said)
    if record.ended in (Ended.SENT, Ended.RECEIVED):
        return f"{_ended_text(record)}: {said}"
    if record.ended is None or record.ended is Ended.TOOK_ALTERNATIVE:
        return _ended_text(record)
    return QCoreApplication.translate("HistoryText", "message not delivered: {text}").format(text=said)


def _moved_text(status: int) -> str:
    match status:
        case 301:
            return QCoreApplication.translate("HistoryText", "moved")
        case 302:
            return QCoreApplication.translate("HistoryText", "temporarily elsewhere")
        case 305:
            return QCoreApplication.translate("HistoryText", "through a proxy")
        case 380:
            return QCoreApplication.translate("HistoryText", "another way")
        case _:
            return QCoreApplication.translate("HistoryText", "several places")


def _ended_text(record: AttemptRecord) -> str:
    by_itself = _kept_away(record.by_itself) if record.by_itself and record.answered_at is None else ""
    return by_itself or _outcome(record)


def _outcome(record: AttemptRecord) -> str:
    match record.ended:
        case None:
            return QCoreApplication.translate("HistoryText", "not finished")
        case Ended.ANSWERED:
            return QCoreApplication.translate("HistoryText", "answered {duration}").format(
                duration=talked(record)
            )
        case Ended.MISSED:
            return QCoreApplication.translate("HistoryText", "missed")
        case Ended.REJECTED:
            return QCoreApplication.translate("HistoryText", "declined by you")
        case Ended.CANCELLED:
            return QCoreApplication.translate("HistoryText", "you hung up before an answer")
        case Ended.DECLINED_OFFER:
            return QCoreApplication.translate("HistoryText", "not followed")
        case Ended.TOOK_ALTERNATIVE:
            return QCoreApplication.translate("HistoryText", "no call was placed")
        case Ended.SENT:
            return QCoreApplication.translate("HistoryText", "message delivered")
        case Ended.RECEIVED:
            return QCoreApplication.translate("HistoryText", "message received")
        case Ended.DIVERTED:
            return _diverted_text(record.moved_status)
        case Ended.LOST:
            return QCoreApplication.translate("HistoryText", "lost")
        case Ended.FAILED:
            return failure_text(record.legs[-1].status if record.legs else None)


def _diverted_text(status: int | None) -> str:
    """What this phone told a caller instead of ringing, by the status that it answered with."""
    match status:
        case 300:
            return QCoreApplication.translate("HistoryText", "was offered a choice")
        case 301:
            return QCoreApplication.translate("HistoryText", "was told of your new address")
        case 380:
            return QCoreApplication.translate("HistoryText", "was offered other ways")
        case _:
            return QCoreApplication.translate("HistoryText", "redirected by this phone")


def failure_text(status: int | None) -> str:
    """The few words for a final status that ended a call."""
    match status:
        case 486 | 600:
            return QCoreApplication.translate("HistoryText", "busy")
        case 404 | 604:
            return QCoreApplication.translate("HistoryText", "not found")
        case 408 | 487:
            return QCoreApplication.translate("HistoryText", "no answer")
        case 410:
            return QCoreApplication.translate("HistoryText", "gone")
        case 480:
            return QCoreApplication.translate("HistoryText", "not available")
        case 403:
            return QCoreApplication.translate("HistoryText", "not allowed")
        case 603:
            return QCoreApplication.translate("HistoryText", "declined")
        case None:
            return QCoreApplication.translate("HistoryText", "failed")
        case _:
            return QCoreApplication.translate("HistoryText", "failed ({status})").format(status=status)


def direction_text(record: AttemptRecord) -> str:
    if record.message is not None:
        return (
            QCoreApplication.translate("HistoryText", "Message to you")
            if record.direction is Direction.INCOMING
            else QCoreApplication.translate("HistoryText", "Message from you")
        )
    if record.direction is Direction.INCOMING:
        return QCoreApplication.translate("HistoryText", "Incoming call")
    return QCoreApplication.translate("HistoryText", "Outgoing call")


def leg_outcome(leg: LegRecord, record: AttemptRecord) -> str:
    """ "301 Moved Permanently", "answered 2:13" or "no answer"."""
    is_last = bool(record.legs) and leg is record.legs[-1]
    if is_last and record.answered_at is not None:
        end = record.ended_at or record.answered_at
        return QCoreApplication.translate("HistoryText", "answered {duration}").format(
            duration=duration_text(record.answered_at, end)
        )
    if leg.status is None:
        return QCoreApplication.translate("HistoryText", "no answer")
    return f"{leg.status} {leg.reason}".strip()
