"""Links that somebody clicked: whatever they hold, nothing but an address comes out."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.link import LONGEST, LinkProblem, read_link
from softphone.sip.text import has_hidden
from softphone.sip.uri import SipUri, parse_uri

_PIECES = st.sampled_from(
    [
        *(
            "sip:",
            "sips:",
            "tel:",
            "callto:",
            "//",
            "anna",
            ":",
            "@",
            "office.example",
            ";",
            "?",
            "&",
            "=",
            "%00",
        ),
        *(
            "%",
            "%E2%80%AE",
            "Route",
            "maddr=evil.example",
            "transport=tls",
            "\u202e",
            "\n",
            "--",
            " ",
            "+7495",
        ),
        *("[::1]", "%40", "\ufffd", "<", ">"),
    ]
)


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("sip:anna@office.example", "sip:anna@office.example"),
        ("SIPS:anna@office.example:5061;transport=tls", "sips:anna@office.example:5061;transport=tls"),
        ("sip://anna@office.example/", "sip:anna@office.example"),
        ("sip:anna%40office.example", "sip:anna@office.example"),
        ("tel:+7-495-555-01-01", "tel:+7-495-555-01-01"),
        ("tel:+7%20(495)%20555", "+7 (495) 555"),
        ("tel:555;phone-context=office.example;ext=12", "tel:555;phone-context=office.example;ext=12"),
        ("callto:+74955550101", "+74955550101"),
        ("callto:anna.k?call", "anna.k"),
        ("callto://anna@office.example/", "sip:anna@office.example"),
        ("callto:sip:anna@office.example", "sip:anna@office.example"),
        ("+7 495 555-01-01", "+7 495 555-01-01"),
        ("anna@office.example:5070", "anna@office.example:5070"),
        ("office.example:5070", "office.example:5070"),
        ("--options", "--options"),
    ],
)
def test_what_a_link_calls(link: str, address: str) -> None:
    read = read_link(link)
    assert (read.address, read.problem, read.dropped, read.password) == (address, None, (), False)


@pytest.mark.parametrize(
    ("link", "address", "dropped"),
    [
        ("sip:a@b.example?Route=%3Csip:evil%3E&Subject=x", "sip:a@b.example", ("Route", "Subject")),
        (
            "sip:a@b.example;maddr=192.0.2.1;method=REFER;user=phone",
            "sip:a@b.example;user=phone",
            ("maddr", "method"),
        ),
        ("tel:+1555;postd=12345;ext=3", "tel:+1555;ext=3", ("postd",)),
        ("callto:a@b.example?Route=evil&route=again", "sip:a@b.example", ("Route",)),
    ],
)
def test_what_would_set_parts_of_the_call_is_left_out_and_named(
    link: str, address: str, dropped: tuple[str, ...]
) -> None:
    read = read_link(link)
    assert (read.address, read.dropped) == (address, dropped)


def test_names_of_headers_are_bounded() -> None:
    """A link with hundreds of them does not fill the window."""
    read = read_link("sip:a@b.example?" + "&".join(f"X{number}{'y' * 99}=1" for number in range(15)))
    assert len(read.dropped) == 9
    assert read.dropped[-1] == "…"
    assert max(map(len, read.dropped)) <= 40


@pytest.mark.parametrize(
    "link",
    [
        "sip:anna:secret@office.example",
        "sips://anna:secret@office.example?Subject=x",
        "callto:sip:anna:secret@office.example",
        "sip:anna:secret:more@office.example",
        "sip:anna:secret@office example",
    ],
)
def test_a_password_in_a_link_goes_nowhere(link: str) -> None:
    """Neither into the dial field, which a neighbour reads, nor onto the wire."""
    read = read_link(link)
    assert "secret" not in read.address
    assert read.problem is not None or (read.password and "secret" not in read.shown)


@pytest.mark.parametrize(
    ("link", "problem"),
    [
        ("", LinkProblem.EMPTY),
        (" \n", LinkProblem.EMPTY),
        ("sip:" + "a" * 65_536 + "@b.example", LinkProblem.TOO_LONG),
        (b"sip:" + b"\xd0\x90" * LONGEST + b"@b", LinkProblem.TOO_LONG),
        ("sip:a\x00@b.example", LinkProblem.HIDDEN),
        ("sip:a%00@b.example", LinkProblem.HIDDEN),
        ("sip:a%2500@b.example", LinkProblem.HIDDEN),
        ("sip:a%0d%0aRoute:%20x@b.example", LinkProblem.HIDDEN),
        ("sip:a\u202emoc@b.example", LinkProblem.HIDDEN),
        ("sip:a%E2%80%AEmoc@b.example", LinkProblem.HIDDEN),
        ("sip:a\u200b@b.example", LinkProblem.HIDDEN),
        (b"sip:\xff\xfe@b.example", LinkProblem.HIDDEN),
        ("http://office.example", LinkProblem.OTHER_SCHEME),
        ("file:///etc/passwd", LinkProblem.OTHER_SCHEME),
        ("javascript:alert(1)", LinkProblem.OTHER_SCHEME),
        ("sip:", LinkProblem.NO_ADDRESS),
        ("sip:a@", LinkProblem.NO_ADDRESS),
        ("tel:anna", LinkProblem.NO_ADDRESS),
        ("callto:", LinkProblem.NO_ADDRESS),
    ],
)
def test_what_cannot_be_called_says_why(link: str | bytes, problem: LinkProblem) -> None:
    assert read_link(link).problem is problem


@pytest.mark.parametrize(
    "link",
    [
        *("tel:112", "sip:911@office.example", "callto:1-1-2", "999", "tel:1%2012"),
        # Written in another way, they are dialled all the same.
        *("tel:\uff11\uff11\uff12", "callto:\u0661\u0661\u0662", "sip:\uff11\uff11\uff12@office.example"),
        *("callto:1/1/2", "callto:1\u20101\u20102", "sip:112;phone-context=+49@office.example"),
    ],
)
def test_a_number_that_may_be_an_emergency_one_is_marked(link: str) -> None:
    assert read_link(link).emergency


@pytest.mark.parametrize(
    "link", ["sip:аnna@office.example", "sip:anna@оffice.example", "аnna@office.example"]
)
def test_letters_that_pass_for_others_are_marked(link: str) -> None:
    assert read_link(link).look_alike in ("а", "о")
    assert not read_link(link.replace("а", "a").replace("о", "o")).look_alike


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400), st.lists(_PIECES, max_size=14).map("".join)))
@example(b"sip:a@b?" + b"&" * 3000)
@example("callto:" * 200)
def test_any_bytes_are_read(given_link: bytes | str) -> None:
    """What comes out is safe to show and holds nothing that would change a call."""
    read = read_link(given_link)
    for shown in (read.shown, read.address, *read.dropped):
        assert not has_hidden(shown)
        assert "\n" not in shown
    assert len(read.shown) <= 300
    assert len(read.dropped) <= 9
    if read.problem is None and read.address:
        try:
            called = parse_dialled(read.address, default_domain="office.example")
        except SipParseError:
            return  # the window says what is wrong
        uri = parse_uri(called)
        assert isinstance(uri, SipUri)
        assert (uri.password, uri.headers) == (None, ())
        assert uri.param("maddr") is None
