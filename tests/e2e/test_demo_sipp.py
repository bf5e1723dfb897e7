"""The demo exchange against SIPp's own caller: many calls at once, none of them odd."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.demo.exchange import DemoAddresses, DemoExchange


@pytest.fixture(scope="module")
def addresses() -> Iterator[DemoAddresses]:
    exchange = DemoExchange()
    yield exchange.start()
    exchange.close()


@pytest.mark.parametrize("transport", ["u1", "t1"])
def test_fifty_calls(addresses: DemoAddresses, tmp_path: Path, transport: str) -> None:
    """Fifty calls, twenty a second, are answered, acknowledged and hung up, none fails."""
    command = ["sipp", "-sn", "uac", f"127.0.0.1:{addresses.udp_port}", "-i", "127.0.0.1", "-s", "echo"]
    command += [
        "-m",
        "50",
        "-r",
        "20",
        "-d",
        "200",
        "-t",
        transport,
        "-nostdin",
        "-timeout",
        "20",
        "-trace_stat",
    ]
    command += ["-stf", str(tmp_path / "stat.csv")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    names, *_, last = [line.split(";") for line in (tmp_path / "stat.csv").read_text().splitlines()]
    figures = dict(zip(names, last, strict=False))
    assert (figures["SuccessfulCall(C)"], figures["FailedCall(C)"]) == ("50", "0")
