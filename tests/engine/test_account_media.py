"""What accounts say of the sound of their calls: codecs in order, encryption, 100rel, session timers."""

import re

import pytest

from softphone.calls.accounts import Account, MediaEncryption
from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallIncoming,
    CallMedia,
    CallProgress,
    CallTurnedAway,
)
from softphone.calls.engine_events import EngineFault, EngineLost
from softphone.calls.reach_events import RegistrationChanged
from softphone.engine.account_media import with_codecs
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import SDP, RawLine, body, header
from tests.engine.talking import SDP_TYPE, answered, connected, sdp, set_account

_KEY = b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + b"A" * 40
_SECURE = sdp().replace(b"RTP/AVP", b"RTP/SAVP") + _KEY + b"\r\n"


def _formats(message: bytes) -> list[str]:
    """The codecs of an SDP in the order of its formats."""
    names = dict(re.findall(rb"a=rtpmap:(\d+) (\S+)", message))
    found = re.search(rb"m=audio \d+ \S+ ([\d ]+)", message)
    assert found
    return [names[each].decode() for each in found[1].split()]


def _went_well(phone: EnginePhone) -> bool:
    return not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_two_accounts_differ_in_codecs(phone: EnginePhone) -> None:
    """Each call offers the codecs of its own account, in order, also in a later offer."""
    phone.engine.set_account(Account("a", "sip:a@127.0.0.1", codecs=("PCMA/8000", "G722/16000")), "")
    phone.engine.set_account(Account("b", "sip:b@127.0.0.1", codecs=("iLBC/8000", "PCMU/8000")), "")
    phone.wait_for(RegistrationChanged, lambda event: event.account_id == "b")
    with RawLine() as first, RawLine() as second, RawLine() as third:
        invite = answered(phone, first, 1, account_id="a", body=SDP.replace(b"AVP 0", b"AVP 8"))
        assert _formats(invite) == ["PCMA/8000", "G722/8000", "telephone-event/8000"]
        other = answered(phone, second, 2, account_id="b")
        assert _formats(other) == ["iLBC/8000", "PCMU/8000", "telephone-event/8000"]
        phone.engine.hold(1)
        assert _formats(first.wait_for(b"INVITE"))[:2] == ["PCMA/8000", "G722/8000"]
        phone.engine.invite(3, f"sip:x@127.0.0.1:{third.port}")
        formats = _formats(third.wait_for(b"INVITE"))
        assert formats[0] == "G722/8000"
        assert {"PCMA/8000", "PCMU/8000"} < set(formats)
        assert "iLBC/8000" not in formats
    assert _went_well(phone)


def test_codecs_of_a_long_offer(phone: EnginePhone) -> None:
    """What the library cannot let us change has the account's codecs first at least."""
    suites = {"media_encryption": MediaEncryption.OPTIONAL, "codecs": ("GSM/8000", "L16/44100", "PCMU/8000")}
    set_account(phone, **suites)
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        formats = [each.split("/")[0] for each in _formats(peer.wait_for(b"INVITE"))]
        assert formats[0] == "GSM"
        assert formats.index("L16") < formats.index("PCMU")
    assert _went_well(phone)


def test_codecs_of_an_answer(phone: EnginePhone) -> None:
    """A caller gets a codec of the account that is called, or a 488."""
    set_account(phone, codecs=("PCMU/8000",))
    with RawLine(phone.ready.udp_port) as caller, RawLine(phone.ready.udp_port) as other:
        offer = SDP.replace(b"AVP 0", b"AVP 8 0") + b"a=rtpmap:8 PCMA/8000\r\n"
        caller.request("INVITE", SDP_TYPE, body=offer, user="anna")
        phone.engine.answer(phone.wait_for(CallIncoming).call_id)
        assert _formats(caller.wait_for(b"SIP/2.0 200")) == ["PCMU/8000"]
        seen = len(phone.events)
        other.request("INVITE", SDP_TYPE, body=SDP.replace(b"AVP 0", b"AVP 8"), user="anna")
        final = other.wait_for(b"SIP/2.0 4") if not _rings(phone, seen) else other.wait_for(b"SIP/2.0 488")
        assert final.startswith(b"SIP/2.0 488")
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def _rings(phone: EnginePhone, seen: int) -> bool:
    """Let a caller in who may have been refused already."""
    phone.run_for(0.2)
    for event in phone.events[seen:]:
        if isinstance(event, CallIncoming):
            phone.engine.answer(event.call_id)
            return True
    return False


@pytest.mark.parametrize(
    ("codecs", "wanted"),
    [
        (("PCMU",), "0 101"),
        (("pcmu/8000/1", "nonsense", "/", "x/y"), "0 101"),
        (("GSM/8000",), "8 0 101"),
        ((), "8 0 101"),
    ],
)
def test_odd_codec_names(codecs: tuple[str, ...], wanted: str) -> None:
    """What nobody knows is passed over; when nothing is left, the library's own order stands."""
    text = sdp().replace(b"AVP 0", b"AVP 8 0").decode()
    assert f"m=audio 40000 RTP/AVP {wanted}\r\n" in with_codecs(text, codecs)


def test_sound_between_the_lines() -> None:
    """Only the first audio line is touched, and an SDP without one is left as it is."""
    text = "v=0\r\nm=video 1 RTP/AVP 8 0\r\na=rtpmap:8 PCMA/8000\r\n"
    assert with_codecs(text, ("PCMU/8000",)) == text
    both = "v=0\r\nm=audio 1 RTP/AVP 8 0\r\na=rtpmap:8 PCMA/8000\r\na=fmtp:8 x\r\na=ptime:20\r\n" + text[5:]
    assert with_codecs(both, ("PCMU/8000",)) == "v=0\r\nm=audio 1 RTP/AVP 0\r\na=ptime:20\r\n" + text[5:]


@pytest.mark.parametrize("wish", [MediaEncryption.OPTIONAL, MediaEncryption.REQUIRED])
def test_encrypted_between_engines(
    wish: MediaEncryption, phone: EnginePhone, other_phone: EnginePhone
) -> None:
    """Both say encrypted, with the suite, and still do after hold and resume."""
    set_account(phone, media_encryption=wish)
    set_account(other_phone, media_encryption=MediaEncryption.OPTIONAL)
    there = connected(phone, other_phone, account_id="anna", user="anna")
    for each, call_id in ((phone, 1), (other_phone, there)):
        media = each.wait_for(CallMedia, lambda event, call_id=call_id: event.call_id == call_id)  # type: ignore[misc]  # mypy has no type for a lambda's default
        assert (media.encrypted, media.cipher) == (True, "AES_CM_128_HMAC_SHA1_80")
    seen = len(phone.events)
    phone.engine.hold(1)
    phone.wait_for(CallMedia, lambda event: event.held, after=seen)
    phone.engine.resume(1)
    assert phone.wait_for(CallMedia, lambda event: event.active, after=seen).encrypted
    assert _went_well(phone)


def test_optional_encryption_with_a_plain_peer(phone: EnginePhone) -> None:
    """Keys are offered beside a plain profile; who answers without gets a call that says it is not encrypted."""
    set_account(phone, media_encryption=MediaEncryption.OPTIONAL)
    with RawLine() as peer:
        invite = answered(phone, peer, account_id="anna")
        assert b"RTP/AVP" in body(invite)
        assert b"a=crypto:" in body(invite)
        media = phone.wait_for(CallMedia)
        assert (media.encrypted, media.cipher) == (False, "")
    assert _went_well(phone)


def test_optional_encryption_with_a_peer_that_takes_it(phone: EnginePhone) -> None:
    """A key in the answer to a plain profile is encryption."""
    set_account(phone, media_encryption=MediaEncryption.OPTIONAL)
    with RawLine() as peer:
        answered(phone, peer, account_id="anna", body=sdp() + _KEY + b"\r\n")
        assert phone.wait_for(CallMedia).cipher == "AES_CM_128_HMAC_SHA1_80"
    assert _went_well(phone)


def test_required_encryption_refuses_a_plain_answer(phone: EnginePhone) -> None:
    """The call ends and never has sound."""
    set_account(phone, media_encryption=MediaEncryption.REQUIRED)
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        invite = peer.wait_for(b"INVITE")
        assert b"RTP/SAVP" in body(invite)
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        peer.answer(invite, b"200 OK", contact, SDP_TYPE, body=sdp())
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
    assert not [event for event in phone.events if isinstance(event, CallMedia) and event.active]
    assert _went_well(phone)


@pytest.mark.parametrize("wish", [MediaEncryption.REQUIRED, MediaEncryption.OFF])
def test_offers_that_are_refused(wish: MediaEncryption, phone: EnginePhone) -> None:
    """A plain one where encryption is required, an encrypted one where it is off: 488."""
    set_account(phone, media_encryption=wish)
    offer = sdp() if wish is MediaEncryption.REQUIRED else _SECURE
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", SDP_TYPE, body=offer, user="anna")
        _rings(phone, 0)
        assert caller.wait_for(b"SIP/2.0 4").startswith(b"SIP/2.0 488")
    assert not [event for event in phone.events if isinstance(event, EngineLost | CallMedia)]


@pytest.mark.parametrize("wish", [MediaEncryption.REQUIRED, MediaEncryption.OPTIONAL])
def test_an_encrypted_offer_is_taken(wish: MediaEncryption, phone: EnginePhone) -> None:
    """RTP/SAVP with a key is answered in kind."""
    set_account(phone, media_encryption=wish)
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", SDP_TYPE, body=_SECURE, user="anna")
        phone.engine.answer(phone.wait_for(CallIncoming).call_id)
        answer = body(caller.wait_for(b"SIP/2.0 200"))
        assert b"RTP/SAVP" in answer
        assert b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 " in answer
        assert phone.wait_for(CallMedia).encrypted
    assert _went_well(phone)


@pytest.mark.parametrize("before", [b"", b"\t\t  #0 audio ", b"  Call time: \t  #0 audio PCMU \t"])
def test_no_name_makes_a_call_encrypted(before: bytes, phone: EnginePhone) -> None:
    """What callers call themselves is no news of the sound."""
    lie = b'From: "' + before + b'  SRTP status: Active Crypto-suite: AES_CM_128_HMAC_SHA1_80 " <'
    with RawLine(phone.ready.udp_port) as caller:
        written, caller.send = caller.send, lambda data: None  # type: ignore[method-assign]
        invite = caller.invite()
        written(invite.replace(b"From: <", lie))
        phone.engine.answer(phone.wait_for(CallIncoming).call_id)
        caller.wait_for(b"SIP/2.0 200")
        told = phone.wait_for(CallMedia)
    assert (told.active, told.encrypted, told.cipher) == (True, False, "")


def test_a_late_offer_is_encrypted_too(phone: EnginePhone) -> None:
    """An INVITE without SDP gets an offer of RTP/SAVP where encryption is required."""
    set_account(phone, media_encryption=MediaEncryption.REQUIRED)
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", user="anna")
        phone.engine.answer(phone.wait_for(CallIncoming).call_id)
        ok = caller.wait_for(b"SIP/2.0 200")
        assert b"RTP/SAVP" in body(ok)
        tag = header(ok, b"to").partition(b";tag=")[2]
        answer = _SECURE.replace(b"v=0", b"v=0")
        caller.request("ACK", SDP_TYPE, to_tag=tag, branch="ack", body=answer)
        assert phone.wait_for(CallMedia).encrypted
    assert _went_well(phone)


def test_reliable_provisional_responses(phone: EnginePhone) -> None:
    """A 183 that requires 100rel (RFC 3262) is acknowledged by PRACK, its sound is heard, and the call goes on."""
    set_account(phone)
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        invite = peer.wait_for(b"INVITE")
        assert b"100rel" in header(invite, b"supported")
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        reliable = (b"Require: 100rel", b"RSeq: 17", contact)
        peer.answer(invite, b"183 Session Progress", *reliable, SDP_TYPE, body=sdp())
        prack = peer.wait_for(b"PRACK")
        assert header(prack, b"rack") == b"17 " + header(invite, b"cseq")
        peer.answer(prack, b"200 OK")
        assert phone.wait_for(CallProgress, lambda event: event.status == 183).early_media
        phone.wait_for(CallMedia, lambda event: event.active)
        peer.answer(invite, b"180 Ringing", b"Require: 100rel", b"RSeq: 18", contact)
        peer.answer(peer.wait_for(b"PRACK"), b"200 OK")
        peer.answer(invite, b"200 OK", contact)
        phone.wait_for(CallAnswered)
    assert _went_well(phone)


def test_a_caller_who_requires_100rel(phone: EnginePhone) -> None:
    """Our 180 is sent reliably then, and the answer waits for its PRACK; an account without it seldom does."""
    set_account(phone)
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", SDP_TYPE, b"Require: 100rel", body=sdp(), user="anna")
        ringing = caller.wait_for(b"SIP/2.0 180")
        assert b"100rel" in header(ringing, b"require")
        rack = b"RAck: " + header(ringing, b"rseq") + b" 1 INVITE"
        tag = header(ringing, b"to").partition(b";tag=")[2]
        caller.request("PRACK", rack, to_tag=tag, cseq=2, user="anna")
        assert header(caller.wait_for(b"SIP/2.0 200"), b"cseq") == b"2 PRACK"
        phone.engine.answer(phone.wait_for(CallIncoming).call_id)
        assert header(caller.wait_for(b"SIP/2.0 200"), b"cseq") == b"1 INVITE"
    set_account(phone, reliable_provisional=False)
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", SDP_TYPE, b"Supported: 100rel", body=sdp(), user="anna")
        assert header(caller.wait_for(b"SIP/2.0 180"), b"require") == b""
    assert _went_well(phone)


def test_session_timers(phone: EnginePhone) -> None:
    """Offered (RFC 4028); too short an interval of a caller is a 422, and of ours is made longer after one."""
    set_account(phone)
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        invite = peer.wait_for(b"INVITE")
        assert b"timer" in header(invite, b"supported")
        assert int(header(invite, b"session-expires").partition(b";")[0]) >= 90
        peer.answer(invite, b"422 Session Interval Too Small", b"Min-SE: 3600")
        again = peer.wait_for(b"INVITE")
        assert header(again, b"session-expires").partition(b";")[0] == b"3600"
        assert header(again, b"min-se") == b"3600"
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        expires = b"Session-Expires: 3600;refresher=uas"
        peer.answer(again, b"200 OK", contact, expires, b"Require: timer", SDP_TYPE, body=sdp())
        phone.wait_for(CallAnswered)
        for _ in range(2):  # the other side refreshes
            refresh = b"Session-Expires: 3600;refresher=uac"
            peer.in_dialog(again, "UPDATE", refresh, b"Supported: timer")
            assert b"timer" in header(peer.wait_for(b"SIP/2.0 200"), b"require")
    with RawLine(phone.ready.udp_port) as caller:
        short = b"Session-Expires: 30;refresher=uac"
        caller.request("INVITE", SDP_TYPE, short, b"Supported: timer", body=sdp(), user="anna")
        assert header(caller.wait_for(b"SIP/2.0 422"), b"min-se") == b"90"
        caller.request("ACK", user="anna")
        phone.run_for(0.3)
        assert not [event for event in phone.events if isinstance(event, CallIncoming | CallTurnedAway)]
        longer = (b"Session-Expires: 90;refresher=uac", b"Supported: timer")
        caller.request("INVITE", SDP_TYPE, *longer, body=sdp(), user="anna", cseq=2)
        there = phone.wait_for(CallIncoming).call_id
        phone.engine.reject(there, 486)
        phone.wait_for_end(there)
    set_account(phone, session_timers=False)
    with RawLine() as peer:
        phone.engine.invite(7, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        assert header(peer.wait_for(b"INVITE"), b"session-expires") == b""
    assert _went_well(phone)


def test_we_refresh_the_session(phone: EnginePhone) -> None:
    """Where refreshing is left to us, as the caller and as the called, a request goes out after 45 of 90 s."""
    set_account(phone)
    with RawLine() as peer, RawLine(phone.ready.udp_port) as caller:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        invite = peer.wait_for(b"INVITE")
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        allow, expires = b"Allow: INVITE, ACK, BYE, UPDATE", b"Session-Expires: 90;refresher="
        timer = b"Require: timer"
        peer.answer(invite, b"200 OK", contact, allow, expires + b"uac", timer, SDP_TYPE, body=sdp())
        seen = len(phone.events)
        caller.request(
            "INVITE",
            SDP_TYPE,
            allow,
            expires + b"uas",
            b"Supported: timer",
            body=sdp(port=40010),
            user="anna",
        )
        there = phone.wait_for(CallIncoming, after=seen).call_id
        phone.engine.answer(there)
        ok = caller.wait_for(b"SIP/2.0 200")
        caller.request("ACK", to_tag=header(ok, b"to").partition(b";tag=")[2], branch="ack")
        for each, role in ((peer, b"uac"), (caller, b"uac")):
            refresh = each.wait_for(b"UPDATE", timeout_s=58)
            assert header(refresh, b"session-expires") == expires.partition(b": ")[2] + role
            each.answer(refresh, b"200 OK", expires + role, timer)
        phone.run_for(0.2)
        assert not [event for event in phone.events if isinstance(event, CallEnded)]
    assert _went_well(phone)
