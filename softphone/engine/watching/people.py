"""What is known of one party: its presence document and the calls of its line, put together as one word."""

from dataclasses import dataclass, field

from softphone.calls.company_events import PresenceState
from softphone.sip.presence import LineCall, LineCalls, Told

_MOST_CALLS = 100
_BUSY = frozenset(
    {"busy", "on-the-phone", "meeting", "presentation", "performance", "in-transit", "steering"}
)
_AWAY = frozenset({"away", "appointment", "breakfast", "lunch", "dinner", "meal", "holiday", "vacation", "sleeping",
                   "travel", "permanent-absence", "tv", "worship", "shopping", "playing"})  # fmt: skip
_AWAY_WORDS = ("away", "idle")
_BUSY_WORDS = ("busy", "on the phone", "do not disturb", "dnd")


@dataclass(slots=True)
class Person:
    """`presence` and `calls` are None while nothing is told."""

    presence: Told | None = None
    calls: dict[str, LineCall] | None = None
    version: int = field(default=-1)

    def take_calls(self, told: LineCalls) -> None:
        """RFC 4235 section 4.3: an older version is late; what is partial changes what is known."""
        if not told.is_full and told.version <= self.version:
            return
        self.version = told.version
        calls = {} if told.is_full or self.calls is None else dict(self.calls)
        calls.update((call.id, call) for call in told.calls)
        self.calls = {
            id_: call for id_, call in list(calls.items())[-_MOST_CALLS:] if call.state != "terminated"
        }

    def forget_calls(self) -> None:
        self.calls, self.version = None, -1

    def state(self) -> PresenceState:
        calls = tuple(self.calls.values()) if self.calls is not None else ()
        if any(call.state == "confirmed" for call in calls):
            return PresenceState.BUSY
        if any(call.state in ("early", "proceeding", "trying") and call.is_incoming for call in calls):
            return PresenceState.RINGING
        if calls:
            return PresenceState.BUSY
        if self.presence is not None:
            return _presence_state(self.presence)
        return PresenceState.UNKNOWN if self.calls is None else PresenceState.AVAILABLE

    def note(self) -> str:
        return self.presence.note if self.presence is not None else ""


def _presence_state(told: Told) -> PresenceState:
    if told.is_open is False:
        return PresenceState.OFFLINE
    note = told.note.lower()
    if told.activities & _BUSY or note.startswith(_BUSY_WORDS):
        return PresenceState.BUSY
    if told.activities & _AWAY or note.startswith(_AWAY_WORDS):
        return PresenceState.AWAY
    return PresenceState.AVAILABLE if told.is_open else PresenceState.UNKNOWN
