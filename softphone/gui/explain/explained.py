"""Which status codes have an explanation; apart from the texts, which are read when they are asked for."""


def explained(status: int) -> bool:
    """Whether there is a text for `status`: its own, or for an unknown one that of its class (8.1.3.2)."""
    return 300 <= status < 700
