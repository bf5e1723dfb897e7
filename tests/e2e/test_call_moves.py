"""`softphone call` with what was decided before: rules, remembered moves, further addresses; SIPp at the other end."""

import json
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from softphone.store.profile import Profile
from softphone.store.store import open_store
from tests.e2e.test_call import ANSWERS, DECLINED, redirecting, request_uris
from tests.support.call_command import call, called, named, run_softphone
from tests.support.sipp import SippPeer, refusal


def remember(profile: Path, old_uri: str, new_uri: str) -> None:
    store = open_store(Profile.at(profile))
    store.contact_book.remember_move(
        old_uri=old_uri, new_uri=new_uri, status=301, learned_at=datetime.now(UTC), expires_at=None
    ).result(30)
    store.close()


def test_a_remembered_place_that_is_dead_leads_back_on_the_wire(tmp_path: Path) -> None:
    """404 from the new address, then an INVITE to the old one, which answers; said as an event of its own."""
    with (
        SippPeer(tmp_path, refusal("404 Not Found")) as dead,
        SippPeer(tmp_path, ANSWERS) as old,
    ):
        anna, gone = f"sip:anna@127.0.0.1:{old.port}", f"sip:anna@127.0.0.1:{dead.port}"
        remember(tmp_path / "p", anna, gone)
        status, events = call(tmp_path / "p", anna)
        assert status == 0, events
        assert called(events) == [gone, anna]
        assert (request_uris(dead), request_uris(old)) == ([gone], [anna])
        (fell_back,) = named(events, "fell-back")
        assert (fell_back["old_uri"], fell_back["new_uri"], fell_back["status"]) == (anna, gone, 404)


def test_a_host_that_does_not_exist_leads_back_too(tmp_path: Path) -> None:
    """The new address names a host that no name server knows."""
    with SippPeer(tmp_path, ANSWERS) as old:
        anna = f"sip:anna@127.0.0.1:{old.port}"
        remember(tmp_path / "p", anna, "sip:anna@nowhere.invalid")
        status, events = call(tmp_path / "p", anna)
    assert (status, called(events)) == (0, ["sip:anna@nowhere.invalid", anna])


def test_remembering_makes_no_contact_and_the_next_process_dials_the_new_place(tmp_path: Path) -> None:
    """`remember` at the prompt."""
    with ExitStack() as peers:
        new = peers.enter_context(SippPeer(tmp_path, ANSWERS, calls=2))
        uri = f"sip:bob@127.0.0.1:{new.port}"
        old = peers.enter_context(redirecting(tmp_path, "301 Moved Permanently", f"<{uri}>"))
        anna = f"sip:anna@127.0.0.1:{old.port}"
        assert called(call(tmp_path / "p", anna, answers="remember\n")[1]) == [anna, uri]
        status, events = call(tmp_path / "p", anna)
        assert (status, called(events), request_uris(old)) == (0, [uri], [anna])
        assert named(events, "calling")[0]["remembered_from"] == anna
    assert run_softphone(tmp_path / "p", "contacts", "list").stdout == ""


def test_an_answer_for_good_is_followed_by_the_next_process(tmp_path: Path) -> None:
    """ "call 1 always domain", and nobody is asked again."""
    with ExitStack() as peers:
        new = peers.enter_context(SippPeer(tmp_path, ANSWERS, calls=2))
        uri = f"sip:bob@127.0.0.1:{new.port}"
        old = peers.enter_context(redirecting(tmp_path, "302 Moved Temporarily", f"<{uri}>", calls=2))
        anna = f"sip:anna@127.0.0.1:{old.port}"
        status, events = call(tmp_path / "p", anna, answers="call 1 always domain\n")
        assert status == 0, events
        (rule,) = named(events, "rule")
        assert (rule["scope"], rule["subject"], rule["policy"]) == (
            "domain",
            "127.0.0.1",
            "follow-same-domain",
        )
        status, events = call(tmp_path / "p", anna)
        assert (status, called(events)) == (0, [anna, uri])
        (choice,) = named(events, "choice")
        assert (choice["automatic"], choice["rule"]["policy"]) == (True, "follow-same-domain")


def test_never_ends_the_call_until_it_is_asked_for(tmp_path: Path) -> None:
    """ "stop always address": status 3 and the reason; `--on-redirect always-ask` asks all the same."""
    contact = "<sip:bob@127.0.0.1:9>"
    with redirecting(tmp_path, "302 Moved Temporarily", contact, calls=3) as peer:
        anna = f"sip:anna@127.0.0.1:{peer.port}"
        assert call(tmp_path / "p", anna, answers="stop always address\n")[0] == DECLINED
        status, events = call(tmp_path / "p", anna)
        (ended,) = named(events, "ended")
        assert (status, ended["stopped"], named(events, "prompt")) == (DECLINED, "by-rule", [])
        status, events = call(tmp_path / "p", anna, "--on-redirect", "always-ask", answers="stop\n")
        assert (status, len(named(events, "prompt"))) == (DECLINED, 1)


def test_keeping_the_alternatives_asks_again(tmp_path: Path) -> None:
    """`keep` writes them to the contact; the offer is still there to be answered."""
    with SippPeer(
        tmp_path,
        refusal(
            "380 Alternative Service", "Content-Type: text/plain", body="Write to mailto:desk@hotel.example"
        ),
    ) as peer:
        desk = f"sip:desk@127.0.0.1:{peer.port}"
        run_softphone(tmp_path / "p", "contacts", "add", "Hotel", desk)
        status, events = call(tmp_path / "p", desk, answers="keep\nkeep\nstop\n")
    assert (status, len(named(events, "prompt"))) == (DECLINED, 3)
    assert len(named(events, "kept")) == 2
    shown = json.loads(run_softphone(tmp_path / "p", "contacts", "show", "Hotel", "--json").stdout)
    assert [address["uri"] for address in shown["addresses"]] == [desk, "mailto:desk@hotel.example"]
