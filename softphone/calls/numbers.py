"""Telephone numbers as people write them, and as a server wants them: a rule of the account, no table of the world.

A number is known in its international form (ITU-T E.164) when the rule tells how; what it does not tell is dialled as
it was typed: extensions, service codes, local numbers. Emergency numbers are never touched.
"""

import re
from typing import Final

from softphone.calls.accounts import DiallingRule

# They are emergency numbers in every network, or in that of some country (3GPP TS 22.101 section 10.1).
EMERGENCY_NUMBERS: Final = frozenset({"112", "911", "000", "08", "110", "999", "118", "119"})
# Those of a country are untouched too: they are short, and no rule reads them as more than an extension.
_SHORTEST: Final = 7  # digits of what may be a number outside the house; RFC 3966 knows no lower bound
_LONGEST: Final = 15  # E.164
# Numbering plans in which every national number has ten digits, so that one without the trunk prefix is known too,
# and one that merely begins with its digit is not taken for one.
_NATIONAL_DIGITS: Final = {"1": 10, "7": 10}
_PLAIN: Final = re.compile(r"\+?[0-9]+")
_NOT_A_DIGIT: Final = re.compile(r"[^0-9]")


def international(number: str, rule: DiallingRule) -> str:
    """`number` (digits, perhaps after a "+") as "+" and digits; "" when the rule does not say what it is."""
    if not _PLAIN.fullmatch(number) or number in EMERGENCY_NUMBERS:
        return ""
    return _read(number, rule) or _read(_without_outside_prefix(number, rule), rule)


def _read(number: str, rule: DiallingRule) -> str:
    if number.startswith("+"):
        return number if _SHORTEST <= len(number) - 1 <= _LONGEST else ""
    if len(number) < _SHORTEST:
        return ""
    abroad = _digits(rule.international_prefix)
    if abroad and number.startswith(abroad) and _SHORTEST <= len(number) - len(abroad) <= _LONGEST:
        return "+" + number[len(abroad) :]
    country = _digits(rule.country)
    national = _national(number, country, _digits(rule.trunk_prefix)) if country else ""
    return f"+{country}{national}" if national and len(country + national) <= _LONGEST else ""


def as_sent(number: str, rule: DiallingRule) -> str:
    """What the account's server is sent for `number`, which may be typed in any of the forms that the rule knows."""
    known = international(number, rule)
    outside = _digits(rule.outside_prefix)
    if not known:
        leaves = _PLAIN.fullmatch(number) and len(number) >= _SHORTEST
        return outside + number if outside and leaves and not number.startswith(("+", outside)) else number
    if outside:  # a "+" after it would be no number
        return outside + _in_the_country(known, rule).removeprefix("+")
    return known if rule.send_plus else _in_the_country(known, rule)


def same_number(one: str, other: str, rule: DiallingRule) -> bool:
    """Whether two numbers are one, however they are written."""
    first, second = (international(number, rule) or number for number in (digits_of(one), digits_of(other)))
    return first != "" and first.removeprefix("+") == second.removeprefix("+")


def digits_of(text: str) -> str:
    """A number without what people put between its digits, "" for what is none. Any script's digits."""
    stripped = text.strip()
    plus = "+" if stripped.startswith(("+", "(+")) else ""
    if not all(char.isdecimal() or char in " \t()./-+\u00a0\u2010\u2011\u2012\u2013" for char in stripped):
        return ""
    if plus:
        stripped = stripped.replace(
            "(0)", "", 1
        )  # "+49 (0)30": the trunk prefix that is not dialled from abroad
    digits = "".join(str(int(char)) for char in stripped if char.isdecimal())
    return plus + digits if digits else ""


def _national(number: str, country: str, trunk: str) -> str:
    """The national significant number, "" when `number` is none."""
    fixed = _NATIONAL_DIGITS.get(country)
    if fixed is not None:
        if len(number) == fixed:
            return number
        if trunk and number.startswith(trunk) and len(number) == fixed + len(trunk):
            return number[len(trunk) :]
        # "7 495 …" and "1 212 …" are written without "+" as often as with it.
        return (
            number[len(country) :]
            if number.startswith(country) and len(number) == fixed + len(country)
            else ""
        )
    if not trunk:
        return number
    return number[len(trunk) :] if number.startswith(trunk) and number[len(trunk) :].strip("0") else ""


def _in_the_country(known: str, rule: DiallingRule) -> str:
    country, abroad = _digits(rule.country), _digits(rule.international_prefix)
    digits = known.removeprefix("+")
    if country and digits.startswith(country):
        return _digits(rule.trunk_prefix) + digits[len(country) :]
    return abroad + digits if abroad else known


def _without_outside_prefix(number: str, rule: DiallingRule) -> str:
    """What was typed with the prefix of the house, though the phone dials it; "" for anything else.

    Asked for when the whole means nothing: 00 49 is not 0 and 049.
    """
    outside = _digits(rule.outside_prefix)
    rest = number.removeprefix(outside) if outside else number
    starts = tuple(p for p in (_digits(rule.international_prefix), _digits(rule.trunk_prefix), "+") if p)
    return rest if rest != number and rest.startswith(starts) else ""


def _digits(text: str) -> str:
    return _NOT_A_DIGIT.sub("", text)
