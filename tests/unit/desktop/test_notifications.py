"""Notifications on a real bus, shown by a server that a test writes."""

from collections.abc import Callable
from itertools import count
from queue import SimpleQueue
from typing import Any

import pytest

from softphone.calls.outside import Note, NoteKind
from softphone.desktop.bus import Bus
from softphone.desktop.notifications import NAME, PATH, BusNotifier
from tests.support.session_bus import Program
from tests.unit.desktop.conftest import Owner

WAIT_S = 20
ALL = ["actions", "body", "body-markup", "icon-static", "persistence"]
RINGING = Note(
    "call-1", NoteKind.RINGING, "Anna is calling", actions=(("answer", "Answer"), ("decline", "Decline"))
)
MESSAGE = Note("messages", NoteKind.MESSAGE, "Message from Anna <b>", "a & <i>b</i>", (("show", "Show"),))


def server(address: str, capabilities: list[str] | None = None) -> Program:
    ids = count(1)

    def notify(body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        return "u", (body[1] or next(ids),)

    replies: dict[str, Callable[[tuple[Any, ...]], tuple[str, tuple[Any, ...]] | None]] = {
        "GetCapabilities": lambda _: ("as", (ALL if capabilities is None else capabilities,)),
        "Notify": notify,
        "CloseNotification": lambda _: ("", ()),
    }
    return Program(address, (NAME,), replies)


class Person:
    """Who reads notes and clicks."""

    def __init__(self, bus: Bus, owner: Owner) -> None:
        self.acted: SimpleQueue[tuple[str, str, str]] = SimpleQueue()
        self.unshown: SimpleQueue[Note] = SimpleQueue()
        self._bus = bus
        self.notifier = BusNotifier(bus, lambda action: action())
        self.notifier.start(lambda *what: self.acted.put(what), self.unshown.put)

    def show_for_no_time(self, note: Note) -> None:
        """Both in one turn of the bus's thread, before any answer of the server is read."""

        def at_once() -> None:
            self.notifier.show(note)
            self.notifier.withdraw(note.key)

        self._bus.run(at_once)


@pytest.fixture
def person(bus: Bus, owner: Owner) -> Person:
    return Person(bus, owner)


def test_a_ringing_call_can_be_answered_from_its_note(bus_address: str, person: Person) -> None:
    """It stays until it is taken away, is urgent, and makes no sound of its own."""
    with server(bus_address) as desktop:
        person.notifier.show(RINGING)
        app, replaces, icon, title, body, actions, hints, timeout = desktop.next("Notify").body
        assert (app, replaces, icon, title, body) == (
            "Redirect Softphone",
            0,
            "softphone",
            "Anna is calling",
            "",
        )
        assert actions[:4] == ["answer", "Answer", "decline", "Decline"]
        assert {name: value for name, (_, value) in hints.items()} == {
            "urgency": 2,
            "category": "call.incoming",
            "desktop-entry": "softphone",
            "suppress-sound": True,
            "transient": True,
            "resident": True,
        }
        assert timeout == 0
        desktop.emit(PATH, NAME, "ActivationToken", "us", (1, "leave-to-come"))
        desktop.emit(PATH, NAME, "ActionInvoked", "us", (1, "answer"))
        assert person.acted.get(timeout=WAIT_S) == ("call-1", "answer", "leave-to-come")
        assert desktop.next("CloseNotification").body == (1,)


def test_a_note_goes_when_it_is_withdrawn(bus_address: str, person: Person) -> None:
    """Also when the server has not yet said under which number it shows it, or has not been asked at all."""
    with server(bus_address) as desktop:
        person.show_for_no_time(RINGING)
        person.notifier.show(MESSAGE)
        assert desktop.next("Notify").body[3] == MESSAGE.title
        person.show_for_no_time(RINGING)
        desktop.next("Notify")
        assert desktop.next("CloseNotification").body == (2,)
        person.notifier.withdraw("call-1")  # again: nothing
        person.notifier.show(RINGING)
        assert desktop.next("Notify").body[1] == 0


def test_markup_in_names_is_text(bus_address: str, person: Person) -> None:
    with server(bus_address) as desktop:
        person.notifier.show(MESSAGE)
        body = desktop.next("Notify").body
        assert (body[3], body[4]) == ("Message from Anna <b>", "a &amp; &lt;i&gt;b&lt;/i&gt;")


@pytest.mark.parametrize(
    ("capabilities", "expected"),
    [
        (["body"], ("Message from Anna <b>", "a & <i>b</i>", 0)),
        ([], ("Message from Anna <b>: a & <i>b</i>", "", 0)),
        (["actions"], ("Message from Anna <b>: a & <i>b</i>", "", 4)),
    ],
)
def test_a_server_is_asked_for_what_it_can(
    bus_address: str, person: Person, capabilities: list[str], expected: tuple[str, str, int]
) -> None:
    with server(bus_address, capabilities) as desktop:
        person.notifier.show(MESSAGE)
        asked = desktop.next("Notify").body
        assert (asked[3], asked[4], len(asked[5])) == expected


def test_one_of_the_same_key_takes_the_place_of_the_one_before(bus_address: str, person: Person) -> None:
    with server(bus_address) as desktop:
        person.notifier.show(MESSAGE)
        desktop.next("Notify")
        desktop.emit(PATH, NAME, "ActionInvoked", "us", (99, "show"))  # somebody else's
        person.notifier.show(Note("messages", NoteKind.MESSAGE, "2 new messages"))
        assert desktop.next("Notify").body[1] in (0, 1)  # 0 while the first answer is on its way
        person.notifier.show(Note("messages", NoteKind.MESSAGE, "3 new messages"))
        assert desktop.next("Notify").body[1] >= 1


def test_without_a_server_notes_go_another_way(person: Person) -> None:
    person.notifier.show(MESSAGE)
    assert person.unshown.get(timeout=WAIT_S) == MESSAGE


def test_without_a_bus_notes_go_another_way(lost_bus: Bus, owner: Owner) -> None:
    person = Person(lost_bus, owner)
    person.notifier.show(MESSAGE)
    assert person.unshown.get(timeout=WAIT_S) == MESSAGE


def test_a_server_that_is_started_anew_shows_what_still_rings(bus_address: str, person: Person) -> None:
    """And nothing that is over, nor what has been told."""
    with server(bus_address) as desktop:
        person.notifier.show(MESSAGE)
        person.notifier.show(RINGING)
        desktop.next("Notify")
        desktop.next("Notify")
        desktop.emit(PATH, NAME, "ActionInvoked", "us", (1, "show"))
        assert person.acted.get(timeout=WAIT_S)[0] == "messages"  # and what was answered before has come, too
    with server(bus_address, ["body"]) as desktop:
        again = desktop.next("Notify").body
        assert (again[1], again[3], again[5]) == (0, "Anna is calling", [])


def test_only_the_server_says_what_was_clicked(bus_address: str, person: Person) -> None:
    """Another program cannot answer a call by a signal of its own, nor with an action that was not offered."""
    with server(bus_address) as desktop, Program(bus_address, ("org.example.Liar",), {}) as liar:
        person.notifier.show(RINGING)
        desktop.next("Notify")
        person.notifier.show(MESSAGE)
        desktop.next("Notify")
        liar.emit(PATH, NAME, "ActionInvoked", "us", (1, "answer"))
        desktop.emit(PATH, NAME, "ActionInvoked", "us", (1, "call-everybody"))
        desktop.emit(PATH, NAME, "ActionInvoked", "us", (2, "show"))
        assert person.acted.get(timeout=WAIT_S) == ("messages", "show", "")
        assert person.acted.empty()


def test_a_flood_of_notes_is_bounded(bus_address: str, person: Person) -> None:
    """Twenty at once; the oldest go."""
    with server(bus_address) as desktop:
        for number in range(20):
            person.notifier.show(Note(f"call-{number}", NoteKind.RINGING, f"{number} is calling"))
        for _ in range(20):
            desktop.next("Notify")
        person.notifier.show(Note("call-20", NoteKind.RINGING, "20 is calling"))
        assert desktop.next("CloseNotification").body == (1,)


def test_what_the_server_says_is_not_believed_blindly(bus_address: str, person: Person) -> None:
    with server(bus_address) as desktop:
        person.notifier.show(RINGING)
        desktop.next("Notify")
        for member, signature, body in (
            ("ActionInvoked", "", ()),
            ("ActionInvoked", "s", ("1",)),
            ("ActionInvoked", "uu", (1, 1)),
            ("ActionInvoked", "uas", (1, ["answer"])),
            ("NotificationClosed", "", ()),
            ("ActivationToken", "uu", (1, 2)),
        ):
            desktop.emit(PATH, NAME, member, signature, body)
        desktop.emit(PATH, NAME, "ActionInvoked", "us", (1, "default"))
        assert person.acted.get(timeout=WAIT_S) == ("call-1", "default", "")
