"""An address cut into the parts that can differ, each piece of its text once and in order."""

import re
from typing import Final

from softphone.calls.offer import Part
from softphone.sip.text import safe_text

Piece = tuple[Part | None, str]

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_TRANSPORT: Final = re.compile(r";transport=[^;?]*", re.IGNORECASE)
_LONGEST: Final = 1000


def pieces(uri: str) -> tuple[Piece, ...]:
    """The text of `uri`, made safe to show, with the part each piece belongs to; None for what lies between.

    Joined they are the text again, whatever `uri` is.
    """
    text = safe_text(uri, _LONGEST)
    scheme = _SCHEME.match(text)
    if scheme is None:
        return ((None, text),) if text else ()
    made: list[Piece] = [(Part.SCHEME, scheme.group())]
    rest = text[scheme.end() :]
    if scheme.group().lower() == "tel:":
        return (*made, (Part.USER, rest))
    # The last "@" before the parameters: a user part may hold ";" and "?" (RFC 3261 section 25.1).
    user, at, behind = rest.rpartition("@")
    if at:
        made += [(Part.USER, user), (None, at)]
    host, tail = _cut(behind, ";?")
    name, port = _host_and_port(host)
    made.append((Part.HOST, name))
    if port:
        made.append((Part.PORT, port))
    made += _parameters(tail)
    return tuple((part, piece) for part, piece in made if piece)


def _cut(text: str, marks: str) -> tuple[str, str]:
    at = min((text.index(mark) for mark in marks if mark in text), default=len(text))
    return text[:at], text[at:]


def _host_and_port(text: str) -> tuple[str, str]:
    """The port with its colon; an IPv6 address keeps its own colons in brackets."""
    end = text.find("]") + 1
    colon = text.find(":", end)
    return (text, "") if colon < 0 else (text[:colon], text[colon:])


def _parameters(text: str) -> list[Piece]:
    found = _TRANSPORT.search(text)
    if found is None:
        return [(None, text)]
    return [
        (None, text[: found.start()]),
        (Part.TRANSPORT, found.group()),
        (None, text[found.end() :]),
    ]
