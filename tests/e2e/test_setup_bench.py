"""The bench measures what it says: its peer answers and stamps, its figures are judged by their aims."""

import socket
from pathlib import Path

from tests.bench.aims import AIMS, WHY_MISSED
from tests.bench.figures import Aim, Figure, line, verdict
from tests.bench.measures import redirect_waits_ms
from tests.bench.peer import Packet, Peer
from tests.bench.processes import family, resident_mib, running


def _invite(uri: str, port: int) -> bytes:
    return (
        f"INVITE {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{port};branch=z9hG4bK1\r\n"
        "From: <sip:a@127.0.0.1>;tag=1\r\n"
        f"To: <{uri}>\r\nCall-ID: one\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n"
    ).encode()


def test_the_peer_answers_by_the_number_dialled() -> None:
    """A hop leads to the next one, `moved` to the number that answers, anything else is busy."""
    with Peer() as peer, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller:
        caller.settimeout(5)
        caller.connect(("127.0.0.1", peer.port))
        answers = {}
        for user in ("hop2-x", "hop0-x", "moved7", "answer", "other"):
            caller.send(_invite(peer.uri(user), caller.getsockname()[1]))
            answers[user] = caller.recv(65535).decode()
        assert answers["hop2-x"].startswith("SIP/2.0 302 ")
        assert f"Contact: <{peer.uri('hop1-x')}>" in answers["hop2-x"]
        assert answers["hop0-x"].startswith("SIP/2.0 486 ")
        assert answers["moved7"].startswith("SIP/2.0 301 ")
        assert answers["answer"].startswith("SIP/2.0 200 ")
        assert "m=audio" in answers["answer"]
        assert answers["other"].startswith("SIP/2.0 486 ")
        assert all("Call-ID: one" in answer and ";tag=bench" in answer for answer in answers.values())


def test_the_peer_survives_what_is_no_sip() -> None:
    """Noise is stamped and ignored, or answered; the peer goes on."""
    with Peer() as peer, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller:
        caller.connect(("127.0.0.1", peer.port))
        for noise in (b"", b"\r\n", b"\xff\xfe\0", b"INVITE", bytes(range(256)) * 4):
            caller.send(noise)
        assert peer.ask_options(peer.port, timeout_s=5) is not None


def test_the_wait_for_the_next_invite_counts_from_the_redirect() -> None:
    """Each redirect of a chain gives one figure, repeated requests none."""
    here = ("127.0.0.1", 5060)
    packets = (
        Packet(1_000_000, True, "INVITE sip:hop1-a@h SIP/2.0", "1", here),
        Packet(2_000_000, False, "SIP/2.0 302 Moved Temporarily", "1", here),
        Packet(7_000_000, True, "INVITE sip:hop0-a@h SIP/2.0", "2", here),
        Packet(9_000_000, True, "INVITE sip:hop0-a@h SIP/2.0", "2", here),
    )
    assert redirect_waits_ms(packets) == [5.0]


def test_a_figure_is_judged_by_its_aim() -> None:
    """Met at the limit, missed above it or when the slowest one in a hundred is too slow, and said so."""
    quick = Aim("a", 5, "ms", limit_p99=10)
    assert verdict(quick, Figure((5.0,) * 99 + (10.0,))) == "met"
    assert verdict(quick, Figure((5.0,) * 98 + (11.0, 11.0))) == "missed"
    assert verdict(quick, Figure((6.0,))) == "missed"
    assert verdict(Aim("b", 20_000, "/s", more_is_better=True), Figure((20_000.0,))) == "met"
    assert verdict(quick, Figure(problem="no phone")) == "not measured"
    assert line(quick, Figure((6.0,)), Figure(), "too far").endswith("too far")
    assert line(quick, Figure(problem="no phone"), Figure(), "too far").endswith("no phone")


def test_reasons_belong_to_aims() -> None:
    """No reason is kept for an aim that is gone."""
    assert set(WHY_MISSED) <= set(AIMS)


def test_a_measured_process_counts_with_its_children(tmp_path: Path) -> None:
    """The memory of a family is that of all its members."""
    command = ["sh", "-c", "trap 'kill $!' TERM; sleep 30 & wait"]
    with running(command, environment={"PATH": "/usr/bin:/bin"}, folder=tmp_path) as process:
        with Peer() as clock:
            for _ in range(100):
                if len(family(process.pid)) == 2:
                    break
                clock.wait_for("never", received=True, timeout_s=0.05)
        members = family(process.pid)
        assert len(members) == 2
        assert resident_mib(process.pid) > resident_mib(members[1]) > 0
