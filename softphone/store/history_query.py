"""Which lines of the history suit a filter: read from one small index, the newest first.

A line of `attempt_list` has some 20 bytes, so a million are gone through in a tenth of a second without reading the
table, whatever is asked for together. Whom a line is with is looked up in `party`, of which there are fewer. All of it
runs inside a transaction that the caller has opened.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

from softphone.calls.history import HistoryFilter, Portion
from softphone.store.columns import bounded
from softphone.store.history_folding import search_terms
from softphone.store.history_kinds import kinds
from softphone.store.talks import keys_of_contact, talk_key

FIRST: Final = 200  # lines of the first portion: what fills a screen comes at once
_NEXT: Final = 4_000
_FEW: Final = 2_000  # lines of a party that are looked up one by one instead
_OF_CONTACTS: Final = (
    "SELECT party FROM attempt WHERE contact_id IN (SELECT value FROM json_each(:contacts))"
    " UNION SELECT id FROM party WHERE talk_key IN (SELECT value FROM json_each(:keys))"
)


def where(connection: sqlite3.Connection, wanted: HistoryFilter) -> tuple[str, dict[str, Any]]:
    """The filter as a condition on `attempt`, and its values."""
    terms: list[str] = []
    values: dict[str, Any] = {}
    numbers = kinds(wanted.outcome, wanted.redirected)
    if numbers:
        terms.append(f"kind IN ({', '.join(map(str, numbers))})")
    for name, moment, sign in (("since", wanted.since, ">="), ("until", wanted.until, "<")):
        if moment is not None:
            terms.append(f"began {sign} :{name}")
            values[name] = _seconds(moment)
    parties = _parties(connection, wanted, values)
    if parties:
        their = f"SELECT id FROM attempt INDEXED BY attempt_party WHERE party IN ({parties})"  # noqa: S608
        (lines,) = connection.execute(
            f"SELECT count(*) FROM ({their} LIMIT {_FEW + 1})",  # noqa: S608  our own words
            values,
        ).fetchone()
        terms.append(f"id IN ({their})" if lines <= _FEW else f"party IN ({parties})")
    return " AND ".join(terms) or "true", values


def scan(connection: sqlite3.Connection, wanted: HistoryFilter, hear: Callable[[Portion], bool]) -> int:
    """Tell `hear` of all that suit, in portions, until it answers False; how many."""
    cursor = _select(connection, wanted, 0, None)
    told, size = 0, FIRST
    while rows := cursor.fetchmany(size):
        told += len(rows)
        size = _NEXT
        if not hear(_portion(rows)):
            break
    return told


def newest(
    connection: sqlite3.Connection, wanted: HistoryFilter, after_id: int, limit: int | None
) -> Portion:
    """Those that suit and are newer than `after_id`, `limit` of them at most."""
    return _portion(_select(connection, wanted, after_id, limit).fetchall())


def _select(
    connection: sqlite3.Connection, wanted: HistoryFilter, after_id: int, limit: int | None
) -> sqlite3.Cursor:
    condition, values = where(connection, wanted)
    return connection.execute(
        f"SELECT id, began FROM attempt INDEXED BY attempt_list WHERE id > :after AND {condition}"  # noqa: S608
        " ORDER BY id DESC LIMIT :limit",
        {**values, "after": after_id, "limit": -1 if limit is None else limit},
    )


def _portion(rows: list[tuple[int, int | None]]) -> Portion:
    ids, began = zip(*rows, strict=True) if rows else ((), ())
    return Portion(array("q", ids), array("q", (moment or 0 for moment in began)))


def portions(connection: sqlite3.Connection, wanted: HistoryFilter, size: int) -> Iterator[tuple[int, ...]]:
    """The ids of all that suit, the newest first."""
    condition, values = where(connection, wanted)
    before: int | None = None
    while True:
        found = tuple(
            number
            for (number,) in connection.execute(
                "SELECT id FROM attempt INDEXED BY attempt_list"  # noqa: S608  our own words
                f" WHERE (:before IS NULL OR id < :before) AND {condition} ORDER BY id DESC LIMIT :limit",
                {**values, "before": before, "limit": size},
            )
        )
        if not found:
            return
        yield found
        before = found[-1]


def party_of(connection: sqlite3.Connection, uri: str, name: str, account_id: str, folded: str) -> int:
    """The row of whom a line is with, made if there is none."""
    who = {"uri": uri, "name": name, "account": account_id}
    known = connection.execute(
        "SELECT id FROM party WHERE uri = :uri AND name = :name AND account_id = :account", who
    ).fetchone()
    if known is not None:
        return int(known[0])
    cursor = connection.execute(
        "INSERT INTO party (uri, name, account_id, talk_key, folded) VALUES (:uri, :name, :account, :key, :folded)",
        {**who, "key": talk_key(uri), "folded": folded},
    )
    return cursor.lastrowid or 0


def _parties(connection: sqlite3.Connection, wanted: HistoryFilter, values: dict[str, Any]) -> str:
    """A query for the parties that suit, "" for all of them. What several parts of the filter say has to hold."""
    queries = []
    if wanted.account_id:
        queries.append("SELECT id FROM party WHERE account_id = :account")
        values["account"] = bounded(wanted.account_id)
    if wanted.party_uri:
        queries.append("SELECT id FROM party WHERE talk_key = :party")
        values["party"] = talk_key(wanted.party_uri)
    if wanted.contact_id is not None:
        queries.append(_OF_CONTACTS.replace(":contacts", ":contact").replace(":keys", ":contact_keys"))
        values["contact"] = json.dumps([wanted.contact_id])
        values["contact_keys"] = _keys(connection, (wanted.contact_id,))
    terms = search_terms(wanted.text)
    if terms:
        values.update(
            {
                f"word{number}_{place}": word
                for number, group in enumerate(terms)
                for place, word in enumerate(group)
            }
        )
        groups = (
            " OR ".join(f"instr(folded, :word{number}_{place})" for place in range(len(group)))
            for number, group in enumerate(terms)
        )
        holds = " AND ".join(f"({group})" for group in groups)
        found = f"SELECT id FROM party WHERE {holds}"  # noqa: S608  our own words
        if wanted.contact_ids:
            found += f" UNION {_OF_CONTACTS}"
            values["contacts"] = json.dumps(wanted.contact_ids)
            values["keys"] = _keys(connection, wanted.contact_ids)
        queries.append(found)
    return " INTERSECT ".join(f"SELECT * FROM ({query})" for query in queries)  # noqa: S608  our own words


def _keys(connection: sqlite3.Connection, contact_ids: tuple[int, ...]) -> str:
    return json.dumps(sorted({key for each in contact_ids for key in keys_of_contact(connection, each)}))


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
