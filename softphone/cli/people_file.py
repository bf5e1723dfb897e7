"""`softphone contacts export` and `import`: vCard files, tables and this phone's own, by their suffix or content.

"-" is standard output or input.
"""

import argparse
import sys
import tempfile
import threading
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Final

from softphone.calls.people import ImportReport, RejectedEntry
from softphone.calls.people_files import FileKind, Look, PeopleFileError
from softphone.cli.done import DONE, NOT_DONE, Done, RefusedError
from softphone.exchange.files import Files, write_people
from softphone.sip.text import safe_text
from softphone.store.contact_book import SqliteContactBook
from softphone.store.errors import StoreError

FORMS: Final = ("vcf", "vcf3", "csv", "json")
_MOST_FROM_INPUT: Final = 1024 * 1024 * 1024
_PIECE: Final = 1024 * 1024


def export_people(book: SqliteContactBook, options: argparse.Namespace) -> Done:
    place: str = options.file
    form: str = options.form or (Path(place).suffix.lstrip(".").lower() if place != "-" else "json")
    if form not in FORMS:
        form = "json"
    suffix, version = f".{form.removesuffix('3')}", "3.0" if form == "vcf3" else "4.0"
    try:
        if place == "-":
            count = _to_output(book, suffix, version)
        elif form == "json":
            count = book.count()
            Files().write_whole(Path(place), book.export_people())
        else:
            count = Files().write(Path(place), book.cards(), suffix=suffix, version=version)
    except OSError as error:
        raise RefusedError(f"{place} could not be written: {error.strerror}", NOT_DONE) from None
    if place == "-":
        return Done("")
    return Done(f"Everybody is in {place}.", ({"event": "exported", "file": place, "people": count},))


def _to_output(book: SqliteContactBook, suffix: str, version: str) -> int:
    if suffix == ".json":
        sys.stdout.buffer.write(book.export_people())
    else:
        write_people(sys.stdout.buffer, suffix, book.cards(), version=version)
    sys.stdout.flush()
    return 0


def import_people(book: SqliteContactBook, options: argparse.Namespace) -> Done:
    with ExitStack() as closing:
        try:
            path = _from_input(closing) if options.file == "-" else Path(options.file)
            look = Files().look(path)
            report = _take(book, path, look)
        except OSError as error:
            raise RefusedError(f"{options.file} could not be read: {error.strerror}", NOT_DONE) from None
        except PeopleFileError as error:
            raise RefusedError(f"Nothing was imported: {error}.", NOT_DONE) from None
        except StoreError as error:
            raise RefusedError(f"Nothing was imported: {error.reason}.", NOT_DONE) from None
    if not report.added + report.completed + report.unchanged + report.moves and report.rejected:
        raise RefusedError("\n".join(["Nothing was imported.", *map(_left_out, report.rejected)]), NOT_DONE)
    counts = (
        f"{report.added} contacts added, {report.completed} completed, {report.unchanged} known already,"
        f" {report.moves} remembered moves."
    )
    said = {key: value for key, value in asdict(report).items() if key != "id"}
    status = NOT_DONE if report.rejected else DONE
    return Done("\n".join([counts, *map(_left_out, report.rejected)]), (said,), status)


def _left_out(entry: RejectedEntry) -> str:
    return f"Left out: {safe_text(entry.entry)}: {safe_text(entry.why)}"


def _take(book: SqliteContactBook, path: Path, look: Look) -> ImportReport:
    if look.kind is FileKind.OURS:
        return book.import_people(path.read_bytes()).result()
    cancelled = threading.Event()
    return _waited(book.import_cards(Files().read(path, look), lambda _: not cancelled.is_set()), cancelled)


def _waited(future: Future[ImportReport], cancelled: threading.Event) -> ImportReport:
    """Ctrl-C takes all of it back."""
    try:
        return future.result()
    except KeyboardInterrupt:
        cancelled.set()
        if future.exception() is None:  # waits; it may have been done already
            return future.result()
        raise RefusedError("Cancelled: nothing was imported.", NOT_DONE) from None


def _from_input(closing: ExitStack) -> Path:
    """Standard input in a file: it is read twice."""
    file = closing.enter_context(tempfile.NamedTemporaryFile(prefix="softphone-import-"))  # noqa: SIM115 (it is one)
    taken = 0
    while piece := sys.stdin.buffer.read(_PIECE):
        taken += len(piece)
        if taken > _MOST_FROM_INPUT:
            raise PeopleFileError("it has no end")
        file.write(piece)
    file.flush()
    return Path(file.name)
