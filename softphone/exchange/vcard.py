"""vCards in and out: 3.0 (RFC 2426) and 4.0 (RFC 6350); 2.1 is read, as telephones still write it.

Our own code and not vobject 0.9.9, which was measured: 2,000 cards a second where an import of 100,000 may take a
minute, 700 MB for one line of 5 MB, the data of a picture in a data: URI lost, the order of properties and the case
of labels changed, and one damaged line costs all cards after it.

Errors: `CardError` says why a card cannot be taken.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO, Final, Literal

from softphone.calls.cards import Card
from softphone.calls.people import RejectedEntry
from softphone.exchange.bounds import MAX_CARD, SHOWN
from softphone.exchange.card_lines import CardLines, cards_of
from softphone.exchange.card_reading import CardError, LeftOut, card_of
from softphone.exchange.card_text import Property, param_text, property_of
from softphone.exchange.card_writing import written
from softphone.sip.text import safe_text

__all__ = ["CardError", "Version", "read_card", "read_cards", "write_card"]

Version = Literal["3.0", "4.0"]
_NO_CARD: Final = "it is no vCard"
_KEPT: Final[dict[str, Version]] = {"2.1": "3.0", "3.0": "3.0", "4.0": "4.0"}
_MOST_LEFT_OUT: Final = 20  # named, of one card


def read_cards(source: bytes | BinaryIO | Iterable[bytes]) -> Iterator[Card | RejectedEntry]:
    """The cards of a file as they come, in bounded memory; whatever the bytes are, nothing raises but the source.

    After a card come what of it was left out, as RejectedEntry each with the card's line.
    """
    for raw in cards_of(source):
        props = _properties(raw)
        entry = _entry(raw.number, props)
        if raw.problem:
            yield RejectedEntry(entry, raw.problem)
            continue
        left_out = LeftOut()
        try:
            card = card_of(props, entry, left_out)
        except CardError as error:
            yield RejectedEntry(entry, str(error))
            continue
        yield card
        for why in left_out.reasons[:_MOST_LEFT_OUT]:
            yield RejectedEntry(entry, why)


def read_card(text: str) -> Card:
    """The first card of `text`; what of it a contact cannot have is left out. Raises CardError."""
    raw = _first(text)
    if raw.problem:
        raise CardError(raw.problem)
    return card_of(_properties(raw))


def write_card(card: Card, *, version: Version = "4.0", base: str = "", at: datetime | None = None) -> str:
    """`card` as a vCard with CR LF line ends, folded.

    `base` is the vCard that it came from: its version is kept when it is 3.0 or 4.0, every property that says what
    `card` says stays as it is, and so do all that a `Card` does not know, in their order. `at` becomes REV; without
    it REV goes as soon as anything was changed. Raises CardError when `base` is no vCard.
    """
    props: list[Property] = []
    if base:
        raw = _first(base)
        if raw.problem:
            raise CardError(raw.problem)
        props = _properties(raw)
        had = next((prop.text.strip() for prop in props if prop.name == "VERSION"), "")
        if had == "2.1":
            props = [_modern(prop) for prop in props]
        version = _KEPT.get(had, version)
        props = [prop for prop in props if prop.name != "VERSION"]
    return written(card, props, version, at)


def _first(text: str) -> CardLines:
    if len(text) > MAX_CARD:
        raise CardError("it is too large")
    found = next(cards_of(text.encode(errors="replace")), None)
    if found is None:
        raise CardError(_NO_CARD)
    return found


def _properties(raw: CardLines) -> list[Property]:
    return [prop for line in raw.texts() if (prop := property_of(line)) is not None]


def _entry(number: int, props: list[Property]) -> str:
    named = {
        prop.name: prop for prop in reversed(props) if prop.name in {"FN", "N"} and prop.value.strip(" ;")
    }
    name = (named.get("FN") or named.get("N") or Property("FN", "")).text
    return f"line {number} {safe_text(name[: SHOWN * 2].replace(';', ' '), SHOWN)}".rstrip()


def _modern(prop: Property) -> Property:
    """A property of vCard 2.1 as 3.0 writes it: no quoted-printable, no charset, parameters with their names."""
    if not prop.params:
        return prop
    kept = [
        (name, "b" if name == "ENCODING" else value)
        for name, value in prop.params
        if name != "CHARSET" and value.lower() != "quoted-printable"
    ]
    group = f"{prop.group}." if prop.group else ""
    line = f"{group}{prop.name}{''.join(param_text(*each) for each in kept)}:{prop.plain}"
    return property_of(line) or prop
