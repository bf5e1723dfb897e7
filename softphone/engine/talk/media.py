"""What the sound of a call is at the moment: whether it flows, who holds it, how it is coded and encrypted."""

import re
from dataclasses import dataclass

import pjsua2 as pj

from softphone.calls.call_events import CallMedia

# Of the library's dump of a call: it says nowhere else whether SRTP is really on, and with what. Its first line is
# the other side's name and address, in which anything may stand.
_BEFORE_MEDIA = "\n  Call time: "
_STREAM = re.compile(r"^ +#(\d+) ", re.MULTILINE)
_SRTP = re.compile(r"^ +SRTP status: Active Crypto-suite: (\S+)", re.MULTILINE)
_HELD = (pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD)


@dataclass(frozen=True, slots=True)
class SoundOf:
    """`index` of the audio stream, -1 for none. `is_heard`: something may come, if only music for who is held.

    `is_broken`: what was agreed on cannot be carried out, and pjsip 2.15.1 aborts at the next offer in this call.
    """

    index: int
    event: CallMedia
    is_heard: bool
    is_broken: bool = False


def sound_of(call_id: int, native: pj.Call) -> SoundOf:
    """The first audio stream of a call. Raises pj.Error when the call is over.

    Whether the other side holds is read from the direction that was negotiated, since the library's status hides it
    behind our own hold: who may not send is held (RFC 3264 section 8.4), which `c=0.0.0.0` says in the old way.
    """
    info = native.getInfo()  # keep it: its media are a view into it
    for index, media in enumerate(info.media):
        if media.type != pj.PJMEDIA_TYPE_AUDIO:
            continue
        if media.status == pj.PJSUA_CALL_MEDIA_ERROR:
            return SoundOf(-1, CallMedia(call_id, active=False), is_heard=False, is_broken=True)
        if media.status not in (pj.PJSUA_CALL_MEDIA_ACTIVE, *_HELD):
            continue
        held = media.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD
        codec, cipher = _codec(native, index), cipher_of(native.dump(True, ""), index)
        event = CallMedia(
            call_id=call_id,
            active=media.status == pj.PJSUA_CALL_MEDIA_ACTIVE,
            codec=codec,
            encrypted=cipher != "",
            cipher=cipher,
            held=held,
            held_by_peer=not media.dir & pj.PJMEDIA_DIR_ENCODING,
        )
        return SoundOf(index, event, not held and bool(media.dir & pj.PJMEDIA_DIR_DECODING))
    return SoundOf(-1, CallMedia(call_id, active=False), is_heard=False)


def has_telephone_events(native: pj.Call, index: int) -> bool:
    """Whether the other side takes digits as RFC 4733. Raises pj.Error."""
    return native.getStreamInfo(index).audTxEventPt >= 0


def _codec(native: pj.Call, index: int) -> str:
    try:
        stream = native.getStreamInfo(index)
    except pj.Error:  # a stream that flows nowhere
        return ""
    return f"{stream.codecName}/{stream.codecClockRate}"


def cipher_of(dump: str, index: int) -> str:
    """The SRTP suite of a call's stream `index`, "" when it is not encrypted."""
    _, _, numbers = dump.rpartition(_BEFORE_MEDIA)
    streams = iter(_STREAM.split(numbers)[1:])
    for number, text in zip(streams, streams, strict=True):
        if int(number) == index:
            found = _SRTP.search(text)
            return found[1] if found else ""
    return ""
