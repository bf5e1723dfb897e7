"""Debian's linphonec as the other end of a call: a tone for a microphone, and what it hears in a file."""

import re
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.patience import PATIENCE_S
from tests.support.peer_sound import HEARD_RATE, Sound, tone_file
from tests.support.ports import free_port

_POLL_S = 0.05
# All that it has, since it adds what is not named; one alone is enabled, for it records at the codec's rate.
_CODECS = (
    ("PCMU", HEARD_RATE, 1),
    ("opus", 48000, 2),
    ("speex", 16000, 1),
    ("speex", 8000, 1),
    ("PCMA", 8000, 1),
    ("GSM", 8000, 1),
    ("G722", 8000, 1),
    ("G729", 8000, 1),
    ("L16", 44100, 2),
    ("L16", 44100, 1),
)


class Linphone:
    """A running linphonec. `address` is where it can be called without a server.

    It is told what to do as a person would type it; what it prints is in `printed`. `tone_hz` is what it says, also
    as its music on hold; `heard` is what it heard. `settings` go into its configuration file, section by section, and
    `authorities` (PEM) are those it believes.
    """

    def __init__(
        self,
        folder: Path,
        name: str = "lin",
        *,
        tone_hz: float = 0.0,
        answers: bool = True,
        settings: Mapping[str, Mapping[str, object]] | None = None,
        authorities: Path | None = None,
    ) -> None:
        assert shutil.which("linphonec"), "linphonec is not installed"
        self.name = name
        self.port = free_port()
        self.address = f"sip:{name}@127.0.0.1:{self.port}"
        self._folder = folder / f"linphone-{name}"
        (self._folder / ".local/share/linphone").mkdir(parents=True)
        self._answers = answers
        self._tone = tone_file(self._folder, tone_hz)
        self._heard = self._folder / "heard.wav"
        sections: dict[str, dict[str, object]] = {
            "sip": {
                "sip_port": self.port,
                "sip_tcp_port": self.port,
                "sip_tls_port": 0 if authorities is None else -1,
                "bind_address": "127.0.0.1",
                "use_ipv6": 0,
                "auto_net_state_mon": 0,
                "contact": f'"{name}" <{self.address}>',
                "guess_hostname": 0,
                "media_encryption": "none",
                "register_only_when_network_is_up": 0,
                "root_ca": authorities or "/nonexistent",
            },
            "rtp": {"bind_address": "127.0.0.1", "audio_rtp_port": -1},
            "net": {"mtu": 1300, "dns_srv_enabled": 0},
            "sound": {"echocancellation": 0},
            "misc": {"prevent_colliding_calls": 0},
            **{
                f"audio_codec_{number}": {
                    "mime": name,
                    "rate": rate,
                    "channels": channels,
                    "enabled": int(name == "PCMU"),
                }
                for number, (name, rate, channels) in enumerate(_CODECS)
            },
        }
        for section, values in (settings or {}).items():
            sections.setdefault(section, {}).update(values)
        self._folder.joinpath("rc").write_text(
            "\n".join(
                line
                for section, values in sections.items()
                for line in (f"[{section}]", *(f"{key}={value}" for key, value in values.items()))
            )
            + "\n"
        )

    def __enter__(self) -> Self:
        self._out = (self._folder / "out").open("wb")
        self._process = subprocess.Popen(
            [
                "linphonec", "-c", self._folder / "rc", "-d", "6", "-l", self._folder / "log",
                *(["-a"] if self._answers else []),
            ],
            cwd=self._folder,
            env={"HOME": str(self._folder), "PATH": "/usr/bin:/bin"},
            stdin=subprocess.PIPE,
            stdout=self._out,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            for line in ("soundcard use files", f"play {self._tone}", f"record {self._heard}", "help quit"):
                self.tell(line)
            self.wait_for("Exit linphonec|Terminates", timeout_s=PATIENCE_S)
        except BaseException:
            self._process.kill()
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._close()

    def _close(self) -> None:
        try:
            self._process.communicate(timeout=PATIENCE_S)
        finally:
            self._out.close()

    def tell(self, line: str) -> None:
        """Type a line at its prompt; digits go to the other side of the call."""
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()

    @property
    def printed(self) -> str:
        return (self._folder / "out").read_bytes().decode(errors="replace")

    def wait_for(self, pattern: str, *, after: int = 0, timeout_s: float = PATIENCE_S) -> re.Match[str]:
        """The first place at or after index `after` of `printed` where the pattern is found."""
        end = time.monotonic() + timeout_s
        while True:
            found = re.compile(pattern).search(self.printed, after)
            if found is not None:
                return found
            assert time.monotonic() < end, (
                f"{self.name}: no {pattern!r} in {self.printed[after:]}\n{self.log()}"
            )
            time.sleep(_POLL_S)

    def wait_until_registered(self) -> None:
        """It says so in its log alone."""
        end = time.monotonic() + PATIENCE_S
        while b"to [LinphoneRegistrationOk]" not in (self._folder / "log").read_bytes():
            assert time.monotonic() < end, f"{self.name} is not registered\n{self.log()}"
            time.sleep(_POLL_S)

    def heard(self) -> Sound:
        return Sound.of(self._heard, HEARD_RATE)

    def log(self) -> str:
        """The end of its log, with the SIP messages."""
        path = self._folder / "log"
        kept = [
            line
            for line in (path.read_text(errors="replace") if path.exists() else "").splitlines()
            if "mediastreamer" not in line and "ortp" not in line
        ]
        return "\n".join(kept)[-12000:]
