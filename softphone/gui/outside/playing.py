"""Music stops while somebody talks, and goes on after the last call."""

from collections.abc import Callable

from softphone.calls.notices import CallChanged, Notice
from softphone.calls.outside import Players
from softphone.calls.views import Phase

_TALKS = (Phase.CALLING, Phase.RINGING, Phase.CHOOSING, Phase.CONNECTED, Phase.ENDING)


class Playing:
    """`wanted()` is the setting; players that were paused go on even when it has been switched off meanwhile."""

    def __init__(self, players: Players, wanted: Callable[[], bool]) -> None:
        self._players = players
        self._wanted = wanted
        self._talking: set[int] = set()
        self._paused = False

    def on_notice(self, notice: Notice) -> None:
        if not isinstance(notice, CallChanged) or notice.view.message is not None:
            return
        view = notice.view
        if view.phase in _TALKS:
            if view.attempt not in self._talking:
                self._talking.add(view.attempt)
                if self._wanted():
                    self._paused = True
                    self._players.pause()
        else:
            self._talking.discard(view.attempt)
            if not self._talking and self._paused:
                self._paused = False
                self._players.resume()

    def stop(self) -> None:
        """The phone ends, perhaps in a call: nobody else would let them go on."""
        if self._paused:
            self._paused = False
            self._players.resume()
