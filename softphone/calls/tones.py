"""What should be heard follows from the phases alone."""

from collections.abc import Iterable

from softphone.calls.notices import Phase
from softphone.calls.ports import Tone
from softphone.calls.session import Session


def wanted_tone(sessions: Iterable[Session], *, play_ringtone: bool) -> Tone:
    sessions = tuple(sessions)
    phases = {session.phase for session in sessions}
    if Phase.CONNECTED in phases:
        return Tone.NONE
    if Phase.INCOMING in phases:
        return Tone.RINGTONE if play_ringtone else Tone.NONE
    silent = (s for s in sessions if s.phase is Phase.RINGING and not s.early_media)
    return Tone.RINGBACK if any(silent) else Tone.NONE
