"""Who may be in the address book more than once. Read on a thread of its own: everybody is looked at."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import chain

from softphone.calls.people import Contact, Duplicates, Likeness
from softphone.store import people_rows
from softphone.store.number_forms import same_number

_MOST_ALIKE = 20  # what more contacts have in common is a switchboard's number, or a very common name
_SAME_KEY = """
    SELECT uri_key, contact_id FROM address WHERE uri_key IN (
        SELECT uri_key FROM address GROUP BY uri_key HAVING count(*) > 1
    ) ORDER BY uri_key, contact_id
"""
_SAME_TAIL = """
    SELECT tail, contact_id, number FROM number WHERE former = 0 AND tail IN (
        SELECT tail FROM number WHERE former = 0 GROUP BY tail HAVING count(*) > 1
    ) ORDER BY tail, contact_id
"""
_NAMES = (
    "SELECT id, substr(search_text, 1, instr(search_text || char(10), char(10)) - 1) FROM contact ORDER BY id"
)


def find_duplicates(connection: sqlite3.Connection, limit: int) -> tuple[Duplicates, ...]:
    """Sets with an address or number in common first, then those with a name; at most `limit`."""
    by_address = list(_joined(chain(_by_key(connection), _by_number(connection))))
    known = {contact_id: frozenset(each) for each in by_address for contact_id in each}
    found = [(Likeness.SAME_ADDRESS, each) for each in sorted(by_address)]
    found += [
        (Likeness.SAME_NAME, each)
        for each in sorted(_by_name(connection))
        if not frozenset(each) <= known.get(each[0], frozenset())
    ]
    del found[limit:]
    wanted = {contact_id for _, each in found for contact_id in each}
    contacts = {each.id: each for each in people_rows.load_contacts(connection, list(wanted))}
    return tuple(
        Duplicates(tuple(sorted((contacts[number] for number in each), key=_fullness)), likeness)
        for likeness, each in found
    )


def _by_key(connection: sqlite3.Connection) -> Iterator[list[int]]:
    """Contacts with the same address."""
    sets: dict[str, list[int]] = {}
    for key, contact_id in connection.execute(_SAME_KEY):
        sets.setdefault(key, []).append(contact_id)
    return _sensible(sets.values())


def _by_number(connection: sqlite3.Connection) -> Iterator[list[int]]:
    """Contacts with the same number, however it is written."""
    tails: dict[str, dict[str, list[int]]] = {}
    for tail, contact_id, number in connection.execute(_SAME_TAIL):
        tails.setdefault(tail, {}).setdefault(number, []).append(contact_id)
    for spellings in tails.values():
        for number in list(spellings)[:_MOST_ALIKE]:
            same = (ids for other, ids in spellings.items() if same_number(number, other))
            yield from _sensible([list(chain.from_iterable(same))])


def _by_name(connection: sqlite3.Connection) -> Iterator[list[int]]:
    """Contacts with the same words in their names, in any order and script."""
    sets: dict[str, list[int]] = {}
    for contact_id, name in connection.execute(_NAMES):
        if name:
            sets.setdefault(" ".join(sorted(name.replace(",", " ").split())), []).append(contact_id)
    return _sensible(sets.values())


def _sensible(sets: Iterable[list[int]]) -> Iterator[list[int]]:
    for each in sets:
        ids = sorted(set(each))
        if 1 < len(ids) <= _MOST_ALIKE:
            yield ids


def _joined(sets: Iterable[list[int]]) -> Iterator[list[int]]:
    """Sets that have somebody in common as one."""
    set_of: dict[int, list[int]] = {}
    for each in sets:
        together: list[int] = []
        for contact_id in each:
            for member in set_of.get(contact_id, [contact_id]):
                if set_of.get(member) is not together:
                    set_of[member] = together
                    together.append(member)
    seen: set[int] = set()
    for contact_id, members in set_of.items():
        if contact_id not in seen:
            seen.update(members)
            yield sorted(members)


def _fullness(contact: Contact) -> tuple[int, int]:
    """Sorts the fullest first, then the oldest."""
    full = len(contact.addresses) + len(contact.former) + len(contact.groups)
    full += sum(map(bool, (contact.organisation, contact.notes, contact.has_picture, contact.favourite)))
    return -full, contact.id
