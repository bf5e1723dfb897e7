"""Conversations out of the history: whose messages belong together, which are unread, where a word was written.

`talk_key` of an address stands beside each message: one key may write from several ports and over several
transports. The keys of all addresses of a contact, former ones too, are one conversation. All of it runs inside a
transaction that the caller has opened.
"""

import json
import sqlite3
from typing import Final

from softphone.calls.records import AttemptRecord, Conversation
from softphone.sip.party import party_key
from softphone.store.attempt_rows import load_attempts
from softphone.store.caller_rows import find_caller
from softphone.store.columns import MAX_URI, bounded, search_fold, time_value

_LONGEST_WORD: Final = 200
_OF_KEYS: Final = "talk_key IN (SELECT value FROM json_each(:keys)) AND message IS NOT NULL"


def talk_key(uri: str) -> str:
    """`softphone.sip.party.party_key` as it is kept."""
    return bounded(party_key(uri), MAX_URI)


def conversations(connection: sqlite3.Connection, limit: int) -> tuple[Conversation, ...]:
    """Everybody whom messages were exchanged with, the newest first."""
    groups = {
        key: (newest, unread)
        for key, newest, unread in connection.execute(
            "SELECT talk_key, max(id), sum(unread) FROM attempt WHERE message IS NOT NULL"
            " GROUP BY talk_key ORDER BY 2 DESC"
        )
    }
    made: list[Conversation] = []
    taken: set[str] = set()
    for key, (newest, _) in groups.items():
        if key in taken:
            continue
        if len(made) == limit:
            break
        uri, name, account_id, text, at, direction = connection.execute(
            "SELECT party_uri, party_name, account_id, message, started_at, direction FROM attempt WHERE id = ?",
            (newest,),
        ).fetchone()
        contact_id, contact_name = _who(connection, uri)
        keys = {key} | keys_of_contact(connection, contact_id)
        taken |= keys
        made.append(
            Conversation(
                party_uri=uri,
                party_name=contact_name or name,
                contact_id=contact_id,
                account_id=account_id,
                text=text,
                at=time_value(at),
                incoming=direction == "incoming",
                unread=sum(groups[each][1] for each in keys if each in groups),
            )
        )
    return tuple(made)


def conversation(
    connection: sqlite3.Connection, party_uri: str, limit: int, before_id: int | None
) -> tuple[AttemptRecord, ...]:
    """The messages with one party, newest first."""
    values = {"keys": _keys(connection, party_uri), "before": before_id}
    return load_attempts(connection, f"{_OF_KEYS} AND (:before IS NULL OR id < :before)", values, limit)


def search_messages(connection: sqlite3.Connection, text: str, limit: int) -> tuple[AttemptRecord, ...]:
    """Messages that hold every word of `text`, newest first."""
    words = search_fold(text[:_LONGEST_WORD]).split()
    if not words:
        return ()
    holds = " AND ".join(f"instr(folded, :word{number})" for number in range(len(words)))
    values = {f"word{number}": word for number, word in enumerate(words)}
    return load_attempts(connection, f"message IS NOT NULL AND {holds}", values, limit)


def mark_read(connection: sqlite3.Connection, party_uri: str) -> int:
    """How many there were."""
    return connection.execute(
        f"UPDATE attempt SET unread = 0 WHERE unread = 1 AND {_OF_KEYS}",  # noqa: S608  our own words
        {"keys": _keys(connection, party_uri)},
    ).rowcount


def remove_conversation(connection: sqlite3.Connection, party_uri: str) -> int:
    """How many messages are gone."""
    return connection.execute(
        f"DELETE FROM attempt WHERE {_OF_KEYS}",  # noqa: S608  our own words
        {"keys": _keys(connection, party_uri)},
    ).rowcount


def _keys(connection: sqlite3.Connection, party_uri: str) -> str:
    contact_id, _ = _who(connection, party_uri)
    return json.dumps(sorted({talk_key(party_uri)} | keys_of_contact(connection, contact_id)))


def _who(connection: sqlite3.Connection, uri: str) -> tuple[int | None, str]:
    """The contact behind an address and its name; (None, "") for nobody's."""
    contact_id = find_caller(connection, uri)
    key = talk_key(uri)
    if contact_id is None and key.startswith("tel:"):
        contact_id = find_caller(connection, key)
    if contact_id is None:
        return None, ""
    (name,) = connection.execute("SELECT name FROM contact WHERE id = ?", (contact_id,)).fetchone()
    return contact_id, name


def keys_of_contact(connection: sqlite3.Connection, contact_id: int | None) -> set[str]:
    """`talk_key` of every address that the contact has or had."""
    rows = connection.execute(
        "SELECT uri FROM address WHERE contact_id = :id UNION SELECT old_uri FROM move WHERE contact_id = :id"
        " UNION SELECT replaced_uri FROM move WHERE contact_id = :id",
        {"id": contact_id},
    )
    return {talk_key(uri) for (uri,) in rows}
