"""Accounts at work: settings, keyring and engine brought together for the pages."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from softphone.calls.engine_events import RegistrationState
from softphone.calls.notices import RegistrationNotice
from softphone.calls.ports import PasswordStatus
from softphone.calls.values import Account
from softphone.gui.futures import Worker, when_done
from softphone.gui.services import Services
from softphone.gui.settings.settings_model import SettingsModel


class AccountDesk(QObject):
    """Adds, changes, removes and starts accounts, and knows how each is registered.

    `state_changed(account_id)`, `retried(account_id)` when the person has the registration tried again,
    `password_wanted(account_id)` when a start needs the person to type it, `password_not_kept(account_id)` when no
    keyring took it. The keyring is asked on a worker only.
    """

    state_changed = Signal(str)
    retried = Signal(str)
    password_wanted = Signal(str)
    password_not_kept = Signal(str)

    def __init__(self, services: Services, settings: SettingsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        self._worker = Worker("keyring")
        self._notices: dict[str, RegistrationNotice] = {}

    def start(self) -> None:
        """Hand every enabled account to the engine; ask for the passwords that the keyring does not have."""
        for account in self._settings.value.accounts:
            if account.enabled:
                self._connect(account, ask=bool(account.registrar))

    def notice(self, account_id: str) -> RegistrationNotice | None:
        return self._notices.get(account_id)

    def on_notice(self, notice: RegistrationNotice) -> None:
        self._notices[notice.account_id] = notice
        self.state_changed.emit(notice.account_id)

    def save(self, account: Account, password: str | None) -> None:
        """Keep `account` and connect it. `password` None leaves the one in the keyring as it is."""
        self._settings.put_account(account)
        if not account.enabled:
            self._services.remove_account(account.id)
            self._forget_state(account.id)
        elif password is None:
            self._connect(account, ask=False)
        else:
            self._hand_over(account, password)
        if password is not None:
            self._keep(account.id, password)

    def set_password(self, account_id: str, password: str) -> None:
        account = self._settings.account(account_id)
        if account is not None:
            self.save(account, password)

    def retry(self, account_id: str) -> None:
        account = self._settings.account(account_id)
        if account is not None:
            self.retried.emit(account_id)
            self._connect(account, ask=bool(account.registrar))

    def set_enabled(self, account_id: str, enabled: bool) -> None:
        account = self._settings.account(account_id)
        if account is not None and account.enabled != enabled:
            self.save(replace(account, enabled=enabled), None)

    def remove(self, account_id: str) -> None:
        self._settings.drop_account(account_id)
        self._services.remove_account(account_id)
        passwords = self._services.passwords
        when_done(self._worker.submit(lambda: passwords.delete(account_id)), self, on_error=lambda _: None)
        self._forget_state(account_id)

    def _forget_state(self, account_id: str) -> None:
        self._notices.pop(account_id, None)
        self.state_changed.emit(account_id)

    def _connect(self, account: Account, *, ask: bool) -> None:
        passwords = self._services.passwords

        def got(answer: tuple[str, PasswordStatus]) -> None:
            password, _ = answer
            if not password and ask:
                self.password_wanted.emit(account.id)
            else:
                self._hand_over(account, password)

        def failed(_: BaseException) -> None:
            got(("", PasswordStatus.NO_KEYRING))

        when_done(self._worker.submit(lambda: passwords.get(account.id)), self, got, failed)

    def _hand_over(self, account: Account, password: str) -> None:
        # Between asking the keyring and its answer the account may have been changed or removed.
        if self._settings.account(account.id) != account:
            return
        state = RegistrationState.REGISTERING if account.registrar else RegistrationState.NONE
        self._notices[account.id] = RegistrationNotice(account.id, state, 0, "", b"")
        self.state_changed.emit(account.id)
        self._services.set_account(account, password)

    def _keep(self, account_id: str, password: str) -> None:
        passwords = self._services.passwords

        def kept(status: PasswordStatus) -> None:
            if status is not PasswordStatus.OK:
                self.password_not_kept.emit(account_id)

        when_done(
            self._worker.submit(lambda: passwords.set(account_id, password)),
            self,
            kept,
            lambda _: self.password_not_kept.emit(account_id),
        )
