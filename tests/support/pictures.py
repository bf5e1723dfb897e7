"""Pictures made for tests."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter


def written(image: QImage, kind: bytes = b"png") -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, kind).write(image)
    return bytes(data.data())


def image_bytes(width: int, height: int, kind: bytes = b"png", *, alpha: bool = False) -> bytes:
    """A picture of one colour, which can be seen through with `alpha`."""
    image = QImage(width, height, QImage.Format.Format_ARGB32 if alpha else QImage.Format.Format_RGB32)
    image.fill(QColor(200, 30, 30, 120 if alpha else 255))
    return written(image, kind)
