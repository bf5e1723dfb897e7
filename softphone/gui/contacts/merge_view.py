"""What is the same and what is different in contacts that may be one, and what of it is to be kept."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from softphone.calls.people import Contact, ContactDraft
from softphone.gui.contacts.pictures import Pictures
from softphone.gui.look.components import Avatar, ElidedLabel, IconLabel, Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.choices import CheckBox
from softphone.gui.words.plain_text import short_address
from softphone.sip.uri import same_uri

MOST_MERGED = 20  # at once: more than that nobody compares
_MOST_HEADS = 4
_MOST_TILES = 12
_SHOWN = 70  # characters of a text on a tile


@dataclass(frozen=True, slots=True)
class SharedAddress:
    """An address with those of the contacts that have it."""

    uri: str
    label: str
    owners: tuple[int, ...]


def shared_addresses(contacts: Sequence[Contact]) -> tuple[SharedAddress, ...]:
    """All addresses, each once, in the order of the contacts."""
    found: list[SharedAddress] = []
    for contact in contacts:
        for address in contact.addresses:
            place = next((n for n, each in enumerate(found) if same_uri(each.uri, address.uri)), None)
            if place is None:
                found.append(SharedAddress(address.uri, address.label, (contact.id,)))
            else:
                known = found[place]
                owners = tuple(dict.fromkeys((*known.owners, contact.id)))
                found[place] = SharedAddress(known.uri, known.label or address.label, owners)
    return tuple(found)


class FieldChoice(QWidget):
    """One field: its value where it is the same in all, else a tile for each value, beside each other."""

    def __init__(
        self,
        name: str,
        title: str,
        values: Iterable[str],
        *,
        all_of_them: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """`all_of_them` are the words of a first tile for all values, one below the other."""
        super().__init__(parent)
        different = tuple(dict.fromkeys(value for value in values if value.strip()))
        tiles = [(" ".join(value.split()), value) for value in different[:_MOST_TILES]]
        if all_of_them and len(different) > 1:
            tiles.insert(0, (all_of_them, "\n\n".join(different)))
        self._values = tuple(value for _, value in tiles)
        if not tiles:
            self.hide()
        layout = column(self, spacing=Space.XS)
        layout.addWidget(label(title, "overline"))
        self._group = QButtonGroup(self)
        if len(tiles) < 2:
            layout.addLayout(self._same(name))
            return
        row = FoldingRow()
        for number, (shown, value) in enumerate(tiles):
            made = button(
                shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…",
                object_name=f"merge-{name}-{number + 1}",
                accessible_name=f"{title}: {shown}",
            )
            made.setToolTip(value)
            made.setCheckable(True)
            made.setChecked(number == 0)
            self._group.addButton(made, number)
            row.add(made)
        layout.addWidget(row)

    def _same(self, name: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("check", "positive-text", size=16))
        row.addWidget(ElidedLabel(self.value, object_name=f"merge-{name}-same"), 1)
        return row

    @property
    def value(self) -> str:
        """What is to be kept, "" where nobody has any."""
        return self._values[max(0, self._group.checkedId())] if self._values else ""


class PictureChoice(QWidget):
    """Whose picture is kept, where more than one have any. They are unpacked after it is shown."""

    def __init__(
        self, contacts: Sequence[Contact], pictures: Pictures | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictured = [each for each in contacts if each.has_picture]
        self._pictures = pictures
        self._group = QButtonGroup(self)
        if len(self._pictured) < 2:
            self.hide()
            return
        title = self.tr("Picture")
        layout = column(self, spacing=Space.XS)
        layout.addWidget(label(title, "overline"))
        row = FoldingRow(wraps=True)
        for number, contact in enumerate(self._pictured):
            made = button(
                "",
                object_name=f"merge-picture-{number + 1}",
                accessible_name=f"{title}: {contact.name}",
                icon="person",
            )
            made.setIconSize(QSize(48, 48))
            made.setCheckable(True)
            made.setChecked(number == 0)
            self._group.addButton(made, number)
            row.add(made)
            self._show(contact.id)
        layout.addWidget(row)
        if pictures is not None:
            pictures.changed.connect(self._show)

    def _show(self, contact_id: int) -> None:
        for number, contact in enumerate(self._pictured):
            made = self._group.button(number)
            disc = self._pictures.of(contact_id) if self._pictures is not None else None
            if contact.id == contact_id and made is not None and disc is not None:
                made.setIcon(QIcon(disc))

    @property
    def contact_id(self) -> int | None:
        """Whose picture it is; None where nobody has any."""
        return self._pictured[max(0, self._group.checkedId())].id if self._pictured else None


class MergeView(QWidget):
    """`merge_requested(ids, draft)`, `left()` when they are to stay as they are."""

    merge_requested = Signal(object, object)
    left = Signal()

    def __init__(
        self,
        picture_of: Callable[[int], bytes | None],
        leave_text: str,
        pictures: Pictures | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("merge-view")
        self._picture_of = picture_of
        self._pictures = pictures
        if pictures is not None:
            pictures.changed.connect(self._picture_read)
        self._avatars: dict[int, Avatar] = {}
        self._leave_text = leave_text
        self._layout = column(self, spacing=Space.M)
        self._content: QWidget | None = None
        self._contacts: tuple[Contact, ...] = ()

    @property
    def contacts(self) -> tuple[Contact, ...]:
        return self._contacts

    def show_contacts(self, contacts: Sequence[Contact]) -> None:
        """Show what is in these; the first is kept, what else is chosen goes into it."""
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._contacts = tuple(contacts)
        self._content = QWidget()
        layout = column(self._content, spacing=Space.M)
        layout.addWidget(self._heads())
        self.name = FieldChoice("name", self.tr("Name"), (each.name for each in contacts))
        layout.addWidget(self.name)
        self.organisation = FieldChoice(
            "organisation", self.tr("Organisation"), (each.organisation for each in contacts)
        )
        layout.addWidget(self.organisation)
        self.notes = FieldChoice(
            "notes",
            self.tr("Notes"),
            (each.notes for each in contacts),
            all_of_them=self.tr("All of them, one below the other"),
        )
        layout.addWidget(self.notes)
        self.picture = PictureChoice(contacts, self._pictures)
        layout.addWidget(self.picture)
        self._add_addresses(layout)
        together = self.tr("Groups, former addresses, rules and calls of all of them come together.")
        layout.addWidget(label(together, "small", wrap=True))
        layout.addWidget(self._buttons())
        self._layout.addWidget(self._content)

    def _heads(self) -> FoldingRow:
        row = FoldingRow()
        self._avatars = {}
        for number, contact in enumerate(self._contacts[:_MOST_HEADS], 1):
            frame = QFrame()
            frame.setObjectName(f"merge-head-{number}")
            frame.setProperty("row", "chosen" if number == 1 else "plain")
            frame.setMinimumWidth(200)
            inner = QHBoxLayout(frame)
            inner.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
            inner.setSpacing(Space.S)
            avatar = self._avatars[contact.id] = Avatar(contact.name, size=36)
            if contact.has_picture and self._pictures is not None:
                avatar.set_picture(self._pictures.of(contact.id))
            inner.addWidget(avatar)
            texts = QVBoxLayout()
            texts.setSpacing(0)
            texts.addWidget(ElidedLabel(contact.name, "strong"))
            texts.addWidget(ElidedLabel(self._about(contact), "small"))
            inner.addLayout(texts, 1)
            row.add(frame)
        left = len(self._contacts) - _MOST_HEADS
        if left > 0:
            row.add(label(self.tr("and %n more", "", left), "small"))
        return row

    def _picture_read(self, contact_id: int) -> None:
        if contact_id in self._avatars and self._pictures is not None:
            self._avatars[contact_id].set_picture(self._pictures.of(contact_id))

    def _about(self, contact: Contact) -> str:
        parts = [self.tr("%n address(es)", "", len(contact.addresses))]
        if contact.organisation:
            parts.insert(0, contact.organisation)
        return " · ".join(parts)

    def _add_addresses(self, layout: QVBoxLayout) -> None:
        self._addresses = shared_addresses(self._contacts)
        self._boxes: list[CheckBox] = []
        if self._addresses:
            layout.addWidget(label(self.tr("Addresses that are kept"), "overline"))
        for number, address in enumerate(self._addresses, 1):
            box = CheckBox(self._worded(address), f"merge-address-{number}")
            box.setToolTip(address.uri)
            box.setChecked(True)
            layout.addWidget(box)
            self._boxes.append(box)

    def _worded(self, address: SharedAddress) -> str:
        shown = short_address(address.uri)
        if address.label:
            shown = f"{shown} ({address.label})"
        if len(address.owners) == len(self._contacts):
            return self.tr("{address} · in all of them").format(address=shown)
        names = {contact.id: contact.name for contact in self._contacts}
        owners = ", ".join(dict.fromkeys(names[each] for each in address.owners))
        return self.tr("{address} · of {name}").format(address=shown, name=owners)

    def _buttons(self) -> FoldingRow:
        row = FoldingRow()
        self.merge_button = button(
            self.tr("Merge into one"), "primary", object_name="merge-do", icon="conference"
        )
        self.merge_button.clicked.connect(self._merge)
        row.add(self.merge_button)
        self.leave_button = button(self._leave_text, "quiet", object_name="merge-leave")
        self.leave_button.clicked.connect(self.left)
        row.add(self.leave_button)
        return row

    def draft(self) -> ContactDraft:
        """The one contact that is to come out of it."""
        kept = zip(self._addresses, self._boxes, strict=True)
        pictured = self.picture.contact_id
        return ContactDraft(
            id=self._contacts[0].id,
            name=self.name.value,
            addresses=tuple((each.uri, each.label) for each, box in kept if box.isChecked()),
            organisation=self.organisation.value,
            notes=self.notes.value,
            favourite=any(each.favourite for each in self._contacts),
            groups=tuple(dict.fromkeys(group for each in self._contacts for group in each.groups)),
            picture=None if pictured is None else self._picture_of(pictured),
        )

    def _merge(self) -> None:
        self.merge_button.setEnabled(False)
        self.merge_requested.emit(tuple(each.id for each in self._contacts), self.draft())

    def merge_failed(self) -> None:
        """Nothing was written: it can be tried again."""
        if self._content is not None:
            self.merge_button.setEnabled(True)
