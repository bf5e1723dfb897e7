"""The file that starts the phone with the session."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.desktop.autostart import AutostartFile, entry, own_command

_STRING = {"n": "\n", "t": "\t", "r": "\r", "s": " ", "\\": "\\"}


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "autostart"


def unquoted(text: str) -> list[str]:
    """The arguments of an Exec line, as a desktop takes them apart."""
    value = next(each for each in text.split("\n") if each.startswith("Exec=")).removeprefix("Exec=")
    # first the escapes of strings in desktop entries, then the quoting of Exec, then its field codes
    value = re.sub(r"\\(.)", lambda found: _STRING[found.group(1)], value)
    found = re.findall(r'"((?:[^"\\]|\\.)*)"(?: |$)|([^" ]+)(?: |$)', value, re.DOTALL)
    words = (re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL) or plain for quoted, plain in found)
    return [word.replace("%%", "%") for word in words]


def test_the_switch_is_the_file(config: Path) -> None:
    file = AutostartFile()
    assert not file.is_on()
    assert file.set(True) == ""
    assert file.is_on()
    assert unquoted((config / "softphone.desktop").read_text()) == [*own_command(), "--hidden"]
    assert file.set(False) == ""
    assert not file.is_on()
    assert list(config.iterdir()) == []
    assert file.set(False) == ""  # again: nothing


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_a_desktop_that_switched_it_off_is_believed(config: Path, line: str) -> None:
    file = AutostartFile()
    file.set(True)
    path = config / "softphone.desktop"
    path.write_text(path.read_text() + line + "\n")
    assert not file.is_on()
    file.set(True)
    assert file.is_on()


def test_a_profile_is_named_wherever_the_session_starts_it(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder typed from where one was is another one at home, and the same however it was typed."""
    monkeypatch.chdir(tmp_path)
    AutostartFile(Path("mine")).set(True)
    (file,) = config.iterdir()
    assert unquoted(file.read_text())[-3:] == ["--profile", str(tmp_path / "mine"), "--hidden"]
    assert AutostartFile(tmp_path / "mine").is_on()


def test_another_profile_starts_beside_the_usual_one(config: Path) -> None:
    AutostartFile().set(True)
    other = AutostartFile(Path("/home/anna/my profile"))
    assert not other.is_on()
    other.set(True)
    texts = sorted(unquoted(each.read_text())[-3:] for each in config.iterdir())
    assert ["--profile", "/home/anna/my profile", "--hidden"] in texts
    assert len(texts) == 2


def test_a_folder_that_cannot_be_written_is_said(config: Path) -> None:
    """Here a file stands where the folder should be."""
    config.write_text("")
    file = AutostartFile()
    assert file.set(True) != ""
    assert not file.is_on()


def test_bytes_that_are_no_entry_are_no_trouble(config: Path) -> None:
    config.mkdir()
    (config / "softphone.desktop").write_bytes(b"\xff\xfe" * 100_000)
    assert AutostartFile().is_on()


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=1))
def test_any_path_stays_one_argument(arguments: list[str]) -> None:
    assert unquoted(entry(arguments)) == arguments


@pytest.mark.skipif(
    shutil.which("desktop-file-validate") is None, reason="desktop-file-validate is not installed"
)
def test_the_entry_is_valid(config: Path) -> None:
    AutostartFile(Path("/home/anna/100 % of $it")).set(True)
    found = next(config.iterdir())
    ran = subprocess.run(["desktop-file-validate", str(found)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")
