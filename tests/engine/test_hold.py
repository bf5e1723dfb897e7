"""Hold and resume from either side (RFC 3264 section 8.4), glare, late offers, and what is told of them."""

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallEnded, CallMedia, HoldRefused
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, body, header
from tests.engine.talking import SDP_TYPE, answer_offer, answered, connected, direction_of, sdp


def _media(phone: EnginePhone, after: int, **wanted: object) -> CallMedia:
    return phone.wait_for(
        CallMedia,
        lambda event: all(getattr(event, name) == value for name, value in wanted.items()),
        after=after,
    )


def _nothing_went_wrong(phone: EnginePhone) -> bool:
    return not [event for event in phone.events if isinstance(event, EngineFault | EngineLost | CallEnded)]


def test_hold_and_resume(phone: EnginePhone) -> None:
    """The other side is offered sendonly, then sendrecv; each is told when it has agreed."""
    with RawLine() as peer:
        answered(phone, peer)
        seen = len(phone.events)
        phone.engine.hold(1)
        assert direction_of(answer_offer(peer, sdp(b"recvonly", version=2))) == "sendonly"
        held = _media(phone, seen, held=True)
        assert (held.active, held.held_by_peer) == (False, False)
        seen = len(phone.events)
        phone.engine.resume(1)
        assert direction_of(answer_offer(peer, sdp(version=3))) == "sendrecv"
        resumed = _media(phone, seen, active=True)
        assert (resumed.held, resumed.held_by_peer, resumed.codec) == (False, False, "PCMU/8000")
        phone.engine.hang_up(1)
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        assert phone.wait_for_end(1).status == 200


@pytest.mark.parametrize(
    ("offer", "answer"),
    [
        (sdp(b"sendonly", version=2), "recvonly"),
        (sdp(b"inactive", version=2), "inactive"),
        (sdp(address=b"0.0.0.0", version=2), ""),  # RFC 2543: any answer will do
    ],
    ids=["sendonly", "inactive", "zero"],
)
def test_the_other_side_holds(offer: bytes, answer: str, phone: EnginePhone) -> None:
    """Each way to say hold is understood and told, and so is its end."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        seen = len(phone.events)
        agreed = peer.offer_in_dialog(invite, offer)
        assert not answer or direction_of(agreed) == answer
        held = _media(phone, seen, held_by_peer=True)
        assert (held.active, held.held) == (False, False)
        seen = len(phone.events)
        assert direction_of(peer.offer_in_dialog(invite, sdp(version=3))) == "sendrecv"
        assert not _media(phone, seen, active=True).held_by_peer
    assert _nothing_went_wrong(phone)


def test_both_hold(phone: EnginePhone) -> None:
    """Who holds is told apart, in whichever order both begin and end it."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        peer.offer_in_dialog(invite, sdp(b"sendonly", version=2))
        seen = len(phone.events)
        phone.engine.hold(1)
        assert direction_of(answer_offer(peer, sdp(b"inactive", version=3))) in ("inactive", "sendonly")
        assert _media(phone, seen, held=True).held_by_peer
        seen = len(phone.events)
        answer = peer.offer_in_dialog(invite, sdp(version=4))
        assert direction_of(answer) in ("sendonly", "inactive")
        assert not _media(phone, seen, held=True, held_by_peer=False).active
        peer.offer_in_dialog(invite, sdp(b"sendonly", version=5))
        seen = len(phone.events)
        phone.engine.resume(1)
        answer_offer(peer, sdp(b"sendonly", version=6))
        assert _media(phone, seen, held=False).held_by_peer
        seen = len(phone.events)
        peer.offer_in_dialog(invite, sdp(version=7))
        assert not _media(phone, seen, active=True).held_by_peer
    assert _nothing_went_wrong(phone)


def test_glare_is_tried_again(phone: EnginePhone) -> None:
    """A 491 (RFC 3261 section 14.1) is no refusal: the offer goes out once more, after the time that the RFC names."""
    with RawLine() as peer:
        answered(phone, peer)
        seen = len(phone.events)
        phone.engine.hold(1)
        answer_offer(peer, b"", b"491 Request Pending")
        assert direction_of(answer_offer(peer, sdp(b"recvonly", version=2))) == "sendonly"
        assert _media(phone, seen, held=True)
    assert _nothing_went_wrong(phone)


def test_a_refused_hold_is_told(phone: EnginePhone) -> None:
    """The call goes on unheld, which is said, and the next hold is a new one."""
    with RawLine() as peer:
        answered(phone, peer)
        seen = len(phone.events)
        phone.engine.hold(1)
        answer_offer(peer, b"", b"488 Not Acceptable Here")
        told = phone.wait_for(CallMedia, after=seen)
        assert (told.held, told.active) == (False, True)
        assert phone.wait_for(HoldRefused, after=seen).call_id == 1
        seen = len(phone.events)
        phone.engine.hold(1)
        answer_offer(peer, sdp(b"recvonly", version=2))
        assert _media(phone, seen, held=True)
    assert _nothing_went_wrong(phone)


def test_a_changed_mind(phone: EnginePhone) -> None:
    """Hold, resume, hold while the first is still being asked: the last word counts."""
    with RawLine() as peer:
        answered(phone, peer)
        seen = len(phone.events)
        phone.engine.hold(1)
        invite = peer.wait_for(b"INVITE")
        phone.engine.resume(1)
        phone.engine.hold(1)
        phone.engine.resume(1)
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        peer.answer(invite, b"200 OK", contact, SDP_TYPE, body=sdp(b"recvonly", version=2))
        peer.wait_for(b"ACK")
        assert direction_of(answer_offer(peer, sdp(version=3))) == "sendrecv"
        _media(phone, seen, held=True)
        assert _media(phone, seen, active=True)
    assert _nothing_went_wrong(phone)


def test_hold_before_the_answer(phone: EnginePhone) -> None:
    """It is kept in mind: the other side is held as soon as it has answered."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        invite = peer.wait_for(b"INVITE")
        phone.engine.hold(1)
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        peer.answer(invite, b"180 Ringing", contact)
        peer.answer(invite, b"200 OK", contact, SDP_TYPE, body=sdp())
        peer.wait_for(b"ACK")
        assert direction_of(answer_offer(peer, sdp(b"recvonly", version=2))) == "sendonly"
        assert _media(phone, 0, held=True)
    assert _nothing_went_wrong(phone)


def test_an_offer_of_our_own_in_a_late_answer(phone: EnginePhone) -> None:
    """A re-INVITE without SDP gets our offer in the 200; the answer in its ACK decides, hold included."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        seen = len(phone.events)
        offer = peer.offer_in_dialog(invite, b"", acknowledge=sdp(b"inactive", version=2))
        assert b"m=audio" in body(offer)
        assert _media(phone, seen, held_by_peer=True)
        seen = len(phone.events)
        offer = peer.offer_in_dialog(invite, b"", acknowledge=sdp(version=3))
        assert direction_of(offer) == "sendrecv"
        assert _media(phone, seen, active=True)
    assert _nothing_went_wrong(phone)


def test_an_update_changes_the_session(phone: EnginePhone) -> None:
    """UPDATE (RFC 3311) holds as a re-INVITE does."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        seen = len(phone.events)
        peer.in_dialog(invite, "UPDATE", SDP_TYPE, body=sdp(b"sendonly", version=2))
        answer = peer.wait_for(b"SIP/2.0 200")
        assert header(answer, b"cseq").endswith(b"UPDATE")
        assert direction_of(answer) == "recvonly"
        assert _media(phone, seen, held_by_peer=True)
    assert _nothing_went_wrong(phone)


def test_two_engines_hold_one_another(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """Both see the same, also when both begin at the same moment and their offers cross."""
    there = connected(phone, other_phone)
    seen, seen_there = len(phone.events), len(other_phone.events)
    phone.engine.hold(1)
    other_phone.engine.hold(there)
    _media(phone, seen, held=True, held_by_peer=True)
    _media(other_phone, seen_there, held=True, held_by_peer=True)
    seen, seen_there = len(phone.events), len(other_phone.events)
    phone.engine.resume(1)
    other_phone.engine.resume(there)
    assert _media(phone, seen, active=True, held_by_peer=False)
    assert _media(other_phone, seen_there, active=True, held_by_peer=False)
    assert _nothing_went_wrong(phone)
    assert _nothing_went_wrong(other_phone)


def test_a_challenge_without_an_end(phone: EnginePhone) -> None:
    """A hold is challenged like any request; whoever never takes the answer has refused it, and soon."""
    with RawLine() as peer:
        phone.engine.set_account(Account("anna", f"sip:anna@127.0.0.1:{peer.port}"), "secret")
        answered(phone, peer, account_id="anna")
        phone.engine.hold(1)
        asked = 0
        while not [event for event in phone.events if isinstance(event, HoldRefused)]:
            challenge = b'Proxy-Authenticate: Digest realm="r", nonce="%d"' % asked
            peer.answer(peer.wait_for(b"INVITE"), b"407 Proxy Authentication Required", challenge)
            phone.run_for(0.1)
            asked += 1
        assert 2 <= asked <= 16
