"""Passwords and certificates: who is told what."""

import hashlib
import re
import socket
import ssl
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from softphone.calls.address_books import BookError, BookTrouble
from softphone.exchange.carddav.http import Http, Limits
from tests.support.certificates import self_signed
from tests.support.passing_server import PassingServer

_LIMITS = Limits(connect_s=20, silence_s=20, whole_s=60)
_PART = re.compile(r'(\w+)="?([^",]*)"?')


def _md5(text: str) -> str:
    return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()


def test_a_digest_is_answered_and_the_password_stays_here() -> None:
    """A server that asks for a digest gets the right one, for each request anew, and never the password itself."""
    seen: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> Iterable[bytes]:
        given = handler.headers.get("Authorization", "")
        seen.append(given)
        if given.startswith("Digest "):
            parts = dict(_PART.findall(given))
            secret, asked = _md5("anna:box:secret"), _md5(f"{handler.command}:{handler.path}")
            right = _md5(f"{secret}:abc:{parts['nc']}:{parts['cnonce']}:auth:{asked}")
            if parts["response"] == right and parts["uri"] == handler.path:
                return [b"HTTP/1.1 204 Fine\r\nContent-Length: 0\r\n\r\n"]
        asks = b'WWW-Authenticate: Digest realm="box", nonce="abc", qop="auth", algorithm=MD5\r\n'
        return [
            b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n" + asks + b'WWW-Authenticate: Basic realm="x"\r\n\r\n'
        ]

    with PassingServer("http://127.0.0.1:9/dav/") as server:
        server.instead = answer
        http = Http(server.url, "anna", "secret", limits=_LIMITS)
        assert http.request("PUT", server.url + "a.vcf", body=b"x").status == 204
        assert http.request("DELETE", server.url + "a.vcf?b=c").status == 204
        http.close()
    assert seen[0] == "", "without TLS nothing is sent before it is asked for"
    assert [each.split(" ")[0] for each in seen[1:]] == ["Digest", "Digest"]
    assert not any("secret" in each for each in seen)


def test_a_wrong_password_is_said_and_not_tried_for_ever() -> None:
    """Two requests, then the person is asked."""
    with PassingServer("http://127.0.0.1:9/dav/") as server:
        server.instead = lambda _: [
            b'HTTP/1.1 401 No\r\nContent-Length: 0\r\nWWW-Authenticate: Basic realm="x"\r\n\r\n'
        ]
        http = Http(server.url, "anna", "wrong", limits=_LIMITS)
        with pytest.raises(BookError) as told:
            http.request("GET", server.url)
        http.close()
        assert told.value.trouble.kind is BookTrouble.PASSWORD
        assert server.requests == 2


@contextmanager
def _tls_server(certificate: Path, key: Path) -> Iterator[tuple[str, list[bytes]]]:
    """Answers one request after another with 204; (its URL, the heads of what it read)."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    heads: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as conversation:
                    conversation.settimeout(20)
                    head = b""
                    while b"\r\n\r\n" not in head and (piece := conversation.recv(4096)):
                        head += piece
                    heads.append(head)
                    conversation.sendall(
                        b"HTTP/1.1 204 Fine\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    )
            except OSError:  # the phone did not like the certificate
                continue

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"https://127.0.0.1:{listening.getsockname()[1]}/", heads
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def test_a_certificate_that_nobody_vouches_for_gets_no_password(tmp_path: Path) -> None:
    """A self-signed certificate is refused before a byte of the request is sent; a trusted one gets it at once."""
    certificate, key = self_signed(tmp_path)
    with _tls_server(certificate, key) as (url, heads):
        http = Http(url, "anna", "secret", limits=_LIMITS)
        with pytest.raises(BookError) as told:
            http.request("GET", url)
        http.close()
        assert told.value.trouble.kind is BookTrouble.CERTIFICATE
        assert heads == []
        trusting = Http(
            url,
            "anna",
            "secret",
            limits=_LIMITS,
            context=lambda: ssl.create_default_context(cafile=str(certificate)),
        )
        assert trusting.request("GET", url).status == 204
        trusting.close()
        assert b"Authorization: Basic YW5uYTpzZWNyZXQ=" in heads[0]


def test_closing_ends_a_request_that_waits() -> None:
    """The phone ends at once, whatever a server is doing."""
    asked = threading.Event()

    def never(_: BaseHTTPRequestHandler) -> Iterable[bytes]:
        asked.set()
        ended.wait(60)
        return []

    ended = threading.Event()
    with PassingServer("http://127.0.0.1:9/dav/") as server:
        server.instead = never
        http = Http(server.url, limits=_LIMITS)
        caught: list[BookError] = []

        def request() -> None:
            try:
                http.request("GET", server.url)
            except BookError as error:
                caught.append(error)

        thread = threading.Thread(target=request)
        thread.start()
        assert asked.wait(20)
        http.close()
        thread.join(20)
        ended.set()
        assert not thread.is_alive()
        assert len(caught) == 1
