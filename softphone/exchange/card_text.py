"""Content lines of a vCard: unfolded, taken apart, put together again.

Source: RFC 6350 sections 3.2-3.4, RFC 2426, RFC 6868; vCard 2.1 for reading alone.
"""

import base64
import binascii
import quopri
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from softphone.exchange.decoding import charset_of, text_of

_HEAD: Final = re.compile(r'((?:[^":]|"[^"]*")*):', re.DOTALL)
_PARAM: Final = re.compile(r';([^=;:"]*)(?:=((?:[^";:]|"[^"]*")*))?')
_QUOTED: Final = re.compile(r'((?:[^",]|"[^"]*")*)(?:,|$)')
_NAME: Final = re.compile(r"[A-Za-z0-9\-_]+")
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
# How Android writes a label of the person's own.
_CUSTOM: Final = re.compile(
    r";X-CUSTOM\(CHARSET=([\w\-]+),ENCODING=QUOTED-PRINTABLE,([^()]*)\)", re.IGNORECASE
)
_CARET: Final = re.compile(r"\^(.)")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# What stands before an unescaped separator; each is tried once per character, no match backs up.
_PIECES: Final = {each: re.compile(rf"((?:[^\\{each}]+|\\.?)*+)(?:{each}|$)", re.DOTALL) for each in ",;"}
_ENCODINGS: Final = frozenset({"quoted-printable", "b", "base64", "8bit", "7bit"})
_SEEN_HEAD: Final = 100
_FOLD: Final = 75  # octets, without the line end


@dataclass(frozen=True, slots=True)
class Property:
    """`name` in upper case, `group` as written; parameters as (NAME, value) in order, each value of a list alone.

    `value` is raw, `line` the whole line, unfolded.
    """

    name: str
    value: str
    params: tuple[tuple[str, str], ...] = ()
    group: str = ""
    line: str = ""

    def param(self, name: str) -> str:
        return next((value for known, value in self.params if known == name), "")

    @property
    def types(self) -> list[str]:
        """In lower case; a bare parameter of vCard 2.1 is one too."""
        return [value.strip().lower() for name, value in self.params if name == "TYPE"]

    @property
    def bytes_value(self) -> bytes | None:
        """What is written in base64 by its ENCODING; None when it is none, or no base64."""
        if self.param("ENCODING").lower() not in {"b", "base64"}:
            return None
        return from_base64(self.value)

    @property
    def text(self) -> str:
        """The value with escapes undone."""
        return unescaped(self.plain)

    @property
    def plain(self) -> str:
        """The value, still escaped, out of the encoding that vCard 2.1 has."""
        if self.param("ENCODING").lower() != "quoted-printable":
            return self.value
        # What is not ASCII here was decoded by our own reading: back to bytes it goes.
        octets = quopri.decodestring(self.value.encode(errors="replace"))
        charset = charset_of(self.param("CHARSET")) if self.param("CHARSET") else None
        found = text_of(octets) if charset is None else octets.decode(charset, "replace")
        return _CONTROLS.sub("", found.replace("\r\n", "\\n").replace("\n", "\\n"))


def property_of(line: str) -> Property | None:
    """None for what is no property."""
    if '"' in line:
        found = _HEAD.match(line)
        if found is None:
            return None
        head, value = found.group(1), line[found.end() :]
    else:
        head, colon, value = line.partition(":")
        if not colon:
            return None
    read = _head_seen(head) if len(head) <= _SEEN_HEAD else _head(head)
    if read is None:
        return None
    group, name, params = read
    return Property(name, value, params, group, line)


def _head(head: str) -> tuple[str, str, tuple[tuple[str, str], ...]] | None:
    """(group, NAME, parameters)"""
    start, semicolon, _ = head.partition(";")
    group, dot, name = start.strip().rpartition(".")
    if not _NAME.fullmatch(name) or (dot and not _NAME.fullmatch(group)):
        return None
    return group, name.upper(), _params(head[len(start) :]) if semicolon else ()


_head_seen = lru_cache(1024)(_head)  # the cards of one program differ little in these


def _params(text: str) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    if custom := _CUSTOM.search(text):
        charset = charset_of(custom.group(1)) or "utf-8"
        label = quopri.decodestring(custom.group(2).encode(errors="replace")).decode(charset, "replace")
        found.append(("TYPE", _CONTROLS.sub("", label)))
        text = text[: custom.start()] + text[custom.end() :]
    for match in _PARAM.finditer(text):
        name, value = match.group(1).strip().upper(), match.group(2)
        if value is None:
            bare = name.lower()
            found.append(("ENCODING" if bare in _ENCODINGS else "TYPE", bare))
        elif '"' not in value and "^" not in value:
            found += [(name, each) for each in value.split(",")]
        else:
            for each in _QUOTED.findall(value):
                # "TYPE="voice,home"" is a list to all who write it (RFC 6350 erratum 3368).
                plain = _CARET.sub(_uncareted, each.replace('"', ""))
                found += [(name, one) for one in (plain.split(",") if name == "TYPE" else [plain])]
    return tuple((name, value) for name, value in found if value)


def _uncareted(match: re.Match[str]) -> str:
    return {"n": "\n", "^": "^", "'": '"'}.get(match.group(1), match.group())


def param_text(name: str, value: str) -> str:
    """`;NAME=value`, quoted and escaped as RFC 6868 asks."""
    value = _CONTROLS.sub("", value).replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f';{name}="{value}"' if re.search(r"[,;:\s]", value) else f";{name}={value}"


def escaped(text: str) -> str:
    """TEXT of RFC 6350 section 3.4."""
    unified = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return re.sub(r"[\\,;]", r"\\\g<0>", unified).replace("\n", "\\n")


def unescaped(text: str) -> str:
    if "\\" in text:
        text = _ESCAPED.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), text)
    return _CONTROLS.sub("", text) if _CONTROLS.search(text) else text


def split_escaped(text: str, separator: str) -> list[str]:
    """The parts between separators that are not escaped, their escapes undone."""
    if "\\" not in text:
        return [unescaped(part) for part in text.split(separator)]
    parts: list[str] = []
    start = 0
    while match := _PIECES[separator].match(text, start):
        parts.append(unescaped(match.group(1)))
        start = match.end()
        if match.end() == match.end(1):  # no separator follows
            break
    return parts


def from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def folded(line: str) -> str:
    """`line` with its CR LF, in pieces of at most 75 octets, no character cut (RFC 6350 section 3.2)."""
    octets = line.encode(errors="replace")
    if len(octets) <= _FOLD:
        return octets.decode() + "\r\n"
    pieces: list[bytes] = []
    start, room = 0, _FOLD
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, _FOLD - 1  # the blank before it counts
    return b"\r\n ".join(pieces).decode() + "\r\n"
