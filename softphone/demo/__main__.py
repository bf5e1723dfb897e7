"""`python -m softphone.demo`: run the exchange until stdin closes or SIGTERM comes."""

import argparse
import asyncio
import contextlib
import json
import os
import secrets
import signal
import sys
import threading
from collections.abc import Mapping, Sequence

from softphone.demo.server import Ports, open_exchange

USERS = ("demo", "friend")
_CHUNK = 4096


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status 0; 1 when a port is taken."""
    parser = argparse.ArgumentParser(prog="python -m softphone.demo")
    parser.add_argument("--port", type=int, default=0, help="UDP and TCP port, 0 for any free one")
    parser.add_argument(
        "--proxy-port", type=int, default=0, help="second port, the proxy of number proxy-needed"
    )
    parser.add_argument("--tls-port", type=int, default=0)
    parser.add_argument("--json", action="store_true", help="print the addresses as one JSON object")
    parser.add_argument(
        "--accounts-on-stdin", action="store_true", help="read {user: password} as one JSON line"
    )
    options = parser.parse_args(argv)
    if options.accounts_on_stdin:
        try:
            passwords = {str(user): str(password) for user, password in json.loads(_stdin_line()).items()}
        except (ValueError, AttributeError):
            sys.stderr.write("demo exchange: no accounts on stdin\n")
            return 1
    else:
        passwords = {user: secrets.token_hex(6) for user in USERS}
    ports = Ports(options.port, options.proxy_port, options.tls_port)
    announced = {} if options.accounts_on_stdin else passwords
    try:
        asyncio.run(_run(ports, passwords, announced, as_json=options.json))
    except OSError as error:
        sys.stderr.write(f"demo exchange: {error}\n")
        return 1
    return 0


def _stdin_line() -> str:
    """The first line of stdin, read byte by byte: nothing is buffered past it, and no lock is held at exit."""
    line = bytearray()
    while len(line) < _CHUNK and (byte := os.read(0, 1)) not in {b"", b"\n"}:
        line += byte
    return line.decode()


async def _run(
    ports: Ports, passwords: Mapping[str, str], announced: Mapping[str, str], *, as_json: bool
) -> None:
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, ended.set)
    server = await open_exchange(ports, passwords)
    found = server.ports
    if as_json:
        line = json.dumps(
            {
                "host": "127.0.0.1",
                "udp": found.sip,
                "tcp": found.sip,
                "tls": found.tls,
                "proxy": found.proxy,
                "accounts": announced,
            }
        )
    else:
        line = f"demo exchange on 127.0.0.1: UDP and TCP {found.sip}, TLS {found.tls}, proxy {found.proxy}"
        line += "".join(f", account {user} / {password}" for user, password in announced.items())
    sys.stdout.write(line + "\n")
    sys.stdout.flush()

    def wait_for_parent() -> None:
        # A pipe that closes is the one sign of a dead parent that every system gives.
        with contextlib.suppress(OSError):
            while os.read(0, _CHUNK):
                pass
        with contextlib.suppress(RuntimeError):  # the loop has ended first
            loop.call_soon_threadsafe(ended.set)

    threading.Thread(target=wait_for_parent, name="parent watch", daemon=True).start()
    await ended.wait()
    await server.close()


if __name__ == "__main__":
    raise SystemExit(main())
