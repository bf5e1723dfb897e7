"""`softphone profile`: a profile carried to another folder by the command line alone."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls.accounts import Account
from softphone.calls.people import ContactDraft
from softphone.cli import profile as command
from softphone.desktop.instance import Handed, claim
from softphone.store.profile import Profile
from softphone.store.store import open_store


@pytest.fixture(autouse=True)
def _runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody's window is asked but the test's own."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    store = open_store(Profile.at(folder))
    store.contact_book.save(ContactDraft(None, "Anna", (("sip:anna@h", ""),))).result(30)
    account = Account("a", "sip:me@office.example")
    store.settings_file.save(replace(store.settings_file.load(), accounts=(account,)))
    store.close()
    return folder


def names(folder: Path) -> list[str]:
    store = open_store(Profile.at(folder))
    try:
        return [each.name for each in store.contact_book.contacts()]
    finally:
        store.close()


def test_a_profile_is_carried_over(here: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Export, look, import into an empty folder: people and account are there."""
    file, there = str(tmp_path / "me.softphone"), str(tmp_path / "there")
    assert command.run(["export", file, "--profile", str(here), "--json"]) == 0
    assert command.run(["look", file, "--profile", there, "--json"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(each["contacts"], each["accounts"]) for each in told] == [(1, 1), (1, 1)]
    assert names(tmp_path / "there") == []
    assert command.run(["--profile", there, "import", file]) == 0
    assert "1 contacts" in capsys.readouterr().out
    assert names(tmp_path / "there") == ["Anna"]
    assert Profile.at(tmp_path / "there").settings.read_text(encoding="utf-8").count("office.example") == 1


def test_a_copy_is_made_listed_and_brought_back(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The numbers of the list are those of `restore`; a wrong one is refused."""
    at = ["--profile", str(here)]
    assert command.run(["backup", *at]) == 0
    store = open_store(Profile.at(here))
    (anna,) = store.contact_book.contacts()
    store.contact_book.delete(anna.id).result(30)
    store.close()
    assert command.run(["restore", "9", *at]) == 1
    assert command.run(["restore", "1", *at]) == 0
    assert names(here) == ["Anna"]
    assert command.run(["backups", *at]) == 0
    assert "before something took its place" in capsys.readouterr().out


def test_nothing_is_replaced_under_a_window(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A phone that runs on the folder: the command says so and changes nothing."""
    first = claim(Profile.at(here).data, Handed())
    assert first is not None
    first.serve(lambda _, taken: taken())
    try:
        assert command.run(["backup", "--profile", str(here)]) == 0
        assert command.run(["restore", "1", "--profile", str(here)]) == 1
        assert "running" in capsys.readouterr().err
    finally:
        first.close()


@pytest.mark.parametrize("argv", [[], ["restore"], ["restore", "x"], ["nothing"]])
def test_wrong_use_is_64(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One line says what is wrong."""
    assert command.run(argv) == 64
    assert "softphone profile" in capsys.readouterr().err


def test_a_file_that_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason, no traceback, and status 1."""
    (tmp_path / "x").write_bytes(b"no zip")
    assert command.run(["import", str(tmp_path / "x"), "--profile", str(tmp_path / "p")]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
