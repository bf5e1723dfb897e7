"""The page of sound on a real sound server: what one speaks is seen, what is played is heard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from softphone.calls.call_engine import SoundTest
from softphone.engine.protocol import SoundMode
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.sound_page import SoundPage
from tests.support.pulse import PulseServer, air
from tests.support.tone import sine
from tests.support.window_phone import window_phone

WAIT_S = 25


@pytest.fixture
def pulse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    folder = tmp_path / "pulse"
    folder.mkdir()
    with PulseServer(folder, speakers=("ear",), microphones=("mouth",)) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        yield server


@pytest.mark.timed
def test_devices_are_tried_out(qtbot: QtBot, tmp_path: Path, pulse: PulseServer) -> None:
    """The bar follows the voice, a tune ends by itself, and leaving the page closes the microphone."""
    with window_phone(qtbot, tmp_path / "profile", sound=SoundMode.DEVICES) as phone:
        phone.window.pages.show_section(Section.SOUND)
        page = phone.window.findChild(SoundPage)
        assert page is not None
        trials = page.trials
        assert trials is not None
        phone.until(lambda: page.microphone.count() > 1 and page.loudspeaker.count() > 1, WAIT_S)
        alone = pulse.streams("source-outputs")
        trials.buttons[SoundTest.METER].click()
        with pulse.play(air("mouth"), sine(440, 1) * 20):
            phone.until(lambda: trials.meter.level() > 0.5, WAIT_S)
        trials.buttons[SoundTest.LOUDSPEAKER].click()
        phone.until(lambda: pulse.streams("sink-inputs") > 0, WAIT_S)
        trials.buttons[SoundTest.METER].click()
        phone.until(lambda: pulse.streams("source-outputs") > alone, WAIT_S)
        phone.window.pages.show_section(Section.ABOUT)
        phone.until(lambda: pulse.streams("source-outputs") == alone, WAIT_S)
        assert not trials.is_running()
