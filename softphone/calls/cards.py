"""A person as files and servers carry them: vCard, CSV, CardDAV and LDAP are read into this, and written from it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FormerCardAddress:
    """An address that somebody has moved away from, by which 3xx and when."""

    uri: str
    moved_to: str
    status: int
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """One entry of an address book. `addresses` are (uri, label) pairs in the person's order, of the schemes that a
    contact may have; `picture` is PNG or JPEG. `uid` "" for an entry without one. `entry` says where it stood in the
    file or on the server, for reports; it is safe to show."""

    name: str
    addresses: tuple[tuple[str, str], ...] = ()
    former: tuple[FormerCardAddress, ...] = ()
    organisation: str = ""
    notes: str = ""
    groups: tuple[str, ...] = ()
    favourite: bool = False
    picture: bytes = b""
    uid: str = ""
    entry: str = ""
