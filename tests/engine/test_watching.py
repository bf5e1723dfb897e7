"""Presence and the calls of lines: subscriptions on the wire, what they tell, and hostile servers."""

import socket
import time

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.company_events import PresenceChanged, PresenceState
from softphone.calls.engine_events import EngineFault, EngineLost
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.engine.watching.line import Hop
from softphone.engine.watching.subscription import Subscription
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.engine.raw_line import RawLine, header
from tests.support.name_server import NameServer

_PIDF = b"Content-Type: application/pidf+xml"
_DIALOG = b"Content-Type: application/dialog-info+xml;charset=utf-8"
_ACTIVE = b"Subscription-State: active;expires=600"


def pidf(basic: bytes, *, activity: bytes = b"", note: bytes = b"") -> bytes:
    person = b""
    if activity:
        person = b"<dm:person id='p'><rpid:activities><rpid:" + activity + b"/></rpid:activities></dm:person>"
    return (
        b"<?xml version='1.0'?><presence xmlns='urn:ietf:params:xml:ns:pidf' entity='sip:x@y'"
        b" xmlns:dm='urn:ietf:params:xml:ns:pidf:data-model' xmlns:rpid='urn:ietf:params:xml:ns:pidf:rpid'>"
        b"<tuple id='t'><status><basic>" + basic + b"</basic></status></tuple>" + person
        + (b"<note>" + note + b"</note>" if note else b"") + b"</presence>"
    )  # fmt: skip


def dialog_info(version: int, state: bytes, *, full: bool = True, direction: bytes = b"recipient") -> bytes:
    return (
        b"<?xml version='1.0'?><dialog-info xmlns='urn:ietf:params:xml:ns:dialog-info' version='%d' state='%s'"
        b" entity='sip:x@y'><dialog id='a' direction='%s'><state>%s</state></dialog></dialog-info>"
        % (version, b"full" if full else b"partial", direction, state)
    )


class Server:
    """A presence server written by hand: takes subscriptions and tells what a test says."""

    def __init__(self, phone: EnginePhone, line: RawLine, transport: str = "udp") -> None:
        self.line = line
        self.phone = phone
        self.uri = f"sip:anna@127.0.0.1:{line.port}" + (";transport=tcp" if transport == "tcp" else "")
        self.subscribed: dict[bytes, bytes] = {}
        before = len(phone.events)
        phone.engine.set_account(Account("me", f"sip:me@127.0.0.1:{line.port}"), "secret")
        phone.wait_for(RegistrationChanged, after=before)

    def watch(self, *uris: str) -> None:
        self.phone.engine.watch("me", uris or (self.uri,))

    def take(self, *events: bytes, answer: bytes = b"200 OK", expires: int = 600) -> None:
        """Wait for a SUBSCRIBE of each event and answer it."""
        left = set(events)
        while left:
            request = self.line.wait_for(b"SUBSCRIBE ")
            event = header(request, b"event")
            contact = b"Contact: <" + f"sip:server@127.0.0.1:{self.line.port}".encode() + b">"
            self.line.answer(
                request, answer if event in left else b"489 Bad Event", contact, b"Expires: %d" % expires
            )
            self.subscribed[event] = request
            left.discard(event)

    def notify(self, event: bytes, *headers: bytes, body: bytes = b"", state: bytes = _ACTIVE) -> bytes:
        self.line.in_dialog(self.subscribed[event], "NOTIFY", b"Event: " + event, state, *headers, body=body)
        return self.line.wait_for(b"SIP/2.0 ")

    def wait_for(self, state: PresenceState, *, after: int = 0) -> PresenceChanged:
        return self.phone.wait_for(PresenceChanged, lambda event: event.state is state, after=after)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_presence_is_told_word_by_word(transport: str, phone: EnginePhone) -> None:
    """Open, busy and away by RFC 4480 or by the note that servers write, closed."""
    with RawLine(transport=transport) as line:
        server = Server(phone, line, transport)
        server.watch()
        server.take(b"presence")
        assert header(server.subscribed[b"presence"], b"accept") == b"application/pidf+xml"
        for body, state in (
            (pidf(b"open"), PresenceState.AVAILABLE),
            (pidf(b"open", activity=b"away", note="обед".encode()), PresenceState.AWAY),
            (pidf(b"open", note=b"On the phone"), PresenceState.BUSY),
            (pidf(b"closed"), PresenceState.OFFLINE),
            (pidf(b"open", activity=b"on-the-phone"), PresenceState.BUSY),
        ):
            before = len(phone.events)
            assert server.notify(b"presence", _PIDF, body=body).startswith(b"SIP/2.0 200")
            told = server.wait_for(state, after=before)
            assert (told.account_id, told.uri) == ("me", server.uri)
    assert "обед" in [event.note for event in phone.events if isinstance(event, PresenceChanged)]


def test_the_calls_of_a_line_stand_above_its_presence(phone: EnginePhone) -> None:
    """Ringing and talking by the dialog package; afterwards presence counts again; old versions are passed over."""
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        server.take(b"presence", b"dialog")
        server.notify(b"presence", _PIDF, body=pidf(b"open", activity=b"away"))
        server.wait_for(PresenceState.AWAY)
        server.notify(b"dialog", _DIALOG, body=dialog_info(0, b"early"))
        server.wait_for(PresenceState.RINGING)
        server.notify(b"dialog", _DIALOG, body=dialog_info(1, b"confirmed", full=False))
        server.wait_for(PresenceState.BUSY)
        before = len(phone.events)
        server.notify(b"dialog", _DIALOG, body=dialog_info(1, b"early", full=False))
        server.notify(b"dialog", _DIALOG, body=dialog_info(2, b"terminated", full=False))
        server.wait_for(PresenceState.AWAY, after=before)
    assert not [e for e in phone.events[before:] if isinstance(e, PresenceChanged) and e.state == "ringing"]


def test_a_challenge_is_answered_in_the_same_dialog(phone: EnginePhone) -> None:
    """The second SUBSCRIBE has credentials and the next CSeq; the password is in neither."""
    challenge = b'WWW-Authenticate: Digest realm="here", nonce="n", qop="auth", algorithm=SHA-256'
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        first = line.wait_for(b"SUBSCRIBE ")
        line.answer(first, b"401 Unauthorized", challenge)
        while header(second := line.wait_for(b"SUBSCRIBE "), b"event") != header(first, b"event"):
            line.answer(second, b"489 Bad Event")
    assert header(second, b"call-id") == header(first, b"call-id")
    assert header(second, b"cseq") == b"2 SUBSCRIBE"
    assert b"algorithm=SHA-256" in header(second, b"authorization")
    assert b"secret" not in second


def test_strangers_are_watched_without_credentials(phone: EnginePhone) -> None:
    """A challenge of a host that the account does not name is not answered."""
    with RawLine() as line, RawLine() as other:
        server = Server(phone, line)
        server.watch(f"sip:anna@localhost:{other.port}")
        other.answer(
            other.wait_for(b"SUBSCRIBE "),
            b"401 Unauthorized",
            b'WWW-Authenticate: Digest realm="x", nonce="n"',
        )
        assert other.is_silent(b"SUBSCRIBE sip:anna@localhost:0", 0.1)
        assert not [raw for raw in other.received if header(raw, b"authorization")]


def test_a_subscription_is_refreshed_in_its_dialog(phone: EnginePhone) -> None:
    """Before it expires, with the tag of the server, through its Record-Route, to its Contact."""
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        server.take(b"presence", expires=6)
        route = b"Record-Route: <sip:127.0.0.1:%d;lr>" % line.port
        server.line.in_dialog(
            server.subscribed[b"presence"], "NOTIFY", b"Event: presence", _ACTIVE.replace(b"600", b"6"), route
        )
        line.wait_for(b"SIP/2.0 200")
        began = time.monotonic()
        while header(again := line.wait_for(b"SUBSCRIBE "), b"event") != b"presence":
            line.answer(again, b"489 Bad Event")
    assert time.monotonic() - began < 7.0
    assert again.startswith(b"SUBSCRIBE sip:peer@127.0.0.1:")
    assert b";tag=peer" in header(again, b"to")
    assert header(again, b"call-id") == header(server.subscribed[b"presence"], b"call-id")


def test_whom_nobody_looks_at_is_left(phone: EnginePhone) -> None:
    """Expires: 0 goes out in the dialog; the NOTIFY that ends it is answered; the others stay."""
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        server.take(b"presence")
        server.watch("sip:boris@127.0.0.1:9")
        while header(left := line.wait_for(b"SUBSCRIBE "), b"expires") != b"0":
            pass
        line.answer(left, b"200 OK", b"Expires: 0")
        assert header(left, b"event") == b"presence"
        ended = b"Subscription-State: terminated;reason=timeout"
        assert server.notify(b"presence", state=ended).startswith(b"SIP/2.0 200")


def test_a_connection_that_was_lost_is_made_anew(phone: EnginePhone) -> None:
    """Over TCP: what was known is unknown, and the subscription begins again."""
    with RawLine(transport="tcp") as line:
        server = Server(phone, line, "tcp")
        server.watch()
        server.take(b"presence")
        server.notify(b"presence", _PIDF, body=pidf(b"open"))
        server.wait_for(PresenceState.AVAILABLE)
    server.wait_for(PresenceState.UNKNOWN)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<presence>" * 5000,
        b"<!DOCTYPE p [<!ENTITY a 'b'>]><presence>&a;</presence>",
        pidf(b"open").replace(b"presence", b"x" * 100),
        pidf(b"\xff\xfe\x00"),
        b"<presence/>" + b" " * 60_000,
        dialog_info(0, b"confirmed"),
    ],
)
def test_a_broken_document_says_nothing(body: bytes, phone: EnginePhone) -> None:
    """It is answered, nothing is told, and the next sound one is taken."""
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        server.take(b"presence")
        assert server.notify(b"presence", _PIDF, body=body[:50_000]).startswith(b"SIP/2.0 200")
        server.notify(b"presence", _PIDF, body=pidf(b"closed"))
        server.wait_for(PresenceState.OFFLINE)
    told = [event.state for event in phone.events if isinstance(event, PresenceChanged)]
    assert told == [PresenceState.OFFLINE]


def test_what_belongs_to_no_subscription_is_refused(phone: EnginePhone) -> None:
    """A NOTIFY with another tag or Call-ID, other methods, and rubbish: refused, and the thread lives."""
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        server.take(b"presence")
        request = server.subscribed[b"presence"]
        forged = request.replace(header(request, b"call-id"), b"forged")
        line.in_dialog(forged, "NOTIFY", b"Event: presence", _ACTIVE, _PIDF, body=pidf(b"closed"))
        assert line.wait_for(b"SIP/2.0 ").startswith(b"SIP/2.0 481")
        line.in_dialog(request, "INVITE")
        assert line.wait_for(b"SIP/2.0 ").startswith(b"SIP/2.0 405")
        for rubbish in (b"\x00" * 100, b"NOTIFY", b"SIP/2.0 999 x\r\n\r\n", b"NOTIFY x SIP/2.0\r\n\r\n"):
            line.send(rubbish)
        server.notify(b"presence", _PIDF, body=pidf(b"open"))
        server.wait_for(PresenceState.AVAILABLE)
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_a_server_that_says_nothing_holds_up_nobody_else(phone: EnginePhone) -> None:
    """Each try of a TLS server takes five seconds: one for all that it is asked, and others are asked meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as silent, RawLine() as line:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        phone.engine.set_account(Account("tls", f"sip:me@{host}", transport=Transport.TLS), "secret")
        phone.wait_for(RegistrationChanged)
        server = Server(phone, line)
        phone.engine.watch("tls", [f"sip:{name}@{host};transport=tls" for name in "abcdef"])
        silent.settimeout(5)
        with silent.accept()[0]:
            server.watch()
            server.take(b"presence")


def test_a_server_that_srv_records_name_is_asked() -> None:
    """As the account's registrations are; the Request-URI stays the person's address."""
    with RawLine() as line:
        records = {("_sip._udp.office.test", "SRV"): [f"10 1 {line.port} localhost."]}
        with (
            NameServer(records) as names,
            EnginePhone(quiet_config(name_server=names.address)) as phone,
        ):
            account = Account("me", "sip:me@office.test", registrar="sip:office.test", watch_voicemail=False)
            phone.engine.set_account(account, "")
            register = line.wait_for(b"REGISTER ")
            line.answer(register, b"200 OK", b"Contact: <sip:x@y>;expires=300", b"Expires: 300")
            phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED)
            phone.engine.watch("me", ["sip:anna@office.test"])
            assert line.wait_for(b"SUBSCRIBE ").startswith(b"SUBSCRIBE sip:anna@office.test SIP/2.0")


def test_a_server_that_sees_us_elsewhere_each_time_is_told_once(phone: EnginePhone) -> None:
    """Another port in each answer is no reason to subscribe again and again."""
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        asked: set[bytes] = set()
        while len(asked) < 3:  # the calls of the line, and the presence twice
            request = line.wait_for(b"SUBSCRIBE ")
            asked.add(header(request, b"event") + header(request, b"cseq"))
            if header(request, b"event") == b"dialog":
                line.answer(request, b"489 Bad Event")
                continue
            seen = request.replace(b";rport", b";received=127.0.0.1;rport=%d" % (20_000 + len(asked)))
            line.answer(seen, b"200 OK", b"Expires: 600")
        assert line.is_silent(b"SUBSCRIBE ", 0.3)


def test_a_server_that_ends_what_it_has_just_granted_is_asked_less_and_less(phone: EnginePhone) -> None:
    """A grant that does not last is no success: the next try waits longer."""
    ended = b"Subscription-State: terminated;reason=timeout"
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        server.take(b"presence", b"dialog")
        server.notify(b"dialog", state=_ACTIVE)
        server.notify(b"presence", state=ended)
        server.take(b"presence")
        server.notify(b"presence", state=ended)
        assert line.is_silent(b"SUBSCRIBE ", 1.6)


def test_how_long_a_subscription_waits_for_the_next_try() -> None:
    """Longer each time; from the start again once it had been granted for a while."""
    hop = Hop("server.example", 5060, "udp")
    subscription = Subscription("a", "sip:a@b", "sip:x@b", "presence", hop, "", None)
    waits = (1.0, 5.0, 30.0)
    assert [subscription.retry_in(0.0, waits) for _ in range(4)] == [1.0, 5.0, 30.0, 30.0]
    subscription.taken_at = 100.0
    assert subscription.retry_in(99.0, waits) == 30.0
    subscription.taken_at = 100.0
    assert subscription.retry_in(101.0, waits) == 1.0


def test_too_short_an_interval_is_mended_at_once(phone: EnginePhone) -> None:
    """After 423 the same dialog asks for what the server wants, without a pause (RFC 3261 section 21.4.17)."""
    with RawLine() as line:
        server = Server(phone, line)
        server.watch()
        first = line.wait_for(b"SUBSCRIBE ")
        line.answer(first, b"423 Interval Too Brief", b"Min-Expires: 7200")
        began = time.monotonic()
        while header(second := line.wait_for(b"SUBSCRIBE "), b"event") != header(first, b"event"):
            line.answer(second, b"489 Bad Event")
        assert time.monotonic() - began < 3.0
    assert (header(second, b"expires"), header(second, b"call-id")) == (b"7200", header(first, b"call-id"))
