"""Our engine with a tone for a microphone and a file for ears, in calls with phones of others."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from softphone.calls.accounts import Account
from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallIncoming,
    CallMedia,
    CallQuality,
    TransferChanged,
    TransferState,
)
from softphone.calls.engine_events import EngineFault, EngineLost, MessageSeen
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.engine.protocol import SoundMode
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.baresip import Baresip
from tests.support.linphone import Linphone
from tests.support.patience import PATIENCE_S
from tests.support.peer_sound import Sound, hears, tone_file

OURS, BOBS, LINS, EVES = 400.0, 700.0, 1100.0, 1600.0
TONES = (OURS, BOBS, LINS, EVES)


class SpeakingPhone(EnginePhone):
    """`heard` is everything since the first of the calls that are on."""

    def __init__(self, folder: Path, name: str = "anna", *, tone_hz: float = OURS, **config: object) -> None:
        self._folder = folder / f"ours-{name}"
        self._folder.mkdir()
        self._ears = self._folder / "heard.wav"
        self.name = name
        super().__init__(
            quiet_config(
                sound=SoundMode.FILES,
                play=str(tone_file(self._folder, tone_hz)),
                record=str(self._ears),
                **config,
            )
        )

    @property
    def uri(self) -> str:
        """Where it can be called without a server."""
        return f"sip:{self.name}@{self.address}"

    def heard(self) -> Sound:
        return Sound.of(self._ears)

    def hears(self, *wanted: float, timeout_s: float = PATIENCE_S) -> None:
        """Wait until it hears exactly these of TONES."""
        hears(self.heard, set(wanted), TONES, wait=self.run_for, timeout_s=timeout_s)

    def is_heard_by(self, other: Baresip | Linphone, *wanted: float, timeout_s: float = PATIENCE_S) -> None:
        """Wait until `other` hears exactly these of TONES."""
        hears(other.heard, set(wanted), TONES, wait=self.run_for, timeout_s=timeout_s)

    def use(self, account: Account, password: str = "") -> None:
        """Set an account, and wait until it is registered if it is to be."""
        self.engine.set_account(account, password)
        wanted = (RegistrationState.REGISTERED,) if account.registrar else tuple(RegistrationState)
        self.wait_for(
            RegistrationChanged, lambda event: event.state in wanted and event.account_id == account.id
        )

    def call(self, call_id: int, uri: str, account_id: str = "") -> None:
        """Call somebody who answers by themselves, and wait for sound."""
        self.engine.invite(call_id, uri, account_id=account_id)
        self.wait_for(CallAnswered, lambda event: event.call_id == call_id, timeout_s=15.0)
        self.wait_for(CallMedia, lambda event: event.call_id == call_id and event.active)

    def take_call(self, *, after: int = 0) -> int:
        """Answer the next caller, and wait for sound; the call's id."""
        call_id = self.wait_for(CallIncoming, after=after, timeout_s=15.0).call_id
        self.engine.answer(call_id)
        self.wait_for(CallMedia, lambda event: event.call_id == call_id and event.active)
        return call_id

    def media(self, call_id: int, *, after: int, timeout_s: float = PATIENCE_S, **fields: bool) -> CallMedia:
        """The next news of a call's sound with these fields."""
        return self.wait_for(
            CallMedia,
            lambda event: (
                event.call_id == call_id
                and all(getattr(event, name) == value for name, value in fields.items())
            ),
            after=after,
            timeout_s=timeout_s,
        )

    def transfer_is_done(self, call_id: int) -> None:
        """Wait for the end of a transfer that we asked for."""
        changed = self.wait_for(
            TransferChanged,
            lambda event: (
                event.call_id == call_id and event.state in (TransferState.DONE, TransferState.FAILED)
            ),
            timeout_s=15.0,
        )
        assert changed.state is TransferState.DONE, changed

    def quality_now(self, call_id: int) -> CallQuality:
        """The next that is told of a call's packets."""
        return self.wait_for(
            CallQuality, lambda event: event.call_id == call_id, after=len(self.events), timeout_s=10.0
        )

    def rtp_port(self, call_id: int) -> int:
        """Where our sound of a call comes from, by the description that we sent."""
        seen = self.wait_for(
            MessageSeen,
            lambda event: event.call_id == call_id and event.sent and b"\r\nm=audio " in event.raw,
        )
        return int(seen.raw.partition(b"\r\nm=audio ")[2].split()[0])

    def end(self, call_id: int) -> CallEnded:
        """Hang up."""
        self.engine.hang_up(call_id)
        return self.wait_for_end(call_id)

    def troubles(self) -> Sequence[EngineFault | EngineLost]:
        return [event for event in self.events if isinstance(event, EngineFault | EngineLost)]


@contextmanager
def speaking(folder: Path, name: str = "anna", **config: object) -> Iterator[SpeakingPhone]:
    """A running one, that has nothing to complain of at the end."""
    with SpeakingPhone(folder, name, **config) as phone:  # type: ignore[arg-type]  # the tests name what exists
        yield phone
        assert not phone.troubles()
