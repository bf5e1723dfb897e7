"""What the call page remembers of calls while others are shown: the quality of the last minutes, recordings."""

from collections import deque
from datetime import UTC, datetime

from softphone.calls.call_events import CallQuality
from softphone.calls.notices import QualityChanged, RecordingNotice
from softphone.calls.views import CallView, Phase

KEPT_S = 120  # about one point a second


class TalkMemory:
    """By attempt. Of an ended call nothing is kept but why its recording stopped."""

    def __init__(self) -> None:
        self._points: dict[int, deque[tuple[CallQuality, float]]] = {}
        self._since: dict[int, datetime] = {}
        self._problems: dict[int, str] = {}

    def note(self, view: CallView) -> None:
        """A view was told."""
        if view.phase is Phase.ENDED:
            self._points.pop(view.attempt, None)
        if not view.recording:
            self._since.pop(view.attempt, None)
        elif view.attempt not in self._since:
            self._since[view.attempt] = datetime.now(UTC)
            self._problems.pop(view.attempt, None)

    def add(self, notice: QualityChanged) -> None:
        points = self._points.setdefault(notice.attempt, deque(maxlen=KEPT_S))
        points.append((notice.quality, notice.mos))

    def points(self, attempt: int) -> tuple[tuple[CallQuality, float], ...]:
        """Quality and MOS, oldest first."""
        return tuple(self._points.get(attempt, ()))

    def recording_since(self, attempt: int) -> datetime | None:
        return self._since.get(attempt)

    def recording_ended(self, notice: RecordingNotice) -> None:
        self._since.pop(notice.attempt, None)
        if notice.problem:
            self._problems[notice.attempt] = notice.problem

    def recording_problem(self, attempt: int) -> str:
        return self._problems.get(attempt, "")

    def forget(self, attempt: int) -> None:
        for kept in (self._points, self._since, self._problems):
            kept.pop(attempt, None)
