"""Languages that nobody speaks: they show which words are not translated, cut, or on the wrong side.

`xx` is English with accents, in brackets and two fifths longer, as German or Finnish may be; `xr` is written with
Hebrew letters from right to left. Both are made of the sources, so they are always complete.
"""

import re
from typing import Final

from PySide6.QtCore import QObject, QTranslator

# What code or Qt puts something in for, or looks at.
_KEPT = re.compile(r"(\{\w*\}|%n|%L?\d+|<[^>]*>|&\w+;|&|\n)")
_ACCENTED = str.maketrans(
    "AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz",
    "ÅåƁƀĆćĐđĒēƑƒĜĝĤĥĪīĴĵĶķŁłṀṁŃńŌōṖṗǪǫŔŕŠšŦŧŪūṼṽŴŵẊẋŶŷŽž",
)
_HEBREW = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "אבגדהוזחטיכלמנסעפצקרשתבגדה" * 2,
)
# A translator's answer to what Qt itself asks: on which side a line begins.
_DIRECTION: Final = "QT_LAYOUT_DIRECTION"


def expanded(text: str) -> str:
    """`text` in accents and brackets, 40 % longer; what is filled in later stays as it is."""
    if not any(each.isalpha() for each in text):
        return text
    said = "".join(
        part if _KEPT.fullmatch(part) else part.translate(_ACCENTED) for part in _KEPT.split(text) if part
    )
    more = -(-len(text) * 2 // 5)
    padding = "".join(" " if place % 7 == 6 else "ẋ" for place in range(more))
    return f"[{said} {padding.strip()}]"


def mirrored(text: str) -> str:
    """`text` in letters that run from right to left."""
    return "".join(
        part if _KEPT.fullmatch(part) else part.translate(_HEBREW) for part in _KEPT.split(text) if part
    )


class PseudoTranslator(QTranslator):
    """Answers every text with one of the above."""

    def __init__(self, *, mirror: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mirrored = mirror

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, _context: object, source: object, _disambiguation: object = None, _n: int = -1
    ) -> str:
        text = source.decode() if isinstance(source, bytes) else str(source)
        if text == _DIRECTION:
            return "RTL" if self._mirrored else "LTR"
        return mirrored(text) if self._mirrored else expanded(text)
