"""The engine as the one that redirects: what callers get, over UDP and TCP, and what crosses it."""

import time

import pytest

from softphone.calls.call_events import CallAnswered, CallEnded, CallIncoming
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, body, header

_CONTACTS = (
    ("Contact", '"Анна\u00a0👩\u200d🚀, дома" <sip:anna@home.example;transport=tcp>;q=1.0;expires=60'),
    ("Contact", "<tel:+74951234567>;q=0.5"),
)
_MULTIPART = "multipart/mixed;boundary=edge"
_BODY = "--edge\r\nContent-Type: text/plain;charset=utf-8\r\n\r\nПишите: anna@home.example\r\n--edge--\r\n"


def _caller(phone: EnginePhone, transport: str = "udp") -> RawLine:
    return RawLine(phone.ready.udp_port if transport == "udp" else phone.ready.tcp_port, transport)


def _ack(line: RawLine, response: bytes) -> None:
    line.request("ACK", to_tag=header(response, b"to").partition(b"tag=")[2])


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_alternatives_are_sent_as_they_are(transport: str, phone: EnginePhone) -> None:
    """A 380 has our Contacts in order, no other, and the body with its type, byte by byte."""
    with _caller(phone, transport) as caller:
        invite = caller.invite(b"Diversion: <sip:before@127.0.0.1>;reason=no-answer", b"X-Any: \xff\xfe")
        incoming = phone.wait_for(CallIncoming)
        assert incoming.raw == invite
        phone.engine.redirect(
            incoming.call_id,
            380,
            reason="Другой путь",
            headers=_CONTACTS,
            content_type=_MULTIPART,
            body=_BODY,
        )
        response = caller.wait_for(b"SIP/2.0 380 ")
        ended = phone.wait_for(CallEnded)
        _ack(caller, response)
    contacts = [line.decode() for line in response.split(b"\r\n") if line.lower().startswith(b"contact:")]
    assert contacts == [f"Contact: {value}" for _, value in _CONTACTS]
    assert (header(response, b"content-type").decode(), body(response).decode()) == (_MULTIPART, _BODY)
    assert response.startswith("SIP/2.0 380 Другой путь\r\n".encode())
    assert (ended.call_id, ended.status, ended.by_peer) == (incoming.call_id, 380, False)


@pytest.mark.parametrize("length", [1500, 2600, 2900, 3100, 3300, 3500, 4100, 20_000])
def test_a_body_that_does_not_fit_is_left_out(length: int, phone: EnginePhone) -> None:
    """However long the body, the caller gets the redirect with its Contacts; what is left out is said."""
    text = "x" * length
    with _caller(phone) as caller:
        caller.invite()
        call_id = phone.wait_for(CallIncoming).call_id
        phone.engine.redirect(call_id, 302, headers=_CONTACTS, content_type="text/plain", body=text)
        response = caller.wait_for(b"SIP/2.0 302 ")
        assert phone.wait_for(CallEnded).status == 302
        _ack(caller, response)
    assert header(response, b"contact") == _CONTACTS[0][1].encode()
    faults = [event.operation for event in phone.events if isinstance(event, EngineFault)]
    assert (body(response).decode(), faults) in ((text, []), ("", ["redirect"]))
    assert bool(faults) == (length > 2900)


def test_contacts_that_do_not_fit_are_left_out_from_the_end(phone: EnginePhone) -> None:
    """Forty long Contacts: the first ones are sent."""
    contacts = [("Contact", f"<sip:{number}-{'n' * 150}@home.example>") for number in range(40)]
    with _caller(phone) as caller:
        caller.invite(b"Record-Route: <sip:127.0.0.1;lr;x=" + b"r" * 900 + b">")
        phone.engine.redirect(phone.wait_for(CallIncoming).call_id, 300, headers=contacts)
        response = caller.wait_for(b"SIP/2.0 300 ")
        _ack(caller, response)
    sent = [line for line in response.split(b"\r\n") if line.startswith(b"Contact:")]
    assert 5 < len(sent) < 40
    assert sent[0].startswith(b"Contact: <sip:0-")


@pytest.mark.parametrize(
    "contact", ["<sip:a@b>\r\nX-Evil: 1", "<sip:" + "a" * 5000 + "@b>", "<sip:a\0@b>", "<sip:a@b>\n"]
)
def test_a_redirect_without_a_usable_contact_is_none(contact: str, phone: EnginePhone) -> None:
    """The caller is told 480 instead, nothing of the odd value is on the wire, and the fault is said."""
    with _caller(phone) as caller:
        caller.invite()
        phone.engine.redirect(phone.wait_for(CallIncoming).call_id, 302, headers=[("Contact", contact)])
        response = caller.wait_for(b"SIP/2.0 480 ")
        assert phone.wait_for(CallEnded).status == 480
        _ack(caller, response)
    assert b"Evil" not in response
    assert phone.wait_for(EngineFault).operation == "redirect"


def test_a_cancel_crosses_the_redirect(phone: EnginePhone) -> None:
    """Whichever is first, the call ends once and the engine lives on."""
    for number in range(12):
        seen = len(phone.events)
        with _caller(phone) as caller:
            caller.invite()
            if number % 3 == 0:
                caller.request("CANCEL")
            call_id = phone.wait_for(CallIncoming, after=seen).call_id
            if number % 3 == 1:
                caller.request("CANCEL")
            phone.engine.redirect(call_id, 302, headers=_CONTACTS)
            phone.engine.redirect(call_id, 302, headers=_CONTACTS)
            if number % 3 == 2:
                caller.request("CANCEL")
            ended = phone.wait_for_end(call_id, after=seen)
            final = caller.wait_for(b"SIP/2.0 302" if ended.status == 302 else b"SIP/2.0 487")
            _ack(caller, final)
        assert (ended.status, ended.by_peer) in ((302, False), (487, True))
    ends = [event.call_id for event in phone.events if isinstance(event, CallEnded)]
    assert len(ends) == len(set(ends)) == 12
    assert not [event for event in phone.events if isinstance(event, EngineLost | EngineFault)]


def test_a_redirect_that_comes_too_late(phone: EnginePhone) -> None:
    """Of a call that is over, answered, or unknown nothing is redirected."""
    phone.engine.redirect(-77, 302, headers=_CONTACTS)
    with _caller(phone) as gone, _caller(phone) as talking:
        gone.invite()
        first = phone.wait_for(CallIncoming).call_id
        phone.engine.reject(first, 486)
        _ack(gone, gone.wait_for(b"SIP/2.0 486"))
        phone.wait_for_end(first)
        phone.engine.redirect(first, 302, headers=_CONTACTS)
        talking.invite()
        second = phone.wait_for(CallIncoming, lambda event: event.call_id != first).call_id
        phone.engine.answer(second)
        answer = talking.wait_for(b"SIP/2.0 200")
        talking.request("ACK", to_tag=header(answer, b"to").partition(b"tag=")[2], branch="a")
        phone.wait_for(CallAnswered, lambda event: event.call_id == second)
        phone.engine.redirect(second, 302, headers=_CONTACTS)
        phone.engine.hang_up(second)
        bye = talking.wait_for(b"BYE")
        talking.answer(bye, b"200 OK")
        assert phone.wait_for_end(second).status == 200
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_a_caller_who_is_redirected_at_once_ends_at_once(phone: EnginePhone) -> None:
    """No waiting for the ACK: the end is told when the answer is on its way."""
    with _caller(phone) as caller:
        caller.invite()
        call_id = phone.wait_for(CallIncoming).call_id
        begun = time.monotonic()
        phone.engine.redirect(call_id, 301, headers=_CONTACTS)
        assert phone.wait_for(CallEnded).status == 301
        assert time.monotonic() - begun < 10.0  # the ACK that does not come is waited for 32 s
        caller.wait_for(b"SIP/2.0 301 ")
