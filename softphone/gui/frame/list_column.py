"""The column of the list: dial field on top, the list of the view, the account's line below."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout

from softphone.calls.accounts import Account
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord
from softphone.gui.contacts.contacts_list import ContactsList
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.dial.account_chip import AccountChip
from softphone.gui.dial.field import DialField
from softphone.gui.frame.availability import Availability, DisturbLine
from softphone.gui.frame.calls_list import CallsList
from softphone.gui.frame.diverting_line import DivertingLine
from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.frame.rail import View
from softphone.gui.frame.status_bar import StatusLine
from softphone.gui.frame.voicemail_line import VoicemailLine
from softphone.gui.history.history_list import HistoryList
from softphone.gui.look.components import Space, column
from softphone.gui.messages.messages_list import MessagesList
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.settings_list import SettingsList
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.registration_text import DOTS, state_of, state_text

if TYPE_CHECKING:
    from softphone.gui.directory.finder import Finder

WIDTH = 320


class ListColumn(QFrame):
    """Holds the lists; they are made at first use. `voicemail_requested(account_id)` to hear what waits there."""

    voicemail_requested = Signal(str)

    def __init__(
        self,
        services: Services,
        settings: SettingsModel,
        desk: AccountDesk,
        place_call: Callable[[str, str | None], None],
        recent: Callable[[], tuple[AttemptRecord, ...]],
    ) -> None:
        super().__init__()
        self.setObjectName("list-column")
        self.setProperty("ground", "surface")
        self._services = services
        self._settings = settings
        self._desk = desk
        self.pictures = Pictures(services.contacts, self)
        layout = column(self, spacing=0)
        top = QVBoxLayout()
        top.setContentsMargins(Space.M, Space.M, Space.M, Space.S)
        chip = AccountChip(self._enabled_accounts, services.phone.account_of)
        self.dial = DialField(
            lambda address: place_call(address, chip.chosen),
            services.contacts,
            recent,
            accounts=chip,
            last_dialled=self._last_dialled,
        )
        self.dial.presence_of = services.phone.presence_of
        self.dial.make_finder = lambda: self.finder(self.dial)
        top.addWidget(self.dial)
        layout.addLayout(top)
        self._stack = QStackedWidget()
        layout.addWidget(self._stack, 1)
        self.diverting = DivertingLine()
        layout.addWidget(self.diverting)
        self.voicemail = VoicemailLine(self.voicemail_requested.emit, self)
        layout.addWidget(self.voicemail)
        self.disturb = DisturbLine(settings, self)
        layout.addWidget(self.disturb)
        foot = QHBoxLayout()
        foot.setSpacing(0)
        self.status = StatusLine()
        foot.addWidget(self.status, 1)
        self.availability = Availability(settings)
        foot.addWidget(self.availability)
        layout.addLayout(foot)
        self.calls = CallsList()
        self.calls.list.presence_of = services.phone.presence_of
        self._stack.addWidget(self.calls)
        self._contacts: ContactsList | None = None
        self._history: HistoryList | None = None
        self._messages: MessagesList | None = None
        self._settings_list: SettingsList | None = None
        settings.changed.connect(self.show_status)
        desk.state_changed.connect(lambda _: self.show_status())
        self.show_status()

    def finder(self, parent: QObject) -> "Finder | None":
        """Who asks the directories for one field; None where there are none to ask."""
        if self._services.directories is None:
            return None
        from softphone.gui.directory.finder import Finder  # noqa: PLC0415 -- with the first letter that is typed

        return Finder(self._services.directories, parent)

    def _enabled_accounts(self) -> tuple[Account, ...]:
        return tuple(account for account in self._settings.value.accounts if account.enabled)

    def _last_dialled(self) -> str:
        """Nobody while the history cannot be read."""
        try:
            record = self._services.log.last_dialled()
        except StoreFailedError:
            return ""
        return short_address(record.party_uri) if record is not None else ""

    @property
    def contacts(self) -> ContactsList:
        if self._contacts is None:
            self._contacts = ContactsList(self._services.contacts, self.pictures)
            self._contacts.list.presence_of = self._services.phone.presence_of
            self._stack.addWidget(self._contacts)
        return self._contacts

    @property
    def history(self) -> HistoryList:
        if self._history is None:
            self._history = HistoryList(
                self._services.log,
                self._services.phone,
                self._services.contacts,
                lambda: self._settings.value.accounts,
            )
            self._history.list.presence_of = self._services.phone.presence_of
            self._stack.addWidget(self._history)
        return self._history

    @property
    def messages(self) -> MessagesList:
        if self._messages is None:
            self._messages = MessagesList(self._services.log)
            self._messages.list.presence_of = self._services.phone.presence_of
            self._stack.addWidget(self._messages)
        return self._messages

    @property
    def settings(self) -> SettingsList:
        if self._settings_list is None:
            self._settings_list = SettingsList()
            self._stack.addWidget(self._settings_list)
        return self._settings_list

    def panel(self, view: View) -> ListPanel:
        match view:
            case View.CALLS:
                return self.calls
            case View.CONTACTS:
                return self.contacts
            case View.HISTORY:
                return self.history
            case View.MESSAGES:
                return self.messages
            case View.SETTINGS:
                return self.settings

    def show_view(self, view: View) -> None:
        self._stack.setCurrentWidget(self.panel(view))

    def is_showing(self, view: View) -> bool:
        current = self._stack.currentWidget()
        made = {
            View.CALLS: self.calls,
            View.CONTACTS: self._contacts,
            View.HISTORY: self._history,
            View.MESSAGES: self._messages,
            View.SETTINGS: self._settings_list,
        }
        return made[view] is current

    def watched(self) -> tuple[str, ...]:
        """The addresses of those who are in sight."""
        current = self._stack.currentWidget()
        return current.list.uris_in_sight() if isinstance(current, ListPanel) else ()

    def presence_changed(self) -> None:
        """Paint the dots of those in sight anew."""
        current = self._stack.currentWidget()
        if isinstance(current, ListPanel):
            current.list.viewport().update()

    def set_folded(self, folded: bool) -> None:
        """A column of its own width, or as wide as the window allows."""
        self.setMinimumWidth(240 if folded else WIDTH)
        self.setMaximumWidth(16_777_215 if folded else WIDTH)

    def show_status(self) -> None:
        account = self._settings.default_account()
        if account is None:
            self.status.say("", self.tr("No account: SIP addresses can be called"), "border-strong")
            return
        notice = self._desk.notice(account.id)
        state = f"{state_text(account, notice)} · {account.transport.value.upper()}"
        self.status.say(short_address(account.uri), state, DOTS[state_of(account, notice)])

    def minimumSizeHint(self) -> QSize:
        return QSize(self.minimumWidth(), 200)
