"""Accounts against Kamailio as registrar and redirecting proxy."""

import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.call_events import CallAnswered, CallEnded, CallIncoming
from softphone.calls.engine_events import EngineLost
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged, RegistrationState
from tests.engine.engine_phone import EnginePhone
from tests.support.kamailio import Kamailio
from tests.support.ports import free_port
from tests.support.sipp import SippPeer, expect, refusal, say

_MOVED = {
    "moved": (301, "Moved Permanently", "<sip:new@127.0.0.1:5099>;q=0.5, <sip:late@127.0.0.1:5098>"),
    "proxied": (305, "Use Proxy", "<sip:127.0.0.1:5097>"),
}


@pytest.fixture(scope="module")
def exchange(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kamailio]:
    with Kamailio(tmp_path_factory.mktemp("kamailio"), redirects=_MOVED) as exchange:
        yield exchange


def _account(exchange: Kamailio, user: str, transport: Transport = Transport.UDP) -> Account:
    here = f"127.0.0.1:{exchange.port}"
    return Account(
        user, f"sip:{user}@{here}", registrar=f"sip:{here}", transport=transport, display_name='A "B" C'
    )


def _register(phone: EnginePhone, account: Account, password: str) -> RegistrationChanged:
    phone.engine.set_account(account, password)
    return phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED)


def _wait_for_failure(phone: EnginePhone, account_id: str) -> RegistrationChanged:
    return _wait_for_state(phone, account_id, RegistrationState.FAILED)


def _wait_for_state(
    phone: EnginePhone, account_id: str, state: RegistrationState, after: int = 0
) -> RegistrationChanged:
    wanted = (state, account_id)
    return phone.wait_for(
        RegistrationChanged, lambda event: (event.state, event.account_id) == wanted, after=after
    )


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_register_and_unregister(transport: Transport, exchange: Kamailio, phone: EnginePhone) -> None:
    """An account registers with digest authentication, and unregisters when it is taken away."""
    registered = _register(phone, _account(exchange, f"reg-{transport}", transport), exchange.password)
    assert (registered.status, registered.reason) == (200, "OK")
    assert 0 < registered.expires_s <= 300
    phone.engine.remove_account(f"reg-{transport}")
    phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.UNREGISTERED)


def test_wrong_password(exchange: Kamailio, phone: EnginePhone) -> None:
    """A refused registration says so, with the raw response."""
    phone.engine.set_account(_account(exchange, "wrong"), "not it")
    failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
    assert failed.status == 401
    assert failed.final_response.startswith(b"SIP/2.0 401 ")
    assert b"WWW-Authenticate" in failed.final_response


def test_corrected_password(exchange: Kamailio, phone: EnginePhone) -> None:
    """Setting the account again with the right password registers it."""
    phone.engine.set_account(_account(exchange, "typo"), "not it")
    phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
    assert _register(phone, _account(exchange, "typo"), exchange.password).status == 200


def test_registrar_that_redirects(phone: EnginePhone, tmp_path: Path) -> None:
    """A registrar that has moved is not followed: its raw answer is reported."""
    moved = say("301 Moved Permanently", "Contact: <sip:127.0.0.1:5096>")
    with SippPeer(tmp_path, [expect("REGISTER"), moved]) as registrar:
        here = f"sip:127.0.0.1:{registrar.port}"
        phone.engine.set_account(Account("a", f"sip:a@127.0.0.1:{registrar.port}", registrar=here), "x")
        failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
    assert failed.status == 301
    assert b"Contact: <sip:127.0.0.1:5096>" in failed.final_response


def test_silent_or_unreadable_registrar(phone: EnginePhone) -> None:
    """A registrar that is not there, or no address at all, fails with a reason."""
    nowhere = f"sip:127.0.0.1:{free_port()};transport=tcp"
    phone.engine.set_account(Account("gone", "sip:a@127.0.0.1", registrar=nowhere), "x")
    phone.engine.set_account(Account("odd", "sip:a b@127.0.0.1", registrar="sip:127.0.0.1"), "x")
    for account_id, status in (("gone", 503), ("odd", 400)):
        failed = _wait_for_failure(phone, account_id)
        assert failed.status == status
        assert failed.reason


def test_account_without_a_registrar(phone: EnginePhone, tmp_path: Path) -> None:
    """An account that registers nowhere gives its name to calls."""
    phone.engine.set_account(Account("name", "sip:anna@office.example", display_name="Anna Ø"), "")
    assert phone.wait_for(RegistrationChanged).state is RegistrationState.NONE
    with SippPeer(tmp_path, refusal("404 Not Found")) as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="name")
        phone.wait_for(CallEnded)
        assert 'From: "Anna Ø" <sip:anna@office.example>'.encode() in peer.wait_for(b"INVITE")


def test_outbound_proxy(phone: EnginePhone, tmp_path: Path) -> None:
    """An account's proxy gets its calls, with a loose Route; a route of the call goes before it."""
    with (
        SippPeer(tmp_path, refusal("404 Not Found")) as proxy,
        SippPeer(tmp_path, refusal("480 Away")) as other,
    ):
        account = Account("p", "sip:anna@office.example", proxy=f"sip:127.0.0.1:{proxy.port}")
        phone.engine.set_account(account, "")
        phone.engine.invite(1, "sip:x@192.0.2.1", account_id="p")
        assert phone.wait_for_end(1).status == 404
        phone.engine.invite(2, "sip:x@192.0.2.1", account_id="p", route=f"sip:127.0.0.1:{other.port}")
        assert phone.wait_for_end(2).status == 480
        assert b"sip:anna@office.example" in other.wait_for(b"INVITE sip:x@192.0.2.1 ")


def test_more_accounts_than_the_library_holds(phone: EnginePhone) -> None:
    """The seventh account is refused, and told who is there; the library itself would abort at it."""
    for number in range(7):
        phone.engine.set_account(Account(f"a{number}", f"sip:a{number}@office.example"), "")
    failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
    assert (failed.account_id, failed.cause) == ("a6", RegistrationCause.NO_PLACE)
    assert failed.reason == ", ".join(f"a{number}@office.example" for number in range(6))
    phone.engine.invite(1, "sip:somebody@127.0.0.1:9", account_id="a6")
    assert "more than 6 accounts" in phone.wait_for_end(1).reason


def test_an_account_without_a_place_gets_the_next_free_one(exchange: Kamailio, phone: EnginePhone) -> None:
    """Who came too late is registered as soon as another account goes; who still has no place hears who is there."""
    for number in range(8):
        phone.engine.set_account(_account(exchange, f"late{number}"), exchange.password)
    for number in range(8):
        end = RegistrationState.REGISTERED if number < 6 else RegistrationState.FAILED
        _wait_for_state(phone, f"late{number}", end)
    after = len(phone.events)
    phone.engine.set_account(replace(_account(exchange, "late7"), enabled=False), exchange.password)
    phone.engine.set_account(_account(exchange, "late8"), exchange.password)
    phone.engine.remove_account("late0")
    _wait_for_state(phone, "late6", RegistrationState.REGISTERED, after)
    told = phone.wait_for(RegistrationChanged, lambda event: "late6@" in event.reason, after=after)
    assert (told.account_id, told.cause) == ("late8", RegistrationCause.NO_PLACE)
    assert "late0@" not in told.reason
    told_of = {event.account_id for event in phone.events[after:] if isinstance(event, RegistrationChanged)}
    assert "late7" not in told_of


def test_call_through_the_registrar(exchange: Kamailio, phone: EnginePhone, other_phone: EnginePhone) -> None:
    """Two registered phones call each other by name; the incoming call names its account."""
    _register(phone, _account(exchange, "anna"), exchange.password)
    _register(other_phone, _account(exchange, "boris"), exchange.password)
    phone.engine.invite(1, f"sip:boris@127.0.0.1:{exchange.port}", account_id="anna")
    incoming = other_phone.wait_for(CallIncoming)
    assert (incoming.account_id, incoming.from_display_name) == ("boris", b'A "B" C')
    assert incoming.from_uri == b"sip:anna@127.0.0.1"
    other_phone.engine.answer(incoming.call_id)
    phone.wait_for(CallAnswered)
    other_phone.engine.hang_up(incoming.call_id)
    assert phone.wait_for(CallEnded).by_peer


@pytest.mark.parametrize(("user", "status"), [("moved", 301), ("proxied", 305)])
def test_redirect_behind_a_challenge(user: str, status: int, exchange: Kamailio, phone: EnginePhone) -> None:
    """The 407 is answered by itself and is no end; the 3xx after it is."""
    _register(phone, _account(exchange, "caller"), exchange.password)
    phone.engine.invite(1, f"sip:{user}@127.0.0.1:{exchange.port}", account_id="caller")
    ended = phone.wait_for(CallEnded)
    assert ended.status == status
    assert f"Contact: {_MOVED[user][2]}".encode() in ended.final_response


def test_registered_again_after_a_kill(exchange: Kamailio, phone: EnginePhone) -> None:
    """A killed engine is registered again within three seconds, without being told the password again."""
    _register(phone, _account(exchange, "back"), exchange.password)
    for last in (False, False, True):
        after, start = len(phone.events), time.monotonic()
        phone.signal(signal.SIGKILL)
        lost = phone.wait_for(EngineLost, after=after)
        phone.wait_for(
            RegistrationChanged,
            lambda event: event.state is RegistrationState.REGISTERED,
            after=phone.events.index(lost, after),
        )
        took_s = time.monotonic() - start
        if took_s < 3.0:
            return
        assert not last, took_s


@pytest.mark.parametrize(
    ("own", "called", "answered"),
    [
        ("127.0.0.1", "127.0.0.1:{port}", True),
        ("127.0.0.1", "localhost:{port}", False),
        ("localhost", "localhost:{port};maddr=127.0.0.1", False),
        ("localhost", "localhost:{port};m%61ddr=127.0.0.1", False),
    ],
)
def test_credentials_go_to_the_accounts_own_hosts_only(
    own: str, called: str, answered: bool, tmp_path: Path, phone: EnginePhone
) -> None:
    """A stranger that a redirect led to challenges with a nonce of its own: it gets no digest of the password.

    Where a request goes is said by `maddr` before the host (RFC 3261 section 19.1.1).
    """
    challenge = 'WWW-Authenticate: Digest realm="asterisk", nonce="chosen-by-me"'
    phone.engine.set_account(Account("anna", f"sip:anna@{own}"), "secret")
    phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.NONE)
    steps = (*refusal("401 Unauthorized", challenge), *refusal("486 Busy Here"))
    with SippPeer(tmp_path, steps) as stranger:
        phone.engine.invite(1, f"sip:x@{called.format(port=stranger.port)}", account_id="anna")
        ended = phone.wait_for(CallEnded)
        received = b"".join(stranger.received())
    assert f"From: <sip:anna@{own}>".encode() in received
    assert (ended.status, b"Authorization:" in received) == ((486, True) if answered else (401, False))


def test_an_emergency_service_is_called_through_the_accounts_server(
    tmp_path: Path, phone: EnginePhone
) -> None:
    """RFC 5031: the Request-URI stays the service's, and the account's server gets it as a route."""
    with SippPeer(tmp_path, refusal("486 Busy Here")) as server:
        account = Account("anna", f"sip:anna@127.0.0.1:{server.port}")
        phone.engine.set_account(account, "")
        phone.engine.invite(1, "urn:service:sos.police", account_id="anna")
        assert phone.wait_for(CallEnded).status == 486
        invite = server.wait_for(b"INVITE")
    assert invite.startswith(b"INVITE urn:service:sos.police SIP/2.0\r\n")
    assert f"Route: <sip:127.0.0.1:{server.port};lr>".encode() in invite


def test_an_emergency_service_without_an_account(phone: EnginePhone) -> None:
    """Nobody knows where to send it: said at once."""
    phone.engine.invite(1, "urn:service:sos")
    ended = phone.wait_for(CallEnded)
    assert (ended.status, "account" in ended.reason) == (400, True)
