"""A session bus of a test's own, and programs on it that a test writes: real D-Bus, nobody else's desktop."""

import os
import queue
import select
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""
WAIT_S = 20


@contextmanager
def session_bus(folder: Path, name: str = "bus") -> Iterator[str]:
    """The address of a bus that lives as long as the block. `folder` has a short name: it holds a socket."""
    path = folder / name
    config = folder / f"{name}.conf"
    config.write_text(_CONFIG.format(path=path))
    reading, writing = os.pipe()
    command = [
        "dbus-daemon",
        f"--config-file={config}",
        "--nofork",
        "--nopidfile",
        f"--print-address={writing}",
    ]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                address = said.readline().strip()
            assert address, "no bus"
            yield address
        finally:
            process.kill()
            process.wait()
            path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Asked:
    """A method that was called."""

    member: str
    body: tuple[Any, ...]
    sender: str


Reply = tuple[str, tuple[Any, ...]] | None


@dataclass
class Program:
    """A program on a bus. `replies[member](body)` gives (signature, body) or None, an error; `hanging` never do."""

    address: str
    names: tuple[str, ...]
    replies: dict[str, Callable[[tuple[Any, ...]], Reply]]
    hanging: set[str] = field(default_factory=set)
    asked: "queue.SimpleQueue[Asked]" = field(default_factory=queue.SimpleQueue)

    def __enter__(self) -> Self:
        self._connection: DBusConnection = open_dbus_connection(self.address)
        self._ours, self._theirs = socket.socketpair()
        self._guard = threading.Lock()
        for name in self.names:
            reply = self._connection.send_and_get_reply(message_bus.RequestName(name, 4), timeout=WAIT_S)
            assert reply.body == (1,), f"{name} is taken"
        self._thread = threading.Thread(target=self._serve, name="program", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.send(b"x")
        self._thread.join(WAIT_S)
        self._connection.close()
        self._ours.close()
        self._theirs.close()

    @property
    def unique_name(self) -> str:
        return str(self._connection.unique_name)

    def emit(self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]) -> None:
        with self._guard:
            self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))

    def next(self, member: str) -> Asked:
        """The next call of `member`; what was asked between is passed over."""
        while True:
            asked = self.asked.get(timeout=WAIT_S)
            if asked.member == member:
                return asked

    def _serve(self) -> None:
        while True:
            # What came together with the answer to RequestName has been read already.
            while (message := self._connection.parser.get_next_message()) is not None:
                self._take(message)
            ready, _, _ = select.select([self._connection.sock, self._theirs], [], [])
            if self._theirs in ready:
                return
            try:
                data = self._connection.sock.recv(65_536)
            except OSError:
                return
            if not data:
                return
            self._connection.parser.add_data(data)

    def _take(self, message: Message) -> None:
        if message.header.message_type is not MessageType.method_call:
            return
        fields = message.header.fields
        member, body = fields[HeaderFields.member], tuple(message.body)
        reply = None
        if member not in self.hanging and member in self.replies:
            reply = self.replies[member](body)
        if member not in self.hanging:
            answer = (
                new_error(message, "org.freedesktop.DBus.Error.Failed", None, ())
                if reply is None
                else new_method_return(message, reply[0] or None, reply[1])
            )
            with self._guard:
                self._connection.send(answer)
        self.asked.put(Asked(member, body, fields[HeaderFields.sender]))
