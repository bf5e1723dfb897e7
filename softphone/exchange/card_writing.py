"""A `Card` as a vCard 3.0 (RFC 2426) or 4.0 (RFC 6350), over the one it came from."""

import base64
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from softphone.calls.cards import Card, FormerCardAddress
from softphone.exchange.bounds import MAX_FORMER
from softphone.exchange.card_addresses import (
    label_of,
    says_where,
    types_of,
    way_line,
    without_doubles,
)
from softphone.exchange.card_reading import (
    FAVOURITE,
    FORMER,
    LABEL,
    POSITION,
    STARRED,
    CardError,
    Way,
    card_of,
    categories_of,
    no_groups,
    ways_of,
)
from softphone.exchange.card_text import Property, escaped, folded, param_text, property_of
from softphone.exchange.pictures import picture_kind

_ITEM: Final = re.compile(r"item([0-9]{1,6})", re.IGNORECASE)
Lines = list[Property]


def written(card: Card, base: Sequence[Property], version: str, at: datetime | None) -> str:
    lines = _fields(card, list(base), version)
    lines = _with_addresses(card.addresses, lines, version)
    if at is not None:
        stamp = at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ" if version == "4.0" else "%Y-%m-%dT%H:%M:%SZ")
        lines = _replaced(lines, "REV", [_line(f"REV:{stamp}")])
    elif lines != list(base):
        lines = _replaced(lines, "REV", [])
    texts = ["BEGIN:VCARD", f"VERSION:{version}", *(prop.line for prop in lines), "END:VCARD"]
    return "".join(map(folded, texts))


def _fields(card: Card, lines: Lines, version: str) -> Lines:
    """All but the addresses; what says the same already stays as it is."""
    was = _reading(lines)

    def same(name: str) -> bool:
        return was is not None and getattr(was, name) == getattr(card, name)

    if not same("uid"):
        lines = _replaced(lines, "UID", [_line(f"UID:{escaped(card.uid)}")] if card.uid else [])
    names = {prop.name for prop in lines}
    if not same("name") or "FN" not in names:
        lines = _replaced(lines, "FN", [_line(f"FN:{escaped(card.name)}")], only_first=True)
    if ("N" in names and not same("name")) or (version == "3.0" and "N" not in names):
        lines = _replaced(lines, "N", [_line(f"N:;{escaped(card.name)};;;")])
    if not same("organisation"):
        new = [_line(f"ORG:{escaped(card.organisation)}")] if card.organisation else []
        lines = _replaced(lines, "ORG", new, only_first=bool(new))
    if not same("former"):
        lines = _replaced(lines, FORMER, [_former_line(each) for each in card.former[:MAX_FORMER]])
    if not same("groups") or not same("favourite"):
        lines = _with_groups(card, lines)
    if not same("notes"):
        lines = _replaced(lines, "NOTE", [_line(f"NOTE:{escaped(card.notes)}")] if card.notes else [])
    if not same("picture"):
        lines = _replaced(lines, "PHOTO", _photo(card.picture, version))
    return lines


def _reading(lines: Lines) -> Card | None:
    try:
        return card_of(lines) if lines else None
    except CardError:
        return None


def _with_groups(card: Card, lines: Lines) -> Lines:
    categories = categories_of(prop for prop in lines if prop.name == "CATEGORIES")
    others = no_groups(categories) - (set() if card.favourite else {STARRED})
    kept = [each for each in categories if each.casefold() in others]
    names = [*kept, *card.groups]
    new = [_line("CATEGORIES:" + ",".join(map(escaped, names)))] if names else []
    lines = _replaced(lines, "CATEGORIES", new)
    return _replaced(lines, FAVOURITE, [_line(f"{FAVOURITE}:TRUE")] if card.favourite else [])


def _former_line(former: FormerCardAddress) -> Property:
    parts = (str(former.status), former.moved_at.astimezone(UTC).isoformat(), former.uri, former.moved_to)
    return _line(f"{FORMER}:" + escaped(" ".join(parts)))


def _photo(image: bytes, version: str) -> list[Property]:
    kind = picture_kind(image)
    if not kind:
        return []
    data = base64.b64encode(image).decode()
    if version == "4.0":
        return [_line(f"PHOTO:data:image/{kind};base64,{data}")]
    return [_line(f"PHOTO;ENCODING=b;TYPE={kind.upper()}:{data}")]


def _with_addresses(wanted: Sequence[tuple[str, str]], lines: Lines, version: str) -> Lines:
    if _addresses(lines) == list(wanted):
        return lines
    for arrange in (_as_they_were, _first_preferred, _numbered):
        made = _arranged(wanted, lines, version, arrange)
        if _addresses(made) == list(wanted):
            break
    return made


def _addresses(lines: Lines) -> list[tuple[str, str]]:
    return without_doubles((way.uri, way.label) for way in ways_of(lines))


def _as_they_were(props: Lines, version: str) -> Lines:
    return props


def _first_preferred(props: Lines, version: str) -> Lines:
    plain = [_with_params(prop, _unpreferred(prop)) for prop in props]
    if len(plain) > 1:
        mark = ("PREF", "1") if version == "4.0" else ("TYPE", "pref")
        plain[0] = _with_params(plain[0], [*plain[0].params, mark])
    return plain


def _numbered(props: Lines, version: str) -> Lines:
    return [
        _with_params(prop, [*_unpreferred(prop), (POSITION, str(number))])
        for number, prop in enumerate(props, start=1)
    ]


def _unpreferred(prop: Property) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in prop.params
        if name not in {"PREF", POSITION} and not (name == "TYPE" and value.lower() == "pref")
    ]


def _arranged(
    wanted: Sequence[tuple[str, str]], lines: Lines, version: str, arrange: Callable[[Lines, str], Lines]
) -> Lines:
    """`lines` with the wanted addresses where the first one stood, and their labels."""
    ways = ways_of(lines)
    known: dict[str, Way] = {}
    for way in ways:
        known.setdefault(way.uri, way)
    used = {prop.group.lower() for prop in lines if prop.group}
    props: Lines = []
    labels: dict[str, str] = {}  # of groups, that are new
    for uri, label in wanted:
        was = known.get(uri)
        if was is not None and was.label == label:
            props.append(was.prop)
            continue
        prop = _labelled(was.prop if was else _line(way_line(uri, version)), label)
        if label_of(prop.types) != label:
            group = prop.group or _new_group(used)
            used.add(group.lower())
            labels[group.lower()] = f"{group}.X-ABLabel:{escaped(label)}"
            prop = _line(prop.line if prop.group else f"{group}.{prop.line}")
        elif prop.group:
            labels.setdefault(prop.group.lower(), "")
        props.append(prop)
    gone = {id(way.prop) for way in ways}
    stay = {prop.group.lower() for prop in props if prop.group}
    left = {way.prop.group.lower() for way in ways if way.prop.group} - stay
    first = next((at for at, prop in enumerate(lines) if id(prop) in gone), len(lines))
    arranged = arrange(props, version)
    block = [
        each
        for prop in arranged
        for each in (prop, *([_line(labels[prop.group.lower()])] if labels.get(prop.group.lower()) else []))
    ]
    kept: list[Property] = []
    for at, prop in enumerate(lines):
        if at == first:
            kept += block
        is_old_label = prop.name == LABEL and prop.group.lower() in (left | labels.keys())
        if id(prop) not in gone and not is_old_label:
            kept.append(prop)
    return kept if first < len(lines) else [*kept, *block]


def _labelled(prop: Property, label: str) -> Property:
    params = [(name, value) for name, value in prop.params if name != "TYPE" or not says_where(value.lower())]
    if label_of(value for name, value in params if name == "TYPE"):
        params = [(name, value) for name, value in params if name != "TYPE"]
    return _with_params(prop, [*params, *(("TYPE", each) for each in types_of(label))])


def _new_group(used: set[str]) -> str:
    numbers = [int(found.group(1)) for each in used if (found := _ITEM.fullmatch(each))]
    return f"item{max(numbers, default=0) + 1}"


def _with_params(prop: Property, params: Iterable[tuple[str, str]]) -> Property:
    wanted = tuple(params)
    if wanted == prop.params:
        return prop
    name = prop.line[: len(prop.group) + 1 + len(prop.name)] if prop.group else prop.line[: len(prop.name)]
    return _line(name + "".join(param_text(*each) for each in wanted) + ":" + prop.value)


def _replaced(lines: Lines, name: str, new: Lines, *, only_first: bool = False) -> Lines:
    """`lines` with `new` where the first of this name stood, or at the end; the others of it go."""
    kept: Lines = []
    found = False
    for prop in lines:
        if prop.name != name or (found and only_first):
            kept.append(prop)
        elif not found:
            found = True
            kept += new
    return kept if found else [*kept, *new]


def _line(text: str) -> Property:
    prop = property_of(text)
    if prop is None:
        raise CardError("it cannot be written as a vCard")
    return prop
