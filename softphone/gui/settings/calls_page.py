"""Calls in general: who rings, whose account they go out by, where recordings go, what others are told."""

from dataclasses import replace
from pathlib import Path

import platformdirs
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.calls.settings import Presence, RecordingFormat, WhoRings
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import button, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.file_dialogs import ask_folder
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.block_list import BlockList
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.plain_text import short_address

_HOPS = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20)


class CallsPage(Page):
    def __init__(self, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("calls-page", parent)
        self._settings = settings
        self.body.addWidget(label(self.tr("Calls"), "heading", wrap=True))
        self._add_ringing()
        self.blocked = BlockList(settings)
        self.body.addWidget(self.blocked)
        self.body.addWidget(label(self.tr("When I call"), "overline"))
        self.account = ChoiceBox()
        self.account.activated.connect(self._account_chosen)
        self.body.addLayout(field(self.tr("Call from"), self.account, "calls-account"))
        self.hops = ChoiceBox()
        for number in sorted({*_HOPS, settings.value.max_hops}):
            self.hops.addItem(str(number), number)
        self.hops.activated.connect(lambda: self._change(max_hops=int(self.hops.currentData())))
        why = self.tr("A call that is sent on more often than this ends, so that nobody is led in circles.")
        self.body.addLayout(
            field(self.tr("Redirects of one call, at most"), self.hops, "calls-hops", hint=why)
        )
        self._add_recording()
        settings.changed.connect(self._fill)
        self._fill()

    def _change(self, **changes: object) -> None:
        self._settings.change(replace(self._settings.value, **changes))  # type: ignore[arg-type]  # names as below

    def _add_ringing(self) -> None:
        self.quiet = CheckBox(
            self.tr("Do not disturb: nothing rings, the history shows who called"), "calls-dnd"
        )
        self.quiet.clicked.connect(lambda on: self._change(do_not_disturb=on))
        self.waiting = CheckBox(self.tr("Let a second caller ring while I talk"), "calls-waiting")
        self.waiting.clicked.connect(lambda on: self._change(call_waiting=on))
        for box in (self.quiet, self.waiting):
            self.body.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
        self.who = ChoiceBox()
        self.who.addItem(self.tr("Everybody"), WhoRings.EVERYBODY)
        self.who.addItem(self.tr("Only my contacts"), WhoRings.CONTACTS)
        self.who.activated.connect(lambda: self._change(who_rings=WhoRings(self.who.currentData())))
        self.body.addLayout(field(self.tr("Who may ring"), self.who, "calls-who"))
        self.presence = ChoiceBox()
        self.presence.addItem(self.tr("Available"), Presence.AVAILABLE)
        self.presence.addItem(self.tr("Away"), Presence.AWAY)
        self.presence.addItem(self.tr("Busy"), Presence.BUSY)
        self.presence.activated.connect(lambda: self._change(presence=Presence(self.presence.currentData())))
        why = self.tr("For accounts that tell contacts whether you are available.")
        self.body.addLayout(field(self.tr("What my contacts see"), self.presence, "calls-presence", hint=why))

    def _add_recording(self) -> None:
        self.body.addWidget(label(self.tr("Recordings"), "overline"))
        self.folder = QLineEdit()
        self.folder.setPlaceholderText(_usual_folder())
        self.folder.editingFinished.connect(self._folder_typed)
        why = self.tr("Say that you record before you do: in many countries the law asks for it.")
        self.body.addLayout(field(self.tr("Folder"), self.folder, "calls-recordings", hint=why))
        self._error = error_line(object_name="calls-recordings-error")
        self.folder.textChanged.connect(lambda _: self._error.hide())
        self.body.addWidget(self._error)
        row = FoldingRow()
        self.choose_button = button(self.tr("Choose a folder…"), object_name="calls-recordings-choose")
        self.choose_button.clicked.connect(self._choose_folder)
        row.add(self.choose_button)
        self.open_button = button(self.tr("Show the folder"), "quiet", object_name="calls-recordings-open")
        self.open_button.clicked.connect(self._open_folder)
        row.add(self.open_button)
        self.body.addWidget(row)
        self.format = ChoiceBox()
        self.format.addItem(self.tr("WAV (plays everywhere)"), RecordingFormat.WAV)
        self.format.addItem(self.tr("FLAC (half as large)"), RecordingFormat.FLAC)
        self.format.activated.connect(
            lambda: self._change(recording_format=RecordingFormat(self.format.currentData()))
        )
        self.body.addLayout(field(self.tr("Format"), self.format, "calls-format"))

    def _fill(self) -> None:
        value = self._settings.value
        self.quiet.setChecked(value.do_not_disturb)
        self.waiting.setChecked(value.call_waiting)
        self.who.setCurrentIndex(self.who.findData(value.who_rings))
        self.presence.setCurrentIndex(self.presence.findData(value.presence))
        self.format.setCurrentIndex(self.format.findData(value.recording_format))
        self.hops.setCurrentIndex(self.hops.findData(value.max_hops))
        if not self.folder.hasFocus():
            self.folder.setText(value.recordings)
        self.account.clear()
        for account in value.accounts:
            self.account.addItem(short_address(account.uri), account.id)
        if not value.accounts:
            self.account.addItem(self.tr("No account"), "")
        self.account.setEnabled(len(value.accounts) > 1)
        chosen = self._settings.default_account()
        if chosen is not None:
            self.account.setCurrentIndex(self.account.findData(chosen.id))

    def _account_chosen(self) -> None:
        self._change(default_account=self.account.currentData() or "")

    def _folder_typed(self) -> None:
        typed = self.folder.text().strip()
        if typed and not Path(typed).is_absolute():
            say_error(self._error, self.tr("Write the whole path of the folder, from / on."))
            return
        if typed and not Path(typed).is_dir():
            say_error(self._error, self.tr("There is no such folder."))
            return
        self._change(recordings=typed)

    def _choose_folder(self) -> None:
        title, folder = self.tr("Folder for recordings"), self.folder.text()
        ask_folder(self, title, self._folder_chosen, name="recordings-dialog", folder=folder)

    def _folder_chosen(self, path: Path) -> None:
        self.folder.setText(str(path))
        self._folder_typed()

    def _open_folder(self) -> None:
        folder = Path(self._settings.value.recordings or _usual_folder())
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            say_error(self._error, self.tr("There is no such folder yet; the first recording makes it."))


def _usual_folder() -> str:
    return str(platformdirs.user_music_path() / "Softphone")
