"""Text that a stranger wrote, made fit to be shown: nothing hidden, nothing endless."""

import re
from typing import Final

# Characters that a person cannot see or that turn the order of others around: controls, bidi marks, overrides
# and isolates, zero-width and filler letters, variation selectors, tags, lone surrogates.
HIDDEN_CLASS: Final = (
    "\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f"
    "\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ud800-\\udfff"
    "\\U0001d173-\\U0001d17a\\U000e0000-\\U000e0fff"
)
_HIDDEN_BUT_NEWLINE = re.compile(f"(?!\\n)[{HIDDEN_CLASS}]")
_HIDDEN_BUT_BLANKS = re.compile(f"(?![\\t\\r\\n])[{HIDDEN_CLASS}]")
_BLANKS = re.compile(r"\s+")
_ELLIPSIS: Final = "…"


def has_hidden(text: str) -> bool:
    """Whether `text` holds control, bidi or zero-width characters; tabs and line ends do not count."""
    return _HIDDEN_BUT_BLANKS.search(text) is not None


def without_hidden(text: str) -> str:
    """`text` without control, bidi and zero-width characters; tabs and line ends stay."""
    return _HIDDEN_BUT_BLANKS.sub("", text)


def safe_text(text: str, limit: int = 200) -> str:
    """`text` on one line without hidden characters, at most `limit` characters."""
    if text.isascii() and text.isprintable() and len(text) <= limit and "  " not in text:
        return text.strip()
    # A hostile megabyte is cut before it is cleaned; four times the limit leaves room for what is removed.
    visible = without_hidden(text[: limit * 4])
    return _cut(_BLANKS.sub(" ", visible).strip(), limit)


def safe_paragraphs(text: str, limit: int = 4000) -> str:
    """`text` with its line ends kept (as "\\n") and hidden characters removed, at most `limit` characters."""
    unified = text[: limit * 4].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return _cut(_HIDDEN_BUT_NEWLINE.sub("", unified).strip(), limit)


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1].rstrip() + _ELLIPSIS
