"""The engine process: its threads, and what each command does.

Main thread: sound, in a loop of Qt's when there are devices. "sip": pjsua2, see `softphone.engine.endpoint`.
"commands in": reads the pipe, and ends the process when the phone is gone, whatever hangs. "events out": writes.
"heartbeat": says that the process runs and when the SIP thread was last seen.
"""

import os
import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import assert_never

import pjsua2 as pj

from softphone.calls.engine_events import EngineReady
from softphone.calls.event import Event
from softphone.engine.calls import Calls
from softphone.engine.core_files import leave_no_core
from softphone.engine.endpoint import SipThread
from softphone.engine.loop import MainLoop, PlainLoop
from softphone.engine.network_change import NetworkChanges
from softphone.engine.pipes import Pipes
from softphone.engine.protocol import (
    RESTART_STATUS,
    Answer,
    EngineCommand,
    FindServers,
    HangUp,
    Heartbeat,
    Hold,
    Invite,
    PlayTone,
    Record,
    Redirect,
    Reject,
    RemoveAccount,
    Resume,
    SendDtmf,
    SendMessage,
    SendTyping,
    SetAccount,
    SetAudio,
    SetConference,
    SetMuted,
    SetPresence,
    SetSilenced,
    Shutdown,
    SoundMode,
    Start,
    TestNetwork,
    TestSound,
    Transfer,
    TransferTo,
    Watch,
)
from softphone.engine.reach.inquiries import Inquiries
from softphone.engine.reach.names import Names
from softphone.engine.reach.server_lookup import ServerLookup
from softphone.engine.sound.files import FileSound
from softphone.engine.sound.kinds import SoundPort
from softphone.engine.sound.sound import Sound

HEARTBEAT_S = 0.25
_GOODBYE_S = 1.0  # for BYE, CANCEL and unregistering
_SOFTWARE = 70  # EX_SOFTWARE of sysexits.h
_EXIT_S = 2.0  # after which the process ends, whatever hangs
_GOODBYE_STEP_S = 0.02


SoundCommand = SetMuted | SetSilenced | SetConference | Record | PlayTone | TestSound | SetAudio


class Host:
    """Runs commands on the SIP thread."""

    def __init__(self, sip: SipThread, calls: Calls, sound: Sound, inquiries: Inquiries) -> None:
        self._sip = sip
        self._calls = calls
        self._sound = sound
        self._inquiries = inquiries
        self._leaving = False

    def receive(self, command: EngineCommand) -> None:
        """Take a command, on the thread that read it."""
        self._sip.post(lambda: self._run(command))

    def leave(self) -> None:
        """The phone is gone: end the calls politely and the process surely."""
        exit_soon(_EXIT_S)
        self._sip.post(self._say_goodbye)

    def _run(self, command: EngineCommand) -> None:  # noqa: PLR0912 - one line for each command
        match command:
            case Invite():
                self._calls.invite(command)
            case Answer(call_id):
                self._calls.answer(call_id)
            case Reject(call_id, status):
                self._calls.reject(call_id, status)
            case Redirect():
                self._calls.redirect(command)
            case SendMessage():
                self._calls.messages.send(command)
            case HangUp(call_id):
                self._calls.hang_up(call_id)
            case SendDtmf(call_id, digits):
                self._calls.send_dtmf(call_id, digits)
            case (
                SetMuted()
                | SetSilenced()
                | SetConference()
                | Record()
                | PlayTone()
                | TestSound()
                | SetAudio()
            ):
                self._run_sound(command)
            case SetAccount(account, password, turn_password):
                self._calls.accounts.set(account, password, turn_password)
            case Hold(call_id):
                self._calls.hold(call_id, held=True)
            case Resume(call_id):
                self._calls.hold(call_id, held=False)
            case Transfer(call_id, target_uri):
                self._calls.transfer(call_id, target_uri)
            case TransferTo(call_id, other_call_id):
                self._calls.transfer_to(call_id, other_call_id)
            case TestNetwork():
                self._inquiries.test_network(command)
            case FindServers():
                self._inquiries.find_servers(command)
            case Watch(account_id, uris):
                self._calls.watching.watch(account_id, uris)
            case SetPresence(presence, may_ask):
                self._calls.own_presence.set(presence, may_ask, self._calls.accounts.natives())
            case SendTyping():
                self._calls.messages.send_typing(command)
            case RemoveAccount(account_id):
                self._calls.accounts.remove(account_id)
            case Shutdown():
                exit_soon(_EXIT_S)
                self._say_goodbye()
            case Start():
                raise ValueError("the engine is started already")
            case _:
                assert_never(command)

    def _run_sound(self, command: SoundCommand) -> None:
        match command:
            case SetMuted(call_id, muted):
                self._sound.set_muted(call_id, muted)
            case SetSilenced(call_id, silenced):
                self._sound.set_silenced(call_id, silenced)
            case SetConference(call_ids):
                self._sound.set_conference(call_ids)
            case Record(call_id, path):
                self._sound.record(call_id, path)
            case PlayTone(tone, ringtone):
                self._sound.play_tone(tone, ringtone)
            case TestSound(kind):
                self._sound.test_sound(kind)
            case SetAudio(audio):
                self._sound.set_devices(audio)
            case _:
                assert_never(command)

    def _say_goodbye(self) -> None:
        if not self._leaving:
            self._leaving = True
            self._calls.hang_up_all()
            self._calls.watching.close()
            self._calls.accounts.unregister_all()
            self._wait_for_goodbye(time.monotonic() + _GOODBYE_S)

    def _wait_for_goodbye(self, until: float) -> None:
        quiet = self._calls.is_quiet() and self._calls.accounts.are_gone()
        if quiet or time.monotonic() >= until:
            self._sip.stop()
            self._sound.close()
        else:
            self._sip.after(_GOODBYE_STEP_S, lambda: self._wait_for_goodbye(until))


def main() -> None:
    """Serve the phone at the other end of the pipes; never returns.

    The process ends by `os._exit`: taking the library down adds nothing that the end of a process does not do,
    and version 2.15.1 aborts when an object outlives it, or goes round in its log for ever when the interpreter
    takes it down. So a bug of ours, told on the standard error stream, ends it in the same way.
    """
    leave_no_core()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C on a terminal is for the phone, which says goodbye
    pipes = Pipes()
    commands = pipes.commands()
    start = next(commands, None)
    status = 0
    try:
        if isinstance(start, Start):
            _serve(start, commands, pipes)
    except BaseException:
        traceback.print_exc()
        status = _SOFTWARE
    pipes.flush(_GOODBYE_S)
    os._exit(status)


def _serve(start: Start, commands: Iterator[EngineCommand], pipes: Pipes) -> None:
    sip = SipThread(start, pipes.post)
    transports = sip.transports
    pipes.post(
        EngineReady(
            udp_port=transports.udp_port,
            tcp_port=transports.tcp_port,
            tls_port=transports.tls_port,
            codecs=sip.codecs(),
            problems=tuple(transports.problems),
        )
    )
    lookup = ServerLookup(start.name_server)
    names = Names(sip, lookup)
    sound = Sound(pipes.post, sip.post)
    calls = Calls(sip, names, sound, start.first_incoming_id)
    host = Host(sip, calls, sound, Inquiries(start, lookup, pipes.post))
    NetworkChanges(sip, calls.accounts)

    def read() -> None:
        for command in commands:
            host.receive(command)
        host.leave()

    for name, run in (("sip", sip.run), ("commands in", read), ("heartbeat", lambda: _beat(sip, pipes))):
        threading.Thread(target=run, name=name, daemon=True).start()

    def restart_without_calls() -> None:
        if calls.are_over():
            pipes.flush(_GOODBYE_S)
            os._exit(RESTART_STATUS)  # without unregistering: the next process has the same ports

    loop, port = _open_sound(start, sip.endpoint, pipes.post, restart=lambda: sip.post(restart_without_calls))
    sound.open(loop, port)
    sound.set_devices(start.audio)
    loop.run()


def _open_sound(
    start: Start, endpoint: pj.Endpoint, post: Callable[[Event], None], *, restart: Callable[[], None]
) -> tuple[MainLoop, SoundPort]:
    if start.sound is SoundMode.DEVICES:
        # Loaded only now that SIP is answered already: Qt takes longer to load than the whole of SIP.
        from softphone.engine.sound.bridge import SoundBridge  # noqa: PLC0415
        from softphone.engine.sound.main_loop import QtLoop  # noqa: PLC0415

        return QtLoop(), SoundBridge(endpoint, post, restart)
    use_files = start.sound is SoundMode.FILES
    play = Path(start.play) if use_files and start.play else None
    record = Path(start.record) if use_files and start.record else None
    return PlainLoop(), FileSound(endpoint, post, play, record)


def _beat(sip: SipThread, pipes: Pipes) -> None:
    rest = threading.Event()
    while not rest.wait(HEARTBEAT_S):
        pipes.post(Heartbeat(round((time.monotonic() - sip.last_seen) * 1000)))


def exit_soon(delay_s: float) -> None:
    """End the process after `delay_s`, even if every other thread hangs in native code."""
    timer = threading.Timer(delay_s, os._exit, (0,))
    timer.daemon = True
    timer.start()
