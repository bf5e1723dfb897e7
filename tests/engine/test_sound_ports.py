"""Where the sound of a call is taken."""

import re

from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine
from tests.engine.talking import answered


def _port_of(phone: EnginePhone) -> int:
    with RawLine() as peer:
        found = re.search(rb"m=audio (\d+) ", answered(phone, peer))
        assert found
        return int(found[1])


def test_nobody_can_guess_the_port_of_a_call(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """Each process takes even ports of its own, and not those that the library would begin with: whoever sends ten
    packets there is sent the sound of the call."""
    ports = {_port_of(phone), _port_of(other_phone)}
    assert len(ports) == 2
    for port in ports:
        assert port % 2 == 0
        assert 16_384 <= port < 33_000
