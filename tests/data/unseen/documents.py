"""html, uri-list, resource-lists, vCard and jCard: rule 20."""

import json

from tests.data.unseen.case import Case, alternative, case, response

_LISTS = 'xmlns="urn:ietf:params:xml:ns:resource-lists"'
_RESOURCES = "application/resource-lists+xml"
_PAGE = """<!DOCTYPE html><html><head><title>Closed</title><style>a{background:url(http://style.example/)}</style>
<script>location="http://script.example/"; call("sip:script@example.com")</script></head>
<body onload="go('sip:load@example.com')"><!-- sip:comment@example.com -->
<h1>Hotel &amp; Spa</h1><img src="http://pixel.example/1.gif">
<p>Call the <a href="sip:front@hotel.example">front desk</a>, or write to
<A HREF='mailto:info@hotel.example?subject=a&amp;body=b'>the <b>office</b></A>.</p>
<p>Concierge: sip:concierge@hotel.example</p><iframe src="http://frame.example/"></iframe></body></html>"""
_PAGE_ALTERNATIVES = [
    ("sip", "sip:front@hotel.example", "front desk"),
    ("email", "mailto:info@hotel.example?subject=a&body=b", "office"),
    ("sip", "sip:concierge@hotel.example", "Concierge"),
]
_CARD_3 = """BEGIN:VCARD\r
VERSION:3.0\r
N:Desk;Help;;;\r
FN:Help Desk\\, Room 5\r
ORG:Example\r
TEL;TYPE=work,voice:+1-555-0100\r
EMAIL;TYPE=INTERNET:help@example.com\r
IMPP;X-SERVICE-TYPE=SIP:sip:help@exam\r
 ple.com\r
URL:https://example.com/help\r
PHOTO;VALUE=uri:http://photo.example/x.jpg\r
END:VCARD\r
"""
_CARD_4 = """BEGIN:VCARD
VERSION:4.0
FN;LANGUAGE=ru:Дежурный врач
item1.TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+7-495-123-45-67;ext=102
EMAIL:doctor@clinic.example
IMPP;PREF=1:xmpp:doctor@clinic.example
IMPP:sip:doctor@clinic.example
NOTE:Monday to Friday
END:VCARD
"""
_JCARD = [
    "vcard",
    [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Доктор Иванов"],
        ["tel", {"type": ["work", "voice"]}, "uri", "tel:+7-495-123-45-67"],
        ["email", {}, "text", "ivanov@clinic.example"],
        ["impp", {}, "uri", "sip:ivanov@clinic.example"],
        ["url", {}, "uri", "https://clinic.example/ivanov"],
    ],
]


def _resources(name: str, body: str | bytes, *alternatives: tuple[str, ...], **expected: object) -> Case:
    return case(name, (20,), alternative(body, _RESOURCES), alternatives=list(alternatives), **expected)


CASES: tuple[Case, ...] = (
    case(
        "links and text of a page",
        (20,),
        alternative(_PAGE, "text/html; charset=utf-8"),
        outcome="offer",
        alternatives=_PAGE_ALTERNATIVES,
        body_text=["Hotel & Spa"],
        body_lacks=["<", "location=", "comment@"],
    ),
    case(
        "a page in KOI8-R",
        (20, 21),
        alternative(
            '<p><a href="tel:+74951234567">Диспетчер</a>'.encode("koi8-r"), "text/html;charset=koi8-r"
        ),
        alternatives=[("tel", "tel:+74951234567", "Диспетчер")],
        body_text=["Диспетчер"],
    ),
    case(
        "links of a page that are none",
        (20, 24),
        alternative(
            '<a href="javascript:alert(1)">x</a><a href=" JaVa&#10;Script:alert(2)">y</a><a href="data:text/html,z">'
            'z</a><a href="/relative">r</a><a href="#top">t</a><a>none</a><a href="file:///etc/passwd">f</a>',
            "text/html",
        ),
        alternatives=[],
        rejected=["javascript:alert(1)", "file:///etc/passwd", "data:"],
    ),
    case(
        "a link written with entities, and tags that do not end",
        (20,),
        alternative(
            "<p><a href=&#115;ip:a&#64;h.example>Desk <b>A <a href=sip:b@h.example>Desk B", "text/html"
        ),
        alternatives=[("sip", "sip:a@h.example", "Desk A"), ("sip", "sip:b@h.example", "Desk B")],
    ),
    case(
        "a list of addresses",
        (20,),
        alternative(
            "# the desk\r\nsip:desk@example.com\r\n#sip:hidden@example.com\r\n\r\nmailto:info@example.com\r\n"
            "https://example.com/a;b?c=d\r\nxmpp:desk@example.com\r\ntel:+15550100\r\n",
            "text/uri-list",
        ),
        outcome="offer",
        alternatives=[
            ("sip", "sip:desk@example.com"),
            ("email", "mailto:info@example.com"),
            ("web", "https://example.com/a;b?c=d"),
            ("xmpp", "xmpp:desk@example.com"),
            ("tel", "tel:+15550100"),
        ],
    ),
    case(
        "a line that was commented out is no label",
        (20,),
        alternative("# https://bank.example/\r\nhttps://other.example/\r\n", "text/uri-list"),
        alternatives=[("web", "https://other.example/")],
        label_lacks=["bank.example"],
    ),
    case(
        "a list with what is not allowed",
        (20, 24),
        alternative(
            "ftp://example.com/x\nsip:a@h.example\njavascript:alert(1)\nurn:service:counseling",
            "text/uri-list",
        ),
        alternatives=[("sip", "sip:a@h.example")],
        rejected=["ftp://example.com/x", "javascript:alert(1)", "urn:service:counseling"],
    ),
    case(
        "a list of a 300",
        (20,),
        response(
            "300 Multiple Choices",
            body="sip:a@h.example\r\nsip:b@h.example\r\n",
            content_type="text/uri-list",
        ),
        outcome="offer",
        alternatives=[("sip", "sip:a@h.example"), ("sip", "sip:b@h.example")],
    ),
    _resources(
        "a resource list with a list in it",
        f'<?xml version="1.0" encoding="UTF-8"?><resource-lists {_LISTS}><list name="desk">'
        '<display-name>Desk</display-name><entry uri="sip:bill@example.com"><display-name>Bill Doe</display-name>'
        "</entry>"
        '<list><entry uri="tel:+15550100"/></list><entry uri="mailto:joe@example.com">'
        '<display-name xml:lang="ru">Джо</display-name></entry></list></resource-lists>',
        ("sip", "sip:bill@example.com", "Bill Doe"),
        ("tel", "tel:+15550100"),
        ("email", "mailto:joe@example.com", "Джо"),
        outcome="offer",
    ),
    _resources(
        "references are not fetched",
        f'<resource-lists {_LISTS}><list><entry-ref ref="users/sip:b@ref.example/index/x"/>'
        '<external anchor="http://external.example/list"/><entry uri="sip:here@example.com"/></list></resource-lists>',
        ("sip", "sip:here@example.com"),
        not_offered=["ref.example", "external.example"],
    ),
    _resources(
        "a list with copy control",
        '<rl:resource-lists xmlns:rl="urn:ietf:params:xml:ns:resource-lists" '
        'xmlns:cp="urn:ietf:params:xml:ns:copycontrol">'
        '<rl:list><rl:entry uri="sip:a@h.example" cp:copyControl="to"/><rl:entry uri=" sip:b@h.example " '
        'cp:copyControl="bcc" cp:anonymize="true"/></rl:list></rl:resource-lists>',
        ("sip", "sip:a@h.example"),
        ("sip", "sip:b@h.example"),
    ),
    _resources(
        "a list in windows-1251",
        (
            f'<?xml version="1.0" encoding="windows-1251"?><resource-lists {_LISTS}><list>'
            '<entry uri="sip:v@h.example"><display-name>Врач</display-name></entry></list></resource-lists>'
        ).encode("windows-1251"),
        ("sip", "sip:v@h.example", "Врач"),
    ),
    _resources(
        "a list with what is not allowed",
        f'<resource-lists {_LISTS}><list><entry uri="javascript:alert(1)"/><entry uri=""/><entry/>'
        '<entry uri="sip:a@h.example"/></list></resource-lists>',
        ("sip", "sip:a@h.example"),
        rejected=["javascript:alert(1)"],
    ),
    _resources(
        "a list with entities of its own",
        f'<!DOCTYPE r [<!ENTITY a "sip:e@h.example">]><resource-lists {_LISTS}><list><entry uri="&a;"/></list>'
        "</resource-lists>",
    ),
    _resources("a list that breaks off", f'<resource-lists {_LISTS}><list><entry uri="sip:a@h.example"/>'),
    case(
        "vCard 3",
        (20,),
        alternative(_CARD_3, "text/vcard; charset=utf-8"),
        outcome="offer",
        alternatives=[
            ("tel", "tel:+15550100", "Help Desk, Room 5"),
            ("email", "mailto:help@example.com", "Help Desk"),
            ("sip", "sip:help@example.com", "Help Desk"),
            ("web", "https://example.com/help", "Help Desk"),
        ],
    ),
    case(
        "vCard by its old name", (20,), alternative(_CARD_3, "text/x-vcard"), offered=["sip:help@example.com"]
    ),
    case(
        "vCard 4",
        (20,),
        alternative(_CARD_4, "text/vcard"),
        alternatives=[
            ("tel", "tel:+74951234567;ext=102", "Дежурный врач"),
            ("email", "mailto:doctor@clinic.example", "Дежурный врач"),
            ("xmpp", "xmpp:doctor@clinic.example", "Дежурный врач"),
            ("sip", "sip:doctor@clinic.example", "Дежурный врач"),
        ],
    ),
    case(
        "two cards in one body",
        (20,),
        alternative(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nIMPP:sip:ann@h.example\r\nEND:VCARD\r\n"
            "begin:vcard\r\nversion:4.0\r\nfn:Ben\r\nimpp:sip:ben@h.example\r\nend:vcard\r\n",
            "text/vcard",
        ),
        alternatives=[("sip", "sip:ann@h.example", "Ann"), ("sip", "sip:ben@h.example", "Ben")],
    ),
    case(
        "a card with a link that is none",
        (20, 24),
        alternative(
            "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:X\r\nURL:javascript:alert(1)\r\nEND:VCARD\r\n", "text/vcard"
        ),
        alternatives=[],
        rejected=["javascript:alert(1)"],
    ),
    case(
        "jCard",
        (20,),
        alternative(json.dumps(_JCARD), "application/vcard+json"),
        outcome="offer",
        alternatives=[
            ("tel", "tel:+74951234567", "Доктор Иванов"),
            ("email", "mailto:ivanov@clinic.example", "Доктор Иванов"),
            ("sip", "sip:ivanov@clinic.example", "Доктор Иванов"),
            ("web", "https://clinic.example/ivanov", "Доктор Иванов"),
        ],
    ),
    case(
        "a jCard that is another value",
        (20,),
        alternative('{"vcard": [["impp", {}, "uri", "sip:a@h.example"]]}', "application/vcard+json"),
        alternatives=[],
    ),
    case(
        "a jCard with broken rows",
        (20,),
        alternative(
            json.dumps(
                ["vcard", [["tel"], None, 7, ["impp", {}, "uri"], ["impp", {}, "uri", "sip:a@h.example"]]]
            ),
            "application/vcard+json",
        ),
        alternatives=[("sip", "sip:a@h.example")],
    ),
    case(
        "a jCard that breaks off",
        (20,),
        alternative('["vcard", [', "application/vcard+json"),
        alternatives=[],
    ),
)
