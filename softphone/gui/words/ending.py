"""How an attempt came to its end and what can be done now, in plain sentences."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.calls.call_events import TransferState
from softphone.calls.records import ACCEPTED, Direction, Ended
from softphone.calls.views import CallView, Stopped
from softphone.gui.words.talk_text import by_itself_text, transfer_text

# In what the engine gives as the reason for a call that it has no place for; no answer of anybody is behind it.
_FULL = "four calls at once"
_NOT_SIPS = "SIPS Required"
_NO_COMMON_SOUND = (406, 415, 488, 606)


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened as a headline, and what was kept or what to do as a second line."""

    headline: str
    advice: str


def ended_sentence(view: CallView) -> Sentence:  # noqa: PLR0912 -- one arm for each way to end
    """How the attempt came to its end and what can be done now."""
    if view.stopped is not None:
        return stopped_sentence(view.stopped)
    if view.message is not None and view.direction is Direction.OUTGOING:
        return _message_sentence(view)
    if view.direction is Direction.INCOMING and view.answered_at is None and view.by_itself is not None:
        return _kept_away_sentence(view)
    match view.ended:
        case Ended.ANSWERED:
            return _talked_sentence(view)
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
                QCoreApplication.translate(
                    "Wording", "No call was placed. The history keeps what was offered."
                ),
            )
        case Ended.RECEIVED:
            return Sentence(
                QCoreApplication.translate("Wording", "A message for you"),
                QCoreApplication.translate("Wording", "The history keeps it."),
            )
        case Ended.DIVERTED:
            by_hand = view.diversion is not None and view.diversion.id is None
            return Sentence(
                QCoreApplication.translate("Wording", "The caller was sent elsewhere"),
                QCoreApplication.translate("Wording", "This phone told them where, as you wanted.")
                if by_hand
                else QCoreApplication.translate("Wording", "This phone told them where, as you have set it."),
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
        case _ if view.status == 503 and not view.final_response and _FULL in view.reason:
            return Sentence(
                QCoreApplication.translate("Wording", "This phone carries four calls at once"),
                QCoreApplication.translate(
                    "Wording", "Nobody was called. End one of the calls, then call again."
                ),
            )
        case _ if view.reason == _NOT_SIPS and not view.final_response:
            return Sentence(
                QCoreApplication.translate("Wording", "There is no way that is encrypted throughout"),
                QCoreApplication.translate(
                    "Wording",
                    "The address asks for encryption all the way (sips:), and the other side cannot be reached so. "
                    "Call it with sip: if encryption as far as your server is enough.",
                ),
            )
        case _:
            return failure_sentence(view.status, incoming=view.direction is Direction.INCOMING)


def _talked_sentence(view: CallView) -> Sentence:
    if view.transfer is not None and view.transfer.state is TransferState.DONE:
        return Sentence(
            QCoreApplication.translate("Wording", "The call was handed over"), transfer_text(view)
        )
    if view.ended_by_peer:
        by = QCoreApplication.translate("Wording", "The other side hung up.")
    elif view.status < 300:
        by = QCoreApplication.translate("Wording", "You hung up.")
    elif view.status in _NO_COMMON_SOUND:
        by = QCoreApplication.translate("Wording", "The two phones could not agree on the sound.")
    else:
        by = QCoreApplication.translate("Wording", "The other side could not be reached any more.")
    return Sentence(QCoreApplication.translate("Wording", "The call has ended"), by)


def _kept_away_sentence(view: CallView) -> Sentence:
    """A caller whom the phone did not let ring, as the person had set."""
    # Not inside of the f-string, where it would not be found for translation.
    back = QCoreApplication.translate("Wording", "You can call back.")
    return Sentence(
        QCoreApplication.translate("Wording", "A caller was kept away"),
        f"{by_itself_text(view)} {back}".strip(),
    )


def _message_sentence(view: CallView) -> Sentence:
    """How a message that was written here came to its end."""
    undelivered = QCoreApplication.translate("Wording", "The message was not delivered")
    match view.ended:
        case Ended.SENT if view.status == ACCEPTED:
            return Sentence(
                QCoreApplication.translate("Wording", "The message was passed on"),
                QCoreApplication.translate(
                    "Wording", "A server has taken it. Whether it arrives is not told."
                ),
            )
        case Ended.SENT:
            return Sentence(
                QCoreApplication.translate("Wording", "The message was delivered"),
                QCoreApplication.translate("Wording", "The other side has taken it."),
            )
        case Ended.CANCELLED:
            advice = QCoreApplication.translate(
                "Wording",
                "You stopped before the other side had answered; it may have come through all the same.",
            )
        case Ended.DECLINED_OFFER:
            advice = QCoreApplication.translate(
                "Wording", "You took none of the offers, so it was sent nowhere else."
            )
        case Ended.TOOK_ALTERNATIVE:
            advice = QCoreApplication.translate(
                "Wording", "You took another way. The history keeps what was offered."
            )
        case Ended.LOST:
            advice = QCoreApplication.translate(
                "Wording",
                "The part of this phone that sends it stopped and is being started again. Send it again.",
            )
        case _ if view.status in (405, 406, 415, 488, 501):
            advice = QCoreApplication.translate(
                "Wording", "Their phone takes no text messages. Call them instead."
            )
        case _ if view.status in (404, 410, 604):
            advice = QCoreApplication.translate(
                "Wording", "There is nobody at this address. Check the spelling."
            )
        case _ if view.status in (408, 480, 503):
            advice = QCoreApplication.translate(
                "Wording", "They cannot be reached at the moment. Send it again later."
            )
        case _:
            advice = QCoreApplication.translate(
                "Wording", "The other side refused it. Nothing else was sent."
            )
    return Sentence(undelivered, advice)


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
                    "It sends you elsewhere, but names no place, or none that can be read or is allowed. "
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
