"""Requests that would end the process are made harmless before the library reads them.

pjsip 2.15.1 aborts at two things that strangers can send. In an INFO with application/dtmf-relay it asserts that two
more bytes (a line break) follow the value of "Signal=": a telephone that leaves away the last line break is enough.
And for each line of sound in an offer it opens two sockets, of which it can hold 64.

It tells the application of a request first, with the address of its receive buffer. There a byte is overwritten, so
that the library answers with a 4xx and goes on; the digit is read by `digits.py`. No layout is assumed: the bytes of
the message are looked for near that address, and nothing is touched where they are not found. To go when a wheel
without assertions is out.
"""

import ctypes
import re
from collections.abc import Iterable

import pjsua2 as pj

from softphone.engine.media import is_bearable
from softphone.engine.message import method_of

_SIGNAL = re.compile(rb"(?i)signal")
_WHOLE = re.compile(rb"(?i)signal[ \t]*=[ \t]*[^\s\0][^\r\n\0]*(?:\r\n|\n[^\0])")
_BEFORE_BYTES = 512  # of the structure that holds the buffer, which comes first


def disarm_info(rdata: pj.SipRxData, request: bytes) -> bool:
    """Whether an INFO that has just come, `request` byte by byte, was changed where the library keeps it."""
    head, _, body = request.partition(b"\r\n\r\n")
    places = [each.start() for each in _SIGNAL.finditer(body)]
    if all(_WHOLE.match(body, place) for place in places):
        return False
    return _overwrite(rdata, request, (len(head) + 4 + place for place in places))


def disarm_offer(rdata: pj.SipRxData) -> None:
    """Let the offer of an INVITE that begins a call, if it wants too much, become none that can be read."""
    request = rdata.wholeMsg.encode("utf-8", "surrogateescape")
    if method_of(request) == b"INVITE" and not is_bearable(request):
        _overwrite(rdata, request, (each.start() + 1 for each in re.finditer(rb"[\r\n][a-z]=", request)))


def _overwrite(rdata: pj.SipRxData, request: bytes, places: Iterable[int]) -> bool:
    try:
        address = int(rdata.pjRxData)
    except (TypeError, ValueError):  # a wheel that keeps it to itself
        return False
    at = ctypes.string_at(address, _BEFORE_BYTES + len(request)).find(request)
    if at < 0:
        return False
    for place in places:
        ctypes.c_char.from_address(address + at + place).value = b"-"
    return True
