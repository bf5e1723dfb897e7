import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.errors import SipParseError
from softphone.sip.response import parse_response
from tests.unit.sip.messages import response


def test_the_parts_of_a_response() -> None:
    """Status line, headers in order with their names as written, and body are found."""
    read = parse_response(response("301 Moved Permanently", "m: <sip:a@h>", body=b"abc"), transport=None)
    assert (read.status, read.reason, read.body, read.transport) == (301, "Moved Permanently", b"abc", "udp")
    assert ("m", "<sip:a@h>") in read.headers
    assert read.all("contact") == ["<sip:a@h>"]
    assert read.first("expires") is None


def test_rule_2_a_body_longer_than_the_datagram_voids_the_response() -> None:
    """Over UDP a Content-Length beyond the datagram makes the response unusable; over a stream more may follow."""
    raw = response("302 Moved", "Contact: <sip:a@h>", body=b"abc", length=4)
    with pytest.raises(SipParseError):
        parse_response(raw, transport="udp")
    with pytest.raises(SipParseError):
        parse_response(raw, transport=None)
    assert parse_response(raw, transport="tcp").body == b"abc"
    over_tcp = response("302 Moved", body=b"abc", length=4, transport="TCP")
    assert parse_response(over_tcp, transport=None).body == b"abc"


def test_rule_2_bytes_past_content_length_are_dropped() -> None:
    """What follows the body in a datagram does not belong to it."""
    assert parse_response(response("380 X", body=b"abcdef", length=3), transport="udp").body == b"abc"


def test_rule_2_without_content_length_the_body_runs_to_the_end() -> None:
    """A missing Content-Length means all that is left."""
    raw = response("380 X", body=b"abcdef").replace(b"Content-Length", b"X-Length")
    assert parse_response(raw, transport="udp").body == b"abcdef"


@pytest.mark.parametrize("length", ["-1", "x", "3, 4", "1" * 30])
def test_a_content_length_that_is_no_number_voids_the_response(length: str) -> None:
    """Where the body ends must be certain."""
    raw = response("302 X", "Contact: <sip:a@h>").replace(
        b"Content-Length: 0", f"Content-Length: {length}".encode()
    )
    with pytest.raises(SipParseError):
        parse_response(raw, transport="udp")


def test_two_values_for_content_length_void_the_response() -> None:
    """Two lengths are one too many, the same one twice is not."""
    with pytest.raises(SipParseError):
        parse_response(response("302 X", "l: 3", body=b"abcd"), transport="udp")
    assert parse_response(response("302 X", "l: 4", body=b"abcd"), transport="udp").body == b"abcd"


def test_rule_3_a_fold_is_one_space() -> None:
    """A folded header is one line; a fold under a line that is no header joins nothing."""
    raw = response("302 X", 'Contact: "Anna  \r\n\t  B" <sip:a@h>', "Subject: x", "damaged\r\n line")
    read = parse_response(raw, transport="udp")
    assert read.first("contact") == '"Anna B" <sip:a@h>'
    assert read.first("subject") == "x"


def test_bare_line_feeds_and_leading_blank_lines_are_read() -> None:
    """Messages saved by hand lose their carriage returns."""
    raw = b"\r\n\n" + response("302 X", "Contact: <sip:a@h>", body=b"abc").replace(b"\r\n", b"\n")
    read = parse_response(raw, transport="udp")
    assert (read.first("contact"), read.body) == ("<sip:a@h>", b"abc")


def test_a_line_in_latin_1_does_not_spoil_its_neighbours() -> None:
    """Each line is UTF-8 if it can be, else Latin-1."""
    raw = response("302 X", "Contact: Zoë <sip:a@h>", "Subject: LATIN").replace(b"LATIN", b"Zo\xeb")
    read = parse_response(raw, transport="udp")
    assert read.first("contact") == "Zoë <sip:a@h>"
    assert read.first("subject") == "Zoë"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\r\n",
        b"INVITE sip:a@h SIP/2.0\r\n\r\n",
        b"SIP/2.0 99 X\r\n\r\n",
        b"SIP/2.0 700 X\r\n\r\n",
        b"SIP/3.0 302 X\r\n\r\n",
        b"SIP/2.0 3020 X\r\n\r\n",
        b"HTTP/1.1 302 Found\r\n\r\n",
        b"\xff\xfe\x00",
    ],
)
def test_what_is_no_sip_response_is_refused(raw: bytes) -> None:
    """Requests, other protocols and status codes that do not exist are parse errors."""
    with pytest.raises(SipParseError):
        parse_response(raw, transport=None)


@given(st.binary(max_size=300) | st.binary(max_size=300).map(b"SIP/2.0 302 X\r\n".__add__))
def test_any_bytes_are_a_response_or_a_parse_error(raw: bytes) -> None:
    """No bytes raise anything but SipParseError."""
    try:
        read = parse_response(raw, transport=None)
    except SipParseError:
        return
    assert 100 <= read.status <= 699
