"""Redirects in unkind circumstances, against SIPp: the sequence on the wire, and an end that can be read."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.call_command import Event, call, called, environment, named
from tests.support.sipp import CONTACT, SDP, SippPeer, accept, expect, expect_call, pause, refusal, say

DECLINED, FAILED = 3, 4
ANSWERS = (expect("INVITE"), say("180 Ringing"), accept(), expect("ACK"), expect("BYE"), say("200 OK"))
FOLLOW = ("--on-redirect", "follow")


def fork(status_line: str, branch: str, body: str = "") -> str:
    """A provisional answer of one branch behind a forking proxy: a To tag of its own."""
    lines = (
        f"SIP/2.0 {status_line}",
        "[last_Via:]",
        "[last_From:]",
        f"[last_To:];tag={branch}",
        "[last_Call-ID:]",
        "[last_CSeq:]",
        CONTACT,
        *(("Content-Type: application/sdp",) if body else ()),
        "Content-Length: [len]",
    )
    return "<send><![CDATA[\n" + "\n".join(lines) + f"\n\n{body}\n]]></send>"


def final_after_cancel(status_line: str, *headers: str) -> str:
    """A final response to the INVITE that `expect_call` kept, sent when a CANCEL was the last request."""
    lines = (
        f"SIP/2.0 {status_line}",
        "[last_Via:]",
        "[last_From:]",
        "[last_To:];tag=[pid]SIPpTag[call_number]",
        "[last_Call-ID:]",
        "CSeq:[$2]",
        *headers,
        "Content-Length: 0",
    )
    return "<send><![CDATA[\n" + "\n".join(lines) + "\n\n]]></send>"


def leading_to(new: SippPeer, folder: Path, steps: Sequence[str]) -> SippPeer:
    """A peer whose steps name the port of `new` as {port}."""
    return SippPeer(folder, [step.replace("{port}", str(new.port)) for step in steps])


def methods(peer: SippPeer) -> list[str]:
    """The requests that came, in order; a retransmission of the same one counts once."""
    seen: list[tuple[str, bytes]] = []
    for message in peer.received():
        method, branch = message.split(b" ", 1)[0].decode(), re.search(rb"branch=(\S+)", message)
        request = (method, branch[1] if branch else b"")
        if not method.startswith("SIP/") and request not in seen:
            seen.append(request)
    return [method for method, _ in seen]


def outcome(events: list[Event]) -> tuple[str, int]:
    ended = named(events, "ended")[0]
    return ended["outcome"], ended["status"]


@pytest.mark.parametrize("transport", ["u1", "t1"])
@pytest.mark.parametrize(
    "status_line",
    [
        "300 Multiple Choices",
        "301 Moved Permanently",
        "302 Moved Temporarily",
        "380 Alternative Service",
        "399 Something New",
        "485 Ambiguous",
    ],
)
def test_every_code_with_a_contact_leads_to_one_new_invite(
    tmp_path: Path, status_line: str, transport: str
) -> None:
    """INVITE, the code, ACK; then one INVITE to exactly the Contact, over UDP and TCP alike."""
    with ExitStack() as peers:
        new = peers.enter_context(SippPeer(tmp_path, ANSWERS))
        uri = f"sip:new@127.0.0.1:{new.port}"
        old = peers.enter_context(
            SippPeer(tmp_path, refusal(status_line, f"Contact: <{uri}>"), transport=transport)
        )
        by_tcp = ";transport=tcp" if transport == "t1" else ""
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{old.port}{by_tcp}", answers="call\n")
        assert old.wait() == 0
        assert methods(old) == ["INVITE", "ACK"]
        assert methods(new) == ["INVITE", "ACK", "BYE"]
    assert status == 0, events
    assert new.received()[0].startswith(f"INVITE {uri} SIP/2.0\r\n".encode())
    assert named(events, "redirect")[0]["status"] == int(status_line[:3])


def test_forked_provisional_answers_before_a_redirect(tmp_path: Path) -> None:
    """Two branches ring, one with sound; the redirect ends both, and one new INVITE follows."""
    steps = (
        expect("INVITE"),
        fork("180 Ringing", "one"),
        fork("183 Session Progress", "two", SDP),
        pause(50),
        fork("180 Ringing", "one"),
        say("302 Moved Temporarily", "Contact: <sip:new@127.0.0.1:{port}>"),
        expect("ACK"),
    )
    with SippPeer(tmp_path, ANSWERS) as new:
        with leading_to(new, tmp_path, steps) as old:
            status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{old.port}", *FOLLOW)
            assert old.wait() == 0
        assert methods(new) == ["INVITE", "ACK", "BYE"]
    assert status == 0, events
    assert {event["status"] for event in named(events, "progress")} >= {180, 183}


def test_a_redirect_after_early_media(tmp_path: Path) -> None:
    """Sound came already (183 with SDP); the redirect is asked about all the same, and the new call talks."""
    steps = (
        expect("INVITE"),
        say("183 Session Progress", CONTACT, "Content-Type: application/sdp", body=SDP),
        pause(200),
        say("301 Moved Permanently", "Contact: <sip:new@127.0.0.1:{port}>"),
        expect("ACK"),
    )
    with ExitStack() as peers:
        new = peers.enter_context(SippPeer(tmp_path, ANSWERS))
        old = peers.enter_context(leading_to(new, tmp_path, steps))
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{old.port}", answers="call\n")
        assert old.wait() == 0
    assert (status, len(called(events))) == (0, 2), events
    assert [event["event"] for event in events if event["event"] in {"redirect", "connected"}] == [
        "redirect",
        "connected",
    ]


@pytest.mark.parametrize("cancelled_first", [True, False])
def test_a_cancel_that_crosses_a_redirect(tmp_path: Path, cancelled_first: bool) -> None:
    """Hung up while the 302 was under way: it is acknowledged, nobody else is called, and the end says so."""
    moved = final_after_cancel("302 Moved Temporarily", "Contact: <sip:new@127.0.0.1:{port}>")
    crossing = (say("200 OK"), moved) if cancelled_first else (moved, say("200 OK"))
    steps = (expect_call(), say("180 Ringing"), expect("CANCEL"), *crossing, expect("ACK"))
    with SippPeer(tmp_path, ANSWERS) as new:
        with leading_to(new, tmp_path, steps) as old:
            events = _hung_up_while_ringing(tmp_path / "p", f"sip:a@127.0.0.1:{old.port}")
            old.wait_for(b"ACK")
            assert methods(old) == ["INVITE", "CANCEL", "ACK"]
        assert methods(new) == []
    assert outcome(events) == ("cancelled", 487)


def _hung_up_while_ringing(profile: Path, uri: str) -> list[Event]:
    command = [sys.executable, "-m", "softphone", "call", uri, "--json", "--profile", str(profile), *FOLLOW]
    with subprocess.Popen(
        command, env=environment(profile), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        events: list[Event] = []
        for line in running.stdout:
            events.append(json.loads(line))
            if events[-1]["event"] == "progress" and events[-1]["status"] == 180:
                running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=30) == FAILED
    return events


def test_a_redirect_that_is_sent_twice_is_followed_once(tmp_path: Path) -> None:
    """A retransmitted 302 (its ACK was slow) is acknowledged again and changes nothing."""
    moved = say("302 Moved Temporarily", "Contact: <sip:new@127.0.0.1:{port}>")
    steps = (expect("INVITE"), moved, expect("ACK"), moved, expect("ACK"))
    with SippPeer(tmp_path, ANSWERS) as new:
        with leading_to(new, tmp_path, steps) as old:
            status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{old.port}", *FOLLOW)
        assert methods(new) == ["INVITE", "ACK", "BYE"]
    assert (status, len(called(events))) == (0, 2)


def test_failing_targets_of_two_answers_before_one_that_works(tmp_path: Path) -> None:
    """404, then a second redirect whose only target is busy, then the last of the first answer: depth first, by q."""
    with ExitStack() as peers:
        works = peers.enter_context(SippPeer(tmp_path, ANSWERS))
        busy = peers.enter_context(SippPeer(tmp_path, refusal("486 Busy Here")))
        further = f"Contact: <sip:busy@127.0.0.1:{busy.port}>"
        onward = peers.enter_context(SippPeer(tmp_path, refusal("302 Moved Temporarily", further)))
        gone = peers.enter_context(SippPeer(tmp_path, refusal("404 Not Found")))
        contacts = (
            f"Contact: <sip:works@127.0.0.1:{works.port}>;q=0.1",
            f"Contact: <sip:gone@127.0.0.1:{gone.port}>;q=0.9, <sip:onward@127.0.0.1:{onward.port}>;q=0.5",
        )
        first = peers.enter_context(SippPeer(tmp_path, refusal("300 Multiple Choices", *contacts)))
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{first.port}", *FOLLOW)
    assert status == 0, events
    order = [uri.partition("@")[0] for uri in called(events)]
    assert order == ["sip:a", "sip:gone", "sip:onward", "sip:busy", "sip:works"]


def test_a_stranger_that_challenges_is_left_for_the_next(tmp_path: Path) -> None:
    """401 on the second hop and no account there: no credentials of any kind go out, the next target is called."""
    challenge = 'WWW-Authenticate: Digest realm="elsewhere", nonce="abc", algorithm=MD5'
    with ExitStack() as peers:
        works = peers.enter_context(SippPeer(tmp_path, ANSWERS))
        asks = peers.enter_context(SippPeer(tmp_path, refusal("401 Unauthorized", challenge)))
        contact = f"Contact: <sip:x@127.0.0.1:{asks.port}>, <sip:y@127.0.0.1:{works.port}>;q=0.5"
        first = peers.enter_context(SippPeer(tmp_path, refusal("302 Moved Temporarily", contact)))
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{first.port}", *FOLLOW)
        assert methods(asks) == ["INVITE", "ACK"]
        assert not any(b"Authorization" in message for message in asks.received())
    assert (status, len(called(events))) == (0, 3), events


def test_a_6xx_in_the_middle_of_a_chain_ends_the_attempt(tmp_path: Path) -> None:
    """301, 302, then 600: nothing else is tried, and the end says 600."""
    with ExitStack() as peers:
        unused = peers.enter_context(SippPeer(tmp_path, ANSWERS))
        decline = peers.enter_context(SippPeer(tmp_path, refusal("600 Busy Everywhere")))
        contact = f"Contact: <sip:x@127.0.0.1:{decline.port}>, <sip:y@127.0.0.1:{unused.port}>;q=0.5"
        second = peers.enter_context(SippPeer(tmp_path, refusal("302 Moved Temporarily", contact)))
        moved = f"Contact: <sip:s@127.0.0.1:{second.port}>, <sip:z@127.0.0.1:{unused.port}>;q=0.2"
        first = peers.enter_context(SippPeer(tmp_path, refusal("301 Moved Permanently", moved)))
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{first.port}", *FOLLOW)
        assert methods(unused) == []
    assert (status, outcome(events)) == (FAILED, ("failed", 600))


def test_a_peer_that_takes_the_call_after_a_provisional_silence(tmp_path: Path) -> None:
    """100 and 181 only, then a redirect to a peer that answers: being forwarded is a hint, not an end."""
    steps = (
        expect("INVITE"),
        say("100 Trying"),
        say("181 Call Is Being Forwarded"),
        pause(100),
        say("302 Moved Temporarily", "Contact: <sip:new@127.0.0.1:{port}>;expires=30"),
        expect("ACK"),
    )
    with ExitStack() as peers:
        new = peers.enter_context(SippPeer(tmp_path, ANSWERS))
        old = peers.enter_context(leading_to(new, tmp_path, steps))
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{old.port}", *FOLLOW)
    assert status == 0, events
    assert 181 in {event["status"] for event in named(events, "progress")}
