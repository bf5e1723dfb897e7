"""Bodies that are documents: pages, lists of addresses, cards. What is offered, under which name, what is refused."""

import json

import pytest

from softphone.sip.explanation import Explanation, Kind, Notable, Outcome
from softphone.sip.redirect import explain
from tests.unit.sip.messages import response

_LISTS = "application/resource-lists+xml"


def body(data: bytes | str, kind: str, *headers: str, status: str = "380 X") -> Explanation:
    """The explanation of a response with this body."""
    raw = data.encode() if isinstance(data, str) else data
    return explain(response(status, f"Content-Type: {kind}", *headers, body=raw))


def rows(read: Explanation) -> list[tuple[str | None, str | None]]:
    return [(one.uri, one.label) for one in read.alternatives]


def refused(read: Explanation) -> list[str]:
    return [one.value for one in read.rejected]


# --- text/html


@pytest.mark.parametrize(
    ("page", "row"),
    [
        ('<a href="sip:desk@h">Front desk</a>', ("sip:desk@h", "Front desk")),
        ("<A HREF=sip:desk@h>Front\n <b>desk</b></A>", ("sip:desk@h", "Front desk")),
        ("<p>Sales: <a href='sip:s@h'>sip:s@h</a></p>", ("sip:s@h", "Sales")),
        (
            "<p>Sales: <a href='mailto:s@h?subject=a&amp;b=1'>s@h</a></p>",
            ("mailto:s@h?subject=a&b=1", "Sales"),
        ),
        ("<tr><td>Reception</td><td><a href=tel:+7495>+7 495</a></td></tr>", ("tel:+7495", "Reception")),
        ("<p>The map <a href='https://h/'>here</a>", ("https://h/", "The map")),
        ("<td>Desk<td><a href='sip:d@h'>Call</a>", ("sip:d@h", "Desk")),
        ("<p><a href='sip:d@h'>Call</a>", ("sip:d@h", "Call")),
        ("<dl><dt>Desk<dd><a href='sip:d@h'>sip:d@h</a></dl>", ("sip:d@h", "Desk")),
        ("<a href='sip:s@h'><img src=x alt='Write &amp; ask'></a>", ("sip:s@h", "Write & ask")),
        ("<a href='sip:s@h' title='Desk'></a>", ("sip:s@h", "Desk")),
        ("<a href='sip:s@h'>Desk", ("sip:s@h", "Desk")),
        ("<a href='https://h/?a=1&section=2&amp;b=3'>Web</a>", ("https://h/?a=1&section=2&b=3", "Web")),
        ("<p>Or call the <b>desk</b>: sip:desk@h.</p>", ("sip:desk@h", "the desk")),
        ("<p>&#1055;&#1086;&#1095;&#1090;&#1072;: mailto:a@h</p>", ("mailto:a@h", "Почта")),
        ('<map><area href="sip:a@h" alt="Desk"></map>', ("sip:a@h", "Desk")),
        ("1 < 2 <a href='sip:a@h'>Desk</a>", ("sip:a@h", "Desk")),
        ('<p class="x><a href="sip:a@h">Desk</a>', ("sip:a@h", "Desk")),
        ("<!-- <a href=sip:no@h>No</a> --><a href=sip:a@h>Desk</a>", ("sip:a@h", "Desk")),
        ("<script>'<a href=sip:no@h>'</script><a href=sip:a@h>Desk</a>", ("sip:a@h", "Desk")),
        ("<title>sip:no@h</title><style>sip:no@h</style><a href=sip:a@h>Desk</a>", ("sip:a@h", "Desk")),
    ],
)
def test_rule_20_links_of_a_page(page: str, row: tuple[str, str]) -> None:
    """A link is an alternative under its text; where its text says nothing, under the words before it."""
    read = body(page, "text/html")
    assert (rows(read), refused(read)) == ([row], [])


def test_rule_20_a_page_is_quoted_as_its_words() -> None:
    """Blocks are lines, blanks are one, references are undone once, and nothing of the markup is left."""
    page = "<body><h1>Closed&nbsp;now</h1><ul><li>A &amp;lt; B<li>C</ul>Back<br>on <i>Mon</i>day.<p></body>"
    assert body(page, "text/html").body_text == "Closed now\nA &lt; B\nC\nBack\non Monday."


def test_rule_20_links_and_prose_of_a_page_keep_their_order() -> None:
    """What the prose names stands between the links as it does on the page; equal ones are one."""
    page = (
        "Desk sip:d@h <a href=sip:e@h>Ed</a> or sip:f@h, <a href=sip:d@h>sip:d@h</a> <a href=sip:g@h>Gus</a>"
    )
    assert rows(body(page, "text/html")) == [
        ("sip:d@h", "Desk"),
        ("sip:e@h", "Ed"),
        ("sip:f@h", None),
        ("sip:g@h", "Gus"),
    ]


def test_rule_24_links_that_are_not_allowed_are_named() -> None:
    """Scripts, files, data and links within the page are refused however they are spelled."""
    page = (
        "<a href='javascript:alert(1)'>a</a><a href='&#106;avascript:x'>b</a><a href='java\tscript:x'>c</a>"
        "<a href='data:text/html,x'>d</a><a href='file:///etc/passwd'>e</a><a href='/help'>f</a><a href='#top'>g</a>"
        "<form action='https://h/'></form><img src='https://h/i'><link href='https://h/l'><base href='https://h/'>"
    )
    read = body(page, "text/html")
    assert (rows(read), len(read.rejected)) == ([], 6)
    assert read.outcome is Outcome.INFORM


@pytest.mark.parametrize("kind", ["text/html; charset=windows-1251", "text/html"])
def test_rule_21_the_charset_of_a_page(kind: str) -> None:
    """The header names it, or the page itself."""
    page = '<meta charset="windows-1251"><a href="sip:a@h">Ресепшн</a>'.encode("windows-1251")
    assert rows(body(page, kind)) == [("sip:a@h", "Ресепшн")]


def test_a_page_in_another_response_is_quoted_only() -> None:
    """The words of a 302 are shown as words; its links are no alternatives."""
    read = body("<p>Gone <a href=sip:a@h>home</a>", "text/html", status="302 X")
    assert (read.body_text, rows(read), refused(read)) == ("Gone home", [], [])


# --- text/uri-list


def test_rule_20_a_list_of_uris() -> None:
    """One address a line in order; a comment is the name of the address below it; others are refused by name."""
    text = "# Front desk:\r\nsip:desk@h\r\n\r\nhttps://h/x\n#\nmailto:a@h\n file:///x \nsip:%64esk@H\nhello"
    read = body(text, "text/uri-list")
    assert rows(read) == [("sip:desk@h", "Front desk"), ("https://h/x", None), ("mailto:a@h", None)]
    assert (refused(read), read.body_text) == (["file:///x", "hello"], None)


def test_a_list_of_uris_without_one_is_quoted() -> None:
    """What cannot be offered can be read."""
    read = body("# nothing today\n", "text/uri-list")
    assert (read.body_text, read.outcome) == ("# nothing today", Outcome.INFORM)


# --- application/resource-lists+xml


def test_rule_20_resource_lists() -> None:
    """Entries of nested lists in document order with their names; what would be fetched is named, not fetched."""
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?><r:resource-lists xmlns:r="urn:ietf:params:xml:ns:resource-lists"'
        ' xmlns:cp="urn:ietf:params:xml:ns:copycontrol"><r:list name="a"><r:display-name>Team</r:display-name>'
        '<r:entry uri="sip:a@h" cp:copyControl="to"><r:display-name xml:lang="ru"> Анна\n П. '
        "</r:display-name></r:entry>"
        '<r:list><r:entry uri=" tel:+7495 "/><r:entry-ref ref="resource-lists/x"/></r:list>'
        '<r:external anchor="https://h/x"/><r:entry uri="javascript:x"/><r:entry/><r:entry uri="mailto:b@h"/>'
        "</r:list></r:resource-lists>"
    )
    read = body(xml, _LISTS)
    assert rows(read) == [("sip:a@h", "Анна П."), ("tel:+7495", None), ("mailto:b@h", None)]
    assert refused(read) == ["resource-lists/x", "https://h/x", "javascript:x", "entry"]


@pytest.mark.parametrize(
    ("kind", "encoding", "declared"),
    [
        (_LISTS, "windows-1251", "windows-1251"),
        (_LISTS, "utf-16", "UTF-16"),
        (f"{_LISTS};charset=koi8-r", "koi8-r", "utf-8"),
        (_LISTS, "shift_jis", "Shift_JIS"),
    ],
)
def test_rule_21_the_charset_of_a_document(kind: str, encoding: str, declared: str) -> None:
    """The header's charset comes before the one that the document names; neither has to be known to the XML parser."""
    name = "受付" if encoding == "shift_jis" else "Анна"
    xml = (
        f'<?xml version="1.0" encoding="{declared}"?><resource-lists><list><entry uri="sip:a@h">'
        f"<display-name>{name}</display-name></entry></list></resource-lists>"
    )
    assert rows(body(xml.encode(encoding), kind)) == [("sip:a@h", name)]


@pytest.mark.parametrize(
    "xml",
    [
        "<resource-lists><list><entry uri='sip:a@h'>",
        "<!DOCTYPE r SYSTEM 'https://h/'><resource-lists><list><entry uri='sip:a@h'/></list></resource-lists>",
        "<!DOCTYPE r [<!ENTITY a 'sip:a@h'>]><resource-lists><list><entry uri='&a;'/></list></resource-lists>",
        "<other><entry uri='sip:a@h'/></other>",
        "<resource-lists>" * 60 + "</resource-lists>" * 60,
        "<resource-lists><list>" + "<entry/>" * 30_000 + "</list></resource-lists>",
        "",
    ],
)
def test_rule_21_a_document_that_is_damaged_or_reaches_out_offers_nothing(xml: str) -> None:
    """No DTD, no entities, no depth, no length, and nothing out of the half that could be read."""
    read = body(xml, _LISTS)
    assert (rows(read), read.outcome) == ([], Outcome.FAIL)
    assert len(read.rejected) == bool(xml)


def test_rule_21_a_document_with_a_dtd_is_refused_in_words_for_people() -> None:
    """What the reader of XML calls it is not for the screen."""
    read = body("<!DOCTYPE r SYSTEM 'https://h/'><resource-lists/>", _LISTS)
    assert [each.why for each in read.rejected] == ["a document type definition is not read"]


# --- vCard


def card(*lines: str, version: str = "4.0", kind: str = "text/vcard") -> Explanation:
    return body("\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]), kind)


@pytest.mark.parametrize(
    ("line", "kind", "uri"),
    [
        ("TEL:+7 (495) 555-01-01", Kind.TEL, "tel:+7(495)555-01-01"),
        ('TEL;VALUE=uri;PREF=1;TYPE="voice,work":tel:+1-555;ext=55', Kind.TEL, "tel:+1-555;ext=55"),
        ("TEL;TYPE=WORK,VOICE:+1 555 0100 ext. 12", Kind.TEL, "tel:+15550100;ext=12"),
        ("tel;value=uri:sip:anna@h", Kind.SIP, "sip:anna@h"),
        ("EMAIL;TYPE=internet:anna@office.ex\r\n ample", Kind.EMAIL, "mailto:anna@office.example"),
        ("EMAIL:mailto:anna@h", Kind.EMAIL, "mailto:anna@h"),
        ("IMPP:xmpp:anna@h", Kind.XMPP, "xmpp:anna@h"),
        ("IMPP;X-SERVICE-TYPE=SIP:sip:anna@h", Kind.SIP, "sip:anna@h"),
        ("IMPP:im:anna@h", Kind.MESSAGE, "im:anna@h"),
        ("URL:https\\://h/a\\,b", Kind.WEB, "https://h/a,b"),
        ("X-SIP:anna@h", Kind.SIP, "sip:anna@h"),
        ("X-SIP-URI:sips:anna@h", Kind.SIP, "sips:anna@h"),
        ("X-JABBER:anna@h", Kind.XMPP, "xmpp:anna@h"),
        ('group-1.TEL;X="a:b;c":+1555', Kind.TEL, "tel:+1555"),
    ],
)
def test_rule_20_the_ways_to_reach_somebody_on_a_card(line: str, kind: Kind, uri: str) -> None:
    """Numbers, mail, messages, pages and SIP addresses, under the name on the card."""
    for version in ("3.0", "4.0"):
        (one,) = card("FN:Anna\\, Reception", line, version=version).alternatives
        assert (one.kind, one.uri, one.label) == (kind, uri, "Anna, Reception")


def test_rule_20_numbers_of_one_person_are_told_apart() -> None:
    """By their types, or by the label that the address book of a phone gives; their order is that of the card."""
    read = card(
        "FN:Anna",
        "TEL;TYPE=cell;TYPE=voice;PREF=2:+1",
        "TEL;WORK;PREF=1:+2",
        "i1.TEL:+3",
        "i1.X-ABLabel:_$!<Desk>!$_",
        "EMAIL;TYPE=home:a@h",
        "TEL;TYPE=fax:+4",
    )
    assert rows(read) == [
        ("tel:+1", "Anna (cell)"),
        ("tel:+2", "Anna (work)"),
        ("tel:+3", "Anna (Desk)"),
        ("mailto:a@h", "Anna"),
        ("tel:+4", "Anna (fax)"),
    ]


@pytest.mark.parametrize("kind", ["text/x-vcard", "text/directory;profile=vCard", "text/vcard;version=2.1"])
def test_rule_20_old_cards(kind: str) -> None:
    """Version 2.1 writes its letters as quoted-printable, over several lines, and its types bare."""
    read = card(
        "N;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=CF=E5=F2=",
        "=F0=EE=E2=E0;=C0=ED=ED=E0",
        "TEL;CELL;VOICE:+7495",
        version="2.1",
        kind=kind,
    )
    assert rows(read) == [("tel:+7495", "Анна Петрова")]


def test_rule_20_several_cards_and_a_damaged_line() -> None:
    """Each address stands under the name of its own card; a damaged line spoils no other; notes are quoted."""
    read = body(
        "BEGIN:VCARD\nFN:A\nno colon\n:x\nTEL:+1\nNOTE:Back\\non Monday\nEND:VCARD\nBEGIN:VCARD\nORG:B;Sales\nTEL:+2",
        "text/vcard",
    )
    assert rows(read) == [("tel:+1", "A"), ("tel:+2", "B, Sales")]
    assert read.body_text == "Back\non Monday"


def test_rule_24_what_a_card_may_not_offer_is_named() -> None:
    """Other schemes and words instead of numbers are refused; pictures and keys are not looked at."""
    read = card("FN:A", "IMPP:skype:a", "TEL:ask me", "URL:javascript:x", "PHOTO:https://h/p", "KEY:data:x,y")
    assert (rows(read), refused(read)) == ([], ["skype:a", "tel:askme", "javascript:x"])


def test_a_card_without_an_address_says_so() -> None:
    """A name alone reaches nobody; what is text is quoted then."""
    for read in (card("FN:A"), body("hello", "text/vcard")):
        assert (len(read.rejected), read.outcome) == (1, Outcome.INFORM)
    assert body("hello", "text/vcard").body_text == "hello"
    assert body("[]", "application/vcard+json").outcome is Outcome.FAIL


def test_rule_24_what_is_hidden_in_a_name_is_taken_out_and_told() -> None:
    """Names in documents are a stranger's words too."""
    read = card("FN:An\u202ena", "TEL:+1")
    assert rows(read) == [("tel:+1", "Anna")]
    assert Notable.HIDDEN_CHARACTERS in read.ui_warnings
    assert Notable.LOOK_ALIKE in card("FN:R\u0435ception", "TEL:+1").ui_warnings


# --- jCard

_ANNA = [
    "vcard",
    [
        ["version", {}, "text", "4.0"],
        ["fn", {}, "text", "Анна"],
        ["tel", {"type": ["work", "voice"], "pref": "1"}, "uri", "tel:+1-555;ext=1"],
        ["email", {}, "text", "a@h"],
        ["impp", {}, "uri", "sip:anna@h"],
        ["adr", {}, "text", ["", "", ["1", "2"]]],
        ["tel", None, 3, 4],
        "noise",
    ],
]


@pytest.mark.parametrize("document", [_ANNA, [_ANNA, ["vcard"], None]])
def test_rule_20_a_jcard_says_what_a_vcard_says(document: object) -> None:
    """One card or an array of them; what has the wrong shape is passed over."""
    read = body(json.dumps(document), "application/vcard+json")
    assert rows(read)[1:] == [("mailto:a@h", "Анна"), ("sip:anna@h", "Анна")]
    assert rows(read)[0] == ("tel:+1-555;ext=1", "Анна (work)")


@pytest.mark.parametrize("text", ["{", "[" * 100_000, "9" * 10_000, "null", "{}", '["vcard", 1]', "[NaN]"])
def test_a_damaged_jcard_is_named(text: str) -> None:
    """Whatever JSON may hold, it is one line of refusal."""
    assert refused(body(text, "application/vcard+json")) == ["application/vcard+json"]
