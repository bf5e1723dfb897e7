"""The page of sound: devices, levels, switches, and trials that stop when nobody looks."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from softphone.calls.call_engine import SoundTest
from softphone.calls.notices import DevicesNotice, SoundTestNotice
from softphone.calls.sound_events import AudioDevice, SoundTestChanged, SoundTestState
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.sound_page import SoundPage
from softphone.gui.settings.sound_trials import SoundTrials
from tests.gui.house.scene import WAIT_S, Scene, find, press_key

HEADSET = AudioDevice("usb", "Headset")


def page_of(window: MainWindow) -> SoundPage:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.SOUND)
    window.on_notice(DevicesNotice((HEADSET,), (HEADSET,)))
    return find(window, SoundPage)


def trials(page: SoundPage) -> SoundTrials:
    assert page.trials is not None
    return page.trials


def asked(scene: Scene) -> list[object]:
    return [each[1] for each in scene.asked if each[0] == "test_sound"]


def tell(window: MainWindow, state: SoundTestState, **levels: object) -> None:
    window.on_notice(SoundTestNotice(SoundTestChanged(state, **levels)))  # type: ignore[arg-type]  # as its fields


def test_levels_count_at_once_and_are_kept(window: MainWindow, scene: Scene, qtbot: QtBot) -> None:
    """A slider is heard while it moves, by keyboard too, and written when the hand is at rest."""
    page = page_of(window)
    for _ in range(4):
        press_key(page.microphone_level.slider, Qt.Key.Key_Right)
    assert scene.audio_set[-1].microphone_level == 1.2
    assert page.microphone_level.slider.accessibleDescription() == "120 %"
    qtbot.waitUntil(lambda: window.settings.value.audio.microphone_level == 1.2, timeout=WAIT_S * 1000)
    page.loudspeaker_level.slider.setValue(0)
    window.show_view(View.CALLS)
    assert window.settings.value.audio.loudspeaker_level == 0.0


def test_choosing_a_device_keeps_levels_and_switches(window: MainWindow, scene: Scene) -> None:
    """What is chosen in one place does not undo what was chosen in another."""
    page = page_of(window)
    page.noise.click()
    page.gain.click()
    page.microphone.setCurrentIndex(page.microphone.findData("usb"))
    page.microphone.activated.emit(page.microphone.currentIndex())
    audio = scene.audio_set[-1]
    assert (audio.microphone, audio.noise_suppression, audio.automatic_gain) == ("usb", False, True)
    assert window.settings.value.audio == audio


def test_choices_made_elsewhere_are_shown(window: MainWindow) -> None:
    """A device chosen on the page of a call stands here, too."""
    page = page_of(window)
    value = window.settings.value
    window.settings.change(
        replace(value, audio=replace(value.audio, loudspeaker="usb", loudspeaker_level=0.5))
    )
    assert page.loudspeaker.currentData() == "usb"
    assert page.loudspeaker_level.slider.value() == 50


def test_meter(window: MainWindow, scene: Scene) -> None:
    """The microphone's level is asked for, shown, and stopped by the same button."""
    page = trials(page_of(window))
    meter = page.buttons[SoundTest.METER]
    meter.click()
    tell(window, SoundTestState.METER, microphone=0.5)
    assert page.meter.isVisible()
    assert page.meter.level() == 0.5
    meter.click()
    assert asked(scene) == [SoundTest.METER, SoundTest.NONE]
    assert not page.meter.isVisible()


def test_echo_says_what_to_do(window: MainWindow, scene: Scene) -> None:
    """One is told to speak, then that it is played, and it ends by itself."""
    page = trials(page_of(window))
    page.buttons[SoundTest.ECHO].click()
    tell(window, SoundTestState.RECORDING, microphone=0.3)
    assert "three seconds" in page.said.text()
    tell(window, SoundTestState.PLAYING)
    assert "others hear" in page.said.text()
    tell(window, SoundTestState.IDLE)
    assert not page.is_running()
    assert asked(scene) == [SoundTest.ECHO]


def test_everything_stops_when_the_page_is_left(window: MainWindow, scene: Scene) -> None:
    """Nobody is listened to behind another page, nor in a window that is closed."""
    page = trials(page_of(window))
    page.buttons[SoundTest.METER].click()
    window.show_view(View.CALLS)
    assert asked(scene)[-1] is SoundTest.NONE
    page_of(window)
    page.buttons[SoundTest.LOUDSPEAKER].click()
    window.hide()
    assert asked(scene)[-1] is SoundTest.NONE
    assert not page.is_running()


def test_another_trial_takes_the_place(window: MainWindow, scene: Scene) -> None:
    """Only one thing is tried at a time."""
    page = trials(page_of(window))
    page.buttons[SoundTest.METER].click()
    page.buttons[SoundTest.RING].click()
    assert asked(scene) == [SoundTest.METER, SoundTest.RING]
    assert [kind for kind, made in page.buttons.items() if made.isChecked()] == [SoundTest.RING]


def test_trouble_is_said(window: MainWindow, scene: Scene) -> None:
    """A device that fails, or none at all, is said in words; what cannot be tried is not offered."""
    page = page_of(window)
    trials(page).buttons[SoundTest.METER].click()
    tell(window, SoundTestState.IDLE, problem="The device is busy.")
    error = find(page, QLabel, "sound-test-error")
    assert "The device is busy." in error.text()
    assert error.isVisible()
    window.on_notice(DevicesNotice((), (HEADSET,)))
    none = find(page, QLabel, "sound-none")
    assert "no microphone" in none.text()
    assert none.isVisible()
    assert not find(page, QAbstractButton, "sound-test-meter").isEnabled()
    assert not find(page, QAbstractButton, "sound-test-echo").isEnabled()
    assert find(page, QAbstractButton, "sound-test-loudspeaker").isEnabled()
    window.on_notice(DevicesNotice((HEADSET,), (HEADSET,)))
    assert not none.isVisible()


def test_last_word_of_the_trial_before(window: MainWindow, scene: Scene) -> None:
    """That the trial before is over does not end the one that has taken its place."""
    page = trials(page_of(window))
    page.buttons[SoundTest.METER].click()
    tell(window, SoundTestState.METER, microphone=0.2)
    page.buttons[SoundTest.ECHO].click()
    tell(window, SoundTestState.METER, microphone=0.2)
    tell(window, SoundTestState.IDLE)
    assert page.is_running()
    tell(window, SoundTestState.RECORDING)
    tell(window, SoundTestState.IDLE)
    assert not page.is_running()
