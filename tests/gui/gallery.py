"""Pictures of every state of the call page: ``python -m tests.gui.gallery OUTDIR [NAME…]``."""

import os
import sys
import tempfile
from contextlib import closing
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication, QTabWidget

from softphone.calls.contact_book import ContactBook
from softphone.calls.notices import CallChanged, LevelsChanged, MoveSaved
from softphone.calls.settings import Language
from softphone.gui.call.page import CallPage
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.i18n import install_language
from softphone.gui.look.components import Button
from softphone.gui.look.theme import apply_theme
from softphone.store.profile import Profile
from softphone.store.store import open_store
from tests.gui.call.samples import ANNA, NEW, OLD, STATES
from tests.gui.call.samples_talk import TALKS, quality
from tests.support.fake_phone import FakePhone

OPENED = {
    "301": ("", "link-explain", "link-response", "trust-toggle"),
    "301-notable": ("", "trust-toggle", "link-response"),
    "301-several": ("", "tab-1"),
    "380": ("", "link-explain", "link-response", "tab-1"),
    "380-ways": ("", "option-2-take", "option-3-take"),
    "failed-486": ("", "link-explain"),
    "rule": ("", "tab-2"),
    "ended": ("", "tab-0"),
    "incoming": ("", "call-deflect"),
    "talk": ("", "call-transfer", "call-keypad"),
    "talk-two": ("", "call-add"),
    "talk-poor": ("", "quality-details"),
}
# GALLERY_HEIGHT shows more of a long page than a window does.
_HEIGHT = int(os.environ.get("GALLERY_HEIGHT", "680"))
SIZES = {"wide": (760, _HEIGHT), "narrow": (420, _HEIGHT)}


def open_part(page: CallPage, name: str) -> None:
    """Press a button of the page; "tab-1" is the second view of the inspector."""
    tab = name.removeprefix("tab-") if name.startswith("tab-") else ""
    wanted = page.findChildren(Button, "link-response" if tab else name)
    if not wanted:
        return
    deadline = QDeadlineTimer(2000)
    card = page.findChild(RedirectCard)
    while card is not None and not card.guard.armed() and not deadline.hasExpired():
        QApplication.processEvents()
    wanted[0].click()
    tabs = page.findChild(QTabWidget, "inspector-tabs")
    if tab and tabs is not None:
        tabs.setCurrentIndex(int(tab))
    settled = QDeadlineTimer(250)
    while not settled.hasExpired():
        QApplication.processEvents()


def render(folder: Path, only: list[str], book: ContactBook) -> None:
    """One PNG for each state, size and scheme; also with the explanation and the response open."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    theme = apply_theme(app)
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        theme.set_scheme(scheme)
        for language in (Language.ENGLISH, Language.RUSSIAN):
            install_language(app, language)
            for size, (width, height) in SIZES.items():
                for name, views in {**{name: (view,) for name, view in STATES.items()}, **TALKS}.items():
                    for opened in OPENED.get(name, ("",)):
                        full = "-".join(filter(None, (name, opened, size, scheme, language.value)))
                        if only and not any(part in full for part in only):
                            continue
                        phone = FakePhone()
                        for view in views:
                            phone.say(CallChanged(view))
                        page = CallPage(phone, own_address="sip:me@example.org", contacts=book)
                        page.resize(width, height)
                        page.show_call(views[0])
                        if name in ("talk-quality", "talk-poor"):
                            for second in range(120):
                                page.on_notice(quality(second, bad=name == "talk-poor"))
                        page.show()
                        if opened:
                            open_part(page, opened)
                        if name == "connected":
                            page.on_notice(LevelsChanged(1, 0.6, 0.3))
                            page.on_notice(MoveSaved(1, ANNA, 7, OLD, NEW, False))
                        for _ in range(4):  # what folds at its first width is laid out once more
                            app.processEvents()
                        page.grab().save(str(folder / f"{full}.png"))
                        page.close()
                        page.deleteLater()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made, closing(open_store(Profile.at(Path(made)))) as store:
        render(Path(sys.argv[1]), sys.argv[2:], store.contact_book)
