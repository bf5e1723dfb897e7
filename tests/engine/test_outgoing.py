"""Calls from the engine to SIPp: what is on the wire, and what is reported."""

import re
from pathlib import Path

import pytest

from softphone.calls.call_events import CallAnswered, CallEnded, CallMedia, CallProgress
from softphone.calls.engine_events import EngineFault
from softphone.engine.protocol import SoundMode
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.support.ports import free_port
from tests.support.sipp import (
    CONTACT,
    SDP,
    SippPeer,
    accept,
    expect,
    expect_call,
    expect_status,
    hang_up,
    pause,
    refusal,
    say,
    terminate,
)


def _header(message: bytes, name: bytes) -> bytes:
    found = re.search(rb"(?im)^" + name + rb":\s*([^\r\n]*)", message)
    return found[1] if found else b""


def test_answered_call_until_we_hang_up(phone: EnginePhone, tmp_path: Path) -> None:
    """INVITE, 180, 200 and ACK are reported as progress and answer; hanging up sends BYE and ends with 200."""
    steps = [
        expect("INVITE"),
        say("180 Ringing", CONTACT),
        accept(),
        expect("ACK"),
        expect("BYE"),
        say("200 OK"),
    ]
    with SippPeer(tmp_path, steps) as peer:
        phone.engine.invite(1, f"sip:echo@127.0.0.1:{peer.port}")
        assert phone.wait_for(CallProgress, lambda event: event.status == 180).early_media is False
        assert phone.wait_for(CallAnswered).call_id == 1
        assert phone.wait_for(CallMedia).codec == "PCMU/8000"
        phone.engine.hang_up(1)
        ended = phone.wait_for(CallEnded)
        assert peer.wait() == 0
    assert (ended.call_id, ended.status, ended.by_peer, ended.final_response) == (1, 200, False, b"")


def test_peer_hangs_up(phone: EnginePhone, tmp_path: Path) -> None:
    """A BYE from the other side ends the call with 200 and says who it was."""
    steps = [expect_call(), accept(), expect("ACK"), hang_up(), expect_status(200)]
    with SippPeer(tmp_path, steps) as peer:
        phone.engine.invite(1, f"sip:echo@127.0.0.1:{peer.port}")
        ended = phone.wait_for(CallEnded)
        assert peer.wait() == 0
    assert (ended.status, ended.by_peer) == (200, True)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_redirect_is_reported_raw_and_not_followed(
    transport: str, phone: EnginePhone, tmp_path: Path
) -> None:
    """A 301 ends the call with the true status and the exact bytes that were on the wire."""
    moved = refusal(
        "301 Moved Permanently",
        'Contact: "Anna, now" <sip:anna.new@127.0.0.1:5099;transport=tcp?Replaces=x>;q=0.7, <sip:b@127.0.0.1>;q=0',
    )
    with SippPeer(tmp_path, moved, transport="u1" if transport == "udp" else "t1") as peer:
        phone.engine.invite(1, f"sip:anna@127.0.0.1:{peer.port};transport={transport}")
        ended = phone.wait_for(CallEnded)
        assert peer.wait() == 0
        assert ended.final_response.rstrip() == peer.sent()[0].rstrip()
        assert ended.source == f"127.0.0.1:{peer.port}"
    assert (ended.status, ended.reason, ended.transport) == (301, "Moved Permanently", transport)


def test_alternative_service_without_a_contact_keeps_its_body(phone: EnginePhone, tmp_path: Path) -> None:
    """A 380 with only a body comes up whole, in any script."""
    text = "Позвоните на sip:дежурный@127.0.0.1"
    steps = refusal("380 Alternative Service", "Content-Type: text/plain;charset=utf-8", body=text)
    with SippPeer(tmp_path, steps) as peer:
        phone.engine.invite(1, f"sip:desk@127.0.0.1:{peer.port}")
        ended = phone.wait_for(CallEnded)
    assert ended.status == 380
    assert text.encode() in ended.final_response


@pytest.mark.parametrize(
    "status_line", ["300 Multiple Choices", "404 Not Found", "486 Busy Here", "503 Later", "603 Decline"]
)
def test_final_response_of_a_failed_call(status_line: str, phone: EnginePhone, tmp_path: Path) -> None:
    """Every final response but a 2xx ends the call with its own status and reason."""
    with SippPeer(tmp_path, refusal(status_line)) as peer:
        phone.engine.invite(7, f"sip:x@127.0.0.1:{peer.port}")
        ended = phone.wait_for(CallEnded)
    assert f"{ended.status} {ended.reason}" == status_line
    assert ended.final_response.startswith(f"SIP/2.0 {status_line}".encode())


def test_progress_of_a_call(phone: EnginePhone, tmp_path: Path) -> None:
    """100, 181, 182, 180 and a 183 with SDP are told one by one; only the last means sound."""
    early = say("183 Session Progress", CONTACT, "Content-Type: application/sdp", body=SDP)
    lines = [
        say(line, CONTACT) for line in ("100 Trying", "181 Being Forwarded", "182 Queued", "180 Ringing")
    ]
    steps = [expect("INVITE"), *lines, early, pause(200), say("480 Away"), expect("ACK")]
    with SippPeer(tmp_path, steps) as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        phone.wait_for(CallEnded)
    told = [(event.status, event.early_media) for event in phone.events if isinstance(event, CallProgress)]
    assert told == [(100, False), (181, False), (182, False), (180, False), (183, True)]


def test_route_goes_to_the_proxy_with_the_original_request_uri(phone: EnginePhone, tmp_path: Path) -> None:
    """With a route (305) the INVITE keeps its Request-URI, carries a loose Route, and goes to the proxy."""
    with SippPeer(tmp_path, refusal("480 Away")) as proxy:
        phone.engine.invite(1, "sip:anna@192.0.2.7:7777;x=y", route=f"sip:127.0.0.1:{proxy.port}")
        phone.wait_for(CallEnded)
        invite = proxy.wait_for(b"INVITE")
    assert invite.startswith(b"INVITE sip:anna@192.0.2.7:7777;x=y SIP/2.0\r\n")
    assert _header(invite, b"Route") == f"<sip:127.0.0.1:{proxy.port};lr>".encode()
    assert _header(invite, b"To") == b"<sip:anna@192.0.2.7;x=y>"


def test_route_is_for_one_request(phone: EnginePhone, tmp_path: Path) -> None:
    """The call after a routed one goes straight again."""
    with SippPeer(tmp_path, refusal("480 Away")) as proxy, SippPeer(tmp_path, refusal("404 No")) as peer:
        phone.engine.invite(1, "sip:anna@192.0.2.7", route=f"sip:127.0.0.1:{proxy.port};lr")
        phone.engine.invite(2, f"sip:anna@127.0.0.1:{peer.port}")
        phone.wait_for_end(1)
        assert phone.wait_for_end(2).status == 404
        assert _header(peer.wait_for(b"INVITE"), b"Route") == b""


def test_headers_are_added(phone: EnginePhone, tmp_path: Path) -> None:
    """Headers of the command stand in the INVITE as they are."""
    with SippPeer(tmp_path, refusal("480 Away")) as peer:
        headers = [("Subject", "Смета, part 2"), ("User-to-User", "56a390f3d2b7;encoding=hex")]
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}", headers=headers)
        phone.wait_for(CallEnded)
        invite = peer.wait_for(b"INVITE")
    assert _header(invite, b"Subject").decode() == "Смета, part 2"
    assert _header(invite, b"User-to-User") == b"56a390f3d2b7;encoding=hex"


@pytest.mark.parametrize(
    ("request_uri", "status"),
    [
        ("", 400),
        ("tel:+15551234", 400),
        ("sip:", 400),
        ("sip:@", 400),
        ("sip:a b@127.0.0.1", 400),
        ("sip:a@127.0.0.1\r\nX-Evil: 1", 400),
        ("sip:a@127.0.0.1\0", 400),
        ("sip:\udc80@127.0.0.1", 400),
        ("sip:a@127.0.0.1>;x", 400),
        ("sip:a@[::1", 400),
        ("sip:a@127.0.0.1:99999", 400),
        ("sip:%%%@127.0.0.1", 400),
        ("sip:a@[:::::]", 400),
        ("sip:" + "a" * 5000 + "@127.0.0.1", 414),
    ],
)
def test_hostile_address_ends_the_call_only(request_uri: str, status: int, phone: EnginePhone) -> None:
    """An address that is none ends its call with a reason, and the engine goes on."""
    phone.engine.invite(1, request_uri)
    ended = phone.wait_for(CallEnded)
    assert (ended.call_id, ended.status) == (1, status)
    assert ended.reason
    phone.engine.invite(2, "tel:1")
    phone.wait_for_end(2)


def test_longest_addresses_do_not_abort(phone: EnginePhone, tmp_path: Path) -> None:
    """The longest URIs that are taken, and hundreds of parameters, reach the peer unchanged."""
    for call_id, (user, tail) in enumerate([("a" * 220, ""), ("a", ";b" * 110), ("%61" * 70, "")], start=1):
        with SippPeer(tmp_path, refusal("404 Not Found")) as peer:
            uri = f"sip:{user}@127.0.0.1:{peer.port}{tail}"
            phone.engine.invite(call_id, uri)
            assert phone.wait_for_end(call_id).status == 404
            assert peer.wait_for(b"INVITE").startswith(b"INVITE sip:")


def test_header_injection_is_refused(phone: EnginePhone) -> None:
    """A header with a line break or a name that is no token never reaches the wire."""
    for call_id, header in enumerate(
        [("Subject", "x\r\nRoute: <sip:evil>"), ("A b", "x"), ("", "x")], start=1
    ):
        phone.engine.invite(call_id, "sip:x@127.0.0.1:9", headers=[header])
        assert phone.wait_for_end(call_id).status == 400


def test_unknown_account_ends_the_call(phone: EnginePhone) -> None:
    """A call by an account that the engine does not have ends with a reason."""
    phone.engine.invite(1, "sip:x@127.0.0.1:9", account_id="nobody")
    assert "nobody" in phone.wait_for(CallEnded).reason


def test_unknown_host_ends_the_call(phone: EnginePhone) -> None:
    """A host that has no address ends the call with 503 and its name."""
    phone.engine.invite(1, "sip:x@nowhere.invalid")
    ended = phone.wait_for(CallEnded, timeout_s=15)
    assert ended.status == 503
    assert "nowhere.invalid" in ended.reason


def test_refused_connection_ends_the_call(phone: EnginePhone) -> None:
    """Nobody listening on TCP ends the call at once with 503 and no response."""
    phone.engine.invite(1, f"sip:x@127.0.0.1:{free_port()};transport=tcp")
    ended = phone.wait_for(CallEnded)
    assert (ended.status, ended.final_response) == (503, b"")


def test_fifth_call_at_once(phone: EnginePhone, tmp_path: Path) -> None:
    """Four calls can be had; a fifth ends with a reason, and there is room again when one is over."""
    steps = [expect("INVITE"), say("180 Ringing", CONTACT), expect("CANCEL"), say("200 OK"), pause(3000)]
    with SippPeer(tmp_path, steps, calls=10) as peer:
        for call_id in range(1, 6):
            phone.engine.invite(call_id, f"sip:x@127.0.0.1:{peer.port}")
        fifth = phone.wait_for(CallEnded)
        assert (fifth.call_id, fifth.status) == (5, 503)
        assert "four calls" in fifth.reason


def test_hang_up_before_any_response(phone: EnginePhone, tmp_path: Path) -> None:
    """Hanging up on a silent peer ends the call for the person at once; the CANCEL waits for a provisional."""
    steps = [expect("INVITE"), pause(700), say("180 Ringing", CONTACT), expect("CANCEL"), say("200 OK")]
    with SippPeer(tmp_path, steps, extra=["-deadcall_wait", "0"]) as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        peer.wait_for(b"INVITE")
        phone.engine.hang_up(1)
        ended = phone.wait_for(CallEnded, timeout_s=1.0)
        assert (ended.status, ended.reason) == (487, "Request Terminated")
        peer.wait_for(b"CANCEL")
    assert len([event for event in phone.events if isinstance(event, CallEnded)]) == 1


def test_hang_up_while_ringing(phone: EnginePhone, tmp_path: Path) -> None:
    """Hanging up while it rings sends CANCEL; the 487 that comes back is the end."""
    steps = [
        expect_call(),
        say("180 Ringing", CONTACT),
        expect("CANCEL"),
        say("200 OK"),
        terminate(),
        expect("ACK"),
    ]
    with SippPeer(tmp_path, steps) as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        phone.wait_for(CallProgress, lambda event: event.status == 180)
        phone.engine.hang_up(1)
        ended = phone.wait_for(CallEnded)
        peer.wait_for(b"ACK")
    assert (ended.status, ended.by_peer) == (487, False)


def test_hanging_up_what_is_over_or_unknown_does_nothing(phone: EnginePhone, tmp_path: Path) -> None:
    """After a 3xx, twice, or for a number never used: nothing happens and the engine lives."""
    with SippPeer(tmp_path, refusal("302 Moved Temporarily", "Contact: <sip:y@127.0.0.1>")) as peer:
        phone.engine.invite(1, f"sip:x@127.0.0.1:{peer.port}")
        phone.wait_for(CallEnded)
        for call_id in (1, 1, 99, -5):
            phone.engine.hang_up(call_id)
            phone.engine.answer(call_id)
            phone.engine.set_muted(call_id, True)
            phone.engine.send_dtmf(call_id, "1")
        phone.run_for(0.3)
    assert [type(event).__name__ for event in phone.events[1:]].count("CallEnded") == 1


def test_busy_port_is_replaced_and_said() -> None:
    """A phone whose port is taken opens another and names the problem."""
    with (
        EnginePhone() as first,
        EnginePhone(quiet_config(local_port=first.ready.udp_port, sound=SoundMode.NONE)) as second,
    ):
        assert second.ready.udp_port not in (0, first.ready.udp_port)
        assert second.ready.tcp_port == second.ready.udp_port
        assert str(first.ready.udp_port) in " ".join(second.ready.problems)


def test_hanging_up_what_has_just_failed(phone: EnginePhone) -> None:
    """A call that fails while it is hung up, or just before, ends once and without a fault."""
    for call_id in range(1, 11):
        phone.engine.invite(call_id, "sip:x@127.0.0.1:1;transport=tcp")
        if call_id % 2:
            phone.engine.hang_up(call_id)
        assert phone.wait_for_end(call_id).status in (487, 503)
        phone.engine.hang_up(call_id)
    phone.engine.close()
    phone.run_for(0.1)
    assert len([event for event in phone.events if isinstance(event, CallEnded)]) == 10
    assert not [event for event in phone.events if isinstance(event, EngineFault)]
