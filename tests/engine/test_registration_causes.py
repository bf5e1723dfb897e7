"""Why a registration failed: each cause that has a cure of its own is told apart."""

import socket
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.call_events import CallEnded
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged, RegistrationState
from softphone.engine.registration_cause import cause_of
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine
from tests.support.kamailio import Kamailio
from tests.support.ports import free_port


def _failed(phone: EnginePhone, account: Account, password: str) -> RegistrationChanged:
    phone.engine.set_account(account, password)
    return phone.wait_for(
        RegistrationChanged, lambda event: event.state is RegistrationState.FAILED, timeout_s=20
    )


def test_a_wrong_password(phone: EnginePhone, tmp_path: Path) -> None:
    """The server has refused credentials."""
    with Kamailio(tmp_path) as exchange:
        here = f"127.0.0.1:{exchange.port}"
        failed = _failed(phone, Account("a", f"sip:a@{here}", registrar=f"sip:{here}"), "not it")
    assert (failed.cause, failed.status) == (RegistrationCause.CREDENTIALS, 401)


def test_an_unknown_host(phone: EnginePhone) -> None:
    """No name server knows the registrar; the reason names it."""
    failed = _failed(phone, Account("a", "sip:a@nowhere.invalid", registrar="sip:nowhere.invalid"), "x")
    assert failed.cause is RegistrationCause.UNKNOWN_HOST
    assert failed.reason.startswith("nowhere.invalid: ")


@pytest.mark.parametrize("transport", list(Transport))
def test_a_closed_port(transport: Transport, phone: EnginePhone) -> None:
    """The computer is there, and nothing listens."""
    registrar = f"sip:127.0.0.1:{free_port()}"
    failed = _failed(phone, Account("a", "sip:a@127.0.0.1", registrar=registrar, transport=transport), "x")
    assert failed.cause is RegistrationCause.CONNECTION_REFUSED


def test_a_port_that_speaks_no_tls(phone: EnginePhone) -> None:
    """A server without TLS at a port for TLS is a matter of certificates and their settings."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        account = Account(
            "a",
            "sip:a@127.0.0.1",
            registrar=f"sip:127.0.0.1:{listener.getsockname()[1]}",
            transport=Transport.TLS,
        )
        phone.engine.set_account(account, "x")
        line, _ = listener.accept()
        with line:
            line.recv(1000)
            line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        failed = phone.wait_for(
            RegistrationChanged, lambda event: event.state is RegistrationState.FAILED, timeout_s=20
        )
    assert failed.cause is RegistrationCause.CERTIFICATE


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (b"403 Forbidden", RegistrationCause.CREDENTIALS),
        (b"404 Not Found", RegistrationCause.UNKNOWN_ADDRESS),
        (b"302 Moved Temporarily", RegistrationCause.MOVED),
        (b"503 Service Unavailable", RegistrationCause.SERVER),
        (b"400 Bad Request", RegistrationCause.OTHER),
    ],
)
def test_what_a_server_answers(answer: bytes, cause: RegistrationCause, phone: EnginePhone) -> None:
    """The status says whose the next step is."""
    with RawLine() as server:
        here = f"127.0.0.1:{server.port}"
        phone.engine.set_account(Account("a", f"sip:a@{here}", registrar=f"sip:{here}"), "x")
        server.answer(server.wait_for(b"REGISTER"), answer, b"Contact: <sip:127.0.0.1:9>")
        failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
    assert failed.cause is cause
    assert failed.status == int(answer[:3])


@pytest.mark.parametrize(
    ("challenge", "cause"),
    [
        (b"algorithm=SHA-512-256", RegistrationCause.UNKNOWN_DIGEST),
        (b'algorithm=MD5-sess, qop="auth"', RegistrationCause.UNKNOWN_DIGEST),
        (b'qop="auth-int"', RegistrationCause.UNKNOWN_DIGEST),
        (b'algorithm=SHA-256, qop="auth-int,auth"', RegistrationCause.CREDENTIALS),
    ],
)
def test_a_challenge_that_cannot_be_answered(
    challenge: bytes, cause: RegistrationCause, phone: EnginePhone
) -> None:
    """Where no password would do, the password is not blamed."""
    with RawLine() as server:
        here = f"127.0.0.1:{server.port}"
        phone.engine.set_account(Account("a", f"sip:a@{here}", registrar=f"sip:{here}"), "x")
        asked = b'WWW-Authenticate: Digest realm="r", nonce="n", ' + challenge
        while not [event for event in phone.events if isinstance(event, RegistrationChanged) and event.cause]:
            server.answer(server.wait_for(b"REGISTER"), b"401 Unauthorized", asked)
            phone.run_for(0.3)
    failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
    assert (failed.status, failed.cause) == (401, cause)


def test_nobody_answers() -> None:
    """Half a minute of silence, and what the system says of it."""
    assert cause_of(408, "Request Timeout", b"") is RegistrationCause.NO_ANSWER
    assert cause_of(503, "Connection timed out", b"") is RegistrationCause.NO_ANSWER
    assert cause_of(503, "Network is unreachable", b"") is RegistrationCause.NO_NETWORK
    assert cause_of(503, "gethostbyname() has returned error (PJ_ERESOLVE)", b"") is (
        RegistrationCause.UNKNOWN_HOST
    )


def test_ipv6_is_refused_in_words(phone: EnginePhone) -> None:
    """The published wheel does not speak it: a call and an account are told so, and nothing aborts."""
    failed = _failed(phone, Account("a", "sip:a@[::1]", registrar="sip:[::1]"), "x")
    assert failed.cause is RegistrationCause.NO_IPV6
    phone.engine.invite(1, "sip:x@[::1]:5099")
    ended = phone.wait_for(CallEnded)
    assert (ended.status, "does not speak IPv6" in ended.reason) == (503, True)
