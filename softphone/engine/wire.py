"""What crossed the wire: the messages of each call for the call-flow picture, and where each request went.

The library shows its messages in its log alone. They are noted as they pass, which costs a few microseconds, and told
a moment later, so that nothing that a person waits for waits for them.
"""

import re
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from softphone.calls.engine_events import MessageSeen
from softphone.calls.event import Event
from softphone.engine.message import header_of, method_of, status_of, transport_of
from softphone.engine.pace import Pace

TOLD_AFTER_S = 0.06
MOST_PER_CALL = 200
MOST_BYTES = 16 * 1024
MOST_OF_NO_CALL = 100  # at once
_OF_NO_CALL_A_SECOND = 10.0
_MOST_WAITING = 1000
_MOST_CALLS = 64
_MOST_REQUESTS = 128
_MOST_PEERS = 8
_MOST_UNREAD = 16

# Headers that carry an answer to a challenge, with their folded lines (RFC 3261 sections 20.6, 20.7, 20.28, RFC 7616).
_CREDENTIALS = re.compile(
    rb"^((?:Proxy-)?(?:Authorization|Authentication-Info))[ \t]*:[ \t]*((?:.*)(?:\n[ \t].*)*)",
    re.IGNORECASE | re.MULTILINE,
)
_PARAMETER = re.compile(rb'([A-Za-z0-9-]{1,32})[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"|[^\s,"]*)', re.DOTALL)
_HARMLESS = frozenset(
    {b"realm", b"username", b"uri", b"nonce", b"nextnonce", b"opaque", b"algorithm", b"qop", b"nc", b"stale"}
)
_KEY = re.compile(rb"inline:[^\s|]{1,512}")  # of SRTP, RFC 4568 section 6.1
_BLANK = b'"***"'


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an answer came from, with the meaning that the fields have in CallEnded."""

    transport: str = ""
    source: str = ""
    tls_verified: bool = False
    from_next_hop: bool | None = None


@dataclass(frozen=True, slots=True)
class _Passed:
    sent: bool
    at: float
    transport: str
    peer: str
    raw: bytes


@dataclass(slots=True)
class Sending:
    """A request that is just being sent; `sip_call_id` is b"" until it has been."""

    method: bytes
    call_id: int
    sip_call_id: bytes = b""


@dataclass(slots=True)
class _Traced:
    call_ids: list[int] = field(default_factory=list)
    told: int = 0


class Wire:
    """Lives on the SIP thread; `after` runs a function there later. `is_verified` knows the TLS peers."""

    def __init__(
        self,
        post_event: Callable[[Event], None],
        after: Callable[[float, Callable[[], None]], None],
    ) -> None:
        self._post_event = post_event
        self._after = after
        self.is_verified: Callable[[str], bool] = lambda _: False
        self._waiting: deque[_Passed] = deque(maxlen=_MOST_WAITING)
        self._calls: OrderedDict[bytes, _Traced] = OrderedDict()
        self._went_to: OrderedDict[tuple[bytes, bytes], set[str]] = OrderedDict()
        self._sending: Sending | None = None
        self._unread: OrderedDict[tuple[bytes, bytes, int | None], tuple[str, tuple[str, int]]] = (
            OrderedDict()
        )
        self._pace = Pace(MOST_OF_NO_CALL, _OF_NO_CALL_A_SECOND)

    def note(self, *, sent: bool, at: float, transport: str, peer: str, raw: bytes) -> None:
        """A message has passed."""
        if self._unread and not sent and _answer(raw) in self._unread:
            return  # it has been noted as it came
        if not self._waiting:
            self._after(TOLD_AFTER_S, self.tell)
        self._waiting.append(_Passed(sent, at, transport, peer, raw))
        if sent and not raw.startswith(b"SIP/2.0 "):
            self._note_request(raw, peer)

    def note_unread(self, raw: bytes, transport: str, source: tuple[str, int]) -> None:
        """The library could not read an answer, and gets it once more in a readable form, from ourselves."""
        self._unread[_answer(raw)] = (transport, source)
        while len(self._unread) > _MOST_UNREAD:
            self._unread.popitem(last=False)

    def first_came_from(self, raw: bytes) -> tuple[str, tuple[str, int]] | None:
        """Transport and source of an answer that the library has got once more."""
        return self._unread.get(_answer(raw)) if self._unread else None

    def trace(self, sip_call_id: bytes, call_id: int) -> None:
        """Tell the messages with this Call-ID as those of our `call_id`, also the ones that have just passed."""
        self._calls.setdefault(sip_call_id, _Traced()).call_ids.append(call_id)
        self._calls.move_to_end(sip_call_id)
        while len(self._calls) > _MOST_CALLS:
            self._calls.popitem(last=False)

    @contextmanager
    def sending(self, method: bytes, call_id: int) -> Iterator[Sending]:
        """The request that is sent inside is the first of our `call_id`: the library does not say its Call-ID."""
        self._sending = sending = Sending(method, call_id)
        try:
            yield sending
        finally:
            self._sending = None

    def last_received(self, method: bytes, sip_call_id: bytes) -> bytes:
        """The request of a call that has just come, b"" if there is none."""
        for passed in reversed(self._waiting):
            wanted = not passed.sent and method_of(passed.raw) == method
            if wanted and header_of(passed.raw, b"call-id", b"i") == sip_call_id:
                return passed.raw
        return b""

    def origin_of(self, response: bytes, source: str) -> Origin:
        """Whether `response` came from where its request went to, and how. `source` is "address:port"."""
        transport = self.came_by(source) or transport_of(response)
        if first := self.first_came_from(response):
            transport, (address, port) = first
            source = f"{address}:{port}"
        method = header_of(response, b"cseq").rpartition(b" ")[2].strip()
        went_to = self._went_to.get((header_of(response, b"call-id", b"i"), method))
        return Origin(
            transport=transport,
            source=source,
            tls_verified=transport == "tls" and self.is_verified(source),
            from_next_hop=None if went_to is None or not source else _plain(source) in went_to,
        )

    def came_by(self, source: str) -> str:
        """The transport of the newest message from `source`, if that has just come; a Via can say what it likes."""
        for passed in reversed(self._waiting):
            if not passed.sent and _plain(passed.peer) == _plain(source):
                return passed.transport
        return ""

    def tell(self) -> None:
        """Post what has passed since the last time; of what belongs to no call, so much a second."""
        passed_by, self._waiting = self._waiting, deque(maxlen=_MOST_WAITING)
        for passed in passed_by:
            traced = self._calls.get(header_of(passed.raw, b"call-id", b"i"))
            if not (self._pace.allows() if traced is None else traced.told < MOST_PER_CALL):
                continue
            if traced is not None:
                traced.told += 1
            raw = blanked(passed.raw)[:MOST_BYTES]
            for call_id in traced.call_ids if traced is not None else (0,):
                self._post_event(
                    MessageSeen(call_id, passed.sent, passed.at, passed.transport, passed.peer, raw)
                )

    def _note_request(self, raw: bytes, peer: str) -> None:
        sip_call_id, method = header_of(raw, b"call-id", b"i"), method_of(raw)
        if self._sending is not None and self._sending.method == method:
            if not self._sending.sip_call_id:
                self.trace(sip_call_id, self._sending.call_id)
            self._sending.sip_call_id = sip_call_id
        key = (sip_call_id, method)
        peers = self._went_to.setdefault(key, set())
        if len(peers) < _MOST_PEERS:  # one after another, when a name has several addresses
            peers.add(_plain(peer))
        self._went_to.move_to_end(key)
        while len(self._went_to) > _MOST_REQUESTS:
            self._went_to.popitem(last=False)


def _answer(raw: bytes) -> tuple[bytes, bytes, int | None]:
    """What an answer is told from others by."""
    return header_of(raw, b"call-id", b"i"), header_of(raw, b"cseq"), status_of(raw)


def blanked(raw: bytes) -> bytes:
    """`raw` without what proves that somebody knows a password, and without media keys."""
    return _KEY.sub(b"inline:***", _CREDENTIALS.sub(_blank_header, raw))


def _blank_header(match: re.Match[bytes]) -> bytes:
    name, value = match[1], match[2].strip()
    end = b"\r" if match[2].endswith(b"\r") else b""
    scheme, space, parameters = value.partition(b" ")
    if name.lower().endswith(b"-info"):  # it has no scheme
        scheme, space, parameters = b"", b"", value
    elif scheme.lower() != b"digest":
        return name + b": " + (scheme + b" ***" if space and scheme.isalnum() else b"***") + end
    kept = (
        parameter + b"=" + (text if parameter.lower() in _HARMLESS else _BLANK)
        for parameter, text in _PARAMETER.findall(parameters)
    )
    return name + b": " + scheme + space + b", ".join(kept) + end


def _plain(address: str) -> str:
    """ "address:port" without the brackets of IPv6, which the library writes in some places only."""
    return address.replace("[", "").replace("]", "")
