"""A real CardDAV server of one's own: Radicale on 127.0.0.1, with address books made over its own protocol."""

import http.client
import os
import socket
import subprocess
import sys
import time
from base64 import b64encode
from pathlib import Path
from types import TracebackType
from typing import Self

_START_LIMIT_S = 60.0
_MAKE_BOOK = (
    '<?xml version="1.0" encoding="utf-8"?><d:mkcol xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:carddav"><d:set>'
    "<d:prop><d:resourcetype><d:collection/><c:addressbook/></d:resourcetype><d:displayname>{name}</d:displayname>"
    "</d:prop></d:set></d:mkcol>"
)


class Radicale:
    """`password` "" lets everybody in; otherwise only `user` with it."""

    def __init__(self, folder: Path, *, user: str = "anna", password: str = "") -> None:
        self._folder = folder
        self.user = user
        self._password = password
        with socket.create_server(("127.0.0.1", 0)) as found:
            self.port: int = found.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        options = ["--auth-type", "none"]
        if self._password:
            users = self._folder / "users"
            users.write_text(f"{self.user}:{self._password}\n")
            options = ["--auth-type", "htpasswd", "--auth-htpasswd-filename", str(users)]
            options += ["--auth-htpasswd-encryption", "plain", "--auth-delay", "0"]
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "radicale", "--config", "", "--hosts", f"127.0.0.1:{self.port}"),
                *("--storage-filesystem-folder", str(self._folder / "collections"), *options),
                *("--web-type", "none", "--logging-level", "error"),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(os.environ),
        )
        ends = time.monotonic() + _START_LIMIT_S
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                break
            except OSError:
                if time.monotonic() > ends or self._process.poll() is not None:
                    self.stop()
                    raise
                time.sleep(0.02)

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def make_book(self, name: str = "people") -> str:
        """The URL of a new, empty address book."""
        path = f"/{self.user}/{name}/"
        self.ask("MKCOL", f"/{self.user}/")  # with the first book of this user
        status, _ = self.ask("MKCOL", path, _MAKE_BOOK.format(name=name.title()))
        assert status == 201, status
        return self.host + path

    def folder_of(self, name: str) -> Path:
        """Where the cards of a book lie."""
        return self._folder / "collections" / "collection-root" / self.user / name

    def cards(self, name: str = "people") -> dict[str, str]:
        """The vCards of a book by file name, as the server has them."""
        return {each.name: each.read_text(encoding="utf-8") for each in self.folder_of(name).glob("*.vcf")}

    def put(self, url: str, name: str, card: str) -> None:
        path = url.removeprefix(self.host) + name
        status, body = self.ask("PUT", path, card, "text/vcard; charset=utf-8")
        assert status in (201, 204), (status, body)

    def delete(self, url: str, name: str) -> None:
        status, _ = self.ask("DELETE", url.removeprefix(self.host) + name)
        assert status == 200, status

    def ask(
        self, method: str, path: str, body: str = "", content_type: str = "application/xml"
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        headers = {"Content-Type": content_type}
        secret = b64encode(f"{self.user}:{self._password}".encode()).decode()
        headers["Authorization"] = f"Basic {secret}"
        try:
            connection.request(method, path, body.encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()
