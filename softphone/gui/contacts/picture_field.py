"""The picture on the form of a contact: choose one, take it away, drop one on it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from softphone.gui.contacts.picture_image import MOST_BYTES, PictureError, disc_image, scaled_picture
from softphone.gui.futures import Worker, when_done
from softphone.gui.look.components import Avatar, Space, button, label
from softphone.gui.look.file_dialogs import ask_open
from softphone.gui.look.folding import FoldingRow


class PictureField(QWidget):
    """`picture` is what is to be saved: None leaves it as it is, b"" is none. `chosen()` when there is another."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("contact-picture")
        self.setAcceptDrops(True)
        self._worker = Worker("picture")
        self._asked = 0
        self.picture: bytes | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.L)
        self.avatar = Avatar(size=64)
        row.addWidget(self.avatar)
        texts = QVBoxLayout()
        texts.setSpacing(Space.XS)
        commands = FoldingRow(wraps=True)
        self.choose_button = button(
            self.tr("Choose a picture…"), "quiet", object_name="contact-picture-choose", icon="person"
        )
        self.choose_button.clicked.connect(self._ask)
        commands.add(self.choose_button)
        self.remove_button = button(
            self.tr("Remove the picture"), "quiet", object_name="contact-picture-remove", icon="trash"
        )
        self.remove_button.clicked.connect(self._remove)
        commands.add(self.remove_button)
        texts.addWidget(commands)
        self._said = label("", "error", wrap=True, object_name="contact-picture-error")
        self._said.hide()
        texts.addWidget(self._said)
        row.addLayout(texts, 1)

    def set_name(self, name: str) -> None:
        self.avatar.set_name(name)

    def show_picture(self, name: str, disc: QPixmap | None, *, has_picture: bool) -> None:
        """Begin with the picture that somebody has."""
        self._asked += 1
        self.picture = None
        self.avatar.set_name(name)
        self.avatar.set_picture(disc)
        self.remove_button.setVisible(has_picture)
        self._said.hide()

    def _ask(self) -> None:
        title, kinds = self.tr("Choose a picture"), [self.tr("Pictures (*.png *.jpg *.jpeg *.webp)")]
        ask_open(self, title, kinds, self.take, name="contact-picture-dialog")

    def take(self, path: Path) -> None:
        """Read, scale and show a picture, on a worker."""
        self._asked += 1
        asked = self._asked
        self._said.hide()

        def read() -> tuple[bytes, QImage]:
            with path.open("rb") as file:
                content = file.read(MOST_BYTES + 1)
            kept = scaled_picture(content)
            return kept, disc_image(kept)

        def have(made: tuple[bytes, QImage]) -> None:
            if asked != self._asked:
                return  # somebody else is shown by now
            self.picture = made[0]
            self.avatar.set_picture(QPixmap.fromImage(made[1]))
            self.remove_button.show()
            self.chosen.emit()

        def failed(error: BaseException) -> None:
            if asked != self._asked:
                return
            if isinstance(error, PictureError):
                text = self.tr(
                    "{file} cannot be used: it is not a PNG, JPEG or WebP picture of a usual size."
                )
            else:
                text = self.tr("{file} could not be read ({reason}).")
            self._said.setText(text.format(file=path.name, reason=error))
            self._said.show()

        when_done(self._worker.submit(read), self, have, failed)

    def _remove(self) -> None:
        self._asked += 1
        self.picture = b""
        self.avatar.set_picture(None)
        self.remove_button.hide()
        self.choose_button.setFocus()
        self.chosen.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        local = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if local:
            event.acceptProposedAction()
            self.take(Path(local[0]))
