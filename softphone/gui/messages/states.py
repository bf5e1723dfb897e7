"""What became of a message, in a few words beside it."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from softphone.calls.records import ACCEPTED, AttemptRecord, Direction, Ended
from softphone.calls.views import CallView, Phase
from softphone.gui.words.history_text import failure_text
from softphone.gui.words.plain_text import short_address


class Offer(StrEnum):
    """What can be done about a message."""

    NONE = ""
    RETRY = "retry"
    CHOOSE = "choose"  # it was redirected and waits for the person


@dataclass(frozen=True, slots=True)
class Fate:
    """`color` is a role of the palette, `text` "" for what needs no word."""

    text: str = ""
    color: str = "text-muted"
    offer: Offer = Offer.NONE


def fate_of(record: AttemptRecord, view: CallView | None) -> Fate:
    """`view` is the attempt that goes on, None when it is over or of another run."""
    if record.direction is Direction.INCOMING:
        return Fate()
    if record.ended is None and view is not None and view.ended is None:
        if view.phase is Phase.CHOOSING:
            text = QCoreApplication.translate("MessageStates", "redirected, waits for your choice")
            return Fate(text, "warning-text", Offer.CHOOSE)
        return Fate(QCoreApplication.translate("MessageStates", "sending…"))
    if record.ended is Ended.SENT:
        return _sent(record)
    if record.ended is None and view is not None:
        return Fate(QCoreApplication.translate("MessageStates", "sending…"))
    if record.ended in (None, Ended.LOST):
        text = QCoreApplication.translate("MessageStates", "perhaps not delivered")
        return Fate(text, "warning-text", Offer.RETRY)
    if record.ended is Ended.FAILED:
        why = failure_text(record.legs[-1].status if record.legs else None)
        text = QCoreApplication.translate("MessageStates", "not delivered: {why}").format(why=why)
    else:
        text = QCoreApplication.translate("MessageStates", "not sent")
    return Fate(text, "danger-text", Offer.RETRY)


def _sent(record: AttemptRecord) -> Fate:
    last = record.legs[-1] if record.legs else None
    if record.moved_status is not None and last is not None and last.uri != record.party_uri:
        text = QCoreApplication.translate("MessageStates", "delivered at {address}")
        return Fate(text.format(address=short_address(last.uri)), "positive-text")
    if last is not None and last.status == ACCEPTED:
        return Fate(QCoreApplication.translate("MessageStates", "taken by a server"))
    return Fate(QCoreApplication.translate("MessageStates", "delivered"), "positive-text")
