"""What both sides of an address book agreed on last, when the data here are other than those that agreed.

A file that comes out of a backup, from another computer or out of a damaged one does not know what was deleted since,
or has lost somebody: taken at its word, the next sync would delete contacts on the server, or here those that were
just brought back. So it knows nothing of the servers. The next sync finds everybody again by uid and puts both sides
together; what differs is asked.
"""

import sqlite3


def forget_agreements(connection: sqlite3.Connection) -> None:
    """Inside or outside a transaction. A file of before there were address books has nothing to forget."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table in ("card", "card_conflict", "card_book"):
        if table in tables:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608  our own names
