"""The way out to other programs: mail, browser, chat. Only kinds and schemes on the list leave the phone."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from softphone.sip.explanation import Kind

_SCHEMES: Final[dict[Kind, frozenset[str]]] = {
    Kind.EMAIL: frozenset({"mailto"}),
    Kind.WEB: frozenset({"http", "https"}),
    Kind.XMPP: frozenset({"xmpp"}),
    Kind.MESSAGE: frozenset({"sms", "im", "xmpp"}),
}

_SOUNDS: Final = frozenset({".wav", ".flac"})


def may_open(kind: Kind, uri: str | None) -> bool:
    """Whether another program may be asked to open `uri`."""
    scheme = (uri or "").partition(":")[0].lower()
    return scheme in _SCHEMES.get(kind, frozenset())


class Desktop(QObject):
    """Hands an address to the system's own program for it, after the person has seen it whole."""

    opened = Signal(str)

    def open_external(self, kind: Kind, uri: str) -> bool:
        """False when it is not allowed or no program took it."""
        url = QUrl(uri, QUrl.ParsingMode.StrictMode)
        if not may_open(kind, uri) or not url.isValid() or not QDesktopServices.openUrl(url):
            return False
        self.opened.emit(uri)
        return True

    def play(self, path: str) -> bool:
        """Open a recording that this phone wrote in the system's player; no other kind of file."""
        file = Path(path)
        if file.suffix.lower() not in _SOUNDS or not file.is_file():
            return False
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))

    def show_in_folder(self, path: str) -> bool:
        """Open the folder of a file that this phone wrote; False when there is none or nothing opens it."""
        folder = Path(path).parent
        return bool(path) and folder.is_dir() and QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
