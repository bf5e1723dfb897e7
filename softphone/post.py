"""A way to the owner's thread that exists before the owner's event loop does."""

import threading
from collections.abc import Callable

Action = Callable[[], None]


class Post:
    """Keeps what is posted until `attach` names who runs it, then hands everything on in order. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Action] = []
        self._runner: Callable[[Action], None] | None = None

    def __call__(self, action: Action) -> None:
        with self._lock:
            if self._runner is None:
                self._waiting.append(action)
            else:
                self._runner(action)

    def attach(self, runner: Callable[[Action], None]) -> None:
        with self._lock:
            self._runner = runner
            for action in self._waiting:
                runner(action)
            self._waiting.clear()
