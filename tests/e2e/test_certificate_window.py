"""A TLS server that cannot be trusted: the reason is on the screen, and one certificate can be excepted."""

import os
import signal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account, Transport
from softphone.calls.settings import Settings
from softphone.gui.settings.certificate_page import CertificatePage
from tests.engine.tls_registrar import TlsRegistrar
from tests.support.certificates import Authority, old_protocol_context
from tests.support.window_phone import WindowPhone, window_phone

PASSWORD = "not for strangers"
WAIT_S = 25


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("stranger"), "Somebody else's authority")


def settings(registrar: TlsRegistrar, authority: Authority) -> Settings:
    account = Account(
        "home",
        f"sip:anna@127.0.0.1:{registrar.port}",
        registrar=registrar.uri,
        transport=Transport.TLS,
        ca_file=str(authority.file),
    )
    return Settings(accounts=(account,), default_account=account.id)


def look_at_it(phone: WindowPhone) -> CertificatePage:
    phone.until(lambda: "Look at it" in phone.button_names(), WAIT_S)
    phone.click("Look at it")
    page = phone.window.findChild(CertificatePage)
    assert page is not None
    assert page.isVisible()
    return page


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("expired", "It has expired."),
        ("another-host", "127.0.0.1 is not among its names"),
        ("self-signed", "nobody vouches for it"),
        ("unknown", "an authority that this computer does not know"),
        ("old-tls", "older than TLS 1.2"),
    ],
)
def test_reason_on_the_screen(
    qtbot: QtBot, tmp_path: Path, authority: Authority, stranger: Authority, *, what: str, words: str
) -> None:
    """Expired, of another host, of nobody, by an old protocol: each is refused and said, and no password goes out."""
    match what:
        case "expired":
            certificate = authority.issue(what, to_days=-1)
        case "another-host":
            certificate = authority.issue(what, "office.example")
        case "self-signed":
            certificate = authority.issue(what, signed_by_itself=True)
        case "unknown":
            certificate = stranger.issue(what)
        case _:
            certificate = authority.issue(what)
    context = old_protocol_context(certificate) if what == "old-tls" else None
    with (
        TlsRegistrar(certificate, context) as registrar,
        window_phone(
            qtbot, tmp_path, settings=settings(registrar, authority), passwords={"home": PASSWORD}
        ) as phone,
    ):
        look_at_it(phone)
        assert phone.shows(words)
        assert registrar.received == b""
        assert not phone.registered()


def test_exception_for_one_certificate(qtbot: QtBot, tmp_path: Path, authority: Authority) -> None:
    """The certificate that was trusted registers the account; another in its place is refused as changed."""
    first = authority.issue("first", signed_by_itself=True)
    other = authority.issue("other", signed_by_itself=True)
    with (
        TlsRegistrar(first) as registrar,
        window_phone(
            qtbot, tmp_path, settings=settings(registrar, authority), passwords={"home": PASSWORD}
        ) as phone,
    ):
        page = look_at_it(phone)
        page.trust_button.click()
        phone.until(page.confirm_button.isEnabled, WAIT_S)
        page.confirm_button.click()
        phone.until(phone.registered, WAIT_S)
        phone.until(lambda: "Look at it" not in phone.button_names(), WAIT_S)
        phone.until(lambda: bool(phone.store.settings_file.load().accounts[0].pinned_certificate), WAIT_S)
        registrar.present(other)
        pid = phone.engine.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)  # the next engine makes a new connection
        look_at_it(phone)
        assert phone.shows("another certificate than the one that you had trusted")
        assert page.later_button.isVisible()
