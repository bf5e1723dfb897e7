"""The session bus: programs on it hang, go and come back, and so does the bus."""

import tempfile
import threading
import time
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from softphone.desktop.bus import Bus, Object, Signal
from tests.support.session_bus import Program, session_bus

WAIT_S = 20
ECHO = Object("org.example.Echo", "/echo", "org.example.Echo")
Answers = SimpleQueue[tuple[Any, ...] | None]


def echo(address: str, **more: Any) -> Program:
    return Program(address, ("org.example.Echo",), {"Say": lambda body: ("s", body)}, **more)


def test_a_method_is_answered(bus: Bus, bus_address: str) -> None:
    answers: Answers = SimpleQueue()
    with echo(bus_address):
        bus.call(ECHO, "Say", "s", ("hello",), answer=answers.put)
        assert answers.get(timeout=WAIT_S) == ("hello",)


def test_nobody_there_is_an_answer_too(bus: Bus) -> None:
    answers: Answers = SimpleQueue()
    bus.call(ECHO, "Say", "s", ("hello",), answer=answers.put)
    assert answers.get(timeout=WAIT_S) is None


def test_a_program_that_hangs_keeps_nobody_else_waiting(bus: Bus, bus_address: str) -> None:
    answers: Answers = SimpleQueue()
    late: Answers = SimpleQueue()
    with echo(bus_address, hanging={"Hang"}) as program:
        bus.call(ECHO, "Hang", answer=late.put, timeout_s=0.5)
        bus.call(ECHO, "Say", "s", ("meanwhile",), answer=answers.put)
        assert answers.get(timeout=WAIT_S) == ("meanwhile",)
        assert late.get(timeout=WAIT_S) is None
        assert program.next("Hang").member == "Hang"


def test_an_address_that_is_none_is_an_answer_too(bus: Bus) -> None:
    """Other programs hand paths over."""
    answers: Answers = SimpleQueue()
    for to in (Object("org.example.Echo", "no path", "org.example.Echo"), Object("no name", "/", "a.b")):
        bus.call(to, "Say", answer=answers.put)
        assert answers.get(timeout=WAIT_S) is None


def test_what_cannot_be_written_is_an_answer_too(bus: Bus) -> None:
    answers: Answers = SimpleQueue()
    bus.call(ECHO, "Say", "u", ("no number",), answer=answers.put)
    assert answers.get(timeout=WAIT_S) is None


def test_whoever_asks_us_is_told_that_we_know_nothing(bus: Bus, bus_address: str) -> None:
    """So that nobody waits for this phone."""
    names: Answers = SimpleQueue()
    with echo(bus_address) as program:
        bus.call(ECHO, "Say", "s", ("x",), answer=names.put)
        assert names.get(timeout=WAIT_S) is not None
        ours = Object(program.next("Say").sender, "/", "org.freedesktop.DBus.Peer")
        answers: Answers = SimpleQueue()
        other = Bus(bus_address)
        other.start()
        other.call(ours, "Ping", answer=answers.put, timeout_s=WAIT_S)
        assert answers.get(timeout=WAIT_S) is None
        other.close()


def test_names_are_watched_as_they_come_and_go(bus: Bus, bus_address: str) -> None:
    owners: SimpleQueue[str] = SimpleQueue()
    bus.watch(ECHO.name, owners.put)
    for _ in range(2):
        with echo(bus_address) as program:
            assert owners.get(timeout=WAIT_S) == program.unique_name
        assert owners.get(timeout=WAIT_S) == ""


def test_signals_are_heard_with_who_sent_them(bus: Bus, bus_address: str) -> None:
    heard: SimpleQueue[Signal] = SimpleQueue()
    known: Answers = SimpleQueue()
    bus.listen(ECHO.interface, "Said", heard.put)
    with echo(bus_address) as program:
        bus.call(ECHO, "Say", "s", ("listening by now",), answer=known.put)
        assert known.get(timeout=WAIT_S) is not None
        program.emit("/echo", ECHO.interface, "Said", "s", ("aloud",))
        assert heard.get(timeout=WAIT_S) == Signal(program.unique_name, "/echo", ("aloud",))


def test_what_cannot_be_taken_costs_nobody_else_the_bus(bus: Bus, bus_address: str) -> None:
    """A listener that stumbles over what a program said is told the next all the same, on the same connection."""
    heard: SimpleQueue[Signal] = SimpleQueue()
    known: Answers = SimpleQueue()

    def hear(signal: Signal) -> None:
        heard.put(signal)
        assert signal.body != ("odd",)

    bus.listen(ECHO.interface, "Said", hear)
    with echo(bus_address) as program:
        bus.call(ECHO, "Say", "s", ("listening by now",), answer=known.put)
        us = program.next("Say").sender
        for words in ("odd", "usual"):
            program.emit("/echo", ECHO.interface, "Said", "s", (words,))
        assert [heard.get(timeout=WAIT_S).body for _ in range(2)] == [("odd",), ("usual",)]
        bus.call(ECHO, "Say", "s", ("again",), answer=known.put)
        assert program.next("Say").sender == us


def test_what_was_asked_before_the_end_is_still_done(bus_address: str) -> None:
    """Also what follows from an answer, within bounds: a program that hangs holds nobody up for long."""
    with echo(bus_address, hanging={"Wait"}) as program:
        bus = Bus(bus_address)
        bus.start()
        bus.call(ECHO, "Say", "s", ("1",), answer=lambda _: bus.call(ECHO, "Say", "s", ("2",)))
        bus.close()
        assert [program.next("Say").body for _ in range(2)] == [("1",), ("2",)]
        other = Bus(bus_address)
        other.start()
        other.call(ECHO, "Wait", "s", ("for ever",), timeout_s=600)
        program.next("Wait")
        began = time.monotonic()
        other.close()
        assert time.monotonic() - began < WAIT_S / 2


def test_a_bus_that_comes_back_is_found_again() -> None:
    """What was listened to and watched is again; what waited for an answer has got one."""
    with tempfile.TemporaryDirectory(prefix="bus-") as made:
        folder = Path(made)
        owners: SimpleQueue[str] = SimpleQueue()
        heard: SimpleQueue[Signal] = SimpleQueue()
        with session_bus(folder) as address:
            bus = Bus(address)
            bus.start()
            bus.watch(ECHO.name, owners.put)
            bus.listen(ECHO.interface, "Said", heard.put)
            late: Answers = SimpleQueue()
            with echo(address, hanging={"Say"}) as program:
                assert owners.get(timeout=WAIT_S) == program.unique_name
                bus.call(ECHO, "Say", "s", ("x",), answer=late.put, timeout_s=600)
                program.next("Say")
        assert owners.get(timeout=WAIT_S) == ""
        assert late.get(timeout=WAIT_S) is None
        with session_bus(folder) as address, echo(address) as program:
            assert owners.get(timeout=WAIT_S) == program.unique_name
            program.emit("/echo", ECHO.interface, "Said", "", ())
            assert heard.get(timeout=WAIT_S).sender == program.unique_name
            bus.close()


def test_without_a_bus_nothing_is_started(lost_bus: Bus) -> None:
    lost_bus.call(ECHO, "Say", answer=lambda _: None)
    assert not lost_bus.exists
    assert not any(thread.name == "session-bus" for thread in threading.enumerate())


def test_a_bus_that_is_not_there_ends_at_once_when_told() -> None:
    bus = Bus("unix:path=/nowhere/at/all")
    bus.start()
    bus.close()
