"""Language, shortcuts, version and licence."""

from dataclasses import replace
from importlib import metadata

from PySide6.QtWidgets import QGridLayout, QWidget

from softphone.calls.settings import Language
from softphone.gui.call.actions import KEYS
from softphone.gui.frame.page import Page, field
from softphone.gui.look.components import Space, label
from softphone.gui.settings.choices import ChoiceBox
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.shortcut_keys import ANSWER, BACK_TO_CALL, DECLINE, END_AND_ANSWER, HANG_UP

DISTRIBUTION = "redirect-softphone"


def version() -> str:
    """The installed version, "" in a checkout that is not installed."""
    try:
        return metadata.version(DISTRIBUTION)
    except metadata.PackageNotFoundError:
        return ""


class LanguagePage(Page):
    """The language of the window; the window is built anew when it changes."""

    def __init__(self, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("language-page", parent)
        self.body.addWidget(label(self.tr("Language"), "heading", wrap=True))
        self.language = ChoiceBox()
        self.language.addItem(self.tr("As the system"), Language.SYSTEM)
        # A language is named in itself, so that it is found by whoever reads it.
        self.language.addItem("English", Language.ENGLISH)
        self.language.addItem("Русский", Language.RUSSIAN)
        self.language.setCurrentIndex(self.language.findData(settings.value.language))
        self.language.activated.connect(
            lambda: settings.change(replace(settings.value, language=Language(self.language.currentData())))
        )
        self.body.addLayout(field(self.tr("Language of the window"), self.language, "language-choice"))


class AboutPage(Page):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("about-page", parent)
        self.body.addWidget(label(self.tr("About"), "heading", wrap=True))
        self.body.addWidget(label(f"Redirect Softphone {version()}".strip(), "title", wrap=True))
        said = self.tr("A telephone that tells you what a redirect means and lets you decide.")
        self.body.addWidget(label(said, wrap=True))
        licence = self.tr(
            "Free software under the GNU General Public License, version 3 or later. It comes without any "
            "warranty. It stands on Python, Qt for Python (LGPL) and PJSIP (GPL)."
        )
        self.body.addWidget(label(licence, "muted", wrap=True, object_name="about-licence"))
        self.body.addWidget(label(self.tr("Keys"), "overline"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.L)
        grid.setColumnStretch(1, 1)
        for number, (keys, text) in enumerate(self._keys()):
            grid.addWidget(label(keys.replace("+", "+\u200b"), "strong", wrap=True), number, 0)
            grid.addWidget(label(text, wrap=True), number, 1)
        self.body.addLayout(grid)

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl+1 … Ctrl+5", self.tr("Calls, contacts, history, messages, settings")),
            ("Ctrl+L", self.tr("Dial field")),
            ("Ctrl+N", self.tr("New contact")),
            ("Ctrl+F", self.tr("Search contacts")),
            (BACK_TO_CALL, self.tr("Back to the call, from any page")),
            ("Enter", self.tr("Call what is chosen")),
            ("→ ←", self.tr("Unfold and fold a line of the history")),
            ("Del", self.tr("Remove what is chosen")),
            ("Esc", self.tr("Back")),
            ("Enter · Esc", self.tr("Answer or decline a call")),
            (ANSWER, self.tr("Answer whoever calls while you talk; this call waits")),
            (END_AND_ANSWER, self.tr("End this call and answer the other")),
            (DECLINE, self.tr("Decline whoever calls while you talk")),
            (KEYS["mute"], self.tr("Mute the microphone")),
            (KEYS["hold"], self.tr("Hold the call, and go on with it")),
            (KEYS["transfer"], self.tr("Transfer the call")),
            (KEYS["add"], self.tr("Call somebody else; this call waits")),
            (KEYS["record"], self.tr("Record the call")),
            (KEYS["keypad"], self.tr("Keypad; digits are sent without it, too")),
            (KEYS["silence"], self.tr("Silence the other side")),
            (KEYS["sound"], self.tr("Devices and loudness of this call")),
            (HANG_UP, self.tr("Hang up")),
        )
