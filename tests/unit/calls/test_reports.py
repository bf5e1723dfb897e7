"""What the engine reports beside calls is handed on to the front end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls import engine_events as ev
from softphone.calls import notices as say
from softphone.calls.call_events import CallLevels, CallMedia, CallQuality, DtmfReceived, RecordingChanged
from softphone.calls.reach_events import CertificateRefused, NetworkChanged, NetworkTested, ServersFound
from softphone.calls.sound_events import SoundTestChanged, SoundTestState
from tests.support.core_phone import TestPhone, running_phone


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


REFUSED = CertificateRefused("office", "office.example", ("expired",))
TESTED = NetworkTested(7, local_address="192.0.2.1:5060")
FOUND = ServersFound(8, "office.example")
SOUND = SoundTestChanged(SoundTestState.METER, microphone=0.5)


@pytest.mark.parametrize(
    ("event", "notice"),
    [
        (NetworkChanged(("192.0.2.1",)), say.NetworkNotice(("192.0.2.1",))),
        (NetworkChanged(()), say.NetworkNotice(())),
        (REFUSED, say.CertificateNotice(REFUSED)),
        (TESTED, say.NetworkTestNotice(TESTED)),
        (FOUND, say.ServersNotice(FOUND)),
        (SOUND, say.SoundTestNotice(SOUND)),
    ],
)
def test_news_are_handed_on(phone: TestPhone, event: ev.EngineEvent, notice: say.Notice) -> None:
    """Each as it came."""
    phone.engine.emit(event)
    assert notice in phone.notices


def test_messages_of_no_call_are_kept(phone: TestPhone) -> None:
    """The last five hundred, told one by one, and never taken for those of a call."""
    for number in range(600):
        phone.engine.emit(
            ev.MessageSeen(0, sent=True, at=float(number), transport="udp", peer="p", raw=b"OPTIONS")
        )
    log = phone.controller.wire_log()
    assert (len(log), log[0].at.timestamp(), log[-1].raw) == (500, 100.0, b"OPTIONS")
    assert len(phone.said(say.WireNotice)) == 600
    phone.call("sip:bob@example.com")
    assert phone.controller.views()[0].messages == ()


def test_news_of_calls_that_are_nobodys_change_nothing(phone: TestPhone) -> None:
    """They are late, or of a leg that the core has given up."""
    for event in (
        CallMedia(9, active=True),
        CallQuality(9, 0, 0, 0, 0, 0),
        DtmfReceived(9, "1"),
        RecordingChanged(9, True, "/sounds/x.wav"),
        CallLevels(9, 0.5, 0.5),
    ):
        phone.engine.emit(event)
    assert phone.notices == []
