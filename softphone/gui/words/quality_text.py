"""How a call sounds, in one word and in figures."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLocale

from softphone.calls.call_events import CallQuality
from softphone.calls.records import QualitySummary
from softphone.gui.words.codec_text import codec_name

Grade = Literal["good", "fair", "poor"]

# ITU-T G.107 annex B: above 3.6 some people are dissatisfied, below 3.1 nearly all are.
_GOOD, _FAIR = 3.6, 3.1


def grade(mos: float) -> Grade:
    return "good" if mos >= _GOOD else "fair" if mos >= _FAIR else "poor"


def grade_word(mos: float) -> str:
    match grade(mos):
        case "good":
            return QCoreApplication.translate("Quality", "Good")
        case "fair":
            return QCoreApplication.translate("Quality", "Fair")
        case "poor":
            return QCoreApplication.translate("Quality", "Poor")


def percent(value: float) -> str:
    """ "0.4 %", or a dash for what is not known (below 0)."""
    if value < 0:
        return "–"
    return f"{QLocale().toString(value, 'f', 1)} %"


def milliseconds(value: float) -> str:
    if value < 0:
        return "–"
    return QCoreApplication.translate("Quality", "{number} ms").format(
        number=QLocale().toString(round(value))
    )


def mos_text(mos: float) -> str:
    return QLocale().toString(mos, "f", 1)


def live_text(quality: CallQuality, mos: float) -> str:
    """One line for who cannot see the plot."""
    text = QCoreApplication.translate(
        "Quality", "Sound quality: {word}. Lost {loss}, jitter {jitter}, round trip {trip}."
    )
    return text.format(
        word=grade_word(mos),
        loss=percent(worst_loss(quality)),
        jitter=milliseconds(quality.jitter_received_ms),
        trip=milliseconds(quality.round_trip_ms),
    )


def worst_loss(quality: CallQuality) -> float:
    """The greater loss of both directions; late packets are as good as lost."""
    received = quality.loss_received
    if received >= 0:
        received = min(100.0, received + max(0.0, quality.late_percent))
    return max(received, quality.loss_sent)


def summary_text(summary: QualitySummary) -> str:
    """The sound of a whole call in one line."""
    text = QCoreApplication.translate(
        "Quality",
        "Sound quality: {word} ({mos} of 4.5) · lost {received} in, {sent} out · jitter {jitter} · "
        "round trip {trip}",
    )
    said = text.format(
        word=grade_word(summary.mos),
        mos=mos_text(summary.mos),
        received=percent(summary.loss_received),
        sent=percent(summary.loss_sent),
        jitter=milliseconds(summary.jitter_ms),
        trip=milliseconds(summary.round_trip_ms),
    )
    return f"{said} · {codec_name(summary.codec)}" if summary.codec else said


def short_summary(summary: QualitySummary) -> str:
    """For a row of the history; "" for what needs no word."""
    match grade(summary.mos):
        case "good":
            return ""
        case "fair":
            return QCoreApplication.translate("Quality", "fair sound")
        case "poor":
            return QCoreApplication.translate("Quality", "poor sound")
