"""What should be heard follows from the phases alone."""

from collections.abc import Iterable

from softphone.calls.call_engine import Tone
from softphone.calls.session import Session
from softphone.calls.settings import Settings
from softphone.calls.views import Phase


def wanted_tone(sessions: Iterable[Session], settings: Settings) -> tuple[Tone, str]:
    """The tone, and the file to ring with, "" for the phone's own: the account's of the caller who came first.

    A second caller is heard in the call that goes on; one on hold is no conversation that a ring tone could disturb.
    """
    sessions = tuple(sessions)
    ringing = next((s for s in sessions if s.phase is Phase.INCOMING and not s.accepted), None)
    talking = any(session.is_talking() for session in sessions)
    if ringing is not None and settings.play_ringtone:
        if talking:
            return Tone.WAITING, ""
        account = next((each for each in settings.accounts if each.id == ringing.account_id), None)
        return Tone.RINGTONE, account.ringtone if account else ""
    if talking or ringing is not None:
        return Tone.NONE, ""
    silent = (s for s in sessions if s.phase is Phase.RINGING and not s.early_media)
    return (Tone.RINGBACK, "") if any(silent) else (Tone.NONE, "")
