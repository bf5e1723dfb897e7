"""Sound through whole engines: their processes, real SIP and RTP, and a real sound server."""

from pathlib import Path

import pytest

from softphone.calls.call_events import CallEnded
from softphone.calls.engine_events import EngineLost, EngineReady
from softphone.calls.sound_events import AudioDevicesChanged
from tests.bench.peer import Peer
from tests.support.sound_check import engines_in_a_call, listen

pytestmark = [pytest.mark.timed, pytest.mark.timeout(120)]

_STRETCHES = 3
_QT_LOOKS_FOR_S = 4.0


def test_two_phones_talk_without_a_gap(tmp_path: Path) -> None:
    """440 Hz at one microphone comes out at the other's loudspeaker with no gap of over 20 ms in 12 s.

    The machine may be busy with something else for a moment: one of three stretches has to be whole.
    """
    with engines_in_a_call(tmp_path) as (server, _, _):
        heard = []
        for _ in range(_STRETCHES):
            heard.append(listen(server, 12))
            if heard[-1].longest_ms <= 20:
                break
        assert heard[-1].longest_ms <= 20, heard
        assert heard[-1].loudness > 0.3


def test_a_sound_server_that_hangs_does_not_hold_up_sip(tmp_path: Path) -> None:
    """While it hangs in a call, OPTIONS is answered, the call is hung up, and the engine is not taken for dead."""
    with engines_in_a_call(tmp_path) as (server, anna, boris):
        pid = anna.pid
        server.freeze()
        try:
            with Peer() as peer:
                assert peer.ask_options(anna.ready.udp_port, timeout_s=2) is not None
                anna.engine.hang_up(1)
                assert anna.wait_for_end(1).status == 200
                boris.wait_for(CallEnded)
                anna.run_for(2)
                assert peer.ask_options(anna.ready.udp_port, timeout_s=2) is not None
            assert anna.pid == pid
        finally:
            server.thaw()


def test_a_sound_server_that_comes_back_late_is_found_by_a_new_process_without_a_word(tmp_path: Path) -> None:
    """Away for longer than Qt looks for it: the call lives on; after it, with the server back, sound is back too."""
    with engines_in_a_call(tmp_path) as (server, anna, boris):
        first = anna.pid
        known = len(anna.events)
        server.stop(kill=True)
        anna.wait_for(AudioDevicesChanged, lambda event: not event.loudspeakers, after=known)
        anna.run_for(_QT_LOOKS_FOR_S)
        server.start()
        anna.run_for(3)
        assert anna.pid == first
        anna.engine.hang_up(1)
        anna.wait_for_end(1)
        boris.wait_for(CallEnded)
        ended = len(anna.events)
        assert anna.wait_for(EngineReady, after=ended).udp_port == anna.ready.udp_port
        anna.wait_for(AudioDevicesChanged, lambda event: bool(event.loudspeakers), after=ended)
        assert anna.pid != first
        assert not any(isinstance(event, EngineLost) for event in anna.events)
