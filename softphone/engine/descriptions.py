"""What in a session description would hold or end the process, whoever sends it, in offers and in answers.

pjsip 2.15.1 asks a name server in the SIP thread for what is no address in a c= line, for RTCP (RFC 3605) and, with
ICE, in candidates (RFC 8839): whoever has a domain whose name servers are silent could end all calls with one message.
A connection to a name is made one of an unknown network, so that the description is refused; RTCP goes beside the
sound, and the candidate is left out. A connection by IPv6 is refused, too: the published wheel does not speak it, and
aborts when it makes the next offer after it has agreed to one.

With ICE, a user name of more than some 100 bytes (RFC 8839 allows 256 in each half) ends it by a memory fault: what
names one of more than 64 is hidden, and the call goes without ICE, as with a password of more than 256.

With ICE, it aborts at a change or an answer that puts the sound nowhere (c=0.0.0.0, as of old for a hold), for want of
an address. So 0.0.0.1 is written there, where nobody is either, as long as an account has ICE; a hold of theirs that is
said in no other way is not shown then.

It aborts at an answer that names one dynamic format twice ("RTP/AVP 0 101 101"): that one is made unreadable.
"""

import ipaddress
import re

from softphone.engine.message import status_of

_CONNECTION = re.compile(rb"[\r\n]c=[ \t]*(IN)[ \t]+[^ \t\r\n]+[ \t]+([^ \t\r\n]*)")
_RTCP = re.compile(rb"[\r\n]a=(rtcp)[^\w\-\r\n]([^\r\n]*)")
_CANDIDATE = re.compile(rb"[\r\n]a=(candidate)[^\w\-\r\n]([^\r\n]*)")
_LONG_NAME = re.compile(rb"[\r\n]a=(ice)-(?:ufrag[^\r\n]{66}|pwd[^\r\n]{258})")
_RTCP_AT, _CANDIDATE_AT = 3, 4  # the word of each that is an address
_IPV4, _IPV6 = ipaddress.IPv4Address, ipaddress.IPv6Address
_FORMATS = re.compile(rb"[\r\n](m)=[^ \t\r\n]+[ \t]+[^ \t\r\n]+[ \t]+[^ \t\r\n]+([^\r\n]*)")
_NOWHERE = re.compile(rb"[\r\n]c=[^\r\n]*[ \t]0\.0\.0\.(0)(?![\d.])")
_MAY_ANSWER = re.compile(rb"(?i)\s*(?:ACK|PRACK)\s")


def harmful(raw: bytes, body: int) -> list[int]:
    """Where to change what in `raw`, whose body begins at `body`."""
    places = [each.start(1) for each in _CONNECTION.finditer(raw, body) if not _is_address(each[2], _IPV4)]
    for pattern, at, kinds in ((_RTCP, _RTCP_AT, (_IPV4,)), (_CANDIDATE, _CANDIDATE_AT, (_IPV4, _IPV6))):
        found = ((each.start(1), each[2].split()[at : at + 1]) for each in pattern.finditer(raw, body))
        places += [start for start, words in found if not all(_is_address(each, *kinds) for each in words)]
    places += [each.start(1) for each in _LONG_NAME.finditer(raw, body)]
    if status_of(raw) is not None or _MAY_ANSWER.match(raw):
        places += [each.start(1) for each in _FORMATS.finditer(raw, body) if _repeats(each[2].split())]
    return places


def nowhere(raw: bytes, body: int) -> list[int]:
    """Where to write a one in `raw`, likewise, if there is ICE."""
    return [each.start(1) for each in _NOWHERE.finditer(raw, body)]


def _is_address(word: bytes, *kinds: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> bool:
    try:
        address = ipaddress.ip_address(word.decode("ascii"))
    except ValueError:  # what cannot be decoded, too
        return False
    return isinstance(address, kinds) and b"%" not in word


def _repeats(formats: list[bytes]) -> bool:
    numbers = [each.lstrip(b"0") for each in formats]
    return len(set(numbers)) < len(numbers)
