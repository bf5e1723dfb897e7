"""What happened, in plain sentences: states, status codes, reasons for stopping."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.calls.notices import CallView, Phase, Stopped
from softphone.calls.values import Direction, Ended
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


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened as a headline, and what was kept or what to do as a second line."""

    headline: str
    advice: str


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
        return QCoreApplication.translate("Wording", "In a call")
    if view.phase is Phase.ENDING:
        return QCoreApplication.translate("Wording", "Hanging up…")
    return _ended_line(view)


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


def ended_sentence(view: CallView) -> Sentence:
    """How the attempt came to its end and what can be done now."""
    if view.stopped is not None:
        return stopped_sentence(view.stopped)
    match view.ended:
        case Ended.ANSWERED:
            by = (
                QCoreApplication.translate("Wording", "The other side hung up.")
                if view.ended_by_peer
                else QCoreApplication.translate("Wording", "You hung up.")
            )
            return Sentence(QCoreApplication.translate("Wording", "The call has ended"), by)
        case Ended.CANCELLED:
            return Sentence(
                QCoreApplication.translate("Wording", "You hung up before an answer"),
                QCoreApplication.translate("Wording", "The history keeps the attempt."),
            )
        case Ended.MISSED:
            return Sentence(
                QCoreApplication.translate("Wording", "Missed call"),
                QCoreApplication.translate("Wording", "Nobody answered here. You can call back."),
            )
        case Ended.REJECTED:
            return Sentence(
                QCoreApplication.translate("Wording", "You declined the call"),
                QCoreApplication.translate("Wording", "You can call back when it suits you."),
            )
        case Ended.DECLINED_OFFER:
            return Sentence(
                QCoreApplication.translate("Wording", "You took none of the offers"),
                QCoreApplication.translate("Wording", "Nothing was changed. You can call again at any time."),
            )
        case Ended.TOOK_ALTERNATIVE:
            return Sentence(
                QCoreApplication.translate("Wording", "You took another way"),
                QCoreApplication.translate("Wording", "No call was placed. The history says what you chose."),
            )
        case Ended.SENT:
            return Sentence(
                QCoreApplication.translate("Wording", "The message was delivered"),
                QCoreApplication.translate("Wording", "The other side has taken it."),
            )
        case Ended.RECEIVED:
            return Sentence(
                QCoreApplication.translate("Wording", "A message for you"),
                QCoreApplication.translate("Wording", "The history keeps it."),
            )
        case Ended.DIVERTED:
            return Sentence(
                QCoreApplication.translate("Wording", "The caller was sent elsewhere"),
                QCoreApplication.translate("Wording", "This phone told them where, as you have set it."),
            )
        case Ended.LOST:
            return Sentence(
                QCoreApplication.translate("Wording", "The call was lost"),
                QCoreApplication.translate(
                    "Wording",
                    "The part of this phone that carries calls stopped and is being started again. "
                    "Contacts and history are safe. Call again in a moment.",
                ),
            )
        case _:
            return failure_sentence(view.status, incoming=view.direction is Direction.INCOMING)


def stopped_sentence(stopped: Stopped) -> Sentence:
    """Why the phone itself went no further with a redirect."""
    match stopped:
        case Stopped.TOO_MANY_HOPS:
            return Sentence(
                QCoreApplication.translate("Wording", "Sent on too many times"),
                QCoreApplication.translate(
                    "Wording",
                    "Each address pointed to yet another one, so the phone stopped at the limit in the "
                    "settings. Nothing more was saved. Ask the person for the right address.",
                ),
            )
        case Stopped.LOOP:
            return Sentence(
                QCoreApplication.translate("Wording", "The addresses point at each other"),
                QCoreApplication.translate(
                    "Wording",
                    "The answer led back to an address that was tried already, so the phone stopped. Their "
                    "server is set up wrongly; ask the person for another address.",
                ),
            )
        case Stopped.NOTHING_USABLE:
            return Sentence(
                QCoreApplication.translate("Wording", "The answer names no address that can be used"),
                QCoreApplication.translate(
                    "Wording",
                    "The call was sent elsewhere, but where to could not be read or is not allowed. "
                    "Nothing was changed. The SIP response shows what came.",
                ),
            )
        case Stopped.NOT_ALLOWED:
            return Sentence(
                QCoreApplication.translate("Wording", "This must not be followed without your click"),
                QCoreApplication.translate(
                    "Wording", "Nothing was called and nothing was changed. Call again to decide yourself."
                ),
            )
        case Stopped.ALL_TARGETS_FAILED:
            return Sentence(
                QCoreApplication.translate("Wording", "None of the new addresses answered"),
                QCoreApplication.translate(
                    "Wording", "All that the answer named were tried. Call again later, or by another way."
                ),
            )
        case Stopped.BY_RULE:
            return Sentence(
                QCoreApplication.translate("Wording", "Not followed, as your rule says"),
                QCoreApplication.translate(
                    "Wording", "The call was sent elsewhere, and you want that never to be followed here."
                ),
            )
        case Stopped.NOT_FROM_PROXY:
            return Sentence(
                QCoreApplication.translate("Wording", "An answer from a stranger was ignored"),
                QCoreApplication.translate(
                    "Wording",
                    "It did not come from your account's proxy, so nothing of it was believed or changed. Call again.",
                ),
            )


def failure_sentence(status: int, *, incoming: bool = False) -> Sentence:
    """A final status of 400 and above in words; 0 when nothing is known."""
    if incoming:
        return Sentence(
            QCoreApplication.translate("Wording", "The call could not be taken"),
            QCoreApplication.translate("Wording", "The caller's phone and this one did not come together."),
        )
    headline, advice = _failure(status)
    return Sentence(headline, advice)


def _failure(status: int) -> tuple[str, str]:  # noqa: PLR0912 -- one row for each code
    translate = QCoreApplication.translate
    match status:
        case 401 | 407:
            return (
                translate("Wording", "The server did not accept the password"),
                translate("Wording", "Check the user name and password of the account in the settings."),
            )
        case 403:
            return (
                translate("Wording", "The call is not allowed"),
                translate("Wording", "The server refuses it. Check the account, or ask your provider."),
            )
        case 404 | 604:
            return (
                translate("Wording", "There is nobody at this address"),
                translate("Wording", "Check the spelling, or ask the person for the address."),
            )
        case 408:
            return (
                translate("Wording", "No answer came"),
                translate("Wording", "The server may be out of reach. Check the network, then call again."),
            )
        case 410:
            return (
                translate("Wording", "The address is gone and no new one is known"),
                translate("Wording", "Ask the person for the new address; the contact was not changed."),
            )
        case 480:
            return (
                translate("Wording", "Not reachable at the moment"),
                translate("Wording", "Their phone is off or not registered. Try again later."),
            )
        case 484:
            return (
                translate("Wording", "The number is incomplete"),
                translate("Wording", "Add the missing digits and call again."),
            )
        case 486 | 600:
            return (
                translate("Wording", "Busy"),
                translate("Wording", "They are in another call. Try again in a few minutes."),
            )
        case 487:
            return (
                translate("Wording", "The call was cancelled"),
                translate("Wording", "It ended before anybody answered. You can call again."),
            )
        case 488 | 606 | 415:
            return (
                translate("Wording", "The phones found no common way to talk"),
                translate(
                    "Wording", "They share no sound format or encryption. Calling again will not help."
                ),
            )
        case 502 | 503:
            return (
                translate("Wording", "The service cannot take calls now"),
                translate("Wording", "It is overloaded, under maintenance or out of reach. Try again later."),
            )
        case 603:
            return (
                translate("Wording", "The call was declined"),
                translate("Wording", "They do not want to take it now. Try later, or write a message."),
            )
        case _ if 500 <= status < 600:
            return (
                translate("Wording", "Their server had a fault"),
                translate("Wording", "It is not your doing. Try again later."),
            )
        case _ if status >= 600:
            return (
                translate("Wording", "The call is refused everywhere"),
                translate("Wording", "No other address of theirs will take it now. Try again later."),
            )
        case _:
            return (
                translate("Wording", "The call failed"),
                translate("Wording", "Nothing was changed. The SIP response says more, if one came."),
            )


def delay_text(seconds: int) -> str:
    """ "20 minutes": rounded up, from seconds to days."""
    if seconds < 60:
        return QCoreApplication.translate("Wording", "%n second(s)", None, max(1, seconds))
    if seconds < 3600:
        return QCoreApplication.translate("Wording", "%n minute(s)", None, -(-seconds // 60))
    if seconds < 86400:
        return QCoreApplication.translate("Wording", "%n hour(s)", None, -(-seconds // 3600))
    return QCoreApplication.translate("Wording", "%n day(s)", None, -(-seconds // 86400))
