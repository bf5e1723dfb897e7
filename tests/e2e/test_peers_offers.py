"""Who offers what and when, with linphonec and SIPp: late offers, offers inside a call, forms of hold, refreshes.

SIPp sends back the sound that it gets, so that we hear our own tone through it.
"""

from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallAnswered, CallIncoming, CallMedia, CallProgress, DtmfReceived
from softphone.calls.engine_events import MessageSeen
from tests.support.linphone import Linphone
from tests.support.sipp import (
    CONTACT,
    SDP,
    SippPeer,
    expect,
    expect_call,
    expect_status,
    pause,
    say,
    terminate,
)
from tests.support.sipp_caller import acknowledge_refusal, ask, bye, described, expect_answer, expect_ok, keep
from tests.support.speaking_phone import LINS, OURS, SpeakingPhone, speaking

pytestmark = pytest.mark.timeout(90)

_A_WHILE_MS = 1200
_REFRESH_S = 50.0
_SDP_TYPE = "Content-Type: application/sdp"


def caller(folder: Path, phone: SpeakingPhone, *steps: str) -> SippPeer:
    """A SIPp that calls `phone` and echoes its sound."""
    return SippPeer(folder, steps, call=phone.address, extra=("-rtp_echo",))


def test_linphone_calls_without_an_offer(tmp_path: Path) -> None:
    """Its INVITE has no session description: we offer in the 200, it answers in the ACK, sound goes both ways."""
    with (
        Linphone(tmp_path, tone_hz=LINS, settings={"sip": {"sdp_200_ack": 1}}) as lin,
        speaking(tmp_path) as phone,
    ):
        lin.tell(f"call {phone.uri}")
        call_id = phone.take_call()
        phone.hears(LINS)
        phone.is_heard_by(lin, OURS)
        invite = phone.wait_for(MessageSeen, lambda event: event.raw.startswith(b"INVITE"))
        ack = phone.wait_for(MessageSeen, lambda event: event.raw.startswith(b"ACK"))
        assert b"m=audio" not in invite.raw
        assert b"m=audio" in ack.raw
        lin.tell("terminate")
        phone.wait_for_end(call_id)


def test_sipp_calls_without_an_offer_and_asks_for_another(tmp_path: Path) -> None:
    """The same of SIPp, and once more by a re-INVITE without a description: the sound is there after each."""
    with speaking(tmp_path) as phone:
        steps = (
            ask("INVITE", 1, first=True),
            *expect_answer(),
            ask("ACK", 1, body=SDP),
            pause(_A_WHILE_MS),
            ask("INVITE", 2),
            *expect_ok(),
            ask("ACK", 2, body=described(version=2)),
            expect("BYE"),
            say("200 OK"),
        )
        with caller(tmp_path, phone, *steps) as sipp:
            call_id = phone.take_call()
            phone.hears(OURS)
            again = phone.wait_for(
                MessageSeen,
                lambda event: event.sent and b"CSeq: 2 INVITE" in event.raw and b"m=audio" in event.raw,
            )
            assert b"a=sendrecv" in again.raw
            phone.run_for(0.3)
            phone.hears(OURS)
            phone.end(call_id)
            assert sipp.wait() == 0


@pytest.mark.parametrize(
    "held",
    [
        described("sendonly", version=2),
        described("inactive", version=2),
        described(address="0.0.0.0", version=2),  # noqa: S104 - what old phones send for hold (RFC 2543)
    ],
    ids=["sendonly", "inactive", "old address"],
)
def test_every_form_of_hold(held: str, tmp_path: Path) -> None:
    """SIPp holds and resumes: we are told both, and hear it again."""
    with speaking(tmp_path) as phone:
        steps = (
            ask("INVITE", 1, first=True, body=SDP),
            *expect_answer(),
            ask("ACK", 1),
            pause(_A_WHILE_MS),
            ask("INVITE", 2, body=held),
            *expect_ok(),
            ask("ACK", 2),
            pause(_A_WHILE_MS),
            ask("INVITE", 3, body=described(version=3)),
            *expect_ok(),
            ask("ACK", 3),
            expect("BYE"),
            say("200 OK"),
        )
        with caller(tmp_path, phone, *steps) as sipp:
            call_id = phone.take_call()
            phone.hears(OURS)
            told = phone.media(call_id, after=0, held_by_peer=True, active=False)
            known = phone.events.index(told)
            phone.media(call_id, after=known, held_by_peer=False, active=True)
            phone.hears(OURS)
            phone.end(call_id)
            assert sipp.wait() == 0


def test_another_codec_in_a_call(tmp_path: Path) -> None:
    """SIPp goes from PCMU to PCMA: we are told, and hear our tone in it."""
    other = described(version=2).replace("RTP/AVP 0 101", "RTP/AVP 8 101").replace("0 PCMU", "8 PCMA")
    with speaking(tmp_path) as phone:
        steps = (
            ask("INVITE", 1, first=True, body=SDP),
            *expect_answer(),
            ask("ACK", 1),
            pause(_A_WHILE_MS),
            ask("INVITE", 2, body=other),
            *expect_ok(),
            ask("ACK", 2),
            expect("BYE"),
            say("200 OK"),
        )
        with caller(tmp_path, phone, *steps) as sipp:
            call_id = phone.take_call()
            phone.wait_for(CallMedia, lambda event: event.active and event.codec == "PCMU/8000")
            phone.wait_for(CallMedia, lambda event: event.active and event.codec == "PCMA/8000")
            phone.hears(OURS)
            phone.end(call_id)
            assert sipp.wait() == 0


def test_digits_in_info_of_both_types(tmp_path: Path) -> None:
    """application/dtmf-relay, and application/dtmf: the library answers that with 500, and the digit is read."""
    with speaking(tmp_path) as phone:
        steps = (
            ask("INVITE", 1, first=True, body=SDP),
            *expect_answer(),
            ask("ACK", 1),
            ask("INFO", 2, "Content-Type: application/dtmf-relay", body="Signal=5\nDuration=160"),
            *expect_ok(),
            ask("INFO", 3, "Content-Type: application/dtmf", body="#"),
            expect_status(500),
            *bye(4),
        )
        with caller(tmp_path, phone, *steps) as sipp:
            call_id = phone.take_call()
            phone.wait_for_end(call_id)
            assert sipp.wait() == 0
        digits = [event.digit for event in phone.events if isinstance(event, DtmfReceived)]
        assert digits == ["5", "#"]


def test_a_provisional_answer_that_must_arrive(tmp_path: Path) -> None:
    """SIPp's 183 with RSeq brings early sound and is acknowledged with PRACK before the 200."""
    steps = (
        expect_call(),
        say("183 Session Progress", CONTACT, "Require: 100rel", "RSeq: 7", _SDP_TYPE, body=SDP),
        keep('request="PRACK" crlf="true"', "RAck", "7 [0-9]+ INVITE", variable=3),
        '<Reference variables="3"/>',
        say("200 OK"),
        expect("CANCEL"),
        say("200 OK"),
        terminate(),
        expect("ACK"),
    )
    with SippPeer(tmp_path, steps, extra=("-rtp_echo",)) as sipp, speaking(tmp_path) as phone:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{sipp.port}")
        progress = phone.wait_for(CallProgress, lambda event: event.status == 183)
        assert progress.early_media
        sipp.wait_for(b"PRACK")
        phone.hears(OURS)
        assert phone.end(1).status == 487
        assert sipp.wait() == 0


def test_a_caller_who_requires_reliable_ringing(tmp_path: Path) -> None:
    """SIPp requires 100rel: our 180 has an RSeq, its PRACK is answered, and the call goes on."""
    with speaking(tmp_path) as phone:
        rack = "RAck: [$1] 1 INVITE"
        steps = (
            ask("INVITE", 1, "Require: 100rel", first=True, body=SDP),
            expect_status(100, optional=True),
            keep('response="180" rrs="true"', "RSeq"),
            ask("PRACK", 2, rack),
            *expect_ok(),
            '<recv response="200" rrs="true"/>',
            ask("ACK", 1),
            expect("BYE"),
            say("200 OK"),
        )
        phone.use(Account("a", "sip:anna@127.0.0.1"))
        with caller(tmp_path, phone, *steps) as sipp:
            call_id = phone.wait_for(CallIncoming).call_id
            phone.wait_for(MessageSeen, lambda event: event.sent and b"CSeq: 2 PRACK" in event.raw)
            phone.engine.answer(call_id)
            phone.wait_for(CallAnswered)
            phone.hears(OURS)
            phone.end(call_id)
            assert sipp.wait() == 0


def test_a_caller_with_session_timers(tmp_path: Path) -> None:
    """Too short a session is refused with 422 and the least that we take, and rings once; an UPDATE is answered."""
    timer = "Supported: timer"
    with speaking(tmp_path) as phone:
        steps = (
            ask("INVITE", 1, timer, "Session-Expires: 20", first=True, body=SDP),
            expect_status(100, optional=True),
            keep('response="422"', "Min-SE"),
            acknowledge_refusal(1),
            ask(
                "INVITE",
                2,
                timer,
                "Session-Expires: [$1];refresher=uac",
                "Min-SE: [$1]",
                first=True,
                body=SDP,
            ),
            *expect_answer(),
            ask("ACK", 2),
            pause(300),
            ask("UPDATE", 3, timer, "Session-Expires: [$1];refresher=uac"),
            *expect_ok(),
            *bye(4),
        )
        with caller(tmp_path, phone, *steps) as sipp:
            call_id = phone.take_call()
            phone.wait_for_end(call_id)
            assert sipp.wait() == 0
        answer = phone.wait_for(
            MessageSeen, lambda event: event.sent and b"200 OK" in event.raw and b"UPDATE" in event.raw
        )
        assert b"Session-Expires: 90;refresher=uac" in answer.raw
        assert len([event for event in phone.events if isinstance(event, CallIncoming)]) == 1


def test_sessions_are_refreshed_by_either_side(tmp_path: Path) -> None:
    """Sessions of 90 s: after half of it we refresh SIPp's call, linphonec refreshes its own; both go on.

    It takes most of a minute, since this is the shortest session that there is.
    """
    timed = (
        CONTACT,
        "Session-Expires: 90;refresher=uac",
        "Require: timer",
        "Allow: INVITE, ACK, BYE, UPDATE",
    )
    steps = (
        expect("INVITE"),
        say("200 OK", *timed, _SDP_TYPE, body=SDP),
        expect("ACK"),
        expect("UPDATE"),
        say("200 OK", *timed),
        expect("BYE"),
        say("200 OK"),
    )
    timers = {"session_expires_enabled": 1, "session_expires_value": 90, "session_expires_refresher_value": 1}
    with (
        SippPeer(tmp_path, steps, extra=("-rtp_echo",)) as sipp,
        Linphone(tmp_path, tone_hz=LINS, settings={"sip": timers}) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.call(1, f"sip:x@127.0.0.1:{sipp.port}")
        phone.call(2, lin.address)
        for call_id, sent in ((1, True), (2, False)):
            phone.wait_for(
                MessageSeen,
                lambda event, call_id=call_id, sent=sent: (  # type: ignore[misc]
                    event.call_id == call_id and event.sent is sent and event.raw.startswith(b"UPDATE")
                ),
                timeout_s=_REFRESH_S,
            )
        phone.hears(OURS, LINS)
        phone.is_heard_by(lin, OURS)
        phone.end(1)
        phone.end(2)
        assert sipp.wait() == 0
