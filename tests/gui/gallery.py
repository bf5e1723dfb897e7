"""Pictures of every state of the call page: ``python -m tests.gui.gallery OUTDIR [NAME…]``."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from softphone.calls.notices import LevelsChanged, MoveSaved
from softphone.calls.settings import Language
from softphone.gui.call.page import CallPage
from softphone.gui.i18n import install_language
from softphone.gui.look.components import Button
from softphone.gui.look.theme import apply_theme
from tests.gui.call.samples import ANNA, NEW, OLD, STATES
from tests.support.fake_phone import FakePhone

SIZES = {"wide": (760, 680), "narrow": (420, 680)}
_ALL = ("", "link-explain", "link-response")
_OPENED = {"301": _ALL, "380": _ALL, "failed-486": ("", "link-explain")}


def render(folder: Path, only: list[str]) -> None:
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
                for name, view in STATES.items():
                    for opened in _OPENED.get(name, ("",)):
                        full = f"{name}{opened.replace('link', '')}-{size}-{scheme}-{language.value}"
                        if only and not any(part in full for part in only):
                            continue
                        page = CallPage(FakePhone(), own_address="sip:me@example.org")
                        page.resize(width, height)
                        page.show_call(view)
                        page.show()
                        if opened:
                            page.findChildren(Button, opened)[0].click()
                        if name == "connected":
                            page.on_notice(LevelsChanged(1, 0.6, 0.3))
                            page.on_notice(MoveSaved(1, ANNA, 7, OLD, NEW, False))
                        app.processEvents()
                        app.processEvents()
                        page.grab().save(str(folder / f"{full}.png"))
                        page.close()
                        page.deleteLater()


if __name__ == "__main__":
    render(Path(sys.argv[1]), sys.argv[2:])
