"""Of an account's form: whose certificates are trusted, and whether sound is encrypted."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from softphone.calls.accounts import Account, MediaEncryption, Transport
from softphone.gui.frame.page import field
from softphone.gui.look.components import Space, button, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.file_dialogs import ask_open
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.fold import Fold
from softphone.gui.words.certificate_text import fingerprint

_MOST_BYTES = 4 * 1024 * 1024  # the authorities of a whole system take a quarter of it


class SecurityGroup(Fold):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("security", parent)
        self.set_heading(self.tr("Security"))
        self._transport = Transport.UDP
        self.media = ChoiceBox()
        self.media.addItem(self.tr("Not encrypted"), MediaEncryption.OFF)
        self.media.addItem(self.tr("Encrypted where the other side can (SRTP)"), MediaEncryption.OPTIONAL)
        self.media.addItem(self.tr("Always encrypted; other calls are refused"), MediaEncryption.REQUIRED)
        self.body.addLayout(field(self.tr("Sound of calls"), self.media, "account-media"))
        self._keys = label(
            self.tr("Without TLS the keys can be read on their way: whoever sees them can listen in."),
            "warning",
            wrap=True,
            object_name="account-media-warning",
        )
        self.body.addWidget(self._keys)
        self.verify = CheckBox(self.tr("Check the server's certificate (TLS)"), "account-verify-tls")
        self.body.addWidget(self.verify, 0, Qt.AlignmentFlag.AlignLeft)
        self._unchecked = label(
            self.tr("Anybody on the way can pretend to be the server, and learns who calls whom."),
            "warning",
            wrap=True,
            object_name="account-verify-warning",
        )
        self.body.addWidget(self._unchecked)
        self.ca_file = QLineEdit()
        self.ca_file.setPlaceholderText(self.tr("those of this system"))
        self.body.addLayout(field(self.tr("Certificate authorities"), self.ca_file, "account-ca-file"))
        self.choose_button = button(self.tr("Choose a file…"), object_name="account-ca-choose")
        self.choose_button.clicked.connect(self._choose)
        self.body.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._error = error_line(object_name="account-ca-error")
        self.ca_file.textChanged.connect(lambda _: self._error.hide())
        self.body.addWidget(self._error)
        self._pin = ""
        self._pinned = QWidget()
        row = QHBoxLayout(self._pinned)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        self.pin_text = label("", wrap=True, object_name="account-pin-text")
        row.addWidget(self.pin_text, 1)
        self.unpin_button = button(self.tr("Remove"), object_name="account-pin-remove")
        self.unpin_button.setAccessibleName(self.tr("Remove the exception"))
        self.unpin_button.clicked.connect(lambda: self._show_pin(""))
        row.addWidget(self.unpin_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._pinned)
        self.media.currentIndexChanged.connect(lambda _: self._tell())
        self.verify.toggled.connect(lambda _: self._tell())

    def set_transport(self, transport: Transport) -> None:
        self._transport = transport
        self._tell()

    def show_account(self, account: Account) -> None:
        self.media.setCurrentIndex(list(MediaEncryption).index(account.media_encryption))
        self.verify.setChecked(account.verify_tls)
        self.ca_file.setText(account.ca_file)
        self._show_pin(account.pinned_certificate)
        self.set_transport(account.transport)
        self.set_open(False)

    def put_into(self, account: Account) -> Account | None:
        """None after showing what is wrong."""
        path = self.ca_file.text().strip()
        wrong = self._wrong_file(path) if path and path != account.ca_file else ""
        if wrong:
            self.set_open(True)
            say_error(self._error, wrong)
            self.ca_file.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return replace(
            account,
            media_encryption=MediaEncryption(self.media.currentData()),
            verify_tls=self.verify.isChecked(),
            ca_file=path,
            pinned_certificate=self._pin,
        )

    def _wrong_file(self, path: str) -> str:
        try:
            file = Path(path)
            content = file.read_bytes() if file.stat().st_size <= _MOST_BYTES else b""
        except (OSError, ValueError):
            return self.tr("This file cannot be read.")
        if b"-----BEGIN CERTIFICATE-----" not in content:
            return self.tr("There is no certificate in this file. It has to be in PEM form.")
        return ""

    def _choose(self) -> None:
        folder = str(Path(self.ca_file.text()).parent) if self.ca_file.text() else ""
        kinds = self.tr("Certificates (*.pem *.crt *.cer);;All files (*)").split(";;")
        title = self.tr("Certificate authorities")
        ask_open(self, title, kinds, self._chosen, name="account-ca-dialog", folder=folder)

    def _chosen(self, path: Path) -> None:
        self.ca_file.setText(str(path))

    def _show_pin(self, sha256: str) -> None:
        self._pin = sha256
        self._pinned.setVisible(bool(sha256))
        text = self.tr("One certificate is trusted although it is not in order: {fingerprint}")
        self.pin_text.setText(text.format(fingerprint=fingerprint(sha256)))

    def _tell(self) -> None:
        tls = self._transport is Transport.TLS
        media = MediaEncryption(self.media.currentData())
        self._keys.setVisible(media is not MediaEncryption.OFF and not tls)
        for widget in (self.verify, self.ca_file, self.choose_button):
            widget.setEnabled(tls)
        self._unchecked.setVisible(tls and not self.verify.isChecked())
        parts = []
        if tls:
            checked = self.verify.isChecked()
            parts.append(
                self.tr("certificate is checked") if checked else self.tr("certificate is not checked")
            )
        match media:
            case MediaEncryption.OFF:
                parts.append(self.tr("sound not encrypted"))
            case MediaEncryption.OPTIONAL:
                parts.append(self.tr("sound encrypted if possible"))
            case MediaEncryption.REQUIRED:
                parts.append(self.tr("sound always encrypted"))
        self.set_summary(" · ".join(parts))
