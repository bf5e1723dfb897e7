"""A request that is to be answered: what its headers say of its way here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.errors import SipParseError
from softphone.sip.request import Diverted, parse_request


def invite(*headers: str, via: str = "SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1") -> bytes:
    lines = (
        "INVITE sip:me@192.0.2.9:5062 SIP/2.0",
        f"Via: {via}",
        "f: <sip:caller@else.example>;tag=1",
        "t: <sip:me@office.example>",
        "i: 1@192.0.2.1",
        "CSeq: 1 INVITE",
        *headers,
        "l: 0",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def test_who_diverted_it_stands_newest_first() -> None:
    """Several headers and comma lists are one list; a counter stands for that many times."""
    request = parse_request(
        invite(
            'Diversion: "Line 1020" <sip:1020@pbx.example>;reason=no-answer;counter=2, <tel:+4930123>;reason=x',
            "Diversion: <sip:first@else.example>",
        )
    )
    assert [(d.uri, d.display_name, d.count) for d in request.diversions()] == [
        ("sip:1020@pbx.example", "Line 1020", 2),
        ("tel:+4930123", None, 1),
        ("sip:first@else.example", None, 1),
    ]
    assert (request.method, request.request_uri, request.transport) == (
        "INVITE",
        "sip:me@192.0.2.9:5062",
        "udp",
    )


def test_an_entry_that_cannot_be_read_counts_all_the_same() -> None:
    """A damaged Diversion is still one diversion."""
    assert parse_request(invite("Diversion: <<")).diversions() == (Diverted(""),)


@pytest.mark.parametrize(
    ("header", "value"), [("Max-Forwards: 7", 7), ("Max-Forwards: x", None), ("X: y", None)]
)
def test_max_forwards(header: str, value: int | None) -> None:
    """Absent and damaged are the same."""
    assert parse_request(invite(header)).max_forwards == value


def test_the_history_is_in_the_order_of_the_way() -> None:
    """RFC 7044: the first address first."""
    request = parse_request(
        invite(
            "History-Info: <sip:a@x.example?Reason=SIP%3Bcause%3D302>;index=1, <sip:b@x.example>;index=1.1"
        )
    )
    assert request.history() == ("sip:a@x.example?Reason=SIP%3Bcause%3D302", "sip:b@x.example")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_request_or_a_described_refusal(noise: bytes) -> None:
    """Nothing else comes out, whatever stands below the first line."""
    for raw in (noise, invite().replace(b"\r\n\r\n", b"\r\nDiversion: " + noise + b"\r\n\r\n")):
        try:
            request = parse_request(raw)
        except SipParseError:
            continue
        assert len(request.diversions()) <= 50
        assert request.echoed_bytes() >= 0
