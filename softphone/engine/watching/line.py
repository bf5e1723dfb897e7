"""A socket to one server: where it is, what is sent, and whole messages that come."""

import hashlib
import re
import socket
import ssl
from typing import NamedTuple

from softphone.engine.message import hop_of, is_ip_address

_CONNECT_S = 5.0
_MOST_WAITING = 128 * 1024  # bytes of a message that is not whole yet
_MOST_AT_ONCE = 64 * 1024
_LENGTH = re.compile(rb"(?im)^(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,6})")
_PORT = re.compile(r"\A[^?;]*:([0-9]{1,5})\Z")
_DEFAULT_PORTS = {"tls": 5061}


class Hop(NamedTuple):
    """Where requests go. `ca_file` is a list of authorities, `pinned` the SHA-256 of a certificate in hex or ""."""

    host: str
    port: int
    transport: str  # udp, tcp or tls
    ca_file: str = ""
    pinned: str = ""
    verify: bool = True
    address: str = ""  # where `host` was found to be, "" for what its own name says


def hop_from(uri: str, *, ca_file: str, pinned: str, verify: bool) -> Hop:
    """The server that a request with `uri` as its next hop goes to."""
    lower = uri.lower()
    named = re.search(r";transport=(udp|tcp|tls)", lower)
    transport = "tls" if lower.startswith("sips:") else named[1] if named else "udp"
    place = (
        uri.partition("?")[0].partition(";")[0].rpartition("@")[2] if "@" in uri else uri.partition(";")[0]
    )
    port = _PORT.match(
        place.rpartition("]")[2] if "]" in place else place.removeprefix("sip:").removeprefix("sips:")
    )
    number = int(port[1]) if port else _DEFAULT_PORTS.get(transport, 5060)
    if transport != "tls":
        return Hop(hop_of(uri), number, transport)
    return Hop(hop_of(uri), number, transport, ca_file, pinned, verify)


class Line:
    """Open it, and close it. `here` is our address as "host:port". What goes wrong is an OSError."""

    def __init__(self, hop: Hop, bind_address: str) -> None:
        self.hop = hop
        family, _, _, _, peer = socket.getaddrinfo(hop.address or hop.host, hop.port, type=socket.SOCK_DGRAM)[
            0
        ]
        self._peer: tuple[object, ...] = peer
        self._buffer = b""
        self.is_stream = hop.transport != "udp"
        if self.is_stream:
            self.socket = self._connect(bind_address)
        else:
            self.socket = socket.socket(family, socket.SOCK_DGRAM)
            self.socket.bind((bind_address or _address_towards(family, self._peer), 0))
        self.socket.setblocking(False)
        host, port = (str(part) for part in self.socket.getsockname()[:2])
        self.here = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        self.peer = f"{peer[0]!s}:{peer[1]!s}"

    def send(self, data: bytes) -> None:
        if not self.is_stream:
            self.socket.sendto(data, self._peer)
            return
        self.socket.settimeout(_CONNECT_S)
        try:
            self.socket.sendall(data)
        finally:
            self.socket.setblocking(False)

    def read(self) -> list[bytes]:
        """Whole messages that have come, at least one read's worth. Raises OSError when the connection is over."""
        try:
            data = self.socket.recv(_MOST_AT_ONCE)
        except (BlockingIOError, ssl.SSLWantReadError):
            return []
        if not self.is_stream:
            return [data] if data.strip() else []
        if not data:
            raise ConnectionResetError("the server has ended the connection")
        while isinstance(self.socket, ssl.SSLSocket) and self.socket.pending():
            data += self.socket.recv(_MOST_AT_ONCE)
        self._buffer += data
        return self._whole()

    def close(self) -> None:
        self.socket.close()

    def _whole(self) -> list[bytes]:
        found: list[bytes] = []
        while True:
            self._buffer = self._buffer.lstrip(b"\r\n")
            head, end, rest = self._buffer.partition(b"\r\n\r\n")
            length = _LENGTH.search(head)
            size = int(length[1]) if length else 0
            if not end or len(rest) < size:
                if len(self._buffer) > _MOST_WAITING or size > _MOST_WAITING:
                    raise ConnectionResetError("a message without an end")
                return found
            found.append(head + end + rest[:size])
            self._buffer = rest[size:]

    def _connect(self, bind_address: str) -> socket.socket:
        """Raises ssl.SSLError, which is an OSError, for a server that is not to be trusted."""
        hop = self.hop
        if hop.transport != "tls":
            return self._plain(bind_address)
        try:
            return self._secured(bind_address, verify=hop.verify)
        except ssl.SSLCertVerificationError:
            if not hop.pinned:
                raise
        secured = self._secured(bind_address, verify=False)
        shown = hashlib.sha256(secured.getpeercert(binary_form=True) or b"").hexdigest()
        if shown != hop.pinned.lower():
            secured.close()
            raise ssl.SSLError("neither the pinned certificate nor one that holds")
        return secured

    def _plain(self, bind_address: str) -> socket.socket:
        source = (bind_address, 0) if bind_address else None
        return socket.create_connection(
            (self.hop.address or self.hop.host, self.hop.port), _CONNECT_S, source
        )

    def _secured(self, bind_address: str, *, verify: bool) -> ssl.SSLSocket:
        plain = self._plain(bind_address)
        try:
            context = ssl.create_default_context(cafile=self.hop.ca_file or None)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            if not verify:
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
            return context.wrap_socket(plain, server_hostname=self.hop.host)
        except BaseException:
            plain.close()
            raise


def _address_towards(family: int, peer: tuple[object, ...]) -> str:
    """Ours on the way to `peer`, which is sent nothing."""
    with socket.socket(family, socket.SOCK_DGRAM) as asking:
        asking.connect(peer)
        return str(asking.getsockname()[0])


def is_here(address: str) -> bool:
    """Whether "host:port" of a response may be put into a Contact."""
    host, _, port = address.rpartition(":")
    return is_ip_address(host.strip("[]")) and port.isdigit() and 0 < int(port) < 65536
