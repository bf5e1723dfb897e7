"""The addresses of a body while it is read: what may be offered, each once, and what is refused by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from softphone.sip.allowed import Admitted, admit
from softphone.sip.body.part import LONGEST_SOURCE, Reading
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Alternative, Notable, Rejected
from softphone.sip.text import has_hidden, safe_paragraphs, safe_text
from softphone.sip.trust import Dialled, notable_points
from softphone.sip.uri import Uri, equal_uris, parse_uri, uri_key_of

_MOST_FOUND: Final = 100
_MOST_LOOKED_AT: Final = 1000
_LONGEST_LABEL: Final = 120
_RANK: Final = {point: rank for rank, point in enumerate(Notable)}


@dataclass(frozen=True, slots=True)
class _Label:
    """Safe to show; `hid` when something had to be taken out for that."""

    text: str | None
    hid: bool

    @classmethod
    def of(cls, written: str | None) -> "_Label":
        if not written:
            return cls(None, False)
        written = written[: _LONGEST_LABEL * 4]
        return cls(safe_text(written, _LONGEST_LABEL) or None, has_hidden(written))


class Found:
    """Collects in document order. Of equal addresses the first stays, with the first label that any of them has."""

    def __init__(self, dialled: Dialled) -> None:
        self._dialled = dialled
        self._admitted: list[tuple[str, Admitted]] = []
        self._labels: list[_Label] = []
        self._rejected: dict[str, Rejected] = {}
        self._seen: dict[str, list[int]] = {}
        self._looked_at = 0

    @property
    def full(self) -> bool:
        """Whether enough was read; the rest of a document of thousands helps nobody."""
        return self._looked_at >= _MOST_LOOKED_AT or len(self._admitted) >= _MOST_FOUND

    def add(self, address: str, label: str | None = None, *, quietly: bool = False) -> None:
        """Offer `address`, or name it as refused with the reason; `quietly` does not name it."""
        if self.full:
            return
        self._looked_at += 1
        try:
            admitted = admit(address)
        except SipParseError as error:
            if not quietly:
                self.refuse(address, error.reason)
            return
        named = _Label.of(label)
        alike = self._seen.setdefault(uri_key_of(admitted.uri), [])
        for number in alike:
            if equal_uris(self._admitted[number][1].uri, admitted.uri):
                if self._labels[number].text is None:
                    self._labels[number] = named
                return
        alike.append(len(self._admitted))
        self._admitted.append((address, admitted))
        self._labels.append(named)

    def refuse(self, value: str, why: str) -> None:
        """Name what is not offered; each value once."""
        if len(self._rejected) < _MOST_FOUND:
            value = safe_text(value)
            self._rejected.setdefault(value, Rejected(value, why))

    def reading(self, text: str = "") -> Reading:
        """All that was collected, and `text` to be quoted."""
        alternatives = [
            Alternative(admitted.kind, written, label.text, None, self._points(admitted, label))
            for (written, admitted), label in zip(self._admitted, self._labels, strict=True)
        ]
        return Reading(
            safe_paragraphs(text) or None,
            tuple(alternatives),
            tuple(self._rejected.values()),
            text[:LONGEST_SOURCE],
        )

    def _points(self, admitted: Admitted, label: "_Label") -> tuple[Notable, ...]:
        points = notable_points(admitted, label.text, self._dialled)
        return (*points, Notable.HIDDEN_CHARACTERS) if label.hid else points


def join(readings: Iterable[Reading]) -> Reading:
    """Several parts as one, in their order; an address that two of them name is one alternative."""
    every = list(readings)
    if len(every) == 1:
        return every[0]
    texts = dict.fromkeys(reading.text for reading in every if reading.text)
    kept: list[Alternative] = []
    seen: dict[str, list[tuple[int, Uri]]] = {}
    for alternative in (one for reading in every for one in reading.alternatives):
        _merge(alternative, kept, seen)
    return Reading(
        safe_paragraphs("\n\n".join(texts)) or None,
        tuple(kept[:_MOST_FOUND]),
        tuple(dict.fromkeys(one for reading in every for one in reading.rejected)),
        "\n".join(reading.source for reading in every)[:LONGEST_SOURCE],
        tuple(one for reading in every for one in reading.unread),
    )


def _merge(alternative: Alternative, kept: list[Alternative], seen: dict[str, list[tuple[int, Uri]]]) -> None:
    if alternative.uri is None:
        kept.append(alternative)
        return
    uri = parse_uri(alternative.uri)
    alike = seen.setdefault(uri_key_of(uri), [])
    for number, known in alike:
        if equal_uris(known, uri):
            kept[number] = _merged(kept[number], alternative)
            return
    alike.append((len(kept), uri))
    kept.append(alternative)


def _merged(first: Alternative, second: Alternative) -> Alternative:
    points: Sequence[Notable] = sorted({*first.notable, *second.notable}, key=_RANK.__getitem__)
    return replace(
        first,
        label=first.label or second.label,
        action=first.action or second.action,
        notable=tuple(points),
    )
