"""What is found out about how this computer is reached."""

import socket
import struct
import threading
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from softphone.calls.accounts import TurnTransport
from softphone.calls.reach_events import NetworkTested
from softphone.engine.reach.account_nat import split_server, with_port
from softphone.engine.reach.stun import allocate_request, binding_request, read_answer
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.far_server import FarRelay
from tests.support.here import HERE
from tests.support.ports import free_port

_COOKIE = 0x2112A442
_POLL_S = 0.05


class _Mirror:
    """A STUN server that says what it is told to; with `stays_silent` nothing."""

    def __init__(self, mapped_port: int = 0, *, stays_silent: bool = False, noise: bytes = b"") -> None:
        self._mapped_port = mapped_port
        self._stays_silent = stays_silent
        self._noise = noise
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(_POLL_S)
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._done.is_set():
            try:
                data, sender = self._socket.recvfrom(2048)
            except TimeoutError:
                continue
            if self._stays_silent:
                continue
            port = self._mapped_port or sender[1]
            value = struct.pack("!BBH4s", 0, 1, port, socket.inet_aton("127.0.0.1"))
            attribute = struct.pack("!HH", 1, len(value)) + value
            if self._noise:
                self._socket.sendto(self._noise, sender)
            self._socket.sendto(struct.pack("!HH", 0x0101, len(attribute)) + data[4:20] + attribute, sender)


def _test(**servers: object) -> NetworkTested:
    with EnginePhone(quiet_config()) as phone:
        phone.engine.test_network(3, **servers)  # type: ignore[arg-type]  # the tests name what there is
        tested = phone.wait_for(NetworkTested, timeout_s=20)
    assert tested.test_id == 3
    return tested


@pytest.mark.parametrize("transport", [TurnTransport.UDP, TurnTransport.TCP])
def test_a_server_that_works(transport: TurnTransport, tmp_path: Path) -> None:
    """coturn says where we come from, and gives an address on the relay."""
    with FarRelay(HERE, tmp_path, "127.0.0.1", port=free_port()) as relay:
        where = f"127.0.0.1:{relay.port}"
        tested = _test(
            stun_server=where, turn_server=where, turn_user=relay.user, turn_password=relay.password,
            turn_transport=transport,
        )  # fmt: skip
    assert (tested.stun_problem, tested.turn_problem) == ("", "")
    assert tested.mapped_address == tested.local_address
    assert tested.mapped_address.startswith("127.0.0.1:")
    assert tested.relay_address.startswith("127.0.0.1:")
    assert tested.nat == "open"
    assert 0 <= tested.stun_ms < 2000
    assert 0 <= tested.turn_ms < 6000


def test_a_wrong_password_of_the_relay(tmp_path: Path) -> None:
    """It is the relay that is asked, and its refusal is told in words."""
    with FarRelay(HERE, tmp_path, "127.0.0.1", port=free_port()) as relay:
        where = f"127.0.0.1:{relay.port}"
        tested = _test(turn_server=where, turn_user=relay.user, turn_password="not it")
    assert tested.turn_problem == f"The relay {where} (UDP) refuses the user name or the password."
    assert (tested.relay_address, tested.stun_problem) == ("", "")


def test_servers_that_are_not_there() -> None:
    """An unknown name, a closed port and a silent server each have a sentence of their own."""
    unknown = _test(stun_server="stun.nowhere.invalid", turn_server="turn.nowhere.invalid")
    assert unknown.stun_problem == "No name server knows stun.nowhere.invalid."
    assert unknown.turn_problem == "No name server knows turn.nowhere.invalid."
    closed = f"127.0.0.1:{free_port()}"
    shut = _test(turn_server=closed, turn_user="a", turn_transport=TurnTransport.TCP)
    assert shut.turn_problem == f"Nothing listens at {closed} (TCP)."
    with _Mirror(stays_silent=True) as mirror:
        silent = _test(stun_server=mirror.address, turn_server=mirror.address, turn_user="a")
        problem = f"No answer from {mirror.address} (UDP): the server is down or the port is blocked."
    assert (silent.stun_problem, silent.turn_problem) == (problem, problem)
    assert silent.local_address.startswith("127.0.0.1:")


def test_a_nat_that_gives_every_server_another_port() -> None:
    """Two servers see two ports: symmetric. Noise before an answer is passed over."""
    with _Mirror(4000, noise=b"\1\1") as one, _Mirror(5000) as two:
        tested = _test(stun_server=one.address, turn_server=two.address, turn_user="a")
    assert (tested.mapped_address, tested.nat) == ("127.0.0.1:4000", "symmetric")


def test_what_is_no_answer() -> None:
    """Bytes of any kind are an answer or none, never an error."""
    transaction = bytes(range(12))
    head = struct.pack("!HHI", 0x0101, 0, _COOKIE) + transaction
    assert read_answer(head, transaction) is not None
    attributes = struct.pack("!HH", 0x0020, 8) + b"\0\1\0"
    for data in (
        b"",
        head[:19],
        head[:8] + bytes(12),
        binding_request(transaction),
        allocate_request(transaction),
        struct.pack("!HHI", 0x0101, 500, _COOKIE) + transaction,
    ):
        assert read_answer(data, transaction) is None
    cut = struct.pack("!HHI", 0x0101, len(attributes), _COOKIE) + transaction + attributes
    seen = read_answer(cut, transaction)
    assert seen is not None
    assert seen.mapped is None


@pytest.mark.parametrize(
    ("typed", "server", "again"),
    [
        ("stun.example", ("stun.example", 3478), "stun.example:3478"),
        (" stun.example:99 ", ("stun.example", 99), "stun.example:99"),
        ("stun.example:", ("stun.example", 3478), "stun.example:3478"),
        ("stun.example:99999", ("stun.example", 3478), "stun.example:3478"),
        ("2001:db8::1", ("2001:db8::1", 3478), "[2001:db8::1]:3478"),
        ("[2001:db8::1]:99", ("2001:db8::1", 99), "[2001:db8::1]:99"),
    ],
)
def test_servers_as_people_type_them(typed: str, server: tuple[str, int], again: str) -> None:
    """A port is optional, and an address of IPv6 may stand bare."""
    assert split_server(typed, 3478) == server
    assert with_port(typed, 3478) == again
