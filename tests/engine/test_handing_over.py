"""Transfers that we ask for: blind and attended, and what the other side tells of them."""

import pytest

from softphone.calls.call_events import (
    CallEnded,
    CallIncoming,
    CallMedia,
    CallReplaced,
    TransferChanged,
    TransferState,
)
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import answered, connected, set_account

_FRAG = b"Content-Type: message/sipfrag;version=2.0"


def _news(phone: EnginePhone, state: TransferState, after: int = 0) -> TransferChanged:
    return phone.wait_for(TransferChanged, lambda event: event.state is state, after=after)


def _notify(peer: RawLine, invite: bytes, status_line: bytes, state: bytes = b"active;expires=60") -> None:
    peer.in_dialog(
        invite, "NOTIFY", b"Event: refer", b"Subscription-State: " + state, _FRAG, body=status_line + b"\r\n"
    )
    assert header(peer.wait_for(b"SIP/2.0 200"), b"cseq").endswith(b"NOTIFY")


def _nothing_went_wrong(phone: EnginePhone) -> bool:
    return not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_a_blind_transfer_that_succeeds(phone: EnginePhone) -> None:
    """Asked, trying and done are told in order, with what the other side heard; the call stays."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        phone.engine.transfer(1, "sip:carol@office.example;user=phone")
        refer = peer.wait_for(b"REFER")
        assert header(refer, b"refer-to") == b"<sip:carol@office.example;user=phone>"
        assert header(refer, b"referred-by")
        _news(phone, TransferState.ASKED)
        peer.answer(refer, b"202 Accepted", f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode())
        _news(phone, TransferState.TRYING)
        _notify(peer, invite, b"SIP/2.0 100 Trying")
        _notify(peer, invite, b"SIP/2.0 180 Ringing")
        ringing = phone.wait_for(TransferChanged, lambda event: event.status == 180)
        assert ringing.state is TransferState.TRYING
        _notify(peer, invite, b"SIP/2.0 200 OK", b"terminated;reason=noresource")
        done = _news(phone, TransferState.DONE)
        assert (done.call_id, done.status, done.reason) == (1, 200, "OK")
        assert not [event for event in phone.events if isinstance(event, CallEnded)]
        phone.engine.hang_up(1)
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
    assert _nothing_went_wrong(phone)


@pytest.mark.parametrize("status_line", [b"SIP/2.0 486 Busy Here", b"SIP/2.0 302 Moved", b"SIP/2.0 603 No"])
def test_a_blind_transfer_that_fails_later(status_line: bytes, phone: EnginePhone) -> None:
    """What the target answered is told, and the call goes on."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        phone.engine.transfer(1, "sip:carol@127.0.0.1")
        refer = peer.wait_for(b"REFER")
        peer.answer(refer, b"202 Accepted", f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode())
        _notify(peer, invite, status_line, b"terminated;reason=noresource")
        failed = _news(phone, TransferState.FAILED)
        assert failed.status == int(status_line.split()[1])
        seen = len(phone.events)
        phone.engine.transfer(1, "sip:dora@127.0.0.1")  # the next one
        peer.answer(peer.wait_for(b"REFER"), b"603 Decline")
        assert _news(phone, TransferState.FAILED, after=seen).status == 603
        peer.in_dialog(invite, "BYE")
        assert phone.wait_for_end(1).by_peer
    assert _nothing_went_wrong(phone)


@pytest.mark.parametrize("status", [403, 405, 420, 489, 501, 603])
def test_a_refused_refer(status: int, phone: EnginePhone) -> None:
    """The transfer has failed at once, once, and the call goes on."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        phone.engine.transfer(1, "sip:carol@127.0.0.1")
        peer.answer(peer.wait_for(b"REFER"), f"{status} No".encode())
        assert _news(phone, TransferState.FAILED).status == status
        phone.run_for(0.2)
        assert not [event for event in phone.events if isinstance(event, CallEnded)]
        peer.in_dialog(invite, "BYE")
        phone.wait_for_end(1)
    failures = [event for event in phone.events if isinstance(event, TransferChanged)]
    assert [event.state for event in failures] == [TransferState.ASKED, TransferState.FAILED]
    assert _nothing_went_wrong(phone)


def test_no_news_and_then_the_end(phone: EnginePhone) -> None:
    """A 202 without any NOTIFY: whoever hangs up after it has gone to the target."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        phone.engine.transfer(1, "sip:carol@127.0.0.1")
        refer = peer.wait_for(b"REFER")
        peer.answer(refer, b"202 Accepted", f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode())
        _news(phone, TransferState.TRYING)
        peer.in_dialog(invite, "BYE")
        peer.wait_for(b"SIP/2.0 200")
        _news(phone, TransferState.DONE)
        assert phone.wait_for_end(1).by_peer
    assert _nothing_went_wrong(phone)


def test_what_cannot_be_transferred(phone: EnginePhone) -> None:
    """No call, no address, a call of which one is not answered: said at once, and nothing is sent."""
    with RawLine() as peer:
        answered(phone, peer)
        phone.engine.transfer(1, "tel:+74951234567")
        assert _news(phone, TransferState.FAILED).status == 400
        seen = len(phone.events)
        phone.engine.transfer_to(1, 99)
        _news(phone, TransferState.FAILED, after=seen)
        seen = len(phone.events)
        phone.engine.transfer_to(1, 1)
        _news(phone, TransferState.FAILED, after=seen)
        assert peer.is_silent(b"REFER", 0.2)
    assert _nothing_went_wrong(phone)


def test_an_attended_transfer_between_engines(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """Anna connects Boris and Carol: Carol's call is replaced by one with Boris that has sound, and Anna's both end."""
    with EnginePhone() as carol:
        set_account(other_phone)
        boris = connected(phone, other_phone, user="anna")
        phone.engine.hold(1)
        phone.wait_for(CallMedia, lambda event: event.held)
        old = connected(phone, carol, 2)
        phone.engine.transfer_to(1, 2)
        done = _news(phone, TransferState.DONE)
        assert done.call_id == 1
        replaced = carol.wait_for(CallReplaced)
        assert replaced.call_id == old
        assert replaced.new_call_id < 0
        assert b"\r\nReplaces:" in replaced.raw
        assert carol.wait_for_end(old).call_id == old
        carol.wait_for(CallMedia, lambda event: event.call_id == replaced.new_call_id and event.active)
        phone.wait_for_end(2)
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
        other_phone.wait_for_end(boris)
        carol.engine.hang_up(replaced.new_call_id)
        assert carol.wait_for_end(replaced.new_call_id).status == 200
        assert not [event for event in carol.events if isinstance(event, CallIncoming)][1:]
        for each in (phone, other_phone, carol):
            assert _nothing_went_wrong(each)
