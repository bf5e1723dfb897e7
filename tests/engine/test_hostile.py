"""Peers that send what nobody should: the engine reports what it can and lives on."""

import random
import socket

import pytest

from softphone.calls.call_events import CallEnded, CallIncoming
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_peer import RawPeer, reply


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ((b'Contact: "\xff\xfe\x80" <sip:a@127.0.0.1>',), b""),
        ((b"Contact: <javascript:alert(1)>", b"Subject: <script>"), b""),
        ((b"Content-Type: text/plain",), b"a\xff\x00b\r\n" * 20),
        ((b"Contact: <sip:a@127.0.0.1" + b";p" * 1000 + b">",), b""),
        ((b"Contact: <sip:a@127.0.0.1?Route=%3Csip:evil%3E&Replaces=x&From=y>",), b""),
        ((b"Contact: <urn:service:sos.fire>",), b""),
        ((b"X-Long: " + b"y" * 3000,), b""),
        ((), b""),
    ],
)
def test_odd_redirects_come_up_as_they_are(
    headers: tuple[bytes, ...], body: bytes, phone: EnginePhone
) -> None:
    """A 300 with anything that the library lets through is reported byte by byte."""
    sent: list[bytes] = []

    def answer(invite: bytes) -> bytes:
        sent.append(reply(b"300 Multiple\xe9 Choices", invite, *headers, body=body))
        return sent[-1]

    with RawPeer(answer) as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        ended = phone.wait_for(CallEnded)
    assert ended.status == 300
    assert ended.final_response == sent[0].split(b"\0")[0] or ended.final_response == sent[0]


def test_noise_instead_of_a_response(phone: EnginePhone) -> None:
    """Answers that are no SIP at all do not end the engine; the person can still hang up."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    noise = random.Random(seed)

    def answer(invite: bytes) -> bytes:
        damaged = bytearray(reply(b"302 Moved", invite, b"Contact: <sip:a@127.0.0.1>;q=.5"))
        for _ in range(noise.randrange(1, 40)):
            damaged[noise.randrange(len(damaged))] = noise.randrange(256)
        return bytes(damaged)

    with RawPeer(answer) as peer:
        for call_id in range(1, 31):
            seen = len(phone.events)
            phone.engine.invite(call_id, f"sip:x@127.0.0.1:{peer.port}")
            phone.run_for(0.05)
            phone.engine.hang_up(call_id)
            phone.wait_for_end(call_id, after=seen)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_noise_at_the_ports(phone: EnginePhone) -> None:
    """Noise and half requests at the SIP port change nothing: the next call comes through."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    noise = random.Random(seed)
    target = ("127.0.0.1", phone.ready.udp_port)
    request = (
        "INVITE sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK{n}\r\n"
        "From: <sip:y@127.0.0.1>;tag={n}\r\nTo: <sip:x@127.0.0.1>\r\nCall-ID: {n}\r\nCSeq: 1 INVITE\r\n"
        "Contact: <sip:y@127.0.0.1:{port}>\r\nMax-Forwards: 5\r\nContent-Length: 0\r\n\r\n"
    )
    with socket.socket(type=socket.SOCK_DGRAM) as udp:
        udp.bind(("127.0.0.1", 0))
        port = udp.getsockname()[1]
        for number in range(300):
            data = bytearray(request.format(port=port, n=number).encode())
            for _ in range(noise.randrange(1, 30)):
                data[noise.randrange(len(data))] = noise.randrange(256)
            udp.sendto(bytes(data) if number % 2 else noise.randbytes(noise.randrange(1, 1400)), target)
        phone.run_for(0.2)
    with socket.create_connection(("127.0.0.1", phone.ready.tcp_port)) as tcp:
        tcp.sendall(noise.randbytes(4000))
    with EnginePhone() as caller:
        for event in [event for event in phone.events if isinstance(event, CallIncoming)]:
            phone.engine.reject(event.call_id)
        seen = len(phone.events)
        caller.engine.invite(1, f"sip:last@{phone.address}")
        phone.wait_for(
            CallIncoming, lambda event: event.to_uri == b"sip:last@127.0.0.1", after=max(0, seen - 8)
        )
    assert not [event for event in phone.events if isinstance(event, EngineLost | EngineFault)]
