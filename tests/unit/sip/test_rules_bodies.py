"""The rules of the redirection design for bodies and for the headers beside them, one by one."""

import gzip
import zlib

import pytest

from softphone.sip.explanation import Alternative, Explanation, Kind, Notable, Outcome
from softphone.sip.redirect import explain
from tests.unit.sip.messages import response

_IMS = "application/3gpp-ims+xml"


def body(
    data: bytes | str, *headers: str, kind: str = "text/plain", status: str = "380 Alternative Service"
) -> Explanation:
    """The explanation of a response with this body."""
    raw = data.encode() if isinstance(data, str) else data
    return explain(response(status, f"Content-Type: {kind}", *headers, body=raw))


def ims(inside: str, *headers: str) -> Explanation:
    return body(
        f"<ims-3gpp version='1'><alternative-service>{inside}</alternative-service></ims-3gpp>",
        *headers,
        kind=_IMS,
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<type>emergency</type><reason>Fire</reason><action>emergency-registration</action>",
        "<action> emergency-registration </action><reason>\n Fire\n</reason><type>\nemergency\n</type>",
        "<type><emergency/></type><action><emergency-registration/></action><reason>Fire</reason>",
    ],
)
def test_rule_19_an_emergency_in_every_spelling(inside: str) -> None:
    """Any order, blanks around values, values as elements: one emergency alternative."""
    read = ims(inside)
    (alternative,) = read.alternatives
    assert (alternative.kind, alternative.uri) == (Kind.EMERGENCY, "urn:service:sos")
    assert (alternative.label, alternative.action) == ("Fire", "emergency-registration")
    assert Notable.EMERGENCY in read.ui_warnings
    assert read.body_text is None


def test_rule_19_names_are_matched_without_their_namespace() -> None:
    """A namespace and a prefix make no difference."""
    xml = (
        '<?xml version="1.0"?><n:ims-3gpp xmlns:n="urn:3gpp:ns:ims" version="9"><n:alternative-service>'
        "<n:type>emergency</n:type></n:alternative-service></n:ims-3gpp>"
    )
    assert [one.kind for one in body(xml, kind=_IMS).alternatives] == [Kind.EMERGENCY]


def test_rule_19_restoration_names_no_address() -> None:
    """Restoration tells what to do, with nothing to call."""
    read = ims("<type>restoration</type><reason>P-CSCF lost</reason><action>initial-registration</action>")
    assert read.alternatives == (Alternative(Kind.OTHER, None, "P-CSCF lost", "initial-registration"),)


def test_rule_19_a_contact_overrides_the_plain_emergency_service() -> None:
    """The emergency takes the service that a Contact urn:service:sos.* names."""
    read = ims("<type>emergency</type>", "Contact: <urn:service:sos.ambulance>")
    assert [one.uri for one in read.alternatives] == ["urn:service:sos.ambulance"]
    assert [one.uri for one in read.targets] == ["urn:service:sos.ambulance"]


def test_rule_19_the_named_service_wins_over_a_plain_contact() -> None:
    """A plain urn:service:sos among the Contacts does not hide the service that another one names."""
    read = ims("<type>emergency</type>", "Contact: <urn:service:sos>, <urn:service:sos.fire>")
    assert [one.uri for one in read.alternatives] == ["urn:service:sos.fire"]


def test_rule_19_blanks_before_the_xml_declaration_do_no_harm() -> None:
    """An emergency is not lost over an empty line."""
    xml = "<ims-3gpp><alternative-service><type>emergency</type></alternative-service></ims-3gpp>"
    assert len(body(f"\r\n<?xml version='1.0'?>{xml}", kind=_IMS).alternatives) == 1


@pytest.mark.parametrize(
    "xml",
    [
        "",
        "<ims-3gpp/>",
        "<ims-3gpp><alternative-service/></ims-3gpp>",
        "<ims-3gpp><alternative-service><type>party</type></alternative-service></ims-3gpp>",
        "<ims-3gpp><type>emergency</type></ims-3gpp>",
        "<other><alternative-service><type>emergency</type></alternative-service></other>",
        "<ims-3gpp><alternative-service><type>emergency</type>",
        "emergency",
        (
            "<!DOCTYPE x [<!ENTITY e 'emergency'>]><ims-3gpp><alternative-service><type>&e;</type>"
            "</alternative-service></ims-3gpp>"
        ),
        (
            "<!DOCTYPE ims-3gpp SYSTEM 'http://evil.example/x'><ims-3gpp><alternative-service><type>emergency</type>"
            "</alternative-service></ims-3gpp>"
        ),
        "<?xml version='1.0' encoding='x-unknown'?><ims-3gpp/>",
    ],
)
def test_rule_19_a_bare_or_broken_body_is_no_emergency(xml: str) -> None:
    """Nothing is made up from a document that does not say it; rule 21: no DTD and no entities."""
    read = body(xml, kind=_IMS)
    assert (read.alternatives, read.outcome) == ((), Outcome.FAIL)
    assert len(read.rejected) == (1 if xml else 0)


def test_rule_19_the_ims_document_belongs_to_a_380() -> None:
    """Elsewhere it means nothing."""
    xml = "<ims-3gpp><alternative-service><type>emergency</type></alternative-service></ims-3gpp>"
    assert body(xml, kind=_IMS, status="300 X").alternatives == ()


@pytest.mark.parametrize(
    ("text", "uri", "label"),
    [
        ("Front desk: sip:desk@office.example.", "sip:desk@office.example", "Front desk"),
        ("Please call <sips:desk@office.example>!", "sips:desk@office.example", None),
        ("Почта — mailto:desk@office.example, пожалуйста", "mailto:desk@office.example", "Почта"),
        ("前台电话sip:front@office.example。谢谢", "sip:front@office.example", "前台电话"),
        ("Sorry.\n1) Reception (9-18): tel:+7-495-555", "tel:+7-495-555", "Reception (9-18)"),
        ("(see https://office.example/a_(b)?x=y).", "https://office.example/a_(b)?x=y", None),
        ("«sip:анна@офис.рф»", "sip:анна@офис.рф", None),
        ("受付「sip:desk@office.example」", "sip:desk@office.example", "受付"),
        ("Sorry.\nReception:\n  sip:desk@office.example", "sip:desk@office.example", "Reception"),
        ("Mobil: tel:+7 (495) 555-01-01.", "tel:+7(495)555-01-01", "Mobil"),
        ("Call tel:+44 20 7946 0000, ok", "tel:+442079460000", None),
        ("tel:+1 201 555 0123 24 hours a day", "tel:+12015550123", None),
        ("tel:+7 2 200000000000000", "tel:+72", None),
        ("tel:112 24 hours a day", "tel:112", None),
        ("(tel:+7 (495)555 01-01)", "tel:+7(495)55501-01", None),
        ("tel:+49 (0)30 1234567.", "tel:+49301234567", None),
        ("[Front desk](sip:desk@office.example)", "sip:desk@office.example", "Front desk"),
        ("IPv6 [sip:a@[2001:db8::1]:5070]", "sip:a@[2001:db8::1]:5070", "IPv6"),
        ("SMS: sms:+1555?body=hi", "sms:+1555?body=hi", "SMS"),
        ("chat xmpp:anna@office.example;", "xmpp:anna@office.example", "chat"),
        ("Chat: im:anna@office.example", "im:anna@office.example", "Chat"),
        ("اتصل بـ sip:a@h، شكرا", "sip:a@h", None),
        ("Help: urn:service:sos", "urn:service:sos", "Help"),
        ("SIP:Anna@Office.example", "SIP:Anna@Office.example", None),
    ],
)
def test_rule_20_addresses_in_prose(text: str, uri: str, label: str | None) -> None:
    """An address is found in prose of any script, without the sentence's punctuation, the words before it its label."""
    read = body(text)
    assert [(one.uri, one.label) for one in read.alternatives] == [(uri, label)]
    assert read.body_text == text
    assert read.outcome is Outcome.OFFER


def test_rule_20_each_address_once_in_document_order() -> None:
    """Several addresses keep their order; an equal one is not repeated; tight lists are taken apart."""
    read = body("Desk sip:d@h,sip:e@h or mail mailto:d@h. Again sip:%64@H")
    assert [(one.uri, one.label) for one in read.alternatives] == [
        ("sip:d@h", "Desk"),
        ("sip:e@h", None),
        ("mailto:d@h", "mail"),
    ]


def test_rules_20_and_24_dangerous_addresses_in_prose_are_refused_by_name() -> None:
    """What is off the allow-list is named, not offered; the rules for Contacts hold here too."""
    read = body(
        "javascript:alert(1) file:///etc/x data:text/html,x ldap://h/x sip:a@h;method=BYE http://a@b/ news://x"
    )
    assert (read.alternatives, len(read.rejected)) == ((), 7)
    assert read.outcome is Outcome.INFORM


def test_rule_4_holds_for_prose() -> None:
    """The address that was dialled is not an alternative to itself."""
    read = body("You called sip:anna@office.example. Call sip:desk@office.example instead.")
    assert [one.uri for one in read.alternatives] == ["sip:desk@office.example"]
    assert [one.why for one in read.rejected] == ["already tried"]


def test_notable_points_hold_for_prose() -> None:
    """Addresses of the body are compared with the dialled one as Contacts are."""
    (one,) = body("Call sip:anna@0ffice.example?Route=x").alternatives
    assert set(one.notable) == {Notable.DIFFERENT_DOMAIN, Notable.LOOK_ALIKE, Notable.HEADERS_STRIPPED}


def test_rule_20_marks_of_right_to_left_text_do_not_spoil_a_label() -> None:
    """What turns the order of letters stands outside the address and is taken out of the label."""
    (one,) = body("\u200fقبله\u200f: \u202asip:desk@office.example\u202c.").alternatives
    assert (one.uri, one.label) == ("sip:desk@office.example", "قبله")


def test_rule_24_a_label_of_mixed_scripts_is_notable() -> None:
    """Words of the body are a stranger's words as much as a display name is."""
    assert body("R\u0435ception: sip:desk@h").alternatives[0].notable == (
        Notable.DIFFERENT_DOMAIN,
        Notable.LOOK_ALIKE,
    )
    assert Notable.LOOK_ALIKE not in body("Пост Security: sip:desk@h").ui_warnings


@pytest.mark.parametrize("status", ["301 X", "302 X", "305 X", "486 X"])
def test_the_text_of_other_responses_is_quoted_only(status: str) -> None:
    """Only a 300 and a 380 describe alternatives in their body."""
    read = body("Try sip:desk@office.example", status=status)
    assert (read.alternatives, read.body_text) == ((), "Try sip:desk@office.example")
    assert read.outcome is (Outcome.FAIL if status.startswith("4") else Outcome.INFORM)


def test_rule_20_text_of_an_unknown_type_is_shown() -> None:
    """What reads as text is shown whatever it is called; nothing in it is offered."""
    read = body('{"see": "sip:desk@office.example"}', kind="application/json")
    assert (read.body_text, read.alternatives) == ('{"see": "sip:desk@office.example"}', ())
    assert (read.outcome, [one.value for one in read.rejected]) == (Outcome.INFORM, ["application/json"])
    assert body("v=0", kind="application/sdp").body_text is None


def test_rule_20_unknown_types_are_said() -> None:
    """Unknown text is shown and named; what is no text is named, and may be saved."""
    shown = body("hello", kind="text/x-strange")
    assert (shown.body_text, [one.value for one in shown.rejected]) == ("hello", ["text/x-strange"])
    assert shown.outcome is Outcome.INFORM
    for kind in ("application/octet-stream", "", "nonsense"):
        hidden = body(b"\x00\x01", kind=kind)
        assert (hidden.body_text, len(hidden.rejected), hidden.outcome) == (None, 1, Outcome.INFORM)
        assert [one.data for one in hidden.unread] == [b"\x00\x01"]
    session = body(b"\x00\x01", kind="application/sdp")
    assert (session.body_text, session.unread, session.outcome) == (None, (), Outcome.FAIL)


def test_a_body_without_a_type_is_text_when_it_looks_like_text() -> None:
    """Servers forget the Content-Type; bytes that are no text may be saved."""
    read = explain(response("380 X", body=b"Desk: sip:desk@office.example"))
    assert [one.uri for one in read.alternatives] == ["sip:desk@office.example"]
    assert explain(response("380 X", body=b"\xff\xfe\xfa\x00")).outcome is Outcome.INFORM


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("koi8-r", "koi8-r"),
        ('"windows-1251"', "windows-1251"),
        ("UTF-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be"),
        ("utf-8", "utf-8-sig"),
        ("iso-8859-5", "iso-8859-5"),
        ("no-such-charset", "utf-8"),
        ("zlib_codec", "utf-8"),
        ("utf-8", "utf-16"),
    ],
)
def test_rule_21_charsets(charset: str, encoding: str) -> None:
    """The charset decides, a byte order mark overrides it, an unknown one means UTF-8."""
    text = "Почта: mailto:a@h - write to us"
    read = body(text.encode(encoding), kind=f"text/plain; charset={charset}")
    assert read.body_text == text
    assert [one.label for one in read.alternatives] == ["Почта"]


def test_rule_21_damaged_text_is_shown_as_far_as_it_goes() -> None:
    """Bytes that are no UTF-8 become replacement characters."""
    assert body(b"Desk \xff: sip:a@h").body_text == "Desk \ufffd: sip:a@h"


def _gzip(data: bytes) -> bytes:
    """The same bytes in every run, since they name the test."""
    return gzip.compress(data, mtime=0)


def _bare_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", _gzip(b"Desk: sip:a@h")),
        ("x-GZIP", _gzip(b"Desk: sip:a@h")),
        ("deflate", zlib.compress(b"Desk: sip:a@h")),
        ("deflate", _bare_deflate(b"Desk: sip:a@h")),
        ("identity", b"Desk: sip:a@h"),
        ("deflate, gzip", _gzip(zlib.compress(b"Desk: sip:a@h"))),
    ],
)
def test_rule_21_content_encodings_are_undone(encoding: str, data: bytes) -> None:
    """gzip and deflate, also one upon the other."""
    assert body(data, f"Content-Encoding: {encoding}").body_text == "Desk: sip:a@h"


@pytest.mark.parametrize(
    ("encoding", "data"),
    [
        ("gzip", _gzip(b"a" * (1024 * 1024 + 1))),
        ("gzip", _gzip(b"abc")[:-9]),
        ("gzip", b"abc"),
        ("br", b"abc"),
        ("gzip,gzip,gzip,gzip", b"abc"),
    ],
)
def test_rule_21_what_cannot_be_unpacked_within_bounds_is_refused(encoding: str, data: bytes) -> None:
    """More than 1 MiB out, damage and unknown encodings are said, never shown."""
    read = body(data, f"Content-Encoding: {encoding}")
    assert (read.body_text, len(read.rejected)) == (None, 1)


def test_rule_24_the_text_of_a_body_is_made_safe() -> None:
    """Hidden characters are removed and said, line ends are kept, length is cut."""
    read = body("a\u202eb\x00c\r\nd\te")
    assert read.body_text == "abc\nd e"
    assert Notable.HIDDEN_CHARACTERS in read.ui_warnings
    assert len(body("x" * 9000).body_text or "") == 4000


def test_rule_23_warnings() -> None:
    """The text of each Warning, with escapes undone and without what is hidden."""
    read = explain(
        response(
            "380 X",
            'Warning: 399 h "Gone \\"out\\", sorry", 301 h:5060 "B\u202e"',
            "Warning: 399 no quotes",
            "Warning: ",
        )
    )
    assert read.warnings == ('Gone "out", sorry', "B", "no quotes")
    assert read.outcome is Outcome.INFORM


def test_rule_23_error_info() -> None:
    """Error-Info may be called or opened; other schemes are refused."""
    read = explain(
        response(
            "486 Busy",
            "Error-Info: <sip:busy@office.example>;x=y, <https://office.example/e>, <javascript:x>, <im:a@h>",
        )
    )
    assert read.info_links == ("sip:busy@office.example", "https://office.example/e")
    assert [one.value for one in read.rejected] == ["javascript:x", "im:a@h"]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        ("1200 (lunch);duration=60", 1200),
        ("0", 0),
        ("soon", None),
        ("-5", None),
        ("9" * 30, None),
    ],
)
def test_rule_23_retry_after(value: str, seconds: int | None) -> None:
    """Seconds without comment and parameters; malformed is none."""
    assert explain(response("503 X", f"Retry-After: {value}")).retry_after == seconds


def test_call_info_is_never_shown() -> None:
    """Call-Info could come from anybody."""
    read = explain(
        response("380 X", "Call-Info: <https://evil.example/x>;purpose=info", "Diversion: <sip:x@h>")
    )
    assert (read.info_links, read.targets, read.outcome) == ((), (), Outcome.FAIL)
