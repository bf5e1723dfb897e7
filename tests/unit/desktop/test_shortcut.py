"""The key for everywhere, from a portal that a test writes."""

from collections.abc import Callable
from queue import SimpleQueue
from typing import Any

import pytest

from softphone.calls.outside import ShortcutState
from softphone.desktop.bus import Bus
from softphone.desktop.shortcut import NAME, PATH, PortalShortcut
from tests.support.session_bus import Program

WAIT_S = 20
_SESSION = f"{PATH}/session/1/ours"
_SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"


class Portal(Program):
    """Says yes or no to what it is asked, by the signal that portals answer with."""

    def __init__(self, address: str, *, granted: bool = True) -> None:
        self._granted = granted
        super().__init__(
            address,
            (NAME,),
            {
                "Get": lambda _: ("v", (("u", 1),)),
                "CreateSession": lambda body: ("o", (_request(body[0]),)),
                "BindShortcuts": lambda body: ("o", (_request(body[3]),)),
                "Close": lambda _: ("", ()),
            },
        )

    def create(self) -> None:
        options = self.next("CreateSession").body[0]
        self._respond(_request(options), 0, {"session_handle": ("s", _SESSION)})

    def bind(self) -> tuple[Any, ...]:
        asked = self.next("BindShortcuts").body
        shown = [("show", {"trigger_description": ("s", "Ctrl+Alt+P")})]
        self._respond(_request(asked[3]), 0 if self._granted else 1, {"shortcuts": ("a(sa{sv})", shown)})
        return asked

    def press(self, session: str = _SESSION, name: str = "show") -> None:
        options = {"activation_token": ("s", "leave")}
        self.emit(PATH, _SHORTCUTS, "Activated", "osta{sv}", (session, name, 1, options))

    def close(self, session: str = _SESSION) -> None:
        self.emit(session, "org.freedesktop.portal.Session", "Closed", "a{sv}", ({},))

    def _respond(self, path: str, code: int, results: dict[str, Any]) -> None:
        self.emit(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", (code, results))


def _request(options: dict[str, tuple[str, Any]]) -> str:
    return f"{PATH}/request/1/{options['handle_token'][1]}"


class Asker:
    def __init__(self, bus: Bus) -> None:
        self.pressed: SimpleQueue[str] = SimpleQueue()
        self.states: SimpleQueue[tuple[ShortcutState, str]] = SimpleQueue()
        self.shortcut = PortalShortcut(bus, _at_once)
        self.shortcut.start(self.pressed.put, lambda *what: self.states.put(what))

    def state(self) -> tuple[ShortcutState, str]:
        return self.states.get(timeout=WAIT_S)


def _at_once(action: Callable[[], None]) -> None:
    action()


@pytest.fixture
def asker(bus: Bus) -> Asker:
    return Asker(bus)


def test_a_key_is_asked_for_and_shows_the_phone(bus_address: str, asker: Asker) -> None:
    """Presses of other sessions and other keys are not ours."""
    with Portal(bus_address) as portal:
        asker.shortcut.bind("Show the phone")
        portal.create()
        session, shortcuts, parent, _ = portal.bind()
        assert (session, parent) == (_SESSION, "")
        assert shortcuts[0][0] == "show"
        assert shortcuts[0][1]["description"] == ("s", "Show the phone")
        assert asker.state() == (ShortcutState.ASKED, "")
        assert asker.state() == (ShortcutState.ON, "Ctrl+Alt+P")
        portal.press(session=f"{PATH}/session/1/theirs")
        portal.press(name="other")
        portal.press()
        assert asker.pressed.get(timeout=WAIT_S) == "leave"
        assert asker.pressed.empty()
        asker.shortcut.release()
        assert asker.state() == (ShortcutState.OFF, "")
        portal.next("Close")


def test_a_key_that_the_desktop_takes_back_is_off(bus_address: str, asker: Asker) -> None:
    """Other sessions are not ours, and other programs are not the portal."""
    with Portal(bus_address) as portal, Program(bus_address, (), {}) as other:
        asker.shortcut.bind("Show the phone")
        portal.create()
        portal.bind()
        assert asker.state()[0] is ShortcutState.ASKED
        assert asker.state()[0] is ShortcutState.ON
        portal.close(f"{PATH}/session/1/theirs")
        other.emit(_SESSION, "org.freedesktop.portal.Session", "Closed", "a{sv}", ({},))
        portal.press()
        assert asker.pressed.get(timeout=WAIT_S) == "leave"
        assert asker.states.empty()
        portal.close()
        assert asker.state() == (ShortcutState.REFUSED, "")
        asker.shortcut.bind("Show the phone")
        portal.create()


def test_a_person_may_say_no(bus_address: str, asker: Asker) -> None:
    with Portal(bus_address, granted=False) as portal:
        asker.shortcut.bind("Show the phone")
        portal.create()
        portal.bind()
        assert [asker.state()[0] for _ in range(2)] == [ShortcutState.ASKED, ShortcutState.REFUSED]


def test_a_desktop_without_such_keys_says_so(asker: Asker) -> None:
    asker.shortcut.probe()
    assert asker.state() == (ShortcutState.ABSENT, "")
    asker.shortcut.bind("Show the phone")
    assert [asker.state()[0] for _ in range(2)] == [ShortcutState.ASKED, ShortcutState.ABSENT]


def test_a_portal_without_this_part_says_so(bus_address: str, asker: Asker) -> None:
    with Program(bus_address, (NAME,), {}):
        asker.shortcut.probe()
        assert asker.state() == (ShortcutState.ABSENT, "")


def test_without_a_bus_there_are_no_keys(lost_bus: Bus) -> None:
    asker = Asker(lost_bus)
    asker.shortcut.probe()
    assert asker.state() == (ShortcutState.ABSENT, "")


def test_a_portal_that_is_started_anew_is_asked_again(bus_address: str, asker: Asker) -> None:
    with Portal(bus_address) as portal:
        asker.shortcut.bind("Show the phone")
        portal.create()
        portal.bind()
        assert [asker.state()[0] for _ in range(2)] == [ShortcutState.ASKED, ShortcutState.ON]
    with Portal(bus_address) as portal:
        portal.create()
        portal.bind()
        assert asker.state()[0] is ShortcutState.ON
        portal.press()
        assert asker.pressed.get(timeout=WAIT_S) == "leave"
