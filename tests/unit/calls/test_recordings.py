"""Recording a call: the name of the file, and what becomes of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls import engine_events as ev
from softphone.calls.call_events import RecordingChanged
from softphone.calls.notices import RecordingNotice
from softphone.calls.recordings import file_name, new_path
from softphone.calls.settings import RecordingFormat
from tests.support.core_phone import TestPhone, running_phone

AT = datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)
BOB = "sip:bob@example.com"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def recorded(phone: TestPhone) -> tuple[int, str]:
    """A call with Bob that is being recorded, and the file."""
    attempt = phone.call(BOB)
    phone.answered()
    phone.controller.record(attempt, True)
    kind, call_id, path = phone.engine.commands[-1]
    assert (kind, call_id) == ("record", 1)
    phone.engine.emit(RecordingChanged(1, True, str(path)))
    return attempt, str(path)


def test_a_call_is_recorded(phone: TestPhone, tmp_path: Path) -> None:
    """Into the system's folder for sound; shown while it grows, and kept in the history."""
    attempt, path = recorded(phone)
    assert Path(path).parent == tmp_path / "sound"
    assert Path(path).name.endswith(" bob.wav")
    assert phone.view(attempt).recording == path
    phone.controller.record(attempt, True)
    phone.controller.record(attempt, False)
    assert [value for kind, _, value in phone.engine.commands if kind == "record"] == [path, ""]
    phone.engine.emit(RecordingChanged(1, False, path))
    view = phone.view(attempt)
    assert (view.recording, view.recorded) == ("", path)
    assert phone.said(RecordingNotice) == [RecordingNotice(attempt, path)]
    phone.end(200)
    phone.settle()
    assert phone.store.call_log.recent()[0].recording == path


def test_the_persons_folder_and_format(phone: TestPhone, tmp_path: Path) -> None:
    """FLAC, in a folder that is made when it is not there."""
    folder = tmp_path / "a" / "b"
    phone.settings = replace(phone.settings, recordings=str(folder), recording_format=RecordingFormat.FLAC)
    _, path = recorded(phone)
    assert (Path(path).parent, Path(path).suffix, folder.is_dir()) == (folder, ".flac", True)


def test_a_folder_that_cannot_be_made_is_told(phone: TestPhone, tmp_path: Path) -> None:
    """Nothing is recorded, the call goes on."""
    (tmp_path / "file").write_text("no folder")
    phone.settings = replace(phone.settings, recordings=str(tmp_path / "file"))
    attempt = phone.call(BOB)
    phone.answered()
    phone.controller.record(attempt, True)
    assert [command for command in phone.engine.commands if command[0] == "record"] == []
    (notice,) = phone.said(RecordingNotice)
    assert isinstance(notice, RecordingNotice)
    assert notice.problem


def test_the_end_of_the_call_ends_the_recording(phone: TestPhone) -> None:
    """The history has the file though the engine closes it a moment later."""
    attempt, path = recorded(phone)
    phone.end(200, by_peer=True)
    assert (phone.view(attempt).recording, phone.view(attempt).recorded) == ("", path)
    phone.engine.emit(RecordingChanged(1, False, path))
    assert phone.said(RecordingNotice) == [RecordingNotice(attempt, path)]
    phone.settle()
    assert phone.store.call_log.recent()[0].recording == path


def test_a_full_disk_is_told_and_what_was_written_is_kept(phone: TestPhone) -> None:
    """It can be started again."""
    attempt, path = recorded(phone)
    phone.engine.emit(RecordingChanged(1, False, path, "no space left"))
    assert phone.said(RecordingNotice) == [RecordingNotice(attempt, path, "no space left")]
    assert (phone.view(attempt).recording, phone.view(attempt).recorded) == ("", path)
    phone.controller.record(attempt, True)
    assert phone.engine.commands[-1][0] == "record"


def test_what_never_began_is_no_recording(phone: TestPhone) -> None:
    """The engine could not open the file."""
    attempt = phone.call(BOB)
    phone.answered()
    phone.controller.record(attempt, True)
    path = str(phone.engine.commands[-1][2])
    phone.engine.emit(RecordingChanged(1, False, path, "not allowed"))
    assert phone.view(attempt).recorded == ""
    assert phone.said(RecordingNotice) == [RecordingNotice(attempt, path, "not allowed")]


def test_a_lost_engine_leaves_what_was_written(phone: TestPhone) -> None:
    """Told once, and kept."""
    attempt, path = recorded(phone)
    phone.engine.emit(ev.EngineLost("killed", lost_calls=(1,)))
    assert phone.said(RecordingNotice) == [RecordingNotice(attempt, path, "killed")]
    assert phone.view(attempt).recorded == path


def test_nothing_is_recorded_before_the_answer(phone: TestPhone) -> None:
    """Nor after the end."""
    attempt = phone.call(BOB)
    phone.controller.record(attempt, True)
    phone.end(486)
    phone.controller.record(attempt, True)
    assert phone.engine.commands == []


def test_no_file_is_ever_overwritten(tmp_path: Path) -> None:
    """The second of the same second gets a number."""
    first = new_path(tmp_path, "Анна", AT, "wav")
    first.write_bytes(b"")
    second = new_path(tmp_path, "Анна", AT, "wav")
    assert (first.name, second.name) == ("2026-03-01 12.30.05 Анна.wav", "2026-03-01 12.30.05 Анна 2.wav")


@pytest.mark.parametrize(
    ("party", "name"),
    [
        ("Anna Kowalska", "Anna Kowalska"),
        ("Ольга (офис)", "Ольга (офис)"),
        ("王小明", "王小明"),
        ("../../etc/passwd", "etc passwd"),
        ("a\\b:c*d?e", "a b c d e"),
        ("+7 495 555-01-01", "+7 495 555-01-01"),
        ("con", "con _"),
        ("\u202e\x00\n", ""),
        ("...", ""),
    ],
)
def test_names_of_files(party: str, name: str) -> None:
    """Letters of every script; nothing that leads elsewhere or that a system forbids."""
    assert file_name(party) == name


@given(st.text(max_size=300))
def test_any_name_makes_a_file(party: str) -> None:
    """One part of a path, short enough, without what any file system minds."""
    name = file_name(party)
    assert len(name.encode()) <= 125
    assert not set(name) & set('/\\:*?"<>|\x00\n')
    assert name == name.strip()
    assert not name.startswith(".")
