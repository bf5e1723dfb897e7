"""Two copies of the phone on one machine, no server between: one redirects its callers, the other decides and talks.

Set SOFTPHONE_PICTURES to a folder to keep pictures of both windows.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.people import ContactDraft
from softphone.calls.records import Ended
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from softphone.calls.views import Phase
from tests.support.window_phone import WindowPhone, window_phone

pytestmark = pytest.mark.timeout(60)


@dataclass
class Two:
    """`caller` has Anna in its contacts, at `anna`'s address; `colleague` is a third phone that takes calls."""

    caller: WindowPhone
    anna: WindowPhone
    colleague: WindowPhone
    pictures: Path

    @property
    def anna_uri(self) -> str:
        return f"sip:anna@127.0.0.1:{self.anna.udp_port}"

    @property
    def colleague_uri(self) -> str:
        return f"sip:boris@127.0.0.1:{self.colleague.udp_port}"

    def divert(
        self, kind: DivertKind, *targets: DivertTarget, text: str = "", when: DivertWhen = DivertWhen.ALWAYS
    ) -> None:
        rule = Diversion(id=None, kind=kind, when=when, targets=targets, text=text, after_s=1)
        self.anna.store.diversions.save(rule).result(timeout=30)

    def show(self, name: str) -> None:
        self.caller.picture(self.pictures / f"{name}-caller.png")
        self.anna.picture(self.pictures / f"{name}-callee.png")

    def callee_sees(self, line: str, on_page: str) -> None:
        """The one called reads in the list what the caller was told, and on a click by which setting."""
        calls = self.anna.window.column.calls.list
        self.anna.until(lambda: any(row.subtitle.startswith(line) for row in calls.rows.rows))
        calls.opened.emit(next(row for row in calls.rows.rows if row.subtitle.startswith(line)))
        self.anna.until(lambda: self.anna.shows(on_page))
        mine = self.caller.window.column.calls.list
        self.caller.until(lambda: any(row.subtitle == "choose what to do" for row in mine.rows.rows))

    def talk_with_colleague(self) -> None:
        self.colleague.until(lambda: Phase.INCOMING in self.colleague.phases())
        self.colleague.controller.answer(self.colleague.newest().attempt)
        self.caller.until(lambda: self.caller.newest().phase is Phase.CONNECTED)
        self.colleague.until(lambda: self.colleague.newest().phase is Phase.CONNECTED)


@pytest.fixture
def two(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Two]:
    with ExitStack() as phones:
        anna = phones.enter_context(window_phone(qtbot, tmp_path / "anna"))
        colleague = phones.enter_context(window_phone(qtbot, tmp_path / "boris"))
        address = f"sip:anna@127.0.0.1:{anna.udp_port}"
        people = (ContactDraft(None, "Anna Karlsson", ((address, "work"),)),)
        caller = phones.enter_context(window_phone(qtbot, tmp_path / "caller", contacts=people))
        yield Two(
            caller, anna, colleague, Path(os.environ.get("SOFTPHONE_PICTURES") or tmp_path / "pictures")
        )


def test_one_has_moved_and_the_other_saves_and_talks(two: Two) -> None:
    """301 by one phone; at the other: told, *Update contact & call*, the contact has the new address, they talk."""
    two.divert(DivertKind.MOVED, DivertTarget(two.colleague_uri))
    two.caller.window.dial(two.anna_uri)
    two.caller.until(lambda: two.caller.shows("Anna Karlsson has moved to a new address"))
    two.anna.until(lambda: [view.ended for view in two.anna.controller.views()] == [Ended.DIVERTED])
    two.callee_sees("sent to boris@127.0.0.1", "as you have set for everybody")
    two.show("301")
    two.caller.click_when_there("Update contact & call")
    two.talk_with_colleague()
    two.caller.settle()
    contact = two.caller.store.contact_book.find_by_uri(two.colleague_uri)
    assert contact is not None
    assert contact.name == "Anna Karlsson"
    assert [former.uri for former in contact.former] == [two.anna_uri]
    two.show("301-talking")


def test_one_offers_alternatives_and_the_other_chooses(two: Two) -> None:
    """380 with Contacts and a body made from rows: at the other phone every row is there, once, with its words."""
    two.divert(
        DivertKind.ALTERNATIVES,
        DivertTarget(two.colleague_uri, "Boris at the desk"),
        DivertTarget("mailto:desk@office.example", "Write to us"),
        DivertTarget("https://office.example/hours", "Opening hours"),
        text="The desk is closed until nine.",
    )
    two.caller.window.dial(two.anna_uri)
    two.caller.until(lambda: two.caller.shows("The desk is closed until nine."))
    two.callee_sees("was offered other ways", "mailto:desk@office.example")
    two.show("380")
    offer = two.caller.newest().offer
    assert offer is not None
    assert [(option.uri, option.label) for option in offer.options] == [
        (two.colleague_uri, "Boris at the desk"),
        ("mailto:desk@office.example", "Write to us"),
        ("https://office.example/hours", "Opening hours"),
    ]
    two.caller.click_when_there("Call: Boris at the desk")
    two.talk_with_colleague()


def test_forward_after_some_ringing(two: Two) -> None:
    """302 when nobody answers: it rings first, then the other phone is asked, and nothing of it is saved."""
    two.divert(DivertKind.FORWARD, DivertTarget(two.colleague_uri), when=DivertWhen.NO_ANSWER)
    two.caller.window.dial(two.anna_uri)
    two.anna.until(lambda: two.anna.phases() == [Phase.INCOMING])
    two.caller.click_when_there("Call there")
    two.talk_with_colleague()
    two.caller.settle()
    contact = two.caller.store.contact_book.find_by_uri(two.anna_uri)
    assert contact is not None
    assert contact.former == ()


def test_a_ringing_call_is_deflected(two: Two) -> None:
    """*Deflect to…* answers 302 with the address that was typed; the caller is asked and goes there."""
    two.caller.window.dial(two.anna_uri)
    two.anna.until(lambda: two.anna.phases() == [Phase.INCOMING])
    two.anna.controller.deflect(two.anna.newest().attempt, two.colleague_uri)
    two.anna.until(lambda: two.anna.newest().ended is Ended.DIVERTED)
    two.caller.click_when_there("Call there")
    two.talk_with_colleague()


def test_two_phones_that_forward_to_each_other_do_not_loop(two: Two) -> None:
    """Each forwards to the other: the caller sees a loop explained, and neither phone rings for ever."""
    two.divert(DivertKind.FORWARD, DivertTarget(two.colleague_uri))
    back = Diversion(None, DivertKind.FORWARD, DivertWhen.ALWAYS, (DivertTarget(two.anna_uri),))
    two.colleague.store.diversions.save(back).result(timeout=30)
    two.caller.window.dial(two.anna_uri)
    two.caller.click_when_there("Call there")
    two.caller.until(lambda: two.caller.newest().phase is Phase.ENDED)
    assert two.caller.newest().stopped is not None
    assert len(two.caller.newest().legs) == 2
