"""Attended transfers (REFER with Replaces, RFC 5589) with phones of others, asked by us and by them."""

from pathlib import Path
from urllib.parse import unquote

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallMedia, CallReplaced, TransferAsked
from softphone.calls.engine_events import MessageSeen
from tests.engine.raw_line import header
from tests.support.kamailio import Kamailio
from tests.support.linphone import Linphone
from tests.support.sipp import CONTACT, SDP, SippPeer, expect, expect_call, expect_status, say
from tests.support.sipp_caller import acknowledge_refusal, ask, expect_answer, keep, tell
from tests.support.speaking_phone import EVES, LINS, OURS, speaking

pytestmark = pytest.mark.timeout(60)


def test_we_connect_two_linphones(tmp_path: Path) -> None:
    """Attended: the two whom we talk with talk with each other (Replaces)."""
    with (
        Linphone(tmp_path, "lin", tone_hz=LINS) as lin,
        Linphone(tmp_path, "eve", tone_hz=EVES) as eve,
        speaking(tmp_path) as phone,
    ):
        phone.call(1, lin.address)
        phone.call(2, eve.address)
        phone.hears(LINS, EVES)
        phone.engine.transfer_to(1, 2)
        phone.transfer_is_done(1)
        for call_id in (1, 2):
            phone.engine.hang_up(call_id)
            phone.wait_for_end(call_id)
        phone.is_heard_by(lin, EVES)
        phone.is_heard_by(eve, LINS)


def test_linphone_connects_us_with_another(tmp_path: Path) -> None:
    """Attended, asked by linphonec, through Kamailio: of two of our phones one calls in the place of the call that
    linphonec has with the other. They hear each other.

    linphonec names the other by its address of record without a port; the proxy finds it.
    """
    with (
        Kamailio(tmp_path) as kamailio,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as anna,
        speaking(tmp_path, "eve", tone_hz=EVES) as eve,
    ):
        at = f"127.0.0.1:{kamailio.port}"
        for phone in (anna, eve):
            account = Account("a", f"sip:{phone.name}@{at}", registrar=f"sip:{at}", proxy=f"sip:{at}")
            phone.use(account, kamailio.password)
        lin.tell(f"register sip:lin@{at} sip:{at} {kamailio.password}")
        lin.wait_until_registered()
        lin.tell(f"call sip:anna@{at}")
        annas = anna.take_call()
        lin.wait_for("established with .* for call 1")
        lin.tell("pause")
        lin.wait_for("is now paused")
        lin.tell(f"call sip:eve@{at}")
        eves = eve.take_call()
        lin.wait_for("established with .* for call 2")
        lin.tell("transfer 1 --to-call 2")
        asked = anna.wait_for(TransferAsked)
        assert asked.new_call_id != 0
        replaced = eve.wait_for(CallReplaced)
        assert replaced.call_id == eves
        anna.wait_for(CallMedia, lambda event: event.call_id == asked.new_call_id and event.active)
        eve.wait_for(CallMedia, lambda event: event.call_id == replaced.new_call_id and event.active)
        anna.engine.hang_up(annas)
        eve.engine.hang_up(eves)
        anna.hears(EVES)
        eve.hears(OURS)
        anna.end(asked.new_call_id)


def test_through_kamailio_we_connect_two_after_asking(tmp_path: Path) -> None:
    """Attended, through Kamailio."""
    with Kamailio(tmp_path) as kamailio:
        at = f"127.0.0.1:{kamailio.port}"
        with (
            Linphone(tmp_path, "lin", tone_hz=LINS) as lin,
            Linphone(tmp_path, "eve", tone_hz=EVES) as eve,
            speaking(tmp_path) as phone,
        ):
            for each in (lin, eve):
                each.tell(f"register sip:{each.name}@{at} sip:{at} {kamailio.password}")
            for each in (lin, eve):
                each.wait_until_registered()
            phone.use(Account("a", f"sip:anna@{at}", registrar=f"sip:{at}"), kamailio.password)
            phone.call(1, f"sip:lin@{at}", "a")
            phone.call(2, f"sip:eve@{at}", "a")
            phone.hears(LINS, EVES)
            phone.engine.transfer_to(1, 2)
            phone.transfer_is_done(1)
            for call_id in (1, 2):
                phone.engine.hang_up(call_id)
                phone.wait_for_end(call_id)
            phone.is_heard_by(lin, EVES)
            phone.is_heard_by(eve, LINS)


def _tag(message: bytes, name: bytes) -> str:
    return header(message, name).partition(b"tag=")[2].decode()


def test_sipp_takes_the_place_of_linphone(tmp_path: Path) -> None:
    """Its INVITE with Replaces names our call with linphonec: we talk with SIPp then, and linphonec is hung up."""
    with Linphone(tmp_path, tone_hz=LINS) as lin, speaking(tmp_path) as phone:
        phone.call(1, lin.address)
        phone.hears(LINS)
        answer = phone.wait_for(MessageSeen, lambda event: event.raw.startswith(b"SIP/2.0 200")).raw
        replaces = (
            f"Replaces: {header(answer, b'call-id').decode()};to-tag={_tag(answer, b'from')}"
            f";from-tag={_tag(answer, b'to')}"
        )
        steps = (
            ask("INVITE", 1, replaces, first=True, body=SDP),
            *expect_answer(),
            ask("ACK", 1),
            expect("BYE"),
            say("200 OK"),
        )
        with SippPeer(tmp_path, steps, call=phone.address, extra=("-rtp_echo",)) as sipp:
            replaced = phone.wait_for(CallReplaced)
            assert replaced.call_id == 1
            assert phone.wait_for_end(1).status == 200
            lin.wait_for("Call 1 with .* ended")
            phone.hears(OURS)
            phone.end(replaced.new_call_id)
            assert sipp.wait() == 0


def test_a_place_that_nobody_has(tmp_path: Path) -> None:
    """Replaces of a call that is not there is answered 481, and the call that is there goes on."""
    with Linphone(tmp_path, tone_hz=LINS) as lin, speaking(tmp_path) as phone:
        phone.call(1, lin.address)
        steps = (
            ask("INVITE", 1, "Replaces: nobody@127.0.0.1;to-tag=1;from-tag=2", first=True, body=SDP),
            expect_status(100, optional=True),
            '<recv response="481"/>',
            acknowledge_refusal(1),
        )
        with SippPeer(tmp_path, steps, call=phone.address) as sipp:
            phone.run_for(0.5)
            assert sipp.wait() == 0
        phone.hears(LINS)
        phone.is_heard_by(lin, OURS)
        phone.end(1)


def test_sipp_is_connected_with_linphone(tmp_path: Path) -> None:
    """Attended: SIPp is told to call linphonec in the place of our call with it, and says how it went."""
    notify = ("Event: refer", "Content-Type: message/sipfrag")
    steps = (
        expect_call(),
        say("200 OK", CONTACT, "Content-Type: application/sdp", body=SDP),
        '<recv request="ACK" rrs="true"/>',
        keep('request="REFER" crlf="true"', "Refer-To", "Replaces=", variable=3),
        '<Reference variables="3"/>',
        say("202 Accepted", CONTACT),
        tell("NOTIFY", 1, *notify, "Subscription-State: active;expires=60", body="SIP/2.0 100 Trying"),
        expect_status(200),
        tell("NOTIFY", 2, *notify, "Subscription-State: terminated;reason=noresource", body="SIP/2.0 200 OK"),
        expect_status(200),
        expect("BYE"),
        say("200 OK"),
    )
    with (
        SippPeer(tmp_path, steps, extra=("-rtp_echo",)) as sipp,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.call(1, f"sip:x@127.0.0.1:{sipp.port}")
        phone.call(2, lin.address)
        phone.engine.transfer_to(1, 2)
        phone.transfer_is_done(1)
        refer = unquote(header(sipp.wait_for(b"REFER"), b"refer-to").decode())
        ours = phone.wait_for(
            MessageSeen, lambda event: event.call_id == 2 and event.raw.startswith(b"SIP/2.0 200")
        ).raw
        assert refer.startswith(f"<{lin.address}?")
        assert f"to-tag={_tag(ours, b'to')}" in refer
        assert f"from-tag={_tag(ours, b'from')}" in refer
        phone.end(1)
        assert sipp.wait() == 0
        phone.end(2)
