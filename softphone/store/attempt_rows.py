"""Lines of the history, from rows to values."""

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final

import msgspec

from softphone.calls.records import AttemptRecord, ByItself, Direction, Ended, LegRecord, QualitySummary
from softphone.store.columns import optional_time_value, time_value

_BY_ITSELF: Final = frozenset(ByItself)
_COLUMNS: Final = (
    "id, direction, party_uri, party_name, contact_id, account_id, started_at, answered_at, ended_at, ended,"
    " moved_status, message, unread, quality, recording, transferred_to, by_itself"
)


def load_attempts(
    connection: sqlite3.Connection, where: str, values: dict[str, Any], limit: int
) -> tuple[AttemptRecord, ...]:
    """The newest `limit` attempts that suit `where`, newest first, with their legs."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM attempt WHERE {where} ORDER BY id DESC LIMIT :limit",  # noqa: S608  our own words
        {**values, "limit": limit},
    ).fetchall()
    return _attempts(connection, rows, with_responses=True)


def load_lines(
    connection: sqlite3.Connection, ids: Sequence[int], *, with_responses: bool = False
) -> tuple[AttemptRecord, ...]:
    """These attempts, newest first; those that are gone are left out. Final responses can be left out too: they are
    most of what is kept of a line, and no list shows them."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM attempt WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id DESC",  # noqa: S608
        (json.dumps(list(ids)),),
    ).fetchall()
    return _attempts(connection, rows, with_responses=with_responses)


def _attempts(
    connection: sqlite3.Connection, rows: list[tuple[Any, ...]], *, with_responses: bool
) -> tuple[AttemptRecord, ...]:
    ids = json.dumps([row[0] for row in rows])
    legs = _legs(connection, ids, "final_response" if with_responses else "x''")
    names = _names(connection, ids)
    found = (
        _attempt((*row[:3], names.get(row[0], row[3]), *row[4:]), tuple(legs.get(row[0], ()))) for row in rows
    )
    return tuple(each for each in found if each is not None)


_WRITTEN: Final = (
    "SELECT attempt.id, 0, contact.id, contact.name FROM attempt JOIN contact ON contact.id = attempt.contact_id"
    " WHERE attempt.id IN (SELECT value FROM json_each(:attempts))"
)
_OWNERS: Final = "\nUNION\n".join(
    f"""SELECT attempt.id, {rank}, contact.id, contact.name FROM attempt JOIN party ON party.id = attempt.party
    JOIN {table} AS owned ON owned.{key} = party.talk_key JOIN contact ON contact.id = owned.contact_id
    WHERE attempt.id IN (SELECT value FROM json_each(:attempts))"""  # noqa: S608  our own words
    for rank, table, key in ((1, "address", "uri_key"), (2, "move", "old_key"), (2, "move", "replaced_key"))
)


def _names(connection: sqlite3.Connection, attempts: str) -> dict[int, str]:
    """What the contacts of these attempts are called now: by the contact that is written there, else by the only one
    that has the address, else by the only one that had it. Whoever is no contact any more keeps the name that stands
    in the history."""
    found = connection.execute(f"{_WRITTEN} UNION {_OWNERS}", {"attempts": attempts})
    best: dict[int, tuple[int, dict[int, str]]] = {}
    for number, rank, contact_id, name in sorted(found):
        kept_rank, names = best.setdefault(number, (rank, {}))
        if rank == kept_rank:
            names[contact_id] = name
    return {
        number: name
        for number, (_, names) in best.items()
        if len(names) == 1
        for name in names.values()
        if name
    }


def _legs(connection: sqlite3.Connection, attempts: str, response: str) -> dict[int, list[LegRecord]]:
    legs: dict[int, list[LegRecord]] = {}
    for number, uri, started_at, ended_at, status, reason, via_proxy, final_response in connection.execute(
        f"SELECT attempt_id, uri, started_at, ended_at, status, reason, via_proxy, {response} FROM leg"  # noqa: S608
        " WHERE attempt_id IN (SELECT value FROM json_each(?)) ORDER BY attempt_id, position",
        (attempts,),
    ):
        legs.setdefault(number, []).append(
            LegRecord(
                uri,
                time_value(started_at),
                optional_time_value(ended_at),
                status,
                reason,
                via_proxy,
                final_response,
            )
        )
    return legs


def _attempt(row: tuple[Any, ...], legs: tuple[LegRecord, ...]) -> AttemptRecord | None:
    """None for a line that no phone has written, out of a file of somebody's: it takes no other away."""
    try:
        return _sound_attempt(row, legs)
    except ValueError:
        return None


def _sound_attempt(row: tuple[Any, ...], legs: tuple[LegRecord, ...]) -> AttemptRecord:
    (number, direction, party_uri, party_name, contact_id, account_id, started_at, answered_at, ended_at) = (
        row[:9]
    )
    ended, moved_status, message, unread, quality, recording, transferred_to, by_itself = row[9:]
    return AttemptRecord(
        number,
        Direction(direction),
        party_uri,
        party_name,
        contact_id,
        account_id,
        time_value(started_at),
        optional_time_value(answered_at),
        optional_time_value(ended_at),
        None if ended is None else Ended(ended),
        moved_status,
        legs,
        message,
        bool(unread),
        _quality(quality),
        recording,
        transferred_to,
        by_itself=ByItself(by_itself) if by_itself in _BY_ITSELF else None,
    )


def _quality(text: str | None) -> QualitySummary | None:
    """None too for what another program wrote there."""
    try:
        return None if text is None else msgspec.json.decode(text, type=QualitySummary)
    except msgspec.DecodeError:
        return None
