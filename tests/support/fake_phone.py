"""A phone for tests of the window: remembers what it was asked, and tells its listeners what a test says."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from softphone.calls.company_events import PresenceState
from softphone.calls.notices import CallChanged, Notice
from softphone.calls.offer import Choice
from softphone.calls.records import Direction
from softphone.calls.views import CallView, Phase, SeenMessage
from softphone.sip.dialled import parse_dialled


class FakePhone:
    """Implements `softphone.calls.phone.Phone`. `asked` holds every command as a tuple, oldest first."""

    def __init__(self, *, default_domain: str | None = "office.example") -> None:
        self.asked: list[tuple[object, ...]] = []
        self._listeners: list[Callable[[Notice], None]] = []
        self._views: dict[int, CallView] = {}
        self._domain = default_domain
        self.accounts: dict[str, str] = {}  # by address
        self.presences: dict[str, PresenceState] = {}
        self.watched: tuple[str, ...] = ()
        self.wire: list[SeenMessage] = []

    def say(self, notice: Notice) -> None:
        """Tell the listeners, as the controller would."""
        if isinstance(notice, CallChanged):
            self._views[notice.view.attempt] = notice.view
        for listener in self._listeners:
            listener(notice)

    def change(self, attempt: int, **fields: object) -> CallView:
        """Change an attempt's view and tell it."""
        view = replace(self._views[attempt], **fields)  # type: ignore[arg-type]  # a test names real fields
        self.say(CallChanged(view))
        return view

    def subscribe(self, listener: Callable[[Notice], None]) -> None:
        self._listeners.append(listener)

    def place_call(self, address: str, *, account_id: str | None = None, ask_again: bool = False) -> int:
        uri = parse_dialled(address, default_domain=self._domain)
        self.asked.append(("place_call", uri, account_id, ask_again))
        attempt = max(self._views, default=0) + 1
        view = CallView(
            attempt=attempt,
            direction=Direction.OUTGOING,
            phase=Phase.CALLING,
            party_name=uri.partition(":")[2].partition("@")[0],
            party_uri=uri,
            contact=None,
            account_id=account_id or "",
            started_at=datetime.now(UTC),
        )
        self.say(CallChanged(view))
        return attempt

    def send_message(self, address: str, text: str, *, account_id: str | None = None) -> int:
        uri = parse_dialled(address, default_domain=self._domain)
        self.asked.append(("send_message", uri, text, account_id))
        attempt = max(self._views, default=0) + 1
        view = CallView(
            attempt=attempt,
            direction=Direction.OUTGOING,
            phase=Phase.CALLING,
            party_name=uri.partition(":")[2].partition("@")[0],
            party_uri=uri,
            contact=None,
            account_id=account_id or "",
            started_at=datetime.now(UTC),
            message=text,
        )
        self.say(CallChanged(view))
        return attempt

    def deflect(self, attempt: int, address: str) -> None:
        self.asked.append(("deflect", attempt, parse_dialled(address, default_domain=self._domain)))

    def answer(self, attempt: int) -> None:
        self.asked.append(("answer", attempt))

    def reject(self, attempt: int, status: int = 486) -> None:
        self.asked.append(("reject", attempt, status))

    def hang_up(self, attempt: int) -> None:
        self.asked.append(("hang_up", attempt))

    def answer_offer(self, attempt: int, choice: Choice) -> None:
        self.asked.append(("answer_offer", attempt, choice))

    def set_muted(self, attempt: int, muted: bool) -> None:
        self.asked.append(("set_muted", attempt, muted))

    def send_dtmf(self, attempt: int, digits: str) -> None:
        self.asked.append(("send_dtmf", attempt, digits))

    def set_silenced(self, attempt: int, silenced: bool) -> None:
        self.asked.append(("set_silenced", attempt, silenced))

    def hold(self, attempt: int) -> None:
        self.asked.append(("hold", attempt))

    def resume(self, attempt: int) -> None:
        self.asked.append(("resume", attempt))

    def transfer(self, attempt: int, address: str) -> None:
        self.asked.append(("transfer", attempt, parse_dialled(address, default_domain=self._domain)))

    def consult(self, attempt: int, address: str) -> int:
        number = self.place_call(address)
        self.change(number, consults_for=attempt)
        return number

    def transfer_to(self, attempt: int, other: int) -> None:
        self.asked.append(("transfer_to", attempt, other))

    def join(self, attempts: Sequence[int]) -> None:
        self.asked.append(("join", tuple(attempts)))

    def part(self, attempt: int) -> None:
        self.asked.append(("part", attempt))

    def record(self, attempt: int, on: bool) -> None:
        self.asked.append(("record", attempt, on))

    def redial(self) -> int | None:
        self.asked.append(("redial",))
        return None

    def account_of(self, address: str) -> str:
        return self.accounts.get(address, "")

    def dialled_uri(self, address: str, *, account_id: str | None = None) -> str:
        return parse_dialled(address, default_domain=self._domain)

    def send_typing(self, address: str, typing: bool) -> None:
        self.asked.append(("send_typing", address, typing))

    def watch(self, uris: Sequence[str]) -> None:
        self.watched = tuple(uris)

    def presence_of(self, uri: str) -> PresenceState:
        return self.presences.get(uri, PresenceState.UNKNOWN)

    def hear_voicemail(self, account_id: str) -> int | None:
        self.asked.append(("hear_voicemail", account_id))
        return None

    def settings_changed(self) -> None:
        self.asked.append(("settings_changed",))

    def views(self) -> tuple[CallView, ...]:
        return tuple(self._views.values())

    def wire_log(self) -> tuple[SeenMessage, ...]:
        return tuple(self.wire)

    def dismiss(self, attempt: int) -> None:
        self._views.pop(attempt, None)
        self.asked.append(("dismiss", attempt))

    def undo_move(self, move_id: int) -> None:
        self.asked.append(("undo_move", move_id))
