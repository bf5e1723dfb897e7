"""Directories that are looked into and never changed: people whom the company knows and this phone does not."""

from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from softphone.calls.cards import Card
from softphone.calls.settings import AddressBook


class DirectoryTrouble(StrEnum):
    """Why a directory gave nothing."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too-slow"
    CERTIFICATE = "certificate"
    NOT_ENCRYPTED = "not-encrypted"  # a password was to be sent, and the server offers no encryption
    PASSWORD = "password"  # noqa: S105  the name of a trouble
    FORBIDDEN = "forbidden"
    NO_BASE = "no-base"  # the branch of the tree that is to be looked into is not there
    BROKEN = "broken"  # an answer that is none
    MISTYPED = "mistyped"  # the address of the directory itself


class DirectoryError(Exception):
    """`detail` is safe to show: the server's own words or those of the system, shortened."""

    def __init__(self, trouble: DirectoryTrouble, detail: str = "") -> None:
        super().__init__(detail or trouble.value)
        self.trouble = trouble
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Found:
    """Who was found in one directory. `more`: there are others; `error` when it could not be asked."""

    book_id: str
    name: str
    cards: tuple[Card, ...] = ()
    more: bool = False
    error: DirectoryError | None = None


class Directories(Protocol):
    """All directories that are switched on."""

    @property
    def any(self) -> bool: ...
    def search(self, text: str) -> Future[tuple[Found, ...]]:
        """Ask each, at the same time; never fails as a whole. A search that a newer one has overtaken is cancelled."""

    def try_out(self, book: AddressBook, password: str | None) -> Future[Found]:
        """Whether this one answers, whatever the settings say; `password` None is that of the keyring."""

    def password_changed(self, book_id: str) -> None:
        """The keyring has another one now."""
