"""Names and addresses of the history as they are looked for: in any script, any case, any formatting of a number."""

import re
from typing import Final

from softphone.store.columns import MAX_NAME, bounded, search_fold

_NUMBER: Final = re.compile(r"[+(]?[0-9][0-9 ()./+-]*")
_NATIONAL: Final = 10  # digits of a whole number; what stands before them is how it is dialled
_MOST_WORDS: Final = 8


def party_fold(name: str, uri: str) -> str:
    """What `search_words` are looked for in."""
    return bounded(f"{_latin(name)} {_latin(uri.partition(':')[2] or uri)}", 2 * MAX_NAME)


def search_words(text: str) -> tuple[str, ...]:
    """What has to stand in the folded text of a party, each of them."""
    typed = text.strip()[:MAX_NAME]
    if _NUMBER.fullmatch(typed):
        digits = "".join(letter for letter in typed if letter.isdigit())
        return (digits[-_NATIONAL:] if len(digits) > _NATIONAL else digits,)
    return tuple(_latin(typed).split()[:_MOST_WORDS])


def _latin(text: str) -> str:
    """Folded, and in Latin letters: "Анна" and "Anna" are the same."""
    folded = search_fold(text)
    if folded.isascii():
        return folded
    from anyascii import anyascii  # noqa: PLC0415 -- most names and all addresses need no table

    return anyascii(folded).lower()
