"""The page of the history in the settings: how long it is kept, how much there is, and to wipe it."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.call_log import CallLog
from softphone.calls.ports import StoreFailedError
from softphone.gui.frame.page import Page, field
from softphone.gui.futures import when_done
from softphone.gui.history.retention import oldest_kept
from softphone.gui.look.components import button, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.question import Question
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel

_KEPT: Final = (0, 365, 180, 90, 30, 7)  # days; 0 for ever
_SHRINKING: Final = -1  # in the place of a number of lines: they are gone, and the file gets smaller


class HistorySettings(Page):
    """`wiped()` when lines have gone. `lines_read()` when the page says how many there are."""

    wiped = Signal()
    lines_read = Signal()
    _gone = Signal(int)

    def __init__(self, log: CallLog, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("history-settings", parent)
        self._log = log
        self._settings = settings
        self._working = False
        self._stopped = False
        self._said_shrinking = False
        self.body.addWidget(label(self.tr("History"), "heading", wrap=True))
        self.lines = label("", wrap=True, object_name="history-settings-lines")
        self.body.addWidget(self.lines)
        self.kept = ChoiceBox()
        for days in sorted(
            {*_KEPT, settings.value.history_days}, key=lambda days: days or 1_000_000, reverse=True
        ):
            self.kept.addItem(self._span(days), days)
        self.kept.activated.connect(self._kept_chosen)
        why = self.tr("Older lines go by themselves, a little after each start and once a day.")
        self.body.addLayout(field(self.tr("Keep calls and messages"), self.kept, "history-kept", hint=why))
        self.kept_question = Question("history-kept-question")
        self.body.addWidget(self.kept_question)
        self._add_wiping()
        self._gone.connect(self._say_gone, Qt.ConnectionType.QueuedConnection)
        for each in (self.kept_question, self.question):
            each.asked.connect(lambda asked=each: self.ensureWidgetVisible(asked))
        self.kept_question.no.clicked.connect(self._fill)
        settings.changed.connect(self._fill)
        self._fill()

    def _add_wiping(self) -> None:
        self.body.addWidget(label(self.tr("Wipe the history"), "overline"))
        text = self.tr(
            "What is wiped is overwritten in the data file, so that nobody can read it there any more. Backups and"
            " exported files that were made before still hold it; recordings stay where they are."
        )
        self.body.addWidget(label(text, "small", wrap=True))
        self.older = ChoiceBox()
        self.older.addItem(self.tr("Every line"), 0)
        for days in reversed(_KEPT[1:]):
            self.older.addItem(self.tr("Lines older than {span}").format(span=self._span(days)), days)
        self.body.addLayout(field(self.tr("What to wipe"), self.older, "history-wipe-what"))
        row = FoldingRow()
        self.wipe_button = button(self.tr("Wipe…"), "secondary", object_name="history-wipe", icon="trash")
        self.wipe_button.clicked.connect(self._ask)
        row.add(self.wipe_button)
        self.stop_button = button(self.tr("Stop"), "secondary", object_name="history-wipe-stop", icon="close")
        self.stop_button.clicked.connect(self._stop)
        self.stop_button.hide()
        row.add(self.stop_button)
        self.body.addWidget(row)
        self.question = Question("history-wipe-question")
        self.body.addWidget(self.question)
        self.said = label("", "positive", wrap=True, object_name="history-wipe-said")
        self.said.hide()
        self.body.addWidget(self.said)
        self._error = error_line(object_name="history-wipe-error")
        self.body.addWidget(self._error)

    def _span(self, days: int) -> str:
        if days == 0:
            return self.tr("For ever")
        if days == 365:
            return self.tr("1 year")
        return self.tr("%n day(s)", "", days)

    def reload(self) -> None:
        """Count again; the history may have grown."""
        if self._working:
            return
        self.said.hide()
        self._error.hide()
        try:
            count = self._log.count()
        except StoreFailedError as error:
            self.lines.setText(self.tr("The history could not be read ({reason}).").format(reason=error))
            return
        text = self.tr("There are %n line(s).", "", count)
        self.lines.setText(text if count else self.tr("There is nothing in it."))
        self.wipe_button.setEnabled(bool(count))
        self.lines_read.emit()

    def _fill(self) -> None:
        days = self._settings.value.history_days
        if self.kept.findData(days) < 0:
            self.kept.addItem(self._span(days), days)
        self.kept.setCurrentIndex(self.kept.findData(days))

    # How long it is kept

    def _kept_chosen(self) -> None:
        days = int(self.kept.currentData())
        self.kept_question.hide()
        count = self._older_than(oldest_kept(days))
        if not count:
            self._keep(days)
            return
        text = self.tr("%n line(s) are older than that and go now.", "", count)
        self.kept_question.ask(text, (self.tr("Remove"), lambda: self._keep_and_remove(days)))

    def _keep(self, days: int) -> None:
        self._settings.change(replace(self._settings.value, history_days=days))

    def _keep_and_remove(self, days: int) -> None:
        self._keep(days)
        self._remove(oldest_kept(days))

    def _older_than(self, moment: datetime | None) -> int:
        """How many lines; 0 while they cannot be counted."""
        if moment is None:
            return 0
        try:
            return self._log.count(moment)
        except StoreFailedError:
            return 0

    # Wiping

    def _ask(self) -> None:
        days = int(self.older.currentData())
        if days == 0:
            text = self.tr("Wipe the whole history? There is no way back.")
        else:
            text = self.tr("Wipe what is older than {span}? There is no way back.").format(
                span=self._span(days)
            )
        self.question.ask(text, (self.tr("Wipe"), lambda: self._remove(oldest_kept(days))))

    def _remove(self, before: datetime | None) -> None:
        self._working, self._stopped, self._said_shrinking = True, False, False
        self._error.hide()
        self.said.hide()
        self.wipe_button.setEnabled(False)
        self.stop_button.show()
        self.stop_button.setEnabled(True)
        future = self._log.remove_before(before, wipe=True, progress=self._go_on, shrinking=self._shrinking)
        when_done(future, self, self._removed, self._failed)

    def _stop(self) -> None:
        self._stopped = True
        self.stop_button.setEnabled(False)
        self.lines.setText(self.tr("Stopping…"))

    def _go_on(self, count: int) -> bool:
        """On the writer's thread."""
        try:
            self._gone.emit(count)
        except RuntimeError:  # the window is gone; what was asked for is done
            return True
        return not self._stopped

    def _shrinking(self) -> bool:
        """On the writer's thread, again and again."""
        if not self._said_shrinking:
            self._said_shrinking = True
            self._go_on(_SHRINKING)
        return not self._stopped

    def _say_gone(self, count: int) -> None:
        if not self._working or self._stopped:
            return
        if count == _SHRINKING:
            self.lines.setText(
                self.tr("The lines are wiped. The data file gets smaller; this can take a while…")
            )
        else:
            self.lines.setText(self.tr("%n line(s) are wiped so far…", "", count))

    def _removed(self, count: int) -> None:
        self._settle()
        self.said.setText(self.tr("%n line(s) were wiped.", "", count))
        self.said.show()

    def _failed(self, error: BaseException) -> None:
        self._settle()
        text = self.tr("Not all of it could be wiped ({reason}). Try again when the disk has room.")
        say_error(self._error, text.format(reason=error))

    def _settle(self) -> None:
        self._working = False
        self.stop_button.hide()
        self.reload()
        self.wiped.emit()
