"""What the controller stands on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from softphone.calls.call_engine import CallEngine
from softphone.calls.call_log import CallLog
from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import Diversions, RedirectRules, Reminders
from softphone.calls.settings import Settings


def _sound_folder() -> Path:
    import platformdirs  # noqa: PLC0415 (with the first recording)

    return platformdirs.user_music_path() / "Softphone"


@dataclass(frozen=True, slots=True)
class World:
    """The edges of the phone. `post` runs a function on the owner's thread; `now` is aware, UTC.

    `after(seconds, function)` runs a function on the owner's thread once, later; it cannot be called off.
    `sound_folder` is where recordings go when the settings name no folder.
    """

    engine: CallEngine
    book: ContactBook
    log: CallLog
    reminders: Reminders
    rules: RedirectRules
    diversions: Diversions
    settings: Callable[[], Settings]
    now: Callable[[], datetime]
    post: Callable[[Callable[[], None]], None]
    after: Callable[[float, Callable[[], None]], None]
    sound_folder: Callable[[], Path] = _sound_folder
