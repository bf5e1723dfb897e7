"""What the dial field proposes while one types: contacts first, then addresses of the history."""

from collections.abc import Iterable
from dataclasses import dataclass

from softphone.calls.addressing import can_be_called, dialled_address
from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import AttemptRecord
from softphone.gui.words.plain_text import short_address


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row of the popup: `uri` is dialled. `name` and `label` may be ""."""

    name: str
    uri: str
    label: str = ""

    @property
    def address(self) -> str:
        return short_address(self.uri)


LIMIT = 8


def looks_like_address(text: str) -> bool:
    """Whether `text` is meant as an address or a number rather than as a name."""
    return any(letter in text for letter in "@:<.[") or not any(letter.isalpha() for letter in text)


def suggest(text: str, book: ContactBook, recent: Iterable[AttemptRecord]) -> tuple[Suggestion, ...]:
    """At most `LIMIT` suggestions for what was typed; none for an empty field.

    None either while the store cannot be read: an address can be typed all the same.
    """
    wanted = text.strip().casefold()
    if not wanted:
        return ()
    try:
        return _suggest(text, wanted, book, recent)
    except StoreFailedError:
        return ()


def _suggest(
    text: str, wanted: str, book: ContactBook, recent: Iterable[AttemptRecord]
) -> tuple[Suggestion, ...]:
    found: list[Suggestion] = []
    seen: set[str] = set()
    for contact in book.search(text.strip(), limit=LIMIT):
        for address in contact.addresses:
            key = address.uri.casefold()
            if key not in seen and can_be_called(address.uri):
                seen.add(key)
                found.append(Suggestion(contact.name, address.uri, address.label))
    # A name that begins with the letters stands before one that has them somewhere.
    found.sort(key=lambda suggestion: _rank(suggestion, wanted))
    for record in recent:
        if wanted not in record.party_uri.casefold() and wanted not in record.party_name.casefold():
            continue
        moved = book.current_address(record.party_uri)
        uri = record.party_uri if moved is None else moved.new_uri
        key = uri.casefold()
        if key not in seen:
            seen.add(key)
            found.append(Suggestion(record.party_name, uri))
        if len(found) >= LIMIT:
            break
    return tuple(found[:LIMIT])


def _rank(suggestion: Suggestion, wanted: str) -> int:
    name = suggestion.name.casefold()
    if name.startswith(wanted) or suggestion.address.casefold().startswith(wanted):
        return 0
    return 1 if any(word.startswith(wanted) for word in name.split()) else 2


def exact_name(text: str, book: ContactBook) -> Suggestion | None:
    """The first address of the one contact that is called exactly `text`, in any case of letters."""
    wanted = text.strip().casefold()
    try:
        found = book.search(text.strip(), limit=LIMIT)
    except StoreFailedError:
        return None
    named = [contact for contact in found if contact.name.casefold() == wanted]
    matches = [(contact, address) for contact in named if (address := dialled_address(contact)) is not None]
    if len(matches) != 1:
        return None
    contact, address = matches[0]
    return Suggestion(contact.name, address.uri, address.label)
