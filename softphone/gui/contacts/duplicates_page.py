"""Who may be in the contacts more than once, and what is made of it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact, Duplicates, Likeness
from softphone.gui.contacts.merge_view import MOST_MERGED, MergeView, shared_addresses
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.contacts.several_desk import SeveralDesk
from softphone.gui.frame.page import Page
from softphone.gui.futures import when_done
from softphone.gui.look.components import button, label, line
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row, RowList
from softphone.gui.words.plain_text import short_address

MOST_FOUND = 500
_ROWS_SHOWN = 5


def is_sure(found: Duplicates) -> bool:
    """Whether it needs no look: they share an address and are called the same."""
    names = {tuple(sorted(each.name.casefold().split())) for each in found.contacts}
    return found.likeness is Likeness.SAME_ADDRESS and len(names) == 1


class DuplicatesPage(Page):
    """Looks when it is shown, and again after an undo. Merging is the desk's."""

    looked = Signal()

    def __init__(
        self,
        book: ContactBook,
        desk: SeveralDesk,
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("duplicates-page", parent)
        self._book = book
        self._desk = desk
        self._found: list[Duplicates] = []
        self._asked = 0
        self.body.addWidget(label(self.tr("Duplicates"), "heading", wrap=True))
        self.said = label("", "muted", wrap=True, object_name="duplicates-said")
        self.body.addWidget(self.said)
        self._commands = FoldingRow()
        self.sure_button = button("", "primary", object_name="duplicates-sure", icon="check")
        self.sure_button.clicked.connect(self._merge_sure)
        self._commands.add(self.sure_button)
        self.again_button = button(self.tr("Look again"), "quiet", object_name="duplicates-again")
        self.again_button.clicked.connect(self.look)
        self._commands.add(self.again_button)
        self.body.addWidget(self._commands)
        self.list = RowList(
            object_name="duplicates-list", accessible_name=self.tr("Who may be there more than once")
        )
        self.list.setProperty("ground", "canvas")
        self.list.opened.connect(lambda _: self._compare())
        self.list.removed.connect(lambda _: self._not_the_same())
        self.body.addWidget(self.list)
        self._rule = line()
        self.body.addWidget(self._rule)
        self.view = MergeView(book.picture, self.tr("Not the same person"), pictures)
        self.view.merge_requested.connect(desk.merge)
        self.view.left.connect(self._not_the_same)
        self.body.addWidget(self.view)
        desk.merged.connect(self._merged)
        desk.merge_failed.connect(self.view.merge_failed)
        desk.people_changed.connect(self._people_changed)
        self._show()

    @property
    def found(self) -> tuple[Duplicates, ...]:
        return tuple(self._found)

    def look(self) -> None:
        """Look for duplicates on a thread of the store's; what was found before stays until then."""
        self._asked += 1
        asked = self._asked
        self.again_button.setEnabled(False)
        self._say(self.tr("Looking who is there more than once…"))

        def have(found: tuple[Duplicates, ...]) -> None:
            if asked == self._asked:  # a later look will tell
                self._found = [replace(each, contacts=each.contacts[:MOST_MERGED]) for each in found]
                self.again_button.setEnabled(True)
                self._say_found()
                self._show()
                self._take_focus()
                self.looked.emit()

        def failed(error: BaseException) -> None:
            self.again_button.setEnabled(True)
            self._say(self.tr("The contacts could not be looked through ({reason}).").format(reason=error))

        when_done(self._book.find_duplicates(MOST_FOUND), self, have, failed)

    def _take_focus(self) -> None:
        """Keys are for what was found, unless somebody types elsewhere meanwhile."""
        at_work = isinstance(QApplication.focusWidget(), QLineEdit | QTextEdit)
        if self.isVisible() and not at_work:
            (self.list if self._found else self.again_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_found(self) -> None:
        if self._found:
            self._say(self.tr("%n person(s) may be there more than once.", "", len(self._found)))
        else:
            self._say(self.tr("Nobody is there more than once."))

    def _say(self, text: str) -> None:
        self.said.setText(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, text))

    def _show(self) -> None:
        sure = [each for each in self._found if is_sure(each)]
        self.sure_button.setVisible(bool(sure))
        self.sure_button.set_label(self.tr("Merge the %n sure one(s)", "", len(sure)))
        self.sure_button.setAccessibleName(self.sure_button.text())
        self.list.set_rows(self._row(each) for each in self._found)
        if self.list.current_row() is None and self._found:
            self.list.choose(_key(self._found[0]))
        for widget in (self.list, self._rule, self.view):
            widget.setVisible(bool(self._found))
        if self._found:
            rows = min(_ROWS_SHOWN, len(self._found))
            self.list.setFixedHeight(rows * self.list.sizeHintForRow(0) + 2)
        self._compare()

    def _row(self, found: Duplicates) -> Row:
        names = list(dict.fromkeys(each.name for each in found.contacts))
        return Row(
            key=_key(found),
            title=" · ".join(names),
            subtitle=self._why(found),
            right="" if len(found.contacts) == len(names) else f"× {len(found.contacts)}",
            avatar=names[0],
            value=found,
        )

    def _why(self, found: Duplicates) -> str:
        if found.likeness is Likeness.SAME_NAME:
            return self.tr("the same name")
        shared = next((each for each in shared_addresses(found.contacts) if len(each.owners) > 1), None)
        if shared is None:
            return self.tr("the same number, written in two ways")
        return self.tr("the same address: {address}").format(address=short_address(shared.uri))

    def _chosen(self) -> Duplicates | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, Duplicates) else None

    def _compare(self) -> None:
        found = self._chosen()
        if found is not None and found.contacts != self.view.contacts:
            self.view.show_contacts(found.contacts)

    def _not_the_same(self) -> None:
        """Take the chosen ones out of what was found, until somebody looks again."""
        found = self._chosen()
        if found is not None:
            self._take_out(tuple(each.id for each in found.contacts))

    def _take_out(self, ids: Sequence[int]) -> None:
        place = next((n for n, each in enumerate(self._found) if set(_key(each)) & set(ids)), None)
        if place is None:
            return
        there = self.list.current_key() == _key(self._found[place])
        del self._found[place]
        self._say_found()
        self._show()
        if there and self._found:
            self.list.choose(_key(self._found[min(place, len(self._found) - 1)]))
            self._compare()

    def _merge_sure(self) -> None:
        self._desk.merge_all([_key(each) for each in self._found if is_sure(each)])

    def _merged(self, _contact: Contact, ids: Sequence[int]) -> None:
        self._take_out(ids)

    def _people_changed(self) -> None:
        if self.isVisible():
            self.look()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.look()


def _key(found: Duplicates) -> tuple[int, ...]:
    return tuple(each.id for each in found.contacts)
