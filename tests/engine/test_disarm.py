"""What is overwritten in a message that has just come, and that nothing else is."""

import ctypes
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.engine.disarm import body_before, make_harmless


def _changed(raw: bytes, *, lies: bytes = b"", shown: bytes = b"") -> bytes:
    """`raw` after a look at it, somewhere in a larger buffer, which holds `lies` instead if that is given.

    `shown` is what the log tells of it, if that is something else.
    """
    held = lies or raw
    buffer = ctypes.create_string_buffer(b"x" * 100 + held + b"y" * 5000)
    make_harmless(ctypes.addressof(buffer), shown or raw, len(raw))
    text = bytes(buffer)
    assert text.startswith(b"x" * 100)
    assert text[100 + len(held) :].startswith(b"y" * 5000)
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
    offer = b"INVITE sip:a@b SIP/2.0\r\nTo: a\r\n\r\nv=0\r\nm=audio 1 UDP/TLS/RTP/SAVPF 0\r\na=UDP/TLS\r\n"
    assert _changed(offer) == offer.replace(b"1 UDP/", b"1 UDP-")


@pytest.mark.parametrize(
    "start",
    [b"ACK ", b"ack ", b"aCk\t", b"AC ", b"A ", b"\r\n\r\nACK ", b" ACK  "],
)
def test_an_ack_is_known_however_it_is_written(start: bytes) -> None:
    """The library compares methods in any case, and as many letters as there are."""
    ack = start + b"sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\nCall-ID: c\r\n\r\n"
    assert _changed(ack) == ack.replace(b": c", b": -")


@pytest.mark.parametrize(
    "to",
    [
        b'To: "a;tag=1" <sip:a@b>',
        b'To: "a\\";tag=1" <sip:a@b>',
        b"To: <sip:a@b;tag=1>",
        b"To: <sip:a@b>;tag=",
        b"To: <sip:a@b>;tag",
        b"To: <sip:a@b>;stag=1",
        b"To: <sip:a@b>\r\nTo: <sip:a@b>;tag=1",
        b"To: <sip:a@b>;tag=1\rt : <sip:a@b>",
        b"X: 1",
    ],
)
def test_a_tag_elsewhere_is_none(to: bytes) -> None:
    """What the library does not take for a tag of the To header does not save an ACK."""
    ack = b"ACK sip:a@b SIP/2.0\r\n" + to + b"\r\nCall-ID:\r\n c\r\n\r\n"
    assert _changed(ack) == ack.replace(b" c\r", b" -\r")


@pytest.mark.parametrize(
    "to",
    [b"t: sip:a@b;tag=1", b'To:\r\n "a" <sip:a@b>\r\n\t; x="<>" ; Tag = -1', b"TO : <sip:a@b>;x;tag=1;y"],
)
def test_a_tag_is_found(to: bytes) -> None:
    """An ACK of a call goes through, however its To is written."""
    ack = b"ACK sip:a@b SIP/2.0\r\n" + to + b"\r\nCall-ID: c\r\n\r\n"
    assert _changed(ack) == ack


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\r\n"])
def test_any_end_of_a_line(end: bytes) -> None:
    """A body begins where the library sees it begin."""
    info = end.join([b"info sip:a@b SIP/2.0", b"X: Signal", b"", b"Signal=1"])
    assert _changed(info) == info.replace(b"Signal=", b"-ignal=")
    offer = end.join([b"PRACK sip:a@b SIP/2.0", b"X: 1", b"", b"v=0", *[b"m=audio 1 RTP/AVP 0"] * 3, b""])
    assert b"m=" not in _changed(offer)


def test_a_refer_without_a_target_is_nobodys() -> None:
    """The tags are other ones then; with a target it is left alone."""
    refer = b"REFER sip:a@b SIP/2.0\r\nFrom: <sip:c@d>;tag=1\r\nTo: <sip:a@b>;tag=2\r\n\r\nr: <sip:e@f>"
    assert _changed(refer) == refer.replace(b"tag=1", b"tag=-").replace(b"tag=2", b"tag=-")
    for name in (b"Refer-To", b"r", b"REFER-TO "):
        sound = refer.replace(b"To: ", name + b": <sip:e@f>\r\nTo: ")
        assert _changed(sound) == sound


@pytest.mark.parametrize("shown", [b"ACK sip:a@b SIP/2.0\r\n", b"ACK sip:a@b SIP/2.0\r\nX: "])
def test_what_the_log_does_not_show_is_read_too(shown: bytes) -> None:
    """It cuts long messages, and those with a NUL."""
    ack = b"ACK sip:a@b SIP/2.0\r\nX: \0\r\nTo: <sip:a@b>\r\nCall-ID: c\r\n\r\n"
    assert _changed(ack, shown=shown) == ack.replace(b": c", b": -")
    assert _changed(ack, shown=ack + b"\n--end ms") == ack.replace(b": c", b": -")


def test_another_message_is_not_touched() -> None:
    """The buffer does not hold what the log says: nothing is written."""
    ack = b"ACK sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\nCall-ID: c\r\n\r\n"
    assert _changed(ack, lies=ack.replace(b"ACK", b"BYE")) == ack.replace(b"ACK", b"BYE")


def test_the_message_is_the_one_that_is_pointed_at() -> None:
    """On a stream others come before it, and one of them may hold its text."""
    ack = b"ACK sip:a@b SIP/2.0\r\nTo: <sip:a@b>\r\nCall-ID: c\r\n\r\n"
    before = b"x" * 320 + b"OPTIONS sip:a@b SIP/2.0\r\n\r\n" + ack + b"y" * 500
    buffer = ctypes.create_string_buffer((before + ack).ljust(5000, b"z"))
    address = ctypes.addressof(buffer)
    struct.pack_into("@P", buffer, 4424, address + len(before))
    assert make_harmless(address, ack, len(ack))
    text = bytes(buffer)
    assert text.startswith(before + ack.replace(b": c", b": -") + b"z")


@given(
    st.sampled_from([b"ACK ", b"INFO ", b"INVITE ", b"ACK a\nTo:", b"INFO \n\nSignal", b""]),
    st.binary(max_size=300),
)
def test_any_bytes(start: bytes, rest: bytes) -> None:
    """Nothing raises, and the length stays."""
    raw = start + rest
    assert len(_changed(raw)) == len(raw)
