"""What each column of a table holds: guessed from its title, and changed by the person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from softphone.calls.people_files import Column, Field, Table
from softphone.gui.exchange.words import field_text
from softphone.gui.look.components import ElidedLabel, Space, button, column, label
from softphone.gui.settings.choices import CheckBox, ChoiceBox

_SHOWN = 40
_SAMPLES = 3


class ColumnRows(QWidget):
    """`changed(table)` when the person has decided otherwise."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("import-columns")
        self._table = Table(",", has_header=False, columns=())
        self._all = False
        layout = column(self, spacing=Space.M)
        layout.addWidget(label(self.tr("Columns"), "title", wrap=True))
        layout.addWidget(
            label(
                self.tr("What each column holds. The people above show whether it fits."), "muted", wrap=True
            )
        )
        self.header_box = CheckBox(self.tr("The first row holds titles"), "import-has-header")
        self.header_box.clicked.connect(self._header_changed)
        layout.addWidget(self.header_box)
        self._rows = QWidget()
        layout.addWidget(self._rows)
        self.more_button = button("", "quiet", object_name="import-more-columns")
        self.more_button.clicked.connect(self._show_all)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.boxes: dict[int, ChoiceBox] = {}

    def show_table(self, table: Table) -> None:
        if [each.title for each in table.columns] != [each.title for each in self._table.columns]:
            self._all = False
        self._table = table
        self.header_box.setChecked(table.has_header)
        self._fill()

    def _fill(self) -> None:
        """A choice for each column that holds something; the empty ones on demand."""
        self.boxes = {}
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        shown = [at for at in range(len(self._table.columns)) if self._all or self._holds(at)][:_SHOWN]
        for row, at in enumerate(shown):
            self._add(grid, row, at)
        old, self._rows = self._rows, rows
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, rows)
        old.hide()
        old.deleteLater()
        hidden = len(self._table.columns) - len(shown)
        self.more_button.setVisible(hidden > 0 and not self._all)
        self.more_button.set_label(self.tr("Show %n empty column(s)", "", hidden))
        self.more_button.setAccessibleName(self.more_button.text())

    def _holds(self, at: int) -> bool:
        return any(at < len(row) and row[at].strip() for row in self._table.rows)

    def _add(self, grid: QGridLayout, row: int, at: int) -> None:
        column_ = self._table.columns[at]
        cells = [row[at] for row in self._table.rows if at < len(row) and row[at].strip()]
        samples = [" ".join(cell.split()) for cell in cells[:_SAMPLES]]
        title = column_.title.strip() or str(at + 1)
        if not self._table.has_header:
            title = self.tr("Column {number}").format(number=at + 1)
        texts = QWidget()
        lines = column(texts, spacing=0)
        lines.addWidget(ElidedLabel(title, "strong"))
        lines.addWidget(ElidedLabel(" · ".join(samples), "small"))
        grid.addWidget(texts, row, 0)
        box = ChoiceBox()
        box.setObjectName(f"import-column-{at}")
        box.setAccessibleName(self.tr("What “{column}” holds").format(column=title))
        box.setAccessibleDescription(", ".join(samples))
        for field in Field:
            text = field_text(field)
            box.addItem(
                f"{text} ({column_.label})" if column_.label and field is column_.field else text, field
            )
        box.setCurrentIndex(list(Field).index(column_.field))
        box.activated.connect(lambda index, at=at: self._decide(at, list(Field)[index]))
        grid.addWidget(box, row, 1)
        self.boxes[at] = box

    def _decide(self, at: int, field: Field) -> None:
        columns = list(self._table.columns)
        if columns[at].field is field:
            return
        columns[at] = Column(columns[at].title, field, columns[at].label)
        self._change(Table(self._table.delimiter, self._table.has_header, tuple(columns), self._table.rows))

    def _header_changed(self) -> None:
        """Which row is the first of the people; the file is read again for it."""
        table, has_header = self._table, self.header_box.isChecked()
        if has_header and table.rows:
            titles, *rows = table.rows
        else:
            titles, rows = (), [tuple(each.title for each in table.columns), *table.rows]
        columns = tuple(
            Column(titles[at] if at < len(titles) else each.title, each.field, each.label)
            for at, each in enumerate(table.columns)
        )
        self._change(Table(table.delimiter, has_header, columns, tuple(rows)))
        self._fill()

    def _change(self, table: Table) -> None:
        self._table = table
        self.changed.emit(table)

    def _show_all(self) -> None:
        self._all = True
        self._fill()
