"""What a directory says of somebody, as a card: names and numbers bounded, addresses those that a contact may have."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from softphone.calls.cards import Card
from softphone.exchange.card_addresses import AddressError, mail_uri, number_uri, sip_uri
from softphone.sip.text import safe_text

_MOST_VALUES: Final = 10
_TEXT_LIMIT: Final = 300


# Attribute, label, reader: RFC 4519, RFC 4524, RFC 2798 (inetOrgPerson), H.350.4 and Active Directory for SIP.
_WAYS: Final[tuple[tuple[str, str, Callable[[str], str]], ...]] = (
    ("sipIdentitySIPURI", "", sip_uri),
    ("msRTCSIP-PrimaryUserAddress", "", sip_uri),
    ("ipPhone", "work", number_uri),
    ("telephoneNumber", "work", number_uri),
    ("mobile", "cell", number_uri),
    ("homePhone", "home", number_uri),
    ("mail", "", mail_uri),
)
_NAMES: Final = ("displayName", "cn")
_ORGANISATIONS: Final = ("o", "company", "ou", "department")
ATTRIBUTES: Final = (*_NAMES, "sn", "givenName", *_ORGANISATIONS, *(name for name, _, _ in _WAYS))
# A filter may name only what directories commonly index and match by parts.
WORDS_IN: Final = ("cn", "displayName", "sn", "givenName", "o", "mail")
NUMBERS_IN: Final = ("telephoneNumber", "mobile", "homePhone")


def card_of(attributes: Mapping[str, Any], place: str) -> Card | None:
    """None for an entry without a name, or without an address that this phone knows what to do with."""
    values = {name.lower(): _texts(value) for name, value in attributes.items()}
    name = _first(values, _NAMES) or " ".join(
        part for part in (_first(values, ("givenName",)), _first(values, ("sn",))) if part
    )
    addresses: dict[str, str] = {}
    for attribute, label, reader in _WAYS:
        for text in values.get(attribute.lower(), ()):
            try:
                addresses.setdefault(reader(text), label)
            except AddressError:
                continue
    if not name or not addresses:
        return None
    return Card(
        name=name,
        addresses=tuple(addresses.items()),
        organisation=_first(values, _ORGANISATIONS),
        entry=safe_text(place, _TEXT_LIMIT),
    )


def _first(values: Mapping[str, list[str]], names: Iterable[str]) -> str:
    found = (safe_text(text, _TEXT_LIMIT).strip() for name in names for text in values.get(name.lower(), ()))
    return next((text for text in found if text), "")


def _texts(value: Any) -> list[str]:
    """The values that are text; a server may send any bytes as any attribute."""
    several = value if isinstance(value, list | tuple) else [value]
    found = []
    for each in several[:_MOST_VALUES]:
        text = each.decode("utf-8", "replace") if isinstance(each, bytes) else each
        if isinstance(text, str):
            found.append(text[:_TEXT_LIMIT])
    return found
