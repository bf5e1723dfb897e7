"""How many messages wait in the voicemail, with one click to hear them."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from softphone.calls.notices import VoicemailNotice
from softphone.gui.frame.standing_line import StandingLine


class VoicemailLine(StandingLine):
    """`hear(account_id)` calls the voicemail. Of several accounts the one that told last is heard first."""

    def __init__(self, hear: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__("voicemail-line", "voicemail", warns=False, act=self._hear, parent=parent)
        self._call = hear
        self._waiting: dict[str, VoicemailNotice] = {}

    def show_notice(self, notice: VoicemailNotice) -> None:
        self._waiting.pop(notice.account_id, None)
        if notice.waiting:
            self._waiting[notice.account_id] = notice
        if not self._waiting:
            self.say("", "")
            return
        new = sum(each.new for each in self._waiting.values())
        text = (
            self.tr("%n new voice message(s)", None, new) if new else self.tr("Voice messages wait for you")
        )
        newest = next(reversed(self._waiting.values()))
        self.say(text, self.tr("Listen") if newest.dial else "")

    def notices(self) -> tuple[VoicemailNotice, ...]:
        return tuple(self._waiting.values())

    def _hear(self) -> None:
        if self._waiting:
            self._call(next(reversed(self._waiting)))
