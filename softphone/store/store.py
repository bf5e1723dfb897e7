"""The whole store of one profile, composed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from softphone.store.backup import make_backup
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook, utc_now
from softphone.store.database import Database
from softphone.store.diversions import SqliteDiversions
from softphone.store.errors import StoreError, reason_of
from softphone.store.opening import OpenReport, open_database
from softphone.store.passwords import KeyringPasswords
from softphone.store.profile import Profile
from softphone.store.redirect_rules import SqliteRedirectRules
from softphone.store.reminders import SqliteReminders
from softphone.store.settings_file import TomlSettingsFile


@dataclass(frozen=True, slots=True)
class Store:
    """The ports of `calls.ports`, and `report`: what had to be done to open the database."""

    profile: Profile
    contact_book: SqliteContactBook
    call_log: SqliteCallLog
    reminders: SqliteReminders
    redirect_rules: SqliteRedirectRules
    diversions: SqliteDiversions
    settings_file: TomlSettingsFile
    passwords: KeyringPasswords
    report: OpenReport
    database: Database

    def close(self) -> None:
        """Write what was asked for, then close. May be called twice."""
        self.back_up()
        self.database.close()
        self.passwords.close()

    def back_up(self) -> None:
        """Make the day's backup if it is due. One that cannot be made is tried again at the next start or end;
        the phone works without it."""
        self.database.run_on_writer("backup", lambda: make_backup(self.profile.database))


def open_store(profile: Profile, *, now: Callable[[], datetime] = utc_now) -> Store:
    """Open or make the data of `profile`. Raises StoreError when that cannot be: the folder cannot be written, or
    the database is from a newer program. A damaged file is no error: see `OpenReport`."""
    try:
        profile.make_folders()
    except OSError as error:
        raise StoreError("open", f"{profile.data}: {reason_of(error, profile.data)}") from error
    database, report = open_database(profile.database)
    store = Store(
        profile=profile,
        contact_book=SqliteContactBook(database, now),
        call_log=SqliteCallLog(database),
        reminders=SqliteReminders(database),
        redirect_rules=SqliteRedirectRules(database, now),
        diversions=SqliteDiversions(database),
        settings_file=TomlSettingsFile(profile.settings),
        passwords=KeyringPasswords(profile.keyring_service),
        report=report,
        database=database,
    )
    store.contact_book.forget_expired()
    store.back_up()
    return store
