"""text/uri-list: one address a line, with comments (RFC 2483 section 5)."""

import re
from typing import Final

from softphone.sip.body.found import Found
from softphone.sip.body.part import BodyPart, Reading
from softphone.sip.trust import Dialled

_LINE = re.compile(r"[^\r\n]+")
# A line that was commented out is no name for the next one.
_COMMENTED_OUT = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:\S+")
_AROUND: Final = " \t\ufeff\u200e\u200f"


def read_uri_list(part: BodyPart, dialled: Dialled) -> Reading:
    """The addresses in order. A comment right above an address is its label; a list of no use is quoted."""
    text = part.text()
    found = Found(dialled)
    comment: str | None = None
    for match in _LINE.finditer(text):
        if found.full:
            break
        line = match.group().strip(_AROUND)
        if line.startswith("#"):
            words = line.lstrip("# \t").rstrip(" \t:")
            comment = None if _COMMENTED_OUT.fullmatch(words) else words or None
        elif line:
            found.add(line.removeprefix("<").removesuffix(">"), comment)
            comment = None
    reading = found.reading()
    return reading if reading.alternatives else found.reading(text)
