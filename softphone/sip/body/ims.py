"""application/3gpp-ims+xml: what a mobile network means by a 380 (3GPP TS 24.229 section 7.6)."""

from xml.etree.ElementTree import Element

from softphone.sip.body.part import BodyPart, Reading
from softphone.sip.body.xml import child, local_name, parse_xml
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import PLAIN_SOS, Alternative, Kind, Notable, Rejected
from softphone.sip.text import safe_text
from softphone.sip.trust import Dialled


def read_ims(part: BodyPart, _dialled: Dialled) -> Reading:
    """The alternative service, if the document names a known one. No DTD, no entities; broken XML says nothing."""
    try:
        root = parse_xml(part)
    except SipParseError as error:
        return _nothing(part, error.reason)
    if local_name(root) != "ims-3gpp":
        return _nothing(part, "no ims-3gpp element")
    service = child(root, "alternative-service")
    if service is None:
        return _nothing(part, "no alternative-service element")
    kind = (_value(service, "type") or "").lower()
    reason = child(service, "reason")
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


def _value(parent: Element, name: str) -> str | None:
    """The text of a child, or the name of the element that stands inside it: both are in use."""
    element = child(parent, name)
    if element is None:
        return None
    text = safe_text(element.text or "", 80)
    if not text and len(element):
        text = safe_text(local_name(element[0]), 80)
    return text or None
