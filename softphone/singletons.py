"""Keeps None, True, False and NotImplemented alive under PySide6 on CPython 3.11.

PySide6 6.12.0's abi3 wheels return these without taking a reference: right from CPython 3.12 on, where they never
die (PEP 683), but on 3.11 each Qt call that returns nothing takes one reference too many, until Python ends with
"none_dealloc" or "bool_dealloc" (measured: 100 references lost in 100 calls of QObject.setObjectName). Goes when
3.11 is not supported any more, or when PySide6 takes its references there.
"""

import ctypes
import sys

# Enough for years at any rate of calls, and far from the sign bit of the 64-bit counter.
_SPARE = 1 << 40
_held = False


def hold_singletons() -> None:
    """Give each singleton a great number of spare references. Call before the first use of Qt; again is harmless."""
    global _held  # noqa: PLW0603 -- the singletons belong to the whole process, so does this
    if _held or sys.version_info >= (3, 12) or sys.implementation.name != "cpython" or sys.maxsize < 2**32:
        return
    _held = True
    for singleton in (None, True, False, NotImplemented):
        counter = ctypes.c_ssize_t.from_address(id(singleton))
        # Only where the counter is the first field: a tracing build of Python has others before it.
        if abs(counter.value - sys.getrefcount(singleton)) < 1000:
            counter.value += _SPARE
