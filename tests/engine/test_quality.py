"""How a call sounds, against a peer that drops, delays and reports: the figures are those of what it did."""

import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from softphone.calls.call_events import CallMedia, CallQuality
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine
from tests.engine.talking import answer_offer, answered, sdp

_FRAME = b"\xd5" * 160
_SSRC = 7


class _Player:
    """20 ms of PCMU each 20 ms. `drops` says which numbers are lost; each `jitter_of`-th comes `late_s` late."""

    def __init__(self, *, drops: int = 0, late_s: float = 0.0, reported_loss: int = -1) -> None:
        self._rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._rtcp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        while True:
            self._rtp.bind(("127.0.0.1", 0))
            self.port = int(self._rtp.getsockname()[1])
            try:
                self._rtcp.bind(("127.0.0.1", self.port + 1))
                break
            except (OSError, OverflowError):
                self._rtp.close()
                self._rtp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for each in (self._rtp, self._rtcp):
            each.setblocking(False)
        self._drops = drops
        self._late_s = late_s
        self._reported_loss = reported_loss
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._play)

    @contextmanager
    def playing(self) -> Iterator[None]:
        self._thread.start()
        try:
            yield
        finally:
            self._done.set()
            self._thread.join()
            self._rtp.close()
            self._rtcp.close()

    def _play(self) -> None:
        peer, peer_rtcp, theirs = None, None, (0, 0)
        start = time.monotonic()
        for number in range(3000):
            late = self._late_s if number % 2 else 0.0
            if self._done.wait(max(start + number * 0.02 + late - time.monotonic(), 0)):
                return
            for packet, address in _all_of(self._rtp):
                peer, theirs = address, struct.unpack("!I", packet[8:12]) + struct.unpack("!H", packet[2:4])
            for packet, address in _all_of(self._rtcp):
                peer_rtcp = address
                if packet[1] == 200 and self._reported_loss >= 0:
                    self._report(packet, theirs, peer_rtcp)
            if peer is not None and not (self._drops and number % self._drops == 0):
                head = struct.pack("!BBHII", 0x80, 0, number & 0xFFFF, number * 160, _SSRC)
                self._rtp.sendto(head + _FRAME, peer)

    def _report(self, sender_report: bytes, theirs: tuple[int, int], peer: tuple[str, int]) -> None:
        """A receiver report (RFC 3550 section 6.4.2), so many lost in all, sent 50 ms after the sender report."""
        if self._done.wait(0.05):
            return
        last = sender_report[10:14]
        block = struct.pack("!IIII", theirs[0], self._reported_loss, theirs[1], 80)
        block += last + struct.pack("!I", int(0.05 * 65536))
        self._rtcp.sendto(struct.pack("!BBHI", 0x81, 201, 7, _SSRC) + block, peer)


def _all_of(source: socket.socket) -> Iterator[tuple[bytes, tuple[str, int]]]:
    while True:
        try:
            yield source.recvfrom(2048)
        except BlockingIOError:
            return


def _went_well(phone: EnginePhone) -> bool:
    return not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


@pytest.mark.timed
@pytest.mark.parametrize(("drops", "low", "high"), [(0, 0.0, 1.0), (5, 12.0, 28.0)])
def test_lost_packets(drops: int, low: float, high: float, phone: EnginePhone) -> None:
    """Each fifth packet missing is a loss of 20 percent, none missing is none; what came is counted."""
    player = _Player(drops=drops)
    with RawLine() as peer, player.playing():
        answered(phone, peer, body=sdp(port=player.port))
        phone.wait_for(CallQuality)
        quality = phone.wait_for(CallQuality, after=len(phone.events))
        assert low <= quality.loss_received <= high
        assert quality.packets_received > 30
        assert quality.packets_sent > 30
        assert quality.jitter_received_ms < 15
    assert _went_well(phone)


@pytest.mark.timed
def test_delayed_packets(phone: EnginePhone) -> None:
    """Each second packet 15 ms late is a jitter near to it (RFC 3550 section 6.4.1), and nothing is lost."""
    player = _Player(late_s=0.015)
    with RawLine() as peer, player.playing():
        answered(phone, peer, body=sdp(port=player.port))
        for _ in range(2):
            quality = phone.wait_for(CallQuality, after=len(phone.events))
        assert 7 < quality.jitter_received_ms < 40
        assert quality.loss_received < 2
    assert _went_well(phone)


def test_what_the_other_side_reports(phone: EnginePhone) -> None:
    """Its losses and its delay are told once its RTCP reports come, and are not known before."""
    player = _Player(reported_loss=20)
    with RawLine() as peer, player.playing():
        answered(phone, peer, body=sdp(port=player.port))
        first = phone.wait_for(CallQuality)
        assert first.loss_sent == -1 or first.loss_sent > 0
        told = phone.wait_for(CallQuality, lambda event: event.loss_sent > 0, timeout_s=15)
        assert 1 < told.loss_sent < 60
        delayed = phone.wait_for(CallQuality, lambda event: event.round_trip_ms >= 0, timeout_s=15)
        assert delayed.round_trip_ms < 100
        assert delayed.jitter_sent_ms == pytest.approx(10, abs=1)
    assert _went_well(phone)


def test_silence_while_held(phone: EnginePhone) -> None:
    """Nothing is measured while a call is held; afterwards it goes on."""
    player = _Player()
    with RawLine() as peer, player.playing():
        answered(phone, peer, body=sdp(port=player.port))
        phone.wait_for(CallQuality)
        phone.engine.hold(1)
        answer_offer(peer, sdp(b"recvonly", port=player.port, version=2))
        phone.wait_for(CallMedia, lambda event: event.held)
        seen = len(phone.events)
        phone.run_for(1.3)
        assert not [event for event in phone.events[seen:] if isinstance(event, CallQuality)]
        phone.engine.resume(1)
        answer_offer(peer, sdp(port=player.port, version=3))
        phone.wait_for(CallQuality, after=seen)
        phone.engine.hang_up(1)
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
        seen = len(phone.events)
        phone.run_for(1.1)
        assert not [event for event in phone.events[seen:] if isinstance(event, CallQuality)]
    assert _went_well(phone)
