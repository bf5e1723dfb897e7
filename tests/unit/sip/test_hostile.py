"""Any bytes at all: an Explanation, soon, and never an exception."""

import gzip
import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.explain_json import to_json
from softphone.sip.explanation import Kind, Outcome
from softphone.sip.redirect import explain
from softphone.sip.text import has_hidden
from softphone.sip.uri import parse_uri
from tests.unit.sip.messages import response

_MILLION = 1_000_000
_HEAD = b"SIP/2.0 380 X\r\nTo: <sip:a@b>\r\n"
_NOISE = random.Random(3261).randbytes(_MILLION)
_CONTACT_TEXT = st.text('"<>sip:telab@h.;=?&,%0\\*q \t\u202eа[]()', max_size=80)
_HEADER_NAMES = st.sampled_from(
    ["Contact", "m", "To", "Via", "Warning", "Error-Info", "Retry-After", "Expires", "Content-Type", "e", "l"]
)
_MESSAGES = st.builds(
    lambda status, headers, body: (
        f"SIP/2.0 {status} X\r\n".encode()
        + b"".join(f"{name}: {value}\r\n".encode() for name, value in headers)
        + b"\r\n"
        + body
    ),
    st.sampled_from([300, 301, 302, 305, 380, 399, 485, 486]),
    st.lists(st.tuples(_HEADER_NAMES, _CONTACT_TEXT), max_size=5),
    st.binary(max_size=80) | st.text(max_size=60).map(str.encode) | _CONTACT_TEXT.map(str.encode),
)
_ALLOWED = ("sip:", "sips:", "tel:", "mailto:", "http:", "https:", "xmpp:", "sms:", "im:", "urn:service:sos")


def _check(raw: bytes) -> None:
    read = explain(raw, tried=["sip:a@b", "not a uri"])
    assert json.loads(json.dumps(to_json(read)))
    for target in read.targets:
        assert target.uri.lower().startswith(_ALLOWED)
        assert 0.0 <= target.q <= 1.0
        assert not has_hidden(target.display_name_safe or "")
        if target.dial_uri is not None:
            assert parse_uri(target.dial_uri)
    for alternative in read.alternatives:
        assert alternative.uri is None or alternative.uri.lower().startswith(_ALLOWED)
        assert alternative.uri or alternative.kind is Kind.OTHER
    assert (read.outcome is Outcome.OFFER) == bool(read.targets or read.alternatives)


@given(st.binary(max_size=400) | st.binary(max_size=300).map(_HEAD.__add__))
def test_any_bytes_are_explained(raw: bytes) -> None:
    """Noise gives an explanation whose offers are all on the allow-list."""
    _check(raw)


@given(_MESSAGES)
def test_any_headers_are_explained(raw: bytes) -> None:
    """Messages that are nearly right are explained, with nothing offered that may not be."""
    _check(raw)


def _body(data: bytes, kind: str = "text/plain") -> bytes:
    return response("380 X", f"Content-Type: {kind}", body=data)


_IMS = "application/3gpp-ims+xml"
_DEEP = b"<a>" * 100_000 + b"</a>" * 100_000
HOSTILE = {
    "noise": _NOISE,
    "noise after a status line": _HEAD + _NOISE,
    "noise as text": _body(_NOISE),
    "noise as xml": _body(_NOISE, _IMS),
    "line feeds": b"\n" * _MILLION,
    "spaces in the status line": b"SIP/2.0 " + b" " * _MILLION,
    "spaces in a Via": b"SIP/2.0 300 X\nVia: SIP" + b" " * _MILLION,
    "folds": _HEAD + b"m: x" + b"\r\n a" * (_MILLION // 4),
    "contact lines": _HEAD + b"m:<sip:a@b>\n" * (_MILLION // 12),
    "contacts": _HEAD + b"m:" + b",".join(b"<sip:a%d@b>" % i for i in range(_MILLION // 14)),
    "variants of one contact": _HEAD
    + b"m:"
    + b",".join(b"<sip:a@b;x=%d>" % i for i in range(_MILLION // 20)),
    "quotes": _HEAD + b"m:" + b'"' * _MILLION,
    "open quotes with escapes": _HEAD + b"m:a," + b'"\\' * (_MILLION // 2),
    "escaped quotes": _HEAD + b'm:a,"' + b'\\"' * (_MILLION // 2),
    "open brackets": _HEAD + b"m:a," + b"<" * _MILLION,
    "brackets and quotes": _HEAD + b"m:a," + b'<"' * (_MILLION // 2),
    "commas": _HEAD + b"m:" + b"," * _MILLION,
    "semicolons": _HEAD + b"m:<sip:a@b>" + b";" * _MILLION,
    "quoted parameters": _HEAD + b"m:<sip:a@b>;" + b'x="a";' * (_MILLION // 6),
    "parameters of a URI": _HEAD + b"m:<sip:a@b" + b";x=y" * (_MILLION // 4) + b">",
    "embedded headers": _HEAD + b"m:<sip:a@b?" + b"x=y&" * (_MILLION // 4) + b">",
    "a long user": _HEAD + b"m:<sip:" + b"%61" * (_MILLION // 3) + b"@b>",
    "a long host": _HEAD + b"m:<sip:a@" + b"a." * (_MILLION // 2) + b">",
    "a long number": _HEAD + b"m:<tel:" + b"1(" * (_MILLION // 2) + b"x>",
    "a long sms number": _HEAD + b"m:<sms:" + b"1." * (_MILLION // 2) + b"x>",
    "a long name": _HEAD + b"m:" + "а".encode() * (_MILLION // 2) + b"<sip:a@b>",
    "a long web address": _HEAD + b"m:<http://" + b"a@" * (_MILLION // 2) + b">",
    "a long mailbox": _HEAD + b"m:<mailto:" + b"a@" * (_MILLION // 2) + b">",
    "a long service": _HEAD + b"m:<urn:service:sos" + b".a-" * (_MILLION // 3) + b">",
    "open warnings": _HEAD + b"Warning: " + b'"\\' * (_MILLION // 2),
    "warnings": _HEAD + b'Warning: 399 x "a"\n' * (_MILLION // 19),
    "links": _HEAD + b"Error-Info:" + b"<http://a>," * (_MILLION // 11),
    "a long To": b"SIP/2.0 300 X\nTo: " + b'"\\' * (_MILLION // 2),
    "encodings": _HEAD + b"e:" + b"gzip," * (_MILLION // 5) + b"\n\nx",
    "a long type": _HEAD + b"c: a/" + b"a" * _MILLION + b"\n\nx",
    "a quoted type": _HEAD + b'c: text/plain;charset="' + b'\\"' * (_MILLION // 2) + b"\n\nx",
    "open elements": _body(b"<a>" * 87_000, _IMS),
    "schemes in text": _body(b"sip:" * (_MILLION // 4)),
    "addresses in text": _body(b" ".join(b"sip:a%d@b" % i for i in range(_MILLION // 12))),
    "a tight list in text": _body(b"sip:a@b," * (_MILLION // 8)),
    "brackets in text": _body(b"http://a" + b"(" * (_MILLION // 2) + b")" * (_MILLION // 2)),
    "letters in text": _body(b"a" * _MILLION),
    "colons in text": _body(b"a:" * (_MILLION // 2)),
    "blanks in text": _body(b" " * _MILLION + b"sip:a@b"),
    "open data addresses in text": _body(b"data:a/a" * (_MILLION // 8)),
    "deep xml": _body(b"<ims-3gpp><alternative-service><reason>" + _DEEP + b"</reason>", _IMS),
    "attributes": _body(b"<a " + b" ".join(b"a%d='1'" % i for i in range(_MILLION // 11)) + b"/>", _IMS),
    "a zip bomb": response(
        "380 X", "Content-Type: text/plain", "e: gzip", body=gzip.compress(b"sip:a@b " * _MILLION)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_million_bytes_take_less_than_a_second(name: str) -> None:
    """Every hostile shape is explained in time that is linear to its length (measured as this thread's CPU time)."""
    start = time.thread_time()
    read = explain(HOSTILE[name], transport="tcp", tried=["sip:q@w"])
    assert time.thread_time() - start < 1.0
    assert len(read.rejected) <= 200
    assert all(len(one.value) <= 200 for one in read.rejected)
    assert all(len(one.uri) <= 65_536 and len(one.dial_uri or "") <= 2048 for one in read.targets)


def test_one_more_contact_than_anyone_reads() -> None:
    """A thousand Contacts are read and the rest is said to be left out."""
    read = explain(response("300 X", "Contact: " + ", ".join(f"<sip:a{i}@h>" for i in range(1001))))
    assert len(read.targets) == 1000
    assert [one.why for one in read.rejected] == ["more than 1000 Contacts"]
