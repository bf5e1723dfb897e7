"""Final responses that the library cannot read, and therefore drops without an event.

pjsip 2.15.1 drops a whole message for one Contact that breaks its grammar (`q=.5`, an "@" in an embedded header, a
space in an address), and the call would time out after 32 s. It logs what it drops: two entries, the second with
the bytes. They are caught here, so that a redirect with one bad Contact is still read, by our own parser. A message
over 4000 bytes comes cut; our parser then says so.
"""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pjsua2 as pj

from softphone.engine.message import header_of, status_of, transport_of

# The library logs the bytes at level 4, and hands its writer nothing above the console's level.
NEEDED_LOG_LEVEL = 4
_FROM = re.compile(r"Dropping \d+ bytes packet from (\S+) \[?([^ \]]+)\]?:(\d+) ")
_BYTES = "Dropped packet:"
_END = b"\n-- end of packet."
_CSEQ_INVITE = re.compile(rb"(\d{1,10})[ \t]+INVITE")
# Copied into the ACK: name, and the names it can have in the response.
_COPIED = ((b"From", b"from", b"f"), (b"To", b"to", b"t"), (b"Call-ID", b"call-id", b"i"))


@dataclass(frozen=True, slots=True)
class DroppedResponse:
    """A final response to an INVITE, as it came. `source` is (address, port)."""

    raw: bytes
    status: int
    sip_call_id: str
    transport: str
    source: tuple[str, int]


class DroppedPackets(pj.LogWriter):
    """The library's log: passes on what is at or under `level`, and finds the responses that were dropped.

    Called on the SIP thread for what is received, and on others for other entries. Keep it referenced.
    """

    def __init__(self, level: int, found: Callable[[DroppedResponse], None]) -> None:
        super().__init__()
        self._level = level
        self._found = found
        self._source = ("", 0)

    def write(self, entry: pj.LogEntry) -> None:
        try:
            self._look(entry.level, entry.msg)
        except Exception as error:  # what leaves a native callback is lost
            sys.stderr.write(f"log: {type(error).__name__}: {error}\n")

    def _look(self, level: int, text: str) -> None:
        if level <= self._level:
            sys.stderr.write(
                text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").rstrip() + "\n"
            )
        if text.startswith("Dropping ") and (match := _FROM.match(text)):
            self._source = (match[2], int(match[3]))
        elif text.startswith(_BYTES):
            raw = text[len(_BYTES) :].encode("utf-8", "surrogateescape").removesuffix(_END)
            response = read_dropped(raw, self._source)
            if response is not None:
                self._found(response)


def read_dropped(raw: bytes, source: tuple[str, int]) -> DroppedResponse | None:
    """`raw` if it is a final response (300-699) to an INVITE that names its call, else None."""
    status = status_of(raw) or 0
    sip_call_id = header_of(raw, b"call-id", b"i")
    if status < 300 or not sip_call_id or not _CSEQ_INVITE.fullmatch(header_of(raw, b"cseq")):
        return None
    text = sip_call_id.decode("utf-8", "replace")
    return DroppedResponse(raw, status, text, transport_of(raw), source)


def ack_for(response: DroppedResponse, request_uri: str) -> bytes:
    """The ACK that ends the retransmissions of `response` (RFC 3261 section 17.1.1.3)."""
    raw = response.raw
    number = header_of(raw, b"cseq").split()[0]
    via = header_of(raw, b"via", b"v").partition(b",")[0]
    lines = [b"ACK " + request_uri.encode() + b" SIP/2.0", b"Via: " + via, b"Max-Forwards: 70"]
    lines += [name + b": " + header_of(raw, *names) for name, *names in _COPIED]
    lines += [b"CSeq: " + number + b" ACK", b"Content-Length: 0", b"", b""]
    return b"\r\n".join(lines)
