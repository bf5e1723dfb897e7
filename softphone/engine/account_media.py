"""What an account wants of the sound of its calls: encryption, codecs, reliable provisional responses, session timers.

SRTP (RFC 3711) with keys in the SDP (RFC 4568) is set up on every transport, UDP too: the library would by itself
refuse it there, since whoever sees the signalling sees the keys. Media and signalling are told apart to the person.
Optional means RTP/AVP with keys beside it: a peer that knows nothing of them answers in the clear. The library says
"encrypted" nowhere but in its dump of a call.

Without reliable provisional responses (RFC 3262) the library still says that it supports them, and sends them to who
requires them. It takes no session interval under 90 s (RFC 4028), and counts a shorter one as 90.
"""

import re
from collections.abc import Iterable, Sequence

import pjsua2 as pj

from softphone.calls.accounts import Account, MediaEncryption

_SRTP = {
    MediaEncryption.OFF: pj.PJMEDIA_SRTP_DISABLED,
    MediaEncryption.OPTIONAL: pj.PJMEDIA_SRTP_OPTIONAL,
    MediaEncryption.REQUIRED: pj.PJMEDIA_SRTP_MANDATORY,
}
_SUITES = (
    "AES_CM_128_HMAC_SHA1_80",
    "AES_CM_128_HMAC_SHA1_32",
    "AES_256_CM_HMAC_SHA1_80",
)  # everybody has the first; all of the library's make an INVITE that is too long for a datagram
PREFERRED_CODECS = ("opus/48000", "G722/16000", "speex/16000", "PCMA/8000", "PCMU/8000", "GSM/8000")
"""Wide band first, then what everybody has; the rest is not offered, so that an INVITE fits a datagram."""

_RTPMAP = re.compile(r"a=rtpmap:(\d+) ([^/\s]+)/(\d+)")
_OF_FORMAT = re.compile(r"a=(?:rtpmap|fmtp):(\d+) ")
_STATIC = {"0": ("pcmu", 8000), "3": ("gsm", 8000), "8": ("pcma", 8000), "9": ("g722", 8000)}
_EVENTS = "telephone-event"


def set_media(config: pj.AccountConfig, account: Account) -> None:
    """Give `config` what `account` says of the sound of its calls."""
    media = config.mediaConfig
    media.srtpUse = _SRTP[account.media_encryption]
    media.srtpSecureSignaling = 0
    media.srtpOpt.keyings.append(pj.PJMEDIA_SRTP_KEYING_SDES)
    for name in _SUITES:
        suite = pj.SrtpCrypto()
        suite.name = name
        media.srtpOpt.cryptos.append(suite)
    call = config.callConfig
    call.prackUse = pj.PJSUA_100REL_OPTIONAL if account.reliable_provisional else pj.PJSUA_100REL_NOT_USED
    call.timerUse = pj.PJSUA_SIP_TIMER_OPTIONAL if account.session_timers else pj.PJSUA_SIP_TIMER_INACTIVE


def with_codecs(sdp: str, codecs: Iterable[str]) -> str:
    """`sdp` with the formats of its first audio line that `codecs` names, in that order, and telephone events.

    `codecs` are names like "G722/16000", () for the phone's order. Unchanged when none of them is in it: the
    negotiation fails then in words of SIP, rather than here.
    """
    lines = sdp.split("\r\n")
    at = next((index for index, line in enumerate(lines) if line.startswith("m=audio ")), None)
    if at is None:
        return sdp
    end = next((index for index in range(at + 1, len(lines)) if lines[index].startswith("m=")), len(lines))
    head, formats = lines[at].split(" ")[:3], lines[at].split(" ")[3:]
    names = _names(lines[at:end])
    kept = _chosen(formats, names, tuple(codecs) or PREFERRED_CODECS)
    if not kept:
        return sdp
    rates = {names[each][1] for each in kept}
    kept += [each for each in formats if names.get(each, ("", 0))[0] == _EVENTS and names[each][1] in rates]
    attributes = [
        line for line in lines[at + 1 : end] if not (found := _OF_FORMAT.match(line)) or found[1] in kept
    ]
    return "\r\n".join([*lines[:at], " ".join([*head, *kept]), *attributes, *lines[end:]])


def _names(lines: Sequence[str]) -> dict[str, tuple[str, int]]:
    """Name and clock rate of each format."""
    found = (_RTPMAP.match(line) for line in lines)
    return _STATIC | {each[1]: (each[2].lower(), int(each[3])) for each in found if each}


def _chosen(formats: Sequence[str], names: dict[str, tuple[str, int]], codecs: Sequence[str]) -> list[str]:
    kept: list[str] = []
    for wanted in map(_in_sdp, codecs):
        kept += [each for each in formats if names.get(each) == wanted and each not in kept]
    return kept


def _in_sdp(codec: str) -> tuple[str, int]:
    """Name and clock rate as an rtpmap has them: G.722 samples at 16 kHz and says 8 (RFC 3551 section 4.5.2)."""
    name, _, rest = codec.lower().partition("/")
    rate = rest.partition("/")[0]
    return name, 8000 if name == "g722" else int(rate) if rate.isascii() and rate.isdigit() else 8000
