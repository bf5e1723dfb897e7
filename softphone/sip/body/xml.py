"""XML from a stranger: no DTD, no entities, nothing fetched, and neither deep nor long."""

import re
from typing import Final
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]  # it ships no types
from defusedxml.ElementTree import DefusedXMLParser  # type: ignore[import-untyped]  # it ships no types

from softphone.sip.body.part import BodyPart
from softphone.sip.errors import SipParseError
from softphone.sip.text import safe_text

_DEEPEST: Final = 50
_MOST_ELEMENTS: Final = 20_000
_MOST_ATTRIBUTES: Final = 100
_DECLARED = re.compile(rb"""\s*<\?xml[^>]{0,100}?\sencoding\s*=\s*["']([A-Za-z0-9_.\-]{1,40})["']""")


class _Tree(TreeBuilder):
    """Stops the parser as soon as a document is larger than one that somebody meant."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = self._count = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS or len(attrs) > _MOST_ATTRIBUTES:
            raise SipParseError("a document too deep or too long")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(part: BodyPart) -> Element:
    """The root element. Raises SipParseError with the reason."""
    declared = _DECLARED.match(part.data)
    charset = part.params.get("charset") or (declared.group(1).decode() if declared else None)
    # Decoded here, so that every charset of a text is one of a document too (RFC 7303 section 3).
    text = BodyPart(part.media_type, {"charset": charset} if charset else {}, part.data).text()
    parser = DefusedXMLParser(target=_Tree(), forbid_dtd=True)
    try:
        parser.feed(text.lstrip())
        root: Element = parser.close()
    except SipParseError:
        raise
    except DefusedXmlException:
        raise SipParseError("a document type definition is not read") from None
    except (ParseError, ValueError, LookupError) as error:
        raise SipParseError(
            f"not well-formed XML: {safe_text(str(error), 100) or type(error).__name__}"
        ) from None
    return root


def local_name(element: Element) -> str:
    """The name in lower case without its namespace."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def child(parent: Element, name: str) -> Element | None:
    """The first child of that local name."""
    return next((one for one in parent if local_name(one) == name), None)
