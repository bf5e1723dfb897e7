"""What callers will see of a diversion: one sentence, and how the answer begins."""

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from softphone.calls.rules import Diversion, DivertKind
from softphone.gui.look.components import Space, column, label
from softphone.gui.words.breakable import breakable
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.redirect_words import preview_text
from softphone.sip.errors import SipParseError
from softphone.sip.writing import LISTS, ROOM, ROOM_UDP, TEXT, Answer, Row, row_of, write_redirect

_STATUS = {
    DivertKind.MOVED: 301,
    DivertKind.FORWARD: 302,
    DivertKind.CHOICE: 300,
    DivertKind.ALTERNATIVES: 380,
}
# What an answer repeats of the caller's INVITE, roughly; it is not known before the call.
_ECHOED = 600
_CONTACTS_SHOWN = 2


def answer_of(diversion: Diversion) -> Answer | None:
    """The answer as it would be written for a caller over UDP; None while there is no address in it."""
    rows: list[Row] = []
    for target in diversion.targets:
        try:
            rows.append(row_of(target.uri, target.label))
        except SipParseError:
            continue
    if not rows:
        return None
    return write_redirect(
        _STATUS[diversion.kind],
        rows,
        expires_s=diversion.expires_s,
        text=diversion.text,
        room=ROOM_UDP - _ECHOED,
        most=ROOM - _ECHOED,
    )


class DivertPreview(QFrame):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("divert-preview")
        self.setProperty("card", "info")
        layout = column(self, margin=Space.M, spacing=Space.XS)
        layout.addWidget(label(self.tr("What callers see"), "overline"))
        self.sentence = label("", wrap=True, object_name="divert-preview-text")
        layout.addWidget(self.sentence)
        self.first_lines = label("", "small", wrap=True, object_name="divert-preview-lines")
        self.first_lines.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout.addWidget(self.first_lines)
        self.left_out = label("", "small", wrap=True, object_name="divert-preview-left-out")
        layout.addWidget(self.left_out)

    def show_diversion(self, diversion: Diversion) -> None:
        answer = answer_of(diversion)
        if answer is None:
            self.sentence.setText(self.tr("Write an address to see it here."))
        else:
            self.sentence.setText(preview_text(diversion))
        self.first_lines.setText("" if answer is None else breakable(_beginning(answer)))
        self.first_lines.setVisible(answer is not None)
        named = ", ".join(self._name(part) for part in answer.left_out) if answer is not None else ""
        self.left_out.setText(self.tr("There may be no room for: {parts}.").format(parts=named))
        self.left_out.setVisible(bool(named))

    def _name(self, part: str) -> str:
        match part:
            case _ if part == LISTS:
                return self.tr("the list that programs read")
            case _ if part == TEXT:
                return self.tr("the end of your text")
            case _:
                return short_address(part)


def _beginning(answer: Answer) -> str:
    contacts = [f"{name}: {value}" for name, value in answer.headers if name == "Contact"]
    more = ["…"] if len(contacts) > _CONTACTS_SHOWN else []
    lines = [f"SIP/2.0 {answer.status} {answer.reason}", *contacts[:_CONTACTS_SHOWN], *more]
    return "\n".join(lines)
