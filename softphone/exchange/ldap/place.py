"""The address of a directory: ldap://host:port/base (RFC 4516), of which only these parts are used."""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from softphone.calls.directory import DirectoryError, DirectoryTrouble

_PORTS: Final = {"ldap": 389, "ldaps": 636}
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.\-]{0,252})|\[?[0-9A-Fa-f:.]{2,45}\]?")
_BASE_LIMIT: Final = 1000


@dataclass(frozen=True, slots=True)
class Place:
    host: str
    port: int
    encrypted: bool  # from the first byte
    base: str

    @property
    def is_here(self) -> bool:
        """Whether what is sent does not leave this computer."""
        return self.host in {"localhost", "127.0.0.1", "::1"}


def place_of(url: str) -> Place:
    """Raises DirectoryError for what is no such address."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise DirectoryError(DirectoryTrouble.MISTYPED) from None
    scheme, host = parts.scheme.lower(), parts.hostname or ""
    base = unquote(parts.path.removeprefix("/"))
    if (
        scheme not in _PORTS
        or not _HOST.fullmatch(host)
        or parts.username is not None
        or len(base) > _BASE_LIMIT
        or not (url.isprintable() and base.isprintable())
    ):
        raise DirectoryError(DirectoryTrouble.MISTYPED)
    return Place(host, port or _PORTS[scheme], scheme == "ldaps", base)
