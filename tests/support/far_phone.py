"""Engines on computers of their own (`tests.support.namespaces`), which play a tone and record what they hear."""

import wave
from collections.abc import Sequence
from pathlib import Path

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallAnswered, CallIncoming, CallMedia
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.engine.protocol import SoundMode
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.namespaces import Namespace
from tests.support.tone import purity, samples, sine

RATE = 16000
_PATIENCE_S = 25.0


def is_tone(heard: Sequence[int], tone_hz: float) -> bool:
    """Whether most of `heard` is that tone alone, a fifth of a second each: a busy machine may break it once."""
    step = RATE // 5
    parts = [heard[at : at + step] for at in range(0, len(heard) - step + 1, step)]
    pure = sum(purity(part, tone_hz, RATE) > 0.95 for part in parts)
    return 2 * pure > len(parts)


class FarPhone(EnginePhone):
    """An engine in `home` that plays a tone of `tone_hz`. Use `with`."""

    def __init__(self, home: Namespace, folder: Path, tone_hz: float, seconds: float = 30.0) -> None:
        self.tone_hz = tone_hz
        tone = folder / f"tone-{tone_hz:.0f}.wav"
        self._recording = folder / f"heard-by-{tone_hz:.0f}.wav"
        with wave.open(str(tone), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(sine(tone_hz, seconds, rate=RATE))
        config = quiet_config(
            bind_address="", sound=SoundMode.FILES, play=str(tone), record=str(self._recording)
        )
        super().__init__(config, spawned=home.spawn_engine())

    def register(self, account: Account, password: str = "", turn_password: str = "") -> None:
        after = len(self.events)
        self.engine.set_account(account, password, turn_password)
        self.wait_until_registered(after)

    def wait_until_registered(self, after: int) -> RegistrationChanged:
        return self.wait_for(
            RegistrationChanged,
            lambda event: event.state is RegistrationState.REGISTERED,
            after=after,
            timeout_s=_PATIENCE_S,
        )

    def call(self, other: "FarPhone", uri: str, account_id: str) -> int:
        """A call that stands, with sound for both; its number at the other."""
        self.engine.invite(1, uri, account_id=account_id)
        call_id = other.wait_for(CallIncoming, timeout_s=_PATIENCE_S).call_id
        other.engine.answer(call_id)
        self.wait_for(CallAnswered, timeout_s=_PATIENCE_S)
        for phone in (self, other):
            phone.wait_for(CallMedia, lambda event: event.active, timeout_s=_PATIENCE_S)
        return call_id

    def hears(self, tone_hz: float, last_s: float = 1.0) -> bool:
        """Whether the end of what was recorded is that tone alone; the engine has to be closed."""
        with wave.open(str(self._recording)) as file:
            heard = samples(file.readframes(file.getnframes()))[-round(last_s * RATE) :]
        return is_tone(heard, tone_hz)
