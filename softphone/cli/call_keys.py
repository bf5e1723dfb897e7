"""What a person, or a program, types while `softphone call` is connected: a word a line."""

import sys
import threading
from collections.abc import Callable
from typing import Final

from softphone.calls.phone import Phone
from softphone.sip.errors import SipParseError

HELP: Final = "hold, resume, mute, unmute, digits 123#, transfer ADDRESS, record, stop, hang up"
_DIGITS: Final = frozenset("0123456789*#ABCDabcd")


class CallKeys:
    """Reads on a thread of its own: a person may take long, and the call may end meanwhile.

    `post` runs a function on the owner's thread, `problem` says what was not understood.
    """

    def __init__(
        self, phone: Phone, post: Callable[[Callable[[], None]], None], problem: Callable[[str], None]
    ) -> None:
        self._phone = phone
        self._post = post
        self._problem = problem

    def listen(self, attempt: int) -> None:
        threading.Thread(target=self._read, args=(attempt,), name="keys", daemon=True).start()

    def do(self, attempt: int, line: str) -> None:
        """One line, on the owner's thread."""
        word, _, rest = line.strip().partition(" ")
        match word.lower(), rest.strip():
            case "", _:
                pass
            case "hold", "":
                self._phone.hold(attempt)
            case "resume", "":
                self._phone.resume(attempt)
            case ("mute" | "unmute") as wanted, "":
                self._phone.set_muted(attempt, wanted == "mute")
            case "digits", digits if digits and set(digits) <= _DIGITS:
                self._phone.send_dtmf(attempt, digits)
            case "transfer", address if address:
                self._transfer(attempt, address)
            case "record", "":
                self._phone.record(attempt, True)
            case "stop", "":
                self._phone.record(attempt, False)
            case ("hang", "up") | ("hangup", ""):
                self._phone.hang_up(attempt)
            case _:
                self._problem(f"What can be typed in a call: {HELP}.")

    def _transfer(self, attempt: int, address: str) -> None:
        try:
            self._phone.transfer(attempt, address)
        except SipParseError as error:
            self._problem(f"{address!r} cannot be called: {error}.")

    def _read(self, attempt: int) -> None:
        for line in sys.stdin:
            self._post(lambda line=line: self.do(attempt, line))  # type: ignore[misc]  # the line of this round
