"""Whether a SIP server answers: one OPTIONS request, without a word about who asks. Blocking: for worker threads."""

import contextlib
import secrets
import socket
import ssl
import time

from softphone.calls.accounts import Transport
from softphone.calls.reach_events import FoundServer
from softphone.engine.reach.server_lookup import Server

_PATIENCE_S = 3.0
_REPEAT_S = 0.5
_ANSWER = b"SIP/2.0 "


def probe(server: Server, domain: str, ca_file: str) -> FoundServer:
    """Ask `server` about `domain`, which is also the name that a certificate has to be for (RFC 5922 section 7.2)."""
    where = f"{server.host}:{server.port}"
    answers, problem = False, ""
    try:
        address = socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        problem = f"No name server knows {server.host}."
    else:
        try:
            answers, problem = _ask(server, address, domain, ca_file)
        except ConnectionRefusedError:
            problem = f"Nothing listens at {where} ({server.transport.upper()})."
        except TimeoutError:
            problem = f"No answer from {where} ({server.transport.upper()}): the server is down or the port is blocked."
        except ssl.SSLError as error:
            problem = f"{where} does not speak TLS: {error.reason or error}."
        except OSError as error:
            problem = f"{where} cannot be reached: {error.strerror or error}."
    return FoundServer(server.host, server.port, str(server.transport), server.found_by, answers, problem)


def _ask(server: Server, address: tuple[object, ...], domain: str, ca_file: str) -> tuple[bool, str]:
    family, target = socket.AddressFamily(int(str(int(address[0])))), address[4]  # type: ignore[call-overload]
    if server.transport is Transport.UDP:
        with socket.socket(family, socket.SOCK_DGRAM) as line:
            line.connect(target)  # type: ignore[arg-type]  # of its family
            return _ask_by_datagram(line, domain), ""
    if server.transport is Transport.TCP:
        with socket.create_connection(target[:2], _PATIENCE_S) as line:  # type: ignore[index]
            return _ask_by_stream(line, domain, "TCP"), ""
    return _ask_by_tls(target[:2], domain, ca_file)  # type: ignore[index]


def _ask_by_tls(target: tuple[str, int], domain: str, ca_file: str) -> tuple[bool, str]:
    problem = ""
    for verify in (True, False):
        context = ssl.create_default_context(cafile=ca_file or None)
        if not verify:  # it is only asked whether it is there
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        try:
            with (
                socket.create_connection(target, _PATIENCE_S) as plain,
                context.wrap_socket(plain, server_hostname=domain) as line,
            ):
                return _ask_by_stream(line, domain, "TLS"), problem
        except ssl.SSLCertVerificationError as error:
            problem = f"Its certificate does not hold for {domain}: {error.verify_message}"
    return False, problem


def _ask_by_datagram(line: socket.socket, domain: str) -> bool:
    request = _options(line, domain, "UDP")
    until = time.monotonic() + _PATIENCE_S
    while (left := until - time.monotonic()) > 0:
        line.send(request)
        line.settimeout(min(_REPEAT_S, left))
        with contextlib.suppress(TimeoutError):
            if line.recv(65536).startswith(_ANSWER):
                return True
    raise TimeoutError


def _ask_by_stream(line: socket.socket, domain: str, transport: str) -> bool:
    line.settimeout(_PATIENCE_S)
    line.sendall(_options(line, domain, transport))
    return line.recv(4096).lstrip(b"\r\n").startswith(_ANSWER)


def _options(line: socket.socket, domain: str, transport: str) -> bytes:
    """RFC 3261 section 11. `rport`: a NAT may be on the way (RFC 3581)."""
    host, port = line.getsockname()[:2]
    ours = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    name = f"[{domain}]" if ":" in domain else domain
    token = secrets.token_hex(8)
    lines = (
        f"OPTIONS sip:{name} SIP/2.0",
        f"Via: SIP/2.0/{transport} {ours};branch=z9hG4bK{token};rport",
        f"From: <sip:ping@{name}>;tag={token}",
        f"To: <sip:{name}>",
        f"Call-ID: {secrets.token_hex(12)}",
        "CSeq: 1 OPTIONS",
        "Max-Forwards: 70",
        "Accept: application/sdp",
        "Content-Length: 0",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n"
