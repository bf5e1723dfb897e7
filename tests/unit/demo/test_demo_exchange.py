"""The child process: it starts quickly, is restarted, and never outlives its parent."""

import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from softphone.demo.exchange import DemoError, DemoExchange, demo_account
from tests.unit.demo.raw_phone import RawPhone

COMMAND = [sys.executable, "-m", "softphone.demo", "--json"]


def wait_for_end(pid: int, seconds: float = 3.0) -> bool:
    """True when the process has ended, whoever its parent is."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], seconds)[0])
    finally:
        os.close(handle)


def test_start_and_close() -> None:
    """The exchange answers when start returns, and its ports are free after close; close may come twice."""
    exchange = DemoExchange()
    addresses = exchange.start()
    assert addresses.host == "127.0.0.1"
    assert addresses.udp_port == addresses.tcp_port
    with RawPhone(addresses) as phone:
        assert phone.ask("OPTIONS", "echo").status == 200
    pid = exchange.pid
    assert pid
    exchange.close()
    exchange.close()
    assert wait_for_end(pid)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", addresses.udp_port))


def test_passwords_are_new_and_hidden() -> None:
    """Each run has passwords of its own; they are not in the child's arguments nor in a repr."""
    first, second = DemoExchange(), DemoExchange()
    addresses, others = first.start(), second.start()
    try:
        account, password = demo_account(addresses)
        assert account.registrar == f"sip:127.0.0.1:{addresses.udp_port}"
        assert password != demo_account(others)[1]
        assert password not in repr(addresses)
        for visible in ("cmdline", "environ"):
            assert password.encode() not in Path(f"/proc/{first.pid}/{visible}").read_bytes()
    finally:
        first.close()
        second.close()


def test_killed_child_comes_back() -> None:
    """A killed exchange is back on the same ports within a second or so."""
    exchange = DemoExchange()
    addresses = exchange.start()
    try:
        pid = exchange.pid
        assert pid
        os.kill(pid, signal.SIGKILL)
        assert wait_for_end(pid)
        deadline = time.monotonic() + 5
        answered = False
        while not answered and time.monotonic() < deadline:
            with RawPhone(addresses) as phone:
                phone.send(phone.message("OPTIONS", "echo"))
                try:
                    answered = phone.receive(0.1).status == 200
                except OSError:
                    answered = False
        assert answered
        assert exchange.pid != pid
    finally:
        exchange.close()


def test_parent_gone() -> None:
    """When the parent is killed, the exchange ends by itself."""
    program = (
        "from softphone.demo.exchange import DemoExchange\n"
        "exchange = DemoExchange(); exchange.start(); print(exchange.pid, flush=True); input()"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    ) as parent:
        assert parent.stdout
        pid = int(parent.stdout.readline())
        parent.kill()
        parent.wait(5)
        assert wait_for_end(pid)


def test_stdin_closed_or_sigterm() -> None:
    """By hand: one JSON line when ready; the end of stdin or SIGTERM ends it with status 0."""
    for close_stdin in (True, False):
        with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
            assert child.stdin
            assert child.stdout
            told = json.loads(child.stdout.readline())
            assert set(told["accounts"]) == {"demo", "friend"}
            if close_stdin:
                child.stdin.close()
            else:
                child.terminate()
            assert child.wait(3) == 0
            assert child.stdout.read() == b""


def test_port_taken() -> None:
    """A port in use is said in one sentence, with status 1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        command = [*COMMAND, "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, stdin=subprocess.PIPE, capture_output=True, timeout=5, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(b"demo exchange: ")
    assert b"Traceback" not in done.stderr


def test_start_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """An interpreter that cannot run is a DemoError, at once."""
    monkeypatch.setattr(sys, "executable", "/nonexistent/python")
    with pytest.raises(DemoError):
        DemoExchange().start()
