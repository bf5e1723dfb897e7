"""An address book of any size, the same each time: names in four scripts, organisations, addresses and numbers.

Written row by row past the address book's own methods, which would take minutes for 100,000.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from softphone.sip.uri import uri_key
from softphone.store.columns import time_text
from softphone.store.database import connect
from softphone.store.opening import open_database
from softphone.store.search_rows import update_all


def _words(text: str) -> list[str]:
    return text.split()


_FIRST: Final = _words(
    "Anna Boris Clara David Elena Fritz Greta Henry Irina James Katharina Louis Marie Nora Oliver Petra Quentin Rosa"
    " Stefan Teresa Ulrike Victor Wanda Xavier Yulia Zoe Анна Борис Вера Григорий Дмитрий Евгения Жанна Зоя Иван"
    " Ксения Людмила Михаил Наталья Ольга Пётр Роман Светлана Тимофей Ульяна Фёдор Юлия Яков Αλέξανδρος Βασίλης"
    " Γιώργος Δήμητρα Ελένη Κωνσταντίνος 小明 丽华 建国 秀英 志强"
)
_SYLLABLES: Final = {
    "latin": _words("ba ber co dan ef fel gor hal in jar kel lam mor nis ol pet rin sal tov ulm vis wer"),
    "cyrillic": _words(
        "ба бел вол гор дан ефи жук зай ива кол лар мор ник ол пет род сав тим ушк фед хол шен"
    ),
    "greek": _words("πα δο κα ρα μι τσι λο γι νο βα θε"),
    "han": _words("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡"),
}
_ENDINGS: Final = {
    "latin": ("", "son", "berg", "ini"),
    "cyrillic": ("ов", "ев", "ин", "ский"),
    "greek": ("πουλος", "ίδης"),
}
_FIRMS: Final = _words(
    "Office Ромашка Werkstatt Северсталь Chamomile Εταιρεία 公司 Labor Потоки Harbour Lindner Восход"
)
_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
_FAVOURITE_OF: Final = 500
_MOVED_OF: Final = 20
_GROUPS: Final = ("Family", "Работа", "Suppliers", "Клиенты")


def build(path: Path, people: int, seed: int = 5) -> None:
    """A new file at `path` with `people` contacts; every twentieth has moved once."""
    opened, _ = open_database(path)
    opened.close()
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for number, row in enumerate(_people(random.Random(seed), people), 1):
            _insert(connection, number, *row)
        update_all(connection)
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _people(chance: random.Random, count: int) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for number in range(count):
        first = chance.choice(_FIRST)
        script = "latin" if first.isascii() else _script(first)
        syllables = _SYLLABLES[script]
        last = "".join(
            chance.choice(syllables) for _ in range(1 if script == "han" else chance.randint(2, 3))
        )
        last = (last + chance.choice(_ENDINGS.get(script, ("",)))).capitalize()
        name = last + first if script == "han" else f"{first} {last}"
        firm = f"{chance.choice(_FIRMS)} {chance.randint(1, 400)}" if chance.random() < 0.6 else ""
        user = "".join(chance.choice(_SYLLABLES["latin"]) for _ in range(3))
        uris = (
            f"sip:{user}.{number}@office{number % 97}.example",
            f"tel:+{chance.choice(('7495', '7812', '4930', '3021', '8610', '1212'))}{chance.randint(2000000, 9999999)}",
        )
        yield name, firm, uris[: chance.randint(1, 2)]


def _script(name: str) -> str:
    return "cyrillic" if "а" <= name[0].casefold() <= "я" else "han" if name[0] > "一" else "greek"


def _insert(connection: sqlite3.Connection, number: int, name: str, firm: str, uris: tuple[str, ...]) -> None:
    connection.execute(
        "INSERT INTO contact (id, name, organisation, notes, favourite, sort_name, search_text, uid)"
        " VALUES (?, ?, ?, '', ?, '', '', ?)",
        (number, name, firm, number % _FAVOURITE_OF == 0, f"uid-{number}"),
    )
    connection.executemany(
        "INSERT INTO address (contact_id, position, uri, uri_key, label) VALUES (?, ?, ?, ?, '')",
        [(number, place, uri, uri_key(uri)) for place, uri in enumerate(uris)],
    )
    if number % _MOVED_OF == 0:
        old = f"sip:former.{number}@old.example"
        connection.execute(
            "INSERT INTO move (contact_id, old_uri, old_key, replaced_uri, replaced_key, new_uri, status, moved_at,"
            " made_contact, before, after) VALUES (:number, :old, :key, :old, :key, :new, 301, :at, 0, '', '')",
            {
                "old": old,
                "key": uri_key(old),
                "number": number,
                "new": uris[0],
                "at": time_text(_START + timedelta(minutes=number)),
            },
        )
    if number % 10 == 0:
        group = _GROUPS[number // 10 % len(_GROUPS)]
        connection.execute(
            "INSERT INTO membership (contact_id, name, name_key) VALUES (?, ?, ?)",
            (number, group, group.casefold()),
        )
