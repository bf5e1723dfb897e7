"""The pages of accounts, sound and diagnostics with the real engine behind them."""

import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account
from softphone.calls.settings import Settings
from softphone.demo.exchange import DemoAddresses, DemoExchange, demo_account
from softphone.gui.diagnostics.page import DiagnosticsPage
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.account_wizard import AccountWizard
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.sound_page import SoundPage
from tests.support.window_phone import WindowPhone, window_phone

WAIT_S = 25


@pytest.fixture(scope="module")
def exchange() -> Iterator[DemoAddresses]:
    made = DemoExchange()
    yield made.start()
    made.close()


def wizard(phone: WindowPhone, address: str, password: str) -> AccountWizard:
    phone.window.pages.new_account()
    page = phone.window.findChild(AccountWizard)
    assert page is not None
    page.address.setText(address)
    page.password.setText(password)
    page.connect_account()
    return page


def test_wizard_registers(qtbot: QtBot, tmp_path: Path, exchange: DemoAddresses) -> None:
    """Address and password typed, the server is found, asked and registered at."""
    account, password = demo_account(exchange)
    with window_phone(qtbot, tmp_path) as phone:
        page = wizard(phone, account.uri.removeprefix("sip:"), password)
        phone.until(phone.registered, WAIT_S)
        phone.until(lambda: "You can call and be called" in page.findings.text(), WAIT_S)
        phone.until(
            lambda: bool(phone.store.settings_file.load().accounts), WAIT_S
        )  # it is written on a worker
        (kept,) = phone.store.settings_file.load().accounts
        assert kept.uri == account.uri
        assert password not in phone.store.profile.settings.read_text(encoding="utf-8")


def test_wizard_says_wrong_password(qtbot: QtBot, tmp_path: Path, exchange: DemoAddresses) -> None:
    """A wrong password is named as such; the right one typed after it registers the same account."""
    account, password = demo_account(exchange)
    with window_phone(qtbot, tmp_path) as phone:
        page = wizard(phone, account.uri.removeprefix("sip:"), "not " + password)
        phone.until(lambda: "Type the password again" in page.findings.text(), WAIT_S)
        page.password.setText(password)
        page.connect_account()
        phone.until(phone.registered, WAIT_S)
        assert len(phone.window.settings.value.accounts) == 1


def test_wizard_names_a_dead_port(qtbot: QtBot, tmp_path: Path) -> None:
    """A computer at which nothing listens is told apart from a wrong password, within seconds."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with window_phone(qtbot, tmp_path) as phone:
            page = wizard(phone, f"me@127.0.0.1:{port}", "secret")
            phone.until(lambda: bool(page.findings.text()) and page.connect_button.isEnabled(), 50)
            text = page.findings.text()
            assert "password" not in text.lower(), text
            assert "127.0.0.1" in text


def test_line_test_with_the_engine(qtbot: QtBot, tmp_path: Path, exchange: DemoAddresses) -> None:
    """Network and registration are really tried; the report says what was found, and the export carries it."""
    account, password = demo_account(exchange)
    settings = Settings(accounts=(account,), default_account=account.id)
    with window_phone(qtbot, tmp_path, settings=settings, passwords={account.id: password}) as phone:
        phone.until(phone.registered, WAIT_S)
        phone.window.pages.show_section(Section.DIAGNOSTICS)
        page = phone.window.findChild(DiagnosticsPage)
        assert page is not None
        phone.click("Test my line")
        phone.until(lambda: not page.line.test.running, 40)
        assert "You can call and be called" in page.line.report()
        path = tmp_path / "export.zip"
        page.export.export_to(path)
        phone.until(path.exists, WAIT_S)
        with zipfile.ZipFile(path) as archive:
            files = {name: archive.read(name).decode() for name in archive.namelist()}
        assert "You can call and be called" in files["softphone/line-test.txt"]
        assert "REGISTER" in files["softphone/messages.txt"]
        assert not any(password in text for text in files.values())


def test_network_test_with_the_engine(qtbot: QtBot, tmp_path: Path) -> None:
    """The button of the form asks the engine; a STUN server that is not there is said to be."""
    account = Account("home", "sip:me@127.0.0.1")
    settings = Settings(accounts=(account,), default_account=account.id)
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf,
        window_phone(qtbot, tmp_path, settings=settings) as phone,
    ):
        deaf.bind(("127.0.0.1", 0))
        phone.window.pages.edit_account(account)
        form = phone.window.findChild(AccountForm)
        assert form is not None
        form.reachability.set_open(True)
        form.reachability.stun.setText(f"127.0.0.1:{deaf.getsockname()[1]}")
        phone.click("Test the network")
        phone.until(lambda: "STUN server did not help" in form.reachability.findings.text(), WAIT_S)


def test_sound_test_with_the_engine(qtbot: QtBot, tmp_path: Path) -> None:
    """Without a device, trying it out is said not to work, or ends; the page never waits for ever."""
    with window_phone(qtbot, tmp_path) as phone:
        phone.window.pages.show_section(Section.SOUND)
        page = phone.window.findChild(SoundPage)
        assert page is not None
        assert page.trials is not None
        trials = page.trials
        for made in trials.buttons.values():
            made.setEnabled(True)
        phone.click("Play a tune")
        error = page.findChild(QLabel, "sound-test-error")
        assert error is not None
        phone.until(lambda: error.isVisible() or not trials.is_running(), WAIT_S)
