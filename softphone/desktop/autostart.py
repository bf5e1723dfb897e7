"""Whether the phone starts with the desktop session: one file in the person's autostart folder.

Source: Desktop Application Autostart Specification 0.5, Desktop Entry Specification 1.5 section "The Exec key".
"""

import os
import re
import sys
import tempfile
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_PLAIN = re.compile(r"[A-Za-z0-9_@%+=:,./-]+")
_OFF = re.compile(r"^\s*(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$", re.MULTILINE)
_LONGEST = 65_536


class AutostartFile:
    """Implements `calls.outside.Autostart`. `profile` is a folder named on the command line, None the usual one."""

    def __init__(self, profile: Path | None = None) -> None:
        # The session starts it in another folder than the one where it was typed.
        profile = profile.expanduser().resolve() if profile else None
        self._command = [*own_command(), *(["--profile", str(profile)] if profile else []), "--hidden"]
        name = f"softphone-{zlib.crc32(os.fsencode(profile)):08x}" if profile else "softphone"
        self._path = _folder() / "autostart" / f"{name}.desktop"
        self.possible = sys.platform.startswith("linux")

    def is_on(self) -> bool:
        try:
            with self._path.open(encoding="utf-8", errors="replace") as file:
                return _OFF.search(file.read(_LONGEST)) is None
        except OSError:
            return False

    def set(self, on: bool) -> str:
        """Why it could not be done, "" when it was."""
        try:
            if on:
                _write(self._path, entry(self._command))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            return error.strerror or str(error)
        return ""


def own_command() -> list[str]:
    """What starts this very program again."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    script = Path(sys.executable).with_name("softphone")
    return [str(script)] if os.access(script, os.X_OK) else [sys.executable, "-m", "softphone"]


def entry(command: Sequence[str]) -> str:
    """The desktop entry that runs `command`, which is passed over when the program has been taken out since."""
    plain = Path(command[0]).is_absolute() and _PLAIN.fullmatch(command[0])
    return (
        "[Desktop Entry]\n"
        "Type=Application\n"
        "Name=Redirect Softphone\n"
        "Icon=softphone\n"
        f"Exec={' '.join(_quoted(each) for each in command)}\n"
        + (f"TryExec={command[0]}\n" if plain else "")
        + "Terminal=false\n"
        "X-GNOME-Autostart-Delay=5\n"
    )


def _quoted(argument: str) -> str:
    """Twice: for the Exec key, and for strings in desktop entries, which know backslashes too."""
    doubled = argument.replace("%", "%%")
    if _PLAIN.fullmatch(doubled):
        return doubled
    inner = re.sub(r'(["`$\\])', r"\\\1", doubled)
    return (
        '"' + inner.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r") + '"'
    )


def _folder() -> Path:
    given = os.environ.get("XDG_CONFIG_HOME", "")
    return Path(given) if Path(given).is_absolute() else Path("~/.config").expanduser()


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(number, "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise
