"""Settings: accounts, sound, redirects, language, the first start."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Transport
from softphone.calls.call_engine import Tone
from softphone.calls.notices import DevicesNotice, RegistrationNotice
from softphone.calls.ports import PasswordStatus
from softphone.calls.reach_events import RegistrationState
from softphone.calls.settings import Language
from softphone.calls.sound_events import AudioDevice
from softphone.gui.frame.onboarding import OnboardingPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.account_wizard import AccountWizard
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.sound_page import SoundPage
from tests.gui.house.conftest import shown
from tests.gui.house.scene import ACCOUNT, PASSWORD, WAIT_S, Scene, find


def account_form(window: MainWindow) -> AccountForm:
    window.pages.new_account()
    find(window, QAbstractButton, "wizard-form").click()
    return find(window, AccountForm)


def settled(scene: Scene, qtbot: QtBot, count: int = 1) -> None:
    qtbot.waitUntil(lambda: len(scene.accounts_set) >= count, timeout=WAIT_S * 1000)


def test_first_start(scene: Scene, qtbot: QtBot) -> None:
    """Without an account three ways are shown, and each leads where it says."""
    window = shown(scene, qtbot)
    page = window.findChild(OnboardingPage)
    assert page is not None
    assert page.isVisible()
    find(page, QAbstractButton, "onboarding-demo").click()
    assert scene.demos == [True]
    find(page, QAbstractButton, "onboarding-call").click()
    assert window.column.dial.edit.hasFocus()
    find(page, QAbstractButton, "onboarding-account").click()
    assert find(window, AccountWizard).isVisible()


def test_account_is_added(scene: Scene, qtbot: QtBot) -> None:
    """A new account is kept, its password goes to the keyring and to the engine, and its state is shown."""
    window = shown(scene, qtbot)
    form = account_form(window)
    form.address.setText("anna@office.example")
    form.password.setText(PASSWORD)
    form.transport.setCurrentIndex(list(Transport).index(Transport.TLS))
    form.save()
    settled(scene, qtbot)
    account, password = scene.accounts_set[-1]
    assert (account.uri, account.registrar) == ("sip:anna@office.example", "sip:office.example")
    assert (account.transport, password) == (Transport.TLS, PASSWORD)
    qtbot.waitUntil(lambda: scene.passwords.kept == {account.id: PASSWORD}, timeout=WAIT_S * 1000)
    qtbot.waitUntil(lambda: scene.store.settings_file.load().accounts == (account,), timeout=WAIT_S * 1000)
    assert window.settings.value.default_account == account.id
    window.on_notice(RegistrationNotice(account.id, RegistrationState.REGISTERED, 200, "OK", b""))
    assert "Registered" in form.state.text()
    assert window.column.status.text() == "anna@office.example · registered · TLS"
    assert window.column.status.dot == "positive"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (403, "password"),
        (401, "password"),
        (404, "does not know"),
        (0, "not found or did not answer"),
        (408, "not found or did not answer"),
        (301, "to another one"),
        (599, "refused"),
    ],
)
def test_failures_in_plain_words(scene: Scene, qtbot: QtBot, status: int, words: str) -> None:
    """A failed registration says what is wrong, below the status code."""
    scene.with_account()
    window = shown(scene, qtbot)
    settled(scene, qtbot)
    window._open_account()
    window.on_notice(RegistrationNotice(ACCOUNT.id, RegistrationState.FAILED, status, "Reason", b""))
    form = find(window, AccountForm)
    assert words in form.state.text()
    assert window.column.status.dot == "danger"


def test_wrong_account_address(scene: Scene, qtbot: QtBot) -> None:
    """An account needs a name and a server; a mistake is shown at its place."""
    window = shown(scene, qtbot)
    form = account_form(window)
    for text in ("", "anna", "office.example", "anna@of fice"):
        form.address.setText(text)
        form.save()
        assert not find(form, QLabel, "account-address-error").isHidden(), text
    assert scene.accounts_set == []
    assert window.settings.value.accounts == ()


def test_start_connects_with_the_kept_password(scene: Scene, qtbot: QtBot) -> None:
    """At the start each account is connected with the password of the keyring."""
    scene.with_account()
    shown(scene, qtbot)
    settled(scene, qtbot)
    assert scene.accounts_set == [(ACCOUNT, PASSWORD)]


def test_password_is_asked_for_in_place(scene: Scene, qtbot: QtBot) -> None:
    """Without a keyring the password is asked for at the start, used, and said not to be kept."""
    scene.passwords.status = PasswordStatus.NO_KEYRING
    scene.with_account(password="")
    window = shown(scene, qtbot)
    key = ("password", ACCOUNT.id)
    qtbot.waitUntil(lambda: window.banners.shown(key) is not None, timeout=WAIT_S * 1000)
    banner = window.banners.shown(key)
    assert banner is not None
    assert window.column.dial.edit.hasFocus()
    find(banner, QLineEdit).setText(PASSWORD)
    find(banner, QAbstractButton, f"banner-password-{ACCOUNT.id}-connect").click()
    settled(scene, qtbot)
    assert scene.accounts_set == [(ACCOUNT, PASSWORD)]
    qtbot.waitUntil(lambda: window.banners.shown(("not-kept", ACCOUNT.id)) is not None, timeout=WAIT_S * 1000)
    assert PASSWORD not in scene.store.profile.settings.read_text(encoding="utf-8")


def test_account_removed_and_brought_back(scene: Scene, qtbot: QtBot) -> None:
    """A removed account leaves the engine and the keyring; Undo brings it back and asks for its password."""
    scene.with_account()
    window = shown(scene, qtbot)
    settled(scene, qtbot)
    window.show_view(View.SETTINGS)
    find(window, QAbstractButton, "accounts-remove").click()
    assert scene.accounts_removed == [ACCOUNT.id]
    qtbot.waitUntil(lambda: scene.passwords.kept == {}, timeout=WAIT_S * 1000)
    bar = window.quiet.bar
    assert bar is not None
    bar.action.click()
    assert window.settings.value.accounts == (ACCOUNT,)
    qtbot.waitUntil(lambda: window.banners.shown(("password", ACCOUNT.id)) is not None, timeout=WAIT_S * 1000)


def test_sound_devices(window: MainWindow, scene: Scene) -> None:
    """A chosen device counts at once and stays chosen while it is away; no device at all is said."""
    window.pages.show_section(Section.SOUND)
    page = window.findChild(SoundPage)
    assert page is not None
    headset = AudioDevice("usb", "Headset")
    window.on_notice(DevicesNotice((headset,), (headset,)))
    page.microphone.setCurrentIndex(page.microphone.findData("usb"))
    page.microphone.activated.emit(page.microphone.currentIndex())
    assert scene.audio_set[-1].microphone == "usb"
    assert window.settings.value.audio.microphone == "usb"
    window.on_notice(DevicesNotice((), ()))
    assert page.microphone.currentData() == "usb"
    assert find(page, QLabel, "sound-none").isVisible()
    page.try_button.click()
    assert scene.tones == [Tone.RINGTONE]


def test_language_changes_at_once(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """Another language rebuilds the window; a call that is shown stays shown."""
    window.dial("sip:anna@office.example")
    window.settings.change(
        type(window.settings.value)(accounts=window.settings.value.accounts, language=Language.RUSSIAN)
    )
    qtbot.waitUntil(lambda: window.column.calls.heading.full_text() == "Звонки", timeout=WAIT_S * 1000)
    assert window.pages.is_showing_call(scene.phone.views()[-1].attempt)
    assert scene.applied[-1].language is Language.RUSSIAN
