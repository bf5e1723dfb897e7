"""Replaces (RFC 3891): an INVITE that puts itself in the place of a call, and a REFER that asks us to send one."""

import os
import signal
from urllib.parse import unquote_to_bytes

import pytest

from softphone.calls.call_events import CallEnded, CallIncoming, CallMedia, CallReplaced, TransferAsked
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import SDP, RawLine, body, header
from tests.engine.talking import SDP_TYPE, answered, sdp, set_account

_TAGS = b"?Replaces=x%40y%3Bto-tag%3D1%3Bfrom-tag%3D2"


def _replaces(invite: bytes, *more: bytes) -> bytes:
    """What names the call that our answer with the tag "peer" to `invite` made."""
    ours = header(invite, b"from").partition(b";tag=")[2]
    parts = [header(invite, b"call-id"), b"to-tag=" + ours, b"from-tag=peer", *more]
    return b"Replaces: " + b";".join(parts)


def _lives(phone: EnginePhone, peer: RawLine, invite: bytes) -> bool:
    """The call goes on, and its other side can end it."""
    assert not [event for event in phone.events if isinstance(event, CallEnded | EngineLost | EngineFault)]
    peer.in_dialog(invite, "BYE")
    return phone.wait_for_end(1).by_peer


def test_a_call_is_replaced(phone: EnginePhone) -> None:
    """The new one is answered by itself, under the account of the old one, which ends; the new one can be ended."""
    set_account(phone)
    with RawLine() as peer, RawLine(phone.ready.udp_port) as carol:
        invite = answered(phone, peer, account_id="anna")
        sent = carol.request(
            "INVITE", _replaces(invite), b"Require: replaces", SDP_TYPE, body=sdp(port=40010)
        )
        ok = carol.wait_for(b"SIP/2.0 200")
        carol.request("ACK", to_tag=header(ok, b"to").partition(b";tag=")[2], branch="ack")
        assert b"m=audio" in body(ok)
        replaced = phone.wait_for(CallReplaced)
        assert (replaced.call_id, replaced.account_id, replaced.raw) == (1, "anna", sent)
        assert replaced.from_uri.startswith(b"sip:boris@127.0.0.1")
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        assert phone.wait_for_end(1).status == 200
        phone.wait_for(CallMedia, lambda event: event.call_id == replaced.new_call_id and event.active)
        phone.engine.hang_up(replaced.new_call_id)
        carol.answer(carol.wait_for(b"BYE"), b"200 OK")
        assert phone.wait_for_end(replaced.new_call_id).status == 200
    assert not [event for event in phone.events if isinstance(event, CallIncoming | EngineFault | EngineLost)]


def test_who_replaced_is_lost_with_the_engine(phone: EnginePhone) -> None:
    """The new call is one of those that are over when the process ends."""
    with RawLine() as peer, RawLine(phone.ready.udp_port) as carol:
        invite = answered(phone, peer)
        carol.request("INVITE", _replaces(invite), SDP_TYPE, body=sdp(port=40010))
        new_call_id = phone.wait_for(CallReplaced).new_call_id
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
        assert phone.engine.pid is not None
        os.kill(phone.engine.pid, signal.SIGKILL)
        assert phone.wait_for(EngineLost).lost_calls == (new_call_id,)


def test_a_stranger_replaces_nothing(phone: EnginePhone) -> None:
    """Without the tags of a call that there is: 481, nobody rings, and the call goes on."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        call_id = header(invite, b"call-id")
        guesses = [
            _replaces(invite).replace(b"from-tag=peer", b"from-tag=other"),
            _replaces(invite, b"early-only"),
            b"Replaces: " + call_id,
            b"Replaces: " + call_id + b";to-tag=1",
            b"Replaces: nobody;to-tag=1;from-tag=2",
            b"Replaces: ;;;===",
            b"Replaces: " + b"a" * 2000,
            b"Replaces: \xff\xfe;to-tag=\x00;from-tag=",
            _replaces(invite) + b"\r\n" + _replaces(invite),
        ]
        for guess in guesses:
            with RawLine(phone.ready.udp_port) as stranger:
                stranger.request("INVITE", guess, SDP_TYPE, body=SDP)
                stranger.is_silent(b"SIP/2.0 200", 0.1)
                assert not [each for each in stranger.received if each.startswith(b"SIP/2.0 2")]
        assert not [event for event in phone.events if isinstance(event, CallReplaced)]
        assert _lives(phone, peer, invite)


@pytest.mark.parametrize(
    ("user", "headers", "is_done"),
    [
        (b"carol", _TAGS, True),
        (b"carol", _TAGS + b"&Require=replaces", True),
        (
            b"carol",
            b"?Replaces=" + b"c" * 200 + b"%3Bto-tag%3D" + b"t" * 120 + b"%3Bfrom-tag%3D" + b"f" * 120,
            True,
        ),
        (b"102", b"?Require=replaces&" + _TAGS[1:], True),
        (b"102", _TAGS, False),  # the server might put it through as a call like any other
        (b"*21*102%23", _TAGS + b"&Require=replaces", False),
        (b"carol", b"?Replaces=x", False),
        (b"carol", b"?Require=replaces", False),
        (b"carol", _TAGS + b"&Authorization=x", False),
        (b"carol", _TAGS + b"&Require=100rel", False),
        (b"carol", _TAGS + _TAGS.replace(b"?", b"&"), False),
        (b"carol", _TAGS + b"%0d%0aX-Evil:%201", False),
        (b"carol", _TAGS + b"a" * 800, False),
        (b"carol", b"?body=x", False),
    ],
)
def test_asked_to_replace(user: bytes, headers: bytes, is_done: bool, phone: EnginePhone) -> None:
    """Done on an own host when nothing but Replaces is embedded; declined and told otherwise."""
    set_account(phone)
    with RawLine() as peer, RawLine() as target:
        invite = answered(phone, peer, account_id="anna")
        refer_to = b"<sip:%s@127.0.0.1:%d%s>" % (user, target.port, headers)
        peer.in_dialog(invite, "REFER", b"Refer-To: " + refer_to)
        asked = phone.wait_for(TransferAsked)
        assert asked.refer_to == refer_to
        assert (asked.new_call_id != 0) == is_done
        if is_done:
            second = target.wait_for(b"INVITE")
            assert second.startswith(b"INVITE sip:%s@127.0.0.1:%d SIP/2.0\r\n" % (user, target.port))
            wanted = unquote_to_bytes(headers.partition(b"Replaces=")[2].partition(b"&")[0])
            assert header(second, b"replaces") == wanted
            assert (header(second, b"require") == b"replaces") == (b"Require" in headers)
            target.answer(second, b"481 No Such Call")
            assert phone.wait_for_end(asked.new_call_id).status == 481
        else:
            peer.wait_for(b"SIP/2.0 603")
            assert target.is_silent(b"INVITE", 0.1)
        peer.in_dialog(invite, "BYE")
        assert phone.wait_for_end(1).by_peer
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]
