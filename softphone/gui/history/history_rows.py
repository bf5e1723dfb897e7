"""Attempts of the call log as rows: one a day's heading, one an attempt, one a leg when it is unfolded."""

from dataclasses import replace

from PySide6.QtCore import QDate, QLocale

from softphone.calls.records import AttemptRecord, Direction, Ended, LegRecord
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


def line_row(record: AttemptRecord, *, unfolds: bool | None) -> Row:
    """One attempt in the list of the history, by its id; the time of day at the right."""
    time = QLocale().toString(local_time(record.started_at).time(), QLocale.FormatType.ShortFormat)
    return replace(attempt_row(record, time, unfolds=unfolds), key=record.id)


def day_row(day: QDate) -> Row:
    return Row(key=("day", day.toJulianDay()), title=day_text(day), kind=RowKind.SECTION)
