"""The fifth call: refused in words when we place it, told when somebody else does. Nobody is lost in silence."""

from contextlib import ExitStack

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallIncoming, CallTurnedAway
from softphone.calls.engine_events import EngineFault, EngineLost, MessageSeen
from softphone.calls.reach_events import RegistrationChanged
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import SDP_TYPE, answered, sdp, set_account


def test_the_fifth_call_is_refused_in_words(phone: EnginePhone) -> None:
    """Four go on; the fifth ends at once with a reason, and there is room again when one is over."""
    with ExitStack() as open_now:
        peers = [open_now.enter_context(RawLine()) for _ in range(5)]
        for number, peer in enumerate(peers[:4], 1):
            answered(phone, peer, number)
        phone.engine.invite(5, f"sip:x@127.0.0.1:{peers[4].port}")
        ended = phone.wait_for_end(5)
        assert (ended.status, ended.reason) == (503, "four calls at once is all this engine can do")
        phone.engine.hang_up(1)
        peers[0].answer(peers[0].wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
        phone.run_for(0.2)
        answered(phone, peers[4], 6)
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_the_fifth_caller_is_told(phone: EnginePhone) -> None:
    """They hear 486, the phone hears who it was and whom they called, and the messages are seen."""
    set_account(phone)
    phone.engine.set_account(Account("work", "sip:anna@office.example"), "")
    phone.wait_for(RegistrationChanged, lambda event: event.account_id == "work")
    with ExitStack() as open_now:
        lines = [open_now.enter_context(RawLine(phone.ready.udp_port)) for _ in range(5)]
        for line in lines[:4]:
            seen = len(phone.events)
            line.request("INVITE", SDP_TYPE, body=sdp(), user="anna")
            phone.engine.answer(phone.wait_for(CallIncoming, after=seen).call_id)
            line.wait_for(b"SIP/2.0 200")
        lines[4].request("INVITE", SDP_TYPE, body=sdp(), user="anna")
        assert lines[4].wait_for(b"SIP/2.0 4").startswith(b"SIP/2.0 486")
        told = phone.wait_for(CallTurnedAway)
        assert (told.account_id, told.status) == ("anna", 486)
        assert told.from_uri == f"sip:boris@127.0.0.1:{lines[4].port}".encode()
        call_id = lines[4].call_id.encode()
        seen_now = phone.wait_for(MessageSeen, lambda event: header(event.raw, b"call-id") == call_id)
        assert (seen_now.call_id, seen_now.sent) == (0, False)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_a_flood_of_fifth_callers(phone: EnginePhone) -> None:
    """Each gets an answer; of many the first are told."""
    with ExitStack() as open_now:
        for number in range(1, 5):
            answered(phone, open_now.enter_context(RawLine()), number)
        stranger = open_now.enter_context(RawLine(phone.ready.udp_port))
        for number in range(60):
            stranger.request("INVITE", SDP_TYPE, body=sdp(), cseq=number + 1, branch=f"x{number}")
            stranger.wait_for(b"SIP/2.0 486")
            stranger.request("ACK", cseq=number + 1, branch=f"x{number}")
        phone.wait_for(CallTurnedAway)
        phone.run_for(0.3)
        told = [event for event in phone.events if isinstance(event, CallTurnedAway)]
        assert 20 <= len(told) < 60
    assert not [event for event in phone.events if isinstance(event, EngineLost)]
