"""application/resource-lists+xml: lists of addresses with names (RFC 4826 section 3, RFC 5363)."""

from typing import Final
from xml.etree.ElementTree import Element

from softphone.sip.body.found import Found
from softphone.sip.body.part import BodyPart, Reading
from softphone.sip.body.xml import child, local_name, parse_xml
from softphone.sip.errors import SipParseError
from softphone.sip.trust import Dialled

_FETCHED: Final = {"entry-ref": "ref", "external": "anchor"}


def read_resource_lists(part: BodyPart, dialled: Dialled) -> Reading:
    """The entries of all lists in document order, nested ones too. What would have to be fetched is named."""
    found = Found(dialled)
    try:
        root = parse_xml(part)
    except SipParseError as error:
        found.refuse(part.media_type, error.reason)
        return found.reading()
    if local_name(root) not in {"resource-lists", "list"}:
        found.refuse(part.media_type, "no resource-lists element")
        return found.reading()
    for element in root.iter():
        if found.full:
            break
        name = local_name(element)
        if name == "entry":
            _add_entry(element, found)
        elif name in _FETCHED:
            found.refuse(element.get(_FETCHED[name]) or name, "a list that stands elsewhere is not fetched")
    return found.reading()


def _add_entry(entry: Element, found: Found) -> None:
    uri = (entry.get("uri") or "").strip()
    name = child(entry, "display-name")
    label = "".join(name.itertext()) if name is not None else None
    if uri:
        found.add(uri, label)
    else:
        found.refuse(label or "entry", "an entry without an address")
