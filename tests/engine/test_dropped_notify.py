"""The end of a transfer in words that the SIP library cannot read, as linphone says it."""

import pytest

from softphone.calls.call_events import TransferChanged, TransferState
from softphone.calls.engine_events import EngineFault, EngineLost
from softphone.engine.dropped_notify import ok_to, read_dropped_notify
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import answered

_FRAG = b"Content-Type: message/sipfrag"
_UNREADABLE = b"Subscription-State: terminated;reason=reason=noresource"
_NOTIFY = (
    b"NOTIFY sip:a@b SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK1\r\nFrom: <sip:x@y>;tag=1\r\n"
    b"To: <sip:a@b>;tag=2\r\nCall-ID: abc\r\nCSeq: 7 NOTIFY\r\nEvent: refer\r\n" + _UNREADABLE + b"\r\n\r\n"
)


def _end(phone: EnginePhone) -> TransferChanged:
    return phone.wait_for(
        TransferChanged, lambda event: event.state in (TransferState.DONE, TransferState.FAILED)
    )


@pytest.mark.parametrize(
    ("fragment", "state", "status"),
    [
        (b"SIP/2.0 200 Ok\r\n", TransferState.DONE, 200),
        (b"SIP/2.0 486 Busy here\r\n", TransferState.FAILED, 486),
    ],
)
def test_it_is_heard_all_the_same(
    fragment: bytes, state: TransferState, status: int, phone: EnginePhone
) -> None:
    """The transfer ends as it says, the NOTIFY is answered 200, and the call goes on."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        phone.engine.transfer(1, "sip:carol@office.example")
        peer.answer(peer.wait_for(b"REFER"), b"202 Accepted")
        peer.in_dialog(invite, "NOTIFY", b"Event: refer", _UNREADABLE, _FRAG, body=fragment)
        assert header(peer.wait_for(b"SIP/2.0 200"), b"cseq").endswith(b"NOTIFY")
        ended = _end(phone)
        assert (ended.call_id, ended.state, ended.status) == (1, state, status)
        phone.engine.hang_up(1)
        peer.answer(peer.wait_for(b"BYE"), b"200 OK")
        phone.wait_for_end(1)
    changes = [event for event in phone.events if isinstance(event, TransferChanged)]
    assert changes[-1] is ended
    assert not [event for event in phone.events if isinstance(event, EngineFault | EngineLost)]


def test_what_it_says() -> None:
    """Status, reason and call are read, and the answer has the headers that it must repeat."""
    notify = read_dropped_notify(_NOTIFY + b"SIP/2.0 603 Decline\r\n", ("127.0.0.1", 9))
    assert notify is not None
    assert (notify.status, notify.reason, notify.is_final) == (603, "Decline", True)
    assert (notify.sip_call_id, notify.transport) == ("abc", "udp")
    lines = ok_to(notify).split(b"\r\n")
    assert lines[0] == b"SIP/2.0 200 OK"
    assert [line.partition(b":")[0] for line in lines[1:6]] == [b"Via", b"From", b"To", b"Call-ID", b"CSeq"]


@pytest.mark.parametrize(
    "raw",
    [
        _NOTIFY,
        _NOTIFY + b"nothing",
        _NOTIFY.replace(b"NOTIFY sip", b"OPTIONS sip") + b"SIP/2.0 200 OK\r\n",
        _NOTIFY.replace(b"Event: refer", b"Event: presence") + b"SIP/2.0 200 OK\r\n",
        _NOTIFY.replace(b"Call-ID: abc\r\n", b"") + b"SIP/2.0 200 OK\r\n",
        b"",
    ],
)
def test_anything_else_is_left_alone(raw: bytes) -> None:
    """Only a NOTIFY of a transfer, with a status in it, that names its call."""
    assert read_dropped_notify(raw, ("127.0.0.1", 9)) is None
