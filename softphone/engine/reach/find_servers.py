"""The answer to FindServers: who serves a domain, and which of them answers."""

import concurrent.futures
import threading
import time
from collections.abc import Callable

from softphone.calls.event import Event
from softphone.calls.reach_events import FoundServer, ServersFound
from softphone.engine.protocol import FindServers
from softphone.engine.reach.server_lookup import Server, ServerLookup
from softphone.engine.reach.server_probe import probe

_WITHIN_S = 9.0
_NAMES_S = 4.5  # the system's own resolver is bounded by nothing
_AT_ONCE = 12
_BEST = {"tls": 0, "tcp": 1, "udp": 2}


def find_servers(
    command: FindServers, lookup: ServerLookup, ca_file: str, post: Callable[[Event], None]
) -> None:
    """Look and ask on threads of its own; `post` is called once, within ten seconds."""

    def run() -> None:
        try:
            post(_found(command, lookup, ca_file))
        except Exception as error:
            post(ServersFound(command.request_id, command.domain, problem=f"The search failed: {error}."))

    threading.Thread(target=run, name="find servers", daemon=True).start()


def _found(command: FindServers, lookup: ServerLookup, ca_file: str) -> ServersFound:
    until = time.monotonic() + _WITHIN_S
    domain = command.domain.strip().strip("[]").rstrip(".").lower()
    host, _, port = domain.rpartition(":") if domain.count(":") == 1 else (domain, "", "")
    workers = concurrent.futures.ThreadPoolExecutor(_AT_ONCE, "ask server")
    try:
        servers = workers.submit(lookup.servers, host).result(_NAMES_S)
    except TimeoutError:
        return ServersFound(command.request_id, command.domain, problem="No name server answers.")
    if not servers:
        return ServersFound(command.request_id, command.domain, problem=f"No name server knows {host}.")
    if port.isdigit() and 0 < int(port) < 65536:
        servers = tuple(Server(host, int(port), each.transport, "address") for each in servers[:3])
    found = _ask_all(workers, servers, host, ca_file, until)
    # What the domain's own records put first stays first among those that answer.
    order = sorted(
        range(len(found)),
        key=lambda at: (not found[at].answers, bool(found[at].problem), _rank(found[at]), at),
    )
    problem = "" if any(each.answers for each in found) else f"No SIP server of {host} answers."
    return ServersFound(command.request_id, command.domain, tuple(found[at] for at in order), problem)


def _rank(server: FoundServer) -> int:
    return 0 if server.found_by == "naptr" else _BEST[server.transport]


def _ask_all(
    workers: concurrent.futures.Executor, servers: tuple[Server, ...], domain: str, ca_file: str, until: float
) -> list[FoundServer]:
    """Each server's answer, in the given order; those that are still asked when time is up have none."""
    futures = [workers.submit(probe, server, domain, ca_file) for server in servers]
    concurrent.futures.wait(futures, max(until - time.monotonic(), 0.1))
    workers.shutdown(wait=False, cancel_futures=True)
    return [
        future.result()
        if future.done() and not future.cancelled()
        else FoundServer(
            server.host,
            server.port,
            str(server.transport),
            server.found_by,
            problem=f"No answer from {server.host}:{server.port} in time.",
        )
        for server, future in zip(servers, futures, strict=True)
    ]
