"""Backups, restoring, and everything as one file: implements the port `calls.keeping.SafeKeeping`."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from softphone.calls.accounts import Account
from softphone.calls.keeping import Backup, Everything
from softphone.calls.settings import AddressBook, Settings
from softphone.store import backup as copies
from softphone.store.database import Database
from softphone.store.errors import StoreError, reason_of
from softphone.store.profile import Profile
from softphone.store.settings_file import TomlSettingsFile
from softphone.store.taking_over import together

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from softphone.store.everything import Told

Result = TypeVar("Result")

_FOLDER: Final = ".keeping-"


class ProfileKeeping:
    """See the port. The thread is there from the first use until `close`."""

    def __init__(self, profile: Profile, database: Database, settings: TomlSettingsFile) -> None:
        self._profile = profile
        self._database = database
        self._settings = settings
        self._thread: ThreadPoolExecutor | None = None
        self._closed = False
        self.kept = copies.DEFAULT_KEPT

    def close(self) -> None:
        """Wait for what runs; what waits is dropped. May be called twice."""
        self._closed = True
        if self._thread is not None:
            self._thread.shutdown(wait=True, cancel_futures=True)

    def back_up_if_due(self) -> Future[bool] | None:
        """The daily copy; None when it is not due. One that cannot be made is tried again at the next start or end:
        the phone works without it."""
        if not copies.backup_is_due(self._path):
            return None

        def work() -> bool:
            self._sweep()
            return copies.make_backup(self._path, kept=self.kept)

        return self._run("backup", work)

    def backups(self) -> Future[tuple[Backup, ...]]:
        return self._run("backups", lambda: copies.backups_of(self._path))

    def back_up(self) -> Future[Backup]:
        def work() -> Backup:
            copies.make_backup(self._path, kept=self.kept, now=True)
            return next(each for each in copies.backups_of(self._path) if not each.before)

        return self._run("backup", work)

    def restore(self, backup: Backup) -> Future[None]:
        def work() -> None:
            from softphone.store import everything  # noqa: PLC0415 -- seldom

            with self._folder() as folder:
                staged = folder / "staged.db"
                everything.stage_copy(backup.path, staged)
                self._put_in_place(staged)

        return self._run("restore", work)

    def remove(self, backup: Backup) -> Future[None]:
        def work() -> None:
            if all(each.path != backup.path for each in copies.backups_of(self._path)):
                raise StoreError("remove", "this is no backup of this phone")
            backup.path.unlink(missing_ok=True)

        return self._run("remove", work)

    def export_all(self, path: Path) -> Future[Everything]:
        def work() -> Everything:
            from softphone.store import everything  # noqa: PLC0415 -- seldom

            with self._folder() as folder:
                copy = folder / "copy.db"
                copies.copy_database(self._path, copy)
                everything.export_everything(path, database=copy, settings=self._profile.settings)
                return _described(everything.read_told(path), copy)

        return self._run("export", work)

    def look_into(self, path: Path) -> Future[Everything]:
        def work() -> Everything:
            with self._unpacked(path) as (told, staged):
                return _described(told, staged)

        return self._run("import", work)

    def import_all(self, path: Path) -> Future[Everything]:
        def work() -> Everything:
            with self._unpacked(path) as (told, staged):
                settings, moved = _of_this_computer(told.settings, self._settings.load())
                _rename_accounts(staged, moved)
                with together(self._profile, staged, self._settings.text_with(settings)):
                    self._put_in_place(staged)
                return _described(replace(told, settings=settings), staged)

        return self._run("import", work)

    @property
    def _path(self) -> Path:
        return self._profile.database

    def _put_in_place(self, staged: Path) -> None:
        copies.keep_before(self._path)
        self._database.replace_content("restore", staged, copies.patience()).result()

    @contextmanager
    def _unpacked(self, path: Path) -> Iterator[tuple["Told", Path]]:
        from softphone.store import everything  # noqa: PLC0415 -- seldom

        told = everything.read_told(path)
        with self._folder() as folder:
            staged = folder / "staged.db"
            everything.stage_database(path, folder / "unpacked.db", staged)
            yield told, staged

    @contextmanager
    def _folder(self) -> Iterator[Path]:
        """On the disk of the data, which has the room for it or says so."""
        self._sweep()
        with tempfile.TemporaryDirectory(prefix=_FOLDER, dir=self._profile.data) as folder:
            yield Path(folder)

    def _sweep(self) -> None:
        """What a crash left of such a folder goes; one that another process is working in stays."""
        for left in self._profile.data.glob(f"{_FOLDER}*"):
            if copies.is_of_a_crash(left):
                shutil.rmtree(left, ignore_errors=True)

    def _run(self, operation: str, work: Callable[[], Result]) -> Future[Result]:
        def guarded() -> Result:
            try:
                return work()
            except StoreError:
                raise
            except Exception as error:
                raise StoreError(operation, reason_of(error, self._path)) from error

        if self._closed:
            future: Future[Result] = Future()
            future.set_exception(StoreError(operation, "the store is closed"))
            return future
        if self._thread is None:
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 -- most starts need no thread

            self._thread = ThreadPoolExecutor(1, "softphone-keeping")
        return self._thread.submit(guarded)


def _described(told: "Told", database: Path) -> Everything:
    with closing(sqlite3.connect(database)) as connection:
        contacts, lines = copies.counts_of(connection)
    return Everything(told.made_at, told.program, contacts, lines, told.settings, told.left_out)


def _of_this_computer(wanted: Settings, here: Settings) -> tuple[Settings, dict[str, str]]:
    """Devices are those of this computer, and a folder that it does not have is its usual one. Also which ids of
    accounts are others now.

    The keyring has passwords by the ids of accounts and address books. A file that was written here knows them,
    whoever has changed it since: what asks another server than before gets another id, so that this server is told
    neither the password nor anything that is made of it.
    """
    from uuid import uuid4  # noqa: PLC0415 -- seldom

    folder = wanted.recordings if wanted.recordings and Path(wanted.recordings).is_dir() else here.recordings
    known_books = {book.id: _asked_book(book) for book in here.address_books}
    books = tuple(
        book
        if known_books.get(book.id, _asked_book(book)) == _asked_book(book)
        else replace(book, id=uuid4().hex)
        for book in wanted.address_books
    )
    known = {account.id: _asked(account) for account in here.accounts}
    moved = {
        account.id: uuid4().hex
        for account in wanted.accounts
        if known.get(account.id, _asked(account)) != _asked(account)
    }
    accounts = tuple(replace(each, id=moved.get(each.id, each.id)) for each in wanted.accounts)
    settings = replace(
        wanted,
        audio=here.audio,
        recordings=folder,
        address_books=books,
        accounts=accounts,
        default_account=moved.get(wanted.default_account, wanted.default_account),
    )
    return settings, moved


def _asked_book(book: AddressBook) -> tuple[object, ...]:
    """Who is told the password of an address book."""
    return book.kind, book.url, book.user


def _asked(account: Account) -> tuple[object, ...]:
    """Who is told what is made of the passwords of an account, and how."""
    reach = account.reachability
    return (
        account.uri,
        account.registrar,
        account.auth_user,
        account.proxy,
        account.transport,
        account.verify_tls,
        account.ca_file,
        account.pinned_certificate,
        reach.turn_server,
        reach.turn_user,
        reach.turn_transport,
    )


def _rename_accounts(staged: Path, moved: dict[str, str]) -> None:
    """History, diversions and rules follow the accounts that have other ids."""
    with closing(sqlite3.connect(staged)) as connection:
        for before, now in moved.items():
            for table in ("attempt", "party", "diversion"):
                connection.execute(
                    f"UPDATE {table} SET account_id = ? WHERE account_id = ?",  # noqa: S608  our own names
                    (now, before),
                )
            connection.execute(
                "UPDATE redirect_rule SET subject = ?, subject_key = ? WHERE scope = 'account' AND subject = ?",
                (now, now, before),
            )
        connection.commit()
