"""A certificate that is refused: what is wrong, for whom, and an exception for that one alone."""

import msgspec
import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CertificateNotice, RegistrationNotice
from softphone.calls.reach_events import CertificateRefused, RegistrationState
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.certificate_page import CertificatePage
from tests.gui.house.conftest import shown
from tests.gui.house.gallery_accounts import REFUSED
from tests.gui.house.scene import ACCOUNT, WAIT_S, Scene, find

KEY = ("certificate", ACCOUNT.id)


def opened(scene: Scene, qtbot: QtBot, refused: CertificateRefused) -> tuple[MainWindow, CertificatePage]:
    scene.with_account()
    window = shown(scene, qtbot)
    qtbot.waitUntil(lambda: len(scene.accounts_set) == 1, timeout=WAIT_S * 1000)
    window.on_notice(CertificateNotice(refused))
    banner = window.banners.shown(KEY)
    assert banner is not None
    find(banner, QAbstractButton, "banner-certificate-a1-action").click()
    page = find(window, CertificatePage)
    assert page.isVisible()
    return window, page


def words(page: CertificatePage) -> str:
    return "\n".join(each.text() for each in page.findChildren(QLabel) if each.isVisible())


def test_everything_is_told(scene: Scene, qtbot: QtBot) -> None:
    """Account, host, each fault, names, dates and the fingerprint in groups of four are on the page."""
    _, page = opened(scene, qtbot, REFUSED)
    text = words(page)
    for part in (
        "me@example.org",
        "sip.example.org could not prove who it is",
        "signed its certificate itself",
        "sip.example.org is not among its names",
        "CN=pbx.local",
        "192.0.2.7",
        "2023",
        "2030",
        "8F43 4346 648F",
    ):
        assert part in text, part
    assert page.later_button.hasFocus()


@pytest.mark.parametrize(
    ("problem", "part"),
    [
        ("expired", "has expired"),
        ("not-yet-valid", "clock of this computer"),
        ("unknown-authority", "does not know"),
        ("name-mismatch", "another server"),
        ("revoked", "revoked"),
        ("old-protocol", "TLS 1.2"),
        ("weak", "too weak"),
        ("changed", "somebody stands between"),
        ("something new", "could not be checked"),
    ],
)
def test_each_fault_in_plain_words(scene: Scene, qtbot: QtBot, problem: str, part: str) -> None:
    """Every fault that the engine knows has its sentence."""
    _, page = opened(scene, qtbot, msgspec.structs.replace(REFUSED, problems=(problem,)))
    assert part in words(page)


def test_trust_takes_two_steps(scene: Scene, qtbot: QtBot) -> None:
    """One click explains what it means; only another, on a button that is dead at first, pins this certificate."""
    window, page = opened(scene, qtbot, REFUSED)
    page.trust_button.click()
    assert not page.confirm_button.isEnabled()
    assert "whoever shows this certificate" in words(page)
    page.confirm_button.click()
    assert window.settings.account(ACCOUNT.id) == ACCOUNT
    qtbot.waitUntil(page.confirm_button.isEnabled, timeout=WAIT_S * 1000)
    page.confirm_button.click()
    kept = window.settings.account(ACCOUNT.id)
    assert kept is not None
    assert kept.pinned_certificate == REFUSED.sha256
    qtbot.waitUntil(lambda: len(scene.accounts_set) == 2, timeout=WAIT_S * 1000)
    assert scene.accounts_set[-1][0].pinned_certificate == REFUSED.sha256
    assert window.banners.shown(KEY) is None


def test_not_now_changes_nothing(scene: Scene, qtbot: QtBot) -> None:
    """The first button leads back; the account keeps saying what is wrong and leads here again."""
    window, page = opened(scene, qtbot, REFUSED)
    page.later_button.click()
    assert window.settings.account(ACCOUNT.id) == ACCOUNT
    window._open_account()
    form = find(window, AccountForm)
    assert "The certificate of sip.example.org is not trusted." in form.state.text()
    form.certificate_button.click()
    assert page.isVisible()
    window.on_notice(RegistrationNotice(ACCOUNT.id, RegistrationState.REGISTERED, 200, "OK", b""))
    assert window.banners.shown(KEY) is None
    assert form.certificate_button.isHidden()


@pytest.mark.parametrize("problem", ["old-protocol", "revoked"])
def test_no_exception_for_what_cannot_be_excused(scene: Scene, qtbot: QtBot, problem: str) -> None:
    """An old protocol protects nothing, whoever shows what: there is no button for it."""
    _, page = opened(scene, qtbot, msgspec.structs.replace(REFUSED, problems=(problem, "self-signed")))
    assert not page.trust_button.isVisible()
    assert "No exception" in words(page)


def test_hostile_certificate(scene: Scene, qtbot: QtBot) -> None:
    """What a stranger wrote into a certificate is shown bounded and without hidden letters."""
    hostile = msgspec.structs.replace(
        REFUSED,
        subject="CN=\u202egro.elpmaxe\u202c" + "x" * 50_000,
        names=tuple(f"name{number}.example" for number in range(500)),
        not_before=-(10**18),
        not_after=10**18,
    )
    _, page = opened(scene, qtbot, hostile)
    text = words(page)
    assert "\u202e" not in text
    assert len(text) < 4000
    assert "? to ?" in text


def test_exception_is_taken_back(scene: Scene, qtbot: QtBot) -> None:
    """The pinned certificate is shown in the account and can be removed."""
    window, _ = opened(scene, qtbot, REFUSED)
    window.accounts.pin(ACCOUNT.id, REFUSED.sha256)
    window._open_account()
    form = find(window, AccountForm)
    form.security.set_open(True)
    assert "8F43 4346" in form.security.pin_text.text()
    form.security.unpin_button.click()
    form.save()
    assert window.settings.account(ACCOUNT.id) == ACCOUNT
