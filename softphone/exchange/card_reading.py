"""A vCard's properties as a `Card`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from softphone.calls.cards import Card, FormerCardAddress
from softphone.exchange.bounds import (
    MAX_ADDRESSES,
    MAX_FORMER,
    MAX_GROUPS,
    MAX_LABEL,
    MAX_NAME,
    MAX_NOTES,
    MAX_URI,
    SHOWN,
)
from softphone.exchange.card_addresses import (
    WAYS,
    AddressError,
    is_called,
    kept_uri,
    label_of,
    uri_of,
    without_doubles,
)
from softphone.exchange.card_text import Property, split_escaped
from softphone.exchange.pictures import picture_kind, picture_of
from softphone.sip.text import safe_text
from softphone.sip.uri import same_uri

FAVOURITE: Final = "X-SOFTPHONE-FAVOURITE"
FORMER: Final = "X-SOFTPHONE-FORMER"
POSITION: Final = "X-SOFTPHONE-POSITION"
LABEL: Final = "X-ABLABEL"
STARRED: Final = "starred"
_EVERYBODY: Final = "mycontacts"
_GROUPS_OF_PEOPLE: Final = frozenset({"group", "org-group"})
_UNPREFERRED: Final = 101


class CardError(ValueError):
    """Why a card cannot be taken; fit to be shown."""


@dataclass(frozen=True, slots=True)
class Way:
    """An address of a card with the property that it stands in."""

    uri: str
    label: str
    prop: Property


@dataclass(slots=True)
class LeftOut:
    """What a card holds beside what was taken: "TEL abc: not a telephone number"."""

    reasons: list[str] = field(default_factory=list)

    def note(self, prop: Property, why: str) -> None:
        self.reasons.append(f"{prop.name} {safe_text(prop.text[: SHOWN * 2], SHOWN)}: {why}")


def card_of(props: Sequence[Property], entry: str = "", left_out: LeftOut | None = None) -> Card:
    """Raises CardError when it is nobody's card, or what cannot be cut is too long."""
    left_out = LeftOut() if left_out is None else left_out
    by_name: dict[str, list[Property]] = {}
    for prop in props:
        by_name.setdefault(prop.name, []).append(prop)
    kinds = [*by_name.get("KIND", ()), *by_name.get("X-ADDRESSBOOKSERVER-KIND", ())]
    if any(prop.text.strip().lower() in _GROUPS_OF_PEOPLE for prop in kinds):
        raise CardError("it is a group and no person")
    ways = ways_of(props, left_out)
    addresses = tuple(without_doubles((way.uri, way.label) for way in ways))
    organisation = _bounded(organisation_of(by_name.get("ORG", ())), MAX_NAME, "the organisation")
    name = _name(by_name) or organisation or (_bare(addresses[0][0]) if addresses else "")
    if not name:
        raise CardError("it has neither a name nor an address")
    if len(addresses) > MAX_ADDRESSES:
        raise CardError(f"it has more than {MAX_ADDRESSES} addresses")
    categories = categories_of(by_name.get("CATEGORIES", ()))
    return Card(
        name=_bounded(name, MAX_NAME, "the name"),
        addresses=addresses,
        former=_former(by_name.get(FORMER, ()), left_out),
        organisation=organisation,
        notes=_bounded(_joined(by_name.get("NOTE", ())), MAX_NOTES, "the note"),
        groups=people_groups(categories),
        favourite=is_favourite(by_name.get(FAVOURITE, ())) or STARRED in no_groups(categories),
        picture=_picture(by_name.get("PHOTO", ()), left_out),
        uid=_joined(by_name.get("UID", ())[:1]).strip()[:MAX_URI],
        entry=entry,
    )


def ways_of(props: Sequence[Property], left_out: LeftOut | None = None) -> list[Way]:
    """The addresses in the person's order: what is called first, what is preferred, then as they stand."""
    labels = {prop.group.lower(): prop.text for prop in props if prop.name == LABEL and prop.group}
    found: list[tuple[tuple[int, bool, int], Way]] = []
    for prop in props:
        if prop.name not in WAYS:
            continue
        try:
            uri = uri_of(prop)
        except AddressError as error:
            if left_out is not None and prop.value.strip():
                left_out.note(prop, str(error))
            continue
        label = label_of(prop.types, labels.get(prop.group.lower(), "") if prop.group else "")
        rank = (_number(prop.param(POSITION), 0), not is_called(uri), preference(prop))
        found.append((rank, Way(uri, label, prop)))
    return [way for _, way in sorted(found, key=lambda each: each[0])]


def preference(prop: Property) -> int:
    """1 to 100, 101 for none (RFC 6350 section 5.3; TYPE=pref of vCard 3)."""
    return _number(prop.param("PREF"), 1 if "pref" in prop.types else _UNPREFERRED)


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else otherwise


def _name(by_name: dict[str, list[Property]]) -> str:
    shown = next((text for prop in by_name.get("FN", ()) if (text := _line(prop.text))), "")
    if shown:
        return shown
    for prop in by_name.get("N", ()):
        parts = [_line(part.replace(",", " ")) for part in split_escaped(prop.plain, ";")]
        family, given, middle, before, after = (parts + [""] * 5)[:5]
        if joined := " ".join(part for part in (before, given, middle, family, after) if part):
            return joined
    return next((text for prop in by_name.get("NICKNAME", ()) if (text := _line(prop.text))), "")


def organisation_of(props: Iterable[Property]) -> str:
    """The first that says anything, its units behind it: "Acme, Sales"."""
    for prop in props:
        parts = [_line(part) for part in split_escaped(prop.plain, ";")]
        if joined := ", ".join(part for part in parts if part):
            return joined
    return ""


def categories_of(props: Iterable[Property]) -> list[str]:
    found = [_line(part) for prop in props for part in split_escaped(prop.plain, ",")]
    return [each for each in found if each]


def no_groups(categories: Iterable[str]) -> set[str]:
    """Which of them, in lower case, an address book on the Web has put there: everybody, and who has a star."""
    folded = {each.casefold() for each in categories}
    return folded & {_EVERYBODY, STARRED} if _EVERYBODY in folded else set()


def people_groups(categories: Sequence[str]) -> tuple[str, ...]:
    """Each once, without what is no group of the person's."""
    others = no_groups(categories)
    unique: dict[str, str] = {}
    for each in categories:
        if each.casefold() not in others and 0 < len(each) <= MAX_LABEL:
            unique.setdefault(each.casefold(), each)
    return tuple(unique.values())[:MAX_GROUPS]


def is_favourite(props: Iterable[Property]) -> bool:
    return any(prop.text.strip().lower() in {"true", "1", "yes"} for prop in props)


def _former(props: Sequence[Property], left_out: LeftOut) -> tuple[FormerCardAddress, ...]:
    """Of `X-SOFTPHONE-FORMER:301 2026-01-31T12:00:00+00:00 sip:old@a sip:new@b`, the newest first as written.

    One text with blanks, and not parts with semicolons: servers that use vobject escape what they do not know as text.
    """
    found: list[FormerCardAddress] = []
    for prop in props[:MAX_FORMER]:
        try:
            found.append(move_of(prop.text.split()))
        except AddressError as error:
            left_out.note(prop, str(error))
    return tuple(found)


def move_of(parts: Sequence[str]) -> FormerCardAddress:
    """Of status, time, old and new address. Raises AddressError."""
    if len(parts) != 4:
        raise AddressError("it has not four parts")
    status, moved_at, uri, moved_to = parts
    code = _number(status, 0)
    old, new = kept_uri(uri, called=True), kept_uri(moved_to, called=True)
    if not 300 <= code < 400 or same_uri(old, new):
        raise AddressError("it is no move")
    return FormerCardAddress(old, new, code, _time(moved_at))


def _time(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise AddressError("it has no time with a time zone")


def _picture(props: Iterable[Property], left_out: LeftOut) -> bytes:
    for prop in props:
        image = picture_of(prop)
        if image and picture_kind(image):
            return image
        if image is not None:
            left_out.note(Property("PHOTO", ""), "it is neither PNG nor JPEG, or too large")
    return b""


def _joined(props: Iterable[Property]) -> str:
    return "\n".join(text for prop in props if (text := prop.text)).strip()


def _line(text: str) -> str:
    return (
        text.strip() if text.isascii() and text.isprintable() and "  " not in text else " ".join(text.split())
    )


def _bare(uri: str) -> str:
    return re.sub(r"^(?:https?://|[a-z]+:)", "", uri)[:MAX_NAME]


def _bounded(text: str, most: int, what: str) -> str:
    if len(text) > most:
        raise CardError(f"{what} is longer than {most} characters")
    return text
