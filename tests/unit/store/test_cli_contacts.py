"""`softphone contacts` as a person and as a script use it."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from softphone.cli.contacts import run
from softphone.store.profile import Profile
from softphone.store.store import open_store
from tests.unit.store.conftest import START

ROOT = Path(__file__).parents[3]


class Command:
    """Runs the command on a profile of its own and reads what it said."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        status = run([*arguments, "--profile", str(self.folder)])
        said = self._capsys.readouterr()
        return status, said.out, said.err

    def json(self, *arguments: str) -> list[dict[str, object]]:
        status, out, _ = self(*arguments, "--json")
        assert status == 0
        return [json.loads(line) for line in out.splitlines()]


@pytest.fixture
def contacts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(tmp_path / "profile", capsys)


def test_added_contacts_are_listed_shown_and_removed(contacts: Command) -> None:
    """The addresses are kept as URIs however they were typed."""
    assert (
        contacts("add", "Anna", "anna@office.example", "tel:+7-495-555-01-01", "+7 (495) 555-01-02")[0] == 0
    )
    assert contacts("add", "Борис", "sips:boris@home.example;transport=tcp")[0] == 0
    (anna, boris) = contacts.json("list")
    assert [each["uri"] for each in anna["addresses"]] == [  # type: ignore[attr-defined]
        "sip:anna@office.example",
        "tel:+7-495-555-01-01",
        "tel:+74955550102",
    ]
    assert contacts.json("show", "борис") == [boris]
    assert boris["name"] == "Борис"
    status, out, _ = contacts("show", "anna")
    assert status == 0
    assert "sip:anna@office.example" in out
    assert contacts.json("remove", "Борис") == [boris]
    assert contacts.json("list") == [anna]


def test_show_names_former_addresses(contacts: Command) -> None:
    """Where the person was before, where the move led, which response said so and when."""
    contacts("add", "Anna", "sip:anna@old.example")
    store = open_store(Profile.at(contacts.folder))
    store.contact_book.move_address(
        old_uri="sip:anna@old.example", new_uri="sip:anna@new.example", status=301, name="", moved_at=START
    ).result(30)
    store.close()
    (shown,) = contacts.json("show", "Anna")
    assert set(shown) == {"id", "name", "organisation", "notes", "favourite", "addresses", "former"}
    assert shown["addresses"] == [{"uri": "sip:anna@new.example", "label": ""}]
    assert shown["former"] == [
        {
            "uri": "sip:anna@old.example",
            "moved_to": "sip:anna@new.example",
            "status": 301,
            "moved_at": START.isoformat(),
        }
    ]
    _, out, _ = contacts("show", "Anna")
    assert "sip:anna@old.example" in out


def test_a_name_may_be_cut_short_when_only_one_fits(contacts: Command) -> None:
    """The exact name comes first, then the only beginning; a number settles the rest."""
    for name in ("Ann", "Anna", "Anton"):
        contacts("add", name, f"{name}@h.example")
    assert contacts.json("show", "ann")[0]["name"] == "Ann"
    assert contacts.json("show", "ant")[0]["name"] == "Anton"
    status, out, err = contacts("show", "an")
    assert (status, out) == (1, "")
    assert all(name in err for name in ("Ann", "Anna", "Anton"))
    assert contacts.json("show", "#2")[0]["name"] == "Anna"
    assert contacts("show", "nobody")[0] == 1
    assert contacts("remove", "an")[0] == 1
    assert len(contacts.json("list")) == 3


def test_adding_to_a_name_that_is_there_adds_new_addresses_only(contacts: Command) -> None:
    """What is there is not listed twice; nothing new to add is said."""
    contacts("add", "Anna", "sip:a@h.example")
    (anna,) = contacts.json("add", "anna", "sip:%61@H.example", "sip:b@h.example")
    assert [each["uri"] for each in anna["addresses"]] == ["sip:a@h.example", "sip:b@h.example"]  # type: ignore[attr-defined]
    status, _, err = contacts("add", "Anna", "sip:a@h.example")
    assert status == 1
    assert "already" in err


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("frobnicate",),
        ("add", "Anna"),
        ("add", " ", "sip:a@h"),
        ("add", "Anna", "javascript:alert(1)"),
        ("add", "Anna", "sip:a b@h"),
        ("add", "Anna", "555"),
        ("add", "Anna", ""),
        ("show",),
        ("list", "--nonsense"),
    ],
)
def test_wrong_use_is_status_64_and_changes_nothing(contacts: Command, arguments: tuple[str, ...]) -> None:
    """With a message on standard error, and never a traceback."""
    status, out, err = contacts(*arguments)
    assert (status, out) == (64, "")
    assert err
    assert contacts.json("list") == []


def test_options_stand_before_or_after_the_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the folder may come from what was said before "contacts"."""
    folder = str(tmp_path / "profile")
    assert run(["--profile", folder, "--json", "add", "Anna", "a@h.example"]) == 0
    capsys.readouterr()
    for arguments, profile in (
        (["--json", "--profile", folder, "list"], None),
        (["list", "--json", "--profile", folder], None),
        (["list", "--json"], Path(folder)),
    ):
        assert run(arguments, profile=profile) == 0
        assert json.loads(capsys.readouterr().out)["name"] == "Anna"
    assert run(["--help"]) == 0


def test_people_are_carried_from_one_folder_to_another(
    contacts: Command, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Export and import by a file that only the person can read; twice in is once in."""
    contacts("add", "Anna", "anna@old.example")
    store = open_store(Profile.at(contacts.folder))
    store.contact_book.move_address(
        old_uri="sip:anna@old.example", new_uri="sip:anna@new.example", status=301, name="", moved_at=START
    ).result(30)
    store.close()
    file = tmp_path / "people.json"
    assert contacts("export", str(file))[0] == 0
    assert file.stat().st_mode & 0o777 == 0o600
    other = Command(tmp_path / "other", capsys)
    status, out, _ = other("import", str(file))
    assert (status, out.startswith("1 contacts added")) == (0, True)
    (report,) = other.json("import", str(file))
    assert (report["added"], report["unchanged"], report["rejected"]) == (0, 1, [])
    here, there = contacts.json("list"), other.json("list")
    assert [each["former"] for each in here] == [each["former"] for each in there]
    assert [each["addresses"] for each in here] == [each["addresses"] for each in there]
    assert list(tmp_path.glob(".people*")) == []


def test_what_cannot_be_imported_is_named(contacts: Command, tmp_path: Path) -> None:
    """Status 1, each entry with its reason; a file of another kind changes nothing."""
    file = tmp_path / "people.json"
    document = {
        "format": "softphone contacts",
        "version": 1,
        "contacts": [
            {"name": "Anna"},
            {"name": "Eve\x1b[31m", "addresses": [{"uri": "javascript:alert(1)"}]},
        ],
    }
    file.write_text(json.dumps(document))
    status, out, _ = contacts("import", str(file))
    assert status == 1
    assert "Left out: contacts 2 Eve[31m: javascript:alert(1): this kind of address is not allowed" in out
    assert [each["name"] for each in contacts.json("list")] == ["Anna"]
    for wrong in (b"", b"BEGIN:VCARD"):
        file.write_bytes(wrong)
        status, out, err = contacts("import", str(file))
        assert (status, out, err.startswith("Nothing was imported")) == (1, "", True)
    assert contacts("import", str(tmp_path / "none.json"))[0] == 1
    assert contacts("import", str(tmp_path))[0] == 1
    assert contacts("export", str(tmp_path / "none" / "people.json"))[0] == 1
    assert [each["name"] for each in contacts.json("list")] == ["Anna"]


def test_control_characters_never_reach_the_terminal(contacts: Command) -> None:
    """A name may come from anywhere: escapes, bells and reversed text are taken out."""
    assert contacts("add", "A\x1b[31m\u202enna\a", "a@h.example")[0] == 0
    for arguments in (("list",), ("show", "A"), ("list", "--json"), ("show", "zz\x1b[0m"), ("remove", "A")):
        _, out, err = contacts(*arguments)
        assert not set(out + err) & {"\x1b", "\a", "\u202e"}


def test_damage_is_said_and_the_command_goes_on(contacts: Command) -> None:
    """On standard error, with the place of the old file."""
    contacts("add", "Anna", "a@h.example")
    for path in contacts.folder.glob("softphone.db-*"):
        path.unlink()
    (contacts.folder / "softphone.db").write_bytes(b"noise" * 1000)
    status, out, err = contacts("list")
    assert status == 0
    assert "damaged-" in err
    assert "backup" in err
    assert "Anna" in out


def test_a_folder_that_cannot_be_used_is_status_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Said in a sentence."""
    (tmp_path / "file").write_text("")
    assert run(["list", "--profile", str(tmp_path / "file")]) == 1
    assert "address book" in capsys.readouterr().err


def test_a_terminal_without_cyrillic_and_a_reader_that_leaves(tmp_path: Path) -> None:
    """Letters that the terminal lacks are escaped; a closed pipe ends the command quietly."""
    command = f"{sys.executable} -m softphone contacts --profile {tmp_path / 'profile'}"
    script = f"{command} add Анна anna@office.example && {command} list | true && {command} list"
    result = subprocess.run(
        ["bash", "-c", script],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "ascii", "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=50,
        check=True,
    )
    assert "\\u0410" in result.stdout
    assert result.stderr == ""


def test_a_move_of_the_first_day_of_all_calendars_is_shown(
    contacts: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anybody's card may say so, and west of Greenwich there is no such day."""
    file = tmp_path / "old.vcf"
    moved = "X-SOFTPHONE-FORMER:301 0001-01-01T00:00:00+00:00 sip:old@h.example sip:new@h.example"
    file.write_text(f"BEGIN:VCARD\nVERSION:4.0\nFN:Old\nIMPP:sip:new@h.example\n{moved}\nEND:VCARD\n")
    assert contacts("import", str(file))[0] == 0
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        status, out, _ = contacts("show", "Old")
    finally:
        monkeypatch.delenv("TZ")
        time.tzset()
    assert status == 0
    assert "formerly sip:old@h.example" in out
