"""`softphone contacts`: the address book from the command line, on the same file as the window's.

Exit status: 0 done, 1 not found, ambiguous, left out in part, or a file could not be used, 64 wrong use.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn, TextIO

from softphone.calls.people import Contact, ContactDraft
from softphone.cli.done import DONE, NOT_DONE, WRONG_USE, Done, RefusedError
from softphone.cli.people_file import FORMS, export_people, import_people
from softphone.cli.when import minute_text
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.text import safe_text
from softphone.sip.uri import TelUri, parse_uri, same_uri
from softphone.store.contact_book import SqliteContactBook
from softphone.store.errors import StoreError
from softphone.store.opening import OpenReport
from softphone.store.profile import Profile
from softphone.store.store import open_store
from softphone.store.unkept import open_for_this_run

_WAIT_S = 60.0


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with exit status 64 (EX_USAGE), not argparse's 2."""

    def error(self, message: str) -> NoReturn:
        raise RefusedError(f"{self.format_usage()}{self.prog}: {message}", WRONG_USE)


def run(argv: Sequence[str], *, profile: Path | None = None) -> int:
    """Carry out `argv` (what follows "contacts"). `profile` is the folder named before it, if any."""
    try:
        options = _parser().parse_args(argv)
        folder = getattr(options, "profile", None) or profile
        return _carry_out(options, Profile.at(folder) if folder else Profile.default())
    except RefusedError as refusal:
        _say(str(refusal), sys.stderr)
        return refusal.status
    except StoreError as error:
        _say(f"The address book could not be used. {error.reason}", sys.stderr)
        return NOT_DONE
    except BrokenPipeError:
        # The reader has seen enough (`| head`). Python would complain at exit when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except SystemExit as ending:  # --help
        return ending.code if isinstance(ending.code, int) else NOT_DONE


def _parser() -> argparse.ArgumentParser:
    # Accepted before and after the command; without a default the later one does not undo the earlier.
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument("--json", action="store_true", help="one JSON object a line")
    common.add_argument("--profile", type=_folder, metavar="DIR", help="keep all data under DIR")
    parser = _Parser(
        prog="softphone contacts", description="Look into and change the address book.", parents=[common]
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    commands.add_parser("list", parents=[common], help="every contact, favourites first").set_defaults(
        work=_list
    )
    add = commands.add_parser(
        "add", parents=[common], help="a new contact, or new addresses of one that is there"
    )
    add.add_argument("name", metavar="NAME", type=_name)
    add.add_argument("addresses", metavar="URI", nargs="+", type=_address)
    add.set_defaults(work=_add)
    for command, work, text in (
        ("show", _show, "one contact with its addresses, former ones included"),
        ("remove", _remove, "take a contact out"),
    ):
        one = commands.add_parser(command, parents=[common], help=text)
        one.add_argument("name", metavar="NAME", type=_name, help="the name, its beginning, or #NUMBER")
        one.set_defaults(work=work)
    export = commands.add_parser(
        "export", parents=[common], help="everybody with former addresses as a file, by its suffix"
    )
    export.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default="-",
        help="where to: .vcf, .csv, or .json, which has remembered moves too; - is standard output",
    )
    export.add_argument(
        "--as", dest="form", choices=FORMS, help="in this form, whatever the suffix; vcf3 is vCard 3"
    )
    export.set_defaults(work=export_people)
    take = commands.add_parser(
        "import", parents=[common], help="take over vCards, a table, or what was exported"
    )
    take.add_argument("file", metavar="FILE", help="where from; - is standard input")
    take.set_defaults(work=import_people)
    return parser


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a contact needs a name")
    return text.strip()


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("a folder needs a name")
    return Path(text)


def _address(text: str) -> str:
    """What was typed as a URI: sip:, sips:, tel:, user@host, or an international number (as tel:)."""
    try:
        uri = parse_uri(text)
        if isinstance(uri, TelUri):
            return str(uri)
    except SipParseError:
        pass  # no URI yet: it may become one
    try:
        return parse_dialled(text)
    except SipParseError as error:
        if text.strip().startswith("+"):
            digits = "".join(char for char in text if char in "+0123456789")
            if len(digits) > 2 and not any(char.isalpha() for char in text):
                return f"tel:{digits}"
        raise argparse.ArgumentTypeError(
            f"{safe_text(text)!r} is no address, character {error.offset + 1}: {error.reason}"
        ) from None


def _carry_out(options: argparse.Namespace, profile: Profile) -> int:
    work: Callable[[SqliteContactBook, argparse.Namespace], Done] = options.work
    with ExitStack() as closing:
        try:
            store = open_store(profile)
        except StoreError as error:
            if work not in {_list, _show, export_people}:
                raise
            try:  # reading needs no room on the disk
                store = open_for_this_run(profile, closing, may_be_empty=False)
            except StoreError:
                raise error from None
        closing.callback(store.close)
        _tell_damage(store.report)
        done = work(store.contact_book, options)
    text = "\n".join(map(json.dumps, done.objects)) if getattr(options, "json", False) else done.text
    if text:
        _say(text, sys.stdout)
    return done.status


def _tell_damage(report: OpenReport) -> None:
    if report.sound:
        return
    lines = [f"The address book was damaged ({report.reason})."]
    if report.set_aside is not None:
        lines.append(f"The damaged file is kept as {report.set_aside}.")
    if report.backup_from is not None:
        lines.append(f"The backup of {minute_text(report.backup_from)} took its place.")
    if report.salvaged:
        lines.append(f"{report.salvaged} contacts were read from the damaged file.")
    _say(" ".join(lines), sys.stderr)


def _list(book: SqliteContactBook, _options: argparse.Namespace) -> Done:
    contacts = book.contacts()
    return _about("\n".join(_line(contact) for contact in contacts), *contacts)


def _show(book: SqliteContactBook, options: argparse.Namespace) -> Done:
    contact = _find(book, options.name)
    lines = [safe_text(contact.name)]
    if contact.organisation:
        lines.append(f"  organisation: {safe_text(contact.organisation)}")
    if contact.notes:
        lines.append(f"  notes: {safe_text(contact.notes, 1000)}")
    if contact.favourite:
        lines.append("  favourite")
    for address in contact.addresses:
        label = f"  ({safe_text(address.label)})" if address.label else ""
        lines.append(f"  {safe_text(address.uri, 4096)}{label}")
    lines += [
        f"  formerly {safe_text(former.uri, 4096)}, moved to {safe_text(former.moved_to, 4096)}"
        f" ({former.status}, {minute_text(former.moved_at)})"
        for former in contact.former
    ]
    return _about("\n".join(lines), contact)


def _add(book: SqliteContactBook, options: argparse.Namespace) -> Done:
    same_name = [contact for contact in book.contacts() if contact.name.casefold() == options.name.casefold()]
    if len(same_name) > 1:
        raise RefusedError(_which(options.name, same_name), NOT_DONE)
    wanted = tuple((uri, "") for uri in options.addresses)
    if not same_name:
        contact = book.save(ContactDraft(None, options.name, wanted)).result(_WAIT_S)
        return _about(f"Added {_line(contact)}", contact)
    (known,) = same_name
    has = [address.uri for address in known.addresses]
    new = tuple((uri, label) for uri, label in wanted if not any(same_uri(uri, each) for each in has))
    if not new:
        raise RefusedError(f"{safe_text(known.name)} is there already with these addresses.", NOT_DONE)
    kept = tuple((address.uri, address.label) for address in known.addresses)
    contact = book.save(
        ContactDraft(known.id, known.name, kept + new, known.organisation, known.notes, known.favourite)
    ).result(_WAIT_S)
    return _about(f"Added to {_line(contact)}", contact)


def _remove(book: SqliteContactBook, options: argparse.Namespace) -> Done:
    contact = book.delete(_find(book, options.name).id).result(_WAIT_S)
    return _about(f"Removed {_line(contact)}", contact)


def _about(text: str, *contacts: Contact) -> Done:
    return Done(text, [_as_json(contact) for contact in contacts])


def _find(book: SqliteContactBook, name: str) -> Contact:
    """By the exact name, then by #number, then by the only name that begins so; case never matters."""
    folded = name.casefold()
    contacts = book.contacts()
    found = [contact for contact in contacts if contact.name.strip().casefold() == folded]
    if not found and name.startswith("#"):
        found = [contact for contact in contacts if f"#{contact.id}" == name]
    if not found:
        found = [contact for contact in contacts if contact.name.strip().casefold().startswith(folded)]
    if not found:
        raise RefusedError(f"Nobody in the address book is called {safe_text(name)}.", NOT_DONE)
    if len(found) > 1:
        raise RefusedError(_which(name, found), NOT_DONE)
    return found[0]


def _which(name: str, found: Sequence[Contact]) -> str:
    lines = [f"Several contacts fit {safe_text(name)}; name one in full or by its number:"]
    return "\n".join([*lines, *(f"  #{contact.id} {_line(contact)}" for contact in found)])


def _line(contact: Contact) -> str:
    addresses = ", ".join(safe_text(address.uri, 4096) for address in contact.addresses)
    return f"{safe_text(contact.name)}  {addresses}".rstrip()


def _as_json(contact: Contact) -> dict[str, object]:
    return {
        "id": contact.id,
        "name": contact.name,
        "organisation": contact.organisation,
        "notes": contact.notes,
        "favourite": contact.favourite,
        "addresses": [{"uri": address.uri, "label": address.label} for address in contact.addresses],
        "former": [
            {
                "uri": former.uri,
                "moved_to": former.moved_to,
                "status": former.status,
                "moved_at": former.moved_at.isoformat(),
            }
            for former in contact.former
        ],
    }


def _say(text: str, stream: TextIO) -> None:
    """Letters that the terminal's encoding lacks are escaped, so that no name ends in a traceback."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    stream.flush()
