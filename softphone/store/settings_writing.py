"""Settings into a TOML document, changed in place, so that comments, order and keys of other versions stay.

Apart from the reading (`settings_toml`), because the phone starts without tomlkit and loads it with the first change.
"""

from collections.abc import MutableMapping, Sequence
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from softphone.calls.accounts import Account
from softphone.calls.settings import AddressBook, Settings
from softphone.store.settings_toml import (
    AUDIO_KEYS,
    DESKTOP_KEYS,
    SETTINGS_KEYS,
    Table,
    accounts_from,
    address_books_from,
)

HEADER = "Settings of the softphone. The passwords of accounts are in the system's keyring."


class NotTomlError(Exception):
    """The text is no TOML document. Says why."""


class NotWritableError(Exception):
    """The settings cannot be put into the document. Says why."""


def put_into(text: str | None, settings: Settings) -> str:
    """`text` with `settings` in it; None is a file that is not there yet. Raises NotTomlError, NotWritableError."""
    try:
        document = _new_document() if text is None else tomlkit.parse(text)
    except (TOMLKitError, ValueError, RecursionError) as error:
        raise NotTomlError(str(error) or type(error).__name__) from error
    try:
        _put_settings(document, settings)
        written = tomlkit.dumps(document)
        written.encode()
    except (TOMLKitError, UnicodeError) as error:
        raise NotWritableError(str(error)) from error
    return written


def _new_document() -> TOMLDocument:
    document = tomlkit.document()
    document.add(tomlkit.comment(HEADER))
    return document


def _put_settings(document: TOMLDocument, settings: Settings) -> None:
    """Make `document` give `settings`. An account table that could not be read is left alone."""
    _put(document, {key: getattr(settings, key) for key in SETTINGS_KEYS})
    _put(_table_of(document, "audio"), {key: getattr(settings.audio, key) for key in AUDIO_KEYS})
    _put(_table_of(document, "desktop"), {key: getattr(settings.desktop, key) for key in DESKTOP_KEYS})
    _put_listed(document, "accounts", settings.accounts, {each.id for each in accounts_from(document, [])})
    books = {each.id for each in address_books_from(document, [])}
    _put_listed(document, "address_books", settings.address_books, books)


def _table_of(document: TOMLDocument, key: str) -> Table:
    table = document.get(key)
    if not isinstance(table, MutableMapping):
        document.pop(key, None)
        table = tomlkit.table()
        document.append(key, table)
    return table


def _put(table: Table, values: dict[str, Any]) -> None:
    for key, value in values.items():
        if is_dataclass(value):
            part = table.get(key)
            if not isinstance(part, MutableMapping):
                table[key] = tomlkit.table()
                part = table[key]
            _put(part, {field.name: getattr(value, field.name) for field in fields(value)})
            continue
        plain = _plain(value)
        if key not in table or table[key] != plain or isinstance(table[key], bool) != isinstance(plain, bool):
            table[key] = plain


def _plain(value: object) -> object:
    """As TOML has it: no null, no tuples."""
    if value is None:
        return -1
    if isinstance(value, tuple):
        return list(value)
    return value.value if isinstance(value, StrEnum) else value


def _put_listed(
    document: TOMLDocument, key: str, wanted: Sequence[Account | AddressBook], read: set[str]
) -> None:
    """Tables with an id each; `read` are the ids of those that could be read, the others are left alone."""
    tables = document.get(key)
    if not isinstance(tables, AoT):
        document.pop(key, None)
        if not wanted:
            return
        tables = tomlkit.aot()
        document.append(key, tables)
    kept = {each.id for each in wanted}
    for index in reversed(range(len(tables))):
        number = tables[index].get("id")
        if isinstance(number, str) and number.strip() in read - kept:
            del tables[index]
    for each in wanted:
        values = {field.name: getattr(each, field.name) for field in fields(each)}
        known = next((table for table in tables if table.get("id") == each.id), None)
        if known is None:
            known = tomlkit.table()
            _put(known, values)
            tables.append(known)
        else:
            _put(known, values)
