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
from softphone.desktop.instance import FirstInstance, Handed, InstanceNotAnsweringError, claim
from softphone.engine.spawn import discard, spawn

USAGE = 64
TRY_LATER = 75  # EX_TEMPFAIL: the phone that runs does not answer
# The values of `calls.settings.Language`, which is not worth loading before the engine starts; a test compares.
LANGUAGES = ("system", "en", "ru", "xx", "xr")


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def run(argv: Sequence[str]) -> int:
    """Run the window until it is closed; returns the exit status."""
    options = parse(argv)
    folder = data_folder(options)
    with ExitStack() as closing:
        instance = None
        if folder is not None:
            handed = Handed(options.addresses, _leave_to_come_forward(), options.hidden)
            try:
                instance = claim(folder, handed)
            except InstanceNotAnsweringError as hung:
                if not options.hidden and not sys.stderr.isatty() and _has_display():
                    from softphone import hung_phone  # noqa: PLC0415 (hardly ever)

                    hung_phone.ask(hung.pid)
                return _say_hung(hung)
            if instance is None:
                return 0
            closing.callback(instance.close)
        return _run_window(options, instance, closing)


def _run_window(options: argparse.Namespace, instance: FirstInstance | None, closing: ExitStack) -> int:
    if not _has_display():
        sys.stderr.write("softphone: there is no display for a window; `softphone call URI` needs none\n")
        return 1
    # Nothing of what loading makes is garbage: looking for some takes longer with each module. `app` puts it back.
    gc.disable()
    engine = _spawned()
    if engine is not None:
        closing.callback(discard, engine)
    from softphone import app  # noqa: PLC0415 (the engine gets ready meanwhile)

    return app.run(options, engine, instance)


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The options, and `addresses` as the bytes that were given. Ends the program with USAGE for wrong use.

    An address comes from anybody: a link on a web page, say. What follows `--` or the first address is therefore never
    an option, whatever it begins with.
    """
    parser = _parser()
    end = _end_of_options(argv, _takes_value(parser))
    options = parser.parse_args(argv[:end])
    rest = list(argv[end:])
    if rest[:1] == ["--"]:
        del rest[0]
    elif any(each.startswith("--") for each in rest[1:]):
        parser.error("options stand before the address")
    options.addresses = tuple(os.fsencode(each) for each in rest if each)
    return options


def _end_of_options(argv: Sequence[str], takes_value: frozenset[str]) -> int:
    at = 0
    while at < len(argv):
        each = argv[at]
        if each == "--" or not each.startswith("-"):
            return at
        # `--profile DIR`, which argparse also takes shortened; `--profile=DIR` is one word
        valued = each.startswith("--") and any(name.startswith(each) for name in takes_value)
        at += 2 if valued else 1
    return min(at, len(argv))


def _takes_value(parser: argparse.ArgumentParser) -> frozenset[str]:
    """The options that are followed by a value. There are no short ones but -h."""
    return frozenset(
        name
        for action in parser._actions  # argparse has no other list of them
        if action.nargs is None
        for name in action.option_strings
    )


def data_folder(options: argparse.Namespace) -> Path | None:
    """Where the data of this phone is, which no second one may have open; None for a demo of its own.

    What `store.profile` says of it is not worth loading before the engine starts; a test compares.
    """
    if options.profile:
        return Path(options.profile).expanduser().resolve()
    if options.demo:
        return None
    if sys.platform in {"win32", "darwin"}:
        import platformdirs  # noqa: PLC0415 -- not needed where most phones start

        return platformdirs.user_data_path("softphone", appauthor=False)
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given if given.strip() else "~/.local/share").expanduser() / "softphone"


def _leave_to_come_forward() -> str:
    """What the desktop gives to whom a person's click starts, so that a window may come to the front.

    Source: XDG activation (Wayland), startup notification specification (X11).
    """
    return os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""


def _say_hung(hung: InstanceNotAnsweringError) -> int:
    """The person decides what becomes of a phone that does not answer: it may be in a call."""
    whom = f" (process {hung.pid})" if hung.pid else ""
    sys.stderr.write(
        f"softphone: the phone is running{whom} but does not answer. It may be waiting for something: try again "
        "in a moment. If it stays so, end it and start it anew; nothing that was saved is lost.\n"
    )
    return TRY_LATER


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
        usage="softphone [OPTION ...] [--] [URI]",
        epilog="URI is a SIP or tel address or link. The window shows it, and calls it when you say so. Commands: "
        "softphone call, softphone contacts, softphone explain, softphone profile, softphone purge; each knows --help.",
    )
    parser.add_argument("--demo", action="store_true", help="try everything on the built-in demo exchange")
    parser.add_argument(
        "--tour", type=Path, metavar="DIR", help="with --demo: show the main job, screenshots in DIR"
    )
    parser.add_argument("--stay", action="store_true", help="with --tour: leave the window open at the end")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="keep all data under DIR")
    parser.add_argument("--local-port", type=int, metavar="N", help="the SIP port to use")
    parser.add_argument("--language", choices=LANGUAGES, metavar="{system,en,ru}")
    parser.add_argument("--scheme", choices=["light", "dark"], help="instead of following the system")
    parser.add_argument("--hidden", action="store_true", help="start into the tray, where there is one")
    parser.add_argument("--version", action="version", version=f"softphone {__version__}")
    return parser
