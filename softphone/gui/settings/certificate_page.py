"""A server's certificate that was refused: whose it is, what is wrong, and trusting it all the same, if it may be."""

from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from softphone.calls.reach_events import CertificateRefused
from softphone.gui.frame.page import Page
from softphone.gui.look.components import IconLabel, Space, TextRole, button, label
from softphone.gui.look.components import column as column_of
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.certificate_text import fingerprint, problem_sentence
from softphone.gui.words.plain_text import date_text, short_address
from softphone.sip.text import safe_text

_ARMING_MS = 1000  # so that a double click does not go through both steps
_MOST_NAMES = 8
_NOT_EXCUSABLE = frozenset({"old-protocol", "revoked"})


class CertificatePage(Page):
    """`closed()` when the person is done with it. Nothing is trusted without two clicks on different buttons."""

    closed = Signal()

    def __init__(self, desk: AccountDesk, settings: SettingsModel, parent: QWidget | None = None) -> None:
        super().__init__("certificate-page", parent)
        self._desk = desk
        self._settings = settings
        self._refused: CertificateRefused | None = None
        self._arming = QTimer(self)
        self._arming.setSingleShot(True)
        self._arming.setInterval(_ARMING_MS)
        self._arming.timeout.connect(self._arm)

    def show_refused(self, refused: CertificateRefused) -> None:
        """Made anew for each certificate. Everything that the server wrote is made safe to show."""
        self._refused = refused
        self._arming.stop()
        column = self.fresh_content()
        changed = "changed" in refused.problems
        account = self._settings.account(refused.account_id)
        name = short_address(account.uri) if account is not None else refused.account_id
        heading = (
            self.tr("The server's certificate is another one")
            if changed
            else self.tr("The server's certificate is refused")
        )
        column.addWidget(label(heading, "heading", wrap=True, object_name="certificate-heading"))
        said = self.tr(
            "The account {account} is not connected: {host} could not prove who it is. "
            "No name and no password was sent to it."
        )
        column.addWidget(
            _wide(
                said.format(account=name, host=safe_text(refused.host)),
                "error" if changed else "body",
                "certificate-whom",
            )
        )
        column.addLayout(self._problems(refused))
        if refused.sha256:
            column.addWidget(label(self.tr("The certificate"), "overline"))
            column.addLayout(self._facts(refused))
        excusable = bool(refused.sha256) and not _NOT_EXCUSABLE & set(refused.problems)
        advice = self.tr(
            "Ask whoever runs the server. If the certificate is right, compare the SHA-256 with them."
        )
        column.addWidget(_wide(advice, "muted", "certificate-advice"))
        column.addWidget(self._ways(excusable=excusable))
        if not excusable and refused.sha256:
            text = self.tr("No exception can be made for this: nothing that is said there would be safe.")
            column.addWidget(_wide(text, "muted", "certificate-no-exception"))
        column.addWidget(self._second_step())
        self.show_content()
        self.later_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _problems(self, refused: CertificateRefused) -> QGridLayout:
        grid = _grid()
        for line, problem in enumerate(refused.problems or ("other",)):
            grid.addWidget(IconLabel("warning", "danger-text"), line, 0, Qt.AlignmentFlag.AlignTop)
            text = problem_sentence(problem, refused)
            if problem == "other" and refused.detail:
                text = f"{text} ({safe_text(refused.detail)})"
            grid.addWidget(_wide(text, "strong", f"certificate-problem-{line}"), line, 1)
        return grid

    def _facts(self, refused: CertificateRefused) -> QGridLayout:
        grid = _grid()
        names = ", ".join(safe_text(name, 80) for name in refused.names[:_MOST_NAMES])
        if len(refused.names) > _MOST_NAMES:
            names += ", …"
        dates = self.tr("{start} to {end}").format(
            start=_date(refused.not_before), end=_date(refused.not_after)
        )
        rows = (
            (self.tr("Issued to"), safe_text(refused.subject)),
            (self.tr("Issued by"), safe_text(refused.issuer)),
            (self.tr("For"), names),
            (self.tr("Valid"), dates if refused.not_after else ""),
            ("SHA-256", fingerprint(refused.sha256)),
        )
        for line, (what, text) in enumerate(row for row in rows if row[1]):
            grid.addWidget(label(what, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
            shown = _wide(text, "body", f"certificate-fact-{line}")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(shown, line, 1)
        return grid

    def _ways(self, *, excusable: bool) -> FoldingRow:
        row = FoldingRow()
        self.later_button = button(self.tr("Not now"), "primary", object_name="certificate-later")
        self.later_button.clicked.connect(self.closed)
        row.add(self.later_button)
        self.retry_button = button(self.tr("Try again"), object_name="certificate-retry")
        self.retry_button.clicked.connect(self._retry)
        row.add(self.retry_button)
        self.trust_button = button(
            self.tr("Trust this one certificate…"), "quiet", object_name="certificate-trust"
        )
        self.trust_button.clicked.connect(self._ask_once_more)
        if excusable:
            row.add(self.trust_button)
        else:
            self.trust_button.setParent(self)
            self.trust_button.hide()
        return row

    def _second_step(self) -> QWidget:
        self._confirm = QWidget()
        self._confirm.setProperty("ground", "none")
        inner = column_of(self._confirm, spacing=Space.S)
        text = self.tr(
            "From then on whoever shows this certificate is believed to be {host}, whatever is wrong with it. Any "
            "other certificate is still refused. You can take it back in the account, under Security."
        )
        host = safe_text(self._refused.host) if self._refused is not None else ""
        inner.addWidget(_wide(text.format(host=host), "warning", "certificate-meaning"))
        self.confirm_button = button(
            self.tr("I have compared it: trust it"), "danger", object_name="certificate-confirm"
        )
        self.confirm_button.clicked.connect(self._trust)
        row = FoldingRow()
        row.add(self.confirm_button)
        inner.addWidget(row)
        self._confirm.hide()
        return self._confirm

    def _ask_once_more(self) -> None:
        self.confirm_button.setEnabled(False)
        self._confirm.show()
        self._arming.start()

    def _arm(self) -> None:
        self.confirm_button.setEnabled(True)
        self.ensureWidgetVisible(self.confirm_button)

    def _trust(self) -> None:
        if self._refused is not None:
            self._desk.pin(self._refused.account_id, self._refused.sha256)
        self.closed.emit()

    def _retry(self) -> None:
        if self._refused is not None:
            self._desk.retry(self._refused.account_id)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


def _wide(text: str, role: TextRole, object_name: str) -> QLabel:
    """A sentence that wraps rather than making the page wider than the window."""
    made = label(text, role, wrap=True, object_name=object_name)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def _date(seconds: int) -> str:
    """ "?" for a time that no calendar has."""
    try:
        return date_text(datetime.fromtimestamp(seconds, UTC))
    except (OverflowError, OSError, ValueError):
        return "?"


def _grid() -> QGridLayout:
    made = QGridLayout()
    made.setContentsMargins(0, 0, 0, 0)
    made.setHorizontalSpacing(Space.M)
    made.setVerticalSpacing(Space.S)
    made.setColumnStretch(1, 1)
    return made
