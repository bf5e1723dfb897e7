"""What all the answers mean, to be read without a call: a search field, the list, the text beside it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QWidget

from softphone.answers import answers
from softphone.gui.contacts.contacts_list import SearchField
from softphone.gui.explain.text import ExplanationText
from softphone.gui.frame.list_panel import EmptyState
from softphone.gui.i18n import current_language
from softphone.gui.look.components import Space, button, clearable, column, label, line
from softphone.gui.look.people_list import Row, RowKind, RowList

_FOLD_BELOW = 560
_LIST_WIDTH = 228
_FIRST = 301


class _Search(SearchField):
    """Down goes to the list."""

    down_pressed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)


class CodesPage(QWidget):
    """List and text side by side, or one at a time where it is narrow."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codes-page")
        self._told = answers(current_language())
        self._text: ExplanationText | None = None
        self._reading = False
        outer = column(self, spacing=Space.S)
        outer.setContentsMargins(Space.L, Space.L, 0, 0)
        self._top = QWidget()
        outer.addWidget(self._top)
        self._add_top()
        row = QHBoxLayout()
        row.setSpacing(0)
        outer.addLayout(row, 1)
        row.addWidget(self._make_list())
        self._side = line(upright=True)
        row.addWidget(self._side)
        row.addWidget(self._make_reader(), 1)
        self._search("")
        self.show_status(_FIRST)
        self._reading = False
        self._fold()

    def _add_top(self) -> None:
        top = column(self._top, spacing=Space.S)
        top.setContentsMargins(0, 0, Space.L, Space.S)
        top.addWidget(label(self.tr("What the answers mean"), "heading", wrap=True))
        said = self.tr("When a call does not go through, the other side says why, with a number.")
        top.addWidget(label(said, "muted", wrap=True))
        self.search = _Search()
        self.search.setObjectName("codes-search")
        self.search.setAccessibleName(self.tr("Search the answers"))
        self.search.setPlaceholderText(self.tr("Number or word: 486, busy, moved"))
        self.search.setToolTip(self.search.placeholderText())  # it may be cut
        clearable(self.search)
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._open_first)
        self.search.down_pressed.connect(self._to_list)
        top.addWidget(self.search)

    def _make_list(self) -> QWidget:
        self._lists = QStackedWidget()
        self.list = RowList(object_name="codes-list", accessible_name=self.tr("Answers"))
        self.list.setProperty("ground", "canvas")
        self.list.opened.connect(self._opened)
        self.list.activated_row.connect(lambda row: self._read(row.value))
        self.list.clicked.connect(lambda _: self._clicked())
        self._empty = EmptyState("codes-empty")
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._empty)
        return self._lists

    def _make_reader(self) -> QWidget:
        self._reader = QWidget()
        layout = column(self._reader, spacing=0)
        self.all_button = button(self.tr("All answers"), "quiet", object_name="codes-all", icon="back")
        self.all_button.clicked.connect(self.show_list)
        layout.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("codes-scroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # It takes the keys that scroll.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(self._scroll, 1)
        return self._reader

    # The list

    def _search(self, wanted: str) -> None:
        found = self._told.search(wanted)
        self.list.set_rows(self._rows(found, by_class=not wanted.strip()))
        self._lists.setCurrentWidget(self.list if found else self._empty)
        if not found:
            self._empty.say(
                self.tr("No answer from 300 to 699 fits these words."),
                self.tr("Show all"),
                self.search.clear,
            )
        if not wanted.strip():
            return
        if found and not self.folded:
            self.show_status(found[0])
        self._reading = False
        self._fold()

    def _rows(self, found: tuple[int, ...], *, by_class: bool) -> list[Row]:
        rows: list[Row] = []
        above = 0
        for status in found:
            hundred = status // 100
            if by_class and hundred != above:
                name = self._told.class_name(hundred)
                rows.append(Row(key=f"{hundred}xx", title=f"{hundred}xx · {name}", kind=RowKind.SECTION))
            above = hundred
            meaning = self._told.meaning(status)
            rows.append(Row(key=status, title=meaning.title, subtitle=meaning.name, avatar="", value=status))
        return rows

    def _opened(self, row: Row) -> None:
        """A row was gone to; in the narrow page the arrows go on to the next one without opening it."""
        if not self.folded and isinstance(row.value, int):
            self.show_status(row.value)

    def _clicked(self) -> None:
        row = self.list.current_row()
        if row is not None:
            self._read(row.value)

    def _read(self, status: object) -> None:
        if isinstance(status, int):
            self.show_status(status)
            self._to_text()

    def _open_first(self) -> None:
        found = self._told.search(self.search.text())
        if found:
            self._read(found[0])

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.current_row() is None and self.list.rows.rows:
            self.list.choose(next(row.key for row in self.list.rows.rows if row.kind is RowKind.PERSON))
        row = self.list.current_row()
        if row is not None:
            self._opened(row)

    def show_list(self) -> None:
        """Back from the text to the list, where only one of them has room."""
        self._reading = False
        self._fold()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # The text

    @property
    def status(self) -> int:
        """Which answer is explained."""
        return 0 if self._text is None else self._text.status

    def show_status(self, status: int) -> None:
        """Explain `status`, from 300 to 699, and mark it in the list."""
        self.list.choose(status)
        self._reading = True
        self._fold()
        if status == self.status:
            return
        self._text = ExplanationText(self._told, status)
        self._text.followed.connect(self._follow)
        page = QWidget()
        page.setProperty("ground", "none")
        meaning = self._told.meaning(status)
        page.setAccessibleName(f"{meaning.title}: {meaning.brief}")
        inside = column(page, spacing=Space.XS)
        inside.setContentsMargins(Space.L, Space.XS, Space.L, Space.L)
        inside.addWidget(label(meaning.title, "title", wrap=True, object_name="codes-title"))
        inside.addWidget(self._text)
        inside.addStretch(1)
        self._scroll.setWidget(page)  # the one before is deleted by it
        self._scroll.setAccessibleName(meaning.title)
        self._scroll.verticalScrollBar().setValue(0)

    def _follow(self, status: int) -> None:
        """A link was taken: the text changes under the focus, so the focus goes to the whole of it."""
        self.show_status(status)
        self._to_text()

    def _to_text(self) -> None:
        if self.folded or not self.list.hasFocus():
            self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    # Room

    @property
    def folded(self) -> bool:
        """Whether there is room for one of the two only."""
        return self.width() < _FOLD_BELOW

    def _fold(self) -> None:
        folded = self.folded
        self._lists.setVisible(not folded or not self._reading)
        self._side.setVisible(not folded)
        self._reader.setVisible(not folded or self._reading)
        self.all_button.setVisible(folded)
        self._top.setVisible(not folded or not self._reading)
        self._lists.setMaximumWidth(16_777_215 if folded else _LIST_WIDTH)
        self._lists.setMinimumWidth(0 if folded else _LIST_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.folded and self._reading:
            self.show_list()
        elif event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)
