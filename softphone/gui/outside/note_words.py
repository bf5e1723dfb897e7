"""What notifications say: who, and no more. They may stand on a locked screen."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.outside import Note, NoteKind
from softphone.calls.views import CallView
from softphone.gui.words.talk_text import party_name

ANSWER, DECLINE, CALL_BACK, SHOW = "answer", "decline", "call-back", "show"
MISSED, MESSAGES, VOICEMAIL = "missed", "messages", "voicemail"


def call_key(attempt: int) -> str:
    return f"call-{attempt}"


def decision_key(attempt: int) -> str:
    return f"decision-{attempt}"


def ringing(view: CallView) -> Note:
    text = QCoreApplication.translate("Notes", "{name} is calling")
    actions = (
        (ANSWER, QCoreApplication.translate("Notes", "Answer")),
        (DECLINE, QCoreApplication.translate("Notes", "Decline")),
    )
    return Note(call_key(view.attempt), NoteKind.RINGING, text.format(name=party_name(view)), actions=actions)


def missed(view: CallView, count: int) -> Note:
    """The last of `count` missed callers."""
    if count == 1:
        text = QCoreApplication.translate("Notes", "Missed call from {name}").format(name=party_name(view))
        actions = ((CALL_BACK, QCoreApplication.translate("Notes", "Call back")),)
        return Note(MISSED, NoteKind.MISSED, text, actions=actions)
    text = QCoreApplication.translate("Notes", "%n missed call(s)", None, count)
    last = QCoreApplication.translate("Notes", "The last was {name}.").format(name=party_name(view))
    return Note(MISSED, NoteKind.MISSED, text, last, _show())


def decision(view: CallView) -> Note:
    text = QCoreApplication.translate("Notes", "The call to {name} was redirected")
    body = QCoreApplication.translate("Notes", "It waits for your choice.")
    title = text.format(name=party_name(view))
    return Note(decision_key(view.attempt), NoteKind.DECISION, title, body, _show())


def message(view: CallView, count: int) -> Note:
    """The last of `count` messages."""
    if count == 1:
        text = QCoreApplication.translate("Notes", "Message from {name}").format(name=party_name(view))
        return Note(MESSAGES, NoteKind.MESSAGE, text, actions=_show())
    text = QCoreApplication.translate("Notes", "%n new message(s)", None, count)
    last = QCoreApplication.translate("Notes", "The last is from {name}.").format(name=party_name(view))
    return Note(MESSAGES, NoteKind.MESSAGE, text, last, _show())


def voicemail(count: int) -> Note:
    if count > 0:
        text = QCoreApplication.translate("Notes", "%n new voice message(s)", None, count)
    else:  # some servers say only that there is something
        text = QCoreApplication.translate("Notes", "Voice messages wait for you")
    return Note(VOICEMAIL, NoteKind.VOICEMAIL, text, actions=_show())


def _show() -> tuple[tuple[str, str], ...]:
    return ((SHOW, QCoreApplication.translate("Notes", "Show")),)
