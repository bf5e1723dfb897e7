"""One sync of one book: what has changed there is taken over, then what has changed here is sent.

Each step is written down before the next begins, so that the phone may end at any point: a card's href and text before
its PUT, what came of it after; the server's token last of all. See docs/address-books.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import uuid4

from softphone.calls.address_books import (
    BookError,
    BookTrouble,
    CardRow,
    Outcome,
    SyncedCard,
    SyncedCards,
    Trouble,
    Unlinked,
)
from softphone.calls.cards import Card
from softphone.exchange.carddav.book import (
    PORTION,
    CardDavBook,
    ChangedThereError,
    Changes,
    FetchedCard,
    RefusedError,
)
from softphone.exchange.carddav.deciding import Deciding, gone_there
from softphone.exchange.carddav.merge import same
from softphone.exchange.vcard import CardError, read_card, write_card

_FEW: Final = 10
_SHARE: Final = 0.2


class BookSync:
    """Once. `still` answers False when the phone ends. Raises BookError and StoreFailedError; what was done stands."""

    def __init__(
        self,
        cards: SyncedCards,
        server: CardDavBook,
        book_id: str,
        *,
        takes_new: bool,
        delete_many: bool,
        now: Callable[[], datetime],
        still: Callable[[], bool] = lambda: True,
        outcome: Outcome | None = None,
    ) -> None:
        self._cards = cards
        self._server = server
        self._book_id = book_id
        self._takes_new = takes_new
        self._delete_many = delete_many
        self._now = now
        self._still = still
        self._outcome = outcome or Outcome()
        self._left = 0
        self._astray = (
            False  # a card is not where it was, and no token tells: the next sync looks at all of them
        )
        self._refused = 0
        self._refusal = ""
        self._deciding = Deciding(cards, book_id, (), self._is_there)

    def run(self, url: str) -> Outcome:
        changes = self._server.changes(self._cards.token(self._book_id, url))
        whole = self._pull(changes)
        held_back = self._push()
        if whole and not self._left:
            self._cards.finish(self._book_id, changes.token, self._now())
        elif self._astray:
            self._cards.finish(self._book_id, "", self._now())
        if self._outcome.trouble is None:
            self._outcome.trouble = held_back or self._remaining()
        return self._outcome

    def _remaining(self) -> Trouble | None:
        if self._refused:
            return Trouble(BookTrouble.SOME_REFUSED, self._refusal, self._refused)
        if self._deciding.unreadable:
            return Trouble(BookTrouble.SOME_UNREADABLE, "", self._deciding.unreadable)
        return None

    def _pull(self, changes: Changes) -> bool:
        """Whether all of it was taken over."""
        rows = self._cards.rows(self._book_id)
        there = {href for href, row in rows.items() if row.etag or row.conflict}
        gone = there - changes.changed.keys() if changes.whole else there & changes.gone
        self._deciding = Deciding(self._cards, self._book_id, gone, self._is_there)
        wanted = [
            href
            for href, etag in changes.changed.items()
            if (row := rows.get(href)) is None or row.etag != etag or row.conflict or not etag
        ]
        for start in range(0, len(wanted), PORTION):
            self._check()
            self._take(wanted[start : start + PORTION])
        return self._take_gone(rows, self._deciding.gone)

    def _is_there(self, href: str) -> bool:
        return isinstance(next(iter(self._server.fetch([href])), None), FetchedCard)

    def _take_again(self, href: str) -> None:
        left = self._left
        self._take([href])
        self._astray |= self._left > left

    def _take(self, hrefs: Sequence[str]) -> None:
        fetched: list[FetchedCard] = []
        for each in self._server.fetch(hrefs):
            if isinstance(each, FetchedCard):
                fetched.append(each)
            else:
                self._left += 1  # it went meanwhile, or is too large; asked for again the next time
        self._apply(fetched)

    def _apply(self, fetched: Sequence[FetchedCard]) -> None:
        applied = self._cards.apply(self._book_id, self._deciding.steps(fetched))
        self._left += applied.left
        self._outcome.contacts_changed |= applied.contacts_changed

    def _take_gone(self, rows: dict[str, CardRow], gone: set[str]) -> bool:
        lost = [rows[href] for href in sorted(gone)]
        if not self._delete_many and _many(len(lost), sum(bool(row.etag) for row in rows.values())):
            self._outcome.trouble = Trouble(BookTrouble.MANY_GONE_THERE, "", len(lost))
            return False
        applied = self._cards.apply(self._book_id, [gone_there(row) for row in lost])
        self._left += applied.left
        self._outcome.contacts_changed |= applied.contacts_changed
        return True

    def _push(self) -> Trouble | None:
        """Send what has changed here; a trouble when deletions were held back."""
        rows = self._cards.rows(self._book_id)
        waiting = [row for row in rows.values() if row.changed_here and not row.conflict]
        deletions = [row for row in waiting if row.here is None and (row.etag or row.sent)]
        held_back = None
        if not self._delete_many and _many(len(deletions), _living(rows) + len(deletions)):
            held_back = Trouble(BookTrouble.MANY_GONE_HERE, "", len(deletions))
        else:
            for row in deletions:
                self._check()
                self._delete(row)
        for row in waiting:
            if row.here is not None:
                self._check()
                known = self._cards.cards(self._book_id, [row.href]).get(row.href)
                if known is not None and known.contact is not None:
                    self._put(known, known.contact)
        if self._takes_new:
            self._send_new(rows)
        return held_back

    def _delete(self, row: CardRow) -> None:
        known = self._cards.cards(self._book_id, [row.href]).get(row.href)
        if known is None or known.contact is not None:
            return  # it was brought back meanwhile
        etag = row.etag
        if not etag:  # it was on its way when the phone ended
            found = next(iter(self._server.fetch([row.href])), None)
            if not isinstance(found, FetchedCard):
                self._cards.deleted(self._book_id, row.href)
                return
            etag = found.etag
        try:
            self._server.delete(row.href, etag)
        except ChangedThereError:
            self._take_again(row.href)
        except RefusedError as refused:
            self._note_refusal(refused)
        else:
            self._cards.deleted(self._book_id, row.href)
            self._outcome.sent += 1

    def _put(self, known: SyncedCard, card: Card) -> None:
        row = known.row
        try:
            text = write_card(card, version="3.0", base=known.text or known.sent, at=self._now())
            if row.etag and known.text and same(read_card(known.text), read_card(text)):
                self._cards.sent(self._book_id, row.href, row.etag, known.text, row.here or 0)
                return  # what has changed here is nothing that a card says
        except CardError as error:
            self._note_refusal(RefusedError(str(error)))
            return
        self._cards.intend(self._book_id, row.href, card.uid, row.contact_id or 0, text)
        self._send(row.href, text, row.etag, row.here or 0)

    def _send(self, href: str, text: str, etag: str, revision: int) -> None:
        try:
            new = self._server.put(href, text, etag)
        except ChangedThereError:
            self._take_again(href)
            return
        except RefusedError as refused:
            self._cards.not_sent(self._book_id, href)
            self._note_refusal(refused)
            return
        self._outcome.sent += 1
        if new:
            self._cards.sent(self._book_id, href, new, text, revision)
        else:
            self._take_again(href)  # the server has changed something of it (RFC 6352 section 6.3.2.3)

    def _send_new(self, rows: dict[str, CardRow]) -> None:
        last = 0
        while found := self._cards.unlinked(last, PORTION):
            last = found[-1].contact_id
            for each in found:
                self._check()
                self._send_first(each, rows)

    def _send_first(self, each: Unlinked, rows: dict[str, CardRow]) -> None:
        uid = each.card.uid or uuid4().hex
        href = self._server.href_of(uid)
        if href in rows:
            uid = uuid4().hex  # another contact's
            href = self._server.href_of(uid)
        try:
            text = write_card(replace(each.card, uid=uid), version="3.0", at=self._now())
        except CardError as error:
            self._note_refusal(RefusedError(str(error)))
            return
        self._cards.intend(self._book_id, href, uid, each.contact_id, text)
        self._send(href, text, "", each.revision)

    def _note_refusal(self, refused: RefusedError) -> None:
        self._refused += 1
        self._refusal = self._refusal or str(refused)

    def _check(self) -> None:
        if not self._still():
            raise BookError(BookTrouble.UNREACHABLE, "stopped")


def _living(rows: dict[str, CardRow]) -> int:
    return sum(row.here is not None for row in rows.values())


def _many(deleted: int, of: int) -> bool:
    """Whether so many deletions may be a mistake rather than a wish."""
    return deleted >= 3 and (deleted == of or (deleted > _FEW and deleted > of * _SHARE))
