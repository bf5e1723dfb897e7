"""The demo exchange as the phone sees it: a child process with addresses, accounts and contacts.

DemoError
    the exchange did not start; the sentence says why.
"""

import contextlib
import json
import os
import queue
import secrets
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

from softphone.calls.accounts import Account, Transport
from softphone.calls.people import ContactDraft
from softphone.demo.numbers import DIRECTORY, Number

START_S = 10.0
STOP_S = 1.0
_MAX_RESTARTS = 5
_USERS = ("demo", "friend")
_ROOT = Path(__file__).parent.parent.parent
_FAVOURITES = {"echo", "moved", "front-desk"}


class DemoError(Exception):
    """The exchange could not be started."""


@dataclass(frozen=True, slots=True)
class DemoLogin:
    """A user of the registrar. The password is new in each run and lives in memory only."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DemoAddresses:
    """Where the exchange listens: UDP and TCP share a number; `proxy_port` is the proxy of the 305."""

    host: str
    udp_port: int
    tcp_port: int
    tls_port: int
    proxy_port: int
    accounts: tuple[DemoLogin, ...]


class DemoExchange:
    """Starts the exchange, starts it again on the same ports if it dies, and ends it with `close`.

    Belongs to one thread; an inner thread only waits for the child.
    """

    def __init__(self) -> None:
        self._accounts = tuple(DemoLogin(user, secrets.token_hex(12)) for user in _USERS)
        self._process: subprocess.Popen[bytes] | None = None
        self._closing = threading.Event()
        self._lock = threading.Lock()
        self._ready: queue.SimpleQueue[DemoAddresses | None] = queue.SimpleQueue()
        self._watch = threading.Thread(target=self._keep_running, name="demo exchange", daemon=True)

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def start(self) -> DemoAddresses:
        """Returns when the exchange answers; at most 10 s, on a machine that is busy. Raises DemoError."""
        self._watch.start()
        try:
            addresses = self._ready.get(timeout=START_S)
        except queue.Empty:
            addresses = None
        if addresses is None:
            self.close()
            raise DemoError("the demo exchange did not start")
        return addresses

    def close(self) -> None:
        """End the child (bounded: 3 s). May be called twice."""
        self._closing.set()
        with self._lock:
            process = self._process
        if process is None:
            return
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        for end in (process.terminate, process.kill):
            try:
                process.wait(STOP_S)
                break
            except subprocess.TimeoutExpired:
                end()
        if self._watch.is_alive():
            self._watch.join(STOP_S)

    def _keep_running(self) -> None:
        """On the inner thread: spawn, report the addresses, wait; again if the child died under us."""
        addresses: DemoAddresses | None = None
        for _ in range(1 + _MAX_RESTARTS):
            with self._lock:
                if self._closing.is_set():
                    return
                try:
                    process = self._process = _spawn(addresses)
                except OSError:
                    self._ready.put(None)
                    return
            addresses = self._introduce(process) or addresses
            self._ready.put(addresses)
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe:
                        pipe.close()
            if addresses is None:
                return

    def _introduce(self, process: subprocess.Popen[bytes]) -> DemoAddresses | None:
        """Hand over the passwords and read the addresses; None if the child ended instead."""
        if process.stdin is None or process.stdout is None:
            return None
        logins = json.dumps({login.user: login.password for login in self._accounts})
        try:
            process.stdin.write(logins.encode() + b"\n")
            process.stdin.flush()
            told = json.loads(process.stdout.readline())
        except (OSError, ValueError):
            return None
        return DemoAddresses(
            told["host"], told["udp"], told["tcp"], told["tls"], told["proxy"], self._accounts
        )


def _spawn(former: DemoAddresses | None) -> "subprocess.Popen[bytes]":
    frozen = getattr(sys, "frozen", False)  # then the program is the interpreter, and has no modules to run
    command = [sys.executable, *(["--demo-exchange"] if frozen else ["-m", "softphone.demo"])]
    command += ["--json", "--accounts-on-stdin"]
    if former:
        command += ["--port", str(former.udp_port), "--proxy-port", str(former.proxy_port)]
        command += ["--tls-port", str(former.tls_port)]
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    return subprocess.Popen(  # noqa: S603 - our own interpreter and constant words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )


def number_uri(number: Number, addresses: DemoAddresses) -> str:
    """The address of a row: "sip:echo@127.0.0.1:5060"."""
    port = addresses.tls_port if number.scheme == "sips" else addresses.udp_port
    return f"{number.scheme}:{number.user}@{addresses.host}:{port}"


def demo_contacts(addresses: DemoAddresses) -> tuple[ContactDraft, ...]:
    """The address book of the demo profile: one contact for each number that can be dialled."""
    return tuple(
        ContactDraft(
            id=None,
            name=number.name,
            addresses=((number_uri(number, addresses), ""),),
            organisation="Demo exchange",
            notes=number.note,
            favourite=number.user in _FAVOURITES,
        )
        for number in DIRECTORY
        if number.name
    )


def demo_account(addresses: DemoAddresses) -> tuple[Account, str]:
    """The account of the demo profile and its password."""
    login = addresses.accounts[0]
    account = Account(
        id="demo",
        uri=f"sip:{login.user}@{addresses.host}:{addresses.udp_port}",
        display_name="Demo",
        registrar=f"sip:{addresses.host}:{addresses.udp_port}",
        auth_user=login.user,
        transport=Transport.UDP,
        verify_tls=False,  # the exchange signs its own certificate
    )
    return account, login.password
