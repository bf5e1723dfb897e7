"""Kamailio as a registrar with digest authentication and as a redirecting proxy, on loopback."""

import socket
import subprocess
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.patience import PATIENCE_S
from tests.support.ports import free_port

_POLL_S = 0.05
_CONFIG = """
debug=1
log_stderror=yes
children=1
tcp_children=1
auto_aliases=no
dns=no
rev_dns=no
listen=udp:127.0.0.1:{port}
listen=tcp:127.0.0.1:{port}
{tls_listen}
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
loadmodule "auth.so"
{tls_modules}
{algorithm}
modparam("registrar", "default_expires", 60)
modparam("registrar", "gruu_enabled", 0)

request_route {{
    if (!mf_process_maxfwd_header("10")) {{ sl_send_reply("483", "Too Many Hops"); exit; }}
    if (is_method("ACK") && !has_totag()) {{ exit; }}
    if (has_totag()) {{
        if (!loose_route()) {{ sl_send_reply("404", "Not here"); exit; }}
        t_relay();
        exit;
    }}
    if (is_method("CANCEL")) {{ if (t_check_trans()) {{ t_relay(); }} exit; }}
    if (is_method("REGISTER")) {{
        if (!pv_www_authenticate("127.0.0.1", "{password}", "0")) {{
{weaker}
            www_challenge("127.0.0.1", "1");
            exit;
        }}
        save("location");
        exit;
    }}
    if (is_method("INVITE")) {{
        if (!pv_proxy_authenticate("127.0.0.1", "{password}", "0")) {{
            proxy_challenge("127.0.0.1", "1");
            exit;
        }}
        consume_credentials();
        record_route();
{redirects}
        if (!lookup("location")) {{ sl_send_reply("404", "Not Found"); exit; }}
        t_relay();
        exit;
    }}
    sl_send_reply("405", "Method Not Allowed");
}}
"""


_SHA_256 = 'modparam("auth", "algorithm", "SHA-256")'
_MD5_BESIDES = """auth_get_www_authenticate("127.0.0.1", "1", "$var(best)");
            append_to_reply("$var(best)");
            append_to_reply("WWW-Authenticate: Digest realm=\\"127.0.0.1\\", nonce=\\"x\\", qop=\\"auth\\"\\r\\n");
            sl_send_reply("401", "Unauthorized");
            exit;"""
_TLS_LISTEN = "enable_tls=yes\nlisten=tls:127.0.0.1:{port}"
_TLS_MODULES = """loadmodule "tls.so"
modparam("tls", "tls_method", "TLSv1.2+")
modparam("tls", "certificate", "{certificate}")
modparam("tls", "private_key", "{key}")
modparam("tls", "verify_certificate", 0)
modparam("tls", "require_certificate", 0)"""


class Kamailio:
    """A running Kamailio on `port`, UDP and TCP. Everybody's password is `password`, the realm is 127.0.0.1.

    With `certificate` and key (PEM) it is on `tls_port` too. `redirects` maps a user to (status, reason, value of the
    Contact header). With `sha_256` nothing but that lets anybody in, and MD5 is offered after it to those who register.
    """

    template = _CONFIG

    def __init__(
        self,
        folder: Path,
        *,
        password: str = "secret",  # noqa: S107 - of a registrar that lives for one test
        redirects: dict[str, tuple[int, str, str]] | None = None,
        certificate: tuple[Path, Path] | None = None,
        sha_256: bool = False,
    ) -> None:
        self.port = free_port()
        self.tls_port = free_port() if certificate else 0
        self.password = password
        self._folder = folder
        routes = "\n".join(
            f'        if ($rU == "{user}") {{ append_to_reply("Contact: {contact}\\r\\n");'
            f' sl_send_reply("{status}", "{reason}"); exit; }}'
            for user, (status, reason, contact) in (redirects or {}).items()
        )
        self._config = folder / f"kamailio-{self.port}.cfg"
        certificate_file, key = certificate or ("", "")
        self._config.write_text(
            self.template.format(
                folder=folder,
                port=self.port,
                password=password,
                redirects=routes,
                algorithm=_SHA_256 if sha_256 else "",
                weaker=_MD5_BESIDES if sha_256 else "",
                tls_listen=_TLS_LISTEN.format(port=self.tls_port) if certificate else "",
                tls_modules=(
                    _TLS_MODULES.format(certificate=certificate_file, key=key) if certificate else ""
                ),
            )
        )

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [
                "kamailio", "-DD", "-E", "-f", self._config, "-P", self._folder / f"kamailio-{self.port}.pid",
                "-m", "32", "-M", "4", "-Y", self._folder, "-w", self._folder,
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self._wait_until_it_answers()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()

    def _wait_until_it_answers(self) -> None:
        """OPTIONS until a response comes."""
        end = time.monotonic() + PATIENCE_S
        with socket.socket(type=socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            probe.settimeout(_POLL_S)
            ours = f"127.0.0.1:{probe.getsockname()[1]}"
            request = (
                f"OPTIONS sip:127.0.0.1:{self.port} SIP/2.0\r\nVia: SIP/2.0/UDP {ours};branch=z9hG4bKprobe\r\n"
                f"From: <sip:probe@{ours}>;tag=1\r\nTo: <sip:127.0.0.1>\r\nCall-ID: probe\r\nCSeq: 1 OPTIONS\r\n"
                "Max-Forwards: 5\r\nContent-Length: 0\r\n\r\n"
            ).encode()
            while time.monotonic() < end and self._process.poll() is None:
                probe.sendto(request, ("127.0.0.1", self.port))
                try:
                    probe.recv(4096)
                except (TimeoutError, ConnectionRefusedError):
                    time.sleep(_POLL_S)
                else:
                    return
        self._process.kill()
        output = self._process.communicate()[0]
        raise AssertionError(f"Kamailio does not answer: {output.decode(errors='replace')[-3000:]}")
