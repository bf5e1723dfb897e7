"""Requests that would end the process are made harmless before the library looks at them.

pjsip 2.15.1 aborts at things that anybody can send:
- an ACK without a To tag that else repeats an INVITE that rings: it is taken for a merged request and answered, which
  asserts that no ACK is;
- application/dtmf-relay in an INFO where less than two bytes (a line break) follow the value of "Signal=": a telephone
  that leaves away the last line break is enough;
- offers with many lines of sound: each has two sockets, and it can hold 64; and with many of any kind;
- a host's name where an address belongs, and answers with one format twice (descriptions.py);
- a Via that wants the response elsewhere (responses_go_back.py);
- where the other side of a call wants to be reached, if it cannot be (targets.py);
- an offer of DTLS (UDP/TLS/RTP/SAVPF, as browsers make it) to an account with SRTP, which it has with keys in the SDP
  alone: it goes on with a call that it has freed;
- a REFER without Refer-To in the dialog of a caller who was refused, has said no ACK, and whose place another call has:
  the library's 400 asserts that the transaction is the dialog's;
- an UPDATE while a call rings that came without an offer: it asserts that there is something to negotiate.

Challenges that have a stronger one beside them are hidden from it in the same way (challenges.py).

Its log tells each message before anything is done with it, with the address of what it received. There some bytes are
overwritten: nobody knows the call of the ACK or the REFER then, and the others get a 4xx (digits.py reads the digit).
Hardly any layout is assumed. A structure there begins with the buffer, and behind it is a pointer to where the message
begins: on a stream several follow each other, and one may hold the text of another. What points at the bytes of the
message is looked for; without that, they are looked for near the beginning of the buffer, and where they are not
nothing is touched.
The log cuts long messages and those with a NUL, so that the whole is read there too. What the library would read in
more than one way counts as the worse: it takes any end of a line, methods in any case, and "A" for an ACK.
To go when a wheel without assertions is out.
"""

import contextlib
import ctypes
import re
import struct
from collections import deque
from collections.abc import Iterator

from softphone.engine.challenges import weaker_challenges
from softphone.engine.descriptions import harmful, nowhere
from softphone.engine.message import header_of, status_of
from softphone.engine.responses_go_back import elsewhere
from softphone.engine.targets import unreachable

_BEFORE_BYTES = 512  # of the structure that holds the buffer, which comes first
# Of the structure with a buffer for 4000 bytes; on all systems the pointer is between these.
_BUFFER_END, _POINTERS_END = 4200, 4480
_POINTERS = struct.Struct(f"@{(_POINTERS_END - _BUFFER_END) // struct.calcsize('P')}P")
_METHOD = re.compile(rb"\s*(\S+)")
_HEAD_END = re.compile(rb"\n[\r\n]|\r\r")
_SIGNAL = re.compile(rb"(?i)signal")
_CHANGED_SIGNAL = re.compile(rb"(?i)-ignal")
_WHOLE = re.compile(rb"(?i)signal[ \t]*=[ \t]*[^\s\0][^\r\n\0]*(?:\r\n|\n[^\0])")
_CALL_ID = re.compile(rb"(?i)[\r\n](?:call-id|i)[ \t]*:\s*(?=\S)")
_TO = re.compile(rb"(?i)[\r\n](?:to|t)[ \t]*:((?:[^\r\n]|[\r\n]+[ \t])*)")
_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_TAG = re.compile(rb"(?i);\s*tag\s*=\s*[\w.!%*+`'~-]")
_ANY_TAG = re.compile(rb"(?i);\s*tag\s*=\s*(?=\S)")
_REFER_TO = re.compile(rb"(?i)[\r\n](?:refer-to|r)[ \t]*:\s*\S")
_UPDATE = re.compile(rb"(?i)(?:\A\s*|[\r\n]cseq[ \t]*:\s*\d+\s+)(?=update\b)")
_SOUND_LINE = re.compile(rb"(?i)[\r\n]m[ \t]*=[ \t]*audio")
_BY_DTLS = re.compile(rb"(?i)[\r\n]m[ \t]*=[^\r\n]*?UDP(?=/TLS)")
_SDP_LINE = re.compile(rb"[\r\n][a-z]=")
_SDP = re.compile(rb"(?i)[\r\n]m[ \t]*=")
_TAG_VALUE = re.compile(rb"(?i);\s*tag\s*=\s*([^\s;,]+)")
_MOST_SOUND, _MOST_MEDIA = 2, 12
_MOST_RINGING = 1024  # some may end without a word that goes out


class Unoffered:
    """Calls that came without an offer and have been made none yet, by the tags that the library has given them.

    It says itself which they are, and what it sends is read: what came could be read in more than one way.
    """

    def __init__(self) -> None:
        self._begins = False
        self._tags: deque[bytes] = deque(maxlen=_MOST_RINGING)

    @contextlib.contextmanager
    def rings(self, *, is_unoffered: bool) -> Iterator[None]:
        """What is sent inside says that a call rings."""
        self._begins = is_unoffered
        try:
            yield
        finally:
            self._begins = False

    def note_sent(self, raw: bytes) -> None:
        """A message goes out."""
        if not (self._begins or self._tags) or not header_of(raw, b"cseq").endswith(b" INVITE"):
            return
        status = status_of(raw)
        found = _TAG_VALUE.search(header_of(raw, b"to").rpartition(b">")[2])
        if status is None or found is None:
            return
        tag = found[1].lower()
        if status >= 200:
            with contextlib.suppress(ValueError):
                self._tags.remove(tag)
        elif self._begins:
            self._tags.append(tag)

    def updates_in(self, raw: bytes) -> list[int]:
        """Where to change what in an UPDATE of such a call, with an offer or without.

        The library looks tags up in any case, and takes the last To header of several.
        """
        places = [each.end() for each in _UPDATE.finditer(raw)] if self._tags else []
        lower = raw.lower() if places else b""
        return places if any(tag in lower for tag in self._tags) else []


def make_harmless(
    address: int,
    shown: bytes,
    length: int,
    unoffered: Unoffered | None = None,
    *,
    by_tls: bool = False,
    with_ice: bool = False,
) -> bool:
    """Whether a message of `length` bytes, which the library has near `address` and has not looked at, was changed
    there. `shown` is what the log tells of it."""
    shown = shown[:length]  # a cut line of the log's own may follow
    at = _beginning(address, shown) if shown else -1
    if at < 0:
        return False
    raw = ctypes.string_at(address + at, length)
    places = _deadly(raw) + weaker_challenges(raw) + unreachable(raw, by_tls=by_tls)
    body = _end_of_head(raw)
    places += harmful(raw, body)
    ones = nowhere(raw, body) if with_ice else []
    dots = elsewhere(raw)
    if unoffered is not None:
        places += unoffered.updates_in(raw)
    for place in places:
        byte = ctypes.c_char.from_address(address + at + place)
        byte.value = b"_" if byte.value == b"-" else b"-"
    for start, stop in dots:
        ctypes.memset(address + at + start, ord("."), stop - start)
    for place in ones:
        ctypes.memset(address + at + place, ord("1"), 1)
    return bool(places or dots or ones)


def _beginning(address: int, shown: bytes) -> int:
    """How far from `address` the message begins, negative if that cannot be told."""
    held = ctypes.string_at(address, _POINTERS_END)
    for pointer in _POINTERS.unpack_from(held, _BUFFER_END):
        if 0 < pointer - address < _BUFFER_END and held.startswith(shown, pointer - address):
            return int(pointer - address)
    return held.find(shown, 0, _BEFORE_BYTES + len(shown))


def body_before(info: bytes) -> tuple[bytes, bool]:
    """The body of an INFO as it came, and whether it was changed here: the library has not read it then."""
    body = info[_end_of_head(info) :].lstrip(b"\r\n")
    return _CHANGED_SIGNAL.sub(b"Signal", body), _CHANGED_SIGNAL.search(body) is not None


def _deadly(raw: bytes) -> list[int]:
    """Where to change what in `raw` would end the process."""
    method = found[1].upper() if (found := _METHOD.match(raw)) else b""
    if not method or method.startswith(b"SIP/"):
        return []
    body = _end_of_head(raw)
    if b"ACK".startswith(method) and not _names_dialog(raw):
        return [each.end() for each in _CALL_ID.finditer(raw)]
    if method == b"INFO":
        signals = list(_SIGNAL.finditer(raw, body))
        is_whole = all(_WHOLE.match(raw, each.start()) for each in signals)
        return [] if is_whole else [each.start() for each in signals]
    if method == b"REFER" and not _REFER_TO.search(raw, 0, body):
        return [each.end() for each in _ANY_TAG.finditer(raw)]
    if len(_SOUND_LINE.findall(raw, body)) > _MOST_SOUND or len(_SDP.findall(raw, body)) > _MOST_MEDIA:
        return [each.start() + 1 for each in _SDP_LINE.finditer(raw, body)]
    return [each.end() for each in _BY_DTLS.finditer(raw, body)]


def _names_dialog(raw: bytes) -> bool:
    """Whether there is a tag in the To header, however it is read (RFC 3261 section 20.39)."""
    found = [_QUOTED.sub(b"", value) for value in _TO.findall(raw)]
    after = (value.rpartition(b">")[2] if b"<" in value else value for value in found)
    return bool(found) and all(_TAG.search(each) for each in after)


def _end_of_head(raw: bytes) -> int:
    """Before the empty line."""
    found = _HEAD_END.search(raw)
    return found.start() if found else len(raw)
