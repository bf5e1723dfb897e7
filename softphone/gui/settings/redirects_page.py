"""What this phone does when it is redirected: the standing rules, and where people have moved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from softphone.calls.contact_book import ContactBook
from softphone.gui.frame.page import Page
from softphone.gui.look.components import label
from softphone.gui.settings.moves_part import MovesPart
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.settings.rules_part import RulesPart
from softphone.gui.settings.settings_model import SettingsModel


class RedirectsPage(Page):
    """`undo_requested(move_id, contact)`, `failed(text)`."""

    undo_requested = Signal(int, object)
    failed = Signal(str)

    def __init__(
        self, book: ContactBook, desk: RedirectDesk, settings: SettingsModel, parent: QWidget | None = None
    ) -> None:
        super().__init__("redirects-page", parent)
        self.body.addWidget(label(self.tr("Redirects"), "heading", wrap=True))
        self.body.addWidget(
            label(
                self.tr(
                    "Without a rule the phone asks each time. Lost encryption, another domain, a look-alike name "
                    "or an emergency is always asked about."
                ),
                "muted",
                wrap=True,
            )
        )
        self.body.addWidget(label(self.tr("Standing rules"), "title", wrap=True))
        self.rules = RulesPart(desk, settings)
        self.body.addWidget(self.rules)
        self.body.addWidget(label(self.tr("Who has moved"), "title", wrap=True))
        self.moves = MovesPart(book, desk)
        self.moves.undo_requested.connect(self.undo_requested)
        self.moves.failed.connect(self.failed)
        self.body.addWidget(self.moves)

    def reload(self) -> None:
        self.rules.reload()
        self.moves.reload()

    def reload_moves(self) -> None:
        self.moves.reload()
