"""SIPp as the other end of a call: scenarios written by a test, and every byte on the wire afterwards."""

import re
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port

_POLL_S = 0.02

VIA_TO_CSEQ = """[last_Via:]
[last_From:]
[last_To:];tag=[pid]SIPpTag[call_number]
[last_Call-ID:]
[last_CSeq:]"""
CONTACT = "Contact: <sip:[local_ip]:[local_port];transport=[transport]>"
SDP = """v=0
o=peer 53655765 2353687637 IN IP[local_ip_type] [local_ip]
s=-
c=IN IP[media_ip_type] [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 0 101
a=rtpmap:0 PCMU/8000
a=rtpmap:101 telephone-event/8000
a=fmtp:101 0-15"""


def expect(request: str) -> str:
    """Wait for a request."""
    return f'<recv request="{request}" crlf="true"/>'


def expect_status(status: int, *, optional: bool = False) -> str:
    """Wait for a response."""
    return f'<recv response="{status}" optional="{str(optional).lower()}"/>'


def say(status_line: str, *headers: str, body: str = "") -> str:
    """Answer the last request: `status_line` is "301 Moved Permanently"; SIPp keywords in [] are filled in."""
    head = "\n".join((f"SIP/2.0 {status_line}", VIA_TO_CSEQ, *headers, "Content-Length: [len]"))
    return (
        f"<send><![CDATA[\n{head}\n\n{body}\n]]></send>" if body else f"<send><![CDATA[\n{head}\n\n]]></send>"
    )


def accept() -> str:
    """200 with a session description."""
    return say("200 OK", CONTACT, "Content-Type: application/sdp", body=SDP)


def expect_call() -> str:
    """Wait for an INVITE and keep what `hang_up` and `terminate` need of it."""
    return (
        '<recv request="INVITE" crlf="true" rrs="true"><action>'
        '<ereg regexp=".*" search_in="hdr" header="From:" assign_to="1"/>'
        '<ereg regexp=".*" search_in="hdr" header="CSeq:" assign_to="2"/></action></recv><Reference variables="1,2"/>'
    )


def hang_up() -> str:
    """Send BYE as the called side."""
    lines = (
        "BYE [next_url] SIP/2.0",
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
        "From: <sip:peer@[local_ip]>;tag=[pid]SIPpTag[call_number]",
        "To:[$1]",
        "[last_Call-ID:]",
        "CSeq: 1 BYE",
        "Max-Forwards: 70",
        "Content-Length: 0",
    )
    return '<send retrans="500"><![CDATA[\n' + "\n".join(lines) + "\n\n]]></send>"


def terminate() -> str:
    """Answer the INVITE 487 after its CANCEL."""
    lines = (
        "SIP/2.0 487 Request Terminated",
        "[last_Via:]",
        "[last_From:]",
        "[last_To:];tag=[pid]SIPpTag[call_number]",
        "[last_Call-ID:]",
        "CSeq:[$2]",
        "Content-Length: 0",
    )
    return "<send><![CDATA[\n" + "\n".join(lines) + "\n\n]]></send>"


def pause(milliseconds: int) -> str:
    return f'<pause milliseconds="{milliseconds}"/>'


def refusal(status_line: str, *headers: str, body: str = "") -> Sequence[str]:
    """INVITE, the one final response, ACK."""
    return (expect("INVITE"), say(status_line, *headers, body=body), expect("ACK"))


class SippPeer:
    """A running SIPp. `port` is where it listens or, for a caller, what it sends from.

    `transport` is SIPp's: "u1" UDP, "t1" TCP. Give `call` (an
    "address:port") to make it call; otherwise it waits for calls.
    """

    def __init__(
        self,
        folder: Path,
        steps: Sequence[str],
        *,
        call: str = "",
        calls: int = 1,
        transport: str = "u1",
        extra: Sequence[str] = (),
        port: int = 0,
    ) -> None:
        self.port = port or free_port()
        self._log = folder / f"sipp-{self.port}.log"
        scenario = folder / f"sipp-{self.port}.xml"
        scenario.write_text(
            '<?xml version="1.0" encoding="UTF-8" ?>\n<scenario name="test">\n'
            + "\n".join(steps)
            + "\n</scenario>\n"
        )
        self._command: list[str | Path] = [
            "sipp", "-sf", scenario, "-i", "127.0.0.1", "-p", str(self.port), "-mi", "127.0.0.1",
            "-mp", str(free_port()), "-nostdin", "-nd", "-m", str(calls), "-t", transport,
            "-trace_msg", "-message_file", self._log, *extra, *([call] if call else ["-aa"]),
        ]  # fmt: skip
        self._waits = not call
        self._table = "udp" if transport.startswith("u") else "tcp"
        self._folder = folder

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        if self._waits:
            self._wait_until_it_listens()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def wait(self, timeout_s: float = PATIENCE_S) -> int:
        """SIPp's exit status when its calls are done: 0 if all went by the scenario."""
        self._process.communicate(timeout=timeout_s)
        return self._process.returncode

    def received(self) -> list[bytes]:
        """The messages that came, exactly."""
        return self._messages("received")

    def sent(self) -> list[bytes]:
        return self._messages("sent")

    def wait_for(self, start: bytes, timeout_s: float = PATIENCE_S) -> bytes:
        """The first received message that begins with `start`."""
        end = time.monotonic() + timeout_s
        while True:
            for message in self.received():
                if message.startswith(start):
                    return message
            assert time.monotonic() < end, f"{start!r} did not come; this did: {self.received()}"
            time.sleep(_POLL_S)

    def _messages(self, direction: str) -> list[bytes]:
        raw = self._log.read_bytes() if self._log.exists() else b""
        rule = rf"(?:^|\n)-{{20,}} [^\n]*\n[^\n]*message {direction}[^\n]*:\n\n".encode()
        other = rb"\n-{20,} [^\n]*\n"
        found = []
        for match in re.finditer(rule, raw):
            end = re.compile(other).search(raw, match.end())
            found.append(raw[match.end() : end.start() if end else len(raw)])
        return found

    def _wait_until_it_listens(self) -> None:
        wanted = f":{self.port:04X}"
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for line in Path(f"/proc/net/{self._table}").read_text().splitlines()[1:]:
                if line.split()[1].endswith(wanted):
                    return
            if self._process.poll() is not None:
                break
            time.sleep(_POLL_S)
        self._process.kill()
        output = self._process.communicate()[0]
        raise AssertionError(f"SIPp does not listen: {output.decode(errors='replace')[-2000:]}")
