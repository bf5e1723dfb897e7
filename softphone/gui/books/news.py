"""Address books in the window: their syncs begin once it stands, and it says what waits for the person."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from softphone.calls.address_books import BookTrouble, CardConflict
from softphone.gui.frame.banners import Manner
from softphone.gui.settings.settings_list import Section

if TYPE_CHECKING:
    from softphone.gui.books.desk import BooksDesk
    from softphone.gui.frame.window import MainWindow

START_MS = 2000  # after the window: nobody waits for a server
_CONFLICTS = "book-conflicts"


class BooksNews(QObject):
    """Of one window. `desk` is made at the start, or when its page is first shown; None where nothing syncs."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._desk: BooksDesk | None = None
        self._said: dict[str, BookTrouble] = {}
        self._conflicts = 0
        if window.services.books is not None:
            QTimer.singleShot(START_MS, self, self._begin)

    def _begin(self) -> None:
        if self._window.settings.value.address_books:
            self.desk()

    def desk(self) -> "BooksDesk | None":
        books = self._window.services.books
        if self._desk is None and books is not None:
            from softphone.gui.books.desk import BooksDesk  # noqa: PLC0415 -- most phones have no such book

            desk = BooksDesk(books, self._window.services.passwords, self._window.settings, self)
            desk.contacts_changed.connect(self._contacts_changed)
            desk.conflicts_read.connect(self._conflicts_read)
            desk.changed.connect(self._states_changed)
            desk.failed.connect(self._failed)
            desk.password_not_kept.connect(self._password_not_kept)
            self._desk = desk
            desk.start()
        return self._desk

    def rebuilt(self) -> None:
        """The window speaks another language: what it said is said again."""
        self._said.clear()
        if self._desk is not None:
            self._states_changed()
            conflicts, self._conflicts = self._desk.conflicts, 0
            self._conflicts_read(conflicts)

    def page_changed(self) -> None:
        """Another page has come in sight."""
        if self._desk is not None:
            self._desk.hold(self._window.pages.is_editing_contact())

    def show_conflicts(self) -> None:
        self._window.open_section(Section.BOOKS)
        self._window.pages.show_book_conflicts()

    def _contacts_changed(self) -> None:
        """A sync has changed contacts: lists and the page in sight are read again, a form is left alone."""
        window = self._window
        window.lists.contacts_changed()
        window.pages.people_changed()
        shown = window.pages.shown_contact()
        if shown is not None:
            window.pages.reread_contact(shown.id)

    def _conflicts_read(self, conflicts: tuple[CardConflict, ...]) -> None:
        count, before = len(conflicts), self._conflicts
        self._conflicts = count
        if not count:
            self._window.banners.take(_CONFLICTS)
        elif count != before:
            translate = QCoreApplication.translate
            self._window.banners.say(
                _CONFLICTS,
                translate(
                    "BooksNews",
                    "%n contact(s) were changed in both places, here and on a server.",
                    None,
                    count,
                ),
                (translate("BooksNews", "Look at them"), self.show_conflicts),
            )

    def _states_changed(self) -> None:
        desk = self._desk
        if desk is None:
            return
        from softphone.gui.books.words import host_of, is_quiet, trouble_text  # noqa: PLC0415 -- as above

        translate = QCoreApplication.translate
        known = {book.id: book for book in desk.books()}
        for book_id, book in known.items():
            state = desk.state(book_id)
            if state is None or state.syncing:
                continue
            trouble = state.trouble if book.enabled else None
            if trouble is None or is_quiet(trouble):
                if self._said.pop(book_id, None) is not None:
                    self._window.banners.take(("book", book_id))
            elif self._said.get(book_id) is not trouble.kind:
                self._said[book_id] = trouble.kind
                self._window.banners.say(
                    ("book", book_id),
                    trouble_text(trouble, host_of(book)),
                    (
                        translate("BooksNews", "Look at it"),
                        lambda: self._window.open_section(Section.BOOKS),
                    ),
                )
        for book_id in self._said.keys() - known.keys():
            del self._said[book_id]
            self._window.banners.take(("book", book_id))

    def _failed(self, reason: str) -> None:
        said = QCoreApplication.translate(
            "BooksNews", "The address book could not be changed ({reason}). All is as it was; try again."
        )
        self._window.banners.say("book-failed", said.format(reason=reason))

    def _password_not_kept(self, _book_id: str) -> None:
        said = QCoreApplication.translate(
            "BooksNews",
            "The keyring did not take the password of the address book. It is kept until the phone is closed.",
        )
        self._window.banners.say("book-password", said, manner=Manner(icon="lock"))
