"""SIP messages without what would let a reader log in or listen: shown, copied and saved only like this."""

import re
from typing import Final

_BLANK: Final = b"..."
# A header may go on in the next line (RFC 3261 section 7.3.1).
_HEADER: Final = re.compile(
    rb"^((?:Proxy-)?Authorization|Authentication-Info)([ \t]*:[ \t]*)((?:[^\r\n]|\r?\n[ \t])*)",
    re.IGNORECASE | re.MULTILINE,
)
_DIGEST: Final = re.compile(rb"Digest\b|(?:nextnonce|rspauth|qop|cnonce|nc)[ \t]*=", re.IGNORECASE)
_SECRET: Final = re.compile(
    rb'\b(response|cnonce|rspauth|nextnonce)([ \t\r\n]*=[ \t\r\n]*)("[^"]*"?|[^\s,]*)', re.IGNORECASE
)
# Headers inside an address (section 19.1.1), and the key of SDES (RFC 4568 section 6.1).
_EMBEDDED: Final = re.compile(rb"([?&](?:Proxy-)?Authorization=)[^&>\s]*", re.IGNORECASE)
_SDES: Final = re.compile(rb"(\binline:)[^\s|;]+", re.IGNORECASE)


def blanked(raw: bytes) -> bytes:
    """`raw` with passwords, digests and media keys replaced by "..."; realm and user name stay."""
    made = _HEADER.sub(_blank_header, raw)
    return _SDES.sub(rb"\1" + _BLANK, _EMBEDDED.sub(rb"\1" + _BLANK, made))


def _blank_header(found: re.Match[bytes]) -> bytes:
    name, colon, value = found.groups()
    if _DIGEST.match(value) is None:
        scheme, blank, _ = value.partition(b" ")
        return name + colon + (scheme + blank if blank else b"") + _BLANK
    return name + colon + _SECRET.sub(rb"\1\2" + _BLANK, value)
