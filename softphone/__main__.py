"""`softphone`: the window, or one of the commands."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
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
        case ["--engine-process"]:  # how a frozen program starts its engine
            from softphone.engine import host  # noqa: PLC0415

            host.main()
            return 0
        case _:
            from softphone import launch  # noqa: PLC0415

            return launch.run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
