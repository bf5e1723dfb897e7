"""`softphone`: the window, or one of the commands."""

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from softphone.engine.core_files import leave_no_core

_NOBODY_READS = 141  # as a shell says it of a program that SIGPIPE ended


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status of the program. Who reads our output may stop reading at any time (`| head`)."""
    leave_no_core()
    # Closed by who started us, or never there: a windowed program has neither on Windows.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    try:
        status = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still buffered has nowhere to go, and must not be tried again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _NOBODY_READS
    return status


def _nowhere() -> TextIO:
    return os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")


def _run(argv: Sequence[str] | None) -> int:
    """Hand over to the window or to a command. Imports only what that needs: the window must be quick."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    match arguments[:1]:
        case ["explain"]:
            from softphone.cli import explain  # noqa: PLC0415 (see above)

            return explain.run(arguments[1:])
        case ["call"]:
            from softphone.cli import call  # noqa: PLC0415

            return call.run(arguments[1:])
        case ["contacts"]:
            from softphone.cli import contacts  # noqa: PLC0415

            return contacts.run(arguments[1:])
        case ["profile"]:
            from softphone.cli import profile  # noqa: PLC0415

            return profile.run(arguments[1:])
        case ["purge"]:
            from softphone.cli import purge  # noqa: PLC0415

            return purge.run(arguments[1:])
        case ["--engine-process"]:  # how a frozen program starts its engine
            from softphone.engine import host  # noqa: PLC0415

            host.main()
            return 0
        case ["--demo-exchange"]:  # and the exchange of its demo
            from softphone.demo.__main__ import main as exchange  # noqa: PLC0415

            return exchange(arguments[1:])
        case _:
            from softphone import launch  # noqa: PLC0415

            return launch.run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
