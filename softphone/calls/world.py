"""What the controller stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from softphone.calls.ports import CallEngine, CallLog, ContactBook, Reminders
from softphone.calls.settings import Settings


@dataclass(frozen=True, slots=True)
class World:
    """The edges of the phone. `post` runs a function on the owner's thread; `now` is aware, UTC."""

    engine: CallEngine
    book: ContactBook
    log: CallLog
    reminders: Reminders
    settings: Callable[[], Settings]
    now: Callable[[], datetime]
    post: Callable[[Callable[[], None]], None]
