"""The estimate of how a call sounds, and what is kept of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.call_events import CallMedia, CallQuality
from softphone.calls.notices import QualityChanged
from softphone.calls.quality import mos_of
from tests.support.core_phone import TestPhone, running_phone


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    ("codec", "loss", "delay", "mos"),
    [
        ("PCMU/8000", 0, 0, 4.41),  # R = 93.2: G.107 table B.1 has 4.41 for it
        ("PCMA/8000", 0, 100, 4.41),
        ("PCMU/8000", 0, 200, 4.34),
        ("PCMU/8000", 0, 400, 3.56),
        ("PCMU/8000", 1, 50, 4.32),
        ("PCMU/8000", 5, 50, 3.93),
        ("PCMU/8000", 20, 50, 2.64),
        ("PCMU/8000", 100, 50, 1.16),
        ("GSM/8000", 0, 0, 3.74),
        ("iLBC/8000", 0, 0, 4.11),
        ("G722/16000", 0, 0, 4.41),
        ("", 0, 0, 4.41),
        ("PCMU/8000", -1, -5, 4.41),
        ("PCMU/8000", 1e9, 1e9, 1.0),
    ],
)
def test_the_estimate(codec: str, loss: float, delay: float, mos: float) -> None:
    """By the formulas of the E-model, from 1.0 to 4.5, whatever is measured."""
    assert mos_of(codec, loss_percent=loss, delay_ms=delay) == pytest.approx(mos, abs=0.04)


def test_it_only_gets_worse_with_loss_and_delay() -> None:
    """Never better for one packet more that is lost or one millisecond more."""
    for codec in ("PCMU/8000", "GSM/8000"):
        by_loss = [mos_of(codec, loss_percent=loss, delay_ms=50) for loss in range(101)]
        by_delay = [mos_of(codec, loss_percent=1, delay_ms=delay) for delay in range(0, 2000, 10)]
        assert by_loss == sorted(by_loss, reverse=True)
        assert by_delay == sorted(by_delay, reverse=True)


def second(phone: TestPhone, loss: float = 0.0, **fields: float) -> None:
    values = {"loss_sent": -1.0, "jitter_received_ms": 4.0, "jitter_sent_ms": -1.0, "round_trip_ms": 20.0}
    phone.engine.emit(CallQuality(1, loss, **{**values, **fields}))  # type: ignore[arg-type]  # all are floats


def test_each_second_is_told_and_the_call_is_summed_up(phone: TestPhone) -> None:
    """Unknown values do not count; the history keeps the summary."""
    attempt = phone.call("sip:bob@example.com")
    phone.answered()
    phone.engine.emit(CallMedia(1, active=True, codec="PCMU/8000"))
    for loss in (0.0, 0.0, 50.0, 0.0, 0.0):
        second(phone, loss, loss_sent=2.0 if loss else -1.0)
    told = [notice for notice in phone.notices if isinstance(notice, QualityChanged)]
    assert len(told) == 5
    view = phone.view(attempt)
    assert (view.mos, view.quality) == (told[-1].mos, told[-1].quality)
    phone.end(200)
    summary = phone.view(attempt).quality_summary
    assert summary is not None
    assert (summary.codec, summary.loss_received, summary.loss_sent) == ("PCMU/8000", 10.0, 2.0)
    assert (summary.jitter_ms, summary.round_trip_ms) == (4.0, 20.0)
    assert 1.0 <= summary.worst_mos < summary.mos < 4.4
    phone.settle()
    assert phone.store.call_log.recent()[0].quality == summary


def test_what_was_never_known_is_not_told_as_nothing(phone: TestPhone) -> None:
    """A phone that sends no reports tells neither its losses nor the round trip; 0 would praise the line."""
    attempt = phone.call("sip:bob@example.com")
    phone.answered()
    second(phone, round_trip_ms=-1.0)
    phone.end(200)
    summary = phone.view(attempt).quality_summary
    assert summary is not None
    assert (summary.loss_received, summary.loss_sent, summary.round_trip_ms) == (0.0, -1.0, -1.0)
    phone.settle()
    assert phone.store.call_log.recent()[0].quality == summary


def test_a_call_without_sound_has_no_summary(phone: TestPhone) -> None:
    """Not the best one, and not the worst."""
    attempt = phone.call("sip:bob@example.com")
    phone.answered()
    phone.end(200)
    second(phone)
    assert phone.view(attempt).quality_summary is None
    assert phone.view(attempt).quality is None
