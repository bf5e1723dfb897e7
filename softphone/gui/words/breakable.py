"""Long addresses that are to be seen whole, however narrow the window."""

import re

# Up to a mark between the parts of an address, or some letters where there is none.
_PIECES = re.compile(r"[^@./:?&=;_ -]{0,12}[@./:?&=;_ -]|[^@./:?&=;_ -]{1,12}")


_LONG = 20  # letters; shorter words go to the next line as a whole
_LONG_ADDRESS = 12  # one with marks in it is read as well in two pieces


def breakable_words(text: str) -> str:
    """A sentence in which only what is very long, an address perhaps, may end within a word."""
    return " ".join(
        breakable(word) if len(word) > (_LONG_ADDRESS if "@" in word else _LONG) else word
        for word in text.split(" ")
    )


def breakable(text: str) -> str:
    """`text` with invisible places where a line may end. For the screen only: it is not the address any more."""
    return "\u200b".join(_PIECES.findall(text))
