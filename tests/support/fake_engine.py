"""An engine that remembers what it was asked and says what a test lets it say. For the core's tests only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account, TurnTransport
from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.settings import AudioSettings, Presence


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
    """Implements `calls.call_engine.CallEngine`."""

    invites: list[Invite] = field(default_factory=list)
    redirects: list[Redirect] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    commands: list[tuple[str, int, object]] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
    ringtones: list[str] = field(default_factory=list)
    watched: dict[str, tuple[str, ...]] = field(default_factory=dict)
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

    def set_account(self, account: Account, password: str, turn_password: str = "") -> None:
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

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        self.tones.append(tone)
        self.ringtones.append(ringtone)

    def set_silenced(self, call_id: int, silenced: bool) -> None:
        self.commands.append(("silence", call_id, silenced))

    def hold(self, call_id: int) -> None:
        self.commands.append(("hold", call_id, None))

    def resume(self, call_id: int) -> None:
        self.commands.append(("resume", call_id, None))

    def transfer(self, call_id: int, target_uri: str) -> None:
        self.commands.append(("transfer", call_id, target_uri))

    def transfer_to(self, call_id: int, other_call_id: int) -> None:
        self.commands.append(("transfer_to", call_id, other_call_id))

    def set_conference(self, call_ids: Sequence[int]) -> None:
        self.commands.append(("conference", 0, tuple(call_ids)))

    def record(self, call_id: int, path: str) -> None:
        self.commands.append(("record", call_id, path))

    def test_sound(self, kind: SoundTest) -> None:
        self.commands.append(("test_sound", 0, kind))

    def test_network(
        self,
        test_id: int,
        *,
        stun_server: str = "",
        turn_server: str = "",
        turn_user: str = "",
        turn_password: str = "",
        turn_transport: TurnTransport = TurnTransport.UDP,
    ) -> None:
        self.commands.append(("test_network", test_id, (stun_server, turn_server)))

    def find_servers(self, request_id: int, domain: str) -> None:
        self.commands.append(("find_servers", request_id, domain))

    def watch(self, account_id: str, uris: Sequence[str]) -> None:
        self.watched[account_id] = tuple(uris)

    def set_presence(self, presence: Presence, may_ask: Sequence[str] = ()) -> None:
        self.commands.append(("presence", 0, presence))

    def send_typing(self, request_uri: str, typing: bool, *, account_id: str = "") -> None:
        self.commands.append(("typing", 0, (request_uri, typing, account_id)))

    def set_audio(self, audio: AudioSettings) -> None: ...
