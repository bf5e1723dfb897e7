"""A peer that answers each INVITE with exact bytes, over UDP or TLS: SIPp writes no broken SIP, and Debian's no TLS."""

import re
import socket
import ssl
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

_POLL_S = 0.05


def reply(status_line: bytes, invite: bytes, *headers: bytes, body: bytes = b"") -> bytes:
    """A response to `invite`; nothing in the parts is checked."""
    kept = [line for line in invite.split(b"\r\n") if re.match(rb"(?i)(via|from|call-id|cseq):", line)]
    to = next(line for line in invite.split(b"\r\n") if line.lower().startswith(b"to:"))
    lines = [b"SIP/2.0 " + status_line, *kept, to + b";tag=x", *headers, b"Content-Length: %d" % len(body)]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


class RawPeer:
    """`answer` makes the response from the INVITE. With `certificate` and key (PEM) it speaks TLS, else UDP."""

    def __init__(
        self, answer: Callable[[bytes], bytes], certificate: tuple[Path, Path] | None = None
    ) -> None:
        self.invites: list[bytes] = []
        self._answer = answer
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(*certificate)
        self._socket = socket.socket(type=socket.SOCK_DGRAM if self._tls is None else socket.SOCK_STREAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(_POLL_S)
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._serve_udp if self._tls is None else self._serve_tls)
        self.port = int(self._socket.getsockname()[1])

    def __enter__(self) -> Self:
        if self._tls is not None:
            self._socket.listen()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        self._socket.close()

    def _serve_udp(self) -> None:
        while not self._done.is_set():
            try:
                data, address = self._socket.recvfrom(65536)
            except TimeoutError:
                continue
            if data.startswith(b"INVITE"):
                self.invites.append(data)
                self._socket.sendto(self._answer(data), address)

    def _serve_tls(self) -> None:
        while not self._done.is_set():
            try:
                plain, _ = self._socket.accept()
            except TimeoutError:
                continue
            with plain:
                self._serve_connection(plain)

    def _serve_connection(self, plain: socket.socket) -> None:
        if self._tls is None:
            return
        plain.settimeout(5)
        try:
            with self._tls.wrap_socket(plain, server_side=True) as stream:
                stream.settimeout(_POLL_S)
                while not self._done.is_set():
                    try:
                        data = stream.recv(65536)
                    except TimeoutError:
                        continue
                    if not data:
                        return
                    if data.startswith(b"INVITE"):
                        self.invites.append(data)
                        stream.sendall(self._answer(data))
        except OSError:
            return  # the other side refused us
