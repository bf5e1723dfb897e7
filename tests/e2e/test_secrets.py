"""After a day's work no password is in any file, log, trace or process listing."""

import base64
import resource
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import MediaEncryption, Reachability
from softphone.calls.password_keys import turn_key
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from softphone.demo.exchange import DemoExchange, demo_account
from softphone.gui.diagnostics.page import DiagnosticsPage
from softphone.gui.settings.settings_list import Section
from tests.engine.engine_phone import EnginePhone
from tests.support.window_phone import WindowPhone, window_phone

TURN_PASSWORD = "Relay-Passwort,geheim%7"
WAIT_S = 25


def forms(secret: str) -> set[bytes]:
    raw = secret.encode()
    return {
        raw,
        base64.b64encode(raw).rstrip(b"="),
        raw.hex().encode(),
        quote(secret, safe="").encode(),
        raw.decode().encode("utf-16-le"),
    }


@pytest.fixture
def core_files_allowed() -> Iterator[None]:
    """As on many desktops, where a service collects them."""
    before = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (before[1], before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_CORE, before)


@pytest.mark.usefixtures("core_files_allowed")
def test_no_process_of_the_phone_leaves_a_core_file() -> None:
    """An assertion of the SIP library would write passwords to disk, wherever the system keeps such files."""
    program = "from softphone.__main__ import main; main(['explain', '/dev/null']); import resource; "
    program += "print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True
    )
    assert ran.stdout.split()[-1] == "0"
    with EnginePhone() as phone:
        limits = Path(f"/proc/{phone.pid}/limits").read_text()
        line = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        assert line.split()[4] == "0"


def processes(*pids: int) -> bytes:
    """Command lines and environments, as `ps` of the same user shows them."""
    folders = [Path("/proc") / str(pid) for pid in pids]
    listing = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists()]
    return b"\n".join([*listing, *(folder.joinpath("environ").read_bytes() for folder in folders)])


def traces(phone: WindowPhone) -> bytes:
    views = phone.controller.views()
    seen = [*phone.controller.wire_log(), *(message for view in views for message in view.messages)]
    kept = [view.final_response for view in views] + [
        leg.final_response for view in views for leg in view.legs
    ]
    log = "\n".join(phone.engine.recent_log()) + repr(phone.notices) + repr(views)
    return b"\n".join([*(message.raw for message in seen), *kept, log.encode("utf-8", "backslashreplace")])


def test_no_password_is_left_anywhere(qtbot: QtBot, tmp_path: Path) -> None:
    """Registered, called, written to, tested and exported: nothing of it holds either password, in any writing."""
    exchange = DemoExchange()
    try:
        account, password = demo_account(exchange.start())
        account = replace(
            account,
            media_encryption=MediaEncryption.OPTIONAL,
            reachability=Reachability(turn_server="127.0.0.1:9", turn_user="me"),
        )
        settings = Settings(accounts=(account,), default_account=account.id)
        passwords = {account.id: password, turn_key(account.id): TURN_PASSWORD}
        profile = tmp_path / "profile"
        with window_phone(qtbot, profile, settings=settings, passwords=passwords) as phone:
            phone.until(phone.registered, WAIT_S)
            host = account.uri.partition("@")[2]
            phone.window.dial(f"sip:echo@{host}")
            phone.until(lambda: phone.newest().phase in {Phase.CONNECTED, Phase.ENDED}, WAIT_S)
            phone.window.send_message(f"sip:echo@{host}", "Hello")
            phone.until(lambda: phone.newest().phase is Phase.ENDED, WAIT_S)
            phone.window.pages.show_section(Section.DIAGNOSTICS)
            page = phone.window.findChild(DiagnosticsPage)
            assert page is not None
            export = tmp_path / "export.zip"
            page.export.export_to(export)
            phone.until(export.exists, WAIT_S)
            with zipfile.ZipFile(export) as archive:
                exported = b"\n".join(archive.read(name) for name in archive.namelist())
            pid = phone.engine.pid
            assert pid is not None
            said = traces(phone) + processes(pid) + exported
            assert b"REGISTER" in said
            assert b"INVITE" in said
            phone.settle()
            files = {path: path.read_bytes() for path in profile.rglob("*") if path.is_file()}
        assert files
        for path in profile.rglob("*"):
            if path.is_file():
                files[path] = files.get(path, b"") + path.read_bytes()
        for secret in (password, TURN_PASSWORD):
            for form in forms(secret):
                assert form not in said, (secret, form)
                assert [path for path, content in files.items() if form in content] == []
    finally:
        exchange.close()
