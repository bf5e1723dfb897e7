"""What the answers of SIP mean, in the words of one language: read from resources/texts, searched, compared.

No Qt: the window and the command line tell the same.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from softphone.resources import resource_path

# In an answer's text, the best place for a word to be found comes first.
_NUMBER, _TITLE, _NAME, _WORDS, _TEXT = range(5)
_WHOLE_CLASS: Final = re.compile(r"([3-6])[xх]{1,2}", re.IGNORECASE)  # the second x is Cyrillic
_CODE: Final = re.compile(r"[3-6]\d\d")
_SHORTEST_STEM: Final = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one status means. `title` stands as in the protocol, "486 Busy Here"; all else is in the language.

    `when` and `server` are "" where `is_own` is False: then the text is that of the whole class.
    """

    status: int
    title: str
    name: str
    brief: str
    what: str
    when: str
    fix: str
    server: str
    words: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """How `status` differs from its neighbour `other`: one line for each."""

    status: int
    other: int
    line: str
    other_line: str


class Answers:
    """The texts of one language. `captions` are the headings between them."""

    def __init__(self, table: Mapping[str, object]) -> None:
        self.captions: dict[str, str] = dict(_table(table["captions"]))
        self._classes = {int(key): _table(text) for key, text in _tables(table["class"])}
        codes = {int(key): _table(text) for key, text in _tables(table["code"])}
        self._own = {status: Meaning(status, is_own=True, **text) for status, text in sorted(codes.items())}
        self._pairs = tuple(_pair(one) for one in _rows(table["pair"]))
        self._found_in = {status: _places(meaning) for status, meaning in self._own.items()}

    @property
    def codes(self) -> tuple[int, ...]:
        """Every status with a text of its own, ascending."""
        return tuple(self._own)

    def class_name(self, hundred: int) -> str:
        """What a class has in common in a few words; `hundred` is 3 for 3xx, up to 6."""
        return self._classes[hundred]["name"]

    def meaning(self, status: int) -> Meaning:
        """The text for 300 to 699; one that nobody has heard of has the text of its class (8.1.3.2)."""
        known = self._own.get(status)
        if known is not None:
            return known
        text = self._classes[status // 100]
        return Meaning(status, title=str(status), when="", server="", words="", is_own=False, **text)

    def differences(self, status: int) -> tuple[Difference, ...]:
        """From each neighbour, the one most often confused with it first."""
        found = []
        for pair in self._pairs:
            if pair.status == status:
                found.append(pair)
            elif pair.other == status:
                found.append(Difference(pair.other, pair.status, pair.other_line, pair.line))
        return tuple(found)

    def search(self, wanted: str) -> tuple[int, ...]:
        """Codes in whose number, name or text all words of `wanted` are found, the best first; all for "".

        A number from 300 to 699 is found also when there is no text but that of its class.
        """
        sought = _folded(wanted).split()
        if not sought:
            return self.codes
        if len(sought) == 1 and _CODE.fullmatch(sought[0]):
            return (int(sought[0]),)
        if whole := _WHOLE_CLASS.fullmatch("".join(sought)):
            return tuple(status for status in self.codes if status // 100 == int(whole[1]))
        return self._ranked(sought) or self._ranked([_stem(word) for word in sought])

    def _ranked(self, sought: list[str]) -> tuple[int, ...]:
        ranked = []
        for status, places in self._found_in.items():
            ranks = [_rank(word, places) for word in sought]
            if None not in ranks:
                ranked.append((max(rank for rank in ranks if rank is not None), status))
        return tuple(status for _, status in sorted(ranked))


@lru_cache(maxsize=4)
def answers(language: str) -> Answers:
    """The texts of one language, "en" or "ru"."""
    with resource_path("texts", f"{language}.toml").open("rb") as file:
        return Answers(tomllib.load(file))


def _places(meaning: Meaning) -> dict[int, str]:
    return {
        _NUMBER: str(meaning.status),
        _TITLE: _folded(meaning.title),
        _NAME: _folded(meaning.name),
        _WORDS: _folded(meaning.words),
        _TEXT: _folded(" ".join((meaning.brief, meaning.what, meaning.when, meaning.fix, meaning.server))),
    }


def _rank(word: str, places: Mapping[int, str]) -> int | None:
    """Where `word` stands at the beginning of a word; numbers only count as the beginning of the code."""
    if word.isdigit():
        return _NUMBER if places[_NUMBER].startswith(word) else None
    for place in (_TITLE, _NAME, _WORDS, _TEXT):
        if f" {word}" in f" {places[place]}":
            return place
    return None


def _folded(text: str) -> str:
    """Lower case, ё as е, and a space for every sign, so that words can be told apart."""
    return re.sub(r"[^\w]+", " ", text.casefold().replace("ё", "е")).strip()


def _stem(word: str) -> str:
    """The word without what may be its ending; Russian has many."""
    return word[: max(_SHORTEST_STEM, len(word) * 2 // 3)]


def _pair(row: Mapping[str, object]) -> Difference:
    codes, lines = row["codes"], row["lines"]
    if not isinstance(codes, list) or not isinstance(lines, list):
        raise TypeError(row)
    return Difference(codes[0], codes[1], lines[0], lines[1])


def _rows(value: object) -> list[dict[str, object]]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _tables(value: object) -> list[tuple[str, object]]:
    if not isinstance(value, dict):
        raise TypeError(value)
    return list(value.items())


def _table(value: object) -> dict[str, str]:
    return {key: str(text) for key, text in _tables(value)}
