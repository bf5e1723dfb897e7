"""Responses that are wanted at another host.

A Via may name one ("maddr", RFC 3261 section 18.2.2). pjsip 2.15.1 looks that up in the SIP thread: one OPTIONS with a
name whose name servers are silent ended all calls. A name there is made one that nobody needs to be asked for; that
request gets no response. With an escape in it, the value is a copy already, which cannot be changed here: it is looked
up, for as long as `library_settings.hasten_name_servers` allows.
"""

import ipaddress
import re

from softphone.engine.message import status_of

_HEAD_END = re.compile(rb"\n[\r\n]|\r\r")
_VIA = re.compile(rb"(?i)[\r\n](?:via|v)[ \t]*:((?:[^\r\n]|[\r\n]+[ \t])*)")
_ELSEWHERE = re.compile(rb"(?i);\s*(?:maddr|[^\s;,=]*%[^\s;,=]*)\s*=\s*([^\s;,]+)")


def elsewhere(raw: bytes) -> list[tuple[int, int]]:
    """What to make dots in a request, from where to where."""
    if status_of(raw) is not None:
        return []
    end = found.start() if (found := _HEAD_END.search(raw)) else len(raw)
    return [
        each.span(1)
        for via in _VIA.finditer(raw, 0, end)
        for each in _ELSEWHERE.finditer(raw, via.start(1), via.end(1))
        if not _is_address(each[1])
    ]


def _is_address(value: bytes) -> bool:
    try:
        ipaddress.IPv4Address(value.decode("ascii"))
    except ValueError:  # what cannot be decoded, too
        return False
    return True
