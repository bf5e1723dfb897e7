"""Sets of places in a list, as bytes: 1 where a place is in the set, else 0. Loops over them run in C."""

from collections.abc import Sequence
from itertools import compress
from typing import Final

_FEW: Final = 8  # finding one of so many places takes as long as going through all


def places_of(flags: bytes | bytearray) -> list[int]:
    """Where there is 1."""
    if flags.count(1) * _FEW > len(flags):
        return list(compress(range(len(flags)), flags))
    places = []
    place = flags.find(1)
    while place >= 0:
        places.append(place)
        place = flags.find(1, place + 1)
    return places


def picked(values: Sequence[int], flags: bytes | bytearray) -> list[int]:
    """Those at the places."""
    if flags.count(1) * _FEW > len(flags):
        return list(compress(values, flags))
    return list(map(values.__getitem__, places_of(flags)))


def flags_of(places: Sequence[int], size: int) -> bytes:
    flags = bytearray(size)
    for place in places:
        flags[place] = 1
    return bytes(flags)


def both(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    return (int.from_bytes(one, "little") & int.from_bytes(other, "little")).to_bytes(len(one), "little")


def either(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    return (int.from_bytes(one, "little") | int.from_bytes(other, "little")).to_bytes(len(one), "little")


def but(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    """`one` without `other`, which is part of it."""
    return (int.from_bytes(one, "little") ^ int.from_bytes(other, "little")).to_bytes(len(one), "little")
