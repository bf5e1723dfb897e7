"""What a screen reader hears while calls come and go: ``python -m tests.gui.everyone.saying OUT``.

OUT gets a list of [words, politeness] in JSON, in the order in which they came over the accessibility bus.
"""

import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from softphone.calls.notices import CallChanged
from softphone.calls.records import Ended
from softphone.calls.settings import Language
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.diversion_form import DiversionForm, blank_diversion
from softphone.gui.words.ending import ended_sentence
from softphone.gui.words.wording import state_sentence
from tests.gui.call.samples import STATES
from tests.gui.everyone.pages import Stage, settle
from tests.gui.everyone.reading import Reading
from tests.gui.everyone.survey import HEIGHT, WIDE, dressed
from tests.gui.house.scene import Scene, find

_SOON_S = 20.0


def _events(window: MainWindow, scene: Scene) -> Sequence[tuple[str, Callable[[], object]]]:
    """What happens, each with words that are to be heard of it."""
    incoming = STATES["incoming"]
    talking = replace(incoming, phase=Phase.CONNECTED, answered_at=datetime.now(UTC))
    over = replace(talking, phase=Phase.ENDED, ended=Ended.ANSWERED, ended_at=datetime.now(UTC))
    moved = STATES["301"]
    calling = replace(moved, phase=Phase.CALLING, offer=None)

    def dial_wrong() -> None:
        window.go_back()
        window.column.dial.edit.setText("anna@of fice.example")
        window.column.dial.call()

    def wrong_form() -> None:
        window.show_view(View.SETTINGS)
        window.pages.edit_diversion(blank_diversion())
        find(window, DiversionForm).save()

    return (
        ("is calling you", lambda: scene.phone.say(CallChanged(incoming))),
        (state_sentence(talking), lambda: scene.phone.say(CallChanged(talking))),
        ("leads back to it", lambda: window.show_view(View.HISTORY)),
        ("Has put you on hold", lambda: scene.phone.say(CallChanged(replace(talking, held_by_peer=True)))),
        (state_sentence(over), lambda: scene.phone.say(CallChanged(over))),
        ("has moved to a new address", lambda: _call(window, scene, calling, moved)),
        ("ooks almost like", lambda: _call(window, scene, calling, STATES["301-notable"])),
        (
            ended_sentence(STATES["failed-486"]).headline,
            lambda: _call(window, scene, calling, STATES["failed-486"]),
        ),
        ("Anna", lambda: window.say_failed("Anna could not be saved.")),
        ("cannot stand in an address", dial_wrong),
        ("address", wrong_form),
    )


def _call(window: MainWindow, scene: Scene, *views: CallView) -> None:
    """The page of a call that goes through these views."""
    for view in views:
        shown = replace(view, attempt=70)
        scene.phone.say(CallChanged(shown))
        window.pages.show_call(shown)
        settle(20)


def main(arguments: Sequence[str]) -> None:
    app = dressed("en", "light", 1.0)
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Path(folder), Language.ENGLISH)
        with stage.open_scene("contact_list", (WIDE, HEIGHT)) as (window, scene):
            reading = Reading()
            reader = reading.reader
            reading.tree()
            reading.prick_up(window)
            for words, happen in _events(window, scene):
                before = len(reader.heard)
                happen()
                if not reading.hears(words, before, _SOON_S):
                    missed.append(words)
            reading.close()
    heard = {"heard": reader.heard, "missed": missed}
    Path(arguments[0]).write_bytes(msgspec.json.encode(heard))
    app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1:])
