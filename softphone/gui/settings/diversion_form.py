"""The form that says how callers are redirected, with what they will see."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import button, column, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.divert_preview import DivertPreview
from softphone.gui.settings.divert_who import WhoCalls
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.settings.target_rows import TargetRows
from softphone.gui.words.redirect_words import (
    divert_kind_text,
    span_text,
)

LONGEST_TEXT = 500
_SPANS = (None, 900, 3600, 28_800, 86_400, 604_800)
_RINGING = (5, 10, 15, 20, 30, 45, 60, 90, 120)
_CALLS_ONLY = frozenset({DivertKind.MOVED, DivertKind.FORWARD})


def blank_diversion(*, account_id: str = "", contact_id: int | None = None) -> Diversion:
    """What a new one begins with."""
    return Diversion(
        id=None,
        kind=DivertKind.FORWARD,
        when=DivertWhen.NO_ANSWER,
        targets=(),
        account_id=account_id,
        contact_id=contact_id,
    )


class DiversionForm(Page):
    """`closed()` when it is saved or the person thought better."""

    closed = Signal()

    def __init__(
        self, desk: RedirectDesk, settings: SettingsModel, book: ContactBook, parent: QWidget | None = None
    ) -> None:
        super().__init__("diversion-form", parent)
        self._desk = desk
        self._settings = settings
        self._shown = blank_diversion()
        self.body.addWidget(label(self.tr("When others call me"), "heading", wrap=True))
        self.who = WhoCalls(book)
        self.body.addWidget(self.who)
        self.kind = ChoiceBox()
        for kind in DivertKind:
            self.kind.addItem(divert_kind_text(kind), kind)
        self.kind.setMinimumContentsLength(12)
        self.kind.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.body.addLayout(field(self.tr("What they are told"), self.kind, "divert-kind"))
        self.body.addWidget(self._build_when())
        self.body.addWidget(label(self.tr("Where to, the best first"), "small", wrap=True))
        self.rows = TargetRows(behind=self.after)
        self.body.addWidget(self.rows)
        self.body.addWidget(self._build_expiry())
        self.body.addWidget(self._build_text())
        self.preview = DivertPreview()
        self.body.addWidget(self.preview)
        self._error = error_line(object_name="divert-error")
        self.body.addWidget(self._error)
        self.body.addWidget(self._buttons())
        for box in (self.kind, self.when, self.after, self.expiry):
            box.currentIndexChanged.connect(self._changed)
        self.text.textChanged.connect(self._text_changed)
        self.who.changed.connect(self._changed)
        self.rows.changed.connect(self._changed)

    def _build_when(self) -> QWidget:
        self._when_place = QWidget()
        layout = column(self._when_place)
        self.when = ChoiceBox()
        self.when.addItem(self.tr("Always: this phone does not ring"), DivertWhen.ALWAYS)
        self.when.addItem(self.tr("When I am in another call"), DivertWhen.BUSY)
        self.when.addItem(self.tr("When I do not answer"), DivertWhen.NO_ANSWER)
        layout.addLayout(field(self.tr("When"), self.when, "divert-when"))
        self._after_place = QWidget()
        below = column(self._after_place)
        self.after = ChoiceBox()
        below.addLayout(field(self.tr("Rings here for"), self.after, "divert-after"))
        layout.addWidget(self._after_place)
        return self._when_place

    def _build_expiry(self) -> QWidget:
        self._expiry_place = QWidget()
        self.expiry = ChoiceBox()
        layout = column(self._expiry_place)
        layout.addLayout(
            field(
                self.tr("Their phone may remember it"),
                self.expiry,
                "divert-expiry",
                hint=self.tr("While it does, it calls there without asking here."),
            )
        )
        return self._expiry_place

    def _build_text(self) -> QWidget:
        self._text_place = QWidget()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(72)
        self.text.setPlaceholderText(self.tr("We are closed until Monday."))
        column(self._text_place).addLayout(
            field(self.tr("What callers read first"), self.text, "divert-text")
        )
        return self._text_place

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.save_button = button(self.tr("Save and switch on"), "primary", object_name="divert-save")
        self.save_button.clicked.connect(self.save)
        row.add(self.save_button)
        self.cancel_button = button(self.tr("Cancel"), "quiet", object_name="divert-cancel")
        self.cancel_button.clicked.connect(self.closed)
        row.add(self.cancel_button)
        return row

    def show_diversion(self, diversion: Diversion) -> None:
        self._shown = diversion
        self.who.show_diversion(diversion, self._settings.value)
        self.kind.setCurrentIndex(list(DivertKind).index(diversion.kind))
        self.when.setCurrentIndex(list(DivertWhen).index(diversion.when))
        self.after.clear()
        for ringing in sorted({*_RINGING, diversion.after_s}):
            self.after.addItem(span_text(ringing), ringing)
        self.after.setCurrentIndex(self.after.findData(diversion.after_s))
        self.expiry.clear()
        for seconds in sorted({*_SPANS, diversion.expires_s}, key=lambda span: span or 0):
            self.expiry.addItem(span_text(seconds), seconds)
        self.expiry.setCurrentIndex(self.expiry.findData(diversion.expires_s))
        self.text.setPlainText(diversion.text)
        self.rows.show_targets(diversion.targets)
        self._error.hide()
        self.save_button.setEnabled(True)
        self._changed()
        self.who.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Check, keep and switch on; a mistake is shown at its letter."""
        if not self.who.is_complete():
            return
        kind = self._kind()
        targets = self.rows.targets(
            self._settings.default_domain(), self._own_uri(), self._when(), calls_only=kind in _CALLS_ONLY
        )
        if targets is None:
            return
        self.save_button.setEnabled(False)
        self._desk.save_diversion(self._value(targets), lambda _: self.closed.emit(), self._failed)

    def _value(self, targets: tuple[DivertTarget, ...]) -> Diversion:
        kind = self._kind()
        return Diversion(
            id=self._shown.id,
            kind=kind,
            when=self._when(),
            targets=targets,
            account_id=self.who.account_id,
            contact_id=self.who.contact_id,
            after_s=int(self.after.currentData() or self._shown.after_s),
            expires_s=self.expiry.currentData() if kind is DivertKind.FORWARD else None,
            text=self.text.toPlainText().strip() if kind is DivertKind.ALTERNATIVES else "",
            enabled=True,
        )

    def _kind(self) -> DivertKind:
        return DivertKind(self.kind.currentData())

    def _when(self) -> DivertWhen:
        # Who has moved has moved whether the line is busy or not.
        if self._kind() is DivertKind.MOVED:
            return DivertWhen.ALWAYS
        return DivertWhen(self.when.currentData())

    def _own_uri(self) -> str:
        account = self._settings.account(self.who.account_id) or self._settings.default_account()
        return account.uri if account else ""

    def _changed(self) -> None:
        kind, when = self._kind(), self._when()
        self._when_place.setVisible(kind is not DivertKind.MOVED)
        self._after_place.setVisible(when is DivertWhen.NO_ANSWER)
        self._expiry_place.setVisible(kind is DivertKind.FORWARD)
        self._text_place.setVisible(kind is DivertKind.ALTERNATIVES)
        targets = self.rows.readable(self._settings.default_domain(), self._own_uri(), when)
        self.preview.show_diversion(self._value(targets))

    def _text_changed(self) -> None:
        typed = self.text.toPlainText()
        self._changed()
        if len(typed) > LONGEST_TEXT:
            self.text.setPlainText(typed[:LONGEST_TEXT])
            cursor = self.text.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            self.text.setTextCursor(cursor)

    def _failed(self, error: BaseException) -> None:
        self.save_button.setEnabled(True)
        text = self.tr("This could not be written ({reason}). What you typed is still here; try again.")
        say_error(self._error, text.format(reason=error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton):
                focused.click()
            else:
                self.save()
        else:
            super().keyPressEvent(event)
