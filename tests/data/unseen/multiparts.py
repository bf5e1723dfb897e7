"""multipart bodies and types nobody knows: rules 20 and 21."""

import base64
import gzip
import quopri

from tests.data.unseen.case import Case, alternative, case, response

_LIST = (
    '<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list><entry uri="sip:listed@h.example">'
    "<display-name>Listed</display-name></entry></list></resource-lists>"
)
_LISTED = ("sip", "sip:listed@h.example", "Listed")
_DESK = ("sip", "sip:desk@h.example", "Desk")
_SERVICE = (
    "<ims-3gpp><alternative-service><type>emergency</type><action>emergency-registration</action>"
    "</alternative-service></ims-3gpp>"
)


def _part(content_type: str | None, content: bytes | str, *headers: str) -> bytes:
    lines = [*([f"Content-Type: {content_type}"] if content_type else []), *headers]
    head = "".join(f"{line}\r\n" for line in lines).encode()
    return head + b"\r\n" + (content.encode() if isinstance(content, str) else content)


def _join(*parts: bytes, boundary: str = "b1", close: bool = True) -> bytes:
    mark = f"--{boundary}".encode()
    return b"".join(mark + b"\r\n" + part + b"\r\n" for part in parts) + (mark + b"--\r\n" if close else b"")


def _multi(name: str, kind: str, body: bytes, *alternatives: tuple[str, ...], **expected: object) -> Case:
    raw = alternative(body, f"multipart/{kind};boundary=b1")
    return case(name, (20,), raw, alternatives=list(alternatives), **expected)


_PLAIN = _part("text/plain", "Desk: sip:desk@h.example")
_HTML = _part("text/html", '<a href="sip:page@h.example">Page</a>')
_PAGE = ("sip", "sip:page@h.example", "Page")
_UNKNOWN = _part("application/x-strange", "Strange: sip:strange@h.example")
_CARD = _part("text/vcard", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nIMPP:sip:ann@h.example\r\nEND:VCARD\r\n")
_SDP = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=call sip:sdp@h.example\r\nu=http://sdp.example/\r\ne=mailto:e@sdp.example\r\n"

CASES: tuple[Case, ...] = (
    _multi(
        "all parts in order",
        "mixed",
        _join(_PLAIN, _part("application/resource-lists+xml", _LIST), _CARD),
        _DESK,
        _LISTED,
        ("sip", "sip:ann@h.example", "Ann"),
        outcome="offer",
        body_text=["Desk"],
    ),
    _multi("the last that is understood", "alternative", _join(_PLAIN, _HTML), _PAGE),
    _multi(
        "the last is not understood", "alternative", _join(_PLAIN, _UNKNOWN), _DESK, not_offered=["strange@"]
    ),
    _multi(
        "the best stands last",
        "alternative",
        _join(_HTML, _part("application/resource-lists+xml", _LIST)),
        _LISTED,
    ),
    _multi(
        "a part of parts",
        "mixed",
        _join(
            _part("multipart/alternative; boundary=b2", _join(_PLAIN, _HTML, boundary="b2")),
            _part("application/resource-lists+xml", _LIST),
        ),
        _PAGE,
        _LISTED,
    ),
    _multi(
        "mixed within an alternative",
        "alternative",
        _join(_PLAIN, _part('multipart/mixed; boundary="b 2"', _join(_HTML, _CARD, boundary="b 2"))),
        _PAGE,
        ("sip", "sip:ann@h.example", "Ann"),
    ),
    _multi(
        "what stands before and after the parts is nothing",
        "mixed",
        b"Before: sip:before@h.example\r\n" + _join(_PLAIN) + b"After: sip:after@h.example\r\n",
        _DESK,
        body_lacks=["before@", "after@"],
    ),
    _multi("no closing mark", "mixed", _join(_PLAIN, _HTML, close=False), _DESK, _PAGE),
    _multi(
        "each part has a charset",
        "mixed",
        _join(
            _part("text/plain; charset=koi8-r", "Врач: sip:v@h.example".encode("koi8-r")),
            _part("text/plain; charset=windows-1251", "Касса: sip:k@h.example".encode("windows-1251")),
            _part("text/plain; charset=shift_jis", "受付: sip:u@h.example".encode("shift_jis")),
        ),
        ("sip", "sip:v@h.example", "Врач"),
        ("sip", "sip:k@h.example", "Касса"),
        ("sip", "sip:u@h.example", "受付"),
        body_text=["Врач", "Касса", "受付"],
    ),
    _multi(
        "base64 and quoted-printable",
        "mixed",
        _join(
            _part(
                "text/plain; charset=windows-1251",
                base64.encodebytes("Врач: sip:v@h.example".encode("windows-1251")),
                "Content-Transfer-Encoding: base64",
            ),
            _part(
                "text/plain; charset=utf-8",
                quopri.encodestring("Büro: mailto:b@h.example?subject=x".encode()),
                "content-transfer-encoding: Quoted-Printable",
            ),
        ),
        ("sip", "sip:v@h.example", "Врач"),
        ("email", "mailto:b@h.example?subject=x", "Büro"),
    ),
    _multi("a part without a type is text", "mixed", _join(_part(None, "Desk: sip:desk@h.example")), _DESK),
    _multi(
        "a session description is no list",
        "mixed",
        _join(_part("application/sdp", _SDP), _PLAIN),
        _DESK,
        not_offered=["sdp.example", "sdp@"],
    ),
    _multi(
        "an emergency beside words",
        "mixed",
        _join(_PLAIN, _part("application/3gpp-ims+xml", _SERVICE)),
        _DESK,
        ("emergency", "urn:service:sos"),
        flags=["emergency"],
        actions=["emergency-registration"],
    ),
    case(
        "a card related to a page",
        (20,),
        alternative(_join(_HTML, _CARD), 'multipart/related; boundary=b1; type="text/html"'),
        offered=["sip:page@h.example"],
    ),
    case(
        "a boundary with signs",
        (20,),
        alternative(
            _join(_PLAIN, boundary="=_a/b:c'(d)?+,-."),
            'Multipart/Mixed; x=y; Boundary="=_a/b:c\'(d)?+,-."; charset=utf-8',
        ),
        alternatives=[_DESK],
    ),
    case(
        "a packed multipart",
        (20, 21),
        alternative(
            gzip.compress(_join(_PLAIN, _CARD), mtime=0),
            "multipart/mixed;boundary=b1",
            "Content-Encoding: gzip",
        ),
        alternatives=[_DESK, ("sip", "sip:ann@h.example", "Ann")],
    ),
    case(
        "a multipart of a 300 beside its Contact",
        (13, 17, 20),
        response(
            "300 Multiple Choices",
            "Contact: <sip:desk@h.example>",
            "Contact: <sip:second@h.example>",
            body=_join(_PLAIN, _HTML),
            content_type="multipart/mixed;boundary=b1",
        ),
        outcome="offer",
        offered=["sip:desk@h.example", "sip:second@h.example", "sip:page@h.example"],
    ),
    case(
        "parts without a boundary",
        (20,),
        response(
            "380 Alternative Service",
            "Contact: <sip:c@h.example>",
            body=_join(_PLAIN),
            content_type="multipart/mixed",
        ),
        outcome="offer",
        offered=["sip:c@h.example"],
    ),
    case(
        "a session description",
        (20,),
        response(
            "380 Alternative Service", "Contact: <sip:c@h.example>", body=_SDP, content_type="application/sdp"
        ),
        targets=[{"uri": "sip:c@h.example"}],
        alternatives=[],
    ),
    case(
        "bytes of a type nobody knows",
        (20,),
        alternative(bytes(range(256)) + b"sip:hidden@h.example", "application/octet-stream"),
        alternatives=[],
        body_lacks=["\x00", "\x1b"],
        outcome="inform",
    ),
    case(
        "a picture",
        (20,),
        alternative(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR sip:x@h.example", "image/png"),
        alternatives=[],
        outcome="inform",
    ),
    case(
        "text of a type nobody knows is shown",
        (20,),
        alternative("nota bene: desk is closed", "text/x-note;charset=utf-8"),
        body_text=["nota bene: desk is closed"],
        outcome="inform",
    ),
    case(
        "JSON is text",
        (20,),
        alternative('{"note": "closed until Monday"}', "application/json"),
        body_text=["closed until Monday"],
        alternatives=[],
        outcome="inform",
    ),
)
