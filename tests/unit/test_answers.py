"""The texts about the answers: complete in each language, true to each other, found by what people type."""

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.answers import answers
from softphone.resources import resource_path

LANGUAGES = ("en", "ru")
REQUIRED = {300, 301, 302, 305, 380, 485, 403, 404, 408, 410, 480, 486, 488, 503, 600, 603}


def keys(table: object) -> object:
    if isinstance(table, dict):
        return {key: keys(value) for key, value in table.items()}
    if isinstance(table, list):
        return [keys(value) for value in table]
    if isinstance(table, int):
        return table
    assert isinstance(table, str) and table.strip()
    return sorted(re.findall(r"\{\w+\}", table))


def test_every_language_explains_the_same_codes() -> None:
    """English and Russian hold the same keys, codes, pairs and placeholders, none of them empty."""
    english, russian = (
        keys(tomllib.loads(resource_path("texts", f"{language}.toml").read_text("utf-8")))
        for language in LANGUAGES
    )
    assert english == russian


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_all_sections_and_a_neighbour(language: str) -> None:
    """What, when, how to fix and when to use which are told of every code, and what it is confused with."""
    told = answers(language)
    assert set(told.codes) >= REQUIRED
    for status in told.codes:
        meaning = told.meaning(status)
        assert meaning.is_own and meaning.title.startswith(f"{status} ")
        for text in (meaning.what, meaning.when, meaning.fix, meaning.server):
            assert text.endswith((".", "?")), (status, text)
        assert len(meaning.brief) < 90, status
        assert told.differences(status), status


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_named_in_a_text_have_a_text(language: str) -> None:
    """A code that a text refers to can be looked up, so that nobody is sent into the void."""
    told = answers(language)
    for status in told.codes:
        meaning = told.meaning(status)
        text = " ".join((meaning.brief, meaning.what, meaning.when, meaning.fix, meaning.server))
        for number in re.findall(r"\b[3-6]\d\d\b", text):
            assert int(number) in told.codes, (status, number)
            assert int(number) != status, (status, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_reads_from_both_sides(language: str) -> None:
    """What A says of B is what B says of A, with the lines changed over."""
    told = answers(language)
    for status in told.codes:
        for one in told.differences(status):
            back = [two for two in told.differences(one.other) if two.other == status]
            assert [(two.line, two.other_line) for two in back] == [(one.other_line, one.line)]


@pytest.mark.parametrize(
    ("one", "other"), [(301, 380), (301, 302), (302, 380), (486, 600), (404, 410), (480, 408)]
)
def test_those_most_often_confused_are_compared(one: int, other: int) -> None:
    """The pairs that people mix up are told apart."""
    assert other in {difference.other for difference in answers("en").differences(one)}


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("en", "moved", [301, 302]),
        ("en", "BUSY", [486, 600]),
        ("en", "380", [380]),
        ("en", "48", [480, 483, 484, 485, 486, 487, 488]),
        ("en", "5xx", [500, 502, 503, 504]),
        ("en", "voice mailbox", [486]),
        ("en", "  forwarded   DIVERTED ", [302]),
        ("ru", "занят", [486, 600]),
        ("ru", "moved", [301, 302]),
        ("ru", "переехали", [301, 302]),
        ("ru", "переадресовал", [302, 483]),
        ("ru", "4хх", [400, 401]),
        ("ru", "ЗАНЯТ ещё", [486]),
    ],
)
def test_search(language: str, typed: str, found: list[int]) -> None:
    """Numbers, the beginnings of words, endings of Russian words, English titles in both languages."""
    assert list(answers(language).search(typed)[: len(found)]) == found


@pytest.mark.parametrize("typed", ["zzz", "700", "180", "299", "3011"])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    """Nonsense and numbers outside 300 to 699 find nothing."""
    assert answers("en").search(typed) == ()


@given(st.text(max_size=60))
def test_any_text_can_be_searched_for(typed: str) -> None:
    """Whatever is typed gives codes that can be explained."""
    told = answers("ru")
    for status in told.search(typed):
        assert told.meaning(status).what


@given(st.integers(300, 699))
def test_an_unknown_code_has_the_text_of_its_class(status: int) -> None:
    """A code without a text of its own is told by its hundred (RFC 3261 section 8.1.3.2)."""
    told = answers("en")
    meaning = told.meaning(status)
    assert meaning.status == status and meaning.what and meaning.fix
    if not meaning.is_own:
        assert meaning.name == told.class_name(status // 100)
        assert told.search(str(status)) == (status,)
