"""Challenges in schemes that the library cannot read: Basic, Bearer (RFC 8898).

pjsip 2.15.1 drops the whole answer for one of them, though a Digest that it could answer stands beside it, and the
request is repeated until nobody waits for it any more. Its log tells what it drops (`native_log.py`). Here each of them
becomes a Digest of an algorithm that nobody knows, which the library passes over, and it gets the answer once more.
They may stand in any refusal (RFC 9110 section 11.6.1).
"""

import re

from softphone.engine.message import status_of

_LEAST_STATUS = 300  # of an answer that the library keeps nothing of: what it gets so comes from ourselves
_HEAD_END = re.compile(rb"\n\r?\n")
_CHALLENGE = re.compile(rb"(?i)(\n(?:www|proxy)-authenticate[ \t]*:)((?:[^\r\n]|\r?\n[ \t])*)")
_SCHEME = re.compile(rb"\s*([A-Za-z0-9-]{1,32})(?:\s|\Z)")
_TOP_VIA = re.compile(rb"(?i)\n(?:via|v)[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)")
_SEEN_AT = re.compile(rb"(?i);\s*(?:received|rport)\s*=[^;,]*")
_MOST_BYTES = 4000  # that the library reads


def readable(raw: bytes, *, comes_by_udp: bool) -> bytes:
    """A refusal that can be read where `raw` could not for its schemes; b"" when it is none.

    It is given to the library by UDP. Where `raw` came by a connection, it does not say where the server has seen us:
    the library would go on to be called there by UDP. A later answer tells that again.
    """
    if (status_of(raw[:12]) or 0) < _LEAST_STATUS:
        return b""
    end = found.start() if (found := _HEAD_END.search(raw)) else len(raw)
    changed = _CHALLENGE.sub(_unknown_digest, raw[:end]) + raw[end:]
    if changed == raw:
        return b""
    if not comes_by_udp and (via := _TOP_VIA.search(changed, 0, end)):
        changed = changed[: via.start(1)] + _SEEN_AT.sub(b"", via[1]) + changed[via.end(1) :]
    return changed if len(changed) <= _MOST_BYTES else b""


def _unknown_digest(match: re.Match[bytes]) -> bytes:
    found = _SCHEME.match(match[2])
    scheme = found[1] if found else b"unknown"
    if scheme.lower() == b"digest":
        return match[0]
    return match[1] + b' Digest realm="%s", nonce="", algorithm=%s' % (scheme, scheme)
