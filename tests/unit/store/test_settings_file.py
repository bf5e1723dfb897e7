"""Settings in a file that a person can read, edit and break."""

import os
import string
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.calls.accounts import Account, Transport
from softphone.calls.settings import AudioSettings, Language, Settings
from softphone.store.errors import StoreError
from softphone.store.settings_file import TomlSettingsFile

ANNA = Account("anna", "sip:anna@office.example", "Анна", "sip:office.example", transport=Transport.TLS)
BOB = Account("bob", "sip:bob@home.example", enabled=False, verify_tls=False)
FULL = Settings(
    accounts=(ANNA, BOB),
    default_account="bob",
    language=Language.RUSSIAN,
    audio=AudioSettings("mic", "speaker", "ring"),
    max_hops=3,
    local_port=5060,
    play_ringtone=False,
)


@pytest.fixture
def file(tmp_path: Path) -> TomlSettingsFile:
    return TomlSettingsFile(tmp_path / "settings.toml")


def load_text(file: TomlSettingsFile, text: str) -> Settings:
    file.path.write_text(text, encoding="utf-8")
    return file.load()


def test_a_fresh_phone_has_defaults_and_no_file(file: TomlSettingsFile) -> None:
    """Nothing is written before something is set."""
    assert file.load() == Settings()
    assert not file.path.exists()
    assert file.report.problems == ()


@pytest.mark.parametrize(
    "wanted", [Settings(), FULL, replace(FULL, accounts=(BOB,), language=Language.SYSTEM)]
)
def test_settings_are_read_back_as_they_were_saved(file: TomlSettingsFile, wanted: Settings) -> None:
    """Every value, in a file that any TOML reader understands."""
    file.save(wanted)
    assert TomlSettingsFile(file.path).load() == wanted
    assert tomllib.loads(file.path.read_text(encoding="utf-8"))["max_hops"] == wanted.max_hops


printable = st.text(st.characters(categories=["L", "N", "P", "S"]), max_size=30)
account = st.builds(
    Account,
    id=st.text(string.ascii_letters, min_size=1, max_size=4),
    uri=printable.map(lambda text: "sip:" + text),
    display_name=printable,
    registrar=printable,
    auth_user=printable,
    proxy=printable,
    transport=st.sampled_from(Transport),
    enabled=st.booleans(),
    verify_tls=st.booleans(),
)
any_settings = st.builds(
    Settings,
    accounts=st.lists(account, max_size=4, unique_by=lambda each: each.id).map(tuple),
    language=st.sampled_from(Language),
    audio=st.builds(AudioSettings, printable, printable, printable),
    max_hops=st.integers(1, 20),
    local_port=st.integers(0, 65535),
    play_ringtone=st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(any_settings, min_size=1, max_size=3))
def test_any_settings_saved_over_any_others_are_read_back(
    file: TomlSettingsFile, steps: list[Settings]
) -> None:
    """What stood in the file before never shows through."""
    for wanted in steps:
        file.save(wanted)
        assert set(file.load().accounts) == set(wanted.accounts)
        assert replace(file.load(), accounts=()) == replace(wanted, accounts=())
        assert file.report.problems == ()


def test_comments_order_and_unknown_keys_of_the_person_stay(file: TomlSettingsFile) -> None:
    """A file edited by hand stays the person's."""
    load_text(
        file,
        '# mine\nmax_hops = 4 # not more\nfuture = "kept"\n\n[audio]\n# the good one\nmicrophone = "old"\n\n'
        '[[accounts]]\nid = "anna" # me\nuri = "sip:anna@office.example"\ncolour = "red"\n\n[extra]\nx = 1\n',
    )
    file.save(replace(file.load(), audio=AudioSettings(microphone="new"), accounts=(ANNA, BOB)))
    text = file.path.read_text(encoding="utf-8")
    for kept in (
        "# mine",
        "max_hops = 4 # not more",
        'future = "kept"',
        "# the good one",
        "# me",
        'colour = "red"',
        "x = 1",
    ):
        assert kept in text
    assert file.load().accounts == (ANNA, BOB)
    file.save(replace(file.load(), accounts=(BOB,)))
    assert 'colour = "red"' not in file.path.read_text(encoding="utf-8"), "a removed account goes whole"
    assert "# mine" in file.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("max_hops = 0", "max_hops"),
        ("max_hops = true", "max_hops"),
        ('max_hops = "5"', "max_hops"),
        ("local_port = 65536", "local_port"),
        ("local_port = 5060.0", "local_port"),
        ("play_ringtone = 1", "play_ringtone"),
        ('language = "klingon"', "language"),
        ('default_account = "nobody"', "default_account"),
        ("audio = 7", "audio"),
        ("[audio]\nmicrophone = []", "audio.microphone"),
        ('accounts = "none"', "accounts"),
        ("accounts = [7]", "accounts[0]"),
        ('[[accounts]]\nid = "a"', "accounts[0]"),
        ('[[accounts]]\nid = " "\nuri = "sip:a@h"', "accounts[0].id"),
        ('[[accounts]]\nid = "a"\nuri = "sip:a@h\\r\\nRoute: <sip:evil>"', "accounts[0].uri"),
    ],
)
def test_a_bad_value_gives_way_to_its_default_and_is_reported(
    file: TomlSettingsFile, text: str, key: str
) -> None:
    """One mistake costs one value, not the file; a value with a line end never reaches a SIP header."""
    assert load_text(file, text) == Settings()
    assert key in [problem.key for problem in file.report.problems]
    assert file.report.set_aside is None


def test_the_good_values_beside_bad_ones_are_taken(file: TomlSettingsFile) -> None:
    """An account with a wrong transport is still an account; one without an address is left out and kept."""
    text = (
        "max_hops = 3\nlocal_port = -1\n\n"
        '[[accounts]]\nid = "bad"\n\n'
        '[[accounts]]\nid = "anna"\nuri = "sip:anna@office.example"\ntransport = "pigeon"\n\n'
        '[[accounts]]\nid = "anna"\nuri = "sip:other@office.example"\n'
    )
    read = load_text(file, text)
    assert read == Settings(accounts=(Account("anna", "sip:anna@office.example"),), max_hops=3)
    assert [problem.key for problem in file.report.problems] == [
        "local_port",
        "accounts[0]",
        "accounts[1].transport",
        "accounts[2]",
    ]
    file.save(read)
    assert 'id = "bad"' in file.path.read_text(encoding="utf-8")


BROKEN = {
    "no TOML": b"max_hops = = 3",
    "half a file": b'[[accounts]]\nid = "anna"\nuri = "sip:an',
    "noise": bytes(range(256)),
    "not UTF-8": 'language = "ру"'.encode("koi8-r"),
    "endless": b"#" * 2_000_000,
    "deep": b"x = " + b"[" * 50_000,
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_is_set_aside_and_the_phone_starts_with_defaults(
    file: TomlSettingsFile, content: bytes
) -> None:
    """The person's file is kept under another name, by loading and by saving."""
    for step in (file.load, lambda: file.save(FULL)):
        file.path.write_bytes(content)
        step()
    assert file.load() == FULL
    kept = list(file.path.parent.glob("settings.toml.damaged-*"))
    assert [each.read_bytes() for each in kept] == [content, content]


def test_loading_a_broken_file_is_reported(file: TomlSettingsFile) -> None:
    """The report says where the file is now and why."""
    file.path.write_bytes(b"=")
    assert file.load() == Settings()
    assert file.report.set_aside is not None
    assert file.report.set_aside.read_bytes() == b"="
    assert file.report.reason


def test_a_file_behind_a_link_stays_behind_it(file: TomlSettingsFile, tmp_path: Path) -> None:
    """People keep such files elsewhere."""
    real = tmp_path / "dotfiles.toml"
    real.write_text("# linked\n")
    file.path.symlink_to(real)
    file.save(FULL)
    assert file.path.is_symlink()
    assert "# linked" in real.read_text(encoding="utf-8")
    assert file.load() == FULL


def test_a_save_that_fails_leaves_the_file_as_it_was(
    file: TomlSettingsFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole or not at all, and nothing is left lying about."""
    file.save(FULL)
    before = file.path.read_bytes()

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(StoreError, match="No space left"):
        file.save(Settings())
    assert file.path.read_bytes() == before
    assert [each.name for each in file.path.parent.iterdir()] == ["settings.toml"]
