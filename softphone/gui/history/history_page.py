"""One attempt of the history: who, when, and every address on the way with its answer."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord, ByItself, Direction, LegRecord
from softphone.gui.desktop import Desktop
from softphone.gui.explain.links import ExplainLinks
from softphone.gui.frame.page import Page
from softphone.gui.look.components import Avatar, ElidedLabel, IconLabel, Space, button, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.name_label import NameLabel
from softphone.gui.wire.record_inspector import RecordInspector
from softphone.gui.words.history_text import direction_text, leg_outcome, outcome_text, party_text
from softphone.gui.words.plain_text import clock_text, moment_text, short_address
from softphone.gui.words.quality_text import summary_text
from softphone.sip.text import safe_text


class HistoryPage(Page):
    """Every signal carries what it is about; the window does the rest."""

    call_requested = Signal(str)
    add_requested = Signal(str, str)  # name, URI
    add_to_requested = Signal(str, str)  # name, URI
    contact_requested = Signal(object)
    remove_requested = Signal(object)
    block_requested = Signal(object)  # addresses
    history_requested = Signal(object)  # whose lines: a contact, or the record

    def __init__(
        self, book: ContactBook, parent: QWidget | None = None, *, desktop: Desktop | None = None
    ) -> None:
        super().__init__("history-page", parent)
        self._book = book
        self._desktop = desktop or Desktop(self)
        self.record: AttemptRecord | None = None

    def show_record(self, record: AttemptRecord) -> None:
        self.record = record
        layout = self.fresh_content()
        layout.addLayout(self._header(record))
        layout.addWidget(self._actions(record))
        for text in self._remarks(record):
            layout.addWidget(label(text, "small", wrap=True, object_name="history-page-remark"))
        if record.recording:
            layout.addWidget(self._recording(record.recording))
        heading = self.tr("The way of this call") if len(record.legs) > 1 else self.tr("This call")
        layout.addWidget(label(heading, "overline"))
        for number, leg in enumerate(record.legs, 1):
            layout.addWidget(self._leg(number, leg, record))
        if not record.legs:
            layout.addWidget(label(short_address(record.party_uri), wrap=True))
        layout.addWidget(ExplainLinks(leg.status for leg in record.legs))
        if any(leg.final_response for leg in record.legs):
            layout.addWidget(RecordInspector(record))
        self.show_content()

    def _header(self, record: AttemptRecord) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.L)
        row.addWidget(Avatar(party_text(record), size=64))
        texts = QVBoxLayout()
        texts.setSpacing(Space.XS)
        texts.addWidget(NameLabel(party_text(record), object_name="history-page-name"))
        when = f"{direction_text(record)} · {moment_text(record.started_at)}"
        texts.addWidget(label(when, "muted", wrap=True))
        texts.addWidget(label(outcome_text(record), wrap=True, object_name="history-page-outcome"))
        row.addLayout(texts, 1)
        return row

    def _actions(self, record: AttemptRecord) -> FoldingRow:
        row = FoldingRow()
        again = button(
            self.tr("Call again"),
            "positive",
            object_name="history-call",
            accessible_name=self.tr("Call {name} again").format(name=party_text(record)),
            icon="phone",
        )
        again.clicked.connect(lambda: self.call_requested.emit(record.party_uri))
        row.add(again)
        contact = self._contact(record)
        if contact is not None:
            who = button(self.tr("Contact"), object_name="history-contact", icon="person")
            who.clicked.connect(lambda: self.contact_requested.emit(contact))
        else:
            who = button(self.tr("Add contact"), object_name="history-add", icon="plus")
            who.clicked.connect(lambda: self.add_requested.emit(record.party_name, record.party_uri))
        row.add(who)
        if contact is None:
            to_one = button(
                self.tr("Add to a contact…"), "quiet", object_name="history-add-to", icon="contacts"
            )
            to_one.clicked.connect(lambda: self.add_to_requested.emit(record.party_name, record.party_uri))
            row.add(to_one)
        calls = button(self.tr("All calls"), "quiet", object_name="history-all", icon="history")
        calls.setAccessibleName(self.tr("All calls with {name}").format(name=party_text(record)))
        calls.clicked.connect(lambda: self.history_requested.emit(contact or record))
        row.add(calls)
        if contact is None and record.direction is Direction.INCOMING:
            block = button(self.tr("Block"), "quiet", object_name="history-block", icon="close")
            block.setAccessibleName(self.tr("Block {name}").format(name=party_text(record)))
            block.clicked.connect(lambda: self.block_requested.emit((record.party_uri,)))
            row.add(block)
        remove = button(self.tr("Remove"), "quiet", object_name="history-remove", icon="trash")
        remove.clicked.connect(lambda: self.remove_requested.emit(record))
        row.add(remove)
        return row

    def _remarks(self, record: AttemptRecord) -> list[str]:
        """How it sounded, and what the phone did by itself."""
        said = []
        if record.quality is not None:
            said.append(summary_text(record.quality))
        if record.by_itself is ByItself.AUTO_ANSWERED:
            said.append(self.tr("This phone answered by itself."))
        return said

    def _recording(self, path: str) -> QWidget:
        if not Path(path).is_file():
            text = self.tr("The recording is not there any more: {file}")
            return label(text.format(file=safe_text(Path(path).name, 120)), "small", wrap=True)
        row = FoldingRow()
        play = button(self.tr("Play the recording"), object_name="history-play", icon="play")
        play.clicked.connect(lambda: self._desktop.play(path))
        row.add(play)
        folder = button(self.tr("Show in folder"), "quiet", object_name="history-folder", icon="folder")
        folder.clicked.connect(lambda: self._desktop.show_in_folder(path))
        row.add(folder)
        return row

    def _contact(self, record: AttemptRecord) -> Contact | None:
        """Whoever has the address; nobody while the contacts cannot be read."""
        try:
            return self._book.find_by_uri(record.party_uri)
        except StoreFailedError:
            return None

    def _leg(self, number: int, leg: LegRecord, record: AttemptRecord) -> QFrame:
        frame = QFrame()
        frame.setObjectName(f"history-leg-{number}")
        frame.setProperty("row", "plain")
        row = QHBoxLayout(frame)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.M)
        name, color = _leg_icon(leg)
        row.addWidget(IconLabel(name, color))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        address = ElidedLabel(
            short_address(leg.uri),
            "struck" if leg.status == 301 else "body",
            mode=Qt.TextElideMode.ElideMiddle,
        )
        address.setToolTip(leg.uri)
        texts.addWidget(address)
        said = leg_outcome(leg, record)
        if leg.via_proxy:
            said = self.tr("{outcome}, through {proxy}").format(
                outcome=said, proxy=short_address(leg.via_proxy)
            )
        texts.addWidget(label(said, "small", wrap=True))
        row.addLayout(texts, 1)
        row.addWidget(label(clock_text(leg.started_at), "small"), 0, Qt.AlignmentFlag.AlignTop)
        return frame


def _leg_icon(leg: LegRecord) -> tuple[str, str]:
    if leg.status is not None and 300 <= leg.status < 400:
        return "moved", "warning-text"
    if leg.status is not None and leg.status >= 400:
        return "close", "danger-text"
    return "check", "positive-text"
