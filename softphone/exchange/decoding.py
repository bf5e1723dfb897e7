"""Bytes of a file of unknown origin as text. Nothing raises: what cannot be read is U+FFFD."""

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

_PIECE: Final = 64 * 1024
# Encodings of text alone: a file may name "zlib", "punycode" or "unicode_escape" too, which are none or are slow.
_CHARSETS: Final = re.compile(
    r"utf-?(?:8|16|32)|ascii|cp\d{3,4}|iso8859-\d+|koi8-[rut]|mac-\w+|shift_jis|euc_\w+|gb\w+|big5|iso2022_jp"
)
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HIGH_RUN: Final = re.compile(rb"[\x80-\xff]{3}")


def charset_of(name: str) -> str | None:
    """The codec for `name` as a file gives it, None for one that is not known or is no encoding of text."""
    try:
        known = codecs.lookup(name.strip()[:40]).name
    except (LookupError, ValueError):
        return None
    return known if _CHARSETS.fullmatch(known) else None


def text_of(line: bytes) -> str:
    """`line` as UTF-8, else as the 8-bit encoding it looks like: Cyrillic letters stand together, Latin ones with
    marks stand among plain ones. One damaged letter in UTF-8 text is U+FFFD and no reason to take the rest for noise.
    """
    try:
        return line.decode()
    except UnicodeDecodeError:
        pass
    read = line.decode(errors="replace")
    lost = read.count("\ufffd")
    if sum(1 for char in read if char > "\x7f") - lost > lost:
        return read
    return line.decode("cp1251" if _HIGH_RUN.search(line) else "cp1252", "replace")


def pieces_of(source: bytes | BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    """`source` in portions of a bounded size."""
    whole: Iterable[bytes]
    if isinstance(source, bytes):
        whole = (source,)
    elif hasattr(source, "read"):
        yield from iter(lambda: source.read(_PIECE), b"")
        return
    else:
        whole = source
    for portion in whole:
        for start in range(0, len(portion), _PIECE):
            yield portion[start : start + _PIECE]


def without_mark(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """UTF-16 and UTF-32 become UTF-8, a byte order mark goes; all else passes as it is."""
    first = b""
    for piece in pieces:
        first += piece
        if len(first) >= 4:
            break
    mark, charset = next(((mark, name) for mark, name in _MARKS if first.startswith(mark)), (b"", ""))
    if not mark and len(first) >= 4:
        # Without a mark: an ASCII letter takes two bytes, one of which is zero.
        charset = {(False, True): "utf-16-le", (True, False): "utf-16-be"}.get(
            (first[0] == 0 and first[2] == 0, first[1] == 0 and first[3] == 0), ""
        )
    first = first[len(mark) :]
    if not charset.startswith(("utf-16", "utf-32")):
        yield first
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(charset)("replace")
    yield decoder.decode(first).encode(errors="replace")
    for piece in pieces:
        yield decoder.decode(piece).encode(errors="replace")
    yield decoder.decode(b"", final=True).encode(errors="replace")


def lines_of(pieces: Iterable[bytes], longest: int) -> Iterator[tuple[int, bytes, bool]]:
    """(number from 1, line without its end, whether it is whole). A line ends with CR LF, LF or CR.

    Of a line longer than `longest` its beginning is given, and what follows is read and let go.
    """
    number = 1
    held: list[bytes] = []
    length = 0
    after_cr = False
    for piece in pieces:
        if not piece:
            continue
        if after_cr and piece[:1] == b"\n":
            piece = piece[1:]  # noqa: PLW2901  the other half of the line end before
        after_cr = piece[-1:] == b"\r"
        lines = piece.splitlines()
        open_end = bool(piece) and piece[-1:] not in b"\r\n"
        last = lines.pop() if open_end else None
        for line in lines:
            if held:
                held.append(line)
                length += len(line)
                whole = b"".join(held)
                held = []
                yield number, whole[:longest], length <= longest
                length = 0
            else:
                yield number, line[:longest], len(line) <= longest
            number += 1
        if last is not None:
            length += len(last)
            if length - len(last) <= longest:
                held.append(last)
    if held:
        yield number, b"".join(held)[:longest], length <= longest
