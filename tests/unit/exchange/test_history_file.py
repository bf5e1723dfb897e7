"""The history as a file for other programs."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from softphone.calls.history import ExportStoppedError, HistoryFormat
from softphone.calls.records import AttemptRecord, ByItself, Direction, Ended, LegRecord
from softphone.exchange.history_file import COLUMNS, write_history

START = datetime(2026, 3, 1, 12, 0, 0, 500, tzinfo=UTC)


def record(number: int = 1, name: str = "Anna", **changes: object) -> AttemptRecord:
    values: dict[str, object] = {
        "answered_at": START + timedelta(seconds=4),
        "ended_at": START + timedelta(seconds=137),
        "ended": Ended.ANSWERED,
        "moved_status": 301,
        "legs": (
            LegRecord("sip:anna@old.example", START, START, 301, "Moved Permanently"),
            LegRecord("sip:anna@new.example", START, START, 200, "OK", "sip:proxy.example"),
        ),
    }
    return AttemptRecord(
        number,
        Direction.OUTGOING,
        "sip:anna@old.example",
        name,
        None,
        "work",
        START,
        **{**values, **changes},  # type: ignore[arg-type]  # a test names real fields
    )


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_has_what_the_history_shows(tmp_path: Path) -> None:
    """Times in UTC whatever the language, the way of a call in one cell, a mark for spreadsheets at the beginning."""
    path = tmp_path / "history.csv"
    assert write_history([record()], path, HistoryFormat.CSV) == 1
    (row,) = rows_of(path)
    assert tuple(row) == COLUMNS
    assert row["began"] == "2026-03-01T12:00:00Z"
    assert (row["seconds"], row["direction"], row["kind"], row["outcome"]) == (
        "133",
        "outgoing",
        "call",
        "answered",
    )
    assert (row["name"], row["address"], row["account"]) == ("Anna", "sip:anna@old.example", "work")
    assert (row["redirect"], row["status"]) == ("301", "200")
    assert row["way"] == "sip:anna@old.example > sip:anna@new.example"
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["=1+1", "+7", "-2", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(tmp_path: Path, name: str) -> None:
    """Names and messages come from strangers; a spreadsheet must not calculate them."""
    path = tmp_path / "history.csv"
    write_history([record(name=name, message=name, transferred_to=name)], path, HistoryFormat.CSV)
    (row,) = rows_of(path)
    for column in ("name", "message", "transferred_to"):
        assert row[column] == f"'{name}"
    assert json.loads(_lines(tmp_path, record(name=name))[0])["name"] == name


def _lines(folder: Path, *records: AttemptRecord) -> list[str]:
    path = folder / "history.jsonl"
    write_history(records, path, HistoryFormat.JSON_LINES)
    return path.read_text(encoding="utf-8").splitlines()


def test_json_lines_have_each_leg(tmp_path: Path) -> None:
    """One object a line, in any script, whatever is in it; what is not known is null."""
    missed = record(
        2,
        "Анна\n\u2028 \0 \ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
        answered_at=None,
        ended=Ended.MISSED,
        moved_status=None,
        legs=(),
        by_itself=ByItself.BLOCKED,
    )
    first, second = (json.loads(line) for line in _lines(tmp_path, record(), missed)[:1] + _last(tmp_path))
    assert [leg["status"] for leg in first["way"]] == [301, 200]
    assert (first["seconds"], first["way"][1]["proxy"]) == (133, "sip:proxy.example")
    assert (second["seconds"], second["redirect"], second["status"], second["way"]) == (None, None, None, [])
    assert second["name"].startswith("Анна\n")
    assert (second["outcome"], second["by_itself"]) == ("missed", "blocked")


def _last(folder: Path) -> list[str]:
    return [(folder / "history.jsonl").read_text(encoding="utf-8").rstrip("\n").split("\n")[-1]]


def test_an_export_that_is_stopped_or_fails_leaves_no_file(tmp_path: Path) -> None:
    """And a file that was there before is as it was."""
    path = tmp_path / "history.csv"
    path.write_text("before")
    heard: list[int] = []

    def progress(count: int) -> bool:
        heard.append(count)
        return False

    def broken() -> Iterator[AttemptRecord]:
        yield record()
        raise ValueError("the store has gone")

    with pytest.raises(ExportStoppedError):
        write_history([record(number) for number in range(2_000)], path, HistoryFormat.CSV, progress)
    with pytest.raises(ValueError, match="gone"):
        write_history(broken(), path, HistoryFormat.CSV)
    with pytest.raises(OSError):
        write_history([record()], tmp_path / "nowhere" / "history.csv", HistoryFormat.CSV)
    assert heard == [500]
    assert [file.name for file in tmp_path.iterdir()] == ["history.csv"]
    assert path.read_text() == "before"
