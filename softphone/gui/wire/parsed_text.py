"""What this phone read in a response, and why it offers and orders it as it does: paragraphs of plain text."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from softphone.calls.offer import Option, Provenance, RedirectOffer
from softphone.calls.offers import options_of
from softphone.calls.ordering import places
from softphone.gui.words.kind_wording import kind_text, notable_text, voicemail_text
from softphone.gui.words.order_text import place_text
from softphone.gui.words.refusal_text import refusal_text
from softphone.gui.words.trust_text import changed_text, removed_text, sender_text, source_text
from softphone.gui.words.wording import delay_text, status_text
from softphone.sip.explanation import Explanation, Kind, Outcome
from softphone.sip.redirect import explain
from softphone.sip.text import safe_paragraphs, safe_text

_MOST = 60


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines."""

    heading: str
    lines: tuple[str, ...]


def read_sections(
    raw: bytes, offer: RedirectOffer | None, provenance: Provenance | None, request_uri: str | None
) -> tuple[Section, ...]:
    """From the offer that was made of `raw`, or from `raw` itself when it is only a record. Never raises."""
    if offer is not None:
        explanation, options = offer.explanation, offer.options
    else:
        transport = provenance.transport.lower() if provenance is not None else ""
        explanation = explain(raw, request_uri=request_uri, transport=transport or None)
        options = options_of(
            explanation, request_uri=request_uri or explanation.request_uri or "", domain=None
        )
    translate = QCoreApplication.translate
    warnings = [safe_text(text, 300) for text in explanation.warnings[:_MOST]]
    made = (
        (translate("Inspector", "Answer"), _answer(explanation, provenance)),
        (translate("Inspector", "Addresses in the order they are offered"), _options(options)),
        (translate("Inspector", "Not offered, and why"), _refused(explanation)),
        (translate("Inspector", "Removed"), _removed(options)),
        (translate("Inspector", "Notable"), map(notable_text, explanation.ui_warnings)),
        (translate("Inspector", "Warnings"), warnings),
        (translate("Inspector", "Hints"), _hints(explanation)),
        (translate("Inspector", "Text"), safe_paragraphs(explanation.body_text or "").split("\n")),
    )
    sections = [Section(heading, tuple(filter(None, lines))) for heading, lines in made]
    return tuple(section for section in sections if section.lines)


def sections_text(sections: tuple[Section, ...]) -> str:
    """For the clipboard and for a file."""
    return "\n\n".join(
        "\n".join((section.heading, *(f"  {line}" for line in section.lines))) for section in sections
    )


def _answer(explanation: Explanation, provenance: Provenance | None) -> Iterator[str]:
    if explanation.status is None:
        yield QCoreApplication.translate("Inspector", "This could not be read as a SIP response.")
    else:
        yield f"{status_text(explanation.status, explanation.reason)} · {_outcome(explanation.outcome)}"
    if explanation.why:
        yield refusal_text(safe_text(explanation.why, 300))
    if explanation.request_uri:
        text = QCoreApplication.translate("Inspector", "Dialled: {uri}")
        yield text.format(uri=safe_text(explanation.request_uri, 500))
    if explanation.mode == "proxy":
        yield QCoreApplication.translate("Inspector", "The same address through the proxy that is named.")
    if provenance is not None:
        yield source_text(provenance)
        yield sender_text(provenance)


def _outcome(outcome: Outcome) -> str:
    match outcome:
        case Outcome.OFFER:
            return QCoreApplication.translate("Inspector", "something to choose")
        case Outcome.INFORM:
            return QCoreApplication.translate("Inspector", "nothing to choose, but something to read")
        case Outcome.FAIL:
            return QCoreApplication.translate("Inspector", "nothing that can be used")
        case Outcome.DISCARD:
            return QCoreApplication.translate("Inspector", "must not be used")


def _options(options: tuple[Option, ...]) -> Iterator[str]:
    for option, place in zip(options[:_MOST], places(options), strict=False):
        what = (
            voicemail_text(option.voicemail_cause)
            if option.kind is Kind.VOICEMAIL
            else kind_text(option.kind)
        )
        uri = safe_text(option.uri or option.action or "", 500)
        name = f" “{safe_text(option.label, 120)}”" if option.label else ""
        yield f"{option.number}. {what}{name} {uri} — {place_text(place)}".replace("  ", " ")
        for line in _about(option):
            yield f"    {line}"


def _about(option: Option) -> Iterator[str]:
    if option.expires is not None:
        text = QCoreApplication.translate("Inspector", "good for {delay}")
        yield text.format(delay=delay_text(option.expires))
    if option.dial_uri is not None and option.dial_uri != option.uri:
        text = QCoreApplication.translate("Inspector", "called as {uri}")
        yield text.format(uri=safe_text(option.dial_uri, 500))
    if option.headers:
        carried = ", ".join(f"{safe_text(k, 40)}: {safe_text(v, 80)}" for k, v in option.headers.items())
        yield QCoreApplication.translate("Inspector", "carries along {headers}").format(headers=carried)
    if option.changed:
        yield changed_text(option.changed)
    if option.notable:
        yield " · ".join(map(notable_text, option.notable))
    if option.failed_status is not None:
        text = QCoreApplication.translate("Inspector", "was tried: {status}")
        yield text.format(status=status_text(option.failed_status))


def _removed(options: tuple[Option, ...]) -> Iterator[str]:
    for option in options[:_MOST]:
        if option.ignored_headers:
            yield f"{option.number}. {removed_text(option.ignored_headers)}"


def _refused(explanation: Explanation) -> Iterator[str]:
    for rejected in explanation.rejected[:_MOST]:
        yield f"{safe_text(rejected.value, 300)} — {refusal_text(safe_text(rejected.why, 200))}"
    for body in explanation.unread[:_MOST]:
        text = QCoreApplication.translate("Inspector", "a part of type {type}, which is not understood here")
        yield text.format(type=safe_text(body.media_type, 80) or "?")


def _hints(explanation: Explanation) -> Iterator[str]:
    if explanation.retry_after is not None:
        text = QCoreApplication.translate("Inspector", "Try again in {delay}")
        yield text.format(delay=delay_text(explanation.retry_after))
    for link in explanation.info_links[:_MOST]:
        yield QCoreApplication.translate("Inspector", "More about it: {link}").format(
            link=safe_text(link, 500)
        )
