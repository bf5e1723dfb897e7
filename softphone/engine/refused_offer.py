"""An offer in a call that cannot be taken is refused with 488 (RFC 3261 section 14.2).

pjsip 2.15.1 says 488 to an UPDATE with no codec that both have, and 500 to a re-INVITE with the same: a fault of ours,
after which other sides try again, or end the call. Its log tells each message just before it is sent, with the address
of what holds it. There the status is overwritten. No layout is assumed but that beginning, end and limit of the text
follow each other: what is not as long as the log says, or does not begin like the message, is not touched.
"""

import ctypes
import re
import struct

_STATUS = b"SIP/2.0 "
_AS_SENT = re.compile(rb"SIP/2\.0 500 SDP negotiation failed\r\n(?:[^\r\n]+\r\n)*?CSeq: \d+ INVITE\r\n")
_NOT_ACCEPTABLE_HERE = b"488"
_STRUCTURE_BYTES = 1024
_POINTERS = struct.Struct(f"@{_STRUCTURE_BYTES // struct.calcsize('P')}P")
_MOST_BYTES = 65_536


def right_status(address: int, raw: bytes, length: int) -> bytes:
    """`raw`, a message of `length` bytes that the library sends from what is at `address`, as it goes out."""
    if _AS_SENT.match(raw) is None:
        return raw
    words = _POINTERS.unpack(ctypes.string_at(address, _STRUCTURE_BYTES))
    for start, end, limit in zip(words, words[1:], words[2:], strict=False):
        is_text = start and end - start == length and end <= limit <= start + _MOST_BYTES
        if is_text and ctypes.string_at(start, len(raw)) == raw:
            ctypes.memmove(start + len(_STATUS), _NOT_ACCEPTABLE_HERE, len(_NOT_ACCEPTABLE_HERE))
            return ctypes.string_at(start, len(raw))
    return raw
