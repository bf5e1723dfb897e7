"""What leaves the phone in a file for a helper: no password, no key, no digit, no word of a message."""

import base64
import io
import json
import logging
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Reachability
from softphone.calls.notices import RegistrationNotice
from softphone.calls.password_keys import turn_key
from softphone.calls.reach_events import RegistrationState
from softphone.calls.views import SeenMessage
from softphone.gui.diagnostics.page import DiagnosticsPage
from softphone.gui.diagnostics.redaction import Redaction
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from softphone.logbook import Logbook
from tests.gui.house.scene import ACCOUNT, WAIT_S, Scene, find

PASSWORD = 'pä"ss w/örd\\7&x'
TURN_PASSWORD = "relay-Geheim%42"
KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"
RESPONSE = "6629fae49393a05397450978507c4ef1"
BASIC = base64.b64encode(b"anna:open sesame").decode()
ICE = "iceSessionPassword0123456789"
TYPED = "Nobody else may read these words"
BEARER = "eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2ln"
SECRETS = (PASSWORD, TURN_PASSWORD, KEY, RESPONSE, BASIC, ICE, TYPED, BEARER, "uripass", "open sesame")


def message(text: str, *, sent: bool = True) -> SeenMessage:
    raw = text.replace("\n", "\r\n").encode()
    return SeenMessage(0, sent, datetime.now(UTC), "udp", "192.0.2.7:5060", raw)


def trace() -> list[SeenMessage]:
    return [
        message(
            'REGISTER sip:example.org SIP/2.0\nFrom: "Me Myself" <sip:me@example.org>;tag=1\nCSeq: 2 REGISTER\n'
            f'Authorization: Digest username="me", realm="r", nonce="n",\n response="{RESPONSE}"\n'
            f"Proxy-Authorization: Basic {BASIC}\nAuthorization: Bearer {BEARER}\n\n"
        ),
        message(
            "INVITE sip:anna:uripass@anna-karlsson.example SIP/2.0\n"
            "To: Anna Karlsson <sip:anna@anna-karlsson.example>\nCSeq: 1 INVITE\n"
            "Content-Type: application/sdp\n\nv=0\no=- 1 1 IN IP4 192.0.2.1\n"
            f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}\na=ice-pwd:{ICE}\n"
        ),
        message(
            f"MESSAGE sip:anna@anna-karlsson.example SIP/2.0\nCSeq: 1 MESSAGE\nContent-Type: text/plain\n\n{TYPED}"
        ),
        message(
            "INFO sip:menu@bank.example SIP/2.0\nCSeq: 3 INFO\nContent-Type: application/dtmf-relay\n\n"
            "Signal=7\nDuration=160\n"
        ),
        message("INFO sip:menu@bank.example SIP/2.0\nCSeq: 4 INFO\nContent-Type: application/dtmf\n\n9"),
    ]


def forms(secret: str) -> set[bytes]:
    raw = secret.encode()
    return {
        raw,
        base64.b64encode(raw).rstrip(b"="),
        raw.hex().encode(),
        quote(secret, safe="").encode(),
        json.dumps(secret)[1:-1].encode(),
        json.dumps(secret, ensure_ascii=False)[1:-1].encode(),
        secret.encode("unicode_escape"),
    }


def exported(window: MainWindow, qtbot: QtBot, path: Path, *, hide: bool) -> dict[str, str]:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.DIAGNOSTICS)
    page = find(window, DiagnosticsPage)
    find(page, QCheckBox, "export-hide").setChecked(hide)
    page.export.export_to(path)
    qtbot.waitUntil(lambda: find(page, QLabel, "export-said").isVisible(), timeout=2 * WAIT_S * 1000)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name.removeprefix("softphone/"): archive.read(name).decode() for name in archive.namelist()}


def filled(scene: Scene, book: Logbook) -> MainWindow:
    """Secrets wherever one could be."""
    account = replace(
        ACCOUNT,
        registrar="sip:example.org",
        reachability=Reachability(turn_server="turn.example.org", turn_user="me"),
    )
    scene.with_account(account, PASSWORD)
    scene.passwords.kept[turn_key(account.id)] = TURN_PASSWORD
    scene.person("Anna Karlsson", ("sip:anna@anna-karlsson.example", ""), ("tel:+74955550101", ""))
    log = logging.getLogger("softphone.engine.client")
    log.warning("not sent: SetAccount(password=%r)", PASSWORD)
    log.info("typed %s and %s", PASSWORD, TURN_PASSWORD)
    log.info("in other writing %s %s", quote(PASSWORD, safe=""), base64.b64encode(PASSWORD.encode()).decode())
    log.info("hex %s, escaped %s", TURN_PASSWORD.encode().hex(), PASSWORD.encode("unicode_escape").decode())
    log.info('seen: Authorization: Digest username="me", response="%s", uri="sip:x"', RESPONSE)
    log.info("seen: Proxy-Authorization: Basic %s", BASIC)
    log.info("token: %s password='open sesame'", BEARER)
    log.info("calling sip:anna:uripass@anna-karlsson.example for Anna Karlsson, or tel:+74955550101")
    scene.phone.wire[:] = trace()
    attempt = scene.phone.place_call("sip:anna@anna-karlsson.example")
    scene.phone.change(attempt, party_name="Anna Karlsson", messages=tuple(trace()), received_digits="4711")
    engine = (
        f"pjsip: a=crypto:1 AES inline:{KEY}",
        f"turn:me:{TURN_PASSWORD}@turn.example.org",
        f"a=ice-pwd:{ICE}",
    )
    made = scene.window(engine_log=lambda: engine, log_entries=book.entries)
    made.show()
    made.on_notice(RegistrationNotice(account.id, RegistrationState.FAILED, 403, "Forbidden", b""))
    return made


@pytest.mark.parametrize("hide", [True, False])
def test_no_secret_in_the_file(scene: Scene, qtbot: QtBot, tmp_path: Path, *, hide: bool) -> None:
    """Passwords, answers to challenges, keys, digits and texts are nowhere in the archive, in no way of writing."""
    book = Logbook()
    book.open()
    try:
        window = filled(scene, book)
        path = tmp_path / "out.zip"
        files = exported(window, qtbot, path, hide=hide)
    finally:
        book.close()
    whole = "\n".join(files.values()).encode() + path.read_bytes()
    for secret in SECRETS:
        for form in forms(secret):
            assert form not in whole, (secret, form)
    assert b"Signal=7" not in whole
    assert "[1 bytes are left out]" in files["messages.txt"]
    assert b"4711" not in whole
    assert set(files) >= {
        "versions.txt",
        "settings.json",
        "log.txt",
        "engine.txt",
        "messages.txt",
        "call-1.txt",
        "statistics.txt",
        "accounts.txt",
    }
    assert "403 Forbidden" in files["accounts.txt"]
    assert "REGISTER sip:example.org" in files["messages.txt"]
    assert json.loads(files["settings.json"])["accounts"][0]["transport"] == "tls"
    assert path.stat().st_mode & 0o777 == 0o600


def test_people_are_left_out(scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """With the tick nobody who was called can be read out of it, and the same person stays the same."""
    book = Logbook()
    book.open()
    try:
        window = filled(scene, book)
        hidden = "\n".join(exported(window, qtbot, tmp_path / "hidden.zip", hide=True).values())
        shown = "\n".join(exported(window, qtbot, tmp_path / "shown.zip", hide=False).values())
    finally:
        book.close()
    for part in ("Anna", "anna", "Karlsson", "74955550101", "bank.example"):
        assert part in shown or part == "74955550101", part
        assert part not in hidden, part
    assert "192.0.2.7" in hidden
    assert "example.org" in hidden


def test_file_that_cannot_be_written(scene: Scene, qtbot: QtBot, tmp_path: Path) -> None:
    """It is said, and the button can be used again."""
    scene.with_account()
    window = scene.window()
    window.show()
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.DIAGNOSTICS)
    page = find(window, DiagnosticsPage)
    page.export.export_to(tmp_path / "none" / "out.zip")
    error = find(page, QLabel, "export-error")
    qtbot.waitUntil(error.isVisible, timeout=WAIT_S * 1000)
    assert "could not be written" in error.text()
    assert find(page, QAbstractButton, "export-file").isEnabled()
    assert list(tmp_path.glob("**/*.part")) == []


@pytest.mark.parametrize("secret", ["ab", "", "a"])
def test_too_short_a_secret_does_not_wreck_the_text(secret: str) -> None:
    """One or two letters are found everywhere: blanking them would leave nothing to read, and tell them."""
    assert Redaction([secret]).text("a table of abbreviations") == "a table of abbreviations"


def test_same_person_same_name() -> None:
    """A course of events can be followed without knowing of whom."""
    redaction = Redaction((), hide_people=True, own_hosts=("office.example",))
    text = redaction.text("sip:anna@home.example sip:boris@office.example sip:anna@home.example")
    first, second, third = text.split()
    assert first == third == "sip:person1@host1.invalid"
    assert second == "sip:person2@office.example"
    assert redaction.text(text) == text
