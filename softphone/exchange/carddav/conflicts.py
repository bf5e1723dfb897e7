"""Conflicts as the person sees them, and what becomes of the contact when they have chosen."""

from collections.abc import Mapping

from softphone.calls.address_books import (
    CardConflict,
    CardField,
    Keep,
    Side,
    StoredConflict,
    SyncedCard,
    SyncedCards,
)
from softphone.calls.cards import Card
from softphone.exchange.carddav.merge import NOTHING, Merged, as_written, merge
from softphone.exchange.vcard import CardError, read_card


def conflict_of(stored: StoredConflict) -> CardConflict:
    card = stored.card
    there = _read(card.conflict_text)
    fields = () if card.contact is None or there is None else _merged(card, card.contact, there, {}).fields
    return CardConflict(stored.book_id, card.row.href, card.contact, there, fields, stored.found_at)


def chosen_card(
    cards: SyncedCards, conflict: CardConflict, keep: Keep, choices: Mapping[CardField, Side]
) -> Card | None:
    """What `SyncedCards.solve` is given."""
    if keep is not Keep.CHOSEN:
        return conflict.there
    known = cards.cards(conflict.book_id, [conflict.href]).get(conflict.href)
    there = _read(known.conflict_text) if known is not None else None
    if known is None or known.contact is None or there is None:
        return conflict.there
    return _merged(known, known.contact, there, choices).card


def _merged(known: SyncedCard, here: Card, there: Card, choices: Mapping[CardField, Side]) -> Merged:
    base = _read(known.text) or NOTHING
    written = as_written(here, known.conflict_text or "")
    return merge(base, here, there, written=written, choices=choices)


def _read(text: str | None) -> Card | None:
    try:
        return read_card(text) if text else None
    except CardError:
        return None
