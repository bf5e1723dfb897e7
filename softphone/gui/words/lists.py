"""Several things in one sentence, as the language joins them."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale


def joined(names: Iterable[str]) -> str:
    """ "Anna", "Anna and Boris", "Anna, Boris, and Vera"."""
    return QLocale().createSeparatedList(list(names))
