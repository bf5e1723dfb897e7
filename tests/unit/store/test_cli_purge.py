"""`softphone purge`: deletes what is kept of a person when they say so, and nothing else."""

import io
from pathlib import Path

import pytest

from softphone.calls.settings import Settings
from softphone.cli import purge
from softphone.desktop.autostart import AutostartFile
from softphone.desktop.instance import Handed, claim
from softphone.store.profile import Profile
from softphone.store.settings_file import TomlSettingsFile


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Profile:
    """What a person has: data, settings, and a start with the session; and a folder of another program beside them."""
    for name, folder in (("DATA_HOME", "data"), ("CONFIG_HOME", "config"), ("RUNTIME_DIR", "run")):
        (tmp_path / folder).mkdir(mode=0o700)
        monkeypatch.setenv(f"XDG_{name}", str(tmp_path / folder))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    profile = Profile.default()
    profile.make_folders()
    profile.database.write_bytes(b"contacts")
    TomlSettingsFile(profile.settings).save(Settings())
    assert AutostartFile().set(True) == ""
    (tmp_path / "data/other").mkdir()
    return profile


def _is_there(profile: Profile) -> bool:
    return profile.database.exists() and profile.settings.exists() and AutostartFile().is_on()


def test_the_whole_word_deletes_everything_of_the_phone(
    kept: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The folders are named before, and what is beside them stays."""
    monkeypatch.setattr("sys.stdin", _Terminal("Yes\n"))
    assert purge.run([]) == purge.DONE
    said = capsys.readouterr().out
    assert str(kept.data) in said
    assert str(kept.settings.parent) in said
    assert not kept.data.exists()
    assert not kept.settings.parent.exists()
    assert not AutostartFile().is_on()
    assert (kept.data.parent / "other").is_dir()


@pytest.mark.parametrize("answer", ["", "\n", "y\n", "no\n", "yes please\n"])
def test_anything_else_deletes_nothing(kept: Profile, monkeypatch: pytest.MonkeyPatch, answer: str) -> None:
    """Neither a letter nor the end of the input is a yes."""
    monkeypatch.setattr("sys.stdin", _Terminal(answer))
    assert purge.run([]) == purge.NOT_DONE
    assert _is_there(kept)


def test_without_a_terminal_nobody_is_asked_and_nothing_deleted(
    kept: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script has to say --yes."""
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert purge.run([]) == purge.NOT_DONE
    assert _is_there(kept)
    assert purge.run(["--yes"]) == purge.DONE
    assert not kept.data.exists()
    assert purge.run(["--yes"]) == purge.DONE  # may be said again


def test_nothing_is_deleted_under_a_running_phone(kept: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    """It would write what it holds back into the folder."""
    phone = claim(kept.data, Handed())
    assert phone is not None
    phone.serve(lambda _, taken: taken())
    try:
        assert purge.run(["--yes"]) == purge.NOT_DONE
    finally:
        phone.close()
    assert _is_there(kept)
    assert "running" in capsys.readouterr().err


def test_what_cannot_be_deleted_is_said(
    kept: Profile, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The rest is deleted all the same, and the status tells."""

    def refuse(path: Path) -> None:
        if path == kept.data:
            raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("shutil.rmtree", refuse)
    assert purge.run(["--yes"]) == purge.NOT_DONE
    said = capsys.readouterr()
    assert f"Not deleted: {kept.data}: Permission denied" in said.err
    assert "not all of it" in said.out


def test_wrong_use_ends_with_64(kept: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is deleted for a word that is not understood."""
    assert purge.run(["everything"]) == purge.WRONG_USE
    assert "usage:" in capsys.readouterr().err
    assert _is_there(kept)
