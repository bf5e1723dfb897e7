"""A registrar on TLS that says 200 to everything, and remembers every byte that came through its TLS."""

import socket
import ssl
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.engine.raw_line import header

_POLL_S = 0.05


class TlsRegistrar:
    """`certificate` and key in PEM; `context` instead of the usual one. `received` is all that was told to it."""

    def __init__(self, certificate: tuple[Path, Path], context: ssl.SSLContext | None = None) -> None:
        if context is None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
        self._context = context
        self._listener = socket.socket()
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen()
        self._listener.settimeout(_POLL_S)
        self.port = int(self._listener.getsockname()[1])
        self.received = b""
        self.connections = 0
        self._done = threading.Event()
        self._threads: list[threading.Thread] = []

    @property
    def uri(self) -> str:
        return f"sip:127.0.0.1:{self.port}"

    def present(self, certificate: tuple[Path, Path]) -> None:
        """Show another certificate to whoever connects from now on."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        self._context = context

    def __enter__(self) -> Self:
        self._begin(self._accept)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def _begin(self, run: object, *arguments: object) -> None:
        thread = threading.Thread(target=run, args=arguments)  # type: ignore[arg-type]  # a method of ours
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._done.is_set():
            try:
                plain, _ = self._listener.accept()
            except TimeoutError:
                continue
            self._begin(self._serve, plain)

    def _serve(self, plain: socket.socket) -> None:
        plain.settimeout(5)
        try:
            with plain, self._context.wrap_socket(plain, server_side=True) as stream:
                self.connections += 1
                stream.settimeout(_POLL_S)
                self._talk(stream)
        except OSError:
            return  # they did not trust us

    def _talk(self, stream: ssl.SSLSocket) -> None:
        text = b""
        while not self._done.is_set():
            try:
                data = stream.recv(65536)
            except TimeoutError:
                continue
            if not data:
                return
            self.received += data
            text += data
            while b"\r\n\r\n" in text:
                request, _, text = text.partition(b"\r\n\r\n")
                if not request.lstrip().startswith(b"ACK") and request.strip():
                    stream.sendall(_ok(request.lstrip() + b"\r\n\r\n"))


def _ok(request: bytes) -> bytes:
    kept = [name + b": " + header(request, name) for name in (b"Via", b"From", b"Call-ID", b"CSeq")]
    contact = header(request, b"contact")
    lines = [
        b"SIP/2.0 200 OK",
        *kept,
        b"To: " + header(request, b"to") + b";tag=r",
        *([b"Contact: " + contact] if contact else []),
        b"Expires: 300",
        b"Content-Length: 0",
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n"
