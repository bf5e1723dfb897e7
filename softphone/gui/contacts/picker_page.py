"""Choosing somebody who is in the contacts already."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.people_rows import PeopleRows, Wanted
from softphone.gui.contacts.search_field import SearchField
from softphone.gui.look.components import Space, button, clearable, label
from softphone.gui.look.people_list import Row, RowList


class PickerPage(QWidget):
    """`picked(contact)`, `left()`, `failed(text)`. A click or Enter picks; the arrows go through the list."""

    picked = Signal(object)
    left = Signal()
    failed = Signal(str)

    def __init__(self, book: ContactBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picker-page")
        self._book = book
        self._without: int | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.L, Space.XL, Space.L, Space.L)
        layout.setSpacing(Space.M)
        self._heading = label("", "heading", wrap=True, object_name="picker-heading")
        layout.addWidget(self._heading)
        self.search = SearchField()
        self.search.setObjectName("picker-search")
        self.search.setAccessibleName(self.tr("Search contacts"))
        self.search.setPlaceholderText(self.tr("Search"))
        clearable(self.search)
        self.search.textChanged.connect(self._look)
        self.search.returnPressed.connect(self._pick_current)
        self.search.installEventFilter(self)
        layout.addWidget(self.search)
        self.rows = PeopleRows(book, self)
        self.list = RowList(
            object_name="picker-list", accessible_name=self.tr("Contacts to choose from"), rows=self.rows
        )
        self.list.setProperty("ground", "canvas")
        self.list.clicked.connect(lambda _: self._pick_current())
        self.list.activated_row.connect(self._pick)
        layout.addWidget(self.list, 1)
        self._none = label("", "muted", wrap=True, object_name="picker-none")
        layout.addWidget(self._none)
        self.cancel_button = button(self.tr("Cancel"), "quiet", object_name="picker-cancel")
        self.cancel_button.clicked.connect(self.left)
        layout.addWidget(self.cancel_button, 0, Qt.AlignmentFlag.AlignLeft)

    def ask(self, heading: str, *, without: int | None = None) -> None:
        """Begin anew; whoever has the id `without` cannot be picked."""
        self._heading.setText(heading)
        self._without = without
        self.search.clear()
        self._look()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        text = self.search.text().strip()
        try:
            self.list.keep_place(lambda: self.rows.show(Wanted(text, without=self._without)))
            self.list.scrollToTop()
        except StoreFailedError as error:
            self.failed.emit(self.tr("Contacts could not be searched ({reason}).").format(reason=error))
            return
        found = bool(self.rows.keys)
        if found and text:
            self.list.choose(self.rows.keys[0])
        self.list.setVisible(found)
        self._none.setVisible(not found)
        self._none.setText(self.tr("Nobody is found for “{text}”.").format(text=text))

    def _pick_current(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self._pick(row)

    def _pick(self, row: Row) -> None:
        if not isinstance(row.key, int):
            return
        try:
            contact = self._book.contact(row.key)
        except StoreFailedError as error:
            self.failed.emit(self.tr("The contact could not be read ({reason}).").format(reason=error))
            return
        if contact is not None:
            self.picked.emit(contact)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # One goes on typing while the arrows choose.
        arrows = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in arrows:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
