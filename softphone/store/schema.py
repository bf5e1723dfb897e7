"""The tables, as numbered migrations. `PRAGMA user_version` is the number of migrations a file has seen.

A migration that was released is never edited: a new one is appended. Times are UTC text (`columns.time_text`);
`*_key` columns hold `softphone.sip.uri.uri_key`, which narrows a look-up down before `same_uri` decides.
Tables are STRICT, so that a damaged row cannot come back from salvage with values of a wrong type. `contact_id`
in the history has no foreign key on purpose: a deleted contact that is restored gets its calls back.
"""

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from softphone.store.history_kinds import KIND, OF_CONTACTS, OF_STRANGERS

if TYPE_CHECKING:
    from softphone.store.migration_progress import Tell

APPLICATION_ID = 0x53495052  # "SIPR", tells our files from other programs'

Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (
    (
        """CREATE TABLE contact (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            name TEXT NOT NULL,
            organisation TEXT NOT NULL,
            notes TEXT NOT NULL,
            favourite INTEGER NOT NULL,
            sort_name TEXT NOT NULL,
            search_text TEXT NOT NULL
        ) STRICT""",
        # Holds all that the list and the search need, in the order of the list.
        "CREATE INDEX contact_list ON contact (favourite DESC, sort_name, id, search_text)",
        """CREATE TABLE address (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            uri TEXT NOT NULL,
            uri_key TEXT NOT NULL,
            label TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX address_key ON address (uri_key)",
        "CREATE INDEX address_contact ON address (contact_id, position)",
        # replaced_uri is what left the contact: old_uri itself, or the current address when old_uri was
        # former already. before and after are JSON [[address id, uri, label], ...], for an exact undo.
        """CREATE TABLE move (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
            old_uri TEXT NOT NULL,
            old_key TEXT NOT NULL,
            replaced_uri TEXT NOT NULL,
            replaced_key TEXT NOT NULL,
            new_uri TEXT NOT NULL,
            status INTEGER NOT NULL,
            moved_at TEXT NOT NULL,
            made_contact INTEGER NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX move_old ON move (old_key)",
        "CREATE INDEX move_replaced ON move (replaced_key)",
        "CREATE INDEX move_contact ON move (contact_id)",
        """CREATE TABLE remembered_move (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            old_uri TEXT NOT NULL,
            old_key TEXT NOT NULL,
            new_uri TEXT NOT NULL,
            status INTEGER NOT NULL,
            learned_at TEXT NOT NULL,
            expires_at TEXT
        ) STRICT""",
        "CREATE INDEX remembered_move_old ON remembered_move (old_key)",
        """CREATE TABLE attempt (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            direction TEXT NOT NULL,
            party_uri TEXT NOT NULL,
            party_name TEXT NOT NULL,
            contact_id INTEGER,
            account_id TEXT NOT NULL,
            started_at TEXT NOT NULL,
            answered_at TEXT,
            ended_at TEXT,
            ended TEXT,
            moved_status INTEGER
        ) STRICT""",
        """CREATE TABLE leg (
            attempt_id INTEGER NOT NULL REFERENCES attempt (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            uri TEXT NOT NULL,
            started_at TEXT NOT NULL,
            ended_at TEXT,
            status INTEGER,
            reason TEXT NOT NULL,
            via_proxy TEXT NOT NULL,
            final_response BLOB NOT NULL,
            PRIMARY KEY (attempt_id, position)
        ) STRICT""",
        """CREATE TABLE reminder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uri TEXT NOT NULL,
            name TEXT NOT NULL,
            due_at TEXT NOT NULL
        ) STRICT""",
    ),
    (
        "ALTER TABLE attempt ADD COLUMN message TEXT",
        # subject is text for every scope; a rule about a contact that is deleted shows again when it is restored.
        """CREATE TABLE redirect_rule (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            scope TEXT NOT NULL,
            subject TEXT NOT NULL,
            subject_key TEXT NOT NULL,
            policy TEXT NOT NULL,
            made_at TEXT NOT NULL
        ) STRICT""",
        "CREATE INDEX redirect_rule_subject ON redirect_rule (scope, subject_key)",
        # targets is JSON [[uri, label], ...] in order of preference.
        """CREATE TABLE diversion (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            kind TEXT NOT NULL,
            when_to TEXT NOT NULL,
            targets TEXT NOT NULL,
            account_id TEXT NOT NULL,
            contact_id INTEGER REFERENCES contact (id) ON DELETE CASCADE,
            after_s INTEGER NOT NULL,
            expires_s INTEGER,
            text TEXT NOT NULL,
            enabled INTEGER NOT NULL
        ) STRICT""",
    ),
    # The first of the moves that were made one (a → b, b → c as a → c); NULL for that first one and for all others.
    ("ALTER TABLE move ADD COLUMN chain INTEGER",),
    (
        # quality is a JSON object of the fields of QualitySummary, NULL for what was no conversation.
        "ALTER TABLE attempt ADD COLUMN quality TEXT",
        "ALTER TABLE attempt ADD COLUMN recording TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempt ADD COLUMN transferred_to TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempt ADD COLUMN by_itself TEXT",  # a word of ByItself
        "ALTER TABLE attempt ADD COLUMN unread INTEGER NOT NULL DEFAULT 0",
        # Of messages: `talks.talk_key` of the party, and the text as it is searched.
        "ALTER TABLE attempt ADD COLUMN talk_key TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE attempt ADD COLUMN folded TEXT",
        """UPDATE attempt SET talk_key = talk_key(party_uri), folded = search_fold(message)
            WHERE message IS NOT NULL""",
        "CREATE INDEX attempt_talk ON attempt (talk_key, id, unread) WHERE message IS NOT NULL",
        "CREATE INDEX attempt_unread ON attempt (unread) WHERE unread = 1",
    ),
    (
        # revision is drawn anew with every change of a contact, its addresses, moves, groups or picture (by the
        # triggers below): whoever has kept an older one knows that something has changed since.
        "ALTER TABLE contact ADD COLUMN uid TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE contact ADD COLUMN revision INTEGER NOT NULL DEFAULT 0",
        "UPDATE contact SET uid = lower(hex(randomblob(16))), revision = random()",
        "CREATE INDEX contact_uid ON contact (uid)",
        """CREATE TABLE membership (
            contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            name_key TEXT NOT NULL,
            PRIMARY KEY (contact_id, name_key)
        ) STRICT""",
        "CREATE INDEX membership_name ON membership (name_key, contact_id)",
        """CREATE TABLE picture (
            contact_id INTEGER PRIMARY KEY REFERENCES contact (id) ON DELETE CASCADE,
            image BLOB NOT NULL
        ) STRICT""",
        # A card on a server (CardDAV): what it was when both sides agreed last. contact_id has no foreign key: a
        # contact that is gone is what has to be deleted there. revision is the contact's of that moment; href is
        # and sent are written down before a card is sent, so that one whose answer was lost is known again. etag '' for
        # a card that is not there as far as is known: not arrived yet, or deleted there since the contact is gone.
        """CREATE TABLE card (
            book_id TEXT NOT NULL,
            href TEXT NOT NULL,
            uid TEXT NOT NULL,
            etag TEXT NOT NULL,
            contact_id INTEGER,
            revision INTEGER NOT NULL,
            text TEXT NOT NULL,
            sent TEXT NOT NULL DEFAULT '',
            PRIMARY KEY (book_id, href)
        ) STRICT""",
        "CREATE INDEX card_contact ON card (contact_id)",
        "CREATE INDEX card_uid ON card (book_id, uid)",
        # Both sides were changed. text is the server's card, '' when it was deleted there.
        """CREATE TABLE card_conflict (
            book_id TEXT NOT NULL,
            href TEXT NOT NULL,
            etag TEXT NOT NULL,
            text TEXT NOT NULL,
            found_at TEXT NOT NULL,
            PRIMARY KEY (book_id, href)
        ) STRICT""",
        """CREATE TABLE card_book (
            book_id TEXT PRIMARY KEY,
            url TEXT NOT NULL,
            token TEXT NOT NULL,
            synced_at TEXT
        ) STRICT""",
        """CREATE TRIGGER contact_made AFTER INSERT ON contact WHEN new.uid = '' BEGIN
            UPDATE contact SET uid = lower(hex(randomblob(16))), revision = random() WHERE id = new.id;
        END""",
        """CREATE TRIGGER contact_changed AFTER UPDATE OF name, organisation, notes, favourite ON contact
            WHEN (new.name, new.organisation, new.notes, new.favourite)
                IS NOT (old.name, old.organisation, old.notes, old.favourite)
        BEGIN
            UPDATE contact SET revision = random() WHERE id = new.id;
        END""",
        *(
            f"""CREATE TRIGGER {table}_{word} AFTER {word} ON {table} BEGIN
                UPDATE contact SET revision = random() WHERE id = {row}.contact_id;
            END"""  # noqa: S608  our own names
            for table in ("address", "move", "membership", "picture")
            for word, row in (("insert", "new"), ("update", "new"), ("delete", "old"))
        ),
        # The list in its order; the text is read by the index in memory (`people_index`), which would double the file.
        "DROP INDEX contact_list",
        "CREATE INDEX contact_list ON contact (favourite DESC, sort_name, id)",
        # Telephone numbers of addresses and of former ones, by digits that every spelling ends with.
        """CREATE TABLE number (
            tail TEXT NOT NULL,
            number TEXT NOT NULL,
            contact_id INTEGER NOT NULL REFERENCES contact (id) ON DELETE CASCADE,
            former INTEGER NOT NULL,
            PRIMARY KEY (tail, contact_id, number)
        ) STRICT, WITHOUT ROWID""",
        "CREATE INDEX number_contact ON number (contact_id)",
        """INSERT INTO number (tail, number, contact_id, former)
            SELECT tail_of(number_of(uri)), number_of(uri), contact_id, 0 FROM address
            WHERE number_of(uri) <> '' ON CONFLICT DO NOTHING""",
        """INSERT INTO number (tail, number, contact_id, former)
            SELECT tail_of(number_of(uri)), number_of(uri), contact_id, 1
            FROM (SELECT contact_id, old_uri AS uri FROM move UNION SELECT contact_id, replaced_uri FROM move)
            WHERE number_of(uri) <> '' ON CONFLICT DO NOTHING""",
        """UPDATE contact SET search_text = search_text_of(name, organisation, (
            SELECT group_concat(uri, char(10)) FROM (
                SELECT uri FROM address WHERE contact_id = contact.id
                UNION SELECT old_uri FROM move WHERE contact_id = contact.id
                UNION SELECT replaced_uri FROM move WHERE contact_id = contact.id
            )
        ))""",
        # Which contacts have changed in what lists show or a search reads, the last thousand changes. The token tells
        # whether a file is still the one whose changes were read.
        """CREATE TABLE contact_news (
            seq INTEGER PRIMARY KEY,
            contact_id INTEGER NOT NULL,
            token INTEGER NOT NULL
        ) STRICT""",
        # Never empty, so that no two files look the same to whoever has read one of them.
        "INSERT INTO contact_news (contact_id, token) VALUES (0, random())",
        *(
            f"""CREATE TRIGGER contact_news_{word} AFTER {what} ON contact BEGIN
                INSERT INTO contact_news (contact_id, token) VALUES ({row}.id, random());
                DELETE FROM contact_news WHERE seq <= (SELECT max(seq) FROM contact_news) - 1000;
            END"""  # noqa: S608  our own names
            for word, what, row in (
                ("insert", "INSERT", "new"),
                ("update", "UPDATE OF favourite, sort_name, search_text", "new"),
                ("delete", "DELETE", "old"),
            )
        ),
        # Who a line of the history is with, through which account; lines of the same have one row. It is what is looked
        # through for a name, a number, a contact or an account. talk_key as of messages, folded as it is searched.
        """CREATE TABLE party (
            id INTEGER PRIMARY KEY,
            uri TEXT NOT NULL,
            name TEXT NOT NULL,
            account_id TEXT NOT NULL,
            talk_key TEXT NOT NULL,
            folded TEXT NOT NULL
        ) STRICT""",
        "CREATE UNIQUE INDEX party_who ON party (uri, name, account_id)",
        "CREATE INDEX party_talk ON party (talk_key)",
        "ALTER TABLE attempt ADD COLUMN party INTEGER",
        # See `history_query`: with these an index is all that a filtered list reads. `began` is started_at in seconds.
        "ALTER TABLE attempt ADD COLUMN kind INTEGER",
        "ALTER TABLE attempt ADD COLUMN began INTEGER",
        f"UPDATE attempt SET kind = {KIND}, began = CAST(strftime('%s', started_at) AS INTEGER)",  # noqa: S608
        *(
            f"""CREATE TRIGGER attempt_{name} AFTER {event} ON attempt BEGIN
                UPDATE attempt SET kind = {KIND}, began = CAST(strftime('%s', started_at) AS INTEGER) WHERE id = new.id;
            END"""  # noqa: S608  our own words
            for name, event in (("made", "INSERT"), ("changed", "UPDATE OF ended, moved_status, started_at"))
        ),
        """INSERT INTO party (uri, name, account_id, talk_key, folded)
            SELECT party_uri, party_name, account_id, talk_key(party_uri), party_fold(party_name, party_uri)
            FROM attempt WHERE true GROUP BY party_uri, party_name, account_id""",
        """UPDATE attempt SET party = (SELECT party.id FROM party WHERE uri = party_uri AND name = party_name
            AND party.account_id = attempt.account_id)""",
        "CREATE INDEX attempt_list ON attempt (id, kind, began, party)",
        "CREATE INDEX attempt_party ON attempt (party)",
        "CREATE INDEX attempt_contact ON attempt (contact_id, party) WHERE contact_id IS NOT NULL",
        f"CREATE INDEX attempt_stranger ON attempt (id) WHERE {OF_STRANGERS}",
        f"CREATE INDEX attempt_unasked ON attempt (id) WHERE {OF_CONTACTS}",
        """CREATE TRIGGER attempt_gone AFTER DELETE ON attempt BEGIN
            DELETE FROM party WHERE id = old.party AND NOT EXISTS (SELECT 1 FROM attempt WHERE party = old.party);
        END""",
    ),
    (
        # How names sound is found too, and which pairs of letters a text has is known before it is looked at.
        "ALTER TABLE contact ADD COLUMN search_pairs BLOB NOT NULL DEFAULT x''",
        """UPDATE contact SET search_text = whole_search_text_of(name, organisation, (
            SELECT group_concat(uri, char(10)) FROM (
                SELECT uri FROM address WHERE contact_id = contact.id
                UNION SELECT old_uri FROM move WHERE contact_id = contact.id
                UNION SELECT replaced_uri FROM move WHERE contact_id = contact.id
            )
        ))""",
        "UPDATE contact SET search_pairs = search_pairs_of(search_text)",
    ),
    # Names in the history are found by how they sound too.
    ("UPDATE party SET folded = whole_party_fold(name, uri)",),
)

TABLES = frozenset(
    {
        "contact",
        "address",
        "move",
        "remembered_move",
        "attempt",
        "leg",
        "reminder",
        "redirect_rule",
        "diversion",
        "membership",
        "picture",
        "number",
        "contact_news",
        "card",
        "card_conflict",
        "card_book",
        "party",
    }
)


def version_of(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(
    connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS, tell: "Tell | None" = None
) -> None:
    """Bring the file up to date in one transaction; whoever comes second finds it done."""
    if version_of(connection) >= len(migrations):
        return
    from softphone.store.columns import search_fold  # noqa: PLC0415 (the file is up to date nearly always)
    from softphone.store.history_folding import party_fold  # noqa: PLC0415
    from softphone.store.migration_progress import told  # noqa: PLC0415
    from softphone.store.search_rows import functions  # noqa: PLC0415
    from softphone.store.talks import talk_key  # noqa: PLC0415

    connection.create_function("talk_key", 1, talk_key, deterministic=True)
    connection.create_function("search_fold", 1, search_fold, deterministic=True)
    connection.create_function(
        "party_fold", 2, lambda *_: "", deterministic=True
    )  # migration 7 writes it anew
    connection.create_function("whole_party_fold", 2, party_fold, deterministic=True)
    for name, (arguments, function) in functions().items():
        connection.create_function(name, arguments, function, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        due = [each for migration in migrations[version_of(connection) :] for each in migration]
        for statement in told(connection, due, tell):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        connection.set_progress_handler(None, 0)
        # SQLite itself has gone back after a full disk, and would complain of that.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.set_progress_handler(None, 0)
