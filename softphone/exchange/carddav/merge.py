"""Two changed cards put together by what they were before (a three-way merge), field by field. Pure.

What only one side has changed is taken from there. What both have changed in the same way is no question, and sets are
put together: addresses, groups, former addresses. What is left is for the person.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from softphone.calls.address_books import CardField, Side
from softphone.calls.cards import Card, FormerCardAddress
from softphone.exchange.vcard import CardError, read_card, write_card
from softphone.sip.uri import uri_key

NOTHING: Final = Card("")
_PLAIN: Final = (
    CardField.NAME,
    CardField.ORGANISATION,
    CardField.NOTES,
    CardField.FAVOURITE,
    CardField.PICTURE,
)
_Pair = tuple[str, str]

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Merged:
    """`fields` both sides have changed differently; in `card` they are as chosen, as they are here without a choice."""

    card: Card
    fields: tuple[CardField, ...] = ()


def comparable(card: Card) -> Card:
    """`card` without what is not compared: where it stood, its uid, and the order of what has none."""
    return replace(
        card,
        uid="",
        entry="",
        groups=tuple(sorted(card.groups, key=str.casefold)),
        former=tuple(sorted(card.former, key=_former_key)),
    )


def as_written(card: Card, base: str) -> Card:
    """`card` as it comes back from a server: a vCard says some things in fewer words."""
    try:
        return read_card(write_card(card, version="3.0", base=base))
    except CardError:
        return card


def same(one: Card, other: Card) -> bool:
    return comparable(one) == comparable(other)


def with_dropped(sent: Card, there: Card) -> Card:
    """`there`, which a server has just made of `sent`, with what it did not keep: some know only what they know, and
    what they forget of a card was deleted by nobody."""
    kept = _keyed(there.addresses)
    whole = _keyed(sent.addresses)
    if kept.keys() <= whole.keys():
        addresses = [kept.get(key, pair) for key, pair in whole.items()]
    else:
        addresses = [*there.addresses, *(pair for key, pair in whole.items() if key not in kept)]
    none: tuple[str, ...] = ()
    return replace(
        there,
        addresses=tuple(addresses),
        former=tuple(_both((), there.former, sent.former, _former_key, there.former)),
        groups=tuple(_both(none, there.groups, sent.groups, str.casefold, there.groups)),
        organisation=there.organisation or sent.organisation,
        notes=there.notes or sent.notes,
        favourite=there.favourite or sent.favourite,
        picture=there.picture or sent.picture,
    )


def merge(
    base: Card,
    here: Card,
    there: Card,
    *,
    written: Card | None = None,
    choices: Mapping[CardField, Side] | None = None,
) -> Merged:
    """`written` is `here` as it comes back from a server, so that what a vCard cannot say counts as no change."""
    plain = here if written is None else written
    chosen = choices or {}
    values: dict[str, Any] = {}
    fields: list[CardField] = []
    for field in _PLAIN:
        name = field.value
        was, mine, theirs = getattr(base, name), getattr(plain, name), getattr(there, name)
        keep_here = theirs in (mine, was) or mine != was
        if mine not in (was, theirs) and theirs != was:
            fields.append(field)
            keep_here = chosen.get(field, Side.HERE) is Side.HERE
        values[name] = getattr(here, name) if keep_here else theirs
    addresses, doubtful = _addresses(base, here, there, plain)
    if doubtful:
        fields.append(CardField.ADDRESSES)
        side = chosen.get(CardField.ADDRESSES)
        if side is not None:
            addresses = here.addresses if side is Side.HERE else there.addresses
    groups = _both(base.groups, plain.groups, there.groups, str.casefold, here.groups)
    former = _both(base.former, plain.former, there.former, _former_key, here.former)
    merged = replace(here, **values, addresses=addresses, groups=tuple(groups), former=tuple(former))
    return Merged(merged, tuple(fields))


def _addresses(base: Card, here: Card, there: Card, plain: Card) -> tuple[tuple[_Pair, ...], bool]:
    """The addresses together, and whether both sides have put different ones in the place of the same."""
    was, mine, theirs = _keyed(base.addresses), _keyed(plain.addresses), _keyed(there.addresses)
    if _alike(mine, theirs) or _alike(theirs, was):
        return here.addresses, False
    if _alike(mine, was):
        return there.addresses, False
    own = _keyed(here.addresses)
    new_here, new_there = mine.keys() - was.keys(), theirs.keys() - was.keys()
    replaced = (was.keys() - mine.keys()) & (was.keys() - theirs.keys())
    doubtful = bool(replaced and new_here - new_there and new_there - new_here)
    merged: dict[Hashable, _Pair] = {}
    for key, (uri, label) in own.items():
        if key in was and key not in theirs:
            continue
        before, then = was.get(key, ("", ""))[1], theirs.get(key, (uri, label))[1]
        unchanged = mine.get(key, (uri, label))[1] == before
        doubtful |= key in was and not unchanged and then not in (before, mine[key][1])
        merged[key] = (uri, then if unchanged else label)
    for key, pair in theirs.items():
        if key in new_there and key not in merged:
            merged[key] = pair
    return tuple(merged.values()), doubtful


def _keyed(addresses: Iterable[_Pair]) -> dict[Hashable, _Pair]:
    """By what makes an address the same; a second one of the same key by its own text."""
    found: dict[Hashable, _Pair] = {}
    for uri, label in addresses:
        key = uri_key(uri)
        found[key if key not in found else uri] = (uri, label)
    return found


def _alike(one: Mapping[Hashable, _Pair], other: Mapping[Hashable, _Pair]) -> bool:
    return list(one) == list(other) and [label for _, label in one.values()] == [
        label for _, label in other.values()
    ]


def _both(
    base: Iterable[Item],
    here: Iterable[Item],
    there: Iterable[Item],
    key: Callable[[Item], Hashable],
    own: Iterable[Item],
) -> list[Item]:
    """Sets put together: what either side has added, without what either has taken out; `own` first."""
    was = {key(each) for each in base}
    mine, theirs = {key(each) for each in here}, {key(each): each for each in there}
    gone = (was - mine) | (was - theirs.keys())
    merged = {key(each): each for each in own if key(each) not in gone}
    for each, item in theirs.items():
        if each not in gone:
            merged.setdefault(each, item)
    return list(merged.values())


def _former_key(former: FormerCardAddress) -> _Pair:
    return uri_key(former.uri), uri_key(former.moved_to)
