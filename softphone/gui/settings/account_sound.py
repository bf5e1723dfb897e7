"""Of an account's form: the codecs, and how digits are sent."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from softphone.calls.accounts import Account, DtmfMode
from softphone.gui.frame.page import field
from softphone.gui.look.components import label
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.codec_list import CodecList, codec_words
from softphone.gui.settings.fold import Fold


class SoundGroup(Fold):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("codecs", parent)
        self.set_heading(self.tr("Codecs and digits"))
        self.body.addWidget(label(self.tr("Codecs, the first is preferred"), "small", wrap=True))
        self.codecs = CodecList()
        self.codecs.changed.connect(self._summarize)
        self.body.addWidget(self.codecs)
        self.dtmf = ChoiceBox()
        self.dtmf.addItem(self.tr("As the other side wishes"), DtmfMode.AUTO)
        self.dtmf.addItem(self.tr("Beside the sound (RFC 4733)"), DtmfMode.RTP)
        self.dtmf.addItem(self.tr("As messages (SIP INFO)"), DtmfMode.INFO)
        self.dtmf.addItem(self.tr("As tones in the sound"), DtmfMode.INBAND)
        self.dtmf.currentIndexChanged.connect(lambda _: self._summarize())
        why = self.tr("Try another way when a menu does not hear your digits.")
        self.body.addLayout(field(self.tr("How digits are sent"), self.dtmf, "account-dtmf", hint=why))
        self.reliable = CheckBox(self.tr("Confirm ringing (100rel)"), "account-100rel")
        self.timers = CheckBox(self.tr("Notice calls that hang (session timers)"), "account-timers")
        for box in (self.reliable, self.timers):
            self.body.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)

    def show_account(self, account: Account) -> None:
        self.codecs.set_codecs(account.codecs)
        self.dtmf.setCurrentIndex(list(DtmfMode).index(account.dtmf))
        self.reliable.setChecked(account.reliable_provisional)
        self.timers.setChecked(account.session_timers)
        self.set_open(False)

    def put_into(self, account: Account) -> Account:
        return replace(
            account,
            codecs=self.codecs.codecs(),
            dtmf=DtmfMode(self.dtmf.currentData()),
            reliable_provisional=self.reliable.isChecked(),
            session_timers=self.timers.isChecked(),
        )

    def _summarize(self) -> None:
        chosen = self.codecs.codecs()
        names = (
            ", ".join(codec_words(codec)[0] for codec in chosen[:3])
            if chosen
            else self.tr("the usual codecs")
        )
        self.set_summary(names + (", …" if len(chosen) > 3 else ""))
