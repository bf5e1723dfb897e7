"""Settings from a TOML document. Each value is checked by itself: a bad one gives way to its default."""

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from softphone.calls.accounts import (
    Account,
    AnswerRule,
    DiallingRule,
    DtmfMode,
    MediaEncryption,
    Reachability,
    Transport,
    TurnTransport,
)
from softphone.calls.settings import (
    AddressBook,
    AddressBookKind,
    AudioSettings,
    DesktopSettings,
    Language,
    Presence,
    RecordingFormat,
    Settings,
    WhoRings,
)

MAX_TEXT = 1_000
MAX_ACCOUNTS = 50
MAX_ENTRIES = 1_000

Table = MutableMapping[str, Any]
Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class SettingsProblem:
    """A value that was not taken. `key` is a path like "accounts[0].transport", `reason` an English sentence."""

    key: str
    reason: str


class _BadValueError(ValueError):
    """What is wrong with one value, as a sentence."""


Check = Callable[[object], Any]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _BadValueError("must be text")
    plain = str(value)  # not tomlkit's subclass of str
    if len(plain) > MAX_TEXT:
        raise _BadValueError("is too long")
    if not plain.isprintable():
        raise _BadValueError("holds characters that cannot be printed")
    return plain


def _some_text(value: object) -> str:
    if not (plain := _text(value).strip()):
        raise _BadValueError("must not be empty")
    return plain


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise _BadValueError("must be true or false")
    return value


def _number(low: int, high: int) -> Check:
    def check(value: object) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise _BadValueError(f"must be a whole number from {low} to {high}")
        return int(value)

    return check


def _factor(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= 4:
        raise _BadValueError("must be a number from 0 to 4")
    return float(value)


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _BadValueError("must be a list")
    if len(value) > MAX_ENTRIES:
        raise _BadValueError("is too long")
    return tuple(_some_text(entry) for entry in value)


def _number_or_never(low: int, high: int) -> Check:
    """-1 is never: TOML has no null."""
    number = _number(-1, high)

    def check(value: object) -> int | None:
        plain = number(value)
        if -1 < plain < low:
            raise _BadValueError(f"must be -1 or a whole number from {low} to {high}")
        return None if plain == -1 else int(plain)

    return check


def _one_of(choices: type[Choice]) -> Check:
    def check(value: object) -> Choice:
        try:
            return choices(_text(value))
        except ValueError:
            raise _BadValueError("must be one of " + ", ".join(choices)) from None

    return check


SETTINGS_KEYS: dict[str, Check] = {
    "language": _one_of(Language),
    "default_account": _text,
    "max_hops": _number(1, 20),
    "local_port": _number(0, 65_535),
    "play_ringtone": _truth,
    "call_waiting": _truth,
    "do_not_disturb": _truth,
    "who_rings": _one_of(WhoRings),
    "blocked": _texts,
    "recordings": _text,
    "recording_format": _one_of(RecordingFormat),
    "presence": _one_of(Presence),
    "history_days": _number(0, 36_500),
    "backups_kept": _number(1, 100),
}
DESKTOP_KEYS: dict[str, Check] = {
    "notifications": _truth,
    "tray": _truth,
    "close_to_tray": _truth,
    "pause_players": _truth,
    "shortcut": _truth,
    "reduce_motion": _truth,
}
_ADDRESS_BOOK: dict[str, Check] = {
    "id": _some_text,
    "kind": _one_of(AddressBookKind),
    "name": _text,
    "url": _some_text,
    "user": _text,
    "enabled": _truth,
    "every_min": _number(0, 10_080),
    "takes_new": _truth,
}
AUDIO_KEYS: dict[str, Check] = {
    "microphone": _text,
    "loudspeaker": _text,
    "ring_device": _text,
    "microphone_level": _factor,
    "loudspeaker_level": _factor,
    "echo_cancellation": _truth,
    "noise_suppression": _truth,
    "automatic_gain": _truth,
}
_REACHABILITY: dict[str, Check] = {
    "ice": _truth,
    "stun_server": _text,
    "turn_server": _text,
    "turn_user": _text,
    "turn_transport": _one_of(TurnTransport),
    "keep_alive_s": _number(0, 600),
}
_DIALLING: dict[str, Check] = {
    "country": _text,
    "trunk_prefix": _text,
    "international_prefix": _text,
    "outside_prefix": _text,
    "send_plus": _truth,
    "prefixes": _texts,
    "domains": _texts,
}
_ANSWERING: dict[str, Check] = {
    "auto_answer_s": _number_or_never(0, 60),
    "obey_answer_after": _truth,
    "do_not_disturb": _truth,
}
_ACCOUNT: dict[str, Check] = {
    "id": _some_text,
    "uri": _some_text,
    "display_name": _text,
    "registrar": _text,
    "auth_user": _text,
    "proxy": _text,
    "transport": _one_of(Transport),
    "enabled": _truth,
    "verify_tls": _truth,
    "strict_proxy": _truth,
    "media_encryption": _one_of(MediaEncryption),
    "ca_file": _text,
    "pinned_certificate": _text,
    "codecs": _texts,
    "dtmf": _one_of(DtmfMode),
    "reliable_provisional": _truth,
    "session_timers": _truth,
    "ringtone": _text,
    "voicemail": _text,
    "watch_voicemail": _truth,
    "publish_presence": _truth,
}


def settings_from(document: Table) -> tuple[Settings, tuple[SettingsProblem, ...]]:
    """The settings that the document gives, and what in it was not taken."""
    problems: list[SettingsProblem] = []
    values = _take(document, SETTINGS_KEYS, "", problems)
    audio = AudioSettings(**_take(_table(document, "audio", problems), AUDIO_KEYS, "audio.", problems))
    desktop = DesktopSettings(
        **_take(_table(document, "desktop", problems), DESKTOP_KEYS, "desktop.", problems)
    )
    accounts = tuple(accounts_from(document, problems))
    books = tuple(address_books_from(document, problems))
    default = values.get("default_account", "")
    if default and default not in {account.id for account in accounts}:
        problems.append(SettingsProblem("default_account", "names no account"))
        del values["default_account"]
    settings = Settings(accounts=accounts, audio=audio, desktop=desktop, address_books=books, **values)
    return settings, tuple(problems)


def _take(
    table: Table, checks: dict[str, Check], path: str, problems: list[SettingsProblem]
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key, check in checks.items():
        if key in table:
            try:
                values[key] = check(table[key])
            except _BadValueError as error:
                problems.append(SettingsProblem(path + key, str(error)))
    return values


def _table(document: Table, key: str, problems: list[SettingsProblem], path: str = "") -> Table:
    table = document.get(key, {})
    if isinstance(table, MutableMapping):
        return table
    problems.append(SettingsProblem(path + key, "must be a table"))
    return {}


def _parts_of_account(table: Table, path: str, problems: list[SettingsProblem]) -> dict[str, Any]:
    def part(key: str, checks: dict[str, Check]) -> dict[str, Any]:
        return _take(_table(table, key, problems, path), checks, f"{path}{key}.", problems)

    return {
        "reachability": Reachability(**part("reachability", _REACHABILITY)),
        "dialling": DiallingRule(**part("dialling", _DIALLING)),
        "answering": AnswerRule(**part("answering", _ANSWERING)),
    }


def accounts_from(document: Table, problems: list[SettingsProblem]) -> list[Account]:
    """The accounts that can be read; adds to `problems` what cannot."""
    found = _listed(document, "accounts", _ACCOUNT, problems, needed=("id", "uri"))
    return [Account(**values, **_parts_of_account(table, path, problems)) for path, table, values in found]


def address_books_from(document: Table, problems: list[SettingsProblem]) -> list[AddressBook]:
    """The address books on servers that can be read; adds to `problems` what cannot."""
    found = _listed(document, "address_books", _ADDRESS_BOOK, problems, needed=("id", "kind", "url"))
    return [AddressBook(**{"name": "", **values}) for _, _, values in found]


def _listed(
    document: Table,
    key: str,
    checks: dict[str, Check],
    problems: list[SettingsProblem],
    *,
    needed: tuple[str, ...],
) -> list[tuple[str, Table, dict[str, Any]]]:
    """(path, table, values) of each sound table of a list of tables with ids of their own."""
    tables = document.get(key, [])
    if not isinstance(tables, list):
        problems.append(SettingsProblem(key, f"must be a list of [[{key}]] tables"))
        return []
    found: dict[str, tuple[str, Table, dict[str, Any]]] = {}
    for index, table in enumerate(tables):
        path = f"{key}[{index}]"
        if not isinstance(table, MutableMapping):
            problems.append(SettingsProblem(path, "must be a table"))
            continue
        values = _take(table, checks, path + ".", problems)
        missing = [name for name in needed if name not in values]
        if missing:
            problems.append(SettingsProblem(path, f"is left out: it needs {' and '.join(needed)}"))
        elif values["id"] in found:
            problems.append(SettingsProblem(path, "is left out: another one has the same id"))
        elif len(found) == MAX_ACCOUNTS:
            problems.append(SettingsProblem(path, f"is left out: there can be {MAX_ACCOUNTS}"))
        else:
            found[values["id"]] = (path + ".", table, values)
    return list(found.values())
