"""The sound of the exchange: RTP that comes back as an echo, or a tone that is made here.

Audio is G.711 at 8 kHz mono; a packet holds 160 samples = 20 ms, one byte each.
"""

import asyncio
import contextlib
import math
import secrets
import socket
import struct
from enum import StrEnum
from functools import lru_cache

from softphone.demo.flow import LOOPBACK
from softphone.demo.sdp import AudioStream

_FRAME = 160
_FRAME_S = 0.02
_RATE = 8000
_MAX_PACKET = 1500
_RTP = struct.Struct("!BBHII")
_PORT_TRIES = 20


class Sound(StrEnum):
    """What a call plays."""

    ECHO = "echo"
    TONE = "tone"  # 440 Hz, one second on, one second off
    RINGBACK = "ringback"  # 425 Hz, one second in four
    BEEP = "beep"  # 440 Hz for half a second, then silence
    SILENCE = "silence"


# Per sound: frequency in Hz, and the seconds on and off; off None: it does not come again.
_CADENCE: dict[Sound, tuple[int, float, float | None]] = {
    Sound.TONE: (440, 1.0, 1.0),
    Sound.RINGBACK: (425, 1.0, 3.0),
    Sound.BEEP: (440, 0.5, None),
    Sound.SILENCE: (440, 0.0, None),
}


def mu_law(sample: int) -> int:
    """One 16-bit sample as a G.711 µ-law byte (ITU-T G.711 table 2)."""
    sign = 0x80 if sample < 0 else 0
    magnitude = min(abs(sample), 32_635) + 132
    exponent = magnitude.bit_length() - 8
    return ~(sign | exponent << 4 | (magnitude >> exponent + 3 & 0x0F)) & 0xFF


def a_law(sample: int) -> int:
    """One 16-bit sample as a G.711 A-law byte (ITU-T G.711 table 1)."""
    sign = 0x80 if sample >= 0 else 0
    magnitude = min(abs(sample), 32_767) >> 4
    exponent = max(magnitude.bit_length() - 4, 0)
    mantissa = (magnitude >> max(exponent - 1, 0) if exponent else magnitude >> 0) & 0x0F
    return (sign | exponent << 4 | mantissa) ^ 0x55


@lru_cache(maxsize=16)
def tone_second(frequency: int, codec: str) -> bytes:
    """One second of a sine at a quarter of full scale: 8000 bytes; whole periods, so it can be repeated."""
    encode = mu_law if codec == "PCMU" else a_law
    return bytes(encode(round(8192 * math.sin(2 * math.pi * frequency * n / _RATE))) for n in range(_RATE))


def frame_of(sound: Sound, position: int, codec: str) -> bytes:
    """The frame of `sound` that starts at sample `position`."""
    frequency, on, off = _CADENCE[sound]
    second = position / _RATE
    within = second if off is None else second % (on + off)
    if within >= on:
        return (b"\xff" if codec == "PCMU" else b"\xd5") * _FRAME
    start = position % _RATE
    return tone_second(frequency, codec)[start : start + _FRAME]


class MediaPort(asyncio.DatagramProtocol):
    """One call's RTP socket on loopback. Opened with `open_media`, ended with `close`."""

    def __init__(self) -> None:
        self.port = 0
        self._socket: asyncio.DatagramTransport | None = None
        self._control: socket.socket | None = None  # holds the RTCP port, so that reports reach nobody else
        self._stream: AudioStream | None = None
        self._peer: tuple[str, int] | None = None
        self._latched = False
        self._sound = Sound.SILENCE
        self._ssrc = secrets.token_bytes(4)
        self._sequence = secrets.randbelow(1 << 15)
        self._position = 0
        self._timer: asyncio.TimerHandle | None = None

    def connect(self, stream: AudioStream, sound: Sound) -> None:
        """Play `sound` to the peer that `stream` describes; called again when the peer changes it."""
        self._stream = stream
        # The peer may name any of this machine's addresses in c=; sound stays on loopback.
        self._peer = (LOOPBACK, stream.port)
        self._latched = False
        self._sound = sound
        self._position = 0
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if sound is not Sound.ECHO and stream.direction in {"sendrecv", "recvonly"}:
            self._tick(asyncio.get_running_loop().time())

    def close(self) -> None:
        if self._timer:
            self._timer.cancel()
        if self._socket:
            self._socket.close()
        if self._control:
            self._control.close()

    def adopt(self, transport: asyncio.DatagramTransport, port: int, control: socket.socket) -> None:
        self._socket, self.port, self._control = transport, port, control

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        stream = self._stream
        if stream is None or not 12 <= len(data) <= _MAX_PACKET or data[0] >> 6 != 2:
            return
        if data[1] & 0x7F not in {stream.payload_type, stream.events_type}:
            return
        if not self._latched:
            self._latched = True
            self._peer = addr
        elif addr != self._peer:
            return
        if self._sound is Sound.ECHO and self._socket and stream.direction == "sendrecv":
            # The sender's sequence and timestamps keep its timing; the source identifier must be our own.
            self._socket.sendto(data[:8] + self._ssrc + data[12:], addr)

    def error_received(self, exc: Exception) -> None:
        """The peer's port is closed already: its BYE is under way."""

    def _tick(self, due: float) -> None:
        if self._socket is None or self._stream is None or self._peer is None:
            return
        marker = 0x80 if self._position == 0 else 0
        payload = frame_of(self._sound, self._position, self._stream.codec)
        header = _RTP.pack(
            0x80, marker | self._stream.payload_type, self._sequence, self._position & 0xFFFFFFFF, 0
        )
        self._socket.sendto(header[:8] + self._ssrc + payload, self._peer)
        self._sequence = (self._sequence + 1) & 0xFFFF
        self._position += _FRAME
        loop = asyncio.get_running_loop()
        due = max(due + _FRAME_S, loop.time() - 0.2)  # after a stall do not send more than ten frames at once
        self._timer = loop.call_at(due, self._tick, due)


async def open_media() -> MediaPort:
    """A port pair on loopback, even for RTP and odd for RTCP (RFC 3550 section 11). Raises OSError if none is free."""
    rtp, control = _port_pair()
    media = MediaPort()
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(lambda: media, sock=rtp)
    media.adopt(transport, rtp.getsockname()[1], control)
    return media


def _port_pair() -> tuple[socket.socket, socket.socket]:
    for _ in range(_PORT_TRIES):
        rtp = _bound(0)
        port = rtp.getsockname()[1]
        if port % 2 == 0:
            with contextlib.suppress(OSError):
                return rtp, _bound(port + 1)
        rtp.close()
    raise OSError("no pair of free ports")


def _bound(port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        opened.setblocking(False)
        opened.bind((LOOPBACK, port))
    except OSError:
        opened.close()
        raise
    return opened
