"""Recording a call: where the file goes, and what becomes of it."""

import unicodedata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from softphone.calls.call_events import RecordingChanged
from softphone.calls.notices import Notice, RecordingNotice
from softphone.calls.session import Session
from softphone.calls.views import Phase
from softphone.calls.world import World
from softphone.sip.text import safe_text

_LONGEST_NAME_BYTES: Final = 120  # file systems take 255, and the time, a number and the suffix come to it
_MOST_OF_ONE_NAME: Final = 1000
_LETTERS: Final = frozenset({"L", "M", "N"})  # letters, marks and numbers of every script
_KEPT: Final = frozenset(" -_+.,@()")
# Not to be had as names of files on Windows, whatever comes after the dot.
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
)
_PROBLEM_LIMIT: Final = 200


class Recordings:
    """One thread, the owner's."""

    def __init__(
        self, world: World, publish: Callable[[Notice], None], changed: Callable[[Session], None]
    ) -> None:
        self._world = world
        self._say = publish
        self._changed = changed

    def begin(self, session: Session) -> None:
        if session.phase is not Phase.CONNECTED or session.recording or session.recording_asked:
            return
        settings = self._world.settings()
        folder = Path(settings.recordings) if settings.recordings else self._world.sound_folder()
        try:
            path = new_path(
                folder, session.party_name, self._world.now().astimezone(), settings.recording_format
            )
        except OSError as error:
            self._say(RecordingNotice(session.number, str(folder), error.strerror or str(error)))
            return
        session.recording_asked = str(path)
        self._world.engine.record(session.leg.call_id, str(path))

    def stop(self, session: Session) -> None:
        if session.recording or session.recording_asked:
            self._world.engine.record(session.leg.call_id, "")

    def note(self, session: Session, event: RecordingChanged) -> None:
        path = event.path or session.recording or session.recording_asked
        if path == session.recording_asked:
            session.recording_asked = ""
        if event.recording:
            session.recording = path
        else:
            self.over(session, path, event.problem)
        if session.phase is not Phase.ENDED or not session.quiet:
            self._changed(session)

    def over(self, session: Session, path: str, problem: str) -> None:
        """`path` is kept as far as it was written; one that was never begun is no recording."""
        if path in {session.recording, session.recorded} or not problem:
            session.recorded = path
        if path == session.recording:
            session.recording = ""
        self._say(RecordingNotice(session.number, path, safe_text(problem, _PROBLEM_LIMIT)))


def new_path(folder: Path, party: str, at: datetime, suffix: str) -> Path:
    """A file in `folder`, made if need be, that is not there yet. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    stem = f"{at:%Y-%m-%d %H.%M.%S} {file_name(party)}".strip()
    for number in range(1, _MOST_OF_ONE_NAME):
        path = folder / (f"{stem}.{suffix}" if number == 1 else f"{stem} {number}.{suffix}")
        if not path.exists():
            return path
    raise FileExistsError(None, "too many files of this name", str(folder))


def file_name(text: str) -> str:
    """What of `text` may stand in the name of a file on every system, in any script; "" if nothing is left."""
    kept = "".join(
        char if unicodedata.category(char)[0] in _LETTERS or char in _KEPT else " "
        for char in unicodedata.normalize("NFC", text)
    )
    name = " ".join(kept.split())
    name = name.encode()[:_LONGEST_NAME_BYTES].decode("utf-8", "ignore").strip(" .")
    return f"{name} _" if name.partition(".")[0].lower() in _DEVICES else name
