"""What a response code means, beside the card and never in front of it."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from softphone.answers import answers
from softphone.gui.explain.search import ExplanationSearch
from softphone.gui.explain.text import ExplanationText
from softphone.gui.i18n import current_language
from softphone.gui.look.components import Space, button, label

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class ExplanationPanel(QFrame):
    """Made when it is first asked for; `closed` when the person puts it away.

    No key that is pressed in it reaches the card: who looks something up answers nothing.
    """

    closed = Signal()

    def __init__(self, status: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("explanation-panel")
        self.setProperty("card", "plain")
        self._told = answers(current_language())
        self._visited: list[int] = []
        self._text: ExplanationText | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        self._column.setSpacing(Space.XS)
        self._add_head()
        self.search = ExplanationSearch(self._told)
        self.search.hide()
        self.search.chosen.connect(self._found)
        self._column.addWidget(self.search)
        self.show_status(status)

    def _add_head(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(0)
        top = Qt.AlignmentFlag.AlignTop
        self.back_button = button(
            "", "quiet", object_name="explanation-back", accessible_name=self.tr("Back"), icon="back"
        )
        self.back_button.clicked.connect(self.go_back)
        self.back_button.hide()
        head.addWidget(self.back_button, 0, top)
        self._title = label("", "title", wrap=True, object_name="explanation-title")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title.setMinimumHeight(self.back_button.sizeHint().height())
        head.addWidget(self._title, 1)
        self.search_button = button(
            "",
            "quiet",
            object_name="explanation-search",
            accessible_name=self.tr("Look up another answer"),
            icon="search",
        )
        self.search_button.clicked.connect(self._toggle_search)
        head.addWidget(self.search_button, 0, top)
        self.close_button = button(
            "",
            "quiet",
            object_name="explanation-close",
            accessible_name=self.tr("Close the explanation"),
            icon="close",
        )
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, top)
        self._column.addLayout(head)

    @property
    def status(self) -> int:
        return 0 if self._text is None else self._text.status

    def show_status(self, status: int) -> None:
        """Explain `status`, from 300 to 699, in place of what was explained before."""
        if self._text is not None:
            self._column.removeWidget(self._text)
            self._text.hide()
            self._text.deleteLater()
        meaning = self._told.meaning(status)
        self.setAccessibleName(meaning.title)
        self.setAccessibleDescription(meaning.brief)
        self._title.setText(meaning.title)
        self._text = ExplanationText(self._told, status)
        self._text.followed.connect(self.follow)
        self._column.addWidget(self._text)
        self._text.show()

    def follow(self, status: int) -> None:
        """Go on to another answer, with a way back."""
        if status == self.status:
            return
        self._visited.append(self.status)
        self._turn(status)
        self.back_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        if self._visited:
            self._turn(self._visited.pop())
            if not self._visited:
                self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, status: int) -> None:
        self.show_status(status)
        self.back_button.setVisible(bool(self._visited))
        # The layout has to settle before one can scroll to the top of it.
        QTimer.singleShot(0, self, self.reveal)
        if QAccessible.isActive():
            said = f"{self.accessibleName()}. {self.accessibleDescription()}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def reveal(self) -> None:
        """Scroll whatever the panel stands in to its title."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if above is not None:
            above.ensureWidgetVisible(self._title, 0, Space.L)

    def _toggle_search(self) -> None:
        if self.search.isHidden():
            self.search.show()
            self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._end_search()

    def _end_search(self) -> None:
        self.search.field.clear()
        self.search.hide()
        self.search_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _found(self, status: int) -> None:
        self._end_search()
        self.follow(status)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, text = event.key(), event.text()
        if event.modifiers() & ~_PLAIN:
            if key == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.go_back()
                return
        elif key == Qt.Key.Key_Escape:
            if self.search.isHidden():
                self.closed.emit()
            else:
                self._end_search()
            return
        elif key == Qt.Key.Key_Backspace:
            self.go_back()
            return
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        elif text.isprintable() and text.strip():
            self.search.show()
            self.search.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.field.insert(text)
            return
        super().keyPressEvent(event)
