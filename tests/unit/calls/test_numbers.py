"""Numbers as people write them and as servers want them, country by country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.calls.accounts import DiallingRule
from softphone.calls.numbers import as_sent, digits_of, international, same_number

RUSSIA = DiallingRule(country="7", trunk_prefix="8", international_prefix="810")
RUSSIA_AS_DIALLED = DiallingRule(country="+7", trunk_prefix="8", international_prefix="8~10", send_plus=False)
GERMANY = DiallingRule(country="49", trunk_prefix="0", international_prefix="00")
GERMAN_HOUSE = DiallingRule(country="49", trunk_prefix="0", international_prefix="00", outside_prefix="0")
USA = DiallingRule(country="1", trunk_prefix="1", international_prefix="011")
USA_HOUSE = DiallingRule(country="1", trunk_prefix="1", international_prefix="011", outside_prefix="9")
MOSCOW_HOUSE = DiallingRule(country="7", trunk_prefix="8", international_prefix="810", outside_prefix="9")
DENMARK = DiallingRule(country="45", international_prefix="00")
PLAIN_HOUSE = DiallingRule(outside_prefix="9")


@pytest.mark.parametrize(
    ("typed", "rule", "sent"),
    [
        ("8 (495) 555-01-01", RUSSIA, "+74955550101"),
        ("+7 495 555 01 01", RUSSIA, "+74955550101"),
        ("7 495 555-01-01", RUSSIA, "+74955550101"),
        ("495 555-01-01", RUSSIA, "+74955550101"),
        ("8 800 555 35 35", RUSSIA, "+78005553535"),
        ("800 555 35 35", RUSSIA, "+78005553535"),
        ("8 10 49 30 123456", RUSSIA, "+4930123456"),
        ("112", RUSSIA, "112"),
        ("103", RUSSIA, "103"),
        ("1020", RUSSIA, "1020"),
        ("*21*89161234567%23", RUSSIA, "*21*89161234567%23"),
        ("+7 495 555 01 01", RUSSIA_AS_DIALLED, "84955550101"),
        ("+49 30 123456", RUSSIA_AS_DIALLED, "8104930123456"),
        ("8 916 123 45 67", RUSSIA_AS_DIALLED, "89161234567"),
        ("030 123456", GERMANY, "+4930123456"),
        ("+49 (0)30 123456", GERMANY, "+4930123456"),
        ("0049 30 123456", GERMANY, "+4930123456"),
        ("00 7 495 555 0101", GERMANY, "+74955550101"),
        ("123456", GERMANY, "123456"),
        ("1234567", GERMANY, "1234567"),
        ("110", GERMANY, "110"),
        ("0", GERMANY, "0"),
        ("030 123456", GERMAN_HOUSE, "0030123456"),
        ("0049 30 123456", GERMAN_HOUSE, "0030123456"),
        ("+33 1 23 45 67 89", GERMAN_HOUSE, "00033123456789"),
        ("(212) 555-0100", USA, "+12125550100"),
        ("1 212 555 0100", USA, "+12125550100"),
        ("011 44 20 7946 0000", USA, "+442079460000"),
        ("911", USA, "911"),
        ("555-0100", USA, "5550100"),
        ("212 555 0100", USA_HOUSE, "912125550100"),
        ("9 1 212 555 0100", USA_HOUSE, "912125550100"),
        ("9 212 555 0100", USA_HOUSE, "92125550100"),
        ("+44 20 7946 0000", USA_HOUSE, "9011442079460000"),
        ("911", USA_HOUSE, "911"),
        ("1020", USA_HOUSE, "1020"),
        ("916 123 45 67", MOSCOW_HOUSE, "989161234567"),
        ("9 8 495 555 01 01", MOSCOW_HOUSE, "984955550101"),
        ("32 12 34 56", DENMARK, "+4532123456"),
        ("0032 2 123 45 67", DENMARK, "+3221234567"),
        ("5550123", PLAIN_HOUSE, "95550123"),
        ("95550123", PLAIN_HOUSE, "95550123"),
        ("+4930123456", DiallingRule(), "+4930123456"),
        ("004930123456", DiallingRule(), "004930123456"),
        ("99999999999999999999", RUSSIA, "99999999999999999999"),
    ],
)
def test_what_the_server_is_sent(typed: str, rule: DiallingRule, sent: str) -> None:
    """What the rule knows is rewritten; extensions, codes, emergencies and what it does not know are not."""
    assert as_sent(digits_of(typed) or typed, rule) == sent


@given(st.from_regex(r"\+?[0-9*#]{0,20}", fullmatch=True))
@pytest.mark.parametrize("rule", [RUSSIA, GERMANY, USA, DENMARK])
def test_what_is_sent_with_a_plus_is_read_the_same_again(rule: DiallingRule, typed: str) -> None:
    """An international form is final, and nothing that was typed raises."""
    sent = as_sent(typed, rule)
    assert as_sent(sent, rule) == sent
    assert international(sent, rule) in {"", sent}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("8 (495) 555-01-01", "+74955550101", True),
        ("4955550101", "84955550101", True),
        ("1020", "10-20", True),
        ("+74955550102", "+74955550101", False),
        ("", "", False),
        ("anna", "anna", False),
    ],
)
def test_numbers_are_compared_by_what_they_dial(one: str, other: str, same: bool) -> None:
    """Formatting and prefixes make no difference; words are no numbers."""
    assert same_number(one, other, RUSSIA) is same


def test_digits_of_any_script() -> None:
    """Arabic-Indic digits are digits; letters make it no number."""
    assert digits_of("+٧ (٤٩٥) ٥٥٥-٠١-٠١") == "+74955550101"
    assert digits_of("8 495 call me") == ""
