"""The session bus on a thread of its own: calls that may never be answered, signals, and names that come and go.

Other programs hang. Every call therefore has its own end, none waits for another, and nobody waits for this thread.
A bus that is not there, or goes, is looked for again, ever more seldom; what was asked meanwhile is answered with None.
"""

import contextlib
import heapq
import itertools
import logging
import os
import selectors
import socket
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from jeepney import DBusAddress, HeaderFields, Message, MessageType, Parser, new_error, new_method_call
from jeepney.bus import get_bus
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import prep_socket

Answer = Callable[[tuple[Any, ...] | None], None]
CALL_S: Final = 5.0
_LOOK_AGAIN_S: Final = (1.0, 5.0, 30.0, 120.0)
_SEND_S: Final = 5.0
_LAST_S: Final = 0.5  # for what was asked before the end, and for what follows from its answers
_MOST_WAITING: Final = 500
_log = logging.getLogger(__name__)


class Object(NamedTuple):
    """An object of another program, seen through one of its interfaces."""

    name: str
    path: str
    interface: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal of the bus. `sender` is the unique name of who sent it."""

    sender: str
    path: str
    body: tuple[Any, ...]


@dataclass(slots=True)
class _Listener:
    interface: str
    member: str
    heard: Callable[[Signal], None]
    rule: str


@dataclass(slots=True)
class _Watched:
    """A well-known name, who has it now ("" nobody), and who is told of changes."""

    told: list[Callable[[str], None]] = field(default_factory=list)
    owner: str = ""


class Bus:
    """All callables that are handed in are called on the bus's thread, must not block, and must not raise.

    `address` None is the session's bus; without one nothing is ever started.
    """

    def __init__(self, address: str | None = None) -> None:
        self._address = address or os.environ.get("DBUS_SESSION_BUS_ADDRESS", "")
        self._thread: threading.Thread | None = None
        self._inbox: list[Callable[[], None]] = []
        self._guard = threading.Lock()
        self._wake, self._woken = socket.socketpair()
        for end in (self._wake, self._woken):
            end.setblocking(False)
        self._closing = False
        self._give_up = 0.0
        # What follows belongs to the thread.
        self._socket: socket.socket | None = None
        self._parser = Parser()
        self._serials = itertools.count(1)
        self._waiting: dict[int, Answer] = {}
        self._ends: list[tuple[float, int]] = []
        self._listeners: list[_Listener] = []
        self._names: dict[str, _Watched] = {}

    @property
    def exists(self) -> bool:
        return bool(self._address)

    def start(self) -> None:
        if self._address and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="session-bus", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """What was asked before is still done, if the others answer soon."""
        self._give_up = time.monotonic() + _LAST_S
        self._closing = True
        self._nudge()
        if self._thread is not None:
            self._thread.join(timeout=_SEND_S + 1)
            self._thread = None
        self._wake.close()
        self._woken.close()

    # From any thread

    def call(
        self,
        to: Object,
        member: str,
        signature: str = "",
        body: Sequence[Any] = (),
        *,
        answer: Answer | None = None,
        timeout_s: float = CALL_S,
    ) -> None:
        """Call a method. `answer` gets what it returned, or None: an error, nobody there, no answer in time."""

        def ask() -> None:
            told = answer or (lambda _: None)
            try:
                address = DBusAddress(to.path, to.name, to.interface)
                message = new_method_call(address, member, signature or None, tuple(body))
            except ValueError:  # a path or name that another program gave us is none
                told(None)
            else:
                self._send(message, told, timeout_s)

        self.run(ask)

    def listen(self, interface: str, member: str, heard: Callable[[Signal], None], *, path: str = "") -> None:
        """Hear of a signal whoever sends it, of every object or of `path`; the listener looks at the sender."""
        rule = f"type='signal',interface='{interface}',member='{member}'" + (
            f",path='{path}'" if path else ""
        )
        self.run(lambda: self._add(_Listener(interface, member, heard, rule)))

    def watch(self, name: str, told: Callable[[str], None]) -> None:
        """`told(unique name)` now if somebody has `name`, and at each change; "" when nobody has it any more."""
        self.run(lambda: self._watch(name, told))

    def run(self, action: Callable[[], None]) -> None:
        """Do `action` on the bus's thread, soon. Without a bus nothing is done."""
        if self._closing and threading.current_thread() is not self._thread:
            return
        with self._guard:
            if not self._address or len(self._inbox) >= _MOST_WAITING:
                return
            self._inbox.append(action)
        self._nudge()

    def _nudge(self) -> None:
        with contextlib.suppress(OSError):  # full: it wakes in any case; closed: it is over
            self._wake.send(b"x")

    # On the thread

    def _run(self) -> None:
        failures = 0
        while not self._closing:
            try:
                self._connect()
                failures = 0
                self._loop()
            except Exception as error:  # whatever the bus says: a phone needs none
                if failures == 0 and not self._closing:
                    _log.warning("the session bus is not there: %s: %s", type(error).__name__, error)
            self._lose()
            if not self._closing:
                self._rest(_LOOK_AGAIN_S[min(failures, len(_LOOK_AGAIN_S) - 1)])
                failures += 1

    def _connect(self) -> None:
        self._parser = Parser()
        made = prep_socket(get_bus(self._address), timeout=_SEND_S)
        made.settimeout(_SEND_S)
        self._socket = made
        self._send(message_bus.Hello(), lambda _: None, CALL_S)
        self._send(message_bus.AddMatch(_OWNER_RULE), lambda _: None, CALL_S)
        for listener in self._listeners:
            self._send(message_bus.AddMatch(listener.rule), lambda _: None, CALL_S)
        for name in self._names:
            self._ask_owner(name)

    def _loop(self) -> None:
        assert self._socket is not None  # noqa: S101 -- `_connect` was called
        with selectors.DefaultSelector() as selector:
            selector.register(self._socket, selectors.EVENT_READ)
            selector.register(self._woken, selectors.EVENT_READ)
            while not self._is_over():
                self._do_inbox()
                ready = {key.fileobj for key, _ in selector.select(self._until_end())}
                if self._woken in ready:
                    self._drain()
                if self._socket in ready:
                    self._read(self._socket)
                self._end_late()

    def _is_over(self) -> bool:
        """Told to end, and nothing is left: a note to be taken away, say, or music that is to go on."""
        if not self._closing:
            return False
        return not (self._inbox or self._waiting) or time.monotonic() >= self._give_up

    def _rest(self, seconds: float) -> None:
        """Until the bus is looked for again. What is asked meanwhile gets its answer: there is none."""
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            while not self._closing and (left := until - time.monotonic()) > 0:
                if selector.select(left):
                    self._drain()
                self._do_inbox()

    def _drain(self) -> None:
        with contextlib.suppress(BlockingIOError):
            while self._woken.recv(4096):
                pass

    def _do_inbox(self) -> None:
        with self._guard:
            todo, self._inbox = self._inbox, []
        for action in todo:
            action()

    def _send(self, message: Message, answer: Answer, timeout_s: float) -> None:
        if self._socket is None:
            answer(None)
            return
        serial = next(self._serials)
        try:
            content = message.serialise(serial=serial)
        except Exception:
            _log.exception("a message for the bus could not be written")
            answer(None)
            return
        self._waiting[serial] = answer
        heapq.heappush(self._ends, (time.monotonic() + timeout_s, serial))
        self._socket.sendall(content)

    def _read(self, source: socket.socket) -> None:
        content = source.recv(65_536)
        if not content:
            raise ConnectionResetError("the bus has closed the connection")
        self._parser.add_data(content)
        while (message := self._parser.get_next_message()) is not None:
            try:
                self._take(message)
            except OSError:
                raise
            except Exception:  # what nobody had thought of; the others are heard all the same
                _log.exception("what came over the bus could not be taken")

    def _take(self, message: Message) -> None:
        fields: Mapping[HeaderFields, Any] = message.header.fields
        kind = message.header.message_type
        if kind in (MessageType.method_return, MessageType.error):
            answer = self._waiting.pop(fields.get(HeaderFields.reply_serial, -1), None)
            if answer is not None:
                answer(tuple(message.body) if kind is MessageType.method_return else None)
        elif kind is MessageType.signal:
            self._hear(fields, tuple(message.body))
        elif not message.header.flags & 1 and self._socket is not None:  # somebody waits for an answer
            refusal = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod", None, ())
            self._socket.sendall(refusal.serialise(serial=next(self._serials)))

    def _hear(self, fields: Mapping[HeaderFields, Any], body: tuple[Any, ...]) -> None:
        interface, member = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
        sender = fields.get(HeaderFields.sender, "")
        if (interface, member, sender) == (_BUS, "NameOwnerChanged", _BUS) and len(body) == 3:
            self._owned(body[0], body[2])
        signal = Signal(sender, fields.get(HeaderFields.path, ""), body)
        for listener in self._listeners:
            if (listener.interface, listener.member) == (interface, member):
                listener.heard(signal)

    def _add(self, listener: _Listener) -> None:
        self._listeners.append(listener)
        self._send(message_bus.AddMatch(listener.rule), lambda _: None, CALL_S)

    def _watch(self, name: str, told: Callable[[str], None]) -> None:
        watched = self._names.setdefault(name, _Watched())
        watched.told.append(told)
        if watched.owner:
            told(watched.owner)
        else:
            self._ask_owner(name)

    def _ask_owner(self, name: str) -> None:
        self._send(
            message_bus.GetNameOwner(name), lambda found: self._owned(name, found[0] if found else ""), CALL_S
        )

    def _owned(self, name: str, owner: str) -> None:
        watched = self._names.get(name)
        if watched is not None and watched.owner != owner:
            watched.owner = owner
            for told in watched.told:
                told(owner)

    def _until_end(self) -> float | None:
        ends = [each for each in (self._give_up, self._ends[0][0] if self._ends else 0.0) if each]
        return max(0.0, min(ends) - time.monotonic()) if ends else None

    def _end_late(self) -> None:
        now = time.monotonic()
        while self._ends and (self._ends[0][0] <= now or self._ends[0][1] not in self._waiting):
            answer = self._waiting.pop(heapq.heappop(self._ends)[1], None)
            if answer is not None:
                answer(None)

    def _lose(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        waiting, self._waiting, self._ends = self._waiting, {}, []
        for answer in waiting.values():
            answer(None)
        for name in self._names:
            self._owned(name, "")


_BUS = "org.freedesktop.DBus"
_OWNER_RULE = f"type='signal',sender='{_BUS}',interface='{_BUS}',member='NameOwnerChanged'"
