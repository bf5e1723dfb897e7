"""What a move does to the addresses of one contact, and what its undo does. Pure; no database.

A contact's addresses are a tuple of `Slot`s in the person's order. Ids are kept where an address stays, 0 marks
one that is new.
"""

import json
from typing import NamedTuple

from softphone.sip.uri import same_uri


class Slot(NamedTuple):
    id: int
    uri: str
    label: str


Slots = tuple[Slot, ...]


def index_of(slots: Slots, uri: str) -> int | None:
    """Place of the address equal to `uri` (RFC 3261 section 19.1.4), None when it is not there."""
    return next((index for index, slot in enumerate(slots) if same_uri(slot.uri, uri)), None)


def replace_address(slots: Slots, old_uri: str, new_uri: str) -> Slots:
    """`new_uri` where `old_uri` was, with its label. Was it there already, the two become one at the better place.

    `old_uri` absent: `new_uri` is appended unless it is there.
    """
    old = index_of(slots, old_uri)
    new = index_of(slots, new_uri)
    if old is None:
        return slots if new is not None else (*slots, Slot(0, new_uri, ""))
    if new is None or new == old:
        return (*slots[:old], Slot(0, new_uri, slots[old].label), *slots[old + 1 :])
    merged = slots[new]._replace(label=slots[new].label or slots[old].label)
    rest = [slot for index, slot in enumerate(slots) if index not in (old, new)]
    rest.insert(min(old, new), merged)
    return tuple(rest)


def undo_replacement(*, now: Slots, before: Slots, after: Slots, old_uri: str, new_uri: str) -> Slots:
    """The addresses without the move that turned `before` into `after`.

    Nothing has changed since: exactly `before`. Otherwise the old address comes back at the place of the new one,
    which leaves unless it had been there before the move; is the new one gone (a newer move, an edit), the old
    one is added at the end.
    """
    if now == after:
        return before
    if index_of(now, old_uri) is not None:
        return now
    new = index_of(now, new_uri)
    was = index_of(before, old_uri)
    label = before[was].label if was is not None else ""
    back = Slot(0, old_uri, label)
    if new is None:
        return (*now, back)
    if index_of(before, new_uri) is not None:
        return (*now[:new], back, *now[new:])
    return (*now[:new], back._replace(label=now[new].label or label), *now[new + 1 :])


def slots_text(slots: Slots) -> str:
    return json.dumps(slots, ensure_ascii=False)


def slots_value(text: str) -> Slots | None:
    """None when the text is damaged: an undo then goes by the addresses as they are."""
    try:
        return tuple(Slot(int(number), str(uri), str(label)) for number, uri, label in json.loads(text))
    except (ValueError, TypeError):
        return None
