"""A conference on this phone with two phones of others: each of the three hears both others."""

from pathlib import Path

import pytest

from tests.support.baresip import Baresip
from tests.support.linphone import Linphone
from tests.support.speaking_phone import BOBS, LINS, OURS, speaking

pytestmark = pytest.mark.timeout(60)


def test_three_hear_both_others(tmp_path: Path) -> None:
    """baresip, linphonec and we; before it, and when it is over, they do not hear one another."""
    with (
        Baresip(tmp_path, tone_hz=BOBS) as bob,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.call(1, bob.address)
        phone.call(2, lin.address)
        phone.is_heard_by(bob, OURS)
        phone.is_heard_by(lin, OURS)
        phone.engine.set_conference((1, 2))
        phone.is_heard_by(bob, OURS, LINS)
        phone.is_heard_by(lin, OURS, BOBS)
        phone.hears(BOBS, LINS)
        phone.engine.set_conference(())
        phone.is_heard_by(bob, OURS)
        phone.is_heard_by(lin, OURS)
        phone.end(1)
        phone.end(2)


def test_a_held_member_comes_back_and_one_who_leaves_is_gone(tmp_path: Path) -> None:
    """While linphonec is held the others talk on; it is back when resumed; after it has hung up they go on."""
    with (
        Baresip(tmp_path, tone_hz=BOBS) as bob,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.call(1, bob.address)
        phone.call(2, lin.address)
        phone.engine.set_conference((1, 2))
        phone.is_heard_by(lin, OURS, BOBS)
        known = len(phone.events)
        phone.engine.hold(2)
        phone.media(2, after=known, held=True)
        phone.is_heard_by(lin)
        phone.is_heard_by(bob, OURS)
        known = len(phone.events)
        phone.engine.resume(2)
        phone.media(2, after=known, held=False, active=True)
        phone.is_heard_by(lin, OURS, BOBS)
        phone.is_heard_by(bob, OURS, LINS)
        lin.tell("terminate")
        phone.wait_for_end(2)
        phone.is_heard_by(bob, OURS)
        phone.hears(BOBS)
        phone.end(1)
