"""How a call stands, in a few words: for the strip that tells of it on every other page, and for its menu."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from softphone.calls.call_events import TransferState
from softphone.calls.views import CallView, Phase
from softphone.gui.words.lists import joined
from softphone.gui.words.talk_text import party_name, transfer_text
from softphone.gui.words.wording import state_sentence


def who_text(views: Sequence[CallView]) -> str:
    """One name, or everybody in the conference."""
    return joined(party_name(view) for view in views)


def standing_text(view: CallView) -> str:
    """The state without the time; what must not be forgotten is said with it."""
    if view.phase is Phase.CHOOSING:
        if view.message is not None:
            return QCoreApplication.translate("CallStrip", "The message waits for your choice")
        return QCoreApplication.translate("CallStrip", "The call waits for your choice")
    if view.phase is not Phase.CONNECTED:
        return state_sentence(view)
    said = [_talk(view)]
    if view.transfer is not None and view.transfer.state is not TransferState.DONE:
        said.append(transfer_text(view))
    if view.muted and not view.held:
        said.append(QCoreApplication.translate("CallStrip", "microphone off"))
    if view.silenced and not view.held:
        said.append(QCoreApplication.translate("CallStrip", "silenced here"))
    if view.recording:
        said.append(QCoreApplication.translate("CallStrip", "recorded"))
    return " · ".join(said)


def _talk(view: CallView) -> str:
    if view.held and view.held_by_peer:
        return QCoreApplication.translate("CallStrip", "On hold on both sides")
    if view.held_by_peer:
        return QCoreApplication.translate("CallStrip", "Has put you on hold")
    return state_sentence(view)


def menu_text(view: CallView) -> str:
    """ "Anna · On hold"."""
    return f"{party_name(view)} · {standing_text(view)}"
