"""Everything that helps, written to one file of the person's choice, without secrets."""

import platform
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import metadata
from pathlib import Path

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QWidget

from softphone.calls.ports import StoreFailedError
from softphone.gui.diagnostics.bundle import Evidence, bundle, write_private
from softphone.gui.diagnostics.redaction import Redaction
from softphone.gui.futures import Worker, when_done
from softphone.gui.look.components import Space, button, column, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.file_dialogs import ask_save
from softphone.gui.services import Services
from softphone.gui.settings.about_page import DISTRIBUTION
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.choices import CheckBox
from softphone.gui.settings.settings_model import SettingsModel

_LIBRARIES = (DISTRIBUTION, "pjsua2-python", "PySide6-Essentials", "pywebrtc-audio", "msgspec")

_MOST_ADDRESSES = 1_000_000
_PORTION = 500  # contacts whose names are read at once, while the window may read too


class ExportPart(QWidget):
    """`report` gives the newest report of the test of the line."""

    def __init__(
        self,
        services: Services,
        settings: SettingsModel,
        desk: AccountDesk,
        report: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export-part")
        self._services = services
        self._settings = settings
        self._desk = desk
        self._report = report
        self._worker = Worker("diagnostics")
        layout = column(self, spacing=Space.S)
        layout.addWidget(label(self.tr("For whoever helps you"), "overline"))
        text = self.tr(
            "One file with all of this and the settings. Passwords, keys and texts of messages stay out."
        )
        layout.addWidget(label(text, "small", wrap=True))
        self.hide_people = CheckBox(self.tr("Hide whom I call"), "export-hide")
        self.hide_people.setChecked(True)
        layout.addWidget(self.hide_people, 0, Qt.AlignmentFlag.AlignLeft)
        self.export_button = button(self.tr("Export…"), object_name="export-file")
        self.export_button.clicked.connect(self._choose)
        layout.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.said = label("", "muted", wrap=True, object_name="export-said")
        self.said.hide()
        layout.addWidget(self.said)
        self._error = error_line(object_name="export-error")
        layout.addWidget(self._error)

    def _choose(self) -> None:
        name = f"softphone-{datetime.now().astimezone():%Y-%m-%d-%H%M}.zip"
        kinds = {self.tr("Archive (*.zip)"): "zip"}
        ask_save(self, self.tr("Export"), kinds, self.export_to, name="export-dialog", file=name)

    def export_to(self, path: Path) -> None:
        """Write the file; the keyring is asked for what must not be in it."""
        self.export_button.setEnabled(False)
        self._error.hide()
        self.said.hide()
        self._desk.with_all_passwords(lambda secrets: self._write(path, secrets))

    def _write(self, path: Path, secrets: tuple[str, ...]) -> None:
        evidence = self._evidence()
        hide = self.hide_people.isChecked()

        def written(_: None) -> None:
            self.export_button.setEnabled(True)
            self.said.setText(
                self.tr("Written to {file}. Look into it before you send it.").format(file=path)
            )
            self.said.show()

        def failed(error: BaseException) -> None:
            self.export_button.setEnabled(True)
            text = self.tr("{file} could not be written ({reason}).").format(file=path, reason=error)
            say_error(self._error, text)

        try:
            known = self._services.contacts.listing().ids if hide else ()
        except StoreFailedError as error:
            failed(error)
            return

        def work() -> None:
            redaction = Redaction(
                secrets,
                hide_people=hide,
                people=self._people(evidence, known) if hide else (),
                own_hosts=_hosts(evidence),
            )
            write_private(path, bundle(evidence, redaction))

        job = self._worker.submit(work)
        when_done(job, self, written, failed)

    def _evidence(self) -> Evidence:
        services = self._services
        accounts = self._settings.value.accounts
        found = (self._desk.notice(account.id) for account in accounts)
        return Evidence(
            versions=versions(),
            settings=self._settings.value,
            registrations=tuple(notice for notice in found if notice is not None),
            log=services.log_entries() if services.log_entries is not None else (),
            engine_log=services.engine_log() if services.engine_log is not None else (),
            messages=services.phone.wire_log(),
            views=services.phone.views(),
            report=self._report(),
        )

    def _people(self, evidence: Evidence, known: Sequence[int]) -> set[str]:
        """Names and addresses of everybody, read in portions while the window goes on."""
        book = self._services.contacts
        people = set(book.addresses(limit=_MOST_ADDRESSES))
        for start in range(0, len(known), _PORTION):
            for each in book.lines(known[start : start + _PORTION]):
                people |= {each.name, each.organisation}
        for view in evidence.views:
            people |= {view.party_name, view.party_uri, view.transferred_by, view.diverted_by}
        people |= set(evidence.settings.blocked)
        return people | {_user(uri) for uri in people}


def _hosts(evidence: Evidence) -> set[str]:
    """Of the person's own accounts."""
    return {
        uri.rpartition("@")[2].removeprefix("sip:").partition(";")[0].partition(":")[0]
        for account in evidence.settings.accounts
        for uri in (account.uri, account.registrar, account.proxy)
    }


def _user(uri: str) -> str:
    """The number or name in an address, "" where it is too short to be told from other words."""
    user = uri.partition(":")[2].partition("@")[0].partition(";")[0] if ":" in uri else ""
    return user if len(user) >= 5 else ""


def versions() -> tuple[str, ...]:
    """What runs here, one line each."""
    lines = [
        f"Python {sys.version.split()[0]}",
        f"PySide6 {pyside_version}, Qt {qVersion()}",
        platform.platform(),
    ]
    for name in _LIBRARIES:
        try:
            lines.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return tuple(lines)
