"""Servers in a namespace of their own: Kamailio as a registrar and proxy, coturn as a relay."""

import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.namespaces import Namespace
from tests.support.patience import PATIENCE_S

_POLL_S = 0.05
_CONFIG = """
debug=1
log_stderror=yes
children=1
tcp_children=1
auto_aliases=no
dns=no
rev_dns=no
mhomed=no
{listen}
loadmodule "kex.so"
loadmodule "tm.so"
loadmodule "sl.so"
loadmodule "pv.so"
loadmodule "rr.so"
loadmodule "maxfwd.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
modparam("registrar", "default_expires", 60)

request_route {{
    if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
    if (is_method("ACK") && !has_totag()) {{ exit; }}
    if (has_totag()) {{
        if (!loose_route()) {{ sl_send_reply("404", "Not here"); exit; }}
        t_relay();
        exit;
    }}
    if (is_method("CANCEL")) {{ if (t_check_trans()) {{ t_relay(); }} exit; }}
    if (is_method("REGISTER")) {{ save("location"); exit; }}
    if (is_method("OPTIONS")) {{ sl_send_reply("200", "OK"); exit; }}
    record_route();
    if (!lookup("location")) {{ sl_send_reply("404", "Not Found"); exit; }}
    t_relay();
}}
"""


class _Server:
    """A process in a namespace that can be ended and begun again."""

    def __init__(self, place: Namespace, command: list[str]) -> None:
        self.place = place
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        self._process = self.place.spawn(
            self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + PATIENCE_S
        while not self._answers():
            assert time.monotonic() < end and self._process.poll() is None, f"{self._command[0]} does not run"
            time.sleep(_POLL_S)

    def stop(self) -> None:
        """End it without a word to anybody."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self) -> bool:
        raise NotImplementedError

    def _takes_connections(self, address: str, port: int) -> bool:
        """Whether somebody inside listens on TCP; asked of the kernel's table, so that nothing is sent."""
        table = Path(f"/proc/{self.place.pid}/net/tcp").read_text(encoding="ascii")
        wanted = f"{socket.inet_aton(address)[::-1].hex().upper()}:{port:04X} 00000000:0000 0A"
        return wanted in table


class FarKamailio(_Server):
    """A registrar and proxy without passwords at `address`:5060, UDP and TCP."""

    port = 5060

    def __init__(self, place: Namespace, folder: Path, address: str, *, on: str = "") -> None:
        """`on` is the interface that the address is given to first, "" if it has one."""
        self.address = address
        if on:
            place.ip("addr", "add", f"{address}/32", "dev", on)
        listen = "\n".join(f"listen={kind}:{address}:{self.port}" for kind in ("udp", "tcp"))
        config = folder / "far-kamailio.cfg"
        config.write_text(_CONFIG.format(listen=listen))
        super().__init__(
            place,
            [
                "kamailio", "-DD", "-E", "-f", str(config), "-P", str(folder / "far-kamailio.pid"),
                "-m", "16", "-M", "4", "-Y", str(folder), "-w", str(folder),
            ],
        )  # fmt: skip

    def stop(self) -> None:
        if self._process is not None:  # its children end with it
            self._process.terminate()
            self._process.wait(timeout=10)
            self._process = None

    def _answers(self) -> bool:
        return self._takes_connections(self.address, self.port)


class FarRelay(_Server):
    """coturn at `address` as STUN and TURN server of one user."""

    user = "anna"
    password = "of-a-test"

    def __init__(self, place: Namespace, folder: Path, address: str, *, port: int = 3478) -> None:
        self.address = address
        self.port = port
        super().__init__(
            place,
            [
                "turnserver", "-n", "--no-cli", "--no-tls", "--no-dtls", "-L", address, "-E", address,
                "-p", str(self.port), "--lt-cred-mech", "-u", f"{self.user}:{self.password}", "-r", "test",
                "--log-file", str(folder / "relay.log"), "--simple-log", "--pidfile", str(folder / "relay.pid"),
                "--db", str(folder / "relay.db"), "--allow-loopback-peers",
            ],
        )  # fmt: skip

    def _answers(self) -> bool:
        return self._takes_connections(self.address, self.port)
