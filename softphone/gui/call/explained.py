"""Which status codes have an explanation; apart from the texts, which are read when they are asked for."""

from typing import Final

EXPLAINED: Final = frozenset({300, 301, 302, 305, 380, 403, 404, 408, 410, 480, 485, 486, 488, 503, 600, 603})


def explained(status: int) -> int | None:
    """The code whose text explains `status`: an unknown 3xx is a 300 (RFC 3261 section 8.1.3.2); None for none."""
    if status in EXPLAINED:
        return status
    return 300 if 300 <= status < 400 else None
