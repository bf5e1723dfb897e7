"""The list of everybody who has moved, with a way back for each."""

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.contact_book import ContactBook
from softphone.gui.contacts.contacts_list import SearchField
from softphone.gui.futures import Worker, when_done
from softphone.gui.look.components import button, clearable, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import RowList
from softphone.gui.settings.move_rows import MoveLine, MoveRows, read_moves
from softphone.gui.settings.redirect_desk import MOST_BROUGHT_BACK, RedirectDesk

_ROWS_SHOWN = 7
_SEARCH_FROM = 6  # fewer lines are seen at a glance


class MovesPart(QWidget):
    """`undo_requested(move_id, contact)` takes a person's move back; `loaded()` when the list is there.

    The store is read on a worker: ten thousand moves do not keep the page from opening.
    """

    undo_requested = Signal(int, object)
    loaded = Signal()
    failed = Signal(str)

    def __init__(self, book: ContactBook, desk: RedirectDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "none")
        self._book = book
        self._desk = desk
        self._worker = Worker("moves-reader")
        self._asked = 0
        self._lines: tuple[MoveLine, ...] = ()
        layout = column(self)
        self._none = label("", "muted", wrap=True, object_name="moves-none")
        layout.addWidget(self._none)
        self.search = SearchField()
        self.search.setObjectName("moves-search")
        self.search.setAccessibleName(self.tr("Search moves"))
        self.search.setPlaceholderText(self.tr("Search"))
        clearable(self.search)
        self.search.textChanged.connect(lambda: self._filter(None))
        layout.addWidget(self.search)
        self.model = MoveRows()
        self.list = RowList(
            object_name="moves-list", accessible_name=self.tr("Who has moved"), rows=self.model
        )
        self.list.setProperty("ground", "canvas")
        self.list.removed.connect(lambda row: self._take_back(row.value))
        self.list.selectionModel().currentChanged.connect(lambda _: self._name_action())
        layout.addWidget(self.list)
        layout.addWidget(self._buttons())
        self.confirm = self._confirmation()
        layout.addWidget(self.confirm)
        desk.moves_changed.connect(self.reload)
        self._show()

    def _buttons(self) -> FoldingRow:
        self.commands = FoldingRow()
        self.back_button = button("", object_name="moves-back", icon="undo")
        self.back_button.clicked.connect(self._take_back_chosen)
        self.commands.add(self.back_button)
        self.all_button = button(self.tr("Forget all…"), "quiet", object_name="moves-all", icon="trash")
        self.all_button.clicked.connect(self._ask)
        self.commands.add(self.all_button)
        return self.commands

    def _confirmation(self) -> QWidget:
        made = QWidget()
        made.setObjectName("moves-confirm")
        layout = column(made)
        self._question = label("", wrap=True, object_name="moves-question")
        layout.addWidget(self._question)
        row = FoldingRow()
        self.confirm_yes = button(self.tr("Forget all"), "danger", object_name="moves-confirm-yes")
        self.confirm_yes.clicked.connect(self._forget_all)
        row.add(self.confirm_yes)
        self.confirm_no = button(self.tr("Keep"), object_name="moves-confirm-no")
        self.confirm_no.clicked.connect(made.hide)
        row.add(self.confirm_no)
        layout.addWidget(row)
        made.hide()
        return made

    def reload(self) -> None:
        self._asked += 1
        asked, book = self._asked, self._book

        def read(lines: tuple[MoveLine, ...]) -> None:
            if asked == self._asked:  # a later reading will tell the rest
                self._lines = lines
                self._show()
                self.loaded.emit()

        def failed(error: BaseException) -> None:
            self.failed.emit(self.tr("Remembered moves could not be read ({reason}).").format(reason=error))

        when_done(self._worker.submit(lambda: read_moves(book)), self, read, failed)

    def _show(self) -> None:
        self.confirm.hide()
        self.search.setVisible(len(self._lines) >= _SEARCH_FROM or bool(self.search.text()))
        self._filter(self.list.current_key())

    def _filter(self, chosen: Hashable | None) -> None:
        """Show what is searched for; the row called `chosen` stays the chosen one, else the first is."""
        wanted = self.search.text().strip().casefold()
        shown = [line for line in self._lines if wanted in line.searched] if wanted else self._lines
        self.model.show_lines(shown)
        if shown and not (chosen is not None and self.list.choose(chosen)):
            self.list.choose(shown[0].key)
        self.list.setVisible(bool(shown))
        if shown:
            self.list.setFixedHeight(min(_ROWS_SHOWN, len(shown)) * self.list.sizeHintForRow(0) + 2)
        self._none.setVisible(not shown)
        if wanted:
            self._none.setText(
                self.tr("Nobody is found for “{text}”.").format(text=self.search.text().strip())
            )
        else:
            self._none.setText(
                self.tr(
                    "Nobody has moved yet. Who moves while you call them is listed here, with a way back."
                )
            )
        self.commands.setVisible(bool(shown))
        self.all_button.setVisible(any(line.remembered is not None for line in self._lines))
        self._name_action()

    def _name_action(self) -> None:
        line = self._chosen()
        if line is None:
            return
        person = line.contact is not None
        self.back_button.set_label(self.tr("Undo the move") if person else self.tr("Forget the move"))
        self.back_button.setAccessibleName(self.back_button.text())
        self.back_button.set_icon("undo" if person else "trash")

    def _chosen(self) -> MoveLine | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, MoveLine) else None

    def _take_back_chosen(self) -> None:
        self._take_back(self._chosen())

    def _take_back(self, line: object) -> None:
        if not isinstance(line, MoveLine):
            return
        if line.remembered is not None:
            self._desk.forget_move(line.remembered)
        elif line.former is not None:
            self.undo_requested.emit(line.former.move_id, line.contact)

    def _ask(self) -> None:
        number = sum(line.remembered is not None for line in self._lines)
        text = self.tr("Forget every remembered move ({number})? People in your contacts keep theirs.")
        if number > MOST_BROUGHT_BACK:
            text += " " + self.tr("So many cannot be brought back.")
        self._question.setText(text.format(number=number))
        self.confirm.show()
        self.confirm_no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget_all(self) -> None:
        self.confirm.hide()
        self._desk.forget_all([line.remembered for line in self._lines if line.remembered is not None])
