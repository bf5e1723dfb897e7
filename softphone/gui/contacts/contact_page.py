"""A contact: who, where, where before, and what to do."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.company_events import PresenceState
from softphone.calls.notices import PresenceNotice
from softphone.calls.people import Contact, FormerAddress
from softphone.gui.contacts.contact_addresses import AddressLine
from softphone.gui.contacts.contact_redirects import ContactRedirects
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.desktop import Desktop
from softphone.gui.frame.page import Page
from softphone.gui.look.components import Avatar, ElidedLabel, Space, button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.name_label import NameLabel
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.words.plain_text import date_text, first_address, short_address


class ContactPage(Page):
    """Shows one contact. Every signal carries what it is about; the window does the rest."""

    call_requested = Signal(str)
    edit_requested = Signal(object)
    delete_requested = Signal(object)
    block_requested = Signal(object)  # addresses
    favourite_toggled = Signal(object)
    history_requested = Signal(object)
    undo_requested = Signal(int)
    merge_requested = Signal(object)
    group_shown = Signal(str)
    message_requested = Signal(str, str)
    conversation_requested = Signal(str)
    divert_requested = Signal(object, object)  # contact, its diversion or None
    failed = Signal(str)

    def __init__(
        self,
        redirects: RedirectDesk,
        parent: QWidget | None = None,
        *,
        desktop: Desktop | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__("contact-page", parent)
        self._redirects = redirects
        self._desktop = desktop or Desktop(self)
        self.contact: Contact | None = None
        self._avatar = Avatar()
        self._pictures = pictures
        if pictures is not None:
            pictures.changed.connect(self._picture_changed)
        self.presence_of: Callable[[str], PresenceState] = lambda _: PresenceState.UNKNOWN

    def show_contact(self, contact: Contact) -> None:
        self.contact = contact
        layout = self.fresh_content()
        layout.addLayout(self._header(contact))
        layout.addWidget(self._actions(contact))
        layout.addWidget(self._more_actions(contact))
        if contact.groups:
            layout.addWidget(self._groups(contact))
        layout.addWidget(label(self.tr("Addresses"), "overline"))
        for number, address in enumerate(contact.addresses, 1):
            line = AddressLine(number, address, self._desktop)
            line.call_requested.connect(self.call_requested)
            line.message_requested.connect(self.message_requested)
            line.failed.connect(self.failed)
            line.dot.show_state(self.presence_of(line.uri))
            layout.addWidget(line)
        if not contact.addresses:
            layout.addWidget(
                label(self.tr("No address yet. Edit the contact to add one."), "muted", wrap=True)
            )
        if contact.former:
            layout.addWidget(label(self.tr("Former addresses"), "overline"))
            for number, former in enumerate(contact.former, 1):
                layout.addWidget(self._former(number, former))
        layout.addWidget(label(self.tr("Redirects"), "overline"))
        redirects = ContactRedirects(contact, self._redirects)
        redirects.divert_requested.connect(lambda diversion: self.divert_requested.emit(contact, diversion))
        layout.addWidget(redirects)
        if contact.notes:
            layout.addWidget(label(self.tr("Notes"), "overline"))
            layout.addWidget(label(contact.notes, wrap=True, object_name="contact-notes-text"))
        self.show_content()

    def _picture_changed(self, contact_id: int) -> None:
        if self.contact is not None and self.contact.id == contact_id and self._pictures is not None:
            self._avatar.set_picture(self._pictures.of(contact_id) if self.contact.has_picture else None)

    def on_presence(self, notice: PresenceNotice) -> None:
        for each in self.findChildren(AddressLine):
            if each.uri == notice.uri:
                each.dot.show_state(notice.state, notice.note)

    def _header(self, contact: Contact) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        self._avatar = Avatar(contact.name, size=64)
        if contact.has_picture and self._pictures is not None:
            self._avatar.set_picture(self._pictures.of(contact.id))
        row.addWidget(self._avatar)
        texts = QVBoxLayout()
        texts.setSpacing(Space.XS)
        texts.addWidget(NameLabel(contact.name, object_name="contact-page-name"))
        if contact.organisation:
            texts.addWidget(ElidedLabel(contact.organisation, "muted"))
        row.addLayout(texts, 1)
        star_text = self.tr("Remove from favourites") if contact.favourite else self.tr("Add to favourites")
        star = button("", "quiet", object_name="contact-star", accessible_name=star_text)
        star.set_icon(
            "star-filled" if contact.favourite else "star", "warning" if contact.favourite else "text-muted"
        )
        star.clicked.connect(lambda: self.favourite_toggled.emit(contact))
        row.addWidget(star, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _actions(self, contact: Contact) -> FoldingRow:
        row = FoldingRow()
        call = button(
            self.tr("Call"),
            "positive",
            object_name="contact-call",
            accessible_name=self.tr("Call {name}").format(name=contact.name),
            icon="phone",
        )
        call.setEnabled(bool(first_address(contact)))
        call.clicked.connect(lambda: self.call_requested.emit(first_address(contact)))
        row.add(call)
        write_to = _written_to(contact)
        if write_to:
            talk = button(
                self.tr("Message"),
                object_name="contact-message",
                accessible_name=self.tr("Messages with {name}").format(name=contact.name),
                icon="message",
            )
            talk.clicked.connect(lambda: self.conversation_requested.emit(write_to))
            row.add(talk)
        edit = button(self.tr("Edit"), object_name="contact-edit", icon="edit")
        edit.clicked.connect(lambda: self.edit_requested.emit(contact))
        row.add(edit)
        return row

    def _more_actions(self, contact: Contact) -> FoldingRow:
        row = FoldingRow(wraps=True)
        calls = button(self.tr("All calls"), "quiet", object_name="contact-history", icon="history")
        calls.setAccessibleName(self.tr("All calls with {name}").format(name=contact.name))
        calls.clicked.connect(lambda: self.history_requested.emit(contact))
        row.add(calls)
        called_by = _caller_uris(contact)
        if called_by:
            block = button(self.tr("Block"), "quiet", object_name="contact-block", icon="close")
            block.setAccessibleName(self.tr("Block {name}").format(name=contact.name))
            block.clicked.connect(lambda: self.block_requested.emit(called_by))
            row.add(block)
        merge = button(self.tr("Merge with…"), "quiet", object_name="contact-merge", icon="conference")
        merge.setAccessibleName(self.tr("Merge {name} with another contact").format(name=contact.name))
        merge.clicked.connect(lambda: self.merge_requested.emit(contact))
        row.add(merge)
        delete = button(self.tr("Delete"), "quiet", object_name="contact-delete", icon="trash")
        delete.clicked.connect(lambda: self.delete_requested.emit(contact))
        row.add(delete)
        return row

    def _groups(self, contact: Contact) -> FoldingRow:
        row = FoldingRow(wraps=True)
        for number, group in enumerate(contact.groups, 1):
            made = button(
                group,
                object_name=f"contact-group-{number}",
                accessible_name=self.tr("Show the group {group}").format(group=group),
                icon="contacts",
            )
            made.setProperty("compact", "true")
            made.clicked.connect(lambda _=False, group=group: self.group_shown.emit(group))
            row.add(made)
        return row

    def _former(self, number: int, former: FormerAddress) -> QFrame:
        frame, row = _row("muted")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        old = ElidedLabel(
            short_address(former.uri),
            "struck",
            mode=Qt.TextElideMode.ElideMiddle,
            object_name=f"contact-former-{number}",
        )
        old.setAccessibleName(self.tr("Former address {address}").format(address=short_address(former.uri)))
        texts.addWidget(old)
        moved = self.tr("moved to {address} on {date} ({status})").format(
            address=short_address(former.moved_to), date=date_text(former.moved_at), status=former.status
        )
        texts.addWidget(label(moved, "small", wrap=True))
        row.addLayout(texts, 1)
        undo = button(
            self.tr("Undo"),
            "quiet",
            object_name=f"contact-undo-{number}",
            accessible_name=self.tr("Undo the move of {address}").format(address=short_address(former.uri)),
            icon="undo",
        )
        undo.clicked.connect(lambda: self.undo_requested.emit(former.move_id))
        row.addWidget(undo)
        return frame


def _row(kind: str = "plain") -> tuple[QFrame, QHBoxLayout]:
    frame = QFrame()
    frame.setProperty("row", kind)
    row = QHBoxLayout(frame)
    row.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
    row.setSpacing(Space.M)
    return frame, row


def _written_to(contact: Contact) -> str:
    """The address that messages to the contact go to first, "" for none."""
    uris = (address.uri for address in contact.addresses)
    return next((uri for uri in uris if uri.lower().startswith(("sip:", "sips:"))), "")


def _caller_uris(contact: Contact) -> tuple[str, ...]:
    """The addresses that a call can come from."""
    uris = (address.uri for address in contact.addresses)
    return tuple(uri for uri in uris if uri.lower().startswith(("sip:", "sips:", "tel:")))
