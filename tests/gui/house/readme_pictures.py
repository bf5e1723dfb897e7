"""The pictures of the README, light and dark: ``python -m tests.gui.house.readme_pictures docs/screenshots``."""

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QRadioButton

from softphone.calls.address_books import BookState, CardConflict, CardField
from softphone.calls.cards import Card
from softphone.calls.notices import CallChanged, LevelsChanged
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.look.theme import apply_theme
from tests.gui.call.samples import STATES
from tests.gui.house import gallery
from tests.gui.house.gallery_accounts import wizard
from tests.gui.house.gallery_books import open_books
from tests.gui.house.gallery_calls import call
from tests.gui.house.gallery_messages import fill_talk, keep, show_talk
from tests.gui.house.gallery_people import fill_people
from tests.gui.house.gallery_redirects import divert_form
from tests.gui.house.scene import Scene, find

_HERE = Card(
    "Anna Karlsson",
    (("sip:anna.k@new-office.example", "Work"), ("tel:+74955550101", "Mobile")),
    notes="Speaks Swedish and Russian.",
)
_THERE = replace(
    _HERE,
    addresses=(("sip:anna@harbour.example", "Work"), ("tel:+74955550101", "Mobile")),
    notes="Prefers to be called before noon.",
)


def conference(window: MainWindow, scene: Scene) -> None:
    call(scene, 3, "Front desk", held=True)
    call(scene, 2, "Борис Дмитриев", in_conference=True)
    window.pages.show_call(call(scene, 1, "Anna Karlsson", in_conference=True, recording="/calls/a.wav"))
    scene.phone.say(LevelsChanged(1, 0.6, 0.3))


def _card(state: str, **more: object) -> Callable[[MainWindow, Scene], None]:
    def step(window: MainWindow, scene: Scene) -> None:
        shown = replace(STATES[state], started_at=datetime.now(UTC), **more)  # type: ignore[arg-type]  # real fields
        scene.phone.say(CallChanged(shown))
        window.pages.show_call(shown)

    return step


def contacts(window: MainWindow, scene: Scene) -> None:
    fill_people(scene, each=1)
    window.lists.contacts_changed()
    anna = next(each for each in scene.store.contact_book.search("anna") if each.favourite)
    window.show_view(View.CONTACTS)
    window.pages.show_contact(anna)
    window.column.contacts.list.choose(anna.id)


def conflict(window: MainWindow, scene: Scene) -> None:
    now = datetime.now(UTC)
    both = CardConflict("b1", "/a", _HERE, _THERE, (CardField.NOTES, CardField.ADDRESSES), now)
    page = open_books(window, scene)
    scene.books.say(BookState("b1", synced_at=now, contacts=12, conflicts=1), conflicts=(both,))
    page.show_conflicts()
    page.conflicts.show_conflicts((both,))
    find(page.conflicts.cards[0], QRadioButton, "conflict-notes-here").click()


def messages(window: MainWindow, scene: Scene) -> None:
    fill_talk(scene)
    keep(scene, "I call you back at three.", "sip:boris@office.example", name="Борис Дмитриев", ago=200)
    show_talk(window, scene)


PICTURES: dict[str, gallery.Step] = {
    "conference": conference,
    "card-301": _card("301"),
    "card-380": _card("380", party_uri="sip:desk@hotel.example"),
    "callers": divert_form,
    "account": wizard,
    "contacts": contacts,
    "history": gallery.history,
    "conflict": conflict,
    "messages": messages,
}


def _make_small(file: Path) -> None:
    """To 256 colours: those that it has most of, and the commonest of each further kind. A third of the bytes."""
    picture = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(picture.constBits(), dtype=np.uint32)
    colors, counts = np.unique(pixels, return_counts=True)
    ranked = colors[np.argsort(counts)[::-1]]
    _, first = np.unique(ranked[128:] & 0xF0F0F0, return_index=True)
    palette = [*ranked[:128].tolist(), *ranked[128:][np.sort(first)][:128].tolist()]
    flat = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    picture.convertToFormat(QImage.Format.Format_Indexed8, palette, flat).save(str(file))


def main() -> None:
    outdir, wanted = Path(sys.argv[1]), sys.argv[2:]
    apply_theme(QApplication([]))
    for name, step in PICTURES.items():
        if not wanted or name in wanted:
            size = (1080, 1010 if name == "callers" else 680)
            for scheme in ("light", "dark"):
                file = outdir / f"{name}{'-dark' if scheme == 'dark' else ''}.png"
                gallery.draw(file, step, language="en", scheme=scheme, size=size)
                _make_small(file)


if __name__ == "__main__":
    main()
