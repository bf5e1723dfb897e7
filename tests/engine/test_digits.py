"""Digits: each way to send them, what AUTO takes, and each way to receive them."""

import re
import select
import socket
import struct
import time

import pytest

from softphone.calls.accounts import DtmfMode
from softphone.calls.call_events import CallAnswered, CallMedia, CallProgress, DtmfReceived
from softphone.calls.engine_events import DigitsRefused, EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import SDP, RawLine, body, header
from tests.engine.talking import SDP_TYPE, agree, answer_offer, answered, connected, sdp, set_account
from tests.support.patience import PATIENCE_S

_EVENTS = "0123456789*#ABCD"


class _Rtp:
    """A port for the sound of a raw peer. `digits` of RFC 4733 are read off the packets as they come."""

    def __init__(self) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(PATIENCE_S)
        self.port = int(self.socket.getsockname()[1])
        self.peer = ("", 0)
        self.digits = ""
        self.plain = 0
        self._last_at = b""

    def read_until(self, digits: str, timeout_s: float = PATIENCE_S) -> None:
        end = time.monotonic() + timeout_s
        while self.digits != digits:
            assert time.monotonic() < end, f"{self.digits!r} came"
            self._read()

    def read_packets(self, count: int) -> None:
        for _ in range(count):
            self._read()

    def read_what_is_there(self) -> None:
        while select.select([self.socket], [], [], 0)[0]:
            self._read()

    def _read(self) -> None:
        packet, self.peer = self.socket.recvfrom(2048)
        if packet[1] & 0x7F != 101:
            self.plain += 1
        elif packet[4:8] != self._last_at:
            self._last_at = packet[4:8]
            self.digits += _EVENTS[packet[12]]

    def send_digit(self, digit: str, payload_type: int) -> None:
        """One event: three packets while it lasts, three for its end (RFC 4733 section 2.5.1.4)."""
        for step in range(6):
            is_end = step >= 3
            event = bytes([_EVENTS.index(digit), 0x8A if is_end else 0x0A])
            head = struct.pack("!BBHII", 0x80, payload_type | 0x80 * (step == 0), 1 + step, 1000, 7)
            self.socket.sendto(head + event + struct.pack("!H", 160 * min(step + 1, 4)), self.peer)


def _infos(peer: RawLine, count: int) -> str:
    digits = ""
    for _ in range(count):
        info = peer.wait_for(b"INFO")
        assert header(info, b"content-type") == b"application/dtmf-relay"
        lines = dict(line.split(b"=") for line in body(info).split(b"\r\n") if line)
        assert 50 <= int(lines[b"Duration"]) <= 500
        digits += lines[b"Signal"].decode()
        peer.answer(info, b"200 OK")
    return digits


@pytest.mark.parametrize("mode", [DtmfMode.AUTO, DtmfMode.RTP])
def test_digits_as_events(mode: DtmfMode, phone: EnginePhone) -> None:
    """RFC 4733 where the other side takes it, in order, also more than the library keeps waiting."""
    set_account(phone, dtmf=mode)
    rtp = _Rtp()
    with RawLine() as peer, rtp.socket:
        answered(phone, peer, body=sdp(port=rtp.port), account_id="anna")
        phone.engine.send_dtmf(1, "12*#")
        phone.engine.send_dtmf(1, "d")
        rtp.read_until("12*#D")
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_more_digits_than_the_library_keeps(phone: EnginePhone) -> None:
    """Nothing is lost and nothing changes places."""
    set_account(phone, dtmf=DtmfMode.RTP)
    rtp = _Rtp()
    digits = "0123456789" * 5
    with RawLine() as peer, rtp.socket:
        answered(phone, peer, body=sdp(port=rtp.port), account_id="anna")
        for at in range(0, 10, 5):
            phone.engine.send_dtmf(1, digits[at : at + 5])
        phone.engine.send_dtmf(1, digits[10:])
        rtp.read_until(digits, timeout_s=30)
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_digits_when_the_other_side_changes_the_sound(phone: EnginePhone) -> None:
    """A re-INVITE in the middle of many digits makes a new stream, and those that follow go by that."""
    set_account(phone)
    rtp = _Rtp()
    with RawLine() as peer, rtp.socket:
        invite = answered(phone, peer, body=sdp(port=rtp.port), account_id="anna")
        phone.engine.send_dtmf(1, "123456")
        rtp.read_until("12")
        peer.offer_in_dialog(invite, sdp(port=rtp.port, version=2))
        end = time.monotonic() + 8
        while not rtp.digits.endswith("456"):
            assert time.monotonic() < end, rtp.digits
            rtp.read_packets(1)
        assert rtp.digits.startswith("123")


def test_digits_before_the_other_side_has_agreed_to_go_on(phone: EnginePhone) -> None:
    """They wait for the sound that the answer to our re-INVITE brings: what there was before is gone with it."""
    set_account(phone)
    rtp = _Rtp()
    with RawLine() as peer, rtp.socket:
        answered(phone, peer, body=sdp(port=rtp.port), account_id="anna")
        phone.engine.hold(1)
        answer_offer(peer, sdp(b"recvonly", port=rtp.port, version=2))
        phone.wait_for(CallMedia, lambda event: event.held)
        phone.engine.resume(1)
        invite = peer.wait_for(b"INVITE")
        phone.engine.send_dtmf(1, "12#")
        phone.run_for(0.5)
        rtp.read_what_is_there()
        assert rtp.digits == ""
        agree(peer, invite, sdp(port=rtp.port, version=3))
        rtp.read_until("12#")


def test_digits_as_info(phone: EnginePhone) -> None:
    """One INFO after another, each after the answer to the one before: on UDP they could overtake each other."""
    set_account(phone, dtmf=DtmfMode.INFO)
    with RawLine() as peer:
        answered(phone, peer, account_id="anna")
        phone.engine.send_dtmf(1, "1*")
        phone.engine.send_dtmf(1, "#A")
        assert _infos(peer, 4) == "1*#A"
        phone.engine.send_dtmf(1, "5")
        peer.answer(peer.wait_for(b"INFO"), b"415 Unsupported Media Type")
        fault = phone.wait_for(EngineFault)
        assert (fault.operation, fault.status) == ("send digit", 415)
        phone.engine.send_dtmf(1, "6")
        assert _infos(peer, 1) == "6"
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


@pytest.mark.parametrize(
    ("mode", "offer"),
    [
        (DtmfMode.AUTO, sdp(b"sendonly", version=2)),
        (DtmfMode.RTP, sdp(address=b"0.0.0.0", version=2)),
        (DtmfMode.INBAND, sdp(b"inactive", version=2)),
    ],
)
def test_digits_while_the_other_side_holds(mode: DtmfMode, offer: bytes, phone: EnginePhone) -> None:
    """No sound may be sent then: they go as INFO, and that they are not taken is told."""
    set_account(phone, dtmf=mode)
    with RawLine() as peer:
        invite = answered(phone, peer, body=sdp(), account_id="anna")
        phone.engine.send_dtmf(1, "1" * 12)
        phone.run_for(0.1)
        peer.offer_in_dialog(invite, offer)
        phone.wait_for(CallMedia, lambda event: event.held_by_peer)
        phone.engine.send_dtmf(1, "2")
        digits = b""
        while not digits.endswith(b"2"):
            request = peer.wait_for(b"INFO")
            digits += body(request)[len(b"Signal=") :][:1]
            peer.answer(request, b"415 Unsupported Media Type" if digits.endswith(b"2") else b"200 OK")
        assert set(digits[:-1]) == set(b"1")
        assert phone.wait_for(DigitsRefused).call_id == 1


def test_digits_before_the_answer(phone: EnginePhone) -> None:
    """An announcement before the answer (183 with SDP) can be answered with digits."""
    rtp = _Rtp()
    with RawLine() as peer, rtp.socket:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        invite = peer.wait_for(b"INVITE")
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        peer.answer(invite, b"183 Session Progress", contact, SDP_TYPE, body=sdp(port=rtp.port))
        phone.wait_for(CallMedia, lambda event: event.active)
        phone.engine.send_dtmf(1, "42")
        rtp.read_until("42")
        peer.answer(invite, b"200 OK", contact, SDP_TYPE, body=sdp(port=rtp.port))
        phone.wait_for(CallAnswered)
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_digits_before_there_is_sound(phone: EnginePhone) -> None:
    """While it only rings there is nothing to sing them into, and that is told."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        peer.answer(peer.wait_for(b"INVITE"), b"180 Ringing")
        phone.wait_for(CallProgress, lambda event: event.status == 180)
        phone.engine.send_dtmf(1, "42")
        assert phone.wait_for(DigitsRefused).call_id == 1


def test_more_digits_than_wait(phone: EnginePhone) -> None:
    """Those that there is no room for are lost, but not without a word."""
    set_account(phone, dtmf=DtmfMode.INFO)
    with RawLine() as peer:
        answered(phone, peer, account_id="anna")
        for _ in range(16):
            phone.engine.send_dtmf(1, "1" * 16)
        peer.wait_for(b"INFO")
        assert not [event for event in phone.events if isinstance(event, DigitsRefused)]
        phone.engine.send_dtmf(1, "22")
        phone.wait_for(DigitsRefused)


def test_digits_in_the_sound(phone: EnginePhone) -> None:
    """Where the other side takes no events, AUTO sends no event packets, and no INFO either."""
    rtp = _Rtp()
    with RawLine() as peer, rtp.socket:
        answered(phone, peer, body=SDP.replace(b"40000", b"%d" % rtp.port))
        phone.engine.send_dtmf(1, "7")
        rtp.read_packets(20)
        assert (rtp.digits, rtp.plain) == ("", 20)
        assert peer.is_silent(b"INFO", 0.1)
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_received_digits(phone: EnginePhone) -> None:
    """As events, as dtmf-relay and as application/dtmf; each is told once, and each INFO is answered."""
    rtp = _Rtp()
    with RawLine() as peer, rtp.socket:
        invite = answered(phone, peer, body=sdp(port=rtp.port))
        rtp.read_packets(1)
        of_events = re.search(rb"a=rtpmap:(\d+) telephone-event/8000", invite)
        assert of_events
        rtp.send_digit("3", int(of_events[1]))
        assert phone.wait_for(DtmfReceived).digit == "3"
        for kind, text, digit in (
            (b"application/dtmf-relay", b"Signal=5\r\nDuration=160\r\n", "5"),
            (b"application/dtmf-relay", b"Signal= *\r\nDuration= 100\r\n", "*"),
            (b"application/dtmf", b"9", "9"),
            (b"application/dtmf", b"#\r\n", "#"),
            (b"Application/DTMF; x=y", b"11", "#"),
            (
                b"application/dtmf-relay",
                b"Signal=7",
                "7",
            ),  # refused, for what the library would do; but heard
        ):
            seen = len(phone.events)
            peer.in_dialog(invite, "INFO", b"Content-Type: " + kind, body=text)
            assert phone.wait_for(DtmfReceived, after=seen).digit == digit
            peer.wait_for(b"SIP/2.0 ")
        phone.run_for(0.2)
        assert len([event for event in phone.events if isinstance(event, DtmfReceived)]) == 7
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_hostile_infos(phone: EnginePhone) -> None:
    """Whatever stands in an INFO: an answer, no digit out of nothing, and the call goes on.

    The library by itself aborts at a relay without a last line break.
    """
    bodies = [b"", b"Signal=", b"Signal", b"=", b"Signal=\x00", b"Signal=" + b"1" * 3000, b"\xff" * 200]
    bodies += [
        b"Duration=5\r\n",
        b"Signal=Z\r\n",
        b"Signal=12\r\nDuration=" + b"9" * 40,
        b"Signal=1\r\nDuration=",
    ]
    bodies += [
        b"Signal=1\n",
        b"Signal=1\r",
        b"Signal=1\nDuration",
        b"Signal=1\r\nDuration",
        b"\r\nSignal=1\r\n",
    ]
    bodies += [b"Duration=1\r\nSignal=1", b"Duration=1\r\nSignal=1\n", b"SIGNAL = 1\r\nDuration\r\nSignal"]
    bodies += [b"Signal=1\r\nDuration=\x00\r\n", b"Signal=1\r\nDuration=1\r\n\r\n" * 20, b"Signal\r\n=1"]
    with RawLine() as peer:
        invite = answered(phone, peer)
        for kind in (
            b"application/dtmf-relay",
            b"application/dtmf",
            b"application/media_control+xml",
            b"x/y",
        ):
            for each in bodies:
                peer.in_dialog(invite, "INFO", b"Content-Type: " + kind, body=each)
                peer.wait_for(b"SIP/2.0 ")
        peer.in_dialog(invite, "INFO")
        peer.wait_for(b"SIP/2.0 ")
        peer.in_dialog(invite, "BYE")
        assert phone.wait_for_end(1).by_peer
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_digits_between_engines(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """All sixteen, in order, as events and as INFO."""
    there = connected(phone, other_phone)
    phone.engine.send_dtmf(1, _EVENTS)
    other_phone.wait_for(DtmfReceived, lambda event: event.digit == "D", timeout_s=20)
    phone.engine.hang_up(1)
    other_phone.wait_for_end(there)
    set_account(phone, dtmf=DtmfMode.INFO)
    seen = len(other_phone.events)
    connected(phone, other_phone, 2, account_id="anna")
    phone.engine.send_dtmf(2, _EVENTS)
    other_phone.wait_for(DtmfReceived, lambda event: event.digit == "D", after=seen, timeout_s=20)
    for part in (other_phone.events[:seen], other_phone.events[seen:]):
        assert "".join(event.digit for event in part if isinstance(event, DtmfReceived)) == _EVENTS
