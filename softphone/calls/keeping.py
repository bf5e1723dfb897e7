"""Keeping the person's data safe: what backups there are, and everything but secrets as one file."""

from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from softphone.calls.settings import Settings


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the data file. `contacts` and `lines` (of the history) count what is in it, -1 when it cannot be
    read. `before`: it was made because something was about to take the place of the data."""

    path: Path
    made_at: datetime
    size: int  # bytes
    contacts: int
    lines: int
    before: bool = False

    @property
    def readable(self) -> bool:
        return self.contacts >= 0


@dataclass(frozen=True, slots=True)
class Everything:
    """What a file of `export_all` holds. `program` is the version that wrote it; `left_out` names settings that
    cannot be taken, as keys like "accounts[0].transport"."""

    made_at: datetime
    program: str
    contacts: int
    lines: int
    settings: Settings
    left_out: tuple[str, ...] = ()


class SafeKeeping(Protocol):
    """Everything here runs on a thread of its own. Futures carry StoreFailedError, and nothing has changed then."""

    def backups(self) -> Future[tuple[Backup, ...]]:
        """The newest first."""

    def back_up(self) -> Future[Backup]:
        """Make one now."""

    def remove(self, backup: Backup) -> Future[None]: ...
    def restore(self, backup: Backup) -> Future[None]:
        """Put it in the place of the contacts, history and rules of now; those become a backup first. The settings
        stay."""

    def export_all(self, path: Path) -> Future[Everything]:
        """Contacts, history, rules and settings as one file; no password is in it."""

    def look_into(self, path: Path) -> Future[Everything]:
        """What a file of `export_all` holds. Nothing is taken over."""

    def import_all(self, path: Path) -> Future[Everything]:
        """Put all of it in the place of what is here, which becomes a backup first. The settings are written too; who
        has them in memory takes those of the answer. Devices and folders of this computer stay."""
