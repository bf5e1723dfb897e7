"""What vCard and jCard have in common: properties with types, and which of them are ways to reach somebody."""

import re
from dataclasses import dataclass
from typing import Final

from softphone.sip.body.found import Found

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*:", re.IGNORECASE)
_EXTENSION = re.compile(r"[\s,;]*(?:ext(?:ension)?\.?|x|доб\.?|#)\s*([0-9]{1,10})\s*$", re.IGNORECASE)
_BLANKS = re.compile(r"[\s/]+")
_DASHES = re.compile(r"[\u2010-\u2015]")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
# By property, the scheme that its bare text gets; "" has none to give.
_REACHES: Final = {
    "tel": "tel:",
    "email": "mailto:",
    "impp": "",
    "url": "",
    "contact-uri": "",  # RFC 8605
    "x-sip": "sip:",
    "x-jabber": "xmpp:",
    "x-google-talk": "xmpp:",
}
_NAMES: Final = ("fn", "n", "org", "nickname")
# Types that tell one number of a person from another; the others say how it is used by machines.
_TELLING: Final = (
    "work",
    "home",
    "cell",
    "mobile",
    "fax",
    "pager",
    "video",
    "text",
    "car",
    "msg",
    "main",
    "textphone",
)


@dataclass(frozen=True, slots=True)
class Property:
    """`name` in lower case; `types` in lower case, in order; `text` with all escapes undone."""

    name: str
    text: str
    types: tuple[str, ...] = ()
    group: str = ""


def add_card(properties: list[Property], found: Found) -> list[str]:
    """Add the ways to reach whom a card describes, in its order and under its name; its notes are returned."""
    name = _name(properties)
    labels = {one.group: one.text for one in properties if one.name == "x-ablabel" and one.group}
    ways = [one for one in properties if one.name in _REACHES or one.name.startswith("x-sip")]
    alike: dict[str, int] = {}
    for way in ways:
        alike[way.name] = alike.get(way.name, 0) + 1
    for way in ways:
        detail = _APPLE_LABEL.sub(r"\1", labels.get(way.group, ""))
        # One number of a person needs no more than the name; two are told apart by their types.
        if not detail and (alike[way.name] > 1 or "fax" in way.types):
            detail = ", ".join(one for one in _TELLING if one in way.types)
        label = f"{name} ({detail})" if name and detail else name or detail
        if address := _address(way):
            found.add(address, label)
    return [one.text for one in properties if one.name == "note" and one.text]


def _name(properties: list[Property]) -> str:
    for wanted in _NAMES:
        for one in properties:
            if one.name == wanted and (text := one.text.strip(" ;,")):
                return (
                    _ordered(text) if wanted == "n" else text.replace(";", ", ") if wanted == "org" else text
                )
    return ""


def _ordered(structured: str) -> str:
    """`Petrova;Anna;;Dr.;` as "Dr. Anna Petrova"."""
    family, given, middle, prefix, suffix = ([one.strip() for one in structured.split(";")] + [""] * 5)[:5]
    return " ".join(one for one in (prefix, given, middle, family, suffix) if one)


def _address(way: Property) -> str:
    text = way.text.strip()
    if not text or _SCHEME.match(text):
        return text
    scheme = _REACHES.get(way.name, "sip:")
    if scheme != "tel:":
        return scheme + text
    extension = _EXTENSION.search(text[-40:])
    tail = f";ext={extension.group(1)}" if extension else ""
    number = text[: len(text) - len(extension.group())] if extension else text
    return scheme + _DASHES.sub("-", _BLANKS.sub("", number)) + tail
