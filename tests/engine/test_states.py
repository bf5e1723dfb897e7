"""A call in every state it can be in: early sound, forks, an end at any moment, and many things at once."""

import random

import pytest

from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallIncoming,
    CallMedia,
    CallProgress,
    TransferChanged,
    TransferState,
)
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import SDP_TYPE, answered, connected, sdp

_ROUNDS = 20
_OPERATIONS = 30


def _went_well(phone: EnginePhone) -> bool:
    return not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def _contact(peer: RawLine) -> bytes:
    return f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()


def _forked(peer: RawLine, invite: bytes, status_line: bytes, tag: bytes, body: bytes = b"") -> None:
    """An answer with a tag of its own."""
    tagged = invite.replace(header(invite, b"to"), header(invite, b"to") + b";tag=" + tag)
    peer.answer(tagged, status_line, _contact(peer), *([SDP_TYPE] if body else []), body=body)


def test_sound_before_the_answer(phone: EnginePhone) -> None:
    """183 with SDP is heard, a 180 after it changes nothing, and the answer goes on with it."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        invite = peer.wait_for(b"INVITE")
        peer.answer(invite, b"183 Session Progress", _contact(peer), SDP_TYPE, body=sdp())
        assert phone.wait_for(CallProgress, lambda event: event.status == 183).early_media
        assert phone.wait_for(CallMedia).active
        seen = len(phone.events)
        peer.answer(invite, b"180 Ringing", _contact(peer))
        phone.wait_for(CallProgress, lambda event: event.status == 180, after=seen)
        assert not [event for event in phone.events[seen:] if isinstance(event, CallMedia)]
        peer.answer(invite, b"200 OK", _contact(peer), SDP_TYPE, body=sdp())
        phone.wait_for(CallAnswered)
        phone.engine.hang_up(1)
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
    assert _went_well(phone)


def test_several_phones_ring_and_one_answers(phone: EnginePhone) -> None:
    """Forks that each play something of their own: the one that answers is talked with."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        invite = peer.wait_for(b"INVITE")
        for number in range(4):
            tag = b"fork%d" % number
            _forked(peer, invite, b"183 Session Progress", tag, sdp(port=40000 + 2 * number))
            _forked(peer, invite, b"180 Ringing", tag)
        phone.wait_for(CallMedia, lambda event: event.active)
        _forked(peer, invite, b"200 OK", b"fork2", sdp(port=40004))
        assert b"tag=fork2" in header(peer.wait_for(b"ACK"), b"to")
        phone.wait_for(CallAnswered)
        phone.engine.hang_up(1)
        bye = peer.wait_for(b"BYE")
        assert b"tag=fork2" in header(bye, b"to")
        peer.answer(bye, b"200 OK")
        assert phone.wait_for_end(1).status == 200
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_two_phones_answer(phone: EnginePhone) -> None:
    """The second is acknowledged and hung up (RFC 3261 section 13.2.2.4), the first is talked with."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        invite = peer.wait_for(b"INVITE")
        _forked(peer, invite, b"200 OK", b"one", sdp())
        _forked(peer, invite, b"200 OK", b"two", sdp(port=40002))
        phone.wait_for(CallAnswered)
        bye = peer.wait_for(b"BYE")
        assert b"tag=two" in header(bye, b"to")
        peer.answer(bye, b"200 OK")
        assert not [event for event in phone.events if isinstance(event, CallEnded)]
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


@pytest.mark.parametrize("status_line", [b"", b"100 Trying", b"180 Ringing", b"183 Session Progress"])
def test_hung_up_before_the_answer(status_line: bytes, phone: EnginePhone) -> None:
    """The person is out at once, whatever has come so far."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        invite = peer.wait_for(b"INVITE")
        if status_line:
            with_sound = status_line.startswith(b"183")
            headers = (_contact(peer), SDP_TYPE) if with_sound else (_contact(peer),)
            peer.answer(invite, status_line, *headers, body=sdp() if with_sound else b"")
            phone.wait_for(CallProgress)
        phone.engine.hang_up(1)
        assert phone.wait_for_end(1).status == 487
        if status_line:
            peer.answer(peer.wait_for(b"CANCEL"), b"200 OK")
            peer.answer(invite, b"487 Request Terminated")
            peer.wait_for(b"ACK")
    assert _went_well(phone)


@pytest.mark.parametrize("what", ["hold", "resume", "transfer", "offer", "digits"])
def test_hung_up_in_the_middle(what: str, phone: EnginePhone) -> None:
    """While something is asked and not answered, from either side."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        match what:
            case "hold":
                phone.engine.hold(1)
                peer.wait_for(b"INVITE")
            case "resume":
                phone.engine.hold(1)
                phone.engine.resume(1)
            case "transfer":
                phone.engine.transfer(1, "sip:carol@127.0.0.1")
                refer = peer.wait_for(b"REFER")
                peer.answer(refer, b"202 Accepted", _contact(peer))
                phone.wait_for(TransferChanged, lambda event: event.state is TransferState.TRYING)
            case "offer":
                peer.in_dialog(invite, "INVITE", SDP_TYPE, body=sdp(b"sendonly", version=2))
            case "digits":
                phone.engine.send_dtmf(1, "0123456789")
        phone.engine.hang_up(1)
        assert phone.wait_for_end(1).status == 200
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.run_for(0.1)
        peer_again = RawLine()
        with peer_again:
            answered(phone, peer_again, 2)  # the engine lives
    assert _went_well(phone)


def test_the_other_side_hangs_up_in_the_middle(phone: EnginePhone) -> None:
    """A BYE that crosses our hold, with and without a late answer to it."""
    for number in range(1, 5):
        with RawLine() as peer:
            invite = answered(phone, peer, number)
            phone.engine.hold(number)
            offer = peer.wait_for(b"INVITE")
            peer.in_dialog(invite, "BYE")
            if number % 2:
                peer.answer(offer, b"200 OK", _contact(peer), SDP_TYPE, body=sdp(b"recvonly", version=2))
            assert phone.wait_for_end(number).by_peer
    assert _went_well(phone)


def test_many_things_at_once(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """Hold, resume, digits, transfers, hang-ups and calls in any order, at both ends: both live and can still talk."""
    choices = random.Random(4)
    for number in range(1, _ROUNDS + 1):
        _some_round(choices, phone, other_phone, number)
    for each in (phone, other_phone):
        assert not [event for event in each.events if isinstance(event, EngineLost)]
    phone.run_for(0.3)
    there = connected(phone, other_phone, 10_000)
    phone.engine.hang_up(10_000)
    assert phone.wait_for_end(10_000).status == 200
    assert other_phone.wait_for_end(there).status == 200


def _some_round(choices: random.Random, phone: EnginePhone, other: EnginePhone, number: int) -> None:
    seen, seen_there = len(phone.events), len(other.events)
    phone.engine.invite(number, f"sip:phone@{other.address}")
    there = other.wait_for(CallIncoming, after=seen_there).call_id
    sides = ((phone, number), (other, there))
    for _ in range(_OPERATIONS):
        side, call_id = choices.choice(sides)
        engine = side.engine
        match choices.randrange(24):
            case 0 | 1 | 2 | 3 | 4 | 5:
                engine.hold(call_id)
            case 6 | 7 | 8 | 9 | 10 | 11:
                engine.resume(call_id)
            case 12 | 13 | 14:
                engine.send_dtmf(call_id, "12")
            case 15 | 16:
                engine.transfer(call_id, "sip:nobody@127.0.0.1:1")
            case 17:
                engine.transfer_to(call_id, call_id)
            case 18 | 19 | 20 | 21:
                other.engine.answer(there)
            case 22:
                engine.set_muted(call_id, True)
            case 23:
                side.run_for(0.02)
        if choices.randrange(3) == 0:
            side.run_for(0.005)
    choices.choice(sides)[0].engine.hang_up(number if choices.randrange(2) else there)
    phone.engine.hang_up(number)
    other.engine.hang_up(there)
    phone.wait_for_end(number, after=seen)
    other.wait_for_end(there, after=seen_there)
