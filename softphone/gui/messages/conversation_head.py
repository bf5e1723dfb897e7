"""The head of a conversation: who it is with, how things are with them, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.addressing import can_be_called
from softphone.calls.company_events import PresenceState
from softphone.calls.people import Contact
from softphone.gui.look.components import Avatar, ElidedLabel, Space, button, column, label, line
from softphone.gui.look.presence_dot import PresenceDot
from softphone.gui.words.plain_text import short_address
from softphone.sip.party import party_key


class ConversationHead(QWidget):
    """`call_requested(uri)`, `add_requested(name, uri)`, `contact_requested(contact)`, `removed()` once it is sure,
    `address_chosen(uri)`."""

    call_requested = Signal(str)
    add_requested = Signal(str, str)
    contact_requested = Signal(object)
    removed = Signal()
    address_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.uri = ""
        self.name = ""
        self._contact: Contact | None = None
        outer = column(self, spacing=0)
        row = QHBoxLayout()
        row.setContentsMargins(Space.L, Space.M, Space.M, Space.S)
        row.setSpacing(Space.M)
        self._avatar = Avatar("", size=40)
        row.addWidget(self._avatar)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        self._name = ElidedLabel("", "title", object_name="conversation-name")
        texts.addWidget(self._name)
        below = QHBoxLayout()
        below.setSpacing(Space.XS)
        self.dot = PresenceDot()
        below.addWidget(self.dot)
        self._address = ElidedLabel("", "small", object_name="conversation-address")
        below.addWidget(self._address, 1)
        texts.addLayout(below)
        self.addresses = QComboBox()
        self.addresses.setObjectName("conversation-addresses")
        self.addresses.setAccessibleName(self.tr("Address to write to"))
        self.addresses.activated.connect(self._address_chosen)
        texts.addWidget(self.addresses)
        row.addLayout(texts, 1)
        self._add_buttons(row)
        outer.addLayout(row)
        outer.addWidget(self._confirmation())
        outer.addWidget(line())

    def _add_buttons(self, row: QHBoxLayout) -> None:
        self.call = button(
            "", "quiet", object_name="conversation-call", accessible_name=self.tr("Call"), icon="phone"
        )
        self.call.setToolTip(self.tr("Call"))
        self.call.clicked.connect(lambda: self.call_requested.emit(self.uri))
        row.addWidget(self.call)
        self.person = button(
            "", "quiet", object_name="conversation-contact", accessible_name=self.tr("Contact")
        )
        self.person.clicked.connect(self._open_contact)
        row.addWidget(self.person)
        self.remove = button(
            "",
            "quiet",
            object_name="conversation-remove",
            accessible_name=self.tr("Delete this conversation"),
            icon="trash",
        )
        self.remove.setToolTip(self.tr("Delete this conversation"))
        self.remove.clicked.connect(self.ask)
        row.addWidget(self.remove)

    def _confirmation(self) -> QWidget:
        self.confirm = QWidget()
        self.confirm.setObjectName("conversation-confirm")
        row = QHBoxLayout(self.confirm)
        row.setContentsMargins(Space.L, 0, Space.M, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(label(self.tr("Delete all messages of this conversation?"), wrap=True), 1)
        yes = button(self.tr("Delete"), "danger", object_name="conversation-confirm-yes")
        yes.clicked.connect(self.confirm.hide)
        yes.clicked.connect(self.removed)
        row.addWidget(yes)
        self._keep = button(self.tr("Keep"), "secondary", object_name="conversation-confirm-no")
        self._keep.clicked.connect(self.confirm.hide)
        row.addWidget(self._keep)
        self.confirm.hide()
        return self.confirm

    def ask(self) -> None:
        self.confirm.show()
        self._keep.setFocus()

    def show_party(self, uri: str, name: str, contact: Contact | None) -> None:
        self.uri, self._contact = uri, contact
        self.name = contact.name if contact is not None else name or short_address(uri)
        self._avatar.set_name(self.name)
        self._name.set_text(self.name)
        self._address.set_text(short_address(uri))
        known = contact is not None
        self.person.set_icon("person" if known else "plus", "text-muted")
        told = self.tr("Contact") if known else self.tr("Add contact")
        self.person.setAccessibleName(told)
        self.person.setToolTip(told)
        self.confirm.hide()
        self._show_addresses()

    def show_presence(self, state: PresenceState, note: str = "") -> None:
        self.dot.show_state(state, note)
        words = [self.dot.words(), short_address(self.uri)]
        self._address.set_text(" · ".join(word for word in words if word))

    def _show_addresses(self) -> None:
        """A choice, where the contact has several."""
        known = self._contact.addresses if self._contact is not None else ()
        uris = [each.uri for each in known if can_be_called(each.uri) and not each.uri.startswith("tel:")]
        if party_key(self.uri) not in {party_key(uri) for uri in uris}:
            uris.insert(0, self.uri)
        self.addresses.clear()
        for uri in uris:
            self.addresses.addItem(short_address(uri), uri)
            if party_key(uri) == party_key(self.uri):
                self.addresses.setCurrentIndex(self.addresses.count() - 1)
        self.addresses.setVisible(len(uris) > 1)

    def _address_chosen(self, number: int) -> None:
        uri = self.addresses.itemData(number)
        if isinstance(uri, str):
            self.uri = uri
            self.address_chosen.emit(uri)

    def _open_contact(self) -> None:
        if self._contact is not None:
            self.contact_requested.emit(self._contact)
        else:
            self.add_requested.emit("" if self.name == short_address(self.uri) else self.name, self.uri)
