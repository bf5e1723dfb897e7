"""Where the window stood. Apart from `outside`, because this is needed before the window is there."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window stood and what it showed, in pixels of the desktop. `view` is a name of the window's."""

    x: int
    y: int
    width: int
    height: int
    maximized: bool = False
    view: str = ""


class Places(Protocol):
    """Keeps a place for the next start. What cannot be read or written is no matter."""

    def load(self) -> WindowPlace | None: ...
    def save(self, place: WindowPlace) -> None: ...
