"""Who has the words that were typed, in the index of people: first by what is known of everybody's letters, then by the
texts of those who may have them.

Looking into a text takes 0.1 µs when all are looked at one after another, twice that when they lie apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import repeat
from operator import and_, contains, itemgetter, or_
from typing import Final, NamedTuple

from softphone.store import letter_pairs
from softphone.store.common_parts import CommonParts
from softphone.store.people_index import PeopleIndex
from softphone.store.place_sets import chosen, everybody, of_flags, places_of
from softphone.store.search_form import Word

_MANY: Final = 4_000  # below so many who are spelled like it nobody would look for who sounds like it

Sounds = tuple[str, ...]


class Held(NamedTuple):
    """Sets of places: whose text has every word as it is spelled, and all who were found, be it by how it sounds."""

    spelled: int
    all: int


@dataclass(slots=True)
class Known:
    """What the last search has found out about single words; typing on looks among these only."""

    index: PeopleIndex
    spelled: dict[str, int] = field(default_factory=dict)
    heard: dict[Sounds, int] = field(default_factory=dict)


class PeopleSearch:
    """One search. `known` is of the search before in the same index, and becomes that of this one."""

    def __init__(self, index: PeopleIndex, known: Known | None) -> None:
        self._index = index
        self._size = len(index.ids)
        self._common = index.common or CommonParts(self._size, {})
        self._before = known if known is not None and known.index is index else Known(index)
        self.known = Known(index)

    def held(self, words: Sequence[Word]) -> Held:
        spelled = found = reduce(and_, map(self._suited, words)) if len(words) > 1 else everybody(self._size)
        # Whether nobody has a number as it was typed is asked of those who have all else.
        for word in sorted(words, key=lambda word: bool(word.else_)):
            among = found if len(words) > 1 else None
            here = self._spelled(word.form, among)
            if word.else_ and not here:
                here = self._spelled(word.else_, among)
            heard = here
            if word.sounds and (len(words) > 1 or here.bit_count() <= _MANY):
                heard |= self._heard(word.sounds, among)
            spelled &= here
            found &= heard
        return Held(spelled, found)

    def who_has(self, part: str) -> int:
        """As it is spelled."""
        return self._spelled(part, None)

    def _suited(self, word: Word) -> int:
        """Who may have the word, as far as letters go."""
        parts = (word.form, *((word.else_,) if word.else_ else ()), *word.sounds)
        return reduce(or_, map(self._possible, parts))

    def _spelled(self, part: str, among: int | None) -> int:
        """Who has `part` in the text; of those in `among` only, when it is given."""
        if among is not None:
            among &= self._possible(part)
            return among if self._decided(part) else self._in_texts(among, (part,))
        known = self.known.spelled
        if part not in known:
            known[part] = self._looked_for(part, self._before.spelled)
        return known[part]

    def _looked_for(self, part: str, before: Mapping[str, int]) -> int:
        if part in before:
            return before[part]
        among = self._possible(part)
        if self._decided(part):
            return among
        for shorter, has in before.items():
            if shorter in part:
                among &= has
        return self._in_texts(among, (part,))

    def _heard(self, sounds: Sounds, only: int | None) -> int:
        """Who has one of `sounds`; of those in `only`, when it is given."""
        if only is not None:
            among = only & reduce(or_, map(self._possible, sounds))
            return self._in_texts(among, sounds)
        known = self.known.heard
        if sounds not in known:
            among = reduce(or_, map(self._possible, sounds))
            for shorter, has in self._before.heard.items():
                if all(sound.startswith(shorter) for sound in sounds):
                    among &= has
            known[sounds] = self._in_texts(among, sounds)
        return known[sounds]

    def _in_texts(self, among: int, parts: Sounds) -> int:
        """Who of `among` has one of `parts`."""
        found = 0
        for part in parts:
            left = among & ~found & self._possible(part)
            known = left & self._common.having(part)
            found |= known | self._looked_at(left ^ known, part)
        return found

    def _looked_at(self, among: int, part: str) -> int:
        count, texts = among.bit_count(), self._index.texts
        if count * 2 > self._size:
            return among & of_flags(bytes(map(contains, texts, repeat(part))))
        places = places_of(among, self._size)
        # `itemgetter` gives one text as itself.
        here = itemgetter(*places)(texts) if count > 1 else [texts[place] for place in places]
        return chosen(among, places, bytes(map(contains, here, repeat(part))), self._size)

    def _decided(self, part: str) -> bool:
        """Whether it is known who has `part`, once it is known who may have it."""
        return letter_pairs.decides(part) or self._common.decides(part)

    def _possible(self, part: str) -> int:
        found = self._index.pairs.possible(part)
        return self._common.possible(part, everybody(self._size) if found is None else found)
