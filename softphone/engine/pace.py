"""How much of a flood is let through."""

import time


class Pace:
    """`at_once` in a row, then `a_second`."""

    def __init__(self, at_once: int, a_second: float) -> None:
        self._most = float(at_once)
        self._a_second = a_second
        self._left = self._most
        self._at = time.monotonic()

    def allows(self) -> bool:
        """Whether there is room for one more, which is then taken."""
        now = time.monotonic()
        self._left = min(self._most, self._left + (now - self._at) * self._a_second)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
