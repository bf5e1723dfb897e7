"""One application, styled as the real one, drawn on no screen; a page with a fake phone behind it."""

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.gui.call.page import CallPage
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.desktop import Desktop
from softphone.gui.look.theme import Theme, apply_theme
from softphone.sip.explanation import Kind
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store
from tests.support.fake_phone import FakePhone


class SpyDesktop(Desktop):
    """Remembers what would have been opened; `works` False stands for a system without a program for it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[Kind, str]] = []
        self.works = True

    def open_external(self, kind: Kind, uri: str) -> bool:
        self.asked.append((kind, uri))
        return self.works


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    styled = apply_theme(qapp)
    styled.set_scheme("light")
    return styled


@pytest.fixture
def phone() -> FakePhone:
    return FakePhone()


@pytest.fixture
def desktop(qapp: QApplication) -> SpyDesktop:
    return SpyDesktop()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(Profile.at(tmp_path))) as opened:
        yield opened


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, phone: FakePhone, desktop: SpyDesktop, store: Store) -> CallPage:
    made = CallPage(phone, desktop=desktop, own_address="sip:me@example.org", contacts=store.contact_book)
    qtbot.addWidget(made)
    made.resize(760, 680)
    with qtbot.waitExposed(made):
        made.show()
    return made


def armed_card(page: CallPage, qtbot: QtBot) -> RedirectCard:
    """The card on the page, once presses count."""
    card = page.findChild(RedirectCard)
    assert card is not None
    qtbot.waitUntil(card.guard.armed)
    return card
