"""Challenges in schemes that the library cannot read: what stands beside them is answered, and nobody waits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.accounts import Account, Transport
from softphone.calls.company_events import MessageAnswered
from softphone.calls.engine_events import MessageSeen
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged, RegistrationState
from softphone.engine import other_schemes
from softphone.engine.digest import is_beyond_us
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header

_BASIC = b'WWW-Authenticate: Basic realm="x"'
_BEARER = b'WWW-Authenticate: Bearer realm="x", authz_server="https://x.example",\r\n scope="a"'
_DIGEST = b'WWW-Authenticate: Digest realm="x", nonce="n", algorithm=SHA-256, qop="auth"'


def readable(raw: bytes) -> bytes:
    """What becomes of an answer that came by UDP."""
    return other_schemes.readable(raw, comes_by_udp=True)


def _answer(*lines: bytes, status: bytes = b"401", body: bytes = b"") -> bytes:
    return b"\r\n".join([b"SIP/2.0 " + status + b" Who?", b"Call-ID: c", *lines, b"", body])


@pytest.mark.parametrize(
    "challenge",
    [
        _BASIC,
        _BEARER,
        b"proxy-authenticate :\n\tNegotiate",
        b"WWW-Authenticate:",
        b'WWW-Authenticate: "',
        b"WWW-Authenticate: =,",
    ],
)
def test_other_schemes_become_a_digest_that_nobody_knows(challenge: bytes) -> None:
    """Each alone; what else there is stays, a Digest and the body too."""
    raw = _answer(b"X: 1", challenge, _DIGEST, body=_BASIC)
    again = readable(raw)
    assert again.startswith(_answer(b"X: 1")[:-2])
    assert again.endswith(b"\r\n" + _DIGEST + b"\r\n\r\n" + _BASIC)
    alone = readable(_answer(challenge, status=b"407" if challenge[:1] == b"p" else b"401"))
    assert is_beyond_us(alone, 407 if challenge[:1] == b"p" else 401)
    assert readable(again) == b""


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        _answer(_DIGEST),
        _answer(_BASIC, status=b"200"),
        _answer(_BASIC, b"X: " + b"x" * 4000),
        _answer(body=_BASIC),
        b"REGISTER sip:a SIP/2.0\r\n" + _BASIC + b"\r\n\r\n",
    ],
)
def test_others_are_left_alone(raw: bytes) -> None:
    """Nothing to change, no challenge, or too long for the library."""
    assert readable(raw) == b""


@given(
    st.lists(
        st.sampled_from([b"\r\nWWW-Authenticate:", b"\r\n", b"Digest ", b"Basic"]) | st.binary(max_size=9)
    )
)
def test_any_bytes(pieces: list[bytes]) -> None:
    """What is read again is not read a third time."""
    again = readable(b"SIP/2.0 401 Who?" + b"".join(pieces))
    assert not again or not readable(again)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_registration(transport: Transport, phone: EnginePhone) -> None:
    """A Digest beside a Bearer is answered; a Basic alone ends it at once, and comes from the server for all to see."""
    with RawLine(transport=transport) as server:
        here = f"127.0.0.1:{server.port}"
        account = Account("a", f"sip:anna@{here}", registrar=f"sip:{here}", transport=transport)
        phone.engine.set_account(account, "secret")
        server.answer(server.wait_for(b"REGISTER"), b"401 Who?", _BEARER, _DIGEST)
        while not header(answered := server.wait_for(b"REGISTER"), b"authorization"):
            pass  # sent twice, on a slow machine
        server.answer(answered, b"401 Who?", _BASIC)
        failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
        assert (failed.cause, failed.status) == (RegistrationCause.UNKNOWN_DIGEST, 401)
        assert (failed.source, failed.transport, failed.from_next_hop) == (here, transport, True)
        phone.wait_for(MessageSeen, lambda event: _BASIC in event.raw)
    assert not [
        event for event in phone.events if isinstance(event, MessageSeen) and b"algorithm=B" in event.raw
    ]


def test_calls_still_come_by_the_connection(phone: EnginePhone) -> None:
    """Where the server has seen us there is nothing for UDP, which the library gets such an answer by."""
    with RawLine(transport="tcp") as server:
        here = f"127.0.0.1:{server.port}"
        account = Account("a", f"sip:anna@{here}", registrar=f"sip:{here}", transport=Transport.TCP)
        phone.engine.set_account(account, "secret")
        request = server.wait_for(b"REGISTER").replace(b";rport", b";received=127.0.0.9;rport=4242", 1)
        server.answer(request, b"401 Who?", _BEARER, _DIGEST)
        assert b";transport=TCP" in header(server.wait_for(b"REGISTER"), b"contact")


def test_a_refusal_of_another_kind(phone: EnginePhone) -> None:
    """A challenge beside it keeps nobody waiting, either."""
    with RawLine() as server:
        here = f"127.0.0.1:{server.port}"
        phone.engine.set_account(Account("a", f"sip:anna@{here}", registrar=f"sip:{here}"), "secret")
        server.answer(server.wait_for(b"REGISTER"), b"403 Forbidden", _BASIC)
        failed = phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.FAILED)
        assert (failed.status, failed.source) == (403, here)


def test_where_we_were_seen() -> None:
    """It is left away in our own Via alone, and stays in what came by UDP."""
    seen = b"v: SIP/2.0/TCP a:1;branch=b;Received=1.2.3.4\r\n ;rport=5;x=y"
    raw = _answer(seen, seen, _BASIC)
    assert readable(raw).count(b"=1.2.3.4") == 2
    again = other_schemes.readable(raw, comes_by_udp=False)
    assert b"v: SIP/2.0/TCP a:1;branch=b;x=y\r\n" + seen in again


def test_a_call_and_a_message(phone: EnginePhone) -> None:
    """They end at once, too."""
    with RawLine() as server:
        here = f"127.0.0.1:{server.port}"
        phone.engine.set_account(Account("a", f"sip:anna@{here}"), "secret")
        phone.engine.invite(1, f"sip:boris@{here}", account_id="a")
        server.answer(server.wait_for(b"INVITE"), b"401 Who?", _BASIC)
        server.wait_for(b"ACK")
        phone.wait_for_end(1)
        phone.engine.invite(2, f"sip:boris@{here}", account_id="a")
        server.answer(server.wait_for(b"INVITE"), b"401 Who?", _BASIC, b"Contact: <sip:a@b>;q=.5")
        server.wait_for(b"ACK")  # though it cannot be read at all
        ended = phone.wait_for_end(2)
        assert (ended.status, ended.source, ended.from_next_hop) == (401, here, True)
        phone.engine.send_message(3, f"sip:boris@{here}", "hello", account_id="a")
        server.answer(server.wait_for(b"MESSAGE"), b"401 Who?", _BASIC)
        assert phone.wait_for(MessageAnswered).status == 401
