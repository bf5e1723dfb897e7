"""The whole store of one profile, composed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from softphone.store.book_part import utc_now
from softphone.store.call_log import SqliteCallLog
from softphone.store.contact_book import SqliteContactBook
from softphone.store.database import Database
from softphone.store.diversions import SqliteDiversions
from softphone.store.errors import StoreError, reason_of
from softphone.store.opening import OpenReport, open_database
from softphone.store.passwords import KeyringPasswords
from softphone.store.profile import Profile
from softphone.store.redirect_rules import SqliteRedirectRules
from softphone.store.reminders import SqliteReminders
from softphone.store.safe_keeping import ProfileKeeping
from softphone.store.settings_file import TomlSettingsFile
from softphone.store.taking_over import finish

if TYPE_CHECKING:
    from softphone.store.migration_progress import Tell


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
    keeping: ProfileKeeping
    report: OpenReport
    database: Database

    def close(self) -> None:
        """Write what was asked for, then close. May be called twice."""
        # What was asked for is written before it is copied.
        self.database.run_on_writer("close", lambda: None).exception()
        due = self.keeping.back_up_if_due()
        if due is not None:
            due.exception()
        self.keeping.close()
        self.database.close()
        self.passwords.close()


def open_store(
    profile: Profile, *, now: Callable[[], datetime] = utc_now, tell: "Tell | None" = None
) -> Store:
    """Open or make the data of `profile`. Raises StoreError when that cannot be: the folder cannot be written, or
    the database is from a newer program. A damaged file is no error: see `OpenReport`. `tell` as of `open_database`."""
    try:
        profile.make_folders()
    except OSError as error:
        raise StoreError("open", f"{profile.data}: {reason_of(error, profile.data)}") from error
    database, report = open_database(profile.database, tell=tell)
    try:
        finish(profile)
    except StoreError:
        database.close()
        raise
    settings = TomlSettingsFile(profile.settings)
    store = Store(
        profile=profile,
        contact_book=SqliteContactBook(database, now),
        call_log=SqliteCallLog(database),
        reminders=SqliteReminders(database),
        redirect_rules=SqliteRedirectRules(database, now),
        diversions=SqliteDiversions(database),
        settings_file=settings,
        passwords=KeyringPasswords(profile.keyring_service),
        keeping=ProfileKeeping(profile, database, settings),
        report=report,
        database=database,
    )
    store.contact_book.forget_expired()
    store.keeping.back_up_if_due()
    return store
