import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.cli.explain import run
from tests.unit.sip.messages import response

_MOVED = response("301 Moved Permanently", 'Contact: "Anna" <sip:anna@new.example>;q=0.5;expires=60')
_FAILED = response("486 Busy Here")


@pytest.fixture
def moved(tmp_path: Path) -> str:
    path = tmp_path / "moved.sip"
    path.write_bytes(_MOVED)
    return str(path)


@pytest.fixture
def failed(tmp_path: Path) -> str:
    path = tmp_path / "failed.sip"
    path.write_bytes(_FAILED)
    return str(path)


def test_one_json_object_a_line_in_the_order_given(
    moved: str, failed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each file gives one line that names it; the exit status is the worst of all."""
    assert run(["--json", failed, moved, failed]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == [failed, moved, failed]
    assert [line["outcome"] for line in lines] == ["fail", "offer", "fail"]


def test_exit_status(moved: str, failed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """0 for an offer, 1 for a failure, 2 for what is no response."""
    noise = tmp_path / "noise"
    noise.write_bytes(b"\x00\xff" * 100)
    assert run([moved]) == 0
    assert run([moved, failed]) == 1
    assert run([str(noise), moved, failed]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_an_unreadable_file_is_said_and_counts_as_discarded(
    moved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file or a folder does not stop the others."""
    missing = str(tmp_path / "missing")
    assert run(["--json", missing, str(tmp_path), moved]) == 2
    printed = capsys.readouterr()
    assert [json.loads(line)["outcome"] for line in printed.out.splitlines()] == [
        "discard",
        "discard",
        "offer",
    ]
    assert missing in printed.err


def test_the_options_are_heard(moved: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--request-uri is what was dialled, --transport how the response came."""
    assert run(["--json", "--request-uri", "sip:anna@new.example", moved]) == 1
    assert json.loads(capsys.readouterr().out)["rejected"][0]["why"] == "already tried"
    longer = Path(moved).with_name("longer.sip")
    longer.write_bytes(response("302 X", "Contact: <sip:a@h>", body=b"x", length=9))
    assert run(["--transport", "udp", str(longer)]) == 2
    assert run(["--transport", "tcp", str(longer)]) == 0


def test_a_response_over_tls_is_taken_for_a_verified_one(
    moved: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever says tls saw the connection; without it nobody vouches for the file."""
    for how, unverified in (("TLS", False), ("udp", True)):
        run(["--json", "--transport", how, moved])
        assert ("unverified-source" in json.loads(capsys.readouterr().out)["ui_warnings"]) is unverified


def test_a_byte_order_mark_before_the_response_is_no_part_of_it(moved: str) -> None:
    """An editor on Windows writes one."""
    Path(moved).write_bytes(b"\xef\xbb\xbf" + _MOVED)
    assert run([moved]) == 0


@pytest.mark.parametrize(
    "argv", [[], ["--json"], ["--nonsense", "x"], ["--transport", "pigeon", "x"], ["--request-uri"]]
)
def test_wrong_use_is_64(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Wrong arguments are told on standard error and nothing is explained."""
    assert run(argv) == 64
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "usage" in printed.err


def test_help_is_no_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    """--help prints the usage and ends well."""
    assert run(["--help"]) == 0
    assert "FILE" in capsys.readouterr().out


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A dash reads standard input."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(_MOVED)))
    assert run(["--json", "-"]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["file"], line["status"]) == ("-", 301)


def test_text_for_a_person(moved: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json everything that the response says is printed as plain text."""
    described = tmp_path / "described.sip"
    described.write_bytes(
        response(
            "380 Alternative Service",
            "Content-Type: text/plain",
            "Contact: <sip:desk@office.example?Route=x>, <javascript:x>",
            'Warning: 399 h "Closed"',
            "Error-Info: <https://office.example/why>",
            "Retry-After: 60",
            body=b"Mail us: mailto:a@office.example",
        )
    )
    assert run([moved, str(described)]) == 0
    text = capsys.readouterr().out
    for part in (
        "301 Moved Permanently",
        "Anna <sip:anna@new.example> (q=0.5, for 60 s)",
        "not honoured: Route",
    ):
        assert part in text
    for part in (
        "Mail us <mailto:a@office.example>",
        "see: https://",
        "warning: Closed",
        "after 60 s",
        "refused: java",
    ):
        assert part in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200) | st.binary(max_size=100).map(b"SIP/2.0 300 X\nContact: <sip:a@h>\n\n".__add__)
)
def test_any_file_has_an_answer(tmp_path: Path, raw: bytes) -> None:
    """Whatever the bytes, both forms end with 0, 1 or 2."""
    path = tmp_path / "any"
    path.write_bytes(raw)
    assert run(["--json", str(path)]) == run([str(path)]) in {0, 1, 2}


def test_a_terminal_without_unicode_and_a_reader_that_leaves(tmp_path: Path) -> None:
    """Neither an ASCII terminal nor a closed pipe ends in a traceback."""
    path = tmp_path / "cyrillic.sip"
    path.write_bytes(response("380 X", "Content-Type: text/plain", body="Почта: mailto:a@h".encode()))
    program = "import sys; from softphone.cli.explain import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-X", "utf8=0", "-c", program, str(path)]
    ascii_terminal = {"PYTHONIOENCODING": "ascii", "PYTHONPATH": str(Path(__file__).parents[3])}
    ended = subprocess.run(command, env=ascii_terminal, capture_output=True, check=False, timeout=30)
    assert (ended.returncode, ended.stderr) == (0, b"")
    with subprocess.Popen(
        [*command, *[str(path)] * 2000], env=ascii_terminal, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_the_text_says_what_the_answer_means(
    moved: str, failed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One plain line below the status; for an unknown one that of its class."""
    unknown = tmp_path / "unknown.sip"
    unknown.write_bytes(response("418 I'm a teapot"))
    run([moved, failed, str(unknown)])
    printed = capsys.readouterr().out
    assert "\n  Moved for good: Nobody is at this address any more" in printed
    assert "\n  Busy: This phone of the person is busy" in printed
    assert "\n  Not like this: The call failed at this server" in printed
