"""The list of conversations, and what a search finds in all messages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.call_log import CallLog
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord, Conversation, Direction
from softphone.gui.contacts.contacts_list import SearchField
from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.look.components import button, clearable
from softphone.gui.look.people_list import Row, RowKind
from softphone.gui.words.history_text import party_text
from softphone.gui.words.plain_text import short_address, when_text
from softphone.sip.party import party_key
from softphone.sip.text import safe_text

_SHOWN = 120
_FOUND = 100


class MessagesList(ListPanel):
    """`chosen(uri, record id or None)`, `new_requested()`, `call_requested(uri)`, `remove_requested(conversation)`,
    `failed(text)`."""

    chosen = Signal(str, object)
    new_requested = Signal()
    call_requested = Signal(str)
    remove_requested = Signal(object)
    failed = Signal(str)

    def __init__(self, log: CallLog, parent: QWidget | None = None) -> None:
        super().__init__("messages", "", parent)
        self.heading.set_text(self.tr("Messages"))
        self.list.setAccessibleName(self.tr("Messages"))
        self._log = log
        self.conversations: tuple[Conversation, ...] = ()
        self.new_button = button(
            "", "quiet", object_name="messages-new", accessible_name=self.tr("New message"), icon="plus"
        )
        self.new_button.setToolTip(self.tr("New message"))
        self.new_button.clicked.connect(self.new_requested)
        self.head.addWidget(self.new_button)
        self.search = SearchField()
        self.search.setObjectName("messages-search")
        self.search.setAccessibleName(self.tr("Search messages"))
        self.search.setPlaceholderText(self.tr("Search"))
        clearable(self.search)
        self.search.textChanged.connect(self._search)
        self.tools.addWidget(self.search)
        self.list.opened.connect(self._open)
        self.list.activated_row.connect(self._open)
        self.list.removed.connect(self._remove)

    def reload(self) -> None:
        """Read again; the search stays. Raises StoreFailedError."""
        wanted = self.search.text().strip()
        if wanted:
            found = self._log.search_messages(wanted, limit=_FOUND)
            self.set_rows(self._found_row(record) for record in found)
            if not found:
                self.empty.say(self.tr("No message has “{text}” in it.").format(text=wanted))
        else:
            self.conversations = self._log.conversations()
            self.set_rows(self._row(each) for each in self.conversations)
            if not self.conversations:
                self.empty.say(
                    self.tr("No messages yet. What you write to people, and they to you, is kept here."),
                    self.tr("Write a message"),
                    self.new_requested.emit,
                )
        self.search.setVisible(bool(wanted) or bool(self.conversations))

    def choose(self, uri: str) -> None:
        """Mark the conversation with `uri` as the chosen one."""
        for each in self.conversations:
            if party_key(each.party_uri) == party_key(uri):
                self.list.choose(_key(each))

    def _row(self, each: Conversation) -> Row:
        said = safe_text(each.text, _SHOWN)
        if not each.incoming:
            said = self.tr("You: {text}").format(text=said)
        right = when_text(each.at)
        if each.unread:
            right = f"{right}  ● {each.unread if each.unread < 100 else '99+'}"
        return Row(
            key=_key(each),
            title=each.party_name or short_address(each.party_uri),
            subtitle=said,
            right=right,
            icon="message" if each.unread else "",
            icon_color="accent-text" if each.unread else "",
            value=each,
            uri=each.party_uri,
        )

    def _found_row(self, record: AttemptRecord) -> Row:
        said = safe_text(record.message or "", _SHOWN)
        if record.direction is Direction.OUTGOING:
            said = self.tr("You: {text}").format(text=said)
        return Row(
            key=("message", record.id),
            title=party_text(record),
            subtitle=said,
            right=when_text(record.started_at),
            value=record,
        )

    def _search(self) -> None:
        try:
            self.reload()
        except StoreFailedError as error:
            self.failed.emit(self.tr("Messages could not be searched ({reason}).").format(reason=error))

    def _open(self, row: Row) -> None:
        if row.kind is RowKind.SECTION:
            return
        if isinstance(row.value, Conversation):
            self.chosen.emit(row.value.party_uri, None)
        elif isinstance(row.value, AttemptRecord):
            self.chosen.emit(row.value.party_uri, row.value.id)

    def _remove(self, row: Row) -> None:
        if isinstance(row.value, Conversation):
            self.remove_requested.emit(row.value)


def _key(each: Conversation) -> tuple[str, object]:
    """The same for a person whatever address they wrote from last."""
    return ("talk", each.contact_id if each.contact_id is not None else party_key(each.party_uri))
