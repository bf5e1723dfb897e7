"""The keys that count everywhere in the window. Those of a call are with what they do; all stand on the about page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from softphone.gui.frame.rail import View
from softphone.gui.words.shortcut_keys import BACK_TO_CALL

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow


def add_shortcuts(window: "MainWindow") -> None:
    """Once for a window, which outlives its widgets."""

    def on(keys: str, act: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), window).activated.connect(act)

    def search() -> None:
        window.show_view(View.CONTACTS)
        window.column.contacts.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        window.column.contacts.search.selectAll()

    def back_to_call() -> None:
        window.going_on.open_first()

    for number, view in enumerate(View, 1):
        on(f"Ctrl+{number}", lambda target=view: window.show_view(target, focus=True))  # type: ignore[misc]
    on("Ctrl+L", window.focus_dial)
    on("Ctrl+N", window.new_contact)
    on("Ctrl+F", search)
    on(BACK_TO_CALL, back_to_call)
