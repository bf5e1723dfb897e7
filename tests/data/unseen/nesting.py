"""More of multipart, and edges of the header lines: rules 2, 3, 20 and 21."""

from tests.data.unseen.case import Case, alternative, case, moved, response

_DESK = ("sip", "sip:desk@h.example", "Desk")
_PAGE = ("sip", "sip:page@h.example", "Page")
_PLAIN = "Content-Type: text/plain\r\n\r\nDesk: sip:desk@h.example"
_HTML = 'Content-Type: text/html\r\n\r\n<a href="sip:page@h.example">Page</a>'


def _mixed(
    name: str, body: str, *alternatives: tuple[str, ...], kind: str = "mixed", **expected: object
) -> Case:
    raw = alternative(body, f'multipart/{kind}; boundary="b"')
    return case(name, (20,), raw, alternatives=list(alternatives), **expected)


def _parts(*parts: str, boundary: str = "b") -> str:
    return "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"


def _nested(depth: int) -> str:
    body = _PLAIN
    for level in range(depth, 0, -1):
        name = f"n{level:02}"
        body = f'Content-Type: multipart/mixed; boundary="{name}"\r\n\r\n' + _parts(body, boundary=name)
    return _parts(body)


CASES: tuple[Case, ...] = (
    _mixed(
        "a boundary that begins as another",
        _parts(
            "Content-Type: multipart/mixed; boundary=bb\r\n\r\n" + _parts(_PLAIN, boundary="bb"),
            _HTML,
        ),
        _DESK,
        _PAGE,
    ),
    _mixed("three in one another", _nested(3), _DESK),
    case(
        "a hundred in one another",
        (20,),
        response(
            "380 Alternative Service",
            "Contact: <sip:c@h.example>",
            body=_nested(99),
            content_type="multipart/mixed; boundary=b",
        ),
        targets=[{"uri": "sip:c@h.example"}],
    ),
    _mixed(
        "a folded line in a part",
        _parts("Content-Type: text/plain;\r\n charset=utf-8\r\n\r\nDesk: sip:desk@h.example"),
        _DESK,
    ),
    _mixed("white space after a mark", f"--b  \r\n{_PLAIN}\r\n--b--  \r\n", _DESK),
    _mixed(
        "a mark within a line is none",
        _parts("Content-Type: text/plain\r\n\r\nx --b-- y\r\nDesk: sip:desk@h.example"),
        _DESK,
    ),
    _mixed("an empty part", _parts("", _PLAIN), _DESK),
    _mixed("no part", "--b--\r\n"),
    _mixed(
        "an alternative whose last is a session",
        _parts(_PLAIN, "Content-Type: application/sdp\r\n\r\nv=0\r\ns=sip:sdp@h.example\r\n"),
        _DESK,
        kind="alternative",
    ),
    _mixed(
        "an alternative of parts nobody knows",
        _parts(
            _PLAIN,
            "Content-Type: multipart/mixed; boundary=c\r\n\r\n"
            + _parts("Content-Type: application/x-a\r\n\r\nsip:a@h.example", boundary="c"),
        ),
        _DESK,
        kind="alternative",
    ),
    _mixed(
        "an alternative of which nothing is understood",
        _parts("Content-Type: application/x-a\r\n\r\n\x01\x02", "Content-Type: image/png\r\n\r\n\x01"),
        kind="alternative",
    ),
    _mixed(
        "a page without a link is still the best",
        _parts(_PLAIN, "Content-Type: text/html\r\n\r\n<p>Closed</p>"),
        kind="alternative",
        body_text=["Closed"],
    ),
    _mixed(
        "one address in two parts",
        _parts(_PLAIN, "Content-Type: text/uri-list\r\n\r\nsip:desk@H.example\r\nsip:two@h.example\r\n"),
        _DESK,
        ("sip", "sip:two@h.example"),
    ),
    _mixed(
        "base64 that is none",
        _parts("Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!", _HTML),
        _PAGE,
    ),
    case(
        "empty lines before the status line",
        (2,),
        b"\r\n\r\n" + moved("<sip:a@h.example>"),
        outcome="offer",
        targets=[{"uri": "sip:a@h.example"}],
    ),
    case(
        "no reason and no space",
        (2,),
        moved("<sip:a@h.example>", status_line="302"),
        status=302,
        targets=[{"uri": "sip:a@h.example"}],
    ),
    case(
        "a status of letters",
        (2,),
        moved("<sip:a@h.example>", status_line="3O2 Moved"),
        outcome="discard",
        targets=[],
    ),
    case(
        "a status of four digits",
        (2,),
        moved("<sip:a@h.example>", status_line="3020 Moved"),
        outcome="discard",
    ),
    case(
        "parameters of a Contact that mean nothing here",
        (3, 6, 7),
        moved(
            '<sip:a@h.example>;+sip.instance="<urn:uuid:00000000-0000-1000-8000-000A95A0E128>;q=0.1,<x>";q=0.4;expires=9;'
        ),
        targets=[{"uri": "sip:a@h.example", "q": 0.4, "expires": 9}],
    ),
    case(
        "no white space, and too much",
        (3,),
        response("302 Moved", "Contact:<sip:a@h.example>;q = 0.2 ,\t<sip:b@h.example> ; q=0.6"),
        targets=[{"uri": "sip:b@h.example", "q": 0.6}, {"uri": "sip:a@h.example", "q": 0.2}],
    ),
    case(
        "a fold within a quoted name",
        (3,),
        response("302 Moved", 'Contact: "Bob\r\n  Smith" <sip:a@h.example>'),
        targets=[{"uri": "sip:a@h.example", "display_name": "Bob Smith"}],
    ),
    case(
        "a tel address within a context",
        (14,),
        moved("<tel:7042;phone-context=example.com>;expires=5"),
        targets=[{"uri": "tel:7042;phone-context=example.com", "kind": "tel", "expires": 5}],
    ),
    case(
        "a look-alike of a host",
        (24,),
        moved("<sip:bob@" + "\u0435xample.com".encode("idna").decode() + ">"),
        flags=["look-alike"],
    ),
    case(
        "a name in UTF-8 beside its address",
        (21,),
        moved('"Дежурный врач" <sip:doctor@h.example>, =?utf-8?q?x?= <sip:b@h.example>'),
        targets=[
            {"display_name": "Дежурный врач", "display_name_safe": "Дежурный врач"},
            {"uri": "sip:b@h.example"},
        ],
    ),
    case(
        "names and reasons in Latin 1",
        (3,),
        b'SIP/2.0 302 D\xe9plac\xe9\r\nTo: <sip:b@h.example>\r\nContact: "Ren\xe9" <sip:r@h.example>\r\n\r\n',
        outcome="offer",
        targets=[{"uri": "sip:r@h.example"}],
    ),
    case(
        "rules for Contacts hold for bodies too",
        (10, 11, 22),
        response(
            "380 Alternative Service",
            body="sip:a@h.example;method=BYE\r\nsip:b@h.example;transport=pigeon\r\n"
            "sip:c@h.example;target=bob%40h.example;cause=486\r\nsips:d@h.example\r\n",
            content_type="text/uri-list",
            to="<sips:bob@example.com>",
        ),
        alternatives=[
            ("voicemail", "sip:c@h.example;target=bob%40h.example;cause=486"),
            ("sip", "sips:d@h.example"),
        ],
        rejected=["method=BYE", "pigeon"],
        flags=["encryption-lost"],
    ),
    case(
        "Retry-After of a redirect",
        (23,),
        response("302 Moved", "Contact: <sip:a@h.example>", "Retry-After: 60"),
        outcome="offer",
        retry_after=60,
    ),
    case(
        "a warning that is none voids nothing",
        (23,),
        response("302 Moved", "Contact: <sip:a@h.example>", "Warning: nonsense", 'Warning: 399 h "Kept"'),
        targets=[{"uri": "sip:a@h.example"}],
        warnings=["Kept"],
    ),
)
