"""A route for one call (305): what is on the wire, and what does not stick."""

import pytest

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallEnded
from softphone.calls.reach_events import RegistrationChanged
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header

_TRANSPORTS = pytest.mark.parametrize("transport", ["udp", "tcp"])


def _proxy_uri(proxy: RawLine, transport: str, parameters: str = "") -> str:
    return f"sip:127.0.0.1:{proxy.port};transport={transport}{parameters}"


@_TRANSPORTS
@pytest.mark.parametrize("lr", ["", ";lr"])
@pytest.mark.parametrize("account_id", ["", "anna"])
def test_the_invite_goes_to_the_proxy(account_id: str, lr: str, transport: str, phone: EnginePhone) -> None:
    """Request-URI as dialled, one loose Route, no credentials, also when the proxy asks for them."""
    with RawLine(transport=transport) as proxy:
        phone.engine.set_account(Account("anna", "sip:anna@192.0.2.7"), "secret")
        phone.wait_for(RegistrationChanged)
        uri = "sip:boris@192.0.2.7:7777;user=phone"
        phone.engine.invite(1, uri, account_id=account_id, route=_proxy_uri(proxy, transport, lr))
        invite = proxy.wait_for(b"INVITE")
        challenge = b'Proxy-Authenticate: Digest realm="r", nonce="chosen-by-me"'
        sent = proxy.answer(invite, b"407 Proxy Authentication Required", challenge)
        ended = phone.wait_for(CallEnded)
        proxy.wait_for(b"ACK")
        assert proxy.is_silent(b"INVITE", 0.2) or transport == "udp"
    assert invite.startswith(f"INVITE {uri} SIP/2.0\r\n".encode())
    routes = [line for line in invite.split(b"\r\n") if line.lower().startswith(b"route:")]
    assert routes == [f"Route: <{_proxy_uri(proxy, transport, ';lr')}>".encode()]
    assert not any(b"Authorization" in message for message in proxy.received)
    assert (ended.status, ended.final_response, ended.from_next_hop) == (407, sent, True)
    assert ended.transport == transport


@_TRANSPORTS
def test_nothing_sticks(transport: str, phone: EnginePhone) -> None:
    """The next call, and the call beside it, go straight; a second proxy takes the place of the first."""
    with (
        RawLine(transport=transport) as first,
        RawLine(transport=transport) as second,
        RawLine(transport=transport) as straight,
    ):
        phone.engine.invite(1, "sip:a@192.0.2.7", route=_proxy_uri(first, transport))
        phone.engine.invite(2, f"sip:b@127.0.0.1:{straight.port};transport={transport}")
        phone.engine.invite(3, "sip:c@192.0.2.7", route=_proxy_uri(second, transport))
        invites = [line.wait_for(b"INVITE") for line in (first, straight, second)]
        for line, invite in zip((first, straight, second), invites, strict=True):
            line.answer(invite, b"480 Away")
        for call_id in (1, 2, 3):
            assert phone.wait_for_end(call_id).status == 480
        assert header(invites[1], b"route") == b""
        assert header(invites[0], b"route") == f"<{_proxy_uri(first, transport, ';lr')}>".encode()
        assert header(invites[2], b"route") == f"<{_proxy_uri(second, transport, ';lr')}>".encode()
        phone.engine.invite(4, f"sip:b@127.0.0.1:{straight.port};transport={transport}")
        again = straight.wait_for(b"INVITE sip:b@")
        while header(again, b"call-id") == header(invites[1], b"call-id"):  # repeated on a slow machine
            again = straight.wait_for(b"INVITE sip:b@")
        straight.answer(again, b"480 Away")
        assert header(again, b"route") == b""


def test_an_accounts_own_proxy_gives_way(phone: EnginePhone) -> None:
    """The route of the call stands alone; the account's proxy is back for the next call."""
    with RawLine() as own, RawLine() as other:
        account = Account("p", "sip:anna@office.example", proxy=f"sip:127.0.0.1:{own.port}")
        phone.engine.set_account(account, "")
        phone.wait_for(RegistrationChanged)
        phone.engine.invite(1, "sip:x@192.0.2.1", account_id="p", route=f"sip:127.0.0.1:{other.port}")
        invite = other.wait_for(b"INVITE")
        other.answer(invite, b"480 Away")
        phone.wait_for_end(1)
        phone.engine.invite(2, "sip:x@192.0.2.1", account_id="p")
        second = own.wait_for(b"INVITE")
        own.answer(second, b"480 Away")
        phone.wait_for_end(2)
    assert invite.count(b"Route:") == 1
    assert header(second, b"route") == f"<sip:127.0.0.1:{own.port};lr>".encode()
