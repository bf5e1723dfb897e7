"""Session descriptions that would hold or end the process, from either side."""

import ctypes
import platform
import threading

import pytest

from softphone.calls.call_events import CallIncoming
from softphone.calls.engine_events import EngineFault, EngineLost
from softphone.engine.descriptions import harmful, nowhere
from softphone.engine.library_settings import hasten_name_servers
from softphone.engine.responses_go_back import elsewhere
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import SDP_TYPE, answered, sdp

_TWICE = sdp().replace(b"AVP 0 101", b"AVP 0 101 101")
_CONTACT = b"Contact: <sip:x@127.0.0.1:%d>"


def _changed(description: bytes, start: bytes = b"INVITE sip:a@b SIP/2.0") -> bytes:
    """`description` in a message, with a dash for what is changed."""
    raw = bytearray(start + b"\r\n\r\n" + description)
    for place in harmful(bytes(raw), len(start)):
        raw[place] = ord("-")
    return bytes(raw[len(start) + 4 :])


@pytest.mark.parametrize("start", [b"INVITE sip:a@b SIP/2.0", b"SIP/2.0 200 OK", b"ACK sip:a@b SIP/2.0"])
@pytest.mark.parametrize(
    "address", [b"a.example", b"1.2.3.4.5", b"1.2.3.4/127", b"999.1.1.1", b"x1", b"\xff"]
)
def test_no_name_is_looked_up(address: bytes, start: bytes) -> None:
    """Neither for the sound, nor for what is said about it, nor of a candidate: offered or answered."""
    for line, changed in (
        (b"c=IN IP4 %s\r\n", b"c=-N IP4 %s\r\n"),
        (b"c=IN IP6 %s\r\n", b"c=-N IP6 %s\r\n"),
        (b"a=rtcp:40001 IN IP4 %s\r\n", b"a=-tcp:40001 IN IP4 %s\r\n"),
        (b"a=rtcp 40001 IN IP6 %s\r\n", b"a=-tcp 40001 IN IP6 %s\r\n"),
        (b"a=candidate:1 1 UDP 9 %s 4 typ host\r\n", b"a=-andidate:1 1 UDP 9 %s 4 typ host\r\n"),
    ):
        assert _changed(sdp() + line % address, start) == sdp() + changed % address


def test_addresses_and_what_has_none_are_left_alone() -> None:
    """Byte by byte; an answer that names a format twice is not, but such an offer is."""
    lines = (
        b"a=rtcp:40001 IN IP4 127.0.0.1\r\na=rtcp:40001\r\na=rtcp-mux\r\na=rtcp-fb:* nack a b c\r\n"
        b"a=candidate:1 1 UDP 9 127.0.0.1 4 typ host\r\na=candidate:1 1 UDP 9 fe80::1 4 typ host\r\na=candidate:1\r\n"
    )
    for start in (b"UPDATE sip:a@b SIP/2.0", b"SIP/2.0 200 OK"):
        assert _changed(sdp() + lines, start) == sdp() + lines
    assert _changed(_TWICE) == _TWICE
    for start in (b"SIP/2.0 183 Early", b"ACK sip:a@b SIP/2.0", b"prack sip:a@b SIP/2.0"):
        assert _changed(_TWICE, start) == _TWICE.replace(b"m=", b"-=")


def test_long_names_of_ice_are_hidden() -> None:
    """The library writes them into too little room."""
    lines = b"a=ice-ufrag:%s\r\na=ice-pwd:%s\r\n"
    assert _changed(lines % (b"u" * 64, b"p" * 256), b"SIP/2.0 200 OK") == lines % (b"u" * 64, b"p" * 256)
    assert _changed(b"v=0\r\n" + lines % (b"u" * 65, b"p" * 257)).count(b"a=-ce-") == 2


def test_sound_that_goes_nowhere() -> None:
    """Other addresses that end so are left alone."""
    head, description = (
        b"SIP/2.0 200 OK\r\n",
        b"\r\nc=IN IP4 0.0.0.0\r\nc=IN IP4 10.0.0.0\r\n\r\nc=IN IP4 0.0.0.0",
    )
    raw = head + description
    assert nowhere(raw, len(head)) == [len(head) + 17, len(raw) - 1]


def test_a_response_goes_to_no_name() -> None:
    """Not even to one that is written with escapes; an address and an answer are left alone."""
    via = b"OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP h;rport;%s=a.example ;branch=z\r\n\r\n;maddr=x"
    for name in (b"maddr", b"MAddr", b"%6daddr"):
        raw = via % name
        assert [raw[start:stop] for start, stop in elsewhere(raw)] == [b"a.example"]
    assert elsewhere(via.replace(b"a.example", b"127.0.0.1") % b"maddr") == []
    assert elsewhere(via.replace(b"OPTIONS sip:a@b SIP/2.0", b"SIP/2.0 200 OK") % b"maddr") == []


def test_answers_with_a_format_twice(phone: EnginePhone) -> None:
    """To an offer, and to one that was made when nothing was offered: the call ends or not, the engine lives."""
    with RawLine() as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        peer.answer(peer.wait_for(b"INVITE "), b"200 OK", _CONTACT % peer.port, SDP_TYPE, body=_TWICE)
        peer.wait_for(b"ACK")
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE")
        there = phone.wait_for(CallIncoming).call_id
        phone.engine.answer(there)
        tag = header(caller.wait_for(b"SIP/2.0 200"), b"to").partition(b";tag=")[2]
        caller.request("ACK", SDP_TYPE, body=_TWICE, to_tag=tag, branch="ack")
        phone.engine.hang_up(there)
        phone.wait_for_end(there)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


@pytest.mark.parametrize(
    "answer",
    [
        sdp().replace(b"AVP 0 101", b"AVP 101"),
        sdp() + b"c=IN IP6 fe80::1\r\n",
        sdp() + b"a=rtcp:40001 IN IP4 a.invalid\r\n",
    ],
)
def test_a_hold_that_is_answered_with_what_cannot_be(answer: bytes, phone: EnginePhone) -> None:
    """Nothing is offered any more in such a call: the library would abort."""
    with RawLine() as peer:
        answered(phone, peer)
        phone.engine.hold(1)
        peer.answer(peer.wait_for(b"INVITE "), b"200 OK", _CONTACT % peer.port, SDP_TYPE, body=answer)
        peer.wait_for(b"ACK")
        phone.engine.resume(1)
        phone.engine.hang_up(1)
        phone.wait_for_end(1)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]
    assert all(event.operation == "talk" for event in phone.events if isinstance(event, EngineFault))


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="another C library")
def test_silent_name_servers_hold_the_sip_thread_for_seconds_only() -> None:
    """Each is asked once there, and other threads wait as the system says."""
    found: list[list[int]] = []

    def ask() -> None:
        state = ctypes.CDLL(None)["__res_state"]
        state.restype = ctypes.POINTER(ctypes.c_int * 2)
        assert hasten_name_servers()
        found.append(list(state().contents))

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    ((time_out_s, times),) = found
    assert 0 < time_out_s <= 2
    assert times == 1
