"""multipart/*: a body cut into its parts (RFC 2046 section 5.1).

The standard library's `email` cuts too, but 1 MiB of boundaries takes it two seconds, and a few hundred nested
ones end in a RecursionError; here each level is one linear search.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from softphone.sip.body.part import BodyPart
from softphone.sip.errors import SipParseError
from softphone.sip.fields import parse_params
from softphone.sip.response import long_name, parse_headers

_MOST_PARTS: Final = 50
LONGEST_TYPE: Final = 2000
_LONGEST_BOUNDARY: Final = 200  # RFC 2046 says 70
_MOST_HEADERS: Final = 16_384  # bytes
_FIRST_BOUNDARY = re.compile(rb"\s*--([^\r\n]{1,200}?)[ \t]*\r?\n")
_END_OF_HEAD = re.compile(rb"\r?\n[ \t]*\r?\n")
_HEADER = re.compile(rb"\s*content-[a-z\-]+[ \t]*:", re.IGNORECASE)
# attribute = name [ "*" section ] [ "*" ]; the first section of an encoded value begins with charset'language'
_EXTENDED = re.compile(r"([^*]+)\*(?:([0-9]{1,2})(\*)?)?")
_TYPE = re.compile(r"\s*([\w.+\-]+/[\w.+\-]+)\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class RawPart:
    """One part before its encodings are undone; header names in lower case, the first of each."""

    headers: dict[str, str]
    data: bytes


def parse_type(written: str) -> tuple[str, dict[str, str]]:
    """A Content-Type as media type in lower case, "" when it is malformed, and its parameters."""
    written = written[:LONGEST_TYPE]
    match = _TYPE.match(written)
    _, semicolon, tail = written.partition(";")
    params = parse_params(semicolon + tail)
    if "*" in tail:
        params |= _extended(params)
    return (match.group(1).lower() if match else ""), params


def _extended(params: dict[str, str]) -> dict[str, str]:
    """The values of `charset*=us-ascii'en'koi8-r` and of `boundary*0=a;boundary*1=b` by name (RFC 2231)."""
    sections: dict[str, dict[int, str]] = {}
    for written, value in params.items():
        if match := _EXTENDED.fullmatch(written):
            number = int(match.group(2) or 0)
            is_encoded = match.group(2) is None or match.group(3)
            text = unquote(value if number else value.split("'", 2)[-1]) if is_encoded else value
            sections.setdefault(match.group(1), {})[number] = text
    return {name: "".join(text for _, text in sorted(each.items())) for name, each in sections.items()}


def split_parts(part: BodyPart) -> list[RawPart]:
    """The parts in order, 50 at most; preamble and epilogue are left out. Raises SipParseError."""
    boundary = part.params.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
    if not boundary:
        match = _FIRST_BOUNDARY.match(part.data)
        if match is None:
            raise SipParseError("a multipart without a boundary")
        boundary = match.group(1)
    if len(boundary) > _LONGEST_BOUNDARY:
        raise SipParseError("the boundary is too long")
    # A delimiter stands on a line of its own, and the line end before it belongs to it.
    delimiter = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    parts: list[RawPart] = []
    start: int | None = None
    for match in delimiter.finditer(part.data):
        if start is not None:
            parts.append(_raw_part(part.data[start : match.start()]))
        start = None if match.group(1) else match.end()
        if start is None or len(parts) >= _MOST_PARTS:
            break
    else:
        if start is None:
            raise SipParseError("the boundary of the multipart does not occur")
        parts.append(_raw_part(part.data[start:]))  # cut off before the closing boundary
    return parts


def _raw_part(text: bytes) -> RawPart:
    # `text` begins with the line end of the delimiter, so that a part without headers begins with an empty line.
    end = _END_OF_HEAD.search(text, 0, _MOST_HEADERS)
    if end is None:
        is_head = _HEADER.match(text) is not None
        return RawPart(_headers(text[:_MOST_HEADERS]), b"") if is_head else RawPart({}, text)
    return RawPart(_headers(text[: end.start()]), text[end.end() :])


def _headers(head: bytes) -> dict[str, str]:
    by_name: dict[str, str] = {}
    for name, value in parse_headers(head.decode("utf-8", "replace").split("\n")):
        by_name.setdefault(long_name(name), value)
    return by_name
