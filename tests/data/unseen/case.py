"""What a case is: the bytes of a response, and what the rules say that `softphone explain --json` prints for it.

The cases were written from the rules alone, without a look at the code that follows them.  Only what the rules
determine is expected.  How each key of `expected` is compared stands in `compare.py`.
"""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Case:
    """`rules` are the numbers in the table of rules; `transport` and `dialled` go onto the command line."""

    name: str
    rules: tuple[int, ...]
    raw: bytes
    expected: dict[str, Any]
    transport: str | None = None
    dialled: str | None = None


def case(name: str, rules: tuple[int, ...], raw: bytes, **expected: Any) -> Case:
    """A case that came over whatever its Via says."""
    return Case(name, rules, raw, expected)


def response(
    status_line: str,
    *headers: str,
    body: bytes | str = b"",
    content_type: str | None = None,
    to: str = "<sip:bob@example.com>;tag=8e3a",
    method: str = "INVITE",
    length: int | None = -1,
    via: str = "UDP",
) -> bytes:
    """A whole response. `length` is the Content-Length: -1 the true one, None no such header."""
    content = body.encode() if isinstance(body, str) else body
    lines = [
        f"SIP/2.0 {status_line}",
        f"Via: SIP/2.0/{via} 192.0.2.10:5060;branch=z9hG4bKnashds8;received=192.0.2.10",
        "From: Alice <sip:alice@example.com>;tag=1928301774",
        f"To: {to}",
        "Call-ID: a84b4c76e66710@192.0.2.10",
        f"CSeq: 314159 {method}",
        *headers,
    ]
    if content_type is not None:
        lines.append(f"Content-Type: {content_type}")
    if length is not None:
        lines.append(f"Content-Length: {len(content) if length < 0 else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def alternative(body: bytes | str, content_type: str, *headers: str) -> bytes:
    """A 380 with this body and no Contact."""
    return response("380 Alternative Service", *headers, body=body, content_type=content_type)


def moved(*contacts: str, status_line: str = "302 Moved Temporarily") -> bytes:
    """A redirect with these Contact lines."""
    return response(status_line, *(f"Contact: {each}" for each in contacts))
