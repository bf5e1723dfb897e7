"""An engine that remembers what it was asked and says what a test lets it say. For the core's tests only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from softphone.calls import engine_events as ev
from softphone.calls.ports import Tone
from softphone.calls.settings import AudioSettings
from softphone.calls.values import Account


@dataclass(frozen=True)
class Invite:
    call_id: int
    request_uri: str
    account_id: str
    route: str
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Redirect:
    call_id: int
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    content_type: str
    body: str


@dataclass(frozen=True)
class Message:
    call_id: int
    request_uri: str
    text: str
    account_id: str
    route: str
    headers: tuple[tuple[str, str], ...]


@dataclass
class FakeEngine:
    """Implements `calls.ports.CallEngine`."""

    invites: list[Invite] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    commands: list[tuple[str, int, object]] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
    accounts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._listeners: list[Callable[[ev.EngineEvent], None]] = []

    def emit(self, event: ev.EngineEvent) -> None:
        for listener in self._listeners:
            listener(event)

    def subscribe(self, listener: Callable[[ev.EngineEvent], None]) -> None:
        self._listeners.append(listener)

    def start(self) -> None: ...
    def close(self) -> None: ...

    def set_account(self, account: Account, password: str) -> None:
        self.accounts[account.id] = password

    def remove_account(self, account_id: str) -> None:
        self.accounts.pop(account_id, None)

    def invite(
        self,
        call_id: int,
        request_uri: str,
        *,
        account_id: str = "",
        route: str = "",
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.invites.append(Invite(call_id, request_uri, account_id, route, tuple(headers)))

    def answer(self, call_id: int) -> None:
        self.commands.append(("answer", call_id, None))

    def reject(self, call_id: int, status: int = 486) -> None:
        self.commands.append(("reject", call_id, status))

    def redirect(
        self,
        call_id: int,
        status: int,
        *,
        reason: str = "",
        headers: Sequence[tuple[str, str]] = (),
        content_type: str = "",
        body: str = "",
    ) -> None:
        self.redirects.append(Redirect(call_id, status, reason, tuple(headers), content_type, body))

    def send_message(
        self,
        call_id: int,
        request_uri: str,
        text: str,
        *,
        account_id: str = "",
        route: str = "",
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        self.messages.append(Message(call_id, request_uri, text, account_id, route, tuple(headers)))

    def hang_up(self, call_id: int) -> None:
        self.commands.append(("hang_up", call_id, None))

    def set_muted(self, call_id: int, muted: bool) -> None:
        self.commands.append(("mute", call_id, muted))

    def send_dtmf(self, call_id: int, digits: str) -> None:
        self.commands.append(("dtmf", call_id, digits))

    def play_tone(self, tone: Tone) -> None:
        self.tones.append(tone)

    def set_audio(self, audio: AudioSettings) -> None: ...
