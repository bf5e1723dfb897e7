"""What is overwritten in a message that has just come, and that nothing else is."""

import ctypes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.disarm import body_before, make_harmless


def _changed(raw: bytes, *, lies: bytes = b"") -> bytes:
    """`raw` after a look at it, somewhere in a larger buffer, which holds `lies` instead if that is given."""
    held = lies or raw
    buffer = ctypes.create_string_buffer(b"x" * 100 + held + b"y" * 700)
    make_harmless(ctypes.addressof(buffer), raw)
    text = bytes(buffer)
    assert text.startswith(b"x" * 100)
    assert text[100 + len(held) :].startswith(b"y" * 700)
    return text[100 : 100 + len(held)]


@pytest.mark.parametrize(
    "raw",
    [
        b"ACK sip:a@b SIP/2.0\r\nTo: <sip:a@b>;tag=1\r\nCall-ID: c\r\n\r\n",
        b"INVITE sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\nCall-ID: c\r\n\r\nv=0\r\nm=audio 1 RTP/AVP 0\r\n",
        b"INFO sip:a@b SIP/2.0\r\nCall-ID: c\r\n\r\nSignal=1\r\nDuration=160\r\n",
        b"SIP/2.0 200 OK\r\nCall-ID: c\r\n\r\n" + b"m=audio 1 RTP/AVP 0\r\n" * 20,
    ],
)
def test_what_does_no_harm_is_left_alone(raw: bytes) -> None:
    """Byte by byte."""
    assert _changed(raw) == raw


def test_what_would_end_the_process_is_changed() -> None:
    """Each where it hurts; the digit can still be read."""
    ack = b"ACK sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\ni: -c\r\n\r\n"
    assert _changed(ack) == ack.replace(b"-c", b"_c")
    info = b"INFO sip:a@b SIP/2.0\r\nX: Signal\r\n\r\nsignal=1"
    assert _changed(info) == info.replace(b"signal", b"-ignal")
    assert body_before(_changed(info)) == (b"Signal=1", True)
    offer = b"INVITE sip:a@b SIP/2.0\r\nTo: a\r\n\r\nv=0\r\n" + b"m=audio 1 RTP/AVP 0\r\n" * 3
    assert b"m=" not in _changed(offer)


def test_another_message_is_not_touched() -> None:
    """The buffer does not hold what the log says: nothing is written."""
    ack = b"ACK sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\nCall-ID: c\r\n\r\n"
    assert _changed(ack, lies=ack.replace(b"ACK", b"BYE")) == ack.replace(b"ACK", b"BYE")


@given(st.sampled_from([b"ACK ", b"INFO ", b"INVITE ", b"UPDATE ", b""]), st.binary(max_size=300))
def test_any_bytes(start: bytes, rest: bytes) -> None:
    """Nothing raises, and the length stays."""
    raw = start + rest
    assert len(_changed(raw)) == len(raw)
