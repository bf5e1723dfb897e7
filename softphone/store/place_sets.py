"""Sets of places in a list of people, each a number with one bit a place, the first place in the highest.

A hundred thousand of them are joined, cut and counted in some microseconds, and turned into places in a tenth of a
millisecond, because what Python reads and writes in base two takes no longer than copying it.
"""

from collections import deque
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress, repeat
from typing import Final

_FEW: Final = 20  # finding one of so many places takes as long as going through all
_SOME: Final = 5_000  # so many are set sooner as flags of everybody
_NOT: Final = bytes(value ^ 1 for value in range(256))
_DIGITS: Final = bytes(ord("1" if value & 1 else "0") for value in range(256))
_FLAGS: Final = bytes(value & 1 for value in range(256))


def everybody(size: int) -> int:
    return (1 << size) - 1


def of_flags(flags: bytes | bytearray) -> int:
    """Of a byte for each place, odd where the place is in the set."""
    return int(flags.translate(_DIGITS), 2) if flags else 0


def flags_of(places: int, size: int) -> bytearray:
    """1 where a place is in the set, else 0."""
    return bytearray(format(places, f"0{size}b").encode().translate(_FLAGS)) if size else bytearray()


def of_places(places: Sequence[int], size: int) -> int:
    if len(places) > _SOME:
        flags = bytearray(size)
        deque(map(flags.__setitem__, places, repeat(1)), maxlen=0)
        return of_flags(flags)
    octets = bytearray((size + 7) // 8)
    for place in places:
        octets[place >> 3] |= 0x80 >> (place & 7)
    return int.from_bytes(octets, "big") >> (-size % 8)


def chosen(among: int, places: Sequence[int], choice: bytes, size: int) -> int:
    """Of the set `among`, which is of `places`, those where there is 1 in `choice`, else 0."""
    if choice.count(1) * 2 > len(places):
        return among ^ of_places(list(compress(places, choice.translate(_NOT))), size)
    return of_places(list(compress(places, choice)), size)


def places_of(places: int, size: int) -> list[int]:
    if not places:
        return []
    flags = flags_of(places, size)
    if places.bit_count() * _FEW > size:
        return list(compress(_all(size), flags))
    return _found(flags)


@lru_cache(maxsize=1)
def _all(size: int) -> list[int]:
    """Kept, because making so many numbers takes longer than to choose among them."""
    return list(range(size))


def picked(values: Sequence[int], flags: bytearray) -> list[int]:
    """Those at the places where there is 1, as far as there are flags."""
    if flags.count(1) * _FEW > len(flags):
        return list(compress(values, flags))
    return list(map(values.__getitem__, _found(flags)))


def _found(flags: bytearray) -> list[int]:
    places = []
    place = flags.find(1)
    while place >= 0:
        places.append(place)
        place = flags.find(1, place + 1)
    return places
