"""What the engine tells of the wire: every message of a call, none of the secrets, and where answers came from."""

import socket
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallAnswered, CallEnded, CallIncoming
from softphone.calls.company_events import MessageAnswered
from softphone.calls.engine_events import MessageSeen
from softphone.calls.event import Event
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.engine.wire import MOST_BYTES, MOST_OF_NO_CALL, MOST_PER_CALL, TOLD_AFTER_S, Wire, blanked
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import SDP, RawLine, header

_ANSWER = (
    b'Digest username="anna", realm="here, there", nonce="n\\"1", uri="sip:x@y;response=1", '
    b'response="0123456789abcdef", algorithm=MD5, cnonce="c0ffee", qop=auth, nc=00000001, secret=hunter2'
)


def _ladder(phone: EnginePhone, call_id: int, last: bytes) -> list[tuple[bool, str]]:
    """Direction and first line (of a request: the method) of a call's messages, once `last` has been told."""
    phone.wait_for(MessageSeen, lambda event: event.call_id == call_id and event.raw.startswith(last))
    return [
        (event.sent, event.raw.decode().partition("\r\n")[0].removeprefix("SIP/2.0 ").partition(" sip:")[0])
        for event in phone.events
        if isinstance(event, MessageSeen) and event.call_id == call_id
    ]


def test_a_call_behind_a_challenge_that_moves(phone: EnginePhone) -> None:
    """Each message of the leg is told in order with its time and peer; what answers the challenge is blanked."""
    begun = time.time()
    with RawLine() as peer:
        here = f"127.0.0.1:{peer.port}"
        phone.engine.set_account(Account("anna", f"sip:anna@{here}"), "secret")
        phone.wait_for(RegistrationChanged)
        phone.engine.invite(3, f"sip:x@{here}", account_id="anna")
        first = peer.wait_for(b"INVITE")
        peer.answer(first, b"401 No", b'WWW-Authenticate: Digest realm="r", nonce="n1", qop="auth"')
        second = peer.wait_for(b"INVITE")
        while header(second, b"cseq") == header(first, b"cseq"):  # repeated on a slow machine
            second = peer.wait_for(b"INVITE")
        peer.answer(second, b"302 Moved", b"Contact: <sip:new@127.0.0.1>")
        peer.wait_for(b"ACK")
        ended = phone.wait_for(CallEnded)
        ladder = _ladder(phone, 3, b"SIP/2.0 302")
    assert ladder[:4] == [(True, "INVITE"), (False, "401 No"), (True, "ACK"), (True, "INVITE")]
    assert (False, "302 Moved") in ladder
    seen = [event for event in phone.events if isinstance(event, MessageSeen)]
    assert all(event.peer == here and event.transport == "udp" for event in seen)
    assert begun <= seen[0].at <= seen[-1].at <= time.time()
    assert [event.at for event in seen] == sorted(event.at for event in seen)
    answered = next(event.raw for event in seen if b"Authorization" in event.raw)
    sent = header(second, b"authorization")
    assert b'username="anna"' in answered
    for name in (b"response", b"cnonce"):
        secret = sent.partition(name + b'="')[2].partition(b'"')[0]
        assert secret
        assert all(secret not in event.raw for event in seen)
    assert ended.from_next_hop is True


def test_an_incoming_call_from_its_first_message(phone: EnginePhone) -> None:
    """The INVITE itself is told too, though it comes before the call has a number; so is the CANCEL."""
    with RawLine(phone.ready.udp_port) as caller:
        invite = caller.invite()
        call_id = phone.wait_for(CallIncoming).call_id
        caller.wait_for(b"SIP/2.0 180")
        caller.request("CANCEL")
        final = caller.wait_for(b"SIP/2.0 487")
        caller.request("ACK", to_tag=header(final, b"to").partition(b"tag=")[2])
        ladder = _ladder(phone, call_id, b"ACK")
    assert (ladder[0], ladder[-1]) == ((False, "INVITE"), (False, "ACK"))
    assert {(True, "180 Ringing"), (False, "CANCEL"), (True, "487 Request Terminated")} <= set(ladder)
    raw = next(event.raw for event in phone.events if isinstance(event, MessageSeen))
    assert raw == invite


def test_a_message_is_told_too(phone: EnginePhone) -> None:
    """A MESSAGE and its answer belong to the number that it was sent with."""
    with RawLine() as peer:
        phone.engine.send_message(9, f"sip:x@127.0.0.1:{peer.port}", "привет")
        peer.answer(peer.wait_for(b"MESSAGE"), b"200 OK")
        assert _ladder(phone, 9, b"SIP/2.0 200") == [(True, "MESSAGE"), (False, "200 OK")]


@pytest.mark.parametrize("contact", [b"<sip:evil@127.0.0.1:9>", b"<sip:evil@127.0.0.1:9>;q=.5"])
def test_an_answer_from_somewhere_else(contact: bytes, phone: EnginePhone) -> None:
    """A forged 301 ends the leg, as the protocol has it, but says that it is not from where the INVITE went."""
    with RawLine() as peer, socket.socket(type=socket.SOCK_DGRAM) as forger:
        forger.bind(("127.0.0.1", 0))
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        invite = peer.wait_for(b"INVITE")
        kept = [
            line
            for line in invite.split(b"\r\n")
            if line.partition(b":")[0] in (b"Via", b"From", b"To", b"Call-ID", b"CSeq")
        ]
        lines = [b"SIP/2.0 301 Moved", *kept, b"Contact: " + contact, b"Content-Length: 0", b"", b""]
        forger.sendto(b"\r\n".join(lines), ("127.0.0.1", phone.ready.udp_port))
        ended = phone.wait_for(CallEnded)
        assert (ended.status, ended.from_next_hop) == (301, False)
        assert ended.source == f"127.0.0.1:{forger.getsockname()[1]}"


@pytest.mark.parametrize("transport", ["udp", "tcp"])
@pytest.mark.parametrize("how", ["straight", "name", "route", "proxy"])
def test_an_answer_from_the_next_hop(how: str, transport: str, phone: EnginePhone) -> None:
    """Directly, by name, through a route and through an account's proxy: it came from where the INVITE went."""
    with RawLine(transport=transport) as peer:
        hop = f"sip:127.0.0.1:{peer.port};transport={transport}"
        route, account_id, uri = "", "", "sip:x@192.0.2.1"
        if how == "straight":
            uri = f"sip:x@127.0.0.1:{peer.port};transport={transport}"
        elif how == "name":
            uri = f"sip:x@localhost:{peer.port};transport={transport}"
        elif how == "route":
            route = hop
        else:
            phone.engine.set_account(Account("p", "sip:anna@office.example", proxy=hop), "")
            phone.wait_for(RegistrationChanged)
            account_id = "p"
        phone.engine.invite(1, uri, account_id=account_id, route=route)
        peer.answer(peer.wait_for(b"INVITE"), b"302 Moved", b"Contact: <sip:b@127.0.0.1>")
        ended = phone.wait_for(CallEnded)
    assert (ended.transport, ended.source, ended.from_next_hop) == (transport, f"127.0.0.1:{peer.port}", True)


def test_where_a_good_answer_came_from(phone: EnginePhone) -> None:
    """The 2xx of a call says it as well."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        peer.answer(peer.wait_for(b"INVITE"), b"200 OK", contact, b"Content-Type: application/sdp", body=SDP)
        answered = phone.wait_for(CallAnswered)
    assert (answered.source, answered.from_next_hop) == (f"127.0.0.1:{peer.port}", True)


@pytest.mark.parametrize("status", [b"302 Moved", b"380 Alternative Service", b"200 OK"])
def test_where_a_registrar_answered_from(status: bytes, phone: EnginePhone) -> None:
    """The answer to REGISTER says how and whence it came."""
    with RawLine() as peer:
        here = f"127.0.0.1:{peer.port}"
        phone.engine.set_account(Account("a", f"sip:a@{here}", registrar=f"sip:{here}"), "x")
        request = peer.wait_for(b"REGISTER")
        peer.answer(request, status, b"Contact: " + header(request, b"contact"), b"Expires: 60")
        changed = phone.wait_for(
            RegistrationChanged, lambda event: event.state is not RegistrationState.REGISTERING
        )
    assert (changed.transport, changed.source, changed.from_next_hop) == ("udp", here, True)
    assert changed.final_response.startswith(b"SIP/2.0 3") == status.startswith(b"3")


@pytest.mark.parametrize("name", [b"Authorization", b"proxy-authorization", b"AUTHORIZATION\t"])
def test_credentials_are_blanked(name: bytes) -> None:
    """Who and for what stays readable; what proves the password does not, nor does what nobody knows."""
    raw = b"INVITE sip:x@y SIP/2.0\r\n" + name + b": " + _ANSWER + b"\r\nCall-ID: 1\r\n\r\n"
    clean = blanked(raw)
    assert b'username="anna", realm="here, there", nonce="n\\"1", uri="sip:x@y;response=1"' in clean
    for secret in (b"0123456789abcdef", b"c0ffee", b"hunter2"):
        assert secret not in clean
    assert clean.endswith(b"\r\nCall-ID: 1\r\n\r\n")


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        (b"Authorization: Basic c2VjcmV0", b"Authorization: Basic ***"),
        (b"Authorization: Digest response=\r\n  c2VjcmV0", b'Authorization: Digest response="***"'),
        (b"Authorization:Digest  Response = c2VjcmV0", b'Authorization: Digest Response="***"'),
        (
            b'Authorization: digest realm=r,response="c2VjcmV0',
            b'Authorization: digest realm=r, response="***"',
        ),
        (b'Authentication-Info: rspauth="c2VjcmV0", nc=1', b'Authentication-Info: rspauth="***", nc=1'),
        (b"Authorization: c2VjcmV0", b"Authorization: ***"),
        (b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:c2VjcmV0|2^20", b"inline:***|2^20"),
    ],
)
def test_odd_credentials_are_blanked_too(line: bytes, kept: bytes) -> None:
    """Other schemes, folded lines, broken quotes and media keys."""
    clean = blanked(b"INVITE sip:x@y SIP/2.0\r\n" + line + b"\r\nTo: <sip:x@y>\r\n\r\n")
    assert b"c2VjcmV0" not in clean
    assert kept in clean
    assert b"\r\nTo: <sip:x@y>\r\n" in clean


@given(st.binary(max_size=300))
def test_blanking_takes_any_bytes(raw: bytes) -> None:
    """No message can break it, and what has no credentials is left as it is."""
    blanked(b"Authorization: " + raw)
    plain = raw.replace(b"uth", b"").replace(b"UTH", b"").replace(b"inline", b"")
    if b"uth" not in plain.lower():
        assert blanked(plain) == plain


class _Told:
    def __init__(self) -> None:
        self.events: list[Event] = []
        self.due: list[float] = []
        self.wire = Wire(self.events.append, lambda delay_s, _: self.due.append(delay_s))

    def pass_by(self, call: str, size: int = 0, number: int = 1) -> None:
        raw = f"INVITE sip:a@b SIP/2.0\r\nCall-ID: {call}\r\nCSeq: 1 INVITE\r\n\r\n".encode() + b"x" * size
        for _ in range(number):
            self.wire.note(sent=True, at=1.0, transport="udp", peer="1.2.3.4:5", raw=raw)


def test_what_is_told_is_bounded() -> None:
    """At most so many messages a call and outside of calls, so long each; one timer at a time."""
    told = _Told()
    told.pass_by("a", size=100_000)
    told.pass_by("nobody", number=3 * MOST_OF_NO_CALL)
    told.wire.trace(b"a", 7)
    told.wire.tell()
    for _ in range(4):
        told.pass_by("a", number=MOST_PER_CALL)
        told.wire.tell()
    seen = [event for event in told.events if isinstance(event, MessageSeen) and event.call_id]
    others = [event for event in told.events if isinstance(event, MessageSeen) and not event.call_id]
    assert len(seen) == MOST_PER_CALL
    assert MOST_OF_NO_CALL <= len(others) <= MOST_OF_NO_CALL + 10
    assert (len(seen[0].raw), seen[0].call_id) == (MOST_BYTES, 7)
    assert told.due == [TOLD_AFTER_S] * 5


def test_memory_is_bounded() -> None:
    """A flood of calls and requests is forgotten again, oldest first."""
    told = _Told()
    for number in range(3000):
        told.pass_by(f"call{number}")
        told.wire.trace(f"call{number}".encode(), number)
    told.wire.tell()
    seen = [event for event in told.events if isinstance(event, MessageSeen) and event.call_id]
    assert 0 < len(seen) < 100


def test_an_answer_to_nothing_that_we_sent() -> None:
    """Where it should come from cannot be told."""
    raw = b"SIP/2.0 301 Moved\r\nVia: SIP/2.0/UDP x\r\nCall-ID: zz\r\nCSeq: 1 INVITE\r\n\r\n"
    assert _Told().wire.origin_of(raw, "1.2.3.4:5").from_next_hop is None


def test_a_redirected_message_from_a_stranger(phone: EnginePhone) -> None:
    """A MESSAGE's answer says it as well."""
    with RawLine() as peer, RawLine(phone.ready.udp_port) as forger:
        phone.engine.send_message(1, f"sip:x@127.0.0.1:{peer.port}", "x")
        forger.answer(peer.wait_for(b"MESSAGE"), b"302 Moved", b"Contact: <sip:evil@127.0.0.1>")
        answered = phone.wait_for(MessageAnswered)
    assert (answered.status, answered.from_next_hop) == (302, False)
