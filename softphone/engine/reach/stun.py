"""As much of STUN (RFC 8489) as it takes to ask a server what it sees of us. Blocking: for worker threads."""

import ipaddress
import secrets
import socket
import struct
import time
from dataclasses import dataclass

_COOKIE = 0x2112A442
_BINDING, _ALLOCATE = 0x0001, 0x0003
_SUCCESS, _CLASS = 0x0100, 0x0110
_MAPPED, _CHANGE, _CHANGED = 0x0001, 0x0003, 0x0005  # RFC 3489 section 11.2
_REQUESTED_TRANSPORT, _XOR_MAPPED, _OTHER = 0x0019, 0x0020, 0x802C
_UDP = 17
_CHANGE_ADDRESS, _CHANGE_PORT = 4, 2
_IPV4, _IPV6 = 1, 2
_HEADER_BYTES = 20
_FIRST_WAIT_S = 0.25  # doubled each time, RFC 8489 section 6.2.1

Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said: whence we came to it, its other address if it has one, and how long it took."""

    mapped: Address | None
    other: Address | None
    took_ms: float


def binding_request(transaction: bytes, change: int = 0) -> bytes:
    """RFC 8489 section 2; `change` asks for an answer from elsewhere (RFC 5780 section 7.2)."""
    return _request(_BINDING, transaction, _attribute(_CHANGE, struct.pack("!I", change)) if change else b"")


def allocate_request(transaction: bytes) -> bytes:
    """Without credentials: a TURN server answers it with 401 (RFC 8656 section 7.2)."""
    return _request(_ALLOCATE, transaction, _attribute(_REQUESTED_TRANSPORT, struct.pack("!Bxxx", _UDP)))


def read_answer(data: bytes, transaction: bytes, took_ms: float = 0.0) -> Seen | None:
    """What `data` says, None if it is no answer to `transaction`. An error is an answer without addresses."""
    if len(data) < _HEADER_BYTES or data[4:_HEADER_BYTES] != struct.pack("!I", _COOKIE) + transaction:
        return None
    kind, length = struct.unpack("!HH", data[:4])
    if not kind & _SUCCESS or length > len(data) - _HEADER_BYTES:
        return None
    if kind & _CLASS != _SUCCESS:
        return Seen(None, None, took_ms)
    found: dict[int, Address | None] = {}
    at, end = _HEADER_BYTES, _HEADER_BYTES + length
    while at + 4 <= end:
        name, size = struct.unpack("!HH", data[at : at + 4])
        if name in (_MAPPED, _XOR_MAPPED, _CHANGED, _OTHER):
            mask = data[4:_HEADER_BYTES] if name == _XOR_MAPPED else b""
            found.setdefault(name, _address(data[at + 4 : min(at + 4 + size, end)], mask))
        at += 4 + (size + 3) // 4 * 4
    return Seen(
        found.get(_XOR_MAPPED) or found.get(_MAPPED), found.get(_OTHER) or found.get(_CHANGED), took_ms
    )


def ask(
    line: socket.socket, server: Address, *, within_s: float, change: int = 0, allocate: bool = False
) -> Seen | None:
    """Ask `server` over the datagram socket `line`, again and again; None if nothing came. Raises OSError."""
    transaction = secrets.token_bytes(12)
    request = allocate_request(transaction) if allocate else binding_request(transaction, change)
    began = time.monotonic()
    wait_s = _FIRST_WAIT_S
    while (left := began + within_s - time.monotonic()) > 0:
        sent = time.monotonic()
        line.sendto(request, server)
        until = sent + min(wait_s, left)
        wait_s *= 2
        while (left := until - time.monotonic()) > 0:
            line.settimeout(left)
            try:
                data = line.recv(2048)
            except TimeoutError:
                break
            seen = read_answer(data, transaction, (time.monotonic() - sent) * 1000)
            if seen is not None:
                return seen
    return None


def ask_from_elsewhere(line: socket.socket, server: Address, *, port_only: bool, within_s: float) -> bool:
    """Whether an answer from the server's other address, or from its other port only, reaches us."""
    change = _CHANGE_PORT if port_only else _CHANGE_PORT | _CHANGE_ADDRESS
    seen = ask(line, server, within_s=within_s, change=change)
    return seen is not None and seen.mapped is not None


def _request(method: int, transaction: bytes, attributes: bytes) -> bytes:
    return struct.pack("!HHI", method, len(attributes), _COOKIE) + transaction + attributes


def _attribute(name: int, value: bytes) -> bytes:
    return struct.pack("!HH", name, len(value)) + value


def _address(value: bytes, mask: bytes) -> Address | None:
    """RFC 8489 sections 14.1, 14.2."""
    size = {_IPV4: 4, _IPV6: 16}.get(value[1] if len(value) > 1 else 0)
    if size is None or len(value) < 4 + size:
        return None
    port, address = value[2:4], value[4 : 4 + size]
    if mask:
        port, address = _xor(port, mask), _xor(address, mask)
    return str(ipaddress.ip_address(address)), int.from_bytes(port, "big")


def _xor(data: bytes, mask: bytes) -> bytes:
    return bytes(one ^ other for one, other in zip(data, mask, strict=False))
