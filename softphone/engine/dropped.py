"""Final responses that the library cannot read, and therefore drops without an event.

pjsip 2.15.1 drops a whole message for one Contact that breaks its grammar (`q=.5`, an "@" in an embedded header, a
space in an address), and the call would time out after 32 s. It logs what it drops: two entries, the second with
the bytes. They are caught there (`native_log.py`), so that a redirect with one bad Contact is still read, by our own
parser. A datagram over 4000 bytes comes cut; our parser then says so. Of a longer message on a stream the library
logs the beginning as an overflow, and the call would wait for ever: `whole_lines` are what can be relied on.
"""

import re
from dataclasses import dataclass

from softphone.engine.message import header_of, status_of, transport_of

_CSEQ = re.compile(rb"(\d{1,10})[ \t]+(INVITE|MESSAGE)")
# Copied into the ACK: name, and the names it can have in the response.
_COPIED = ((b"From", b"from", b"f"), (b"To", b"to", b"t"), (b"Call-ID", b"call-id", b"i"))


@dataclass(frozen=True, slots=True)
class DroppedResponse:
    """A final response to an INVITE or a MESSAGE, as it came. `source` is (address, port)."""

    raw: bytes
    status: int
    sip_call_id: str
    transport: str
    source: tuple[str, int]


def read_dropped(raw: bytes, source: tuple[str, int]) -> DroppedResponse | None:
    """`raw` if it is a final response (300-699) to an INVITE or a MESSAGE that names its call, else None."""
    status = status_of(raw) or 0
    sip_call_id = header_of(raw, b"call-id", b"i")
    if status < 300 or not sip_call_id or not _CSEQ.fullmatch(header_of(raw, b"cseq")):
        return None
    text = sip_call_id.decode("utf-8", "replace")
    return DroppedResponse(raw, status, text, transport_of(raw), source)


def whole_lines(raw: bytes) -> bytes:
    """The head of a message that was cut somewhere, up to its last whole line: half an address is another address."""
    head, end_of_head, _ = raw.partition(b"\r\n\r\n")
    if not end_of_head:
        head = raw.rpartition(b"\r\n")[0]
    return head + b"\r\n\r\n"


def ack_for(response: DroppedResponse, request_uri: str) -> bytes:
    """The ACK that ends the retransmissions of `response` (RFC 3261 section 17.1.1.3)."""
    raw = response.raw
    number = header_of(raw, b"cseq").split()[0]
    via = header_of(raw, b"via", b"v").partition(b",")[0]
    lines = [b"ACK " + request_uri.encode() + b" SIP/2.0", b"Via: " + via, b"Max-Forwards: 70"]
    lines += [name + b": " + header_of(raw, *names) for name, *names in _COPIED]
    lines += [b"CSeq: " + number + b" ACK", b"Content-Length: 0", b"", b""]
    return b"\r\n".join(lines)
