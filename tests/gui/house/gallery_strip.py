"""Pictures of calls that go on while the person looks at something else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from softphone.calls.notices import CallChanged, EngineNotice, NetworkNotice
from softphone.calls.records import Ended
from softphone.calls.views import Phase
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.settings.settings_list import Section
from tests.gui.house.gallery_calls import call
from tests.gui.house.scene import WAIT_S, Scene

Step = Callable[[MainWindow, Scene], None]
_LONG = "Maximiliana Aleksandrovna Konstantinopolskaya-Featherstonehaugh the Younger"


def talks(window: MainWindow, scene: Scene) -> None:
    """Somebody is on the line, muted, another one waits, and the person looks into the history."""
    call(scene, 2, "Boris Petrov", held=True)
    call(scene, 3, _LONG, muted=True)
    window.show_view(View.HISTORY)


def rings(window: MainWindow, scene: Scene) -> None:
    """Somebody rings, and the person went on with a contact."""
    call(scene, 1, "Виктория Дмитриевна Константинопольская", Phase.INCOMING)
    window.show_view(View.CONTACTS)
    window.pages.show_contact(scene.store.contact_book.search("anna")[0])


def crowded(window: MainWindow, scene: Scene) -> None:
    """A call on hold, a second caller, and all that can go wrong at once."""
    call(scene, 1, "Anna Karlsson", held=True)
    window.open_section(Section.SOUND)
    call(scene, 2, "Виктория Дмитриевна Константинопольская", Phase.INCOMING)
    scene.phone.say(NetworkNotice(()))
    missed = call(scene, 5, "Boris Petrov", Phase.INCOMING)
    scene.phone.say(CallChanged(replace(missed, phase=Phase.ENDED, ended=Ended.MISSED)))
    scene.phone.say(EngineNotice(ready=False, lost=("Vera",)))
    scene.store.reminders.add(
        uri="sip:desk@hotel.example", name="Front desk", due_at=datetime.now(UTC) - timedelta(minutes=1)
    ).result(WAIT_S)
    window.lists.reminder_added()


STEPS: dict[str, Step] = {"strip-talks": talks, "strip-rings": rings, "strip-crowded": crowded}
