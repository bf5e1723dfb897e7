"""Callers who come in a flood, or with what nobody knows: the engine takes what it can and lives on; whose they are."""

import socket
from contextlib import ExitStack

import pytest

from softphone.calls.call_events import CallEnded, CallIncoming
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import SDP, RawLine, header
from tests.engine.talking import SDP_TYPE, answered, set_account

_FLOOD = 120


def test_a_flood_of_callers_who_give_up(phone: EnginePhone) -> None:
    """A hundred INVITEs, each cancelled at once, end no engine; the next caller gets through.

    The library aborts when it has more than 64 sockets; those of a call that is over count for half a second.
    """
    with ExitStack() as flood:
        for _ in range(_FLOOD):
            line = flood.enter_context(RawLine(phone.ready.udp_port))
            line.invite()
            line.request("CANCEL")
        with RawLine(phone.ready.tcp_port, "tcp") as caller:
            caller.invite(b"Subject: last")
            last = phone.wait_for(CallIncoming, lambda event: b"Subject: last" in event.raw, timeout_s=30.0)
            phone.engine.reject(last.call_id, 486)
            caller.wait_for(b"SIP/2.0 486")
            phone.wait_for_end(last.call_id)
    begun = {event.call_id for event in phone.events if isinstance(event, CallIncoming)}
    for call_id in begun:
        phone.engine.reject(call_id)  # whose CANCEL was lost in the flood
    for call_id in begun:
        phone.wait_for_end(call_id)
    assert len([event for event in phone.events if isinstance(event, CallEnded)]) == len(begun)
    assert not [event for event in phone.events if isinstance(event, EngineLost | EngineFault)]


def test_more_connections_than_there_is_room_for(phone: EnginePhone) -> None:
    """Somebody opens seventy, and a hundred call: the engine lives, and a call gets through."""
    with ExitStack() as flood:
        for _ in range(70):
            flood.enter_context(socket.create_connection(("127.0.0.1", phone.ready.tcp_port), timeout=20))
            phone.run_for(0.005)
        for _ in range(_FLOOD):
            line = flood.enter_context(RawLine(phone.ready.udp_port))
            line.invite()
            line.request("CANCEL")
        phone.wait_for(CallIncoming)
        phone.run_for(3)
    assert not [event for event in phone.events if isinstance(event, EngineLost | EngineFault)]
    with RawLine() as peer:
        answered(phone, peer)


def test_an_extension_that_nobody_knows(phone: EnginePhone) -> None:
    """What must be understood and is not, is answered 420; what is only supported does no harm."""
    with RawLine(phone.ready.udp_port) as caller:
        caller.invite(b"Require: telepathy")
        refused = caller.wait_for(b"SIP/2.0 4")
        assert refused.startswith(b"SIP/2.0 420")
        assert header(refused, b"unsupported") == b"telepathy"
    with RawLine(phone.ready.udp_port) as caller:
        invite = caller.invite(
            b"Supported: telepathy, histinfo", b"History-Info: <sip:a@b>;index=1", b"P-Odd: \x01"
        )
        incoming = phone.wait_for(CallIncoming)
        assert incoming.raw == invite
        phone.engine.reject(incoming.call_id, 603)
        caller.wait_for(b"SIP/2.0 603")


def test_an_invite_of_nearly_four_thousand_bytes_is_whole(phone: EnginePhone) -> None:
    """All its headers come up, the last one too."""
    padding = [
        b"Diversion: <sip:hop%d@" % number + b"d" * 90 + b".example>;reason=busy" for number in range(22)
    ]
    with RawLine(phone.ready.udp_port) as caller:
        invite = caller.invite(*padding, b"Diversion: <sip:last@example>")
        assert 3000 < len(invite) < 4000
        incoming = phone.wait_for(CallIncoming)
        phone.engine.redirect(incoming.call_id, 302, headers=[("Contact", "<sip:b@example>")])
        caller.wait_for(b"SIP/2.0 302")
    assert incoming.raw == invite


@pytest.mark.parametrize("place", ["x@localhost:{}", "x@127.0.0.1:{}"], ids=["stranger", "route"])
def test_a_caller_comes_to_the_account_whatever_was_called_before(place: str, phone: EnginePhone) -> None:
    """A call with settings of its own was placed under the account's name, and takes none of its callers."""
    set_account(phone)
    with RawLine() as peer:
        uri, route = f"sip:{place.format(peer.port)}", f"sip:127.0.0.1:{peer.port}"
        phone.engine.invite(1, uri, account_id="anna", route="" if "localhost" in uri else route)
        peer.answer(peer.wait_for(b"INVITE"), b"486 Busy Here")
        phone.wait_for_end(1)
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", SDP_TYPE, body=SDP, user="anna")
        assert phone.wait_for(CallIncoming).account_id == "anna"
