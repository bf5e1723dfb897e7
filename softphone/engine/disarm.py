"""Requests that would end the process are made harmless before the library looks at them.

pjsip 2.15.1 aborts at things that anybody can send:
- an ACK without a To tag that else repeats an INVITE that rings: it is taken for a merged request and answered, which
  asserts that no ACK is;
- application/dtmf-relay in an INFO where less than two bytes (a line break) follow the value of "Signal=": a telephone
  that leaves away the last line break is enough;
- offers with many lines of sound: each has two sockets, and it can hold 64.

Its log tells each message before anything is done with it, with the address of what it received. There some bytes are
overwritten: nobody knows the ACK's call then, and the others get a 4xx (digits.py reads the digit). No layout is
assumed: the bytes of the message are looked for near that address, and where they are not found nothing is touched.
To go when a wheel without assertions is out.
"""

import ctypes
import re

from softphone.engine.message import header_of, method_of

_BEFORE_BYTES = 512  # of the structure that holds the buffer, which comes first
_SIGNAL = re.compile(rb"(?i)signal")
_CHANGED_SIGNAL = re.compile(rb"(?i)-ignal")
_WHOLE = re.compile(rb"(?i)signal[ \t]*=[ \t]*[^\s\0][^\r\n\0]*(?:\r\n|\n[^\0])")
_CALL_ID = re.compile(rb"(?i)\n(?:call-id|i)[ \t]*:[ \t]*(?=\S)")
_TO_TAG = re.compile(rb"(?i);[ \t]*tag[ \t]*=")
_SOUND_LINE = re.compile(rb"(?i)[\r\n]m[ \t]*=[ \t]*audio")
_SDP_LINE = re.compile(rb"[\r\n][a-z]=")
_MOST_SOUND = 2


def make_harmless(address: int, raw: bytes) -> bool:
    """Whether the message `raw`, which the library has near `address` and has not looked at, was changed there."""
    places = _deadly(raw)
    if not places:
        return False
    at = ctypes.string_at(address, _BEFORE_BYTES + len(raw)).find(raw)
    for place in places if at >= 0 else ():
        byte = ctypes.c_char.from_address(address + at + place)
        byte.value = b"_" if byte.value == b"-" else b"-"
    return at >= 0


def body_before(info: bytes) -> tuple[bytes, bool]:
    """The body of an INFO as it came, and whether it was changed here: the library has not read it then."""
    body = info[_end_of_head(info) :]
    return _CHANGED_SIGNAL.sub(b"Signal", body), _CHANGED_SIGNAL.search(body) is not None


def _deadly(raw: bytes) -> list[int]:
    """Where to change what in `raw` would end the process."""
    method = method_of(raw)
    body = _end_of_head(raw)
    if method == b"ACK" and not _TO_TAG.search(header_of(raw, b"to", b"t")):
        return [each.end() for each in _CALL_ID.finditer(raw, 0, body)]
    if method == b"INFO":
        signals = list(_SIGNAL.finditer(raw, body))
        is_whole = all(_WHOLE.match(raw, each.start()) for each in signals)
        return [] if is_whole else [each.start() for each in signals]
    if method in (b"INVITE", b"UPDATE") and len(_SOUND_LINE.findall(raw)) > _MOST_SOUND:
        return [each.start() + 1 for each in _SDP_LINE.finditer(raw, max(body - 2, 0))]
    return []


def _end_of_head(raw: bytes) -> int:
    at = raw.find(b"\r\n\r\n")
    return len(raw) if at < 0 else at + 4
