"""Account passwords in the system's keyring: implements the port `calls.ports.Passwords`.

Only keyrings that encrypt are asked, by name: what the `keyring` package would pick by itself may be a file with
plain text (keyrings.alt). Without one, passwords are held in memory for this run and never written anywhere.
"""

import importlib
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from softphone.calls.ports import PasswordStatus

# The keyring package is loaded with the first question: it brings much that nobody needs to see the window.
if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

CONNECT_LIMIT_S = 5.0  # nobody is asked anything while it connects
ANSWER_LIMIT_S = 120.0  # a person may be typing the keyring's own password

_ENCRYPTING = (
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
    ("keyring.backends.libsecret", "Keyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.Windows", "WinVaultKeyring"),
)
# By name: the last two are secretstorage's, which the keyring package lets through.
_LOCKED_ERRORS = frozenset({"KeyringLocked", "LockedException", "PromptDismissedException"})

_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class _NoAnswerError(Exception):
    """The keyring could not be asked."""

    def __init__(self, status: PasswordStatus) -> None:
        super().__init__(status.value)
        self.status = status


def find_keyring() -> "KeyringBackend | None":
    """The best keyring that answers on this system, None when there is none. May block on D-Bus."""
    best: tuple[float, type[KeyringBackend]] | None = None
    for module_name, class_name in _ENCRYPTING:
        try:
            backend = getattr(importlib.import_module(module_name), class_name)
            priority = float(backend.priority)
        except Exception as error:  # each backend has its own ways to say that it cannot be used here
            _log.debug("keyring %s is not usable: %s", module_name, error)
            continue
        if best is None or priority > best[0]:
            best = (priority, backend)
    return None if best is None else best[1]()


class KeyringPasswords:
    """See the port. A password that `get` returns is good to use whatever the status: with LOCKED or NO_KEYRING
    it is one that is held for this run only.

    Each question runs on a thread of its own, so that a keyring that hangs costs its time limit once; until it
    answers, further questions are told LOCKED at once. Any thread may call.
    """

    def __init__(
        self,
        service: str,
        *,
        find: Callable[[], "KeyringBackend | None"] = find_keyring,
        connect_limit_s: float = CONNECT_LIMIT_S,
        answer_limit_s: float = ANSWER_LIMIT_S,
    ) -> None:
        self._service = service
        self._find = find
        self._connect_limit_s = connect_limit_s
        self._answer_limit_s = answer_limit_s
        self._held: dict[str, str] = {}
        self._asking = threading.Lock()
        self._keyring: KeyringBackend | None = None
        self._thread: threading.Thread | None = None

    def get(self, account_id: str) -> tuple[str, PasswordStatus]:
        try:
            kept = self._ask(lambda keyring: keyring.get_password(self._service, account_id))
        except _NoAnswerError as error:
            return self._held.get(account_id, ""), error.status
        held = self._held.get(account_id)
        if held is not None:
            return held, PasswordStatus.LOCKED  # newer than what is kept: the keyring did not take it
        return (kept, PasswordStatus.OK) if kept else ("", PasswordStatus.NOT_SET)

    def set(self, account_id: str, password: str) -> PasswordStatus:
        # Held first: a keyring that hangs must not make the person wait to be registered.
        self._held[account_id] = password
        try:
            self._ask(lambda keyring: keyring.set_password(self._service, account_id, password))
        except _NoAnswerError as error:
            return error.status
        self._held.pop(account_id, None)
        return PasswordStatus.OK

    def delete(self, account_id: str) -> None:
        self._held.pop(account_id, None)

        def forget(keyring: "KeyringBackend") -> None:
            from keyring.errors import PasswordDeleteError  # noqa: PLC0415 (see above)

            try:
                keyring.delete_password(self._service, account_id)
            except PasswordDeleteError:
                _log.debug("there was no password to delete")

        try:
            self._ask(forget)
        except _NoAnswerError as error:
            _log.warning("a password may still be in the keyring: %s", error)

    def close(self) -> None:
        """Forget what is held. A keyring that still hangs is left behind with its daemon thread."""
        self._held.clear()

    def _ask(self, question: Callable[["KeyringBackend"], Answer]) -> Answer:
        with self._asking:
            if self._thread is not None and self._thread.is_alive():
                raise _NoAnswerError(PasswordStatus.LOCKED)
            if self._keyring is None:
                self._keyring = self._bounded(self._find, self._connect_limit_s, PasswordStatus.NO_KEYRING)
            keyring = self._keyring
            if keyring is None:
                raise _NoAnswerError(PasswordStatus.NO_KEYRING)
            return self._bounded(lambda: question(keyring), self._answer_limit_s, PasswordStatus.LOCKED)

    def _bounded(self, work: Callable[[], Answer], limit_s: float, when_late: PasswordStatus) -> Answer:
        """`work` on a thread of its own. Raises _NoAnswerError when it fails or takes longer than `limit_s`."""
        future: Future[Answer] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except Exception as error:  # backends raise what they like
                future.set_exception(error)

        self._thread = threading.Thread(target=run, name="softphone-keyring", daemon=True)
        self._thread.start()
        try:
            answer = future.result(limit_s)
        except Exception as error:
            if isinstance(error, TimeoutError) and not future.done():
                raise _NoAnswerError(when_late) from error
            self._thread.join()
            if type(error).__name__ in _LOCKED_ERRORS:
                raise _NoAnswerError(PasswordStatus.LOCKED) from error
            _log.warning("the keyring failed: %s", type(error).__name__)
            self._keyring = None
            raise _NoAnswerError(PasswordStatus.NO_KEYRING) from error
        self._thread.join()
        return answer
