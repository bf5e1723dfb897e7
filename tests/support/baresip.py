"""Debian's baresip as the other end of a call: a tone for a microphone, and what it hears in a file."""

import json
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.patience import PATIENCE_S
from tests.support.peer_sound import HEARD_RATE, Sound, tone_file
from tests.support.ports import free_port

_MODULES = Path("/usr/lib/baresip/modules")
_POLL_S = 0.02


@dataclass(frozen=True, slots=True)
class BaresipAccount:
    """`uri` may name a transport. `options` are baresip's, as in its accounts file."""

    uri: str
    options: Sequence[str] = ()


class Baresip:
    """A running baresip. `address` is where it can be called without a server.

    It is told what to do over its control port (JSON in netstrings) and types digits at its console. `tone_hz` is what
    it says; `heard` is what it heard of its newest call, until it holds or is held: its recorder does not come back
    from that. One that `echoes` says what it hears. With `certificate` (PEM with key) it takes calls over TLS, and
    `authorities` (PEM) are those it believes.
    """

    def __init__(
        self,
        folder: Path,
        name: str = "bob",
        *,
        tone_hz: float = 0.0,
        account: BaresipAccount | None = None,
        answers: bool = True,
        echoes: bool = False,
        certificate: Path | None = None,
        authorities: Path | None = None,
        codec: str = "PCMU",
    ) -> None:
        assert shutil.which("baresip"), "baresip is not installed"
        self.name = name
        self.port = free_port()
        self.tls_port = self.port + 1  # its way, and free too
        self.address = f"sip:{name}@127.0.0.1:{self.port}"
        self._folder = folder / f"baresip-{name}"
        self._folder.mkdir()
        self._account = account or BaresipAccount(f"sip:{name}@127.0.0.1:{self.port}", ("regint=0",))
        self._answers = answers
        self._control_port, self._console_port = free_port(), free_port()
        self._codec = codec
        self.events: list[dict[str, Any]] = []
        self._answered: list[dict[str, Any]] = []
        self._news = threading.Condition()
        source = "aubridge,ears" if echoes else f"aufile,{tone_file(self._folder, tone_hz)}"
        self._write_config(source, certificate, authorities)

    def _write_config(self, source: str, certificate: Path | None, authorities: Path | None) -> None:
        lines = [
            f"sip_listen 127.0.0.1:{self.port}",
            *([f"sip_certificate {certificate}"] if certificate else []),
            *([f"sip_cafile {authorities}"] if authorities else []),
            "net_interface 127.0.0.1",
            "rtp_ports 32768-49152",
            f"ctrl_tcp_listen 127.0.0.1:{self._control_port}",
            f"cons_listen 127.0.0.1:{self._console_port}",
            "call_max_calls 10",
            f"audio_source {source}",
            "audio_player aubridge,ears",
            "audio_alert aubridge,ears",
            *(f"{each} {HEARD_RATE}" for each in ("ausrc_srate", "auplay_srate")),
            *(f"{each} 1" for each in ("ausrc_channels", "auplay_channels")),
            "jitter_buffer_delay 5-10",
            f"snd_path {self._folder}",
            f"module_path {_MODULES}",
            *(
                f"module {each}.so"
                for each in ("g711", "aufile", "aubridge", "sndfile", "srtp", "ctrl_tcp", "cons")
            ),
            "module_tmp account.so",
            "module_app menu.so",
            "",
        ]
        self._folder.joinpath("config").write_text("\n".join(lines))
        options = (*self._account.options, f"audio_codecs={self._codec}")
        if self._answers:
            options = ("answermode=auto", *options)
        self._folder.joinpath("accounts").write_text(f"<{self._account.uri}>;{';'.join(options)}\n")
        self._folder.joinpath("contacts").touch()

    def __enter__(self) -> Self:
        self._log = (self._folder / "log").open("wb")
        self._process = subprocess.Popen(
            ["baresip", "-4", "-s", "-v", "-f", self._folder],
            cwd=self._folder,
            env={"HOME": str(self._folder), "PATH": "/usr/bin:/bin"},
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        try:
            self._control = self._connected()
        except BaseException:
            self._end_process()
            raise
        self._reader = threading.Thread(target=self._read, name=f"baresip {self.name}")
        self._reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._control.shutdown(socket.SHUT_RDWR)
        self._reader.join()
        self._control.close()
        self._end_process()

    def _end_process(self) -> None:
        self._process.kill()  # asked to end, it would wait for the answers to its BYEs
        self._process.wait()
        self._log.close()

    def do(self, command: str, parameters: str = "") -> str:
        """A command of baresip's menu without its slash; what it prints."""
        with self._news:
            before = len(self._answered)
        message = json.dumps({"command": command, "params": parameters}).encode()
        self._control.sendall(b"%d:%s," % (len(message), message))
        with self._news:
            assert self._news.wait_for(lambda: len(self._answered) > before, timeout=PATIENCE_S), self.log()
            answer = self._answered[before]
        assert answer["ok"], f"{command} {parameters}: {answer} {self.log()}"
        return str(answer["data"])

    def type(self, keys: str) -> None:
        """At the console; digits go to the other side of the call."""
        with socket.socket(type=socket.SOCK_DGRAM) as console:
            for key in keys:
                console.sendto(key.encode(), ("127.0.0.1", self._console_port))

    def wait_for(self, kind: str, *, after: int = 0, timeout_s: float = PATIENCE_S) -> dict[str, Any]:
        """The first event of a type like CALL_ESTABLISHED at or after index `after` of `events`."""

        def found() -> dict[str, Any] | None:
            return next((event for event in self.events[after:] if event["type"] == kind), None)

        with self._news:
            assert self._news.wait_for(lambda: found() is not None, timeout_s), (
                f"{self.name}: no {kind}; {[event['type'] for event in self.events]}\n{self.log()}"
            )
            event = found()
            assert event is not None
            return event

    def wait_until_registered(self) -> None:
        """It says so in its log; an event may be over before anybody listens."""
        end = time.monotonic() + PATIENCE_S
        while "binding" not in self.log():
            assert time.monotonic() < end, f"{self.name} is not registered\n{self.log()}"
            time.sleep(_POLL_S)

    def heard(self) -> Sound:
        """What came of the newest call so far."""
        files = sorted(self._folder.glob("dump-*-dec.wav"), key=lambda each: each.stat().st_mtime_ns)
        assert files, f"{self.name} has heard nothing\n{self.log()}"
        return Sound.of(files[-1])

    def log(self) -> str:
        """The end of what it printed, with the SIP messages."""
        return (self._folder / "log").read_bytes()[-12000:].decode(errors="replace")

    def _connected(self) -> socket.socket:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end and self._process.poll() is None:
            try:
                return socket.create_connection(("127.0.0.1", self._control_port))
            except ConnectionRefusedError:
                time.sleep(_POLL_S)
        raise AssertionError(f"baresip does not open its control port: {self.log()}")

    def _read(self) -> None:
        buffer = b""
        while True:
            try:
                data = self._control.recv(65536)
            except OSError:
                return
            if not data:
                return
            buffer += data
            while b":" in buffer:
                length, _, rest = buffer.partition(b":")
                if len(rest) <= int(length):
                    break
                self._take(json.loads(rest[: int(length)]))
                buffer = rest[int(length) + 1 :]

    def _take(self, message: dict[str, Any]) -> None:
        with self._news:
            (self.events if message.get("event") else self._answered).append(message)
            self._news.notify_all()
