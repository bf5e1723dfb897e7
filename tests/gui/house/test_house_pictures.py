"""Pictures of people: bounded, whatever bytes they are, and read beside the window's thread."""

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from softphone.calls.contact_book import ContactBook
from softphone.calls.people import ContactDraft
from softphone.gui.contacts.picture_field import PictureField
from softphone.gui.contacts.picture_image import KEPT_SIDE, PictureError, disc_image, scaled_picture
from softphone.gui.contacts.pictures import Pictures
from tests.gui.house.scene import WAIT_S, Scene
from tests.support.pictures import image_bytes


def bomb(width: int, height: int) -> bytes:
    """A small PNG that promises to be as large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("kind", "alpha"), [(b"png", False), (b"png", True), (b"jpeg", False)])
def test_scaled(kind: bytes, *, alpha: bool) -> None:
    """A large picture is kept small, with its proportions; what can be seen through stays so, as PNG."""
    kept = scaled_picture(image_bytes(1200, 600, kind, alpha=alpha))
    image = QImage.fromData(kept)
    assert (image.width(), image.height()) == (KEPT_SIDE, KEPT_SIDE // 2)
    assert kept.startswith(b"\x89PNG" if alpha else b"\xff\xd8\xff")
    small = QImage.fromData(scaled_picture(image_bytes(30, 40)))
    assert (small.width(), small.height()) == (30, 40)


@pytest.mark.qt_log_ignore("JPEG data")
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a" + bytes(100),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        bomb(100_000, 100_000),
        bomb(19_000, 19_000),
        bomb(2**31 - 1, 1),
        bomb(5000, 5000),
        image_bytes(300, 300)[:200],
        b"\xff\xd8\xff\xe0" + bytes(50),
    ],
    ids=["empty", "gif", "svg", "huge", "large", "long", "cut data", "cut off", "no jpeg"],
)
def test_what_is_no_picture(content: bytes) -> None:
    """Anything else than a picture of a usual size is refused, before it is unpacked where its header tells."""
    with pytest.raises(PictureError):
        scaled_picture(content)


@pytest.mark.qt_log_ignore("JPEG data")
@given(st.binary(max_size=400))
def test_any_bytes(tail: bytes) -> None:
    """Whatever comes after a beginning that is right: a picture or PictureError."""
    for beginning in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", bomb(20, 20)[:33]):
        try:
            image = disc_image(beginning + tail)
        except PictureError:
            continue
        assert image.width() == image.height()


def test_disc() -> None:
    """The middle of a picture as a disc: its corners can be seen through."""
    disc = disc_image(image_bytes(300, 100), 64)
    assert (disc.width(), disc.height()) == (64, 64)
    assert disc.pixelColor(0, 0).alpha() == 0
    assert disc.pixelColor(32, 32).alpha() == 255


def person(scene: Scene, picture: bytes) -> int:
    draft = ContactDraft(id=None, name="Anna", addresses=(("sip:anna@office.example", ""),), picture=picture)
    return scene.store.contact_book.save(draft).result(WAIT_S).id


def test_read_beside(scene: Scene, qtbot: QtBot) -> None:
    """The first question answers nothing; when the picture has been unpacked, it is said and there."""
    book: ContactBook = scene.store.contact_book
    anna = person(scene, image_bytes(100, 100))
    pictures = Pictures(book)
    assert pictures.of(anna) is None
    with qtbot.waitSignal(pictures.changed, check_params_cb=lambda who: who == anna):
        pass
    first = pictures.of(anna)
    assert first is not None
    book.save(
        ContactDraft(id=anna, name="Anna", addresses=(("sip:anna@office.example", ""),), picture=b"")
    ).result(WAIT_S)
    pictures.stale()
    with qtbot.waitSignal(pictures.changed):
        assert pictures.of(anna) is first  # until it is known to be gone
    assert pictures.of(anna) is None
    pictures.deleteLater()


def test_many(scene: Scene, qtbot: QtBot) -> None:
    """A list that is scrolled through asks for many: the latest are read, and a bounded number is kept."""
    ids = [person(scene, image_bytes(20, 20)) for _ in range(60)]
    pictures = Pictures(scene.store.contact_book)
    for each in ids:
        pictures.of(each)
    qtbot.waitUntil(lambda: all(pictures.of(each) for each in ids[-40:]), timeout=WAIT_S * 1000)
    pictures.deleteLater()


def test_field(qtbot: QtBot, tmp_path: Path) -> None:
    """A chosen file is scaled and shown; one that is none is said, and what was there stays."""
    field = PictureField()
    qtbot.addWidget(field)
    field.show_picture("Anna", None, has_picture=False)
    file = tmp_path / "anna.jpg"
    file.write_bytes(image_bytes(900, 900, b"jpeg"))
    with qtbot.waitSignal(field.chosen):
        field.take(file)
    kept = field.picture
    assert kept is not None
    assert kept.startswith(b"\xff\xd8\xff")
    assert field.avatar.picture is not None
    bad = tmp_path / "bad.png"
    bad.write_bytes(bomb(100_000, 100_000))
    said = field.findChild(type(field._said), "contact-picture-error")
    assert said is not None
    for wrong in (bad, tmp_path / "nowhere.png"):
        said.hide()
        field.take(wrong)
        qtbot.waitUntil(lambda: not said.isHidden())
        assert wrong.name in said.text()
    assert field.picture == kept
    field.remove_button.click()
    assert field.picture == b""
    assert field.avatar.picture is None
    assert field.remove_button.isHidden()


def test_a_late_picture_is_not_somebody_elses(qtbot: QtBot, tmp_path: Path) -> None:
    """A file that has been read when another contact is shown changes nothing."""
    field = PictureField()
    qtbot.addWidget(field)
    file = tmp_path / "anna.png"
    file.write_bytes(image_bytes(50, 50))
    field.take(file)
    field.show_picture("Boris", None, has_picture=False)
    with qtbot.waitSignal(field.chosen):
        field.take(file)
    field.show_picture("Clara", None, has_picture=False)
    assert field.picture is None
    assert field.remove_button.isHidden()
