"""One SIP conversation written by hand, from either side: exact bytes out, exact bytes in."""

import contextlib
import itertools
import re
import select
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.patience import PATIENCE_S

_numbers = itertools.count(1)

SDP = (
    b"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    b"m=audio 40000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n"
)


def header(message: bytes, name: bytes) -> bytes:
    """The value of a header, b"" if there is none."""
    found = re.search(rb"(?im)^" + name + rb"[ \t]*:[ \t]*([^\r\n]*)", message)
    return found[1] if found else b""


def body(message: bytes) -> bytes:
    return message.partition(b"\r\n\r\n")[2]


class RawLine:
    """A caller with `to`, the port of an engine; a waiting peer without it. Use `with`.

    `certificate` and key (PEM) are for "tls", which can only wait.
    """

    def __init__(
        self,
        to: int = 0,
        transport: str = "udp",
        certificate: tuple[Path, Path] | None = None,
        *,
        address: str = "127.0.0.1",
    ) -> None:
        self._stream = transport in ("tcp", "tls")
        self._tls: ssl.SSLContext | None = None
        if certificate is not None:
            self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._tls.load_cert_chain(*certificate)
        self._socket = socket.socket(type=socket.SOCK_STREAM if self._stream else socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.settimeout(PATIENCE_S)
        self.port = int(self._socket.getsockname()[1])
        self._listener: socket.socket | None = None
        self._peer = ("127.0.0.1", to)
        if self._stream and to:
            self._socket.connect(self._peer)
        elif self._stream:
            self._socket.listen()
            self._listener = self._socket
        self._transport = transport.upper()
        self._call = f"raw{next(_numbers)}-{self.port}"
        self._buffer = b""
        self._gathered: bytes | None = None
        self.received: list[bytes] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()
        if self._listener is not None:
            self._listener.close()

    @property
    def call_id(self) -> str:
        """The Call-ID of our own requests."""
        return self._call

    @contextlib.contextmanager
    def at_once(self) -> Iterator[None]:
        """What is sent meanwhile goes in one piece, as on a busy connection."""
        self._gathered = b""
        yield
        data, self._gathered = self._gathered, None
        self.send(data)

    def send(self, data: bytes) -> None:
        if self._gathered is not None:
            self._gathered += data
        elif self._stream:
            self._socket.sendall(data)
        else:
            self._socket.sendto(data, self._peer)

    def request(
        self,
        method: str,
        *headers: bytes,
        body: bytes = b"",
        to_tag: bytes = b"",
        cseq: int = 1,
        branch: str = "",
        user: str = "phone",
    ) -> bytes:
        """A request of our one call, and sends it. CANCEL and the ACK of a refusal have the INVITE's branch."""
        branch = branch or ("i" if method in ("INVITE", "CANCEL", "ACK") else method) + str(cseq)
        number_of = method if method != "CANCEL" else "CANCEL"
        lines = [
            f"{method} sip:{user}@127.0.0.1:{self._peer[1]} SIP/2.0".encode(),
            f"Via: SIP/2.0/{self._transport} 127.0.0.1:{self.port};branch=z9hG4bK{self._call}{branch}".encode(),
            f"From: <sip:boris@127.0.0.1:{self.port}>;tag=f{self._call}".encode(),
            f"To: <sip:{user}@127.0.0.1:{self._peer[1]}>".encode() + (b";tag=" + to_tag if to_tag else b""),
            f"Call-ID: {self._call}".encode(),
            f"CSeq: {cseq} {number_of}".encode(),
            f"Contact: <sip:boris@127.0.0.1:{self.port};transport={self._transport.lower()}>".encode(),
            b"Max-Forwards: 70",
            *headers,
            b"Content-Length: %d" % len(body),
        ]
        data = b"\r\n".join(lines) + b"\r\n\r\n" + body
        self.send(data)
        return data

    def invite(self, *headers: bytes) -> bytes:
        return self.request("INVITE", b"Content-Type: application/sdp", *headers, body=SDP)

    def answer(self, request: bytes, status_line: bytes, *headers: bytes, body: bytes = b"") -> bytes:
        """A response to `request`, and sends it."""
        kept = [
            line
            for line in request.split(b"\r\n")
            if re.match(rb"(?i)(via|from|call-id|cseq|record-route):", line)
        ]
        to = next(line for line in request.split(b"\r\n") if line.lower().startswith(b"to:"))
        tag = b"" if b";tag=" in to else b";tag=peer"
        lines = [b"SIP/2.0 " + status_line, *kept, to + tag, *headers, b"Content-Length: %d" % len(body)]
        data = b"\r\n".join(lines) + b"\r\n\r\n" + body
        self.send(data)
        return data

    def in_dialog(
        self, invite: bytes, method: str, *headers: bytes, body: bytes = b"", cseq: int = 0
    ) -> bytes:
        """A request inside the call that an engine's `invite`, which we have answered, began.

        `cseq` is for an ACK, which has that of its INVITE.
        """
        target = header(invite, b"contact").partition(b"<")[2].partition(b">")[0]
        is_ack = method == "ACK"  # its branch is its own
        cseq = cseq or next(_numbers)
        branch = f"{self.port}-{cseq}{'a' * is_ack}"
        lines = [
            method.encode() + b" " + target + b" SIP/2.0",
            f"Via: SIP/2.0/{self._transport} 127.0.0.1:{self.port};branch=z9hG4bKin{branch}".encode(),
            b"From: " + header(invite, b"to") + b";tag=peer",
            b"To: " + header(invite, b"from"),
            b"Call-ID: " + header(invite, b"call-id"),
            f"CSeq: {cseq} {method}".encode(),
            f"Contact: <sip:peer@127.0.0.1:{self.port};transport={self._transport.lower()}>".encode(),
            b"Max-Forwards: 70",
            *headers,
            b"Content-Length: %d" % len(body),
        ]
        data = b"\r\n".join(lines) + b"\r\n\r\n" + body
        self.send(data)
        return data

    def offer_in_dialog(self, invite: bytes, description: bytes = SDP, *, acknowledge: bytes = b"") -> bytes:
        """A re-INVITE with `description` (b"" for none), its 200, and the ACK (with `acknowledge` as its body)."""
        headers = (b"Content-Type: application/sdp",) if description else ()
        sent = self.in_dialog(invite, "INVITE", *headers, body=description)
        cseq = header(sent, b"cseq").split()[0]
        while header(answer := self.wait_for(b"SIP/2.0 200"), b"cseq") != cseq + b" INVITE":
            pass  # the answer to another request
        headers = (b"Content-Type: application/sdp",) if acknowledge else ()
        self.in_dialog(invite, "ACK", *headers, body=acknowledge, cseq=int(cseq))
        return answer

    def wait_for(self, start: bytes, *, timeout_s: float = PATIENCE_S) -> bytes:
        """The next message that begins with `start`; others are passed over."""
        end = time.monotonic() + timeout_s
        while True:
            left = end - time.monotonic()
            assert left > 0, f"no {start!r} came; these did: {[each[:40] for each in self.received]}"
            message = self._next(left)
            if message:
                self.received.append(message)
                if message.startswith(start):
                    return message

    def is_silent(self, start: bytes, seconds: float) -> bool:
        """Whether nothing that begins with `start` comes for a while."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if self._next(left).startswith(start):
                return False
        return True

    def _next(self, seconds: float) -> bytes:
        if self._stream and self._listener is self._socket:
            if not select.select([self._socket], [], [], seconds)[0]:
                return b""
            self._socket, _ = self._socket.accept()
            self._socket.settimeout(PATIENCE_S)
            if self._tls is not None:
                self._socket = self._tls.wrap_socket(self._socket, server_side=True)
        if not self._stream:
            if not select.select([self._socket], [], [], seconds)[0]:
                return b""
            data, address = self._socket.recvfrom(65536)
            if data.strip():
                self._peer = (address[0], address[1])
            return data.strip() and data
        head, end, rest = self._buffer.lstrip(b"\r\n").partition(b"\r\n\r\n")
        length = int(header(head + b"\r\n", b"content-length") or 0)
        if end and len(rest) >= length:
            self._buffer = rest[length:]
            return head + end + rest[:length]
        waits = isinstance(self._socket, ssl.SSLSocket) and self._socket.pending()
        if waits or select.select([self._socket], [], [], seconds)[0]:
            self._buffer += self._socket.recv(65536)
        return b""
