"""How far the bringing up to date of a large file has come, and a way to stop it.

SQLite does not say how long a statement will take. What is known beforehand is how many rows each will go through; how
far one has come is guessed from the steps that SQLite has made in it.
"""

import math
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from typing import Final

# Hears how far it is, 0 to 1, or None where that is not known, on the thread that does the work; whether it is to stop.
Tell = Callable[[float | None], bool]

_STEPS_BETWEEN: Final = 50_000  # some ms
_STEPS_OF_A_ROW: Final = 60
_GOES_THROUGH: Final = re.compile(r"\s*(?:UPDATE|INSERT|DELETE|CREATE (?:UNIQUE )?INDEX)\b")
_TABLE: Final = re.compile(r"\b(?:UPDATE|FROM|ON)\s+(\w+)")
_INDEX: Final = re.compile(r"\s*CREATE\b")
_COMMIT: Final = 0.05  # of the whole, to write all of it down


def told(connection: sqlite3.Connection, statements: Sequence[str], tell: Tell | None) -> Iterator[str]:
    """Each of `statements`, to be run before the next is taken; `tell` hears of all of them.

    When it wants to stop, what runs fails with sqlite3.OperationalError.
    """
    if tell is None:
        yield from statements
        return
    weights = [_rows(connection, each) for each in statements]
    whole = max(1.0, sum(weights)) / (1 - _COMMIT)
    before = 0.0
    for statement, weight in zip(statements, weights, strict=True):
        connection.set_progress_handler(_counting(before / whole, weight, whole, tell), _STEPS_BETWEEN)
        yield statement
        before += weight


def _counting(begun: float, weight: float, whole: float, tell: Tell) -> Callable[[], bool]:
    steps = 0

    def step() -> bool:
        nonlocal steps
        steps += _STEPS_BETWEEN
        inside = 1 - math.exp(-steps / (_STEPS_OF_A_ROW * max(1.0, weight)))
        return tell(begun + inside * weight / whole)

    return step


def _rows(connection: sqlite3.Connection, statement: str) -> float:
    """About as many as it goes through; an index costs a part of what a change of each row does."""
    found = _TABLE.search(statement) if _GOES_THROUGH.match(statement) else None
    if found is None:
        return 0.0
    try:
        (highest,) = connection.execute(f"SELECT max(rowid) FROM {found[1]}").fetchone()  # noqa: S608  our own names
    except sqlite3.OperationalError:
        return 0.0  # it is made by one of the statements before
    return float(highest or 0) * (0.2 if _INDEX.match(statement) else 1.0)
