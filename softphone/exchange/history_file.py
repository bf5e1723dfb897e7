"""Lines of the history as a file for other programs: CSV for a table, JSON lines for a script.

Times are ISO 8601 in UTC, whatever the language. A cell of CSV that a spreadsheet would take for a formula begins with
an apostrophe: names, messages and addresses come from strangers. docs/history.md tells what stands in the columns.
"""

import csv
import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, TextIO

from softphone.calls.history import ExportStoppedError, HistoryFormat
from softphone.calls.records import AttemptRecord

COLUMNS: Final = (
    "began",
    "answered",
    "ended",
    "seconds",
    "direction",
    "kind",
    "outcome",
    "name",
    "address",
    "account",
    "redirect",
    "status",
    "way",
    "message",
    "by_itself",
    "transferred_to",
    "recording",
)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_BETWEEN_LOOKS: Final = 500


def write_history(
    records: Iterable[AttemptRecord],
    path: Path,
    kind: HistoryFormat,
    progress: Callable[[int], bool] = lambda _: True,
) -> int:
    """See `HistoryWriter`."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        # For this person's eyes, as the history itself.
        with open(
            beside, "w", encoding="utf-8", newline="", opener=lambda name, flags: os.open(name, flags, 0o600)
        ) as file:
            count = _write(records, file, kind, progress)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return count


def _write(
    records: Iterable[AttemptRecord], file: TextIO, kind: HistoryFormat, progress: Callable[[int], bool]
) -> int:
    table = csv.writer(file)
    if kind is HistoryFormat.CSV:
        file.write("\ufeff")  # without it spreadsheets take UTF-8 for something else
        table.writerow(COLUMNS)
    count = 0
    for count, record in enumerate(records, 1):
        if kind is HistoryFormat.CSV:
            table.writerow(_cell(value) for value in _row(record))
        else:
            file.write(json.dumps(_object(record), ensure_ascii=False) + "\n")
        if count % _BETWEEN_LOOKS == 0 and not progress(count):
            raise ExportStoppedError
    if not progress(count):
        raise ExportStoppedError
    return count


def _cell(value: str) -> str:
    clean = value.replace("\0", "")
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def _row(record: AttemptRecord) -> tuple[str, ...]:
    status = record.legs[-1].status if record.legs else None
    return (
        _time(record.started_at),
        _time(record.answered_at),
        _time(record.ended_at),
        _number(_seconds(record)),
        record.direction.value,
        "call" if record.message is None else "message",
        "" if record.ended is None else record.ended.value,
        record.party_name,
        record.party_uri,
        record.account_id,
        _number(record.moved_status),
        _number(status),
        " > ".join(leg.uri for leg in record.legs),
        record.message or "",
        "" if record.by_itself is None else record.by_itself.value,
        record.transferred_to,
        record.recording,
    )


def _object(record: AttemptRecord) -> dict[str, object]:
    """The same, with each leg by itself; what is not known is null."""
    values = dict(zip(COLUMNS, _row(record), strict=True))
    made: dict[str, object] = {name: value or None for name, value in values.items()}
    made.update(
        seconds=_seconds(record),
        redirect=record.moved_status,
        status=record.legs[-1].status if record.legs else None,
        way=[
            {
                "address": leg.uri,
                "began": _time(leg.started_at),
                "ended": _time(leg.ended_at) or None,
                "status": leg.status,
                "reason": leg.reason or None,
                "proxy": leg.via_proxy or None,
            }
            for leg in record.legs
        ],
    )
    return made


def _seconds(record: AttemptRecord) -> int | None:
    """How long people talked."""
    if record.answered_at is None or record.ended_at is None:
        return None
    return max(0, round((record.ended_at - record.answered_at).total_seconds()))


def _time(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat(timespec="seconds").replace("+00:00", "Z")


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
