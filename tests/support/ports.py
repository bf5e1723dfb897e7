"""Ports for peers that have to be told theirs: free now, and nobody else takes them before the peer does.

A port that the system gave away and got back may be given to the next process that asks, before the peer that was told
of it has bound it. So ours lie below those that systems give away by themselves, and each process of the tests has a
stretch of its own, held by a lock that ends with the process.
"""

import fcntl
import itertools
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

_FIRST, _STRETCHES, _STRETCH = 10_000, 24, 256
"""Up to 16,144: the phone's own sound begins at 16,384, and what systems give away at 32,768."""
_AROUND = 4
"""Peers take the ports after theirs too, for RTCP, video or TLS."""


def free_port() -> int:
    """A port of 127.0.0.1 that is free for UDP and TCP, and so are the three after it."""
    for _ in range(_STRETCH // _AROUND):
        port = next(_ports)
        if all(_is_free(each) for each in range(port, port + _AROUND)):
            return port
    raise AssertionError("no port is free")


def _is_free(port: int) -> bool:
    with ExitStack() as opened:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
            made = opened.enter_context(socket.socket(type=kind))
            try:
                made.bind(("0.0.0.0", port))  # noqa: S104 - to see whether anybody has it on any address
            except OSError:
                return False
    return True


def _own_ports() -> Iterator[int]:
    first = _FIRST + _STRETCH * _own_stretch()
    return itertools.cycle(range(first, first + _STRETCH, _AROUND))


def _own_stretch() -> int:
    folder = Path(tempfile.gettempdir()) / f"softphone-test-ports-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    for stretch in range(_STRETCHES):
        lock = os.open(folder / str(stretch), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
        else:
            return stretch  # the lock stays open for as long as the process lives
    raise AssertionError(f"{_STRETCHES} processes have taken all ports of the tests")


_ports = _own_ports()
