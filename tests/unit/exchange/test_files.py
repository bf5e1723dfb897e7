"""Files of people of every kind: told apart, looked at, written whole or not at all, and the command line's."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from softphone.calls.cards import Card
from softphone.calls.people_files import FileKind, PeopleFileError
from softphone.cli.contacts import run
from softphone.exchange.files import Files

ANNA = Card("Анна", (("tel:+74955550101", "work"), ("sip:anna@office.example", "")), groups=("Chess",))
VCF = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Анна\r\nTEL;TYPE=WORK:+7 495 555-01-01\r\nEND:VCARD\r\n"
CSV = "Имя;Фамилия;Телефон\nАнна;Петрова;+7 495 555-01-01\nБорис;;abc\n"


@pytest.mark.parametrize(
    ("name", "content", "kind", "entries"),
    [
        ("a.vcf", VCF.encode(), FileKind.VCARD, 1),
        ("a.txt", VCF.encode("utf-16") * 1, FileKind.VCARD, 1),
        ("a.vcf", b"\r\n\r\n" + VCF.encode() * 3, FileKind.VCARD, 3),
        ("a.csv", CSV.encode(), FileKind.TABLE, 2),
        ("a.txt", CSV.encode("cp1251"), FileKind.TABLE, 2),
        ("a.json", b'{"contacts": [{"name": "Anna"}], "moves": [{}]}', FileKind.OURS, 1),
    ],
)
def test_a_file_is_known_by_its_content(
    tmp_path: Path, name: str, content: bytes, kind: FileKind, entries: int
) -> None:
    """And by its name where the content says nothing."""
    path = tmp_path / name
    path.write_bytes(content)
    look = Files().look(path)
    assert (look.kind, look.entries) == (kind, entries)
    assert look.first[0].name in {"Анна", "Анна Петрова", "Anna"}


def test_a_device_or_a_folder_is_no_file() -> None:
    """They may have no end."""
    for path in (Path("/dev/zero"), Path("/")):
        with pytest.raises(PeopleFileError):
            Files().look(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.vcf", b""),
        ("a.vcf", b"hello"),
        ("a.csv", b""),
        ("a.json", b"[1]"),
        ("a.json", b"{"),
        ("a.json", b"[" * 100_000),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0"),
    ],
)
def test_what_is_no_file_of_people_is_said_to_be_none(tmp_path: Path, name: str, content: bytes) -> None:
    """With a reason that can be shown."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(PeopleFileError, match=r"\w"):
        Files().look(path)


@pytest.mark.parametrize("name", ["a.vcf", "a.csv"])
def test_what_is_written_is_read(tmp_path: Path, name: str) -> None:
    """For the person alone to read, in place of what was there."""
    path = tmp_path / name
    path.write_text("before")
    assert Files().write(path, [ANNA, Card("Bob")]) == 2
    assert path.stat().st_mode & 0o777 == 0o600
    look = Files().look(path)
    names = [each.name for each in Files().read(path, look) if isinstance(each, Card)]
    assert (look.entries, names) == (2, ["Анна", "Bob"])
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_file_that_cannot_be_written_whole_is_not_written(tmp_path: Path) -> None:
    """What was there stays: when the people end in an error, and when nobody wants it any more."""
    path = tmp_path / "a.vcf"
    path.write_text("before")

    def cards() -> Iterator[Card]:
        yield ANNA
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        Files().write(path, cards())
    assert Files().write(path, [ANNA] * 300, progress=lambda count: False) == 0
    assert path.read_text() == "before"
    assert [each.name for each in tmp_path.iterdir()] == ["a.vcf"]


class Command:
    """`softphone contacts` on a folder of its own."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        status = run(arguments, profile=self._folder)
        out, err = self._capsys.readouterr()
        return status, out, err


def test_the_command_line_takes_and_writes_every_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the suffix; what goes out comes in elsewhere, and in again changes nothing."""
    here = Command(tmp_path / "here", capsys)
    first = tmp_path / "first.vcf"
    first.write_text(VCF, encoding="utf-8")
    status, out, _ = here("import", str(first))
    assert (status, out) == (0, "1 contacts added, 0 completed, 0 known already, 0 remembered moves.\n")
    for suffix in ("vcf", "csv", "json"):
        file = tmp_path / f"people.{suffix}"
        assert here("export", str(file))[:2] == (0, f"Everybody is in {file}.\n")
        other = Command(tmp_path / suffix, capsys)
        assert other("import", str(file))[1].startswith("1 contacts added")
        assert other("import", str(file))[1].startswith("0 contacts added, 0 completed, 1 known")
        assert "tel:+74955550101" in other("show", "Анна")[1]


def test_the_command_line_names_every_line_that_it_leaves_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its number and why, status 1; as an object with --json."""
    file = tmp_path / "people.csv"
    file.write_text(CSV, encoding="utf-8")
    status, out, _ = Command(tmp_path / "a", capsys)("import", str(file))
    assert status == 1
    assert "2 contacts added" in out
    assert "Left out: line 3 Борис: Телефон abc: not a telephone number" in out
    status, out, _ = Command(tmp_path / "b", capsys)("import", "--json", str(file))
    assert json.loads(out)["rejected"][0]["entry"] == "line 3 Борис"


def test_the_command_line_refuses_what_holds_nobody(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence on standard error, and nothing changed."""
    command = Command(tmp_path / "a", capsys)
    for name, content in (
        ("a.vcf", b"BEGIN:VCARD\nTEL:1"),
        ("a.csv", b""),
        ("a.json", b"{}"),
        ("a.bin", b"\0" * 99),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        status, out, err = command("import", str(file))
        assert (status, out) == (1, "")
        assert err.startswith("Nothing was imported")
    assert command("list")[1] == ""


def test_people_pass_through_pipes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """ "-" is standard input and output, in the form that is asked for."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(VCF.encode())))
    command = Command(tmp_path / "a", capsys)
    assert command("import", "-")[0] == 0
    assert command("export", "--as", "vcf3", "-")[1].startswith("BEGIN:VCARD\r\nVERSION:3.0\r\n")
    assert "Анна" in command("export", "--as", "csv")[1]
    assert json.loads(command("export")[1])["contacts"][0]["name"] == "Анна"
