"""TLS servers that cannot be trusted: nothing is sent to them, and what is wrong is told."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.call_events import CallEnded
from softphone.calls.engine_events import MessageSeen
from softphone.calls.reach_events import (
    CertificateRefused,
    RegistrationCause,
    RegistrationChanged,
    RegistrationState,
)
from softphone.engine.certificates import authorities_problem, fingerprint
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.engine.tls_registrar import TlsRegistrar
from tests.support.certificates import Authority, lax_context, old_protocol_context
from tests.support.ports import free_port


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stranger"), "Somebody else's authority")


def _account(registrar: TlsRegistrar, **changes: object) -> Account:
    values: dict[str, object] = {
        "id": "a",
        "uri": f"sip:anna@127.0.0.1:{registrar.port}",
        "registrar": registrar.uri,
        "transport": Transport.TLS,
        **changes,
    }
    return Account(**values)  # type: ignore[arg-type]  # the tests name fields that exist


def _is(state: RegistrationState) -> Callable[[RegistrationChanged], bool]:
    return lambda event: event.state is state


def _trusting(authority: Authority) -> EnginePhone:
    return EnginePhone(quiet_config(tls_ca_file=str(authority.file)))


BAD: dict[str, tuple[dict[str, Any], set[str]]] = {
    "expired": ({"to_days": -1}, {"expired"}),
    "not-yet-valid": ({"from_days": 2}, {"not-yet-valid"}),
    "another-host": ({"hosts": ("office.example",)}, {"name-mismatch"}),
    "self-signed": ({"signed_by_itself": True}, {"self-signed"}),
    "another-host-in-spite-of-its-common-name": (
        {"hosts": ("office.example",), "subject": "127.0.0.1"},
        {"name-mismatch"},
    ),
    "weak": ({"rsa_bits": 1024}, {"weak"}),
    "expired-and-another-host": ({"hosts": ("office.example",), "to_days": -1}, {"expired", "name-mismatch"}),
}


@pytest.mark.parametrize("what", BAD)
def test_a_server_that_cannot_be_trusted_is_told_nothing(authority: Authority, what: str) -> None:
    """The registration fails, what is wrong is told for whom, and not a byte of SIP went out."""
    how, problems = BAD[what]
    hosts = how.get("hosts", ())
    certificate = authority.issue(what, *hosts, **{key: how[key] for key in how if key != "hosts"})
    with TlsRegistrar(certificate, lax_context(certificate)) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar), "secret")
        refused = phone.wait_for(CertificateRefused)
        phone.wait_for(RegistrationChanged, _is(RegistrationState.FAILED))
        assert registrar.received == b""
    assert (refused.account_id, refused.host) == ("a", "127.0.0.1")
    assert set(refused.problems) == problems
    assert refused.sha256 == fingerprint(certificate[0].read_text())
    assert refused.not_before < refused.not_after
    assert "BEGIN CERTIFICATE" in refused.pem
    assert refused.names == (hosts or ("localhost", "127.0.0.1"))


def test_an_authority_that_nobody_knows(authority: Authority, stranger: Authority) -> None:
    """A certificate of somebody else's authority names that authority."""
    with TlsRegistrar(stranger.issue("good")) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar), "secret")
        refused = phone.wait_for(CertificateRefused)
        assert registrar.received == b""
    assert refused.problems == ("unknown-authority",)
    assert "Somebody else's authority" in refused.issuer


def test_a_server_that_speaks_only_old_tls(authority: Authority) -> None:
    """TLS 1.0 is refused, however good the certificate is."""
    good = authority.issue("old")
    with TlsRegistrar(good, old_protocol_context(good)) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar), "secret")
        refused = phone.wait_for(CertificateRefused)
        assert registrar.received == b""
    assert refused.problems == ("old-protocol",)


def test_a_call_is_told_of_too(authority: Authority, stranger: Authority) -> None:
    """A call without an account over TLS fails with the reason in words."""
    with TlsRegistrar(stranger.issue("callee")) as peer, _trusting(authority) as phone:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port};transport=tls")
        assert phone.wait_for(CertificateRefused).problems == ("unknown-authority",)
        assert phone.wait_for(CallEnded).status == 503
        assert peer.received == b""


def test_one_certificate_is_trusted_by_its_fingerprint(authority: Authority) -> None:
    """The pinned certificate is let in, for its own account; the connection counts as verified."""
    certificate = authority.issue("pinned", "office.example", to_days=-1, signed_by_itself=True)
    pin = fingerprint(certificate[0].read_text())
    with TlsRegistrar(certificate) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar, pinned_certificate=pin), "secret")
        registered = phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED))
        assert registered.tls_verified
        phone.engine.set_account(_account(registrar, id="b"), "secret")
        assert phone.wait_for(CertificateRefused).account_id == "b"


def test_another_certificate_than_the_pinned_one(authority: Authority) -> None:
    """Whoever shows another bad certificate is told nothing, and that it has changed stands first."""
    first = authority.issue("first", "office.example", signed_by_itself=True)
    other = authority.issue("other", "office.example", signed_by_itself=True)
    account = {"pinned_certificate": fingerprint(first[0].read_text())}
    with TlsRegistrar(other) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar, **account), "secret")
        refused = phone.wait_for(CertificateRefused)
        assert refused.problems == ("changed", "name-mismatch", "self-signed")
        assert registrar.received == b""


def test_a_pin_does_not_keep_out_what_verifies(authority: Authority) -> None:
    """A server that has got a proper certificate since is let in."""
    certificate = authority.issue("proper")
    with TlsRegistrar(certificate) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar, pinned_certificate="0" * 64), "secret")
        phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED))


def test_an_account_has_authorities_of_its_own(authority: Authority, stranger: Authority) -> None:
    """A file of authorities counts for its account, and takes the place of the system's."""
    with TlsRegistrar(stranger.issue("own")) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar, ca_file=str(stranger.file)), "secret")
        phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED))
        phone.engine.set_account(_account(registrar, id="b"), "secret")
        assert phone.wait_for(CertificateRefused).account_id == "b"


def test_an_account_that_verifies_nobody_still_verifies_strangers(
    authority: Authority, stranger: Authority
) -> None:
    """The switch is about the hosts of the account; a redirect elsewhere is verified."""
    with (
        TlsRegistrar(stranger.issue("lax")) as registrar,
        TlsRegistrar(stranger.issue("elsewhere", "localhost")) as elsewhere,
        _trusting(authority) as phone,
    ):
        phone.engine.set_account(_account(registrar, verify_tls=False), "secret")
        registered = phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED))
        assert not registered.tls_verified
        phone.engine.invite(1, f"sip:x@localhost:{elsewhere.port};transport=tls", account_id="a")
        assert phone.wait_for(CallEnded).status == 503
        assert elsewhere.received == b""


def test_it_is_told_once_and_again_after_a_change(authority: Authority, stranger: Authority) -> None:
    """An account that tries again says nothing new; one that was changed does."""
    with TlsRegistrar(stranger.issue("again")) as registrar, _trusting(authority) as phone:
        account = _account(registrar)
        phone.engine.set_account(account, "secret")
        phone.wait_for(CertificateRefused)
        phone.wait_for(RegistrationChanged, _is(RegistrationState.FAILED))
        phone.engine.set_account(account, "other")
        seen = len(phone.events)
        phone.wait_for(RegistrationChanged, _is(RegistrationState.FAILED), after=seen)
        told = [event for event in phone.events if isinstance(event, CertificateRefused)]
        assert len(told) == 2
        registrar.present(authority.issue("mended"))
        phone.engine.set_account(account, "third")
        phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED))


def test_a_file_of_authorities_that_is_of_no_use(authority: Authority, tmp_path: Path) -> None:
    """The account fails with the file as the reason, nothing is sent, and it registers once the file is mended."""
    file = tmp_path / "own.pem"
    for content in (b"", b"\0\xff" * 99, b"-----BEGIN CERTIFICATE-----\nTm9ib2R5\n", b"#" * 5_000_000):
        file.write_bytes(content)
        assert authorities_problem(str(file))
    for path in (tmp_path, tmp_path / "none", file / "below", "/dev/zero", "\0"):
        assert authorities_problem(str(path))
    assert authorities_problem(str(authority.file)) == authorities_problem("") == ""
    with TlsRegistrar(authority.issue("fine")) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar, ca_file=str(file)), "secret")
        failed = phone.wait_for(RegistrationChanged, _is(RegistrationState.FAILED))
        assert (failed.cause, registrar.received) == (RegistrationCause.AUTHORITIES, b"")
        assert failed.reason
        phone.engine.invite(1, f"sip:x@127.0.0.1:{registrar.port}", account_id="a")
        assert "authorities" in phone.wait_for_end(1).reason
        file.write_bytes(authority.file.read_bytes())
        phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED))


def test_exceptions_one_after_another(authority: Authority, stranger: Authority) -> None:
    """A server that shows a new certificate each time is trusted each time, beyond what the library has room for."""
    with TlsRegistrar(stranger.issue("changing0")) as registrar, _trusting(authority) as phone:
        for number in range(7):
            certificate = stranger.issue(f"changing{number}")
            registrar.present(certificate)
            seen = len(phone.events)
            pin = fingerprint(certificate[0].read_text())
            account = _account(registrar, id=f"a{number}", pinned_certificate=pin)
            phone.engine.set_account(account, "secret")
            phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED), after=seen)
            phone.engine.remove_account(account.id)
            phone.wait_for(RegistrationChanged, _is(RegistrationState.UNREGISTERED), after=seen)
        # The transport that was another's trusts that one no more.
        phone.engine.set_account(_account(registrar, pinned_certificate="0" * 64), "secret")
        assert phone.wait_for(CertificateRefused).problems == ("changed", "unknown-authority")


def test_presence_trusts_as_the_registration_does(authority: Authority, stranger: Authority) -> None:
    """A pin lets its certificate in, and does not keep out one that verifies."""
    for certificate, pin in (
        (authority.issue("renewed"), "0" * 64),
        (own := stranger.issue("own-one"), fingerprint(own[0].read_text())),
    ):
        with TlsRegistrar(certificate) as registrar, _trusting(authority) as phone:
            phone.engine.set_account(_account(registrar, pinned_certificate=pin), "secret")
            phone.wait_for(RegistrationChanged, _is(RegistrationState.REGISTERED))
            phone.engine.watch("a", [f"sip:boris@127.0.0.1:{registrar.port}"])
            phone.wait_for(MessageSeen, lambda event: event.sent and event.raw.startswith(b"SUBSCRIBE"))


def test_a_refused_certificate_is_told_of_its_own_server_alone(
    authority: Authority, stranger: Authority
) -> None:
    """An account that fails a moment later by itself is not shown the certificate of another account's server."""
    with TlsRegistrar(stranger.issue("theirs")) as registrar, _trusting(authority) as phone:
        phone.engine.set_account(_account(registrar), "secret")
        assert phone.wait_for(CertificateRefused).account_id == "a"
        nobody = f"sip:127.0.0.1:{free_port()}"
        phone.engine.set_account(_account(registrar, id="b", proxy=nobody), "secret")
        failed = phone.wait_for(
            RegistrationChanged,
            lambda event: event.account_id == "b" and event.state is RegistrationState.FAILED,
        )
        assert failed.cause is RegistrationCause.CONNECTION_REFUSED
        assert {event.account_id for event in phone.events if isinstance(event, CertificateRefused)} == {"a"}
