"""Where the other side of a call wants to be reached, when the library cannot go there.

pjsip 2.15.1 aborts when it cannot send an ACK ("Unable to send ACK!"): to a Contact that is no SIP URI (`<tel:+123>`),
and in a call over TLS to a Contact or by a Record-Route that names another transport, since the call is held to TLS.
The name of that transport is made an unknown one, so that the ACK goes by TLS as the call did. An answer with a Contact
of another scheme is made nobody's, by its tag and its branch. What is read already points into the message, so that
values can be changed here, and no more. Redirects are left as they are: they are called anew.
"""

import re

from softphone.engine.message import header_of, status_of

_HEAD_END = re.compile(rb"\n[\r\n]|\r\r")
_PLACES = re.compile(rb"(?i)[\r\n](contact|m|record-route)[ \t]*:((?:[^\r\n]|[\r\n]+[ \t])*)")
_OTHER_TRANSPORT = re.compile(rb"(?i);transport=(?=[a-z])(?!tls(?:[\s;>,?]|\Z))")
# A name or value with escapes (RFC 3261 section 19.1.1) is a copy, which cannot be changed here.
_ESCAPED = re.compile(rb"(?i);(?:transport=[^\s;>,?]*%|[^=;>,?\s]*%[^=;>,?\s]*=)")
_SCHEME = re.compile(rb"(?:<|\A)\s*([A-Za-z][A-Za-z0-9+.\-]*)\s*:")
_SIP = frozenset({b"sip", b"sips"})
_OWN = re.compile(rb"(?i);\s*branch\s*=\s*z9hG4bK(?=\S)|[\r\n](?:from|f)[ \t]*:[^\r\n]*;\s*tag\s*=\s*(?=\S)")


def unreachable(raw: bytes, *, by_tls: bool) -> list[int]:
    """Where to change what in `raw`, which came over TLS or not."""
    status = status_of(raw)
    if (status is not None and status >= 300) or header_of(raw, b"cseq").upper().endswith(b"REGISTER"):
        return []
    end = found.start() if (found := _HEAD_END.search(raw)) else len(raw)
    places: list[int] = []
    for match in _PLACES.finditer(raw, 0, end):
        scheme = _SCHEME.search(match[2])
        is_other = match[1].lower() != b"record-route" and scheme and scheme[1].lower() not in _SIP
        if status is not None and (is_other or (by_tls and _ESCAPED.search(match[2]))):
            return [each.end() for each in _OWN.finditer(raw, 0, end)]
        if by_tls:
            places += [each.end() for each in _OTHER_TRANSPORT.finditer(raw, match.start(2), match.end(2))]
    return places
