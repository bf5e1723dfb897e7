"""What happens when the engine process dies, hangs, or is left alone."""

import os
import queue
import random
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallAnswered, CallEnded, CallIncoming, CallProgress
from softphone.calls.company_events import MessageAnswered
from softphone.calls.engine_events import EngineEvent, EngineFault, EngineLost, EngineReady
from softphone.calls.settings import AudioSettings
from softphone.engine import client
from softphone.engine.client import EngineClient
from softphone.engine.process import EngineProcess, RestartWantedError
from softphone.engine.protocol import (
    MAX_FRAME_BYTES,
    Heartbeat,
    SetAccount,
    Shutdown,
    SoundMode,
    Start,
    encode_frame,
)
from tests.engine.engine_phone import EnginePhone, quiet_config

_NOTICE_S = 1.0
_BACK_S = 3.0


def _gone(pid: int, timeout_s: float) -> bool:
    """Whether the process (not ours to wait for) ends in time."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], timeout_s)[0])
    finally:
        os.close(handle)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP, signal.SIGABRT])
def test_idle_engine_lost(number: int, phone: EnginePhone) -> None:
    """A killed or hung engine is noticed within a second and is back, at the same ports, within three."""
    first = phone.ready
    for last in (False, False, True):
        after, start = len(phone.events), time.monotonic()
        phone.signal(number)
        lost = phone.wait_for(EngineLost, after=after)
        noticed_s = time.monotonic() - start
        assert lost.lost_calls == ()
        again = phone.wait_for(EngineReady, after=after)
        back_s = time.monotonic() - start
        assert (again.udp_port, again.tcp_port) == (first.udp_port, first.tcp_port)
        if noticed_s < _NOTICE_S and back_s < _BACK_S:
            return
        assert not last, (noticed_s, back_s)


@pytest.mark.timed
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP])
def test_engine_lost_in_a_call(number: int, phone: EnginePhone, other_phone: EnginePhone) -> None:
    """The call that was going on is named as lost, and the next one goes out."""
    phone.engine.invite(1, f"sip:x@{other_phone.address}")
    other_phone.engine.answer(other_phone.wait_for(CallIncoming).call_id)
    phone.wait_for(CallAnswered)
    start = time.monotonic()
    phone.signal(number)
    lost = phone.wait_for(EngineLost)
    assert time.monotonic() - start < _NOTICE_S
    assert lost.lost_calls == (1,)
    phone.engine.invite(2, f"sip:x@{other_phone.address}")
    seen = len(other_phone.events)
    other_phone.engine.answer(
        other_phone.wait_for(CallIncoming, after=seen - 1, that=lambda e: e.call_id == -2).call_id
    )
    assert phone.wait_for(CallAnswered, lambda event: event.call_id == 2)


def test_numbers_of_incoming_calls_are_never_used_again(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """An engine that was started anew numbers its incoming calls differently."""
    other_phone.engine.invite(1, f"sip:x@{phone.address}")
    first = phone.wait_for(CallIncoming)
    phone.signal(signal.SIGKILL)
    lost = phone.wait_for(EngineLost)
    assert lost.lost_calls == (first.call_id,)
    phone.wait_for(EngineReady, after=phone.events.index(lost))
    other_phone.engine.invite(2, f"sip:x@{phone.address}")
    second = phone.wait_for(CallIncoming, lambda event: event.call_id != first.call_id)
    assert second.call_id < 0


def test_killed_at_random_moments(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """Whenever the engine is killed during a call's life, every call ends exactly once: ended or named as lost."""
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    moments = random.Random(seed)
    for call_id in range(1, 7):
        seen = len(phone.events)
        phone.engine.invite(call_id, f"sip:x@{other_phone.address}")
        time.sleep(moments.uniform(0, 0.03))  # the moment is the point
        phone.signal(signal.SIGKILL)
        lost = phone.wait_for(EngineLost, after=seen)
        phone.wait_for(EngineReady, after=phone.events.index(lost, seen), timeout_s=30)
        ended = [e.call_id for e in phone.events[seen:] if isinstance(e, CallEnded)]
        assert ended + list(lost.lost_calls) == [call_id]


def test_call_placed_while_the_engine_restarts_waits_for_it(
    phone: EnginePhone, other_phone: EnginePhone
) -> None:
    """A call that is dialled just after the engine was lost goes out when it is back."""
    phone.signal(signal.SIGKILL)
    phone.wait_for(EngineLost)
    phone.engine.invite(1, f"sip:x@{other_phone.address}")
    assert other_phone.wait_for(CallIncoming).to_uri == f"sip:x@{other_phone.address.split(':')[0]}".encode()


def test_call_placed_while_the_engine_leaves_by_itself_waits_for_the_next(
    phone: EnginePhone, other_phone: EnginePhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that asks to be started anew reports no loss; a call of that moment must not go to it."""
    clean_up = EngineProcess.kill
    pid = phone.pid

    def leaves(process: EngineProcess) -> EngineEvent | Heartbeat:
        if process.pid != pid:
            return next_event(process)
        raise RestartWantedError("the sound server is back")

    def place_a_call(process: EngineProcess) -> None:
        clean_up(process)
        if process.pid == pid:
            phone.engine.invite(1, f"sip:x@{other_phone.address}")

    next_event = EngineProcess.next_event
    monkeypatch.setattr(EngineProcess, "kill", place_a_call)
    monkeypatch.setattr(EngineProcess, "next_event", leaves)
    assert other_phone.wait_for(CallIncoming).call_id < 0
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_what_waits_for_an_engine_that_cannot_be_started_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """It waits while the next start is near, and is then told that there is no engine."""

    def refuse(_: object) -> None:
        raise OSError("no memory")

    monkeypatch.setattr(client, "EngineProcess", refuse)
    owner: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
    told: list[EngineEvent] = []
    engine = EngineClient(post=owner.put, config=quiet_config())
    engine.subscribe(told.append)
    engine.invite(1, "sip:x@127.0.0.1:9")
    engine.send_message(2, "sip:x@127.0.0.1:9", "hello")
    engine.start()
    try:
        for _ in range(8):  # at most so many reports: five losses, two answers
            if told and isinstance(told[-1], MessageAnswered):
                break
            owner.get(timeout=15)()
    finally:
        engine.close()
    assert told[-2:] == [
        CallEnded(1, 503, "the engine is restarting"),
        MessageAnswered(2, 503, "the engine is restarting"),
    ]
    lost = [event for event in told if isinstance(event, EngineLost)]
    assert len(lost) > 1
    assert not any(event.lost_calls for event in lost)


def test_interrupt_from_the_terminal_is_left_to_the_phone(
    phone: EnginePhone, other_phone: EnginePhone
) -> None:
    """SIGINT, which a terminal sends to the whole process group, does not end the engine."""
    phone.signal(signal.SIGINT)
    phone.engine.invite(1, f"sip:x@{other_phone.address}")
    other_phone.wait_for(CallIncoming)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_engine_on_every_interface(other_phone: EnginePhone) -> None:
    """Without a bind address the engine is reached on loopback too, and commands wake it at once."""
    with EnginePhone(quiet_config(bind_address="")) as phone:
        phone.run_for(0.5)
        waits_s = []
        for call_id in range(3):
            seen, start = len(other_phone.events), time.monotonic()
            phone.engine.invite(call_id, f"sip:x@{other_phone.address}")
            other_phone.wait_for(CallIncoming, after=seen)
            waits_s.append(time.monotonic() - start)
        assert min(waits_s) < 0.1, waits_s
        seen = len(other_phone.events)
        other_phone.engine.invite(4, f"sip:x@127.0.0.1:{phone.ready.udp_port}")
        phone.wait_for(CallIncoming)
        assert other_phone.wait_for(CallProgress, after=seen).call_id == 4


@pytest.mark.timed
def test_close_is_quick_and_leaves_nothing(phone: EnginePhone) -> None:
    """Closing takes less than three seconds, with a call open and with an engine that hangs."""
    phone.engine.invite(1, "sip:x@127.0.0.1:9")
    pid = phone.pid
    phone.signal(signal.SIGSTOP)
    start = time.monotonic()
    phone.engine.close()
    assert time.monotonic() - start < 3.0
    assert _gone(pid, 0)


def test_close_before_start_and_twice() -> None:
    """Closing what never ran, or twice, is no error."""
    phone = EnginePhone()
    phone.engine.close()
    with EnginePhone() as started:
        started.engine.close()


_OWNER = """
import queue, sys
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.engine.protocol import SoundMode
inbox = queue.SimpleQueue()
engine = EngineClient(post=inbox.put, config=EngineConfig(bind_address="127.0.0.1", sound=SoundMode.NONE))
engine.subscribe(lambda event: print(engine.pid, flush=True))
engine.start()
while True:
    inbox.get()()
"""


@pytest.mark.parametrize("hung", [False, True])
def test_parent_gone_means_engine_gone(hung: bool, tmp_path: Path) -> None:
    """When the phone is killed its engine ends by itself, also while stopped and then continued."""
    root = Path(__file__).parents[2]
    owner = subprocess.Popen(
        [sys.executable, "-c", _OWNER],
        stdout=subprocess.PIPE,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    try:
        assert owner.stdout is not None
        pid = int(owner.stdout.readline())
        if hung:
            os.kill(pid, signal.SIGSTOP)
        owner.kill()
        if hung:
            os.kill(pid, signal.SIGCONT)
        assert _gone(pid, 3.0)
    finally:
        owner.kill()
        owner.communicate()


def _start() -> Start:
    return Start("127.0.0.1", 0, 0, "", SoundMode.NONE, "", "", AudioSettings(), 0, -1)


@pytest.mark.parametrize(
    "noise",
    [
        b"",
        b"\0\0\0\x05hello",
        (MAX_FRAME_BYTES + 1).to_bytes(4, "big"),
        encode_frame(Shutdown())[:-1],
        bytes(range(256)) * 64,
    ],
)
@pytest.mark.parametrize("started", [False, True])
def test_noise_on_the_pipe_ends_in_an_exit(noise: bytes, started: bool, tmp_path: Path) -> None:
    """Whatever arrives on the command pipe, the process ends with status 0 and no traceback when it closes."""
    done = subprocess.run(
        [sys.executable, "-m", "softphone.engine"],
        input=(encode_frame(_start()) if started else b"") + noise,
        capture_output=True,
        cwd=Path(__file__).parents[2],
        timeout=20,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert (b"EngineReady" in done.stdout) == started
    if noise[:4] == b"\0\0\0\x05" and started:
        assert EngineFault.__name__.encode() in done.stdout


_FAULTY = """
from softphone.engine import host
def fail(*arguments, **named):
    raise RuntimeError("a bug of ours")
host._open_sound = fail
host.main()
"""


def test_a_bug_at_the_start_ends_the_process() -> None:
    """What goes wrong after the library is up is told and ends the process, instead of going round in its log."""
    done = subprocess.run(
        [sys.executable, "-c", _FAULTY],
        input=encode_frame(_start()),
        capture_output=True,
        cwd=Path(__file__).parents[2],
        timeout=20,
        check=False,
    )
    assert done.returncode == 70
    assert b"a bug of ours" in done.stderr


def test_password_is_in_no_representation() -> None:
    """A command that carries a password does not show it."""

    assert "hush" not in repr(SetAccount(Account("a", "sip:a@b"), "hush"))


def test_no_timer_outlives_the_process_that_it_was_for() -> None:
    """Asked to end twice, or when it is over already: one timer at most, and none after the end."""

    def timers() -> int:
        return sum(isinstance(thread, threading.Timer) for thread in threading.enumerate())

    process = EngineProcess()
    process.end_within(60)
    process.end_within(60)
    assert timers() == 1
    process.kill()
    process.end_within(60)
    assert timers() == 0
