"""More of html, cards and lists: rules 20, 21 and 24."""

import json

from tests.data.unseen.case import Case, alternative, case, response


def _page(name: str, html: str, *alternatives: tuple[str, ...], **expected: object) -> Case:
    return case(name, (20,), alternative(html, "text/html"), alternatives=list(alternatives), **expected)


def _card(
    name: str, lines: str, *alternatives: tuple[str, ...], version: str = "4.0", **expected: object
) -> Case:
    body = f"BEGIN:VCARD\nVERSION:{version}\n{lines}\nEND:VCARD\n".replace("\n", "\r\n")
    return case(name, (20,), alternative(body, "text/vcard"), alternatives=list(alternatives), **expected)


CASES: tuple[Case, ...] = (
    _page(
        "what leads nowhere by itself is no link",
        '<html><head><link rel="stylesheet" href="https://css.example/a.css"><base href="https://base.example/">'
        '<meta http-equiv="refresh" content="0;url=https://refresh.example/"></head><body background="http://bg.example/">'
        '<form action="https://form.example/"><input></form><object data="https://object.example/x"></object>'
        '<a href="sip:desk@h.example">Desk</a></body></html>',
        ("sip", "sip:desk@h.example", "Desk"),
        not_offered=["css.", "base.", "refresh.", "bg.", "form.", "object."],
    ),
    _page(
        "a link that says its own address",
        '<p>Mail: <a href="mailto:help@h.example">mailto:help@h.example</a></p>',
        ("email", "mailto:help@h.example"),
    ),
    _page(
        "a number with blanks, as pages have them",
        '<a href="tel:+1 555 0100">Hotline</a>',
        ("tel", "tel:+15550100", "Hotline"),
    ),
    _page(
        "links that say no more than here",
        "<p>Для записи <a href='sip:z@h.example'>нажмите здесь</a></p>"
        "<p>予約は<a href='tel:+81312345678'>こちら</a></p>",
        ("sip", "sip:z@h.example", "Для записи"),
        ("tel", "tel:+81312345678", "予約"),
    ),
    _page(
        "white space in a label",
        '<ul><li><a href="tel:+1-555-0100">\n  Night&nbsp;desk <i>(24&#x2F;7)</i>\n</a></li></ul>',
        ("tel", "tel:+15550100", "desk (24/7)"),
    ),
    _page(
        "a label with marks of direction",
        '<a href="sip:a@h.example">Support\u202egro.live</a>',
        ("sip", "sip:a@h.example", "Supportgro.live"),
    ),
    _page(
        "markup in a label stays text",
        '<a href="sip:a@h.example">&lt;b&gt;Bold&lt;/b&gt;</a>',
        ("sip", "sip:a@h.example", "<b>Bold</b>"),
    ),
    _page(
        "text of a page without links",
        "<p>Ring the bell.</p><p>Or go away.</p>",
        outcome="inform",
        body_text=["Ring the bell.", "Or go away."],
        body_lacks=["<p>", "bell.Or"],
    ),
    _page(
        "a link in capitals, without quotes",
        "<A HREF=SIP:desk@h.example>Desk</A>",
        ("sip", "SIP:desk@h.example", "Desk"),
    ),
    _page(
        "one address in two links",
        '<a href="sip:a@h.example">First</a> <a href="sip:a@H.example">Second</a>',
        ("sip", "sip:a@h.example", "First"),
    ),
    case(
        "a list with spaces and other lines",
        (20,),
        alternative(
            "  sip:a@h.example  \r\nhello world\r\n<sip:b@h.example>\r\nhttp://h.example/x\r\n",
            "text/uri-list",
        ),
        offered=["sip:a@h.example", "http://h.example/x"],
        not_offered=["hello"],
    ),
    case(
        "a list with one address twice",
        (17, 20),
        alternative("sip:a@h.example\r\nsip:%61@H.EXAMPLE\r\nsip:A@h.example\r\n", "text/uri-list"),
        alternatives=[("sip", "sip:a@h.example"), ("sip", "sip:A@h.example")],
    ),
    _card(
        "a number with signs between",
        "FN:Büro\nTEL;TYPE=cell:+49 (30) 123-45 67",
        ("tel", "tel:+49301234567", "Büro"),
        version="3.0",
    ),
    _card(
        "lines folded within a word",
        "FN:A very lo\n ng name\nEMAIL:long@exam\n ple.com\nIMPP:sip:lo\n\tng@example.com",
        ("email", "mailto:long@example.com", "A very long name"),
        ("sip", "sip:long@example.com", "A very long name"),
    ),
    _card(
        "a colon in a parameter",
        'FN:X\nIMPP;X-NOTE="a:b;c,d":sip:x@h.example',
        ("sip", "sip:x@h.example", "X"),
    ),
    _card(
        "small letters and groups",
        "fn:X\nwork.impp;type=work:sips:x@h.example",
        ("sip", "sips:x@h.example", "X"),
    ),
    _card(
        "messages",
        "FN:X\nIMPP:im:x@h.example\nIMPP:xmpp:x@h.example",
        ("message", "im:x@h.example"),
        ("xmpp", "xmpp:x@h.example"),
    ),
    _card(
        "what is not allowed",
        "FN:X\nIMPP:skype:x\nIMPP:sip:x@h.example",
        ("sip", "sip:x@h.example"),
        rejected=["skype:x"],
    ),
    _card("nothing to reach", "FN:Nobody\nNOTE:none", outcome="inform"),
    case(
        "a card of a 300, in windows-1251",
        (20, 21),
        response(
            "300 Multiple Choices",
            body="BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Касса\r\nEMAIL:kassa@h.example\r\nEND:VCARD\r\n".encode(
                "cp1251"
            ),
            content_type="text/vcard;charset=windows-1251",
        ),
        alternatives=[("email", "mailto:kassa@h.example", "Касса")],
    ),
    case(
        "a card without an end",
        (20,),
        alternative("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:X\r\nIMPP:sip:x@h.example", "text/vcard"),
        not_offered=["javascript"],
    ),
    case(
        "jCard: numbers as text, and what is not allowed",
        (20, 24),
        alternative(
            json.dumps(
                [
                    "vcard",
                    [
                        ["fn", {}, "text", "X"],
                        ["tel", {}, "text", "+1 555 0100"],
                        ["url", {}, "uri", "javascript:alert(1)"],
                        ["IMPP", {"pref": "1"}, "uri", "sip:x@h.example"],
                    ],
                ]
            ),
            "application/vcard+json; charset=utf-8",
        ),
        alternatives=[("tel", "tel:+15550100", "X"), ("sip", "sip:x@h.example", "X")],
        rejected=["javascript:alert(1)"],
    ),
    case(
        "a jCard as deep as the sea",
        (21,),
        alternative("[" * 100_000, "application/vcard+json"),
        alternatives=[],
    ),
    case(
        "a resource list as deep as the sea",
        (21,),
        alternative("<resource-lists>" + "<list>" * 5_000, "application/resource-lists+xml"),
        alternatives=[],
    ),
    case(
        "a resource list of a 300 beside Contacts",
        (13, 17, 20),
        response(
            "300 Multiple Choices",
            "Contact: <sip:a@h.example>;q=0.5",
            body='<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"><list>'
            '<entry uri="sip:b@h.example"><display-name>  B\n </display-name></entry></list></resource-lists>',
            content_type="application/resource-lists+xml",
        ),
        targets=[{"uri": "sip:a@h.example", "q": 0.5}],
        alternatives=[("sip", "sip:b@h.example", "B")],
    ),
)
