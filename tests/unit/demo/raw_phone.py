"""A phone made of one socket: it sends the bytes that a test writes and hands back what came."""

import itertools
import re
import secrets
import socket
from dataclasses import dataclass

from softphone.demo.exchange import DemoAddresses

ANSWER_S = 3.0
_serial = itertools.count(1)

OFFER = (
    "v=0\r\no=raw 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio {port} RTP/AVP 8 0 96\r\na=rtpmap:96 telephone-event/8000\r\n"
)


@dataclass(frozen=True)
class Answer:
    """One message from the exchange. `start` is its first line, header names are as they came."""

    start: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    raw: bytes

    @property
    def status(self) -> int:
        return int(self.start.split()[1]) if self.start.startswith("SIP/2.0") else 0

    def get(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key == name]


def read(raw: bytes) -> Answer:
    head, _, body = raw.partition(b"\r\n\r\n")
    start, *lines = head.decode(errors="replace").split("\r\n")
    pairs = [line.split(": ", 1) for line in lines]
    return Answer(start, tuple((name, value) for name, value in pairs), body, raw)


class RawPhone:
    """Speaks UDP to the exchange from one free port of 127.0.0.1."""

    def __init__(self, addresses: DemoAddresses, *, port: int = 0) -> None:
        self.exchange = ("127.0.0.1", port or addresses.udp_port)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(ANSWER_S)
        self.port: int = self.socket.getsockname()[1]
        self.call_id = secrets.token_hex(6)
        self.tag = secrets.token_hex(4)

    def __enter__(self) -> "RawPhone":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def message(
        self,
        method: str,
        user: str,
        *,
        cseq: int = 1,
        to_tag: str = "",
        branch: str = "",
        headers: str = "",
        body: str = "",
        transport: str = "UDP",
    ) -> bytes:
        """One request. `headers` are whole lines, each with its CRLF."""
        host = f"127.0.0.1:{self.exchange[1]}"
        branch = branch or f"z9hG4bK{self.call_id}{next(_serial)}"
        content = "Content-Type: application/sdp\r\n" if body else ""
        return (
            f"{method} sip:{user}@{host} SIP/2.0\r\n"
            f"Via: SIP/2.0/{transport} 127.0.0.1:{self.port};rport;branch={branch}\r\n"
            f"From: <sip:demo@{host}>;tag={self.tag}\r\n"
            f"To: <sip:{user}@{host}>{';tag=' + to_tag if to_tag else ''}\r\n"
            f"Call-ID: {self.call_id}\r\nCSeq: {cseq} {method}\r\nMax-Forwards: 70\r\n"
            f"Contact: <sip:demo@127.0.0.1:{self.port}>\r\n"
            f"{headers}{content}Content-Length: {len(body.encode())}\r\n\r\n{body}"
        ).encode()

    def send(self, data: bytes) -> None:
        self.socket.sendto(data, self.exchange)

    def receive(self, seconds: float = ANSWER_S) -> Answer:
        self.socket.settimeout(seconds)
        return read(self.socket.recv(65_535))

    def ask(self, method: str, user: str, **parts: object) -> Answer:
        """Send a request and return the first answer to it."""
        self.send(self.message(method, user, **parts))  # type: ignore[arg-type]  # passed on as they came
        return self.receive()

    def dial(self, user: str, *, headers: str = "", body: str = "") -> Answer:
        """INVITE until a final response, ACKed when it is a refusal."""
        branch = f"z9hG4bK{self.call_id}{next(_serial)}"
        answer = self.ask("INVITE", user, branch=branch, headers=headers, body=body)
        while answer.status < 200:
            answer = self.receive(8.0)
        if answer.status >= 300:
            self.send(self.message("ACK", user, branch=branch, to_tag=to_tag(answer)))
        else:
            self.send(self.message("ACK", user, to_tag=to_tag(answer)))
        return answer


def to_tag(answer: Answer) -> str:
    match = re.search(r";tag=(\w+)", answer.get("To"))
    return match[1] if match else ""
