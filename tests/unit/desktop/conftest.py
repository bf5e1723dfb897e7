"""A session bus for each test that asks for one."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from softphone.desktop.bus import Bus
from tests.support.session_bus import session_bus


@pytest.fixture
def bus_address() -> Iterator[str]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is not installed")
    with tempfile.TemporaryDirectory(prefix="bus-") as folder, session_bus(Path(folder)) as address:
        yield address


@pytest.fixture
def bus(bus_address: str) -> Iterator[Bus]:
    made = Bus(bus_address)
    made.start()
    yield made
    made.close()


@pytest.fixture
def lost_bus() -> Iterator[Bus]:
    """A desktop without a bus."""
    made = Bus("")
    made.start()
    yield made
    made.close()


class Owner:
    """The owner's thread: what was posted is run when the test asks for it."""

    def __init__(self) -> None:
        self._posted: SimpleQueue[object] = SimpleQueue()

    def post(self, action: object) -> None:
        self._posted.put(action)

    def run_one(self) -> None:
        action = self._posted.get(timeout=20)
        assert callable(action)
        action()


@pytest.fixture
def owner() -> Owner:
    return Owner()
