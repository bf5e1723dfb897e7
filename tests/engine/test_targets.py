"""Where another side wants to be reached: the engine goes there, or lives without."""

from pathlib import Path

import pytest

from softphone.calls.engine_events import EngineLost
from softphone.engine.targets import unreachable
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.engine.raw_line import RawLine
from tests.engine.talking import SDP_TYPE, sdp
from tests.support.certificates import self_signed

_OK = b"SIP/2.0 200 OK\r\nCSeq: 1 INVITE\r\nContact: "


@pytest.mark.parametrize(
    "headers",
    [
        b"Contact: <sip:x@127.0.0.1:9;transport=udp>",
        b"Contact: <sip:x@127.0.0.1:9;transport=%75dp>",
        b"Contact: <sip:x@127.0.0.1:9>\r\nRecord-Route: <sip:127.0.0.1:9;transport=tcp;lr>",
        b"Contact: <tel:+123>",
    ],
)
def test_an_answer_that_leads_away_from_tls(headers: bytes, tmp_path: Path) -> None:
    """A call over TLS is answered by somebody who wants the rest otherwise: it ends, the engine does not."""
    certificate = self_signed(tmp_path)
    with (
        RawLine(transport="tls", certificate=certificate) as line,
        EnginePhone(quiet_config(tls_ca_file=str(certificate[0]))) as phone,
    ):
        phone.engine.invite(1, f"sip:x@127.0.0.1:{line.port};transport=tls")
        line.answer(line.wait_for(b"INVITE "), b"200 OK", headers, SDP_TYPE, body=sdp())
        phone.run_for(0.2)
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
        assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_what_is_left_as_it_is() -> None:
    """A redirect, a registration, a transport that may be had, and anything over UDP."""
    udp = b"<sip:x@h;transport=udp>\r\n\r\n"
    assert unreachable(_OK + udp, by_tls=True) == [len(_OK) + udp.index(b"udp")]
    assert unreachable(_OK + udp, by_tls=False) == []
    assert unreachable((_OK + udp).replace(b"200 OK", b"302 Moved"), by_tls=True) == []
    assert unreachable((_OK + udp).replace(b"INVITE", b"REGISTER"), by_tls=True) == []
    assert unreachable(_OK + b"<sip:x@h;transport=TLS>\r\n\r\n", by_tls=True) == []
