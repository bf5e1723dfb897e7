"""Who is writing, what waits in the voicemail, who may know how things are with us: on the wire."""

import itertools

import pytest

from softphone.calls.accounts import Account
from softphone.calls.company_events import TypingSeen, VoicemailWaiting
from softphone.calls.engine_events import EngineFault, EngineLost
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.calls.settings import Presence
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, body, header

_COMPOSING = b"Content-Type: application/im-iscomposing+xml"
_SUMMARY = b"Content-Type: application/simple-message-summary"
_MWI = b"Event: message-summary"
_numbers = itertools.count(1)


def _starts(event: TypingSeen) -> bool:
    return event.typing


def _stops(event: TypingSeen) -> bool:
    return not event.typing


def _is_composing(state: bytes) -> bytes:
    return (
        b'<?xml version="1.0"?><isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing"><state>'
        + state
        + b"</state><refresh>90</refresh></isComposing>"
    )


def _register(phone: EnginePhone, server: RawLine, account: Account) -> None:
    phone.engine.set_account(account, "")
    server.answer(
        server.wait_for(b"REGISTER "), b"200 OK", b"Contact: <sip:x@y>;expires=300", b"Expires: 300"
    )
    phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED)


def test_that_we_write_is_told_and_an_answer_is_nobodys_business(phone: EnginePhone) -> None:
    """A MESSAGE of RFC 3994, active and idle; whatever is answered leads to no event."""
    with RawLine() as peer:
        for typing, state in ((True, b"active"), (False, b"idle")):
            phone.engine.send_typing(f"sip:anna@127.0.0.1:{peer.port}", typing)
            request = peer.wait_for(b"MESSAGE ")
            peer.answer(request, b"415 Unsupported Media Type")
            assert header(request, b"content-type") == b"application/im-iscomposing+xml"
            assert b"<state>" + state + b"</state>" in body(request)
    assert not [event for event in phone.events if type(event).__name__ == "MessageAnswered"]


def test_somebody_who_writes_is_told(phone: EnginePhone) -> None:
    """Typing and no more typing, with the address of the From header; a flood is cut."""
    with RawLine(phone.ready.udp_port) as peer:
        for cseq, state in enumerate((b"active", b"idle"), 1):
            peer.request("MESSAGE", _COMPOSING, body=_is_composing(state), cseq=cseq)
            peer.wait_for(b"SIP/2.0 200")
            seen = phone.wait_for(TypingSeen, _starts if state == b"active" else _stops)
            assert seen.from_uri == f"sip:boris@127.0.0.1:{peer.port}".encode()
        for cseq in range(3, 103):
            peer.request("MESSAGE", _COMPOSING, body=_is_composing(b"active"), cseq=cseq)
        peer.request("OPTIONS", cseq=200)
        peer.wait_for(b"SIP/2.0 200")
    assert len([event for event in phone.events if isinstance(event, TypingSeen)]) < 60


@pytest.mark.parametrize(
    "content", [b"", b"<", _is_composing(b"x" * 9000)[:3000], b"\xff\x00<isComposing>", b"<a>" * 500]
)
def test_a_broken_word_on_typing_does_no_harm(content: bytes, phone: EnginePhone) -> None:
    """The engine lives and answers."""
    with RawLine(phone.ready.udp_port) as peer:
        peer.request("MESSAGE", _COMPOSING, body=content)
        peer.request("OPTIONS", cseq=2)
        peer.wait_for(b"SIP/2.0 200")
    assert not [event for event in phone.events if isinstance(event, EngineLost | EngineFault)]


def test_waiting_messages_are_asked_for_and_told(phone: EnginePhone) -> None:
    """A SUBSCRIBE once registered; each NOTIFY says how many wait and where they are heard."""
    with RawLine() as server:
        uri = f"sip:anna@127.0.0.1:{server.port}"
        _register(phone, server, Account("anna", uri, registrar=f"sip:127.0.0.1:{server.port}"))
        subscribe = server.wait_for(b"SUBSCRIBE ")
        assert header(subscribe, b"event") == b"message-summary"
        server.answer(
            subscribe, b"200 OK", b"Expires: 300", f"Contact: <sip:vm@127.0.0.1:{server.port}>".encode()
        )
        summary = b"Messages-Waiting: yes\r\nMessage-Account: sip:*97@here\r\nVoice-Message: 2/8 (0/2)\r\n"
        server.in_dialog(
            subscribe, "NOTIFY", _MWI, b"Subscription-State: active;expires=300", _SUMMARY, body=summary
        )
        told = phone.wait_for(VoicemailWaiting)
    assert told == VoicemailWaiting("anna", True, 2, 8, "sip:*97@here")


def test_waiting_messages_are_told_unasked_too(phone: EnginePhone) -> None:
    """Some servers send NOTIFY without a subscription."""
    with RawLine() as server:
        uri = f"sip:anna@127.0.0.1:{server.port}"
        account = Account("anna", uri, registrar=f"sip:127.0.0.1:{server.port}", watch_voicemail=True)
        _register(phone, server, account)
        server.answer(server.wait_for(b"SUBSCRIBE "), b"489 Bad Event")
        server.request(
            "NOTIFY",
            _MWI,
            b"Subscription-State: active",
            _SUMMARY,
            body=b"Messages-Waiting: no\r\nVoice-Message: 0/3\r\n",
            user="anna",
        )
        server.wait_for(b"SIP/2.0 200")
        told = phone.wait_for(VoicemailWaiting)
    assert (told.account_id, told.waiting, told.new, told.old) == ("anna", False, 0, 3)


@pytest.mark.parametrize("is_registered", [True, False])
def test_a_stranger_names_no_voicemail(is_registered: bool, phone: EnginePhone) -> None:
    """Whoever is not the account's server could have the person call anybody by one click."""
    with RawLine() as server, RawLine(phone.ready.udp_port, address="127.0.0.9") as stranger:
        registrar = f"sip:127.0.0.1:{server.port}" if is_registered else ""
        account = Account("anna", f"sip:anna@127.0.0.1:{server.port}", registrar=registrar)
        if is_registered:
            _register(phone, server, account)
        else:
            phone.engine.set_account(account, "")
            phone.wait_for(RegistrationChanged)
        summary = b"Messages-Waiting: yes\r\nMessage-Account: sip:00881234@here\r\n"
        active = b"Subscription-State: active"
        stranger.request("NOTIFY", _MWI, active, _SUMMARY, body=summary, user="anna")
        stranger.wait_for(b"SIP/2.0 ")
        stranger.request("NOTIFY", _MWI, active, _SUMMARY, body=summary, user="anna", to_tag=b"x", cseq=2)
        stranger.wait_for(b"SIP/2.0 481")
    assert not [event for event in phone.events if isinstance(event, VoicemailWaiting)]


def test_an_account_may_leave_the_voicemail_alone(phone: EnginePhone) -> None:
    """No SUBSCRIBE goes out when the person does not want it."""
    with RawLine() as server:
        uri = f"sip:anna@127.0.0.1:{server.port}"
        account = Account("anna", uri, registrar=f"sip:127.0.0.1:{server.port}", watch_voicemail=False)
        _register(phone, server, account)
        assert server.is_silent(b"SUBSCRIBE ", 0.3)


def _tell(phone: EnginePhone, presence: Presence, may_ask: list[str]) -> None:
    """The engine has taken it when it has taken what was asked after it."""
    phone.engine.set_presence(presence, may_ask)
    before = len(phone.events)
    phone.engine.set_account(Account("local", "sip:me@127.0.0.1"), "")
    phone.wait_for(RegistrationChanged, after=before)


_PRESENCE = (b"Event: presence", b"Accept: application/pidf+xml", b"Expires: 600")


def test_only_those_who_may_are_told_how_things_are(phone: EnginePhone) -> None:
    """Boris may and hears at once and at each change; a stranger hears 403."""
    with RawLine(phone.ready.udp_port) as stranger:
        _tell(phone, Presence.AVAILABLE, [])
        stranger.request("SUBSCRIBE", *_PRESENCE)
        stranger.wait_for(b"SIP/2.0 403")
    with RawLine(phone.ready.udp_port) as boris:
        _tell(phone, Presence.AVAILABLE, [f"sip:boris@127.0.0.1:{boris.port};transport=udp"])
        boris.request("SUBSCRIBE", *_PRESENCE)
        boris.wait_for(b"SIP/2.0 200")
        first = boris.wait_for(b"NOTIFY ")
        boris.answer(first, b"200 OK")
        _tell(phone, Presence.BUSY, [f"sip:boris@127.0.0.1:{boris.port}"])
        changed = boris.wait_for(b"NOTIFY ")
        boris.answer(changed, b"200 OK")
    assert b"open" in body(first)
    assert b"busy" in body(changed).lower()


def test_a_flood_of_subscriptions_is_bounded(phone: EnginePhone) -> None:
    """After sixty of them even those who may ask hear 403, and the engine lives."""
    _tell(phone, Presence.AVAILABLE, ["sip:boris@127.0.0.1"])
    refused = 0
    for _ in range(90):
        with RawLine(phone.ready.udp_port) as boris:
            boris.request("SUBSCRIBE", *_PRESENCE)
            refused += boris.wait_for(b"SIP/2.0 ").startswith(b"SIP/2.0 403")
    assert 25 <= refused <= 30
    assert not [event for event in phone.events if isinstance(event, EngineLost)]
