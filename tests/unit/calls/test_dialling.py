"""Which account calls what is typed, and in which form."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, DiallingRule
from softphone.calls.settings import Settings
from softphone.sip.errors import SipParseError
from tests.support.core_phone import TestPhone, running_phone

OFFICE = Account(
    "office",
    "sip:me@office.example",
    dialling=DiallingRule(prefixes=("10", "8 495"), domains=("branch.example", "@Factory.example")),
)
HOME = Account(
    "home",
    "sip:me@home.example",
    dialling=DiallingRule(country="7", trunk_prefix="8", international_prefix="810", prefixes=("+7",)),
)
OFF = Account("off", "sip:me@off.example", enabled=False, dialling=DiallingRule(prefixes=("1020",)))


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    settings = Settings(accounts=(HOME, OFFICE, OFF), default_account="home")
    with running_phone(tmp_path, settings=settings) as running:
        yield running


@pytest.mark.parametrize(
    ("typed", "account"),
    [
        ("sip:anna@office.example", "office"),
        ("anna@branch.example", "office"),
        ("<sip:anna@FACTORY.example:5070;transport=tcp>", "office"),
        ("anna@elsewhere.example", "home"),
        ("anna", "home"),
        ("1020", "office"),
        ("8 (495) 555-01-01", "office"),
        ("+7 916 123 45 67", "home"),
        ("8 916 123 45 67", "home"),
        ("tel:+7-916-123-45-67", "home"),
        ("", "home"),
        ("bo b@", "home"),
        ("anna@[2001:db8::1]:5060", "home"),
    ],
)
def test_the_account_by_rule(phone: TestPhone, typed: str, account: str) -> None:
    """By host, by the longest beginning of the number in either form, else the default; never one that is off."""
    assert phone.controller.account_of(typed) == account


def test_no_account_at_all(phone: TestPhone) -> None:
    """Then nothing is chosen."""
    phone.settings = Settings()
    assert phone.controller.account_of("1020") == ""


def test_a_number_is_dialled_as_the_account_wants_it(phone: TestPhone) -> None:
    """What is shown is what goes out, through the account that is asked for."""
    wanted = "sip:+79161234567@home.example;user=phone"
    assert phone.controller.dialled_uri("8 916 123-45-67") == wanted
    phone.call("8 916 123-45-67")
    assert (phone.engine.invites[-1].request_uri, phone.engine.invites[-1].account_id) == (wanted, "home")
    number = phone.controller.dialled_uri("8 916 123-45-67", account_id="office")
    assert number == "sip:89161234567@office.example;user=phone"
    with pytest.raises(SipParseError):
        phone.controller.dialled_uri("8 916", account_id="off")


def test_an_emergency_number_is_never_rewritten(phone: TestPhone) -> None:
    """Not by any prefix."""
    dialling = replace(HOME.dialling, outside_prefix="9", send_plus=False)
    phone.settings = Settings(accounts=(replace(HOME, dialling=dialling),))
    assert phone.controller.dialled_uri("112") == "sip:112@home.example;user=phone"


def test_an_address_is_not_rewritten(phone: TestPhone) -> None:
    """Who writes a host means that user there."""
    assert phone.controller.dialled_uri("sip:89161234567@home.example") == "sip:89161234567@home.example"


def test_a_contact_is_known_by_a_number_in_any_form(phone: TestPhone) -> None:
    """Going out and coming in, whatever the server is sent."""
    phone.settings = Settings(accounts=(replace(HOME, dialling=replace(HOME.dialling, send_plus=False)),))
    phone.add_contact("Anna", "tel:+79161234567")
    attempt = phone.call("8 916 123 45 67")
    assert phone.engine.invites[-1].request_uri == "sip:89161234567@home.example;user=phone"
    assert phone.view(attempt).party_name == "Anna"


def test_redial_calls_the_last_party_again(phone: TestPhone) -> None:
    """Through the same account; nobody when nothing was dialled."""
    assert phone.controller.redial() is None
    first = phone.controller.place_call("1020", account_id="home")
    phone.controller.hang_up(first)
    phone.end(487)
    phone.settle()
    again = phone.controller.redial()
    assert again is not None
    assert phone.view(again).party_uri == phone.view(first).party_uri
    assert phone.engine.invites[-1].account_id == "home"


def test_voicemail_is_one_call(phone: TestPhone) -> None:
    """At the number that the person has set; nothing without one."""
    assert phone.controller.hear_voicemail("office") is None
    phone.settings = Settings(accounts=(replace(OFFICE, voicemail="*97"),))
    assert phone.controller.hear_voicemail("office") is not None
    assert phone.engine.invites[-1].request_uri == "sip:*97@office.example;user=phone"
