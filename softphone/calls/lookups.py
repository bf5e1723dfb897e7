"""Looking people up where a database that cannot be read must not keep anybody from calling."""

import logging

from softphone.calls.ports import ContactBook, StoreFailedError
from softphone.calls.values import Contact, RememberedMove

_log = logging.getLogger(__name__)


def known_contact(book: ContactBook, uri: str) -> Contact | None:
    """Who has `uri`; None for nobody, and when the address book cannot be read."""
    try:
        return book.find_by_uri(uri)
    except StoreFailedError as error:
        _log.warning("the address book cannot be read: %s", error)
        return None


def known_move(book: ContactBook, uri: str) -> RememberedMove | None:
    """Where `uri` has moved; None for nowhere, and when that cannot be read."""
    try:
        return book.current_address(uri)
    except StoreFailedError as error:
        _log.warning("remembered moves cannot be read: %s", error)
        return None
