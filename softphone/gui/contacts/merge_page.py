"""Contacts that the person says are one, before they are."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact
from softphone.gui.contacts.merge_view import MergeView
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.frame.page import Page
from softphone.gui.look.components import label


class MergePage(Page):
    """`merge_requested(ids, draft)`, `left(contact)` with the first of them when they are to stay as they are."""

    merge_requested = Signal(object, object)
    left = Signal(object)

    def __init__(
        self, book: ContactBook, pictures: Pictures | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__("merge-page", parent)
        self._heading = label("", "heading", wrap=True, object_name="merge-heading")
        self.body.addWidget(self._heading)
        self.view = MergeView(book.picture, self.tr("Cancel"), pictures)
        self.view.merge_requested.connect(self.merge_requested)
        self.view.left.connect(self._leave)
        self.body.addWidget(self.view)

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        self._heading.setText(self.tr("Merge %n contact(s) into one", "", len(contacts)))
        self.view.show_contacts(contacts)
        self.view.merge_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.left.emit(self.view.contacts[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            super().keyPressEvent(event)
