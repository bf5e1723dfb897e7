"""Pictures of conversations; see `gallery`."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from softphone.calls.company_events import PresenceState
from softphone.calls.notices import PresenceNotice, TypingNotice
from softphone.calls.records import Direction, Ended, LegRecord
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import WAIT_S, Scene

ANNA = "sip:anna.k@new-office.example"
NOW = datetime.now(UTC)


def keep(
    scene: Scene,
    text: str,
    party: str = ANNA,
    *,
    name: str = "Anna Karlsson",
    mine: bool = False,
    ago: float = 5,
    ended: Ended = Ended.RECEIVED,
    status: int = 200,
) -> int:
    """A message in the log, `ago` minutes old; its id."""
    at = NOW - timedelta(minutes=ago)
    log = scene.store.call_log
    begun = log.begin(
        direction=Direction.OUTGOING if mine else Direction.INCOMING,
        party_uri=party,
        party_name=name,
        contact_id=None,
        account_id="a1",
        started_at=at,
        message=text,
    )
    log.write_legs(begun, (LegRecord(party, at, at, status, "Whatever"),))
    log.finish(begun, ended=ended, ended_at=at, answered_at=None, moved_status=None, contact_id=None).result(
        WAIT_S
    )
    return begun.result(WAIT_S)


def fill_talk(scene: Scene) -> None:
    """A talk with Anna, and what became of each message."""
    keep(scene, "Have you seen the plan for Thursday?", ago=1600)
    keep(scene, "Yes, and it is fine with me.", mine=True, ended=Ended.SENT, ago=1590)
    keep(
        scene,
        "Great! The details are at https://office.example/plans/thursday?room=5, see you there.",
        ago=90,
    )
    keep(scene, "I bring the papers along 📄\nand the coffee", mine=True, ended=Ended.SENT, ago=80)
    keep(scene, "Can you be there at nine already?", mine=True, ended=Ended.SENT, status=202, ago=40)
    keep(scene, "And tell Boris, please", mine=True, ended=Ended.FAILED, status=480, ago=30)
    keep(scene, "Nine is fine.", ago=3)


def fill_messages(scene: Scene) -> None:
    """People, and what they have written."""
    fill_talk(scene)
    keep(
        scene,
        "Перезвоню в 15:00, сейчас на совещании — " * 4,
        "sip:boris@x.example",
        name="Борис Иванов",
        ago=300,
    )
    keep(scene, "مرحبا، متى نلتقي غدا؟", "sip:layla@x.example", name="ليلى", ago=2000)
    keep(
        scene,
        "Donaudampfschifffahrtsgesellschaft" * 5,
        "sip:" + "x" * 60 + "@long.example",
        name="",
        ago=3000,
    )


def conversation(window: MainWindow, scene: Scene) -> None:
    fill_messages(scene)
    show_talk(window, scene)


def show_talk(window: MainWindow, scene: Scene) -> None:
    scene.phone.presences[ANNA] = PresenceState.BUSY
    window.show_view(View.MESSAGES)
    window.messages.show(ANNA)
    scene.phone.say(PresenceNotice(ANNA, PresenceState.BUSY, "On the phone"))
    scene.phone.say(TypingNotice(ANNA, True))
    window.messages.count()


def conversations(window: MainWindow, scene: Scene) -> None:
    conversation(window, scene)
    window.go_back()


def long_words(window: MainWindow, scene: Scene) -> None:
    conversation(window, scene)
    window.messages.show("sip:" + "x" * 60 + "@long.example")


def arabic_and_russian(window: MainWindow, scene: Scene) -> None:
    conversation(window, scene)
    window.messages.show("sip:boris@x.example")


def new_message(window: MainWindow, scene: Scene) -> None:
    conversation(window, scene)
    window.messages.write_new()


def message_search(window: MainWindow, scene: Scene) -> None:
    conversation(window, scene)
    window.column.messages.search.setText("nine")
    window.go_back()


def presence_dots(window: MainWindow, scene: Scene) -> None:
    fill_messages(scene)
    states = (*PresenceState, *PresenceState)
    contacts = scene.store.contact_book.contacts()
    for contact, state in zip(contacts, states[1:], strict=False):
        for address in contact.addresses:
            scene.phone.presences[address.uri] = state
    window.show_view(View.CONTACTS)
    window.pages.show_contact(contacts[1])
    window.go_back()


STEPS: dict[str, Callable[[MainWindow, Scene], None]] = {
    step.__name__: step
    for step in (
        conversations,
        conversation,
        long_words,
        arabic_and_russian,
        new_message,
        message_search,
        presence_dots,
    )
}
