"""A desktop with a real accessibility bus, and what a screen reader reads there of the process that runs it.

The bus is AT-SPI's own: its launcher and registry, woken by name on a session bus of the test.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from jeepney import DBusAddress, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

WANTED = ("Xvfb", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher", "/usr/libexec/at-spi2-registryd")
_WAIT_S = 30.0
_LABELLED_BY = 2  # of AtspiRelationType
_ASKED = 7  # questions about each node
_ROOT = DBusAddress("/org/a11y/atspi/accessible/root", "org.a11y.atspi.Registry", "org.a11y.atspi.Accessible")
_REGISTRY = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
# Bits of AtspiStateType that say something to people; the others are noise in a picture of the tree.
_STATES = {
    4: "checked",
    5: "collapsed",
    7: "editable",
    8: "enabled",
    10: "expanded",
    11: "focusable",
    12: "focused",
    16: "modal",
    20: "pressed",
    23: "selected",
    25: "showing",
    36: "invalid",
    41: "checkable",
    43: "read-only",
}


def missing() -> list[str]:
    """What of the desktop is not installed here."""
    return [name for name in WANTED if shutil.which(name) is None]


@contextmanager
def _running(command: Sequence[str], **options: object) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options)  # type: ignore[call-overload]  # passed on as given
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def desktop(folder: Path, screen: str = "1400x1000x24") -> Iterator[dict[str, str]]:
    """A screen, a session bus and the way to the accessibility bus; what a program there has as its environment."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with ExitStack() as stack:
        read_end, write_end = os.pipe()
        with os.fdopen(read_end, "rb") as numbers:
            command = [
                "Xvfb",
                "-displayfd",
                str(write_end),
                "-screen",
                "0",
                screen,
                "-nolisten",
                "tcp",
                "-noreset",
            ]
            stack.enter_context(_running(command, pass_fds=(write_end,)))
            os.close(write_end)
            display = f":{numbers.readline().strip().decode()}"
        environment = {
            **os.environ,
            "DISPLAY": display,
            "XDG_RUNTIME_DIR": str(folder),
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        environment.pop("WAYLAND_DISPLAY", None)
        environment.pop("AT_SPI_BUS_ADDRESS", None)
        bus = stack.enter_context(
            _running(
                ["dbus-daemon", "--session", "--nofork", "--print-address"],
                env=environment,
                stdout=subprocess.PIPE,
            )
        )
        assert bus.stdout is not None
        stack.callback(bus.stdout.close)
        environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip().decode()
        yield environment


@dataclass
class Node:
    """One thing that a screen reader can speak about."""

    role: str
    name: str
    description: str
    states: frozenset[str]
    object_name: str
    labelled: bool = False  # by words beside it
    children: list["Node"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def text(self, depth: int = 0) -> str:
        """The tree as lines, each with role, name, states and description."""
        marks = " ".join(sorted(self.states - {"enabled", "showing"}))
        if "enabled" not in self.states:
            marks = f"disabled {marks}".strip()
        parts = [self.role, f"“{self.name}”" if self.name else "", f"[{marks}]" if marks else ""]
        parts.append(f"— {self.description}" if self.description and self.description != self.name else "")
        line = "  " * depth + " ".join(part for part in parts if part).replace("\n", " ")
        return "\n".join([line, *(child.text(depth + 1) for child in self.children)])


class ScreenReader:
    """Reads the tree of the programs on the accessibility bus and hears their announcements.

    Blocks while it asks: in the process that is read it has to be on another thread than the window.
    """

    def __init__(self, session_bus: str) -> None:
        with open_dbus_connection(bus=session_bus) as session:
            launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(launcher, "GetAddress"), timeout=_WAIT_S)
        self._bus: DBusConnection = open_dbus_connection(bus=reply.body[0])
        self.heard: list[tuple[str, int]] = []  # words, politeness (1 polite, 2 assertive)
        rule = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
        self._ask([new_method_call(message_bus, "AddMatch", "s", (rule.serialise(),))])
        self.register()

    def register(self) -> None:
        """Say to all programs on the bus that announcements are wanted."""
        self._ask([new_method_call(_REGISTRY, "RegisterEvent", "sass", ("object:announcement", [], ""))])

    def __enter__(self) -> "ScreenReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bus.close()

    def _take(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal and len(message.body) == 5:
            words = message.body[3]
            self.heard.append((str(words[1]), int(message.body[1])))

    def _ask(self, messages: Sequence[Message]) -> list[Message]:
        """Replies in the order of the questions, which are all on the way at once."""
        waiting: dict[int, int] = {}
        replies: list[Message | None] = [None] * len(messages)
        for place, message in enumerate(messages):
            serial = next(self._bus.outgoing_serial)
            waiting[serial] = place
            self._bus.send(message, serial=serial)
        deadline = time.monotonic() + _WAIT_S
        while waiting:
            answer = self._bus.receive(timeout=max(0.0, deadline - time.monotonic()))
            serial = answer.header.fields.get(5, 0)  # REPLY_SERIAL
            if serial in waiting:
                replies[waiting.pop(serial)] = answer
            else:
                self._take(answer)
        return [reply for reply in replies if reply is not None]

    def listen(self, words: str, first: int = 0, timeout_s: float = _WAIT_S) -> bool:
        """Wait until an announcement that has `words` in it was made; those before the `first` do not count."""
        deadline = time.monotonic() + timeout_s
        while not any(words in said for said, _ in self.heard[first:]):
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            try:
                self._take(self._bus.receive(timeout=left))
            except TimeoutError:
                return False
        return True

    def applications(self) -> list[tuple[str, str]]:
        return [tuple(each) for each in self._ask([new_method_call(_ROOT, "GetChildren")])[0].body[0]]

    def windows(self) -> list[Node]:
        """The windows in sight of the programs on the bus, the oldest program first."""
        found: list[Node] = []
        programs = self._children(self.applications())
        self._read([window for windows in programs for window in windows], found)
        return found

    def _children(self, places: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
        calls = [new_method_call(_address(bus, path), "GetChildren") for bus, path in places]
        return [_places(reply) for reply in self._ask(calls)]

    def _read(self, places: Sequence[tuple[str, str]], into: list[Node]) -> None:
        """Put the nodes at `places` and all below them into `into`, a level at a time."""
        level = [(place, into) for place in places]
        while level:
            asked = [message for (bus, path), _ in level for message in _questions(bus, path)]
            replies = self._ask(asked)
            below: list[tuple[tuple[str, str], list[Node]]] = []
            for number, (_, target) in enumerate(level):
                node, children = _node(replies[_ASKED * number : _ASKED * (number + 1)])
                if "showing" not in node.states:
                    continue
                target.append(node)
                below += [(child, node.children) for child in children]
            level = below


def _address(bus: str, path: str) -> DBusAddress:
    return DBusAddress(path, bus_name=bus, interface="org.a11y.atspi.Accessible")


def _questions(bus: str, path: str) -> tuple[Message, ...]:
    place = _address(bus, path)
    properties = place.with_interface("org.freedesktop.DBus.Properties")
    return (
        new_method_call(place, "GetRoleName"),
        new_method_call(place, "GetState"),
        *(
            new_method_call(properties, "Get", "ss", ("org.a11y.atspi.Accessible", name))
            for name in ("Name", "Description", "AccessibleId")
        ),
        new_method_call(place, "GetRelationSet"),
        new_method_call(place, "GetChildren"),
    )


def _places(reply: Message) -> list[tuple[str, str]]:
    if reply.header.message_type is not MessageType.method_return:
        return []  # it went away between two questions
    return [(str(bus), str(path)) for bus, path in reply.body[0]]


def _node(replies: Sequence[Message]) -> tuple[Node, list[tuple[str, str]]]:
    role, state, name, description, identity, relations, children = replies

    def text(reply: Message) -> str:
        if reply.header.message_type is not MessageType.method_return:
            return ""
        value = reply.body[0]
        return str(value[1] if isinstance(value, tuple) else value)

    bits = 0
    if state.header.message_type is MessageType.method_return:
        low, high = state.body[0]
        bits = low | high << 32
    states = frozenset(word for bit, word in _STATES.items() if bits >> bit & 1)
    related = relations.body[0] if relations.header.message_type is MessageType.method_return else []
    labelled = any(kind == _LABELLED_BY for kind, _ in related)
    own = text(identity).rpartition(".")[2]
    node = Node(text(role), text(name), text(description), states, own, labelled)
    return node, _places(children)
