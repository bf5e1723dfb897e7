"""What a WebDAV server answers, piece by piece: 207 Multi-Status (RFC 4918 section 13).

Read by expat as it arrives; a document type, too deep a tree or too much text ends it, so no entity is ever expanded.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final
from xml.parsers.expat import ExpatError, ParserCreate

from softphone.calls.address_books import BookError, BookTrouble

DAV: Final = "DAV: "
CARD: Final = "urn:ietf:params:xml:ns:carddav "
CALENDAR_SERVER: Final = "http://calendarserver.org/ns/ "
_DEEPEST: Final = 40
_MOST_ELEMENTS: Final = 20_000  # of one response
_LONGEST_TEXT: Final = 8 * 1024 * 1024  # of one response
_STATUS: Final = re.compile(r"HTTP/[0-9.]+ ([1-5][0-9][0-9])\b")


@dataclass(slots=True)
class Element:
    """`name` is "namespace local"."""

    name: str
    children: list["Element"] = field(default_factory=list)
    text: str = ""

    def child(self, name: str) -> "Element | None":
        return next((each for each in self.children if each.name == name), None)

    def all(self, name: str) -> list["Element"]:
        """Those below, at any depth."""
        found = [each for each in self.children if each.name == name]
        for each in self.children:
            found += each.all(name)
        return found


@dataclass(frozen=True, slots=True)
class Response:
    """One resource: its own status if it has one, and the properties that were found (status 2xx)."""

    href: str
    status: int | None
    found: dict[str, Element]

    def text(self, name: str) -> str:
        element = self.found.get(name)
        return "" if element is None else element.text.strip()


class MultistatusReader:
    """`feed` the pieces, then `close`; each `Response` goes to `take` as soon as it is whole."""

    def __init__(self, take: Callable[[Response], None]) -> None:
        self._take = take
        self._stack: list[Element] = []
        self._elements = 0
        self._size = 0
        self._whole = False
        self.sync_token = ""
        self._parser = parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = 65_536
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, piece: bytes) -> None:
        try:
            self._parser.Parse(piece, False)
        except (ExpatError, ValueError, LookupError) as error:
            raise BookError(BookTrouble.BROKEN, "its answer is no XML") from error

    def close(self) -> None:
        """Raises BookError when the document is not whole."""
        try:
            self._parser.Parse(b"", True)
        except (ExpatError, ValueError) as error:
            raise BookError(BookTrouble.BROKEN, "its answer is cut off") from error
        if not self._whole:
            raise BookError(BookTrouble.BROKEN, "its answer is no multistatus")

    def _doctype(self, *_: object) -> None:
        raise BookError(BookTrouble.BROKEN, "its answer has a document type")

    def _start(self, name: str, _: dict[str, str]) -> None:
        if not self._stack and name != DAV + "multistatus":
            raise BookError(BookTrouble.BROKEN, "its answer is no multistatus")
        self._elements += 1
        if len(self._stack) > _DEEPEST or self._elements > _MOST_ELEMENTS:
            raise BookError(BookTrouble.TOO_LARGE)
        self._stack.append(Element(name))

    def _characters(self, text: str) -> None:
        if len(self._stack) < 2:
            return
        self._size += len(text)
        if self._size > _LONGEST_TEXT:
            raise BookError(BookTrouble.TOO_LARGE)
        self._stack[-1].text += text

    def _end(self, _: str) -> None:
        element = self._stack.pop()
        depth = len(self._stack)
        if depth > 1:
            self._stack[-1].children.append(element)
            return
        self._elements = self._size = 0
        if depth == 0:
            self._whole = True
        elif element.name == DAV + "response":
            self._take(_response(element))
        elif element.name == DAV + "sync-token":
            self.sync_token = element.text.strip()


def _response(element: Element) -> Response:
    href = element.child(DAV + "href")
    found: dict[str, Element] = {}
    for each in element.children:
        if each.name != DAV + "propstat":
            continue
        status = _status(each)
        prop = each.child(DAV + "prop")
        if prop is not None and status is not None and 200 <= status < 300:
            found.update((child.name, child) for child in prop.children)
    return Response("" if href is None else href.text.strip(), _status(element), found)


def _status(element: Element) -> int | None:
    said = element.child(DAV + "status")
    match = None if said is None else _STATUS.match(said.text.strip())
    return None if match is None else int(match[1])
