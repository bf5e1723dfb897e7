"""Header values: comma lists, name-addr, parameters, quoted strings (RFC 3261 sections 7.3.1, 20.10, 25.1).

Every expression here runs in time linear to its text; possessive quantifiers see to it.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from softphone.sip.errors import SipParseError

_QUOTED: Final = r'"(?:[^"\\]++|\\.)*"'
_STEP = re.compile(rf'[^",<]++|{_QUOTED}|<[^<>]*+>', re.DOTALL)
_SIMPLE_STEP = re.compile(r"[^,<]++|<[^<>]*+>")
# name-addr = [ display-name ] LAQUOT addr-spec RAQUOT
# The display name is one quoted string or some tokens; phones send both together too.
_NAME_ADDR = re.compile(rf"((?:[^\"<]++|{_QUOTED})*)<([^<>]*+)>(.*)", re.DOTALL)
_QUOTED_STRING = re.compile(_QUOTED, re.DOTALL)
_PARAM = re.compile(rf";\s*+([^=;\s]++)\s*+(?:=\s*+({_QUOTED}|[^;]*+))?", re.DOTALL)
_LONGEST_QUOTED: Final = 16_384  # with its escapes; nobody reads on to its end
_BACKSLASH = re.compile(r"\\(.)", re.DOTALL)


class NameAddr(Struct, frozen=True):
    """One element of a Contact-like header. `uri` is the text between the brackets; parameter names in lower case."""

    display_name: str | None
    uri: str
    params: dict[str, str]


def split_list(value: str) -> Iterator[str]:
    """Elements of a comma list; commas in quotes and in <> do not separate. Empty elements are left out.

    A quote or a "<" that does not end is an ordinary character, so that it spoils its own element only.
    """
    if "," not in value:
        if value:
            yield value
        return
    if '"' not in value and "<" not in value:
        yield from filter(None, map(str.strip, value.split(",")))
        return
    start = position = 0
    step = _STEP
    while position < len(value):
        if value[position] == ",":
            if element := value[start:position].strip():
                yield element
            position = start = position + 1
        elif match := step.match(value, position):
            position = match.end()
        else:
            # Looking for the end of each open quote again would take quadratic time.
            if value[position] == '"':
                step = _SIMPLE_STEP
            position += 1
    if element := value[start:].strip():
        yield element


def parse_name_addr(element: str) -> NameAddr:
    """Read `"Anna" <sip:…>;q=0.5` or `sip:…;q=0.5`; without <> all parameters are the header's (20.10).

    Raises SipParseError.
    """
    if "<" not in element or ('"' in element and "<" not in _QUOTED_STRING.sub("", element)):
        uri, semicolon, tail = element.partition(";")
        return NameAddr(None, uri.strip(), parse_params(semicolon + tail))
    match = _NAME_ADDR.fullmatch(element)
    if match is None:
        raise SipParseError("the address in <> is damaged", 0)
    name, uri, tail = match.groups()
    tail = tail.strip()
    if tail and not tail.startswith(";"):
        raise SipParseError("unexpected text after the address", match.start(3))
    return NameAddr(unquote_string(name.strip()) or None, uri.strip(), parse_params(tail))


def parse_params(tail: str) -> dict[str, str]:
    """`;a=1;b;c="x;y"` by name in lower case; the first of two counts, no value is ""."""
    if not tail:
        return {}
    found: dict[str, str] = {}
    if '"' not in tail:
        for piece in tail.split(";"):
            if piece:
                name, _, value = piece.partition("=")
                found.setdefault(name.strip().lower(), value.strip())
        return found
    for match in _PARAM.finditer(tail):
        found.setdefault(match.group(1).lower(), unquote_string((match.group(2) or "").strip()))
    return found


def unquote_string(text: str) -> str:
    """The content of a quoted string; other text unchanged."""
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        return text
    inner = text[1:-1]
    if "\\" in inner:
        inner = _BACKSLASH.sub(r"\1", inner[:_LONGEST_QUOTED])
    return inner.strip()
