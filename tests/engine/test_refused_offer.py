"""An offer in a call that cannot be taken: 488, and the call goes on."""

import ctypes
import struct

import pytest

from softphone.calls.call_events import CallEnded
from softphone.engine.refused_offer import right_status
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import SDP_TYPE, answered, sdp

_REFUSAL = b"SIP/2.0 500 SDP negotiation failed\r\nTo: <sip:a@b>\r\nCSeq: 2 INVITE\r\n\r\n"
_OPUS = sdp(version=2).replace(b"AVP 0 101", b"AVP 111").replace(b":0 PCMU/8000", b":111 opus/48000/2")


def _held(raw: bytes, *, length: int = 0) -> tuple[bytes, bytes]:
    """What goes out, and what is said of it, when the library holds `raw` and says that it has `length` bytes."""
    text = ctypes.create_string_buffer(raw, 4000)
    start = ctypes.addressof(text)
    structure = ctypes.create_string_buffer(1300)
    struct.pack_into("@3P", structure, 408, start, start + len(raw), start + 4000)
    said = right_status(ctypes.addressof(structure), raw, length or len(raw))
    return text.raw[: len(raw)], said


def test_the_status_is_the_one_of_the_rfc() -> None:
    """In what goes out, and in what the trace shows; nothing else changes."""
    right = _REFUSAL.replace(b"500", b"488")
    assert _held(_REFUSAL) == (right, right)


@pytest.mark.parametrize(
    ("raw", "length"),
    [
        (_REFUSAL, 500),
        (_REFUSAL.replace(b"INVITE", b"UPDATE"), 0),
        (_REFUSAL.replace(b"500 SDP negotiation failed", b"500 Internal Server Error"), 0),
        (_REFUSAL.replace(b"500", b"200"), 0),
        (b"", 1),
    ],
)
def test_other_messages_go_out_as_they_are(raw: bytes, length: int) -> None:
    """And what is not where it is thought to be."""
    assert _held(raw, length=length) == (raw, raw)


def test_a_call_outlives_an_offer_of_codecs_that_are_unknown(phone: EnginePhone) -> None:
    """The re-INVITE and the UPDATE are refused; the next offer is taken (RFC 3261 section 14.2)."""
    with RawLine() as peer:
        invite = answered(phone, peer, body=sdp())
        peer.in_dialog(invite, "UPDATE", SDP_TYPE, body=_OPUS)
        peer.wait_for(b"SIP/2.0 488")
        sent = peer.in_dialog(invite, "INVITE", SDP_TYPE, body=_OPUS)
        refusal = peer.wait_for(b"SIP/2.0 488")
        assert header(refusal, b"cseq") == header(sent, b"cseq")
        peer.in_dialog(invite, "ACK", cseq=int(header(sent, b"cseq").split()[0]))
        assert b"PCMU" in peer.offer_in_dialog(invite, sdp(version=3))
        assert not [event for event in phone.events if isinstance(event, CallEnded)]
