"""Contacts that were changed here and on the server: both sides, and what is to be kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QGridLayout, QSizePolicy, QWidget

from softphone.calls.address_books import CardConflict, CardField, Keep, Side
from softphone.calls.cards import Card
from softphone.gui.books.choice import SideButton
from softphone.gui.books.desk import BooksDesk
from softphone.gui.books.words import field_name
from softphone.gui.frame.page import Page
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.words.breakable import breakable, breakable_words
from softphone.gui.words.plain_text import short_address

_MOST_SHOWN = 20
_LONGEST = 400


class ConflictsPage(Page):
    """The open conflicts, oldest first. `closed()` when there is none any more, or the person leaves."""

    closed = Signal()

    def __init__(self, desk: BooksDesk, parent: QWidget | None = None) -> None:
        super().__init__("conflicts-page", parent)
        self._desk = desk
        self._shown: tuple[CardConflict, ...] | None = None
        self.body.addWidget(label(self.tr("Changed in both places"), "heading", wrap=True))
        said = self.tr(
            "These contacts were changed on this phone and on the server before the two could be synced. "
            "Nothing is lost: choose what is right."
        )
        self.body.addWidget(label(said, "muted", wrap=True))
        self.cards: list[ConflictCard] = []
        desk.conflicts_read.connect(self.show_conflicts)

    def show_conflicts(self, conflicts: tuple[CardConflict, ...]) -> None:
        if conflicts == self._shown:
            return
        had = bool(self._shown)
        self._shown = conflicts
        content = self.fresh_content()
        self.cards = [ConflictCard(each, self._desk, self) for each in conflicts[:_MOST_SHOWN]]
        for card in self.cards:
            content.addWidget(card)
        if len(conflicts) > _MOST_SHOWN:
            more = self.tr("%n more will come after these.", "", len(conflicts) - _MOST_SHOWN)
            content.addWidget(label(more, "muted", wrap=True))
        if not conflicts:
            content.addWidget(
                label(
                    self.tr("Nothing waits for you: both sides are the same."),
                    wrap=True,
                    object_name="no-conflicts",
                )
            )
        row = FoldingRow()
        back = button(
            self.tr("Back to the address books"), "quiet", object_name="conflicts-back", icon="back"
        )
        back.clicked.connect(self.closed)
        row.add(back)
        content.addWidget(row)
        self.show_content()
        if had and self.isVisible():
            first: QWidget = self.cards[0].first_button if self.cards else back
            first.setFocus(Qt.FocusReason.OtherFocusReason)


class ConflictCard(QFrame):
    """One contact with both sides beside each other, field by field."""

    def __init__(self, conflict: CardConflict, desk: BooksDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflict-card")
        self.setProperty("card", "plain")
        self._conflict = conflict
        self._desk = desk
        self._choices: dict[CardField, Side] = {}
        self._sides: list[SideButton] = []
        layout = column(self, margin=Space.L, spacing=Space.M)
        name = _name(conflict)
        self.setAccessibleName(self.tr("{name} was changed in both places").format(name=name))
        layout.addWidget(label(breakable_words(name), "title", wrap=True, object_name="conflict-name"))
        layout.addWidget(label(self._what_happened(), "muted", wrap=True, object_name="conflict-what"))
        if conflict.here is not None and conflict.there is not None:
            layout.addLayout(self._comparison(conflict.here, conflict.there))
        elif (left := conflict.here or conflict.there) is not None:
            layout.addWidget(label(breakable(_summary(left)), wrap=True, object_name="conflict-left"))
        row = self._buttons(name)
        layout.addWidget(row)

    def _what_happened(self) -> str:
        if self._conflict.here is None:
            return self.tr("You deleted this contact here, and it was changed on the server.")
        if self._conflict.there is None:
            return self.tr("You changed this contact here, and it was deleted on the server.")
        return self.tr("What differs is below. All else has been put together already.")

    def _comparison(self, here: Card, there: Card) -> QGridLayout:
        """A line for each field that differs: what it is, and a button for either side."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.S)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for column_number, words in enumerate((self.tr("On this phone"), self.tr("On the server"))):
            head = label(words, "overline", wrap=True)
            head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(head, 0, column_number)
        line = 1
        for each in self._conflict.fields:
            title = label(field_name(each), "small", wrap=True)
            grid.addWidget(title, line, 0, 1, 2)
            group = QButtonGroup(self)
            for number, (side, card) in enumerate(((Side.HERE, here), (Side.THERE, there))):
                text = _text_of(card, each) or self.tr("(nothing)")
                where = self.tr("on this phone") if side is Side.HERE else self.tr("on the server")
                made = SideButton(text, f"conflict-{each.value}-{side.value}")
                # Not by tr with parts: a screen reader hears what, where, and then the text.
                made.setAccessibleName(", ".join((field_name(each), where, text)))
                made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
                made.toggled.connect(lambda on, each=each, side=side: self._choose(each, side, on))
                group.addButton(made)
                self._sides.append(made)
                grid.addWidget(made, line + 1, number)
            line += 2
        return grid

    def _buttons(self, name: str) -> FoldingRow:
        conflict = self._conflict
        row = FoldingRow()
        ways: tuple[tuple[Keep, str, str], ...]
        if conflict.here is None:
            ways = (
                (Keep.THERE, self.tr("Bring it back"), "undo"),
                (Keep.HERE, self.tr("Delete it there too"), "trash"),
            )
        elif conflict.there is None:
            ways = (
                (Keep.HERE, self.tr("Keep it"), "check"),
                (Keep.THERE, self.tr("Delete it here too"), "trash"),
            )
        else:
            ways = (
                (Keep.HERE, self.tr("Keep this phone's"), "phone"),
                (Keep.THERE, self.tr("Keep the server's"), "web"),
                (Keep.BOTH, self.tr("Keep both as two contacts"), "contacts"),
            )
        for number, (keep, words, icon) in enumerate(ways):
            made = button(words, object_name=f"conflict-keep-{keep.value}", icon=icon)
            made.setAccessibleName(f"{words}, {name}")
            made.clicked.connect(lambda _checked=False, keep=keep: self._solve(keep))
            row.add(made)
            if not number:
                self.first_button = made
        self.chosen_button = button(
            self.tr("Keep what I chose"), "primary", object_name="conflict-keep-chosen"
        )
        self.chosen_button.clicked.connect(lambda: self._solve(Keep.CHOSEN))
        self.chosen_button.hide()
        row.add(self.chosen_button)
        return row

    def _choose(self, each: CardField, side: Side, on: bool) -> None:
        if on:
            self._choices[each] = side
        whole = len(self._choices) == len(self._conflict.fields)
        self.chosen_button.setVisible(whole)

    def _solve(self, keep: Keep) -> None:
        self.setEnabled(False)  # once: the answer of the store makes the page anew
        self._desk.solve(self._conflict, keep, dict(self._choices) if keep is Keep.CHOSEN else None)


def _name(conflict: CardConflict) -> str:
    left = conflict.here or conflict.there
    return left.name if left is not None else conflict.href


def _summary(card: Card) -> str:
    return "\n".join(
        part for part in (card.organisation, *(short_address(uri) for uri, _ in card.addresses)) if part
    )


def _text_of(card: Card, each: CardField) -> str:
    """What a field says, as a person reads it."""
    match each:
        case CardField.ADDRESSES:
            return "\n".join(
                f"{short_address(uri)} ({kind})" if kind else short_address(uri)
                for uri, kind in card.addresses
            )
        case CardField.PICTURE:
            return "▣" if card.picture else ""
        case CardField.FAVOURITE:
            return "★" if card.favourite else "☆"
        case CardField.GROUPS:
            return ", ".join(card.groups)
        case CardField.FORMER:
            return "\n".join(short_address(former.uri) for former in card.former)
        case _:
            text = str(getattr(card, each.value))
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
