"""Files of an export, and copies to bring back, that somebody has made with care."""

import io
import os
import sqlite3
import struct
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from softphone.calls.people import ContactDraft
from softphone.calls.settings import Settings
from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.schema import migrate
from softphone.store.store import Store, open_store

Spoil = Callable[[sqlite3.Connection], None]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(Profile.at(tmp_path / "here"))
    opened.keeping.backups().result(30)
    save(opened, "here")
    opened.settings_file.save(Settings(max_hops=3))
    yield opened
    opened.close()


def save(store: Store, name: str) -> int:
    return store.contact_book.save(ContactDraft(None, name, ((f"sip:{name}@h", ""),))).result(30).id


def names(store: Store) -> list[str]:
    return [each.name for each in store.contact_book.contacts()]


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Those of a good archive: the manifest, the database and the settings."""
    folder = tmp_path_factory.mktemp("good")
    store = open_store(Profile.at(folder / "profile"))
    save(store, "there")
    store.settings_file.save(Settings(max_hops=7))
    store.keeping.export_all(folder / "x.softphone").result(30)
    store.close()
    with zipfile.ZipFile(folder / "x.softphone") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, members: dict[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def with_database(tmp_path: Path, members: dict[str, bytes], spoil: Spoil) -> Path:
    """The archive with its database changed by `spoil`."""
    database = tmp_path / "spoilt.db"
    database.write_bytes(members["softphone.db"])
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        spoil(connection)
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    return written(tmp_path / "x.softphone", {**members, "softphone.db": database.read_bytes()})


def is_refused(store: Store, path: Path) -> str:
    """Neither the look nor the import takes it, nothing has changed, nothing lies around; the reason."""
    before = store.settings_file.path.read_bytes()
    reasons = set()
    for work in (store.keeping.look_into, store.keeping.import_all):
        with pytest.raises(StoreError) as refused:
            work(path).result(60)
        reasons.add(refused.value.reason)
    assert names(store) == ["here"]
    assert store.settings_file.path.read_bytes() == before
    assert not [
        each for each in store.profile.data.iterdir() if "keeping" in each.name or "import" in each.name
    ]
    (reason,) = reasons
    assert reason
    return reason


def hidden_trigger(connection: sqlite3.Connection) -> None:
    """Under a name that SQLite gives to nobody, written into the schema by hand."""
    connection.execute("PRAGMA writable_schema = ON")
    trap = "CREATE TRIGGER sqlite_stat_x AFTER INSERT ON contact BEGIN DELETE FROM contact; END"
    connection.execute(
        "INSERT INTO sqlite_master VALUES ('trigger', 'sqlite_stat_x', 'contact', 0, ?)", (trap,)
    )


def virtual_table(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE VIRTUAL TABLE trap USING fts5(x)")


def view(connection: sqlite3.Connection) -> None:
    connection.execute(
        "CREATE VIEW trap AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
    )


def view_for_table(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE reminder")
    connection.execute(
        "CREATE VIEW reminder AS SELECT 1 AS id, load_extension('/tmp/x') AS uri, '' AS name, '' AS due_at"
    )


def another_check(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA writable_schema = ON")
    connection.execute(
        "UPDATE sqlite_master SET sql = replace(sql, 'name TEXT NOT NULL', 'name TEXT') WHERE name = 'contact'"
    )


def newer(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version = 4711")


def negative(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version = -1")


def of_nobody(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(
        "INSERT INTO address (contact_id, position, uri, uri_key, label) VALUES (4711, 0, 'sip:x', 'x', '')"
    )


def last_number(connection: sqlite3.Connection) -> None:
    """After it there is none for the next contact."""
    connection.execute(
        "INSERT INTO contact (id, name, organisation, notes, favourite, sort_name, search_text)"
        " VALUES (?, 'x', '', '', 0, 'x', 'x')",
        (2**63 - 1,),
    )


@pytest.mark.parametrize(
    "spoil",
    [
        hidden_trigger,
        virtual_table,
        view,
        view_for_table,
        another_check,
        newer,
        negative,
        of_nobody,
        last_number,
    ],
    ids=lambda spoil: spoil.__name__,
)
def test_a_database_that_is_not_word_for_word_ours_is_refused(
    store: Store, tmp_path: Path, members: dict[str, bytes], spoil: Spoil
) -> None:
    is_refused(store, with_database(tmp_path, members, spoil))


def test_a_database_in_other_letters_is_refused(
    store: Store, tmp_path: Path, members: dict[str, bytes]
) -> None:
    """An open file goes on with the letters it had, so UTF-16 in its place would be noise."""
    database = tmp_path / "wide.db"
    with closing(sqlite3.connect(database, isolation_level=None)) as wide:
        wide.execute("PRAGMA encoding = 'UTF-16le'")
        migrate(wide)
    is_refused(store, written(tmp_path / "x.softphone", {**members, "softphone.db": database.read_bytes()}))


def large_pages(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA page_size = 16384")
    connection.execute("VACUUM")


def write_ahead(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA journal_mode = WAL").fetchone()


def counters_at_their_end(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE sqlite_sequence SET seq = ?", (2**63 - 1,))


def news_of_the_end(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO contact_news VALUES (?, 1, 1)", (2**63 - 1,))


def analysed(connection: sqlite3.Connection) -> None:
    connection.execute("ANALYZE")


@pytest.mark.parametrize(
    "spoil",
    [large_pages, write_ahead, counters_at_their_end, news_of_the_end, analysed],
    ids=lambda spoil: spoil.__name__,
)
def test_a_database_that_only_looks_strange_is_taken_and_works(
    store: Store, tmp_path: Path, members: dict[str, bytes], spoil: Spoil
) -> None:
    """People can be added to it and found, in this run and the next."""
    store.keeping.import_all(with_database(tmp_path, members, spoil)).result(60)
    assert names(store) == ["there"]
    save(store, "anna")
    save(store, "boris")
    assert names(store) == ["anna", "boris", "there"]
    for name in ("anna", "boris"):
        assert len(store.contact_book.listing(text=name).ids) == 1
    store.close()
    again = open_store(store.profile)
    assert names(again) == ["anna", "boris", "there"]
    assert again.report.sound
    again.close()


def test_members_of_other_names_go_nowhere(store: Store, tmp_path: Path, members: dict[str, bytes]) -> None:
    """Paths upwards, absolute ones and links: only the three members that are known are read."""
    link = zipfile.ZipInfo("settings-link")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "x.softphone"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        for name in ("../../evil", str(tmp_path / "evil"), "softphone.db/../evil", "..\\evil"):
            archive.writestr(name, b"evil")
        archive.writestr(link, b"/etc/passwd")
    before = set(tmp_path.rglob("*"))
    store.keeping.import_all(path).result(60)
    assert names(store) == ["there"]
    assert not [each for each in set(tmp_path.rglob("*")) - before if "evil" in each.name]


def test_a_member_that_is_a_link_is_no_database(
    store: Store, tmp_path: Path, members: dict[str, bytes]
) -> None:
    """What a link points to is not read: its text is, and that is no database."""
    link = zipfile.ZipInfo("softphone.db")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "x.softphone"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", members["manifest.json"])
        archive.writestr(link, os.fsencode(store.profile.database))
    is_refused(store, path)


@pytest.mark.parametrize("kind", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_packed_in_another_way_is_taken(
    store: Store, tmp_path: Path, members: dict[str, bytes], kind: int
) -> None:
    store.keeping.import_all(written(tmp_path / "x.softphone", members, kind)).result(60)
    assert names(store) == ["there"]


def told_size(path: Path, name: str, size: int) -> Path:
    """The archive says in both places that `name` has `size` bytes."""
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        header = 30 if at == 22 else 46
        start = content.index(mark)
        while content[start + header : start + header + len(name)] != name.encode():
            start = content.index(mark, start + 1)
        content[start + at : start + at + 4] = struct.pack("<I", size)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["softphone.db", "settings.toml", "manifest.json"])
def test_a_bomb_is_not_unpacked(store: Store, tmp_path: Path, members: dict[str, bytes], name: str) -> None:
    """A member of 8 MiB of zeros that says it is small, or does not: nothing of the kind reaches memory or disk."""
    bomb = written(tmp_path / "x.softphone", {**members, name: bytes(8 << 20)})
    assert bomb.stat().st_size < 1 << 20
    is_refused(store, bomb)
    is_refused(store, told_size(bomb, name, 4096))


def test_an_archive_of_very_many_names_is_not_read(
    store: Store, tmp_path: Path, members: dict[str, bytes]
) -> None:
    """Its directory alone would fill the memory."""
    path = written(tmp_path / "x.softphone", members)
    with zipfile.ZipFile(path, "a") as archive:
        made = archive.infolist()[0]
        archive.filelist.extend([made] * 30_000)
        archive._didModify = True  # type: ignore[attr-defined]  # there is no quicker way to such a directory
    assert path.stat().st_size > 1 << 20
    is_refused(store, path)


def test_an_archive_cut_off_anywhere_is_refused(
    store: Store, tmp_path: Path, members: dict[str, bytes]
) -> None:
    """At and beside the borders of all its parts: headers, data, directory, end."""
    whole = written(tmp_path / "whole", members).read_bytes()
    marks = (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06")
    borders = {0, len(whole)} | {
        at for mark in marks for at in range(len(whole)) if whole.startswith(mark, at)
    }
    path = tmp_path / "x.softphone"
    for cut in sorted(
        {border + beside for border in borders for beside in (-1, 0, 1, 30)} & set(range(len(whole)))
    ):
        path.write_bytes(whole[:cut])
        with pytest.raises(StoreError) as refused:
            store.keeping.look_into(path).result(60)
        assert refused.value.reason
    assert names(store) == ["here"]


def test_a_copy_cut_off_anywhere_is_refused(store: Store, tmp_path: Path) -> None:
    """Within a page, between pages, within the header: the people of now stay."""
    backup = store.keeping.back_up().result(60)
    whole = backup.path.read_bytes()
    for cut in (
        0,
        1,
        15,
        16,
        99,
        100,
        511,
        512,
        4095,
        4096,
        4097,
        len(whole) // 2,
        len(whole) - 4096,
        len(whole) - 1,
    ):
        backup.path.write_bytes(whole[:cut])
        with pytest.raises(StoreError):
            store.keeping.restore(backup).result(60)
        assert names(store) == ["here"]


def test_what_is_no_file_is_refused(store: Store, tmp_path: Path) -> None:
    """A folder, a pipe that nobody writes to, a device without an end, nothing at all."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, Path("/dev/zero"), tmp_path / "none"):
        is_refused(store, path)


def test_settings_of_somebody_else_are_taken_as_far_as_they_mean_something(
    store: Store, tmp_path: Path, members: dict[str, bytes]
) -> None:
    """Wrong types, deep nesting, a file that is no text."""
    good = store.keeping.look_into(written(tmp_path / "a", {**members, "settings.toml": b'max_hops = "x"'}))
    assert good.result(60).left_out == ("max_hops",)
    for content in (b"\xff\xfe", b"a = " + b"[" * 100_000, b"= 1", b"x" * (2 << 20)):
        is_refused(store, written(tmp_path / "b", {**members, "settings.toml": content}))


def test_the_file_of_an_export_is_for_the_persons_eyes_only(store: Store, tmp_path: Path) -> None:
    """It holds everybody they know. A link of somebody else's in the folder leads nowhere."""
    target = tmp_path / "shared"
    target.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    (target / ".x.softphone.part").symlink_to(victim)
    (target / "x.softphone").symlink_to(victim)
    before = os.umask(0)
    try:
        store.keeping.export_all(target / "x.softphone").result(60)
    finally:
        os.umask(before)
    assert victim.read_text() == "untouched"
    made = (target / "x.softphone").lstat()
    assert made.st_mode & 0o7777 == 0o600
    assert zipfile.is_zipfile(io.BytesIO((target / "x.softphone").read_bytes()))
    assert not list(target.glob("*softphone-*"))


def test_an_export_works_when_the_clock_has_lost_its_time(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says 1970, which is before all that an archive can say."""
    monkeypatch.setattr("time.time", lambda: 3600.0)
    os.utime(store.profile.settings, (3600, 3600))
    store.keeping.export_all(tmp_path / "x.softphone").result(60)
    assert store.keeping.look_into(tmp_path / "x.softphone").result(60).contacts == 1
