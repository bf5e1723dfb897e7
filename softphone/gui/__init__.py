"""The window."""

from softphone.singletons import hold_singletons

# Before any module of this package can make its first call into Qt.
hold_singletons()
