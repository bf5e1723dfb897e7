"""What a person calls a sound format, where SDP says "PCMA/8000"."""

from typing import Final

from softphone.sip.text import safe_text

_SHOWN: Final = 20
_NAMES: Final = {
    "pcma": "G.711 A-law",
    "pcmu": "G.711 µ-law",
    "g722": "G.722",
    "gsm": "GSM",
    "ilbc": "iLBC",
    "speex/8000": "Speex 8 kHz",
    "speex/16000": "Speex 16 kHz",
    "speex/32000": "Speex 32 kHz",
}


def codec_name(codec: str) -> str:
    """`codec` is a name like "PCMU/8000", "" for none; one that is not known is shown as it is called."""
    name, _, _ = codec.partition("/")
    known = _NAMES.get(codec.casefold()) or _NAMES.get(name.casefold())
    return known or safe_text(name, _SHOWN)
