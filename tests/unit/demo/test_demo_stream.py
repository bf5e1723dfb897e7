"""TCP and TLS: framing by Content-Length, and connections that misbehave."""

import socket
import ssl
from collections.abc import Iterator

import pytest

from softphone.demo.exchange import DemoAddresses
from tests.unit.demo.raw_phone import RawPhone, read


@pytest.fixture
def tcp(addresses: DemoAddresses) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", addresses.tcp_port), timeout=3) as connection:
        yield connection


def receive(connection: socket.socket, count: int = 1) -> list[bytes]:
    """The next messages without bodies."""
    data = b""
    while data.count(b"\r\n\r\n") < count:
        chunk = connection.recv(65_535)
        assert chunk, "the connection was closed"
        data += chunk
    return [part + b"\r\n\r\n" for part in data.split(b"\r\n\r\n")[:count]]


def test_byte_by_byte(phone: RawPhone, tcp: socket.socket) -> None:
    """A request that trickles in is answered once it is whole, over its own connection."""
    tcp.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in phone.message("OPTIONS", "echo", transport="TCP"):
        tcp.send(bytes([byte]))
    assert read(receive(tcp)[0]).status == 200


def test_two_in_one_segment(phone: RawPhone, tcp: socket.socket) -> None:
    """Requests that arrive together are answered one by one; the first one's body is not the second's start."""
    first = phone.message("MESSAGE", "moved", transport="TCP", body="hello\r\n\r\nthere")
    tcp.sendall(first + phone.message("OPTIONS", "echo", transport="TCP", cseq=2))
    assert [read(data).status for data in receive(tcp, 2)] == [301, 200]


def test_refusal_is_sent_once(phone: RawPhone, tcp: socket.socket) -> None:
    """On a reliable transport a refusal is not retransmitted (section 17.2.1)."""
    tcp.sendall(phone.message("INVITE", "busy", transport="TCP"))
    assert read(receive(tcp)[0]).status == 486
    tcp.settimeout(0.8)
    with pytest.raises(TimeoutError):
        tcp.recv(1)


def test_keep_alive(tcp: socket.socket) -> None:
    """A double CRLF is answered with one (RFC 5626 section 4.4.1)."""
    tcp.sendall(b"\r\n\r\n")
    assert tcp.recv(10) == b"\r\n"


@pytest.mark.parametrize(
    "junk",
    [
        b"OPTIONS sip:echo@h SIP/2.0\r\nVia: SIP/2.0/TCP h\r\n\r\n",
        b"OPTIONS sip:echo@h SIP/2.0\r\nContent-Length: 999999\r\n\r\n",
        b"x" * 200_000,
    ],
    ids=["no length", "too long a body", "no end of headers"],
)
def test_broken_framing(phone: RawPhone, tcp: socket.socket, junk: bytes) -> None:
    """A stream that cannot be framed is closed; the exchange goes on."""
    try:
        tcp.sendall(junk)
        assert tcp.recv(10) == b""
    except ConnectionError:
        pass  # closed while we were still sending
    assert phone.ask("OPTIONS", "echo").status == 200


def test_too_many_connections(phone: RawPhone, addresses: DemoAddresses) -> None:
    """Connections over the bound are closed, and there is room again when others end."""
    opened = [socket.create_connection(("127.0.0.1", addresses.tcp_port), timeout=3) for _ in range(80)]
    closed = 0
    for connection in opened[70:]:
        connection.settimeout(3)
        closed += connection.recv(1) == b""
    for connection in opened:
        connection.close()
    assert closed == 10
    assert phone.ask("OPTIONS", "echo").status == 200


def test_tls(phone: RawPhone, addresses: DemoAddresses) -> None:
    """The TLS port answers too, with its own certificate."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    with (
        socket.create_connection(("127.0.0.1", addresses.tls_port), timeout=3) as plain,
        context.wrap_socket(plain) as secure,
    ):
        secure.sendall(phone.message("INVITE", "secure", transport="TLS"))
        answer = read(receive(secure)[0])
    assert answer.status == 301
    assert answer.get("Contact") == f"<sip:echo@127.0.0.1:{addresses.udp_port}>"
