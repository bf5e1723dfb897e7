"""Our one port on pjmedia's conference bridge: every active call is connected to it both ways."""

import ctypes
import threading
from collections.abc import Callable

import pjsua2 as pj

from softphone.engine.sound.frames import choose_frame_access
from softphone.engine.sound.queues import SILENCE, LoudspeakerQueue, MicrophoneQueue
from softphone.engine.sound.recorder import voice_format


class ConferencePort(pj.AudioMediaPort):
    """16 kHz mono, 20 ms frames. The callbacks run on pjmedia's clock thread and must not raise.

    `lasting` is True while calls are on, and has to be False for some frames before the clock is stopped.
    A kept traceback would keep the port alive and abort the process at exit, so faults leave as a sentence,
    and only the first one: `on_fault` is called on the clock thread.
    """

    def __init__(
        self, microphone: MicrophoneQueue, loudspeaker: LoudspeakerQueue, on_fault: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._microphone = microphone
        self._loudspeaker = loudspeaker
        self._on_fault = on_fault
        self._faulty = False
        self._here = threading.local()
        self.lasting = False
        self._frames = choose_frame_access()
        self.createPort("microphone and loudspeaker", voice_format())

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802 - pjsua2's name
        try:
            if self.lasting != getattr(self._here, "lasting", False):
                self._keep_thread_state(self.lasting)
            self._frames.write(frame, self._microphone.take_frame())
        except Exception as fault:  # see the class
            self._report("onFrameRequested", fault)

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802 - pjsua2's name
        try:
            self._loudspeaker.put_frame(self._frames.read(frame))
        except Exception as fault:  # see the class
            self._loudspeaker.put_frame(SILENCE)
            self._report("onFrameReceived", fault)

    def _keep_thread_state(self, keep: bool) -> None:
        """Python makes a thread state for each callback on a native thread, and drops it: 1.2 % of a core.

        One more claim on it keeps it. It has to be given back on the same thread while that still runs, or each
        call would leave 17 KiB behind; `_here` is part of the state, so it knows to which one the claim belongs.
        """
        self._here.lasting = keep
        if keep:
            ctypes.pythonapi.PyGILState_Ensure()
        else:
            ctypes.pythonapi.PyGILState_Release(0)

    def _report(self, operation: str, fault: Exception) -> None:
        if not self._faulty:
            self._faulty = True
            self._on_fault(f"{operation}: {type(fault).__name__}: {fault}")
