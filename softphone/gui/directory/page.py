"""Somebody of a directory, whole: every address, and a button that makes a contact of it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.cards import Card
from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact, ContactAddress, ContactDraft
from softphone.gui.contacts.contact_addresses import AddressLine
from softphone.gui.desktop import Desktop
from softphone.gui.frame.page import Page
from softphone.gui.futures import when_done
from softphone.gui.look.avatar import Avatar
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.name_label import NameLabel
from softphone.gui.words.breakable import breakable_words


class DirectoryPage(Page):
    """`saved(contact)`, `call_requested(uri)`, `message_requested(uri, text)`, `failed(text)`."""

    saved = Signal(object)
    call_requested = Signal(str)
    message_requested = Signal(str, str)
    failed = Signal(str)

    def __init__(self, book: ContactBook, parent: QWidget | None = None) -> None:
        super().__init__("directory-page", parent)
        self._book = book
        self._desktop = Desktop(self)
        self.card: Card | None = None

    def show_card(self, card: Card) -> None:
        self.card = card
        layout = self.fresh_content()
        head = QHBoxLayout()
        head.setSpacing(Space.L)
        head.addWidget(Avatar(card.name), 0, Qt.AlignmentFlag.AlignTop)
        texts = QVBoxLayout()
        texts.addWidget(NameLabel(card.name, object_name="directory-name"))
        if card.organisation:
            texts.addWidget(label(breakable_words(card.organisation), "muted", wrap=True))
        texts.addWidget(label(self.tr("From the directory"), "small", wrap=True))
        head.addLayout(texts, 1)
        layout.addLayout(head)
        for number, (uri, text) in enumerate(card.addresses):
            line = AddressLine(number, ContactAddress(0, uri, text), self._desktop)
            line.call_requested.connect(self.call_requested)
            line.message_requested.connect(self.message_requested)
            line.failed.connect(self.failed)
            layout.addWidget(line)
        self.save_button = button(
            self.tr("Save to contacts"), "primary", object_name="directory-save", icon="plus"
        )
        self.save_button.clicked.connect(self._save)
        layout.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_content()

    def _save(self) -> None:
        card = self.card
        if card is None:
            return
        self.save_button.setEnabled(False)

        def saved(contact: Contact) -> None:
            self.saved.emit(contact)

        def failed(error: BaseException) -> None:
            self.save_button.setEnabled(True)
            self.failed.emit(self.tr("The contact could not be saved ({reason}).").format(reason=error))

        draft = ContactDraft(None, card.name, card.addresses, organisation=card.organisation)
        when_done(self._book.save(draft), self, saved, failed)
