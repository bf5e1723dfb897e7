"""`softphone profile`: backups, and everything of one person as one file for another computer.

Exit status: 0 done, 1 a file could not be used, or the phone is running, 64 wrong use.
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn, TypeVar

from softphone.calls.keeping import Backup, Everything, SafeKeeping
from softphone.cli.when import minute_text
from softphone.desktop.instance import FirstInstance, Handed, InstanceNotAnsweringError, claim
from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.store import open_store

DONE = 0
NOT_DONE = 1
WRONG_USE = 64

_WAIT_S = 600.0

Result = TypeVar("Result")


class _RefusedError(Exception):
    """Ends the command with a message and an exit status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _RefusedError(f"{self.format_usage()}{self.prog}: {message}", WRONG_USE)


def run(argv: Sequence[str]) -> int:
    """Carry out `argv`, what follows "profile"."""
    try:
        options = _parser().parse_args(argv)
        folder = getattr(options, "profile", None)
        return _carry_out(options, Profile.at(folder) if folder else Profile.default())
    except _RefusedError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.status
    except StoreError as error:
        print(f"That did not work: {error.reason}. Nothing was changed.", file=sys.stderr)
        return NOT_DONE
    except SystemExit as ending:  # --help
        return ending.code if isinstance(ending.code, int) else NOT_DONE


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", help="one JSON object a line")
    common.add_argument("--profile", type=Path, metavar="DIR", help="all data is under DIR")
    parser = _Parser(
        prog="softphone profile",
        description="Backups, and everything as one file. Passwords and recordings are never in it.",
        parents=[common],
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def command(name: str, work: Callable[[SafeKeeping, argparse.Namespace], None], text: str) -> _Parser:
        made: _Parser = commands.add_parser(name, parents=[common], help=text)
        made.set_defaults(work=work)
        return made

    command("backups", _backups, "the copies there are, the newest first")
    command("backup", _backup, "make a copy now")
    one = command("restore", _restore, "bring a copy back; what is there now becomes one")
    one.add_argument("number", metavar="NUMBER", type=int, help="as `softphone profile backups` counts")
    one = command("export", _export, "contacts, history, rules and settings as one file")
    one.add_argument("file", metavar="FILE", type=Path)
    one = command("look", _look, "what such a file holds; nothing is taken over")
    one.add_argument("file", metavar="FILE", type=Path)
    one = command("import", _import, "put it in the place of what is here, which becomes a copy")
    one.add_argument("file", metavar="FILE", type=Path)
    return parser


def _carry_out(options: argparse.Namespace, profile: Profile) -> int:
    with ExitStack() as closing:
        if options.work in {_restore, _import}:
            closing.callback(_alone(profile).close)
        store = open_store(profile)
        closing.callback(store.close)
        store.keeping.kept = store.settings_file.load().backups_kept
        options.work(store.keeping, options)
    return DONE


def _alone(profile: Profile) -> FirstInstance:
    """Raises _RefusedError while the window is open: it would go on with the settings of before."""
    try:
        first = claim(profile.data, Handed(hidden=True))
    except InstanceNotAnsweringError:
        first = None
    if first is None:
        raise _RefusedError("The phone is running. Quit it first, or use its page of backups.", NOT_DONE)
    return first


def _done(future: Future[Result]) -> Result:
    return future.result(_WAIT_S)


def _backups(keeping: SafeKeeping, options: argparse.Namespace) -> None:
    found = _done(keeping.backups())
    for number, backup in enumerate(found, 1):
        _tell(options, {"number": number, **_backup_json(backup)}, f"{number}. {_backup_line(backup)}")
    if not found and not _wants_json(options):
        print("There is no copy yet.")


def _backup(keeping: SafeKeeping, options: argparse.Namespace) -> None:
    made = _done(keeping.back_up())
    _tell(options, _backup_json(made), f"Copied to {made.path}.")


def _restore(keeping: SafeKeeping, options: argparse.Namespace) -> None:
    found = _done(keeping.backups())
    if not 1 <= options.number <= len(found):
        raise _RefusedError("There is no copy of that number.", NOT_DONE)
    backup = found[options.number - 1]
    _done(keeping.restore(backup))
    _tell(options, _backup_json(backup), f"The copy of {minute_text(backup.made_at)} is back.")


def _export(keeping: SafeKeeping, options: argparse.Namespace) -> None:
    _tell_everything(options, _done(keeping.export_all(options.file.absolute())))


def _look(keeping: SafeKeeping, options: argparse.Namespace) -> None:
    _tell_everything(options, _done(keeping.look_into(options.file)))


def _import(keeping: SafeKeeping, options: argparse.Namespace) -> None:
    _tell_everything(options, _done(keeping.import_all(options.file)))


def _tell_everything(options: argparse.Namespace, found: Everything) -> None:
    accounts = len(found.settings.accounts)
    _tell(
        options,
        {
            "made_at": found.made_at.isoformat(),
            "program": found.program,
            "contacts": found.contacts,
            "lines": found.lines,
            "accounts": accounts,
            "left_out": list(found.left_out),
        },
        f"Written {minute_text(found.made_at)}: {found.contacts} contacts, {found.lines} lines of"
        f" history, {accounts} accounts. No passwords.",
    )


def _backup_json(backup: Backup) -> dict[str, object]:
    return {
        "path": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "size": backup.size,
        "contacts": backup.contacts,
        "lines": backup.lines,
        "before": backup.before,
    }


def _backup_line(backup: Backup) -> str:
    when = minute_text(backup.made_at)
    if not backup.readable:
        return f"{when}  it cannot be read"
    why = "  (before something took its place)" if backup.before else ""
    return f"{when}  {backup.contacts} contacts, {backup.lines} lines of history{why}"


def _wants_json(options: argparse.Namespace) -> bool:
    return bool(getattr(options, "json", False))


def _tell(options: argparse.Namespace, data: dict[str, object], text: str) -> None:
    print(json.dumps(data) if _wants_json(options) else text)
