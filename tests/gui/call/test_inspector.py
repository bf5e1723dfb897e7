"""The inspector: what came, how it was read, and the call flow; copied, saved, and without credentials."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QListView, QPlainTextEdit
from pytestqt.qtbot import QtBot

from softphone.calls.notices import CallChanged
from softphone.calls.records import AttemptRecord, Direction, Ended, LegRecord
from softphone.calls.views import SeenMessage
from softphone.gui.call.page import CallPage
from softphone.gui.look.components import Button
from softphone.gui.look.theme import Theme
from softphone.gui.wire.blanking import blanked
from softphone.gui.wire.flow_view import FlowModel, FlowView, columns, head_rooms
from softphone.gui.wire.inspector import Inspected, Inspector
from softphone.gui.wire.ladder import Arrow, LegStart, ladder
from softphone.gui.wire.parsed_text import read_sections, sections_text
from softphone.gui.wire.record_inspector import RecordInspector
from tests.gui.call import samples


def press(page: CallPage | Inspector | RecordInspector, name: str) -> None:
    found = page.findChild(Button, name)
    assert found is not None, name
    found.click()


def opened(page: CallPage) -> Inspector:
    press(page, "link-response")
    found = page.findChild(Inspector)
    assert found is not None
    return found


def test_three_views_in_the_page_and_no_window(page: CallPage) -> None:
    """The link opens raw, parsed and flow in place; nothing modal."""
    page.show_call(samples.STATES["301"])
    inspector = opened(page)
    assert [inspector.tabs.tabText(n) for n in range(3)] == ["As it came", "As it was read", "Call flow"]
    assert page.isAncestorOf(inspector)
    assert QGuiApplication.modalWindow() is None


def test_it_stays_open_while_the_call_goes_on_and_shows_new_messages(page: CallPage) -> None:
    """During the call the flow grows under the reader's eyes."""
    first = samples.view(messages=samples.MESSAGES[:2], legs=samples.TWO_LEGS[:1])
    page.show_call(first)
    inspector = opened(page)
    flow = inspector.findChild(FlowView)
    assert flow is not None
    before = flow.model.rowCount()
    page.on_notice(CallChanged(samples.view(messages=samples.MESSAGES, legs=samples.TWO_LEGS)))
    newest = inspector.tabs.widget(inspector.tabs.count() - 1)
    assert isinstance(newest, FlowView) and newest.model.rowCount() > before


def test_the_order_of_targets_has_its_reasons(page: CallPage) -> None:
    """The parsed view says "q 0.9 before q 0.5" and names the last resort."""
    page.show_call(samples.STATES["301-several"])
    inspector = opened(page)
    inspector.tabs.setCurrentIndex(1)
    text = inspector.shown_text()
    assert "q 0.9 before q 0.5" in text and "last resort" in text
    assert "as the text names them" in text


def test_refusals_warnings_and_stripped_headers_are_listed(page: CallPage, qtbot: QtBot) -> None:
    """Nothing goes missing in silence."""
    page.show_call(samples.STATES["380-nothing"])
    inspector = opened(page)
    inspector.tabs.setCurrentIndex(1)
    assert "javascript:alert(1) — scheme" in inspector.shown_text()
    assert "Session description not understood" in inspector.shown_text()
    page.show_call(samples.STATES["301-notable"])
    qtbot.waitUntil(lambda: page.findChild(Inspector) is None)
    found = opened(page)
    found.tabs.setCurrentIndex(1)
    assert "Removed from the new address: Route, From, Replaces" in found.shown_text()


@pytest.mark.parametrize("index", [0, 1, 2])
def test_each_view_is_copied_and_saved(page: CallPage, tmp_path: Path, index: int) -> None:
    """Copy and save take the view in front."""
    page.show_call(samples.view(messages=samples.MESSAGES, legs=samples.TWO_LEGS, final_response=samples.RAW))
    inspector = opened(page)
    inspector.tabs.setCurrentIndex(index)
    press(inspector, "response-copy")
    copied = QGuiApplication.clipboard().text()
    target = tmp_path / "sip.txt"
    inspector.save_to(target)
    saved = target.read_bytes()
    assert copied and saved
    if index == 0:
        assert saved == samples.RAW
    else:
        assert saved.decode() == copied
    assert b"0123456789abcdef" not in saved


def test_a_part_that_nobody_understands_can_be_saved(page: CallPage, qtbot: QtBot, tmp_path: Path) -> None:
    """Its exact bytes go into a file; where every part was read there is no such button."""
    part = bytes(range(256))
    raw = (
        b"SIP/2.0 380 Alternative Service\r\nContent-Type: application/x-odd\r\nContent-Length: 256\r\n\r\n"
        + part
    )
    page.show_call(samples.view(final_response=raw))
    inspector = opened(page)
    assert inspector.findChild(QAbstractButton, "response-save-part") is not None
    inspector.save_part_to(tmp_path / "body.bin")
    assert (tmp_path / "body.bin").read_bytes() == part
    page.show_call(samples.view(final_response=samples.RAW))
    qtbot.waitUntil(lambda: page.findChild(Inspector) is None)
    assert opened(page).findChild(QAbstractButton, "response-save-part") is None


def test_a_place_that_cannot_be_written_is_said(page: CallPage, tmp_path: Path) -> None:
    """A failed save says why and loses nothing."""
    page.show_call(samples.STATES["301"])
    inspector = opened(page)
    inspector.save_to(tmp_path / "no" / "such" / "folder.txt")
    said = inspector.findChild(QLabel, "inspector-said")
    assert said is not None and said.isVisible() and "could not be saved" in said.text()


def test_a_ladder_has_every_message_in_order_with_its_leg() -> None:
    """Two legs, two peers, both directions, times from the first message on."""
    made = ladder(samples.MESSAGES, samples.TWO_LEGS)
    assert made.whole and made.peers == ("192.0.2.7:5061", "198.51.100.20:5061")
    starts = [row for row in made.rows if isinstance(row, LegStart)]
    arrows = [row for row in made.rows if isinstance(row, Arrow)]
    assert [start.uri for start in starts] == [samples.OLD, samples.NEW]
    assert [arrow.title for arrow in arrows[:4]] == [
        f"INVITE {samples.OLD}",
        "100 Trying",
        "301 Moved Permanently",
        f"ACK {samples.OLD}",
    ]
    assert [arrow.sent for arrow in arrows] == [True, False, False, True, True, False, False, True]
    assert arrows[0].seconds == 0 and arrows[2].seconds == pytest.approx(0.064)
    assert {arrow.peer for arrow in arrows if arrow.leg == 1} == {1}


def test_without_messages_the_legs_make_the_ladder() -> None:
    """A call of the history shows each INVITE and its final answer."""
    made = ladder((), samples.TWO_LEGS)
    assert not made.whole
    arrows = [row for row in made.rows if isinstance(row, Arrow)]
    assert [arrow.status for arrow in arrows] == [None, 301, None]
    assert arrows[1].raw == samples.RAW


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans(), st.binary(max_size=60)), max_size=12))
def test_any_messages_make_a_ladder(found: list[tuple[int, bool, bytes]]) -> None:
    """Whatever bytes came, every message is an arrow once."""
    messages = [SeenMessage(leg, sent, samples.NOW, "udp", "x", raw) for leg, sent, raw in found]
    made = ladder(messages, ())
    assert sum(isinstance(row, Arrow) for row in made.rows) == len(messages)


def test_rows_are_chosen_by_keyboard_and_shown_whole(theme: Theme, qtbot: QtBot) -> None:
    """The first redirect is chosen at first; Down passes over the line between legs."""
    view = FlowView(ladder(samples.MESSAGES, samples.TWO_LEGS))
    qtbot.addWidget(view)
    view.show()
    text = view.findChild(QPlainTextEdit, "flow-text")
    assert text is not None and text.toPlainText().startswith("SIP/2.0 301")
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert text.toPlainText().startswith(f"ACK {samples.OLD}")
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert text.toPlainText().startswith(f"INVITE {samples.NEW}")
    assert "0123456789abcdef" not in text.toPlainText()


def test_a_screen_reader_hears_direction_peer_and_line(theme: Theme, qtbot: QtBot) -> None:
    """Each arrow is a row with words of its own."""
    view = FlowView(ladder(samples.MESSAGES, samples.TWO_LEGS))
    qtbot.addWidget(view)
    model = view.model
    spoken = [
        str(model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole))
        for row in range(model.rowCount())
    ]
    assert spoken[1] == f"0.000 s, sent to 192.0.2.7:5061: INVITE {samples.OLD}"
    assert "from 192.0.2.7:5061: 301 Moved Permanently" in spoken[3]
    assert isinstance(view.list, QListView) and isinstance(view.list.model(), FlowModel)
    assert view.list.accessibleName()


@pytest.mark.parametrize("width", [200, 360, 760])
@pytest.mark.parametrize("peers", [0, 1, 2, 6])
def test_lifelines_stand_apart_and_in_order(width: int, peers: int) -> None:
    """At any width each peer has a place of its own."""
    places = columns(width, peers)
    assert len(places) == peers + 1
    assert all(after - before >= 24 for before, after in pairwise(places))


@pytest.mark.parametrize(
    ("raw", "gone", "kept"),
    [
        (
            b'Authorization: Digest username="me", realm="r", response="5ec2e7", cnonce="c0"\r\n',
            (b"5ec2e7", b'"c0"'),
            (b'username="me"', b'realm="r"'),
        ),
        (b"Proxy-Authorization: Basic bWU6cHc=\r\n", (b"bWU6cHc=",), (b"Basic",)),
        (
            b'authorization:Digest username="me",\r\n response="5ec2e7"\r\nTo: x\r\n',
            (b"5ec2e7",),
            (b"To: x",),
        ),
        (b'Authentication-Info: rspauth="5ec2e7", nextnonce="n"\r\n', (b"5ec2e7",), (b"rspauth",)),
        (b"Contact: <sip:a@b?Authorization=Digest%205ec2e7&Subject=x>\r\n", (b"5ec2e7",), (b"Subject=x",)),
        (
            b"\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:5ec2e7|2^20\r\n",
            (b"5ec2e7",),
            (b"inline:", b"|2^20"),
        ),
    ],
)
def test_credentials_are_blank(raw: bytes, gone: tuple[bytes, ...], kept: tuple[bytes, ...]) -> None:
    """Digests, passwords and media keys are never shown; what helps to understand stays."""
    made = blanked(b"INVITE sip:a@b SIP/2.0\r\n" + raw)
    assert not any(secret in made for secret in gone)
    assert all(part in made for part in kept)


@given(st.binary(max_size=300))
def test_blanking_takes_any_bytes(raw: bytes) -> None:
    """No message makes it fail, and doing it twice changes nothing more."""
    once = blanked(raw)
    assert blanked(once) == once


@given(st.binary(max_size=300))
def test_any_bytes_are_explained(qapp: object, raw: bytes) -> None:
    """The parsed view has words for whatever came."""
    assert sections_text(read_sections(raw, None, None, None))


def test_a_call_of_the_history_can_be_inspected(theme: Theme, qtbot: QtBot) -> None:
    """The redirect of the record is shown, with its flow made from the legs."""
    legs = (
        LegRecord(samples.OLD, samples.NOW, samples.NOW, 301, "Moved Permanently", "", samples.RAW),
        LegRecord(
            samples.NEW, samples.NOW, samples.NOW, 486, "Busy Here", "", b"SIP/2.0 486 Busy Here\r\n\r\n"
        ),
    )
    record = AttemptRecord(
        id=1,
        direction=Direction.OUTGOING,
        party_uri=samples.OLD,
        party_name="Anna",
        contact_id=None,
        account_id="",
        started_at=samples.NOW,
        answered_at=None,
        ended_at=samples.NOW,
        ended=Ended.FAILED,
        moved_status=301,
        legs=legs,
    )
    made = RecordInspector(record)
    qtbot.addWidget(made)
    made.show()
    press(made, "record-response")
    inspector = made.findChild(Inspector)
    assert inspector is not None
    assert inspector.shown_text().startswith("SIP/2.0 301")
    press(made, "response-close")
    qtbot.waitUntil(lambda: made.findChild(Inspector) is None)


def test_nothing_at_all_is_no_inspector() -> None:
    """Without a response and without messages there is nothing to open."""
    assert not Inspected()
    assert Inspected(messages=samples.MESSAGES)


@pytest.mark.parametrize("width", [300, 360, 900])
@pytest.mark.parametrize("peers", [0, 1, 2, 4])
def test_no_name_above_the_picture_runs_into_another(width: int, peers: int) -> None:
    """However narrow the window is and however many take part."""
    places = columns(width, peers)
    rooms = head_rooms(places, width)
    assert len(rooms) == len(places)
    assert all(first < last for first, last in rooms)
    assert all(one[1] < other[0] for one, other in pairwise(rooms))
