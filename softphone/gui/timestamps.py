"""When things were on the screen, for measuring: lines in the file that SOFTPHONE_TIMESTAMPS names.

A line is `<monotonic clock in ns> <event>`: window-usable, engine-ready, invite-sent, card-painted. Nothing is done,
and nothing costs, when the variable is not set.
"""

import os
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from softphone.calls.notices import CallChanged, EngineNotice, Notice
from softphone.calls.phone import Phone
from softphone.calls.views import Phase

_VARIABLE = "SOFTPHONE_TIMESTAMPS"


def stamp_events(window: QWidget, phone: Phone) -> None:
    """Begin to write stamps if the variable asks for them."""
    path = os.environ.get(_VARIABLE)
    if path:
        stamps = _Stamps(window, Path(path))
        phone.subscribe(stamps.on_notice)


class _Stamps(QObject):
    def __init__(self, window: QWidget, path: Path) -> None:
        super().__init__(window)
        self._path = path
        self._next_paint = "window-usable"
        self._legs: dict[int, int] = {}
        self._choosing: set[int] = set()
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._next_paint and event.type() == QEvent.Type.UpdateRequest:
            # The filter sees the request before it is carried out; the queued call comes after the painting.
            QMetaObject.invokeMethod(self, "painted", Qt.ConnectionType.QueuedConnection)
        return False

    @Slot()
    def painted(self) -> None:
        if self._next_paint:
            self._write(self._next_paint)
            self._next_paint = ""

    def on_notice(self, notice: Notice) -> None:
        match notice:
            case EngineNotice(ready=True):
                self._write("engine-ready")
            case CallChanged(view=view):
                if len(view.legs) > self._legs.get(view.attempt, 0) and view.direction == "outgoing":
                    self._legs[view.attempt] = len(view.legs)
                    self._write("invite-sent")
                if view.phase is not Phase.CHOOSING:
                    self._choosing.discard(view.attempt)
                elif view.attempt not in self._choosing:
                    self._choosing.add(view.attempt)
                    self._next_paint = "card-painted"
            case _:
                pass

    def _write(self, event: str) -> None:
        line = f"{time.monotonic_ns()} {event}\n"
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(line)
