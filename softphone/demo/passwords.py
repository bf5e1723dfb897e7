"""The demo account's password: made for one run, kept in memory, gone with it."""

from collections.abc import Mapping

from softphone.calls.ports import PasswordStatus


class DemoPasswords:
    """Implements `calls.ports.Passwords` without asking the person's keyring for a play account."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        self._passwords = dict(passwords)

    def get(self, account_id: str) -> tuple[str, PasswordStatus]:
        password = self._passwords.get(account_id, "")
        return password, PasswordStatus.OK if password else PasswordStatus.NOT_SET

    def set(self, account_id: str, password: str) -> PasswordStatus:
        self._passwords[account_id] = password
        return PasswordStatus.OK

    def delete(self, account_id: str) -> None:
        self._passwords.pop(account_id, None)
