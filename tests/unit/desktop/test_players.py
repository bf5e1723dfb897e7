"""Players that a test writes, on a real bus."""

from contextlib import ExitStack
from queue import SimpleQueue
from typing import Any

from softphone.desktop.bus import Bus, Object
from softphone.desktop.players import BusPlayers
from tests.support.session_bus import Program

_PLAYER = "org.mpris.MediaPlayer2.Player"


class Player(Program):
    """Plays or not; does as it is told."""

    def __init__(self, address: str, name: str, status: str, hanging: set[str] | None = None) -> None:
        self.status = status
        super().__init__(
            address,
            (f"org.mpris.MediaPlayer2.{name}",),
            {"Get": lambda _: ("v", (("s", self.status),)), "Pause": self._pause, "Play": self._play},
            hanging or set(),
        )

    def _pause(self, _body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        self.status = "Paused"
        return "", ()

    def _play(self, _body: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        self.status = "Playing"
        return "", ()

    def pressed(self, status: str) -> None:
        """The person uses the player's own button."""
        self.status = status
        changed = {"PlaybackStatus": ("s", status)}
        self.emit(
            "/org/mpris/MediaPlayer2",
            "org.freedesktop.DBus.Properties",
            "PropertiesChanged",
            "sa{sv}as",
            (_PLAYER, changed, []),
        )


def test_what_plays_is_paused_and_goes_on(bus: Bus, bus_address: str) -> None:
    players = BusPlayers(bus)
    with Player(bus_address, "music", "Playing") as music, Player(bus_address, "film", "Stopped") as film:
        players.pause()
        music.next("Pause")
        players.resume()
        music.next("Play")
        asked = []
        while not film.asked.empty():
            asked.append(film.asked.get().member)
        assert set(asked) <= {"Get"}


def test_what_the_person_paused_stays_so(bus: Bus, bus_address: str) -> None:
    """Of two players the one that was silent before the call is silent after it."""
    players = BusPlayers(bus)
    with Player(bus_address, "music", "Playing") as music, Player(bus_address, "other", "Paused") as other:
        players.pause()
        music.next("Pause")
        players.resume()
        music.next("Play")
        assert other.status == "Paused"


def test_what_the_person_touched_in_the_call_is_theirs(bus: Bus, bus_address: str) -> None:
    """Played and paused again by hand: it does not go on by itself. Stopped: neither."""
    players = BusPlayers(bus)
    with (
        Player(bus_address, "one", "Playing") as one,
        Player(bus_address, "two", "Playing") as two,
        Player(bus_address, "three", "Playing") as three,
    ):
        players.pause()
        for each in (one, two, three):
            each.next("Pause")
        one.pressed("Playing")
        one.pressed("Paused")
        two.pressed("Stopped")
        heard: SimpleQueue[object] = SimpleQueue()
        for each in (one, two):  # what they say now comes after what they said before
            bus.call(Object(each.unique_name, "/", "org.example.Any"), "Get", answer=heard.put, timeout_s=20)
            heard.get(timeout=20)
        players.resume()
        three.next("Play")
        assert (one.status, two.status, three.status) == ("Paused", "Stopped", "Playing")


def test_a_player_that_hangs_keeps_no_other_playing(bus: Bus, bus_address: str) -> None:
    players = BusPlayers(bus)
    with ExitStack() as closing:
        closing.enter_context(Player(bus_address, "hangs", "Playing", {"Get", "Pause"}))
        stuck = closing.enter_context(Player(bus_address, "stuck", "Playing", {"Pause"}))
        music = closing.enter_context(Player(bus_address, "music", "Playing"))
        players.pause()
        music.next("Pause")
        stuck.next("Pause")
        players.resume()
        music.next("Play")


def test_a_player_that_pauses_and_is_slow_to_say_so_goes_on(bus: Bus, bus_address: str) -> None:
    """Its state tells it; its answer may come when the call is over, or never."""
    players = BusPlayers(bus)
    with Player(bus_address, "slow", "Playing", {"Pause"}) as slow:
        players.pause()
        slow.next("Pause")
        slow.pressed("Paused")
        heard: SimpleQueue[object] = SimpleQueue()
        bus.call(Object(slow.unique_name, "/", "org.example.Any"), "Get", answer=heard.put, timeout_s=20)
        heard.get(timeout=20)
        players.resume()
        slow.next("Play")
        players.pause()
        slow.next("Pause")
        players.resume()
        slow.pressed("Paused")
        slow.next("Play")


def test_a_call_that_is_over_at_once_leaves_the_music_on(bus: Bus, bus_address: str) -> None:
    players = BusPlayers(bus)
    with Player(bus_address, "music", "Playing") as music:
        players.pause()
        players.resume()
        players.pause()
        music.next("Pause")
        players.resume()
        music.next("Play")
        assert music.status == "Playing"


def test_a_player_that_talks_nonsense_is_left_alone(bus: Bus, bus_address: str) -> None:
    players = BusPlayers(bus)
    odd = Program(bus_address, ("org.mpris.MediaPlayer2.odd",), {"Get": lambda _: ("u", (7,))})
    with odd, Player(bus_address, "music", "Playing") as music:
        players.pause()
        odd.next("Get")
        music.next("Pause")
        players.resume()
        music.next("Play")
