"""Calls to the engine, and calls between two engines: ringing, answering, refusing, sound and digits."""

import array
import math
import wave
from pathlib import Path

import pytest

from softphone.calls.call_events import (
    CallAnswered,
    CallEnded,
    CallIncoming,
    CallMedia,
    CallProgress,
    DtmfReceived,
)
from softphone.calls.engine_events import EngineFault
from softphone.engine.protocol import SoundMode
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.sipp import SDP, SippPeer, expect_status

_RATE_HZ = 16000


def _request(method: str, *headers: str, body: str = "") -> str:
    lines = (
        f"{method} sip:phone@[remote_ip]:[remote_port] SIP/2.0",
        "Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]",
        'From: "Борис, \\"B\\"" <sip:boris@office.example:5060;x=1>;tag=[pid]SIPpTag[call_number]',
        "To: <sip:phone@[remote_ip]>[peer_tag_param]",
        "Call-ID: [call_id]",
        f"CSeq: 1 {method}",
        "Contact: <sip:boris@[local_ip]:[local_port]>",
        "Max-Forwards: 70",
        *headers,
        "Content-Length: [len]",
    )
    end = f"\n\n{body}\n" if body else "\n\n"
    return '<send retrans="500"><![CDATA[\n' + "\n".join(lines) + end + "]]></send>"


_INVITE = _request("INVITE", "Content-Type: application/sdp", body=SDP)
_TRYING = expect_status(100, optional=True)


def test_incoming_call_without_an_account(phone: EnginePhone, tmp_path: Path) -> None:
    """An INVITE to a phone without accounts rings; its names and addresses come up as bytes."""
    steps = [_INVITE, _TRYING, expect_status(180), expect_status(603), _request("ACK")]
    with SippPeer(tmp_path, steps, call=phone.address) as caller:
        incoming = phone.wait_for(CallIncoming)
        assert incoming.call_id < 0
        assert incoming.account_id == ""
        assert incoming.from_display_name.decode() == 'Борис, "B"'
        assert incoming.from_uri == b"sip:boris@office.example:5060;x=1"
        assert incoming.to_uri == b"sip:phone@127.0.0.1"
        assert incoming.raw.startswith(b"INVITE sip:phone@")
        phone.engine.reject(incoming.call_id, 603)
        ended = phone.wait_for(CallEnded)
        assert caller.wait() == 0
    assert (ended.call_id, ended.status, ended.by_peer) == (incoming.call_id, 603, False)


def test_caller_gives_up(phone: EnginePhone, tmp_path: Path) -> None:
    """A CANCEL before the answer ends the incoming call, by the peer, with 487."""
    steps = [
        _INVITE,
        _TRYING,
        expect_status(180),
        _request("CANCEL").replace("branch=[branch]", "branch=[branch-3]").replace("[peer_tag_param]", ""),
        expect_status(200),
        expect_status(487),
    ]
    with SippPeer(tmp_path, steps, call=phone.address):
        phone.wait_for(CallIncoming)
        ended = phone.wait_for(CallEnded)
    assert (ended.status, ended.by_peer) == (487, True)


def test_answered_incoming_call(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """The called engine answers, both sides have sound, and either can hang up."""
    phone.engine.invite(1, f"sip:x@{other_phone.address}")
    incoming = other_phone.wait_for(CallIncoming)
    assert phone.wait_for(CallProgress, lambda event: event.status == 180)
    other_phone.engine.answer(incoming.call_id)
    for side in (phone, other_phone):
        side.wait_for(CallAnswered)
        assert side.wait_for(CallMedia).active
    other_phone.engine.hang_up(incoming.call_id)
    assert (other_phone.wait_for(CallEnded).by_peer, phone.wait_for(CallEnded).by_peer) == (False, True)


def test_digits_arrive_as_events(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """DTMF goes as RFC 4733 events and comes out in order at the other side; what is no digit is not sent."""
    phone.engine.invite(1, f"sip:x@{other_phone.address}")
    other_phone.engine.answer(other_phone.wait_for(CallIncoming).call_id)
    phone.wait_for(CallAnswered)
    phone.engine.send_dtmf(1, "x; DROP")
    phone.engine.send_dtmf(1, "7*#D")
    other_phone.wait_for(DtmfReceived, lambda event: event.digit == "D")
    digits = "".join(event.digit for event in other_phone.events if isinstance(event, DtmfReceived))
    assert digits == "7*#D"


def test_fifth_incoming_call_is_busy(phone: EnginePhone, tmp_path: Path) -> None:
    """With four calls open the next caller gets 486, and nothing is reported for it."""
    steps = [_INVITE, _TRYING, expect_status(180), expect_status(486), _request("ACK")]
    with SippPeer(tmp_path, steps, call=phone.address, calls=4, extra=["-r", "100"]):
        phone.wait_for(CallIncoming, lambda event: event.call_id == -4)
        with SippPeer(
            tmp_path, [_INVITE, _TRYING, expect_status(486), _request("ACK")], call=phone.address
        ) as fifth:
            assert fifth.wait() == 0
        assert len([event for event in phone.events if isinstance(event, CallIncoming)]) == 4


def _write_tone(path: Path, hertz: float, seconds: float) -> None:
    samples = (
        round(12000 * math.sin(2 * math.pi * hertz * n / _RATE_HZ)) for n in range(round(seconds * _RATE_HZ))
    )
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE_HZ)
        file.writeframes(array.array("h", samples).tobytes())


def _share_of_tone(path: Path, hertz: float) -> float:
    """How much of the loud part's power is at one frequency, 0-1."""
    with wave.open(str(path), "rb") as file:
        rate = file.getframerate()
        samples = array.array("h", file.readframes(file.getnframes()))
    loud = [index for index, sample in enumerate(samples) if abs(sample) > 1000]
    assert loud, "only silence was recorded"
    part = samples[loud[0] : loud[0] + rate // 2]
    cosine = sum(s * math.cos(2 * math.pi * hertz * n / rate) for n, s in enumerate(part))
    sine = sum(s * math.sin(2 * math.pi * hertz * n / rate) for n, s in enumerate(part))
    power = sum(s * s for s in part)
    return 2 * (cosine * cosine + sine * sine) / (len(part) * power)


@pytest.mark.timed
def test_tone_played_into_a_call_is_recorded_at_the_other_side(tmp_path: Path) -> None:
    """440 Hz in at one engine is 440 Hz in the file of the other."""
    tone, record = tmp_path / "in.wav", tmp_path / "out.wav"
    _write_tone(tone, 440, 3)
    with (
        EnginePhone(quiet_config(sound=SoundMode.FILES, play=str(tone))) as speaker,
        EnginePhone(quiet_config(sound=SoundMode.FILES, record=str(record))) as listener,
    ):
        speaker.engine.invite(1, f"sip:x@{listener.address}")
        listener.engine.answer(listener.wait_for(CallIncoming).call_id)
        media = speaker.wait_for(CallMedia)
        assert (media.microphone, media.loudspeaker) == (True, False)
        speaker.run_for(1.5)
        speaker.engine.hang_up(1)
        listener.wait_for(CallEnded)
        listener.engine.close()
    assert _share_of_tone(record, 440) > 0.9


@pytest.mark.parametrize("change", [{"play": "/nowhere/in.wav"}, {"record": "/nowhere/out.wav"}])
def test_missing_sound_file_does_not_end_the_call(change: dict[str, str], other_phone: EnginePhone) -> None:
    """A file that cannot be opened is a fault for the log; the call goes on."""
    with EnginePhone(quiet_config(sound=SoundMode.FILES, **change)) as phone:
        phone.engine.invite(1, f"sip:x@{other_phone.address}")
        other_phone.engine.answer(other_phone.wait_for(CallIncoming).call_id)
        phone.wait_for(CallAnswered)
        assert "/nowhere/" in phone.wait_for(EngineFault).operation
        phone.engine.set_muted(1, True)
        phone.engine.set_muted(1, False)
        phone.engine.hang_up(1)
        assert phone.wait_for(CallEnded).status == 200


def test_many_short_calls(phone: EnginePhone, other_phone: EnginePhone) -> None:
    """Forty calls one after another, hung up in turns at any point, all end and leave the engines well."""
    for call_id in range(1, 41):
        seen, others = len(phone.events), len(other_phone.events)
        phone.engine.invite(call_id, f"sip:x@{other_phone.address}")
        incoming = other_phone.wait_for(CallIncoming, after=others)
        if call_id % 2:
            other_phone.engine.answer(incoming.call_id)
            phone.wait_for(CallAnswered, after=seen)
        if call_id % 3:
            phone.engine.hang_up(call_id)
        else:
            other_phone.engine.hang_up(incoming.call_id)
        phone.wait_for_end(call_id, after=seen)
        other_phone.wait_for_end(incoming.call_id, after=others)
    faults = [
        event for side in (phone, other_phone) for event in side.events if isinstance(event, EngineFault)
    ]
    assert not faults
