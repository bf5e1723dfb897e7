"""The pictures of contacts for lists and pages: read a few at a time, unpacked on a worker, a bounded number kept."""

from collections import OrderedDict

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap

from softphone.calls.contact_book import ContactBook
from softphone.calls.ports import StoreFailedError
from softphone.gui.contacts.picture_image import disc_image
from softphone.gui.futures import Worker, when_done

_KEPT = 128  # discs of 64 KiB
_MOST_WAITING = 40  # of a list that is scrolled through, the latest
_AT_ONCE = 4


class Pictures(QObject):
    """`changed(contact_id)` when there is another picture to be painted."""

    changed = Signal(int)

    def __init__(self, book: ContactBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._book = book
        self._worker = Worker("pictures")
        self._generation = 0
        self._kept: OrderedDict[int, tuple[int, QPixmap | None]] = OrderedDict()
        self._waiting: OrderedDict[int, None] = OrderedDict()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._read_some)

    def of(self, contact_id: int) -> QPixmap | None:
        """The picture as a disc, None until it has been read and for whoever has none."""
        known = self._kept.get(contact_id)
        if known is None or known[0] != self._generation:
            self._waiting[contact_id] = None
            self._waiting.move_to_end(contact_id)
            while len(self._waiting) > _MOST_WAITING:
                self._waiting.popitem(last=False)
            if not self._soon.isActive():
                self._soon.start(0)
        if known is None:
            return None
        self._kept.move_to_end(contact_id)
        return known[1]

    def stale(self) -> None:
        """Contacts have changed: what is shown stays until it has been read again."""
        self._generation += 1

    def _read_some(self) -> None:
        for _ in range(min(_AT_ONCE, len(self._waiting))):
            contact_id, _ = self._waiting.popitem()
            try:
                content = self._book.picture(contact_id)
            except StoreFailedError:
                content = None
            if content is None:
                self._keep(contact_id, None)
            else:
                self._unpack(contact_id, content)
        if self._waiting:
            self._soon.start(0)

    def _unpack(self, contact_id: int, content: bytes) -> None:
        known = self._kept.get(contact_id)
        # Nobody asks again while it is unpacked.
        self._kept[contact_id] = (self._generation, known[1] if known else None)

        def done(image: QImage) -> None:
            self._keep(contact_id, QPixmap.fromImage(image))

        # What cannot be shown is none: the initials stand there.
        when_done(
            self._worker.submit(lambda: disc_image(content)),
            self,
            done,
            lambda _: self._keep(contact_id, None),
        )

    def _keep(self, contact_id: int, picture: QPixmap | None) -> None:
        before = self._kept.get(contact_id)
        self._kept[contact_id] = (self._generation, picture)
        self._kept.move_to_end(contact_id)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        if picture is not None or (before is not None and before[1] is not None):
            self.changed.emit(contact_id)
