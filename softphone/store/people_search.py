"""Who has the words that were typed, in the index of people: first by what is known of everybody's letters, then by the
texts of those who may have them.

Looking into a text takes 0.1 µs when all are looked at one after another, four times that when they lie apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import compress, repeat
from operator import contains
from typing import Final, NamedTuple

from softphone.store import letter_pairs
from softphone.store.people_index import PeopleIndex
from softphone.store.place_flags import both, either, flags_of, places_of
from softphone.store.search_form import Word

_LITTLE: Final = 1_000  # texts are looked at in less time than it takes to know whose letters suit
_FEW: Final = 4  # looking up one of so many texts takes as long as looking at all
_MANY: Final = 4_000  # below so many who are spelled like it nobody would look for who sounds like it

Sounds = tuple[str, ...]


class Held(NamedTuple):
    """For each place 1 or 0: whether every word is in the text as it is spelled, and whether it is there at all, as
    spelled or as it sounds."""

    spelled: bytes
    all: bytes


@dataclass(slots=True)
class Known:
    """What the last search has found out about single words; typing on looks among these only."""

    index: PeopleIndex
    spelled: dict[str, bytes] = field(default_factory=dict)
    heard: dict[Sounds, bytes] = field(default_factory=dict)


class PeopleSearch:
    """One search. `known` is of the search before in the same index, and becomes that of this one."""

    def __init__(self, index: PeopleIndex, known: Known | None) -> None:
        self._index = index
        self._before = known if known is not None and known.index is index else Known(index)
        self.known = Known(index)

    def held(self, words: Sequence[Word]) -> Held:
        spelled = found = self._everybody()
        for number, word in enumerate(self._rarest_first(words)):
            few = places_of(found) if number and found.count(1) <= _LITTLE else None
            here = self._spelled(word.form, few)
            if word.else_ and not any(here):
                here = self._spelled(word.else_, few)
            heard = here
            if word.sounds and (len(words) > 1 or here.count(1) <= _MANY):
                heard = either(here, self._heard(word.sounds, few))
            spelled, found = (both(spelled, here), both(found, heard)) if number else (here, heard)
        return Held(spelled, found)

    def _rarest_first(self, words: Sequence[Word]) -> Sequence[Word]:
        """The others are then looked for among a few."""
        if len(words) < 2:
            return words
        return sorted(words, key=lambda word: self._possible(word.form).count(1))

    def _spelled(self, part: str, few: Sequence[int] | None) -> bytes:
        """Who has `part` in the text; of `few` only, when they are given."""
        if few is not None:
            return self._among(few, (part,))
        known = self.known.spelled
        if part not in known:
            known[part] = self._looked_for(part, self._before.spelled)
        return known[part]

    def _looked_for(self, part: str, before: Mapping[str, bytes]) -> bytes:
        if part in before:
            return before[part]
        if letter_pairs.decides(part):
            return self._possible(part)
        among = reduce(both, (has for shorter, has in before.items() if shorter in part), self._everybody())
        if among.count(1) > _LITTLE:
            among = both(among, self._possible(part))
        return self._in_texts(among, (part,))

    def _heard(self, sounds: Sounds, few: Sequence[int] | None) -> bytes:
        """Who has one of `sounds`."""
        if few is not None:
            return self._among(few, sounds)
        known = self.known.heard
        if sounds not in known:
            before = [
                has
                for shorter, has in self._before.heard.items()
                if all(sound.startswith(shorter) for sound in sounds)
            ]
            among = before[0] if before else reduce(either, map(self._possible, sounds))
            known[sounds] = self._in_texts(among, sounds)
        return known[sounds]

    def _in_texts(self, among: bytes, parts: Sounds) -> bytes:
        if among.count(1) * _FEW <= len(among):
            return self._among(places_of(among), parts)
        texts = self._index.texts
        return both(among, reduce(either, (bytes(map(contains, texts, repeat(part))) for part in parts)))

    def _among(self, places: Sequence[int], parts: Sounds) -> bytes:
        texts = list(map(self._index.texts.__getitem__, places))
        found = [place for part in parts for place in compress(places, map(contains, texts, repeat(part)))]
        return flags_of(found, len(self._index.ids))

    def _everybody(self) -> bytes:
        return b"\1" * len(self._index.ids)

    def _possible(self, part: str) -> bytes:
        found = self._index.pairs.possible(part)
        return self._everybody() if found is None else found.to_bytes(len(self._index.ids), "little")
