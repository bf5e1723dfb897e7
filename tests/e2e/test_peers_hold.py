"""Hold and resume, by us and by them, with phones of others: who hears whom."""

from pathlib import Path

import pytest

from softphone.calls.engine_events import MessageSeen
from tests.support.baresip import Baresip
from tests.support.linphone import Linphone
from tests.support.speaking_phone import BOBS, LINS, OURS, speaking

pytestmark = pytest.mark.timeout(60)


def test_we_hold_linphone(tmp_path: Path) -> None:
    """Neither hears the other while we hold; linphonec says it is paused; both hear again afterwards."""
    with Linphone(tmp_path, tone_hz=LINS) as lin, speaking(tmp_path) as phone:
        phone.call(1, lin.address)
        phone.hears(LINS)
        phone.is_heard_by(lin, OURS)
        known = len(phone.events)
        phone.engine.hold(1)
        phone.media(1, after=known, held=True, held_by_peer=False)
        lin.wait_for("has been paused by")
        phone.is_heard_by(lin)
        phone.hears()
        known = len(phone.events)
        phone.engine.resume(1)
        phone.media(1, after=known, held=False, active=True)
        phone.is_heard_by(lin, OURS)
        phone.hears(LINS)
        phone.end(1)


def test_linphone_holds_us(tmp_path: Path) -> None:
    """linphonec does not hear us while it holds; we are told; both hear again afterwards."""
    with Linphone(tmp_path, tone_hz=LINS) as lin, speaking(tmp_path) as phone:
        lin.tell(f"call {phone.uri}")
        call_id = phone.take_call()
        phone.hears(LINS)
        known = len(phone.events)
        lin.tell("pause")
        phone.media(call_id, after=known, held_by_peer=True, held=False)
        phone.is_heard_by(lin)
        known = len(phone.events)
        lin.tell("resume")
        phone.media(call_id, after=known, held_by_peer=False, active=True)
        phone.is_heard_by(lin, OURS)
        phone.hears(LINS)
        lin.tell("terminate")
        phone.wait_for_end(call_id)


def test_we_hold_baresip(tmp_path: Path) -> None:
    """baresip says what it hears: we hear our own tone before and after the hold, and nothing during it."""
    with Baresip(tmp_path, echoes=True) as bob, speaking(tmp_path) as phone:
        phone.call(1, bob.address)
        phone.hears(OURS)
        known = len(phone.events)
        phone.engine.hold(1)
        phone.media(1, after=known, held=True, held_by_peer=False)
        phone.hears()
        known = len(phone.events)
        phone.engine.resume(1)
        phone.media(1, after=known, held=False, active=True)
        phone.hears(OURS)
        phone.end(1)
        bob.wait_for("CALL_CLOSED")


def test_baresip_holds_us(tmp_path: Path) -> None:
    """We answer that we only listen while baresip holds, and are told; afterwards we send again and hear it."""
    with Baresip(tmp_path, tone_hz=BOBS) as bob, speaking(tmp_path) as phone:
        bob.do("dial", phone.uri)
        call_id = phone.take_call()
        phone.hears(BOBS)
        known = len(phone.events)
        bob.do("hold")
        phone.media(call_id, after=known, held_by_peer=True, held=False)
        phone.wait_for(MessageSeen, lambda event: event.sent and b"a=recvonly" in event.raw, after=known)
        known = len(phone.events)
        bob.do("resume")
        phone.media(call_id, after=known, held_by_peer=False, active=True)
        phone.hears(BOBS)
        first = phone.quality_now(call_id).packets_sent
        assert phone.quality_now(call_id).packets_sent > first
        bob.do("hangup")
        phone.wait_for_end(call_id)
