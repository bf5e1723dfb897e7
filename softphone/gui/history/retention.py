"""Old lines of the history go by themselves, if the person has set that: some time after the start, and once a day.

A clock that is years ahead at the start, as of a computer whose battery is empty, would have every line go for good.
Where all of them are too old, nothing is done at the start: a day later the clock has been set, or it was right.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.calls.call_log import CallLog
from softphone.calls.history import HistoryFilter
from softphone.calls.ports import StoreFailedError
from softphone.gui.futures import when_done
from softphone.gui.settings.settings_model import SettingsModel

_AFTER_START_MS: Final = 30_000  # a start is quick, and nobody waits for this
_DAILY_MS: Final = 24 * 3_600_000


def oldest_kept(days: int) -> datetime | None:
    """When the oldest line that stays began; None for ever."""
    return datetime.now(UTC) - timedelta(days=days) if days > 0 else None


class Retention(QObject):
    """`removed(count)` when lines have gone, `failed(reason)` when they could not; it is tried again a day later."""

    removed = Signal(int)
    failed = Signal(str)

    def __init__(self, log: CallLog, settings: SettingsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log = log
        self._settings = settings
        self._busy = False
        self._stopped = False
        self._is_start = True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_in_time)
        self._timer.start(_AFTER_START_MS)

    def _look_in_time(self) -> None:
        self._timer.setInterval(_DAILY_MS)
        is_start, self._is_start = self._is_start, False
        if not (is_start and self._all_are_old()):
            self.look()

    def _all_are_old(self) -> bool:
        oldest = oldest_kept(self._settings.value.history_days)
        if oldest is None:
            return False
        try:
            newest = self._log.newest(HistoryFilter(), limit=1)
        except StoreFailedError:
            return True
        return bool(newest.began) and newest.began[0] < oldest.timestamp()

    def look(self) -> None:
        """Remove what is too old by now."""
        oldest = oldest_kept(self._settings.value.history_days)
        if oldest is None or self._busy:
            return
        self._busy = True
        future = self._log.remove_before(oldest, progress=lambda _: not self._stopped)
        when_done(future, self, self._done, self._say_failed)

    def stop(self) -> None:
        """The window closes: the rest waits for the next start."""
        self._stopped = True
        self._timer.stop()

    def _done(self, count: int) -> None:
        self._busy = False
        if count:
            self.removed.emit(count)

    def _say_failed(self, error: BaseException) -> None:
        self._busy = False
        self.failed.emit(str(error))
