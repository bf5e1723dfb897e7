"""What happens to several contacts at once, each with a way back."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import Contact, ContactDraft
from softphone.calls.ports import StoreFailedError
from softphone.gui.frame.banners import QuietPlace
from softphone.gui.futures import when_done

T = TypeVar("T")


class SeveralDesk(QObject):
    """Writes to the book and says so in `quiet`.

    `people_changed()` when contacts are others than before, `contacts_gone(ids)`, `merged(contact, ids)` with the one
    that was made of `ids`, `merge_failed()`, `failed(text)`, `busy(is_busy)` when a writing begins and when none goes
    on any more: thousands of contacts take their time.
    """

    people_changed = Signal()
    contacts_gone = Signal(object)
    merged = Signal(object, object)
    merge_failed = Signal()
    failed = Signal(str)
    busy = Signal(bool)

    def __init__(self, book: ContactBook, quiet: QuietPlace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._quiet = quiet
        self._going_on = 0

    def delete(self, ids: Sequence[int]) -> None:
        """Delete them now; Undo brings them back whole."""

        def deleted(gone: tuple[Contact, ...]) -> None:
            self.contacts_gone.emit(tuple(contact.id for contact in gone))
            if len(gone) == 1:
                text = self.tr("{name} was deleted").format(name=gone[0].name)
            else:
                text = self.tr("%n contact(s) were deleted", "", len(gone))
            self._say(text, lambda: self._write(self._book.restore_all(gone)))

        self._then(self._book.delete_all(ids), deleted)

    def set_favourite(self, ids: Sequence[int], favourite: bool) -> None:
        """Undo changes those only that were changed."""
        try:
            found = self._book.listing()
        except StoreFailedError as error:
            self._say_failed(error)
            return
        before = set(found.ids[: found.favourites])
        those = tuple(each for each in ids if (each in before) is not favourite)

        def changed(_: None) -> None:
            self.people_changed.emit()
            if len(ids) == 1:
                return  # the star shows it, and is pressed again as easily
            if favourite:
                text = self.tr("%n contact(s) are favourites now", "", len(ids))
            else:
                text = self.tr("%n contact(s) are no favourites any more", "", len(ids))
            self._say(text, lambda: self._write(self._book.set_favourite(those, not favourite)))

        self._then(self._book.set_favourite(ids, favourite), changed)

    # Groups

    def set_group(self, ids: Sequence[int], group: str, member: bool) -> None:
        """Put them into a group or take them out; Undo changes those only that were changed."""
        try:
            members = set(self._book.listing(group=group).ids)
        except StoreFailedError as error:
            self._say_failed(error)
            return
        those = tuple(each for each in ids if (each in members) is not member)

        def changed(_: None) -> None:
            self.people_changed.emit()
            if member:
                text = self.tr("%n contact(s) put into “{group}”", "", len(those))
            else:
                text = self.tr("%n contact(s) taken out of “{group}”", "", len(those))
            back = self._book.set_group
            self._say(text.format(group=group), lambda: self._write(back(those, group, not member)))

        self._then(self._book.set_group(those, group, member), changed)

    def rename_group(self, group: str, name: str) -> None:
        """Give a group another name; with the name of another one both become one, and Undo parts them again."""
        try:
            before = tuple(self._book.listing(group=group).ids)
            there = set(self._book.listing(group=name).ids)
        except StoreFailedError as error:
            self._say_failed(error)
            return
        came = tuple(each for each in before if each not in there)
        same = name.casefold() == group.casefold()

        def back() -> None:
            if same or not there:
                self._write(self._book.rename_group(name, group))
            else:
                # Both writings are made one after the other by the store.
                self._write(self._book.set_group(before, group, True))
                self._write(self._book.set_group(came, name, False))

        def renamed(_: None) -> None:
            self.people_changed.emit()
            self._say(self.tr("“{group}” is called “{name}” now").format(group=group, name=name), back)

        self._then(self._book.rename_group(group, name), renamed)

    def remove_group(self, group: str) -> None:
        """Remove a group; whoever was in it stays in the contacts."""
        try:
            members = tuple(self._book.listing(group=group).ids)
        except StoreFailedError as error:
            self._say_failed(error)
            return

        def removed(_: None) -> None:
            self.people_changed.emit()
            text = self.tr("The group “{group}” was removed; its people are still there")
            back = self._book.set_group
            self._say(text.format(group=group), lambda: self._write(back(members, group, True)))

        self._then(self._book.set_group(members, group, False), removed)

    # Merging

    def merge(self, ids: Sequence[int], draft: ContactDraft | None) -> None:
        """Make them one; Undo makes them several again."""

        def done(made: tuple[Contact, int]) -> None:
            contact, number = made
            self.merged.emit(contact, tuple(ids))
            text = self.tr("%n contact(s) were merged into {name}", "", len(ids)).format(name=contact.name)
            self._say(text, lambda: self._write(self._book.undo_merge(number)))

        self._then(self._book.merge(ids, draft), done, self._merge_failed)

    def merge_all(self, sets: Sequence[Sequence[int]]) -> None:
        """Merge each of `sets` as the book thinks best, one after the other; one Undo for all of them."""
        left = list(reversed(sets))
        numbers: list[int] = []

        def next_one() -> None:
            if left:
                ids = left.pop()
                self._then(self._book.merge(ids), merged(tuple(ids)), stopped)
            else:
                finished()

        def merged(ids: tuple[int, ...]) -> Callable[[tuple[Contact, int]], None]:
            def take(made: tuple[Contact, int]) -> None:
                numbers.append(made[1])
                self.merged.emit(made[0], ids)
                next_one()

            return take

        def stopped(error: BaseException) -> None:
            left.clear()
            self._merge_failed(error)
            finished()

        def finished() -> None:
            if numbers:
                self._say(self.tr("%n merge(s) were made", "", len(numbers)), back)

        def back() -> None:
            for number in reversed(numbers):
                self._write(self._book.undo_merge(number))

        next_one()

    def _merge_failed(self, error: BaseException) -> None:
        self.merge_failed.emit()
        self._say_failed(error)

    # Writing

    def _say(self, text: str, back: Callable[[], None]) -> None:
        self._quiet.say(text, self.tr("Undo"), back)

    def _write(self, future: Future[T]) -> None:
        self._then(future, lambda _: self.people_changed.emit())

    def _then(
        self,
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self._going_on += 1
        self.busy.emit(True)

        def written(value: T) -> None:
            self._ended()
            done(value)

        def refused(error: BaseException) -> None:
            self._ended()
            (failed or self._say_failed)(error)

        when_done(future, self, written, refused)

    def _ended(self) -> None:
        self._going_on -= 1
        if not self._going_on:
            self.busy.emit(False)

    def _say_failed(self, error: BaseException) -> None:
        self.failed.emit(
            self.tr("This could not be written ({reason}). Everything is as it was before.").format(
                reason=error
            )
        )
