"""The phone as a front end sees it: the interface that `CallController` offers to the window and the command line."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from softphone.calls.notices import CallView, Notice

if TYPE_CHECKING:
    from softphone.calls.offer import Choice


class Phone(Protocol):
    """One thread, the owner's. Nothing here blocks. `attempt` is the number in `CallView`."""

    def subscribe(self, listener: Callable[[Notice], None]) -> None: ...

    def place_call(self, address: str, *, account_id: str | None = None, ask_again: bool = False) -> int:
        """Call what a person typed or picked: a SIP or tel URI, user@host, or a number.

        A remembered move is followed, and the person's rules hold, unless `ask_again`. Raises SipParseError (offset
        at the letter) when it is no address, or a number without an account to dial it through.
        """

    def send_message(self, address: str, text: str, *, account_id: str | None = None) -> int:
        """Send a SIP MESSAGE; an attempt of its own, redirected like a call. Raises SipParseError as `place_call`."""

    def answer(self, attempt: int) -> None:
        """Take a ringing call; nothing happens to any other."""

    def reject(self, attempt: int, status: int = 486) -> None: ...
    def deflect(self, attempt: int, address: str) -> None:
        """Answer a ringing call with 302 to `address` (*Deflect to…*). Raises SipParseError as `place_call`."""

    def hang_up(self, attempt: int) -> None:
        """Ends the call in whatever state it is; an open offer is dismissed."""

    def answer_offer(self, attempt: int, choice: "Choice") -> None:
        """Late or double answers are ignored: the offer may just have gone."""

    def set_muted(self, attempt: int, muted: bool) -> None: ...
    def send_dtmf(self, attempt: int, digits: str) -> None: ...
    def views(self) -> tuple[CallView, ...]:
        """Attempts of this run that are not dismissed, oldest first."""

    def dismiss(self, attempt: int) -> None:
        """Forget an ended attempt's page (the history keeps it)."""

    def undo_move(self, move_id: int) -> None: ...
