"""`softphone purge`: take away what the phone has kept of a person, before the program itself is taken out.

Exit status: 0 done, 1 nothing was deleted, or not all of it, 64 wrong use.
"""

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from softphone.calls.password_keys import all_keys
from softphone.desktop.autostart import AutostartFile
from softphone.desktop.instance import FirstInstance, Handed, InstanceNotAnsweringError, claim
from softphone.store.passwords import KeyringPasswords
from softphone.store.profile import Profile
from softphone.store.settings_file import TomlSettingsFile

DONE = 0
NOT_DONE = 1
WRONG_USE = 64
_YES = "yes"


class _WrongUseError(Exception):
    """The arguments make no sense."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _WrongUseError(f"{self.format_usage()}{self.prog}: {message}")


def run(argv: Sequence[str]) -> int:
    """Ask, and delete only when the answer is the whole word."""
    try:
        options = _parser().parse_args(argv)
    except _WrongUseError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except SystemExit:  # --help
        return DONE
    profile = Profile.default()
    places = _places(profile)
    if not places:
        print("Nothing is kept here.")
        return DONE
    first = _alone(profile)
    if first is None:
        print("The phone is running. Quit it first. Nothing was deleted.", file=sys.stderr)
        return NOT_DONE
    try:
        places = _places(profile)  # its lock may have made a folder
        if not (options.yes or _is_wanted(places)):
            print("Nothing was deleted.")
            return NOT_DONE
        return _delete(profile, places)
    finally:
        first.close()


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="softphone purge",
        description="Delete contacts, history, messages, settings and passwords. It asks first. "
        "A folder of your own choice (--profile) is yours to delete.",
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    return parser


def _places(profile: Profile) -> list[Path]:
    return [each for each in dict.fromkeys((profile.data, profile.settings.parent)) if each.exists()]


def _alone(profile: Profile) -> FirstInstance | None:
    """Keeps any phone from starting until it is closed. None while one runs."""
    try:
        return claim(profile.data, Handed(hidden=True))
    except InstanceNotAnsweringError:
        return None


def _is_wanted(places: Sequence[Path]) -> bool:
    if not sys.stdin.isatty():
        print("Nobody can be asked here; --yes deletes without asking.", file=sys.stderr)
        return False
    print("This deletes your contacts, call history, messages, settings and passwords in")
    for place in places:
        print(f"  {place}")
    try:
        return input(f"It cannot be undone. Type {_YES!r} to delete: ").strip().lower() == _YES
    except (EOFError, KeyboardInterrupt):
        print()
        return False


def _delete(profile: Profile, places: Sequence[Path]) -> int:
    settings = TomlSettingsFile(profile.settings).load()
    passwords = KeyringPasswords(profile.keyring_service)
    for key in all_keys(settings):
        passwords.delete(key)
    passwords.close()
    problems = [AutostartFile().set(False)]
    for place in places:
        try:
            shutil.rmtree(place)
        except OSError as error:
            problems.append(f"{error.filename or place}: {error.strerror or error}")
    for problem in filter(None, problems):
        print(f"Not deleted: {problem}", file=sys.stderr)
    print("Deleted, but not all of it." if any(problems) else "Deleted.")
    return NOT_DONE if any(problems) else DONE
