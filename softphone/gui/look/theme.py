"""The look of the window: follows the system's light or dark scheme while it runs."""

import os
from typing import ClassVar, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from softphone.gui.look.palette import DARK, LIGHT
from softphone.gui.look.stylesheet import stylesheet

Scheme = Literal["light", "dark"]


class Space:
    """Distances in device-independent pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Theme(QObject):
    """The colours in force. `changed` is sent after the application has been repainted in others."""

    changed = Signal()
    _current: ClassVar["Theme | None"] = None

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._wanted: Scheme | None = None
        self._shown: Scheme | None = None
        self._colors = {role: QColor(value) for role, value in LIGHT.items()}

    @staticmethod
    def current() -> "Theme":
        """The theme of the running application, applied at first use."""
        if Theme._current is None:
            app = QApplication.instance()
            if not isinstance(app, QApplication):
                msg = "a theme needs a QApplication"
                raise RuntimeError(msg)
            return apply_theme(app)
        return Theme._current

    @property
    def scheme(self) -> Scheme:
        return self._shown or "light"

    def color(self, role: str) -> QColor:
        """Raises KeyError for a role that the palette does not have."""
        return self._colors[role]

    def set_scheme(self, scheme: Scheme | None) -> None:
        """Hold one scheme whatever the system says; None follows the system again."""
        self._wanted = scheme
        self.refresh()

    def refresh(self) -> None:
        """Put the scheme that is due in force; cheap when it is already."""
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        scheme: Scheme = self._wanted or ("dark" if dark else "light")
        if scheme == self._shown:
            return
        self._shown = scheme
        values = DARK if scheme == "dark" else LIGHT
        self._colors = {role: QColor(value) for role, value in values.items()}
        self._app.setPalette(self._palette())
        self._app.setStyleSheet(stylesheet(values, base_points(), QFontMetrics(self._app.font()).height()))
        self.changed.emit()

    def _palette(self) -> QPalette:
        palette = QPalette()
        role = QPalette.ColorRole
        for target, name in (
            (role.Window, "canvas"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "canvas"),
            (role.Text, "text"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.PlaceholderText, "text-muted"),
            (role.Highlight, "accent"),
            (role.HighlightedText, "on-fill"),
            (role.ToolTipBase, "surface"),
            (role.ToolTipText, "text"),
            (role.Link, "accent-text"),
            (role.Light, "surface"),
            (role.Mid, "border"),
            (role.Dark, "border-strong"),
            (role.Shadow, "shadow"),
        ):
            palette.setColor(target, self.color(name))
        for target in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, target, self.color("text-disabled"))
        return palette


def base_points() -> float:
    """Size of the system font in points; 10 when it is given in pixels only."""
    points = QApplication.font().pointSizeF()
    return points if points > 0 else 10.0


def apply_theme(app: QApplication) -> Theme:
    """Style `app` and keep following the system. A second call for the same application changes nothing.

    SOFTPHONE_COLOR_SCHEME=light or dark in the environment holds one scheme.
    """
    if Theme._current is not None:
        Theme._current.refresh()
        return Theme._current
    app.setStyle(QStyleFactory.create("Fusion"))
    theme = Theme(app)
    Theme._current = theme
    theme.destroyed.connect(_forget)
    app.styleHints().colorSchemeChanged.connect(theme.refresh)
    forced = os.environ.get("SOFTPHONE_COLOR_SCHEME", "")
    theme.set_scheme("dark" if forced == "dark" else "light" if forced == "light" else None)
    return theme


def _forget() -> None:
    Theme._current = None
