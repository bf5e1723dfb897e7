"""A quiet line below the lists for what holds until it is switched off: do not disturb, waiting voicemail."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from softphone.gui.look.components import ElidedLabel, IconLabel, Space, button


class StandingLine(QFrame):
    """Hidden while it has nothing to say. One button does something about it."""

    def __init__(
        self,
        name: str,
        icon_name: str,
        *,
        warns: bool,
        act: Callable[[], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("bar", "diverting" if warns else "standing")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XS, Space.XS, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(icon_name, "warning-text" if warns else "accent-text"))
        self.text = ElidedLabel("", "warning" if warns else "body", object_name=f"{name}-text")
        row.addWidget(self.text, 1)
        self.action = button("", "quiet", object_name=f"{name}-action")
        self.action.clicked.connect(act)
        row.addWidget(self.action)
        self.hide()

    def say(self, text: str, words: str) -> None:
        """`text` "" hides the line; `words` are those of the button, "" for none."""
        self.setVisible(bool(text))
        self.text.set_text(text)
        self.setAccessibleName(text)
        self.action.setVisible(bool(words))
        self.action.set_label(words)
        self.action.setAccessibleName(f"{words}: {text}")
