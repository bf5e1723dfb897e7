"""One phone for each folder of data: the second start hands its addresses to the first and ends.

Loaded before everything else at each start: nothing but the cheap parts of the standard library.

Whoever holds the lock is the first; the kernel lets go of it however a process ends, so what a crash leaves behind
is in nobody's way. The socket beside it takes what the others bring. Both lie in XDG_RUNTIME_DIR, which nobody else
can look into. Where there is none, a name in Linux's abstract namespace is lock and socket in one. Both sides ask the
kernel who is at the other end: another person's phone gets nothing and is told nothing.

A message is the fields of `Handed` with a zero byte after each, then the end of the stream: no argument of a program
holds a zero byte. The answer is `_TAKEN`, given when the window's own thread has taken the message, so that a first
phone that hangs is noticed.
"""

import contextlib
import os
import socket
import stat
import struct
import sys
import threading
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ADDRESSES_AT_ONCE = 16
ADDRESS_BYTES = 65_536  # what is longer is cut here; the window says that it is no address
_TOKEN_BYTES = 1024
_WHOLE = ADDRESSES_AT_ONCE * (ADDRESS_BYTES + 2) + _TOKEN_BYTES
_TAKEN = b"taken\n"
_HIDDEN = b"hidden"
_PATH_BYTES = 107  # sun_path of Linux without its zero; other systems hold a few less
_ROUND_S = 0.03
_STARTING_S = 15.0  # so young a phone may still be loading: at log-in everything does
_ONE_PEER_S = 2.0
_WAITING = 64


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

    def __init__(self, listener: socket.socket | None, lock: int = -1, path: Path | None = None) -> None:
        self._listener = listener
        self._lock = lock
        self._path = path
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
            self._path.unlink(missing_ok=True)
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)  # ends an `accept`
            self._listener.close()
            self._listener = None
        elif self._thread is not None:  # the name is the lock: it is kept, and nobody is listened to
            with contextlib.suppress(OSError):
                self._listener.shutdown(socket.SHUT_RDWR)
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
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

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
        return FirstInstance(None)  # each start is a phone of its own there
    path = os.fsencode(folder)
    name = f"softphone-{zlib.crc32(path):08x}{zlib.crc32(path[::-1]):08x}"
    give_up = time.monotonic() + patience_s
    pid = 0
    while True:
        try:
            place = _place(name)
            first = _first(name, place)
        except OSError:
            return FirstInstance(None)  # nowhere to meet: better two windows than no phone
        if first is not None:
            return first
        try:
            done, pid = _hand_over(_address(name, place), handed, give_up)
        except _StrangerError:
            return FirstInstance(None)
        if done:
            return None
        if time.monotonic() > give_up:
            if place is None and not pid:
                return FirstInstance(None)  # nobody listens: anybody can take a name to be in our way
            raise InstanceNotAnsweringError(pid)
        time.sleep(_ROUND_S)  # it is just starting, or just ending


class _StrangerError(Exception):
    """Another person's process has the name."""


def _place(name: str) -> Path | None:
    """The folder for lock and socket; None where the abstract namespace is to be used."""
    given = os.environ.get("XDG_RUNTIME_DIR") or (
        "" if sys.platform.startswith("linux") else os.environ.get("TMPDIR", "/tmp")  # noqa: S108 (checked below)
    )
    folder = Path(given)
    if (
        not given
        or not folder.is_absolute()
        or len(os.fsencode(folder / "softphone" / name)) + len(".socket") > _PATH_BYTES
    ):
        return _nowhere()
    folder = folder / "softphone"
    try:
        # `sudo` may leave another person's folder in the environment: nothing is made in there.
        if folder.parent.stat().st_uid != os.getuid():
            return _nowhere()
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return _nowhere()
    owned = found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    return folder if owned else _nowhere()


def _nowhere() -> Path | None:
    """None: the abstract namespace. Raises OSError where there is no such thing."""
    if not sys.platform.startswith("linux"):
        raise OSError("no folder that is ours alone")
    return None


def _address(name: str, place: Path | None) -> str | bytes:
    return str(place / f"{name}.socket") if place else b"\0" + f"{name}-{os.getuid()}".encode()


def _first(name: str, place: Path | None) -> FirstInstance | None:
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        if place is None:
            try:
                listener.bind(_address(name, None))
            except OSError:
                listener.close()
                return None
            listener.listen(_WAITING)
            return FirstInstance(listener)
        import fcntl  # noqa: PLC0415 -- not on Windows

        lock = os.open(place / f"{name}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
            listener.close()
            return None
        path = place / f"{name}.socket"
        try:
            path.unlink(missing_ok=True)  # of a phone that was killed: nobody else could hold the lock
            listener.bind(str(path))
            listener.listen(_WAITING)
        except OSError:
            os.close(lock)
            raise
        return FirstInstance(listener, lock, path)
    except OSError:
        listener.close()
        raise


def _hand_over(address: str | bytes, handed: Handed, give_up: float) -> tuple[bool, int]:
    """Whether the phone that runs took it, and its process id if the kernel says it."""
    pid = 0
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
        peer.settimeout(max(0.05, give_up - time.monotonic()))
        try:
            peer.connect(address)
            pid, user = _who(peer)
            if user != os.getuid():
                raise _StrangerError
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
