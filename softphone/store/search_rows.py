"""By what contacts are found, kept beside them: the text that a search reads, and their numbers.

All of it runs inside a transaction that the caller has opened.
"""

import sqlite3
from collections.abc import Callable
from typing import Any

from softphone.store.columns import search_fold
from softphone.store.letter_pairs import pairs_of
from softphone.store.number_forms import number_of, tail_of
from softphone.store.search_form import text_of

_ADDRESSES = "SELECT uri FROM address WHERE contact_id = ? ORDER BY position"
_FORMER = "SELECT old_uri FROM move WHERE contact_id = :of UNION SELECT replaced_uri FROM move WHERE contact_id = :of"


def update_search(connection: sqlite3.Connection, contact_id: int) -> None:
    """Bring what the contact is found and sorted by up to date, after a change of its name, addresses or moves."""
    row = connection.execute(
        "SELECT name, organisation, sort_name, search_text, search_pairs FROM contact WHERE id = ?",
        (contact_id,),
    ).fetchone()
    if row is None:
        return
    name, organisation, *there = row
    current = [uri for (uri,) in connection.execute(_ADDRESSES, (contact_id,))]
    former = [uri for (uri,) in connection.execute(_FORMER, {"of": contact_id}) if uri not in current]
    text = text_of(name, organisation, current + former)
    found = [search_fold(name), text, pairs_of(text)]
    if found != there:
        connection.execute(
            "UPDATE contact SET sort_name = ?, search_text = ?, search_pairs = ? WHERE id = ?",
            (*found, contact_id),
        )
    write_numbers(connection, contact_id, current, former)


def update_all(connection: sqlite3.Connection) -> None:
    """For whatever was written by another program or version."""
    for (contact_id,) in connection.execute("SELECT id FROM contact").fetchall():
        update_search(connection, contact_id)


def functions() -> dict[str, tuple[int, Callable[..., Any]]]:
    """What the migrations ask for by name, with the number of arguments."""

    def found(name: str, organisation: str, uris: str | None) -> str:
        return text_of(name, organisation, (uris or "").split("\n"))

    return {
        "search_text_of": (3, lambda *_: ""),  # migration 6 writes it anew
        "whole_search_text_of": (3, found),
        "search_pairs_of": (1, pairs_of),
        "number_of": (1, number_of),
        "tail_of": (1, tail_of),
    }


def write_numbers(
    connection: sqlite3.Connection, contact_id: int, current: list[str], former: list[str]
) -> None:
    """The numbers among its addresses, to know a caller by."""
    wanted = {number: 1 for uri in former if (number := number_of(uri))}
    wanted |= {number: 0 for uri in current if (number := number_of(uri))}
    there: dict[str, int] = dict(
        connection.execute("SELECT number, former FROM number WHERE contact_id = ?", (contact_id,)).fetchall()
    )
    if wanted == there:
        return
    connection.execute("DELETE FROM number WHERE contact_id = ?", (contact_id,))
    connection.executemany(
        "INSERT INTO number (tail, number, contact_id, former) VALUES (?, ?, ?, ?)",
        [(tail_of(number), number, contact_id, left) for number, left in wanted.items()],
    )
