"""What a figure is, what it aims at, and how it is printed."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Aim:
    """`limit` in `unit` is met by a value at or under it, at or above it when `more_is_better`."""

    name: str
    limit: float
    unit: str
    limit_p99: float | None = None
    more_is_better: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """The samples of one aim; empty when it could not be measured, and then `problem` says why."""

    samples: tuple[float, ...] = ()
    problem: str = ""

    @property
    def typical(self) -> float:
        return median(self.samples)

    @property
    def p99(self) -> float:
        """The slowest of up to a hundred samples."""
        ordered = sorted(self.samples)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]


def verdict(aim: Aim, figure: Figure) -> str:
    """ "met", "missed" or "not measured"."""
    if not figure.samples:
        return "not measured"
    if aim.more_is_better:
        return "met" if figure.typical >= aim.limit else "missed"
    met = figure.typical <= aim.limit and (aim.limit_p99 is None or figure.p99 <= aim.limit_p99)
    return "met" if met else "missed"


def line(aim: Aim, figure: Figure, other: Figure, why: str) -> str:
    """One line of the report, and below it why an aim was missed or not measured."""
    limit = f"{aim.limit:g}" + (f", p99 {aim.limit_p99:g}" if aim.limit_p99 is not None else "")
    said = verdict(aim, figure)
    text = (
        f"{aim.name:<38} {_value(figure, aim):>22}  aim {limit + ' ' + aim.unit:<16} {said:<13}"
        f" baresip {_value(other, aim)}"
    )
    reason = why if said == "missed" else figure.problem if said == "not measured" else ""
    return f"{text.rstrip()}\n    {reason}" if reason else text.rstrip()


def _value(figure: Figure, aim: Aim) -> str:
    if not figure.samples:
        return "-"
    text = _number(figure.typical)
    if aim.limit_p99 is not None:
        text += f", p99 {_number(figure.p99)}"
    return f"{text} {aim.unit}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
