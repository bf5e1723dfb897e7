"""Passwords and a real Secret Service: unlocked, locked, and none at all."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.secret_service import bus

ROOT = Path(__file__).parents[2]
SECRET = "correct horse Баттерея staple"
OTHER = "another secret, newer"

# A process of its own for each question: this one's D-Bus address must not change, and what is read back was kept.
ASK = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from softphone.store.profile import Profile
from softphone.store.store import open_store
store = open_store(Profile.at(Path(sys.argv[2])))
answers = []
for name, *arguments in json.loads(sys.stdin.read()):
    answers.append(getattr(store.passwords, name)(*arguments))
store.settings_file.save(store.settings_file.load())
store.close()
print(json.dumps(answers))
"""

pytestmark = pytest.mark.timeout(120)


def ask(environment: dict[str, str], profile: Path, *questions: tuple[str, ...]) -> list[object]:
    """Answers of `KeyringPasswords` in a new process."""
    result = subprocess.run(
        [sys.executable, "-c", ASK, str(ROOT), str(profile)],
        env=environment,
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    answers: list[object] = json.loads(result.stdout)
    return answers


def files_with(folder: Path, *secrets: str) -> list[Path]:
    needles = [secret.encode(encoding) for secret in secrets for encoding in ("utf-8", "utf-16-le")]
    return [
        path
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def test_a_password_is_kept_for_the_next_start_and_in_no_file_of_ours(tmp_path: Path) -> None:
    """Set, read by a new process, replaced, deleted; two profiles do not see each other's."""
    profile, other = tmp_path / "profile", tmp_path / "other"
    with bus(tmp_path / "session") as environment:
        assert ask(environment, profile, ("get", "anna"), ("set", "anna", SECRET)) == [["", "not-set"], "ok"]
        assert ask(environment, profile, ("get", "anna"), ("get", "bob")) == [[SECRET, "ok"], ["", "not-set"]]
        assert ask(environment, other, ("get", "anna")) == [["", "not-set"]]
        assert ask(environment, profile, ("set", "anna", OTHER), ("get", "anna")) == ["ok", [OTHER, "ok"]]
        assert ask(environment, profile, ("delete", "anna"), ("delete", "anna"), ("get", "anna")) == [
            None,
            None,
            ["", "not-set"],
        ]
    assert (profile / "softphone.db").stat().st_size
    assert files_with(tmp_path, SECRET, OTHER) == [], "not even the keyring's own file has it in plain text"


def test_a_locked_keyring_is_said_and_the_password_holds_for_this_run(tmp_path: Path) -> None:
    """Nobody opens the keyring: what is typed now works until the end of the run, and is in no file."""
    profile = tmp_path / "profile"
    with bus(tmp_path / "session") as environment:
        assert ask(environment, profile, ("set", "anna", SECRET)) == ["ok"]
    with bus(tmp_path / "session", locked=True) as environment:
        assert ask(environment, profile, ("get", "anna"), ("set", "anna", OTHER), ("get", "anna")) == [
            ["", "locked"],
            "locked",
            [OTHER, "locked"],
        ]
        assert ask(environment, profile, ("get", "anna")) == [["", "locked"]]
    with bus(tmp_path / "session") as environment:
        assert ask(environment, profile, ("get", "anna")) == [[SECRET, "ok"]], "opened again, it is as it was"
    assert files_with(profile, SECRET, OTHER) == []


@pytest.mark.parametrize("plain_text_wanted", [False, True])
def test_without_a_keyring_a_password_is_never_written(tmp_path: Path, plain_text_wanted: bool) -> None:
    """Not even when the environment asks the keyring package for another backend."""
    profile = tmp_path / "profile"
    with bus(tmp_path / "session", keyring=False) as environment:
        if plain_text_wanted:
            environment["PYTHON_KEYRING_BACKEND"] = "keyrings.alt.file.PlaintextKeyring"
        assert ask(environment, profile, ("set", "anna", SECRET), ("get", "anna"), ("delete", "anna")) == [
            "no-keyring",
            [SECRET, "no-keyring"],
            None,
        ]
        assert ask(environment, profile, ("get", "anna")) == [["", "no-keyring"]]
    assert files_with(tmp_path, SECRET) == []


def test_a_session_without_any_bus_is_no_keyring(tmp_path: Path) -> None:
    """A login over ssh, a container: said at once."""
    with bus(tmp_path / "session", keyring=False) as environment:
        for address in ("", "unix:path=/nowhere", "nonsense"):
            environment["DBUS_SESSION_BUS_ADDRESS"] = address
            assert ask(environment, tmp_path / "profile", ("get", "anna")) == [["", "no-keyring"]]
