"""What holds for every test: it leaves no thread and no process behind.

Warnings and unexpected Qt messages fail a test too; pyproject.toml sees to those.
"""

import os
import select
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run, so that a failure is of the change at hand. New ones are looked for by
# `pytest --hypothesis-profile=default`.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.load_profile("steady")

# Python's own servants for multiprocessing; they live as long as the test run does.
_LASTING = (b"multiprocessing.resource_tracker", b"multiprocessing.forkserver")
_GRACE_S = 10.0


def _children() -> set[int]:
    """Process ids of the living children of this process, those that nobody has waited for included."""
    found: set[int] = set()
    for task in Path("/proc/self/task").iterdir():
        try:
            found.update(int(pid) for pid in (task / "children").read_text().split())
        except OSError:  # that thread ended while we looked
            continue
    return {pid for pid in found if not _is_lasting(pid)}


def _is_lasting(pid: int) -> bool:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False
    return any(name in command for name in _LASTING)


def _describe(pid: int) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        command = ""
    return f"{pid} {command.strip() or '(ended, never waited for)'}"


def _still_running(pid: int) -> bool:
    """Give the process a moment to end; a zombie counts as left behind."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return False
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        poll.poll(_GRACE_S * 1000)
    finally:
        os.close(handle)
    return pid in _children()


def _threads() -> set[threading.Thread]:
    # A dummy stands for a native thread (Qt's or pjsip's) that Python code once ran on.
    return {thread for thread in threading.enumerate() if not thread.name.startswith("Dummy-")}


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    """Fail the test that leaves a thread or a process running. Wider fixtures may keep theirs."""
    threads = _threads()
    children = _children() if Path("/proc/self/task").is_dir() else set()
    yield
    left = [thread for thread in _threads() - threads if _outlives(thread)]
    assert not left, f"threads left running: {left}"
    if Path("/proc/self/task").is_dir():
        running = [_describe(pid) for pid in _children() - children if _still_running(pid)]
        assert not running, f"processes left running: {running}"


def _outlives(thread: threading.Thread) -> bool:
    thread.join(_GRACE_S)
    return thread.is_alive()


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> object:
    """pytest-qt's own, but patient. Loaded here only: most tests have no window."""
    from tests.support.patient_bot import PatientBot  # noqa: PLC0415 - Qt

    return PatientBot(request)
