"""Whole messages after the examples of the standards, with names changed: RFC 3665, 4458, 4826, 6350, 7095."""

import json

from tests.data.unseen.case import Case, alternative, case, response

_CARD = """BEGIN:VCARD
VERSION:4.0
FN:Simone Perrin
N:Perrin;Simone;;;ing. jr,M.Sc.
BDAY:--0203
ANNIVERSARY:20090808T1430-0500
GENDER:F
LANG;PREF=1:fr
ORG;TYPE=work:Viadesk
ADR;TYPE=work:;Suite D2-630;2875 Laurent;Quebec;QC;G1V 2M2;Canada
TEL;VALUE=uri;TYPE="work,voice";PREF=1:tel:+1-418-555-0154;ext=102
TEL;VALUE=uri;TYPE="work,cell,voice,video,text":tel:+1-418-555-0101
EMAIL;TYPE=work:simone.perrin@desk.example
GEO;TYPE=work:geo:46.772673,-71.282945
KEY;TYPE=work;VALUE=uri:http://key.example/simone.asc
PHOTO:data:image/png;base64,iVBORw0KGgo=
TZ:-0500
URL;TYPE=home:http://home.example
END:VCARD
""".replace("\n", "\r\n")
_JCARD = [
    "vcard",
    [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Simone Perrin"],
        ["n", {}, "text", ["Perrin", "Simone", "", "", ["ing. jr", "M.Sc."]]],
        ["bday", {}, "date-and-or-time", "--02-03"],
        ["gender", {}, "text", "F"],
        ["lang", {"pref": "1"}, "language-tag", "fr"],
        ["org", {"type": "work"}, "text", "Viadesk"],
        [
            "adr",
            {"type": "work"},
            "text",
            ["", "D2-630", "2875 Laurent", "Quebec", "QC", "G1V 2M2", "Canada"],
        ],
        ["tel", {"type": ["work", "voice"], "pref": "1"}, "uri", "tel:+1-418-555-0154;ext=102"],
        ["tel", {"type": ["work", "cell", "voice", "video", "text"]}, "uri", "tel:+1-418-555-0101"],
        ["email", {"type": "work"}, "text", "simone.perrin@desk.example"],
        ["geo", {"type": "work"}, "uri", "geo:46.772673,-71.282945"],
        ["key", {"type": "work"}, "uri", "http://key.example/simone.asc"],
        ["tz", {}, "utc-offset", "-05:00"],
        ["url", {"type": "home"}, "uri", "http://home.example"],
    ],
]
_REACHED = [
    ("tel", "tel:+14185550154;ext=102", "Simone Perrin"),
    ("tel", "tel:+14185550101", "Simone Perrin"),
    ("email", "mailto:simone.perrin@desk.example", "Simone Perrin"),
    ("web", "http://home.example", "Simone Perrin"),
]
_LISTS = """<?xml version="1.0" encoding="UTF-8"?>
<resource-lists xmlns="urn:ietf:params:xml:ns:resource-lists"
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <list name="friends">
    <entry uri="sip:bill@example.com">
      <display-name>Bill Doe</display-name>
    </entry>
    <entry-ref ref="resource-lists/users/sip:bill@example.com/index/~~/resource-lists/list%5b@name=%22list1%22%5d"/>
    <list name="close-friends">
      <display-name>Close Friends</display-name>
      <entry uri="sip:joe@example.com"><display-name>Joe Smith</display-name></entry>
      <entry uri="sip:nancy@example.com">
        <display-name xml:lang="en">Nancy Gross</display-name>
      </entry>
      <external anchor="http://xcap.example.org/resource-lists/users/sip:a@example.org/index">
        <display-name>Marketing</display-name>
      </external>
    </list>
  </list>
</resource-lists>
"""

CASES: tuple[Case, ...] = (
    case(
        "RFC 6350, the example of an author's card",
        (20,),
        alternative(_CARD, "text/vcard"),
        outcome="offer",
        alternatives=_REACHED,
        not_offered=["key.example", "geo:", "data:"],
    ),
    case(
        "RFC 7095, the same as jCard",
        (20,),
        alternative(json.dumps(_JCARD, indent=1), "application/vcard+json"),
        outcome="offer",
        alternatives=_REACHED,
        not_offered=["key.example", "geo:"],
    ),
    case(
        "RFC 4826, a list of friends",
        (20,),
        alternative(_LISTS, "application/resource-lists+xml"),
        outcome="offer",
        alternatives=[
            ("sip", "sip:bill@example.com", "Bill Doe"),
            ("sip", "sip:joe@example.com", "Joe Smith"),
            ("sip", "sip:nancy@example.com", "Nancy Gross"),
        ],
        not_offered=["xcap.example.org"],
    ),
    case(
        "RFC 3665, by way of a redirect server",
        (15,),
        b"SIP/2.0 302 Moved Temporarily\r\n"
        b"Via: SIP/2.0/UDP client.atlanta.example.com:5060;branch=z9hG4bKbf9f44\r\n"
        b" ;received=192.0.2.101\r\n"
        b"From: Alice <sip:alice@atlanta.example.com>;tag=9fxced76sl\r\n"
        b"To: Bob <sip:bob@biloxi.example.com>;tag=53fHlqlQ2\r\n"
        b"Call-ID: 2xTb9vxSit55XU7p8@atlanta.example.com\r\n"
        b"CSeq: 1 INVITE\r\n"
        b"Contact: <sip:bob@chicago.example.com;transport=tcp>\r\n"
        b"Content-Length: 0\r\n\r\n",
        outcome="offer",
        request_uri="sip:bob@biloxi.example.com",
        targets=[{"uri": "sip:bob@chicago.example.com;transport=tcp", "expires": None, "kind": "sip"}],
    ),
    case(
        "RFC 4458, to the mailbox of the one who was called",
        (22,),
        response(
            "302 Moved Temporarily",
            "Contact: <sip:voicemail@example.com;target=sip:+15555551002%40example.com;user=phone;cause=408>",
            to="<sip:+15555551002@example.com;user=phone>;tag=3",
        ),
        targets=[
            {
                "kind": "voicemail",
                "dial_uri": "sip:voicemail@example.com;target=sip:+15555551002%40example.com;user=phone;cause=408",
            }
        ],
    ),
    case(
        "RFC 3261, an ambiguous name",
        (1,),
        response(
            "485 Ambiguous",
            "Contact: Carol Lee <sip:carol.lee@example.com>",
            "Contact: Ping Lee <sip:p.lee@example.com>",
            "Contact: Lee M. Foote <sips:lee.foote@example.com>",
            to="<sip:lee@example.com>",
        ),
        outcome="offer",
        targets=[
            {"uri": "sip:carol.lee@example.com", "display_name": "Carol Lee"},
            {"uri": "sip:p.lee@example.com", "display_name": "Ping Lee"},
            {"uri": "sips:lee.foote@example.com"},
        ],
    ),
    case(
        "RFC 3261, the addresses of section 20.10",
        (3, 6, 7),
        response(
            "302 Moved Temporarily",
            'Contact: "Mr. Watson" <sip:watson@worcester.bell-telephone.com>',
            " ;q=0.7; expires=3600,",
            ' "Mr. Watson" <mailto:watson@bell-telephone.com> ;q=0.1',
        ),
        targets=[
            {
                "uri": "sip:watson@worcester.bell-telephone.com",
                "q": 0.7,
                "expires": 3600,
                "display_name": "Mr. Watson",
            },
            {"uri": "mailto:watson@bell-telephone.com", "q": 0.1, "kind": "email"},
        ],
    ),
)
