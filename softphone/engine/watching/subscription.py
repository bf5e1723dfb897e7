"""One subscription: its dialog (RFC 3261 section 12), the requests of it, and when the next one is due.

No socket and no clock here: `Watcher` has those.
"""

import math
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from softphone.engine.digest import Credentials
from softphone.engine.message import header_of, headers_of, is_one_line, name_addr_of
from softphone.engine.watching.line import Hop
from softphone.sip.presence import DIALOG_INFO, PIDF

PRESENCE, DIALOG = "presence", "dialog"
ACCEPT = {PRESENCE: PIDF, DIALOG: DIALOG_INFO}
EXPIRES_S = 3600
_SHORTEST_S = 5.0
_LONGEST_S = 86_400
_TAG = re.compile(rb";[ \t]*tag[ \t]*=[ \t]*([^\s;,>]{1,200})", re.IGNORECASE)
_MOST_ROUTES = 10
_NUMBER = re.compile(rb"[ \t]*([0-9]{1,9})")


def tag_of(value: bytes) -> bytes:
    """The tag of a From or To value, b"" for none."""
    match = _TAG.search(value.rpartition(b">")[2] or value)
    return match[1] if match else b""


def number_of(value: bytes) -> int | None:
    match = _NUMBER.match(value)
    return int(match[1]) if match else None


@dataclass(slots=True)
class Subscription:
    """`uri` is whom it is about, `hop` where the first request goes, `route` a proxy on the way or ""."""

    account_id: str
    own_uri: str
    uri: str
    event: str
    hop: Hop
    route: str
    credentials: Credentials | None
    call_id: bytes = b""
    tag: bytes = b""
    cseq: int = 0
    their_tag: bytes = b""
    target: str = ""
    routes: tuple[str, ...] = ()
    expires_s: int = EXPIRES_S  # what is asked for
    challenges: int = 0
    failures: int = 0
    request: bytes = b""  # that waits for its answer
    sent_at: float = 0.0
    resend_s: float = 0.0
    due_at: float | None = None  # of the next SUBSCRIBE
    is_leaving: bool = False
    taken_at: float | None = None  # when it was granted, by the clock of `sent_at`
    seen_here: str = ""  # our address as the server sees it
    seen_at: float = -math.inf
    notified: int = field(default=-1)  # CSeq of their last NOTIFY

    def begin(self) -> None:
        """A new dialog."""
        self.call_id = secrets.token_hex(16).encode()
        self.tag = secrets.token_hex(8).encode()
        self.their_tag, self.target, self.routes = b"", self.uri, ()
        self.notified = -1

    def subscribe(self, here: str, answer: Sequence[tuple[str, str]] = ()) -> bytes:
        """The next request; `here` is "host:port" of our socket."""
        self.cseq += 1
        transport = self.hop.transport
        user = self.own_uri.partition(":")[2].rpartition("@")[0]
        contact = f"sip:{user + '@' if user else ''}{self.seen_here or here}"
        routes = self.routes or ((self.route,) if self.route and not self.their_tag else ())
        lines = [
            f"SUBSCRIBE {self.target} SIP/2.0",
            f"Via: SIP/2.0/{transport.upper()} {here};rport;branch=z9hG4bK{secrets.token_hex(12)}",
            "Max-Forwards: 70",
            *(f"Route: <{route}>" for route in routes),
            f"From: <{self.own_uri}>;tag={self.tag.decode()}",
            f"To: <{self.uri}>" + (f";tag={self.their_tag.decode()}" if self.their_tag else ""),
            f"Call-ID: {self.call_id.decode()}",
            f"CSeq: {self.cseq} SUBSCRIBE",
            f"Contact: <{contact}{'' if transport == 'udp' else ';transport=' + transport}>",
            f"Event: {self.event}",
            f"Accept: {ACCEPT[self.event]}",
            "Allow-Events: presence, dialog",
            f"Expires: {0 if self.is_leaving else self.expires_s}",
            *(f"{name}: {value}" for name, value in answer),
            "User-Agent: redirect-softphone",
            "Content-Length: 0",
        ]
        self.request = "\r\n".join(lines).encode() + b"\r\n\r\n"
        return self.request

    def take_dialog(self, raw: bytes, *, is_notify: bool) -> bool:
        """Learn the other end of the dialog from a 2xx or a NOTIFY; False for a second one (a forked request)."""
        their_tag = tag_of(header_of(raw, b"from", b"f") if is_notify else header_of(raw, b"to", b"t"))
        if self.their_tag and their_tag != self.their_tag:
            return False
        if not their_tag.isascii():
            return False
        target = _uri(header_of(raw, b"contact", b"m"))
        if target:
            self.target = target
        if not self.their_tag:
            routes = [_uri(each) for value in headers_of(raw, b"record-route") for each in _split(value)]
            found = tuple(uri for uri in routes[:_MOST_ROUTES] if uri)
            self.routes = found if is_notify else found[::-1]
            self.their_tag = their_tag
        return True

    def retry_in(self, held_since: float, waits_s: Sequence[float]) -> float:
        """Seconds until it is begun anew: longer each time, unless it was granted at `held_since` or before."""
        if self.taken_at is not None and self.taken_at <= held_since:
            self.failures = 0
        self.taken_at = None
        self.failures += 1
        return waits_s[min(self.failures, len(waits_s)) - 1]

    def refresh_in(self, granted: int | None) -> float:
        """Seconds until the next SUBSCRIBE."""
        seconds = min(self.expires_s if granted is None else granted, _LONGEST_S)
        return max(seconds * 0.8, _SHORTEST_S)


def _split(value: bytes) -> list[bytes]:
    """Record-Route values of one line."""
    return re.findall(rb"[^,<]*<[^>]*>[^,]*", value)


def _uri(value: bytes) -> str:
    """The URI of a Contact or Record-Route that can be written into a request, "" for none."""
    uri = name_addr_of(value)[1].decode("utf-8", "replace")
    fits = uri.lower().startswith(("sip:", "sips:")) and len(uri) <= 500 and is_one_line(uri)
    return uri if fits and not set(uri) & set(' <>"') else ""
