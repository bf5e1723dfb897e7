"""A history of any length, made by SQLite itself: the same every time, and a million lines in some twenty seconds."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from softphone.store.database import connect
from softphone.store.history_folding import party_fold
from softphone.store.talks import talk_key

_FIRST: Final = ("Anna", "Boris", "Chloé", "Дмитрий", "Ελένη", "Fatima", "Юлия", "Hans", "伟", "Zoë")
_LAST: Final = ("Karlsson", "Дмитриев", "Müller", "Παππάς", "O'Neill", "Кузнецова", "李", "García", "Nowak")
_LINES_OF_ONE: Final = 50
_MOST_PARTIES: Final = 20_000
RARE: Final = "Zebulon Quist"  # who is in one line, the oldest

_ATTEMPTS: Final = """
WITH RECURSIVE line (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM line WHERE n < :lines)
INSERT INTO attempt (party, direction, party_uri, party_name, account_id, started_at, answered_at, ended_at, ended,
    moved_status, message, talk_key)
SELECT party.id, CASE WHEN n % 3 = 0 THEN 'incoming' ELSE 'outgoing' END, party.uri, party.name, party.account_id,
    moment, CASE WHEN n % 3 > 0 AND n % 4 > 0 THEN moment END, moment,
    CASE WHEN n % 3 = 0 THEN 'missed' WHEN n % 4 = 0 THEN 'failed' ELSE 'answered' END,
    CASE WHEN n % 20 = 1 THEN 301 WHEN n % 50 = 2 THEN 302 WHEN n % 500 = 3 THEN 380 END,
    NULL, ''
FROM (SELECT n, replace(datetime(:from + n * :apart, 'unixepoch'), ' ', 'T') || '.000000+00:00' AS moment FROM line)
JOIN party ON party.id = CASE WHEN n = 1 THEN :parties ELSE 1 + (n * 7919) % (:parties - 1) END
"""
_LEGS: Final = """
INSERT INTO leg (attempt_id, position, uri, started_at, ended_at, status, reason, via_proxy, final_response)
SELECT id, place, party_uri, started_at, ended_at,
    CASE WHEN place = 0 AND moved_status IS NOT NULL THEN moved_status WHEN ended = 'answered' THEN 200 ELSE 486 END,
    CASE WHEN place = 0 AND moved_status IS NOT NULL THEN 'Moved' WHEN ended = 'answered' THEN 'OK' ELSE 'Busy' END,
    '', CASE WHEN ended = 'answered' AND moved_status IS NULL THEN x'' ELSE CAST(:response AS BLOB) END
FROM attempt JOIN (SELECT 0 AS place UNION SELECT 1) ON place = 0 OR moved_status IS NOT NULL
ORDER BY id, place
"""
_RESPONSE: Final = b"SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP 192.0.2.1\r\nContent-Length: 0\r\n\r\n" * 3


def make_history(path: Path, lines: int, newest: datetime, *, apart_s: int = 300) -> None:
    """Fill a migrated file without attempts: the last of `lines` begins at `newest`, each `apart_s` after another."""
    parties = max(3, min(_MOST_PARTIES, lines // _LINES_OF_ONE))
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO party (id, uri, name, account_id, talk_key, folded) VALUES (?, ?, ?, ?, ?, ?)",
            (_party(number, parties) for number in range(1, parties + 1)),
        )
        start = newest - timedelta(seconds=lines * apart_s)
        connection.execute(
            _ATTEMPTS,
            {"lines": lines, "from": int(start.timestamp()), "apart": apart_s, "parties": parties},
        )
        connection.execute(_LEGS, {"response": _RESPONSE})
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def lines_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM attempt").fetchone()[0])


def _party(number: int, parties: int) -> tuple[int, str, str, str, str, str]:
    name = f"{_FIRST[number % len(_FIRST)]} {_LAST[number // 10 % len(_LAST)]} {number}"
    uri = f"sip:user{number}@host{number % 97}.example" if number % 4 else f"tel:+7495{number:07}"
    if number == parties:
        name = RARE
    account = "a1" if number % 5 else "a2"
    return number, uri, name, account, talk_key(uri), party_fold(name, uri)
