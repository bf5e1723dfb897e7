"""One phone for each folder of data: the second start hands its addresses to the first and ends.

Loaded before everything else at each start: nothing but the cheap parts of the standard library.

Who is the first, and on which socket it takes what the others bring, is decided by `meeting`. Both sides ask the kernel
who is at the other end: another person's phone gets nothing and is told nothing.

A message is the fields of `Handed` with a zero byte after each, then the end of the stream: no argument of a program
holds a zero byte. The answer is `_TAKEN`, given when the window's own thread has taken the message, so that a first
phone that hangs is noticed.
"""

import contextlib
import os
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from softphone.desktop.meeting import Held, Other, meet

ADDRESSES_AT_ONCE = 16
ADDRESS_BYTES = 65_536  # what is longer is cut here; the window says that it is no address
_TOKEN_BYTES = 1024
_WHOLE = ADDRESSES_AT_ONCE * (ADDRESS_BYTES + 2) + _TOKEN_BYTES
_TAKEN = b"taken\n"
_HIDDEN = b"hidden"
_ROUND_S = 0.03
_STARTING_S = 15.0  # so young a phone may still be loading: at log-in everything does
_ONE_PEER_S = 2.0


class Handed(NamedTuple):
    """What a second start brings: `token` is the desktop's leave to come to the front, "" for none.

    `hidden` when it was started by no person, so that nothing is to be seen of it.
    """

    addresses: tuple[bytes, ...] = ()
    token: str = ""
    hidden: bool = False


class InstanceNotAnsweringError(Exception):
    """The phone that runs did not take what was handed to it. `pid` is its process, 0 when that is not known."""

    def __init__(self, pid: int) -> None:
        super().__init__(pid)
        self.pid = pid


class FirstInstance:
    """This process is the phone. What others hand over waits in the socket until `serve` is called."""

    def __init__(self, held: Held | None = None) -> None:
        self._listener = held.listener if held else None
        self._locks = held.locks if held else ()
        self._path = held.path if held else None
        self._thread: threading.Thread | None = None
        self._closing = False
        self._unanswered: set[socket.socket] = set()

    def serve(self, take: Callable[[Handed, Callable[[], None]], None]) -> None:
        """`take(handed, taken)` is called on a thread of this object's; `taken()` may be called on any."""
        if self._listener is not None:
            self._thread = threading.Thread(
                target=self._serve, args=(self._listener, take), name="one-instance", daemon=True
            )
            self._thread.start()

    def stop_listening(self) -> None:
        """From now on nothing is taken; whoever starts waits until `close` and is then the first."""
        if self._listener is None:
            return
        self._closing = True
        if self._path is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        if self._locks or self._thread is not None:
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)  # ends an `accept`
        if self._locks:  # else the name is the lock: it is kept, and nobody is listened to
            self._listener.close()
            self._listener = None
        if self._thread is not None:
            self._thread.join(timeout=2 * _ONE_PEER_S)
            self._thread = None
        for peer in list(
            self._unanswered
        ):  # not lost: whoever brought it starts a phone when this one has ended
            self._unanswered.discard(peer)
            peer.close()

    def close(self) -> None:
        self.stop_listening()
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        locks, self._locks = self._locks, ()
        for lock in locks:
            os.close(lock)

    def _serve(self, listener: socket.socket, take: Callable[[Handed, Callable[[], None]], None]) -> None:
        while not self._closing:
            try:
                peer, _ = listener.accept()
            except OSError:
                if self._closing:
                    return
                time.sleep(_ROUND_S)  # out of files, perhaps: later there may be some
                continue
            try:
                handed = _received(peer)
            except (OSError, ValueError):
                peer.close()
                continue
            self._unanswered.add(peer)
            take(handed, lambda peer=peer: self._answer(peer))  # type: ignore[misc]  # bound to this peer

    def _answer(self, peer: socket.socket) -> None:
        if peer in self._unanswered:
            self._unanswered.discard(peer)
            with peer, contextlib.suppress(OSError):  # it may have lost patience
                peer.send(_TAKEN)


def claim(folder: Path, handed: Handed, *, patience_s: float = 8.0) -> FirstInstance | None:
    """This process as the only phone of `folder`, or None when the one that runs has taken `handed`.

    Raises InstanceNotAnsweringError when after `patience_s` neither is so.
    """
    if sys.platform == "win32":
        return FirstInstance()  # each start is a phone of its own there
    give_up = time.monotonic() + patience_s
    while True:
        try:
            found = meet(folder)
        except OSError:
            return FirstInstance()  # nowhere to meet: better two windows than no phone
        if isinstance(found, Held):
            return FirstInstance(found)
        try:
            done, pid = _hand_over(found, handed, give_up)
        except _StrangerError:
            return FirstInstance()
        if done:
            return None
        if time.monotonic() > give_up:
            if not (found.sure or pid):
                return FirstInstance()  # nobody listens: anybody can take a name to be in our way
            raise InstanceNotAnsweringError(pid or found.holder)
        time.sleep(_ROUND_S)  # it is just starting, or just ending


class _StrangerError(Exception):
    """Another person's process has the name."""


def _hand_over(other: Other, handed: Handed, give_up: float) -> tuple[bool, int]:
    """Whether the phone that runs took it, and its process id if the kernel says it."""
    pid = 0
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        peer.settimeout(max(0.05, give_up - time.monotonic()))
        try:
            peer.connect(other.address)
            process, user = _who(peer)
            if user != os.getuid():
                if other.sure:
                    return False, 0  # it took the name of a phone that is ending: that one is waited for
                raise _StrangerError
            pid = process
            peer.settimeout(max(0.05, give_up - time.monotonic(), _STARTING_S - _age_s(pid)))
            peer.sendall(_packed(handed))
            peer.shutdown(socket.SHUT_WR)
            return peer.recv(len(_TAKEN), socket.MSG_WAITALL) == _TAKEN, pid
        except OSError:
            return False, pid


def _who(peer: socket.socket) -> tuple[int, int]:
    """(process, user) at the other end. Elsewhere than on Linux the folder that is ours alone must do."""
    if not sys.platform.startswith("linux"):
        return 0, os.getuid()
    pid, user, _ = struct.unpack("3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))
    return pid, user


def _age_s(pid: int) -> float:
    """How long the process has been there; for ever where that is not known.

    Source: proc(5), the 22nd field of /proc/PID/stat, in ticks since the system began.
    """
    try:
        ticks = int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[19])
        return float(Path("/proc/uptime").read_bytes().split()[0]) - ticks / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError):
        return float("inf")


def _packed(handed: Handed) -> bytes:
    token = os.fsencode(handed.token).replace(b"\0", b"")
    fields = [_HIDDEN if handed.hidden else b"", token if len(token) <= _TOKEN_BYTES else b""]
    fields += [each[:ADDRESS_BYTES].replace(b"\0", b"") for each in handed.addresses[:ADDRESSES_AT_ONCE]]
    return b"".join(field + b"\0" for field in fields)


def _received(peer: socket.socket) -> Handed:
    """Raises ValueError for what is not a message of ours, OSError when it does not come in time."""
    if _who(peer)[1] != os.getuid():
        raise ValueError("another person's process")
    give_up = time.monotonic() + _ONE_PEER_S
    content = bytearray()
    while True:
        peer.settimeout(max(0.001, give_up - time.monotonic()))
        part = peer.recv(65_536)
        if not part:
            break
        content += part
        if len(content) > _WHOLE:
            raise ValueError("longer than a message is")
    *fields, end = bytes(content).split(b"\0")
    if len(fields) < 2 or end:
        raise ValueError("not whole")
    flag, token, *addresses = fields
    shown = (each[:ADDRESS_BYTES] for each in addresses[:ADDRESSES_AT_ONCE])
    return Handed(tuple(shown), os.fsdecode(token[:_TOKEN_BYTES]), flag == _HIDDEN)
