"""What the phone asks of a running engine and forgets: each method is one command of the protocol."""

from collections.abc import Sequence

from softphone.calls.accounts import TurnTransport
from softphone.calls.call_engine import SoundTest, Tone
from softphone.calls.settings import Presence
from softphone.engine.protocol import (
    Answer,
    Command,
    FindServers,
    Hold,
    PlayTone,
    Record,
    Redirect,
    Reject,
    Resume,
    SendDtmf,
    SendTyping,
    SetConference,
    SetMuted,
    SetPresence,
    SetSilenced,
    TestNetwork,
    TestSound,
    Transfer,
    TransferTo,
    Watch,
)


class Requests:
    """The part of `softphone.calls.call_engine.CallEngine` that needs no memory. `_command` sends."""

    def _command(self, command: Command) -> None:
        raise NotImplementedError

    def answer(self, call_id: int) -> None:
        self._command(Answer(call_id))

    def reject(self, call_id: int, status: int = 486) -> None:
        self._command(Reject(call_id, status))

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
        self._command(Redirect(call_id, status, reason, tuple(headers), content_type, body))

    def set_muted(self, call_id: int, muted: bool) -> None:
        self._command(SetMuted(call_id, muted))

    def set_silenced(self, call_id: int, silenced: bool) -> None:
        self._command(SetSilenced(call_id, silenced))

    def send_dtmf(self, call_id: int, digits: str) -> None:
        self._command(SendDtmf(call_id, digits))

    def hold(self, call_id: int) -> None:
        self._command(Hold(call_id))

    def resume(self, call_id: int) -> None:
        self._command(Resume(call_id))

    def transfer(self, call_id: int, target_uri: str) -> None:
        self._command(Transfer(call_id, target_uri))

    def transfer_to(self, call_id: int, other_call_id: int) -> None:
        self._command(TransferTo(call_id, other_call_id))

    def set_conference(self, call_ids: Sequence[int]) -> None:
        self._command(SetConference(tuple(call_ids)))

    def record(self, call_id: int, path: str) -> None:
        self._command(Record(call_id, path))

    def test_sound(self, kind: SoundTest) -> None:
        self._command(TestSound(kind))

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
        self._command(
            TestNetwork(test_id, stun_server, turn_server, turn_user, turn_password, turn_transport)
        )

    def find_servers(self, request_id: int, domain: str) -> None:
        self._command(FindServers(request_id, domain))

    def watch(self, account_id: str, uris: Sequence[str]) -> None:
        self._command(Watch(account_id, tuple(uris)))

    def set_presence(self, presence: Presence, may_ask: Sequence[str] = ()) -> None:
        self._command(SetPresence(presence, tuple(may_ask)))

    def send_typing(self, request_uri: str, typing: bool, *, account_id: str = "") -> None:
        self._command(SendTyping(request_uri, typing, account_id))

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        self._command(PlayTone(tone, ringtone))
