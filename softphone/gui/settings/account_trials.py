"""What can be tried out from an account's form before it is saved: the network, the ringing, a number."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from softphone.calls.accounts import Account, DiallingRule, Reachability
from softphone.calls.call_engine import Tone
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError

_RING_MS = 4000
_EXAMPLE_URI = "sip:me@office.example"


class AccountTrials(QObject):
    def __init__(self, desk: AccountDesk, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._services = services
        self._ringing = QTimer(self)
        self._ringing.setSingleShot(True)
        self._ringing.setInterval(_RING_MS)
        self._ringing.timeout.connect(self._silence)

    def test_network(
        self, account: Account | None, number: int, reachability: Reachability, turn_password: str | None
    ) -> bool:
        """False where nothing can be tested. A password of None is the one that the keyring has for `account`."""
        ask = self._services.test_network
        if ask is None:
            return False

        def start(password: str) -> None:
            ask(
                number,
                stun_server=reachability.stun_server,
                turn_server=reachability.turn_server,
                turn_user=reachability.turn_user,
                turn_password=password,
                turn_transport=reachability.turn_transport,
            )

        if turn_password is None and reachability.turn_server and account is not None:
            self._desk.with_turn_password(account.id, start)
        else:
            start(turn_password or "")
        return True

    def ring(self, path: str) -> None:
        """Ring with a file, "" with the phone's own sound, for a moment."""
        if self._services.play_tone is not None:
            self._services.play_tone(Tone.RINGTONE, path)
            self._ringing.start()

    def stop_ringing(self) -> None:
        if self._ringing.isActive():
            self._ringing.stop()
            self._silence()

    def _silence(self) -> None:
        if self._services.play_tone is not None:
            self._services.play_tone(Tone.NONE)

    def example(self, account: Account | None, address: str, rule: DiallingRule, typed: str) -> str:
        """What an account with `rule` would call for `typed`, as people read it; "" for what is no number."""
        from softphone.gui.settings.dial_example import example  # noqa: PLC0415 -- when first shown

        try:
            uri = parse_dialled(address)
        except SipParseError:
            uri = _EXAMPLE_URI
        asked = replace(account or Account(id="example", uri=uri), uri=uri, dialling=rule, enabled=True)
        try:
            return example(asked, typed, self._services.contacts)
        except SipParseError:
            return ""
