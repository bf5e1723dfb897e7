"""Accounts at work: settings, keyring and engine brought together for the pages."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from softphone.calls.accounts import Account
from softphone.calls.notices import RegistrationNotice
from softphone.calls.password_keys import all_keys, turn_key
from softphone.calls.ports import Passwords, PasswordStatus
from softphone.calls.reach_events import CertificateRefused, RegistrationState
from softphone.calls.settings import Settings
from softphone.gui.futures import Worker, when_done
from softphone.gui.services import Services
from softphone.gui.settings.settings_model import SettingsModel


def _uses_turn(account: Account) -> bool:
    return bool(account.reachability.turn_server and account.reachability.turn_user)


class AccountDesk(QObject):
    """Adds, changes, removes and starts accounts, and knows how each is registered.

    `state_changed(account_id)`, `retried(account_id)` when the person has the registration tried again,
    `password_wanted(account_id)` when a start needs the person to type it, `password_not_kept(account_id)` when no
    keyring took it. The keyring is asked on a worker only. A certificate that was refused is remembered until the
    account is registered.
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
        self._refused: dict[str, CertificateRefused] = {}

    def start(self) -> None:
        """Hand every enabled account to the engine; ask for the passwords that the keyring does not have."""
        for account in self._settings.value.accounts:
            if account.enabled:
                self._connect(account, ask=bool(account.registrar))

    def account(self, account_id: str) -> Account | None:
        """As it is kept."""
        return self._settings.account(account_id)

    def notice(self, account_id: str) -> RegistrationNotice | None:
        return self._notices.get(account_id)

    def on_notice(self, notice: RegistrationNotice) -> None:
        self._notices[notice.account_id] = notice
        if notice.state is RegistrationState.REGISTERED:
            self._refused.pop(notice.account_id, None)
        self.state_changed.emit(notice.account_id)

    def refused(self, account_id: str) -> CertificateRefused | None:
        """The certificate for whose sake the account is not registered."""
        return self._refused.get(account_id)

    def on_refused(self, refused: CertificateRefused) -> None:
        self._refused[refused.account_id] = refused
        self.state_changed.emit(refused.account_id)

    def pin(self, account_id: str, sha256: str) -> None:
        """Trust this one certificate for this one account, "" for none any more, and try anew."""
        account = self._settings.account(account_id)
        if account is not None:
            self._refused.pop(account_id, None)
            self.save(replace(account, pinned_certificate=sha256), None)

    def save(self, account: Account, password: str | None, turn_password: str | None = None) -> None:
        """Keep `account` and connect it. A password that is None stays as it is in the keyring."""
        before = self._settings.account(account.id)
        self._settings.put_account(account)
        if not account.enabled:
            self._services.remove_account(account.id)
            self._forget_state(account.id)
        else:
            self._connect(account, ask=False, password=password, turn_password=turn_password)
        if password is not None:
            self._keep(account.id, account.id, password)
        if turn_password:
            self._keep(account.id, turn_key(account.id), turn_password)
        elif turn_password is not None or (before is not None and _uses_turn(before) > _uses_turn(account)):
            self._forget_password(turn_key(account.id))

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
        self._forget_password(account_id)
        self._forget_password(turn_key(account_id))
        self._refused.pop(account_id, None)
        self._forget_state(account_id)

    def replace_all(self, settings: Settings) -> None:
        """Other settings with other accounts: those of now are signed off, those of then signed on."""
        for account in self._settings.value.accounts:
            self._services.remove_account(account.id)
            self._refused.pop(account.id, None)
            self._forget_state(account.id)
        self._settings.change(settings)
        self.start()

    def with_turn_password(self, account_id: str, then: Callable[[str], None]) -> None:
        """Call `then` with the kept password of the account's TURN server, "" without one."""
        passwords = self._services.passwords
        asked = self._worker.submit(lambda: passwords.get(turn_key(account_id))[0])
        when_done(asked, self, then, lambda _: then(""))

    def with_all_passwords(self, then: Callable[[tuple[str, ...]], None]) -> None:
        """Call `then` with every password that the keyring has of this phone: so that none is written anywhere."""
        passwords = self._services.passwords
        keys = all_keys(self._settings.value)

        def ask() -> tuple[str, ...]:
            found = (passwords.get(key)[0] for key in keys)
            return tuple(sorted({each for each in found if each}))

        when_done(self._worker.submit(ask), self, then, lambda _: then(()))

    def _forget_password(self, key: str) -> None:
        passwords = self._services.passwords
        when_done(self._worker.submit(lambda: passwords.delete(key)), self, on_error=lambda _: None)

    def _forget_state(self, account_id: str) -> None:
        self._notices.pop(account_id, None)
        self.state_changed.emit(account_id)

    def _connect(
        self, account: Account, *, ask: bool, password: str | None = None, turn_password: str | None = None
    ) -> None:
        """Hand `account` over with the passwords given, those of the keyring for those not given."""
        turn = turn_password if turn_password is not None or _uses_turn(account) else ""
        if password is not None and turn is not None:
            self._hand_over(account, password, turn)  # the keyring may take its time: nobody waits for it
            return
        passwords = self._services.passwords

        def got(answer: tuple[str, str]) -> None:
            if not answer[0] and ask:
                self.password_wanted.emit(account.id)
            else:
                self._hand_over(account, *answer)

        def failed(_: BaseException) -> None:
            got((password or "", turn or ""))

        asked = self._worker.submit(lambda: _passwords_of(passwords, account.id, password, turn))
        when_done(asked, self, got, failed)

    def _hand_over(self, account: Account, password: str, turn_password: str) -> None:
        # Between asking the keyring and its answer the account may have been changed or removed.
        if self._settings.account(account.id) != account:
            return
        state = RegistrationState.REGISTERING if account.registrar else RegistrationState.NONE
        self._notices[account.id] = RegistrationNotice(account.id, state, 0, "", b"")
        self.state_changed.emit(account.id)
        self._services.set_account(account, password, turn_password)

    def _keep(self, account_id: str, key: str, password: str) -> None:
        passwords = self._services.passwords

        def kept(status: PasswordStatus) -> None:
            if status is not PasswordStatus.OK:
                self.password_not_kept.emit(account_id)

        when_done(
            self._worker.submit(lambda: passwords.set(key, password)),
            self,
            kept,
            lambda _: self.password_not_kept.emit(account_id),
        )


def _passwords_of(
    passwords: Passwords, account_id: str, password: str | None, turn_password: str | None
) -> tuple[str, str]:
    """Those that are None from the keyring. Blocks."""
    return (
        passwords.get(account_id)[0] if password is None else password,
        passwords.get(turn_key(account_id))[0] if turn_password is None else turn_password,
    )
