"""Blind transfers with phones of others, asked by us and by them: who talks with whom afterwards."""

from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import (
    CallAnswered,
    CallIncoming,
    TransferAsked,
    TransferChanged,
    TransferState,
)
from tests.support.baresip import Baresip, BaresipAccount
from tests.support.kamailio import Kamailio
from tests.support.linphone import Linphone
from tests.support.speaking_phone import BOBS, LINS, OURS, speaking

pytestmark = pytest.mark.timeout(60)


def test_we_send_baresip_on_to_linphone(tmp_path: Path) -> None:
    """Blind: the two talk with each other, we are told that it is done, and are out of it."""
    with (
        Baresip(tmp_path, tone_hz=BOBS) as bob,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.call(1, bob.address)
        phone.is_heard_by(bob, OURS)
        phone.engine.transfer(1, lin.address)
        phone.transfer_is_done(1)
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
        phone.is_heard_by(bob, LINS)
        phone.is_heard_by(lin, BOBS)


def test_we_send_linphone_on_to_baresip(tmp_path: Path) -> None:
    """Blind, the other way round."""
    with (
        Baresip(tmp_path, tone_hz=BOBS) as bob,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.call(1, lin.address)
        phone.is_heard_by(lin, OURS)
        phone.engine.transfer(1, bob.address)
        phone.transfer_is_done(1)
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
        phone.is_heard_by(lin, BOBS)
        phone.is_heard_by(bob, LINS)


@pytest.mark.parametrize("peer", [Baresip, Linphone])
def test_a_target_that_is_busy(peer: type[Baresip | Linphone], tmp_path: Path) -> None:
    """Nobody is there: it has failed, the reason is told, and our call goes on."""
    with peer(tmp_path, "ted", tone_hz=BOBS) as other, speaking(tmp_path) as phone:
        with speaking(tmp_path, "busy") as busy:
            phone.call(1, other.address)
            phone.hears(BOBS)
            phone.engine.transfer(1, busy.uri)
            phone.wait_for(TransferChanged, lambda event: event.state is TransferState.TRYING)
            busy.engine.reject(busy.wait_for(CallIncoming).call_id, 486)
            failed = phone.wait_for(TransferChanged, lambda event: event.state is TransferState.FAILED)
            assert failed.status in (486, 603)
        phone.run_for(0.2)
        phone.end(1)


def test_baresip_sends_us_on(tmp_path: Path) -> None:
    """Blind, asked by baresip: we call linphonec and talk with it."""
    with (
        Baresip(tmp_path, tone_hz=BOBS) as bob,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.use(Account("a", "sip:anna@127.0.0.1"))
        phone.call(1, bob.address, "a")
        phone.hears(BOBS)
        bob.do("transfer", lin.address)
        new = phone.wait_for(TransferAsked).new_call_id
        phone.wait_for(CallAnswered, lambda event: event.call_id == new)
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
        phone.hears(LINS)
        phone.is_heard_by(lin, OURS)
        phone.end(new)


def test_linphone_sends_us_on(tmp_path: Path) -> None:
    """Blind, asked by linphonec: we call baresip and talk with it."""
    with (
        Baresip(tmp_path, tone_hz=BOBS) as bob,
        Linphone(tmp_path, tone_hz=LINS) as lin,
        speaking(tmp_path) as phone,
    ):
        phone.use(Account("a", "sip:anna@127.0.0.1"))
        phone.call(1, lin.address, "a")
        phone.hears(LINS)
        lin.tell(f"transfer {bob.address}")
        new = phone.wait_for(TransferAsked).new_call_id
        phone.wait_for(CallAnswered, lambda event: event.call_id == new)
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
        phone.hears(BOBS)
        phone.is_heard_by(bob, OURS)
        phone.end(new)


def test_through_kamailio_we_connect_baresip_and_linphone(tmp_path: Path) -> None:
    """Everybody registered at Kamailio and called through it; blind."""
    with Kamailio(tmp_path) as kamailio:
        at = f"127.0.0.1:{kamailio.port}"
        account = BaresipAccount(
            f"sip:bob@{at}", ("auth_user=bob", f"auth_pass={kamailio.password}", "regint=60")
        )
        with (
            Baresip(tmp_path, tone_hz=BOBS, account=account) as bob,
            Linphone(tmp_path, tone_hz=LINS) as lin,
            speaking(tmp_path) as phone,
        ):
            lin.tell(f"register sip:lin@{at} sip:{at} {kamailio.password}")
            lin.wait_until_registered()
            bob.wait_until_registered()
            phone.use(Account("a", f"sip:anna@{at}", registrar=f"sip:{at}"), kamailio.password)
            phone.call(1, f"sip:bob@{at}", "a")
            phone.is_heard_by(bob, OURS)
            phone.engine.transfer(1, f"sip:lin@{at}")
            phone.transfer_is_done(1)
            phone.engine.hang_up(1)
            phone.wait_for_end(1)
            phone.is_heard_by(bob, LINS)
            phone.is_heard_by(lin, BOBS)
