"""The window's first moments: what was asked for, and the engine's process, which gets ready while the rest loads."""

import argparse
import gc
import os
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn

from softphone import __version__
from softphone.engine.spawn import discard, spawn

USAGE = 64
# The values of `calls.settings.Language`, which is not worth loading before the engine starts; a test compares.
LANGUAGES = ("system", "en", "ru")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def run(argv: Sequence[str]) -> int:
    """Run the window until it is closed; returns the exit status."""
    options = _parser().parse_args(argv)
    if not _has_display():
        sys.stderr.write("softphone: there is no display for a window; `softphone call URI` needs none\n")
        return 1
    # Nothing of what loading makes is garbage: looking for some takes longer with each module. `app` puts it back.
    gc.disable()
    with ExitStack() as closing:
        engine = _spawned()
        if engine is not None:
            closing.callback(discard, engine)
        from softphone import app  # noqa: PLC0415 (the engine gets ready meanwhile)

        return app.run(options, engine)


def _has_display() -> bool:
    """Qt would abort without one. Only Unix desktops can be without X and Wayland."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform in {"win32", "darwin"} or any(os.environ.get(name) for name in names)


def _spawned() -> subprocess.Popen[bytes] | None:
    """The engine's process; None if it cannot be started now: the phone tries again, and tells the person."""
    try:
        return spawn()
    except OSError:
        return None


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="softphone",
        description="A softphone that tells you what a redirect means and lets you decide.",
        epilog="Commands: softphone call, softphone contacts, softphone explain; each knows --help.",
    )
    parser.add_argument("uri", nargs="?", metavar="URI", help="a SIP or tel address to call at once")
    parser.add_argument("--demo", action="store_true", help="try everything on the built-in demo exchange")
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="with --demo: show the main job, screenshots in DIR"
    )
    parser.add_argument("--stay", action="store_true", help="with --tour: leave the window open at the end")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep all data under DIR")
    parser.add_argument("--local-port", type=int, metavar="N", help="the SIP port to use")
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--scheme", choices=["light", "dark"], help="instead of following the system")
    parser.add_argument("--version", action="version", version=f"softphone {__version__}")
    return parser
