"""The sound of a call while strangers call in a flood."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.raw_line import RawLine
from tests.engine.test_sound_mixing import ANNA_HZ, BORIS_HZ, RATE, connect, phone, tail
from tests.support.tone import quiet_stretches

pytestmark = [pytest.mark.timed, pytest.mark.timeout(90)]

_FLOOD = 60
_LONGEST_S = 1.0  # 2.7 s before RTP was polled meanwhile; 0.3 measured, over UDP none


@pytest.mark.parametrize("transports", [("udp",), ("udp", "udp", "udp", "tcp")])
def test_a_flood_of_callers_does_not_silence_a_call(tmp_path: Path, transports: tuple[str, ...]) -> None:
    """Sixty callers who give up at once: both sides go on hearing each other, and the engine lives."""
    with (
        phone(tmp_path, "anna", ANNA_HZ) as anna,
        phone(tmp_path, "boris", BORIS_HZ) as boris,
        ExitStack() as flood,
    ):
        connect(anna, 1, boris)
        anna.run_for(2)
        starts = {name: len(tail(tmp_path / f"{name}-heard.wav", 1000)) for name in ("anna", "boris")}
        for number in range(_FLOOD):
            transport = transports[number % len(transports)]
            port = anna.ready.udp_port if transport == "udp" else anna.ready.tcp_port
            line = flood.enter_context(RawLine(port, transport))
            line.invite()
            line.request("CANCEL")
        anna.run_for(5)
        for name, start in starts.items():
            heard = tail(tmp_path / f"{name}-heard.wav", 1000)[start:]
            assert len(heard) > 4 * RATE
            gaps = [length for _, length in quiet_stretches(heard, RATE, below=0.05)]
            assert max(gaps, default=0.0) < _LONGEST_S, (name, gaps)
        assert not [event for event in anna.events if isinstance(event, EngineLost | EngineFault)]
