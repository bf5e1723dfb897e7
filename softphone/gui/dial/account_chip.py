"""Below the dial field: which account will call, and a menu to take another one this time."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from softphone.calls.accounts import Account
from softphone.gui.look.components import Space, button
from softphone.gui.words.plain_text import short_address


class AccountChip(QWidget):
    """Hidden with fewer than two accounts and while nothing is typed.

    `accounts()` gives those that are in use, `account_of(address)` the id of the one that the rules choose.
    """

    def __init__(
        self,
        accounts: Callable[[], tuple[Account, ...]],
        account_of: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._account_of = account_of
        self._chosen = ""
        self._text = ""
        self._menu: QMenu | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        self.button = button("", "quiet", object_name="dial-account", icon="account")
        self.button.setProperty("compact", "true")
        self.button.clicked.connect(self._open)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        self.hide()

    @property
    def chosen(self) -> str | None:
        """The id of the account that the person took for this call, None to leave it to the rules."""
        return self._chosen or None

    def show_for(self, text: str) -> None:
        """What is typed changed; an empty field forgets the choice."""
        self._text = text.strip()
        if not self._text:
            self._chosen = ""
        self._show()

    def _show(self) -> None:
        accounts = self._accounts() if self._text else ()
        if len(accounts) < 2:
            self.hide()
            return
        number = self._chosen or self._account_of(self._text)
        found = next((each for each in accounts if each.id == number), None)
        if found is None:
            said = self.tr("Without an account")
        else:
            said = self.tr("Calls as {account}").format(account=short_address(found.uri))
        self.button.set_label(said)
        self.button.setAccessibleName(self.tr("{said}. Press to choose another account.").format(said=said))
        self.button.setToolTip(self.button.accessibleName())
        self.show()

    def menu_now(self) -> QMenu:
        """The accounts, the one that will call marked."""
        menu = QMenu(self)
        menu.setObjectName("dial-account-menu")
        number = self._chosen or self._account_of(self._text)
        for account in self._accounts():
            entry = menu.addAction(short_address(account.uri).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(account.id == number)
            entry.triggered.connect(lambda _checked=False, account=account: self._take(account.id))
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = menu
        return menu

    def _open(self) -> None:
        self.menu_now().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _take(self, account_id: str) -> None:
        self._chosen = account_id
        self._show()
