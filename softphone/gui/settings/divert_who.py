"""Whose calls a diversion is about: everybody's, those to one account, or one contact's."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.calls.rules import Diversion
from softphone.calls.settings import Settings
from softphone.gui.frame.page import field
from softphone.gui.look.components import column, restyle
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.words.plain_text import short_address

_SEARCH_LIMIT = 20
_ONE_PERSON = "person"
_NAME_LENGTH = 200


class WhoCalls(QWidget):
    """`changed()` when the person chooses. `account_id` and `contact_id` are as in `Diversion`."""

    changed = Signal()

    def __init__(self, book: ContactBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._contact: Contact | None = None
        layout = column(self)
        self.box = ChoiceBox()
        self.box.currentIndexChanged.connect(self._chosen)
        layout.addLayout(field(self.tr("Who calls"), self.box, "divert-who"))
        self._person_place = QWidget()
        place = column(self._person_place)
        self.person = QLineEdit()
        self.person.setMaxLength(_NAME_LENGTH)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.person.setCompleter(completer)
        self.person.textEdited.connect(self._search)
        self.person.textChanged.connect(self._typed)
        place.addLayout(field(self.tr("Name in your contacts"), self.person, "divert-person"))
        self._error = error_line(object_name="divert-person-error")
        place.addWidget(self._error)
        layout.addWidget(self._person_place)

    def show_diversion(self, diversion: Diversion, settings: Settings) -> None:
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem(self.tr("Everybody"), "")
        for account in settings.accounts:
            self.box.addItem(
                self.tr("Whoever calls {account}").format(account=short_address(account.uri)), account.id
            )
        self.box.addItem(self.tr("One person of my contacts"), _ONE_PERSON)
        self._contact = None if diversion.contact_id is None else self._read(diversion.contact_id)
        self.person.setText(self._contact.name if self._contact else "")
        wanted = _ONE_PERSON if diversion.contact_id is not None else diversion.account_id
        self.box.setCurrentIndex(max(0, self.box.findData(wanted)))
        self.box.blockSignals(False)
        self._chosen()

    @property
    def account_id(self) -> str:
        data = str(self.box.currentData() or "")
        return "" if data == _ONE_PERSON else data

    @property
    def contact_id(self) -> int | None:
        return self._contact.id if self.about_person and self._contact else None

    @property
    def contact_name(self) -> str:
        return self._contact.name if self.about_person and self._contact else ""

    @property
    def about_person(self) -> bool:
        return bool(self.box.currentData() == _ONE_PERSON)

    def is_complete(self) -> bool:
        """Whether it is known who is meant; otherwise the line says what is missing."""
        if not self.about_person or self._contact is not None:
            return True
        restyle(self.person, "wrong", "true")
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)
        say_error(self._error, self.tr("Choose somebody from your contacts."))
        return False

    def _read(self, contact_id: int) -> Contact | None:
        try:
            return self._book.contact(contact_id)
        except StoreFailedError:
            return None

    def _found(self, text: str) -> tuple[Contact, ...]:
        try:
            return self._book.search(text, limit=_SEARCH_LIMIT) if text.strip() else ()
        except StoreFailedError:
            return ()

    def _search(self, text: str) -> None:
        self._names.setStringList([contact.name for contact in self._found(text)])

    def _typed(self, text: str) -> None:
        wanted = " ".join(text.split()).casefold()
        if self._contact is None or self._contact.name.casefold() != wanted:
            same = (contact for contact in self._found(text) if contact.name.casefold() == wanted)
            self._contact = next(same, None)
        self._error.hide()
        restyle(self.person, "wrong", "")
        self.changed.emit()

    def _chosen(self) -> None:
        self._person_place.setVisible(self.about_person)
        self.changed.emit()
