"""application/3gpp-ims+xml: what a mobile network means by a 380 (3GPP TS 24.229 section 7.6)."""

from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # it ships no types
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # it ships no types

from softphone.sip.body_part import BodyPart, Reading
from softphone.sip.explanation import Alternative, Kind, Notable, Rejected
from softphone.sip.text import safe_text
from softphone.sip.trust import Dialled

PLAIN_SOS: Final = "urn:service:sos"
# A real one has some hundred bytes; a megabyte of open elements takes half a second.
_LARGEST_DOCUMENT: Final = 256 * 1024


def read_ims(part: BodyPart, _dialled: Dialled) -> Reading:
    """The alternative service, if the document names a known one. No DTD, no entities; broken XML says nothing."""
    if len(part.data) > _LARGEST_DOCUMENT:
        return _nothing(part, "larger than 256 KiB")
    try:
        root: Element = fromstring(part.data.lstrip(b" \t\r\n"), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        return _nothing(part, f"not well-formed XML: {safe_text(str(error), 100) or type(error).__name__}")
    if _local_name(root) != "ims-3gpp":
        return _nothing(part, "no ims-3gpp element")
    service = _child(root, "alternative-service")
    if service is None:
        return _nothing(part, "no alternative-service element")
    kind = (_value(service, "type") or "").lower()
    reason = _child(service, "reason")
    label = safe_text("".join(reason.itertext())) or None if reason is not None else None
    action = _value(service, "action")
    if kind == "emergency":
        return Reading(
            alternatives=(Alternative(Kind.EMERGENCY, PLAIN_SOS, label, action, (Notable.EMERGENCY,)),)
        )
    if kind == "restoration":
        return Reading(alternatives=(Alternative(Kind.OTHER, None, label, action),))
    return _nothing(part, f"unknown type of service: {kind}" if kind else "no type of service")


def _nothing(part: BodyPart, why: str) -> Reading:
    return Reading(rejected=(Rejected(part.media_type, safe_text(why)),))


def _local_name(element: Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _child(parent: Element, name: str) -> Element | None:
    return next((child for child in parent if _local_name(child) == name), None)


def _value(parent: Element, name: str) -> str | None:
    """The text of a child, or the name of the element that stands inside it: both are in use."""
    element = _child(parent, name)
    if element is None:
        return None
    text = safe_text(element.text or "", 80)
    if not text and len(element):
        text = safe_text(_local_name(element[0]), 80)
    return text or None
