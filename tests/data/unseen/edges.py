"""A second stranger's responses: each rule at its edges, where one character decides."""

import gzip
from typing import Any

from tests.data.unseen.case import Case, alternative, case, moved, response

_A = "sip:a@h.example"
_B = "sip:b@h.example"


def _contact(name: str, rules: tuple[int, ...], contacts: str, **expected: Any) -> Case:
    return case(f"Contact: {name}", rules, moved(contacts), **expected)


def _targets(name: str, rules: tuple[int, ...], contacts: str, *uris: str, **expected: Any) -> Case:
    """Only these are offered, in this order."""
    return _contact(name, rules, contacts, targets=[{"uri": uri} for uri in uris], **expected)


def _field(name: str, rules: tuple[int, ...], contact: str, **fields: Any) -> Case:
    """One target with these fields."""
    return _contact(name, rules, contact, outcome="offer", targets=[fields])


def _text(name: str, text: str, *alternatives: tuple[str, ...], **expected: Any) -> Case:
    return case(
        f"text: {name}", (20,), alternative(text, "text/plain"), alternatives=list(alternatives), **expected
    )


def _charset(parameter: str, data: bytes) -> Case:
    raw = alternative(data, f"text/plain; {parameter}")
    desk = [("sip", _A, "Стойка")]
    return case(f"charset: {parameter}", (21,), raw, alternatives=desk, body_text=["Стойка: sip:"])


_DESK = "Стойка: sip:a@h.example"
_SAID = "Desk: sip:a@h.example"

_READING = (
    case(
        "head and no more",
        (3,),
        b"SIP/2.0 302 X\r\nContact: <sip:a@h.example>\r\n\r\n",
        targets=[{"uri": _A}],
    ),
    case("nothing at all", (2,), b"", status=None, outcome="discard", targets=[]),
    case("a request", (2,), b"INVITE sip:a@h SIP/2.0\r\nContact: <sip:b@h>\r\n\r\n", outcome="discard"),
    case("HTTP", (2,), b"HTTP/1.1 302 Found\r\nContact: <sip:b@h>\r\n\r\n", outcome="discard"),
    case("the version in small letters", (2,), b"sip/2.0 302 X\r\nm:<sip:b@h>\r\n\r\n", outcome="offer"),
    case("two responses in one", (2,), moved(f"<{_A}>") + moved(f"<{_B}>"), targets=[{"uri": _A}]),
    case("two lengths", (2,), response("302 X", "Content-Length: 3", body="abcdef"), outcome="discard"),
    case("a length of letters", (2,), response("302 X", "Content-Length: x", length=None), outcome="discard"),
    case(
        "a line without a colon", (3,), response("302 X", "oops", f"Contact: <{_A}>"), targets=[{"uri": _A}]
    ),
    case("a Contact in a 404", (1,), response("404 X", f"Contact: <{_A}>"), outcome="fail", targets=[]),
    case("a 485 without Contacts", (1,), response("485 Ambiguous"), outcome="fail", expect_error=True),
    case("a 305 without Contacts", (16,), response("305 Use Proxy"), outcome="fail", mode="proxy"),
    case(
        "a mailbox as a proxy", (16,), moved("<mailto:a@h>", status_line="305 X"), outcome="fail", targets=[]
    ),
    case("a 380 with nothing", (17,), response("380 X"), outcome="fail", alternatives=[]),
)

_CONTACTS = (
    _targets("empty elements", (3,), f",, <{_A}>,,<{_B}>,", _A, _B, rejected=[]),
    _targets("a star", (3,), "*", outcome="fail"),
    _targets("a broken one between", (3,), f"<{_A}>, <<>>, <{_B}>", _A, _B, rejected=["<<>>"]),
    _targets("a quote without an end", (3,), f'"Anna <{_A}>, <{_B}>', _B, rejected=["Anna"]),
    _targets("no scheme", (10,), f"<bob@192.0.2.4>, <{_A}>", _A, rejected=["bob@192.0.2.4"]),
    _targets("ports", (10,), "<sip:a@h:65536>, <sip:a@h:0>, <sip:a@h:x>, <sip:a@h:65535>", "sip:a@h:65535"),
    _targets("ports of pages", (10,), "<http://h:80a/>, <http://h:65536/>, <http://[::1]:80/>, <http://h:/>",
             "http://[::1]:80/", "http://h:/"),
    _targets("two @", (10,), "<sip:a@b@h.example>", outcome="fail"),
    _targets("IPv6 without brackets", (10,), "<sip:a@2001:db8::9>", outcome="fail"),
    _targets("a hidden letter", (10, 24), f"<sip:a@h.exam\u200bple>, <{_B}>", _B, outcome="offer"),
    _targets("no such service", (24,), "<urn:service:sosx>, <urn:service:counseling>", outcome="fail"),
    _targets("transports in capitals", (10,), f"<{_A};transport=TLS>, <{_B};Transport=TCP>", f"{_A};transport=TLS",
             f"{_B};Transport=TCP"),
    _targets("a transport without a name", (10,), f"<{_A};transport=>", outcome="fail"),
    _targets("a mailbox is an address too", (24,), "<mailto:a@h.example>", "mailto:a@h.example", outcome="offer"),
    _targets("not transitive", (5,), f"<{_A};x=1>, <{_A};x=2>", f"{_A};x=1", f"{_A};x=2"),
    _targets("a tie of sound and odd q", (6,), f"<{_A}>;q=.5, <{_B}>;q=0.50", _A, _B),
    _targets("a q that is a word, and none", (6,), f"<{_A}>;q=high, <{_B}>", _A, _B),
    _targets("q that is no number to compare", (6,), f"<{_A}>;q=nan, <{_B}>;q=inf", _A, _B),
    _contact("q at both ends of its grammar", (6,), f"<{_A}>;q=0., <{_B}>;q=1.", targets=[{"q": 1.0}, {"q": 0.0}]),
    _field("the first of two q", (6,), f"<{_A}>;q=0.5;q=0.9", uri=_A, q=0.5),
    _field("white space in parameters", (3, 7), f"<{_A}> ; q = 0.5 ; expires = 20", q=0.5, expires=20),
    _field("the longest expiry", (7,), f"<{_A}>;expires=4294967295", expires=4294967295),
    _field("longer than any expiry", (7,), f"<{_A}>;expires=4294967296", expires=3600),
    _field("no expiry at all", (7,), f"<{_A}>;expires=0", expires=0),
    _field("an expiry without a value", (7,), f"<{_A}>;expires", expires=3600),
    _field("an expiry of the address", (7,), f"<{_A};expires=10>", uri=f"{_A};expires=10", expires=None),
    _field("plus is no space", (9,), f"<{_A}?Subject=a+b>", honor_headers={"Subject": "a+b"}, dial_uri=_A),
    _field("a Subject in UTF-8", (9,), f"<{_A}?subject=%D0%AF>", honor_headers={"Subject": "Я"}),
    _field("a Subject that hides", (9,), f"<{_A}?Subject=a%E2%80%AEb>", honor_headers={}, ignored_headers=["Subject"]),
    _field("a question mark in the user", (8,), "<sip:a?b@h.example>", dial_uri="sip:a?b@h.example"),
    _field("capitals of RFC 4458", (22,), "<sip:v@h;TARGET=sip:a%40h;Cause=486>", kind="voicemail"),
    _field("a target without its scheme", (22,), "<sip:v@h;target=a%40h;cause=486>", kind="voicemail"),
    _field("a name in Latin 1 beside UTF-8", (24,), f'"Jürgen 日本" <{_A}>', display_name_safe="Jürgen 日本"),
)  # fmt: skip

_BODIES = (
    _text("no address without a scheme", "Call +1 555 0100 or a@h.example, www.h.example", outcome="inform"),
    _text("a scheme begins a word", "gossip:a@h.example xsip:b@h.example", outcome="inform"),
    _text("words that are schemes", "SIP: ask us. Tel: see below. mailto:", outcome="inform", rejected=[]),
    _text("what a Contact may not be", f"{_A};transport=sctp {_B};method=BYE", outcome="inform", rejected=["BYE"]),
    _text("brackets of the address", "(https://h.example/a_(b))", ("web", "https://h.example/a_(b)")),
    _text("Japanese brackets", f"「{_A}」、『https://h.example/』", ("sip", _A), ("web", "https://h.example/")),
    _text("Thai", f"โทร {_A}ค่ะ", ("sip", _A, "โทร")),
    _text("a tight list", f"Ring {_A},{_B};tel:+1555", ("sip", _A), ("sip", _B), ("tel", "tel:+1555")),
    _text("a tight list with names", f"Desk:{_A},Mail:mailto:m@h", ("sip", _A, "Desk"),
          ("email", "mailto:m@h", "Mail")),
    _text("a remark on the one before", f"Desk {_A} (24/7) or night {_B}", ("sip", _A), ("sip", _B, "night"),
          label_lacks=["24/7"]),
    _text("the request at the end", "Отдел продаж наберите tel:+7495", ("tel", "tel:+7495", "Отдел продаж"),
          label_lacks=["наберите"]),
    _text("Japanese around two", f"緊急の場合は {_A} にお電話いただくか、mailto:m@h までメールを",
          ("sip", _A, "緊急の場合"), ("email", "mailto:m@h"), label_lacks=["電話"]),
    _text("the name on its own line", f"Reception:\r\n  {_A}\r\n", ("sip", _A, "Reception")),
    _text("a title with a point", f"Dr. Anna's office: {_A}", ("sip", _A, "Dr. Anna's office")),
    _text("white space only", " \r\n ", outcome="fail", body_text=[]),
    case("other bodies are quoted", (17,), response("302 X", body=_SAID, content_type="text/plain"),
         outcome="inform", alternatives=[], body_text=[_SAID]),
    case("an emergency of a 302", (19,), response("302 X", f"Contact: <{_A}>", content_type="application/3gpp-ims+xml",
         body="<ims-3gpp><alternative-service><type>emergency</type></alternative-service></ims-3gpp>"),
         outcome="offer", alternatives=[]),
    case("a page that hides a scheme", (20,), alternative(f'<a href="jav&#x09;ascript:x">x</a><a href={_A}>D</a>',
         "text/html"), alternatives=[("sip", _A, "D")], rejected=["ascript:x"]),
    case("a page with a comment", (20,), alternative(f'<!-- <a href="{_B}">B</a> --><a href="{_A}">D', "text/html"),
         alternatives=[("sip", _A, "D")]),
    case("gzip in two members", (21,), alternative(gzip.compress(b"Desk: sip:a") + gzip.compress(b"@h.example"),
         "text/plain", "Content-Encoding: gzip"), alternatives=[("sip", _A, "Desk")], body_text=[_SAID]),
    case("gzip with something behind it", (21,), alternative(gzip.compress(_SAID.encode()) + b"\r\n", "text/plain",
         "Content-Encoding: gzip"), alternatives=[("sip", _A, "Desk")]),
    case("gzip in a thousand members", (21,), alternative(gzip.compress(b"x") * 1000, "text/plain",
         "Content-Encoding: gzip"), alternatives=[], rejected=["text/plain"]),
    case("gzip members of too much", (21,), alternative(gzip.compress(b"x" * 600_000) * 2, "text/plain",
         "Content-Encoding: gzip"), body_text=[], rejected=["text/plain"]),
    _charset("charset*=us-ascii'en'koi8-r", _DESK.encode("koi8-r")),
    _charset("charset*=''windows%2D1251", _DESK.encode("windows-1251")),
    _charset("charset*0=koi8; charset*1=-r", _DESK.encode("koi8-r")),
    _charset("charset*x=koi8-r", _DESK.encode()),
    _charset("charset=", _DESK.encode()),
    _charset("charset=cp866", _DESK.encode("cp866")),
    case("a boundary in sections", (20,), alternative(f"--ab c\r\n\r\n{_SAID}\r\n--ab c--",
         "multipart/mixed; boundary*1*=%20c; boundary*0=ab"), alternatives=[("sip", _A, "Desk")]),
    case("letters of a Latin domain", (24,), alternative("Site: https://аррӏе.com/", "text/plain"),
         alternatives=[("web", "https://аррӏе.com/", "Site")], flags=["look-alike"]),
    case("the same as it is sent", (24,), moved("<sip:anna@xn--80ak6aa92e.com>"), outcome="offer",
         flags=["look-alike"]),
    case("a Russian name in a Latin domain", (24,), alternative("Site: https://ресторан.com/", "text/plain"),
         outcome="offer", unflagged=["look-alike"]),
    case("a Russian domain", (24,), alternative("Site: https://хор.рф/", "text/plain"), outcome="offer",
         unflagged=["look-alike"]),
)  # fmt: skip


def _same(dialled: str, contact: str) -> Case:
    raw, name = moved(f"<{contact}>"), f"{dialled} is {contact}"
    return Case(name, (4, 5), raw, {"targets": [], "outcome": "fail", "rejected": [contact]}, dialled=dialled)


def _another(dialled: str, contact: str) -> Case:
    raw, name = moved(f"<{contact}>"), f"{dialled} is not {contact}"
    return Case(name, (4, 5), raw, {"targets": [{"uri": contact}], "outcome": "offer"}, dialled=dialled)


# The examples of RFC 3261 section 19.1.4, and of RFC 3966 and RFC 5954.
_SAMENESS = (
    _same("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtlanTa.CoM;Transport=tcp"),
    _same("sip:carol@chicago.com", "sip:carol@chicago.com;newparam=5"),
    _same("sip:carol@chicago.com;newparam=5", "sip:carol@chicago.com;security=on"),
    _same(
        "sip:a@h.com?subject=project%20x&priority=urgent", "sip:a@h.com?priority=urgent&subject=project%20x"
    ),
    _same("sip:bob@[2001:db8:0:0:0:0:0:9]", "sip:bob@[2001:DB8::9]"),
    _same("tel:+358-555-1234567", "tel:+3585551234567"),
    _another("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP"),
    _another("sip:bob@biloxi.com", "sip:bob@biloxi.com:5060"),
    _another("sip:bob@biloxi.com", "sip:bob@biloxi.com;transport=udp"),
    _another("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off"),
    _another("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting"),
    _another("sip:bob:secret@biloxi.com", "sip:bob@biloxi.com"),
    _another("sip:b%3Bob@biloxi.com", "sip:b;ob@biloxi.com"),
    _another("tel:+358;ext=1", "tel:+358"),
)

CASES: tuple[Case, ...] = (*_READING, *_CONTACTS, *_BODIES, *_SAMENESS)
