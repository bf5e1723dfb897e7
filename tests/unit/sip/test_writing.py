"""What this phone writes into a 3xx, and that its own reader finds it again."""

import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Explanation
from softphone.sip.fields import parse_name_addr, split_list
from softphone.sip.redirect import explain
from softphone.sip.writing import LISTS, TEXT, Answer, Row, diversion_value, one_line, row_of, write_redirect

CALLED = "sip:me@office.example"
USERS = st.text("abcdefghijklmnopqrstuvwxyz0123456789.-_+", min_size=1, max_size=12).filter(
    lambda user: user[0].isalnum()
)
ADDRESSES = st.one_of(
    USERS.map(lambda user: f"sip:{user}@branch.example"),
    USERS.map(lambda user: f"sips:{user}@branch.example:5071"),
    st.from_regex(r"\+[1-9][0-9]{6,12}", fullmatch=True).map(lambda number: f"tel:{number}"),
    USERS.map(lambda user: f"mailto:{user}@mail.example"),
    USERS.map(lambda user: f"https://web.example/{user}?a=1&b=2"),
    USERS.map(lambda user: f"xmpp:{user}@chat.example"),
)
CALLED_ADDRESSES = ADDRESSES.filter(lambda uri: uri.startswith(("sip", "tel")))


def sent(answer: Answer, *, earlier: tuple[str, ...] = ()) -> bytes:
    """The response as the engine would send it."""
    body = answer.body.encode()
    lines = [
        f"SIP/2.0 {answer.status} {answer.reason}",
        "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKx",
        "From: <sip:caller@else.example>;tag=1",
        f"To: <{CALLED}>;tag=2",
        "Call-ID: 1@192.0.2.1",
        "CSeq: 1 INVITE",
        *earlier,
        *(f"{name}: {value}" for name, value in answer.headers),
        *([f"Content-Type: {answer.content_type}"] if answer.content_type else []),
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def read(answer: Answer) -> Explanation:
    return explain(sent(answer), request_uri=CALLED, transport="udp")


def rows(*pairs: tuple[str, str]) -> list[Row]:
    return [row_of(uri, label) for uri, label in pairs]


def contacts(answer: Answer) -> list[str]:
    return [value for name, value in answer.headers if name == "Contact"]


@given(
    uri=CALLED_ADDRESSES,
    label=st.text(max_size=100),
    status=st.sampled_from([301, 302]),
    expires=st.none() | st.integers(1, 100_000),
)
def test_one_contact_is_read_as_it_was_meant(uri: str, label: str, status: int, expires: int | None) -> None:
    """Whatever a person types as a label: one header, one target, the label as it is safe to show."""
    answer = write_redirect(status, [row_of(uri, label)], expires_s=expires)
    explanation = read(answer)
    (target,) = explanation.targets
    assert (explanation.status, explanation.rejected) == (status, ())
    assert (target.uri, target.q, target.expires) == (uri, 1.0, expires)
    assert (target.display_name_safe or "") == one_line(label)


@given(
    st.lists(st.tuples(ADDRESSES, st.text(max_size=40)), min_size=1, max_size=20, unique_by=lambda p: p[0])
)
def test_a_choice_is_offered_in_the_order_of_the_form(pairs: list[tuple[str, str]]) -> None:
    """300: every row is a Contact; q falls from 1.0 and never reaches zero."""
    answer = write_redirect(300, rows(*pairs), room=10_000, most=10_000)
    targets = read(answer).targets
    assert [t.uri for t in targets] == [uri for uri, _ in pairs]
    assert [t.display_name_safe or "" for t in targets] == [one_line(label) for _, label in pairs]
    assert all(t.q > 0 for t in targets)


@given(
    st.lists(
        st.tuples(ADDRESSES, st.text("abcdefgh Привет", max_size=20)),
        min_size=1,
        max_size=8,
        unique_by=lambda pair: pair[0],
    ),
    st.text(max_size=200).map(lambda text: text.replace(":", " ")),
)
def test_alternatives_come_back_as_the_rows_of_the_form(pairs: list[tuple[str, str]], text: str) -> None:
    """380: Contacts and body together name each row once, and nothing else."""
    explanation = read(write_redirect(380, rows(*pairs), text=text))
    named = {t.uri for t in explanation.targets} | {a.uri for a in explanation.alternatives}
    assert named == {uri for uri, _ in pairs}
    assert {t.uri for t in explanation.targets} == {uri for uri, _ in pairs if uri.startswith(("sip", "tel"))}
    assert explanation.rejected == ()


def test_labels_of_a_380_are_those_of_the_form() -> None:
    """A person reads the same words on both phones."""
    pairs = (
        ("sip:night@office.example", "Night desk"),
        ("mailto:desk@office.example", "Письмо"),
        ("https://office.example/hours", "Opening hours"),
        ("sip:vm@office.example;target=sip%3Ame%40office.example;cause=486", "Voicemail"),
    )
    answer = write_redirect(380, rows(*pairs), text="Closed today.\nBack on Monday.")
    explanation = read(answer)
    labels = {a.uri: a.label for a in explanation.alternatives}
    labels |= {t.uri: t.display_name_safe for t in explanation.targets}
    assert labels == dict(pairs)
    assert explanation.body_text is not None
    assert explanation.body_text.startswith("Closed today.\nBack on Monday.")
    assert answer.left_out == ()


@given(st.text(max_size=100), st.text(max_size=300))
def test_nothing_typed_can_begin_a_header(label: str, text: str) -> None:
    """No CR, LF or other control character gets into a header; every header line stays one."""
    answer = write_redirect(380, [row_of("sip:a@branch.example", label)], text=text)
    assert all(value.isprintable() for _, value in answer.headers)
    assert all(len(list(split_list(value))) == 1 for value in contacts(answer))


@pytest.mark.parametrize(
    "label",
    [
        'Anna "the boss"',
        "back\\slash\\",
        '\\"',
        "a, b <sip:evil@evil.example>; q=1",
        'x" <sip:evil@evil.example>, "y',
        "line\r\nContact: <sip:evil@evil.example>",
        "<display-name>&amp;</display-name>",
        "]]><!--",
        "\ufffe\uffff\x00\x1b[31m",
    ],
)
def test_a_hostile_label_stays_a_label(label: str) -> None:
    """Quotes, brackets and markup are words of the label, in the header and in the XML."""
    answer = write_redirect(380, [row_of("sip:a@branch.example", label)])
    (contact,) = contacts(answer)
    addr = parse_name_addr(contact)
    assert (addr.uri, addr.display_name or "") == ("sip:a@branch.example", one_line(label))
    explanation = read(answer)
    assert [t.uri for t in explanation.targets] == ["sip:a@branch.example"]
    xml = answer.body.partition("<?xml")[2].partition("</resource-lists>")[0]
    entry = fromstring(f"<?xml{xml}</resource-lists>").find("*/*")
    assert entry is not None
    assert entry.get("uri") == "sip:a@branch.example"


def test_text_cannot_end_a_part() -> None:
    """The boundary depends on the content and occurs in none of it, even when the text is an earlier body."""
    row = row_of("sip:a@branch.example", "")
    first = write_redirect(380, [row], text="hello")
    again = write_redirect(380, [row], text=first.body[:500], room=10_000)
    boundary = again.content_type.partition("boundary=")[2]
    assert boundary not in first.body
    assert again.body.count(f"--{boundary}") == 3


@pytest.mark.parametrize(
    "uri",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "urn:service:sos",
        "sip:a@b>,<sip:evil@evil.example",
        "sip:a@b.example\r\nX: y",
        "sip:a@b.example;method=REGISTER",
        "mailto:a@b.example?attach=/etc/passwd",
        "",
    ],
)
def test_callers_are_sent_to_admitted_addresses_only(uri: str) -> None:
    """The same allow-list for what is written as for what is read; nobody is sent to an emergency service."""
    with pytest.raises(SipParseError):
        row_of(uri, "")


def test_embedded_headers_are_not_passed_on() -> None:
    """What a Contact may not make the caller's phone send is not written either."""
    assert row_of("sip:a@branch.example?Replaces=x", "").uri == "sip:a@branch.example"


def test_an_address_in_another_script_is_written_in_ascii() -> None:
    """IDNA for the host, escapes for the rest."""
    assert row_of("sip:анна@почта.рф", "").uri.isascii()
    assert row_of("https://почта.рф/привет", "").uri.isascii()


def test_a_long_380_leaves_out_the_list_first() -> None:
    """1300 bytes are for UDP: the text says all that the list says, and the value says what is missing."""
    many = rows(*((f"sip:colleague{n}@office.example", f"Colleague number {n}") for n in range(8)))
    answer = write_redirect(380, many, text="Nobody is here.", room=1300)
    assert answer.left_out == (LISTS,)
    assert answer.content_type == "text/plain;charset=UTF-8"
    assert answer.size() <= 1300
    assert len(read(answer).targets) == 8


def test_nothing_is_longer_than_what_the_other_side_can_read() -> None:
    """Words go, then the last rows, until it fits; one Contact is always left."""
    many = rows(*((f"sip:{'x' * 300}{n}@office.example", "y" * 80) for n in range(20)))
    answer = write_redirect(380, many, text="z" * 2000, room=800, most=3300)
    assert answer.size() <= 3300
    assert answer.left_out[:2] == (LISTS, TEXT)
    assert many[-1].uri in answer.left_out
    tight = write_redirect(380, many, text="z" * 2000, room=10, most=10)
    assert len(contacts(tight)) == 1
    assert tight.body == ""


def test_a_row_that_no_contact_can_hold_is_in_the_body_of_a_300() -> None:
    """A fragment is no part of a Contact (RFC 3261 section 25.1)."""
    answer = write_redirect(
        300, rows(("https://office.example/#hours", "Hours"), ("sip:a@office.example", ""))
    )
    assert contacts(answer) == ["<sip:a@office.example>"]
    explanation = read(answer)
    assert [t.uri for t in explanation.targets] == ["sip:a@office.example"]
    assert ("https://office.example/#hours", "Hours") in [(a.uri, a.label) for a in explanation.alternatives]


def test_the_diversion_names_who_diverts() -> None:
    """RFC 5806: the address, the reason, one time."""
    assert diversion_value("sip:me@office.example", "user-busy") == (
        "<sip:me@office.example>;reason=user-busy;counter=1"
    )
