"""A registrar on TCP that answers everything, counts who connects, and can hang up."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self

from tests.engine.raw_line import header

_POLL_S = 0.05


class StreamRegistrar:
    """200 to a REGISTER and a MESSAGE, 404 to an INVITE. `methods` is what came, with the number of its connection."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_POLL_S)
        self.port = int(self._listener.getsockname()[1])
        self.connections = 0
        self.methods: list[tuple[bytes, int]] = []
        self._lines: list[socket.socket] = []
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._accept)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()
        self._listener.close()

    def hang_up(self) -> None:
        """Close every connection."""
        for line in self._lines:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._done.is_set():
            try:
                line, _ = self._listener.accept()
            except TimeoutError:
                continue
            line.settimeout(_POLL_S)
            self.connections += 1
            self._lines.append(line)
            thread = threading.Thread(target=self._serve, args=(line, self.connections))
            self._threads.append(thread)
            thread.start()

    def _serve(self, line: socket.socket, number: int) -> None:
        text = b""
        with line, contextlib.suppress(OSError):
            while not self._done.is_set():
                try:
                    data = line.recv(65536)
                except TimeoutError:
                    continue
                if not data:
                    return
                text = (text + data).lstrip(b"\r\n")
                while (end := text.find(b"\r\n\r\n")) >= 0:
                    length = end + 4 + int(header(text[: end + 2], b"content-length") or 0)
                    if len(text) < length:
                        break
                    request, text = text[:length], text[length:].lstrip(b"\r\n")
                    self._answer(line, request, number)

    def _answer(self, line: socket.socket, request: bytes, number: int) -> None:
        method = request.partition(b" ")[0]
        self.methods.append((method, number))
        if method == b"ACK":
            return
        status = b"200 OK" if method in (b"REGISTER", b"MESSAGE") else b"404 Not Found"
        kept = [name + b": " + header(request, name) for name in (b"Via", b"From", b"Call-ID", b"CSeq")]
        more = [b"Contact: " + header(request, b"contact"), b"Expires: 300"] if method == b"REGISTER" else []
        to = b"To: " + header(request, b"to") + b";tag=r"
        line.sendall(b"\r\n".join([b"SIP/2.0 " + status, *kept, to, *more, b"Content-Length: 0", b"", b""]))
