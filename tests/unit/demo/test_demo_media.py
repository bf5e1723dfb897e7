"""The sound: what comes back is what was sent, and tones have the pitch that they say."""

import itertools
import math
import re
import socket
import struct
from collections.abc import Iterator

import pytest

from softphone.demo.exchange import DemoAddresses
from softphone.demo.media import Sound, a_law, frame_of, mu_law
from softphone.demo.sdp import parse_session
from tests.unit.demo.raw_phone import OFFER, RawPhone, to_tag

SSRC = b"rawp"


def packet(sequence: int, payload: bytes, payload_type: int = 8) -> bytes:
    return struct.pack("!BBHI", 0x80, payload_type, sequence, sequence * 160) + SSRC + payload


def pcma(byte: int) -> int:
    """One A-law byte as a 16-bit sample, by the decoder of ITU-T G.711."""
    byte ^= 0x55
    exponent, mantissa = byte >> 4 & 7, byte & 15
    value = (mantissa << 4) + 8 if exponent == 0 else (mantissa << 4) + 264 << exponent - 1
    return value if byte & 0x80 else -value


@pytest.fixture
def rtp() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        opened.bind(("127.0.0.1", 0))
        opened.settimeout(2.0)
        yield opened


def connect(phone: RawPhone, user: str, rtp: socket.socket) -> tuple[tuple[str, int], str]:
    """Dial, and return where to send sound and the To tag."""
    answer = phone.dial(user, body=OFFER.format(port=rtp.getsockname()[1]))
    match = re.search(rb"m=audio (\d+)", answer.body)
    assert match
    return ("127.0.0.1", int(match[1])), to_tag(answer)


def test_echo(phone: RawPhone, rtp: socket.socket) -> None:
    """Fifty packets come back in order, byte for byte, under a source identifier of the exchange's own."""
    peer, tag = connect(phone, "echo", rtp)
    returned = []
    for sequence in range(50):
        rtp.sendto(packet(sequence, bytes([sequence]) * 160), peer)
        returned.append(rtp.recv(2000))
    assert [data[12:] for data in returned] == [bytes([n]) * 160 for n in range(50)]
    assert [struct.unpack("!H", data[2:4])[0] for data in returned] == list(range(50))
    assert {data[8:12] for data in returned} != {SSRC}
    assert phone.ask("BYE", "echo", cseq=2, to_tag=tag).status == 200


def test_echo_of_telephone_events(phone: RawPhone, rtp: socket.socket) -> None:
    """RFC 4733 events come back too; payload types that were not agreed do not."""
    peer, tag = connect(phone, "echo", rtp)
    rtp.sendto(packet(1, b"\x00" * 160, payload_type=18), peer)
    rtp.sendto(packet(2, b"\x05\x0a\x00\xa0", payload_type=96), peer)
    assert rtp.recv(2000)[12:] == b"\x05\x0a\x00\xa0"
    assert phone.ask("BYE", "echo", cseq=2, to_tag=tag).status == 200


def test_echo_latches(phone: RawPhone, rtp: socket.socket) -> None:
    """The first source keeps the echo: packets of a stranger go nowhere."""
    peer, tag = connect(phone, "echo", rtp)
    rtp.sendto(packet(1, b"mine"), peer)
    assert rtp.recv(2000)[12:] == b"mine"
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.bind(("127.0.0.1", 0))
        stranger.settimeout(0.2)
        stranger.sendto(packet(1, b"theirs"), peer)
        with pytest.raises(TimeoutError):
            stranger.recv(2000)
    assert phone.ask("BYE", "echo", cseq=2, to_tag=tag).status == 200


def test_echo_ends_with_the_call(phone: RawPhone, rtp: socket.socket) -> None:
    """After BYE the port is closed."""
    peer, tag = connect(phone, "echo", rtp)
    assert phone.ask("BYE", "echo", cseq=2, to_tag=tag).status == 200
    rtp.settimeout(0.3)
    rtp.sendto(packet(1, b"late"), peer)
    with pytest.raises(TimeoutError):
        rtp.recv(2000)


@pytest.mark.parametrize("junk", [b"", b"\x80", b"\x00" * 172, b"\x80\x08" + b"\xff" * 1999, b"\xff" * 12])
def test_junk_on_the_sound_port(phone: RawPhone, rtp: socket.socket, junk: bytes) -> None:
    """What is no RTP packet is dropped and the echo goes on."""
    peer, tag = connect(phone, "echo", rtp)
    rtp.sendto(junk, peer)
    rtp.sendto(packet(1, b"good"), peer)
    assert rtp.recv(2000)[12:] == b"good"
    assert phone.ask("BYE", "echo", cseq=2, to_tag=tag).status == 200


def test_beep_then_silence(phone: RawPhone, rtp: socket.socket) -> None:
    """The mailbox beeps for half a second at 440 Hz, 20 ms a packet without a gap, then sends silence."""
    _, tag = connect(phone, "voicemail", rtp)
    packets = [rtp.recv(2000) for _ in range(40)]
    numbers = [struct.unpack("!H", data[2:4])[0] for data in packets]
    assert numbers == [(numbers[0] + n) & 0xFFFF for n in range(40)]
    samples = [pcma(byte) for data in packets for byte in data[12:]]
    beep, silence = samples[:4000], samples[4000:]
    rises = sum(a < 0 <= b for a, b in itertools.pairwise(beep))
    assert rises / 0.5 == pytest.approx(440, abs=4)
    assert max(silence) < 32
    assert phone.ask("BYE", "voicemail", cseq=2, to_tag=tag).status == 200


def test_held_call_hears_nothing(phone: RawPhone, rtp: socket.socket) -> None:
    """A tone stops while the peer only sends, and goes on after a resume."""
    _, tag = connect(phone, "tone", rtp)
    assert rtp.recv(2000)
    offer = OFFER.format(port=rtp.getsockname()[1])
    phone.ask("INVITE", "tone", cseq=2, to_tag=tag, body=offer + "a=sendonly\r\n")
    phone.send(phone.message("ACK", "tone", cseq=2, to_tag=tag))
    rtp.settimeout(0.1)
    with pytest.raises(TimeoutError):
        for _ in range(200):  # what was on its way when the call was held
            rtp.recv(2000)
    phone.ask("INVITE", "tone", cseq=3, to_tag=tag, body=offer)
    phone.send(phone.message("ACK", "tone", cseq=3, to_tag=tag))
    rtp.settimeout(1.0)
    assert len(rtp.recv(2000)) == 172
    assert phone.ask("BYE", "tone", cseq=4, to_tag=tag).status == 200


@pytest.mark.parametrize("sample", [0, 1, -1, 100, -100, 5000, -5000, 32_767, -32_768])
def test_a_law_is_within_its_step(sample: int) -> None:
    """A-law coding errs by no more than half a step of its segment."""
    assert abs(pcma(a_law(sample)) - sample) <= max(abs(sample) / 16, 16)


def test_mu_law_reference_values() -> None:
    """µ-law gives the table's bytes at the ends of its range."""
    assert [mu_law(value) for value in (0, 32_635, -32_635, 1000)] == [0xFF, 0x80, 0x00, 0xCE]


def test_tone_is_seamless() -> None:
    """Frames of one tone join without a step."""
    joined = b"".join(frame_of(Sound.TONE, n * 160, "PCMA") for n in range(50))
    wave = [round(8192 * math.sin(2 * math.pi * 440 * n / 8000)) for n in range(8000)]
    assert all(abs(pcma(byte) - value) <= 512 for byte, value in zip(joined, wave, strict=True))


@pytest.mark.parametrize(
    ("media", "expected"),
    [
        ("m=audio 4000 RTP/AVP 0\r\n", (0, "PCMU")),
        ("m=audio 4000 RTP/AVP 9 3 8 0\r\n", (8, "PCMA")),
        ("m=audio 4000 RTP/AVP 97\r\na=rtpmap:97 pcmu/8000\r\n", (97, "PCMU")),
        ("m=video 5000 RTP/AVP 31\r\nm=audio 4000 RTP/AVP 0\r\n", (0, "PCMU")),
        ("m=audio 0 RTP/AVP 0\r\n", None),
        ("m=audio 99999 RTP/AVP 0\r\n", None),
        ("m=audio 4000 RTP/AVP 9\r\n", None),
        ("m=audio 4000 RTP/SAVP 0\r\n", None),
        ("m=audio\r\n", None),
    ],
)
def test_choice_of_the_stream(media: str, expected: tuple[int, str] | None) -> None:
    """The first usable audio stream is taken, with the peer's favourite of PCMU and PCMA."""
    session = parse_session(f"v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\n{media}".encode())
    assert session
    assert (session.audio and (session.audio.payload_type, session.audio.codec)) == expected


def test_refused_streams_are_answered(addresses: DemoAddresses) -> None:
    """Every m= line of the offer has one in the answer, refused ones with port 0 (RFC 3264 section 6)."""
    offer = OFFER.format(port=9) + "m=video 5000 RTP/AVP 31\r\nm=text\r\n"
    with RawPhone(addresses) as phone:
        answer = phone.dial("echo", body=offer)
        lines = [line for line in answer.body.decode().split("\r\n") if line.startswith("m=")]
        assert [line.split()[:2] for line in lines[1:]] == [["m=video", "0"], ["m=audio", "0"]]
        assert phone.ask("BYE", "echo", cseq=2, to_tag=to_tag(answer)).status == 200
