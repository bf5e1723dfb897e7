"""What the phone's own loggers said lately, kept in memory for whoever looks for a fault, and never on the disk."""

import logging
import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_MOST_ENTRIES: Final = 2000
_LONGEST: Final = 8000
_OURS: Final = "softphone"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """`level` as Python's logging has it, `at` aware, UTC. `source` is the logger without the package's name."""

    at: datetime
    level: int
    source: str
    text: str


class Logbook(logging.Handler):
    """A ring of the newest entries; any thread may log and any may read."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._entries: deque[LogEntry] = deque(maxlen=_MOST_ENTRIES)
        self._guard = threading.Lock()

    def entries(self) -> tuple[LogEntry, ...]:
        """Oldest first."""
        with self._guard:
            return tuple(self._entries)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            text = self.format(record)[:_LONGEST]
        except Exception as error:  # a wrong format must not end what was being done
            text = f"{record.msg} (not formatted: {error})"[:_LONGEST]
        entry = LogEntry(
            datetime.fromtimestamp(record.created, UTC),
            record.levelno,
            record.name.removeprefix(f"{_OURS}."),
            text,
        )
        with self._guard:
            self._entries.append(entry)
        last = logging.lastResort
        if last is not None and record.levelno >= last.level and not logging.getLogger().handlers:
            last.handle(record)  # on the terminal as without us: a handler of ours keeps Python from doing it

    def open(self) -> None:
        """Begin to listen to the phone's loggers."""
        logger = logging.getLogger(_OURS)
        logger.addHandler(self)
        logger.setLevel(logging.DEBUG)

    def close(self) -> None:
        logging.getLogger(_OURS).removeHandler(self)
        super().close()
