"""How people are found: one spelling for all the ways of writing a name, a number or an address.

Everything becomes ASCII (`anyascii`), so that "Анна" is found by "anna" and "Müller" by "muller"; letters that
languages use for one another become one of them (Юлия, Yulia, Julia: "iulia"), and a doubled letter is one. What is
typed goes the same way, and each rule keeps beginnings: half a word finds what the whole word finds. Where a
name has spellings that no rule joins, the others are written beside it (`_also`), and below everything how its words
sound (`sound_form`): who is found by that alone comes after all others.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import unquote

from softphone.store import number_forms, sound_form
from softphone.store.columns import MAX_URI, bounded, search_fold

SOUNDS: Final = "\n "  # stands before how names sound; no other line begins with a blank
_MAX_WORDS: Final = 8
_MAX_ONE_LETTER: Final = 3
_LETTERS: Final = str.maketrans({"j": "i", "y": "i", "w": "v", "q": "k", "c": "k", "'": None, "`": None})
_DOUBLED: Final = re.compile(r"([a-z])\1")
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ø": "oe", "ü": "ue", "å": "aa"})
_HAS_UMLAUT: Final = re.compile("[äöøüå]")
_CYRILLIC: Final = re.compile("[а-яё]")
_NUMBER: Final = re.compile(r"\+?[0-9][0-9().\-/ ]+[0-9]")
_NO_NAME: Final = re.compile(r"[0-9@:/\\_%\ufffd]")
_SCHEME: Final = re.compile(r"\s*(?:sips?|tel):", re.IGNORECASE)
_LONGEST_TEXT: Final = 6_000  # of one contact: a hundred addresses and as many former ones
_TRUNK: Final = re.compile(r"06|80|[08]")  # what may be dialled before a national number
_SHORTEST_NATIONAL: Final = 7
_ENOUGH_DIGITS: Final = 4
_ENOUGH_WITHOUT_TRUNK: Final = 5


class Word(NamedTuple):
    """What has to occur in a contact's text; `else_` when nobody has it ("" for nothing else). One of `sounds` will do,
    where somebody is looked for who may be written otherwise."""

    form: str
    else_: str = ""
    sounds: tuple[str, ...] = ()


def form(text: str) -> str:
    """`text` in the one spelling, in ASCII where its letters have any; no control characters, single blanks."""
    folded = " ".join(search_fold(text).split())
    if not folded.isascii():
        folded = _ascii(folded)
    return _DOUBLED.sub(r"\1", folded.replace("kh", "k").translate(_LETTERS))


def text_of(name: str, organisation: str, uris: Iterable[str]) -> str:
    """All that a contact is found by, the name first, how names sound last; one line for each part."""
    return spelling_of(name, organisation, uris) + sounds_of(name, organisation)


def sounds_of(*names: str) -> str:
    """How their words sound, as the last line of a text."""
    keys = dict.fromkeys(key for name in names for keys in sound_form.keys_in(name) for key in keys)
    return SOUNDS + " ".join(key for key in keys if len(key) >= sound_form.SHORTEST)


def apart(text: str) -> tuple[str, str]:
    """What is spelled of what `text_of` gave, and how it sounds, with a blank before each."""
    spelled, _, sounds = text.partition(SOUNDS)
    return spelled, " " + sounds


def spelling_of(name: str, organisation: str, uris: Iterable[str]) -> str:
    """All that somebody is found by but for how it sounds, the name first; one line for each part."""
    parts = [form(name), *_also(name), form(organisation), *_also(organisation)]
    for each in (name, organisation):
        parts += _digits_in(each)
    length = 0
    for uri in uris:
        if length > _LONGEST_TEXT:
            break
        length += len(uri)
        address = _SCHEME.sub("", uri)
        plain = bounded(unquote(address, errors="replace"), MAX_URI) if "%" in address else address
        parts += [form(plain), *_digits_in(plain)]
    kept = dict.fromkeys(part for part in parts if part)
    if next(iter(kept), None) != parts[0]:
        kept = {parts[0]: None, **kept}  # nobody's name, yet what begins with it stands there
    return "\n".join(kept)[:_LONGEST_TEXT]


def words_of(text: str) -> tuple[Word, ...]:
    """What is looked for when `text` is typed; the longest first, as it narrows most."""
    text = _SCHEME.sub("", bounded(text))
    if number := number_forms.digits_of(text.strip()):
        return (_number_word(number),)
    words: dict[str, Word] = {}
    for part in text.split():
        number = number_forms.digits_of(part)
        word = _number_word(number) if number else Word(form(part) or part, sounds=_sounds(part))
        words.setdefault(word.form, word)
    ordered = sorted(words.values(), key=lambda word: -len(word.form))
    # What is part of a longer word is found with it.
    needed = [
        word
        for place, word in enumerate(ordered)
        if not any(word.form in longer.form and not longer.else_ for longer in ordered[:place])
    ]
    single = [word for word in needed if len(word.form) == 1][_MAX_ONE_LETTER:]
    return tuple(word for word in needed if word not in single)[:_MAX_WORDS]


def _ascii(folded: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415 -- it reads its tables, and most address books never need them

    return " ".join(anyascii(folded).lower().split()) or folded


def _also(name: str) -> list[str]:
    """Other spellings of a name that its form does not lead to."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    found = []
    if _HAS_UMLAUT.search(folded):
        found.append(form(folded.translate(_UMLAUTS)))
    if "x" in folded or "кс" in folded:
        found.append(form(folded.replace("x", "ks").replace("кс", "x")))
    if _CYRILLIC.search(folded):
        latin = re.sub(r"\bе", "йе", folded)  # Елена, Yelena
        found.append(form(latin.replace("ё", "йо").replace("х", "h").replace("щ", "sch").replace("ц", "c")))
    return found


def _digits_in(text: str) -> list[str]:
    """Numbers in it that are written with separators, as digits alone."""
    plain = [(found, re.sub(r"[^0-9]", "", found)) for found in _NUMBER.findall(text)]
    return [number for found, number in plain if number not in found]


def _sounds(part: str) -> tuple[str, ...]:
    """What begins a word of the last line of those who are meant; () for what is no single word."""
    if _NO_NAME.search(part):
        return ()
    words = sound_form.keys_in(part)
    if len(words) != 1:
        return ()
    return tuple(f" {key}" for key in words[0] if len(key) >= sound_form.SHORTEST)


def _number_word(number: str) -> Word:
    """Whatever way somebody has it: by what a long number is in its own country."""
    number = number_forms.with_plus(number)
    own = number_forms.national(number)
    if number.startswith("+"):
        return Word(own if len(own) >= _SHORTEST_NATIONAL else number[1:])
    trunk = _TRUNK.match(number)
    without = number[trunk.end() :] if trunk else ""
    # Among many people somebody has so few digits anywhere, and whoever is meant would wait for the last of them.
    if len(without) >= _ENOUGH_WITHOUT_TRUNK:
        return Word(without)
    return Word(number, without if len(without) >= _ENOUGH_DIGITS - 1 else "")
