"""Our one port on pjmedia's conference bridge: every active call is connected to it both ways."""

import ctypes
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pjsua2 as pj

from softphone.engine.sound.frames import choose_frame_access
from softphone.engine.sound.queues import SILENCE, LoudspeakerQueue, MicrophoneQueue
from softphone.engine.sound.recorder import voice_format
from softphone.engine.sound.tones import ToneLoop, mixed

if TYPE_CHECKING:
    from softphone.engine.sound.voice import VoiceProcessor


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
        self.tone: ToneLoop | None = None  # heard beside the call, by the person alone; set by any thread
        self.voice: VoiceProcessor | None = (
            None  # set by any thread; without it the microphone is sent as it is
        )
        self._frames = choose_frame_access()
        self.createPort("microphone and loudspeaker", voice_format())

    def onFrameRequested(self, frame: pj.MediaFrame) -> None:  # noqa: N802 - pjsua2's name
        try:
            if self.lasting != getattr(self._here, "lasting", False):
                self._keep_thread_state(self.lasting)
            pcm = self._cleaned(self._microphone.take_frame())
            self._microphone.meter.add(pcm)
            self._frames.write(frame, pcm)
        except Exception as fault:  # see the class
            self._report("onFrameRequested", fault)

    def onFrameReceived(self, frame: pj.MediaFrame) -> None:  # noqa: N802 - pjsua2's name
        try:
            pcm, tone = self._frames.read(frame), self.tone
            if tone is not None:
                pcm = mixed(pcm, tone.take(0, len(pcm)))
            voice = self.voice
            if voice is not None:
                voice.played(pcm)
            self._loudspeaker.put_frame(pcm)
        except Exception as fault:  # see the class
            self._loudspeaker.put_frame(SILENCE)
            self._report("onFrameReceived", fault)

    def _cleaned(self, pcm: bytes) -> bytes:
        voice = self.voice
        if voice is None:
            return pcm
        try:
            return voice.clean(pcm)
        except Exception as fault:  # sound is worth more than clean sound
            self.voice = None
            self._report("voice processing", fault)
            return pcm

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
