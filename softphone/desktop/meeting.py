"""Where the starts of one phone meet: locks that one of them holds, and the socket that it listens on.

One lock lies in the folder of the data, which every start has in common, whatever its environment is: those of a menu,
a terminal, `su` or cron. One more lies in XDG_RUNTIME_DIR where there is such a folder: it counts when the data
cannot be written, and when their folder was deleted under a phone that runs. Whoever holds all that can be held is the
first. The kernel lets go of a lock however a process ends, so what a crash leaves behind is in nobody's way.

In a lock stand the process and the place of its socket, a zero byte after each: a path, or "@" and a name in Linux's
abstract namespace. Where no lock can be made, such a name is lock and socket in one.
"""

import contextlib
import os
import socket
import stat
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

LOCK = "softphone.lock"  # in the folder of the data
_PATH_BYTES = 107  # sun_path of Linux without its zero; other systems hold a few less
_LOCK_BYTES = 4096
_WAITING = 64


class Held(NamedTuple):
    """This process is the first. `path` is that of the socket; None: it has none, or a name."""

    listener: socket.socket
    locks: tuple[int, ...] = ()
    path: Path | None = None


class Other(NamedTuple):
    """Another process is the first, and listens at `address` or soon will.

    `sure`: it has a lock that nobody else can take. Otherwise it has a name, which anybody on the machine can.
    """

    address: str | bytes
    sure: bool = False
    pid: int = 0  # as the lock says
    inode: int = 0

    @property
    def holder(self) -> int:
        """The process that has the lock, if the kernel names the one that wrote itself into it; else 0.

        Source: proc_locks(5): "1: FLOCK ADVISORY WRITE 4711 08:01:1234 0 EOF".
        """
        with contextlib.suppress(OSError):
            for line in Path("/proc/locks").read_bytes().splitlines():
                fields = line.split()
                if fields[1:2] != [b"FLOCK"] or len(fields) < 6:
                    continue
                if (fields[4], fields[5].rpartition(b":")[2]) == (b"%d" % self.pid, b"%d" % self.inode):
                    return self.pid
        return 0


def meet(folder: Path) -> Held | Other:
    """Raises OSError where there is nowhere to meet."""
    path = os.fsencode(folder)
    name = f"softphone-{zlib.crc32(path):08x}{zlib.crc32(path[::-1]):08x}"
    runtime = _runtime_folder(name)
    locks: list[int] = []
    try:
        for file in (_in_data(folder), runtime and runtime / f"{name}.lock"):
            lock = _opened(file) if file else None
            if lock is None:
                continue
            locks.append(lock)
            ours = _locked(lock)
            if ours is None:
                os.close(locks.pop())
            elif not ours:
                return _read(lock, _guess(name, runtime))
        held = _listening(name, runtime, locks)
        if held is None:
            return Other(_guess(name, None))
        locks = []
        return held
    finally:
        for lock in locks:
            os.close(lock)


def _in_data(folder: Path) -> Path | None:
    """The lock beside the data, unless there is no place for it or the folder is another person's."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder / LOCK if folder.stat().st_uid == os.getuid() else None
    except (OSError, ValueError):
        return None


def _runtime_folder(name: str) -> Path | None:
    """A folder of this person alone, for a lock and for a socket with a path short enough. None: there is none."""
    given = os.environ.get("XDG_RUNTIME_DIR") or (
        "" if sys.platform.startswith("linux") else os.environ.get("TMPDIR", "/tmp")  # noqa: S108 (checked below)
    )
    folder = Path(given) / "softphone"
    if (
        not folder.is_absolute()
        or not given
        or len(os.fsencode(folder / name)) + len(".socket") > _PATH_BYTES
    ):
        return None
    try:
        # `sudo` may leave another person's folder in the environment: nothing is made in there.
        if folder.parent.stat().st_uid != os.getuid():
            return None
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return None
    owned = found.st_uid == os.getuid() and stat.S_ISDIR(found.st_mode) and not found.st_mode & 0o077
    return folder if owned else None


def _opened(file: Path) -> int | None:
    """The file, made if need be; None where no such file can be had: the folder is read-only, say."""
    flags = os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    lock = None
    for how in (os.O_RDWR | os.O_CREAT, os.O_RDONLY):
        with contextlib.suppress(OSError):
            lock = os.open(file, how | flags, 0o600)
            break
    if lock is not None and not stat.S_ISREG(os.fstat(lock).st_mode):
        os.close(lock)
        return None
    return lock


def _locked(lock: int) -> bool | None:
    """False: another process has it, or took the file away as `softphone purge` does. None: nobody can have it."""
    import fcntl  # noqa: PLC0415 -- not on Windows

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return None
    return os.fstat(lock).st_nlink > 0


def _read(lock: int, otherwise: str | bytes) -> Other:
    """Who has the lock. It may not have written that down yet, or not have been able to."""
    try:
        found, content = os.fstat(lock), os.pread(lock, _LOCK_BYTES, 0)
    except OSError:
        return Other(otherwise, sure=True)
    pid, _, rest = content.partition(b"\0")
    place, end, _ = rest.partition(b"\0")
    if not end or not pid.isdigit():
        return Other(otherwise, True, 0, found.st_ino)
    address = os.fsdecode(place) if place.startswith(b"/") else b"\0" + place[1:]
    return Other(address if len(place) > 1 else otherwise, True, int(pid), found.st_ino)


def _guess(name: str, runtime: Path | None) -> str | bytes:
    return str(runtime / f"{name}.socket") if runtime else b"\0" + f"{name}-{os.getuid()}".encode()


def _listening(name: str, runtime: Path | None, locks: Sequence[int]) -> Held | None:
    """None: the name is taken, and there is no lock that says more. Raises OSError."""
    if runtime is None and not sys.platform.startswith("linux"):
        raise OSError("no folder that is ours alone")
    for lock in locks:
        with contextlib.suppress(OSError):  # read-only
            os.pwrite(
                lock, b"\0", 0
            )  # what stands there is of a phone that has ended; its room is kept, for full disks
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        address = _bound(listener, name, runtime, sure=bool(locks))
        if address is None:
            listener.close()
            return None
        listener.listen(_WAITING)
    except OSError:
        listener.close()
        raise
    place = os.fsencode(address) if isinstance(address, str) else b"@" + address[1:]
    for lock in locks:
        with contextlib.suppress(OSError):  # read-only, or a full disk: the others guess
            os.pwrite(lock, b"%d\0%s\0" % (os.getpid(), place), 0)
    return Held(listener, tuple(locks), Path(address) if isinstance(address, str) else None)


def _bound(listener: socket.socket, name: str, runtime: Path | None, *, sure: bool) -> str | bytes | None:
    """The address that it got; None where only a name could be had, and somebody has it."""
    address = _guess(name, runtime)
    if isinstance(address, str):
        Path(address).unlink(missing_ok=True)  # of a phone that was killed: nobody else could hold the locks
        listener.bind(address)
        return address
    try:
        listener.bind(address)
    except OSError:
        if not sure:
            return None
        address += b"-" + os.urandom(8).hex().encode()  # somebody squats there: the lock says where we are
        listener.bind(address)
    return address
