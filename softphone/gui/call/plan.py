"""What a redirect card shows, decided without a widget: sentences, rows, actions, and which action leads."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from softphone.calls.offer import Action, Option, RedirectOffer
from softphone.gui.words.wording import address_text, delay_text, status_text
from softphone.sip.explanation import Kind, Notable
from softphone.sip.text import safe_text

_CALLS = frozenset({Kind.SIP, Kind.TEL, Kind.VOICEMAIL, Kind.EMERGENCY})


class Layout(StrEnum):
    ACTIONS = "actions"  # one address, buttons below
    SELECT = "select"  # several new addresses of a 301: choose one, then a button
    ROWS = "rows"  # each row has its own verb


class Tone(StrEnum):
    NOTICE = "notice"
    INFO = "info"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class CardAction:
    """One button of the card. `leads`: it is the filled one and Enter takes it."""

    action: Action
    text: str
    leads: bool = False


@dataclass(frozen=True, slots=True)
class CardPlan:
    layout: Layout
    tone: Tone
    headline: str
    sentence: str
    after_failure: str
    ask_name: bool
    show_route: bool


def usable(option: Option) -> bool:
    """Whether a row can be taken at all (and has not failed already)."""
    if option.failed_status is not None:
        return False
    if option.kind in _CALLS:
        return option.callable
    return option.uri is not None and option.kind is not Kind.OTHER


def notables(offer: RedirectOffer, option: Option | None) -> tuple[Notable, ...]:
    """What is notable about following `option`, the offer's own points first, each once."""
    own = option.notable if option is not None else ()
    return tuple(dict.fromkeys((*offer.notable, *own)))


def chosen_first(offer: RedirectOffer) -> Option | None:
    """The row that stands chosen when the card appears: the first that may be saved, else the first usable."""
    rows = [option for option in offer.options if usable(option) and option.callable]
    return next((option for option in rows if option.saveable), next(iter(rows), None))


def plan(offer: RedirectOffer) -> CardPlan:
    """The card for an offer; the sentences name the person."""
    layout = _layout(offer)
    dangerous = any(option.kind is Kind.EMERGENCY for option in offer.options)
    tone = Tone.NOTICE if offer.status in (301, 302, 305) else Tone.INFO
    headline, sentence = _words(offer, layout)
    if not _name(offer):
        headline = headline[:1].upper() + headline[1:]
    return CardPlan(
        layout=layout,
        tone=Tone.DANGER if dangerous and not any(map(usable, offer.options)) else tone,
        headline=headline,
        sentence=sentence,
        after_failure=_after_failure(offer),
        ask_name=offer.status == 301 and offer.can_save and offer.contact is None,
        show_route=offer.status != 380 or len(offer.route) > 1,
    )


def actions(offer: RedirectOffer, option: Option | None) -> tuple[CardAction, ...]:
    """Buttons for the chosen address, in order; empty when each row has its own."""
    if option is None or not usable(option) or _layout(offer) is Layout.ROWS:
        return ()
    calm = not notables(offer, option)
    if offer.status == 305:
        text = QCoreApplication.translate("CardPlan", "Use once")
        return (CardAction(Action.CALL, text, leads=True),)
    if not option.saveable:
        text = (
            QCoreApplication.translate("CardPlan", "Call there")
            if offer.status == 302
            else QCoreApplication.translate("CardPlan", "Call once")
        )
        return (CardAction(Action.CALL, text, leads=True),)
    known = offer.contact is not None
    save_and_call = CardAction(
        Action.SAVE_AND_CALL,
        QCoreApplication.translate("CardPlan", "Update contact & call")
        if known
        else QCoreApplication.translate("CardPlan", "Save & call"),
        leads=calm,
    )
    once = CardAction(Action.CALL, QCoreApplication.translate("CardPlan", "Call once"), leads=not calm)
    only = CardAction(
        Action.SAVE_ONLY,
        QCoreApplication.translate("CardPlan", "Update only")
        if known
        else QCoreApplication.translate("CardPlan", "Save only"),
    )
    return (save_and_call, once, only) if calm else (once, save_and_call, only)


def leading_row(offer: RedirectOffer) -> Option | None:
    """The row whose button is filled: the first plain call, when nothing is notable about it.

    Never an emergency, never one meant as a last resort; None when nothing should be taken by habit.
    """
    first = next((o for o in offer.options if usable(o) and o.kind is not Kind.EMERGENCY), None)
    if first is None or not first.callable or notables(offer, first):
        return None
    return first


def _layout(offer: RedirectOffer) -> Layout:
    if offer.status in (301, 302, 305) and len(offer.options) == 1 and usable(offer.options[0]):
        return Layout.ACTIONS if offer.options[0].callable else Layout.ROWS
    if offer.status == 301 and any(option.saveable and usable(option) for option in offer.options):
        return Layout.SELECT
    return Layout.ROWS


def _words(offer: RedirectOffer, layout: Layout) -> tuple[str, str]:
    name = _name(offer) or QCoreApplication.translate("CardPlan", "the other side")
    said = status_text(offer.status, offer.explanation.reason)
    match offer.status:
        case 301:
            return _moved(name, said, layout)
        case 302:
            return (
                QCoreApplication.translate("CardPlan", "{name} is at another address for now").format(
                    name=name
                ),
                QCoreApplication.translate("CardPlan", "The address answered {said}. {until}").format(
                    said=said, until=_until(offer)
                ),
            )
        case 305:
            return (
                QCoreApplication.translate("CardPlan", "The call to {name} should go through a proxy").format(
                    name=name
                ),
                QCoreApplication.translate(
                    "CardPlan",
                    "The address answered {said}. The same call would be sent once through the server "
                    "below, which then sees it. Nothing is saved.",
                ).format(said=said),
            )
        case 380:
            headline = QCoreApplication.translate("CardPlan", "Reach {name} another way").format(name=name)
            if any(map(usable, offer.options)) or offer.explanation.retry_after:
                text = QCoreApplication.translate(
                    "CardPlan", "The call was not successful, but {said} offers these:"
                )
            elif any(option.kind is Kind.EMERGENCY for option in offer.options):
                headline = QCoreApplication.translate("CardPlan", "This is treated as an emergency call")
                text = QCoreApplication.translate(
                    "CardPlan",
                    "The network answered {said} and wants an emergency call, which this phone cannot place. "
                    "Use a telephone to call your local emergency number.",
                )
            else:
                headline = QCoreApplication.translate("CardPlan", "{name} cannot be reached this way").format(
                    name=name
                )
                text = QCoreApplication.translate(
                    "CardPlan", "The answer was {said}, but it names nothing that this phone can use."
                )
            return headline, text.format(said=said)
        case 485:
            return (
                QCoreApplication.translate("CardPlan", "The address of {name} is ambiguous").format(
                    name=name
                ),
                QCoreApplication.translate(
                    "CardPlan", "The server answered {said}: the address can mean several people. Choose one."
                ).format(said=said),
            )
        case _:
            return (
                QCoreApplication.translate("CardPlan", "{name} can be reached in several ways").format(
                    name=name
                ),
                QCoreApplication.translate("CardPlan", "The address answered {said}. Choose one.").format(
                    said=said
                ),
            )


def _name(offer: RedirectOffer) -> str:
    return safe_text(offer.party_name, 80) or address_text(offer.old_uri)


def _moved(name: str, said: str, layout: Layout) -> tuple[str, str]:
    if layout is Layout.SELECT:
        return (
            QCoreApplication.translate("CardPlan", "{name} has moved; choose the new address").format(
                name=name
            ),
            QCoreApplication.translate(
                "CardPlan",
                "The old address answered {said} and names several. The one they prefer stands first.",
            ).format(said=said),
        )
    return (
        QCoreApplication.translate("CardPlan", "{name} has moved to a new address").format(name=name),
        QCoreApplication.translate(
            "CardPlan", "The old address answered {said}. Future calls should go to the new one."
        ).format(said=said),
    )


def _until(offer: RedirectOffer) -> str:
    expires = offer.options[0].expires if len(offer.options) == 1 else None
    if expires:
        return QCoreApplication.translate("CardPlan", "The other one is good for {delay}.").format(
            delay=delay_text(expires)
        )
    return QCoreApplication.translate("CardPlan", "The other one is good for this call only.")


def _after_failure(offer: RedirectOffer) -> str:
    if offer.after_failure is None:
        return ""
    failed = sum(option.failed_status is not None for option in offer.options)
    return QCoreApplication.translate(
        "CardPlan", "%n address(es) did not answer ({said}); here is the rest.", None, max(1, failed)
    ).format(said=status_text(offer.after_failure))
