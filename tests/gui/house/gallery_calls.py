"""Pictures of several calls at once, and of what stands beside them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtTest import QTest

from softphone.calls.notices import CallChanged, CallsTurnedAway, NetworkNotice, VoicemailNotice
from softphone.calls.records import ByItself, Direction, Ended, QualitySummary
from softphone.calls.views import CallView, Phase
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from tests.gui.house.scene import ACCOUNT, Scene

Step = Callable[[MainWindow, Scene], None]


def call(scene: Scene, attempt: int, name: str, phase: Phase = Phase.CONNECTED, **fields: object) -> CallView:
    now = datetime.now(UTC)
    view = CallView(
        attempt=attempt,
        direction=Direction.INCOMING if phase is Phase.INCOMING else Direction.OUTGOING,
        phase=phase,
        party_name=name,
        party_uri=f"sip:line{attempt}@office.example",
        contact=None,
        account_id="",
        started_at=now - timedelta(minutes=5 - attempt),
        answered_at=now - timedelta(seconds=63) if phase is Phase.CONNECTED else None,
        signalling_transport="tls",
        signalling_verified=True,
    )
    view = replace(view, **fields)  # type: ignore[arg-type]  # a scene names real fields
    scene.phone.say(CallChanged(view))
    return view


def second_caller(window: MainWindow, scene: Scene) -> None:
    window.pages.show_call(call(scene, 1, "Anna Karlsson"))
    call(scene, 2, "Виктория Дмитриевна Константинопольская", Phase.INCOMING)
    QTest.qWait(600)  # until its buttons take presses


def four_calls(window: MainWindow, scene: Scene) -> None:
    call(scene, 2, "Boris Petrov", held=True)
    call(scene, 3, "Виктория Дмитриевна", in_conference=True)
    window.pages.show_call(call(scene, 1, "Anna Karlsson", in_conference=True, recording="/calls/a.wav"))
    call(scene, 4, "Maximiliana Konstantinopolskaya-Featherstonehaugh", Phase.INCOMING)


def four_calls_list(window: MainWindow, scene: Scene) -> None:
    four_calls(window, scene)
    window.go_back()


def unwell(window: MainWindow, scene: Scene) -> None:
    """All that can be said at once."""
    window.show_view(View.CALLS)
    scene.phone.say(NetworkNotice(()))
    scene.phone.say(CallsTurnedAway(7, ByItself.FLOOD, "sip:x@spam.example", "X"))
    scene.phone.say(VoicemailNotice("a1", True, 3, 0, "sip:vm@example.org"))
    for attempt in (5, 6):
        view = call(scene, attempt, "Boris Petrov", Phase.INCOMING)
        scene.phone.say(CallChanged(replace(view, phase=Phase.ENDED, ended=Ended.MISSED)))
    window.settings.change(replace(window.settings.value, do_not_disturb=True))
    window.show_view(View.CALLS)
    window.go_back()


def dial_account(window: MainWindow, scene: Scene) -> None:
    second = replace(ACCOUNT, id="b2", uri="sip:a.very.long.user.name@subsidiary.of.the.office.example")
    window.settings.put_account(second)
    scene.phone.accounts["anna@office.example"] = "b2"
    window.go_back()
    window.column.dial.edit.setText("anna@office.example")


def heard(window: MainWindow, scene: Scene) -> None:
    """A line of the history with its sound."""
    window.show_view(View.HISTORY)
    record = scene.store.call_log.recent()[0]
    summary = QualitySummary(2.8, 2.1, 6.4, 0.3, 31.0, 180.0, "PCMA")
    window.pages.show_record(replace(record, quality=summary, recording="/calls/2026-05-04 Anna.wav"))


STEPS: dict[str, Step] = {
    "second-caller": second_caller,
    "four-calls": four_calls,
    "four-calls-list": four_calls_list,
    "unwell": unwell,
    "dial-account": dial_account,
    "heard": heard,
}
