"""Addresses of servers, as far as this phone asks them: http and https, without credentials in them."""

from typing import Final
from urllib.parse import SplitResult, urlsplit

from softphone.calls.address_books import BookError, BookTrouble

_PORTS: Final = {"http": 80, "https": 443}
_LONGEST: Final = 2048


def split_url(url: str) -> SplitResult:
    """`url` in parts. Raises BookError unless it is a sound http(s) URL without credentials in it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BookError(BookTrouble.MISTYPED) from None
    clean = url.isascii() and url.isprintable() and " " not in url and len(url) <= _LONGEST
    if (
        parts.scheme not in _PORTS
        or not parts.hostname
        or parts.username is not None
        or port == 0
        or not clean
    ):
        raise BookError(BookTrouble.MISTYPED)
    return parts


def port_of(parts: SplitResult) -> int:
    return parts.port or _PORTS[parts.scheme]


def origin_of(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname or "", port_of(parts)
