"""What cannot be read on a page for its colours: sentences, none when all stands out."""

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton, QRadioButton, QWidget

from tests.gui.everyone.findings import described, in_sight

# What is left of the contrast where a stroke is thinner than a pixel.
_THINNEST = 0.6


def _luminance(colors: np.ndarray) -> np.ndarray:
    parts = colors.astype(float) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]))


def pixels(image: QImage) -> np.ndarray:
    """Rows of red, green, blue."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    flat = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), plain.bytesPerLine())
    return flat[:, : plain.width() * 3].reshape(plain.height(), plain.width(), 3).copy()


def contrast_of(area: np.ndarray) -> float:
    """Contrast between the commonest colour of an area and the one in it that differs most (WCAG 2.1)."""
    colors, counts = np.unique(area.reshape(-1, 3), axis=0, return_counts=True)
    light = _luminance(colors)
    ground = light[int(counts.argmax())]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratios[counts >= 2].max(initial=1.0))


def _thinned(widget: QWidget, area: np.ndarray, ratio: float, wanted: float) -> bool:
    """Whether few thin letters have no pixel in the full colour that they are drawn with, which would do."""
    colors, counts = np.unique(area.reshape(-1, 3), axis=0, return_counts=True)
    drawn = widget.palette().color(widget.foregroundRole())
    full = np.array([[drawn.red(), drawn.green(), drawn.blue()]], np.uint8)
    asked = contrast_of(np.concatenate([np.repeat(colors[counts.argmax()][None, :], 3, axis=0), full, full]))
    return asked >= wanted and ratio >= _THINNEST * asked


def pale(window: QWidget, image: QImage) -> Iterator[str]:
    """Words whose pixels stand out less than 4.5 to 1 from their ground, 3 to 1 when they are large."""
    shown = pixels(image)
    scale = image.devicePixelRatio()
    for widget in in_sight(window):
        if not isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton | QComboBox):
            continue
        text = widget.currentText() if isinstance(widget, QComboBox) else widget.text()
        if not text.strip() or not widget.isEnabled():
            continue
        region = widget.visibleRegion().boundingRect()
        if isinstance(widget, QLabel):
            region = region.intersected(widget.contentsRect())
        else:
            region = region.intersected(widget.rect().adjusted(4, 4, -4, -4))
        if region.width() < 8 or region.height() < QFontMetrics(widget.font()).height() * 0.7:
            continue
        place = QRect(widget.mapTo(window, region.topLeft()), region.size())
        left, top = round(place.left() * scale), round(place.top() * scale)
        right, bottom = round((place.right() + 1) * scale), round((place.bottom() + 1) * scale)
        area = shown[top:bottom, left:right]
        if not area.size:
            continue
        points = widget.font().pointSizeF()
        large = points >= 18 or (points >= 14 and widget.font().bold())
        ratio, wanted = contrast_of(area), 3.0 if large else 4.5
        if ratio < wanted and not _thinned(widget, area, ratio, wanted):
            yield f"{described(widget)}: “{text}” has a contrast of {ratio:.1f}"
