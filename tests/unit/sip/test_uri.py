import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from softphone.sip.errors import SipParseError
from softphone.sip.uri import (
    OtherUri,
    SipUri,
    TelUri,
    dial_uri,
    parse_uri,
    same_uri,
    uri_key,
)

_USER = st.from_regex(r"\A(?:[A-Za-z0-9+._~;=,&$/?-]|%[0-9A-Fa-f]{2}|[а-я])+\Z")
_LABEL = st.from_regex(r"\A[A-Za-z][A-Za-z0-9-]{0,10}[A-Za-z0-9]\Z")
_HOST = st.one_of(
    st.lists(_LABEL, min_size=1, max_size=3).map(".".join),
    st.ip_addresses(v=4).map(str),
    st.ip_addresses(v=6).map(lambda ip: f"[{ip}]"),
)
_TOKEN = st.from_regex(r"\A[A-Za-z][A-Za-z0-9-]{0,8}\Z")
_PARAMS = st.lists(
    st.tuples(_TOKEN, st.none() | st.from_regex(r"\A[A-Za-z0-9.+:/-]{0,8}\Z")),
    max_size=3,
    unique_by=lambda pair: pair[0].lower(),
).map(tuple)
_HEADERS = st.lists(st.tuples(_TOKEN, st.from_regex(r"\A[A-Za-z0-9%.]{0,8}\Z")), max_size=3).map(tuple)
SIP_URIS = st.builds(
    SipUri,
    scheme=st.sampled_from(["sip", "sips"]),
    user=_USER,
    password=st.none() | st.from_regex(r"\A[a-z0-9]{0,5}\Z"),
    host=_HOST,
    port=st.none() | st.integers(1, 65535),
    params=_PARAMS,
    headers=_HEADERS,
) | st.builds(SipUri, host=_HOST, port=st.none() | st.integers(1, 65535), params=_PARAMS)
TEL_URIS = st.builds(TelUri, number=st.from_regex(r"\A\+?[0-9][0-9().-]{0,12}\Z"), params=_PARAMS)
_ANY_CASE = st.sampled_from([str.upper, str.lower, str.swapcase])


@given(SIP_URIS | TEL_URIS)
def test_a_uri_written_out_reads_as_itself(uri: SipUri | TelUri) -> None:
    """Writing a URI and reading it again gives the same URI."""
    assert parse_uri(str(uri)) == uri


@given(
    st.text(max_size=60)
    | st.text(max_size=40).map("sip:".__add__)
    | st.binary().map(lambda b: b.decode("latin-1"))
)
def test_any_text_is_a_uri_or_a_parse_error(text: str) -> None:
    """Any text gives a URI that survives a round trip, or SipParseError with an offset inside the text."""
    try:
        uri = parse_uri(text)
    except SipParseError as error:
        assert 0 <= error.offset <= len(text)
        assert not same_uri(text, "sip:anna@office.example")
    else:
        assert parse_uri(str(uri)) == uri


@given(SIP_URIS, st.data())
def test_equal_uris_have_one_key(uri: SipUri, data: st.DataObject) -> None:
    """A URI written in another way is equal and has the same look-up key."""
    change = data.draw(_ANY_CASE)
    other = SipUri(
        scheme=uri.scheme,
        user=None if uri.user is None else uri.user.replace("a", "%61"),
        password=uri.password,
        host=change(uri.host) if uri.host.isascii() else uri.host,
        port=uri.port,
        params=tuple((change(name), value) for name, value in reversed(uri.params)),
        headers=uri.headers,
    )
    assume(uri.user is None or "%" not in uri.user)
    assert same_uri(str(uri), str(other))
    assert same_uri(str(other), str(uri))
    assert uri_key(str(uri)) == uri_key(str(other))


@given(SIP_URIS, SIP_URIS)
def test_different_keys_mean_different_uris(one: SipUri, other: SipUri) -> None:
    """No two equal URIs have different keys, so that an indexed look-up misses nothing."""
    if same_uri(str(one), str(other)):
        assert uri_key(str(one)) == uri_key(str(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sip:%61lice@atlanta.example;transport=TCP", "sip:alice@AtLanta.example;Transport=tcp"),
        ("sip:carol@chicago.example", "sip:carol@chicago.example;newparam=5"),
        ("sip:carol@chicago.example;newparam=5", "sip:carol@chicago.example;security=on"),
        (
            "sip:biloxi.example;transport=tcp;method=REGISTER?to=sip:bob%40biloxi.example",
            "sip:biloxi.example;method=REGISTER;transport=tcp?to=sip:bob%40biloxi.example",
        ),
        (
            "sip:alice@atlanta.example?subject=project%20x&priority=urgent",
            "sip:alice@atlanta.example?priority=urgent&subject=project%20x",
        ),
        ("sip:a@[2001:db8::9]", "sip:a@[2001:DB8:0::9]"),
        ("sip:анна@office.example", "sip:%D0%B0%D0%BD%D0%BD%D0%B0@office.example"),
        ("tel:+7(495)555-01-01", "tel:+74955550101"),
        ("urn:service:SOS", "urn:service:sos"),
        ("mailto:desk@Office.Example", "mailto:desk@office.example"),
        ("HTTPS://Office.example/A", "https://office.example/A"),
    ],
)
def test_rule_5_equal_in_spite_of_their_spelling(one: str, other: str) -> None:
    """Escapes, case outside the user part, and parameters on one side only do not tell URIs apart (19.1.4)."""
    assert same_uri(one, other)
    assert uri_key(one) == uri_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SIP:ALICE@AtLanTa.example", "sip:alice@atlanta.example"),
        ("sip:bob@biloxi.example", "sip:bob@biloxi.example:5060"),
        ("sip:bob@biloxi.example", "sip:bob@biloxi.example;transport=udp"),
        ("sip:bob@biloxi.example;transport=tcp", "sip:bob@biloxi.example:6000;transport=tcp"),
        ("sip:carol@chicago.example", "sip:carol@chicago.example?Subject=next%20meeting"),
        ("sip:carol@chicago.example;security=off", "sip:carol@chicago.example;security=on"),
        ("sip:bob@biloxi.example", "sips:bob@biloxi.example"),
        ("sip:bob@biloxi.example", "sip:bob@biloxi.example;user=phone"),
        ("sip:bob@biloxi.example", "sip:bob@biloxi.example;maddr=10.0.0.1"),
        ("sip:bob@biloxi.example", "sip:bob@biloxi.example;ttl=1"),
        ("sip:bob@biloxi.example", "sip:bob@biloxi.example;method=INVITE"),
        ("sip:bob@biloxi.example", "sip:biloxi.example"),
        ("sip:a%3Bb@biloxi.example", "sip:a;b@biloxi.example"),
        ("tel:+1", "sip:+1@office.example"),
        ("no uri", "no  uri"),
    ],
)
def test_rule_5_different_uris(one: str, other: str) -> None:
    """User case, sips, explicit ports, deciding parameters on one side and headers tell URIs apart (19.1.4)."""
    assert not same_uri(one, other)
    assert not same_uri(other, one)


def test_rule_5_equality_is_not_transitive() -> None:
    """Two URIs that both equal a third need not equal each other."""
    plain, on, off = "sip:c@h", "sip:c@h;security=on", "sip:c@h;security=off"
    assert same_uri(plain, on)
    assert same_uri(plain, off)
    assert not same_uri(on, off)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("", 0),
        ("anna", 0),
        (":x", 0),
        ("sip:", 4),
        ("sip:@h", 4),
        ("sip:a b@h", 5),
        ("sip:a\x00@h", 5),
        ("sip:a\u202e@h", 5),
        ("sip:a%zz@h", 5),
        ("sip:a@h:0", 8),
        ("sip:a@h:65536", 8),
        ("sip:a@h:", 8),
        ("sip:a@h:5x", 8),
        ("sip:a@[::1", 10),
        ("sip:a@[::g]", 6),
        ("sip:a@10.0.0.256", 6),
        ("sip:a@h..example", 8),
        ("sip:a@b@c", 7),
        ("sip:a@h;=x", 8),
        ("sip:a@h;x=1;x=2", 12),
        ("tel:", 4),
        ("tel:+7495x", 9),
        ("mailto:", 7),
    ],
)
def test_what_is_no_uri_is_refused_at_its_first_bad_character(text: str, offset: int) -> None:
    """A malformed URI raises SipParseError that points at the place."""
    with pytest.raises(SipParseError) as caught:
        parse_uri(text)
    assert caught.value.offset == offset


def test_parts_of_a_sip_uri() -> None:
    """Each part is found, with parameters of the user part left in the user part."""
    uri = parse_uri("sips:+1;tgrp=x:pw@[2001:db8::9]:5061;lr;transport=tls;?Subject=a&b=c")
    assert uri == SipUri(
        scheme="sips",
        user="+1;tgrp=x",
        password="pw",
        host="[2001:db8::9]",
        port=5061,
        params=(("lr", None), ("transport", "tls")),
        headers=(("Subject", "a"), ("b", "c")),
    )
    assert isinstance(uri, SipUri)
    assert uri.param("lr") == ""
    assert uri.param("maddr") is None


def test_other_schemes_are_kept_as_they_are() -> None:
    """A scheme that is not ours is read into scheme and rest."""
    assert parse_uri("URN:service:sos") == OtherUri(scheme="urn", rest="service:sos")


def test_rule_8_dialled_without_method_and_headers() -> None:
    """What is dialled has no method and no headers and is escaped for the wire."""
    uri = parse_uri("sip:анна@офис.рф:05070;m%65thod=INVITE;transport=tcp;я?Subject=x")
    assert isinstance(uri, SipUri)
    assert str(dial_uri(uri)) == "sip:%D0%B0%D0%BD%D0%BD%D0%B0@xn--h1alkk.xn--p1ai:5070;transport=tcp;%D1%8F"


@given(SIP_URIS)
def test_dial_uri_is_ascii_and_stable(uri: SipUri) -> None:
    """Dialled URIs are ASCII, parse again, and dialling one again changes nothing."""
    dialled = dial_uri(uri)
    assert str(dialled).isascii()
    assert parse_uri(str(dialled)) == dialled == dial_uri(dialled)
