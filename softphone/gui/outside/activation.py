"""Coming to the front, only as far as the person has asked for it.

Source: XDG activation protocol (Wayland); focus stealing prevention of X11 window managers.
"""

import os

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

CLICKED = "clicked"  # by the person, in this very program or where no other leave is to be had


def bring_forward(window: QWidget, token: str) -> None:
    """`token` is the desktop's leave, which comes with a click or a key of the person; without it we only ask."""
    if not token:
        show_quietly(window)
        return
    _appear(window)
    if QApplication.platformName().startswith("wayland") and token != CLICKED:
        os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there, once
    window.raise_()
    window.activateWindow()


def show_quietly(window: QWidget, *, unfold: bool = True) -> None:
    """To be seen, and asking for attention, but the keys stay with whoever has them.

    Without `unfold` a minimized window stays so: openbox and others give the keys to one that comes back.
    """
    if not window.isVisible() or (window.isMinimized() and unfold):
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        # Qt looks at the attribute when it makes the native window, and at this when it shows it (xcb, Qt 6.12).
        native = window.windowHandle()
        if native is not None:
            native.setProperty("_q_showWithoutActivating", True)
        _appear(window)
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, on=False)
        if window.windowHandle() is not None:
            window.windowHandle().setProperty("_q_showWithoutActivating", False)
    if not window.isActiveWindow():
        QApplication.alert(window)


def _appear(window: QWidget) -> None:
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    if not window.isVisible():
        window.show()
