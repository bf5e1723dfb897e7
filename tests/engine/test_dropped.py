"""Responses that pjsip drops without an event: they are read all the same, acknowledged, and end the leg at once."""

import socket
import time

import pytest

from softphone.calls.call_events import CallEnded
from softphone.engine.dropped import DroppedResponse, ack_for, read_dropped, whole_lines
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine
from tests.engine.raw_peer import reply
from tests.support.patience import PATIENCE_S

_AT_ONCE_S = 10.0  # a transaction lives for 32
_STATUS = b"301 Moved Permanently"


@pytest.mark.parametrize(
    "contact",
    [
        b"<sip:b@127.0.0.1:9>;q=.5",
        b"<sip:b@127.0.0.1:9>;q=high",
        b"<sip:b@127.0.0.1:9?From=%3Csip:boss@evil.invalid%3E>",
        b"<sip:b b@127.0.0.1:9>, <sip:c@127.0.0.1:9>",
        b'"\xff\xfe <sip:b@127.0.0.1:9>, <sip:c@127.0.0.1:9',
    ],
)
def test_a_contact_that_the_library_cannot_read(contact: bytes, phone: EnginePhone) -> None:
    """The whole response comes up at once, byte by byte, and the other side gets its ACK."""
    with socket.socket(type=socket.SOCK_DGRAM) as peer:
        peer.bind(("127.0.0.1", 0))
        peer.settimeout(PATIENCE_S)
        uri = f"sip:x@127.0.0.1:{peer.getsockname()[1]}"
        phone.engine.invite(1, uri)
        invite, address = peer.recvfrom(65536)
        sent = reply(_STATUS, invite, b"Contact: " + contact)
        peer.sendto(sent, address)
        begun = time.monotonic()
        ended = phone.wait_for(CallEnded)
        assert time.monotonic() - begun < _AT_ONCE_S
        assert (ended.status, ended.transport, ended.source) == (301, "udp", uri.partition("@")[2])
        assert ended.final_response == sent
        ack = invite
        while ack.startswith(b"INVITE"):  # a retransmission may have crossed the answer
            ack = peer.recv(65536)
    assert ack.startswith(b"ACK " + uri.encode() + b" SIP/2.0\r\n")
    branch = next(line for line in invite.split(b"\r\n") if line.startswith(b"Via:")).partition(b"branch=")[2]
    assert branch in ack


@pytest.mark.parametrize("body", [b"Call us. " * 600, b"x\r\n" * 20_000])
def test_an_answer_over_tcp_that_is_longer_than_the_library_takes(body: bytes, phone: EnginePhone) -> None:
    """Its head comes up at once instead of a call that waits for ever, and the connection is good for the next call."""
    with RawLine(transport="tcp") as peer:
        uri = f"sip:x@127.0.0.1:{peer.port};transport=tcp"
        phone.engine.invite(1, uri)
        invite = peer.wait_for(b"INVITE")
        peer.answer(invite, b"100 Trying")
        contact = b"Contact: <sip:b@127.0.0.1:9>"
        sent = peer.answer(
            invite, b"380 Alternative Service", contact, b"Content-Type: text/plain", body=body
        )
        begun = time.monotonic()
        ended = phone.wait_for(CallEnded)
        assert time.monotonic() - begun < _AT_ONCE_S
        assert (ended.status, ended.transport, ended.source) == (380, "tcp", f"127.0.0.1:{peer.port}")
        assert ended.final_response == sent.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        peer.answer(peer.wait_for(b"CANCEL"), b"200 OK")

        phone.engine.invite(2, uri)
        peer.answer(peer.wait_for(b"INVITE"), b"486 Busy Here")
        assert phone.wait_for_end(2).status == 486


@pytest.mark.parametrize(
    ("cut", "kept"),
    [
        (b"SIP/2.0 301 M\r\nm: <sip:a@h>\r\nm: <sip:anna@bank", b"SIP/2.0 301 M\r\nm: <sip:a@h>\r\n\r\n"),
        (b"SIP/2.0 301 M\r\nm: <sip:a@h>\r\n\r\nsip:anna@bank", b"SIP/2.0 301 M\r\nm: <sip:a@h>\r\n\r\n"),
        (b"", b"\r\n\r\n"),
    ],
)
def test_half_a_line_of_what_was_cut_is_not_read(cut: bytes, kept: bytes) -> None:
    """sip:anna@bank is somebody else than sip:anna@bank.example."""
    assert whole_lines(cut) == kept


def test_an_answer_for_another_call_ends_nothing(phone: EnginePhone) -> None:
    """Only who knows the Call-ID is believed; a forged one is ignored and the call can still be answered."""
    with socket.socket(type=socket.SOCK_DGRAM) as peer:
        peer.bind(("127.0.0.1", 0))
        peer.settimeout(PATIENCE_S)
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.getsockname()[1]}")
        invite, address = peer.recvfrom(65536)
        forged = reply(_STATUS, invite.replace(b"Call-ID: ", b"Call-ID: not-"), b"Contact: <sip:b@h>;q=.5")
        peer.sendto(forged, address)
        peer.sendto(reply(b"486 Busy Here", invite), address)
        assert phone.wait_for(CallEnded).status == 486


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"INVITE sip:a@b SIP/2.0\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n\r\n",
        b"SIP/2.0 180 Ringing\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n\r\n",
        b"SIP/2.0 200 OK\r\nCall-ID: x\r\nCSeq: 1 INVITE\r\n\r\n",
        b"SIP/2.0 301 Moved\r\nCall-ID: x\r\nCSeq: 1 REGISTER\r\n\r\n",
        b"SIP/2.0 301 Moved\r\nCSeq: 1 INVITE\r\n\r\n",
        b"\xff" * 4000,
    ],
)
def test_what_is_no_final_response_to_an_invite_is_left_alone(raw: bytes) -> None:
    """Requests, provisional and good answers, other methods and noise are not taken for an end of a call."""
    assert read_dropped(raw, ("127.0.0.1", 5060)) is None


def test_the_ack_repeats_what_identifies_the_transaction() -> None:
    """RFC 3261 section 17.1.1.3: top Via, From, To with its tag, Call-ID, the number of CSeq; compact forms too."""
    raw = b"SIP/2.0 301 M\r\nv: SIP/2.0/UDP a;branch=z1, SIP/2.0/UDP b\r\nf: <sip:a@b>;tag=1\r\nt: <sip:c@d>;tag=2\r\n"
    raw += b"i: abc\r\nCSeq: 7 INVITE\r\n\r\n"
    response = read_dropped(raw, ("127.0.0.1", 5060))
    assert isinstance(response, DroppedResponse)
    assert ack_for(response, "sip:c@d").split(b"\r\n") == [
        b"ACK sip:c@d SIP/2.0",
        b"Via: SIP/2.0/UDP a;branch=z1",
        b"Max-Forwards: 70",
        b"From: <sip:a@b>;tag=1",
        b"To: <sip:c@d>;tag=2",
        b"Call-ID: abc",
        b"CSeq: 7 ACK",
        b"Content-Length: 0",
        b"",
        b"",
    ]
