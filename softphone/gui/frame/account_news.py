"""What the window says about accounts: passwords asked for, an account removed, a registrar that has moved."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from softphone.calls.accounts import Account
from softphone.calls.notices import RegistrarMoved
from softphone.calls.reach_events import CertificateRefused, RegistrationState
from softphone.gui.frame.banners import Banners, Manner, QuietPlace
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import short_address

if TYPE_CHECKING:
    from softphone.calls.offer import Option

_MOST_SERVERS = 3


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
        self._declined: set[tuple[object, ...]] = set()
        self._moved: dict[str, RegistrarMoved] = {}
        self._asked_again: set[str] = set()
        accounts.retried.connect(self._asked_again.add)
        accounts.state_changed.connect(self._repeat)
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

    def certificate_refused(self, refused: CertificateRefused, look: Callable[[], None]) -> None:
        """`look` leads to what is wrong with it. A changed certificate is said in a sentence of its own."""
        from softphone.gui.words.certificate_text import refused_sentence  # noqa: PLC0415 -- seldom

        words = (self.tr("Look at it"), look)
        manner = Manner(icon="shield-question")
        key = ("certificate", refused.account_id)
        self._banners.say(key, refused_sentence(refused), words, manner=manner)

    def _say_password_not_kept(self, account_id: str) -> None:
        text = self.tr(
            "No keyring answered: the password is held until the phone is closed and asked for at each "
            "start. It is never written to a file."
        )
        self._banners.say(("not-kept", account_id), text)

    def block(self, uris: Sequence[str]) -> None:
        """Whoever calls from one of `uris` is kept away from now on."""
        before = self._settings.value.blocked
        self._settings.block(*uris)
        added = [uri for uri in uris if uri not in before]
        said = self.tr("{name} is blocked").format(name=short_address(uris[0]))
        self._quiet.say(said, self.tr("Undo"), lambda: self._settings.unblock(*added))

    def removed(self, account: Account) -> None:
        said = self.tr("The account {account} was removed").format(account=short_address(account.uri))
        # Its password is gone from the keyring, so coming back it asks for it.
        self._quiet.say(said, self.tr("Undo"), lambda: self._bring_back(account))

    def _bring_back(self, account: Account) -> None:
        self._settings.put_account(account)
        self._accounts.retry(account.id)

    # A registrar that has moved (RFC 3261 section 21.3): nothing changes without a click

    def registrar_moved(self, notice: RegistrarMoved) -> None:
        from softphone.gui.words.registrar_words import registrar_detail, registrar_sentence  # noqa: PLC0415 -- seldom

        account = self._settings.account(notice.account_id)
        said = _said(notice)
        if account is None or said in self._declined:
            return
        self._moved[account.id] = notice
        key = ("registrar", notice.account_id)
        manner = Manner(icon="moved", detail=registrar_detail(notice))
        text = registrar_sentence(account, notice)
        if not notice.servers:
            self._banners.say(key, text, (self.tr("Close"), lambda: self._declined.add(said)), manner=manner)
            return
        takes = [self._take(notice, option) for option in notice.servers[:_MOST_SERVERS]]
        later = (self.tr("Not now"), lambda: self._declined.add(said))
        self._banners.say(key, text, *takes, later, manner=manner)

    def _repeat(self, account_id: str) -> None:
        """Who tries again after Not now is told again; the core tells the same answer only once."""
        if self._accounts.refused(account_id) is None:
            self._banners.take(("certificate", account_id))
        state, notice = self._accounts.notice(account_id), self._moved.get(account_id)
        if (
            state is None
            or state.state is RegistrationState.REGISTERING
            or account_id not in self._asked_again
        ):
            return
        self._asked_again.discard(account_id)
        if notice is not None and state.status == notice.status:
            self._declined.discard(_said(notice))
            self.registrar_moved(notice)

    def _take(self, notice: RegistrarMoved, option: "Option") -> tuple[str, Callable[[], None]]:
        if len(notice.servers) == 1:
            words = self.tr("Use the new server")
        else:
            words = self.tr("Use {server}").format(server=short_address(option.dial_uri or ""))
        return words, lambda: self._use(notice.account_id, option, notice.status)

    def _use(self, account_id: str, option: "Option", status: int) -> None:
        from softphone.calls.registrar import with_server  # noqa: PLC0415 -- seldom
        from softphone.gui.words.registrar_words import server_text  # noqa: PLC0415

        before = self._settings.account(account_id)
        if before is None:
            return
        after = with_server(before, option, status)
        self._accounts.save(after, None)
        self._moved.pop(account_id, None)
        text = self.tr("{account} now uses {server}")
        self._quiet.say(
            text.format(account=short_address(after.uri), server=server_text(option)),
            self.tr("Undo"),
            lambda: self._put_back(before, after),
        )

    def _put_back(self, before: Account, after: Account) -> None:
        if self._settings.account(after.id) == after:  # neither removed nor changed since
            self._accounts.save(before, None)


def _said(notice: RegistrarMoved) -> tuple[object, ...]:
    """What makes two answers the same."""
    return (notice.account_id, notice.status, tuple(each.uri for each in notice.servers), notice.text)
