"""The page of backups and of moving to another computer."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.keeping import Backup, Everything, SafeKeeping
from softphone.gui.frame.page import Page, field
from softphone.gui.futures import when_done
from softphone.gui.keeping.words import backup_text, everything_text, reason_text
from softphone.gui.look.components import button, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.file_dialogs import ask_open, ask_save
from softphone.gui.look.folding import FoldingRow
from softphone.gui.look.people_list import Row, RowList
from softphone.gui.look.question import Question
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import moment_text

_KEPT = (3, 7, 14, 30)
_ROWS_SHOWN = 5
_SUFFIX = "softphone"


class KeepingPage(Page):
    """`about_to_replace()` before other data takes the place of what is there, `replaced(settings, text)` after it;
    `settings` is None when they have stayed. `busy` says whether calls go on, under which nothing is replaced."""

    about_to_replace = Signal()
    replaced = Signal(object, str)
    listed = Signal()

    def __init__(
        self,
        keeping: SafeKeeping,
        settings: SettingsModel,
        busy: Callable[[], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("keeping-page", parent)
        self._keeping = keeping
        self._settings = settings
        self._busy = busy
        self._working = False
        self.body.addWidget(label(self.tr("Backups"), "heading", wrap=True))
        said = self.tr(
            "Once a day your contacts, history and rules are copied. A copy that you bring back takes the place of "
            "what is here now, which becomes a copy itself."
        )
        self.body.addWidget(label(said, wrap=True))
        self._add_backups()
        self._add_moving()
        for each in (self.question, self.import_question):
            each.asked.connect(lambda asked=each: self.ensureWidgetVisible(asked))
        settings.changed.connect(self._fill)
        self._fill()

    def _add_backups(self) -> None:
        self._none = label(self.tr("There is no copy yet."), "muted", wrap=True, object_name="keeping-none")
        self.body.addWidget(self._none)
        self.list = RowList(object_name="keeping-list", accessible_name=self.tr("Backups"))
        self.list.setProperty("ground", "canvas")
        self.list.removed.connect(lambda _: self._ask_remove())
        self.list.activated_row.connect(lambda _: self._ask_restore())
        self.list.selectionModel().currentChanged.connect(lambda _: self._enable())
        self.body.addWidget(self.list)
        row = FoldingRow()
        self.restore_button = button(self.tr("Bring back…"), object_name="keeping-restore", icon="undo")
        self.restore_button.clicked.connect(self._ask_restore)
        self.now_button = button(self.tr("Back up now"), object_name="keeping-now", icon="check")
        self.now_button.clicked.connect(self._back_up)
        self.remove_button = button(self.tr("Remove…"), "quiet", object_name="keeping-remove", icon="trash")
        self.remove_button.clicked.connect(self._ask_remove)
        for each in (self.restore_button, self.now_button, self.remove_button):
            row.add(each)
        self.body.addWidget(row)
        self.question = Question("keeping-question")
        self.body.addWidget(self.question)
        self._done, self._error = self._lines("keeping-backup")
        self.kept = ChoiceBox()
        for number in sorted({*_KEPT, self._settings.value.backups_kept}):
            self.kept.addItem(self.tr("%n day(s)", "", number), number)
        self.kept.activated.connect(
            lambda: self._settings.change(
                replace(self._settings.value, backups_kept=int(self.kept.currentData()))
            )
        )
        why = self.tr("Older copies go. When copies are very large, fewer are kept.")
        self.body.addLayout(field(self.tr("Keep the copies of"), self.kept, "keeping-kept", hint=why))

    def _add_moving(self) -> None:
        self.body.addWidget(label(self.tr("To another computer"), "heading", wrap=True))
        said = self.tr(
            "One file takes contacts, history, rules, accounts and settings along. Passwords and recordings are not in "
            "it: the other phone asks for each password once."
        )
        self.body.addWidget(label(said, wrap=True))
        row = FoldingRow()
        self.export_button = button(self.tr("Export everything…"), object_name="keeping-export")
        self.export_button.clicked.connect(self._choose_target)
        self.import_button = button(self.tr("Import everything…"), object_name="keeping-import")
        self.import_button.clicked.connect(self._choose_source)
        row.add(self.export_button)
        row.add(self.import_button)
        self.body.addWidget(row)
        self.import_question = Question("keeping-import-question")
        self.body.addWidget(self.import_question)
        self._moved, self._not_moved = self._lines("keeping-move")

    def _lines(self, name: str) -> tuple[Any, Any]:
        done = label("", wrap=True, object_name=f"{name}-done")
        done.hide()
        error = error_line(object_name=f"{name}-error")
        self.body.addWidget(done)
        self.body.addWidget(error)
        return done, error

    def reload(self) -> None:
        """Read again what backups there are."""
        when_done(self._keeping.backups(), self, self._show, self._say_failed)

    def _fill(self) -> None:
        self.kept.setCurrentIndex(self.kept.findData(self._settings.value.backups_kept))

    def _show(self, backups: tuple[Backup, ...]) -> None:
        chosen = self.list.current_key()
        self.list.rows.set_rows(self._row(each) for each in backups)
        self.list.setVisible(bool(backups))
        self._none.setVisible(not backups)
        if backups:
            if chosen is None or not self.list.choose(chosen):
                self.list.choose(str(backups[0].path))
            self.list.setFixedHeight(min(_ROWS_SHOWN, len(backups)) * self.list.sizeHintForRow(0) + 2)
        self._enable()
        self.listed.emit()

    def _row(self, backup: Backup) -> Row:
        return Row(
            key=str(backup.path),
            title=moment_text(backup.made_at),
            subtitle=backup_text(backup),
            right=self.tr("before a change") if backup.before else "",
            avatar="",
            icon="clock" if backup.readable else "warning",
            value=backup,
        )

    def _chosen(self) -> Backup | None:
        row = self.list.current_row()
        return row.value if row is not None and isinstance(row.value, Backup) else None

    def _enable(self) -> None:
        chosen = self._chosen()
        self.restore_button.setEnabled(not self._working and chosen is not None and chosen.readable)
        self.remove_button.setEnabled(not self._working and chosen is not None)
        for each in (self.now_button, self.export_button, self.import_button):
            each.setEnabled(not self._working)

    # What is done

    def _ask_restore(self) -> None:
        backup = self._chosen()
        if backup is None or not backup.readable or self._in_a_call(self._error):
            return
        text = self.tr(
            "Put the copy of {when} in the place of your contacts, history and rules? Settings stay as they are."
        )
        self.question.ask(
            text.format(when=moment_text(backup.made_at)),
            (self.tr("Bring it back"), lambda: self._restore(backup)),
        )

    def _restore(self, backup: Backup) -> None:
        if self._in_a_call(self._error):
            return
        text = self.tr("The copy of {when} is here again.").format(when=moment_text(backup.made_at))

        self.about_to_replace.emit()
        self._run(self._keeping.restore(backup), lambda _: self.replaced.emit(None, text), self._say_failed)

    def _ask_remove(self) -> None:
        backup = self._chosen()
        if backup is not None:
            text = self.tr("Remove the copy of {when} for good?").format(when=moment_text(backup.made_at))
            self.question.ask(text, (self.tr("Remove"), lambda: self._remove(backup)))

    def _remove(self, backup: Backup) -> None:
        self._run(self._keeping.remove(backup), lambda _: self.reload(), self._say_failed)

    def _back_up(self) -> None:
        def made(_: Backup) -> None:
            self._say_done(self.tr("Everything is copied."))
            self.reload()

        self._run(self._keeping.back_up(), made, self._say_failed)

    def _choose_target(self) -> None:
        title, file = self.tr("Export everything"), f"{datetime.now().astimezone():%Y-%m-%d}.{_SUFFIX}"
        ask_save(self, title, {self._kind(): _SUFFIX}, self.export_to, name="keeping-dialog", file=file)

    def _choose_source(self) -> None:
        if not self._in_a_call(self._not_moved):
            title = self.tr("Import everything")
            ask_open(self, title, [self._kind()], self.import_from, name="keeping-dialog")

    def _kind(self) -> str:
        return self.tr("Everything of a phone (*.softphone)")

    def export_to(self, path: Path) -> None:
        def written(_: Everything) -> None:
            self._say_moved(
                self.tr("Everything but passwords and recordings is in {file}.").format(file=path)
            )

        self._run(self._keeping.export_all(path), written, self._say_not_moved)

    def import_from(self, path: Path) -> None:
        """Say what the file holds, and ask."""

        def seen(found: Everything) -> None:
            text = everything_text(found) + " "
            text += self.tr("It takes the place of everything here, which becomes a copy in the list above.")
            self.import_question.ask(text, (self.tr("Take it over"), lambda: self._import(path)))

        self._run(self._keeping.look_into(path), seen, self._say_not_moved)

    def _import(self, path: Path) -> None:
        if self._in_a_call(self._not_moved):
            return

        text = self.tr("It is all here now. Accounts ask for their passwords once.")

        def taken(found: Everything) -> None:
            self.replaced.emit(found.settings, text)

        self.about_to_replace.emit()
        self._run(self._keeping.import_all(path), taken, self._say_not_moved)

    def _run(
        self, future: Future[Any], then: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        """One thing at a time; what came of the one before is said no more."""
        for each in (self._done, self._error, self._moved, self._not_moved):
            each.hide()
        self._working = True
        self._enable()

        def over(action: Callable[[Any], None]) -> Callable[[Any], None]:
            def run(value: Any) -> None:
                self._working = False
                self._enable()
                action(value)

            return run

        when_done(future, self, over(then), over(failed))

    # What is said

    def _in_a_call(self, place: Any) -> bool:
        if self._busy():
            say_error(place, self.tr("A call is on. End it first: its line would be lost."))
            return True
        return False

    def _say_done(self, text: str) -> None:
        self._done.setText(text)
        self._done.show()

    def _say_moved(self, text: str) -> None:
        self._moved.setText(text)
        self._moved.show()

    def _say_failed(self, error: BaseException) -> None:
        text = self.tr("That did not work ({reason}). Nothing was changed.")
        say_error(self._error, text.format(reason=reason_text(error)))

    def _say_not_moved(self, error: BaseException) -> None:
        text = self.tr("That did not work ({reason}). Nothing was changed.")
        say_error(self._not_moved, text.format(reason=reason_text(error)))
