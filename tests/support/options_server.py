"""A SIP server that answers OPTIONS with 200 and counts who comes."""

import re
import socket
import ssl
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from softphone.calls.accounts import Transport

_POLL_S = 0.05


class OptionsServer:
    """On 127.0.0.1 and a free port. Use `with`. `certificate` and key (PEM) are for TLS."""

    def __init__(self, transport: Transport, certificate: tuple[Path, Path] | None = None) -> None:
        self._is_stream = transport is not Transport.UDP
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(*certificate)
        self._socket = socket.socket(type=socket.SOCK_STREAM if self._is_stream else socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(_POLL_S)
        self.port = int(self._socket.getsockname()[1])
        self.requests: list[bytes] = []
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        if self._is_stream:
            self._socket.listen()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._done.is_set():
            try:
                if self._is_stream:
                    self._serve_connection(self._socket.accept()[0])
                else:
                    data, sender = self._socket.recvfrom(65536)
                    self._socket.sendto(self._answer(data), sender)
            except (TimeoutError, OSError):
                continue

    def _serve_connection(self, plain: socket.socket) -> None:
        plain.settimeout(2.0)
        with plain:
            line = self._tls.wrap_socket(plain, server_side=True) if self._tls is not None else plain
            with line:
                data = line.recv(65536)
                if data:
                    line.sendall(self._answer(data))

    def _answer(self, request: bytes) -> bytes:
        self.requests.append(request)
        kept = [
            line for line in request.split(b"\r\n") if re.match(rb"(?i)(via|from|to|call-id|cseq):", line)
        ]
        return b"\r\n".join([b"SIP/2.0 200 OK", *kept, b"Content-Length: 0", b"", b""])
