"""Accounts: the wizard, the groups of the form, secrets, and any number of them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import (
    Account,
    AnswerRule,
    DiallingRule,
    DtmfMode,
    MediaEncryption,
    Reachability,
    Transport,
    TurnTransport,
)
from softphone.calls.notices import CallChanged, NetworkTestNotice, RegistrationNotice, ServersNotice
from softphone.calls.password_keys import turn_key
from softphone.calls.reach_events import (
    FoundServer,
    NetworkTested,
    RegistrationCause,
    RegistrationState,
    ServersFound,
)
from softphone.gui.card.route_picture import RoutePicture
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.account_wizard import AccountWizard
from softphone.gui.settings.accounts_page import AccountsPage
from softphone.gui.settings.codec_list import USUAL
from tests.gui.call.samples import STATES
from tests.gui.house.conftest import shown
from tests.gui.house.scene import ACCOUNT, PASSWORD, WAIT_S, Scene, find, press_key

TURN_PASSWORD = "relay me"
FULL = replace(
    ACCOUNT,
    proxy="sip:proxy.example.org",
    auth_user="me2",
    media_encryption=MediaEncryption.REQUIRED,
    pinned_certificate="ab" * 32,
    codecs=("PCMU/8000", "G722/16000"),
    dtmf=DtmfMode.INFO,
    reliable_provisional=False,
    session_timers=False,
    voicemail="1571",
    watch_voicemail=False,
    publish_presence=True,
    reachability=Reachability(
        True, "stun.example:3478", "turn.example", "me", TurnTransport.TCP, keep_alive_s=30
    ),
    dialling=DiallingRule("7", "8", "810", "9", False, ("+49",), ("partner.example",)),
    answering=AnswerRule(7, True, True),
)


def wait(qtbot: QtBot, scene: Scene, count: int) -> None:
    qtbot.waitUntil(lambda: len(scene.accounts_set) >= count, timeout=WAIT_S * 1000)


def wizard(window: MainWindow) -> AccountWizard:
    window.pages.new_account()
    return find(window, AccountWizard)


def searched(scene: Scene) -> int:
    """The number of the newest look-up."""
    number = [each for each in scene.asked if each[0] == "find_servers"][-1][1]
    assert isinstance(number, int)
    return number


def said(page: AccountWizard) -> str:
    return page.findings.text()


def test_wizard_needs_address_and_password_only(scene: Scene, qtbot: QtBot) -> None:
    """Of the servers that are found the encrypted one is taken, registered at, and said."""
    window = shown(scene, qtbot)
    page = wizard(window)
    page.address.setText("anna@office.example")
    page.password.setText(PASSWORD)
    press_key(page.password, Qt.Key.Key_Return)
    assert scene.asked[-1][2] == "office.example"
    servers = (
        FoundServer("sip.office.example", 5060, "udp", "srv", answers=True),
        FoundServer("sips.office.example", 5061, "tls", "srv", answers=True),
    )
    window.on_notice(ServersNotice(ServersFound(searched(scene), "office.example", servers)))
    wait(qtbot, scene, 1)
    account, password = scene.accounts_set[-1]
    assert (account.uri, account.registrar) == ("sip:anna@office.example", "sip:office.example")
    assert (account.transport, account.proxy, password) == (Transport.TLS, "", PASSWORD)
    assert "sips.office.example" in said(page)
    assert "encrypted" in said(page)
    window.on_notice(RegistrationNotice(account.id, RegistrationState.REGISTERED, 200, "OK", b""))
    assert "You can call and be called" in said(page)
    assert page.close_button.text() == "Done"
    kinds = page.close_button.property("kind"), page.connect_button.property("kind")
    assert kinds == ("primary", "quiet")
    assert page.password.text() == ""


@pytest.mark.parametrize(
    ("cause", "words"),
    [
        (RegistrationCause.CREDENTIALS, "Type the password again"),
        (RegistrationCause.UNKNOWN_HOST, "There is no server called"),
        (RegistrationCause.CONNECTION_REFUSED, "another port"),
        (RegistrationCause.NO_ANSWER, "firewall"),
        (RegistrationCause.NO_NETWORK, "no network"),
        (RegistrationCause.CERTIFICATE, "could not prove"),
        (RegistrationCause.UNKNOWN_DIGEST, "no password would do"),
        (RegistrationCause.UNKNOWN_ADDRESS, "typing mistakes"),
        (RegistrationCause.SERVER, "in trouble itself"),
        (RegistrationCause.NO_PLACE, "Switch one of them off"),
    ],
)
def test_wizard_names_the_cure(scene: Scene, qtbot: QtBot, cause: RegistrationCause, words: str) -> None:
    """Whatever keeps it from registering is said with what to do, and the fields stay for the next try."""
    window = shown(scene, qtbot)
    page = wizard(window)
    page.address.setText("anna@office.example")
    page.password.setText("wrong")
    page.connect_account()
    found = (FoundServer("office.example", 5060, "udp", "address", answers=True),)
    window.on_notice(ServersNotice(ServersFound(searched(scene), "office.example", found)))
    wait(qtbot, scene, 1)
    account = scene.accounts_set[-1][0]
    window.on_notice(RegistrationNotice(account.id, RegistrationState.FAILED, 0, "", b"", cause=cause))
    assert words in said(page)
    assert page.connect_button.isEnabled()
    page.password.setText(PASSWORD)
    page.connect_account()
    window.on_notice(ServersNotice(ServersFound(searched(scene), "office.example", found)))
    wait(qtbot, scene, 2)
    assert [each.id for each in window.settings.value.accounts] == [account.id]


def test_wizard_finds_no_server(scene: Scene, qtbot: QtBot) -> None:
    """A domain that nobody serves is said with the reason; nothing is kept."""
    window = shown(scene, qtbot)
    page = wizard(window)
    page.address.setText("anna@offcie.example")
    page.password.setText(PASSWORD)
    page.connect_account()
    found = ServersFound(searched(scene), "offcie.example", (), "No name server knows offcie.example.")
    window.on_notice(ServersNotice(found))
    assert "No SIP server was found for offcie.example. No name server knows" in said(page)
    assert window.settings.value.accounts == ()
    assert scene.accounts_set == []


def test_answers_of_an_earlier_search_are_ignored(scene: Scene, qtbot: QtBot) -> None:
    """What comes of a look-up that nobody waits for any more changes nothing."""
    window = shown(scene, qtbot)
    page = wizard(window)
    page.address.setText("anna@office.example")
    page.connect_account()
    number = searched(scene)
    page.close_button.click()
    server = FoundServer("office.example", 5060, "udp", "address", answers=True)
    window.on_notice(ServersNotice(ServersFound(number, "office.example", (server,))))
    assert scene.accounts_set == []


def test_form_keeps_everything(scene: Scene, qtbot: QtBot) -> None:
    """An account goes through the form and comes out as it went in, whatever is set in it."""
    scene.with_account(FULL)
    window = shown(scene, qtbot)
    window._open_account()
    find(window, AccountForm).save()
    assert window.settings.account(FULL.id) == FULL


def test_groups_change_the_account(scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """What is set in the groups reaches the settings, the engine and, for the passwords, the keyring alone."""
    scene.with_account()
    window = shown(scene, qtbot)
    wait(qtbot, scene, 1)
    window._open_account()
    form = find(window, AccountForm)
    ca_file = tmp_path / "ca.pem"
    ca_file.write_text("-----BEGIN CERTIFICATE-----\n")
    form.security.ca_file.setText(str(ca_file))
    form.security.media.setCurrentIndex(2)
    form.reachability.turn.setText("turn.example:3478")
    form.reachability.turn_user.setText("me")
    form.reachability.turn_password.setText(TURN_PASSWORD)
    form.dialling.country.setText("7")
    form.dialling.country.textEdited.emit("7")
    form.dialling.prefixes.setText("+49; 0049,")
    form.answering.auto.setCurrentIndex(form.answering.auto.findData(5))
    form.save()
    wait(qtbot, scene, 2)
    account, password = scene.accounts_set[-1]
    assert (account.ca_file, account.media_encryption) == (str(ca_file), MediaEncryption.REQUIRED)
    assert (account.dialling.trunk_prefix, account.dialling.international_prefix) == ("8", "810")
    assert account.dialling.prefixes == ("+49", "0049")
    assert account.answering.auto_answer_s == 5
    assert (password, scene.turn_passwords[account.id]) == (PASSWORD, TURN_PASSWORD)
    qtbot.waitUntil(
        lambda: scene.passwords.kept.get(turn_key(account.id)) == TURN_PASSWORD, timeout=WAIT_S * 1000
    )
    qtbot.waitUntil(lambda: scene.store.settings_file.load().accounts == (account,), timeout=WAIT_S * 1000)
    assert TURN_PASSWORD not in scene.store.profile.settings.read_text(encoding="utf-8")


def test_both_passwords_come_from_the_keyring_and_go_with_the_account(scene: Scene, qtbot: QtBot) -> None:
    """At the start the engine is given both passwords; a removed account leaves none behind."""
    account = replace(ACCOUNT, reachability=Reachability(turn_server="turn.example", turn_user="me"))
    scene.with_account(account)
    scene.passwords.kept[turn_key(account.id)] = TURN_PASSWORD
    window = shown(scene, qtbot)
    wait(qtbot, scene, 1)
    assert scene.accounts_set == [(account, PASSWORD)]
    assert scene.turn_passwords == {account.id: TURN_PASSWORD}
    window.show_view(View.SETTINGS)
    find(window, QAbstractButton, "accounts-remove").click()
    qtbot.waitUntil(lambda: scene.passwords.kept == {}, timeout=WAIT_S * 1000)


def test_turn_password_goes_with_the_turn_server(scene: Scene, qtbot: QtBot) -> None:
    """An account that uses no TURN server any more leaves no password of one in the keyring."""
    account = replace(ACCOUNT, reachability=Reachability(turn_server="turn.example", turn_user="me"))
    scene.with_account(account)
    scene.passwords.kept[turn_key(account.id)] = TURN_PASSWORD
    window = shown(scene, qtbot)
    wait(qtbot, scene, 1)
    window._open_account()
    form = find(window, AccountForm)
    form.reachability.turn.clear()
    form.save()
    qtbot.waitUntil(lambda: scene.passwords.kept == {account.id: PASSWORD}, timeout=WAIT_S * 1000)


def test_another_address_keeps_its_password(scene: Scene, qtbot: QtBot) -> None:
    """The keyring knows an account by what never changes: another user or host does not orphan a password."""
    scene.with_account()
    window = shown(scene, qtbot)
    wait(qtbot, scene, 1)
    window._open_account()
    form = find(window, AccountForm)
    form.address.setText("somebody.else@other.example")
    form.save()
    wait(qtbot, scene, 2)
    assert scene.accounts_set[-1][0].uri == "sip:somebody.else@other.example"
    assert scene.accounts_set[-1][1] == PASSWORD
    assert scene.passwords.kept == {ACCOUNT.id: PASSWORD}


@pytest.mark.parametrize(
    ("fill", "error"),
    [
        (lambda form, _: form.security.ca_file.setText("/no/such/file.pem"), "account-ca-error"),
        (lambda form, path: form.security.ca_file.setText(str(path)), "account-ca-error"),
        (lambda form, _: form.reachability.stun.setText("stun://x"), "account-turn-error"),
        (lambda form, _: form.reachability.turn.setText("turn.example:99999"), "account-turn-error"),
        (lambda form, _: form.answering.ringtone.setText("/no/such/file.wav"), "account-ringtone-error"),
        (lambda form, _: form.mailbox.voicemail.setText("voice mail@x y"), "account-voicemail-error"),
        (lambda form, _: form.registrar.setText("sip:office .example"), "account-server-error"),
    ],
)
def test_mistakes_open_their_group(
    scene: Scene, qtbot: QtBot, tmp_path: Path, fill: object, error: str
) -> None:
    """A mistake in a closed group opens it and is said there; nothing is kept."""
    scene.with_account()
    empty = tmp_path / "empty.pem"
    empty.write_text("nothing")
    window = shown(scene, qtbot)
    window._open_account()
    form = find(window, AccountForm)
    assert callable(fill)
    fill(form, empty)
    form.save()
    assert find(form, QLabel, error).isVisible()
    assert window.settings.account(ACCOUNT.id) == ACCOUNT


def test_network_test_in_sentences(scene: Scene, qtbot: QtBot) -> None:
    """The button asks with what stands in the form and the password of the keyring; the answer is plain."""
    account = replace(
        ACCOUNT,
        reachability=Reachability(stun_server="stun.example", turn_server="turn.example", turn_user="me"),
    )
    scene.with_account(account)
    scene.passwords.kept[turn_key(account.id)] = TURN_PASSWORD
    window = shown(scene, qtbot)
    window._open_account()
    form = find(window, AccountForm)
    form.reachability.set_open(True)
    form.reachability.test_button.click()
    qtbot.waitUntil(lambda: any(each[0] == "test_network" for each in scene.asked), timeout=WAIT_S * 1000)
    _, number, asked = [each for each in scene.asked if each[0] == "test_network"][-1]
    assert isinstance(number, int)
    assert isinstance(asked, dict)
    assert (asked["stun_server"], asked["turn_password"]) == ("stun.example", TURN_PASSWORD)
    tested = NetworkTested(
        number, "10.0.0.2:5060", "203.0.113.9:4000", "symmetric", 20.0, turn_problem="It did not answer."
    )
    window.on_notice(NetworkTestNotice(tested))
    text = form.reachability.findings.text()
    assert "10.0.0.2" in text
    assert "203.0.113.9" in text
    assert "set a TURN server" in text
    assert "It did not answer. Check the TURN server" in text
    assert form.reachability.test_button.isEnabled()


def test_codecs_are_ordered_and_switched(scene: Scene, qtbot: QtBot) -> None:
    """The usual order is kept as nothing; what is moved or switched off is kept, and one always stays."""
    scene.with_account()
    window = shown(scene, qtbot)
    window._open_account()
    codecs = find(window, AccountForm).sound.codecs
    assert codecs.codecs() == ()
    codecs.list.choose("PCMA/8000")
    codecs.up_button.click()
    codecs.up_button.click()
    assert codecs.codecs()[:3] == ("PCMA/8000", "G722/16000", "speex/16000")
    for codec in USUAL:
        row = next(row for row in codecs.list.rows.rows if row.key == codec)
        codecs.list.switched.emit(row)
    assert len(codecs.codecs()) == 1


def test_any_number_of_accounts(scene: Scene, qtbot: QtBot) -> None:
    """Twenty accounts stand in the list; each is switched off and on by its switch."""
    for number in range(20):
        scene.with_account(Account(f"n{number}", f"sip:me{number}@example.org", registrar="sip:example.org"))
    window = shown(scene, qtbot)
    wait(qtbot, scene, 20)
    window.show_view(View.SETTINGS)
    page = find(window, AccountsPage)
    rows = page.list.rows.rows
    assert len(rows) == 20
    page.list.choose("n7")
    press_key(page.list, Qt.Key.Key_Space)
    seventh = window.settings.account("n7")
    assert seventh is not None
    assert not seventh.enabled
    assert scene.accounts_removed == ["n7"]
    press_key(page.list, Qt.Key.Key_Space)
    wait(qtbot, scene, 21)
    assert scene.accounts_set[-1][1] == PASSWORD


def test_dialling_example(scene: Scene, qtbot: QtBot) -> None:
    """While one fills in the rule, what a number becomes is shown."""
    scene.with_account()
    window = shown(scene, qtbot)
    window._open_account()
    group = find(window, AccountForm).dialling
    group.set_open(True)
    group.country.setText("7")
    group.country.textEdited.emit("7")
    assert group.tried.text() == "8 495 123-45-67"
    assert group.example.text() == "8 495 123-45-67 → +74951234567"
    group.tried.setText("810 49 30 123456")
    assert group.example.text().endswith("→ +4930123456")


def test_trying_again_keeps_the_password(scene: Scene, qtbot: QtBot) -> None:
    """An empty line after the first try means the password in the keyring, not none."""
    window = shown(scene, qtbot)
    page = wizard(window)
    page.address.setText("anna@office.example")
    page.password.setText(PASSWORD)
    found = (FoundServer("office.example", 5060, "tcp", "address", answers=True),)
    for count in (1, 2):
        page.connect_account()
        window.on_notice(ServersNotice(ServersFound(searched(scene), "office.example", found)))
        wait(qtbot, scene, count)
        account, password = scene.accounts_set[-1]
        assert (account.transport, password) == (Transport.TCP, PASSWORD)
        qtbot.waitUntil(lambda: bool(scene.passwords.kept), timeout=WAIT_S * 1000)
        window.on_notice(RegistrationNotice(account.id, RegistrationState.REGISTERED, 200, "OK", b""))
        assert page.password.text() == ""
    assert list(scene.passwords.kept.values()) == [PASSWORD]


def test_closed_encrypted_way_is_said(scene: Scene, qtbot: QtBot) -> None:
    """Who could not be reached safely is reached otherwise, but never silently."""
    window = shown(scene, qtbot)
    page = wizard(window)
    page.address.setText("anna@office.example")
    page.connect_account()
    found = (
        FoundServer("office.example", 5060, "udp", "address", answers=True),
        FoundServer("office.example", 5061, "tls", "address", problem="The certificate has expired."),
    )
    window.on_notice(ServersNotice(ServersFound(searched(scene), "office.example", found)))
    wait(qtbot, scene, 1)
    assert "without encryption" in said(page)
    assert "The certificate has expired." in said(page)


def test_the_route_of_a_redirect_begins_with_the_account_of_now(scene: Scene, qtbot: QtBot) -> None:
    """The page of calls is made once; the account may be another one by the next redirect."""
    scene.with_account()
    window = scene.window()
    qtbot.addWidget(window)
    seen = []
    for attempt, account in enumerate((ACCOUNT, replace(ACCOUNT, uri="sip:anna@other.example"))):
        window.settings.put_account(account)
        offer = replace(STATES["301"], attempt=attempt)
        scene.phone.say(CallChanged(offer))
        window.pages.show_call(offer)
        seen.append(window.findChildren(RoutePicture)[-1].stations()[0].text)  # a former card goes later
    assert seen == ["me@example.org", "anna@other.example"]
