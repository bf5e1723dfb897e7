"""What the commands of `softphone contacts` answer with."""

from collections.abc import Sequence
from dataclasses import dataclass

DONE = 0
NOT_DONE = 1
WRONG_USE = 64


@dataclass(frozen=True, slots=True)
class Done:
    """What a command has to say: as sentences, and as the objects that --json prints one a line."""

    text: str
    objects: Sequence[dict[str, object]] = ()
    status: int = DONE


class RefusedError(Exception):
    """Ends the command with a message and an exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status
