"""Programs that play music and films are paused for a call, and go on after it.

Source: MPRIS D-Bus interface specification 2.2. Any program may call itself a player, hang, or lie: each is asked on
its own, none is waited for, and only those go on that this phone has paused and that have not been touched since.
"""

from collections.abc import Callable
from typing import Any, Final

from softphone.desktop.bus import Bus, Object, Signal

_BUS: Final = Object("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_PREFIX: Final = "org.mpris.MediaPlayer2."
_PATH: Final = "/org/mpris/MediaPlayer2"
_PLAYER: Final = "org.mpris.MediaPlayer2.Player"
_PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_MOST: Final = 32
_PATIENCE_S: Final = (
    20.0  # a player may be slow, and nobody waits for it; what comes later is taken for no answer
)


class BusPlayers:
    """Implements `calls.outside.Players`."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        # What follows belongs to the bus's thread. Players are known by their unique names.
        self._listening = False
        self._holding = False
        self._asked: set[str] = set()  # to pause, and not heard of yet
        self._paused: set[str] = set()

    def pause(self) -> None:
        self._bus.run(self._pause)

    def resume(self) -> None:
        self._bus.run(self._resume)

    def _pause(self) -> None:
        self._holding = True
        if not self._listening:
            self._listening = True
            self._bus.listen(_PROPERTIES, "PropertiesChanged", self._changed, path=_PATH)
        self._bus.call(_BUS, "ListNames", answer=self._listed)

    def _listed(self, found: tuple[Any, ...] | None) -> None:
        names = found[0] if found and isinstance(found[0], list) else []
        players = [each for each in names if isinstance(each, str) and each.startswith(_PREFIX)]
        for name in players[:_MOST]:
            self._bus.call(_BUS, "GetNameOwner", "s", (name,), answer=self._found)

    def _found(self, found: tuple[Any, ...] | None) -> None:
        if found:
            player = str(found[0])
            self._status(player, lambda status: self._pause_one(player) if status == "Playing" else None)

    def _status(self, player: str, then: Callable[[str], None]) -> None:
        self._bus.call(
            Object(player, _PATH, _PROPERTIES),
            "Get",
            "ss",
            (_PLAYER, "PlaybackStatus"),
            answer=lambda found: then(_text(found[0]) if found else ""),
            timeout_s=_PATIENCE_S,
        )

    def _pause_one(self, player: str) -> None:
        if not self._holding:
            return

        def answered(found: tuple[Any, ...] | None) -> None:
            if found is None:
                self._asked.discard(player)
            elif player in self._asked:  # else its state has told it already
                self._has_paused(player)

        self._asked.add(player)
        self._bus.call(Object(player, _PATH, _PLAYER), "Pause", answer=answered, timeout_s=_PATIENCE_S)

    def _has_paused(self, player: str) -> None:
        self._asked.discard(player)
        self._paused.add(player)
        if not self._holding:  # the call was over sooner than the player was
            self._resume()

    def _resume(self) -> None:
        self._holding = False
        paused, self._paused = self._paused, set()
        for player in paused:
            self._status(player, lambda status, player=player: self._go_on(player, status))  # type: ignore[misc]

    def _go_on(self, player: str, status: str) -> None:
        if status == "Paused" and not self._holding:
            self._bus.call(Object(player, _PATH, _PLAYER), "Play", timeout_s=_PATIENCE_S)
        elif status == "Paused":
            self._paused.add(player)  # the next call has begun meanwhile

    def _changed(self, signal: Signal) -> None:
        """A slow player has paused. Or somebody let it play in the middle of the call: from now on it is theirs."""
        player = signal.sender
        if player not in self._asked | self._paused or len(signal.body) < 2:
            return
        changed = signal.body[1]
        status = _text(changed.get("PlaybackStatus")) if isinstance(changed, dict) else ""
        if status == "Paused" and player in self._asked:
            self._has_paused(player)
        elif status not in ("", "Paused"):
            self._paused.discard(player)


def _text(variant: object) -> str:
    """What a variant holds, if that is text."""
    value = variant[1] if isinstance(variant, tuple) and len(variant) == 2 else None
    return value if isinstance(value, str) else ""
