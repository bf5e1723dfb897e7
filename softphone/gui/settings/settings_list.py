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
    REDIRECTS = "redirects"
    DIVERTING = "diverting"
    DESKTOP = "desktop"
    LANGUAGE = "language"
    ANSWERS = "answers"
    BOOKS = "books"
    HISTORY = "history"
    KEEPING = "keeping"
    DIAGNOSTICS = "diagnostics"
    ABOUT = "about"


class SettingsList(ListPanel):
    """`chosen(section)`."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("settings", "", parent)
        self.heading.set_text(self.tr("Settings"))
        self.list.setAccessibleName(self.tr("Settings"))
        self.list.opened.connect(lambda row: self.chosen.emit(row.value))
        self.list.activated_row.connect(lambda row: self.chosen.emit(row.value))
        texts = (
            (Section.ACCOUNTS, "account", self.tr("Accounts"), self.tr("Addresses, passwords, servers")),
            (Section.SOUND, "microphone", self.tr("Sound"), self.tr("Microphone, loudspeaker, ringing")),
            (Section.CALLS, "phone", self.tr("Calls"), self.tr("Who rings, recordings, do not disturb")),
            (Section.REDIRECTS, "moved", self.tr("Redirects"), self.tr("Rules and remembered moves")),
            (
                Section.DIVERTING,
                "outgoing",
                self.tr("When others call me"),
                self.tr("Send callers elsewhere"),
            ),
            (
                Section.BOOKS,
                "contacts",
                self.tr("Address books"),
                self.tr("The same contacts on all devices"),
            ),
            (Section.HISTORY, "history", self.tr("History"), self.tr("How long it is kept, wipe it")),
            (Section.KEEPING, "shield", self.tr("Backups"), self.tr("Yesterday's data, another computer")),
            (Section.DESKTOP, "bell", self.tr("Desktop"), self.tr("Notifications, tray, start")),
            (Section.LANGUAGE, "web", self.tr("Language"), self.tr("English, Русский")),
            (
                Section.ANSWERS,
                "question",
                self.tr("What the answers mean"),
                self.tr("301, 380, 486 and their neighbours"),
            ),
            (
                Section.DIAGNOSTICS,
                "code",
                self.tr("When something is wrong"),
                self.tr("Test my line, log, SIP messages"),
            ),
            (Section.ABOUT, "info", self.tr("About"), self.tr("Version, licence, keys")),
        )
        self.set_rows(
            Row(key=section, title=title, subtitle=text, avatar="", icon=icon, value=section)
            for section, icon, title, text in texts
        )
