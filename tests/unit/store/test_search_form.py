"""One spelling for all the ways of writing a name, a number or an address."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.store import number_forms
from softphone.store.search_form import Word, form, text_of, words_of


def found(typed: str, name: str, *uris: str, organisation: str = "") -> bool:
    text = text_of(name, organisation, uris)
    return all(word.form in text or (word.else_ != "" and word.else_ in text) for word in words_of(typed))


@pytest.mark.parametrize(
    "spellings",
    [
        ("Анна", "Anna", "АННА", "anna"),
        ("Юлия", "Yulia", "Julia", "Yuliya"),
        ("Юля", "Yulya"),
        ("Наталья", "Natalya"),
        ("Алексей", "Alexey", "Aleksey", "Alexei"),
        ("Михаил", "Mikhail", "Mihail"),
        ("Пётр", "Петр", "Petr", "Pyotr"),
        ("Ёлкина", "Елкина", "Elkina", "Yolkina"),
        ("Евгений", "Evgeny", "Yevgeny", "Евгений"),
        ("Щукина", "Shchukina", "Schukina"),
        ("Müller", "Muller", "Mueller"),
        ("Straße", "Strasse"),
        ("Wladimir", "Владимир", "Vladimir"),
        ("Κωνσταντίνος", "Konstantinos"),
        ("王小明", "wang", "xiao ming", "小明"),
        ("O’Brien", "obrien", "O'Brien"),
    ],
)
def test_a_name_is_found_in_every_script_and_spelling(spellings: tuple[str, ...]) -> None:
    """By whatever of them somebody types, when it stands in the contacts as the first of them."""
    for typed in spellings:
        assert found(typed, spellings[0]), typed


@pytest.mark.parametrize(
    "uri", ["tel:+7-495-555-01-01", "sip:+74955550101@office.example", "tel:+7(495)5550101"]
)
@pytest.mark.parametrize(
    "typed",
    [
        "8 (495) 555-01-01",
        "+7 495 5550101",
        "555-01-01",
        "495 555",
        "0101",
        "tel:+74955550101",
        "8 495 55",
        "+7",
    ],
)
def test_a_number_is_found_in_any_formatting(uri: str, typed: str) -> None:
    """As it is dialled in its country, from abroad, and by any part of it."""
    assert found(typed, "Anna", uri)
    assert found(typed, "Anna", "tel:8-495-555-01-01") or typed in ("+7", "tel:+7")


@pytest.mark.parametrize("typed", ["%", "_", "\0zz", "\ud800", "a" * 10_000, "anna%", "zzq"])
def test_signs_are_letters_like_others(typed: str) -> None:
    """Nothing is a wildcard, and what nobody has is not found."""
    assert not found(typed, "Anna Alexeeva", "sip:anna@office.example")


def test_words_are_looked_for_each_and_what_is_in_another_once() -> None:
    """The longest first."""
    assert [word.form for word in words_of("an anna  petr")] == ["petr", "ana"]
    assert words_of("sip:anna@h") == (Word("ana@h"),)
    assert words_of(" \t") == ()
    assert len(words_of(" ".join(f"word{number}" for number in range(100)))) == 8


@given(st.text(max_size=40), st.integers(0, 40))
def test_half_of_what_is_typed_finds_what_all_of_it_finds(text: str, length: int) -> None:
    """So a list gets shorter with each letter, and never shows again what it has left out."""
    whole = form(text)
    half = form(" ".join(text.split())[:length])
    assert half.rstrip("k") in whole or not text.isascii()
    assert "\n" not in whole
    assert "\x1e" not in whole


NUMBERS = [
    phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.FIXED_LINE)
    for region in (
        "RU",
        "DE",
        "US",
        "GB",
        "FR",
        "CN",
        "KZ",
        "BY",
        "UA",
        "JP",
        "BR",
        "IN",
        "FI",
        "TR",
        "HU",
        "EE",
    )
]


@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_what_is_dialled_in_a_country_is_the_number_from_abroad(number: phonenumbers.PhoneNumber) -> None:
    """The same as the library says that has all numbering plans."""
    full = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    dialled = number_forms.digits_of(
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    )
    assert number_forms.country_of(full) == str(number.country_code)
    assert number_forms.same_number(full, dialled)
    assert number_forms.tail_of(full) == number_forms.tail_of(dialled)
    assert not number_forms.same_number(full, dialled[:-1] + str((int(dialled[-1]) + 1) % 10))
    assert found(dialled, "Anna", f"tel:{full}")
    assert found(full, "Anna", f"tel:{dialled}")


def test_every_calling_code_is_known() -> None:
    """Cut off a number as the library does it."""
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        assert number_forms.country_of(f"+{code}5550101") == str(code)


@pytest.mark.parametrize(
    ("uri", "number"),
    [
        ("tel:+7-495-555-01-01", "+74955550101"),
        ("tel:8(495)5550101", "84955550101"),
        ("tel:007495-555-01-01", "+74955550101"),
        ("sip:+74955550101@h;user=phone", "+74955550101"),
        ("sip:84955550101@h;user=phone", "84955550101"),
        ("sip:84955550101@h", ""),
        ("tel:112", ""),
        ("sip:anna@h", ""),
        ("mailto:+74955550101@h", ""),
        ("no address", ""),
    ],
)
def test_addresses_name_numbers_or_none(uri: str, number: str) -> None:
    """Digits before a host may be anybody's account there, unless they say that they are a number."""
    assert number_forms.number_of(uri) == number


@pytest.mark.parametrize(
    "typed", ["+49 (0)30 123456", "0049 (0)30 123456", "+49(0)30-12 34 56", "030 123456"]
)
def test_a_trunk_prefix_in_brackets_is_none_of_the_number(typed: str) -> None:
    """As numbers stand on business cards."""
    assert found(typed, "Anna", "tel:+4930123456")


@pytest.mark.parametrize("typed", ["8 (495) 555-0", "8 495 555", "8 (495) 55", "(0495) 555"])
def test_half_a_national_number_is_found_whoever_has_these_digits_by_chance(typed: str) -> None:
    """With its trunk prefix, when among many people somebody else's number holds just what was typed."""
    (word,) = words_of(typed)
    assert word.form in text_of("Anna", "", ["tel:+74955550101"])
