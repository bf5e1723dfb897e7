"""REFER inside a call: done on the account's own hosts, declined for everybody else, and told either way."""

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallAnswered, CallEnded, TransferAsked
from softphone.calls.company_events import MessageReceived
from softphone.calls.engine_events import EngineFault, EngineLost, MessageSeen
from softphone.calls.reach_events import RegistrationChanged
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import SDP, RawLine, body, header

_REFERRED_BY = b'"B\xc3\xb6ris" <sip:boris@office.example>;x=1'


def _talk(phone: EnginePhone, peer: RawLine, call_id: int = 1, account_id: str = "anna") -> bytes:
    """A call from `phone` that `peer` has answered; the INVITE."""
    if account_id:
        phone.engine.set_account(Account("anna", "sip:anna@127.0.0.1"), "secret")
        phone.wait_for(RegistrationChanged)
    phone.engine.invite(call_id, f"sip:x@127.0.0.1:{peer.port}", account_id=account_id)
    invite = peer.wait_for(b"INVITE")
    contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
    peer.answer(invite, b"200 OK", contact, b"Content-Type: application/sdp", body=SDP)
    peer.wait_for(b"ACK")
    phone.wait_for(CallAnswered)
    return invite


def test_a_transfer_to_an_own_host_is_done(phone: EnginePhone) -> None:
    """The engine calls the target; its 302 comes up raw as the end of a leg of its own, and the asker is told."""
    with RawLine() as peer, RawLine() as target:
        invite = _talk(phone, peer)
        refer_to = f"<sip:carol@127.0.0.1:{target.port}>".encode()
        peer.in_dialog(invite, "REFER", b"Refer-To: " + refer_to, b"Referred-By: " + _REFERRED_BY)
        peer.wait_for(b"SIP/2.0 202")
        asked = phone.wait_for(TransferAsked)
        assert (asked.call_id, asked.refer_to, asked.referred_by) == (1, refer_to, _REFERRED_BY)
        assert asked.new_call_id < 0
        second = target.wait_for(b"INVITE")
        assert second.startswith(f"INVITE sip:carol@127.0.0.1:{target.port} SIP/2.0\r\n".encode())
        assert header(second, b"from").startswith(b"<sip:anna@127.0.0.1>")
        sent = target.answer(second, b"302 Moved", b"Contact: <sip:dora@127.0.0.1>")
        ended = phone.wait_for_end(asked.new_call_id)
        assert (ended.status, ended.final_response, ended.from_next_hop) == (302, sent, True)
        notified = b""
        while b"302" not in notified:
            notify = peer.wait_for(b"NOTIFY")
            peer.answer(notify, b"200 OK")
            notified = body(notify)
        assert notified.startswith(b"SIP/2.0 302")
        phone.wait_for(MessageSeen, lambda event: event.call_id == asked.new_call_id)
        phone.engine.hang_up(1)
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_a_transferred_call_is_talked_in_and_hung_up(phone: EnginePhone) -> None:
    """It is a call like any other: answered, and ended by our hang-up while the first goes on."""
    with RawLine() as peer, RawLine() as target:
        invite = _talk(phone, peer)
        peer.in_dialog(invite, "REFER", f"Refer-To: sip:carol@127.0.0.1:{target.port}".encode())
        call_id = phone.wait_for(TransferAsked).new_call_id
        contact = f"Contact: <sip:carol@127.0.0.1:{target.port}>".encode()
        second = target.wait_for(b"INVITE")
        target.answer(second, b"200 OK", contact, b"Content-Type: application/sdp", body=SDP)
        phone.wait_for(CallAnswered, lambda event: event.call_id == call_id)
        phone.engine.hang_up(call_id)
        target.answer(target.wait_for(b"BYE"), b"200 OK")
        assert phone.wait_for_end(call_id).status == 200
        assert not [event for event in phone.events if isinstance(event, CallEnded) and event.call_id == 1]


@pytest.mark.parametrize(
    "refer_to",
    [
        b"<sip:carol@evil.example>",
        b"<sip:carol@localhost>",
        b"<sip:carol@127.0.0.1;method=BYE>",
        b"<tel:+74951234567>",
        b"<sip:+79001234567@127.0.0.1>",
        b"<sip:9001234567@127.0.0.1;user=phone>",
        b"<sip:%39%30%30@127.0.0.1>",
        b"<sip:*21*101%23@127.0.0.1>",
        b"<sip:127.0.0.1>",
        b"<https://evil.example/>",
        b"<sip:" + b"a" * 900 + b"@127.0.0.1>",
        b"<sip:carol@127.0.0.1%00>",
        b'"\xff\xfe" <sip:carol@[::1>',
    ],
)
def test_other_transfers_are_declined(refer_to: bytes, phone: EnginePhone) -> None:
    """The asker hears 603, the person can be asked, and the call goes on."""
    with RawLine() as peer:
        invite = _talk(phone, peer)
        peer.in_dialog(invite, "REFER", b"Refer-To: " + refer_to)
        final = peer.wait_for(b"SIP/2.0 ", timeout_s=6.0)
        if final.startswith(b"SIP/2.0 603"):
            asked = phone.wait_for(TransferAsked)
            assert (asked.call_id, asked.new_call_id, asked.refer_to) == (1, 0, refer_to)
        else:
            assert final.startswith(b"SIP/2.0 4")
        peer.in_dialog(invite, "BYE")
        assert phone.wait_for_end(1).by_peer
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_a_phone_without_an_account_declines(phone: EnginePhone) -> None:
    """Nobody's host is an own host then."""
    with RawLine() as peer:
        invite = _talk(phone, peer, account_id="")
        peer.in_dialog(invite, "REFER", b"Refer-To: <sip:carol@127.0.0.1>")
        peer.wait_for(b"SIP/2.0 603")
        assert phone.wait_for(TransferAsked).new_call_id == 0


def test_a_transfer_that_leads_nowhere(phone: EnginePhone) -> None:
    """A target that refuses the connection ends its leg; the asker's call goes on."""
    with RawLine() as peer:
        invite = _talk(phone, peer)
        peer.in_dialog(invite, "REFER", b"Refer-To: <sip:carol@127.0.0.1:1;transport=tcp>")
        asked = phone.wait_for(TransferAsked)
        assert phone.wait_for_end(asked.new_call_id).status == 503
        peer.in_dialog(invite, "BYE")
        assert phone.wait_for_end(1).by_peer
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_one_transfer_at_a_time(phone: EnginePhone) -> None:
    """While the call of the first is not over, the next is declined: nobody can fill all places of this phone."""
    with RawLine() as peer, RawLine() as target:
        invite = _talk(phone, peer)
        refer_to = f"Refer-To: <sip:carol@127.0.0.1:{target.port}>".encode()
        peer.in_dialog(invite, "REFER", refer_to)
        first = phone.wait_for(TransferAsked).new_call_id
        assert first < 0
        peer.in_dialog(invite, "REFER", refer_to)
        peer.wait_for(b"SIP/2.0 603")
        phone.wait_for(TransferAsked, lambda event: event.new_call_id == 0)
        seen = len(phone.events)
        target.answer(target.wait_for(b"INVITE"), b"486 Busy Here")
        assert phone.wait_for_end(first).status == 486
        phone.run_for(0.1)
        peer.in_dialog(invite, "REFER", refer_to)
        asked = phone.wait_for(TransferAsked, after=seen)
        assert asked.new_call_id < first
        called = header(target.received[0], b"call-id")
        while header(again := target.wait_for(b"INVITE"), b"call-id") == called:
            pass  # repeated on a slow machine
        target.answer(again, b"486 Busy Here")
        phone.wait_for_end(asked.new_call_id)
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_a_refer_outside_of_a_call(phone: EnginePhone) -> None:
    """Nobody is called for a stranger, and nothing is asked."""
    with RawLine() as target, RawLine(phone.ready.udp_port) as stranger:
        stranger.request("REFER", f"Refer-To: <sip:carol@127.0.0.1:{target.port}>".encode())
        assert target.is_silent(b"INVITE", 0.3)
    assert not [event for event in phone.events if isinstance(event, TransferAsked | EngineLost)]


def test_a_message_inside_a_call(phone: EnginePhone) -> None:
    """What is written during a call arrives, under the call's account."""
    with RawLine() as peer:
        invite = _talk(phone, peer)
        peer.in_dialog(invite, "MESSAGE", b"Content-Type: text/plain", body="Ж".encode())
        peer.wait_for(b"SIP/2.0 200")
        received = phone.wait_for(MessageReceived)
    assert (received.account_id, received.body.decode(), received.content_type) == (
        "anna",
        "Ж",
        b"text/plain",
    )
