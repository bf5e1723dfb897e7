"""The sections of the settings as a list."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.gui.frame.list_panel import ListPanel
from softphone.gui.look.people_list import Row


class Section(StrEnum):
    ACCOUNTS = "accounts"
    SOUND = "sound"
    CALLS = "calls"
    LANGUAGE = "language"
    ABOUT = "about"


class SettingsList(ListPanel):
    """`chosen(section)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("settings", "", parent)
        self.heading.setText(self.tr("Settings"))
        self.list.setAccessibleName(self.tr("Settings"))
        self.list.opened.connect(lambda row: self.chosen.emit(row.value))
        self.list.activated_row.connect(lambda row: self.chosen.emit(row.value))
        texts = (
            (Section.ACCOUNTS, "account", self.tr("Accounts"), self.tr("Addresses, passwords, servers")),
            (Section.SOUND, "microphone", self.tr("Sound"), self.tr("Microphone, loudspeaker, ringing")),
            (Section.CALLS, "moved", self.tr("Calls"), self.tr("Redirects and remembered moves")),
            (Section.LANGUAGE, "web", self.tr("Language"), self.tr("English, Русский")),
            (Section.ABOUT, "info", self.tr("About"), self.tr("Version, licence, keys")),
        )
        self.set_rows(
            Row(key=section, title=title, subtitle=text, avatar="", icon=icon, value=section)
            for section, icon, title, text in texts
        )
