"""Calls in which people talk: held, handed over, recorded, in a conference, of good and of bad sound."""

import math
from dataclasses import replace

from softphone.calls.call_events import CallMedia, CallQuality, TransferState
from softphone.calls.notices import QualityChanged
from softphone.calls.records import ByItself, Direction, Ended, QualitySummary
from softphone.calls.views import CallView, Phase, TransferView
from tests.gui.call.samples import CONNECTED, INCOMING, NOW, ended, view

TALKING = replace(CONNECTED, remembered_from=None)
HELD = replace(TALKING, held=True)
LONG_NAME = "Maximiliana Aleksandrovna Konstantinopolskaya-Featherstonehaugh the Younger"


def other(attempt: int, name: str, phase: Phase = Phase.CONNECTED, **fields: object) -> CallView:
    """Another call, with somebody of nobody's contacts."""
    made = view(
        phase,
        attempt=attempt,
        party_name=name,
        party_uri=f"sip:user{attempt}@office.example",
        contact=None,
        answered_at=NOW if phase is Phase.CONNECTED else None,
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # a test names real fields


BORIS = other(2, "Boris Petrov", held=True)
RECORDING = replace(TALKING, recording="/home/me/Calls/2026-05-04 Anna Karlsson.wav")
TRANSFER = TransferView("sip:boris@office.example", "Boris Petrov", TransferState.TRYING)
SUMMARY = QualitySummary(3.3, 2.1, 2.4, 0.3, 31.0, 180.0, "PCMA")


def quality(second: int, *, bad: bool, attempt: int = 1) -> QualityChanged:
    """What is told in one second of a call."""
    wave = abs(math.sin(second / 9))
    measured = CallQuality(
        call_id=1,
        loss_received=round(7 * wave, 1) if bad and second > 50 else 0.0,
        loss_sent=0.2,
        jitter_received_ms=60 * wave if bad and second > 50 else 3.0 + wave,
        jitter_sent_ms=2.0,
        round_trip_ms=-1.0 if second < 6 else 48.0 + 10 * wave,
        late_percent=0.4 if bad else 0.0,
        buffer_ms=60.0,
    )
    return QualityChanged(attempt, measured, 2.4 if bad and second > 50 else 4.3)


# The first is on the page, the others go on beside it.
TALKS: dict[str, tuple[CallView, ...]] = {
    "talk": (TALKING,),
    "talk-held": (HELD,),
    "talk-held-by-peer": (replace(TALKING, held_by_peer=True),),
    "talk-digits-refused": (replace(TALKING, held_by_peer=True, digits_refused=True),),
    "talk-held-both": (replace(HELD, held_by_peer=True),),
    "talk-recording": (replace(RECORDING, muted=True, silenced=True),),
    "talk-recorded": (replace(TALKING, recorded=RECORDING.recording, received_digits="42#"),),
    "talk-two": (TALKING, BORIS),
    "talk-consult": (replace(other(3, LONG_NAME), consults_for=2), BORIS),
    "talk-transfer": (replace(TALKING, transfer=TRANSFER),),
    "talk-transfer-failed": (
        replace(HELD, transfer=replace(TRANSFER, state=TransferState.FAILED, status=486)),
    ),
    "talk-transferred": (
        replace(
            ended(Ended.ANSWERED, answered_at=NOW),
            transfer=replace(TRANSFER, state=TransferState.DONE, status=200),
            quality_summary=SUMMARY,
            recorded=RECORDING.recording,
        ),
    ),
    "talk-four": (
        TALKING,
        BORIS,
        other(3, "Виктория Дмитриевна", Phase.INCOMING, direction=Direction.INCOMING),
        other(4, LONG_NAME, Phase.RINGING),
    ),
    "talk-conference": (
        replace(TALKING, in_conference=True),
        replace(BORIS, held=False, in_conference=True),
        other(3, "Виктория Дмитриевна", in_conference=True),
        other(4, "Front desk", held=True),
    ),
    "talk-auto": (replace(TALKING, direction=Direction.INCOMING, by_itself=ByItself.AUTO_ANSWERED),),
    "talk-replaced": (replace(TALKING, replaced_by="Boris Petrov", signalling_transport="udp"),),
    "talk-kept-away": (ended(Ended.MISSED, direction=Direction.INCOMING, by_itself=ByItself.DO_NOT_DISTURB),),
    "talk-quality": (TALKING,),
    "talk-poor": (
        replace(
            TALKING, media=CallMedia(1, True, codec="opus", encrypted=True, cipher="AES_256_CM_HMAC_SHA1_80")
        ),
    ),
    "talk-early": (view(Phase.RINGING, early_media=True),),
    "talk-incoming": (INCOMING, replace(BORIS, held=False)),
}
