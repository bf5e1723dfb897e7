"""One directory is asked one question: bind, search, and away."""

import ssl
import time
from typing import Final

from softphone.calls.cards import Card
from softphone.calls.directory import DirectoryError, DirectoryTrouble
from softphone.calls.settings import AddressBook
from softphone.exchange.ldap import messages
from softphone.exchange.ldap.entries import ATTRIBUTES, NUMBERS_IN, WORDS_IN, card_of
from softphone.exchange.ldap.line import Line
from softphone.exchange.ldap.messages import Entry, Result, ResultCode
from softphone.exchange.ldap.place import place_of
from softphone.sip.text import safe_text

MOST_FOUND: Final = 20
WHOLE_S: Final = 8.0
_SEARCH_S: Final = 4
_MOST_WORDS: Final = 5
_WORD_LIMIT: Final = 60
_MOST_DIGITS: Final = 20
_FEWEST_DIGITS: Final = 3
_DETAIL_LIMIT: Final = 120
_ENOUGH: Final = frozenset(
    {ResultCode.SUCCESS, ResultCode.SIZE_LIMIT_EXCEEDED, ResultCode.TIME_LIMIT_EXCEEDED}
)
_TROUBLES: Final = {
    ResultCode.INVALID_CREDENTIALS: DirectoryTrouble.PASSWORD,
    ResultCode.INAPPROPRIATE_AUTHENTICATION: DirectoryTrouble.PASSWORD,
    ResultCode.STRONGER_AUTH_REQUIRED: DirectoryTrouble.NOT_ENCRYPTED,
    ResultCode.CONFIDENTIALITY_REQUIRED: DirectoryTrouble.NOT_ENCRYPTED,
    ResultCode.INSUFFICIENT_ACCESS_RIGHTS: DirectoryTrouble.FORBIDDEN,
    ResultCode.NO_SUCH_OBJECT: DirectoryTrouble.NO_BASE,
    ResultCode.INVALID_DN_SYNTAX: DirectoryTrouble.MISTYPED,
}
Wanted = list[list[tuple[str, list[str]]]]


def trusting(ca_file: str = "") -> ssl.SSLContext:
    """Certificates as the system trusts them, or those of `ca_file` alone."""
    return ssl.create_default_context(cafile=ca_file or None)


def search(
    book: AddressBook, password: str, text: str, *, trust: ssl.SSLContext, whole_s: float = WHOLE_S
) -> tuple[tuple[Card, ...], bool]:
    """Who is found by every word of `text`, and whether there are more. Blocks, at most `whole_s`.

    Raises DirectoryError. The password is sent only over TLS whose certificate was verified, or within this computer.
    """
    place, wanted = place_of(book.url), wanted_by(text)
    if not wanted:
        return (), False
    cards: dict[str, Card] = {}
    with Line(place, trust, time.monotonic() + whole_s) as line:
        if place.encrypted:
            line.encrypt()
        else:
            _start_tls(line, needed=bool(book.user and password) and not place.is_here)
        line.send(messages.bind(line.next_number(), book.user, password if book.user else ""))
        bound = _result(line)
        if bound.code != ResultCode.SUCCESS:
            raise _refused(bound)
        asked = messages.search(
            line.next_number(), place.base, wanted, attributes=ATTRIBUTES, most=MOST_FOUND, seconds=_SEARCH_S
        )
        line.send(asked)
        while isinstance(said := line.answer(), Entry):
            card = card_of(said.attributes, said.dn)
            if card is not None and len(cards) < MOST_FOUND:
                cards.setdefault(said.dn, card)
    if said.code not in _ENOUGH:
        raise _refused(said)
    found = sorted(cards.values(), key=lambda card: card.name.casefold())
    return tuple(found), said.code == ResultCode.SIZE_LIMIT_EXCEEDED


def wanted_by(text: str) -> Wanted:
    """What has to hold: every word somewhere in a name, or all digits in a number, whatever stands between them."""
    digits = [char for char in text if char.isascii() and char.isdigit()]
    if len(digits) >= _FEWEST_DIGITS and not any(char.isalpha() for char in text):
        return [[(name, digits[:_MOST_DIGITS]) for name in NUMBERS_IN]]
    words = [word[:_WORD_LIMIT].encode("utf-8", "replace").decode() for word in text.split()[:_MOST_WORDS]]
    return [[(name, [word]) for name in WORDS_IN] for word in words]


def _start_tls(line: Line, *, needed: bool) -> None:
    """Encrypt where the server can (RFC 4511 section 4.14); `needed`: nothing is asked of one that cannot."""
    line.send(messages.start_tls(line.next_number()))
    if _result(line).code == ResultCode.SUCCESS:
        line.encrypt()
    elif needed:
        raise DirectoryError(DirectoryTrouble.NOT_ENCRYPTED)


def _result(line: Line) -> Result:
    said = line.answer()
    if isinstance(said, Entry):
        raise DirectoryError(DirectoryTrouble.BROKEN, "it answered another question")
    return said


def _refused(result: Result) -> DirectoryError:
    known = next((kind for code, kind in _TROUBLES.items() if code == result.code), DirectoryTrouble.BROKEN)
    return DirectoryError(known, safe_text(result.message, _DETAIL_LIMIT))
