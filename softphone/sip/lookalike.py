"""Names that look like others: mixed scripts, letters borrowed from another alphabet, one letter changed."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LONGEST: Final = 300
_WORD = re.compile(r"\w+")
# Alphabets whose letters are drawn alike; a word takes its letters from one of them. Chinese, Japanese and Korean
# scripts stand beside Latin every day and are not in question.
_CONFUSABLE_SCRIPTS: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
# Letters made for mathematics or typesetting have no place in a name.
_DRESSED_UP: Final = frozenset({"MATHEMATICAL", "FULLWIDTH", "SCRIPT", "DOUBLE-STRUCK"})
# Cyrillic, Greek and digits by the Latin letter that they are drawn like.
_DRAWN_LIKE: Final = {
    "a": "аα", "b": "вβ", "c": "сϲ", "d": "ԁ", "e": "еёεє", "h": "нһη", "i": "іιї", "j": "ј", "k": "кκ", "l": "ӏ1|",
    "m": "м", "n": "п", "o": "оοσ0", "p": "рρ", "q": "ԛ", "r": "г", "s": "ѕ5", "t": "тτ", "u": "υ", "v": "ν",
    "w": "ԝωш", "x": "хχ", "y": "уγ",
}  # fmt: skip
_TO_LATIN: Final = {ord(char): latin for latin, chars in _DRAWN_LIKE.items() for char in chars}
# Cyrillic and Greek letters that nobody can tell from Latin ones; in the table above a likeness is enough.
_SAME_AS_LATIN: Final = frozenset("асԁеһіјӏорԛѕԝхуѵανορ")
_PAIRS: Final = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def mixes_scripts(text: str) -> bool:
    """Whether some word of `text` is written with letters of two alphabets that are drawn alike."""
    if text.isascii():
        return False
    return any(_word_mixes(word) for word in _WORD.findall(text[:_LONGEST]) if not word.isascii())


def _word_mixes(word: str) -> bool:
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in word if char.isalpha()}
    return len(scripts & _CONFUSABLE_SCRIPTS) > 1 or not scripts.isdisjoint(_DRESSED_UP)


def passes_for_latin(host: str) -> bool:
    """Whether a label is written in foreign letters that all look Latin, below a Latin domain: "аррӏе.com"."""
    if host.isascii() and "xn--" not in host:
        return False
    *labels, domain = decode_idn(host).rstrip(".").split(".")
    return domain.isascii() and any(
        not label.isascii() and all(char in _SAME_AS_LATIN for char in label if not char.isascii())
        for label in labels
    )


def drawn_alike(one: str, other: str) -> bool:
    """Whether two different names look the same: "anna" and "аnna", "office" and "0ffice"."""
    if one.casefold() == other.casefold():
        return False
    if one.isascii() and other.isascii() and abs(len(one) - len(other)) > 2:
        return False
    return _skeleton(one[:_LONGEST]) == _skeleton(other[:_LONGEST])


def similar_domain(new: str, old: str) -> bool:
    """Whether the domain `new` can be taken for `old`: drawn alike, or one letter away from it.

    Hosts below the same domain, and hosts that differ in a digit, are neighbours and no look-alikes.
    """
    new, old = new.lower().rstrip("."), old.lower().rstrip(".")
    if new == old or _below(new) == _below(old):
        return False
    new, old = decode_idn(new), decode_idn(old)
    if abs(len(new) - len(old)) > 2 and new.isascii() and old.isascii():
        return False
    return drawn_alike(new, old) or (len(old) > 4 and _one_letter_away(new, old))


def decode_idn(host: str) -> str:
    """The host with its "xn--" labels as a person would see them; unchanged when that fails."""
    if "xn--" not in host:
        return host
    try:
        return host.encode("ascii").decode("idna")
    except UnicodeError:
        return host


def _below(host: str) -> str:
    """The last two labels, which stand for whoever runs the domain."""
    return ".".join(host.rsplit(".", 2)[-2:])


@lru_cache(maxsize=256)
def _skeleton(text: str) -> str:
    drawn = unicodedata.normalize("NFKC", text).casefold().translate(_TO_LATIN)
    for pair, letter in _PAIRS:
        drawn = drawn.replace(pair, letter)
    return drawn


def _one_letter_away(one: str, other: str) -> bool:
    """One letter changed, added, left out, or two neighbours swapped; a changed digit does not count."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    if len(short) < len(long):
        return short[start:] == long[start + 1 :] and not long[start].isdigit()
    if short[start + 1 :] == long[start + 1 :]:
        return not (short[start].isdigit() and long[start].isdigit())
    swapped = short[start + 1 : start + 2] + short[start]
    return swapped == long[start : start + 2] and short[start + 2 :] == long[start + 2 :]
