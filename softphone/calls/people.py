"""People, their addresses now and before, and what comes of books of them. Plain frozen values, no behaviour."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class ContactAddress:
    """One current address of a contact. `uri` is a sip:, sips: or tel: URI as text, or what a 380 named beside them:
    mailto:, http:, https:, xmpp:, sms:, im:. Those are never called; see `calls.addressing.dialled_address`."""

    id: int
    uri: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class FormerAddress:
    """An address that a contact has moved away from. `move_id` undoes the move."""

    move_id: int
    uri: str
    moved_to: str
    status: int
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Contact:
    """A person or service in the address book. Addresses in the person's order, the first is dialled."""

    id: int
    name: str
    organisation: str = ""
    notes: str = ""
    favourite: bool = False
    addresses: tuple[ContactAddress, ...] = ()
    former: tuple[FormerAddress, ...] = ()
    groups: tuple[str, ...] = ()
    has_picture: bool = False  # `ContactBook.picture` gives it
    uid: str = ""  # the same on every device (vCard UID, RFC 6350 section 6.7.6)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """What a list shows of a contact. `uri` is the first address, "" for none."""

    id: int
    name: str
    uri: str = ""
    organisation: str = ""
    favourite: bool = False
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Who is in a list, by id in its order; the first `favourites` of them are favourites."""

    ids: Sequence[int]
    favourites: int = 0


class Likeness(StrEnum):
    """Why contacts may be one person."""

    SAME_ADDRESS = "same-address"  # one SIP address or number, however it is written
    SAME_NAME = "same-name"  # the same words in any order, script and case


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Contacts that may be one person; the fullest first."""

    contacts: tuple[Contact, ...]
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """What a person typed into the contact form: `addresses` are (uri, label) pairs. `id` None for a new contact."""

    id: int | None
    name: str
    addresses: tuple[tuple[str, str], ...]
    organisation: str = ""
    notes: str = ""
    favourite: bool = False
    groups: tuple[str, ...] | None = None  # None: as they are
    picture: bytes | None = None  # PNG or JPEG; None: as it is, b"": no picture
    uid: str = ""  # "": as it is, or a new one


@dataclass(frozen=True, slots=True)
class RememberedMove:
    """Where an address of nobody in contacts has moved. `expires_at` None means for good (301)."""

    id: int
    old_uri: str
    new_uri: str
    status: int
    learned_at: datetime
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RejectedEntry:
    """An entry of an imported file that was left out whole. `entry` says where it stood, both are safe to show."""

    entry: str
    why: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of an imported file: contacts added, contacts that got something new, contacts that had all of
    it already, remembered moves taken over, and what was left out. `id` is for `ContactBook.undo_import`, 0 when it
    cannot be taken back."""

    added: int = 0
    completed: int = 0
    unchanged: int = 0
    moves: int = 0
    rejected: tuple[RejectedEntry, ...] = ()
    id: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Reminder:
    """ "Call back later": `uri` is dialled on a click, at or after `due_at`."""

    id: int
    uri: str
    name: str
    due_at: datetime
