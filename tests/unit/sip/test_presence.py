"""Presence documents, calls of a line and message summaries: what is read, and what any bytes lead to."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.errors import SipParseError
from softphone.sip.party import party_key
from softphone.sip.presence import read_dialog_info, read_presence, read_waiting
from softphone.sip.uri import same_uri

_PIDF = b"<presence xmlns='urn:ietf:params:xml:ns:pidf'>%s</presence>"


@pytest.mark.parametrize(
    ("inside", "is_open", "note"),
    [
        (b"<tuple id='a'><status><basic>open</basic></status></tuple>", True, ""),
        (b"<tuple id='a'><status><basic>closed</basic></status></tuple>", False, ""),
        (
            b"<tuple><basic>closed</basic></tuple><tuple><basic> OPEN </basic></tuple><note>x</note>",
            True,
            "x",
        ),
        (b"<note> \n</note><note>at&#x202e; lunch\n now</note>", None, "at lunch now"),
        (b"", None, ""),
    ],
)
def test_a_presence_document(inside: bytes, is_open: bool | None, note: str) -> None:
    """One open tuple is enough; a note is on one line and without hidden letters."""
    told = read_presence(_PIDF % inside)
    assert (told.is_open, told.note) == (is_open, note)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b"Messages-Waiting: yes\r\nVoice-Message: 4/8 (1/2)\r\n", (True, 4, 8, "")),
        (b"messages-waiting : NO", (False, 0, 0, "")),
        (b"Messages-Waiting: yes\nMessage-Account: <sip:vm@h>\nFax-Message: 1/0", (True, 0, 0, "sip:vm@h")),
    ],
)
def test_a_message_summary(body: bytes, wanted: tuple[bool, int, int, str]) -> None:
    """Only voice messages are counted; an account may stand in angle brackets."""
    told = read_waiting(body)
    assert (told.waiting, told.new, told.old, told.account_uri) == wanted


@given(st.binary(max_size=400))
def test_any_bytes_are_a_value_or_refused(body: bytes) -> None:
    """Nothing else is ever raised, also inside of a root that is right."""
    for read in (read_presence, read_dialog_info, read_waiting):
        for document in (body, _PIDF % body, b"<dialog-info version='1'>" + body + b"</dialog-info>"):
            with suppress(SipParseError):
                read(document)


@given(
    st.sampled_from(["a", "B%41", "+74955550101"]),
    st.sampled_from(["h.example", "H.example"]),
    st.integers(1, 9),
)
def test_one_party_has_one_key(user: str, host: str, port: int) -> None:
    """Whatever the port, the scheme and the parameters; and equal addresses always have the same."""
    plain = f"sip:{user}@h.example"
    for uri in (f"sip:{user}@{host}:{port}", f"sips:{user}@{host}", f"sip:{user}@{host};transport=tcp"):
        assert party_key(uri) == party_key(plain)
    assert same_uri(plain, f"sip:{user}@{host}")
    assert party_key(plain) != party_key("sip:other@h.example")
