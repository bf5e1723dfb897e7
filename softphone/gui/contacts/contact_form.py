"""The form for a new or changed contact, in place of its page."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact, ContactDraft
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.contact_rows import AddressRows
from softphone.gui.contacts.groups_field import GroupsField
from softphone.gui.contacts.picture_field import PictureField
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.frame.page import Page, field
from softphone.gui.futures import when_done
from softphone.gui.look.components import button, label, restyle
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.choices import CheckBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.sip.errors import SipParseError

_NAME_LENGTH = 200


class ContactForm(Page):
    """`saved(contact)` when it is in the book, `cancelled(contact id or None)` when the person thought better."""

    saved = Signal(object)
    cancelled = Signal(object)

    def __init__(
        self,
        book: ContactBook,
        settings: SettingsModel,
        parent: QWidget | None = None,
        *,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__("contact-form", parent)
        self._pictures = pictures
        if pictures is not None:
            pictures.changed.connect(self._picture_read)
        self._book = book
        self._settings = settings
        self._id: int | None = None
        self._shown: Contact | None = None
        self._heading = label("", "heading", wrap=True, object_name="contact-form-heading")
        self.body.addWidget(self._heading)
        self.picture = PictureField()
        self.body.addWidget(self.picture)
        self.name = QLineEdit()
        self.name.setMaxLength(_NAME_LENGTH)
        self.name.textChanged.connect(self._clear_name_error)
        self.name.textChanged.connect(self.picture.set_name)
        self.body.addLayout(field(self.tr("Name"), self.name, "contact-name"))
        self._name_error = label("", "error", wrap=True, object_name="contact-name-error")
        self._name_error.hide()
        self.body.addWidget(self._name_error)
        self.organisation = QLineEdit()
        self.organisation.setMaxLength(_NAME_LENGTH)
        self.body.addLayout(field(self.tr("Organisation"), self.organisation, "contact-organisation"))
        self.body.addWidget(
            label(self.tr("Addresses, the one with the star is called first"), "small", wrap=True)
        )
        self.rows = AddressRows()
        self.body.addWidget(self.rows)
        self.add_button = button(
            self.tr("Add an address"), "quiet", object_name="contact-add-address", icon="plus"
        )
        self.add_button.clicked.connect(self.rows.add)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.notes = QPlainTextEdit()
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(84)
        self.body.addLayout(field(self.tr("Notes"), self.notes, "contact-notes"))
        self.groups = GroupsField()
        self.body.addWidget(self.groups)
        self.favourite = CheckBox(self.tr("Favourite: stands on top of the list"), "contact-favourite")
        self.body.addWidget(self.favourite, 0, Qt.AlignmentFlag.AlignLeft)
        self._error = label("", "error", wrap=True, object_name="contact-form-error")
        self._error.hide()
        self.body.addWidget(self._error)
        self.body.addWidget(self._buttons())

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.save_button = button(self.tr("Save"), "primary", object_name="contact-save")
        self.save_button.clicked.connect(self.save)
        row.add(self.save_button)
        self.cancel_button = button(self.tr("Cancel"), "quiet", object_name="contact-cancel")
        self.cancel_button.clicked.connect(lambda: self.cancelled.emit(self._id))
        row.add(self.cancel_button)
        return row

    def edit(self, contact: Contact, *, more: str = "") -> None:
        """Change a contact; `more` is an address that it does not have yet."""
        addresses = tuple((address.uri, address.label) for address in contact.addresses)
        self._shown = contact
        self._show(
            self.tr("Change contact"),
            ContactDraft(
                id=contact.id,
                name=contact.name,
                addresses=(*addresses, (more, "")) if more else addresses,
                organisation=contact.organisation,
                notes=contact.notes,
                favourite=contact.favourite,
                groups=contact.groups,
            ),
        )
        if more:
            self.rows.rows[-1].label.setFocus(Qt.FocusReason.OtherFocusReason)

    def start_new(self, name: str = "", uri: str = "") -> None:
        """An empty form, or one prefilled with whom the history knows."""
        addresses = ((uri, ""),) if uri else ()
        self._shown = None
        self._show(self.tr("New contact"), ContactDraft(id=None, name=name, addresses=addresses))

    def _show(self, heading: str, draft: ContactDraft) -> None:
        self._id = draft.id
        self._heading.setText(heading)
        self.name.setText(draft.name)
        self.organisation.setText(draft.organisation)
        self.notes.setPlainText(draft.notes)
        self.favourite.setChecked(draft.favourite)
        self.rows.show_addresses(draft.addresses)
        self.groups.show_groups(draft.groups or (), self._all_groups())
        pictured = self._shown is not None and self._shown.has_picture
        disc = self._pictures.of(draft.id or 0) if pictured and self._pictures is not None else None
        self.picture.show_picture(draft.name, disc, has_picture=pictured)
        self._error.hide()
        self.save_button.setEnabled(True)
        self._clear_name_error()
        self._order_tabs()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _picture_read(self, contact_id: int) -> None:
        if contact_id == self._id and self.picture.picture is None and self._pictures is not None:
            self.picture.avatar.set_picture(self._pictures.of(contact_id))

    def _all_groups(self) -> tuple[str, ...]:
        try:
            return tuple(name for name, _ in self._book.groups())
        except StoreFailedError:
            return ()  # those of the contact itself are shown all the same

    def _order_tabs(self) -> None:
        chain: list[QWidget] = [self.picture.choose_button, self.picture.remove_button]
        chain += [self.name, self.organisation]
        for row in self.rows.rows:
            chain += [row.address, row.label, row.raise_button, row.remove_button]
        chain += [
            self.add_button,
            self.notes,
            *self.groups.boxes,
            self.groups.name.edit,
            self.groups.name.ok_button,
        ]
        chain += [
            self.groups.name.cancel_button,
            self.groups.new_button,
            self.favourite,
            self.save_button,
            self.cancel_button,
        ]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def save(self) -> None:
        if not self.name.text().strip():
            self._name_error.setText(self.tr("Write a name first."))
            self._name_error.show()
            restyle(self.name, "wrong", "true")
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            addresses = self.rows.values(self._settings.default_domain())
        except SipParseError:
            return  # the line shows it
        if not addresses:
            self._say(self.tr("Write at least one address, or nobody can be called."))
            self.rows.rows[0].address.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        draft = ContactDraft(
            id=self._id,
            name=" ".join(self.name.text().split()),
            addresses=addresses,
            organisation=self.organisation.text().strip(),
            notes=self.notes.toPlainText().strip(),
            favourite=self.favourite.isChecked(),
            groups=self.groups.groups,
            picture=self.picture.picture,
        )
        self.save_button.setEnabled(False)
        when_done(self._book.save(draft), self, self.saved.emit, self._failed)

    def _failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        self._say(
            self.tr(
                "The contact could not be written ({reason}). What you typed is still here; try again."
            ).format(reason=error)
        )

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.show()

    def _clear_name_error(self) -> None:
        self._name_error.hide()
        restyle(self.name, "wrong", "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit(self._id)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)
