"""Stands between a phone and its CardDAV server, counts the requests, and calls somebody at one of them."""

import http.client
import threading
from collections.abc import Callable, Iterable
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit


class When(Enum):
    BEFORE = "before the server hears of it"
    BETWEEN = "after the server has done it, before its answer arrives"
    AFTER = "as the answer arrives"


class PassingServer:
    """`call_at(number, when, call)`: `call()` once at the request of this number, 1 for the first.

    `instead` answers in the server's place, with the bytes that it gives one after another, unless it gives None.
    `edit` changes what a method has answered, `edit_request` what it asks; `without` names headers of
    answers that do not arrive.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._to = (parts.hostname or "", parts.port or 0)
        self.requests = 0
        self._number = 0
        self._when = When.BEFORE
        self._call: Callable[[], None] = lambda: None
        self.instead: Callable[[BaseHTTPRequestHandler], Iterable[bytes] | None] | None = None
        self.edit: Callable[[str, bytes], bytes] = lambda _, content: content
        self.without: frozenset[str] = frozenset()  # headers, in lower case
        self.edit_request: Callable[[str, bytes], bytes] = lambda _, body: body
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_request(self) -> None:
                self.raw_requestline = self.rfile.readline(65537)
                if not self.raw_requestline or not self.parse_request():
                    self.close_connection = True
                    return
                try:
                    outer.pass_on(self)
                except OSError:
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self.url = f"http://127.0.0.1:{self._server.server_port}{parts.path}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def call_at(self, number: int, when: When, call: Callable[[], None]) -> None:
        self.requests, self._number, self._when, self._call = 0, number, when, call

    def pass_on(self, handler: BaseHTTPRequestHandler) -> None:
        self.requests += 1
        mine = self.requests == self._number
        body = handler.rfile.read(int(handler.headers.get("Content-Length", "0")))
        answered = self.instead(handler) if self.instead is not None else None
        if answered is not None:
            handler.close_connection = True
            for piece in answered:
                handler.wfile.write(piece)
            return
        if mine and self._when is When.BEFORE:
            self._call()
            handler.close_connection = True
            return
        connection = http.client.HTTPConnection(*self._to, timeout=60)
        try:
            body = self.edit_request(handler.command, body)
            headers = {**dict(handler.headers), "Content-Length": str(len(body))}
            connection.request(handler.command, handler.path, body, headers)
            answer = connection.getresponse()
            content = self.edit(handler.command, answer.read())
        finally:
            connection.close()
        if mine and self._when is When.BETWEEN:
            self._call()
            handler.close_connection = True
            return
        handler.send_response(answer.status, answer.reason)
        for name, value in answer.getheaders():
            if (
                name.lower()
                not in {"content-length", "transfer-encoding", "connection", "server", "date"} | self.without
            ):
                handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)
        handler.wfile.flush()
        if mine:
            self._call()
