"""Where bytes go: a UDP peer or a TCP connection, with one way to send."""

import asyncio
from typing import Protocol

from softphone.demo.message import Request

LOOPBACK = "127.0.0.1"
_MAX_UNSENT = 1 << 20


class Flow(Protocol):
    """A way back to one peer. `reliable` transports need no retransmission (RFC 3261 section 17)."""

    @property
    def reliable(self) -> bool: ...
    @property
    def transport(self) -> str:
        """As Via writes it: UDP, TCP, TLS."""

    @property
    def local_port(self) -> int: ...
    @property
    def peer(self) -> tuple[str, int]: ...
    def send(self, data: bytes) -> None:
        """Send, or drop if the peer is gone: SIP's timers notice."""


class UdpFlow:
    """Datagrams to one address."""

    reliable = False
    transport = "UDP"

    def __init__(self, socket: asyncio.DatagramTransport, local_port: int, peer: tuple[str, int]) -> None:
        self._socket = socket
        self.local_port = local_port
        self.peer = peer

    def send(self, data: bytes) -> None:
        if not self._socket.is_closing():
            self._socket.sendto(data, self.peer)

    def towards(self, peer: tuple[str, int]) -> "UdpFlow":
        return UdpFlow(self._socket, self.local_port, peer)

    def answering(self, request: Request) -> "UdpFlow":
        """Where a response to `request` goes: rport (RFC 3581), else the port of sent-by (section 18.2.2)."""
        if "rport" in request.via.params:
            return self
        return self.towards((self.peer[0], request.via.port or 5060))


class StreamFlow:
    """A connection that the peer opened."""

    reliable = True

    def __init__(self, writer: asyncio.StreamWriter, transport: str, local_port: int) -> None:
        self._writer = writer
        self.transport = transport
        self.local_port = local_port
        host, port = writer.get_extra_info("peername")[:2]
        self.peer: tuple[str, int] = (host, port)

    def send(self, data: bytes) -> None:
        if self._writer.is_closing():
            return
        if self._writer.transport.get_write_buffer_size() > _MAX_UNSENT:
            self._writer.close()  # a peer that does not read is not worth memory
            return
        self._writer.write(data)


def stamp_source(request: Request, peer: tuple[str, int]) -> None:
    """Put `received` and `rport` into the top Via (RFC 3261 section 18.2.1, RFC 3581 section 4)."""
    for index, (name, value) in enumerate(request.headers):
        if name != "via":
            continue
        top, comma, others = value.partition(",")
        parts = [part.strip() for part in top.split(";")]
        kept = [part for part in parts if part.partition("=")[0].strip().lower() not in {"received", "rport"}]
        kept.append(f"received={peer[0]}")
        if "rport" in request.via.params:
            kept.append(f"rport={peer[1]}")
        request.headers[index] = (name, ";".join(kept) + comma + others)
        return
