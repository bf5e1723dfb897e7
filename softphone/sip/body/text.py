"""Addresses in plain prose of any script, each with the words before it as its label."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from softphone.sip.body.found import Found
from softphone.sip.body.label import LONGEST_LEAD, label_after, label_before
from softphone.sip.body.part import BodyPart, Reading
from softphone.sip.text import HIDDEN_CLASS
from softphone.sip.trust import Dialled

LONGEST_TEXT: Final = 256 * 1024
_OFFERED: Final = r"sips?|tel|mailto|https?|xmpp|sms|im"
_REFUSED: Final = (
    r"javascript|vbscript|file|blob|about|ldaps?|ftp|sftp|ssh|telnet|h323|callto|skype|whatsapp|facetime|tg|intent|"
    r"market|smb|irc|magnet|geo|jar|view-source|wss?|rtsp|pres|mid|cid"
)
# Letters of the scripts that are set with spaces may belong to an address; in Chinese, Japanese or Thai the
# sentence goes on right behind it. Quotes and punctuation of all scripts end it.
_CHARS: Final = (
    r"[!#-;=?-\[\]_a-z~\u00c0-\u0559\u0560-\u0588\u058a-\u05bd\u05c1-\u060b\u060d-\u061a\u0620-\u06d3"
    r"\u06d5-\u0963\u0966-\u0dff]"
)
_ADDRESS = re.compile(
    rf"(?<![a-z0-9+.\-])(?:(?:{_OFFERED}|{_REFUSED}|urn:service|[a-z][a-z0-9+.\-]{{0,30}}(?=://)):(?:{_CHARS}){{1,2000}}"
    rf"|data:[a-z0-9/+.\-]*[;,](?:{_CHARS}){{1,2000}})",
    re.IGNORECASE,
)
# A tight list, "address,address" or "Desk:address,Mail:address", and a Markdown link, "[address](address)".
_NEXT_ADDRESS = re.compile(
    rf"(?:[,;](?:[^\s,;:=?/@]{{1,40}}:)?|\]\()(?=(?:{_OFFERED}|urn:service):)", re.IGNORECASE
)
# An address that goes on behind a hidden character: its beginning is another address than the one that is seen.
_HIDDEN_WITHIN = re.compile(rf"(?:(?![\t\r\n])[{HIDDEN_CLASS}])+[a-z0-9@]\S{{0,200}}", re.IGNORECASE)
_TRAILING: Final = frozenset(".,;:!?'*&=-")
_CLOSING: Final = {")": "(", "]": "["}
# People write telephone numbers in groups. A global number this short is only the first of them.
_FIRST_GROUP = re.compile(r"(?:tel|sms):\+[0-9().\-]{1,7}", re.IGNORECASE)
_NEXT_GROUP = re.compile(
    r"(?:[ \u00a0\u202f]|(?<=\)))(?:\(0\)|(\([0-9]{1,5}\)|[0-9](?:[0-9.\-]{0,10}[0-9])?(?![0-9])))"
)
_MOST_DIGITS: Final = 15  # of a global number (E.164)
_DIGITS_ENOUGH: Final = 11  # what follows so many is the next word of the sentence: "… 24 hours a day"


@dataclass(frozen=True, slots=True)
class Link:
    """A link over a stretch of the text; `label` None asks for the words around it, `weak` prefers them."""

    start: int
    end: int
    address: str
    label: str | None
    weak: bool = False


def read_text(part: BodyPart, dialled: Dialled) -> Reading:
    """The text to quote, and the addresses in it that may be offered, in their order."""
    text = part.text()
    found = Found(dialled)
    find_addresses(text[:LONGEST_TEXT], found)
    return found.reading(text)


def find_addresses(text: str, found: Found, links: Sequence[Link] = ()) -> None:
    """Add the addresses of the prose and of `links` (ordered, apart from each other) as they stand in the text."""
    position = 0
    for link in links:
        position = _find_between(text, position, link.start, found)
        label = link.label
        if label is None or link.weak:
            label = _label(text, position, link.start, link.end, link.address) or label
        found.add(link.address, label)
        position = link.end
    _find_between(text, position, len(text), found)


def _find_between(text: str, start: int, end: int, found: Found) -> int:
    """Add what stands between `start` and `end`; the end of the last address."""
    position = start
    while not found.full and (match := _ADDRESS.search(text, position, end)):
        written = _trim(match.group())
        after = match.start() + max(len(written), 1)
        if rest := _HIDDEN_WITHIN.match(text, match.end(), end):
            found.refuse(match.group() + rest.group(), "hidden characters in it")
            start = position = rest.end()
            continue
        if _FIRST_GROUP.fullmatch(written):
            written, after = _with_groups(written, text, after)
        # "Tel:" and "im:" are words too: what has nothing of an address after the colon is not worth a line.
        is_word = len(written.partition(":")[2]) < 2
        found.add(written, _label(text, start, match.start(), after, written), quietly=is_word)
        start = position = after
    return start


def _label(text: str, previous_end: int, start: int, end: int, address: str) -> str | None:
    before = text[max(previous_end, start - LONGEST_LEAD) : start]
    return label_before(before, address.partition(":")[2]) or label_after(
        before if previous_end else "\n" + before, text[end : end + LONGEST_LEAD]
    )


def _trim(written: str) -> str:
    """Without the next address of a tight list and without the sentence's own punctuation."""
    following = _NEXT_ADDRESS.search(written)
    end = following.start() if following else len(written)
    open_brackets = {close: written.count(opened, 0, end) for close, opened in _CLOSING.items()}
    closed = {close: written.count(close, 0, end) for close in _CLOSING}
    while end:
        last = written[end - 1]
        if last in _CLOSING and closed[last] > open_brackets[last]:
            closed[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return written[:end]


def _with_groups(number: str, text: str, position: int) -> tuple[str, int]:
    """`tel:+7 (495) 555-01-01` without its blanks, and where it ends; calling `tel:+7` would reach nobody."""
    digits = _count_digits(number)
    while digits < _DIGITS_ENOUGH and (match := _NEXT_GROUP.match(text, position)):
        group = match.group(1) or ""  # "(0)" is dialled inside the country only
        digits += _count_digits(group)
        if digits > _MOST_DIGITS:
            break
        number, position = number + group, match.end()
    return number, position


def _count_digits(text: str) -> int:
    return sum(char.isdigit() for char in text)
