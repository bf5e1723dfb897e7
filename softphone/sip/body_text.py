"""Addresses in plain prose of any script, each with the words before it as its label."""

import re
from typing import Final

from softphone.sip.allowed import admit
from softphone.sip.body_part import LONGEST_SOURCE, BodyPart, Reading
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Alternative, Rejected
from softphone.sip.text import safe_paragraphs, safe_text, without_hidden
from softphone.sip.trust import Dialled, notable_points
from softphone.sip.uri import Uri, equal_uris, uri_key_of

_LONGEST_TEXT: Final = 256 * 1024
_MOST_ALTERNATIVES: Final = 100
_MOST_LOOKED_AT: Final = 1000
_LONGEST_LABEL: Final = 160
_OFFERED: Final = r"sips?|tel|mailto|https?|xmpp|sms|im"
_REFUSED: Final = (
    r"javascript|vbscript|file|blob|about|ldaps?|ftp|sftp|ssh|telnet|h323|callto|skype|whatsapp|facetime|tg|intent|"
    r"market|smb|irc|magnet|geo|jar|view-source|wss?|rtsp|pres|mid|cid"
)
# Letters of the scripts that are set with spaces may belong to an address; in Chinese, Japanese or Thai the
# sentence goes on right behind it. Quotes and punctuation of all scripts end it.
_CHARS: Final = r"[!#-;=?-\[\]_a-z~\u00c0-\u05bd\u05c1-\u060b\u060d-\u061a\u0620-\u0963\u0966-\u0dff]"
_ADDRESS = re.compile(
    rf"(?<![a-z0-9+.\-])(?:(?:{_OFFERED}|{_REFUSED}|urn:service|[a-z][a-z0-9+.\-]{{0,30}}(?=://)):(?:{_CHARS}){{1,2000}}"
    rf"|data:[a-z0-9/+.\-]*[;,](?:{_CHARS}){{1,2000}})",
    re.IGNORECASE,
)
_NEXT_ADDRESS = re.compile(rf"[,;](?=(?:{_OFFERED}|urn:service):)", re.IGNORECASE)
_TRAILING: Final = frozenset(".,;:!?'*&=-")
_CLOSING: Final = {")": "(", "]": "["}
_SENTENCE_END = re.compile(r"\n|(?<=\w\w\w)\.\s|[!?;…]\s|[。！？；]")
_BEFORE_LABEL = re.compile(
    r"^(?:[\s,;.:)\]>»”\"'*•·‣–—\-」』】》）、，。؛،]+|\d{1,2}[.)]\s|(?:or|and|или|и|либо)\s)+", re.IGNORECASE
)
_AFTER_LABEL = re.compile(r"[\s,:=<(\[«“„\"'*–—\-「『【《（：、，]+$")
# "Reception:" on a line of its own names the address on the next one.
_LINE_ABOVE = re.compile(r"[:：][^\S\n]*\n\s*$")
# People write telephone numbers in groups. A global number this short is only the first of them.
_FIRST_GROUP = re.compile(r"(?:tel|sms):\+[0-9().\-]{1,7}", re.IGNORECASE)
_NEXT_GROUP = re.compile(
    r"(?:[ \u00a0\u202f]|(?<=\)))(?:\(0\)|(\([0-9]{1,5}\)|[0-9](?:[0-9.\-]{0,10}[0-9])?(?![0-9])))"
)
_MOST_DIGITS: Final = 15  # of a global number (E.164)
_DIGITS_ENOUGH: Final = 11  # what follows so many is the next word of the sentence: "… 24 hours a day"
_CALL_WORDS = re.compile(r"(?:^|\s)(?:call|dial|at|on|via|see|звоните|позвоните|по|на)$", re.IGNORECASE)


def read_text(part: BodyPart, dialled: Dialled) -> Reading:
    """The text to quote, and the addresses in it that may be offered, in their order."""
    text = part.text()
    alternatives, rejected = find_addresses(text[:_LONGEST_TEXT], dialled)
    return Reading(safe_paragraphs(text) or None, tuple(alternatives), tuple(rejected), text[:LONGEST_SOURCE])


def find_addresses(text: str, dialled: Dialled) -> tuple[list[Alternative], list[Rejected]]:
    """Addresses with an allowed scheme, each once, with label; and those that are refused, with the reason."""
    found: list[Alternative] = []
    rejected: dict[str, Rejected] = {}
    seen: dict[str, list[Uri]] = {}
    position = previous_end = 0
    for _ in range(_MOST_LOOKED_AT):
        match = _ADDRESS.search(text, position)
        if match is None or len(found) >= _MOST_ALTERNATIVES:
            break
        written = _trim(match.group())
        position = match.start() + max(len(written), 1)
        if _FIRST_GROUP.fullmatch(written):
            written, position = _with_groups(written, text, position)
        try:
            admitted = admit(written)
        except SipParseError as error:
            # "Tel:" and "im:" are words too: what has nothing of an address after the colon is not worth a line.
            if len(written.partition(":")[2]) > 1 and len(rejected) < _MOST_ALTERNATIVES:
                rejected.setdefault(written, Rejected(safe_text(written), error.reason))
            previous_end = position
            continue
        alike = seen.setdefault(uri_key_of(admitted.uri), [])
        if not any(equal_uris(known, admitted.uri) for known in alike):
            alike.append(admitted.uri)
            before = text[max(previous_end, match.start() - _LONGEST_LABEL) : match.start()]
            label = _label(before, written.partition(":")[2])
            points = notable_points(admitted, label, dialled)
            found.append(Alternative(admitted.kind, written, label, None, points))
        previous_end = position
    return found, list(rejected.values())


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


def _label(before: str, bare: str) -> str | None:
    """The words before an address in its own line and sentence, without the marks that lead to it.

    `bare` is the address without its scheme: "desk@h (mailto:desk@h)" needs no label that repeats it.
    """
    start = 0
    # Right-to-left text comes with marks between the colon and the address.
    before = without_hidden(before)
    if _LINE_ABOVE.search(before):
        before = before.rstrip()
    for end in _SENTENCE_END.finditer(before):
        start = end.end()
    label = _AFTER_LABEL.sub("", _BEFORE_LABEL.sub("", before[start:]))
    label = _AFTER_LABEL.sub("", label.removesuffix(bare))
    if ")" not in label:
        label = label.lstrip("(")
    label = _AFTER_LABEL.sub("", _CALL_WORDS.sub("", label))
    if label.startswith("[") and label.endswith("]"):  # the link of a Markdown text
        label = label[1:-1]
    return safe_text(label, 120) or None
