"""A SIP peer on 127.0.0.1 that stamps every message with the time it crossed the wire.

What it answers to an INVITE is said by the user part of the Request-URI:

`answer`    200 with PCMU, and every RTP packet goes back to where it came from
`moved…`    301 to `answer`
`hop3-x`    302 to `hop2-x`, and so on to `hop0-x`, which is busy (486)
anything    486

It keeps no state between messages: a repeated request gets the same answer again.
"""

import re
import select
import socket
import threading
from dataclasses import dataclass
from time import monotonic_ns

_HEADER = re.compile(rb"^([A-Za-z-]+)[ \t]*:[ \t]*(.*?)\r?$", re.MULTILINE)
_COPIED = (b"via", b"v", b"record-route", b"from", b"f", b"call-id", b"i", b"cseq")
_WAIT_STEP_S = 0.5


@dataclass(frozen=True, slots=True)
class Packet:
    """One SIP message. `at_ns` is CLOCK_MONOTONIC; `line` the first line of the message."""

    at_ns: int
    received: bool
    line: str
    call_id: str
    remote: tuple[str, int]


class Peer:
    """Runs from `with` to its end. `rtp_packets` counts what was sent back."""

    def __init__(self) -> None:
        self._sip = _bound()
        self._rtp = _bound()
        self._wake, self._woken = socket.socketpair()
        self.rtp_packets = 0
        self._packets: list[Packet] = []
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self._serve, name="bench-peer")

    @property
    def port(self) -> int:
        return int(self._sip.getsockname()[1])

    def uri(self, user: str) -> str:
        return f"sip:{user}@127.0.0.1:{self.port}"

    def __enter__(self) -> "Peer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._wake.send(b"x")
        self._thread.join()
        for each in (self._sip, self._rtp, self._wake, self._woken):
            each.close()

    def wait_for(
        self, start: str, *, received: bool, after_ns: int = 0, timeout_s: float = 5.0
    ) -> Packet | None:
        """The first message after `after_ns` whose first line begins with `start`; None if none comes."""
        deadline = monotonic_ns() + int(timeout_s * 1e9)
        with self._news:
            seen = 0
            while True:
                for packet in self._packets[seen:]:
                    if (
                        packet.at_ns > after_ns
                        and packet.received == received
                        and packet.line.startswith(start)
                    ):
                        return packet
                seen = len(self._packets)
                left_s = (deadline - monotonic_ns()) / 1e9
                if left_s <= 0:
                    return None
                self._news.wait(min(left_s, _WAIT_STEP_S))

    def packets(self) -> tuple[Packet, ...]:
        with self._news:
            return tuple(self._packets)

    def ask_options(self, port: int, timeout_s: float) -> float | None:
        """Milliseconds until an OPTIONS sent to 127.0.0.1:`port` is answered, None if it is not."""
        with _bound() as asker:
            own = asker.getsockname()[1]
            sent_ns = monotonic_ns()
            tag = f"{sent_ns:x}"
            request = (
                f"OPTIONS sip:phone@127.0.0.1:{port} SIP/2.0\r\n"
                f"Via: SIP/2.0/UDP 127.0.0.1:{own};branch=z9hG4bK{tag};rport\r\n"
                f"Max-Forwards: 70\r\nFrom: <sip:bench@127.0.0.1:{own}>;tag={tag}\r\n"
                f"To: <sip:phone@127.0.0.1:{port}>\r\nCall-ID: {tag}\r\nCSeq: 1 OPTIONS\r\n"
                "Content-Length: 0\r\n\r\n"
            )
            asker.settimeout(timeout_s)
            # A connected socket is told at once that nobody listens there.
            asker.connect(("127.0.0.1", port))
            try:
                asker.send(request.encode())
                asker.recv(65535)
            except (TimeoutError, ConnectionRefusedError):
                return None
            return (monotonic_ns() - sent_ns) / 1e6

    def _serve(self) -> None:
        poll = select.poll()
        for each in (self._sip, self._rtp, self._woken):
            poll.register(each, select.POLLIN)
        while True:
            for handle, _ in poll.poll():
                if handle == self._woken.fileno():
                    return
                if handle == self._rtp.fileno():
                    data, remote = self._rtp.recvfrom(65535)
                    self._rtp.sendto(data, remote)
                    self.rtp_packets += 1
                else:
                    data, remote = self._sip.recvfrom(65535)
                    self._on_sip(monotonic_ns(), data, remote)

    def _on_sip(self, at_ns: int, data: bytes, remote: tuple[str, int]) -> None:
        line, _, rest = data.partition(b"\r\n")
        headers = [(name, value) for name, value in _HEADER.findall(rest.partition(b"\r\n\r\n")[0])]
        call_id = next((value for name, value in headers if name.lower() in (b"call-id", b"i")), b"").decode()
        self._keep(Packet(at_ns, True, line.decode(errors="replace"), call_id, remote))
        if not line or line.startswith((b"SIP/2.0", b"ACK")):
            return
        answer = self._answer(line, headers)
        sent_ns = monotonic_ns()
        self._sip.sendto(answer, remote)
        self._keep(Packet(sent_ns, False, answer.partition(b"\r\n")[0].decode(), call_id, remote))

    def _keep(self, packet: Packet) -> None:
        with self._news:
            self._packets.append(packet)
            self._news.notify_all()

    def _answer(self, line: bytes, headers: list[tuple[bytes, bytes]]) -> bytes:
        method, _, uri = line.decode(errors="replace").partition(" ")
        user = uri.partition(":")[2].partition("@")[0]
        contact = self.uri("answer")
        status, body = "200 OK", b""
        if method == "INVITE":
            hop = re.match(r"hop(\d)(.*)", user)
            if user == "answer":
                body = self._sdp()
            elif user.startswith("moved"):
                status = "301 Moved Permanently"
            elif hop and hop[1] != "0":
                status, contact = "302 Moved Temporarily", self.uri(f"hop{int(hop[1]) - 1}{hop[2]}")
            else:
                status = "486 Busy Here"
        lines = [f"SIP/2.0 {status}".encode()]
        for name, value in headers:
            if name.lower() in _COPIED:
                lines.append(name + b": " + value)
            elif name.lower() in (b"to", b"t"):
                lines.append(name + b": " + value + (b"" if b"tag=" in value else b";tag=bench"))
        lines.append(f"Contact: <{contact}>".encode())
        if body:
            lines.append(b"Content-Type: application/sdp")
        lines.append(b"Content-Length: %d" % len(body))
        return b"\r\n".join(lines) + b"\r\n\r\n" + body

    def _sdp(self) -> bytes:
        port = self._rtp.getsockname()[1]
        return (
            "v=0\r\no=bench 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            f"m=audio {port} RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=sendrecv\r\n"
        ).encode()


def _bound() -> socket.socket:
    made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    made.bind(("127.0.0.1", 0))
    return made
