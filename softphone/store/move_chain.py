"""Where an address leads when moves follow one another: a → b → c. Pure; no database.

Old and new statements can contradict each other in a circle. Then the newest of the circle is believed: the
address it names is where the way ends.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from softphone.calls.people import RememberedMove
from softphone.sip.uri import same_uri

MAX_MOVES = 32


@dataclass(frozen=True, slots=True)
class Move:
    """One statement "old is now at new". `id` 0 for a contact's, `expires_at` None for good."""

    id: int
    old_uri: str
    new_uri: str
    status: int
    learned_at: datetime
    expires_at: datetime | None = None


def follow(uri: str, next_move: Callable[[str], Move | None]) -> RememberedMove | None:
    """The whole way from `uri` as one move, None if it leads nowhere else.

    `id`, status and time are of the first move; the earliest expiry on the way holds.
    """
    way: list[Move] = []
    place = uri
    for _ in range(MAX_MOVES):
        move = next_move(place)
        if move is None:
            break
        way.append(move)
        place = move.new_uri
        start = _place_on_way(uri, way)
        if start is not None:
            circle = way[start:]
            newest = max(circle, key=lambda each: (each.learned_at, each.old_uri))
            # The circle closes where it began: its last move leads to the place before its first.
            way = way[:start] if newest is circle[-1] else way[: start + circle.index(newest) + 1]
            break
    if not way:
        return None
    expiries = [move.expires_at for move in way if move.expires_at is not None]
    first = way[0]
    return RememberedMove(
        id=first.id,
        old_uri=uri,
        new_uri=way[-1].new_uri,
        status=first.status,
        learned_at=first.learned_at,
        expires_at=min(expiries, default=None),
    )


def _place_on_way(uri: str, way: list[Move]) -> int | None:
    """Index of the move that leaves from where the last one arrives, None if it is a new place."""
    leaving = [uri, *(move.new_uri for move in way[:-1])]
    return next((index for index, place in enumerate(leaving) if same_uri(place, way[-1].new_uri)), None)
