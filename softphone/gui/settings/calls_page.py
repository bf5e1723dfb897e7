"""How redirects are treated: the cap of hops, and the moves that the phone remembers."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.ports import ContactBook
from softphone.calls.values import RememberedMove
from softphone.gui.frame.page import Page, field
from softphone.gui.futures import when_done
from softphone.gui.look.components import button, label
from softphone.gui.look.people_list import Row, RowList
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import date_text, moment_text, short_address

_HOPS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)
_ROWS_SHOWN = 6


class CallsPage(Page):
    """`forgotten(move)` after a remembered move is gone, `failed(text)` when it could not be removed."""

    forgotten = Signal(object)
    failed = Signal(str)

    def __init__(self, settings: SettingsModel, book: ContactBook, parent: QWidget | None = None) -> None:
        super().__init__("calls-page", parent)
        self._settings = settings
        self._book = book
        self.body.addWidget(label(self.tr("Calls"), "heading"))
        self.account = ChoiceBox()
        self.account.activated.connect(self._account_chosen)
        self.body.addLayout(field(self.tr("Call from"), self.account, "calls-account"))
        self.hops = ChoiceBox()
        for number in sorted({*_HOPS, settings.value.max_hops}):
            self.hops.addItem(str(number), number)
        self.hops.setCurrentIndex(self.hops.findData(settings.value.max_hops))
        self.hops.activated.connect(
            lambda: settings.change(replace(settings.value, max_hops=int(self.hops.currentData())))
        )
        why = self.tr("A call that is sent on more often than this ends, so that nobody is led in circles.")
        self.body.addLayout(
            field(self.tr("Redirects of one call, at most"), self.hops, "calls-hops", hint=why)
        )
        self.body.addWidget(label(self.tr("Remembered moves"), "title"))
        self._none = label(
            self.tr("None. Moves of people who are not in your contacts are listed here."), "muted", wrap=True
        )
        self.body.addWidget(self._none)
        self.moves = RowList(object_name="calls-moves", accessible_name=self.tr("Remembered moves"))
        self.moves.setProperty("ground", "canvas")
        self.moves.removed.connect(lambda row: self._forget(row.value))
        self.body.addWidget(self.moves)
        self.forget_button = button(self.tr("Forget"), object_name="calls-forget", icon="trash")
        self.forget_button.clicked.connect(self._forget_chosen)
        self.body.addWidget(self.forget_button, 0, Qt.AlignmentFlag.AlignLeft)
        settings.changed.connect(self._fill_accounts)
        self._fill_accounts()

    def reload(self) -> None:
        moves = self._book.remembered_moves()
        self.moves.set_rows(self._row(move) for move in moves)
        if moves and self.moves.current_row() is None:
            self.moves.choose(moves[0].id)
        height = self.moves.sizeHintForRow(0) if moves else 0
        self.moves.setFixedHeight(min(_ROWS_SHOWN, len(moves)) * height + 2)
        for widget in (self.moves, self.forget_button):
            widget.setVisible(bool(moves))
        self._none.setVisible(not moves)

    def _row(self, move: RememberedMove) -> Row:
        if move.expires_at is None:
            until = self.tr("for good, since {date} ({status})").format(
                date=date_text(move.learned_at), status=move.status
            )
        else:
            until = self.tr("until {time} ({status})").format(
                time=moment_text(move.expires_at), status=move.status
            )
        return Row(
            key=move.id,
            title=f"{short_address(move.old_uri)} → {short_address(move.new_uri)}",
            subtitle=until,
            avatar="",
            icon="moved",
            value=move,
        )

    def _fill_accounts(self) -> None:
        self.account.clear()
        for account in self._settings.value.accounts:
            self.account.addItem(short_address(account.uri), account.id)
        if not self._settings.value.accounts:
            self.account.addItem(self.tr("No account"), "")
        self.account.setEnabled(len(self._settings.value.accounts) > 1)
        chosen = self._settings.default_account()
        if chosen is not None:
            self.account.setCurrentIndex(self.account.findData(chosen.id))

    def _account_chosen(self) -> None:
        self._settings.change(replace(self._settings.value, default_account=self.account.currentData() or ""))

    def _forget_chosen(self) -> None:
        row = self.moves.current_row()
        if row is not None:
            self._forget(row.value)

    def _forget(self, move: object) -> None:
        if not isinstance(move, RememberedMove):
            return

        def done(_: None) -> None:
            self.reload()
            self.forgotten.emit(move)

        def failed(error: BaseException) -> None:
            self.failed.emit(self.tr("The move could not be forgotten ({reason}).").format(reason=error))

        when_done(self._book.forget_move(move.id), self, done, failed)
