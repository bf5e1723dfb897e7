"""SIP MESSAGE: what is sent, what comes back raw, who gets credentials, and what others send us."""

import re

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.company_events import MessageAnswered, MessageReceived
from softphone.calls.engine_events import EngineFault, EngineLost
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, body, header

_TEXT = "Перезвоню в 15:00 — Анна €"
_CHALLENGE = b'WWW-Authenticate: Digest realm="here", nonce="n1", qop="auth,auth-int", algorithm=%s'


def _set(phone: EnginePhone, account: Account, password: str = "") -> None:
    phone.engine.set_account(account, password)
    phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.NONE)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_a_message_is_taken(transport: str, phone: EnginePhone) -> None:
    """The text goes out as UTF-8 with our headers, and the 202 comes up."""
    with RawLine(transport=transport) as peer:
        uri = f"sip:anna@127.0.0.1:{peer.port};transport={transport}"
        phone.engine.send_message(5, uri, _TEXT, headers=[("Subject", "Привет")])
        request = peer.wait_for(b"MESSAGE ")
        peer.answer(request, b"202 Accepted")
        answered = phone.wait_for(MessageAnswered)
    assert request.startswith(f"MESSAGE {uri} SIP/2.0\r\n".encode())
    assert header(request, b"content-type") == b"text/plain;charset=utf-8"
    assert header(request, b"subject").decode() == "Привет"
    assert body(request).decode() == _TEXT
    assert (answered.call_id, answered.status, answered.reason) == (5, 202, "Accepted")
    assert (answered.transport, answered.source) == (transport, f"127.0.0.1:{peer.port}")
    assert answered.from_next_hop is True


@pytest.mark.parametrize(
    "contact", [b"<sip:new@127.0.0.1:9>;q=0.5, <mailto:a@b>", b"<sip:c@127.0.0.1:9>;q=.5"]
)
def test_a_redirected_message_comes_up_raw(contact: bytes, phone: EnginePhone) -> None:
    """A 302, also one that the library cannot read, is told byte by byte, once, and not followed."""
    with RawLine() as peer:
        phone.engine.send_message(1, f"sip:anna@127.0.0.1:{peer.port}", "x")
        sent = peer.answer(peer.wait_for(b"MESSAGE "), b"302 Moved", b"Contact: " + contact, body=b"why")
        answered = phone.wait_for(MessageAnswered)
        assert peer.is_silent(b"MESSAGE sip:new", 0.2)
    assert (answered.status, answered.final_response, answered.from_next_hop) == (302, sent, True)
    assert len([event for event in phone.events if isinstance(event, MessageAnswered)]) == 1


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256"])
def test_a_challenge_of_the_accounts_own_host_is_answered(algorithm: str, phone: EnginePhone) -> None:
    """The second request answers the challenge; a second refusal is the end."""
    with RawLine() as peer:
        _set(phone, Account("anna", f"sip:anna@127.0.0.1:{peer.port}"), "secret")
        phone.engine.send_message(1, f"sip:x@127.0.0.1:{peer.port}", "x", account_id="anna")
        first = peer.wait_for(b"MESSAGE ")
        peer.answer(first, b"401 Unauthorized", _CHALLENGE % algorithm.encode())
        second = peer.wait_for(b"MESSAGE ")
        answer = header(second, b"authorization").decode()
        peer.answer(second, b"401 Unauthorized", _CHALLENGE % algorithm.encode())
        assert phone.wait_for(MessageAnswered).status == 401
    assert header(first, b"authorization") == b""
    assert re.match(
        rf'Digest username="anna", realm="here", nonce="n1", uri="sip:x@127.0.0.1:{peer.port}"', answer
    )
    assert f"algorithm={algorithm}" in answer
    assert "secret" not in answer


def test_an_account_on_tcp_answers_too(phone: EnginePhone) -> None:
    """The account's transport carries the message to its own domain, and the answered challenge with it."""
    with RawLine(transport="tcp") as peer:
        account = Account("t", f"sip:anna@127.0.0.1:{peer.port}", transport=Transport.TCP, auth_user="login")
        _set(phone, account, "secret")
        phone.engine.send_message(1, f"sip:x@127.0.0.1:{peer.port}", "x", account_id="t")
        peer.answer(
            peer.wait_for(b"MESSAGE "), b"407 Proxy", b'Proxy-Authenticate: Digest realm="r", nonce="n"'
        )
        request = peer.wait_for(b"MESSAGE ")
        peer.answer(request, b"200 OK")
        assert phone.wait_for(MessageAnswered).status == 200
    assert header(request, b"proxy-authorization").startswith(b'Digest username="login", realm="r"')


@pytest.mark.parametrize("route", [False, True])
def test_a_stranger_gets_no_digest(route: bool, phone: EnginePhone) -> None:
    """Whoever a redirect leads to, directly or as a proxy, may ask for credentials in vain."""
    with RawLine() as peer:
        _set(phone, Account("anna", "sip:anna@office.example"), "secret")
        here = f"127.0.0.1:{peer.port}"
        if route:
            phone.engine.send_message(1, "sip:x@office.example", "x", account_id="anna", route=f"sip:{here}")
        else:
            phone.engine.send_message(1, f"sip:x@{here}", "x", account_id="anna")
        request = peer.wait_for(b"MESSAGE ")
        peer.answer(request, b"401 Unauthorized", _CHALLENGE % b"MD5")
        assert phone.wait_for(MessageAnswered).status == 401
        assert peer.is_silent(b"MESSAGE", 0.2)
    assert header(request, b"from").startswith(b"<sip:anna@office.example>")
    assert header(request, b"route") == (f"<sip:{here};lr>".encode() if route else b"")


@pytest.mark.parametrize(
    ("uri", "text", "status"),
    [
        ("sip:x@127.0.0.1:9", "й" * 700, 413),
        ("sip:x@127.0.0.1:9;transport=tcp", "й" * 1600, 413),
        ("mailto:a@b", "x", 400),
        ("sip:x@127.0.0.1:9", "a\0b", 400),
        ("sip:x@127.0.0.1:1;transport=tcp", "x", 503),
        ("sip:x@no-such-host.invalid", "x", 503),
    ],
)
def test_a_message_that_cannot_go_out(uri: str, text: str, status: int, phone: EnginePhone) -> None:
    """It is answered once, with a reason."""
    phone.engine.send_message(1, uri, text)
    answered = phone.wait_for(MessageAnswered)
    assert (answered.status, bool(answered.reason), answered.final_response) == (status, True, b"")
    phone.run_for(0.1)
    assert len([event for event in phone.events if isinstance(event, MessageAnswered)]) == 1


def test_a_message_is_given_up(phone: EnginePhone) -> None:
    """Hanging up a message that nobody answers ends it with 487; a late answer changes nothing."""
    with RawLine() as peer:
        phone.engine.send_message(1, f"sip:x@127.0.0.1:{peer.port}", "x")
        request = peer.wait_for(b"MESSAGE ")
        phone.engine.hang_up(1)
        assert phone.wait_for(MessageAnswered).status == 487
        peer.answer(request, b"200 OK")
        phone.run_for(0.1)
    assert len([event for event in phone.events if isinstance(event, MessageAnswered)]) == 1


def test_a_message_in_flight_is_lost_with_the_engine(phone: EnginePhone) -> None:
    """The core is told its number, as with a call."""
    with RawLine() as peer:
        phone.engine.send_message(7, f"sip:x@127.0.0.1:{peer.port}", "x")
        peer.wait_for(b"MESSAGE ")
        phone.signal(9)
        assert phone.wait_for(EngineLost).lost_calls == (7,)


def test_two_phones_write_to_each_other(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """What one sends the other receives, 200 without anybody doing anything."""
    phone.engine.send_message(1, f"sip:boris@{other_phone.address}", _TEXT)
    received = other_phone.wait_for(MessageReceived)
    assert phone.wait_for(MessageAnswered).status == 200
    assert (received.body.decode(), received.content_type) == (_TEXT, b"text/plain;charset=utf-8")
    assert (received.account_id, received.source) == ("", phone.address)
    assert received.to_uri.startswith(b"sip:boris@127.0.0.1")


@pytest.mark.parametrize(
    ("content_type", "content"),
    [
        (b"text/html", b"<b>hi</b>"),
        (b"multipart/mixed;boundary=x", b"--x\r\nContent-Type: text/plain\r\n\r\nhi\r\n--x--\r\n"),
        (b"text/plain;charset=koi8-r", b"\xf0\xd2\xc9\xd7\xc5\xd4"),
    ],
)
def test_other_types_come_as_they_are(content_type: bytes, content: bytes, phone: EnginePhone) -> None:
    """Bytes of any type and charset are passed on unread."""
    with RawLine(phone.ready.udp_port) as peer:
        peer.request("MESSAGE", b"Content-Type: " + content_type, body=content)
        received = phone.wait_for(MessageReceived)
        peer.wait_for(b"SIP/2.0 200")
    assert (received.content_type, received.body) == (content_type, content)


def test_a_flood_of_messages(phone: EnginePhone) -> None:
    """Only the first ones and ten a second are passed on, and the engine goes on answering."""
    with RawLine(phone.ready.udp_port) as peer:
        for number in range(1, 301):
            peer.request("MESSAGE", b"Content-Type: text/plain", body=b"spam", cseq=number)
            if number % 30 == 0:  # a datagram socket holds so many
                while header(peer.wait_for(b"SIP/2.0 200"), b"cseq") != b"%d MESSAGE" % number:
                    pass
        phone.run_for(0.1)
    received = [event for event in phone.events if isinstance(event, MessageReceived)]
    assert 20 <= len(received) < 150
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]
