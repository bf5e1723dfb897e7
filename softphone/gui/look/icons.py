"""Line icons: our own SVG files in one colour, drawn in the colour of a palette role."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QIcon, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from softphone.gui.look.sides import leftwards
from softphone.gui.look.theme import Theme
from softphone.resources import resource_path

# Pixels; Qt takes the nearest for the size and the screen's scale.
_SIZES = (16, 20, 24, 32, 48)


# The height of the letters that the sizes of icons are made for.
_USUAL_LETTERS = 24


def grown(size: int) -> int:
    """`size` pixels, or more beside large letters."""
    return max(size, round(size * QFontMetrics(QGuiApplication.font()).height() / _USUAL_LETTERS))


@lru_cache(maxsize=128)
def _svg(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


# They point along the line of text, so they turn around with it.
_POINTING = frozenset({"arrow-right", "back", "chevron-right", "moved", "transfer", "undo"})


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, pixels: int, turned: bool) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace(b"currentColor", color.encode())))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn.transformed(QTransform().scale(-1, 1)) if turned else drawn


@lru_cache(maxsize=256)
def _icon(name: str, color: str, turned: bool) -> QIcon:
    made = QIcon()
    for pixels in _SIZES:
        made.addPixmap(_pixmap(name, color, pixels, turned))
    return made


def _turned(name: str) -> bool:
    return name in _POINTING and leftwards()


def icon(name: str, color_role: str = "text") -> QIcon:
    """The icon `name` in a palette colour of the scheme in force. Ask again after `Theme.changed`."""
    return _icon(name, Theme.current().color(color_role).name(), _turned(name))


def icon_pixmap(name: str, color_role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` device-independent pixels for a screen of the given scale."""
    color = Theme.current().color(color_role).name()
    drawn = _pixmap(name, color, max(1, round(size * ratio)), _turned(name))
    drawn = QPixmap(drawn)
    drawn.setDevicePixelRatio(ratio)
    return drawn
