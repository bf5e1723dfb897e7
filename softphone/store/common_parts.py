"""What many people have in their texts, and who has it: words, as a firm or a server is, and a few letters in a row.

Whoever has such a word need not be looked at for a part of it, and whoever lacks letters of what was typed neither.
Each is looked for once, on a thread of its own, when somebody looks for anybody among many. Which they are stays as it
was found, whatever changes later.
"""

import string
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Final

from softphone.store.search_form import apart

FEWEST: Final = 20_000  # people; the texts of fewer are looked at in a millisecond or two
_WORDS: Final = 144
_LETTERS: Final = 96
_PREFIX: Final = 5  # of a number, with its "+"
_SAMPLE: Final = 2_500
_WORD_OF: Final = 200  # a word is common that one in so many people has
_LETTERS_OF: Final = 12  # letters, when one in so many would have to be looked at


@dataclass(frozen=True, slots=True)
class CommonParts:
    """Who has each, as sets of places among `size` people."""

    size: int
    who: Mapping[str, int]

    def having(self, part: str) -> int:
        """Who has `part` for certain; there may be more."""
        return reduce(or_, (has for common, has in self.who.items() if part in common), 0)

    def possible(self, part: str, among: int) -> int:
        """Those of `among` who may have `part`, as far as is known."""
        return reduce(and_, (has for common, has in self.who.items() if common in part), among)

    def decides(self, part: str) -> bool:
        """Whether `possible` is the answer already."""
        return part in self.who

    def without(self, place: int) -> "CommonParts":
        later = self.size - place - 1
        last = (1 << later) - 1
        who = {part: ((has >> (later + 1)) << later) | (has & last) for part, has in self.who.items()}
        return CommonParts(self.size - 1, who)

    def having_got(self, place: int, text: str) -> "CommonParts":
        """With somebody new, who has this text."""
        later = self.size - place
        last = (1 << later) - 1
        who = {
            part: (((has >> later << 1) | (part in text)) << later) | (has & last)
            for part, has in self.who.items()
        }
        return CommonParts(self.size + 1, who)


def commonest(texts: Sequence[str]) -> list[str]:
    """What saves most when it is known, going by a part of the texts."""
    sample = texts[:: max(1, len(texts) // _SAMPLE)]
    people = [_words(apart(text)[0]) for text in sample]
    counted = Counter(word for person in people for word in person)
    often = [word for word, has in counted.items() if has * _WORD_OF >= len(sample)]
    often = sorted(often, key=lambda word: (-counted[word] * len(word), word))[:_WORDS]
    common = set(often)
    words = _who_has(common.intersection(person) for person in people)
    pairs = _who_has(_pieces(person, 2) for person in people)
    threes = {three for person in people for three in _pieces(person, 3)}
    looked_at = {sign: len(sample) for sign in string.punctuation if any(sign in text for text in sample)}
    for three in filter(str.isalnum, threes):
        known = reduce(or_, (words[word] for word in often if three in word), 0)
        looked_at[three] = (pairs[three[:2]] & pairs[three[1:]] & ~known).bit_count()
    dear = [piece for piece, many in looked_at.items() if many * _LETTERS_OF >= len(sample)]
    return often + sorted(dear, key=lambda piece: (-looked_at[piece], piece))[:_LETTERS]


def _words(text: str) -> set[str]:
    """And what is in a name of a server between its dots, and how numbers begin."""
    words = text.replace("@", " @").split()
    labels = [label for word in words if "." in word for label in word.split(".")]
    return {*words, *labels, *(word[:_PREFIX] for word in words if word[0] == "+")} - {""}


def _who_has(people: Iterable[set[str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, parts in enumerate(people):
        for part in parts:
            found[part] = found.get(part, 0) | 1 << place
    return found


def _pieces(words: Iterable[str], size: int) -> set[str]:
    return {word[at : at + size] for word in words for at in range(len(word) - size + 1)}
