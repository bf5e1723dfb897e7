"""What a person would call an alternative: the words that lead to its address, or else those that follow it."""

import re
from typing import Final

from softphone.sip.text import without_hidden

LONGEST_LEAD: Final = 160
_SENTENCE_END = re.compile(r"\n|(?<=\w\w\w)\.\s|(?<=\d\d)\.\s(?=[^\W\d_])|[!?;…؟؛]\s|[。！？；।॥]")
_OR: Final = (
    r"or|and|also|oder|und|sowie|ou|et|o|y|e|или|и|либо|також|або|أو|"
    r"veya|lub|eller"
)
_OR_UNSPACED: Final = r"または|もしくは|あるいは|まで|或者|或|以及|또는"
# What asks to call is not the name of whom to call; a "call centre" is.
_ASK: Final = (
    r"please|kindly|bitte|пожалуйста|call(?!\s+(?:cent|back|desk|pick))|dial|try|rufen\s+sie(?:\s+bitte)?|wählen\s+sie|"
    r"(?:по)?звоните(?:\s+(?:на|в|по))?|наберите|appelez|"
    r"veuillez\s+appeler|llame\s+a|اتصل(?:\s+(?:بـ|ب|على|عبر))?|يرجى\s+الاتصال(?:\s+(?:بـ|ب|على))?"
)
_ASK_UNSPACED: Final = r"请拨打|请致电|请联系|拨打"
_BEFORE = re.compile(
    r"(?:[\s,;.:)\]>»”\"'*•·‣◦▪●–—\-+|」』】》）、，。؛،/]+|\(?\d{1,2}[.)]\s|\(?[a-zа-я][.)]\s|"
    # What belongs to the address before: "(24/7) or …", "…にお電話いただくか、".
    rf"[(（][^()（）\n]{{0,40}}[)）]\s*(?:[,、，;；.]|(?=(?:{_OR})\s))|(?:に|へ|まで)お[^、。\n]{{1,30}}、|"
    rf"(?:{_OR}|{_ASK})(?:[\s,:]+|$)|{_OR_UNSPACED}|{_ASK_UNSPACED})+",
    re.IGNORECASE,
)
# "The office is closed, please call the night desk": the name begins after the request.
_CLAUSE = re.compile(rf"[,–—\-،]\s+(?:(?:{_OR}|{_ASK})\s+){{0,2}}(?:{_ASK})\s+", re.IGNORECASE)
_AFTER = re.compile(r"[\s,:=<>→⇒➜(\[|«“„\"'*–—\-「『【《（：、，،/]+$")
_LEAD_WORDS = re.compile(
    r"(?:^|\s)(?:or|oder|или|або|ou|call|dial|at|on|by|to|via|under|see|is|unter|über|per|erreichen\s+sie(?:\s+uns)?|wählen\s+sie|appelez|звоните|позвоните|наберите|"
    r"по|на|على|عبر|بـ)$"
    rf"|(?:{_OR_UNSPACED}|は|へは|には|へ|请拨打|请致电|请联系|拨打)$",
    re.IGNORECASE,
)
_ALONE: Final = frozenset({"us", "me", "uns", "нам", "мне", "nous"})
# "Reception:" on a line of its own names the address on the next one.
_LINE_ABOVE = re.compile(r"[:：][^\S\n]*\n\s*$")
_FOLLOWING = re.compile(r"[^\S\n>»]*(?:[–—|]|-(?=\s)|:(?=\s)|\((?=[^\n()]+\)))\s*([^\n]{1,160})")
_START_OF_LINE = re.compile(r"(?:^|\n)[\s<*•·‣◦▪●–—\-+]*(?:\(?\d{1,2}[.)]\s+)?<?$")


def label_before(before: str, bare: str) -> str | None:
    """The words of `before`, the text up to an address, that stand in its line and sentence, without what leads to it.

    `bare` is the address without its scheme: "desk@h (mailto:desk@h)" needs no label that repeats it.
    """
    # Right-to-left text comes with marks between the colon and the address.
    before = without_hidden(before)
    if _LINE_ABOVE.search(before):
        before = before.rstrip()
    start = 0
    for end in _SENTENCE_END.finditer(before):
        start = end.end()
    label = before[start:]
    if clause := _CLAUSE.search(label):
        # "For sales, dial …" names it before the request.
        label = label[clause.end() :] if label[clause.end() :].strip(" <(") else label[: clause.start()]
    label = _trim_end(_trim_start(label))
    label = _unbracketed(_trim_end(label.removesuffix(bare)))
    for _ in range(3):
        shorter = _trim_end(_LEAD_WORDS.sub("", label))
        if shorter == label:
            break
        label = shorter
    label = _trim_start(label)
    return label if label and label.lower() not in _ALONE else None


def label_after(before: str, after: str) -> str | None:
    """The words behind an address that begins its line: "sip:desk@h - Front desk", "sip:desk@h (Front desk)"."""
    if _START_OF_LINE.search(without_hidden(before)) is None:
        return None
    match = _FOLLOWING.match(without_hidden(after[: LONGEST_LEAD * 2]))
    if match is None:
        return None
    label = match.group(1).strip()
    if match.group().lstrip().startswith("("):
        label = label.partition(")")[0]
    return label.rstrip(" .,;") or None


def _trim_start(label: str) -> str:
    match = _BEFORE.match(label)
    return label[match.end() :] if match else label


def _trim_end(label: str) -> str:
    # A search for a run at the end would start anew at each of its characters.
    match = _AFTER.search(label, max(0, len(label) - LONGEST_LEAD))
    return label[: match.start()] if match else label


def _unbracketed(label: str) -> str:
    if ")" not in label:
        label = label.lstrip("(")
    if label.startswith("[") and label.endswith("]"):  # the link of a Markdown text
        label = label[1:-1]
    return label
