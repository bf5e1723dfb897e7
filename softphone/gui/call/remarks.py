"""Lines that come and go on the call page: no microphone, a remembered move, a save that failed; and the end."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from softphone.calls.notices import CallView, Phase
from softphone.calls.values import Ended
from softphone.gui.look.components import Button, IconLabel, Space, button, label
from softphone.gui.words.wording import address_text, ended_sentence, status_text
from softphone.sip.text import safe_text


class _Remark(QFrame):
    """One sentence with an icon, perhaps with one action."""

    def __init__(self, name: str, icon_name: str, role: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("card", "notice" if role == "warning-text" else "info")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel(icon_name, role, size=18))
        self.text = label("", wrap=True, object_name=f"{name}-text")
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.text, 1)
        self.action: Button | None = None
        self.hide()

    def add_action(self, text: str) -> Button:
        self.action = button(text, "quiet", object_name=f"{self.objectName()}-action")
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.action)
        return self.action

    def say(self, text: str) -> None:
        self.text.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class Remarks(QWidget):
    ask_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("remarks")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        self._sound = _Remark("remark-sound", "microphone-off", "warning-text")
        self._remembered = _Remark("remark-remembered", "moved", "accent-text")
        again = self._remembered.add_action(self.tr("Call the old address"))
        again.clicked.connect(self.ask_again)
        self._save = _Remark("remark-save", "warning", "warning-text")
        self._reminder = _Remark("remark-reminder", "bell", "accent-text")
        self._all = (self._sound, self._remembered, self._save, self._reminder)
        for remark in self._all:
            column.addWidget(remark)
        self.hide()

    def clear(self) -> None:
        for remark in self._all:
            remark.say("")
        self._fit()

    def show_view(self, view: CallView) -> None:
        self._sound.say(self._sound_text(view))
        remembered = view.remembered_from if view.phase is not Phase.CHOOSING else None
        self._remembered.say(
            self.tr("{old} has moved; the new address is being used.").format(old=address_text(remembered))
            if remembered
            else ""
        )
        self._fit()

    def save_failed(self, reason: str) -> None:
        self._save.say(
            self.tr(
                "The contact could not be saved, so it is as it was before. The call goes on. Try again in "
                "Contacts later. ({reason})"
            ).format(reason=safe_text(reason, 160))
        )
        self._fit()

    def remind(self, name: str, when: str) -> None:
        self._reminder.say(
            self.tr("You will be reminded to call {name}: {when}.").format(
                name=safe_text(name, 80), when=when
            )
        )
        self._fit()

    def _sound_text(self, view: CallView) -> str:
        media = view.media
        if media is None or view.phase is not Phase.CONNECTED:
            return ""
        if not media.microphone and not media.loudspeaker:
            return self.tr(
                "No microphone and no loudspeaker, so this call is silent. Plug in a headset; it is used at once."
            )
        if not media.microphone:
            return self.tr("There is no microphone: they cannot hear you. Plug one in; it is used at once.")
        if not media.loudspeaker:
            return self.tr("There is no loudspeaker: you cannot hear them. Plug one in; it is used at once.")
        return ""

    def _fit(self) -> None:
        self.setVisible(any(not remark.isHidden() for remark in self._all))


class IncomingCard(QFrame):
    """Who rings, and whether the name is this phone's or only the caller's word."""

    def __init__(self, view: CallView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("incoming-card")
        self.setProperty("card", "positive")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + 4, Space.L, Space.L + 4, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(label(self.tr("Incoming call"), "title"))
        known = view.contact is not None
        text = (
            self.tr("{address} is in your contacts.")
            if known
            else self.tr("{address} is not in your contacts; the name is what the caller's phone says.")
        ).format(address=address_text(view.party_uri))
        column.addWidget(label(text, wrap=True, object_name="incoming-who"))
        self.setAccessibleName(text)


class EndedCard(QFrame):
    """How the call came to its end, in words."""

    def __init__(self, view: CallView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sentence = ended_sentence(view)
        calm = view.ended not in (Ended.FAILED, Ended.LOST, Ended.MISSED) and view.stopped is None
        self.setObjectName("ended-card")
        self.setProperty("card", "plain" if calm else "notice")
        self.setAccessibleName(f"{sentence.headline}. {sentence.advice}")
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + 4, Space.L, Space.L + 4, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(label(sentence.headline, "title", wrap=True, object_name="ended-headline"))
        column.addWidget(label(sentence.advice, wrap=True, object_name="ended-advice"))
        answers = [
            f"{address_text(leg.uri)} · {status_text(leg.status, leg.reason)}"
            for leg in view.legs[-6:]
            if leg.status is not None and leg.status >= 300
        ]
        for text in answers:
            said = label(text, "small", wrap=True, object_name="ended-leg")
            said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            column.addWidget(said)
