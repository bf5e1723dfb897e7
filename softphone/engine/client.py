"""The phone's end of the engine: starts its process, watches it, starts it again.

No Qt and no pjsua2 here. The process is asked for by `python -m softphone.engine`, or, in a frozen program, by
the program itself with the one argument `--engine-process`.
"""

import itertools
import logging
import subprocess
import threading
import time
from collections.abc import Callable, Sequence

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallEnded, CallIncoming, CallReplaced, TransferAsked
from softphone.calls.company_events import MessageAnswered
from softphone.calls.engine_events import EngineEvent, EngineLost, EngineReady
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.calls.settings import AudioSettings
from softphone.engine.config import EngineConfig, start_command
from softphone.engine.process import EngineProcess, ProcessOverError, RestartWantedError
from softphone.engine.protocol import (
    Command,
    FrameError,
    HangUp,
    Heartbeat,
    Invite,
    RemoveAccount,
    SendMessage,
    SetAccount,
    SetAudio,
    Shutdown,
    encode_frame,
)
from softphone.engine.requests import Requests

_BACK_OFF_S = (0.0, 0.0, 0.5, 1.0, 2.0, 4.0, 8.0)  # before the first, second, ... restart in a row
_STEADY_S = 20.0  # an engine that lived so long starts the row anew
_QUEUE_INVITES_S = 1.0  # the longest pause in which a new call waits for the engine
_SIP_STUCK_MS = 8000
_CLOSE_S = 2.4
_LAST_LINES = 10
_RESTARTING = "the engine is restarting"

_log = logging.getLogger(__name__)


class EngineClient(Requests):
    """Implements `softphone.calls.call_engine.CallEngine`.

    `post(fn)` runs `fn` on the owner's thread. A call that is placed while the engine restarts waits for it up to
    a second; if the engine will be away for longer, the call ends at once with 503. `spawned` is a process that was
    started ahead (`softphone.engine.spawn`); without one the client starts it.
    """

    def __init__(
        self,
        *,
        post: Callable[[Callable[[], None]], None],
        config: EngineConfig,
        spawned: subprocess.Popen[bytes] | None = None,
    ) -> None:
        self._post = post
        self._spawned = spawned
        self._config = config
        self._listeners: list[Callable[[EngineEvent], None]] = []
        self._lock = threading.Lock()  # for what both the owner and the supervisor touch: all below
        self._process: EngineProcess | None = None
        self._audio = config.audio
        self._accounts: dict[str, SetAccount] = {}
        self._open_calls: set[int] = set()
        self._waiting: list[Invite | SendMessage] = []
        self._next_start = 0.0
        self._closing = threading.Event()
        self._supervisor: threading.Thread | None = None
        self._ready: EngineReady | None = None

    def subscribe(self, listener: Callable[[EngineEvent], None]) -> None:
        self._listeners.append(listener)

    def start(self) -> None:
        if self._supervisor is None:
            self._supervisor = threading.Thread(target=self._supervise, name="engine supervisor", daemon=True)
            self._supervisor.start()

    def close(self) -> None:
        self._closing.set()
        with self._lock:
            if self._process is not None:
                self._process.send(Shutdown())
                self._process.end_within(_CLOSE_S)
        if self._supervisor is not None:
            self._supervisor.join()

    @property
    def pid(self) -> int | None:
        """The process id of the engine while there is one, for measurements and tests."""
        with self._lock:
            return self._process.pid if self._process is not None else None

    def recent_log(self) -> tuple[str, ...]:
        """The last lines that the engine process wrote to its standard error stream."""
        with self._lock:
            return self._process.recent_log() if self._process is not None else ()

    def set_account(self, account: Account, password: str, turn_password: str = "") -> None:
        command = SetAccount(account, password, turn_password)
        try:
            encode_frame(command)
        except FrameError as error:
            self._deliver(RegistrationChanged(account.id, RegistrationState.FAILED, 400, str(error)))
            return
        with self._lock:
            self._accounts[account.id] = command
            self._send(command)

    def remove_account(self, account_id: str) -> None:
        with self._lock:
            self._accounts.pop(account_id, None)
            self._send(RemoveAccount(account_id))

    def invite(
        self,
        call_id: int,
        request_uri: str,
        *,
        account_id: str = "",
        route: str = "",
        headers: Sequence[tuple[str, str]] = (),
    ) -> None:
        command = Invite(call_id, request_uri, account_id, route, tuple(headers))
        try:
            encode_frame(command)
        except FrameError as error:
            self._deliver(_ended(command, 400, str(error)))
            return
        if not self._begin(command):
            self._deliver(_ended(command, 503, _RESTARTING))

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
        command = SendMessage(call_id, request_uri, account_id, route, tuple(headers), text)
        try:
            encode_frame(command)
        except FrameError as error:
            self._deliver(_ended(command, 400, str(error)))
            return
        if not self._begin(command):
            self._deliver(_ended(command, 503, _RESTARTING))

    def hang_up(self, call_id: int) -> None:
        with self._lock:
            waiting = [command for command in self._waiting if command.call_id == call_id]
            for command in waiting:
                self._waiting.remove(command)
                self._open_calls.discard(call_id)
            self._send(HangUp(call_id))
        for command in waiting:
            self._deliver(_ended(command, 487, "Request Terminated"))

    def set_audio(self, audio: AudioSettings) -> None:
        with self._lock:
            self._audio = audio
            self._send(SetAudio(audio))

    def _begin(self, command: Invite | SendMessage) -> bool:
        """Send what ends with an event of its own, or keep it for a moment; False if the engine is away for longer."""
        with self._lock:
            if self._process is None and self._next_start - time.monotonic() > _QUEUE_INVITES_S:
                return False
            if self._closing.is_set():
                return False
            self._open_calls.add(command.call_id)
            if self._process is None:
                self._waiting.append(command)
            else:
                self._send(command)
            return True

    def _command(self, command: Command) -> None:
        with self._lock:
            self._send(command)

    def _send(self, command: Command) -> None:
        if self._process is not None:
            try:
                self._process.send(command)
            except FrameError as error:
                _log.warning("not sent to the engine: %s", error)

    def _supervise(self) -> None:
        """The supervisor thread: one engine process after another, until `close`."""
        failures = 0
        for generation in itertools.count(1):
            started = time.monotonic()
            try:
                process = EngineProcess(self._spawned)
            except OSError as error:
                lost = f"the engine process could not be started: {error}"
            else:
                self._spawned = None
                self._hand_over(process, generation)
                lost = self._listen(process)
            if self._closing.is_set():
                return
            if not lost:
                continue
            failures = 1 if time.monotonic() - started > _STEADY_S else failures + 1
            pause = _BACK_OFF_S[min(failures, len(_BACK_OFF_S) - 1)]
            self._report_loss(lost, pause)
            if self._closing.wait(pause):
                return

    def _hand_over(self, process: EngineProcess, generation: int) -> None:
        """Make `process` the engine: what it has to know comes first, then the calls that waited."""
        with self._lock:
            process.send(start_command(self._config, self._ready, self._audio, generation))
            for account in self._accounts.values():
                process.send(account)
            for command in self._waiting:
                process.send(command)
            self._waiting.clear()
            self._process = process
            if self._closing.is_set():
                process.send(Shutdown())
                process.end_within(_CLOSE_S)

    def _listen(self, process: EngineProcess) -> str:
        """Deliver the events of `process` until it is over; why it is, "" if it wants to be started anew in silence."""
        try:
            while True:
                event = process.next_event()
                if isinstance(event, Heartbeat):
                    if event.sip_silent_ms > _SIP_STUCK_MS:
                        return "the engine's SIP thread hangs"
                    continue
                self._note(event)
                self._deliver(event)
        except RestartWantedError as wanted:
            with self._lock:
                self._process = None  # a call that is placed from now on waits for the next one
                return str(wanted) if self._open_calls else ""  # one may have been placed just then
        except ProcessOverError as over:
            return str(over)
        finally:
            process.kill()
            if not self._closing.is_set():
                _log.warning(
                    "the last lines of the lost engine:\n%s", "\n".join(process.recent_log()[-_LAST_LINES:])
                )
            with self._lock:
                self._process = None

    def _note(self, event: EngineEvent) -> None:
        with self._lock:
            if isinstance(event, EngineReady):
                self._ready = event
            elif isinstance(event, CallIncoming):
                self._open_calls.add(event.call_id)
            elif isinstance(event, CallReplaced) or (isinstance(event, TransferAsked) and event.new_call_id):
                self._open_calls.add(event.new_call_id)
            elif isinstance(event, CallEnded | MessageAnswered):
                self._open_calls.discard(event.call_id)

    def _report_loss(self, reason: str, pause: float) -> None:
        with self._lock:
            self._next_start = time.monotonic() + pause
            given_up = tuple(self._waiting) if pause > _QUEUE_INVITES_S else ()
            if given_up:
                self._waiting.clear()
                self._open_calls.difference_update(command.call_id for command in given_up)
            waiting = {command.call_id for command in self._waiting}
            lost = tuple(sorted(self._open_calls - waiting))
            self._open_calls &= waiting
        _log.warning("engine lost: %s", reason)
        self._deliver(EngineLost(reason, lost))
        for command in given_up:
            self._deliver(_ended(command, 503, _RESTARTING))

    def _deliver(self, event: EngineEvent) -> None:
        self._post(lambda: self._tell(event))

    def _tell(self, event: EngineEvent) -> None:
        for listener in tuple(self._listeners):
            listener(event)


def _ended(command: Invite | SendMessage, status: int, reason: str) -> CallEnded | MessageAnswered:
    """How the phone hears of a request that has not gone out."""
    ended = CallEnded if isinstance(command, Invite) else MessageAnswered
    return ended(command.call_id, status, reason)
