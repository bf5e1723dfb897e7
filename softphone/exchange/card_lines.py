"""A file of vCards cut into cards, as it comes: in bounded memory, and one damaged card costs no other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Final

from softphone.exchange.bounds import MAX_CARD, MAX_LINE, MAX_PROPERTIES
from softphone.exchange.decoding import charset_of, lines_of, pieces_of, text_of, without_mark

OUTSIDE: Final = "it stands outside of any vCard"
NO_END: Final = "it has no END:VCARD"
_END: Final = b"END:VCARD"
_EDGES: Final = frozenset({b"BEGIN:VCARD", _END})
_CHARSET: Final = re.compile(rb";CHARSET=\"?([A-Za-z0-9_\-]+)", re.IGNORECASE)
_FILLING: Final = b" \t\0\x1a"  # what old programs leave at the end of a file
_HEAD: Final = 200  # bytes of a line in which its name and encoding stand


@dataclass(slots=True)
class CardLines:
    """The lines of one card without BEGIN and END, unfolded; `problem` says why it cannot be read."""

    number: int
    lines: list[bytes | bytearray] = field(default_factory=list)
    size: int = 0
    problem: str = ""

    def texts(self) -> list[str]:
        try:
            return b"\n".join(self.lines).decode().split("\n")
        except UnicodeDecodeError:
            return [_text(bytes(line)) for line in self.lines]

    def add(self, line: bytes) -> None:
        self.size += len(line)
        if len(self.lines) >= MAX_PROPERTIES or self.size > MAX_CARD:
            self.refuse("it is too large")
        elif self.continues(line):
            last = self._last()
            last += line
        else:
            self.lines.append(line)

    def fold(self, line: bytes) -> None:
        self.size += len(line)
        if self.size > MAX_CARD:
            self.refuse("it is too large")
        elif self.lines:
            last = self._last()
            if last[-1:] == b"=" and self._encoded(b"QUOTED-PRINTABLE"):
                last = self._without_break(last)
            last += line

    def refuse(self, why: str) -> None:
        self.problem = self.problem or why

    def continues(self, line: bytes) -> bool:
        """vCard 2.1: "=" at the end of quoted-printable, and base64 that nobody has indented, go on as they are."""
        if not self.lines:
            return False
        if self.lines[-1][-1:] == b"=" and self._encoded(b"QUOTED-PRINTABLE"):
            self._without_break(self._last())
            return True
        return b":" not in line and bool(line) and self._encoded(b"BASE64")

    def _without_break(self, last: bytearray) -> bytearray:
        del last[-1:]
        return last

    def _last(self) -> bytearray:
        last = self.lines[-1]
        if not isinstance(last, bytearray):
            last = self.lines[-1] = bytearray(last)
        return last

    def _encoded(self, encoding: bytes) -> bool:
        return encoding in bytes(self.lines[-1][:_HEAD]).partition(b":")[0].upper()


def cards_of(source: bytes | BinaryIO | Iterable[bytes]) -> Iterator[CardLines]:
    """Every card of `source`. What stands outside is a card without lines and with a `problem`, once in a row."""
    cutter = _Cutter()
    for number, line, whole in lines_of(without_mark(pieces_of(source)), MAX_LINE):
        current = cutter.current
        if current is None:
            line = line.lstrip()  # noqa: PLW2901  nothing is folded outside a card
        if line[:1] in b"BbEe" and (edge := line[:20].strip().upper()) in _EDGES:
            done = cutter.end() if edge == _END else cutter.begin(number)
            if done is not None:
                yield done
        elif current is None:
            if line.strip(_FILLING) and not cutter.outside:
                cutter.outside = True
                yield CardLines(number, problem=OUTSIDE)
        elif not cutter.nested and line:
            if line[0] in b" \t":
                current.fold(line[1:])
            else:
                current.add(line)
            if not whole:
                current.refuse("one of its lines is too long")
    if cutter.current is not None:
        cutter.current.refuse(NO_END)
        yield cutter.current


def _text(line: bytes) -> str:
    """vCard 2.1 names the encoding of a value that it writes as it is."""
    named = _CHARSET.search(line[:_HEAD].partition(b":")[0])
    charset = charset_of(named.group(1).decode("ascii", "replace")) if named else None
    if charset is not None:
        try:
            return line.decode(charset)
        except UnicodeDecodeError:
            pass
    return text_of(line)


@dataclass(slots=True)
class _Cutter:
    """The card that has begun, if any; `nested` counts the cards inside it that are passed over."""

    current: CardLines | None = None
    nested: int = 0
    outside: bool = False

    def begin(self, number: int) -> CardLines | None:
        """The card before, when it had no end."""
        self.outside = False
        before = self.current
        # vCard 2.1 puts somebody's secretary into their card.
        if self.nested or (before is not None and before.lines and before.lines[-1][:5].upper() == b"AGENT"):
            self.nested += 1
            return None
        if before is not None:
            before.refuse(NO_END)
        self.current = CardLines(number)
        return before

    def end(self) -> CardLines | None:
        """The card that is whole now."""
        if self.nested:
            self.nested -= 1
            return None
        done, self.current, self.outside = self.current, None, False
        return done
