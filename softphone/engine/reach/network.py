"""What addresses this computer has, and when they change.

Linux tells each change on a netlink socket, so that nothing runs while nothing happens; elsewhere the addresses are
read every two seconds. Changes come in heaps (link, route, address of each family): they are told when a moment has
passed without another.
"""

import ipaddress
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator

_POLL_S = 2.0
_SETTLED_S = 0.3
_NETLINK_ROUTE = 0
_GROUPS = 0x1 | 0x10 | 0x40 | 0x100  # links, addresses and routes of IPv4, addresses of IPv6 (rtnetlink(7))
_GET_FLAGS = 0x8913  # SIOCGIFFLAGS
_UP_AND_RUNNING = 0x1 | 0x40
_INTERFACE_NAME_BYTES = 16
_PREFIX_V6 = 64

Addresses = tuple[str, ...]


def usable_addresses() -> Addresses:
    """The addresses of interfaces that have a link, without loopback and link-local ones, in order."""
    import ifaddr  # noqa: PLC0415 - with ctypes, a tenth of the engine's start

    found = []
    for adapter in ifaddr.get_adapters():
        if not _has_link(adapter.name):
            continue
        for each in adapter.ips:
            address = ipaddress.ip_address(each.ip if isinstance(each.ip, str) else each.ip[0])
            if not (address.is_loopback or address.is_link_local or address.is_unspecified):
                found.append(address)
    return tuple(str(address) for address in sorted(found, key=lambda each: (each.version, int(each))))


def network_of(addresses: Addresses) -> frozenset[str]:
    """What makes one network another: IPv6 changes the rest of an address by itself (RFC 8981)."""
    found = map(ipaddress.ip_address, addresses)
    return frozenset(
        str(each) if each.version == 4 else str(ipaddress.ip_network((each, _PREFIX_V6), strict=False))
        for each in found
    )


def watch_network(changed: Callable[[Addresses, Addresses], None]) -> None:
    """Call `changed` with the addresses before and after each change, on a thread that lives as long as the process."""
    line = _opened()  # before the first look, so that no change between them is missed
    known = usable_addresses()
    threading.Thread(target=_watch, args=(line, known, changed), name="network", daemon=True).start()


def _watch(
    line: socket.socket | None, known: Addresses, changed: Callable[[Addresses, Addresses], None]
) -> None:
    for _ in _moments(line):
        addresses = usable_addresses()
        if network_of(addresses) != network_of(known):
            changed(known, addresses)
            known = addresses


def _opened() -> socket.socket | None:
    """Where Linux tells of changes, None elsewhere."""
    try:
        line = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _NETLINK_ROUTE)
        line.bind((0, _GROUPS))
    except (AttributeError, OSError):
        return None
    return line


def _moments(line: socket.socket | None) -> Iterator[None]:
    """When to look: after changes that Linux tells of, else every two seconds."""
    if line is None:
        rest = threading.Event()
        while not rest.wait(_POLL_S):
            yield
        return
    with line:
        while True:
            line.settimeout(None)
            _skip(line)
            line.settimeout(_SETTLED_S)
            while _skip(line):
                pass
            yield


def _skip(line: socket.socket) -> bool:
    """Take what comes and leave it unread; whether something came in time."""
    try:
        line.recv(65536)
    except TimeoutError:
        return False
    except OSError:  # more came than there was room for
        return True
    return True


def _has_link(name: str) -> bool:
    """Whether an interface is up and its cable is in; elsewhere than on Linux its addresses go with the link."""
    if not sys.platform.startswith("linux"):
        return True
    import fcntl  # noqa: PLC0415 - not on Windows

    request = struct.pack("16sH14x", name.encode()[: _INTERFACE_NAME_BYTES - 1], 0)
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
            answer = fcntl.ioctl(line, _GET_FLAGS, request)
    except OSError:  # it is gone already
        return False
    flags: int = struct.unpack("16xH14x", answer)[0]
    return flags & _UP_AND_RUNNING == _UP_AND_RUNNING
