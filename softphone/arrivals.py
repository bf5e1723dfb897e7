"""What later starts of the program hand over, from the moment on when somebody can take it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from softphone.desktop.instance import FirstInstance, Handed


class Arrivals:
    """On the GUI thread, once there is an event loop to `listen` on.

    While there is no window, `came` hears of what has come; it is kept until `lead_to` names who takes it.
    """

    def __init__(self, instance: "FirstInstance | None") -> None:
        self._instance = instance
        self._listening = False
        self._waiting: list[Handed] = []
        self._take: Callable[[Handed], None] | None = None
        self.came: Callable[[Handed], None] = lambda _: None

    def listen(self, post: Callable[[Callable[[], None]], None]) -> None:
        """`post` runs what it is given on this thread. Asked for again, it changes nothing."""
        if self._instance is not None and not self._listening:
            self._listening = True
            self._instance.serve(lambda handed, taken: post(lambda: self._arrived(handed, taken)))

    def lead_to(self, take: Callable[["Handed"], None]) -> None:
        """The window is there: it gets what has come and whatever comes."""
        self._take = take
        waiting, self._waiting = self._waiting, []
        for handed in waiting:
            take(handed)

    def stop(self) -> None:
        if self._instance is not None:
            self._instance.stop_listening()

    def _arrived(self, handed: "Handed", taken: Callable[[], None]) -> None:
        taken()
        if self._take is not None:
            self._take(handed)
        else:
            self._waiting.append(handed)
            self.came(handed)
