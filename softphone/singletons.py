"""Keeps None, True and False alive on Python 3.11.

PySide6 6.12.0 gives away a reference to True that it does not own with each `Signal.emit()`, and one to None with each
`postEvent()` and `QTimer.singleShot()` (measured: 200 calls, 200 references; 6.11.3 does not). After some hundreds
of them Python 3.11 aborts in `bool_dealloc`. From Python 3.12 on these objects are immortal (PEP 683) and nothing is
wrong. This module can go with Python 3.11, or when `tests/gui/test_singletons.py` passes without it.
"""

import ctypes
import sys

# More than a phone can lose in years, and far from overflowing.
_REFERENCES = 1 << 40 if sys.maxsize > 1 << 32 else 1 << 28
_done = False


def keep_singletons() -> None:
    """Give the three objects so many references that the missing ones do not matter. Once a process, before Qt."""
    global _done  # noqa: PLW0603 (it is the process that this is about)
    if _done or sys.version_info >= (3, 12) or sys.implementation.name != "cpython":
        return
    _done = True
    for singleton in (None, True, False):
        # The count is the first field of every object (PyObject.ob_refcnt).
        ctypes.c_ssize_t.from_address(id(singleton)).value += _REFERENCES
