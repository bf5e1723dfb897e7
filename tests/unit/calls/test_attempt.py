"""The table of attempts, pair by pair."""

import pytest

from softphone.calls.attempt import (
    IGNORED,
    TRANSITIONS,
    Effect,
    Signal,
    UnexpectedSignalError,
    diagram,
    step,
)
from softphone.calls.views import Phase

# Pairs that only a mistake of our own could bring.
IMPOSSIBLE = {
    *((Phase.CALLING, s) for s in (Signal.ACCEPT, Signal.REJECT, Signal.DIVERT)),
    *((Phase.RINGING, s) for s in (Signal.ACCEPT, Signal.REJECT, Signal.DIVERT)),
    *(
        (Phase.CHOOSING, s)
        for s in (Signal.ACCEPT, Signal.REJECT, Signal.DIVERT, Signal.OFFERED, Signal.NEXT)
    ),
    *((Phase.INCOMING, s) for s in (Signal.OFFERED, Signal.NEXT, Signal.CHOSE, Signal.TOOK)),
    *((Phase.CONNECTED, s) for s in (Signal.OFFERED, Signal.NEXT)),
    *((Phase.ENDING, s) for s in (Signal.OFFERED, Signal.NEXT)),
}


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("signal", Signal)
def test_every_pair_is_decided(phase: Phase, signal: Signal) -> None:
    """A phase and a signal lead on, change nothing, or are named as our own mistake; nothing is left open."""
    pair = (phase, signal)
    assert [pair in TRANSITIONS, pair in IGNORED, pair in IMPOSSIBLE].count(True) == 1
    if pair in IMPOSSIBLE:
        with pytest.raises(UnexpectedSignalError):
            step(phase, signal)
        return
    after, effects = step(phase, signal)
    if pair in IGNORED:
        assert (after, effects) == (phase, ())


@pytest.mark.parametrize("phase", Phase)
def test_hanging_up_works_in_every_phase(phase: Phase) -> None:
    """From every phase a hang-up leads to the end, at once or when the other side has confirmed."""
    after, _ = step(phase, Signal.HANG_UP)
    assert after in {Phase.ENDING, Phase.ENDED}
    assert step(after, Signal.CLOSED)[0] is Phase.ENDED


@pytest.mark.parametrize("phase", [p for p in Phase if p not in {Phase.CHOOSING, Phase.ENDED}])
def test_a_lost_engine_ends_what_lived_in_it(phase: Phase) -> None:
    """A call whose engine is gone is over and written down."""
    assert step(phase, Signal.LOST) == (Phase.ENDED, (Effect.FINISH,))


def test_a_lost_engine_leaves_an_offer_open() -> None:
    """An offer needs no engine: the person may still decide."""
    assert step(Phase.CHOOSING, Signal.LOST) == (Phase.CHOOSING, ())


def test_hanging_up_while_an_offer_is_open_sends_nothing() -> None:
    """The leg that answered 3xx is over; only the log is written."""
    assert step(Phase.CHOOSING, Signal.HANG_UP) == (Phase.ENDED, (Effect.FINISH,))


def test_an_answer_that_crossed_our_cancel_is_ended_again() -> None:
    """RFC 3261 section 9.1: a 2xx may cross the CANCEL; the call must not stay up on the other side."""
    assert step(Phase.ENDING, Signal.ANSWERED) == (Phase.ENDING, (Effect.HANG_UP,))


def test_the_diagram_shows_every_row() -> None:
    """Documentation comes from the table: one arrow a row."""
    arrows = [line for line in diagram().splitlines() if "-->" in line]
    assert len(arrows) == len(TRANSITIONS) + 3
