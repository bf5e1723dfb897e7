"""What becomes of each card that a server has changed or lost. Reads what is known of it; writes nothing."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from softphone.calls.address_books import (
    CardField,
    CardRow,
    DropCard,
    NoteConflict,
    Relations,
    Side,
    Step,
    SyncedCard,
    SyncedCards,
    TakeCard,
)
from softphone.calls.cards import Card
from softphone.exchange.carddav.book import FetchedCard
from softphone.exchange.carddav.merge import NOTHING, as_written, merge, same, with_dropped
from softphone.exchange.vcard import CardError, read_card

_GROUP: Final = re.compile(
    r"^(?:KIND|X-ADDRESSBOOKSERVER-KIND)[;:][^\r\n]*group\s*$", re.IGNORECASE | re.MULTILINE
)


_THEIRS: Final = dict.fromkeys(CardField, Side.THERE)


class Deciding:
    """For one sync. `gone` are cards that the server says it has no more; one that only stands elsewhere leaves it.

    `is_there` asks the server for one card.
    """

    def __init__(
        self, cards: SyncedCards, book_id: str, gone: Iterable[str], is_there: Callable[[str], bool]
    ) -> None:
        self._cards = cards
        self._book_id = book_id
        self.gone = set(gone)
        self._is_there = is_there
        self._settled: set[str] = set()  # cards that stand where they stood, or were found elsewhere
        self.unreadable = 0
        self._linked: set[int] = set()
        self._seen: set[str] = set()  # uids of cards that are new in this sync

    def steps(self, fetched: Sequence[FetchedCard], *, just_sent: bool = False) -> list[Step]:
        """What to do about cards as they are on the server now. `just_sent`: after it has answered to them."""
        known = self._cards.cards(self._book_id, [each.href for each in fetched])
        new: list[tuple[FetchedCard, Card]] = []
        steps: list[Step] = []
        for each in fetched:
            try:
                there = read_card(each.text)
            except CardError:
                # Its row and its contact stay as they are. Groups of Apple's are cards too, of nobody.
                self.unreadable += _GROUP.search(each.text) is None
                continue
            before = known.get(each.href)
            if before is None:
                new.append((each, there))
            else:
                steps += _changed(each, there, before, just_sent=just_sent)
        relations = self._cards.look_up(self._book_id, [there for _, there in new]) if new else ()
        for (each, there), related in zip(new, relations, strict=True):
            before = self._moved(related)
            steps += (
                self._first_seen(each, there, related) if before is None else _changed(each, there, before)
            )
        return steps

    def _moved(self, related: Relations) -> SyncedCard | None:
        """The card of before, when it only stands in another place now (one uid is one card, RFC 6352 5.1)."""
        old = related.href
        if old is None or old in self._settled:
            return None
        self._settled.add(old)
        # Servers may put a new card in another place than it was sent to, and never say that it is not there.
        if old not in self.gone and self._is_there(old):
            return None
        self.gone.discard(old)
        return self._cards.cards(self._book_id, [old]).get(old)

    def _first_seen(self, each: FetchedCard, there: Card, related: Relations) -> list[Step]:
        uid = there.uid
        if uid and (related.href is not None or uid in self._seen):
            uid, there = "", replace(there, uid="")  # a second card with the uid of another
        self._seen.add(uid)
        found = related.unlinked
        if found is None or found.contact_id in self._linked:
            return [TakeCard(each.href, each.etag, each.text, uid, None, None, there)]
        self._linked.add(found.contact_id)
        written = as_written(found.card, each.text)
        merged = merge(NOTHING, found.card, there, written=written)
        if merged.fields:
            unsettled = TakeCard(
                each.href, "", "", uid, found.contact_id, found.revision, None, in_step=False
            )
            return [unsettled, NoteConflict(each.href, each.etag, each.text)]
        return [
            TakeCard(
                each.href,
                each.etag,
                each.text,
                uid,
                found.contact_id,
                found.revision,
                None if merged.card == found.card else merged.card,
                in_step=same(as_written(merged.card, each.text), there),
            )
        ]


def _changed(each: FetchedCard, there: Card, before: SyncedCard, *, just_sent: bool = False) -> list[Step]:
    row = before.row
    known = before.conflict_etag if row.conflict else row.etag
    old_href = "" if row.href == each.href else row.href
    if known == each.etag and known and not old_href:
        return []
    base = _base(before, there)
    uid = there.uid
    if before.contact is None or row.here is None:
        return _gone_here(each, there, before, base, old_href)
    take = TakeCard(each.href, each.etag, each.text, uid, row.contact_id, row.here, there, old_href=old_href)
    written = as_written(before.contact, each.text)
    if not row.changed_here and not row.conflict:
        if base is None:
            return [take]
        # What the contact has beyond what both agreed on, the server does not keep: it is nothing to send, nor gone.
        merged = merge(base, before.contact, there, written=written, choices=_THEIRS)
        return [replace(take, card=None if merged.card == before.contact else merged.card)]
    sent = _read(before.sent) if just_sent else None
    if sent is not None:
        base, there = sent, with_dropped(sent, there)
    merged = merge(base or NOTHING, before.contact, there, written=written)
    if merged.fields:
        return [NoteConflict(each.href, each.etag, each.text, old_href)]
    card = None if merged.card == before.contact else merged.card
    return [replace(take, card=card, in_step=same(as_written(merged.card, each.text), there))]


def _gone_here(
    each: FetchedCard, there: Card, before: SyncedCard, base: Card | None, old_href: str
) -> list[Step]:
    row = before.row
    take = TakeCard(each.href, each.etag, each.text, there.uid, None, None, there, old_href=old_href)
    if not row.etag and not before.sent and not row.conflict:
        # It was deleted on both sides, and somebody has brought it back.
        return [take]
    if base is not None and same(base, there):
        return [replace(take, contact_id=row.contact_id, card=None, in_step=False)]
    return [NoteConflict(each.href, each.etag, each.text, old_href)]


def _base(before: SyncedCard, there: Card) -> Card | None:
    """What both sides have in common: what was on its way and has arrived, else what they agreed on last."""
    sent = _read(before.sent)
    if sent is not None and (same(sent, there) or not before.text):
        return sent
    return _read(before.text)


def _read(text: str) -> Card | None:
    try:
        return read_card(text) if text else None
    except CardError:
        return None


def gone_there(row: CardRow) -> Step:
    """What becomes of a card that the server has no more."""
    if row.here is None:
        return DropCard(row.href)
    if row.changed_here or row.conflict:
        return NoteConflict(row.href, "", "")
    return DropCard(row.href, row.contact_id, row.revision)
