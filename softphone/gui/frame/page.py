"""What all pages have in common: they scroll, keep a readable width, and name their fields."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from softphone.gui.look.components import Space, column, label

MAX_WIDTH = 640


class Page(QScrollArea):
    """`body` takes the parts from top to bottom, in a column of at most `MAX_WIDTH` pixels."""

    def __init__(self, object_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ground = QWidget()
        ground.setProperty("ground", "none")
        row = QHBoxLayout(ground)
        row.setContentsMargins(Space.L, Space.XL, Space.L, Space.L)
        self._inner = QWidget()
        self._inner.setProperty("ground", "none")
        self._inner.setMaximumWidth(MAX_WIDTH)
        row.addStretch(1)
        row.addWidget(self._inner, 100)
        row.addStretch(1)
        outer = column(self._inner, spacing=0)
        self.body = QVBoxLayout()
        self.body.setSpacing(Space.M)
        outer.addLayout(self.body)
        outer.addStretch(1)
        self.setWidget(ground)
        self._content: QWidget | None = None

    def fresh_content(self) -> QVBoxLayout:
        """A new column in place of the one before, for a page that is made anew for each thing it shows.

        Fill it, then call `show_content`.
        """
        if self._content is not None:
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        self._content.setProperty("ground", "none")
        return column(self._content, spacing=Space.M)

    def show_content(self) -> None:
        """Put what `fresh_content` began into the page."""
        if self._content is not None:
            self.body.addWidget(self._content)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 120)


def field(text: str, widget: QWidget, object_name: str, *, hint: str = "") -> QVBoxLayout:
    """A labelled field, the label above it; `hint` is small text below."""
    widget.setObjectName(object_name)
    widget.setAccessibleName(text)
    if isinstance(widget, QLineEdit) and not widget.toolTip():
        widget.setToolTip(widget.placeholderText())  # a long example is cut in a narrow window
    made = QVBoxLayout()
    made.setSpacing(Space.XS)
    above = label(text, "small", wrap=True)
    # One long word, a name perhaps, is cut rather than making the page wider than the window.
    above.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    above.setBuddy(widget)
    made.addWidget(above)
    made.addWidget(widget)
    if hint:
        widget.setAccessibleDescription(hint)
        made.addWidget(label(hint, "small", wrap=True))
    return made
