"""The same alternatives, written as any kind of body in any wrapping, are found the same."""

import base64
import gzip
import html
import io
import json
import zlib
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from itertools import count, islice
from pathlib import Path
from random import Random
from xml.sax.saxutils import quoteattr

from softphone.__main__ import main
from tests.data.unseen.case import alternative

Row = tuple[str, str, str]  # kind, URI, label
Part = tuple[str, bytes, dict[str, str]]  # media type, content, headers beside the type

_LABELS = {
    "utf-8": ("Reception", "Дежурный врач", "受付", "Büro", "الاستقبال", "전화"),
    "koi8-r": ("Reception", "Дежурный врач", "Касса"),
    "windows-1251": ("Reception", "Приёмная", "Служба доставки"),
    "utf-16": ("Reception", "Дежурный врач", "受付", "الاستقبال"),
    "shift_jis": ("Reception", "受付", "営業部"),
    "iso-8859-6": ("Reception", "الاستقبال"),
    "iso-8859-1": ("Reception", "Büro", "Zentrale"),
    "gb18030": ("Reception", "前台"),
    "euc-kr": ("Reception", "전화"),
}
_MAKERS: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("sip", lambda number: f"sip:desk{number}@h.example;transport=tcp"),
    ("sip", lambda number: f"sips:desk{number}@h.example"),
    ("tel", lambda number: f"tel:+1555010{number:04}"),
    ("email", lambda number: f"mailto:desk{number}@h.example?subject=a&body=b"),
    ("web", lambda number: f"https://h.example/{number}?a=b&c=d"),
    ("xmpp", lambda number: f"xmpp:desk{number}@h.example"),
    ("message", lambda number: f"im:desk{number}@h.example"),
)


def _rows(random: Random, charset: str, numbers: Iterator[int]) -> list[Row]:
    rows: list[Row] = []
    for number in islice(numbers, random.randint(1, 5)):
        kind, make = random.choice(_MAKERS)
        rows.append((kind, make(number), random.choice(_LABELS[charset])))
    return rows


def _prose(rows: list[Row], _: Random) -> str:
    return "\r\n".join(f"{label}: {uri}" for _, uri, label in rows)


def _page(rows: list[Row], random: Random) -> str:
    links = [f"<a class=x href={quoteattr(uri)}>\n <b>{html.escape(label)}</b></a>" for _, uri, label in rows]
    around = random.choice(("<p>{}</p>", "<li>{}", "{}<br>", "<td>{}</td>"))
    return "<html><body>" + "\n".join(around.format(link) for link in links) + "</body></html>"


def _lists(rows: list[Row], random: Random) -> str:
    prefix = random.choice(("", "r:"))
    space = f'xmlns{":r" if prefix else ""}="urn:ietf:params:xml:ns:resource-lists"'
    body = "".join(
        f"<{prefix}entry uri={quoteattr(uri)}><{prefix}display-name>{html.escape(label)}</{prefix}display-name>"
        f"</{prefix}entry>"
        for _, uri, label in rows
    )
    return f"<{prefix}resource-lists {space}><{prefix}list>{body}</{prefix}list></{prefix}resource-lists>"


def _cards(rows: list[Row], random: Random) -> str:
    version = random.choice(("3.0", "4.0"))
    cards = []
    for kind, uri, label in rows:
        name = {"tel": "TEL;VALUE=uri", "email": "EMAIL", "web": "URL"}.get(kind, "IMPP")
        cards.append(f"BEGIN:VCARD\r\nVERSION:{version}\r\nFN:{label}\r\n{name}:{uri}\r\nEND:VCARD\r\n")
    return "".join(cards)


_WRITERS: tuple[tuple[str, Callable[[list[Row], Random], str]], ...] = (
    ("text/plain", _prose),
    ("text/html", _page),
    ("application/resource-lists+xml", _lists),
    ("text/vcard", _cards),
)


def _jcard(row: Row) -> Part:
    kind, uri, label = row
    name = {"tel": "tel", "email": "email", "web": "url"}.get(kind, "impp")
    card = ["vcard", [["version", {}, "text", "4.0"], ["fn", {}, "text", label], [name, {}, "uri", uri]]]
    return "application/vcard+json", json.dumps(card).encode(), {}


def _leaf(random: Random, numbers: Iterator[int]) -> tuple[Part, list[Row]]:
    charset = random.choice(tuple(_LABELS))
    rows = _rows(random, charset, numbers)
    if random.random() < 0.15:
        return _jcard(rows[0]), rows[:1]
    media_type, write = random.choice(_WRITERS)
    content = write(rows, random).encode(charset)
    spelled = random.choice((charset, charset.upper(), f'"{charset}"'))
    return (f"{media_type}; charset={spelled}", content, {}), rows


def _transferred(part: Part, random: Random) -> Part:
    """A part as mail programs write it."""
    media_type, content, headers = part
    match random.choice(("8bit", "base64", "quoted-printable")):
        case "base64":
            return media_type, base64.encodebytes(content), {**headers, "Content-Transfer-Encoding": "base64"}
        case "quoted-printable":
            escapes = [
                b"=%02X" % byte if byte < 33 or byte > 126 or byte == 61 else b"%c" % byte for byte in content
            ]
            coded = b"=\r\n".join(b"".join(escapes[at : at + 25]) for at in range(0, len(escapes), 25))
            return media_type, coded, {**headers, "Content-Transfer-Encoding": "Quoted-Printable"}
    return part


def _written(part: Part) -> bytes:
    media_type, content, headers = part
    lines = [f"Content-Type: {media_type}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def _multi(kind: str, boundary: str, parts: list[Part]) -> Part:
    mark = b"--" + boundary.encode()
    content = b"".join(mark + b"\r\n" + _written(part) + b"\r\n" for part in parts) + mark + b"--\r\n"
    return f"multipart/{kind}; boundary={boundary}", content, {}


def _body(random: Random, depth: int, numbers: Iterator[int]) -> tuple[Part, list[Row]]:
    """Any body with what is to be found in it; `numbers` keeps two addresses from being alike."""
    if depth == 0 or random.random() < 0.4:
        return _leaf(random, numbers)
    kind = random.choice(("mixed", "alternative"))
    parts: list[Part] = []
    rows: list[Row] = []
    for _ in range(random.randint(1, 3)):
        part, inner = _body(random, depth - 1, numbers)
        parts.append(part if part[0].startswith("multipart/") else _transferred(part, random))
        rows = inner if kind == "alternative" else [*rows, *inner]
    if kind == "alternative" and random.random() < 0.5:
        parts.append(("application/x-nobody", b"\x00sip:nobody@h.example", {}))
    return _multi(kind, f"b{next(numbers)}", parts), rows


def _response(random: Random) -> tuple[bytes, list[Row]]:
    (media_type, content, _), rows = _body(random, random.randint(0, 3), count(1))
    match random.choice(("", "", "gzip", "deflate")):
        case "gzip":
            return alternative(gzip.compress(content), media_type, "Content-Encoding: gzip"), rows
        case "deflate":
            return alternative(zlib.compress(content), media_type, "Content-Encoding: deflate"), rows
    return alternative(content, media_type), rows


def test_what_is_offered_does_not_depend_on_how_it_is_wrapped(tmp_path: Path) -> None:
    """Text, pages, lists and cards, in any charset, coding and nesting: the same kinds, addresses and labels."""
    expected, files = [], []
    for seed in range(300):
        raw, rows = _response(Random(seed))
        expected.append([list(row) for row in rows])
        files.append(tmp_path / f"{seed}.sip")
        files[-1].write_bytes(raw)
    printed = io.StringIO()
    with redirect_stdout(printed):
        status = main(["explain", "--json", *map(str, files)])
    found = [
        [[each["kind"], each["uri"], each["label"]] for each in json.loads(line)["alternatives"]]
        for line in printed.getvalue().splitlines()
    ]
    wrong = {
        seed: (got, rows) for seed, (got, rows) in enumerate(zip(found, expected, strict=True)) if got != rows
    }
    assert wrong == {}
    assert status == 0
