"""Keyrings that misbehave. A real one is asked in tests/e2e/test_keyring.py."""

import threading
import time
from collections.abc import Iterator

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import KeyringLocked, PasswordDeleteError, PasswordSetError

from softphone.calls.ports import PasswordStatus
from softphone.store import passwords
from softphone.store.passwords import KeyringPasswords, find_keyring


class FakeKeyring(KeyringBackend):
    """Keeps passwords in memory; `gate` closed makes it hang, `error` makes it fail."""

    priority = -1  # never picked by the keyring package itself

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None

    def _pass(self) -> None:
        self.gate.wait(20)
        if self.error is not None:
            raise self.error

    def get_password(self, service: str, username: str) -> str | None:
        self._pass()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._pass()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._pass()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError("none")


@pytest.fixture
def keyring() -> Iterator[FakeKeyring]:
    fake = FakeKeyring()
    yield fake
    fake.gate.set()


@pytest.fixture
def kept(keyring: FakeKeyring) -> KeyringPasswords:
    return KeyringPasswords("test", find=lambda: keyring, connect_limit_s=0.2, answer_limit_s=0.2)


def test_a_password_is_set_read_and_deleted(keyring: FakeKeyring, kept: KeyringPasswords) -> None:
    """Under the service of the profile; deleting twice is no error."""
    assert kept.get("anna") == ("", PasswordStatus.NOT_SET)
    assert kept.set("anna", "secret") is PasswordStatus.OK
    assert keyring.kept == {("test", "anna"): "secret"}
    assert kept.get("anna") == ("secret", PasswordStatus.OK)
    kept.delete("anna")
    kept.delete("anna")
    assert kept.get("anna") == ("", PasswordStatus.NOT_SET)


def test_a_keyring_that_hangs_costs_its_limit_once(keyring: FakeKeyring, kept: KeyringPasswords) -> None:
    """Later questions are answered at once while it hangs, and it is asked again when it has come back."""
    keyring.gate.clear()
    begun = time.monotonic()
    assert kept.set("anna", "secret") is PasswordStatus.LOCKED
    assert time.monotonic() - begun < 5
    begun = time.monotonic()
    for _ in range(10):
        assert kept.get("anna") == ("secret", PasswordStatus.LOCKED)
    assert time.monotonic() - begun < 1.0  # ten limits are two seconds
    keyring.gate.set()
    for thread in threading.enumerate():
        if thread.name == "softphone-keyring":
            thread.join(5)
    assert kept.set("anna", "secret") is PasswordStatus.OK
    assert kept.get("anna") == ("secret", PasswordStatus.OK)


def test_looking_for_a_keyring_that_hangs_ends_in_none() -> None:
    """A dead session bus does not keep the phone from starting."""
    gate = threading.Event()

    def find() -> KeyringBackend | None:
        gate.wait(20)
        return None

    kept = KeyringPasswords("test", find=find, connect_limit_s=0.1)
    assert kept.get("anna") == ("", PasswordStatus.NO_KEYRING)
    gate.set()


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (KeyringLocked("dismissed"), PasswordStatus.LOCKED),
        (PasswordSetError("too long"), PasswordStatus.NO_KEYRING),
        (OSError("bus is gone"), PasswordStatus.NO_KEYRING),
        (TimeoutError("its own"), PasswordStatus.NO_KEYRING),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"), PasswordStatus.NO_KEYRING),
    ],
)
def test_a_keyring_that_fails_is_a_status_never_a_traceback(
    keyring: FakeKeyring, kept: KeyringPasswords, error: Exception, status: PasswordStatus
) -> None:
    """The password is held for this run, and wins over an older one once the keyring answers again."""
    assert kept.set("anna", "old") is PasswordStatus.OK
    keyring.error = error
    assert kept.get("anna") == ("", status)
    assert kept.set("anna", "new") is status
    assert kept.get("anna") == ("new", status)
    kept.delete("bob")
    keyring.error = None
    assert kept.get("anna")[0] == "new"
    kept.delete("anna")
    assert kept.get("anna") == ("", PasswordStatus.NOT_SET)


def test_keyrings_that_do_not_encrypt_are_never_picked(monkeypatch: pytest.MonkeyPatch) -> None:
    """null, fail, chainer and files are not on the list, whatever the environment asks for."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert not isinstance(find_keyring(), null.Keyring | fail.Keyring)
    modules = {module for module, _ in passwords._ENCRYPTING}
    assert not modules & {f"keyring.backends.{name}" for name in ("null", "fail", "chainer")}
    assert not any("alt" in module for module in modules)
