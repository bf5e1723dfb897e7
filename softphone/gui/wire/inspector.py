"""What came over the wire, in three views: as it is, as this phone read it, and as the flow of the whole call."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabWidget, QTextBrowser, QVBoxLayout, QWidget

from softphone.calls.offer import Provenance, RedirectOffer
from softphone.calls.records import LegRecord
from softphone.calls.views import SeenMessage
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.file_dialogs import ask_save
from softphone.gui.look.folding import FoldingRow
from softphone.gui.wire.blanking import blanked
from softphone.gui.wire.flow_view import FlowView
from softphone.gui.wire.ladder import Arrow, Ladder, flow_text, ladder
from softphone.gui.wire.message_text import MessageText, visible
from softphone.gui.wire.parsed_text import Section, read_sections, sections_text
from softphone.sip.explanation import UnreadBody
from softphone.sip.redirect import explain
from softphone.sip.text import safe_text

_PARSED_AT_MOST: Final = 420


@dataclass(frozen=True, slots=True)
class Inspected:
    """What there is to see of an attempt. `raw` is the response in question, b"" for none."""

    raw: bytes = b""
    offer: RedirectOffer | None = None
    provenance: Provenance | None = None
    request_uri: str | None = None
    messages: tuple[SeenMessage, ...] = ()
    legs: tuple[LegRecord, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.raw or self.messages)


class Inspector(QFrame):
    """Lies in the page and covers nothing. `closed()` when it is to be put away."""

    closed = Signal()

    def __init__(self, inspected: Inspected, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setProperty("card", "plain")
        self._raw = blanked(inspected.raw)
        self._unread = _unread(inspected)
        self._sections: tuple[Section, ...] = ()
        self._ladder: Ladder = ladder(inspected.messages, inspected.legs)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column.setSpacing(Space.S)
        self._add_head(column)
        self.tabs = _Tabs()
        self.tabs.setObjectName("inspector-tabs")
        self.tabs.setAccessibleName(self.tr("Views of the SIP response"))
        self.tabs.tabBar().setAccessibleName(self.tabs.accessibleName())  # it is what takes the focus
        self.tabs.tabBar().setDrawBase(False)
        if self._raw:
            self._add_raw()
            self._add_parsed(inspected)
        self._flow: FlowView | None = None
        self._put_flow()
        self.tabs.currentChanged.connect(lambda _index: self.tabs.updateGeometry())
        column.addWidget(self.tabs)
        self._said = label("", "small", wrap=True, object_name="inspector-said")
        self._said.hide()
        column.addWidget(self._said)

    def _add_head(self, column: QVBoxLayout) -> None:
        head = QHBoxLayout()
        title = self.tr("The SIP response") if self._raw else self.tr("The SIP messages")
        head.addWidget(label(title, "title", wrap=True), 1)
        self.close_button = button(
            "",
            "quiet",
            object_name="response-close",
            accessible_name=self.tr("Close the response"),
            icon="close",
        )
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        row = FoldingRow()
        copy = button(self.tr("Copy"), "quiet", object_name="response-copy", icon="copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.shown_text()))
        save = button(self.tr("Save…"), "quiet", object_name="response-save", icon="arrow-down")
        save.clicked.connect(lambda: self._ask_where(self.save_to, "sip.txt"))
        row.add(copy)
        row.add(save)
        if self._unread is not None:
            part = button(
                self.tr("Save the part that was not understood…"),
                "quiet",
                object_name="response-save-part",
                icon="arrow-down",
            )
            part.clicked.connect(lambda: self._ask_where(self.save_part_to, "body.bin"))
            row.add(part)
        column.addWidget(row)

    def _add_raw(self) -> None:
        self.text = MessageText(
            visible(self._raw),
            object_name="response-text",
            accessible_name=self.tr("Text of the SIP response"),
        )
        self.tabs.addTab(_on_top(self.text), self.tr("As it came"))

    def _add_parsed(self, inspected: Inspected) -> None:
        self._sections = read_sections(
            inspected.raw, inspected.offer, inspected.provenance, inspected.request_uri
        )
        self.tabs.addTab(
            _on_top(_sections_edit(self._sections, self.tr("What was read"))), self.tr("As it was read")
        )

    def _put_flow(self) -> None:
        if self._ladder.rows:
            self._flow = FlowView(self._ladder)
            self.tabs.addTab(self._flow, self.tr("Call flow"))

    def show_flow(self, messages: tuple[SeenMessage, ...], legs: tuple[LegRecord, ...]) -> None:
        """The call has gone on."""
        made = ladder(messages, legs)
        if made == self._ladder:
            return
        self._ladder = made
        in_front = self.tabs.currentWidget() is self._flow
        if self._flow is not None:
            self.tabs.removeTab(self.tabs.indexOf(self._flow))
            self._flow.deleteLater()
            self._flow = None
        self._put_flow()
        if in_front and self._flow is not None:
            self.tabs.setCurrentWidget(self._flow)

    def focus_first(self) -> None:
        """The tabs: arrows change them, Tab goes into what they show."""
        self.tabs.tabBar().setFocus(Qt.FocusReason.OtherFocusReason)

    def shown_text(self) -> str:
        """The tab in front, as text."""
        flow = self.tabs.currentWidget()
        if isinstance(flow, FlowView):
            parts = [flow_text(self._ladder, self.tr("you"))]
            parts += [visible(row.raw) for row in self._ladder.rows if isinstance(row, Arrow) and row.raw]
            return "\n\n".join(parts)
        if self._raw and self.tabs.currentIndex() == 0:
            return self.text.toPlainText()
        return sections_text(self._sections)

    def _ask_where(self, save: Callable[[Path], None], file: str) -> None:
        title, suffix = self.tr("Save what is shown"), file.rpartition(".")[2]
        ask_save(self, title, {f"*.{suffix}": suffix}, save, name="response-save-dialog", file=file)

    def save_to(self, path: Path) -> None:
        """Write the tab in front; of the raw response its bytes."""
        raw_in_front = bool(self._raw) and self.tabs.currentIndex() == 0
        self._write(path, self._raw if raw_in_front else self.shown_text().encode("utf-8", "replace"))

    def save_part_to(self, path: Path) -> None:
        """Write the first part of the body that no reader understands, as its sender meant it."""
        if self._unread is not None:
            self._write(path, self._unread.data)

    def _write(self, path: Path, data: bytes) -> None:
        try:
            path.write_bytes(data)
        except OSError as error:
            text = self.tr("This could not be saved ({reason}). Choose another place.")
            self._said.setText(text.format(reason=safe_text(error.strerror or str(error), 160)))
        else:
            self._said.setText(self.tr("Saved as {file}").format(file=safe_text(path.name, 120)))
        self._said.show()


def _unread(inspected: Inspected) -> UnreadBody | None:
    if not inspected.raw:
        return None
    if inspected.offer is not None:
        explanation = inspected.offer.explanation
    else:
        explanation = explain(inspected.raw, request_uri=inspected.request_uri)
    return next(iter(explanation.unread), None)


class _Tabs(QTabWidget):
    """As high as the tab in front, so that a short one leaves no hole on the page."""

    def sizeHint(self) -> QSize:
        return self._fitted(super().sizeHint())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._fitted(super().sizeHint()).height())

    def _fitted(self, hint: QSize) -> QSize:
        front = self.currentWidget()
        if front is None:
            return hint
        return QSize(hint.width(), front.sizeHint().height() + self.tabBar().sizeHint().height() + Space.S)


def _on_top(inside: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, Space.S, 0, 0)
    column.addWidget(inside)
    column.addStretch(1)
    return page


def _sections_edit(sections: tuple[Section, ...], spoken: str) -> QTextBrowser:
    """Headings and lines, set by cursor and formats: nothing of it is ever markup."""
    edit = QTextBrowser()
    edit.setOpenLinks(False)
    edit.setObjectName("response-parsed")
    edit.setAccessibleName(spoken)
    edit.setTabChangesFocus(True)
    edit.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    cursor = QTextCursor(edit.document())
    heading, plain = QTextCharFormat(), QTextCharFormat()
    heading.setFontWeight(700)
    for number, section in enumerate(sections):
        above = QTextBlockFormat()
        above.setTopMargin(Space.M if number else 0)
        if number:
            cursor.insertBlock(above)
        cursor.insertText(section.heading, heading)
        for line in section.lines:
            indented = QTextBlockFormat()
            indented.setLeftMargin(Space.L * (2 if line.startswith(" ") else 1))
            cursor.insertBlock(indented)
            cursor.insertText(line.strip(), plain)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    lines = edit.document().blockCount() + 3
    edit.setFixedHeight(min(_PARSED_AT_MOST, lines * edit.fontMetrics().lineSpacing() + 2 * Space.L))
    return edit
