"""Pictures of accounts, sound, certificates, calls and diagnostics, for `tests.gui.house.gallery`."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import msgspec
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

from softphone.calls.accounts import Account, DiallingRule, MediaEncryption, Reachability
from softphone.calls.call_events import CallMedia, CallQuality
from softphone.calls.notices import (
    CertificateNotice,
    DevicesNotice,
    NetworkTestNotice,
    RegistrationNotice,
    ServersNotice,
    SoundTestNotice,
)
from softphone.calls.reach_events import (
    CertificateRefused,
    FoundServer,
    NetworkTested,
    RegistrationCause,
    RegistrationState,
    ServersFound,
)
from softphone.calls.settings import WhoRings
from softphone.calls.sound_events import AudioDevice, SoundTestChanged, SoundTestState
from softphone.calls.views import Phase, SeenMessage
from softphone.gui.diagnostics.page import DiagnosticsPage
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.account_form import AccountForm
from softphone.gui.settings.account_wizard import AccountWizard
from softphone.gui.settings.calls_page import CallsPage
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.sound_page import SoundPage
from tests.gui.house.scene import ACCOUNT, Scene, find

Step = Callable[[MainWindow, Scene], None]
REFUSED = CertificateRefused(
    account_id=ACCOUNT.id,
    host="sip.example.org",
    problems=("self-signed", "name-mismatch"),
    subject="CN=pbx.local, O=The Very Long Organisation of Redundant Departments",
    issuer="CN=pbx.local, O=The Very Long Organisation of Redundant Departments",
    names=("pbx.local", "pbx", "192.0.2.7"),
    not_before=1_700_000_000,
    not_after=1_900_000_000,
    sha256="8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4",
)


def accounts_many(window: MainWindow, _scene: Scene) -> None:
    for account in (
        Account("r", "sip:дежурный@xn--e1afmkfd.example", "Дежурный по кораблю", "sip:office.example"),
        Account("l", f"sip:{'a.very.long.name' * 5}@department.of.redundancy.example", enabled=False),
        Account("f", "sip:me@pbx.example", registrar="sip:pbx.example"),
    ):
        window.settings.put_account(account)
    window.on_notice(
        RegistrationNotice(
            "f", RegistrationState.FAILED, 503, "", b"", cause=RegistrationCause.CONNECTION_REFUSED
        )
    )
    window.on_notice(RegistrationNotice("r", RegistrationState.REGISTERED, 200, "OK", b""))
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.ACCOUNTS)


def call_settings_end(window: MainWindow, scene: Scene) -> None:
    call_settings_full(window, scene)
    page = find(window, CallsPage)
    QTimer.singleShot(120, page, lambda: page.ensureWidgetVisible(page.format))


def wizard(window: MainWindow, scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.new_account()
    page = find(window, AccountWizard)
    page.address.setText("anna@office.example")
    page.password.setText("x")
    page.connect_account()
    server = FoundServer("sips.office.example", 5061, "tls", "srv", answers=True)
    window.on_notice(ServersNotice(ServersFound(page._request, "office.example", (server,))))
    account = window.settings.value.accounts[-1]
    window.on_notice(RegistrationNotice(account.id, RegistrationState.FAILED, 403, "Forbidden", b""))


def certificate(window: MainWindow, _scene: Scene) -> None:
    window.on_notice(CertificateNotice(REFUSED))
    window.open_certificate(REFUSED)


def certificate_second(window: MainWindow, _scene: Scene) -> None:
    window.open_certificate(msgspec.structs.replace(REFUSED, problems=("changed", "expired")))
    find(window, QAbstractButton, "certificate-trust").click()


def account_refused(window: MainWindow, _scene: Scene) -> None:
    window.on_notice(CertificateNotice(REFUSED))
    window._open_account()


def _scroll_to(form: AccountForm, widget: QWidget) -> None:
    """When the page is laid out."""
    QTimer.singleShot(120, form, lambda: form.ensureWidgetVisible(widget))


def _groups(window: MainWindow, names: tuple[str, ...]) -> None:
    account = replace(
        ACCOUNT,
        media_encryption=MediaEncryption.OPTIONAL,
        pinned_certificate=REFUSED.sha256,
        reachability=Reachability(
            ice=True, stun_server="stun.example.org", turn_server="turn.example.org:3478", turn_user="me"
        ),
        dialling=DiallingRule("7", "8", "810", prefixes=("+49",), domains=("partner.example",)),
    )
    window.accounts.save(account, None)
    window._open_account()
    form = find(window, AccountForm)
    for name in ("server", "security", "reachability", "codecs", "dialling", "answering", "mailbox"):
        find(form, QAbstractButton, f"fold-{name}-toggle").setChecked(name in names)
    find(form, QAbstractButton, f"fold-{names[0]}-toggle").setFocus()


def account_groups(window: MainWindow, _scene: Scene) -> None:
    _groups(window, ("server",))


def account_security(window: MainWindow, _scene: Scene) -> None:
    _groups(window, ("security",))


def account_reach(window: MainWindow, _scene: Scene) -> None:
    _groups(window, ("reachability",))
    form = find(window, AccountForm)
    find(form, QAbstractButton, "account-network-test").click()
    tested = NetworkTested(
        form.reachability._running,
        local_address="192.168.1.5:5060",
        mapped_address="203.0.113.9:41000",
        nat="symmetric",
        stun_ms=31.0,
        turn_problem="The relay turn.example.org:3478 (UDP) refuses the user name or the password.",
    )
    window.on_notice(NetworkTestNotice(tested))
    _scroll_to(form, form.reachability.findings)


def account_codecs(window: MainWindow, _scene: Scene) -> None:
    _groups(window, ("codecs",))
    form = find(window, AccountForm)
    _scroll_to(form, form.sound.dtmf)


def account_dialling(window: MainWindow, _scene: Scene) -> None:
    _groups(window, ("dialling",))
    form = find(window, AccountForm)
    _scroll_to(form, form.dialling.domains)


def account_answering(window: MainWindow, _scene: Scene) -> None:
    _groups(window, ("answering", "mailbox"))
    form = find(window, AccountForm)
    _scroll_to(form, form.close_button)


def sound_test(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.SOUND)
    devices = (AudioDevice("m1", "USB headset with a very long name indeed, model 2000", is_default=True),)
    window.on_notice(DevicesNotice(devices, devices))
    page = find(window, SoundPage)
    find(page, QAbstractButton, "sound-test-meter").click()
    window.on_notice(SoundTestNotice(SoundTestChanged(SoundTestState.METER, microphone=0.6)))


def call_settings_full(window: MainWindow, _scene: Scene) -> None:
    value = window.settings.value
    window.settings.change(
        replace(
            value,
            who_rings=WhoRings.CONTACTS,
            blocked=("@spam.example", "sip:seller@shop.example", "+74955550199"),
        )
    )
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.CALLS)


def _diagnostics(window: MainWindow, part: str) -> DiagnosticsPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.DIAGNOSTICS)
    page = find(window, DiagnosticsPage)
    find(page, QAbstractButton, f"diagnostics-{part}").click()
    return page


def diagnostics_line(window: MainWindow, _scene: Scene) -> None:
    page = _diagnostics(window, "line")
    find(page, QAbstractButton, "line-test").click()
    number = page.line.test._network_test
    window.on_notice(NetworkTestNotice(NetworkTested(number, local_address="192.168.1.5:5060")))


def diagnostics_log(window: MainWindow, _scene: Scene) -> None:
    page = _diagnostics(window, "log")
    page.log.source.setCurrentIndex(1)


def diagnostics_wire(window: MainWindow, scene: Scene) -> None:
    start = datetime.now(UTC)
    texts = (
        (True, b"REGISTER sip:example.org SIP/2.0\r\nCSeq: 1 REGISTER\r\nFrom: <sip:me@example.org>\r\n\r\n"),
        (False, b"SIP/2.0 401 Unauthorized\r\nCSeq: 1 REGISTER\r\n\r\n"),
        (
            True,
            (
                b"REGISTER sip:example.org SIP/2.0\r\nCSeq: 2 REGISTER\r\n"
                b'Authorization: Digest username="me", response="0123"\r\n\r\n'
            ),
        ),
        (False, b"SIP/2.0 200 OK\r\nCSeq: 2 REGISTER\r\n\r\n"),
    )
    scene.phone.wire[:] = [
        SeenMessage(0, sent, start + timedelta(milliseconds=40 * number), "tls", "192.0.2.7:5061", raw)
        for number, (sent, raw) in enumerate(texts)
    ]
    _diagnostics(window, "wire")


def diagnostics_statistics(window: MainWindow, scene: Scene) -> None:
    attempt = scene.phone.place_call("sip:anna.k@new-office.example")
    scene.phone.change(
        attempt,
        phase=Phase.CONNECTED,
        media=CallMedia(1, True, "G722/16000", encrypted=True, cipher="AES_CM_128_HMAC_SHA1_80"),
        quality=CallQuality(1, 1.2, 0.4, 6.0, 9.0, 48.0, 0.1, 60.0, 4210, 4188),
        mos=4.1,
        signalling_transport="TLS",
        signalling_verified=True,
    )
    _diagnostics(window, "statistics")


STEPS: dict[str, Step] = {
    step.__name__: step
    for step in (
        accounts_many,
        call_settings_end,
        wizard,
        certificate,
        certificate_second,
        account_refused,
        account_groups,
        account_security,
        account_reach,
        account_codecs,
        account_dialling,
        account_answering,
        sound_test,
        call_settings_full,
        diagnostics_line,
        diagnostics_log,
        diagnostics_wire,
        diagnostics_statistics,
    )
}
