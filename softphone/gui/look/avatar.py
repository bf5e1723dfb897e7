"""A person as a disc with initials; the colour follows from the name and never changes."""

import zlib

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from softphone.gui.look.palette import AVATARS
from softphone.gui.look.sides import isolated


def initials(name: str) -> str:
    """At most two letters: of the first and last word, "+7…" gives "+7", nothing gives "?"."""
    words = [word for word in name.replace(".", " ").split() if word[0].isalnum()]
    if not words:
        return name.strip()[:2] or "?"
    if len(words) == 1 or not words[-1][0].isalpha():
        return words[0][:1].upper()
    return (words[0][0] + words[-1][0]).upper()


def avatar_color(name: str) -> QColor:
    """One of the palette's discs, the same for the same name in every run."""
    return QColor(AVATARS[zlib.crc32(name.strip().casefold().encode()) % len(AVATARS)])


def paint_avatar(painter: QPainter, rect: QRectF, name: str) -> None:
    """Paint the disc of `name` into the square `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(avatar_color(name))
    painter.drawEllipse(rect)
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(rect.height() * 0.38)))
    font.setWeight(QFont.Weight.DemiBold)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, isolated(initials(name)))
    painter.restore()


def paint_picture(painter: QPainter, rect: QRectF, disc: QPixmap) -> None:
    """Paint a picture that is a disc already into the square `rect`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(rect, disc, QRectF(disc.rect()))
    painter.restore()


class Avatar(QWidget):
    """The disc as a widget of `size` pixels. Decoration: the name stands beside it."""

    def __init__(self, name: str = "", *, size: int = 64, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._size = size
        self._picture: QPixmap | None = None
        self.setObjectName("avatar")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        self._name = name
        self.update()

    @property
    def picture(self) -> QPixmap | None:
        return self._picture

    def set_picture(self, disc: QPixmap | None) -> None:
        """Show a picture, a disc already, in place of the initials."""
        self._picture = disc
        self.update()

    def set_size(self, size: int) -> None:
        self._size = size
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture is None:
            paint_avatar(painter, QRectF(self.rect()), self._name)
        else:
            paint_picture(painter, QRectF(self.rect()), self._picture)
        painter.end()
