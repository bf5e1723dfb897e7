"""The exchange's sockets: UDP and TCP on one port, the same on the proxy's port, TLS on a third."""

import asyncio
import contextlib
import re
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from softphone.demo.certificate import server_context
from softphone.demo.flow import LOOPBACK, Flow, StreamFlow, UdpFlow
from softphone.demo.message import MAX_MESSAGE
from softphone.demo.numbers import Place
from softphone.demo.switchboard import Switchboard

MAX_CONNECTIONS = 64
IDLE_S = 3600.0
HANDSHAKE_S = 10.0
_PORT_TRIES = 50
_LENGTH = re.compile(rb"\r\n(?:content-length|l)[ \t]*:[ \t]*([0-9]{1,6})[ \t]*\r\n", re.I)

Receiver = Callable[[bytes, Flow], None]


@dataclass(frozen=True, slots=True)
class Ports:
    """What the exchange listens on; 0 asks for any free port. UDP and TCP share `sip` and `proxy`."""

    sip: int = 0
    proxy: int = 0
    tls: int = 0


class ExchangeServer:
    """Opened with `open_exchange`; lives on one event loop."""

    def __init__(self, ports: Ports, passwords: Mapping[str, str]) -> None:
        self.ports = ports
        self._switchboard = Switchboard(Place(ports.sip, ports.proxy), passwords)
        self._datagrams: list[asyncio.DatagramTransport] = []
        self._servers: list[asyncio.Server] = []
        self._writers: set[asyncio.StreamWriter] = set()

    async def listen(self, udp: socket.socket, tcp: socket.socket, tls: ssl.SSLContext | None = None) -> None:
        """Take over bound sockets."""
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(self._switchboard.received, udp.getsockname()[1]), sock=udp
        )
        self._datagrams.append(transport)
        await self.listen_stream(tcp, tls)

    async def listen_stream(self, tcp: socket.socket, tls: ssl.SSLContext | None = None) -> None:
        port = tcp.getsockname()[1]
        name = "TLS" if tls else "TCP"

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await self._serve(reader, writer, name, port)

        patience = HANDSHAKE_S if tls else None
        self._servers.append(
            await asyncio.start_server(
                connected, sock=tcp, ssl=tls, limit=MAX_MESSAGE, ssl_handshake_timeout=patience
            )
        )

    async def close(self) -> None:
        self._switchboard.close()
        for transport in self._datagrams:
            transport.close()
        for server in self._servers:
            server.close()
        for writer in list(self._writers):
            writer.close()
        await asyncio.sleep(0)

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, transport: str, port: int
    ) -> None:
        gone = writer.get_extra_info("peername") is None
        if gone or len(self._writers) >= MAX_CONNECTIONS:
            writer.close()
            return
        self._writers.add(writer)
        try:
            flow = StreamFlow(writer, transport, port)
            # A peer that breaks the framing or goes away ends its own connection and nothing else.
            with contextlib.suppress(
                OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, TimeoutError
            ):
                while message := await asyncio.wait_for(_read_message(reader, writer), IDLE_S):
                    self._switchboard.received(message, flow)
        finally:
            self._writers.discard(writer)
            writer.close()


async def open_exchange(ports: Ports, passwords: Mapping[str, str]) -> ExchangeServer:
    """Bind, and answer from now on. Raises OSError when a port is taken."""
    sip_udp, sip_tcp = _port_for_both(ports.sip)
    proxy_udp, proxy_tcp = _port_for_both(ports.proxy)
    tls_tcp = _bound(socket.SOCK_STREAM, ports.tls)
    found = Ports(sip_udp.getsockname()[1], proxy_udp.getsockname()[1], tls_tcp.getsockname()[1])
    server = ExchangeServer(found, passwords)
    await server.listen(sip_udp, sip_tcp)
    await server.listen(proxy_udp, proxy_tcp)
    await server.listen_stream(tls_tcp, server_context())
    return server


async def _read_message(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
    """The next message of a stream (RFC 3261 section 18.3); b"" when there is no Content-Length to go by."""
    while True:
        head = await reader.readuntil(b"\r\n\r\n")
        if head == b"\r\n\r\n":
            writer.write(b"\r\n")  # keep-alive ping and pong (RFC 5626 section 4.4.1)
            continue
        head = head.lstrip(b"\r\n")
        match = _LENGTH.search(head)
        if match is None or int(match[1]) > MAX_MESSAGE:
            return b""
        return head + await reader.readexactly(int(match[1]))


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, receiver: Receiver, port: int) -> None:
        self._receiver = receiver
        self._port = port
        self._socket: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # No isinstance: the loop's own transport does not derive from DatagramTransport in Python 3.11.
        self._socket = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        if self._socket:
            self._receiver(data, UdpFlow(self._socket, self._port, addr))

    def error_received(self, exc: Exception) -> None:
        """A peer's port was closed: SIP's timers deal with that."""


def _port_for_both(wanted: int) -> tuple[socket.socket, socket.socket]:
    """A UDP and a TCP socket on the same port."""
    for _ in range(1 if wanted else _PORT_TRIES):
        udp = _bound(socket.SOCK_DGRAM, wanted)
        try:
            return udp, _bound(socket.SOCK_STREAM, udp.getsockname()[1])
        except OSError:
            udp.close()
    raise OSError(f"port {wanted or 'any'} is taken")


def _bound(kind: socket.SocketKind, port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET, kind)
    try:
        opened.setblocking(False)
        opened.bind((LOOPBACK, port))
    except OSError:
        opened.close()
        raise
    return opened
