"""Why the addresses of an answer stand in the order they do: values for the inspector and for `softphone explain`."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from softphone.calls.offer import Option
from softphone.sip.explanation import Kind


class Why(StrEnum):
    """What put a row into its place (rules 6, 17 and 19 of the redirection document)."""

    ONLY = "only"
    EMERGENCY = "emergency-first"
    HIGHER_Q = "higher-q"  # than the next Contact
    LOWER_Q = "lower-q"  # than the one before, and nothing with a q comes after it
    AS_THEY_CAME = "as-they-came"  # the same q as its neighbour
    LAST_RESORT = "last-resort"  # q=0
    FROM_BODY = "from-body"  # after the Contacts, in the order of the text


@dataclass(frozen=True, slots=True)
class Place:
    """`number` is the option's. `other_q` is that of the neighbour it was compared with, None for none."""

    number: int
    why: Why
    q: float | None = None
    other_q: float | None = None


def places(options: Sequence[Option]) -> tuple[Place, ...]:
    """One for each option, in their order. Linear."""
    if len(options) == 1:
        return (Place(options[0].number, Why.ONLY, options[0].q),)
    return tuple(_place(options, index) for index in range(len(options)))


def _place(options: Sequence[Option], index: int) -> Place:
    option = options[index]
    q = option.q
    if option.kind is Kind.EMERGENCY:
        return Place(option.number, Why.EMERGENCY, q)
    if q is None:
        return Place(option.number, Why.FROM_BODY)
    if q == 0:
        return Place(option.number, Why.LAST_RESORT, q)
    after = _q_of(options, index + 1)
    before = _q_of(options, index - 1)
    if after is not None and after < q:
        return Place(option.number, Why.HIGHER_Q, q, after)
    if q in (after, before):
        return Place(option.number, Why.AS_THEY_CAME, q, q)
    if before is not None:
        return Place(option.number, Why.LOWER_Q, q, before)
    return Place(option.number, Why.AS_THEY_CAME, q)


def _q_of(options: Sequence[Option], index: int) -> float | None:
    """The q of a neighbour that stands there by its q; None for an emergency, for the body's, and past the ends."""
    if not 0 <= index < len(options) or options[index].kind is Kind.EMERGENCY:
        return None
    return options[index].q
