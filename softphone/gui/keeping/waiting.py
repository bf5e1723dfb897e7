"""The small window that is there while the data of the phone are being opened for longer than a moment."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from softphone.gui.application import quit_on_signals
from softphone.gui.exchange.progress import Bar
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.outside.activation import bring_forward

_LOOK_MS = 40
_WIDTH = 400
_PARTS = 1000


class WaitingWindow(QWidget):
    """`left()` when the person does not want to wait."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(None)
        self.setObjectName("waiting-window")
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(QCoreApplication.translate("Waiting", "Redirect Softphone"))
        self.setMinimumWidth(_WIDTH)
        layout = self._column = column(self, margin=Space.XL, spacing=Space.M)
        said = QCoreApplication.translate("Waiting", "Opening your data…")
        self.heading = label(said, "heading", wrap=True, object_name="waiting-heading")
        layout.addWidget(self.heading)
        self.said = label("", wrap=True, object_name="waiting-said")
        self.said.hide()
        layout.addWidget(self.said)
        self.bar = Bar()
        self.bar.setObjectName("waiting-bar")
        self.bar.setAccessibleName(QCoreApplication.translate("Waiting", "How far it is"))
        self.bar.setRange(0, _PARTS)
        self.bar.hide()
        layout.addWidget(self.bar)
        self.opened = label("", "muted", wrap=True, object_name="waiting-opened")
        self.opened.hide()
        layout.addWidget(self.opened)
        self.leave_button = button(
            QCoreApplication.translate("Waiting", "Not now"), "quiet", object_name="waiting-leave"
        )
        self.leave_button.setAccessibleDescription(
            QCoreApplication.translate("Waiting", "Ends the phone. Your data stay as they are.")
        )
        self.leave_button.clicked.connect(self.left)
        layout.addWidget(self.leave_button, 0, Qt.AlignmentFlag.AlignTrailing)
        self._fit()

    def reach(self, fraction: float | None) -> None:
        """How far it is, 0 to 1; None while nobody knows."""
        if fraction is None:
            return
        if not self.bar.isVisibleTo(self):
            self._say_what()
        self.bar.setValue(max(self.bar.value(), round(fraction * _PARTS)))
        self.bar.setToolTip(f"{QLocale().toString(100 * self.bar.value() // _PARTS)} %")

    def came(self, links: int, token: str, *, hidden: bool) -> None:
        """Another start has brought so many links, with the desktop's leave to come to the front."""
        if links:
            text = QCoreApplication.translate("Waiting", "What you have opened meanwhile is shown then.")
            self.opened.setText(text)
            self.opened.show()
            self._fit()
        if not hidden:
            bring_forward(self, token)

    def _say_what(self) -> None:
        self.heading.setText(QCoreApplication.translate("Waiting", "Bringing your data up to date…"))
        self.said.setText(
            QCoreApplication.translate(
                "Waiting",
                "This is needed once after an update, and can take a minute when the history is long. The phone opens "
                "by itself when it is done.",
            )
        )
        self.said.show()
        self.bar.show()
        self._fit()
        spoken = QAccessibleAnnouncementEvent(self, self.heading.text())
        QAccessible.updateAccessibility(spoken)

    def _fit(self) -> None:
        """As high as the words need; Qt does that by itself only until the window is shown."""
        width = self.width() if self.isVisible() else _WIDTH
        self.resize(width, self._column.totalHeightForWidth(width))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.left.emit()
        event.ignore()


def wait(
    app: QApplication,
    window: WaitingWindow,
    is_over: Callable[[], bool],
    fraction: Callable[[], float | None],
) -> bool:
    """Run the event loop until it is over; False when the person has left before, or the system ends the program."""

    def look() -> None:
        window.reach(fraction())
        if is_over():
            app.exit()  # `quit` asks the windows first

    timer = QTimer(window)
    timer.timeout.connect(look)
    timer.start(_LOOK_MS)
    leaving = window.left.connect(app.exit)
    with quit_on_signals(app):
        app.exec()
    timer.stop()
    window.left.disconnect(leaving)
    return is_over()
