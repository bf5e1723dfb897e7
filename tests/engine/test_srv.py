"""Servers that SRV records name: the first that answers is used, under the domain's name (RFC 3263)."""

from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.reach_events import (
    CertificateRefused,
    RegistrationCause,
    RegistrationChanged,
    RegistrationState,
)
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.engine.raw_line import RawLine, header
from tests.engine.tls_registrar import TlsRegistrar
from tests.support.certificates import Authority
from tests.support.name_server import NameServer
from tests.support.ports import free_port

_DOMAIN = "office.test"


def _named(transport: str, *targets: str) -> NameServer:
    return NameServer({(f"_sip._{transport}.{_DOMAIN}", "SRV"): list(targets)})


def _phone(names: NameServer) -> EnginePhone:
    return EnginePhone(quiet_config(name_server=names.address))


def _account(transport: Transport = Transport.UDP) -> Account:
    return Account("a", f"sip:anna@{_DOMAIN}", registrar=f"sip:{_DOMAIN}", transport=transport)


def _let_in(line: RawLine) -> bytes:
    """Answer a REGISTER with 200; the REGISTER."""
    request = line.wait_for(b"REGISTER")
    line.answer(request, b"200 OK", b"Contact: " + header(request, b"contact"), b"Expires: 300")
    return request


def _wait_until_registered(phone: EnginePhone, after: int = 0) -> RegistrationChanged:
    return phone.wait_for(
        RegistrationChanged,
        lambda event: event.state is RegistrationState.REGISTERED,
        after=after,
        timeout_s=20,
    )


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_the_first_server_is_registered_at_and_called_through(transport: Transport) -> None:
    """The port comes from the record; the Request-URI stays the domain, and no Route tells of the server."""
    with (
        RawLine(transport=transport) as server,
        _named(transport, f"20 1 {free_port()} localhost.", f"10 1 {server.port} localhost.") as names,
        _phone(names) as phone,
    ):
        phone.engine.set_account(_account(transport), "x")
        request = _let_in(server)
        assert request.startswith(f"REGISTER sip:{_DOMAIN}".encode())
        assert header(request, b"route") == b""
        _wait_until_registered(phone)
        phone.engine.invite(1, f"sip:boris@{_DOMAIN}", account_id="a")
        invite = server.wait_for(b"INVITE")
        assert invite.startswith(f"INVITE sip:boris@{_DOMAIN} SIP/2.0".encode())
        assert header(invite, b"route") == b""
        server.answer(invite, b"404 Not Found")
        assert phone.wait_for_end(1).status == 404


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_server_that_is_not_there_is_passed_over(transport: Transport) -> None:
    """A closed port leads to the next server of the domain within seconds."""
    with (
        RawLine(transport=transport) as server,
        _named(transport, f"10 1 {free_port()} localhost.", f"20 1 {server.port} localhost.") as names,
        _phone(names) as phone,
    ):
        phone.engine.set_account(_account(transport), "x")
        _let_in(server)
        _wait_until_registered(phone)


def test_a_server_that_says_503_is_passed_over() -> None:
    """RFC 3263 section 4.3: 503 means this server, not this domain."""
    with (
        RawLine() as tired,
        RawLine() as fresh,
        _named("udp", f"10 1 {tired.port} localhost.", f"20 1 {fresh.port} localhost.") as names,
        _phone(names) as phone,
    ):
        phone.engine.set_account(_account(), "x")
        tired.answer(tired.wait_for(b"REGISTER"), b"503 Service Unavailable")
        _let_in(fresh)
        _wait_until_registered(phone)
        phone.engine.invite(1, f"sip:boris@{_DOMAIN}", account_id="a")
        fresh.answer(fresh.wait_for(b"INVITE"), b"404 Not Found")
        assert phone.wait_for_end(1).status == 404


def _tls_phone(names: NameServer, authority: Authority) -> EnginePhone:
    return EnginePhone(quiet_config(name_server=names.address, tls_ca_file=str(authority.file)))


def test_a_certificate_has_to_be_for_the_domain(tmp_path: Path) -> None:
    """By TLS the name that the person typed is verified, not the one that a name server said (RFC 5922)."""
    authority = Authority(tmp_path)
    with TlsRegistrar(authority.issue("server", _DOMAIN)) as server:
        records = {(f"_sips._tcp.{_DOMAIN}", "SRV"): [f"10 1 {server.port} localhost."]}
        with NameServer(records) as names, _tls_phone(names, authority) as phone:
            phone.engine.set_account(_account(Transport.TLS), "x")
            registered = _wait_until_registered(phone)
            assert (registered.transport, registered.tls_verified) == ("tls", True)
            phone.engine.invite(1, f"sip:boris@{_DOMAIN}", account_id="a")
            phone.wait_for_end(1)
            assert server.connections == 1  # one for everything
            assert f"INVITE sip:boris@{_DOMAIN} SIP/2.0".encode() in server.received


@pytest.mark.parametrize(
    ("hosts", "is_trusted", "problems"),
    [
        (("localhost", "127.0.0.1"), True, ("name-mismatch",)),
        ((_DOMAIN,), False, ("unknown-authority",)),
    ],
)
def test_the_certificate_of_the_server_alone_is_refused(
    hosts: tuple[str, ...], is_trusted: bool, problems: tuple[str, ...], tmp_path: Path
) -> None:
    """Whoever can answer for the name server gets nothing with a certificate of their own host."""
    authority = Authority(tmp_path / "ours")
    issuer = authority if is_trusted else Authority(tmp_path / "theirs", "Somebody else's authority")
    with TlsRegistrar(issuer.issue("server", *hosts)) as server:
        records = {(f"_sips._tcp.{_DOMAIN}", "SRV"): [f"10 1 {server.port} localhost."]}
        with NameServer(records) as names, _tls_phone(names, authority) as phone:
            phone.engine.set_account(_account(Transport.TLS), "x")
            refused = phone.wait_for(CertificateRefused, timeout_s=20)
            assert (refused.host, refused.problems) == (_DOMAIN, problems)
            failed = phone.wait_for(
                RegistrationChanged, lambda event: event.state is RegistrationState.FAILED
            )
            assert failed.cause is RegistrationCause.CERTIFICATE
            assert server.received == b""


def test_a_port_that_the_person_names_rules_out_records() -> None:
    """RFC 3263 section 4.2: with a port nobody is asked for SRV records."""
    with RawLine() as server, _named("udp", "10 1 9 localhost.") as names, _phone(names) as phone:
        account = Account("a", "sip:anna@localhost", registrar=f"sip:localhost:{server.port}")
        phone.engine.set_account(account, "x")
        _let_in(server)
        _wait_until_registered(phone)
        assert names.asked == []


def test_the_servers_of_an_outbound_proxy() -> None:
    """A proxy that is named without a port has SRV records too; it stays in the Route, for whoever comes next."""
    with (
        RawLine() as server,
        NameServer({("_sip._udp.proxy.test", "SRV"): [f"10 1 {server.port} localhost."]}) as names,
        _phone(names) as phone,
    ):
        account = Account("a", f"sip:anna@{_DOMAIN}", registrar=f"sip:{_DOMAIN}", proxy="sip:proxy.test")
        phone.engine.set_account(account, "x")
        request = _let_in(server)
        assert request.startswith(f"REGISTER sip:{_DOMAIN}".encode())
        assert header(request, b"route") == b"<sip:proxy.test;lr>"
        _wait_until_registered(phone)
        phone.engine.invite(1, "sip:boris@elsewhere.test", account_id="a")
        invite = server.wait_for(b"INVITE")
        assert invite.startswith(b"INVITE sip:boris@elsewhere.test SIP/2.0")
        server.answer(invite, b"404 Not Found")
        assert phone.wait_for_end(1).status == 404
