"""What can go wrong with the person's data on this machine."""

from softphone.calls.ports import StoreFailedError


class StoreError(StoreFailedError):
    """Something was not read or not written; what was there before is as it was.

    `operation` names what was tried, e.g. "move_address". `reason` is an English sentence for details and logs.
    """

    def __init__(self, operation: str, reason: str) -> None:
        super().__init__(f"{operation}: {reason}")
        self.operation = operation
        self.reason = reason
