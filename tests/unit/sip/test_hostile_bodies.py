"""Bodies of any kind with anything in them: an explanation soon, with nothing offered that may not be."""

import gzip
import json
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.explain_json import to_json
from softphone.sip.explanation import Kind
from softphone.sip.redirect import explain
from softphone.sip.text import has_hidden
from tests.unit.sip.messages import response

_MEBIBYTE = 1024 * 1024
_ALLOWED = ("sip:", "sips:", "tel:", "mailto:", "http:", "https:", "xmpp:", "sms:", "im:", "urn:service:sos")
_KINDS = (
    "text/plain",
    "text/html",
    "text/uri-list",
    "application/resource-lists+xml",
    "application/3gpp-ims+xml",
    "text/vcard",
    "application/vcard+json",
    "multipart/mixed;boundary=b",
    "multipart/alternative;boundary=b",
    "application/json",
)
# What the readers look for, thrown together: nearly right documents find more than noise does.
_WORDS = """
sip: tel:+1 mailto: javascript: data: @ h.example a : ; , = ? & &amp; &#106; &#x202e; % %6 " ' < > </ /> <a href= </a>
<!-- --> <![CDATA[ ]]> <script> </script> <title> <img alt= <p> <br> <table> <td> <resource-lists> <list> <entry uri=
</list> </resource-lists> <?xml encoding="utf-16"?> <!DOCTYPE <ims-3gpp> <type> BEGIN:VCARD END:VCARD TEL: FN: N:
IMPP: ;TYPE=work: ;ENCODING=QUOTED-PRINTABLE: =D0 [ ] { } "vcard" "tel", ["fn",{},"text","a"] null --b --b-- --c
Content-Type:text/html Content-Type:multipart/mixed;boundary=c Content-Encoding:gzip Content-Transfer-Encoding:base64
# 受付は 。 ،
"""
_PIECES = st.sampled_from(
    [*_WORDS.split(), " ", "\r\n", "\r\n\r\n", "\n", "\t", "=\r\n", "\\n", "\u202e", "\u200f", "\0"]
)
_BODIES = st.lists(_PIECES | st.text(max_size=5), max_size=40).map(
    lambda pieces: "".join(pieces).encode("utf-8", "replace")
) | st.binary(max_size=200)
_HEADERS = st.sampled_from(
    [
        "",
        "Content-Encoding: gzip",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: icon",
        "e: deflate",
    ]
)


@given(
    st.sampled_from(_KINDS), st.sampled_from(["", ";charset=utf-16", ";charset=koi8-r"]), _HEADERS, _BODIES
)
def test_any_body_is_explained(kind: str, charset: str, header: str, body: bytes) -> None:
    """Whatever stands in it: an explanation whose offers are on the allow-list and whose words are safe to show."""
    raw = response("380 X", f"Content-Type: {kind}{charset}", *filter(None, [header]), body=body)
    read = explain(raw, transport="tcp")
    assert json.loads(json.dumps(to_json(read)))
    for one in read.alternatives:
        assert one.kind is Kind.OTHER if one.uri is None else one.uri.lower().startswith(_ALLOWED)
        assert not has_hidden(one.label or "")
        assert len(one.label or "") <= 200
    assert not has_hidden(read.body_text or "")
    assert not any(has_hidden(one.value) or len(one.value) > 200 for one in read.rejected)


def _filled(piece: str | bytes, start: bytes = b"") -> bytes:
    data = piece.encode() if isinstance(piece, str) else piece
    return start + (data * (_MEBIBYTE // len(data) + 1))[: _MEBIBYTE - len(start)]


_CARD = b"BEGIN:VCARD\r\nFN:A\r\n"
_MIXED = "multipart/mixed;boundary=b"
_LISTS = "application/resource-lists+xml"
_NOISE = random.Random(2483).randbytes(_MEBIBYTE)
_BOMB = b"Content-Type: text/plain\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(
    bytes(_MEBIBYTE), mtime=0
)
_HTML = [
    "<",
    "< ",
    "<a ",
    '<a "',
    "<a '\"",
    "<a href=",
    "<a href='sip:a@h'>",
    "<a href=sip:a@h>x</a>",
    "<!--",
    "<!-- -->",
]
_HTML += [
    "<!",
    "</",
    "<script>",
    "<title>",
    "<td>",
    "<b a='",
    "&",
    "&amp",
    "&#1",
    "&#" + "9" * 5000,
    "@",
    "sip:",
    "\u202e",
]
_PROSE = ["or ", "a, please call ", "sip:は", "tel:+1 2 ", "sip:a@h - ", "( ", "، ", "a: \n", "&", "@"]
_XML = ["<a>", "<a/>", "<a ", "<!--", "&", "<![CDATA[", "<?", '<entry uri="sip:a@h"/>']
_VCARD = [
    "BEGIN:VCARD\r\n",
    "TEL:+1\r\n",
    "TEL",
    'TEL;A="',
    ';A="b"',
    "\r\n ",
    "a.",
    "\\",
    "TEL: x" + " " * 40 + "\n",
]
_VCARD += ["TEL;ENCODING=QUOTED-PRINTABLE:=\r\n", "NOTE:a\r\n"]
_PARTS = ["--b\r\n", "--b\r\n\r\n", "--b", "\r\n", "--b\r\nContent-Type: multipart/mixed;boundary=b\r\n\r\n"]
_PARTS += ["--b\r\nContent-Type:text/html\r\n\r\n<a href=sip:a@h>\r\n"]
_REPEATED = [
    *(("text/html", b"", piece) for piece in _HTML),
    *(("text/plain", b"", piece) for piece in _PROSE),
    *(("text/uri-list", b"", piece) for piece in ("#", "# a\n", "sip:a@h\n", "\n")),
    *((_LISTS, b"<resource-lists>", piece) for piece in _XML),
    *(("text/vcard", _CARD, piece) for piece in _VCARD),
    *(("application/vcard+json", b"", piece) for piece in "[9"),
    *((_MIXED, b"", piece) for piece in _PARTS),
]
_CHARSETS = ("shift_jis", "iso-2022-jp", "gb18030", "utf-16", "utf-32", "iso-8859-6", "us-ascii")
_NESTED = b"".join(
    b"c:multipart/mixed;boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(_MEBIBYTE // 45)
)
_SHAPES: dict[str, tuple[str, bytes]] = {
    "open tags and one end": ("text/html", _filled("<a ", b'<p "')[:-1] + b">"),
    "signs and one end": ("text/html", _filled("< ")[:-1] + b">"),
    "long links": ("text/html", _filled("<a href='sip:a@h'>" + "x" * 3000)),
    "attributes": (_LISTS, b"<a " + b" ".join(b"a%d='1'" % number for number in range(_MEBIBYTE // 11))),
    "types": (
        "application/vcard+json",
        b'["vcard",[["tel",{"type":["a"' + b',"a"' * (_MEBIBYTE // 5) + b']},"text","1"]]]',
    ),
    "nested parts": (_MIXED, b"--b\r\n" + _NESTED),
    "bombs": (_MIXED, b"".join(b"--b\r\n" + _BOMB + b"\r\n" for _ in range(100))),
    "quoted noise": (_MIXED, b"--b\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + _NOISE),
    **{f"noise in {charset}": (f"text/plain;charset={charset}", _NOISE) for charset in _CHARSETS},
    **{f"noise as {kind}": (kind, _NOISE) for kind in _KINDS},
}


@pytest.mark.parametrize(("kind", "start", "piece"), _REPEATED)
def test_a_mebibyte_of_anything_takes_less_than_a_second(kind: str, start: bytes, piece: str) -> None:
    """One piece again and again: the time is linear to the length (measured as this thread's CPU time)."""
    _check_time(kind, _filled(piece, start))


@pytest.mark.parametrize("name", _SHAPES)
def test_a_hostile_mebibyte_takes_less_than_a_second(name: str) -> None:
    """So do shapes that are made to look for one end from many starts, to nest or to unfold."""
    _check_time(*_SHAPES[name])


def _check_time(kind: str, body: bytes) -> None:
    raw = response("380 X", f"Content-Type: {kind}", body=body)
    start = time.thread_time()
    read = explain(raw, transport="tcp")
    assert time.thread_time() - start < 1.0
    assert len(read.alternatives) <= 100
    assert len(read.rejected) <= 200
    assert all(len(one.value) <= 200 for one in read.rejected)
