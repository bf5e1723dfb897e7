"""Session descriptions: one PCMU or PCMA stream, offered and answered (RFC 4566, RFC 3264)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from softphone.demo.flow import LOOPBACK

_MEDIA = re.compile(
    r"([a-z0-9\-]{1,20}) ([0-9]{1,5})(?:/[0-9]{1,5})? (\S{1,40})((?: \S{1,20}){1,60})", re.I | re.ASCII
)
_RTPMAP = re.compile(r"rtpmap:([0-9]{1,3}) ([A-Za-z0-9\-_.]+)/([0-9]{1,6})", re.ASCII)
_STATIC = {"0": "PCMU", "8": "PCMA"}
_MAX_LINES = 500
_MIRRORED = {"sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive", "sendrecv": "sendrecv"}


@dataclass(frozen=True, slots=True)
class AudioStream:
    """What the peer wants: `codec` is PCMU or PCMA, `events_type` the payload type of telephone-event or None.

    `direction` is the peer's view, `index` the place of its m= line.
    """

    index: int
    port: int
    payload_type: int
    codec: str
    events_type: int | None
    direction: str


@dataclass(frozen=True, slots=True)
class Session:
    """A parsed description: every m= line as written, and the one stream that can be used."""

    media_lines: tuple[str, ...]
    audio: AudioStream | None


def parse_session(body: bytes) -> Session | None:
    """The session that a body describes, None if it describes none."""
    lines = body.decode("utf-8", "replace").splitlines()[:_MAX_LINES]
    if not lines or not lines[0].startswith("v=0"):
        return None
    media_lines: list[str] = []
    attributes: list[list[str]] = [[]]
    for line in lines:
        if line.startswith("m="):
            media_lines.append(line[2:].strip())
            attributes.append([])
        elif line.startswith("a="):
            attributes[-1].append(line[2:].strip())
    audio = None
    for index, (line, own) in enumerate(zip(media_lines, attributes[1:], strict=True)):
        audio = audio or _audio(index, line, own, attributes[0])
    return Session(tuple(media_lines), audio)


def _audio(index: int, line: str, own: list[str], session_wide: list[str]) -> AudioStream | None:
    match = _MEDIA.fullmatch(line)
    if match is None or match[1].lower() != "audio" or match[3] not in {"RTP/AVP", "RTP/AVPF"}:
        return None
    port = int(match[2])
    if not 0 < port < 65_536:
        return None
    maps = {m[1]: m[2] for a in own if (m := _RTPMAP.match(a)) and m[3] == "8000"}
    types = match[4].split()
    names = {
        t: maps.get(t, _STATIC.get(t, "")).upper()
        for t in types
        if t.isascii() and t.isdigit() and int(t) < 128
    }
    chosen = next((t for t, name in names.items() if name in {"PCMU", "PCMA"}), None)
    if chosen is None:
        return None
    events = next((int(t) for t, name in names.items() if name == "TELEPHONE-EVENT"), None)
    directions = [a for a in [*session_wide, *own] if a in _MIRRORED]
    return AudioStream(
        index, port, int(chosen), names[chosen], events, directions[-1] if directions else "sendrecv"
    )


def answer_session(session: Session, audio: AudioStream, port: int, version: int) -> bytes:
    """The answer: `audio` taken on our `port`, every other stream refused with port 0."""
    lines = _session_lines(version)
    for index, line in enumerate(session.media_lines):
        if index == audio.index:
            names = {audio.payload_type: audio.codec}
            if audio.events_type is not None:
                names[audio.events_type] = "telephone-event"
            protocol = line.split()[2]
            lines += _stream_lines(port, protocol, names, _MIRRORED[audio.direction])
        else:
            words = line.split()
            refused = [words[0], "0", *words[2:]] if len(words) > 3 else ["audio", "0", "RTP/AVP", "0"]
            lines.append("m=" + " ".join(refused))
    return "\r\n".join([*lines, ""]).encode()


def offer_session(port: int, version: int) -> bytes:
    """Our offer: PCMU, PCMA and telephone-event on `port`."""
    names = {0: "PCMU", 8: "PCMA", 101: "telephone-event"}
    return "\r\n".join(
        [*_session_lines(version), *_stream_lines(port, "RTP/AVP", names, "sendrecv"), ""]
    ).encode()


def _session_lines(version: int) -> list[str]:
    return ["v=0", f"o=demo 1 {version} IN IP4 {LOOPBACK}", "s=demo", f"c=IN IP4 {LOOPBACK}", "t=0 0"]


def _stream_lines(port: int, protocol: str, names: Mapping[int, str], direction: str) -> list[str]:
    lines = [f"m=audio {port} {protocol} " + " ".join(str(number) for number in names)]
    lines += [f"a=rtpmap:{number} {name}/8000" for number, name in names.items()]
    lines += [f"a=fmtp:{number} 0-15" for number, name in names.items() if name == "telephone-event"]
    return [*lines, "a=ptime:20", f"a={direction}"]
