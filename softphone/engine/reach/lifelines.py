"""Whether the registrars of accounts on UDP are still there, between two REGISTERs.

A server that was restarted may have forgotten us, and over UDP nothing tells. A connected socket of our own sends it
a CRLF (RFC 5626 section 3.5.1: of no meaning to anybody) each second: while the server is down, its computer says so
by ICMP. Over TCP and TLS the library sees the connection end, and registers anew by itself.
"""

import contextlib
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass

from softphone.engine.endpoint import SipThread
from softphone.engine.message import is_ip_address

_PULSE_S = 1.0
_CRLF = b"\r\n\r\n"
_FALSE_ALARM_S = 10.0  # a server that registers us and still seems to be gone is behind something that lies


@dataclass(slots=True)
class _Line:
    account_ids: set[str]
    line: socket.socket
    is_refused: bool = False
    answered_at: float = 0.0  # when a registration was the answer to an alarm


class Lifelines:
    """Lives on the SIP thread. `gone` is called with an account whose server's port was just found closed."""

    def __init__(self, sip: SipThread, gone: Callable[[str, str], None]) -> None:
        self._sip = sip
        self._gone = gone
        self._lines: dict[str, _Line] = {}
        self._liars: set[str] = set()
        self._beats = False

    def follow(self, account_id: str, server: str) -> None:
        """Watch over "address:port", which the account is registered at, or is about to be."""
        line = self._lines.get(server)
        if line is not None and account_id in line.account_ids:
            self._note_answer(server, line)
            return
        self.leave(account_id)
        if server in self._liars:
            return
        if line is None:
            line = _opened(server)
        if line is not None:
            line.account_ids.add(account_id)
            self._lines[server] = line
            if not self._beats:
                self._beats = True
                self._sip.after(_PULSE_S, self._beat)

    def leave(self, account_id: str) -> None:
        """Nothing hangs on this account's server any more."""
        for server, line in tuple(self._lines.items()):
            line.account_ids.discard(account_id)
            if not line.account_ids:
                line.line.close()
                del self._lines[server]

    def anew(self) -> None:
        """The network is another: sockets belong to addresses."""
        for server, line in tuple(self._lines.items()):
            line.line.close()
            fresh = _opened(server)
            if fresh is None:
                del self._lines[server]
            else:
                fresh.account_ids = line.account_ids
                self._lines[server] = fresh
        self._liars.clear()

    def _note_answer(self, server: str, line: _Line) -> None:
        if line.is_refused:
            line.is_refused = False
            line.answered_at = time.monotonic()

    def _beat(self) -> None:
        self._beats = bool(self._lines)
        if not self._beats:
            return
        self._sip.after(_PULSE_S, self._beat)
        for server, line in tuple(self._lines.items()):
            if not line.is_refused and _is_refused(line.line):
                line.is_refused = True
                if line.answered_at and time.monotonic() - line.answered_at < _FALSE_ALARM_S:
                    self._liars.add(server)
                    line.line.close()
                    del self._lines[server]
                    continue
                for account_id in tuple(line.account_ids):
                    self._gone(account_id, server)


def _opened(server: str) -> _Line | None:
    address, _, port = server.rpartition(":")
    address = address.strip("[]")
    if not (is_ip_address(address) and port.isdigit()):
        return None
    line = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
    line.setblocking(False)
    try:
        line.connect((address, int(port)))
    except OSError:  # no way there now
        line.close()
        return None
    return _Line(set(), line)


def _is_refused(line: socket.socket) -> bool:
    """Send a CRLF; whether an earlier one has found nobody. The kernel tells of it at the next call."""
    try:
        with contextlib.suppress(BlockingIOError):
            while line.recv(64):
                pass
        line.send(_CRLF)
    except ConnectionRefusedError:
        return True
    except OSError:  # no network: another will come
        return False
    return False
