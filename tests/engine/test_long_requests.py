"""Requests that are longer than a packet of the network."""

import socket

from softphone.calls.accounts import MediaEncryption
from softphone.calls.call_events import CallAnswered
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import SDP_TYPE, sdp, set_account

_CHALLENGE = b'Proxy-Authenticate: Digest realm="127.0.0.1", nonce="%s", opaque="%s", qop="auth"'


def test_a_long_invite_goes_by_udp_if_that_is_set(phone: EnginePhone) -> None:
    """With keys and the answer to a challenge it has over 1300 bytes; nobody waits for a port of TCP."""
    set_account(phone, media_encryption=MediaEncryption.OPTIONAL)
    with RawLine() as peer, socket.create_server(("127.0.0.1", peer.port)) as nobody_accepts:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", account_id="anna")
        invite = peer.wait_for(b"INVITE")
        peer.answer(invite, b"407 Proxy Authentication Required", _CHALLENGE % (b"n" * 64, b"o" * 64))
        peer.wait_for(b"ACK")
        invite = peer.wait_for(b"INVITE")
        assert len(invite) > 1300
        assert header(invite, b"proxy-authorization")
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        peer.answer(invite, b"200 OK", contact, SDP_TYPE, body=sdp())
        phone.wait_for(CallAnswered)
        nobody_accepts.setblocking(False)
        try:
            nobody_accepts.accept()
        except BlockingIOError:
            return
    raise AssertionError("somebody tried TCP")
