"""Line icons: our own SVG files in one colour, drawn in the colour of a palette role."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from softphone.gui.look.theme import Theme
from softphone.resources import resource_path

# Pixels; Qt takes the nearest for the size and the screen's scale.
_SIZES = (16, 20, 24, 32, 48)


@lru_cache(maxsize=128)
def _svg(name: str) -> bytes:
    return resource_path("icons", f"{name}.svg").read_bytes()


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, pixels: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_svg(name).replace(b"currentColor", color.encode())))
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return drawn


@lru_cache(maxsize=256)
def _icon(name: str, color: str) -> QIcon:
    made = QIcon()
    for pixels in _SIZES:
        made.addPixmap(_pixmap(name, color, pixels))
    return made


def icon(name: str, color_role: str = "text") -> QIcon:
    """The icon `name` in a palette colour of the scheme in force. Ask again after `Theme.changed`."""
    return _icon(name, Theme.current().color(color_role).name())


def icon_pixmap(name: str, color_role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of `size` device-independent pixels for a screen of the given scale."""
    drawn = _pixmap(name, Theme.current().color(color_role).name(), max(1, round(size * ratio)))
    drawn = QPixmap(drawn)
    drawn.setDevicePixelRatio(ratio)
    return drawn
