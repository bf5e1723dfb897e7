"""Prints the manual page softphone(1), made of what the commands say of themselves: ``python manual.py``.

The options are the argument parsers' own, so that --help and the page never tell different things.
"""

import argparse
import os
import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from softphone import __version__, launch
from softphone.cli import call, contacts, explain, profile, purge

_COMMANDS: tuple[Callable[[], argparse.ArgumentParser], ...] = (
    call._parser,
    contacts._parser,
    profile._parser,
    explain._parser,
    purge._parser,
)
_BEFORE = """\
.SH NAME
softphone \\- SIP softphone that tells what a redirect means and lets you decide
.SH SYNOPSIS
.B softphone
.RI [ OPTION \\&...] " " [\\-\\-] " " [ URI ]
.br
.B softphone
.RB { call | contacts | profile | explain | purge }
.RI [ ARGUMENT \\&...]
.SH DESCRIPTION
Without a command
.B softphone
opens the window of the telephone, or brings the one that is open to the front.
.I URI
is an address or a link
.RI ( sip: ", " sips: ", " tel: " or " callto: ).
The window shows it and calls it when you say so.
.PP
When the other side answers that it has moved (301) or can be reached in another way (300, 302, 305, 380), the phone
says what happened, shows the route, and lets you decide.
The commands do the same in a terminal, with the same contacts.
"""
_AFTER = """\
.SH FILES
.TP
.I ~/.local/share/softphone
Contacts, messages and the call log (\\fIsoftphone.db\\fP), their backups, recordings.
.TP
.I ~/.config/softphone/settings.toml
Settings and accounts. Passwords are in the keyring of the desktop and nowhere else.
.SH ENVIRONMENT
.B XDG_DATA_HOME
and
.B XDG_CONFIG_HOME
move these folders.
.SH EXAMPLES
.nf
softphone sip:anna@office.example
softphone call \\-\\-on\\-redirect save \\-\\-json sip:anna@office.example
softphone contacts show Anna
softphone \\-\\-demo
.fi
"""


def page(when: datetime) -> str:
    """The whole page in the man macros. Source: man(7)."""
    lines = [f'.TH SOFTPHONE 1 "{when:%Y-%m-%d}" "softphone {__version__}" "User Commands"', _BEFORE.rstrip()]
    lines += [".SH OPTIONS", *_options(launch._parser())]
    lines.append(".SH COMMANDS")
    for parser_of in _COMMANDS:
        lines += _command(parser_of())
    return "\n".join([*lines, _AFTER.rstrip(), ""])


def _command(parser: argparse.ArgumentParser) -> Iterator[str]:
    yield f".SS {_text(parser.prog)}"
    yield _text(parser.description or "")
    subcommands = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    yield from _options(parser)
    for action in subcommands:
        words = {choice.dest: choice.help or "" for choice in action._choices_actions}
        for name, subparser in action.choices.items():
            yield from (
                ".TP",
                f".B {_text(f'{parser.prog} {name}')}{_places(subparser)}",
                _text(words.get(name, "")),
            )
            own = list(_options(subparser, but=_names(parser)))
            if own:
                yield from (".RS", *own, ".RE")


def _places(parser: argparse.ArgumentParser) -> str:
    names = [action.metavar or action.dest for action in parser._actions if _is_place(action)]
    return "".join(f" \\fI{_text(str(name))}\\fP" for name in names)


def _is_place(action: argparse.Action) -> bool:
    return not action.option_strings and not isinstance(action, argparse._SubParsersAction)


def _names(parser: argparse.ArgumentParser) -> frozenset[str]:
    return frozenset(name for action in parser._actions for name in action.option_strings)


def _options(parser: argparse.ArgumentParser, *, but: frozenset[str] = frozenset()) -> Iterator[str]:
    """`but` was told above already."""
    for action in parser._actions:
        if but.intersection(action.option_strings):
            continue
        if action.help in {argparse.SUPPRESS, None} and not action.choices:
            continue
        if isinstance(action, argparse._SubParsersAction) or "--help" in action.option_strings:
            continue
        words = (action.help or "one of: " + ", ".join(map(str, action.choices or ()))) % vars(action)
        yield from (".TP", _heading(action), _text(words))


def _heading(action: argparse.Action) -> str:
    value = (
        ""
        if action.nargs == 0
        else str(action.metavar or "|".join(map(str, action.choices or [action.dest])))
    )
    shown = f"\\fI{_text(value)}\\fP" if value else ""
    if not action.option_strings:
        return shown
    names = ", ".join(f"\\fB{_text(name)}\\fP" for name in action.option_strings)
    return f"{names} {shown}".rstrip()


def _text(words: str) -> str:
    """`words` as roff shows them: no escapes, no control lines, hyphens that can be copied."""
    escaped = re.sub(r"\s+", " ", words).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    seconds = int(os.environ.get("SOURCE_DATE_EPOCH") or datetime.now(UTC).timestamp())
    sys.stdout.write(page(datetime.fromtimestamp(seconds, UTC)))
