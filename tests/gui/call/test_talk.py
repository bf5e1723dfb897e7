"""The page of a call in which people talk: hold, handing over, conference, recording, digits, devices, quality."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.call_events import CallMedia, TransferState
from softphone.calls.notices import CallChanged, DevicesNotice, RecordingNotice
from softphone.calls.records import ByItself, Direction, Ended
from softphone.calls.settings import AudioSettings
from softphone.calls.sound_events import AudioDevice
from softphone.calls.views import CallView, Phase
from softphone.gui.call.actions import KEYS, CallActions
from softphone.gui.call.choice_of_sound import CallSound
from softphone.gui.call.handing_over import HandingOverForm
from softphone.gui.call.page import CallPage
from softphone.gui.call.quality_panel import QualityPanel
from softphone.gui.call.quality_plot import QualityPlot
from softphone.gui.call.sound_panel import SoundPanel
from softphone.gui.desktop import Desktop
from softphone.gui.look.components import Button, ElidedLabel
from softphone.gui.look.theme import Theme
from softphone.gui.settings.settings_model import SettingsModel
from softphone.gui.words.ending import ended_sentence
from softphone.gui.words.lists import joined
from softphone.gui.words.quality_text import milliseconds
from softphone.store.store import Store
from tests.gui.call import samples
from tests.gui.call.samples_talk import (
    BORIS,
    HELD,
    RECORDING,
    SUMMARY,
    TALKING,
    TALKS,
    TRANSFER,
    other,
    quality,
)
from tests.support.fake_phone import FakePhone

CONTROL = Qt.KeyboardModifier.ControlModifier


def button(page: CallPage, name: str) -> Button:
    """The one that is there now: what is made anew leaves the old one until the next event."""
    found = [each for each in page.findChildren(Button, name) if not each.isHidden()]
    assert found, name
    return found[-1]


def text_of(page: CallPage, name: str) -> str:
    found = [each for each in page.findChildren(QLabel, name) if each.isVisible()]
    said = found[-1] if found else None
    if said is None:
        return ""
    return said.full_text() if isinstance(said, ElidedLabel) else said.text()


def show(page: CallPage, phone: FakePhone, *views: CallView) -> None:
    """The first is on the page, the others go on beside it."""
    for view in views:
        phone.say(CallChanged(view))
    page.show_call(views[0])
    for _ in range(3):  # the row of tiles is laid out, and folds what does not fit
        QApplication.processEvents()


def asked(phone: FakePhone) -> list[tuple[object, ...]]:
    return [each for each in phone.asked if each[0] != "settings_changed"]


# Holding


def test_hold_and_resume_are_one_tile(page: CallPage, phone: FakePhone) -> None:
    """It says what it will do next, and a line says who is on hold."""
    show(page, phone, TALKING)
    assert button(page, "call-hold").accessibleName() == "Hold"
    button(page, "call-hold").click()
    show(page, phone, HELD)
    assert text_of(page, "call-state") == "On hold"
    assert text_of(page, "remark-hold-text") == "Anna Karlsson is on hold. Neither of you hears the other."
    assert button(page, "call-hold").accessibleName() == "Resume"
    button(page, "remark-hold-action").click()
    assert asked(phone) == [("hold", 1), ("resume", 1)]


def test_who_holds_whom_is_said(page: CallPage, phone: FakePhone) -> None:
    """By us, by them, by both; what only they can undo has no button."""
    show(page, phone, replace(TALKING, held_by_peer=True))
    assert text_of(page, "remark-hold-text") == "Anna Karlsson has put you on hold."
    assert not [each for each in page.findChildren(Button, "remark-hold-action") if each.isVisible()]
    show(page, phone, replace(HELD, held_by_peer=True))
    assert text_of(page, "remark-hold-text") == "You and Anna Karlsson have both put this call on hold."
    show(page, phone, TALKING)
    assert text_of(page, "remark-hold-text") == ""


# Keys


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("mute", ("set_muted", 1, True)),
        ("hold", ("hold", 1)),
        ("record", ("record", 1, True)),
        ("silence", ("set_silenced", 1, True)),
    ],
)
@pytest.mark.parametrize("width", [420, 1000])
def test_every_tile_has_keys_wherever_it_is_folded_to(
    page: CallPage, phone: FakePhone, name: str, expected: tuple[object, ...], width: int
) -> None:
    """The tool tip names them; they count in a narrow window too."""
    page.resize(width, 680)
    show(page, phone, TALKING)
    page.activateWindow()
    tile = page.findChild(Button, f"call-{name}")
    assert tile is not None
    assert tile.toolTip().endswith(f"({KEYS[name]})")
    modifiers = CONTROL | Qt.KeyboardModifier.ShiftModifier if "Shift" in KEYS[name] else CONTROL
    key = Qt.Key[f"Key_{KEYS[name][-1]}"]
    QTest.keyClick(page, key, modifiers)
    assert asked(phone) == [expected]


def test_keys_of_a_call_do_nothing_before_it_is_answered(page: CallPage, phone: FakePhone) -> None:
    """There is nothing to hold or to record."""
    show(page, phone, samples.view(Phase.RINGING))
    for key in (Qt.Key.Key_M, Qt.Key.Key_H, Qt.Key.Key_R, Qt.Key.Key_T):
        QTest.keyClick(page, key, CONTROL)
    assert asked(phone) == []
    QTest.keyClick(page, Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert asked(phone) == [("hang_up", 1)]


def test_digits_are_sent_without_the_keypad_and_shown(page: CallPage, phone: FakePhone) -> None:
    """Typing on the page is pressing keys; what either side pressed stands there."""
    show(page, phone, TALKING)
    page.setFocus()
    QTest.keyClicks(page, "4#")
    assert asked(phone) == [("send_dtmf", 1, "4"), ("send_dtmf", 1, "#")]
    assert text_of(page, "remark-digits-text") == "You pressed 4#"
    show(page, phone, replace(TALKING, received_digits="12\u202e"))
    assert text_of(page, "remark-digits-text") == "You pressed 4# · They pressed 12"
    button(page, "call-keypad").click()
    assert text_of(page, "keypad-sent") == "4#"
    assert text_of(page, "remark-digits-text") == "They pressed 12"


def test_digits_that_were_not_taken(page: CallPage, phone: FakePhone) -> None:
    """It is said for as long as people talk."""
    show(page, phone, replace(TALKING, held_by_peer=True, digits_refused=True))
    assert text_of(page, "remark-digits-refused-text") == "The other side did not take the last digits."


def test_digits_reach_what_speaks_before_an_answer(page: CallPage, phone: FakePhone) -> None:
    """An announcement with a menu (early media) takes keys; a ringing phone does not."""
    show(page, phone, samples.view(Phase.RINGING))
    page.setFocus()
    QTest.keyClicks(page, "1")
    show(page, phone, samples.view(Phase.RINGING, early_media=True))
    QTest.keyClicks(page, "2")
    assert asked(phone) == [("send_dtmf", 1, "2")]
    assert button(page, "call-keypad").isVisible()


# Folding


def test_hang_up_keeps_its_place_and_the_rest_folds(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """At 420 pixels the first tiles stay, the others are in the menu with their keys."""
    page.resize(420, 680)
    show(page, phone, replace(TALKING, muted=True))
    QApplication.processEvents()
    hang_up = button(page, "call-hang-up")
    assert hang_up.isVisible()
    assert hang_up.mapTo(page, hang_up.rect().bottomRight()).x() <= page.width()
    tiles = page.findChild(CallActions)
    assert tiles is not None
    assert button(page, "call-mute").isVisible()
    button(page, "call-more").click()
    menu = tiles.findChild(QMenu, "call-more-menu")
    assert menu is not None
    entries = {entry.objectName(): entry for entry in menu.actions()}
    assert {"more-transfer", "more-record", "more-add", "more-silence", "more-sound"} <= set(entries)
    assert entries["more-record"].text().endswith("\tCtrl+R")
    entries["more-record"].trigger()
    menu.close()
    assert asked(phone) == [("record", 1, True)]


@pytest.mark.parametrize("name", sorted(TALKS))
@pytest.mark.parametrize("width", [360, 420, 760])
def test_hang_up_is_in_the_window_in_every_state(
    page: CallPage, phone: FakePhone, name: str, width: int
) -> None:
    """Whatever else is on the page."""
    page.resize(width, 680)
    show(page, phone, *TALKS[name])
    for _ in range(3):
        QApplication.processEvents()
    assert page.width() == width
    ways = ("call-hang-up", "call-answer", "call-again")
    found = [each for each in page.findChildren(Button) if each.objectName() in ways and each.isVisible()]
    assert found
    for each in found:
        assert page.rect().contains(each.mapTo(page, each.rect().bottomRight()))


# Handing over


def open_form(page: CallPage, name: str) -> HandingOverForm:
    button(page, name).click()
    form = page.findChild(HandingOverForm)
    assert form is not None
    return form


def test_a_call_is_transferred_at_once(page: CallPage, phone: FakePhone) -> None:
    """Enter in the field; the form goes."""
    show(page, phone, TALKING)
    form = open_form(page, "call-transfer")
    assert form.field.edit.hasFocus()
    form.field.edit.setText("boris@office.example")
    QTest.keyClick(form.field.edit, Qt.Key.Key_Return)
    assert asked(phone) == [("transfer", 1, "sip:boris@office.example")]
    assert form.isHidden()


def test_ask_first_calls_and_keeps_the_first_on_hold(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """The page of the call to the other one is asked for."""
    show(page, phone, TALKING)
    form = open_form(page, "call-transfer")
    form.field.edit.setText("boris@office.example")
    with qtbot.waitSignal(page.show_requested) as told:
        button(page, "handing-ask").click()
    assert told.args == [2]
    assert phone.views()[1].consults_for == 1


def test_a_wrong_address_is_told_and_nobody_is_transferred(page: CallPage, phone: FakePhone) -> None:
    """The form stays, with the mistake under the field; Escape goes back."""
    show(page, phone, TALKING)
    form = open_form(page, "call-transfer")
    form.field.edit.setText("boris@of fice.example")
    QTest.keyClick(form.field.edit, Qt.Key.Key_Return)
    assert form.field.error.isVisible()
    assert asked(phone) == []
    form.field.edit.clear()
    QTest.keyClick(form.field.edit, Qt.Key.Key_Escape)
    assert form.isHidden()


def test_consultation_ends_with_both_connected_or_back(page: CallPage, phone: FakePhone) -> None:
    """Connect them: the first is transferred to the second. Back: the second is hung up, the first goes on."""
    consult = replace(other(3, "Clara"), consults_for=2)
    show(page, phone, consult, BORIS)
    assert text_of(page, "call-other-2-text") == "Boris Petrov waits on hold."
    button(page, "call-other-2-connect").click()
    button(page, "call-other-2-back").click()
    assert asked(phone) == [("transfer_to", 2, 3), ("hang_up", 3), ("resume", 2)]


def test_the_course_of_a_transfer_is_told(page: CallPage, phone: FakePhone) -> None:
    """Under way, failed with who is still here, done."""
    show(page, phone, replace(TALKING, transfer=TRANSFER))
    assert text_of(page, "remark-transfer-text") == "Anna Karlsson is calling Boris Petrov now…"
    assert not button(page, "call-transfer").isEnabled()
    failed = replace(TRANSFER, state=TransferState.FAILED, status=480)
    show(page, phone, replace(HELD, transfer=failed))
    assert text_of(page, "remark-transfer-failed-text") == (
        "Boris Petrov did not answer (480). Anna Karlsson is still here, on hold."
    )
    refused = replace(failed, status=603, refused=True)
    show(page, phone, replace(TALKING, transfer=refused))
    assert text_of(page, "remark-transfer-failed-text") == (
        "Anna Karlsson's phone did not take the transfer (603). Anna Karlsson is still here."
    )
    done = replace(TRANSFER, state=TransferState.DONE, status=200)
    gone = replace(samples.ended(Ended.ANSWERED, answered_at=samples.NOW), transfer=done)
    sentence = ended_sentence(gone)
    assert sentence.advice == "Anna Karlsson is talking with Boris Petrov now."


# Several calls


def test_two_calls_are_swapped_merged_and_connected(page: CallPage, phone: FakePhone, qtbot: QtBot) -> None:
    """One click each, from the page of the one that is active."""
    show(page, phone, TALKING, BORIS)
    assert text_of(page, "call-other-2-text") == "Boris Petrov is on hold."
    with qtbot.waitSignal(page.show_requested) as told:
        button(page, "call-other-2-swap").click()
    assert told.args == [2]
    button(page, "call-other-2-merge").click()
    button(page, "call-other-2-connect").click()
    assert asked(phone) == [("resume", 2), ("join", (1, 2)), ("transfer_to", 1, 2)]


def test_a_conference_names_who_is_in_it(page: CallPage, phone: FakePhone) -> None:
    """Somebody can be taken out; a third call joins those that are in."""
    show(page, phone, *TALKS["talk-conference"])
    assert text_of(page, "call-state") == "In a conference"
    others = joined(("Anna Karlsson", "Boris Petrov", "Виктория Дмитриевна"))
    assert text_of(page, "call-conference-text") == f"Conference: you, {others}."
    button(page, "call-conference-part").click()
    button(page, "call-other-4-merge").click()
    assert asked(phone) == [("part", 1), ("join", (1, 2, 3, 4))]


def test_lines_of_other_calls_keep_the_focus_while_nothing_of_them_changes(
    page: CallPage, phone: FakePhone
) -> None:
    """Figures that come each second do not take a button away from under the finger."""
    show(page, phone, TALKING, BORIS)
    swap = button(page, "call-other-2-swap")
    swap.setFocus()
    show(page, phone, replace(TALKING, mos=4.1), BORIS)
    assert button(page, "call-other-2-swap") is swap
    page.on_notice(CallChanged(replace(BORIS, phase=Phase.ENDED)))


# Recording


def test_a_recording_is_seen_with_its_time_and_found_afterwards(
    page: CallPage, phone: FakePhone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A red sign while it runs; the file's name and its folder after it."""
    show(page, phone, RECORDING)
    assert text_of(page, "call-recording").startswith("Recording 0:0")
    assert button(page, "call-record").accessibleName() == "Stop recording"
    opened: list[str] = []

    def remember(_self: Desktop, path: str) -> bool:
        opened.append(path)
        return True

    monkeypatch.setattr(Desktop, "show_in_folder", remember)
    file = str(tmp_path / "Anna.wav")
    show(page, phone, replace(TALKING, recorded=file))
    assert text_of(page, "call-recording") == ""
    assert text_of(page, "remark-recorded-text") == "The recording is kept: Anna.wav"


def test_a_recording_that_stops_by_itself_says_why(page: CallPage, phone: FakePhone) -> None:
    """The call goes on, and nobody believes that it is still recorded."""
    show(page, phone, RECORDING)
    page.on_notice(RecordingNotice(1, RECORDING.recording, "disk full"))
    show(page, phone, TALKING)
    assert "disk full" in text_of(page, "remark-recording-stopped-text")
    assert text_of(page, "call-recording") == ""


# What is said


def test_keys_that_travelled_in_the_open_are_said(page: CallPage, phone: FakePhone) -> None:
    """SRTP with keys in plain signalling is no lock."""
    show(page, phone, replace(TALKING, signalling_transport="udp"))
    assert text_of(page, "lock-media") == "Sound encrypted, but the keys travelled unencrypted · G.722"
    show(page, phone, TALKING)
    assert text_of(page, "lock-media") == "Sound encrypted · G.722"


def test_tls_with_anybody_is_no_lock(page: CallPage, phone: FakePhone) -> None:
    """Encryption towards a server whose certificate nobody checked is said as that, of signalling and of sound."""
    show(page, phone, replace(TALKING, signalling_verified=False))
    assert "nobody checked" in text_of(page, "lock-signalling")
    assert "nobody checked" in text_of(page, "lock-media")


def test_an_unknown_way_of_the_keys_is_no_lock(page: CallPage, phone: FakePhone) -> None:
    """Nothing is claimed of signalling that nobody knows."""
    show(page, phone, replace(TALKING, signalling_transport="", signalling_verified=False))
    assert text_of(page, "lock-media") == "Sound encrypted, but the keys travelled unencrypted · G.722"


def test_a_call_answered_by_itself_can_be_muted_at_once(page: CallPage, phone: FakePhone) -> None:
    """Whoever comes into the room has to know that somebody listens."""
    show(page, phone, *TALKS["talk-auto"])
    assert "answered by itself" in text_of(page, "remark-by-itself-text")
    button(page, "remark-by-itself-action").click()
    assert asked(phone) == [("set_muted", 1, True)]


@pytest.mark.parametrize("why", [each for each in ByItself if each is not ByItself.AUTO_ANSWERED])
def test_why_a_caller_did_not_ring_is_said_once(page: CallPage, phone: FakePhone, why: ByItself) -> None:
    """On the card of the end, and nowhere else on the page."""
    view = samples.ended(Ended.MISSED, direction=Direction.INCOMING, by_itself=why)
    show(page, phone, view)
    assert text_of(page, "ended-headline") == "A caller was kept away"
    assert text_of(page, "ended-advice").startswith("It did not ring: ")
    assert text_of(page, "remark-by-itself-text") == ""


# Quality


@pytest.mark.usefixtures("qapp")
def test_names_and_figures_of_the_plot_do_not_run_into_each_other() -> None:
    """However large the letters are, beside the longest name there is room for a figure of four digits."""
    plot = QualityPlot()
    font = plot.font()
    font.setPointSizeF(3 * font.pointSizeF())
    letters = QFontMetrics(font)
    for name in plot.names():
        assert plot.room(letters) > letters.horizontalAdvance(f"{name} {milliseconds(1000)}")
    plot.deleteLater()


def test_quality_is_told_in_a_word_and_figures(page: CallPage, phone: FakePhone) -> None:
    """From the first figures on; what is not known is a dash."""
    show(page, phone, TALKING)
    assert page.findChild(QualityPanel) is None
    page.on_notice(quality(0, bad=False))
    assert text_of(page, "quality-word") == "Sound quality: Good"
    button(page, "quality-details").click()
    figures = page.findChild(QWidget, "quality-figures")
    assert figures is not None
    said = [each.text() for each in figures.findChildren(QLabel)]
    assert "–" in said  # the round trip
    assert "yes (SRTP)" in said
    page.on_notice(quality(60, bad=True))
    assert text_of(page, "quality-word") == "Sound quality: Poor"
    plot = page.findChild(QualityPlot)
    assert plot is not None
    assert plot.accessibleName().startswith("Sound quality: Poor. Lost ")


def test_quality_of_another_call_is_kept_for_its_page(page: CallPage, phone: FakePhone) -> None:
    """Two minutes at most, and nothing after its end."""
    show(page, phone, TALKING, BORIS)
    for second in range(300):
        page.on_notice(quality(second, bad=False, attempt=2))
    assert page.findChild(QualityPanel) is None
    page.show_call(BORIS)
    assert text_of(page, "quality-word") == "Sound quality: Good"
    page.show_call(replace(BORIS, phase=Phase.ENDED, ended=Ended.ANSWERED))
    page.show_call(BORIS)
    panel = page.findChild(QualityPanel)
    assert panel is not None
    assert panel.isHidden()


def test_the_end_of_a_call_sums_its_sound_up(page: CallPage, phone: FakePhone) -> None:
    """Word, figures, codec."""
    view = replace(samples.ended(Ended.ANSWERED, answered_at=samples.NOW), quality_summary=SUMMARY)
    show(page, phone, view)
    said = text_of(page, "ended-quality")
    assert said.startswith("Sound quality: Fair (3.3 of 4.5)")
    assert said.endswith("G.711 A-law")


# Devices


def test_devices_and_loudness_are_chosen_in_the_call(
    qtbot: QtBot, theme: Theme, phone: FakePhone, store: Store
) -> None:
    """Each choice goes to the engine at once and into the settings; new devices appear while it is open."""
    settings = SettingsModel(store.settings_file)
    heard: list[AudioSettings] = []
    known = [DevicesNotice((AudioDevice("m1", "Headset", is_default=True),), ())]
    sound = CallSound(settings, heard.append, lambda: known[0])
    page = CallPage(phone, contacts=store.contact_book, sound=sound)
    qtbot.addWidget(page)
    page.resize(900, 680)
    page.show()
    show(page, phone, replace(TALKING, media=CallMedia(1, active=True)))
    button(page, "call-sound").click()
    panel = page.findChild(SoundPanel)
    assert panel is not None
    assert panel.microphone.itemText(0) == "System default (Headset)"
    known[0] = DevicesNotice(
        (AudioDevice("m1", "Headset"), AudioDevice("m2", "Webcam")), (AudioDevice("s1", "Box"),)
    )
    page.on_notice(known[0])
    panel.microphone.setCurrentIndex(panel.microphone.findData("m2"))
    panel.microphone.activated.emit(panel.microphone.currentIndex())
    panel.loudspeaker_level.slider.setValue(150)
    assert (heard[0].microphone, heard[0].loudspeaker_level) == ("m2", 1.0)
    assert (heard[-1].microphone, heard[-1].loudspeaker_level) == ("m2", 1.5)
    assert settings.value.audio == heard[-1]
    show(page, phone, replace(TALKING, phase=Phase.ENDED, ended=Ended.ANSWERED))
    assert panel.isHidden()


def test_a_fifth_call_is_refused_in_words(page: CallPage, phone: FakePhone) -> None:
    """By this phone, not by anybody's service; a 503 that came over the wire is told as that."""
    said = "four calls at once is all this engine can do"
    full = replace(samples.ended(Ended.FAILED, 503, reason=said), final_response=b"")
    assert ended_sentence(full).headline == "This phone carries four calls at once"
    assert ended_sentence(samples.ended(Ended.FAILED, 503, reason=said)).headline.startswith("The service")


def test_the_page_of_an_ended_call_leads_back_to_who_waits(
    page: CallPage, phone: FakePhone, qtbot: QtBot
) -> None:
    """Whoever was asked has hung up or did not answer: one click, and the first call goes on."""
    over = replace(
        samples.ended(Ended.FAILED, 486), attempt=3, consults_for=2, party_name="Clara", contact=None
    )
    show(page, phone, over, BORIS)
    with qtbot.waitSignal(page.show_requested) as told:
        button(page, "call-other-2-back").click()
    assert told.args == [2]
    assert asked(phone) == [("resume", 2)]
