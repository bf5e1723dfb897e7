"""baresip, measured beside ours: no window, no account, a file with a tone for a microphone."""

import json
import os
import shutil
import socket
import subprocess
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic_ns

from tests.bench.processes import rest, running
from tests.support.ports import free_port
from tests.support.tone import sine

_TRIES = 100  # of 20 ms


@dataclass(frozen=True, slots=True)
class Baresip:
    process: subprocess.Popen[bytes]
    started_ns: int
    sip_port: int
    control_port: int

    def do(self, command: str, parameters: str = "") -> None:
        """One command to its control port, as a netstring of JSON. Returns when it is answered."""
        message = json.dumps({"command": command, "params": parameters}).encode()
        with self._connected() as control:
            control.sendall(b"%d:%s," % (len(message), message))
            answer = b""
            while b'"response":true' not in answer:
                data = control.recv(4096)
                if not data:
                    raise RuntimeError("baresip closed its control port")
                answer += data

    def wait_until_ready(self) -> None:
        self._connected().close()

    def _connected(self) -> socket.socket:
        for _ in range(_TRIES):
            try:
                return socket.create_connection(("127.0.0.1", self.control_port), timeout=5)
            except ConnectionRefusedError:
                rest(self.process, 0.02)
        raise RuntimeError("baresip does not open its control port")


@contextmanager
def baresip(folder: Path) -> Iterator[Baresip]:
    """A baresip whose configuration is made in `folder`."""
    modules = Path("/usr/lib/baresip/modules")
    program = shutil.which("baresip")
    if program is None:
        raise RuntimeError("baresip is not installed")
    folder.mkdir()
    tone = folder / "tone.wav"
    with wave.open(str(tone), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(sine(440, 60, rate=8000))
    sip_port, control_port = free_port(), free_port()
    folder.joinpath("config").write_text(
        f"sip_listen 127.0.0.1:{sip_port}\nctrl_tcp_listen 127.0.0.1:{control_port}\ncall_max_calls 10\n"
        f"audio_source aufile,{tone}\naudio_player aubridge,bench\naudio_alert aubridge,bench\n"
        "ausrc_srate 8000\nauplay_srate 8000\nausrc_channels 1\nauplay_channels 1\n"
        f"module_path {modules}\nmodule g711.so\nmodule aufile.so\nmodule aubridge.so\nmodule ctrl_tcp.so\n"
        "module_tmp account.so\nmodule_app menu.so\n"
    )
    folder.joinpath("accounts").write_text(f"<sip:bench@127.0.0.1:{sip_port}>;regint=0;audio_codecs=PCMU\n")
    folder.joinpath("contacts").touch()
    started_ns = monotonic_ns()
    command = [program, "-f", str(folder)]
    with running(command, environment={**os.environ, "HOME": str(folder)}, folder=folder) as process:
        yield Baresip(process, started_ns, sip_port, control_port)
