"""A computer that loses its network, gets another, or whose server goes away and comes back."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.reach_events import (
    NetworkChanged,
    RegistrationCause,
    RegistrationChanged,
    RegistrationState,
)
from softphone.engine.reach.network import network_of
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.far_phone import FarPhone
from tests.support.far_server import FarKamailio
from tests.support.namespaces import Namespace, why_not

_in_namespaces = pytest.mark.skipif(bool(why_not()), reason=why_not())

_SERVER = "10.0.0.1"
_GATEWAY = "10.1.0.1"
_transports = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


@dataclass(frozen=True)
class _Office:
    """A home and a neighbour, both behind a server that also routes."""

    home: Namespace
    neighbour: Namespace
    server: FarKamailio


@pytest.fixture
def office(tmp_path: Path) -> Iterator[_Office]:
    with (
        Namespace() as middle,
        Namespace() as home,
        Namespace() as neighbour,
        FarKamailio(middle, tmp_path, _SERVER, on="lo") as server,
    ):
        home.connect(middle, "10.1.0.2/24", f"{_GATEWAY}/24")
        neighbour.connect(middle, "10.2.0.2/24", "10.2.0.1/24")
        middle.route_between_cables()
        yield _Office(home, neighbour, server)


def _account(user: str, transport: Transport) -> Account:
    return Account("a", f"sip:{user}@{_SERVER}", registrar=f"sip:{_SERVER}", transport=transport)


@_in_namespaces
@_transports
def test_registered_again_within_five_seconds_of_the_links_return(
    transport: Transport, office: _Office, tmp_path: Path
) -> None:
    """The phone is told that there is no network, then that there is one, and the account registers at once."""
    with FarPhone(office.home, tmp_path, 440) as phone:
        phone.register(_account("anna", transport))
        office.home.pull()
        assert phone.wait_for(NetworkChanged).addresses == ()
        after = len(phone.events)
        phone.run_for(1.0)
        office.home.plug(gateway=_GATEWAY)
        began = time.monotonic()
        phone.wait_until_registered(after)
        took_s = time.monotonic() - began
        assert phone.wait_for(NetworkChanged, after=after).addresses == ("10.1.0.2",)
    assert took_s < 5.0


@_in_namespaces
@_transports
def test_registered_again_within_ten_seconds_of_the_servers_return(
    transport: Transport, office: _Office, tmp_path: Path
) -> None:
    """A server that was killed has forgotten everybody: that it is gone is noticed and said, and it is asked again."""
    with FarPhone(office.home, tmp_path, 440) as phone:
        phone.register(_account("anna", transport))
        after = len(phone.events)
        office.server.stop()
        failed = phone.wait_for(
            RegistrationChanged,
            lambda event: event.state is RegistrationState.FAILED,
            after=after,
            timeout_s=20,
        )
        assert failed.cause is RegistrationCause.CONNECTION_REFUSED
        after = len(phone.events)
        office.server.start()
        began = time.monotonic()
        phone.wait_until_registered(after)
        assert time.monotonic() - began < 10.0


@_in_namespaces
@_transports
def test_a_call_goes_on_from_another_address(transport: Transport, office: _Office, tmp_path: Path) -> None:
    """After a change of networks the account registers from there, and both still hear one another."""
    with ExitStack() as closing:
        anna = closing.enter_context(FarPhone(office.home, tmp_path, 440))
        boris = closing.enter_context(FarPhone(office.neighbour, tmp_path, 1000))
        anna.register(_account("anna", transport))
        boris.register(_account("boris", transport))
        call_id = anna.call(boris, f"sip:boris@{_SERVER}", "a")
        after = len(anna.events)
        office.home.renumber("10.1.0.2/24", "10.1.0.77/24", _GATEWAY)
        anna.wait_until_registered(after)
        anna.run_for(2.5)
        anna.engine.hang_up(1)
        anna.wait_for_end(1)
        assert boris.wait_for_end(call_id, timeout_s=20).by_peer
        anna.engine.close()
        boris.engine.close()
        assert anna.hears(boris.tone_hz)
        assert boris.hears(anna.tone_hz)


@_in_namespaces
def test_one_more_address_disturbs_nobody(office: _Office, tmp_path: Path) -> None:
    """What works goes on working when another network comes besides: it is told, and nobody registers anew."""
    with FarPhone(office.home, tmp_path, 440) as phone:
        phone.register(_account("anna", Transport.TCP))
        after = len(phone.events)
        office.home.ip("link", "add", "other", "type", "veth", "peer", "name", "far")
        office.home.ip("addr", "add", "10.9.0.1/24", "dev", "other")
        office.home.ip("link", "set", "far", "up")
        office.home.ip("link", "set", "other", "up")
        changed = phone.wait_for(NetworkChanged, after=after)
        assert changed.addresses == ("10.1.0.2", "10.9.0.1")
        phone.run_for(0.5)
        assert not [event for event in phone.events[after:] if isinstance(event, RegistrationChanged)]


def test_an_address_that_ipv6_has_made_up_is_no_other_network() -> None:
    """Privacy addresses come and go inside the same prefix (RFC 8981)."""
    one = network_of(("192.0.2.7", "2001:db8::1"))
    assert one == network_of(("192.0.2.7", "2001:db8::abcd"))
    assert one != network_of(("192.0.2.8", "2001:db8::1"))
    assert one != network_of(("192.0.2.7", "2001:db8:0:1::1"))


def test_a_closed_port_is_told_at_once() -> None:
    """UDP tells nothing of a server that is not there, but its computer does: nobody waits for half a minute."""
    with EnginePhone(quiet_config()) as phone:
        phone.engine.set_account(Account("a", "sip:a@127.0.0.1", registrar="sip:127.0.0.1:9"), "x")
        failed = phone.wait_for(
            RegistrationChanged, lambda event: event.state is RegistrationState.FAILED, timeout_s=20
        )
    assert (failed.cause, failed.status) == (RegistrationCause.CONNECTION_REFUSED, 503)
    assert failed.reason == "nothing listens at 127.0.0.1:9"
