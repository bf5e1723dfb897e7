"""Connections of an account: one for everything, another when it is lost, and signs of life."""

import time

import pytest

from softphone.calls.accounts import Account, Reachability, Transport
from softphone.calls.company_events import MessageAnswered
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.stream_registrar import StreamRegistrar


def _account(port: int, transport: Transport, keep_alive_s: int = 15) -> Account:
    here = f"127.0.0.1:{port}"
    return Account(
        "a",
        f"sip:anna@{here}",
        registrar=f"sip:{here}",
        transport=transport,
        watch_voicemail=False,
        reachability=Reachability(keep_alive_s=keep_alive_s),
    )


def _wait_until_registered(phone: EnginePhone, after: int = 0) -> None:
    phone.wait_for(
        RegistrationChanged,
        lambda event: event.state is RegistrationState.REGISTERED,
        after=after,
        timeout_s=20,
    )


def test_everything_of_an_account_goes_over_one_connection(phone: EnginePhone) -> None:
    """Registration, calls and messages share it."""
    with StreamRegistrar() as server:
        phone.engine.set_account(_account(server.port, Transport.TCP), "x")
        _wait_until_registered(phone)
        for call_id in (1, 2):
            phone.engine.invite(call_id, f"sip:boris@127.0.0.1:{server.port}", account_id="a")
            assert phone.wait_for_end(call_id).status == 404
        phone.engine.send_message(3, f"sip:boris@127.0.0.1:{server.port}", "hello", account_id="a")
        assert phone.wait_for(MessageAnswered).status == 200
        assert {method for method, _ in server.methods} >= {b"REGISTER", b"INVITE", b"MESSAGE"}
        assert server.connections == 1


def test_a_lost_connection_is_made_anew(phone: EnginePhone) -> None:
    """The server has hung up: the account registers over another connection, and calls take that one."""
    with StreamRegistrar() as server:
        phone.engine.set_account(_account(server.port, Transport.TCP), "x")
        _wait_until_registered(phone)
        after = len(phone.events)
        server.hang_up()
        _wait_until_registered(phone, after)
        phone.engine.invite(1, f"sip:boris@127.0.0.1:{server.port}", account_id="a")
        assert phone.wait_for_end(1).status == 404
        assert server.methods[-1][1] == server.connections == 2


def _signs_of_life(phone: EnginePhone, keep_alive_s: int, seconds: float) -> int:
    """How many CRLFs came from the phone's SIP port to its registrar."""
    with RawLine() as server:
        phone.engine.set_account(_account(server.port, Transport.UDP, keep_alive_s), "x")
        request = server.wait_for(b"REGISTER")
        server.answer(request, b"200 OK", b"Contact: " + header(request, b"contact"), b"Expires: 300")
        _wait_until_registered(phone)
        server._socket.settimeout(0.1)
        count = 0
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                data, sender = server._socket.recvfrom(2000)
            except TimeoutError:
                continue
            count += data == b"\r\n" and sender[1] == phone.ready.udp_port
        return count


@pytest.mark.parametrize(("keep_alive_s", "lives"), [(2, True), (0, False)])
def test_signs_of_life(keep_alive_s: int, lives: bool, phone: EnginePhone) -> None:
    """A NAT's hole for the phone's port is kept open as often as the account says, or not at all."""
    assert (_signs_of_life(phone, keep_alive_s, 4.5) > 0) is lives


def test_a_registration_for_two_seconds(phone: EnginePhone) -> None:
    """It is refreshed before the time is up, which is no news; the next for a minute is left to the library."""
    with RawLine() as server:
        phone.engine.set_account(_account(server.port, Transport.UDP), "x")
        contact = b"Contact: %s;expires=%d"
        requests, known = [], {0}
        for expires_s in (2, 60):
            request = server.wait_for(b"REGISTER")
            requests.append((time.monotonic(), header(request, b"cseq")))
            server.answer(request, b"200 OK", contact % (header(request, b"contact"), expires_s))
            phone.wait_for(RegistrationChanged, lambda event: event.expires_s not in known)
            known.add(expires_s)
        assert requests[1][1] != requests[0][1]
        assert requests[1][0] - requests[0][0] > 0.9
        assert server.is_silent(b"REGISTER", 1.2)
    states = [event.state for event in phone.events if isinstance(event, RegistrationChanged)]
    assert states[-2:] == [RegistrationState.REGISTERED] * 2
