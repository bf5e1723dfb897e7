"""The settings of this run, written to their file at each change."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from softphone.calls.accounts import Account
from softphone.calls.ports import SettingsFile
from softphone.calls.settings import Settings
from softphone.gui.futures import Worker, when_done


class SettingsModel(QObject):
    """`changed` after each change; `failed(reason)` when the file could not be written (the change stands)."""

    changed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        file: SettingsFile,
        apply: Callable[[Settings], None] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._file = file
        self._apply = apply
        self._worker = Worker("settings-writer")
        self.value = file.load()

    def change(self, value: Settings) -> None:
        if value == self.value:
            return
        self.value = value
        if self._apply is not None:
            self._apply(value)
        self.changed.emit()
        future = self._worker.submit(lambda: self._file.save(value))
        when_done(future, self, on_error=lambda error: self.failed.emit(str(error)))

    def account(self, account_id: str) -> Account | None:
        return next((account for account in self.value.accounts if account.id == account_id), None)

    def default_account(self) -> Account | None:
        """The account that calls go out by: the chosen one, else the first enabled."""
        enabled = [account for account in self.value.accounts if account.enabled]
        chosen = [account for account in enabled if account.id == self.value.default_account]
        return next(iter(chosen or enabled), None)

    def default_domain(self) -> str | None:
        """Where numbers are dialled, None without an account."""
        account = self.default_account()
        if account is None:
            return None
        return account.uri.rpartition("@")[2].partition(";")[0] or None

    def put_account(self, account: Account) -> None:
        accounts = [account if known.id == account.id else known for known in self.value.accounts]
        if account not in accounts:
            accounts.append(account)
        default = self.value.default_account or account.id
        self.change(replace(self.value, accounts=tuple(accounts), default_account=default))

    def drop_account(self, account_id: str) -> None:
        accounts = tuple(known for known in self.value.accounts if known.id != account_id)
        default = self.value.default_account
        if default == account_id:
            default = accounts[0].id if accounts else ""
        self.change(replace(self.value, accounts=accounts, default_account=default))

    def block(self, *entries: str) -> None:
        """Callers, numbers or "@domain" that are to be kept away from now on."""
        fresh = tuple(entry for entry in entries if entry and entry not in self.value.blocked)
        self.change(replace(self.value, blocked=(*self.value.blocked, *fresh)))

    def unblock(self, *entries: str) -> None:
        kept = tuple(each for each in self.value.blocked if each not in entries)
        self.change(replace(self.value, blocked=kept))
