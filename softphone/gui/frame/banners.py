"""What the window has to say without stopping anybody: banners on top, the undo bar at the bottom."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from softphone.gui.look.components import IconLabel, QuietBar, Space, button, column, label
from softphone.gui.look.folding import FoldingRow
from softphone.gui.words.breakable import breakable_words

# Below this width, or where it would leave less than this part to the sentence, what can be done stands under it.
_ONE_LINE = 560
_SENTENCE = 0.5
_ASIDES = 50  # letters on a line; with less there is no room for what can be done without
_WIDE, _HIGH, _NATURAL = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed
_MOST_OF_WINDOW = 0.45  # the rest is for what the person came for
_MOST_FOR_URGENT = 0.6


@dataclass(frozen=True, slots=True)
class Manner:
    """How a banner says what it says: `warns` for what wants attention, `detail` small below the sentence, `more` and
    `keys` after it where there is room. An `urgent` one stands above the others.
    """

    icon: str = "warning"
    warns: bool = True
    detail: str = ""
    more: str = ""
    keys: str = ""
    urgent: bool = False


WARNING = Manner()


class Banner(QFrame):
    """A sentence that stays until it is closed or replaced, with what can be done about it and perhaps a detail."""

    closed = Signal()

    def __init__(self, name: str, text: str, manner: Manner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"banner-{name}")
        self.setProperty("bar", "banner" if manner.warns else "news")
        self.setAccessibleName(text)
        self.setAccessibleDescription(" ".join(filter(None, (manner.detail, manner.more))))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L, Space.S, Space.S, Space.S)
        row.setSpacing(Space.S)
        self._row = row
        self._sign = IconLabel(manner.icon, "warning-text" if manner.warns else "accent-text")
        row.addWidget(self._sign)
        self.text = label(text, wrap=True, object_name=f"banner-{name}-text")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._middle.setSpacing(Space.S)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.text)
        if manner.detail:
            texts.addWidget(_small(breakable_words(manner.detail), f"banner-{name}-detail"))
        self._more = _small(breakable_words(manner.more), f"banner-{name}-more")
        self._keys = _small(manner.keys, f"banner-{name}-keys")
        for aside in (self._more, self._keys):
            texts.addWidget(aside)
            aside.hide()
        self._middle.addLayout(texts, 1)
        self.side = FoldingRow(wraps=True)
        self.side.hide()
        self._middle.addWidget(self.side)
        row.addLayout(self._middle, 1)
        self._last: QWidget | None = None
        self._close = close = button(
            "", "quiet", object_name=f"banner-{name}-close", accessible_name=self.tr("Close this message")
        )
        close.set_icon("close", "text-muted")
        close.clicked.connect(self.closed)
        row.addWidget(close)

    def add(self, widget: QWidget) -> None:
        """Put `widget` after the sentence; the Tab key comes to it before the button that closes."""
        self.side.add(widget)
        widget.show()
        self.side.show()
        if self._last is not None:
            QWidget.setTabOrder(self._last, widget)
        QWidget.setTabOrder(widget, self._close)
        self._last = widget
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = self.side.sizeHint().width()
        narrow = self.width() < _ONE_LINE or wanted > self.width() * (1 - _SENTENCE)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._middle.direction() != way:
            self._middle.setDirection(way)
            # Below the sentence it is as wide as the banner, beside it as wide as what is in it.
            wide = QSizePolicy(_WIDE, _HIGH) if narrow else QSizePolicy(_NATURAL, _NATURAL)
            wide.setHeightForWidth(True)
            self.side.setSizePolicy(wide)
        cramped = self.width() < _ASIDES * self.fontMetrics().averageCharWidth()
        self._more.setVisible(bool(self._more.text()) and not cramped)
        self._keys.setVisible(bool(self._keys.text()) and not narrow)
        top = Qt.AlignmentFlag.AlignTop if narrow else Qt.AlignmentFlag.AlignVCenter
        self._row.setAlignment(self._sign, top)
        self._row.setAlignment(self._close, top)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())


def _small(text: str, object_name: str) -> QLabel:
    made = label(text, "small", wrap=True, object_name=object_name)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


class Banners(QWidget):
    """Banners by key: one of the same key replaces the earlier. `urgent_shown()` when one stands above the others."""

    urgent_shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banners")
        self._layout = column(self, spacing=0)
        self._shown: dict[Hashable, Banner] = {}
        self._urgent_ones: list[Banner] = []

    def say(
        self, key: Hashable, text: str, *actions: tuple[str, Callable[[], None]], manner: Manner = WARNING
    ) -> Banner:
        """Show `text`; an action is the words of a button and what it does after the banner has gone."""
        banner = self._put(key, text, manner)
        for number, (words, act) in enumerate(actions, 1):
            name = f"banner-{_name(key)}-action" + (f"-{number}" if number > 1 else "")
            made = button(words, "secondary", object_name=name)
            made.clicked.connect(lambda _checked, act=act: self._act(key, act))
            banner.add(made)
        return banner

    def _act(self, key: Hashable, act: Callable[[], None]) -> None:
        self.take(key)
        act()

    def ask_password(self, account_id: str, text: str, answer: Callable[[str], None]) -> Banner:
        """Ask in place for the password of an account; `answer(password)` when one is typed."""
        key = ("password", account_id)
        banner = self._put(key, text, WARNING)
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
        banner.add(edit)
        banner.add(connect)
        return banner

    def take(self, key: Hashable) -> None:
        """Remove the banner with this key, if it is there."""
        banner = self._shown.pop(key, None)
        if banner is not None:
            banner.hide()
            banner.deleteLater()

    def shown(self, key: Hashable) -> Banner | None:
        return self._shown.get(key)

    def _put(self, key: Hashable, text: str, manner: Manner) -> Banner:
        self.take(key)
        banner = Banner(_name(key), text, manner, self)
        banner.closed.connect(lambda: self.take(key))
        self._shown[key] = banner
        if manner.urgent:
            self._layout.insertWidget(self._urgent(), banner)
            self._urgent_ones.append(banner)
            self.urgent_shown.emit()
        else:
            self._layout.addWidget(banner)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))
        return banner

    def _urgent(self) -> int:
        """How many stand above the others; who came first stays first."""
        self._urgent_ones = [each for each in self._urgent_ones if each in self._shown.values()]
        return len(self._urgent_ones)

    def whole_height(self, width: int, most: int) -> int:
        """Of as many banners as are whole in `most` pixels; all of it when not even the first is."""
        height = 0
        for place in range(self._layout.count()):
            item = self._layout.itemAt(place)
            high = item.heightForWidth(width) if item is not None else 0
            if height + high > most:
                break
            height += high
        return height or most

    def urgent_height(self, width: int) -> int:
        """What they need of a shelf that is so wide."""
        return sum(each.heightForWidth(width) for each in self._urgent_ones[: self._urgent()])


class BannerShelf(QScrollArea):
    """Gives the banners the room that they need, up to a part of the window; more of them scroll."""

    def __init__(self, banners: Banners, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner-shelf")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._banners = banners
        self.setWidget(banners)
        banners.installEventFilter(self)
        banners.urgent_shown.connect(lambda: self.verticalScrollBar().setValue(0))
        self.setFixedHeight(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.fit()
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """As high as the banners are at this width."""
        inside, place = self.widget(), self.parentWidget()
        layout = inside.layout() if inside is not None else None
        if layout is None or place is None:
            return
        wanted = max(0, layout.totalHeightForWidth(self.width()) if layout.count() else 0)
        room = place.height() - self.y()  # below the strip of a call
        beside_bar = self.width() - self.verticalScrollBar().sizeHint().width()
        urgent = min(self._banners.urgent_height(beside_bar), room * _MOST_FOR_URGENT)
        most = round(max(urgent, room * _MOST_OF_WINDOW))
        # A bar that comes for a moment makes the banners narrower, thus higher, and then stays.
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if wanted > most else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)
        self.setFixedHeight(wanted if wanted <= most else self._banners.whole_height(beside_bar, most))


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
