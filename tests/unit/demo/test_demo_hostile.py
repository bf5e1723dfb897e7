"""Bytes that nobody should send: the reader raises SipParseError and nothing else, the exchange lives."""

import asyncio
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.demo.digest import parse_credentials
from softphone.demo.exchange import DemoAddresses
from softphone.demo.message import (
    Request,
    Response,
    address_of,
    expires_of,
    host_port_of,
    parse_message,
    split_list,
    tag_of,
    user_of,
)
from softphone.demo.numbers import DIRECTORY, Place
from softphone.demo.sdp import parse_session
from softphone.demo.switchboard import Switchboard
from softphone.sip.errors import SipParseError
from tests.unit.demo.raw_phone import OFFER, RawPhone

PIECES = [
    b"INVITE sip:echo@127.0.0.1 SIP/2.0\r\n",
    b"SIP/2.0 200 OK\r\n",
    b"Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;rport\r\n",
    b"v: SIP / 2.0 / UDP [::1]:0,,\r\n",
    b'From: "a\\" <sip:x>" <sip:a@b>;tag=1\r\n',
    b"To: <sip:echo@127.0.0.1\r\n",
    b"To: sip:a;tag=\r\n",
    b"Call-ID: 1\r\n",
    b"CSeq: 1 INVITE\r\n",
    b"CSeq: 99999999999 INVITE\r\n",
    b"CSeq: x\r\n",
    b'Contact: <<>>,;"\r\n',
    b"Content-Length: 5\r\n",
    b"Content-Length: -1\r\n",
    b" folded\r\n",
    b"\0\xff\xfe\r\n",
    b"\r\n",
    b"v=0\r\nm=audio 1 RTP/AVP 0\r\n",
]


def use(data: bytes) -> None:
    """Read a message and touch everything that the exchange would."""
    try:
        message = parse_message(data)
    except SipParseError:
        return
    assert isinstance(message, Request | Response)
    assert message.cseq[0] >= 0
    for _, value in message.headers:
        for part in split_list(value):
            assert isinstance(address_of(part) + tag_of(part) + user_of(part), str)
            host_port_of(part)
            expires_of(part)
        parse_credentials(value)
    parse_session(message.body)


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    """Any bytes are a message or a SipParseError."""
    use(data)


@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_any_headers(pieces: list[bytes]) -> None:
    """Plausible headers in any order, missing or doubled, are a message or a SipParseError."""
    use(b"".join(pieces))


@pytest.mark.parametrize(
    "shape", [b'"', b"<", b",", b";", b"\\", b" ", b"a=b,", b'a="\\', b";tag=", b"\r\n ", b"sip:a@", b"1"]
)
def test_long_repetitions_are_quick(shape: bytes) -> None:
    """The largest message of one repeated shape is read quickly: no step is quadratic."""
    head = b"INVITE sip:echo@h SIP/2.0\r\nVia: SIP/2.0/UDP h;branch=z9hG4bK1\r\n"
    head += b"From: a;tag=1\r\nTo: b\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n"
    filler = shape * (60_000 // len(shape))
    started = time.process_time()
    for name in (b"Contact: ", b"Authorization: Digest ", b"Via: "):
        use(head + name + filler + b"\r\n\r\nv=0\r\nm=" + filler)
    assert time.process_time() - started < 1.5


class Nowhere:
    """A way back that only counts."""

    reliable = False
    transport = "UDP"
    local_port = 5060
    peer = ("127.0.0.1", 9)

    def __init__(self) -> None:
        self.sent = 0

    def send(self, data: bytes) -> None:
        self.sent += 1
        assert data.startswith((b"SIP/2.0 ", b"BYE ", b"ACK ", b"INVITE ", b"CANCEL "))


def test_damaged_requests_of_every_kind(addresses: DemoAddresses) -> None:
    """Requests with a few damaged bytes never raise, neither at once nor in what they set going."""
    chance = random.Random(11)
    credentials = (
        'Authorization: Digest username="demo", realm="demo exchange", nonce="1.2.3", qop=auth, nc=1\r\n'
    )
    troubles: list[dict[str, object]] = []
    way = Nowhere()

    async def bombard() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: troubles.append(context))
        switchboard = Switchboard(Place(5060, 5062), {"demo": "x"})
        with RawPhone(addresses) as phone:
            for number in range(3000):
                method = chance.choice(
                    ["INVITE", "REGISTER", "ACK", "BYE", "CANCEL", "OPTIONS", "MESSAGE", "UPDATE"]
                )
                user = chance.choice([row.user for row in DIRECTORY])
                branch = f"z9hG4bK{number // 4}"  # so that ACK and CANCEL meet their INVITE
                tag = chance.choice(["", "", "x"])
                whole = phone.message(
                    method, user, branch=branch, to_tag=tag, headers=credentials, body=OFFER.format(port=9)
                )
                damaged = bytearray(whole)
                for _ in range(chance.randrange(4)):
                    damaged[chance.randrange(len(damaged))] = chance.randrange(256)
                switchboard.received(bytes(damaged), way)
                if number % 100 == 0:
                    await asyncio.sleep(0)
        await asyncio.sleep(0.1)
        switchboard.close()

    asyncio.run(bombard())
    assert troubles == []
    assert way.sent > 500


def test_noise_on_the_wire(phone: RawPhone) -> None:
    """A thousand damaged datagrams later the exchange still answers at once."""
    chance = random.Random(7)
    whole = phone.message("INVITE", "busy", headers="Route: <sip:127.0.0.1;lr>\r\n", body="v=0\r\n")
    for _ in range(1000):
        damaged = bytearray(whole)
        for _ in range(chance.randrange(1, 20)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        phone.send(
            bytes(damaged[: chance.randrange(len(damaged))]) if chance.random() < 0.3 else bytes(damaged)
        )
    probe = phone.message("OPTIONS", "echo", cseq=77)
    for _ in range(20):  # the flood may have filled a socket's buffer
        phone.send(probe)
        answers = [phone.receive()]
        while len(answers) < 3000 and answers[-1].get("CSeq") != "77 OPTIONS":
            try:
                answers.append(phone.receive(0.3))
            except TimeoutError:
                break
        if answers[-1].get("CSeq") == "77 OPTIONS":
            break
    assert answers[-1].status == 200
