"""What the window has to say without stopping anybody: banners on top, the undo bar at the bottom."""

from collections.abc import Callable, Hashable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from softphone.gui.look.components import IconLabel, QuietBar, Space, button, column, label

# Below this width what can be done stands under the sentence.
_ONE_LINE = 560


class Banner(QFrame):
    """A sentence that stays until it is closed or replaced; at most one action."""

    closed = Signal()

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"banner-{name}")
        self.setProperty("bar", "banner")
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("warning", "warning-text"))
        self.text = label(text, wrap=True, object_name=f"banner-{name}-text")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(Space.S)
        self._middle.addWidget(self.text, 1)
        self.side = QHBoxLayout()
        self.side.setSpacing(Space.S)
        self._middle.addLayout(self.side)
        row.addLayout(self._middle, 1)
        close = button(
            "", "quiet", object_name=f"banner-{name}-close", accessible_name=self.tr("Close this message")
        )
        close.set_icon("close", "text-muted")
        close.clicked.connect(self.closed)
        row.addWidget(close)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < _ONE_LINE
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._middle.direction() != way:
            self._middle.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())


class Banners(QWidget):
    """Banners by key: one of the same key replaces the earlier."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self._layout = column(self, spacing=0)
        self._shown: dict[Hashable, Banner] = {}

    def say(self, key: Hashable, text: str, action: tuple[str, Callable[[], None]] | None = None) -> Banner:
        """Show `text`; `action` is the words of a button and what it does before the banner goes."""
        banner = self._put(key, text)
        if action is not None:
            words, act = action
            made = button(words, "secondary", object_name=f"banner-{_name(key)}-action")

            def clicked() -> None:
                self.take(key)
                act()

            made.clicked.connect(clicked)
            banner.side.addWidget(made)
        return banner

    def ask_password(self, account_id: str, text: str, answer: Callable[[str], None]) -> Banner:
        """Ask in place for the password of an account; `answer(password)` when one is typed."""
        key = ("password", account_id)
        banner = self._put(key, text)
        edit = QLineEdit()
        edit.setObjectName(f"banner-{_name(key)}-edit")
        edit.setAccessibleName(self.tr("Password"))
        edit.setPlaceholderText(self.tr("Password"))
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setMinimumWidth(100)
        connect = button(self.tr("Connect"), "primary", object_name=f"banner-{_name(key)}-connect")

        def typed() -> None:
            if edit.text():
                password = edit.text()
                self.take(key)
                answer(password)

        edit.returnPressed.connect(typed)
        connect.clicked.connect(typed)
        banner.side.addWidget(edit)
        banner.side.addWidget(connect)
        return banner

    def take(self, key: Hashable) -> None:
        """Remove the banner with this key, if it is there."""
        banner = self._shown.pop(key, None)
        if banner is not None:
            banner.hide()
            banner.deleteLater()

    def shown(self, key: Hashable) -> Banner | None:
        return self._shown.get(key)

    def _put(self, key: Hashable, text: str) -> Banner:
        self.take(key)
        banner = Banner(_name(key), text, self)
        banner.closed.connect(lambda: self.take(key))
        self._shown[key] = banner
        self._layout.addWidget(banner)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        return banner


def _name(key: Hashable) -> str:
    return "-".join(str(part) for part in key) if isinstance(key, tuple) else str(key)


class QuietPlace(QWidget):
    """Holds one `QuietBar` at a time; a new one lets the earlier finish."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quiet-place")
        self._layout = column(self, margin=Space.M)
        self._bar: QuietBar | None = None
        self.hide()

    def say(
        self, text: str, action: str, callback: Callable[[], None], closed: Callable[[], None] | None = None
    ) -> None:
        """`callback` when the person takes it back, `closed` in any case when the bar goes."""
        self.finish()
        bar = QuietBar(text, action, callback, parent=self)
        if closed is not None:
            bar.closed.connect(closed)
        bar.closed.connect(lambda: self._gone(bar))
        self._bar = bar
        self._layout.addWidget(bar)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    @property
    def bar(self) -> QuietBar | None:
        return self._bar

    def finish(self) -> None:
        if self._bar is not None:
            self._bar.finish()

    def _gone(self, bar: QuietBar) -> None:
        if self._bar is bar:
            self._bar = None
            self.hide()
