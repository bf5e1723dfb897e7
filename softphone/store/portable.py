"""The address book as one JSON file, to be carried to another phone: people, where they were before, and moves.

A file may come from anywhere. What is read of it is bounded, and an entry (a contact, a move) is taken whole or left
out whole and named. `portable_rows` writes it.
"""

import base64
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from softphone.calls.cards import Card, FormerCardAddress
from softphone.calls.people import RejectedEntry, RememberedMove
from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.text import safe_text
from softphone.sip.uri import same_uri, uri_key
from softphone.store.columns import (
    MAX_ADDRESSES,
    MAX_NAME,
    MAX_NOTES,
    MAX_URI,
    bounded,
)
from softphone.store.errors import StoreError
from softphone.store.member_rows import MAX_GROUPS, MAX_PICTURE, SIGNATURES

FORMAT = "softphone contacts"
VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
MAX_ENTRIES = 200_000
MAX_FORMER = 100
_SHOWN = 80
_MOST_VARIANTS = 30
_CALLED = frozenset({Kind.SIP, Kind.TEL, Kind.VOICEMAIL})


class _UnsoundError(ValueError):
    """Why an entry is left out."""


@dataclass(slots=True)
class ReadFile:
    people: list[Card] = field(default_factory=list)
    moves: list[RememberedMove] = field(default_factory=list)
    rejected: list[RejectedEntry] = field(default_factory=list)
    _spellings: dict[str, set[str]] = field(default_factory=dict)

    def take_person(self, person: Card) -> None:
        self._refuse_variants([*(uri for uri, _ in person.addresses), *(each.uri for each in person.former)])
        self.people.append(person)

    def take_move(self, move: RememberedMove) -> None:
        self._refuse_variants([move.old_uri])
        self.moves.append(move)

    def _refuse_variants(self, uris: Sequence[str]) -> None:
        """Equality takes each pair of those that a look-up finds together; a thousand would slow every call down."""
        for uri in uris:
            known = self._spellings.setdefault(uri_key(uri), set())
            known.add(uri)
            if len(known) > _MOST_VARIANTS:
                raise _UnsoundError(f"{safe_text(uri, _SHOWN)}: too many variants of this address")


def people_file(cards: Iterable[Card], moves: Iterable[RememberedMove]) -> bytes:
    """UTF-8 JSON. Times are ISO 8601 with their zone."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "contacts": [_card_out(card) for card in cards],
        "moves": [
            {
                "old_uri": move.old_uri,
                "new_uri": move.new_uri,
                "status": move.status,
                "learned_at": move.learned_at.isoformat(),
                "expires_at": move.expires_at.isoformat() if move.expires_at else None,
            }
            for move in moves
        ],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _card_out(card: Card) -> dict[str, object]:
    entry: dict[str, object] = {
        "name": card.name,
        "organisation": card.organisation,
        "notes": card.notes,
        "favourite": card.favourite,
        "addresses": [{"uri": uri, "label": label} for uri, label in card.addresses],
        "former": [
            {
                "uri": each.uri,
                "moved_to": each.moved_to,
                "status": each.status,
                "moved_at": each.moved_at.isoformat(),
            }
            for each in card.former[:MAX_FORMER]  # the newest; a file with more is not read
        ],
    }
    if card.groups:
        entry["groups"] = list(card.groups)
    if card.picture:
        entry["picture"] = base64.b64encode(card.picture).decode()
    if card.uid:
        entry["uid"] = card.uid
    return entry


def read_file(content: bytes, now: datetime) -> ReadFile:
    """What the file holds. Raises StoreError when it is none of ours at all."""
    if len(content) > MAX_BYTES:
        raise StoreError("import_people", f"the file is larger than {MAX_BYTES // 2**20} MiB")
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise StoreError("import_people", "the file is no JSON text") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise StoreError("import_people", "the file was not exported by this phone")
    if document.get("version") != VERSION:
        raise StoreError("import_people", "the file was written by a newer version of this phone")
    found = ReadFile()
    _read_list(document, "contacts", found, lambda entry: found.take_person(_person(entry, now)))
    _read_list(document, "moves", found, lambda entry: found.take_move(_move(entry, now)))
    return found


def _read_list(document: dict[str, Any], key: str, found: ReadFile, take: Callable[[Any], None]) -> None:
    entries = document.get(key, [])
    if not isinstance(entries, list):
        found.rejected.append(RejectedEntry(key, "it is no list"))
        return
    for number, entry in enumerate(entries[:MAX_ENTRIES], start=1):
        try:
            take(entry)
        except _UnsoundError as unsound:
            found.rejected.append(RejectedEntry(_named(key, number, entry), safe_text(str(unsound))))
    if len(entries) > MAX_ENTRIES:
        found.rejected.append(RejectedEntry(f"{key} after the first {MAX_ENTRIES}", "they are too many"))


def _named(key: str, number: int, entry: Any) -> str:
    name = entry.get("name") or entry.get("old_uri") if isinstance(entry, dict) else None
    shown = f" {safe_text(name, _SHOWN)}" if isinstance(name, str) else ""
    return f"{key} {number}{shown}"


def _person(entry: Any, now: datetime) -> Card:
    data = _object(entry)
    name = _text(data, "name", MAX_NAME).strip()
    if not name:
        raise _UnsoundError("it has no name")
    favourite = data.get("favourite", False)
    if not isinstance(favourite, bool):
        raise _UnsoundError("favourite is neither true nor false")
    addresses = [_object(each) for each in _list(data, "addresses", MAX_ADDRESSES)]
    return Card(
        name=name,
        addresses=tuple((_address(each, "uri"), _text(each, "label", MAX_NAME)) for each in addresses),
        former=tuple(_former(_object(each), now) for each in _list(data, "former", MAX_FORMER)),
        organisation=_text(data, "organisation", MAX_NAME),
        notes=_text(data, "notes", MAX_NOTES),
        groups=_groups(data),
        favourite=favourite,
        picture=_picture(data),
        uid=_text(data, "uid", MAX_NAME),
    )


def _groups(data: dict[str, Any]) -> tuple[str, ...]:
    groups = _list(data, "groups", MAX_GROUPS)
    if not all(isinstance(each, str) and len(each) <= MAX_NAME for each in groups):
        raise _UnsoundError("a group is no text, or too long")
    return tuple(bounded(each) for each in groups)


def _picture(data: dict[str, Any]) -> bytes:
    value = data.get("picture", "")
    try:
        image = base64.b64decode(value, validate=True) if isinstance(value, str) else b"?"
    except ValueError:
        image = b"?"
    if image and (len(image) > MAX_PICTURE or not image.startswith(SIGNATURES)):
        raise _UnsoundError("picture is neither PNG nor JPEG in base64, or too large")
    return image


def _former(data: dict[str, Any], now: datetime) -> FormerCardAddress:
    uri, moved_to = _address(data, "uri", called=True), _address(data, "moved_to", called=True)
    if same_uri(uri, moved_to):
        raise _UnsoundError(f"{safe_text(uri, _SHOWN)} has moved to itself")
    return FormerCardAddress(uri, moved_to, _status(data), _time(data, "moved_at", now))


def _move(entry: Any, now: datetime) -> RememberedMove:
    data = _object(entry)
    old_uri, new_uri = _address(data, "old_uri", called=True), _address(data, "new_uri", called=True)
    if same_uri(old_uri, new_uri):
        raise _UnsoundError("it leads to itself")
    status, learned_at = _status(data), _time(data, "learned_at", now)
    expires_at = None if data.get("expires_at") is None else _time(data, "expires_at", None)
    if expires_at is None and status != 301:
        raise _UnsoundError("only a 301 holds for good")
    if expires_at is not None and expires_at <= now:
        raise _UnsoundError("its time is over")
    return RememberedMove(0, old_uri, new_uri, status, learned_at, expires_at)


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _UnsoundError("it is no JSON object")
    return value


def _list(data: dict[str, Any], key: str, most: int) -> list[Any]:
    value = data.get(key, [])
    if not isinstance(value, list):
        raise _UnsoundError(f"{key} is no list")
    if len(value) > most:
        raise _UnsoundError(f"{key} has more than {most} entries")
    return value


def _text(data: dict[str, Any], key: str, limit: int) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise _UnsoundError(f"{key} is no text")
    if len(value) > limit:
        raise _UnsoundError(f"{key} is longer than {limit} characters")
    return bounded(value, limit)


def _status(data: dict[str, Any]) -> int:
    value = data.get("status")
    if not isinstance(value, int) or isinstance(value, bool) or not 300 <= value < 400:
        raise _UnsoundError("status is not between 300 and 399")
    return value


def _time(data: dict[str, Any], key: str, latest: datetime | None) -> datetime:
    value = data.get(key)
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
        moment = moment.astimezone(UTC) if moment is not None and moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        moment = None
    if moment is None:
        raise _UnsoundError(f"{key} is no time with a time zone")
    if latest is not None and moment > latest:
        raise _UnsoundError(f"{key} is in the future")
    return moment


def _address(data: dict[str, Any], key: str, *, called: bool = False) -> str:
    """An address that a contact may have, as it was written. Embedded headers and emergencies are none."""
    uri = data.get(key)
    if not isinstance(uri, str) or not uri or len(uri) > MAX_URI:
        raise _UnsoundError(f"{key} is no address")
    try:
        admitted = admit(uri)
    except SipParseError as error:
        raise _UnsoundError(f"{safe_text(uri, _SHOWN)}: {error.reason}") from None
    if admitted.ignored_headers or admitted.honor_headers:
        raise _UnsoundError(f"{safe_text(uri, _SHOWN)}: an address to keep has no headers")
    if admitted.kind is Kind.EMERGENCY or (called and admitted.kind not in _CALLED):
        raise _UnsoundError(f"{safe_text(uri, _SHOWN)}: this kind of address is not allowed here")
    return uri
