"""application/vcard+json: jCard (RFC 7095)."""

import json
from typing import Any

from softphone.sip.body.card import Property, add_card
from softphone.sip.body.found import Found
from softphone.sip.body.part import BodyPart, Reading
from softphone.sip.trust import Dialled


def read_jcard(part: BodyPart, dialled: Dialled) -> Reading:
    """What `read_vcard` reads, from one jCard or an array of them."""
    found = Found(dialled)
    try:
        document = json.loads(part.text())
    except (ValueError, RecursionError):
        found.refuse(part.media_type, "not well-formed JSON")
        return found.reading()
    notes: list[str] = []
    for card in [document] if _is_card(document) else document if isinstance(document, list) else []:
        if _is_card(card) and not found.full:
            notes += add_card([one for one in map(_property, card[1]) if one is not None], found)
    reading = found.reading("\n".join(notes))
    if not (reading.alternatives or reading.rejected or reading.text):
        found.refuse(part.media_type, "no card with an address")
        return found.reading()
    return reading


def _is_card(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and value[0] == "vcard" and isinstance(value[1], list)


# [name, {parameter: value or values}, type, value, …]
def _property(value: Any) -> Property | None:
    if not (isinstance(value, list) and len(value) > 3 and isinstance(value[0], str)):
        return None
    params = value[1] if isinstance(value[1], dict) else {}
    types = params.get("type", ())
    return Property(
        value[0].lower(),
        _text(value[3]),
        tuple(one.lower() for one in ([types] if isinstance(types, str) else types) if isinstance(one, str))
        if isinstance(types, str | list)
        else (),
        group if isinstance(group := params.get("group", ""), str) else "",
    )


def _text(value: Any) -> str:
    """A structured value as vCard writes it: components with ";", several in one with ","."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ";".join(
            one if isinstance(one, str) else ",".join(part for part in one if isinstance(part, str))
            for one in value
            if isinstance(one, str | list)
        )
    return ""
