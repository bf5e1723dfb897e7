"""What a start was asked for: an address comes from anybody and is never an option."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone import launch
from softphone.store.profile import Profile

_WORDS = st.one_of(
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), min_size=1),
    st.sampled_from(["--demo", "--tour", "--profile", "--", "-h", "--version", "--hidden", "--local-port=1"]),
)


@pytest.mark.parametrize(
    ("argv", "addresses"),
    [
        ([], ()),
        (["--"], ()),
        (["--demo"], ()),
        (["sip:anna@office.example"], (b"sip:anna@office.example",)),
        (["--", "--demo"], (b"--demo",)),
        (["--profile", "x", "--", "--profile=/etc"], (b"--profile=/etc",)),
        (["--profile", "sip:x", "sip:y"], (b"sip:y",)),
        (["--prof", "x", "sip:y"], (b"sip:y",)),
        (["--language=ru", "sip:y", "sip:z"], (b"sip:y", b"sip:z")),
        (["--", "a", "--", "b"], (b"a", b"--", b"b")),
        (["\udcff"], (b"\xff",)),
        (["--", ""], ()),
    ],
)
def test_addresses_stand_after_the_options(argv: list[str], addresses: tuple[bytes, ...]) -> None:
    assert launch.parse(argv).addresses == addresses


@given(st.lists(_WORDS, max_size=5))
def test_nothing_behind_two_dashes_is_an_option(words: list[str]) -> None:
    """`softphone -- URI` is how the desktop starts the phone for a link."""
    options = launch.parse(["--", *words])
    assert options.addresses == tuple(os.fsencode(each) for each in words)
    assert (options.demo, options.tour, options.profile, options.hidden) == (False, None, None, False)


@pytest.mark.parametrize(
    "argv", [["sip:x", "--demo"], ["--profile"], ["-x"], ["--local-port", "--demo", "sip:x"]]
)
def test_options_in_the_wrong_place_are_said(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        launch.parse(argv)
    assert ended.value.code == 64
    assert "softphone: " in capsys.readouterr().err


@pytest.mark.parametrize("data_home", ["", "  ", "/somewhere/else", None])
def test_the_folder_that_is_one_phones_is_that_of_its_data(
    data_home: str | None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Said twice, because the store is loaded later."""
    monkeypatch.setenv("HOME", str(tmp_path))
    if data_home is None:
        monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    else:
        monkeypatch.setenv("XDG_DATA_HOME", data_home)
    assert launch.data_folder(launch.parse([])) == Profile.default().data
    named = launch.parse(["--profile", str(tmp_path / "a" / ".." / "b")])
    assert launch.data_folder(named) == Profile.at(tmp_path / "b").data
    assert launch.data_folder(launch.parse(["--demo"])) is None
