"""What the core needs of the engine: the telephone itself. Called as `calls.ports` says."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final, Protocol

from softphone.calls.accounts import Account, TurnTransport
from softphone.calls.engine_events import EngineEvent
from softphone.calls.settings import AudioSettings, Presence

MOST_CALLS: Final = 4  # that an engine carries


class Tone(StrEnum):
    """Sounds that the phone makes by itself."""

    NONE = "none"
    RINGTONE = "ringtone"  # on the ring device
    RINGBACK = "ringback"  # on the call's loudspeaker
    BUSY = "busy"
    WAITING = "waiting"  # a second caller, while one talks; on the call's loudspeaker


class SoundTest(StrEnum):
    """What is tried out."""

    NONE = "none"  # stop
    METER = "meter"  # tell the microphone's level
    ECHO = "echo"  # record three seconds and play them
    LOUDSPEAKER = "loudspeaker"  # play a short tune
    RING = "ring"  # play it on the ring device


class CallEngine(Protocol):
    """The telephone itself: it places, answers and ends calls, and decides nothing."""

    def subscribe(self, listener: Callable[[EngineEvent], None]) -> None:
        """Call `listener` on the owner's thread for each event, in order."""

    def start(self) -> None: ...
    def close(self) -> None:
        """End every call and the engine; returns when its process is gone (bounded: 3 s)."""

    def set_account(self, account: Account, password: str, turn_password: str = "") -> None:
        """Add or replace an account, registering if it has a registrar. Passwords are held in memory only."""

    def remove_account(self, account_id: str) -> None: ...

    def invite(
        self,
        call_id: int,
        request_uri: str,
        *,
        account_id: str = "",
        route: str = "",
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Send an INVITE. `route` is a proxy URI for this one request (305). `call_id` is positive and new.

        `account_id` "" calls without an account. What goes wrong comes back as `CallEnded`, never as an exception.
        """

    def answer(self, call_id: int) -> None:
        """Answer an incoming call with 200."""

    def reject(self, call_id: int, status: int = 486) -> None:
        """Refuse an incoming call: 486 busy here, 603 decline."""

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
        """Answer an incoming call with a 3xx; `headers` hold its Contacts."""

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
        """Send a SIP MESSAGE (RFC 3428), text/plain. What comes of it is told as `MessageAnswered`."""

    def hang_up(self, call_id: int) -> None:
        """CANCEL or BYE, whichever the call is due. Unknown ids are ignored: the call may just have ended."""

    def set_muted(self, call_id: int, muted: bool) -> None: ...
    def set_silenced(self, call_id: int, silenced: bool) -> None:
        """Whether what the other side says is not played."""

    def send_dtmf(self, call_id: int, digits: str) -> None:
        """0-9 * # A-D, in the way that the call's account has set."""

    def hold(self, call_id: int) -> None:
        """Put the other side on hold (RFC 3264 section 8.4). What comes of it is told as CallMedia."""

    def resume(self, call_id: int) -> None: ...
    def transfer(self, call_id: int, target_uri: str) -> None:
        """REFER the other side to `target_uri` (blind transfer); told as TransferChanged."""

    def transfer_to(self, call_id: int, other_call_id: int) -> None:
        """Connect the other sides of two answered calls (attended transfer: Replaces, RFC 3891)."""

    def set_conference(self, call_ids: Sequence[int]) -> None:
        """These calls hear one another and us; () parts them. A call that ends leaves by itself."""

    def record(self, call_id: int, path: str) -> None:
        """Record both sides of a call into a new .wav or .flac file; "" stops. Told as RecordingChanged."""

    def test_sound(self, kind: SoundTest) -> None:
        """Try the devices out, without a call. Told as SoundTestChanged."""

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
        """Find out how this computer is reached; told as NetworkTested, within 10 s."""

    def find_servers(self, request_id: int, domain: str) -> None:
        """Look up who serves a domain (RFC 3263), and ask them; told as ServersFound, within 10 s."""

    def watch(self, account_id: str, uris: Sequence[str]) -> None:
        """Replace the list of whom the account is told the presence and the calls of."""

    def set_presence(self, presence: Presence, may_ask: Sequence[str] = ()) -> None:
        """What others are told of the person; `may_ask` are the addresses of those who get an answer at all."""

    def send_typing(self, request_uri: str, typing: bool, *, account_id: str = "") -> None:
        """Tell somebody that a message to them is being written (RFC 3994)."""

    def play_tone(self, tone: Tone, ringtone: str = "") -> None:
        """Play `tone` until another is asked for; NONE stops. `ringtone` is a WAV file to ring with."""

    def set_audio(self, audio: AudioSettings) -> None: ...
