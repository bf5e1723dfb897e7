"""The lines of where callers are sent: kind, address, label, and the buttons that order and remove them."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from softphone.calls.rules import DivertTarget, DivertWhen
from softphone.gui.look.components import Space, button, column, icon, restyle
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.theme import Theme
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.target_kinds import (
    CALLED,
    ICONS,
    TargetKind,
    for_mailbox,
    kind_of,
    kind_typed,
    shown_address,
    target_uri,
)
from softphone.gui.words.address_reasons import address_error_text
from softphone.sip.errors import SipParseError
from softphone.sip.uri import same_uri

MOST_TARGETS = 20
_LABEL_LENGTH = 60


def kind_name(kind: TargetKind) -> str:
    match kind:
        case TargetKind.CALL:
            return QCoreApplication.translate("TargetRows", "Call")
        case TargetKind.VOICEMAIL:
            return QCoreApplication.translate("TargetRows", "Voicemail")
        case TargetKind.EMAIL:
            return QCoreApplication.translate("TargetRows", "E-mail")
        case TargetKind.WEB:
            return QCoreApplication.translate("TargetRows", "Web page")
        case TargetKind.MESSAGE:
            return QCoreApplication.translate("TargetRows", "Message")
        case TargetKind.CHAT:
            return QCoreApplication.translate("TargetRows", "Chat")


class TargetRow(QWidget):
    """One way to be reached; a mistake is told below it."""

    changed = Signal()
    removed = Signal(object)
    moved = Signal(object, int)  # this row, -1 up or 1 down

    def __init__(self, target: DivertTarget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # What is shown is short; the address in full is kept as long as the person does not change the line.
        self._uri, self._shown = target.uri, shown_address(target.uri) if target.uri else ""
        layout = column(self, spacing=Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.kind = ChoiceBox()
        for each in TargetKind:
            self.kind.addItem(kind_name(each), each)
        self._draw_icons()
        Theme.current().changed.connect(self._draw_icons)
        self._first_kind = kind_of(target.uri) if target.uri else TargetKind.CALL
        self.kind.setCurrentIndex(list(TargetKind).index(self._first_kind))
        self.kind.currentIndexChanged.connect(self._kind_chosen)
        row.addWidget(self.kind, 1)
        self.up_button = button("", "quiet", object_name="", accessible_name=self.tr("Prefer this one more"))
        self.up_button.set_icon("arrow-up", "text-muted")
        self.up_button.clicked.connect(lambda: self.moved.emit(self, -1))
        row.addWidget(self.up_button)
        self.down_button = button(
            "", "quiet", object_name="", accessible_name=self.tr("Prefer this one less")
        )
        self.down_button.set_icon("arrow-down", "text-muted")
        self.down_button.clicked.connect(lambda: self.moved.emit(self, 1))
        row.addWidget(self.down_button)
        self.remove_button = button("", "quiet", object_name="", accessible_name=self.tr("Remove this line"))
        self.remove_button.set_icon("close", "text-muted")
        self.remove_button.clicked.connect(lambda: self.removed.emit(self))
        row.addWidget(self.remove_button)
        layout.addLayout(row)
        self.address = AddressEdit(object_name="", accessible_name="")
        self.address.setText(self._shown)
        self.address.setToolTip(target.uri)
        self.address.textChanged.connect(self._typed)
        self.label = QLineEdit(target.label)
        self.label.setMaxLength(_LABEL_LENGTH)
        self.label.setPlaceholderText(self.tr("What callers read, e.g. Front desk"))
        self.label.setToolTip(self.label.placeholderText())  # it may be cut
        self.label.textChanged.connect(self.changed)
        below = QHBoxLayout()
        below.setSpacing(Space.S)
        below.addWidget(self.address, 3)
        below.addWidget(self.label, 2)
        layout.addLayout(below)
        self.error = error_line()
        layout.addWidget(self.error)
        self._hint()

    def set_number(self, number: int, count: int) -> None:
        for widget, name in (
            (self.kind, "kind"),
            (self.up_button, "up"),
            (self.down_button, "down"),
            (self.remove_button, "remove"),
            (self.address, "address"),
            (self.label, "label"),
            (self.error, "error"),
        ):
            widget.setObjectName(f"target-{name}-{number}")
        self.kind.setAccessibleName(self.tr("Kind of line {number}").format(number=number))
        self.address.setAccessibleName(self.tr("Address of line {number}").format(number=number))
        self.label.setAccessibleName(self.tr("Label of line {number}").format(number=number))
        self.up_button.setEnabled(number > 1)
        self.down_button.setEnabled(number < count)

    def chosen_kind(self) -> TargetKind:
        return TargetKind(self.kind.currentData())

    def is_empty(self) -> bool:
        return not self.address.text().strip() and not self.label.text().strip()

    def target(self, domain: str | None, own_uri: str, when: DivertWhen) -> DivertTarget:
        """Raises SipParseError with the offset in the line."""
        kind, text = self.chosen_kind(), self.address.text()
        untouched = bool(self._uri) and text == self._shown and kind is self._first_kind
        uri = self._uri if untouched else target_uri(kind, text, domain)
        if kind is TargetKind.VOICEMAIL:
            uri = for_mailbox(uri, own_uri, when)
        return DivertTarget(uri, self.label.text().strip())

    def show_wrong(self, text: str, offset: int) -> None:
        restyle(self.address, "wrong", "true")
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)
        self.address.mark(offset)
        say_error(self.error, text)

    def _typed(self) -> None:
        kind = kind_typed(self.address.text())
        if kind is not None and not (kind is TargetKind.CALL and self.chosen_kind() in CALLED):
            self.kind.setCurrentIndex(list(TargetKind).index(kind))
        self._clear()

    def _kind_chosen(self) -> None:
        self._hint()
        self._clear()

    def _clear(self) -> None:
        self.error.hide()
        restyle(self.address, "wrong", "")
        self.changed.emit()

    def _hint(self) -> None:
        examples = {
            TargetKind.CALL: "anna@office.example",
            TargetKind.VOICEMAIL: "voicemail@office.example",
            TargetKind.EMAIL: "anna@office.example",
            TargetKind.WEB: "office.example/contact",
            TargetKind.MESSAGE: "anna@office.example",
            TargetKind.CHAT: "anna@chat.example",
        }
        self.address.setPlaceholderText(examples[self.chosen_kind()])

    def _draw_icons(self) -> None:
        for number, each in enumerate(TargetKind):
            self.kind.setItemIcon(number, icon(ICONS[each], "text-muted"))


class TargetRows(QWidget):
    """All lines, the first preferred most; there is always at least one. `changed()` while the person types.

    Tab leads here from `behind`: Qt would put lines that are made later after everything else.
    """

    changed = Signal()

    def __init__(self, *, behind: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._behind = behind
        layout = column(self, spacing=Space.M)
        self._layout = column(place := QWidget(), spacing=Space.M)
        layout.addWidget(place)
        self.rows: list[TargetRow] = []
        tools = FoldingRow()
        self.add_button = button(self.tr("Add a line"), "quiet", object_name="target-add", icon="plus")
        self.add_button.clicked.connect(self._add)
        tools.add(self.add_button)
        layout.addWidget(tools)

    def show_targets(self, targets: tuple[DivertTarget, ...]) -> None:
        for row in self.rows:
            self._drop(row)
        self.rows = []
        for target in targets or (DivertTarget(""),):
            self._append(target)
        self._renumber()

    def readable(self, domain: str | None, own_uri: str, when: DivertWhen) -> tuple[DivertTarget, ...]:
        """The lines that can be understood as they stand now; nothing is marked."""
        found = []
        for row in self.rows:
            try:
                found.append(row.target(domain, own_uri, when))
            except SipParseError:
                continue
        return tuple(found)

    def targets(
        self, domain: str | None, own_uri: str, when: DivertWhen, *, calls_only: bool
    ) -> tuple[DivertTarget, ...] | None:
        """What the person wants, or None after showing at which line and letter something is wrong."""
        wanted = [row for row in self.rows if not row.is_empty()] or self.rows[:1]
        found: list[DivertTarget] = []
        for row in wanted:
            text = row.address.text()
            try:
                target = row.target(domain, own_uri, when)
            except SipParseError as error:
                row.show_wrong(address_error_text(error, text), error.offset)
                return None
            if calls_only and row.chosen_kind() not in CALLED:
                row.show_wrong(self.tr("Here only an address that can be called will do."), 0)
                return None
            if own_uri and same_uri(target.uri, own_uri):
                row.show_wrong(self.tr("This is your own address: callers would come back here."), 0)
                return None
            found.append(target)
        return tuple(found)

    def _add(self) -> None:
        self._append(DivertTarget(""))
        self._renumber()
        self.rows[-1].address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, target: DivertTarget) -> None:
        row = TargetRow(target)
        row.changed.connect(self.changed)
        row.removed.connect(self._remove)
        row.moved.connect(self._move)
        self.rows.append(row)
        self._layout.addWidget(row)

    def _drop(self, row: TargetRow) -> None:
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _remove(self, row: TargetRow) -> None:
        self.rows.remove(row)
        self._drop(row)
        if not self.rows:
            self._append(DivertTarget(""))
        self._renumber()
        self.rows[0].address.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _move(self, row: TargetRow, step: int) -> None:
        place = self.rows.index(row)
        self.rows.insert(max(0, place + step), self.rows.pop(place))
        for number, each in enumerate(self.rows):
            self._layout.removeWidget(each)
            self._layout.insertWidget(number, each)
        self._renumber()
        row.address.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _renumber(self) -> None:
        count = len(self.rows)
        before = self._behind
        for number, row in enumerate(self.rows, 1):
            row.set_number(number, count)
            for widget in (
                row.kind,
                row.up_button,
                row.down_button,
                row.remove_button,
                row.address,
                row.label,
            ):
                QWidget.setTabOrder(before, widget)
                before = widget
        QWidget.setTabOrder(before, self.add_button)
        self.add_button.setEnabled(count < MOST_TARGETS)
