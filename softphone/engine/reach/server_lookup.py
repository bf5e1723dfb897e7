"""Who serves a SIP domain: NAPTR, SRV, and plain addresses (RFC 3263). Blocking: for worker threads."""

import random
import socket
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from softphone.calls.accounts import Transport
from softphone.engine.message import is_ip_address

if TYPE_CHECKING:
    from dns.resolver import Resolver

_PATIENCE_S = 3.0
_MOST_SERVERS = 12
_PORTS = {Transport.UDP: 5060, Transport.TCP: 5060, Transport.TLS: 5061}
_SERVICES = {  # RFC 3263 section 4.1
    "sips+d2t": Transport.TLS,
    "sip+d2t": Transport.TCP,
    "sip+d2u": Transport.UDP,
}
_SRV_NAMES = {
    Transport.TLS: "_sips._tcp.",
    Transport.TCP: "_sip._tcp.",
    Transport.UDP: "_sip._udp.",
}


@dataclass(frozen=True, slots=True)
class Server:
    """`found_by` as in FoundServer. `host` may be a name that has to be looked up yet."""

    host: str
    port: int
    transport: Transport
    found_by: str


@dataclass(frozen=True, slots=True)
class _Record:
    priority: int
    weight: int
    port: int
    host: str


class ServerLookup:
    """`name_server` is "address" or "address:port", "" for the system's. Answers are kept as long as they hold."""

    def __init__(self, name_server: str = "") -> None:
        self._name_server = name_server

    def servers(self, domain: str) -> tuple[Server, ...]:
        """All ways to a domain, in the order that its records ask for; () when nobody knows the domain.

        Raises TimeoutError when no name server answers.
        """
        if is_ip_address(domain):
            return _plain(domain)
        found = [server for each in self._naptr(domain) for server in each]
        found = found or [server for transport in _SRV_NAMES for server in self.by_srv(domain, transport)]
        if not found and _resolves(domain):
            return _plain(domain)
        return tuple(dict.fromkeys(found))[:_MOST_SERVERS]

    def by_srv(self, domain: str, transport: Transport) -> tuple[Server, ...]:
        """The servers of one transport, the first to be tried first; () if there is no such record.

        Raises TimeoutError as `servers` does.
        """
        return self._srv(_SRV_NAMES[transport] + domain, transport, "srv")

    def _naptr(self, domain: str) -> Iterator[tuple[Server, ...]]:
        records = []
        for record in self._ask(domain, "NAPTR"):
            transport = _SERVICES.get(record.service.decode("ascii", "replace").lower())
            if transport is not None and record.flags.lower() == b"s":
                name = str(record.replacement).rstrip(".")
                records.append((record.order, record.preference, name, transport))
        for _, _, name, transport in sorted(records):
            yield self._srv(name, transport, "naptr")

    def _srv(self, name: str, transport: Transport, found_by: str) -> tuple[Server, ...]:
        records = [
            _Record(record.priority, record.weight, record.port, str(record.target).rstrip("."))
            for record in self._ask(name, "SRV")
        ]
        if any(not record.host for record in records):  # "." says that there is no such service, RFC 2782
            return ()
        return tuple(Server(record.host, record.port, transport, found_by) for record in in_order(records))

    def _ask(self, name: str, kind: str) -> Sequence[Any]:
        import dns.exception  # noqa: PLC0415 - 15 MB for whoever has an account at a domain
        import dns.resolver  # noqa: PLC0415

        try:
            return tuple(_resolver(self._name_server).resolve(name, kind, search=False))
        except dns.resolver.LifetimeTimeout as error:
            raise TimeoutError(f"no name server answers: {error}") from error
        except (dns.exception.DNSException, OSError, ValueError):  # no such record, or nobody to ask
            return ()


def in_order(records: Sequence[_Record]) -> Iterator[_Record]:
    """By priority, and among equals by lot, the heavier the likelier (RFC 2782)."""
    left = sorted(records, key=lambda record: record.priority)
    while left:
        equals = [record for record in left if record.priority == left[0].priority]
        weights = [record.weight or 0.01 for record in equals]
        chosen = random.choices(equals, weights)[0]  # noqa: S311 - spreads load, guards nothing
        left.remove(chosen)
        yield chosen


@cache
def _resolver(name_server: str) -> "Resolver":
    """One for each name server: it keeps answers. Safe to be used by several threads."""
    import dns.resolver  # noqa: PLC0415

    resolver = dns.resolver.Resolver(configure=not name_server)
    if name_server:
        address, _, port = (
            name_server.rpartition(":") if name_server.count(":") == 1 else (name_server, "", "")
        )
        resolver.nameservers = [address]
        resolver.port = int(port or 53)
    resolver.cache = dns.resolver.LRUCache(200)
    resolver.timeout = 1.0
    resolver.lifetime = _PATIENCE_S
    return resolver


def _plain(host: str) -> tuple[Server, ...]:
    return tuple(Server(host, _PORTS[transport], transport, "address") for transport in _SRV_NAMES)


def _resolves(host: str) -> bool:
    try:
        return bool(socket.getaddrinfo(host, None))
    except (OSError, UnicodeError):
        return False
