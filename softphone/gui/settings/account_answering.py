"""Of an account's form: what it does with callers by itself, its ringing, voicemail and presence."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from softphone.calls.accounts import Account, AnswerRule
from softphone.gui.frame.page import field
from softphone.gui.look.components import button, label
from softphone.gui.look.error_line import error_line, say_error
from softphone.gui.look.file_dialogs import ask_open
from softphone.gui.look.folding import FoldingRow
from softphone.gui.settings.choices import CheckBox, ChoiceBox
from softphone.gui.settings.fold import Fold
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError

_SECONDS = (0, 1, 2, 3, 5, 10, 15, 20, 30, 60)
_TEXT_LENGTH = 500


class AnsweringGroup(Fold):
    """`ring(file)` lets the ringing of a file be heard, None where nothing can be."""

    def __init__(self, ring: Callable[[str], None] | None, parent: QWidget | None = None) -> None:
        super().__init__("answering", parent)
        self.set_heading(self.tr("When I am called"))
        self.quiet = CheckBox(self.tr("Do not disturb: calls to this account do not ring"), "account-dnd")
        self.body.addWidget(self.quiet, 0, Qt.AlignmentFlag.AlignLeft)
        self.auto = ChoiceBox()
        self.body.addLayout(field(self.tr("Answer by itself"), self.auto, "account-auto-answer"))
        self._warning = label(
            self.tr("Whoever calls can listen to the room. It is said on the screen when it happens."),
            "warning",
            wrap=True,
            object_name="account-auto-warning",
        )
        self.body.addWidget(self._warning)
        self.obey = CheckBox(self.tr("Contacts may make the phone answer (intercom)"), "account-obey")
        self.body.addWidget(self.obey, 0, Qt.AlignmentFlag.AlignLeft)
        self.ringtone = QLineEdit()
        self.ringtone.setPlaceholderText(self.tr("the phone's own"))
        self.body.addLayout(field(self.tr("Ringing (a WAV file)"), self.ringtone, "account-ringtone"))
        row = FoldingRow()
        self.choose_button = button(self.tr("Choose a file…"), object_name="account-ringtone-choose")
        self.choose_button.clicked.connect(self._choose)
        row.add(self.choose_button)
        self.try_button = button(self.tr("Try"), object_name="account-ringtone-try", icon="bell")
        self.try_button.setAccessibleName(self.tr("Try the ringing"))
        self.try_button.clicked.connect(lambda: ring and ring(self.ringtone.text().strip()))
        row.add(self.try_button)
        self.try_button.setVisible(ring is not None)  # in the row: it would be a window of its own before
        self.body.addWidget(row)
        self._error = error_line(object_name="account-ringtone-error")
        self.ringtone.textChanged.connect(lambda _: self._error.hide())
        self.body.addWidget(self._error)
        self.auto.currentIndexChanged.connect(lambda _: self._summarize())
        self.quiet.toggled.connect(lambda _: self._summarize())

    def show_account(self, account: Account) -> None:
        rule = account.answering
        self.quiet.setChecked(rule.do_not_disturb)
        self.auto.clear()
        self.auto.addItem(self.tr("never"), -1)
        mine = () if rule.auto_answer_s is None else (rule.auto_answer_s,)
        for seconds in sorted({*_SECONDS, *mine}):
            text = self.tr("after {seconds} s").format(seconds=seconds) if seconds else self.tr("at once")
            self.auto.addItem(text, seconds)
        self.auto.setCurrentIndex(
            self.auto.findData(-1 if rule.auto_answer_s is None else rule.auto_answer_s)
        )
        self.obey.setChecked(rule.obey_answer_after)
        self.ringtone.setText(account.ringtone)
        self._summarize()
        self.set_open(False)

    def put_into(self, account: Account) -> Account | None:
        """None after showing what is wrong."""
        ringtone = self.ringtone.text().strip()
        if ringtone and ringtone != account.ringtone and not Path(ringtone).is_file():
            self.set_open(True)
            say_error(self._error, self.tr("This file cannot be read."))
            self.ringtone.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        seconds = self.auto.currentData()
        rule = AnswerRule(
            auto_answer_s=None if seconds is None or seconds < 0 else int(seconds),
            obey_answer_after=self.obey.isChecked(),
            do_not_disturb=self.quiet.isChecked(),
        )
        return replace(account, answering=rule, ringtone=ringtone)

    def _choose(self) -> None:
        kinds = self.tr("Sound (*.wav);;All files (*)").split(";;")
        ask_open(self, self.tr("Ringing"), kinds, self._chosen, name="account-ringtone-dialog")

    def _chosen(self, path: Path) -> None:
        self.ringtone.setText(str(path))

    def _summarize(self) -> None:
        automatic = int(self.auto.currentData() if self.auto.currentData() is not None else -1) >= 0
        self._warning.setVisible(automatic)
        if self.quiet.isChecked():
            self.set_summary(self.tr("do not disturb"))
        else:
            self.set_summary(self.tr("answers by itself") if automatic else self.tr("rings"))


class MailboxGroup(Fold):
    """Voicemail, and what others are told of us."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("mailbox", parent)
        self.set_heading(self.tr("Voicemail and presence"))
        self.watch = CheckBox(self.tr("Ask the server for waiting voicemail"), "account-watch-voicemail")
        self.body.addWidget(self.watch, 0, Qt.AlignmentFlag.AlignLeft)
        self.voicemail = QLineEdit()
        self.voicemail.setMaxLength(_TEXT_LENGTH)
        self.voicemail.setPlaceholderText(self.tr("what the server says"))
        self.body.addLayout(field(self.tr("Number of the voicemail"), self.voicemail, "account-voicemail"))
        self._error = error_line(object_name="account-voicemail-error")
        self.voicemail.textChanged.connect(lambda _: self._error.hide())
        self.body.addWidget(self._error)
        self.publish = CheckBox(
            self.tr("Tell my contacts whether I am available"), "account-publish-presence"
        )
        self.body.addWidget(self.publish, 0, Qt.AlignmentFlag.AlignLeft)
        self.voicemail.textChanged.connect(lambda _: self._summarize())
        self.publish.toggled.connect(lambda _: self._summarize())

    def show_account(self, account: Account) -> None:
        self.watch.setChecked(account.watch_voicemail)
        self.voicemail.setText(account.voicemail)
        self.publish.setChecked(account.publish_presence)
        self._summarize()
        self.set_open(False)

    def put_into(self, account: Account) -> Account | None:
        """None after showing what is wrong."""
        voicemail = self.voicemail.text().strip()
        if voicemail:
            try:
                parse_dialled(voicemail, default_domain=account.uri.rpartition("@")[2].partition(";")[0])
            except SipParseError:
                self.set_open(True)
                say_error(self._error, self.tr("This is neither a number nor an address."))
                self.voicemail.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        return replace(
            account,
            voicemail=voicemail,
            watch_voicemail=self.watch.isChecked(),
            publish_presence=self.publish.isChecked(),
        )

    def _summarize(self) -> None:
        parts = [self.voicemail.text().strip()] if self.voicemail.text().strip() else []
        if self.publish.isChecked():
            parts.append(self.tr("presence is shown"))
        self.set_summary(" · ".join(parts))
