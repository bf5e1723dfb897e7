"""The phone without its window (core, store and engine) in several calls with phones of others at once."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from softphone.calls.call_events import TransferState
from softphone.calls.views import CallView, Phase
from tests.support.bare_phone import BarePhone, Until, started_phone
from tests.support.baresip import Baresip
from tests.support.linphone import Linphone
from tests.support.peer_sound import Sound, hears
from tests.support.speaking_phone import BOBS, EVES, LINS, TONES

pytestmark = pytest.mark.timeout(120)


@pytest.fixture
def closing() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def view(phone: BarePhone, attempt: int) -> CallView:
    return next(each for each in phone.controller.views() if each.attempt == attempt)


def talk(phone: BarePhone, address: str) -> int:
    """A call that the other side has answered."""
    attempt = phone.controller.place_call(address)
    phone.loop.until(lambda: view(phone, attempt).phase is Phase.CONNECTED)
    return attempt


def wait_until_heard(phone: BarePhone, other: Baresip | Linphone, *wanted: float) -> None:
    def ear() -> Sound:
        return other.heard()

    def wait(seconds: float) -> None:
        over: list[bool] = []
        phone.loop.call_later(seconds, lambda: over.append(True))
        phone.loop.until(lambda: bool(over))

    hears(ear, set(wanted), TONES, wait=wait)


def test_asked_first_and_connected(tmp_path: Path, closing: ExitStack) -> None:
    """We hold linphonec, ask another one, and connect the two: they hear each other, both our calls end."""
    lin = closing.enter_context(Linphone(tmp_path, "lin", tone_hz=LINS))
    eve = closing.enter_context(Linphone(tmp_path, "eve", tone_hz=EVES))
    phone = started_phone(Until(), "anna", tmp_path, closing)
    first = talk(phone, lin.address)
    second = phone.controller.consult(first, eve.address)
    phone.loop.until(lambda: view(phone, second).phase is Phase.CONNECTED)
    lin.wait_for("has been paused by")
    phone.loop.until(lambda: view(phone, first).held)  # it is told of it first
    phone.controller.transfer_to(first, second)
    phone.loop.until(lambda: all(view(phone, each).phase is Phase.ENDED for each in (first, second)))
    transfer = view(phone, first).transfer
    assert transfer is not None
    assert transfer.state is TransferState.DONE
    wait_until_heard(phone, lin, EVES)
    wait_until_heard(phone, eve, LINS)


def test_joined_and_parted(tmp_path: Path, closing: ExitStack) -> None:
    """A second call holds the first; joined, baresip and linphonec hear each other; parted, they do not."""
    bob = closing.enter_context(Baresip(tmp_path, tone_hz=BOBS))
    lin = closing.enter_context(Linphone(tmp_path, tone_hz=LINS))
    phone = started_phone(Until(), "anna", tmp_path, closing)
    first = talk(phone, lin.address)
    second = talk(phone, bob.address)
    phone.loop.until(lambda: view(phone, first).held)
    phone.controller.join((first, second))
    phone.loop.until(lambda: not view(phone, first).held)
    wait_until_heard(phone, lin, BOBS)
    wait_until_heard(phone, bob, LINS)
    phone.controller.part(first)
    phone.loop.until(lambda: view(phone, first).held)
    lin.wait_for("has been paused by", after=lin.printed.rindex("established"))
    wait_until_heard(phone, lin)
    wait_until_heard(phone, bob)
    for each in (first, second):
        phone.controller.hang_up(each)
    phone.loop.until(lambda: all(view(phone, each).phase is Phase.ENDED for each in (first, second)))


def test_sent_on(tmp_path: Path, closing: ExitStack) -> None:
    """Blind: baresip goes to linphonec, our call with it ends by itself."""
    bob = closing.enter_context(Baresip(tmp_path, tone_hz=BOBS))
    lin = closing.enter_context(Linphone(tmp_path, tone_hz=LINS))
    phone = started_phone(Until(), "anna", tmp_path, closing)
    first = talk(phone, bob.address)
    phone.controller.transfer(first, lin.address)
    phone.loop.until(lambda: view(phone, first).phase is Phase.ENDED)
    transfer = view(phone, first).transfer
    assert transfer is not None
    assert transfer.state is TransferState.DONE
    wait_until_heard(phone, bob, LINS)
    wait_until_heard(phone, lin, BOBS)
