"""Pictures of people between bytes that anybody may have sent and images of a bounded size. Any thread."""

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QBrush, QImage, QImageReader, QImageWriter, QPainter

KEPT_SIDE: Final = 256  # pixels of what is kept
SHOWN_SIDE: Final = 128
MOST_BYTES: Final = 32 * 1024 * 1024
_MOST_PIXELS: Final = 50_000_000
_LONGEST_SIDE: Final = 20_000
_FORMATS: Final = frozenset({"png", "jpeg", "jpg", "webp"})
_QUALITY: Final = 88


class PictureError(Exception):
    """These bytes are no picture that can be shown."""


def scaled_picture(content: bytes) -> bytes:
    """`content` as PNG or JPEG of at most `KEPT_SIDE` pixels, without what cameras write beside it (place, time).

    Raises PictureError.
    """
    image = _read(content, KEPT_SIDE)
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png" if image.hasAlphaChannel() else b"jpeg")
    writer.setQuality(_QUALITY)
    if not writer.write(image):
        raise PictureError(writer.errorString())
    return bytes(written.data())


def disc_image(content: bytes, side: int = SHOWN_SIDE) -> QImage:
    """The middle of a picture as a disc of `side` pixels. Raises PictureError."""
    image = _read(content, 2 * side)
    whole = min(image.width(), image.height())
    middle = QRect((image.width() - whole) // 2, (image.height() - whole) // 2, whole, whole)
    square = image.copy(middle).scaled(
        side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    disc = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    disc.fill(Qt.GlobalColor.transparent)
    painter = QPainter(disc)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(square))
    painter.drawEllipse(0, 0, side, side)
    painter.end()
    return disc


def _read(content: bytes, side: int) -> QImage:
    """At most `side` pixels wide and high. What a header promises is judged before anything is unpacked."""
    if len(content) > MOST_BYTES:
        raise PictureError("too large")
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace").lower() not in _FORMATS:
        raise PictureError("not PNG, JPEG or WebP")
    size = reader.size()
    if not size.isValid() or size.isEmpty():
        raise PictureError("damaged")
    if max(size.width(), size.height()) > _LONGEST_SIDE or size.width() * size.height() > _MOST_PIXELS:
        raise PictureError("too many pixels")
    if max(size.width(), size.height()) > side:
        wanted = size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(wanted.expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise PictureError("damaged")
    return image
