import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.dialled import DialProblem, parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.uri import SipUri, parse_uri

_HERE = "office.example"


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("+7 (495) 555-01-01", "sip:+74955550101@office.example;user=phone"),
        ("100", "sip:100@office.example;user=phone"),
        ("*67#", "sip:*67%23@office.example;user=phone"),
        ("٠١٢", "sip:012@office.example;user=phone"),
        ("\u202a+7 495 555\u202c", "sip:+7495555@office.example;user=phone"),
        ("tel:+7-495-555", "sip:+7495555@office.example;user=phone"),
        ("tel:555;phone-context=+7495;ext=3", "sip:555;ext=3;phone-context=+7495@office.example;user=phone"),
        ("tel:+7 495 555", "sip:+7495555@office.example;user=phone"),
        ("sip:100", "sip:100@office.example;user=phone"),
        ("anna", "sip:anna@office.example"),
    ],
)
def test_numbers_and_names_are_completed_with_the_accounts_domain(typed: str, dialled: str) -> None:
    """A number or a bare name is called at the account's domain."""
    assert parse_dialled(typed, default_domain=_HERE) == dialled
    with pytest.raises(SipParseError) as caught:
        parse_dialled(typed)
    assert caught.value.reason == DialProblem.NO_DOMAIN


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("anna@office.example", "sip:anna@office.example"),
        ("  anna@office.example\n", "sip:anna@office.example"),
        ("sip:anna@office.example;transport=tls", "sip:anna@office.example;transport=tls"),
        ("SIPS:anna@office.example", "sips:anna@office.example"),
        ("<sip:anna@office.example>", "sip:anna@office.example"),
        ('"Anna" <sip:anna@office.example>;q=0.5', "sip:anna@office.example"),
        ("10.0.0.5", "sip:10.0.0.5"),
        ("10.0.0.5:5070", "sip:10.0.0.5:5070"),
        ("sip:10.0.0.5", "sip:10.0.0.5"),
        ("localhost:5070", "sip:localhost:5070"),
        ("office.example", "sip:office.example"),
        ("2001:db8::1", "sip:[2001:db8::1]"),
        ("[::1]:5070", "sip:[::1]:5070"),
        ("100@[::1]:5070", "sip:100@[::1]:5070"),
        ("sip:anna@office.example?Route=x", "sip:anna@office.example"),
        ("анна@офис.рф", "sip:%D0%B0%D0%BD%D0%BD%D0%B0@xn--h1alkk.xn--p1ai"),
    ],
)
@pytest.mark.parametrize("domain", [None, _HERE])
def test_full_addresses_need_no_account(typed: str, dialled: str, domain: str | None) -> None:
    """An address with a host is called as it is."""
    assert parse_dialled(typed, default_domain=domain) == dialled


@pytest.mark.parametrize(
    ("typed", "offset"),
    [
        ("", 0),
        ("   ", 3),
        ("+7495abc", 5),
        ("1-800-FLOWERS", 6),
        ("anna smith", 4),
        ("anna@", 5),
        ("a b@office.example", 1),
        ("  sip:anna@of fice", 13),
        ("anna@10.0.0.5:99999", 14),
        ("sip:%zz@h", 4),
        ("mailto:anna@office.example", 0),
        ("javascript:alert(1)", 0),
        ("Anna <sip:anna@h", 16),
        ("Anna <sip:an na@h>", 12),
    ],
)
def test_a_mistake_is_shown_at_its_letter(typed: str, offset: int) -> None:
    """The offset counts in the text as it was typed, blanks and name included."""
    with pytest.raises(SipParseError) as caught:
        parse_dialled(typed, default_domain=_HERE)
    assert caught.value.offset == offset


@given(
    st.text(max_size=40) | st.text("0123456789+-() sip:tel@.<>;[]%", max_size=25),
    st.sampled_from([None, _HERE]),
)
def test_any_text_gives_a_sip_uri_or_a_parse_error(typed: str, domain: str | None) -> None:
    """Whatever is typed, there is a SIP URI to call or an error that points into the text."""
    try:
        uri = parse_uri(parse_dialled(typed, default_domain=domain))
    except SipParseError as error:
        assert 0 <= error.offset <= len(typed)
    else:
        assert isinstance(uri, SipUri)
        assert str(uri).isascii()
