"""Calls that nobody hung up: the library gives them up with a BYE, and whoever is gone does not answer it."""

import pytest

from softphone.calls.call_events import CallAnswered, CallEnded, CallIncoming, HoldRefused
from softphone.calls.engine_events import EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import SDP_TYPE, answered, sdp, set_account

_SOON_S = 6.0  # the library itself would wait for 32 s


def test_a_call_that_the_other_side_knows_no_more(phone: EnginePhone) -> None:
    """A 481 to our hold ends the call, with the reason and without a word about the hold, though no BYE is answered."""
    with RawLine() as peer:
        answered(phone, peer)
        phone.engine.hold(1)
        peer.answer(peer.wait_for(b"INVITE"), b"481 Call/Transaction Does Not Exist")
        peer.wait_for(b"BYE")
        ended = phone.wait_for_end(1, timeout_s=_SOON_S)
        assert (ended.status, ended.by_peer) == (408, False)
        assert not [event for event in phone.events if isinstance(event, HoldRefused | EngineLost)]


@pytest.mark.parametrize("description", [b"", b"v=0 and nothing else"], ids=["none", "broken"])
def test_an_answer_without_sound(description: bytes, phone: EnginePhone) -> None:
    """A 200 without a session description that can be read is no call, and does not ring on for half a minute."""
    set_account(phone)
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        headers = (contact, SDP_TYPE) if description else (contact,)
        peer.answer(peer.wait_for(b"INVITE"), b"200 OK", *headers, body=description)
        peer.wait_for(b"BYE")
        assert phone.wait_for_end(1, timeout_s=_SOON_S).status == 488


@pytest.mark.parametrize(
    "description", [b"", sdp().replace(b" 0 101", b" 97")], ids=["none", "no-common-codec"]
)
def test_an_ack_without_sound(description: bytes, phone: EnginePhone) -> None:
    """A caller without an offer answers ours in the ACK; one who does not gets a BYE, and it ends."""
    set_account(phone)
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", user="anna")
        there = phone.wait_for(CallIncoming).call_id
        phone.engine.answer(there)
        tag = header(caller.wait_for(b"SIP/2.0 200"), b"to").partition(b";tag=")[2]
        headers = (SDP_TYPE,) if description else ()
        caller.request("ACK", *headers, body=description, to_tag=tag, branch="ack")
        caller.wait_for(b"BYE")
        ended = phone.wait_for_end(there, timeout_s=_SOON_S)
        assert ended.status >= 300
        assert ended.final_response == b""


def test_who_hangs_up_is_told_apart(phone: EnginePhone) -> None:
    """Either side's own hanging up is 200, whether or not it is answered."""
    with RawLine() as peer:
        answered(phone, peer, 1)
        phone.engine.hang_up(1)
        peer.wait_for(b"BYE")
        assert phone.wait_for_end(1, timeout_s=_SOON_S) == CallEnded(1, 200, "")
    with RawLine() as peer:
        invite = answered(phone, peer, 2)
        peer.in_dialog(invite, "BYE")
        assert phone.wait_for_end(2, timeout_s=_SOON_S) == CallEnded(2, 200, "", by_peer=True)


def test_the_last_of_an_earlier_call_is_not_of_the_one_in_its_place(
    phone: EnginePhone, other_phone: EnginePhone
) -> None:
    """The library has four places, and tells of an earlier call's BYE, for 5 s over UDP, whoever has its place now."""
    for call_id in range(1, 6):
        seen, there = len(phone.events), len(other_phone.events)
        phone.engine.invite(call_id, f"sip:x@{other_phone.address}")
        other_phone.engine.answer(other_phone.wait_for(CallIncoming, after=there).call_id)
        phone.wait_for(CallAnswered, after=seen)
        if call_id < 5:
            phone.engine.hang_up(call_id)
            phone.wait_for_end(call_id)
    phone.engine.hold(5)
    phone.run_for(_SOON_S)
    assert not [event for event in phone.events if isinstance(event, CallEnded) and event.call_id == 5]
