"""Bodies of several parts, their encodings and dispositions, and what cannot be read but may be saved."""

import base64
import gzip
import quopri

import pytest

from softphone.sip.explanation import Explanation, Notable, Outcome
from softphone.sip.redirect import explain
from tests.unit.sip.messages import response


def parts(*each: str | bytes, kind: str = "mixed", status: str = "380 X", boundary: str = "b") -> Explanation:
    """The explanation of a multipart body; a part is its headers, an empty line and its content."""
    return explain(
        response(status, f'Content-Type: multipart/{kind};boundary="{boundary}"', body=joined(*each))
    )


def joined(*each: str | bytes, boundary: str = "b") -> bytes:
    encoded = [one.encode() if isinstance(one, str) else one for one in each]
    start = b"\r\n--" + boundary.encode()
    return (
        b"preamble sip:no@h"
        + b"".join(start + b"\r\n" + one for one in encoded)
        + start
        + b"--\r\nend sip:no@h"
    )


def rows(read: Explanation) -> list[tuple[str | None, str | None]]:
    return [(one.uri, one.label) for one in read.alternatives]


_TEXT = "Content-Type: text/plain\r\n\r\nDesk: sip:desk@h"
_LIST = (
    "Content-Type: application/resource-lists+xml\r\n\r\n<resource-lists><list>"
    '<entry uri="sip:%64esk@H"><display-name>Front desk</display-name></entry><entry uri="tel:+1"/>'
    "</list></resource-lists>"
)
_PICTURE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="


def test_rule_20_all_parts_of_a_mixture_in_order() -> None:
    """Texts stand one after the other, equal ones once; an address that two parts name is one alternative."""
    read = parts(_TEXT, _LIST, "\r\nMail mailto:a@h", "\r\nDesk: sip:desk@h")
    assert rows(read) == [("sip:desk@h", "Desk"), ("tel:+1", None), ("mailto:a@h", "Mail")]
    assert read.body_text == "Desk: sip:desk@h\n\nMail mailto:a@h"


def test_rule_20_the_name_of_an_address_may_stand_in_a_later_part() -> None:
    """A bare address takes the name that the list gives it."""
    assert rows(parts("\r\nsip:desk@h", _LIST))[0] == ("sip:desk@h", "Front desk")


def test_rule_20_the_last_part_understood_of_an_alternative() -> None:
    """The last one counts, unless nobody can read it; the words of an earlier one are kept when it has none."""
    read = parts(_TEXT, _LIST, _PICTURE, "Content-Type: text/html\r\n\r\n", kind="alternative")
    assert rows(read) == [("sip:%64esk@H", "Front desk"), ("tel:+1", None)]
    assert (read.body_text, read.rejected, read.unread) == ("Desk: sip:desk@h", (), ())
    broken = "Content-Type: application/resource-lists+xml\r\n\r\n<resource-lists>"
    assert rows(parts(_TEXT, broken, kind="alternative")) == [("sip:desk@h", "Desk")]
    assert [one.value for one in parts(_PICTURE, kind="alternative").rejected] == ["image/png"]


def test_rule_20_parts_within_parts() -> None:
    """A mixture may hold an alternative, which may hold a page with its pictures."""
    related = b'Content-Type: multipart/related;boundary="c"\r\n\r\n' + joined(
        "Content-Type: text/html\r\n\r\n<a href=sip:page@h>Page</a>", _PICTURE, boundary="c"
    )
    inner = b'Content-Type: multipart/alternative;boundary="a"\r\n\r\n' + joined(_TEXT, related, boundary="a")
    read = parts(inner, "\r\nsip:last@h")
    assert rows(read) == [("sip:page@h", "Page"), ("sip:last@h", None)]
    assert [(one.media_type, one.data) for one in read.unread] == [("image/png", b"\x89PNG\r\n\x1a\n")]


@pytest.mark.parametrize(
    ("encoding", "charset", "data"),
    [
        ("base64", "koi8-r", base64.encodebytes("Почта: mailto:a@h".encode("koi8-r"))),
        ("BASE64", "utf-8", base64.b64encode("Почта: mailto:a@h".encode()).rstrip(b"=")),
        ("quoted-printable", "windows-1251", quopri.encodestring("Почта: mailto:a@h".encode("windows-1251"))),
        ("8bit", "utf-16", "Почта: mailto:a@h".encode("utf-16-be")),
    ],
)
def test_rule_21_each_part_has_its_own_encoding(encoding: str, charset: str, data: bytes) -> None:
    """The transfer encoding and the charset of a part are its own."""
    head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    assert rows(parts(head.encode() + data, _TEXT)) == [("mailto:a@h", "Почта"), ("sip:desk@h", "Desk")]


def test_rule_21_parts_are_unpacked_within_one_bound() -> None:
    """A packed part is read; a hundred small bombs are one large one."""
    packed = b"Content-Encoding: gzip\r\nContent-Type: text/plain\r\n\r\n"
    assert rows(parts(packed + gzip.compress(b"Desk: sip:desk@h"))) == [("sip:desk@h", "Desk")]
    bomb = packed + gzip.compress(b"a" * 600_000)
    assert [one.why for one in parts(bomb, bomb).rejected] == ["it is larger than 1 MiB when unpacked"]


def test_rule_20_parts_of_unknown_types_are_named_and_may_be_saved() -> None:
    """What is text is quoted besides; a session description is neither."""
    read = parts(
        "Content-Type: message/sipfrag\r\n\r\nSIP/2.0 404 Not Found\r\nContact: <sip:no@h>",
        "Content-Type: application/pidf+xml\r\n\r\n<presence/>",
        "Content-Type: application/sdp\r\n\r\nv=0",
        _PICTURE,
        "Content-Type: text/plain\r\nContent-Transfer-Encoding: x-own\r\n\r\nabc",
    )
    assert [one.value for one in read.rejected] == [
        "message/sipfrag",
        "application/pidf+xml",
        "application/sdp",
        "image/png",
        "text/plain",
    ]
    assert [one.media_type for one in read.unread] == ["message/sipfrag", "application/pidf+xml", "image/png"]
    assert (rows(read), read.outcome) == ([], Outcome.INFORM)
    assert (read.body_text or "").startswith("SIP/2.0 404")


def test_parts_that_are_not_there_to_be_read_are_left_out() -> None:
    """An icon or a session is no text for a person, whatever its type is; `render` is (RFC 3261 section 20.11)."""
    read = parts(
        "Content-Type: text/plain\r\nContent-Disposition: session;handling=optional\r\n\r\nsip:no@h",
        "Content-Type: text/plain\r\nContent-Disposition: icon\r\n\r\nsip:no@h",
        "Content-Type: text/plain\r\nContent-Disposition: render\r\n\r\nsip:desk@h",
        "Content-Type: text/uri-list\r\nContent-Disposition: recipient-list\r\n\r\nsip:list@h",
    )
    assert rows(read) == [("sip:desk@h", None), ("sip:list@h", None)]
    assert len(read.rejected) == 2


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/mixed", joined(_TEXT).lstrip(b"preamble sip:no@h")),
        ("multipart/mixed;boundary=b", joined(_TEXT).replace(b"\r\n", b"\n")),
        ("multipart/mixed;boundary=b", joined(_TEXT).partition(b"\r\n--b--")[0]),
        ("multipart/x-own;boundary=b", joined(_TEXT).replace(b"--b\r", b"--b \t\r")),
        ("multipart/mixed;boundary=b", joined(_TEXT.replace("Content-Type", "c"))),
        (
            "multipart/mixed;boundary=b",
            b"--b\r\nContent-Type: text/plain;\r\n charset=utf-8\r\n\r\nDesk: sip:desk@h\r\n--b--",
        ),
        ("multipart/mixed;boundary=b", joined(_TEXT.replace("Desk", "--bb\r\nDesk"))),
    ],
)
def test_multiparts_as_they_are_sent(kind: str, body: bytes) -> None:
    """Without the boundary in the header, with bare line feeds, cut off, with blanks, folds and compact names."""
    assert rows(explain(response("380 X", f"Content-Type: {kind}", body=body))) == [("sip:desk@h", "Desk")]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/mixed", b"Desk: sip:desk@h"),
        ("multipart/mixed;boundary=c", joined(_TEXT)),
        ("multipart/mixed;boundary=" + "b" * 300, joined(_TEXT)),
    ],
)
def test_a_multipart_that_cannot_be_cut_is_refused(kind: str, body: bytes) -> None:
    """Nothing is guessed out of its bytes."""
    read = explain(response("380 X", f"Content-Type: {kind}", body=body))
    assert (rows(read), len(read.rejected), read.outcome) == ([], 1, Outcome.FAIL)


def test_parts_without_end_are_bounded() -> None:
    """Neither their number nor their depth is anybody's to choose."""
    deep = _TEXT.encode()
    for level in range(12):
        boundary = f"b{level}"
        head = f"Content-Type: multipart/mixed;boundary={boundary}\r\n\r\n".encode()
        deep = head + joined(deep, boundary=boundary)
    assert rows(parts(deep)) == []
    assert len(rows(parts(*(f"\r\nsip:a{number}@h" for number in range(200))))) == 50


def test_a_part_of_a_300_is_read_and_hidden_characters_in_it_are_told() -> None:
    """A 300 is described like a 380 (21.3.1)."""
    read = parts("\r\nDe\u202esk: sip:desk@h", status="300 X")
    assert rows(read) == [("sip:desk@h", "Desk")]
    assert Notable.HIDDEN_CHARACTERS in read.ui_warnings
    assert rows(parts(_TEXT, status="302 X")) == []
