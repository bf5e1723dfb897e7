"""What the core needs of the world, the large parts in `call_engine`, `contact_book` and `call_log`. `engine`, `store`
and the front ends implement or supply these.

Everything here is called on one thread, the owner's (the GUI thread, or the command line's loop). Methods of
`CallEngine` return at once. Writing methods of the store return a `Future` that the store's own writer thread
completes; reading methods are indexed look-ups and return values.
"""

from concurrent.futures import Future
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from softphone.calls.people import Reminder
from softphone.calls.rules import Diversion, RedirectPolicy, RedirectRule, RuleScope
from softphone.calls.settings import Settings


class StoreFailedError(Exception):
    """The store could not be read or written; the text says what and why. Futures carry it, readings raise it.

    `reason` is the why alone, for a sentence that says the rest.
    """

    @property
    def reason(self) -> str:
        return str(self)


class RedirectRules(Protocol):
    """Standing answers to redirects."""

    def rules(self) -> tuple[RedirectRule, ...]:
        """All, newest first. Rules of deleted contacts are gone."""

    def policy_for(
        self, *, contact_id: int | None, uri: str, domain: str, account_id: str
    ) -> RedirectRule | None:
        """The rule that decides, the closest first (contact, address, domain, account); None means ask."""

    def set(self, scope: RuleScope, subject: str, policy: RedirectPolicy) -> Future[RedirectRule]:
        """Make or replace the rule for `subject`."""

    def remove(self, rule_id: int) -> Future[None]: ...


class Diversions(Protocol):
    """How this phone redirects callers."""

    def diversions(self) -> tuple[Diversion, ...]:
        """All, in the order made. Those of deleted contacts are gone."""

    def save(self, diversion: Diversion) -> Future[Diversion]:
        """Make (`id` None) or replace."""

    def remove(self, diversion_id: int) -> Future[None]: ...


class Reminders(Protocol):
    def add(self, *, uri: str, name: str, due_at: datetime) -> Future[Reminder]: ...
    def pending(self) -> tuple[Reminder, ...]: ...
    def done(self, reminder_id: int) -> Future[None]: ...


class SettingsFile(Protocol):
    def load(self) -> Settings: ...
    def save(self, settings: Settings) -> None:
        """Write whole or not at all."""


class PasswordStatus(StrEnum):
    """Whether a keyring could be asked."""

    OK = "ok"
    NOT_SET = "not-set"
    LOCKED = "locked"
    NO_KEYRING = "no-keyring"


class Passwords(Protocol):
    """Account passwords in the system's keyring. May block for as long as the keyring asks the person: use a worker."""

    def get(self, account_id: str) -> tuple[str, PasswordStatus]: ...
    def set(self, account_id: str, password: str) -> PasswordStatus:
        """OK when it is kept. Otherwise it is held for this run only and asked for again at the next start."""

    def delete(self, account_id: str) -> None: ...
