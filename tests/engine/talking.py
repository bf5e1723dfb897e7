"""Calls that are answered already, between an engine and a peer that a test writes line by line."""

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallAnswered, CallIncoming, CallMedia
from softphone.calls.reach_events import RegistrationChanged
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import SDP, RawLine

SDP_TYPE = b"Content-Type: application/sdp"


def sdp(
    direction: bytes = b"", *, address: bytes = b"127.0.0.1", port: int = 40000, version: int = 1
) -> bytes:
    """PCMU and telephone events; a `direction` like b"sendonly"."""
    lines = [
        b"v=0",
        b"o=- 1 %d IN IP4 127.0.0.1" % version,
        b"s=-",
        b"c=IN IP4 " + address,
        b"t=0 0",
        b"m=audio %d RTP/AVP 0 101" % port,
        b"a=rtpmap:0 PCMU/8000",
        b"a=rtpmap:101 telephone-event/8000",
        b"a=fmtp:101 0-16",
        *([b"a=" + direction] if direction else []),
    ]
    return b"\r\n".join(lines) + b"\r\n"


def set_account(phone: EnginePhone, **changes: object) -> Account:
    """An account without a registrar; calls with it have its settings."""
    account = Account("anna", "sip:anna@127.0.0.1", **changes)  # type: ignore[arg-type]  # the tests name fields that exist
    seen = len(phone.events)
    phone.engine.set_account(account, "secret")
    phone.wait_for(RegistrationChanged, after=seen)
    return account


def answered(
    phone: EnginePhone, peer: RawLine, call_id: int = 1, *, body: bytes = SDP, account_id: str = ""
) -> bytes:
    """The INVITE of a call from `phone` that `peer` has answered with `body`."""
    seen = len(phone.events)
    phone.engine.invite(call_id, f"sip:x@127.0.0.1:{peer.port}", account_id=account_id)
    invite = peer.wait_for(b"INVITE")
    peer.answer(invite, b"200 OK", f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode(), SDP_TYPE, body=body)
    peer.wait_for(b"ACK")
    phone.wait_for(CallAnswered, lambda event: event.call_id == call_id, after=seen)
    phone.wait_for(CallMedia, lambda event: event.call_id == call_id and event.active, after=seen)
    return invite


def answer_offer(peer: RawLine, body: bytes, status_line: bytes = b"200 OK") -> bytes:
    """Answer the re-INVITE that comes next; it is returned."""
    invite = peer.wait_for(b"INVITE")
    agree(peer, invite, body, status_line)
    return invite


def agree(peer: RawLine, invite: bytes, body: bytes, status_line: bytes = b"200 OK") -> None:
    """Answer a re-INVITE and wait for the ACK."""
    headers = (SDP_TYPE,) if body else ()
    peer.answer(invite, status_line, f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode(), *headers, body=body)
    peer.wait_for(b"ACK")


def direction_of(message: bytes) -> str:
    """The direction of the sound in the session description of a message; sendrecv is what is meant without one."""
    for direction in ("sendonly", "recvonly", "inactive"):
        if b"a=" + direction.encode() in message:
            return direction
    return "sendrecv"


def connected(
    phone: EnginePhone,
    other: EnginePhone,
    call_id: int = 1,
    *,
    account_id: str = "",
    user: str = "phone",
) -> int:
    """A call between two engines with sound at both ends; the number that it has at the other."""
    seen, seen_there = len(phone.events), len(other.events)
    phone.engine.invite(call_id, f"sip:{user}@{other.address}", account_id=account_id)
    there = other.wait_for(CallIncoming, after=seen_there).call_id
    other.engine.answer(there)
    phone.wait_for(CallMedia, lambda event: event.call_id == call_id and event.active, after=seen)
    other.wait_for(CallMedia, lambda event: event.call_id == there and event.active, after=seen_there)
    return there
