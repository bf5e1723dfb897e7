"""Whether Qt Multimedia's connection to PulseAudio can be used at this moment.

Qt 6.12 does not say when the sound server has gone, opens streams on a connection that is no more (libpulse then
aborts the process: "Assertion 'c' failed" in pa_context_get_state), and tries to connect anew once, 3 s later, and
never again. So a connection of our own stands beside Qt's and tells what has become of it. Can go when Qt reports a
lost server itself.
"""

import ctypes
import sys
from enum import Enum, auto
from threading import Event
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from softphone.engine.sound.pulse_events import PulseEvents

QT_RETRY_S = 3.0
_POLL_MS = 500
_CONNECT_POLL_MS = 20
_DOWN_POLL_MS = 100  # together with _POLL_MS less than _SAFETY_S: what Qt finds has to be known before
_AWAY_POLL_MS = 2000
_SAFETY_S = 0.8
_READY = 4  # pa_context_state_t; above it are FAILED and TERMINATED
_NO_AUTOSPAWN = 1  # pa_context_flags_t
_OPERATION_RUNNING = 0  # pa_operation_state_t
_ANSWER_STEP_S = 0.001
_ANSWER_STEPS = 100


class _State(Enum):
    UNUSED = auto()  # another sound system, or no server from the start: Qt finds no devices then
    UP = auto()
    DOWN = auto()  # gone; Qt will try once more
    LOST = auto()  # Qt has tried in vain: no sound until this process is started anew
    RETURNED = auto()  # and there is a server again for a new process to find


class PulseGuard(QObject):
    """`lost` is emitted once, when Qt will not find the server again, `returned` now and then while one is there.

    `plugged` tells the id of a device that has just appeared, `unplugged` of one that has gone.
    """

    lost = Signal()
    returned = Signal()
    plugged = Signal(str)
    unplugged = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._library = _load_library()
        self._events = (
            None
            if self._library is None
            else PulseEvents(self._library, self.plugged.emit, self.unplugged.emit)
        )
        self._loop: int | None = None
        self._context: int | None = None
        self._state = _State.UNUSED
        self._went_at = 0.0
        self._came_late = False
        self._timer = QTimer(self)
        self._timer.setInterval(_CONNECT_POLL_MS)
        self._timer.timeout.connect(self._poll)
        if self._library is not None and self._start_loop():
            self._connect()
            self._timer.start()

    def may_open(self) -> bool:
        """Whether a stream can be opened now without ending the process."""
        if self._timer.isActive():
            self._poll()
        return self._state in {_State.UNUSED, _State.UP} and not self.hangs()

    def hangs(self) -> bool:
        """Whether the server is there and does not answer: Qt would wait for it, and all of Python with it.

        PySide6 6.12 keeps the interpreter lock while a stream is opened or closed. Takes 1 ms, or 100 if it hangs.
        """
        return self._state is _State.UP and not self._answers()

    def is_there(self, device: str) -> bool:
        """Whether the server has the device; True as well where that cannot be told."""
        names = self._events.names() if self._events is not None and self._state is _State.UP else None
        return names is None or device in names

    def is_lost(self) -> bool:
        return self._state in {_State.LOST, _State.RETURNED}

    def close(self) -> None:
        self._timer.stop()
        if self._library is None or self._loop is None:
            return
        self._library.pa_threaded_mainloop_lock(self._loop)
        self._drop()
        self._library.pa_threaded_mainloop_unlock(self._loop)
        self._library.pa_threaded_mainloop_stop(self._loop)
        self._library.pa_threaded_mainloop_free(self._loop)
        self._loop = None

    def _start_loop(self) -> bool:
        if self._library is None:
            return False
        self._loop = self._library.pa_threaded_mainloop_new()
        return self._loop is not None and self._library.pa_threaded_mainloop_start(self._loop) == 0

    def _connect(self) -> None:
        """Begin to connect; `_native_state` tells how it goes."""
        if self._library is None:
            return
        self._library.pa_threaded_mainloop_lock(self._loop)
        self._drop()
        api = self._library.pa_threaded_mainloop_get_api(self._loop)
        self._context = self._library.pa_context_new(api, b"softphone watch")
        if self._context is not None:
            self._library.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None)
        self._library.pa_threaded_mainloop_unlock(self._loop)

    def _drop(self) -> None:
        if self._library is not None and self._context is not None:
            self._library.pa_context_disconnect(self._context)
            self._library.pa_context_unref(self._context)
            self._context = None

    def _native_state(self) -> int:
        if self._library is None or self._loop is None or self._context is None:
            return 0
        self._library.pa_threaded_mainloop_lock(self._loop)
        state: int = self._library.pa_context_get_state(self._context)
        self._library.pa_threaded_mainloop_unlock(self._loop)
        return state

    def _answers(self) -> bool:
        """Ask the server something and wait a little for any answer."""
        library, rest = self._library, Event()
        if library is None or self._loop is None or self._context is None:
            return False
        library.pa_threaded_mainloop_lock(self._loop)
        asked = library.pa_context_get_server_info(self._context, None, None)
        library.pa_threaded_mainloop_unlock(self._loop)
        if asked is None:
            return False
        running = True
        for _ in range(_ANSWER_STEPS):
            rest.wait(_ANSWER_STEP_S)
            library.pa_threaded_mainloop_lock(self._loop)
            running = library.pa_operation_get_state(asked) == _OPERATION_RUNNING
            library.pa_threaded_mainloop_unlock(self._loop)
            if not running:
                break
        library.pa_threaded_mainloop_lock(self._loop)
        library.pa_operation_unref(asked)
        library.pa_threaded_mainloop_unlock(self._loop)
        return not running

    @Slot()
    def _poll(self) -> None:
        native = self._native_state()
        match self._state:
            case _State.UNUSED:
                if native == _READY:
                    self._state = _State.RETURNED if self._came_late else _State.UP
                    self._listen()
                    self._timer.setInterval(_POLL_MS)
                elif native > _READY or native == 0:
                    self._came_late = (
                        True  # if it comes: the phone may have been started before the sound server
                    )
                    self._connect_now_and_then()
            case _State.UP:
                if native != _READY:
                    self._state, self._went_at = _State.DOWN, monotonic()
                    self._timer.setInterval(_DOWN_POLL_MS)
                    self._connect()
            case _State.DOWN:
                self._poll_down(native)
            case _State.LOST:
                if native == _READY:
                    self._state = _State.RETURNED
                else:
                    self._connect_now_and_then()
            case _State.RETURNED:
                self._timer.setInterval(_AWAY_POLL_MS)
                self.returned.emit()

    def _connect_now_and_then(self) -> None:
        self._timer.setInterval(_AWAY_POLL_MS)
        if self._native_state() in {0, _READY + 1, _READY + 2}:
            self._connect()

    def _poll_down(self, native: int) -> None:
        away_s = monotonic() - self._went_at
        if native != _READY and away_s < QT_RETRY_S - _SAFETY_S:
            if native == 0 or native > _READY:
                self._connect()
        elif native != _READY:
            self._state = _State.LOST
            self.lost.emit()
        elif away_s > QT_RETRY_S + _SAFETY_S:
            self._state = _State.UP
            self._listen()
            self._timer.setInterval(_POLL_MS)

    def _listen(self) -> None:
        if self._library is not None and self._events is not None and self._context is not None:
            self._library.pa_threaded_mainloop_lock(self._loop)
            self._events.subscribe(self._context)
            self._library.pa_threaded_mainloop_unlock(self._loop)


def _load_library() -> ctypes.CDLL | None:
    if sys.platform != "linux":
        return None
    try:
        library = ctypes.CDLL("libpulse.so.0")
    except OSError:  # Qt has no PulseAudio either then
        return None
    for name in (
        "threaded_mainloop_new",
        "threaded_mainloop_get_api",
        "context_new",
        "context_get_server_info",
    ):
        getattr(library, f"pa_{name}").restype = ctypes.c_void_p
    for name in ("lock", "unlock", "start", "stop", "free", "get_api"):
        getattr(library, f"pa_threaded_mainloop_{name}").argtypes = [ctypes.c_void_p]
    for name in ("disconnect", "unref", "get_state"):
        getattr(library, f"pa_context_{name}").argtypes = [ctypes.c_void_p]
    library.pa_context_get_server_info.argtypes = [ctypes.c_void_p] * 3
    for name in ("get_state", "unref"):
        getattr(library, f"pa_operation_{name}").argtypes = [ctypes.c_void_p]
    library.pa_context_new.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    library.pa_context_connect.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p]
    return library
