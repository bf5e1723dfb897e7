"""The page of one conversation: who it is with, its messages, and where the next one is written."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from softphone.calls.notices import PresenceNotice, TypingNotice
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord
from softphone.calls.views import CallView
from softphone.gui.dial.field import DialField
from softphone.gui.futures import when_done
from softphone.gui.look.components import ElidedLabel, Space, column, label
from softphone.gui.messages.conversation_head import ConversationHead
from softphone.gui.messages.thread import ThreadView
from softphone.gui.messages.writing import Writing
from softphone.gui.services import Services
from softphone.gui.words.address_reasons import address_error_text
from softphone.sip.errors import SipParseError
from softphone.sip.party import party_key

PAGE_SIZE = 100
_MOST_DRAFTS = 50


class ConversationPage(QWidget):
    """`changed()` when something was read, sent or removed; `choose_requested(attempt)` for a redirected message;
    `closed()` when there is nothing to show any more; `failed(text)`. `drafts` holds what was begun, by party."""

    changed = Signal()
    choose_requested = Signal(int)
    closed = Signal()
    failed = Signal(str)

    def __init__(
        self,
        services: Services,
        recent: Callable[[], tuple[AttemptRecord, ...]],
        most_bytes: Callable[[str], int],
        drafts: dict[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conversation-page")
        self._phone, self._log, self._book = services.phone, services.log, services.contacts
        self._most_bytes = most_bytes
        self.uri = ""
        self._contact: Contact | None = None
        self._keys: frozenset[str] = frozenset()
        self._records: tuple[AttemptRecord, ...] = ()
        self._has_older = False
        self._drafts = drafts
        layout = column(self, spacing=0)
        self.head = ConversationHead()
        self.head.removed.connect(self._remove_all)
        self.head.address_chosen.connect(self._write_to)
        layout.addWidget(self.head)
        self.to = self._to_field(recent)
        layout.addWidget(self.to)
        self.thread_view = ThreadView()
        self.thread_view.retry.connect(self._retry)
        self.thread_view.choose.connect(self._choose)
        self.thread_view.link_opened.connect(self._open_link)
        self.thread_view.remove.connect(self._remove)
        self.thread_view.older_wanted.connect(self._read_on)
        layout.addWidget(self.thread_view, 1)
        self._below_to = QWidget()
        layout.addWidget(self._below_to, 1)
        self.foot = self._foot()
        layout.addWidget(self.foot)

    def _to_field(self, recent: Callable[[], tuple[AttemptRecord, ...]]) -> QWidget:
        made = QWidget()
        inner = column(made, margin=Space.L, spacing=Space.S)
        inner.addWidget(label(self.tr("Write to"), "strong", wrap=True))
        self.to_field = DialField(self._open_new, self._book, recent, made)
        self.to_field.setObjectName("message-to-field")
        self.to_field.edit.setObjectName("message-to")
        self.to_field.edit.setAccessibleName(self.tr("Name, number or SIP address to write to"))
        take = self.to_field.call_button
        take.setObjectName("message-to-take")
        take.set_icon("arrow-right")
        take.setAccessibleName(self.tr("Write to this address"))
        inner.addWidget(self.to_field)
        made.hide()
        return made

    def _foot(self) -> QWidget:
        made = QWidget()
        foot = QVBoxLayout(made)
        foot.setContentsMargins(Space.L, Space.XS, Space.L, Space.L)
        foot.setSpacing(Space.XS)
        self.typing = ElidedLabel("", "small", object_name="conversation-typing")
        self.typing.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        foot.addWidget(self.typing)
        self.writing = Writing()
        self.writing.sent.connect(self._send)
        self.writing.typed.connect(self._typed)
        foot.addWidget(self.writing)
        return made

    # What is shown

    def start_new(self) -> None:
        """Ask whom to write to."""
        self.keep_draft()
        self.uri, self._contact, self._keys, self._records = "", None, frozenset(), ()
        self._show_parts(known=False)
        self.to_field.set_text("")
        self.to_field.focus()

    def show_conversation(self, uri: str, record_id: int | None = None) -> None:
        """Show the messages with `uri`, and one of them chosen; the composer keeps what was begun for each."""
        contact = self._who(uri)
        uri = _reachable(uri, contact)
        if not self.is_about(uri) or uri != self.uri:
            self.keep_draft()
            self.uri = uri
            self._contact = contact
            addresses = self._contact.addresses if self._contact is not None else ()
            self._keys = frozenset({party_key(uri), *(party_key(each.uri) for each in addresses)})
            self.head.show_party(uri, self._name_in_log(uri), self._contact)
            self.writing.set_text(self._drafts.get(party_key(uri), ""))
            self.say_typing(False)
            self._records = ()
        self._show_parts(known=True)
        self.writing.set_whom(self.head.name)
        self.writing.set_most(self._most_bytes(self.uri))
        self.show_presence()
        self.reload()
        while (
            record_id is not None and self._has_older and all(each.id != record_id for each in self._records)
        ):
            self._read_on()
        if record_id is not None:
            self.thread_view.scroll_to(record_id)

    def is_about(self, uri: str) -> bool:
        return bool(self.uri) and party_key(uri) in self._keys

    def reload(self) -> None:
        """Read the messages again, as many as are shown, and mark them read when they are seen."""
        if not self.uri:
            return
        try:
            records = self._log.conversation(self.uri, limit=max(PAGE_SIZE, len(self._records)))
        except StoreFailedError as error:
            self.failed.emit(self.tr("The messages could not be read ({reason}).").format(reason=error))
            return
        self._has_older = len(records) >= PAGE_SIZE
        self._records = records
        self._show_records()
        self.mark_seen()

    def mark_seen(self) -> None:
        """What stands on the screen of an active window is read."""
        seen = self.isVisible() and self.window().isActiveWindow()
        if seen and any(record.unread for record in self._records):
            when_done(self._log.mark_read(self.uri), self, lambda _: self.changed.emit(), lambda _: None)

    def show_presence(self) -> None:
        self.head.show_presence(self._phone.presence_of(self._watched()) if self.uri else self.head.dot.state)

    def on_presence(self, notice: PresenceNotice) -> None:
        if self.uri and party_key(notice.uri) in self._keys:
            self.head.show_presence(notice.state, notice.note)

    def on_typing(self, notice: TypingNotice) -> None:
        if self.is_about(notice.party_uri):
            self.say_typing(notice.typing)

    def say_typing(self, typing: bool) -> None:
        self.typing.set_text(self.tr("{name} is writing…").format(name=self.head.name) if typing else "")

    def take_focus(self) -> None:
        if self.uri:
            self.writing.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.to_field.focus()

    def watched(self) -> tuple[str, ...]:
        """Whose presence the page shows."""
        return (self._watched(),) if self.uri else ()

    # What is done

    def _show_parts(self, *, known: bool) -> None:
        self.to.setVisible(not known)
        self.head.setVisible(known)
        self.thread_view.setVisible(known)
        self._below_to.setVisible(not known)
        self.foot.setVisible(known)
        if not known:
            self.thread_view.show_messages((), lambda _: None)
            self.writing.set_text("")
            self.say_typing(False)

    def _open_new(self, address: str) -> None:
        """Raises SipParseError, which the field shows."""
        self.show_conversation(self._phone.dialled_uri(address))
        self.take_focus()

    def _send(self, text: str) -> None:
        self.send_text(text)

    def send_text(self, text: str) -> None:
        """Send a message to whom the page is about."""
        try:
            self._phone.send_message(self.uri, text)
        except SipParseError as error:
            self.writing.set_text(text)
            self.writing.say(address_error_text(error, self.uri))
            return
        self._drafts.pop(party_key(self.uri), None)
        self.changed.emit()

    def _typed(self, has_text: bool) -> None:
        if self.uri:
            self._phone.send_typing(self.uri, has_text)

    def _retry(self, record: AttemptRecord) -> None:
        """Once more, in the place of the one that failed."""
        if record.message is None:
            return
        try:
            self._phone.send_message(record.party_uri, record.message)
        except SipParseError as error:
            self.writing.say(address_error_text(error, record.party_uri))
            return
        self._remove(record)

    def _remove(self, record: AttemptRecord) -> None:
        when_done(self._log.remove(record.id), self, lambda _: self._was_removed(), self._not_removed)

    def _remove_all(self) -> None:
        self._drafts.pop(party_key(self.uri), None)
        when_done(self._log.remove_conversation(self.uri), self, lambda _: self._is_gone(), self._not_removed)

    def _was_removed(self) -> None:
        self.reload()
        self.changed.emit()

    def _is_gone(self) -> None:
        self.uri, self._keys, self._records = "", frozenset(), ()
        self.changed.emit()
        self.closed.emit()

    def _not_removed(self, error: BaseException) -> None:
        text = self.tr("The messages could not be removed ({reason}).")
        self.failed.emit(text.format(reason=error))

    def _choose(self, record: AttemptRecord) -> None:
        view = self._view_of(record)
        if view is not None:
            self.choose_requested.emit(view.attempt)

    def _open_link(self, url: str) -> None:
        if url.lower().startswith(("http://", "https://")):
            QDesktopServices.openUrl(QUrl(url))

    def _read_on(self) -> None:
        if not self._has_older or not self._records:
            return
        try:
            older = self._log.conversation(self.uri, limit=PAGE_SIZE, before_id=self._records[-1].id)
        except StoreFailedError:
            older = ()
        self._has_older = len(older) >= PAGE_SIZE
        if older:
            self._records += older
            self._show_records()

    def _show_records(self) -> None:
        self.thread_view.show_messages(self._records, self._view_of)

    def _view_of(self, record: AttemptRecord) -> CallView | None:
        """The attempt of this run that `record` is the line of."""
        for view in reversed(self._phone.views()):
            if view.message is not None and view.started_at == record.started_at:
                return view
        return None

    def _write_to(self, uri: str) -> None:
        self.show_conversation(uri)

    def keep_draft(self) -> None:
        """What was begun is there again when the person comes back to this conversation, in this run."""
        if not self.uri:
            return
        self._drafts.pop(party_key(self.uri), None)
        if self.writing.written().strip():
            self._drafts[party_key(self.uri)] = self.writing.written()
            self._phone.send_typing(self.uri, False)
        while len(self._drafts) > _MOST_DRAFTS:
            self._drafts.pop(next(iter(self._drafts)))

    def _who(self, uri: str) -> Contact | None:
        try:
            found = self._book.find_caller(uri)
            key = party_key(uri)
            return self._book.find_by_uri(key) if found is None and key.startswith("tel:") else found
        except StoreFailedError:
            return None

    def _name_in_log(self, uri: str) -> str:
        try:
            newest = self._log.conversation(uri, limit=1)
        except StoreFailedError:
            return ""
        return newest[0].party_name if newest else ""

    def _watched(self) -> str:
        """The address that the contact has, which is what presence is told of; else the party's own."""
        return _reachable(self.uri, self._contact)


def _reachable(uri: str, contact: Contact | None) -> str:
    """`uri`, or as the contact has it: a From header has neither the port nor the transport of an address."""
    for each in contact.addresses if contact is not None else ():
        if party_key(each.uri) == party_key(uri):
            return each.uri
    return uri
