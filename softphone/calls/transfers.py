"""Somebody we talk with wants us to call somebody else (REFER, RFC 3515)."""

from collections.abc import Callable
from typing import Final

from softphone.calls.addressing import party_of
from softphone.calls.call_events import TransferAsked
from softphone.calls.lookups import known_contact
from softphone.calls.notices import Notice, TransferDeclined
from softphone.calls.records import Direction
from softphone.calls.session import Leg, Session
from softphone.calls.sessions import Sessions
from softphone.calls.views import Phase
from softphone.calls.world import World
from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.fields import NameAddr, parse_name_addr
from softphone.sip.text import safe_text

_NAME_LIMIT: Final = 80
_CALLED: Final = frozenset({Kind.SIP, Kind.TEL, Kind.VOICEMAIL})
_MOST_DECLINED: Final = 5  # of one call; whoever asks more often is not told of again


class Transfers:
    """The transfer part of the controller."""

    def __init__(
        self,
        world: World,
        sessions: Sessions,
        publish: Callable[[Notice], None],
        changed: Callable[[Session], None],
    ) -> None:
        self._world = world
        self._sessions = sessions
        self._say = publish
        self._changed = changed

    def asked(self, event: TransferAsked) -> None:
        asker = self._sessions.of_call(event.call_id)
        target = _addr(event.refer_to)
        if event.new_call_id:
            self._begin(event, asker, target)
        elif asker is not None:
            self._decline(asker, target)

    def _begin(self, event: TransferAsked, asker: Session | None, target: NameAddr) -> None:
        """The engine has sent the INVITE already; from here on it is an attempt like any other."""
        uri = _dialled(target.uri) or target.uri
        contact = known_contact(self._world.book, uri)
        session = Session(
            number=self._sessions.next_number(),
            direction=Direction.OUTGOING,
            phase=Phase.CALLING,
            party_name=contact.name if contact else _name(target),
            party_uri=uri,
            contact=contact,
            account_id=asker.account_id if asker else "",
            started_at=self._world.now(),
            transferred_by=asker.party_name if asker else _name(_addr(event.referred_by)),
        )
        session.legs.append(Leg(event.new_call_id, uri, session.started_at))
        self._sessions.add(session)
        self._sessions.begin_record(session)
        self._changed(session)

    def _decline(self, asker: Session, target: NameAddr) -> None:
        """Tell the person once of each address that could be called."""
        uri = _dialled(target.uri)
        if uri is None or uri in asker.declined_transfers or len(asker.declined_transfers) >= _MOST_DECLINED:
            return
        asker.declined_transfers.append(uri)
        contact = known_contact(self._world.book, uri)
        self._say(TransferDeclined(asker.number, uri, contact.name if contact else _name(target)))


def _addr(header: bytes) -> NameAddr:
    text = header.decode("utf-8", "replace")
    try:
        return parse_name_addr(text)
    except SipParseError:
        return NameAddr(None, safe_text(text), {})


def _dialled(uri: str) -> str | None:
    """What a call to `uri` goes to, without embedded headers; None for what a stranger may not have called."""
    try:
        admitted = admit(uri)
    except SipParseError:
        return None
    return admitted.dial if admitted.kind in _CALLED else None


def _name(addr: NameAddr) -> str:
    return safe_text(addr.display_name or "", _NAME_LIMIT) or (party_of(addr.uri) if addr.uri else "")
