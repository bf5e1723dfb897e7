"""The answer to TestNetwork: how this computer is reached. On threads of its own, within ten seconds.

The kind of NAT is found as in RFC 3489 section 10.1, in its words, as far as the server can answer from elsewhere;
with one that cannot, only whether there is a NAT, and whether it maps the two servers alike (RFC 5780 section 4.3).
"""

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable

from softphone.calls.accounts import TurnTransport
from softphone.calls.event import Event
from softphone.calls.reach_events import NetworkTested
from softphone.engine.protocol import TestNetwork
from softphone.engine.reach.account_nat import STUN_PORT, split_server, turn_port
from softphone.engine.reach.stun import Address, Seen, ask, ask_from_elsewhere

_STUN_S = 2.5
_ELSEWHERE_S = 1.2
_TURN_S = 6.0
_UNAUTHORIZED = frozenset({401, 403, 431, 441})
_QUOTA, _TRANSPORT, _FULL = 486, 442, 508


def test_network(command: TestNetwork, bind_address: str, post: Callable[[Event], None]) -> None:
    """Ask the servers at the same time; `post` is called once."""

    def run() -> None:
        try:
            post(_tested(command, bind_address))
        except Exception as error:
            problem = f"The test failed: {type(error).__name__}: {error}."
            post(NetworkTested(command.test_id, stun_problem=problem))

    threading.Thread(target=run, name="test network", daemon=True).start()


def _tested(command: TestNetwork, bind_address: str) -> NetworkTested:
    turn: list[tuple[str, float, str]] = []
    asking = threading.Thread(target=lambda: turn.append(_turn(command)), name="test relay", daemon=True)
    if command.turn_server:
        asking.start()
    local, mapped, nat, took_ms, problem = _stun(command, bind_address)
    if command.turn_server:
        asking.join(_TURN_S + 2.0)
    relay, turn_ms, turn_problem = turn[0] if turn else ("", -1.0, "")
    if command.turn_server and not turn:
        turn_problem = f"No name server answers for {command.turn_server}."
    return NetworkTested(command.test_id, local, mapped, nat, took_ms, problem, relay, turn_ms, turn_problem)


def _stun(command: TestNetwork, bind_address: str) -> tuple[str, str, str, float, str]:
    """Local and mapped address, the kind of NAT, milliseconds, and what went wrong."""
    if not command.stun_server:
        return _local_address(bind_address), "", "", -1.0, ""
    host, port = split_server(command.stun_server, STUN_PORT)
    server, problem = _resolved(host, port)
    if server is None:
        return _local_address(bind_address), "", "", -1.0, problem
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        try:
            line.bind((bind_address if family == socket.AF_INET else "", 0))
            seen = ask(line, server, within_s=_STUN_S)
        except OSError as error:
            return "", "", "", -1.0, _unreachable(host, port, error)
        local = (_source_of(server) or bind_address, int(line.getsockname()[1]))
        if seen is None or seen.mapped is None:
            silent = f"No answer from {host}:{port} (UDP): the server is down or the port is blocked."
            strange = f"{host}:{port} answers, but it is no STUN server."
            return _text(local), "", "", -1.0, silent if seen is None else strange
        nat = _nat(line, server, local, seen, _other_server(command, server))
    return _text(local), _text(seen.mapped), nat, seen.took_ms, ""


def _nat(line: socket.socket, server: Address, local: Address, seen: Seen, second: Address | None) -> str:
    """A word of RFC 3489 section 5, "" when it cannot be told."""
    mapped = seen.mapped
    with contextlib.suppress(OSError):
        if seen.other is not None:
            if ask_from_elsewhere(line, server, port_only=False, within_s=_ELSEWHERE_S):
                return "open" if mapped == local else "full-cone"
            if mapped == local:
                return "open"  # a firewall stands between, and translates nothing
            if not _maps_alike(line, seen.other, mapped):
                return "symmetric"
            near = ask_from_elsewhere(line, server, port_only=True, within_s=_ELSEWHERE_S)
            return "restricted" if near else "port-restricted"
        if mapped == local:
            return "open"
        if second is not None and not _maps_alike(line, second, mapped):
            return "symmetric"
    return ""


def _maps_alike(line: socket.socket, server: Address, mapped: Address | None) -> bool:
    """Whether we look the same to another server; yes, if it does not answer."""
    seen = ask(line, server, within_s=_ELSEWHERE_S)
    return seen is None or seen.mapped is None or seen.mapped == mapped


def _other_server(command: TestNetwork, server: Address) -> Address | None:
    """The relay as a second server of STUN, if it is another."""
    if not command.turn_server or command.turn_transport is not TurnTransport.UDP:
        return None
    found, _ = _resolved(*split_server(command.turn_server, STUN_PORT))
    return None if found == server else found


def _turn(command: TestNetwork) -> tuple[str, float, str]:
    """The relay's address for us, milliseconds, and what went wrong."""
    host, port = split_server(command.turn_server, turn_port(command.turn_transport))
    server, problem = _resolved(host, port)
    if server is None:
        return "", -1.0, problem
    began = time.monotonic()
    where = f"{host}:{port} ({command.turn_transport.upper()})"
    try:
        relay = asyncio.run(asyncio.wait_for(_allocate(command, server, host), _TURN_S))
    except TimeoutError:
        return "", -1.0, f"No answer from {where}: the server is down or the port is blocked."
    except ConnectionRefusedError:
        return "", -1.0, f"Nothing listens at {where}."
    except ssl.SSLCertVerificationError as error:
        return "", -1.0, f"The certificate of {host} cannot be trusted: {error.verify_message}."
    except OSError as error:
        return "", -1.0, _unreachable(host, port, error)
    except Exception as error:
        return "", -1.0, _turn_problem(where, error)
    return _text(relay), (time.monotonic() - began) * 1000, ""


async def _allocate(command: TestNetwork, server: Address, host: str) -> Address:
    """An address on the relay, given back at once. Raises what goes wrong on the way."""
    import aioice.turn  # noqa: PLC0415 - 19 MB, and seldom wanted

    tls = command.turn_transport is TurnTransport.TLS
    over = "udp" if command.turn_transport is TurnTransport.UDP else "tcp"
    refused = asyncio.get_running_loop().create_future()

    class Receiver(asyncio.DatagramProtocol):
        def connection_lost(self, error: Exception | None) -> None:
            if not refused.done():
                refused.set_result(error)

    context: ssl.SSLContext | None = None
    if tls:
        context = ssl.create_default_context()
    transport, _ = await aioice.turn.create_turn_endpoint(
        Receiver,
        (host, server[1]) if tls else server,  # by name: the certificate is for it
        username=command.turn_user,
        password=command.turn_password,
        lifetime=60,
        ssl=context,
        transport=over,
    )
    relay: Address = transport.get_extra_info("sockname")
    transport.close()
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(refused, 1.0)
    return relay


def _turn_problem(where: str, error: Exception) -> str:
    response = getattr(error, "response", None)
    code = getattr(response, "error_code", None)
    if code in _UNAUTHORIZED:
        return f"The relay {where} refuses the user name or the password."
    if code in (_QUOTA, _FULL):
        return f"The relay {where} has no room for one more now."
    if code == _TRANSPORT:
        return f"The relay {where} does not relay UDP."
    if code is not None:
        return f"The relay {where} refuses with {code}."
    return f"No answer from {where}: {error or type(error).__name__}."


def _resolved(host: str, port: int) -> tuple[Address | None, str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)
    except (OSError, UnicodeError):
        return None, f"No name server knows {host}."
    found.sort(key=lambda each: each[0] != socket.AF_INET)
    return (str(found[0][4][0]), port), ""


def _unreachable(host: str, port: int, error: OSError) -> str:
    return f"{host}:{port} cannot be reached: {error.strerror or error}."


def _local_address(bind_address: str) -> str:
    return bind_address or _source_of(("192.0.2.1", 9)) or _source_of(("2001:db8::1", 9))


def _source_of(server: Address) -> str:
    """The address that we have for `server`, "" without a way there. Nothing is sent."""
    family = socket.AF_INET6 if ":" in server[0] else socket.AF_INET
    with contextlib.suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as line:
        line.connect(server)
        return str(line.getsockname()[0])
    return ""


def _text(address: Address) -> str:
    host, port = address[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
