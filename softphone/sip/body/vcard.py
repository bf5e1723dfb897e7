"""text/vcard: cards of the versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350).

vobject (0.9.9) reads them too, but takes five seconds for a mebibyte, gives a whole body up for one damaged line
and knows no version 4; the lines of a card are simple enough.
"""

import binascii
import re
from collections.abc import Iterator
from typing import Final

from softphone.sip.body.card import Property, add_card
from softphone.sip.body.found import Found
from softphone.sip.body.part import BodyPart, Reading
from softphone.sip.trust import Dialled

_LONGEST_TEXT: Final = 256 * 1024
_LONGEST_LINE: Final = 8192
_MOST_LINES: Final = 5000
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(r"[^\r\n]+")
# contentline = [group "."] name *(";" param ) ":" value
_CONTENT = re.compile(
    r"(?:([A-Za-z0-9\-]{1,60})\.)?([A-Za-z0-9\-]{1,60})((?:;(?:[^\";:]++|\"[^\"]*+\")*)*):(.*)"
)
_PARAM = re.compile(r";([^\"=;]++)(?:=((?:[^\";]++|\"[^\"]*+\")*))?")
_ESCAPE = re.compile(r"\\(.)")


def read_vcard(part: BodyPart, dialled: Dialled) -> Reading:
    """The numbers and addresses of all cards in their order, under the name of each; notes are quoted."""
    found = Found(dialled)
    notes: list[str] = []
    card: list[Property] | None = None
    for property_ in _properties(part.text()[:_LONGEST_TEXT]):
        if found.full:
            break
        mark = (property_.name, property_.text.strip().lower())
        if mark in {("begin", "vcard"), ("end", "vcard")}:
            notes += add_card(card, found) if card else []
            card = [] if property_.name == "begin" else None
        elif card is not None:
            card.append(property_)
    if card:  # cut off before its end
        notes += add_card(card, found)
    reading = found.reading("\n".join(notes))
    if not (reading.alternatives or reading.rejected or reading.text):
        found.refuse(part.media_type, "no card with an address")
        return found.reading(part.text())
    return reading


def _properties(text: str) -> Iterator[Property]:
    lines = [match.group() for match in _LINE.finditer(_FOLD.sub("", text))][:_MOST_LINES]
    numbers = iter(range(len(lines)))
    for number in numbers:
        match = _CONTENT.fullmatch(lines[number][:_LONGEST_LINE])
        if match is None:
            continue
        group, name, written, value = match.groups()
        params = [(key.lower(), content.replace('"', "")) for key, content in _PARAM.findall(written)]
        by_name = dict(reversed(params))
        if "quoted-printable" in {by_name.get("encoding", "").lower(), *(key for key, _ in params)}:
            while value.endswith("=") and len(value) < _LONGEST_LINE:  # the line goes on in the next one
                following = next(numbers, None)
                if following is None:
                    break
                value = value[:-1] + lines[following]
            value = _unquoted(value, by_name.get("charset", ""))
        yield Property(name.lower(), _unescaped(value), _types(params), (group or "").lower())


def _unquoted(value: str, charset: str) -> str:
    data = binascii.a2b_qp(value.encode("utf-8", "surrogatepass"))
    return BodyPart("text/vcard", {"charset": charset} if charset else {}, data).text()


def _unescaped(value: str) -> str:
    if "\\" not in value:
        return value
    return _ESCAPE.sub(lambda match: "\n" if match.group(1) in "nN" else match.group(1), value)


def _types(params: list[tuple[str, str]]) -> tuple[str, ...]:
    """TYPE=work,voice, TYPE="work,voice", TYPE=work;TYPE=voice, and the bare WORK;VOICE of version 2.1."""
    types: list[str] = []
    for name, content in params:
        if name == "type":
            types += content.lower().split(",")
        elif not content:
            types.append(name)
    return tuple(types)
