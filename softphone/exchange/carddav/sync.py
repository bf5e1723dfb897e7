"""One sync of one book: what has changed there is taken over, then what has changed here is sent.

Each step is written down before the next begins, so that the phone may end at any point: a card's href and text before
its PUT, what came of it after; the server's token last of all. See docs/address-books.md.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
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
    OversizedCard,
    RefusedError,
)
from softphone.exchange.carddav.deciding import Deciding, gone_there
from softphone.exchange.carddav.merge import same
from softphone.exchange.vcard import CardError, read_card, write_card

_FEW: Final = 10
_SHARE: Final = 0.2
LISTING_EVERY: Final = timedelta(days=1)
_LISTED: Final = "listed:"
_OURS: Final = "X-SOFTPHONE-"  # in a card with what other programs do not know
_PRECONDITION: Final = "412 Precondition Failed"


class BookSync:
    """Once; `thorough`: all etags are compared, as they are once a day in any case. `still` answers False when the
    phone ends. Raises BookError and StoreFailedError; what was done stands."""

    def __init__(
        self,
        cards: SyncedCards,
        server: CardDavBook,
        book_id: str,
        *,
        takes_new: bool,
        delete_many: bool,
        now: Callable[[], datetime],
        thorough: bool = False,
        still: Callable[[], bool] = lambda: True,
        outcome: Outcome | None = None,
    ) -> None:
        self._cards = cards
        self._server = server
        self._book_id = book_id
        self._takes_new = takes_new
        self._delete_many = delete_many
        self._now = now
        self._thorough = thorough
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
        listed_at, token = _mark_of(self._cards.token(self._book_id, url))
        began = self._now()
        due = listed_at is None or not listed_at <= began < listed_at + LISTING_EVERY
        changes = self._server.changes(token, thorough=self._thorough or due)
        whole = self._pull(changes)
        held_back = self._push()
        if whole and not self._left:
            listed_at = began if changes.whole else listed_at
            self._cards.finish(self._book_id, _mark(listed_at, changes.token), self._now())
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
        return self._take_gone(rows, self._deciding.gone, unsaid=changes.whole)

    def _is_there(self, href: str) -> bool:
        return not isinstance(next(iter(self._server.fetch([href])), href), str)

    def _take_again(self, href: str, refused: str = "", *, just_sent: bool = False) -> None:
        """`refused`: the etag that was said not to be the card's any more."""
        left = self._left
        fetched = self._take([href], just_sent=just_sent)
        self._astray |= self._left > left
        if refused and any(each.etag == refused for each in fetched):
            # It is the card's all the same: this server compares nothing, as some do for a weak etag.
            self._note_refusal(RefusedError(_PRECONDITION))

    def _take(self, hrefs: Sequence[str], *, just_sent: bool = False) -> list[FetchedCard]:
        fetched: list[FetchedCard] = []
        for each in self._server.fetch(hrefs):
            if isinstance(each, FetchedCard):
                fetched.append(each)
            elif isinstance(each, OversizedCard):
                self._deciding.unreadable += 1
            else:
                self._left += 1  # it went meanwhile, or it was said to be there and is not; asked for again
                self._outcome.odd = True
        self._apply(fetched, just_sent=just_sent)
        return fetched

    def _apply(self, fetched: Sequence[FetchedCard], *, just_sent: bool = False) -> None:
        steps = self._deciding.steps(fetched, just_sent=just_sent)
        applied = self._cards.apply(self._book_id, steps)
        self._left += applied.left
        self._outcome.contacts_changed |= applied.contacts_changed

    def _take_gone(self, rows: dict[str, CardRow], gone: set[str], *, unsaid: bool) -> bool:
        """`unsaid`: nobody has said that they are gone, they are only in no list; the server is asked for each."""
        lost = [rows[href] for href in sorted(gone)]
        if not self._delete_many and _many(len(lost), sum(bool(row.etag) for row in rows.values())):
            self._outcome.trouble = Trouble(BookTrouble.MANY_GONE_THERE, "", len(lost))
            return False
        if unsaid and lost:
            there = [
                each for each in self._server.fetch([row.href for row in lost]) if not isinstance(each, str)
            ]
            self._outcome.odd |= bool(there)
            self._apply([each for each in there if isinstance(each, FetchedCard)])
            gone = gone - {each.href for each in there}
        applied = self._cards.apply(self._book_id, [gone_there(row) for row in lost if row.href in gone])
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
            if found is None or isinstance(found, str):
                self._cards.deleted(self._book_id, row.href)
            if not isinstance(found, FetchedCard):
                return
            etag = found.etag
        try:
            self._server.delete(row.href, etag)
        except ChangedThereError:
            self._take_again(row.href, etag)
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
            self._take_again(href, etag)
            return
        except RefusedError as refused:
            self._cards.not_sent(self._book_id, href)
            self._note_refusal(refused)
            return
        self._outcome.sent += 1
        if new and _OURS not in text:
            self._cards.sent(self._book_id, href, new, text, revision)
        else:
            # The server has changed something of it (RFC 6352 section 6.3.2.3), or does not keep what it does not know.
            self._take_again(href, just_sent=True)

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


def _mark_of(stored: str) -> tuple[datetime | None, str]:
    """(when all etags were compared last, the server's token) of what is kept of a book."""
    if not stored.startswith(_LISTED):
        return None, stored
    when, _, token = stored.removeprefix(_LISTED).partition(" ")
    try:
        return datetime.fromisoformat(when), token
    except ValueError:
        return None, token


def _mark(listed_at: datetime | None, token: str) -> str:
    return token if listed_at is None else f"{_LISTED}{listed_at.isoformat()} {token}"


def _living(rows: dict[str, CardRow]) -> int:
    return sum(row.here is not None for row in rows.values())


def _many(deleted: int, of: int) -> bool:
    """Whether so many deletions may be a mistake rather than a wish."""
    return deleted >= 3 and (deleted == of or (deleted > _FEW and deleted > of * _SHARE))
