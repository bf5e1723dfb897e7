"""`softphone explain` among the tools of a shell: pipes that close, disks that are full, streams that are not there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.data.unseen.case import moved

_ROOT = Path(__file__).parents[3]
_FULL = Path("/dev/full")


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "moved.sip"
    path.write_bytes(moved("<sip:bob@new.example.org>"))
    return str(path)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "softphone", "explain", "--json", *arguments]


def test_a_reader_that_leaves_is_no_failure(file: str) -> None:
    """As under `| head -1`: the program ends without a word."""
    with subprocess.Popen(
        _command(*[file] * 2000), cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["outcome"] == "offer"
        process.stdout.close()
        assert process.stderr is not None
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not _FULL.exists(), reason="there is no full disk to write to")
def test_an_answer_that_cannot_be_written_is_said(file: str) -> None:
    """Who reads the exit status must not take it for an offer."""
    with _FULL.open("w") as full:
        ended = subprocess.run(
            _command(file), cwd=_ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60
        )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "standard output" in ended.stderr


@pytest.mark.skipif(os.name != "posix", reason="the shell closes streams")
@pytest.mark.parametrize(
    ("closed", "arguments", "status"),
    [("<&-", ["-"], 2), (">&-", None, 0), ("2>&-", ["/nonexistent"], 2), ("2>&-", [], 64)],
)
def test_streams_that_are_closed_end_in_no_traceback(
    file: str, closed: str, arguments: list[str] | None, status: int
) -> None:
    """Whatever is missing, the exit status is the same."""
    command = _command(*([file] if arguments is None else arguments))
    ended = subprocess.run(
        ["/bin/sh", "-c", f'"$@" {closed}', "sh", *command],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == status
    assert "Traceback" not in ended.stderr


def test_a_request_uri_that_is_none_is_said(file: str) -> None:
    """The files are explained all the same."""
    ended = subprocess.run(
        _command("--request-uri", "bob@new.example.org", file),
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (ended.returncode, json.loads(ended.stdout)["outcome"]) == (0, "offer")
    assert "--request-uri" in ended.stderr
