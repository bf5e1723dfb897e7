"""TLS: whose certificate holds, and what is said when it does not."""

from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.call_events import CallAnswered, CallEnded, CallIncoming
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.engine.raw_line import SDP, RawLine, body, header
from tests.engine.raw_peer import RawPeer, reply
from tests.support.certificates import Authority, self_signed
from tests.support.kamailio import Kamailio
from tests.support.ports import free_port
from tests.support.sipp import SippPeer, refusal


def _moved(invite: bytes) -> bytes:
    return reply(b"301 Moved Permanently", invite, b"Contact: <sips:new@127.0.0.1>")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A self-signed certificate of 127.0.0.1 and its key."""
    return self_signed(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("address", ["sips:x@127.0.0.1:{}", "sip:x@127.0.0.1:{};transport=tls"])
def test_verified_peer(address: str, certificate: tuple[Path, Path]) -> None:
    """A redirect from a peer whose certificate holds comes marked as verified."""
    peer = RawPeer(_moved, certificate)
    with peer, EnginePhone(quiet_config(tls_ca_file=str(certificate[0]))) as phone:
        phone.engine.invite(1, address.format(peer.port))
        ended = phone.wait_for(CallEnded)
    assert (ended.status, ended.transport, ended.tls_verified) == (301, "tls", True)
    assert ended.source == f"127.0.0.1:{peer.port}"


def test_stranger_is_refused(certificate: tuple[Path, Path]) -> None:
    """A certificate that no authority vouches for ends the call before the INVITE is sent."""
    peer = RawPeer(_moved, certificate)
    with peer, EnginePhone() as phone:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port};transport=tls")
        ended = phone.wait_for(CallEnded)
        assert peer.invites == []
    assert (ended.status, ended.final_response) == (503, b"")
    assert ended.reason


@pytest.mark.parametrize("address", ["sip:x@127.0.0.1:{};transport=tls", "sips:x@127.0.0.1:{}"])
@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TLS])
def test_account_that_takes_any_certificate(
    transport: Transport, address: str, certificate: tuple[Path, Path]
) -> None:
    """An account told not to verify reaches its host, and the answer is not marked as verified."""
    peer = RawPeer(_moved, certificate)
    with peer, EnginePhone() as phone:
        account = Account("lax", "sip:a@127.0.0.1", transport=transport, verify_tls=False)
        phone.engine.set_account(account, "")
        phone.engine.invite(1, address.format(peer.port), account_id="lax")
        ended = phone.wait_for(CallEnded)
    assert (ended.status, ended.transport, ended.tls_verified) == (301, "tls", False)


def test_missing_list_of_authorities(tmp_path: Path) -> None:
    """A list of authorities that is not there is a problem that is said; everything else works."""
    with EnginePhone(quiet_config(tls_ca_file=str(tmp_path / "missing.pem"))) as phone:
        assert phone.ready.udp_port
        assert "missing.pem" in " ".join(phone.ready.problems)


def test_call_inside_an_account_domain_takes_its_transport(tmp_path: Path) -> None:
    """An account on TCP calls its own domain by TCP, without changing the address."""
    with SippPeer(tmp_path, refusal("404 Not Found"), transport="t1") as peer, EnginePhone() as phone:
        account = Account("t", f"sip:a@127.0.0.1:{peer.port}", transport=Transport.TCP)
        phone.engine.set_account(account, "")
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="t")
        ended = phone.wait_for(CallEnded)
        assert peer.wait_for(b"INVITE").startswith(f"INVITE sip:x@127.0.0.1:{peer.port} SIP/2.0\r\n".encode())
    assert (ended.status, ended.transport) == (404, "tcp")


def test_tls_port_is_the_one_asked_for() -> None:
    """A wanted TLS port is opened."""
    port = free_port()
    with EnginePhone(quiet_config(tls_port=port)) as phone:
        assert phone.ready.tls_port == port


def test_a_caller_by_tls_is_redirected(certificate: tuple[Path, Path]) -> None:
    """An INVITE that the registrar sends down the phone's own TLS connection gets the 380 on it, whole."""
    with (
        RawLine(transport="tls", certificate=certificate) as registrar,
        EnginePhone(quiet_config(tls_ca_file=str(certificate[0]))) as phone,
    ):
        here = f"127.0.0.1:{registrar.port}"
        account = Account("t", f"sip:anna@{here}", registrar=f"sip:{here}", transport=Transport.TLS)
        phone.engine.set_account(account, "x")
        request = registrar.wait_for(b"REGISTER")
        contact = b"Contact: " + header(request, b"contact")
        registrar.answer(request, b"200 OK", contact, b"Expires: 60")
        registered = phone.wait_for(
            RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED
        )
        assert (registered.transport, registered.tls_verified, registered.from_next_hop) == (
            "tls",
            True,
            True,
        )
        registrar.request("INVITE", b"Content-Type: application/sdp", body=SDP, user="anna")
        incoming = phone.wait_for(CallIncoming)
        phone.engine.redirect(
            incoming.call_id,
            380,
            headers=[("Contact", "<sip:anna@home.example>")],
            content_type="text/plain",
            body="Привет",
        )
        response = registrar.wait_for(b"SIP/2.0 380")
        assert body(response).decode() == "Привет"
        assert phone.wait_for(CallEnded).status == 380


def test_how_an_answered_call_and_a_caller_came_is_told(certificate: tuple[Path, Path]) -> None:
    """Both ends of a call over UDP say so, whatever a Via claims; the caller over TLS is the verified registrar."""
    with EnginePhone() as phone, EnginePhone() as other:
        phone.engine.invite(1, f"sip:x@{other.address}")
        incoming = other.wait_for(CallIncoming)
        assert (incoming.transport, incoming.tls_verified) == ("udp", False)
        other.engine.answer(incoming.call_id)
        for each in (phone, other):
            answered = each.wait_for(CallAnswered)
            assert (answered.transport, answered.tls_verified) == ("udp", False)
    with (
        RawLine(transport="tls", certificate=certificate) as registrar,
        EnginePhone(quiet_config(tls_ca_file=str(certificate[0]))) as phone,
    ):
        here = f"127.0.0.1:{registrar.port}"
        account = Account("t", f"sip:anna@{here}", registrar=f"sip:{here}", transport=Transport.TLS)
        phone.engine.set_account(account, "x")
        request = registrar.wait_for(b"REGISTER")
        registrar.answer(request, b"200 OK", b"Contact: " + header(request, b"contact"), b"Expires: 60")
        registrar.request("INVITE", b"Content-Type: application/sdp", body=SDP, user="anna")
        incoming = phone.wait_for(CallIncoming)
        assert (incoming.transport, incoming.tls_verified) == ("tls", True)
        phone.engine.answer(incoming.call_id)
        response = registrar.wait_for(b"SIP/2.0 200")
        registrar.request("ACK", to_tag=header(response, b"to").partition(b"tag=")[2], branch="ack")
        assert phone.wait_for(CallAnswered).transport == "tls"


@pytest.mark.parametrize("account_id", ["anna", ""])
def test_who_calls_a_sips_address_is_named_by_one(account_id: str, certificate: tuple[Path, Path]) -> None:
    """Contact and From are sips: in such a call alone (RFC 3261 section 8.1.1.8), whatever the account's address is."""
    with (
        RawLine(transport="tls", certificate=certificate) as peer,
        EnginePhone(quiet_config(tls_ca_file=str(certificate[0]))) as phone,
    ):
        if account_id:
            phone.engine.set_account(Account("anna", "sip:anna@127.0.0.1", transport=Transport.TLS), "")
        for call_id, scheme in enumerate((b"sips", b"sip", b"sips"), 1):
            address = f"{scheme.decode()}:x@127.0.0.1:{peer.port}" + ";transport=tls" * (scheme == b"sip")
            phone.engine.invite(call_id, address, account_id=account_id)
            invite = peer.wait_for(b"INVITE")
            assert header(invite, b"contact").startswith(b"<" + scheme + b":")
            assert b"<" + scheme + b":" in header(invite, b"from")
            peer.answer(invite, b"486 Busy Here")
            assert phone.wait_for_end(call_id).status == 486


def test_sips_from_end_to_end(tmp_path: Path) -> None:
    """An account with a sip: address reaches by sips: who is registered by it; a callee by sip: alone is said so."""
    authority = Authority(tmp_path / "authority")
    config = quiet_config(tls_ca_file=str(authority.file))
    with (
        Kamailio(tmp_path, certificate=authority.issue("server")) as kamailio,
        EnginePhone(config) as phone,
        EnginePhone(config) as other,
    ):
        server = f"127.0.0.1:{kamailio.tls_port}"
        for each, user, scheme in ((phone, "anna", "sip"), (other, "boris", "sips")):
            uri, registrar = f"{scheme}:{user}@127.0.0.1", f"{scheme}:{server}"
            account = Account(user, uri, registrar=registrar, proxy=registrar, transport=Transport.TLS)
            each.engine.set_account(account, kamailio.password)
            each.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED)
        phone.engine.invite(1, "sips:boris@127.0.0.1", account_id="anna")
        incoming = other.wait_for(CallIncoming)
        assert incoming.raw.startswith(b"INVITE sips:boris@")
        other.engine.answer(incoming.call_id)
        assert phone.wait_for(CallAnswered).tls_verified
        other.engine.invite(2, "sips:anna@127.0.0.1", account_id="boris")
        back = phone.wait_for(CallIncoming)
        assert back.account_id == "anna"
        phone.engine.answer(back.call_id)
        ended = other.wait_for_end(2)
        assert (ended.status, ended.reason, ended.final_response) == (480, "SIPS Required", b"")


def test_a_via_that_says_tls_over_udp_is_not_believed() -> None:
    """The transport that is told is the one that the message came by."""

    def lying(invite: bytes) -> bytes:
        moved = reply(b"301 Moved Permanently", invite, b"Contact: <sip:new@127.0.0.1>")
        return moved.replace(b"SIP/2.0/UDP", b"SIP/2.0/TLS")

    with RawPeer(lying) as peer, EnginePhone() as phone:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        ended = phone.wait_for(CallEnded)
    assert (ended.status, ended.transport) == (301, "udp")
