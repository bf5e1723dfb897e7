"""An INFO that would end the process is made harmless before the library reads it.

pjsip 2.15.1 asserts that two more bytes (a line break) follow the value of "Signal=" in application/dtmf-relay, and
aborts without them: a telephone that leaves away the last line break is enough. It tells the application of the
request first, with the address of its receive buffer. There the word is overwritten: the library answers 400 and
goes on; the digit is read by `digits.py`. No layout is assumed: the bytes of the message are looked for near that
address, and nothing is touched where they are not found. To go when a wheel without assertions is out.
"""

import ctypes
import re

import pjsua2 as pj

_SIGNAL = re.compile(rb"(?i)signal")
_WHOLE = re.compile(rb"(?i)signal[ \t]*=[ \t]*[^\s\0][^\r\n\0]*(?:\r\n|\n[^\0])")
_BEFORE_BYTES = 512  # of the structure that holds the buffer, which comes first


def disarm(rdata: pj.SipRxData, request: bytes) -> bool:
    """Whether an INFO that has just come, `request` byte by byte, was changed where the library keeps it."""
    head, _, body = request.partition(b"\r\n\r\n")
    places = [each.start() for each in _SIGNAL.finditer(body)]
    if all(_WHOLE.match(body, place) for place in places):
        return False
    try:
        address = int(rdata.pjRxData)
    except (TypeError, ValueError):  # a wheel that keeps it to itself
        return False
    at = ctypes.string_at(address, _BEFORE_BYTES + len(request)).find(request)
    if at < 0:
        return False
    for place in places:
        ctypes.c_char.from_address(address + at + len(head) + 4 + place).value = b"-"
    return True
