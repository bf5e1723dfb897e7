"""`softphone call` against SIPp: what goes over the wire, what is said, what is kept, and the exit status."""

import json
import re
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.call_command import call, called, named, run_softphone
from tests.support.ports import free_port
from tests.support.sipp import SippPeer, accept, expect, refusal, say

DECLINED, FAILED, USAGE = 3, 4, 64
ANSWERS = (expect("INVITE"), say("180 Ringing"), accept(), expect("ACK"), expect("BYE"), say("200 OK"))


def redirecting(folder: Path, status_line: str, *contacts: str, calls: int = 1) -> SippPeer:
    return SippPeer(
        folder, refusal(status_line, *(f"Contact: {contact}" for contact in contacts)), calls=calls
    )


def request_uris(peer: SippPeer) -> list[str]:
    """Request-URIs of the INVITEs that came, retransmissions once."""
    found: dict[str, str] = {}
    for message in peer.received():
        match = re.match(rb"INVITE (\S+) SIP/2.0\r\n", message)
        sip_call_id = re.search(rb"\r\nCall-ID: *(\S+)", message)
        if match and sip_call_id:
            found.setdefault(sip_call_id[1].decode(), match[1].decode())
    return list(found.values())


def test_save_calls_the_new_address_and_keeps_it(tmp_path: Path) -> None:
    """301, answered `save`: the second INVITE goes to exactly the Contact's address; a new process dials it at once."""
    with ExitStack() as peers:
        new = peers.enter_context(SippPeer(tmp_path, ANSWERS, calls=2))
        uri = f"sip:bob@127.0.0.1:{new.port};transport=udp"
        old = peers.enter_context(redirecting(tmp_path, "301 Moved Permanently", f"<{uri}>"))
        profile = tmp_path / "profile"
        anna = f"sip:anna@127.0.0.1:{old.port}"
        assert run_softphone(profile, "contacts", "add", "Anna", anna).returncode == 0
        status, events = call(profile, anna, answers="save\n")
        assert status == 0
        assert called(events) == [anna, uri]
        assert request_uris(new) == [uri]
        order = [event["event"] for event in events if event["event"] not in {"progress", "prompt", "saved"}]
        assert order == ["calling", "redirect", "choice", "calling", "connected", "ended"]
        (redirect,) = named(events, "redirect")
        assert (redirect["status"], redirect["targets"][0]["dial_uri"]) == (301, uri)
        (saved,) = named(events, "saved")
        assert (saved["old_uri"], saved["new_uri"], saved["created"]) == (anna, uri, False)

        status, events = call(profile, anna)
        assert (status, called(events)) == (0, [uri])
        assert request_uris(old) == [anna]
    shown = json.loads(run_softphone(profile, "contacts", "show", "Anna", "--json").stdout)
    assert [address["uri"] for address in shown["addresses"]] == [uri]
    assert [(former["uri"], former["status"]) for former in shown["former"]] == [(anna, 301)]


def test_a_move_over_tcp_goes_over_tcp(tmp_path: Path) -> None:
    """The transport of the Contact is kept: the second INVITE comes over TCP."""
    with SippPeer(tmp_path, ANSWERS, transport="t1") as new:
        uri = f"sip:bob@127.0.0.1:{new.port};transport=tcp"
        with redirecting(tmp_path, "301 Moved Permanently", f"<{uri}>") as old:
            status, events = call(tmp_path / "p", f"sip:anna@127.0.0.1:{old.port}", "--on-redirect", "follow")
        assert status == 0
        assert request_uris(new) == [uri]
        assert b"Via: SIP/2.0/TCP" in new.received()[0]
        assert not named(events, "saved"), "nothing is saved without being asked"


def test_stop_and_an_answer_of_no_decline_the_offer(tmp_path: Path) -> None:
    """`--on-redirect stop`, `stop` at the prompt and an end of input: status 3, one INVITE each."""
    contact = "<sip:bob@127.0.0.1:9>"
    with redirecting(tmp_path, "302 Moved Temporarily", contact, calls=3) as peer:
        uri = f"sip:anna@127.0.0.1:{peer.port}"
        for arguments, answers in ((("--on-redirect", "stop"), ""), ((), "stop\n"), ((), "")):
            status, events = call(tmp_path / "p", uri, *arguments, answers=answers)
            assert (status, called(events)) == (DECLINED, [uri])
            assert named(events, "ended")[0]["outcome"] == "declined-offer"


def test_choose_takes_the_option_of_that_number(tmp_path: Path) -> None:
    """300 with two Contacts, `--choose 2`: the second is called."""
    with SippPeer(tmp_path, ANSWERS) as second:
        contacts = ("<sip:one@127.0.0.1:9>;q=0.9", f"<sip:two@127.0.0.1:{second.port}>;q=0.1")
        with redirecting(tmp_path, "300 Multiple Choices", *contacts) as peer:
            status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{peer.port}", "--choose", "2")
    assert status == 0, events
    assert called(events)[1:] == [f"sip:two@127.0.0.1:{second.port}"]


def test_a_busy_target_leads_to_the_next(tmp_path: Path) -> None:
    """Rule 12 on the wire: q order, the first is busy, the second answers."""
    with ExitStack() as peers:
        busy = peers.enter_context(SippPeer(tmp_path, refusal("486 Busy Here")))
        free = peers.enter_context(SippPeer(tmp_path, ANSWERS))
        first, second = f"sip:x@127.0.0.1:{busy.port}", f"sip:y@127.0.0.1:{free.port}"
        contacts = (f"<{second}>;q=0.2", f"<{first}>;q=0.8")
        peer = peers.enter_context(redirecting(tmp_path, "302 Moved Temporarily", *contacts))
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{peer.port}", "--on-redirect", "follow")
        assert status == 0
        assert called(events)[1:] == [first, second]


def test_a_6xx_ends_it_all(tmp_path: Path) -> None:
    """Rule 12: after a 603 nobody else is called, and the call has failed."""
    with ExitStack() as peers:
        decline = peers.enter_context(SippPeer(tmp_path, refusal("603 Decline")))
        contacts = (f"<sip:x@127.0.0.1:{decline.port}>;q=0.8", "<sip:y@127.0.0.1:9>;q=0.2")
        peer = peers.enter_context(redirecting(tmp_path, "302 Moved Temporarily", *contacts))
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{peer.port}", "--on-redirect", "follow")
    assert (status, len(called(events))) == (FAILED, 2)
    assert named(events, "ended")[0]["status"] == 603


def test_a_loop_of_two_parties_ends(tmp_path: Path) -> None:
    """Two addresses that point at each other: one INVITE each, then the phone says why it stops."""
    with ExitStack() as peers:
        first_port = free_port()
        other = peers.enter_context(
            redirecting(tmp_path, "301 Moved Permanently", f"<sip:a@127.0.0.1:{first_port}>", calls=2)
        )
        steps = refusal("301 Moved Permanently", f"Contact: <sip:b@127.0.0.1:{other.port}>")
        first = SippPeer(tmp_path, steps, calls=2, port=first_port)
        peers.enter_context(first)
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{first.port}", "--on-redirect", "follow")
        assert (status, len(called(events))) == (DECLINED, 2)
        assert named(events, "ended")[0]["stopped"] == "loop"


def test_ten_hops_are_cut_and_explained(tmp_path: Path) -> None:
    """A peer that always sends on to a fresh address of its own: five are followed."""
    steps = (
        expect("INVITE"),
        say("302 Moved Temporarily", "Contact: <sip:hop[call_number]@127.0.0.1:[local_port]>"),
        expect("ACK"),
    )
    with SippPeer(tmp_path, steps, calls=20) as peer:
        status, events = call(tmp_path / "p", f"sip:start@127.0.0.1:{peer.port}", "--on-redirect", "follow")
    ended = named(events, "ended")[0]
    assert (status, len(called(events)), ended["stopped"]) == (FAILED, 6, "too-many-hops")
    assert ended["why"]


def test_hostile_contacts_are_refused_or_cleaned(tmp_path: Path) -> None:
    """javascript: is never offered; Route, From and Replaces never reach the next INVITE; Subject does."""
    with SippPeer(tmp_path, ANSWERS) as target:
        clean = f"sip:b@127.0.0.1:{target.port}"
        headers = (
            "?Route=%3Csip:evil.invalid%3E&From=%3Csip:boss%40evil.invalid%3E&Replaces=abc&Subject=Hello"
        )
        contacts = ("<javascript:alert(1)>", f"<{clean}{headers}>")
        with redirecting(tmp_path, "301 Moved Permanently", *contacts) as peer:
            status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{peer.port}", "--on-redirect", "follow")
        invite = target.wait_for(b"INVITE")
    assert status == 0, events
    assert invite.startswith(f"INVITE {clean} SIP/2.0\r\n".encode())
    assert b"evil" not in invite
    assert b"Replaces" not in invite.replace(b"replaces", b"")
    assert b"Subject: Hello\r\n" in invite
    (redirect,) = named(events, "redirect")
    assert [target["dial_uri"] for target in redirect["targets"]] == [clean]
    assert ["javascript:alert(1)" in rejected["value"] for rejected in redirect["rejected"]] == [True]


def test_use_proxy_keeps_the_request_uri_and_adds_a_route(tmp_path: Path) -> None:
    """305: this request goes to the proxy with the original Request-URI and a Route header."""
    with SippPeer(tmp_path, ANSWERS) as proxy:
        with redirecting(tmp_path, "305 Use Proxy", f"<sip:127.0.0.1:{proxy.port};lr>") as peer:
            uri = f"sip:a@127.0.0.1:{peer.port}"
            status, events = call(tmp_path / "p", uri, answers="call\n")
        invite = proxy.wait_for(b"INVITE")
    assert status == 0, events
    assert invite.startswith(f"INVITE {uri} SIP/2.0\r\n".encode())
    assert f"Route: <sip:127.0.0.1:{proxy.port};lr>".encode() in invite
    assert named(events, "redirect")[0]["mode"] == "proxy"


@pytest.mark.parametrize("on_redirect", ["follow", "save"])
def test_what_only_a_person_may_take_is_not_followed(tmp_path: Path, on_redirect: str) -> None:
    """An e-mail, a web page and q=0 are offered, and no rule takes them: status 3."""
    contacts = ("<mailto:a@b.example>", "<https://b.example/>", "<sip:late@127.0.0.1:9>;q=0")
    with redirecting(tmp_path, "302 Moved Temporarily", *contacts) as peer:
        status, events = call(tmp_path / "p", f"sip:a@127.0.0.1:{peer.port}", "--on-redirect", on_redirect)
    assert (status, len(called(events)), named(events, "ended")[0]["stopped"]) == (DECLINED, 1, "not-allowed")


def test_an_alternative_of_a_380_is_called(tmp_path: Path) -> None:
    """The text of a 380 names an address; the person takes it."""
    with SippPeer(tmp_path, ANSWERS) as target:
        uri = f"sip:night@127.0.0.1:{target.port}"
        steps = refusal(
            "380 Alternative Service", "Content-Type: text/plain", body=f"Night manager: {uri} until 7."
        )
        with SippPeer(tmp_path, steps) as peer:
            status, events = call(tmp_path / "p", f"sip:desk@127.0.0.1:{peer.port}", answers="1\n")
    assert status == 0, events
    assert called(events)[1:] == [uri]
    assert named(events, "redirect")[0]["alternatives"][0]["label"] == "Night manager"


def test_a_380_with_words_only_says_them(tmp_path: Path) -> None:
    """Nothing to choose: the words are in the event and the status is 3."""
    steps = refusal("380 Alternative Service", "Content-Type: text/plain", body="Closed until Monday.")
    with SippPeer(tmp_path, steps) as peer:
        status, events = call(tmp_path / "p", f"sip:desk@127.0.0.1:{peer.port}", answers="call\n")
    (redirect,) = named(events, "redirect")
    assert (status, redirect["outcome"]) == (DECLINED, "inform")
    assert "Closed until Monday." in redirect["body_text"]


def test_a_refused_call_has_failed(tmp_path: Path) -> None:
    """404: status 4, the true status and reason in the last event."""
    with SippPeer(tmp_path, refusal("404 Nobody Of That Name")) as peer:
        status, events = call(tmp_path / "p", f"sip:x@127.0.0.1:{peer.port}")
    ended = named(events, "ended")[0]
    assert (status, ended["status"], ended["reason"]) == (FAILED, 404, "Nobody Of That Name")


def test_a_302_is_dialled_again_until_it_expires(tmp_path: Path) -> None:
    """With an expiry the next process dials the target at once; without one it asks the old address again."""
    with ExitStack() as peers:
        target = peers.enter_context(SippPeer(tmp_path, ANSWERS, calls=5))
        uri = f"sip:b@127.0.0.1:{target.port}"
        brief = peers.enter_context(
            redirecting(tmp_path, "302 Moved Temporarily", f"<{uri}>;expires=60", calls=2)
        )
        plain = peers.enter_context(redirecting(tmp_path, "302 Moved Temporarily", f"<{uri}>", calls=2))
        for peer, expected in ((brief, 1), (plain, 2)):
            old = f"sip:a@127.0.0.1:{peer.port}"
            for _ in range(2):
                assert call(tmp_path / "p", old, answers="call\n")[0] == 0
            assert len(request_uris(peer)) == expected


def test_nobody_answers(tmp_path: Path) -> None:
    """With `--for` a phone that only rings is given up: CANCEL on the wire, status 4, said as cancelled."""
    steps = (expect("INVITE"), say("180 Ringing"), expect("CANCEL"))
    with SippPeer(tmp_path, steps) as peer:
        status, events = call(tmp_path / "p", f"sip:x@127.0.0.1:{peer.port}", seconds=1)
        peer.wait_for(b"CANCEL")
    assert (status, named(events, "ended")[0]["outcome"]) == (FAILED, "cancelled")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("sip:a@b", "--choose", "0"),
        ("sip:a@b", "--for", "-1"),
        ("sip:a@b", "--local-port", "70000"),
        ("sip:a@b", "--on-redirect", "perhaps"),
        ("sip:a@b", "--play", "/nonexistent.wav"),
        ("sip:a@b", "--choose", "1", "--on-redirect", "stop"),
        ("not an address",),
        ("+7 495 555-01-01",),
    ],
)
def test_wrong_use_is_64_with_a_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """What cannot be a call is refused before anything is sent."""
    ran = run_softphone(tmp_path / "p", "call", *arguments)
    assert ran.returncode == USAGE
    assert ran.stderr.strip()
    assert "Traceback" not in ran.stderr


def test_a_person_at_a_terminal_reads_sentences(tmp_path: Path) -> None:
    """Without --json: the offer as a numbered list, a prompt, and what became of it."""
    with SippPeer(tmp_path, ANSWERS) as target:
        contact = f'"Anna K." <sip:b@127.0.0.1:{target.port}>'
        with redirecting(tmp_path, "301 Moved Permanently", contact) as peer:
            uri = f"sip:a@127.0.0.1:{peer.port}"
            ran = run_softphone(tmp_path / "p", "call", uri, "--for", "0.2", answers="perhaps\nsave\n")
    assert ran.returncode == 0
    for said in (
        "301 Moved Permanently",
        "1) Anna K. sip:b@",
        "> ",
        "Saved: Anna K.",
        "Connected.",
        "The call is over.",
    ):
        assert said in ran.stdout
    assert "none of the choices" in ran.stderr
