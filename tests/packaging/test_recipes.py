"""What the desktops of three systems are told of the phone: checked by their own tools where those are here."""

import configparser
import os
import plistlib
import re
import shutil
import struct
import subprocess
import sys
from email.parser import Parser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.packaging_tools import PACKAGING, ROOT, load

SCHEMES = {"sip", "sips", "tel", "callto"}
ENTRY = PACKAGING / "linux/softphone.desktop"
_FOR_OTHER_SYSTEMS = {"pywin32-ctypes", "colorama", "macholib", "pefile"}
_NOT_BROUGHT = {"hatchling", "packaging", "pathspec", "pluggy", "trove-classifiers"}  # they build wheels
_SCRIPTS = sorted(
    path for path in PACKAGING.rglob("*") if path.is_file() and path.read_bytes().startswith(b"#!/bin/sh")
)


def needs(tool: str) -> pytest.MarkDecorator:
    """Skip where `tool` is missing."""
    return pytest.mark.skipif(shutil.which(tool) is None, reason=f"{tool} is what checks it")


@pytest.fixture(scope="module")
def share(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `make deb` and `make install` lay down for the desktop."""
    folder = tmp_path_factory.mktemp("share")
    command = [str(PACKAGING / "linux/share"), str(folder), sys.executable]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    subprocess.run(command, check=True, env=environment)
    return folder


def _entry() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys differ by case there
    parser.read(ENTRY, encoding="utf-8")
    return parser["Desktop Entry"]


@needs("desktop-file-validate")
def test_the_desktop_entry_is_valid(share: Path) -> None:
    """Not a word from the desktop's own checker."""
    file = share / "applications/softphone.desktop"
    done = subprocess.run(["desktop-file-validate", str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_a_link_is_never_an_option() -> None:
    """Whatever a page hands over stands behind --, and is one argument (%u)."""
    assert _entry()["Exec"] == "softphone -- %u"


def test_every_system_is_told_of_the_same_links() -> None:
    """sip, sips, tel and callto in the desktop entry, AppStream, Windows' registry and the Mac's bundle."""
    types = {f"x-scheme-handler/{scheme}" for scheme in SCHEMES}
    assert set(_entry()["MimeType"].strip(";").split(";")) == types
    metainfo = ET.parse(next((PACKAGING / "linux").glob("*.metainfo.xml")))  # noqa: S314 - our own file
    assert {each.text for each in metainfo.iterfind("provides/mediatype")} == types
    script = (PACKAGING / "windows/softphone.iss").read_text(encoding="utf-8")
    assert set(re.findall(r'URLAssociations"; ValueType: string; ValueName: "(\w+)"', script)) == SCHEMES
    bundle = plistlib.loads((PACKAGING / "macos/Info.plist").read_bytes())
    assert set(bundle["CFBundleURLTypes"][0]["CFBundleURLSchemes"]) == SCHEMES


@needs("appstreamcli")
def test_the_description_for_software_centres_is_valid(share: Path) -> None:
    """AppStream's own checker finds nothing, not even what it is pedantic about."""
    file = next((share / "metainfo").iterdir())
    command = ["appstreamcli", "validate", "--no-net", "--pedantic", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert not re.search(r"^[EWIP]: ", done.stdout, re.MULTILINE), done.stdout


@needs("man")
@needs("lexgrog")
def test_the_manual_page_is_formatted_without_a_warning(share: Path) -> None:
    """roff has nothing to say, and whatis finds its line."""
    page = str(share / "man/man1/softphone.1.gz")
    command = ["man", "--warnings", "-l", "-Tutf8", page]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "MANROFFOPT": "-wall", "MANPAGER": "cat"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "--on-redirect" in re.sub(r".\x08|\x1b\[[0-9;]*m", "", done.stdout)
    assert (
        "softphone - SIP softphone"
        in subprocess.run(["lexgrog", page], capture_output=True, text=True, check=True).stdout
    )


def test_the_manual_tells_of_every_command_and_option() -> None:
    """The page is made of the parsers, so that nothing is forgotten when a command is added."""
    manual = load("manual.py")
    page = subprocess.run(
        [sys.executable, str(PACKAGING / "manual.py")], capture_output=True, text=True, check=True
    ).stdout.replace("\\-", "-")
    commands = re.findall(r'case \["([a-z]+)"\]', (ROOT / "softphone/__main__.py").read_text())
    assert len(commands) == len(manual._COMMANDS)
    for command in commands:
        assert f".SS softphone {command}\n" in page
    for option in ("--demo", "--profile", "--hidden", "--on-redirect", "--yes"):
        assert f"\\fB{option}\\fP" in page
    assert not re.search(r"^[.'](?!(?:TH|SH|SS|TP|B|I|BR|RI|RB|PP|RS|RE|br|nf|fi)\b)", page, re.MULTILINE)


def test_the_copyright_file_names_all_that_is_brought_along() -> None:
    """Every package of the lock file, by its name."""
    text = (PACKAGING / "debian/copyright").read_text(encoding="utf-8").lower()
    lock = (PACKAGING / "requirements-run.lock").read_text()
    names = set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE)) - _NOT_BROUGHT - _FOR_OTHER_SYSTEMS
    assert names
    assert not {name for name in names if name not in re.sub(r"[._]", "-", text)}


def test_the_copyright_file_is_machine_readable() -> None:
    """Paragraphs of fields; each license that is named has its text."""
    text = (PACKAGING / "debian/copyright").read_text(encoding="utf-8")
    first, *rest = (Parser().parsestr(part) for part in re.split(r"\n\n+", text.strip()))
    assert first["Format"].endswith("/copyright-format/1.0/")
    used = {part["License"].split("\n")[0] for part in rest if part["Files"]}
    told = {part["License"].split("\n")[0] for part in rest if not part["Files"]}
    assert used <= told
    assert all(part["Copyright"] for part in rest if part["Files"])


def test_nothing_is_overridden_without_a_reason() -> None:
    """Each override of lintian has a comment above it."""
    lines = (PACKAGING / "debian/lintian-overrides").read_text().splitlines()
    reason = False
    for line in lines:
        assert line.startswith("#") or reason, line
        reason = reason or line.startswith("#")
    assert sum(line.startswith("#") for line in lines) >= 6


def test_the_bundle_for_macs_says_why_it_listens() -> None:
    """Without these macOS ends the phone at its first look at a microphone, or never asks the person."""
    bundle = plistlib.loads((PACKAGING / "macos/Info.plist").read_bytes())
    assert len(bundle["NSMicrophoneUsageDescription"]) > 20
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", bundle["CFBundleIdentifier"])
    allowed = plistlib.loads((PACKAGING / "macos/entitlements.plist").read_bytes())
    assert allowed["com.apple.security.device.audio-input"] is True


def test_the_script_of_the_windows_installer_is_whole() -> None:
    """Known sections, fields with values, sources that are here, a link behind --, data kept unless asked."""
    text = (PACKAGING / "windows/softphone.iss").read_text(encoding="utf-8")
    sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
    assert set(sections) <= {
        "Setup", "Languages", "CustomMessages", "Tasks", "InstallDelete", "Files", "Icons", "Registry", "Run", "Code",
    }  # fmt: skip
    body = text.partition("[Code]")[0]
    for line in body.splitlines():
        if line and not line.startswith((";", "#", "[", " ")):
            assert re.match(r"[\w.]+(=|: )\S", line), line
            assert line.count('"') % 2 == 0, line
    for source in re.findall(r'^Source: "([^"*]+)"', text, re.MULTILINE):
        assert (ROOT / source.replace("\\", "/")).exists()
    assert '""{app}\\softphone.exe"" -- ""%1""' in text
    assert "MB_DEFBUTTON2" in text
    assert {name.split(".")[0] for name in re.findall(r"^(\w+\.\w+)=", text, re.MULTILINE)} == {"en", "ru"}


def test_the_icon_for_windows_holds_every_size() -> None:
    """Each entry points at a PNG of its size."""
    made = load("windows/icon.py")
    drawn = {size: (ROOT / f"resources/icons/app/softphone-{size}.png").read_bytes() for size in made.SIZES}
    content = made.icon(drawn)
    assert struct.unpack_from("<HHH", content) == (0, 1, len(drawn))
    for number, size in enumerate(made.SIZES):
        width, height, _, _, _, _, length, at = struct.unpack_from("<BBBBHHII", content, 6 + 16 * number)
        assert (width or 256, height or 256) == (size, size)
        assert content[at : at + length] == drawn[size]


@pytest.mark.parametrize("path", _SCRIPTS, ids=lambda path: str(path.relative_to(PACKAGING)))
def test_shell_scripts_are_correct_shell(path: Path) -> None:
    """Each script is read by sh, and can be run."""
    subprocess.run(["sh", "-n", str(path)], check=True)
    assert os.access(path, os.X_OK) or path.name == "postrm"
