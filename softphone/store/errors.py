"""What can go wrong with the person's data on this machine."""

import shutil
from pathlib import Path

from softphone.calls.ports import StoreFailedError

# SQLite calls a disk "full" only at some of its calls, and an I/O error at the others.
_FULL_BELOW_BYTES = 128 * 1024


class StoreError(StoreFailedError):
    """Something was not read or not written; what was there before is as it was.

    `operation` names what was tried, e.g. "move_address". `reason` is an English sentence for details and logs.
    """

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(f"{operation}: {reason}")
        self.operation = operation
        self._reason = reason

    @property
    def reason(self) -> str:
        return self._reason


def reason_of(error: Exception, path: Path) -> str:
    """Why `path` could not be used, for a person: a full disk is named as one."""
    try:
        full = shutil.disk_usage(path.parent).free < _FULL_BELOW_BYTES
    except OSError:
        full = False
    said = (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__
    return f"the disk is full ({said})" if full else said
