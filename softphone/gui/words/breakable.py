"""Long addresses that are to be seen whole, however narrow the window."""

import re

# Up to a mark between the parts of an address, or some letters where there is none.
_PIECES = re.compile(r"[^@./:?&=;_ -]{0,12}[@./:?&=;_ -]|[^@./:?&=;_ -]{1,12}")


def breakable(text: str) -> str:
    """`text` with invisible places where a line may end. For the screen only: it is not the address any more."""
    return "\u200b".join(_PIECES.findall(text))
