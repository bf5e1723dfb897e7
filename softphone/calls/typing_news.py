"""Who is writing a message just now (RFC 3994): we to somebody, somebody to us.

We tell it only to contacts whom we have written to before: to anybody else it would say that the phone is on. A
front end calls at each key; what goes out is one request when writing begins, one a minute while it goes on, and one
when it stops.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from softphone.calls import notices as say
from softphone.calls.addressing import account_for, as_sip, domain_of
from softphone.calls.company_events import TypingSeen
from softphone.calls.lookups import known_caller, known_contact
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import Direction
from softphone.calls.world import World
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.party import party_key

_log = logging.getLogger(__name__)
REFRESH_S = 50.0  # we promise to say it anew within 60
IDLE_S = 15.0  # RFC 3994 section 3.2
_HOLDS_S = 120.0  # RFC 3994 section 3.3: what was not said anew for so long is over
_MOST_WRITERS = 100


@dataclass(slots=True)
class _Ours:
    account_id: str
    told_at: datetime
    key_at: datetime


class TypingNews:
    """The typing part of the controller. Addresses are as a front end or a From header names them."""

    def __init__(self, world: World, publish: Callable[[say.Notice], None]) -> None:
        self._world = world
        self._say = publish
        self._ours: dict[str, _Ours] = {}  # by request URI
        self._theirs: dict[
            str, tuple[str, int]
        ] = {}  # by party: the address, and the number of the last word
        self._words = 0

    def tell(self, address: str, typing: bool) -> None:
        """We write to `address`, or have stopped; an address that cannot be read is told nothing."""
        account = account_for(self._world.settings(), address)
        try:
            uri = parse_dialled(as_sip(address), default_domain=domain_of(account))
        except SipParseError:
            return
        ours = self._ours.get(uri)
        now = self._world.now()
        if not typing:
            self._stop(uri)
        elif ours is not None:
            ours.key_at = now
            if (now - ours.told_at).total_seconds() >= REFRESH_S:
                ours.told_at = now
                self._world.engine.send_typing(uri, True, account_id=ours.account_id)
        elif self._is_correspondent(uri):
            self._ours[uri] = _Ours(account.id if account else "", now, now)
            self._world.engine.send_typing(uri, True, account_id=self._ours[uri].account_id)
            self._world.after(IDLE_S, lambda: self._look(uri))

    def note_sent(self, uri: str) -> None:
        """A message says by itself that we have stopped."""
        self._ours.pop(uri, None)

    def note_seen(self, event: TypingSeen) -> None:
        uri = event.from_uri.decode("utf-8", "replace")
        party = party_key(uri)
        if not event.typing:
            self.note_received(uri)
            return
        if party not in self._theirs and (
            len(self._theirs) >= _MOST_WRITERS or known_caller(self._world.book, uri) is None
        ):
            return  # a stranger's message is news, that one is being written is not
        self._words += 1
        word = self._words
        is_news = party not in self._theirs
        self._theirs[party] = (uri, word)
        if is_news:
            self._say(say.TypingNotice(uri, True))

        def expire() -> None:
            if self._theirs.get(party) == (uri, word):
                self.note_received(uri)

        self._world.after(_HOLDS_S, expire)

    def note_received(self, uri: str) -> None:
        """A message has come, or the other side has stopped."""
        if (known := self._theirs.pop(party_key(uri), None)) is not None:
            self._say(say.TypingNotice(known[0], False))

    def _look(self, uri: str) -> None:
        """Whether we still write."""
        ours = self._ours.get(uri)
        if ours is None:
            return
        left = IDLE_S - (self._world.now() - ours.key_at).total_seconds()
        if left > 0:
            self._world.after(left, lambda: self._look(uri))
        else:
            self._stop(uri)

    def _stop(self, uri: str) -> None:
        if (ours := self._ours.pop(uri, None)) is not None:
            self._world.engine.send_typing(uri, False, account_id=ours.account_id)

    def _is_correspondent(self, uri: str) -> bool:
        if known_contact(self._world.book, uri) is None and known_caller(self._world.book, uri) is None:
            return False
        try:
            known = self._world.log.conversation(uri, limit=20)
        except StoreFailedError as error:
            _log.warning("messages cannot be read: %s", error)
            return False
        return any(each.direction is Direction.OUTGOING for each in known)
