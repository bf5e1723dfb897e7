"""Frames, and the little that the engine reads out of messages: any bytes in, a value or FrameError out."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.accounts import Account, Transport
from softphone.calls.call_events import CallEnded
from softphone.engine import message
from softphone.engine.protocol import (
    MAX_FRAME_BYTES,
    Command,
    FrameError,
    FrameReader,
    Invite,
    SetAccount,
    decode_command,
    decode_event,
    encode_frame,
)

_HEADER_BYTES = 4


@given(st.binary(), st.text(st.characters(exclude_categories=["Cs"])), st.integers(1, 7))
def test_frames_survive_any_cut(raw: bytes, reason: str, step: int) -> None:
    """Events and commands come out as they went in, however the stream is cut."""
    event = CallEnded(3, 301, reason, final_response=raw)
    command = SetAccount(Account("a", "sip:a@b", transport=Transport.TLS), "secret")
    stream = encode_frame(event) + encode_frame(command)
    reader = FrameReader()
    payloads = [p for start in range(0, len(stream), step) for p in reader.feed(stream[start : start + step])]
    assert decode_event(payloads[0]) == event
    assert decode_command(payloads[1]) == command


@given(st.binary())
def test_any_bytes_decode_or_are_refused(payload: bytes) -> None:
    """Nothing but FrameError is raised for what is no message."""
    for decode in (decode_command, decode_event):
        with contextlib.suppress(FrameError):
            assert decode(payload) is not None


def test_frame_over_the_bound_is_refused_on_both_sides() -> None:
    """A message over the bound is not sent, and a length over it is not waited for."""
    with pytest.raises(FrameError):
        encode_frame(CallEnded(1, 200, "", final_response=bytes(MAX_FRAME_BYTES)))
    with pytest.raises(FrameError):
        list(FrameReader().feed((MAX_FRAME_BYTES + 1).to_bytes(_HEADER_BYTES, "big")))


def test_half_a_character_is_refused() -> None:
    """Text with a lone surrogate cannot be sent, and says so."""
    command: Command = Invite(1, "sip:\udc80@x", "", "", ())
    with pytest.raises(FrameError):
        encode_frame(command)


@given(st.binary())
def test_reading_any_message(raw: bytes) -> None:
    """No bytes make the readers raise."""
    message.status_of(raw)
    message.reason_of(raw)
    message.method_of(raw)
    message.transport_of(raw)
    message.carries_sdp(raw)
    message.name_addr_of(raw)
    message.name_addr_of(message.header_of(raw, b"from", b"f"))


@pytest.mark.parametrize(
    ("value", "display_name", "uri"),
    [
        (b"<sip:a@b;x=1>;tag=1", b"", b"sip:a@b;x=1"),
        (b"sip:a@b;tag=1", b"", b"sip:a@b"),
        (b'"A \\"B\\" <x>" <sip:a@b>', b'A "B" <x>', b"sip:a@b"),
        (b"Anna  B <sip:a@b>", b"Anna  B", b"sip:a@b"),
        (b"\xff <sip:a@b", b"\xff", b"sip:a@b"),
        (b"", b"", b""),
    ],
)
def test_name_addr(value: bytes, display_name: bytes, uri: bytes) -> None:
    """Display name and URI are told apart (RFC 3261 section 20.10)."""
    assert message.name_addr_of(value) == (display_name, uri)


def test_headers_are_unfolded_and_compact_names_known() -> None:
    """A fold is one space, names are case-insensitive, the body is no header."""
    raw = b"SIP/2.0 183 Early\r\nV: SIP / 2.0 / TCP x\r\nC: application/\r\n sdp\r\n\r\nFrom: <sip:no@body>"
    assert message.header_of(raw, b"content-type", b"c") == b"application/ sdp"
    assert message.transport_of(raw) == "tcp"
    assert message.header_of(raw, b"from", b"f") == b""


@given(st.text())
def test_any_address_is_dialable_or_not(text: str) -> None:
    """The check answers for every text, and what it lets through has a host and is plain ASCII."""
    if message.is_dialable(text):
        assert message.host_of(text)
        assert text.isascii()


def test_parameters_are_added_once_and_before_headers() -> None:
    """A parameter that is there stays as it is."""
    assert message.with_parameter("sip:a@b?x=y", "lr") == "sip:a@b;lr?x=y"
    assert message.with_parameter("sip:a@b;LR", "lr") == "sip:a@b;LR"
    assert message.with_parameter("sip:a@b", "transport=tcp") == "sip:a@b;transport=tcp"
