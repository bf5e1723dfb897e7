"""Sound between two networks that cannot reach one another, through a relay in the middle (RFC 8445, RFC 8656)."""

import time
import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Reachability
from softphone.calls.call_events import CallAnswered, CallIncoming, CallMedia
from softphone.calls.engine_events import EngineFault
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.engine.protocol import SoundMode
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.far_phone import is_tone
from tests.support.far_server import FarKamailio, FarRelay
from tests.support.namespaces import Namespace, why_not
from tests.support.tone import goertzel, samples, sine

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

_RATE = 16000
_MIDDLE = "10.0.0.1"
_TONES_HZ = (440, 1000)


@dataclass(frozen=True)
class _Town:
    """Two homes, each with a cable to the middle, which forwards nothing; servers in the middle are reached by both."""

    middle: Namespace
    homes: tuple[Namespace, Namespace]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Town]:
    with (
        Namespace() as middle,
        Namespace() as one,
        Namespace() as two,
        FarKamailio(middle, tmp_path_factory.mktemp("kamailio"), _MIDDLE, on="lo"),
    ):
        one.connect(middle, "10.1.0.2/24", "10.1.0.1/24")
        two.connect(middle, "10.2.0.2/24", "10.2.0.1/24")
        yield _Town(middle, (one, two))


class _Pair:
    """A registered phone in each home, playing a tone and recording what it hears."""

    def __init__(self, town: _Town, folder: Path, closing: ExitStack, reachability: Reachability) -> None:
        self._folder = folder
        self.phones: list[EnginePhone] = []
        for number, home in enumerate(town.homes):
            tone = folder / f"tone{number}.wav"
            with wave.open(str(tone), "wb") as file:
                file.setparams((1, 2, _RATE, 0, "NONE", ""))
                file.writeframes(sine(_TONES_HZ[number], 20, rate=_RATE))
            config = quiet_config(
                bind_address="", sound=SoundMode.FILES, play=str(tone), record=str(self._recording(number))
            )
            phone = closing.enter_context(EnginePhone(config, spawned=home.spawn_engine()))
            account = Account(
                "a", f"sip:user{number}@{_MIDDLE}", registrar=f"sip:{_MIDDLE}", reachability=reachability
            )
            phone.engine.set_account(account, "", FarRelay.password)
            phone.wait_for(
                RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED, timeout_s=20
            )
            self.phones.append(phone)

    def talk(self, seconds: float) -> None:
        """The first calls the second; both hang up after a while."""
        one, two = self.phones
        one.engine.invite(1, f"sip:user1@{_MIDDLE}", account_id="a")
        call_id = two.wait_for(CallIncoming, timeout_s=20).call_id
        two.engine.answer(call_id)
        one.wait_for(CallAnswered, timeout_s=20)
        for phone in self.phones:
            phone.wait_for(CallMedia, lambda event: event.active, timeout_s=20)
        one.run_for(seconds)
        one.engine.hang_up(1)
        one.wait_for_end(1)
        two.wait_for_end(call_id)
        for phone in self.phones:
            phone.engine.close()

    def heard(self, number: int) -> list[int]:
        """The last second of what a phone has heard."""
        with wave.open(str(self._recording(number))) as file:
            return list(samples(file.readframes(file.getnframes())))[-_RATE:]

    def _recording(self, number: int) -> Path:
        return self._folder / f"heard{number}.wav"


def _is_about(kind: str) -> Callable[[EngineFault], bool]:
    return lambda event: event.operation.startswith(kind)


@pytest.mark.parametrize("stun_server", ["", _MIDDLE])
def test_sound_goes_both_ways_through_a_relay(stun_server: str, town: _Town, tmp_path: Path) -> None:
    """Two phones without a way to one another each hear the tone of the other."""
    reachability = Reachability(
        ice=True, stun_server=stun_server, turn_server=_MIDDLE, turn_user=FarRelay.user
    )
    with ExitStack() as closing:
        closing.enter_context(FarRelay(town.middle, tmp_path, _MIDDLE))
        pair = _Pair(town, tmp_path, closing, reachability)
        pair.talk(2.5)
    for number, phone in enumerate(pair.phones):
        assert is_tone(pair.heard(number), _TONES_HZ[1 - number])
        assert not [event for event in phone.events if isinstance(event, EngineFault)]


def test_there_is_no_way_without_a_relay(town: _Town, tmp_path: Path) -> None:
    """The proof of the test above: without a relay the two homes hear nothing of one another."""
    with ExitStack() as closing:
        pair = _Pair(town, tmp_path, closing, Reachability(ice=True))
        pair.talk(1.5)
    for number in (0, 1):
        assert goertzel(pair.heard(number), _TONES_HZ[1 - number], _RATE) < 0.001


def test_dead_servers_delay_a_call_for_two_seconds_and_are_named(town: _Town, tmp_path: Path) -> None:
    """STUN and TURN servers that do not answer hold nobody up for long, and the phone is told of each."""
    reachability = Reachability(ice=True, stun_server=_MIDDLE, turn_server=_MIDDLE, turn_user="anna")
    with ExitStack() as closing:
        pair = _Pair(town, tmp_path, closing, reachability)
        one, two = pair.phones
        began = time.monotonic()
        one.engine.invite(1, f"sip:user1@{_MIDDLE}", account_id="a")
        two.wait_for(CallIncoming, timeout_s=20)
        assert time.monotonic() - began < 7.0  # the library alone takes 8, and hangs meanwhile
        faults = [one.wait_for(EngineFault, _is_about(kind)) for kind in ("STUN", "TURN")]
        assert {fault.reason for fault in faults} == {
            f"no answer from {_MIDDLE}:3478; calls go on without it"
        }


def test_a_wrong_password_of_the_relay_does_not_keep_a_call_from_going_out(
    town: _Town, tmp_path: Path
) -> None:
    """The call goes on with what is left of ICE."""
    reachability = Reachability(ice=True, turn_server=_MIDDLE, turn_user="somebody-else")
    with ExitStack() as closing:
        closing.enter_context(FarRelay(town.middle, tmp_path, _MIDDLE))
        pair = _Pair(town, tmp_path, closing, reachability)
        pair.talk(0.5)


def test_a_relay_that_comes_back_is_used_again(town: _Town, tmp_path: Path) -> None:
    """A server that was dead when the account was set is asked again before a call."""
    reachability = Reachability(ice=True, turn_server=_MIDDLE, turn_user=FarRelay.user)
    with ExitStack() as closing:
        pair = _Pair(town, tmp_path, closing, reachability)
        for phone in pair.phones:
            phone.wait_for(EngineFault, _is_about("TURN"), timeout_s=20)
        closing.enter_context(FarRelay(town.middle, tmp_path, _MIDDLE))
        for phone, account in zip(pair.phones, ("user0", "user1"), strict=True):
            phone.engine.set_account(
                Account(
                    "a", f"sip:{account}@{_MIDDLE}", registrar=f"sip:{_MIDDLE}", reachability=reachability
                ),
                "",
                FarRelay.password,
            )
            phone.run_for(0.5)
        pair.talk(2.5)
    for number in (0, 1):
        assert is_tone(pair.heard(number), _TONES_HZ[1 - number])
