"""The test of one account's line: network, registration, sound; one after the other, told line by line."""

from itertools import count
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from softphone.calls.accounts import Account
from softphone.calls.call_engine import SoundTest
from softphone.calls.notices import NetworkTestNotice, Notice, RegistrationNotice, SoundTestNotice
from softphone.calls.reach_events import NetworkTested, RegistrationState
from softphone.calls.sound_events import SoundTestChanged, SoundTestState
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.words.certificate_text import refused_sentence
from softphone.gui.words.engine_text import engine_text
from softphone.gui.words.network_text import Finding, network_findings
from softphone.gui.words.registration_text import failure_sentence, state_sentence
from softphone.sip.text import safe_text

_NETWORK_MS: Final = 15_000  # the engine answers within ten seconds
_REGISTER_MS: Final = 35_000  # a transaction without an answer ends after 32 seconds
_SOUND_MS: Final = 15_000  # three seconds, twice, and what devices take
_SILENT: Final = 0.02
_numbers = count(1_000_000)  # apart from those of the account's form


class LineTest(QObject):
    """`changed()` with each new finding, `finished()` at the end. `findings` is the report so far."""

    changed = Signal()
    finished = Signal()

    def __init__(self, services: Services, desk: AccountDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._desk = desk
        self._account: Account | None = None
        self._step = ""
        self._network_test = 0
        self._loudest = 0.0
        self._recorded = False
        self._done: list[Finding] = []
        self._going_on = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._too_long)
        desk.state_changed.connect(self._registration_changed)

    @property
    def running(self) -> bool:
        return bool(self._step)

    @property
    def findings(self) -> tuple[Finding, ...]:
        now = (Finding(None, self._going_on),) if self._going_on else ()
        return (*self._done, *now)

    def start(self, account: Account) -> None:
        self.stop()
        self._account = account
        self._done = []
        self._ask_network(account)

    def stop(self) -> None:
        """Leave it; nothing goes on behind it."""
        if self._step == "sound" and self._services.test_sound is not None:
            self._services.test_sound(SoundTest.NONE)
        self._step = self._going_on = ""
        self._timer.stop()

    def on_notice(self, notice: Notice) -> None:
        if isinstance(notice, NetworkTestNotice) and self._step == "network":
            self._network_tested(notice.test)
        elif isinstance(notice, SoundTestNotice) and self._step == "sound":
            self._sound_changed(notice.test)
        elif isinstance(notice, RegistrationNotice):
            self._registration_changed(notice.account_id)

    def _begin(self, step: str, text: str, at_most_ms: int) -> None:
        self._step, self._going_on = step, text
        self._timer.start(at_most_ms)
        self.changed.emit()

    def _add(self, *findings: Finding) -> None:
        self._done.extend(findings)
        self._going_on = ""
        self._timer.stop()
        self.changed.emit()

    # Network

    def _ask_network(self, account: Account) -> None:
        ask = self._services.test_network
        if ask is None:
            self._ask_registration()
            return
        self._begin("network", self.tr("Looking at the network…"), _NETWORK_MS)
        self._network_test = number = next(_numbers)
        shown = account.reachability

        def start(turn_password: str) -> None:
            ask(
                number,
                stun_server=shown.stun_server,
                turn_server=shown.turn_server,
                turn_user=shown.turn_user,
                turn_password=turn_password,
                turn_transport=shown.turn_transport,
            )

        if shown.turn_server:
            self._desk.with_turn_password(account.id, start)
        else:
            start("")

    def _network_tested(self, tested: NetworkTested) -> None:
        account = self._account
        if account is None or tested.test_id != self._network_test:
            return
        shown = account.reachability
        self._add(
            *network_findings(tested, asked_stun=bool(shown.stun_server), asked_turn=bool(shown.turn_server))
        )
        self._ask_registration()

    # Registration

    def _ask_registration(self) -> None:
        account = self._account
        if account is None:
            return
        if not account.enabled:
            text = self.tr("The account is switched off.")
            self._add(Finding(False, text, self.tr("Switch it on in the list of accounts.")))
            self._ask_sound()
        elif not account.registrar:
            self._add(
                Finding(None, self.tr("The account is not registered anywhere; others cannot call it."))
            )
            self._ask_sound()
        else:
            self._begin("registration", self.tr("Signing in…"), _REGISTER_MS)
            self._desk.retry(account.id)

    def _registration_changed(self, account_id: str) -> None:
        account = self._account
        if self._step != "registration" or account is None or account.id != account_id:
            return
        refused, notice = self._desk.refused(account_id), self._desk.notice(account_id)
        if notice is None or notice.state is RegistrationState.REGISTERING:
            return
        if notice.state is RegistrationState.REGISTERED:
            self._add(Finding(True, state_sentence(account, notice)))
        elif refused is not None:
            self._add(Finding(False, refused_sentence(refused)))
        elif notice.state is RegistrationState.FAILED:
            self._add(Finding(False, failure_sentence(account, notice)))
        else:
            return
        self._ask_sound()

    # Sound

    def _ask_sound(self) -> None:
        if any(view.ended is None for view in self._services.phone.views()):
            self._add(Finding(None, self.tr("The sound was not tried, because a call is on.")))
            self._finish()
        elif self._services.test_sound is None:
            self._finish()
        else:
            self._loudest, self._recorded = 0.0, False
            text = self.tr("Say something now; three seconds are recorded and played to you.")
            self._begin("sound", text, _SOUND_MS)
            self._services.test_sound(SoundTest.ECHO)

    def _sound_changed(self, test: SoundTestChanged) -> None:
        self._recorded = self._recorded or test.state is SoundTestState.RECORDING
        self._loudest = max(self._loudest, test.microphone)
        if test.problem:
            text = self.tr("The sound does not work: {problem}").format(
                problem=safe_text(engine_text(test.problem))
            )
            self._add(Finding(False, text, self.tr("Choose other devices under Sound.")))
            self._finish()
        elif test.state is SoundTestState.IDLE and self._recorded:
            self._add(self._heard())
            self._finish()

    def _heard(self) -> Finding:
        if self._loudest < _SILENT:
            return Finding(
                False,
                self.tr("The microphone hears nothing."),
                self.tr("Is it switched off, or is it another one? Choose it under Sound."),
            )
        text = self.tr("The microphone hears you (at most {percent} %). Did you hear yourself?")
        return Finding(
            True,
            text.format(percent=round(100 * self._loudest)),
            self.tr("If not, choose another loudspeaker under Sound."),
        )

    def _too_long(self) -> None:
        step, self._going_on = self._step, ""
        match step:
            case "network":
                self._add(Finding(False, self.tr("Nothing was found out about the network.")))
                self._ask_registration()
            case "registration":
                advice = self.tr("A firewall may block it; another transport may get through.")
                self._add(Finding(False, self.tr("The server did not answer."), advice))
                self._ask_sound()
            case _:
                if self._services.test_sound is not None:
                    self._services.test_sound(SoundTest.NONE)
                self._add(Finding(False, self.tr("The sound devices do not answer.")))
                self._finish()

    def _finish(self) -> None:
        self._step = self._going_on = ""
        self._timer.stop()
        self.changed.emit()
        self.finished.emit()
