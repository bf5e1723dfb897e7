"""What the phone needs of the desktop around it; `softphone.desktop` offers it, and a desktop may lack any of it.

Everything answers at once and never raises. What comes back later comes on the owner's thread.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class NoteKind(StrEnum):
    RINGING = "ringing"  # stays until it is taken away
    MISSED = "missed"
    DECISION = "decision"  # a redirect waits for the person
    MESSAGE = "message"
    VOICEMAIL = "voicemail"


@dataclass(frozen=True, slots=True)
class Note:
    """A notification. One of the same `key` takes its place. Texts are plain, safe to show; the first action is the
    one of a click on the note itself. `actions` are (name, words)."""

    key: str
    kind: NoteKind
    title: str
    body: str = ""
    actions: tuple[tuple[str, str], ...] = ()


class Notifier(Protocol):
    """`acted(key, action, token)` when the person has chosen; `token` lets a window come to the front, "" for none.

    `unshown(note)` when nobody on the desktop shows notes: it may be shown in another way.
    """

    def start(self, acted: Callable[[str, str, str], None], unshown: Callable[[Note], None]) -> None: ...
    def show(self, note: Note) -> None: ...
    def withdraw(self, key: str) -> None: ...


class Players(Protocol):
    """The programs that play music and films."""

    def pause(self) -> None:
        """Those that play now; said again, those that have begun since."""

    def resume(self) -> None:
        """Those that `pause` paused and nobody has touched since."""


class ShortcutState(StrEnum):
    OFF = "off"
    ASKED = "asked"  # the desktop has not answered yet
    ON = "on"
    REFUSED = "refused"  # the person or the desktop said no
    ABSENT = "absent"  # this desktop has no such service


class Shortcut(Protocol):
    """A key that works in every program. Which one is chosen in the desktop's own settings."""

    def start(self, pressed: Callable[[str], None], changed: Callable[[ShortcutState, str], None]) -> None:
        """`pressed(token)`; `changed(state, keys)` with the keys in words, "" when they are not known."""

    def probe(self) -> None:
        """Find out whether there is such a service: ABSENT or OFF is told, unless a key is bound."""

    def bind(self, words: str) -> None:
        """Ask for the key; `words` say in the desktop's list what it does."""

    def release(self) -> None: ...


class Autostart(Protocol):
    """Whether the phone starts with the desktop session."""

    possible: bool

    def is_on(self) -> bool: ...
    def set(self, on: bool) -> str:
        """Why it could not be done, "" when it was."""


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways to the desktop; None for what it has not. `close` ends their threads."""

    notifier: Notifier | None = None
    players: Players | None = None
    shortcut: Shortcut | None = None
    autostart: Autostart | None = None
    close: Callable[[], None] = lambda: None
