"""What the window says about accounts: passwords asked for, an account removed, a registrar that has moved."""

from PySide6.QtCore import QObject

from softphone.calls.values import Account
from softphone.gui.frame.banners import Banners, QuietPlace
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import short_address


class AccountNews(QObject):
    """Made anew together with the banners that it fills."""

    def __init__(
        self,
        accounts: AccountDesk,
        settings: SettingsModel,
        banners: Banners,
        quiet: QuietPlace,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._settings = settings
        self._banners = banners
        self._quiet = quiet
        accounts.password_wanted.connect(self.ask_password)
        accounts.password_not_kept.connect(self._say_password_not_kept)

    def ask_password(self, account_id: str) -> None:
        account = self._settings.account(account_id)
        if account is None:
            return
        text = self.tr("The password of {account} is not in the keyring.")
        self._banners.ask_password(
            account_id,
            text.format(account=short_address(account.uri)),
            lambda password: self._accounts.set_password(account_id, password),
        )

    def _say_password_not_kept(self, account_id: str) -> None:
        text = self.tr(
            "No keyring answered: the password is held until the phone is closed and asked for at each "
            "start. It is never written to a file."
        )
        self._banners.say(("not-kept", account_id), text)

    def removed(self, account: Account) -> None:
        said = self.tr("The account {account} was removed").format(account=short_address(account.uri))
        # Its password is gone from the keyring, so coming back it asks for it.
        self._quiet.say(said, self.tr("Undo"), lambda: self._bring_back(account))

    def _bring_back(self, account: Account) -> None:
        self._settings.put_account(account)
        self._accounts.retry(account.id)
