"""The life of one attempt as a table: phase × signal → phase, effects.

Every pair is named: in `TRANSITIONS`, or in `IGNORED` (it can come late and changes nothing), or it is a mistake
of ours and `step` raises `UnexpectedSignalError`. `python -m softphone.calls.attempt` prints the diagram of the docs.
"""

from enum import StrEnum

from softphone.calls.views import Phase


class Signal(StrEnum):
    """What can happen to an attempt."""

    PROGRESS = "progress"  # 100, 181, 182
    RING = "ring"  # 180, 183
    ANSWERED = "answered"  # 2xx
    OFFERED = "offered"  # a redirect that the person must decide on
    NEXT = (
        "next"  # a next request that nobody is asked about: a target a rule takes, the old address, once more
    )
    FAILED = "failed"  # a final response, or none, and nothing left to try
    CLOSED = "closed"  # the leg is over without that: BYE, or our CANCEL confirmed
    CHOSE = "chose"  # the person chose a target to call
    TOOK = "took"  # the person chose something that is no call, or nothing
    ACCEPT = "accept"  # the person answers an incoming call
    REJECT = "reject"  # the person refuses an incoming call
    DIVERT = "divert"  # the person, or a rule of theirs, sends the caller elsewhere
    HANG_UP = "hang-up"
    LOST = "lost"  # the engine is gone


class Effect(StrEnum):
    """What must be done when a transition is taken."""

    INVITE = "invite"  # a new leg
    PRESENT = "present"  # publish the offer
    CLEAR_OFFER = "clear-offer"
    HANG_UP = "hang-up"  # CANCEL or BYE for the current leg
    ANSWER = "answer"
    REFUSE = "refuse"
    REDIRECT = "redirect"  # answer with a 3xx
    CONNECT = "connect"  # stamp the time of the answer
    FINISH = "finish"  # write the end into the log


class UnexpectedSignalError(RuntimeError):
    """A signal that cannot come in this phase: a mistake in our own code."""

    def __init__(self, phase: Phase, signal: Signal) -> None:
        super().__init__(f"{signal} in phase {phase}")
        self.phase = phase
        self.signal = signal


Row = tuple[Phase, tuple[Effect, ...]]

_UNANSWERED: dict[Signal, Row] = {
    Signal.ANSWERED: (Phase.CONNECTED, (Effect.CONNECT,)),
    Signal.RING: (Phase.RINGING, ()),
    Signal.OFFERED: (Phase.CHOOSING, (Effect.PRESENT,)),
    Signal.NEXT: (Phase.CALLING, (Effect.INVITE,)),
    Signal.FAILED: (Phase.ENDED, (Effect.FINISH,)),
    Signal.CLOSED: (Phase.ENDED, (Effect.FINISH,)),
    Signal.HANG_UP: (Phase.ENDING, (Effect.HANG_UP,)),
    Signal.LOST: (Phase.ENDED, (Effect.FINISH,)),
}

TRANSITIONS: dict[tuple[Phase, Signal], Row] = {
    **{(Phase.CALLING, signal): row for signal, row in _UNANSWERED.items()},
    **{(Phase.RINGING, signal): row for signal, row in _UNANSWERED.items()},
    (Phase.CHOOSING, Signal.CHOSE): (Phase.CALLING, (Effect.CLEAR_OFFER, Effect.INVITE)),
    (Phase.CHOOSING, Signal.TOOK): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.CHOOSING, Signal.HANG_UP): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.INCOMING, Signal.ACCEPT): (Phase.INCOMING, (Effect.ANSWER,)),
    (Phase.INCOMING, Signal.ANSWERED): (Phase.CONNECTED, (Effect.CONNECT,)),
    (Phase.INCOMING, Signal.REJECT): (Phase.ENDING, (Effect.REFUSE,)),
    (Phase.INCOMING, Signal.DIVERT): (Phase.ENDING, (Effect.REDIRECT,)),
    (Phase.INCOMING, Signal.HANG_UP): (Phase.ENDING, (Effect.REFUSE,)),
    (Phase.INCOMING, Signal.CLOSED): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.INCOMING, Signal.FAILED): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.INCOMING, Signal.LOST): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.CONNECTED, Signal.HANG_UP): (Phase.ENDING, (Effect.HANG_UP,)),
    (Phase.CONNECTED, Signal.CLOSED): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.CONNECTED, Signal.FAILED): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.CONNECTED, Signal.LOST): (Phase.ENDED, (Effect.FINISH,)),
    # A 2xx that crossed our CANCEL: the call stands on the other side and must be ended again.
    (Phase.ENDING, Signal.ANSWERED): (Phase.ENDING, (Effect.HANG_UP,)),
    (Phase.ENDING, Signal.CLOSED): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.ENDING, Signal.FAILED): (Phase.ENDED, (Effect.FINISH,)),
    (Phase.ENDING, Signal.LOST): (Phase.ENDED, (Effect.FINISH,)),
}

_FROM_ENGINE = {
    Signal.PROGRESS,
    Signal.RING,
    Signal.ANSWERED,
    Signal.FAILED,
    Signal.CLOSED,
    Signal.LOST,
}
_FROM_PERSON = {
    Signal.CHOSE,
    Signal.TOOK,
    Signal.HANG_UP,
    Signal.ACCEPT,
    Signal.REJECT,
    Signal.DIVERT,
}

# What comes late, or twice, and changes nothing.
IGNORED: frozenset[tuple[Phase, Signal]] = frozenset(
    pair
    for pair in {
        *((Phase.CALLING, signal) for signal in (Signal.PROGRESS, Signal.CHOSE, Signal.TOOK)),
        *((Phase.RINGING, signal) for signal in (Signal.PROGRESS, Signal.CHOSE, Signal.TOOK)),
        *((Phase.CHOOSING, signal) for signal in _FROM_ENGINE),  # the leg that answered 3xx is over
        *((Phase.INCOMING, signal) for signal in (Signal.PROGRESS, Signal.RING)),
        *((Phase.CONNECTED, signal) for signal in _FROM_ENGINE | _FROM_PERSON),
        *((Phase.ENDING, signal) for signal in _FROM_ENGINE | _FROM_PERSON),
        *((Phase.ENDED, signal) for signal in Signal),
    }
    if pair not in TRANSITIONS
)


def step(phase: Phase, signal: Signal) -> Row:
    """The next phase and what to do. Raises UnexpectedSignalError for a pair that the table does not know."""
    row = TRANSITIONS.get((phase, signal))
    if row is not None:
        return row
    if (phase, signal) in IGNORED:
        return phase, ()
    raise UnexpectedSignalError(phase, signal)


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> calling: place call", "    [*] --> incoming: INVITE arrives"]
    for (phase, signal), (after, effects) in TRANSITIONS.items():
        doing = f" / {', '.join(effects)}" if effects else ""
        lines.append(f"    {phase} --> {after}: {signal}{doing}")
    lines.append("    ended --> [*]")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(diagram(), end="")  # noqa: T201 (this is what the command is for)
