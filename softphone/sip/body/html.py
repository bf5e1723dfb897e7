"""text/html: its words and its links. Nothing is rendered, run or fetched.

The standard library's html.parser takes quadratic time for open tags, comments and quotes (256 KiB of `<a ` a
minute and more in Python 3.11.7), and parsers in C are a risk of their own for a stranger's bytes. What is needed
is tags and text, so this reads on from one "<" to the next and never looks for the same end twice.
"""

import html
import re
from typing import Final

from softphone.sip.body.found import Found
from softphone.sip.body.part import BodyPart, Reading
from softphone.sip.body.text import LONGEST_TEXT, Link, find_addresses
from softphone.sip.trust import Dialled

_TAG = re.compile(r"""<(/?)([a-z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*)>""", re.IGNORECASE)
_TAG_START = re.compile(r"</?[a-z]", re.IGNORECASE)
_SIMPLE_TAG = re.compile(r"<(/?)([a-z][^\s/>]*+)([^>]*+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s=>"'/]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>][^\s>]*+))?""")
_META_CHARSET = re.compile(
    rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:\-]{1,40})""", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:#[0-9]{1,9};?|#x[0-9a-f]{1,8};?|[a-z][a-z0-9]{0,31};)", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s().\-]+")
_NUMBER = re.compile(r"tel:", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
# What stands in these is not read by anybody, up to their closing tag.
_UNSEEN: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "template", "iframe", "noembed", "noframes", "select", "svg")
}
_BREAKS = re.compile(
    r"address|article|aside|blockquote|body|br|center|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|"
    r"html|li|main|nav|ol|option|p|pre|section|summary|table|tr|ul"
)
_GAPS: Final = frozenset(("button", "dd", "noscript", "td", "textarea", "th"))
_LINKS: Final = frozenset(("a", "area"))
_LONGEST_ADDRESS: Final = 65_536
_LONGEST_LABEL: Final = 500
_MOST_LINKS: Final = 1000
# Words that name the click and not what it leads to.
_NO_NAME = re.compile(
    r"(?:click |tap |press )?(?:here|this|this link|link|more)|hier(?: klicken)?|тут|здесь|сюда|ссылка|"
    r"нажмите(?: здесь)?|ici|aquí|这里|点击这里|こちら|ここ|هنا|اضغط هنا",
    re.IGNORECASE,
)
# What a button does; the words before it say whom it reaches.
_VERB = re.compile(r"call(?: now| us)?|dial|(?:jetzt )?anrufen|позвонить", re.IGNORECASE)


def read_html(part: BodyPart, dialled: Dialled) -> Reading:
    """The words as text, and the addresses of links and of the prose as they stand in it."""
    declared = None if "charset" in part.params else _META_CHARSET.search(part.data[:2048])
    if declared:
        part = BodyPart(part.media_type, {"charset": declared.group(1).decode()}, part.data)
    page = _Page()
    page.read(part.text()[:LONGEST_TEXT])
    found = Found(dialled)
    text, links = page.finish()
    find_addresses(text, found, links)
    return found.reading(text)


class _Page:
    """The text as far as it is read, with blanks as one space and blocks on lines of their own."""

    def __init__(self) -> None:
        self._chunks: list[str] = []
        self._length = 0
        self._last = "\n"
        self._links: list[Link] = []
        self._open: tuple[int, str, str] | None = None  # start, address, title
        self._tag_pattern = _TAG
        self._comments_end = True

    def read(self, source: str) -> None:
        position = 0
        last_end = source.rfind(">")
        while 0 <= (opening := source.find("<", position)) < last_end:
            self._say(source[position:opening])
            position = self._markup(source, opening)
        self._say(source[position:])

    def _markup(self, source: str, opening: int) -> int:
        """Take in what begins with the "<" at `opening`, before the last ">"; where to read on."""
        if source.startswith("<!--", opening) and self._comments_end:
            end = source.find("-->", opening + 2)
            self._comments_end = end >= 0
            return end + 3 if self._comments_end else opening + 4
        match = self._tag_pattern.match(source, opening)
        if match is None and _TAG_START.match(source, opening):
            # A quote does not end; from here on quotes are ordinary characters.
            self._tag_pattern = _SIMPLE_TAG
            match = _SIMPLE_TAG.match(source, opening)
        if match is not None:
            return self._tag(match, source)
        if source[opening + 1] in {"!", "?", "/"}:
            return source.index(">", opening) + 1
        self._say("<")
        return opening + 1

    def finish(self) -> tuple[str, list[Link]]:
        self._close_link()
        return "".join(self._chunks), self._links

    def _tag(self, match: re.Match[str], source: str) -> int:
        """Take in one tag; where to read on."""
        closing, name = bool(match.group(1)), match.group(2).lower()
        if name in _LINKS:
            self._close_link()
            if not closing:
                self._open_link(match.group(3))
            if name == "area":
                self._close_link()
        elif name == "img" and self._open is not None:
            self._say_escaped(_attributes(match.group(3)).get("alt", ""))
        elif _BREAKS.fullmatch(name):
            self._break()
        elif name in _GAPS:
            self._say(" ")
        elif name in _UNSEEN and not closing:
            end = _UNSEEN[name].search(source, match.end())
            return len(source) if end is None else end.start()
        return match.end()

    def _open_link(self, written: str) -> None:
        attributes = _attributes(written)
        address = _unescape_value(attributes.get("href", "")).strip(" \t\r\n\f")
        if _NUMBER.match(address):
            address = _BLANKS.sub("", address)  # pages are full of "tel:+1 555 0100"
        if address and not address.startswith("#") and len(self._links) < _MOST_LINKS:
            title = attributes.get("aria-label") or attributes.get("title") or attributes.get("alt") or ""
            self._open = (self._length, address, _unescape(title[:_LONGEST_LABEL]))

    def _close_link(self) -> None:
        if self._open is None:
            return
        start, address, title = self._open
        self._open = None
        own = (
            _BLANKS.sub(" ", self._text_since(start)[:_LONGEST_LABEL].replace("\n", " ")).strip()
            or title.strip()
        )
        bare = own.strip(" .:!»→>")
        says_nothing = _repeats(own, address) or _NO_NAME.fullmatch(bare) is not None
        self._links.append(
            Link(
                start, self._length, address, None if says_nothing else own, _VERB.fullmatch(bare) is not None
            )
        )

    def _text_since(self, start: int) -> str:
        length, pieces = self._length, []
        for chunk in reversed(self._chunks):
            if length <= start:
                break
            pieces.append(chunk)
            length -= len(chunk)
        return "".join(reversed(pieces))

    def _say(self, source: str) -> None:
        if source:
            self._say_escaped(source)

    def _say_escaped(self, source: str) -> None:
        text = _BLANKS.sub(" ", _unescape(source))
        if text.startswith(" ") and self._last in {" ", "\n"}:
            text = text[1:]
        self._put(text)

    def _break(self) -> None:
        if self._last != "\n":
            self._put("\n")

    def _put(self, text: str) -> None:
        if text:
            self._chunks.append(text)
            self._length += len(text)
            self._last = text[-1]


def _repeats(own: str, address: str) -> bool:
    """Whether a link's text is no more than its address."""
    if not own:
        return True
    scheme, _, rest = address.lower().partition(":")
    bare = rest.partition("?")[0].partition(";")[0].removeprefix("//").rstrip("/")
    shown = own.lower().removeprefix(scheme + ":").removeprefix("//").rstrip("/")
    return shown in {rest, bare} or _SEPARATORS.sub("", shown) == _SEPARATORS.sub("", bare)


def _attributes(written: str) -> dict[str, str]:
    """The first of each name in lower case, values still escaped."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(written[:_LONGEST_ADDRESS]):
        found.setdefault(name.lower(), value[1:-1] if value[:1] in {'"', "'"} else value)
    return found


def _unescape_value(text: str) -> str:
    """References undone in an attribute: "&section=2" is no § there, for want of a semicolon."""
    return _REFERENCE.sub(lambda match: _unescape(match.group()), text) if "&" in text else text


def _unescape(text: str) -> str:
    """Character references undone, once."""
    if "&" not in text:
        return text
    try:
        return html.unescape(text)
    except ValueError:  # a number of thousands of digits
        return text
