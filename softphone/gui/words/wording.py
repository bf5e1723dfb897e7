"""Addresses, status codes, states and delays in plain words."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.records import ACCEPTED, Ended
from softphone.calls.views import CallView, Phase
from softphone.gui.words.plain_text import duration_text, short_address
from softphone.sip.text import safe_text

# IANA registry of SIP response codes; spoken as they stand in the protocol, in every language.
REASON_PHRASES = {
    300: "Multiple Choices",
    301: "Moved Permanently",
    302: "Moved Temporarily",
    305: "Use Proxy",
    380: "Alternative Service",
    403: "Forbidden",
    404: "Not Found",
    408: "Request Timeout",
    410: "Gone",
    480: "Temporarily Unavailable",
    484: "Address Incomplete",
    485: "Ambiguous",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    500: "Server Internal Error",
    503: "Service Unavailable",
    600: "Busy Everywhere",
    603: "Decline",
    604: "Does Not Exist Anywhere",
}


def address_text(uri: str) -> str:
    """A URI as people read it, safe to show. "sips:" stays, since it says something about the call."""
    shown = safe_text(short_address(uri), 300)
    return f"sips:{shown}" if uri[:5].lower() == "sips:" and not shown.lower().startswith("sips:") else shown


def status_text(status: int, reason: str | None = None) -> str:
    """ "301 Moved Permanently": the peer's own phrase when it sent one."""
    phrase = safe_text(reason or "", 60) or REASON_PHRASES.get(status, "")
    return f"{status} {phrase}".strip()


def state_sentence(view: CallView) -> str:
    """The line under the name while a call lives."""
    if view.message is not None:
        return _message_state(view)
    if view.phase is Phase.CALLING:
        if view.being_forwarded:
            return QCoreApplication.translate("Wording", "The call is being forwarded…")
        return QCoreApplication.translate("Wording", "Calling…")
    if view.phase is Phase.RINGING:
        if view.early_media:
            return QCoreApplication.translate("Wording", "Ringing; the other side already sends sound")
        return QCoreApplication.translate("Wording", "Ringing…")
    if view.phase is Phase.CHOOSING:
        return _choosing(view.offer.status if view.offer else 0)
    if view.phase is Phase.INCOMING:
        return QCoreApplication.translate("Wording", "is calling you")
    if view.phase is Phase.CONNECTED:
        return _talking(view)
    if view.phase is Phase.ENDING:
        return QCoreApplication.translate("Wording", "Hanging up…")
    return _ended_line(view)


def _talking(view: CallView) -> str:
    if view.held or view.held_by_peer:
        return QCoreApplication.translate("Wording", "On hold")
    if view.in_conference:
        return QCoreApplication.translate("Wording", "In a conference")
    return QCoreApplication.translate("Wording", "In a call")


def _message_state(view: CallView) -> str:
    """The line of an attempt that is a message."""
    if view.phase is Phase.CHOOSING:
        return QCoreApplication.translate("Wording", "Message not delivered · there is another address")
    if view.phase is not Phase.ENDED:
        return QCoreApplication.translate("Wording", "Sending the message…")
    if view.ended is Ended.SENT and view.status == ACCEPTED:
        return QCoreApplication.translate("Wording", "Message passed on")
    if view.ended is Ended.SENT:
        return QCoreApplication.translate("Wording", "Message delivered")
    if view.ended is Ended.RECEIVED:
        return QCoreApplication.translate("Wording", "Message received")
    return QCoreApplication.translate("Wording", "Message not delivered")


def _choosing(status: int) -> str:
    match status:
        case 301:
            return QCoreApplication.translate("Wording", "Call not connected · the address has moved")
        case 302:
            return QCoreApplication.translate("Wording", "Call not connected · elsewhere for now")
        case 305:
            return QCoreApplication.translate("Wording", "Call not connected · a proxy is asked for")
        case 380:
            return QCoreApplication.translate("Wording", "Call not connected · other services are offered")
        case _:
            return QCoreApplication.translate("Wording", "Call not connected · there is a choice")


def _ended_line(view: CallView) -> str:
    if view.ended is Ended.ANSWERED and view.answered_at and view.ended_at:
        return QCoreApplication.translate("Wording", "Call ended · {duration}").format(
            duration=duration_text(view.answered_at, view.ended_at)
        )
    return QCoreApplication.translate("Wording", "Call ended")


def delay_text(seconds: int) -> str:
    """ "20 minutes": rounded up, from seconds to days."""
    if seconds < 60:
        return QCoreApplication.translate("Wording", "%n second(s)", None, max(1, seconds))
    if seconds < 3600:
        return QCoreApplication.translate("Wording", "%n minute(s)", None, -(-seconds // 60))
    if seconds < 86400:
        return QCoreApplication.translate("Wording", "%n hour(s)", None, -(-seconds // 3600))
    return QCoreApplication.translate("Wording", "%n day(s)", None, -(-seconds // 86400))
