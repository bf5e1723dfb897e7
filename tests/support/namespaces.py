"""Network namespaces of Linux that a test makes: computers with cables between them that can be pulled.

A namespace lives as long as the process that holds it, and that process as long as its standard input is open:
nothing is left behind, however the test ends. Needs root, `ip`, `unshare` and `nsenter`; see `why_not`.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from types import TracebackType
from typing import Self

_TOOLS = ("ip", "unshare", "nsenter", "cat")


class Namespace:
    """A computer with a loopback interface. Use `with`."""

    def __enter__(self) -> Self:
        self._holder = subprocess.Popen(
            ["unshare", "--net", "sh", "-c", "ip link set lo up && echo ready && exec cat"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert self._holder.stdout is not None
        answer = self._holder.stdout.readline()
        assert answer == b"ready\n", f"no namespace: {answer!r}"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._holder.kill()
        self._holder.communicate()

    @property
    def pid(self) -> int:
        """A process inside."""
        return self._holder.pid

    def command(self, *arguments: str | os.PathLike[str]) -> list[str]:
        """What runs a program inside."""
        return ["nsenter", f"--net=/proc/{self.pid}/ns/net", *map(str, arguments)]

    def ip(self, *arguments: str) -> None:
        """Run `ip` inside. Raises CalledProcessError."""
        subprocess.run(self.command("ip", *arguments), check=True, capture_output=True)

    def connect(self, other: "Namespace", ours: str, theirs: str, name: str = "eth0") -> None:
        """A cable to `other`: the interface `name` with the address `ours` ("10.1.0.2/24") here."""
        far = f"to{self.pid}"
        self.ip("link", "add", name, "type", "veth", "peer", "name", far, "netns", str(other.pid))
        family = "-6" if ":" in ours else "-4"
        nodad = ("nodad",) if family == "-6" else ()
        for namespace, interface, address in ((self, name, ours), (other, far, theirs)):
            namespace.ip(family, "addr", "add", address, "dev", interface, *nodad)
            namespace.ip("link", "set", interface, "up")
        self.ip(family, "route", "add", "default", "via", theirs.partition("/")[0])

    def route_between_cables(self) -> None:
        """Pass packets on from one cable to another."""
        switch = "/proc/sys/net/ipv4/ip_forward"
        subprocess.run(self.command("sh", "-c", f"echo 1 > {switch}"), check=True, capture_output=True)

    def pull(self, name: str = "eth0") -> None:
        """The cable is out; addresses of IPv4 stay, as they do on a real card until somebody takes them away."""
        self.ip("link", "set", name, "down")

    def plug(self, name: str = "eth0", gateway: str = "") -> None:
        self.ip("link", "set", name, "up")
        if gateway:  # the kernel forgets the routes of an interface that is down
            self.ip("route", "add", "default", "via", gateway)

    def renumber(self, old: str, new: str, gateway: str, name: str = "eth0") -> None:
        """Another address, as after a change of networks."""
        self.ip("addr", "del", old, "dev", name)
        self.ip("addr", "add", new, "dev", name)
        self.ip("route", "replace", "default", "via", gateway)

    def spawn(
        self, arguments: Sequence[str | os.PathLike[str]], **options: object
    ) -> subprocess.Popen[bytes]:
        """A process inside; `options` are those of Popen."""
        return subprocess.Popen(self.command(*arguments), **options)  # type: ignore[call-overload, no-any-return]

    def spawn_engine(self) -> subprocess.Popen[bytes]:
        """An engine process inside, for EngineClient(spawned=...)."""
        return self.spawn(
            [sys.executable, "-P", "-m", "softphone.engine"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
        )  # fmt: skip


@cache
def why_not() -> str:
    """Why namespaces cannot be made here, "" if they can."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    if not sys.platform.startswith("linux") or missing:
        return f"no network namespaces here: {', '.join(missing) or sys.platform}"
    done = subprocess.run(
        ["unshare", "--net", "sh", "-c", "ip link set lo up && ip link add name one type veth peer name two"],
        capture_output=True, check=False,
    )  # fmt: skip
    return f"no network namespaces here: {done.stderr.decode().strip()}" if done.returncode else ""
