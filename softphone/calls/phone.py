"""The phone as a front end sees it: the interface that `CallController` offers to the window and the command line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from softphone.calls.company_events import PresenceState
from softphone.calls.notices import Notice
from softphone.calls.views import CallView, SeenMessage

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
        """Take a ringing call; the one that is active is held for it."""

    def reject(self, attempt: int, status: int = 486) -> None: ...
    def deflect(self, attempt: int, address: str) -> None:
        """Answer a ringing call with 302 to `address` (*Deflect to…*). Raises SipParseError as `place_call`."""

    def hang_up(self, attempt: int) -> None:
        """Ends the call in whatever state it is; an open offer is dismissed."""

    def answer_offer(self, attempt: int, choice: "Choice") -> None:
        """Late or double answers are ignored: the offer may just have gone."""

    def set_muted(self, attempt: int, muted: bool) -> None: ...
    def set_silenced(self, attempt: int, silenced: bool) -> None: ...
    def send_dtmf(self, attempt: int, digits: str) -> None: ...
    def hold(self, attempt: int) -> None:
        """Put the other side on hold; all of the conference, if it is in it."""

    def resume(self, attempt: int) -> None:
        """Go on with a held call; the one that is active is held for it, unless both are in the conference."""

    def transfer(self, attempt: int, address: str) -> None:
        """Blind: connect the other side with `address`. Raises SipParseError as `place_call`."""

    def consult(self, attempt: int, address: str) -> int:
        """Hold `attempt` and call somebody about it; the new attempt. Raises SipParseError as `place_call`."""

    def transfer_to(self, attempt: int, other: int) -> None:
        """Attended: connect the other sides of both, and leave."""

    def join(self, attempts: Sequence[int]) -> None:
        """These calls, two at least, and this phone are one conference; those held are resumed."""

    def part(self, attempt: int) -> None:
        """Take a call out of the conference, and hold it."""

    def record(self, attempt: int, on: bool) -> None: ...
    def redial(self) -> int | None:
        """Call whom the person called last; None when there is nobody."""

    def account_of(self, address: str) -> str:
        """The id of the account that would call what is typed, by the accounts' rules; "" for none."""

    def dialled_uri(self, address: str, *, account_id: str | None = None) -> str:
        """What would be called. Raises SipParseError as `place_call`."""

    def send_typing(self, address: str, typing: bool) -> None: ...
    def watch(self, uris: Sequence[str]) -> None:
        """Replace the list of whom PresenceNotice tells of."""

    def presence_of(self, uri: str) -> PresenceState: ...
    def hear_voicemail(self, account_id: str) -> int | None:
        """Call the account's voicemail; None when nobody knows where it is."""

    def settings_changed(self) -> None:
        """Do what follows from settings that have just been changed: own presence, tones, whom to watch."""

    def views(self) -> tuple[CallView, ...]:
        """Attempts of this run that are not dismissed, oldest first."""

    def wire_log(self) -> tuple[SeenMessage, ...]:
        """The last SIP messages that belong to no call, at most 500, oldest first; credentials are blanked."""

    def dismiss(self, attempt: int) -> None:
        """Forget an ended attempt's page (the history keeps it)."""

    def undo_move(self, move_id: int) -> None: ...
