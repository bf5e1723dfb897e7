"""Attempts of the call log as rows: one a day's heading, one an attempt, one a leg when it is unfolded."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QDate, QLocale

from softphone.calls.values import AttemptRecord, Direction, Ended, LegRecord
from softphone.gui.look.people_list import Row, RowKind
from softphone.gui.words.day_text import day_text
from softphone.gui.words.history_text import leg_outcome, outcome_text, party_text
from softphone.gui.words.plain_text import local_time, short_address

_BAD_ENDS = frozenset({Ended.MISSED, Ended.FAILED, Ended.LOST})


def attempt_row(record: AttemptRecord, right: str, *, unfolds: bool | None = None) -> Row:
    """One attempt: "Anna", "Moved · answered 2:13", the time."""
    missed = record.ended is Ended.MISSED
    if record.message is not None:
        icon = "message"
    elif missed:
        icon = "missed"
    elif record.ended is Ended.DIVERTED:
        icon = "arrow-right"
    elif record.moved_status is not None:
        icon = "moved"
    else:
        icon = "incoming" if record.direction is Direction.INCOMING else "outgoing"
    return Row(
        key=("attempt", record.id),
        title=party_text(record),
        subtitle=outcome_text(record),
        right=right,
        icon=icon,
        icon_color="danger-text" if record.ended in _BAD_ENDS else "",
        value=record,
        unfolds=unfolds,
        uri=record.party_uri,
    )


def leg_rows(record: AttemptRecord) -> list[Row]:
    return [_leg_row(number, leg, record) for number, leg in enumerate(record.legs)]


def _leg_row(number: int, leg: LegRecord, record: AttemptRecord) -> Row:
    moved = leg.status is not None and 300 <= leg.status < 400
    failed = leg.status is not None and leg.status >= 400
    return Row(
        key=("leg", record.id, number),
        title=short_address(leg.uri),
        subtitle=leg_outcome(leg, record),
        struck=leg.status == 301,
        icon_color="warning-text" if moved else "danger-text" if failed else "positive-text",
        kind=RowKind.LEG,
        value=record,
    )


def history_rows(records: Iterable[AttemptRecord], unfolded: Collection[int]) -> list[Row]:
    """Rows newest first, grouped by day."""
    rows: list[Row] = []
    day: QDate | None = None
    locale = QLocale()
    for record in records:
        started = local_time(record.started_at)
        if started.date() != day:
            day = started.date()
            rows.append(Row(key=("day", day.toJulianDay()), title=day_text(day), kind=RowKind.SECTION))
        is_open = record.id in unfolded
        time = locale.toString(started.time(), QLocale.FormatType.ShortFormat)
        rows.append(attempt_row(record, time, unfolds=is_open if len(record.legs) > 1 else None))
        if is_open:
            rows += leg_rows(record)
    return rows
