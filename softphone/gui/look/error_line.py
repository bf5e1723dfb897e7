"""What is wrong with what was typed: seen below the field, and heard."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel

from softphone.gui.look.components import label


def error_line(*, object_name: str = "") -> QLabel:
    """A line for `say_error`, hidden as long as nothing is wrong."""
    made = label("", "error", wrap=True, object_name=object_name)
    made.hide()
    return made


def say_error(line: QLabel, text: str) -> None:
    """Show `text`, and have a screen reader say it: the focus goes to the field, not to the line."""
    line.setText(text)
    line.show()
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(line, text))
