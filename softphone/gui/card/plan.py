"""What a redirect card shows, decided without a widget: sentences, rows, actions, and which action leads."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from softphone.calls.alternatives import further_addresses
from softphone.calls.offer import Action, Option, RedirectOffer
from softphone.gui.card.card_words import after_failure_text, card_words, is_mailbox, party
from softphone.sip.explanation import Kind, Notable

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
    headline, sentence = card_words(
        offer, several=layout is Layout.SELECT, any_usable=any(map(usable, offer.options))
    )
    if not party(offer):
        headline = headline[:1].upper() + headline[1:]
    return CardPlan(
        layout=layout,
        tone=Tone.DANGER if dangerous and not any(map(usable, offer.options)) else tone,
        headline=headline,
        sentence=sentence,
        after_failure=after_failure_text(offer),
        ask_name=offer.status == 301 and offer.can_save and offer.contact is None,
        show_route=offer.status != 380 or len(offer.route) > 1,
    )


def actions(
    offer: RedirectOffer, option: Option | None, *, remember_only: bool = False
) -> tuple[CardAction, ...]:
    """Buttons for the chosen address, in order; empty when each row has its own.

    `remember_only`: a stranger's move is to be remembered without making a contact.
    """
    if option is None or not usable(option) or _layout(offer) is Layout.ROWS:
        return ()
    calm = not notables(offer, option)
    if offer.status == 305:
        text = QCoreApplication.translate("CardPlan", "Use once")
        return (CardAction(Action.CALL, text, leads=True),)
    if not option.saveable:
        return (CardAction(Action.CALL, _there(offer), leads=True),)
    saving = _saving(offer, remember_only=remember_only, leads=calm)
    once = CardAction(Action.CALL, _once(offer), leads=not calm)
    if saving.action is Action.REMEMBER_AND_CALL:
        return (saving, once) if calm else (once, saving)
    only = CardAction(
        Action.SAVE_ONLY,
        QCoreApplication.translate("CardPlan", "Update only")
        if offer.contact is not None
        else QCoreApplication.translate("CardPlan", "Save only"),
    )
    return (saving, once, only) if calm else (once, saving, only)


def _saving(offer: RedirectOffer, *, remember_only: bool, leads: bool) -> CardAction:
    """The action that keeps the new address and goes on."""
    message = offer.message is not None
    if offer.contact is not None:
        text = (
            QCoreApplication.translate("CardPlan", "Update contact & send")
            if message
            else QCoreApplication.translate("CardPlan", "Update contact & call")
        )
        return CardAction(Action.SAVE_AND_CALL, text, leads)
    if remember_only:
        text = (
            QCoreApplication.translate("CardPlan", "Remember & send")
            if message
            else QCoreApplication.translate("CardPlan", "Remember & call")
        )
        return CardAction(Action.REMEMBER_AND_CALL, text, leads)
    text = (
        QCoreApplication.translate("CardPlan", "Save & send")
        if message
        else QCoreApplication.translate("CardPlan", "Save & call")
    )
    return CardAction(Action.SAVE_AND_CALL, text, leads)


def _once(offer: RedirectOffer) -> str:
    if offer.message is not None:
        return QCoreApplication.translate("CardPlan", "Send once")
    return QCoreApplication.translate("CardPlan", "Call once")


def _there(offer: RedirectOffer) -> str:
    if offer.message is not None:
        return QCoreApplication.translate("CardPlan", "Send there")
    return QCoreApplication.translate("CardPlan", "Call there") if offer.status == 302 else _once(offer)


def keepable(offer: RedirectOffer) -> bool:
    """Whether a 380 names addresses that can become further ones of the contact."""
    if offer.status != 380 or any(option.kind is Kind.EMERGENCY for option in offer.options):
        return False
    return bool(further_addresses(offer))


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
        if is_mailbox(offer):
            return Layout.ROWS  # whose words say when the mailbox answers
        return Layout.ACTIONS if offer.options[0].callable else Layout.ROWS
    if offer.status == 301 and any(option.saveable and usable(option) for option in offer.options):
        return Layout.SELECT
    return Layout.ROWS
