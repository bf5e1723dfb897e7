"""Old lines of the history go by themselves, if the person has set that: some time after the start, and once a day."""

from datetime import UTC, datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.calls.ports import CallLog
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
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_AFTER_START_MS)

    def look(self) -> None:
        """Remove what is too old by now."""
        self._timer.setInterval(_DAILY_MS)
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
