"""Of an account's form: how sound finds its way through NAT, and a test of it."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.calls.accounts import Account, Reachability, TurnTransport
from softphone.calls.reach_events import NetworkTested
from softphone.gui.frame.page import field
from softphone.gui.look.components import button
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.findings import Findings
from softphone.gui.settings.fold import Fold
from softphone.gui.words.network_text import Finding, network_findings

_TEXT_LENGTH = 200
_KEEP_ALIVE_S = (0, 5, 10, 15, 30, 60, 120, 300, 600)
_LONGEST_MS = 15_000  # the engine answers within ten seconds
_numbers = iter(range(1, 1 << 30))

Test = Callable[[int, Reachability, str | None], bool]


class ReachabilityGroup(Fold):
    """`test(number, reachability, turn_password)` asks the engine; a password of None is the one in the keyring.

    It is False where nothing can be tested.
    """

    def __init__(self, test: Test, parent: QWidget | None = None) -> None:
        super().__init__("reachability", parent)
        self.set_heading(self.tr("Reachability"))
        self._test = test
        self._running = 0
        self._asked = (False, False)
        self.ice = CheckBox(self.tr("Look for the best way for sound (ICE)"), "account-ice")
        self.body.addWidget(self.ice, 0, Qt.AlignmentFlag.AlignLeft)
        self.stun = self._line("stun.example:3478")
        self.body.addLayout(field(self.tr("STUN server"), self.stun, "account-stun"))
        self.turn = self._line("turn.example:3478")
        why = self.tr("Relays sound where no direct way is found.")
        self.body.addLayout(field(self.tr("TURN server"), self.turn, "account-turn", hint=why))
        self.turn_user = self._line("")
        self.body.addLayout(field(self.tr("Name at the TURN server"), self.turn_user, "account-turn-user"))
        self.turn_password = self._line("")
        self.turn_password.setEchoMode(QLineEdit.EchoMode.Password)
        kept = self.tr("Kept in the system's keyring, never in a file.")
        self.body.addLayout(
            field(
                self.tr("Password at the TURN server"), self.turn_password, "account-turn-password", hint=kept
            )
        )
        self.turn_transport = ChoiceBox()
        for transport in TurnTransport:
            self.turn_transport.addItem(transport.value.upper(), transport)
        self.body.addLayout(
            field(self.tr("Way to the TURN server"), self.turn_transport, "account-turn-transport")
        )
        self._error = error_line(object_name="account-turn-error")
        self.body.addWidget(self._error)
        self.keep_alive = ChoiceBox()
        why = self.tr("Keeps routers from forgetting the phone.")
        self.body.addLayout(
            field(
                self.tr("Sign of life to the server every"), self.keep_alive, "account-keep-alive", hint=why
            )
        )
        self.test_button = button(self.tr("Test the network"), object_name="account-network-test")
        self.test_button.clicked.connect(self._start_test)
        self.body.addWidget(self.test_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.findings = Findings("account-network-findings")
        self.body.addWidget(self.findings)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LONGEST_MS)
        self._timer.timeout.connect(self._no_answer)
        for edit in (self.stun, self.turn, self.turn_user):
            edit.textChanged.connect(lambda _: self._typed())
        self.ice.toggled.connect(lambda _: self._typed())

    def _line(self, example: str) -> QLineEdit:
        made = QLineEdit()
        made.setMaxLength(_TEXT_LENGTH)
        made.setPlaceholderText(example)
        return made

    def show_account(self, account: Account, *, is_new: bool) -> None:
        shown = account.reachability
        self.ice.setChecked(shown.ice)
        self.stun.setText(shown.stun_server)
        self.turn.setText(shown.turn_server)
        self.turn_user.setText(shown.turn_user)
        self.turn_password.clear()
        kept = bool(shown.turn_server and shown.turn_user) and not is_new
        self.turn_password.setPlaceholderText(self.tr("unchanged") if kept else "")
        self.turn_transport.setCurrentIndex(list(TurnTransport).index(shown.turn_transport))
        self.keep_alive.clear()
        for seconds in sorted({*_KEEP_ALIVE_S, shown.keep_alive_s}):
            text = self.tr("%n second(s)", "", seconds) if seconds else self.tr("never")
            self.keep_alive.addItem(text, seconds)
        self.keep_alive.setCurrentIndex(self.keep_alive.findData(shown.keep_alive_s))
        self.findings.show_findings(())
        self._stop()
        self._typed()
        self.set_open(False)

    def typed_password(self) -> str | None:
        """None: as it is in the keyring."""
        return self.turn_password.text() or None

    def put_into(self, account: Account) -> Account | None:
        """None after showing what is wrong."""
        made = self._reachability()
        wrong = next((line for line in (self.stun, self.turn) if not _is_server(line.text().strip())), None)
        if wrong is not None:
            self.set_open(True)
            say_error(self._error, self.tr("A server looks like turn.example or turn.example:3478."))
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return replace(account, reachability=made)

    def _reachability(self) -> Reachability:
        return Reachability(
            ice=self.ice.isChecked(),
            stun_server=self.stun.text().strip(),
            turn_server=self.turn.text().strip(),
            turn_user=self.turn_user.text().strip(),
            turn_transport=TurnTransport(self.turn_transport.currentData()),
            keep_alive_s=int(self.keep_alive.currentData()),
        )

    def _start_test(self) -> None:
        made = self._reachability()
        self._running = next(_numbers)
        self._asked = (bool(made.stun_server), bool(made.turn_server))
        if not self._test(self._running, made, self.typed_password()):
            self._stop()
            return
        self.test_button.setEnabled(False)
        self.findings.show_findings([Finding(None, self.tr("Testing… this takes up to ten seconds."))])
        self._timer.start()

    def on_tested(self, tested: NetworkTested) -> None:
        if tested.test_id != self._running or not self._running:
            return
        self._stop()
        stun, turn = self._asked
        self.findings.show_findings(network_findings(tested, asked_stun=stun, asked_turn=turn))

    def _no_answer(self) -> None:
        self._stop()
        self.findings.show_findings([Finding(False, self.tr("The test gave no result. Try it once more."))])

    def _stop(self) -> None:
        self._running = 0
        self._timer.stop()
        self.test_button.setEnabled(True)

    def _typed(self) -> None:
        self._error.hide()
        turn = bool(self.turn.text().strip())
        for widget in (self.turn_user, self.turn_password, self.turn_transport):
            widget.setEnabled(turn)
        names = (("ICE", self.ice.isChecked()), ("STUN", bool(self.stun.text().strip())), ("TURN", turn))
        on = [name for name, is_on in names if is_on]
        self.set_summary(" · ".join(on) if on else self.tr("directly"))


def _is_server(text: str) -> bool:
    """ "host", "host:port" or "[address]:port", or nothing."""
    host, bracket, port = text.rpartition("]") if text.startswith("[") else text.partition(":")
    if bracket == "]":
        port = port.removeprefix(":")
    if any(letter.isspace() or letter in "@/;?" for letter in text):
        return False
    return not text or (bool(host) and (not port or (port.isdigit() and 0 < int(port) < 65_536)))
