"""The same Contacts in any layout that RFC 3261 allows are read the same, and offered in the order of q."""

import io
import json
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote

from softphone.__main__ import main
from tests.data.unseen.case import response

_NAMES = (
    None,
    "Bob",
    "Front Desk",
    "Doe, John",
    'The "Man"',
    "a;q=0.1,<b>",
    "back\\slash",
    "Дежурный врач",
    "受付 (24h)",
)
_URIS = (
    "sip:u{}@h.example",
    "sip:u{}@h.example:5070;transport=tcp",
    "sips:u{}@h.example",
    "sip:+1555{};ext=7,8@gw.example;user=phone",
    "sip:u{}@[2001:db8::5]:5062;lr",
    "sip:u{}:pw@192.0.2.7",
    "tel:+1555010{}",
    "mailto:u{}@h.example?subject=a,b;c",
)
_HEADERS = {
    "Subject": "Order #1, please?",
    "User-to-User": "00ff;encoding=hex",
    "Route": "<sip:r.example;lr>",
    "X-A": "1",
}
_HONOURED = {"Subject", "User-to-User"}


@dataclass(frozen=True, slots=True)
class _Contact:
    name: str | None
    uri: str
    headers: tuple[str, ...]
    q: float | None
    expires: int | None

    def written(self, random: Random) -> str:
        """One of the many ways to write it."""
        tail = "&".join(f"{_cased(name, random)}={quote(_HEADERS[name], safe='')}" for name in self.headers)
        address = f"{self.uri}?{tail}" if tail else self.uri
        params = [f"{_cased('q', random)}={_blank(random)}{self.q:.3f}"] if self.q is not None else []
        params += [f"{_cased('expires', random)}={self.expires}"] if self.expires is not None else []
        params += ['+sip.instance="<urn:x>;q=0.9, y"'] if random.random() < 0.2 else []
        random.shuffle(params)
        # Only plain addresses may stand without brackets (section 20.10).
        is_plain = self.name is None and not set(",;?") & set(address)
        if is_plain and random.random() < 0.5:
            return "".join([address, *(f"{_gap(random)};{_gap(random)}{param}" for param in params)])
        shown = "" if self.name is None else _quoted(self.name, random) + random.choice((" ", "  ", "\r\n\t"))
        return "".join(
            [f"{shown}<{address}>", *(f"{_gap(random)};{_gap(random)}{param}" for param in params)]
        )


def _cased(name: str, random: Random) -> str:
    return random.choice((name, name.lower(), name.upper()))


def _blank(random: Random) -> str:
    return random.choice(("", "", " "))


def _gap(random: Random) -> str:
    return random.choice(("", "", " ", "\t", "\r\n "))


def _quoted(name: str, random: Random) -> str:
    if name.replace(" ", "").isalpha() and name.isascii() and random.random() < 0.5:
        return name
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _contact(random: Random, number: int) -> _Contact:
    uri = random.choice(_URIS).format(number)
    headers: list[str] = []
    if uri.startswith("sip") and random.random() < 0.4:
        headers = random.sample(sorted(_HEADERS), random.randint(1, 3))
    return _Contact(
        random.choice(_NAMES),
        uri,
        tuple(headers),
        random.choice((None, None, 1.0, 0.7, 0.7, 0.25, 0.001, 0.0)),
        random.choice((None, None, 0, 60, 2_592_000)),
    )


def _response(random: Random) -> tuple[bytes, list[dict[str, Any]]]:
    contacts = [_contact(random, number) for number in range(1, random.randint(2, 6))]
    default = random.choice((None, None, 900))
    lines: list[str] = []
    for contact in contacts:
        if lines and random.random() < 0.5:
            lines[-1] += f"{_gap(random)},{_gap(random)}{contact.written(random)}"
        else:
            name = random.choice(("Contact", "m", "CONTACT", "contact", "M"))
            lines.append(f"{name}{random.choice((':', ': ', ' : ', ':  '))}{contact.written(random)}")
    others = [f"Expires: {default}"] if default is not None else []
    others.append("Supported: timer,\r\n 100rel")
    headers = [*others, *lines] if random.random() < 0.5 else [*lines, *others]
    expected = [
        {
            "dial_uri": each.uri if not each.uri.startswith("mailto") else None,
            "display_name": each.name,
            "q": 1.0 if each.q is None else each.q,
            "expires": default if each.expires is None else each.expires,
            "honor_headers": {name.lower(): _HEADERS[name] for name in each.headers if name in _HONOURED},
            "ignored_headers": sorted(name.lower() for name in each.headers if name not in _HONOURED),
        }
        for each in sorted(contacts, key=lambda each: -(1.0 if each.q is None else each.q))
    ]
    return response(random.choice(("300 Multiple Choices", "302 Moved", "301 Moved")), *headers), expected


def _seen(target: dict[str, Any]) -> dict[str, Any]:
    """Of a printed target what a layout must not change; header names without their case."""
    kept = {name: target[name] for name in ("dial_uri", "display_name", "q", "expires")}
    honoured = {name.lower(): value for name, value in target["honor_headers"].items()}
    ignored = sorted(name.lower() for name in target["ignored_headers"])
    return {**kept, "honor_headers": honoured, "ignored_headers": ignored}


def test_contacts_are_read_the_same_in_any_layout(tmp_path: Path) -> None:
    """Lines, comma lists, folds, short forms, case and quoting change nothing; q gives the order."""
    expected, files = [], []
    for seed in range(300):
        raw, targets = _response(Random(seed))
        expected.append(targets)
        files.append(tmp_path / f"{seed}.sip")
        files[-1].write_bytes(raw)
    printed = io.StringIO()
    with redirect_stdout(printed):
        main(["explain", "--json", *map(str, files)])
    found = [
        [_seen(each) for each in json.loads(line)["targets"]] for line in printed.getvalue().splitlines()
    ]
    wrong = {
        seed: (got, rows) for seed, (got, rows) in enumerate(zip(found, expected, strict=True)) if got != rows
    }
    assert wrong == {}
