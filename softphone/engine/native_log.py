"""The library's log: its lines for people, the messages that pass, and those that it drops."""

import re
import sys
import time
from collections.abc import Callable

import pjsua2 as pj

from softphone.engine.disarm import Unoffered, make_harmless
from softphone.engine.dropped import DroppedResponse, read_dropped, whole_lines
from softphone.engine.dropped_notify import DroppedNotify, read_dropped_notify
from softphone.engine.message import transport_of
from softphone.engine.other_schemes import readable
from softphone.engine.refused_offer import right_status
from softphone.engine.wire import Wire

# The library logs messages and dropped bytes at level 4, and hands its writer nothing above the console's level.
NEEDED_LOG_LEVEL = 4
_DROPPING = re.compile(r"Dropping \d+ bytes packet from (\S+) \[?([^ \]]+)\]?:(\d+) ")
_DROPPED = "Dropped packet:"
_DROPPED_END = b"\n-- end of packet."
_OVERFLOW = re.compile(r"Error processing packet from \[?([^ \]]+)\]?:(\d+): Rx buffer overflow [^\n]*\n")
_PASSED = re.compile(r"[RT]X \d+ bytes .* (?:from|to) ([A-Za-z]+)\d? (\S+:\d+):")
_SENT = re.compile(r"TX (\d{1,6}) bytes [^\n]*\(tdta(?:0x)?([0-9A-Fa-f]{1,16})\)")
_RECEIVED = re.compile(r"RX (\d{1,6}) bytes [^\n]*\(rdata(?:0x)?([0-9A-Fa-f]{1,16})\)")
_CONNECTION = ": got incoming T"  # TCP or TLS connection
_PASSED_END = b"\n--end msg--"


class NativeLog(pj.LogWriter):
    """Passes on what is at or under `level`, but never a message: it may carry digests.

    Messages are logged on the SIP thread, other entries may come from other threads. Keep it referenced.
    """

    def __init__(
        self,
        level: int,
        wire: Wire,
        found: Callable[[DroppedResponse | DroppedNotify], None],
        read_again: Callable[[bytes], bool],
    ) -> None:
        super().__init__()
        self._level = level
        self._wire = wire
        self._found = found
        self._read_again = read_again
        self.on_incoming: Callable[[], None] = lambda: None  # somebody has opened a connection to us
        self.unoffered = Unoffered()
        self.with_ice = False  # whether any account has, or had, ICE on
        self._transport = ""
        self._source = ("", 0)

    def write(self, entry: pj.LogEntry) -> None:
        try:
            self._look(entry.level, entry.msg)
        except Exception as error:  # what leaves a native callback is lost
            sys.stderr.write(f"log: {type(error).__name__}: {error}\n")

    def _look(self, level: int, text: str) -> None:
        if text.startswith(("RX ", "TX ")):
            self._note_message(text)
        elif text.startswith(_DROPPED):
            self._note_dropped(text)
        elif match := _OVERFLOW.match(text):
            self._note_overflow(match[1], int(match[2]), text[match.end() :])
        else:
            if text.startswith("Dropping ") and (match := _DROPPING.match(text)):
                self._transport, self._source = match[1], (match[2], int(match[3]))
            elif _CONNECTION in text:
                self.on_incoming()
            if level <= self._level:
                sys.stderr.write(
                    text.encode("utf-8", "surrogateescape").decode("utf-8", "replace").rstrip() + "\n"
                )

    def _note_message(self, text: str) -> None:
        at = time.time()
        line, _, rest = text.partition("\n")
        match = _PASSED.fullmatch(line)
        if match is not None:
            raw = rest.encode("utf-8", "surrogateescape").removesuffix(_PASSED_END)
            received = _RECEIVED.match(line)
            if received is not None:
                by_tls = match[1].lower() == "tls"
                address, length = int(received[2], 16), int(received[1])
                make_harmless(address, raw, length, self.unoffered, by_tls=by_tls, with_ice=self.with_ice)
            elif sent := _SENT.match(line):
                raw = right_status(int(sent[2], 16), raw, int(sent[1]))
                self.unoffered.note_sent(raw)
            self._wire.note(sent=text[0] == "T", at=at, transport=match[1].lower(), peer=match[2], raw=raw)

    def _note_dropped(self, text: str) -> None:
        raw = text[len(_DROPPED) :].encode("utf-8", "surrogateescape").removesuffix(_DROPPED_END)
        self._take_dropped(raw, self._source, self._transport.rstrip("6").lower())

    def _note_overflow(self, address: str, port: int, text: str) -> None:
        """The beginning of a message that is longer than the library's buffer for a stream."""
        raw = whole_lines(text.encode("utf-8", "surrogateescape"))
        self._take_dropped(raw, (address, port), transport_of(raw))

    def _take_dropped(self, raw: bytes, source: tuple[str, int], transport: str) -> None:
        address, port = source
        self._wire.note(sent=False, at=time.time(), transport=transport, peer=f"{address}:{port}", raw=raw)
        again = readable(raw, comes_by_udp=transport == "udp")
        if again and self._read_again(again):
            self._wire.note_unread(raw, transport, source)
            return
        if first := self._wire.first_came_from(raw):
            source = first[1]  # not ourselves
        dropped = read_dropped(raw, source) or read_dropped_notify(raw, source)
        if dropped is not None:
            self._found(dropped)
