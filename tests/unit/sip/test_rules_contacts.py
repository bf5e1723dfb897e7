"""The rules of the redirection design for status codes and Contacts, one by one."""

import pytest

from softphone.sip.explanation import Explanation, Kind, Notable, Outcome
from softphone.sip.redirect import explain
from tests.unit.sip.messages import response


def contacts(*values: str, status: str = "302 Moved Temporarily", **how: object) -> Explanation:
    """The explanation of a response with these Contact headers."""
    return explain(response(status, *(f"Contact: {value}" for value in values)), **how)  # type: ignore[arg-type]


def uris(explanation: Explanation) -> list[str]:
    return [target.uri for target in explanation.targets]


def refused(explanation: Explanation) -> list[str]:
    return [one.value for one in explanation.rejected]


def test_rule_1_an_unknown_3xx_is_a_300() -> None:
    """A 399 with a text body describes alternatives, as a 300 does."""
    read = explain(response("399 X", "Content-Type: text/plain", body=b"Desk: sip:desk@office.example"))
    assert (read.outcome, [one.uri for one in read.alternatives]) == (
        Outcome.OFFER,
        ["sip:desk@office.example"],
    )


def test_rule_1_a_485_offers_its_contacts() -> None:
    """485 Ambiguous lists who may be meant; other failures offer nothing."""
    assert uris(contacts("<sip:a@h>, <sip:b@h>", status="485 Ambiguous")) == ["sip:a@h", "sip:b@h"]
    failed = contacts("<sip:a@h>", status="486 Busy Here")
    assert (failed.outcome, failed.targets) == (Outcome.FAIL, ())
    assert failed.why


def test_rule_3_lines_and_lists_are_joined_in_order() -> None:
    """Contact, compact m: and comma lists make one list."""
    raw = response("300 X", "Contact: <sip:a@h>,\r\n <sip:b@h>", "m: <sip:c@h>", "CONTACT: sip:d@h,,sip:e@h")
    assert uris(explain(raw)) == ["sip:a@h", "sip:b@h", "sip:c@h", "sip:d@h", "sip:e@h"]


def test_rule_3_without_brackets_parameters_belong_to_the_header() -> None:
    """The same parameter is the URI's inside <> and the header's outside."""
    bare, bracketed = contacts("sip:a@h;q=0.5;transport=tcp, <sip:b@h;transport=tcp>;q=0.4").targets
    assert (bare.uri, bare.dial_uri, bare.q) == ("sip:a@h", "sip:a@h", 0.5)
    assert (bracketed.uri, bracketed.q) == ("sip:b@h;transport=tcp", 0.4)


@pytest.mark.parametrize(
    "damaged",
    [
        "<sip:x@h",
        '"Bro <sip:x@h>',
        "<>",
        "<sip:>",
        "nonsense",
        "*",
        "<sip:x@h> <sip:y@h>",
        "<sip:x@h:0>",
        "<sip:x@h:99999>",
        "<sip:a b@h>",
        "<sip:x\u202e@h>",
        "<sip:x@10.0.0.256>",
        "<sip:x%zz@h>",
        "<tel:101;phone-context=пост>",
        "<sip:x@-h.example>",
        "<sip:x@h-.example>",
        f"<sip:{'x' * 70_000}@h>",
        f"<sip:x@h;y={'y' * 3000}>",
        "<sip:x@h;transport=tcp;transport=udp>",
    ],
)
def test_rule_3_a_damaged_contact_does_not_void_its_neighbours(damaged: str) -> None:
    """The neighbours are offered, the damaged one is named with the reason."""
    for value in (f"<sip:a@h>, {damaged}", f"{damaged}, <sip:a@h>"):
        read = contacts(value)
        assert uris(read) == ["sip:a@h"]
        assert len(read.rejected) == 1
        assert read.rejected[0].why


def test_rule_3_commas_in_quotes_and_brackets_do_not_separate() -> None:
    """A display name and a user part may hold commas, quotes and brackets."""
    (target,) = contacts(r'"Smith, \"A\" <x>" <sip:a,b@h>;q=1').targets
    assert (target.display_name, target.uri) == ('Smith, "A" <x>', "sip:a,b@h")


def test_rule_3_a_quoted_parameter_without_brackets_may_hold_brackets() -> None:
    """`+sip.instance` (RFC 5626) on a bare address is no damaged name-addr."""
    (target,) = contacts('sip:a@h;+sip.instance="<urn:uuid:0,1>";q=0.5').targets
    assert (target.uri, target.q) == ("sip:a@h", 0.5)


@pytest.mark.parametrize("name", ['Anna "the boss"', '"Anna" Petrova'])
def test_rule_3_a_name_that_is_half_quoted_is_shown_as_it_came(name: str) -> None:
    """The address is sound, so the grammar of the name does not void it."""
    (target,) = contacts(f"{name} <sip:a@h>").targets
    assert (target.display_name, target.uri) == (name, "sip:a@h")


def test_an_address_of_undecodable_bytes_is_not_guessed() -> None:
    """A Latin-1 name is shown; a Latin-1 address could be somebody else's."""
    raw = response("302 X", "Contact: <sip:@h>", "Contact: Name <sip:b@h>")
    raw = raw.replace(b"sip:@h", b"sip:\xe9@h").replace(b"Name", b"Andr\xe9")
    read = explain(raw)
    assert [(target.display_name, target.uri) for target in read.targets] == [("André", "sip:b@h")]
    assert len(read.rejected) == 1


def test_rule_4_what_was_tried_is_not_offered_again() -> None:
    """The Request-URI and every URI of the chain are out, by equality and not by spelling."""
    read = contacts("<sip:%61nna@OFFICE.example>, <sip:b@h;x=1>, <sip:new@h>", tried=["sip:b@h", "sip:c@h"])
    assert uris(read) == ["sip:new@h"]
    assert [one.why for one in read.rejected] == ["already tried"] * 2


@pytest.mark.parametrize("disguise", ["?Subject=x", ";method=INVITE"])
def test_rule_5_headers_and_method_make_another_uri_once(disguise: str) -> None:
    """They are compared (19.1.4), so the same Request-URI gets one more try, and not one for each hop."""
    contact, dialled = f"<sip:b@h{disguise}>", "sip:b@h"
    assert len(contacts(contact, request_uri=dialled).targets) == 1
    assert len(contacts(contact, request_uri=dialled, tried=[dialled]).targets) == 1
    again = contacts(contact, request_uri=dialled, tried=[dialled, dialled])
    assert (again.outcome, [one.why for one in again.rejected]) == (Outcome.FAIL, ["already tried"])


def test_rule_5_an_escaped_parameter_name_is_the_same_name() -> None:
    """`tr%61nsport` is `transport` for the comparison."""
    assert uris(contacts("<sip:b@h;transport=tcp>", request_uri="sip:b@h;tr%61nsport=tcp")) == []


def test_rule_4_a_loop_leaves_nothing() -> None:
    """A Contact that leads back to the dialled address is a failure, said why."""
    read = contacts("<sip:anna@office.example>", request_uri="sip:anna@office.example")
    assert (read.outcome, refused(read)) == (Outcome.FAIL, ["sip:anna@office.example"])


def test_equal_contacts_are_offered_once_with_the_highest_q() -> None:
    """A Contact listed twice counts once."""
    read = contacts("<sip:a@h>;q=0.2, <sip:b@h>;q=0.5, <sip:%61@H>;q=0.9")
    assert [(target.uri, target.q) for target in read.targets] == [("sip:%61@H", 0.9), ("sip:b@h", 0.5)]
    assert [one.why for one in read.rejected] == ["listed twice"]


def test_rule_6_order_by_q_stable_zero_last() -> None:
    """q descends, absent is 1.0, ties keep their order, q=0 stands last and is marked."""
    read = contacts(
        "<sip:z@h>;q=0, <sip:a@h>;q=0.5, <sip:b@h>, <sip:c@h>;q=0.5, <sip:d@h>;q=1.0, <sip:e@h>;q=0.001"
    )
    assert uris(read) == ["sip:b@h", "sip:d@h", "sip:a@h", "sip:c@h", "sip:e@h", "sip:z@h"]
    assert read.targets[0].q == 1.0
    assert Notable.LAST_RESORT in read.targets[-1].notable


@pytest.mark.parametrize(
    ("written", "q"), [(".5", 0.5), ("0.75555", 0.756), ("1.5", 1.0), ("-1", 0.0), ("high", 1.0), ("", 1.0)]
)
def test_rule_6_a_malformed_q_is_read_and_keeps_its_place(written: str, q: float) -> None:
    """Numbers are brought into 0-1, other text is 1.0; a sound q of the same value is a tie like any other."""
    read = contacts(f"<sip:odd@h>;q={written}, <sip:sound@h>;q={q}")
    assert [(target.uri, target.q) for target in read.targets] == [("sip:odd@h", q), ("sip:sound@h", q)]


@pytest.mark.parametrize(
    ("contact", "header", "expires"),
    [
        ("<sip:a@h>", None, None),
        ("<sip:a@h>", "60", 60),
        ("<sip:a@h>;expires=30", "60", 30),
        ("<sip:a@h>;expires=soon", "60", 3600),
        ("<sip:a@h>", "Thu, 01 Dec 2033 16:00:00 GMT", 3600),
        ("<sip:a@h>;expires=99999999999", None, 3600),
        ('<sip:a@h>;expires="30"', None, 30),
        ("<sip:a@h>;expires=0", None, 0),
    ],
)
def test_rule_7_expiry(contact: str, header: str | None, expires: int | None) -> None:
    """The Contact's expires, else the Expires header; malformed means an hour; absent means none."""
    lines = [f"Contact: {contact}", *([f"Expires: {header}"] if header else [])]
    assert explain(response("302 X", *lines)).targets[0].expires == expires


def test_rules_8_and_9_embedded_headers() -> None:
    """Only Subject and User-to-User are honoured; all others are named and never dialled."""
    harmful = [
        "From",
        "Call-ID",
        "Route",
        "body",
        "To",
        "Replaces",
        "Require",
        "Authorization",
        "X-a",
        "Accept-Language",
    ]
    query = "&".join(
        [*(f"{name}=x" for name in harmful), "subject=A%20b", "User-to-User=00%3Bencoding%3Dhex"]
    )
    (target,) = contacts(f"<sip:a@h;method=INVITE;transport=tcp?{query}>").targets
    assert target.dial_uri == "sip:a@h;transport=tcp"
    assert target.honor_headers == {"Subject": "A b", "User-to-User": "00;encoding=hex"}
    assert target.ignored_headers == tuple(harmful)
    assert Notable.HEADERS_STRIPPED in target.notable


@pytest.mark.parametrize("value", ["a%0D%0ARoute:%20x", "a%00", "x" * 600, "%E2%80%AEx", ""])
def test_rule_9_an_honoured_header_with_a_dangerous_value_is_dropped(value: str) -> None:
    """Line ends, controls, bidi marks and endless text never reach the INVITE."""
    (target,) = contacts(f"<sip:a@h?Subject={value}>").targets
    assert (target.honor_headers, target.ignored_headers) == ({}, ("Subject",))


@pytest.mark.parametrize(
    "uri",
    [
        "sip:a@h;method=REGISTER",
        "sip:a@h;m%65thod=BYE",
        "sip:a@h;transport=ws",
        "sip:a@h;transport=sctp",
        "sips:a@h;transport=udp",
    ],
)
def test_rule_10_other_methods_and_transports_are_not_offered(uri: str) -> None:
    """What this phone cannot or must not do is refused by name."""
    read = contacts(f"<{uri}>")
    assert (read.targets, refused(read), read.outcome) == ((), [uri], Outcome.FAIL)


def test_rule_11_loss_of_encryption_is_notable() -> None:
    """sips to sip or to a telephone number is said; sip to sips is not."""
    assert Notable.ENCRYPTION_LOST in contacts("<tel:+1555>", request_uri="sips:anna@h").ui_warnings
    assert Notable.ENCRYPTION_LOST in contacts("<sip:a@h>", request_uri="sips:anna@h").ui_warnings
    assert Notable.ENCRYPTION_LOST not in contacts("<sips:a@h>", request_uri="sips:anna@h").ui_warnings
    assert Notable.ENCRYPTION_LOST not in contacts("<sip:a@h>", request_uri="sip:anna@h").ui_warnings


def test_rule_16_a_305_names_proxies() -> None:
    """The Contacts of a 305 are proxies: mode is proxy, nothing but SIP is one, and nothing counts as tried."""
    read = contacts(
        "<sip:[2001:db8::9]:5060;lr>, <tel:+1>, <sip:anna@office.example>",
        status="305 Use Proxy",
        request_uri="sip:anna@office.example",
    )
    assert read.mode == "proxy"
    assert uris(read) == ["sip:[2001:db8::9]:5060;lr", "sip:anna@office.example"]
    assert read.targets[0].dial_uri == "sip:[2001:db8::9]:5060;lr"
    assert refused(read) == ["tel:+1"]


@pytest.mark.parametrize(
    ("uri", "kind", "dialled"),
    [
        ("sip:a@h", Kind.SIP, True),
        ("sips:a@h", Kind.SIP, True),
        ("tel:+1-555", Kind.TEL, True),
        ("mailto:a@h", Kind.EMAIL, False),
        ("https://office.example/x", Kind.WEB, False),
        ("http://office.example", Kind.WEB, False),
        ("xmpp:a@h", Kind.XMPP, False),
        ("sms:+1555", Kind.MESSAGE, False),
        ("im:a@h", Kind.MESSAGE, False),
        ("urn:service:sos.police", Kind.EMERGENCY, True),
    ],
)
def test_rule_24_allowed_schemes(uri: str, kind: Kind, dialled: bool) -> None:
    """Each allowed scheme has its kind; only sip, sips, tel and emergency services are dialled."""
    (target,) = contacts(f"<{uri}>").targets
    assert (target.kind, target.dial_uri) == (kind, uri if dialled else None)


@pytest.mark.parametrize(
    "uri",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "about:blank",
        "ldap://h/x",
        "urn:service:counseling",
        "http://bank.example@evil.example/",
        r"http://good.example\@evil.example/",
        "https://",
        "mailto:a@h?attach=/etc/passwd",
        "mailto:nobody",
        "xmpp:nobody",
        "sms:help",
        "h323:a@h",
    ],
)
def test_rule_24_everything_else_is_named_as_refused(uri: str) -> None:
    """A scheme off the list, or a dangerous address on it, is refused and named."""
    read = contacts(f"<{uri}>")
    assert (read.targets, len(read.rejected), read.outcome) == ((), 1, Outcome.FAIL)
    assert uri[:10] in read.rejected[0].value


def test_rule_22_voicemail() -> None:
    """target and a forwarding cause make a voicemail; cause 380 does not; a trailing semicolon does no harm."""
    mail, plain, bare = contacts(
        "<sip:+1555@gw;target=sip:+1555%40h;user=phone;cause=486;>, <sip:a@gw;target=b;cause=380>, <sip:c@gw;cause=486>"
    ).targets
    assert (mail.kind, mail.voicemail_cause) == (Kind.VOICEMAIL, 486)
    assert mail.dial_uri == "sip:+1555@gw;target=sip:+1555%40h;user=phone;cause=486"
    assert (plain.kind, plain.voicemail_cause) == (Kind.SIP, None)
    assert bare.kind is Kind.SIP


def test_rule_24_names_are_plain_text() -> None:
    """Bidi, zero-width and control characters are removed from names, and that is said."""
    (target,) = contacts('"An\u202ena\u200b\tB" <sip:a@h>').targets
    assert target.display_name_safe == "Anna B"
    assert Notable.HIDDEN_CHARACTERS in target.notable
    (long,) = contacts(f'"{"x" * 5000}" <sip:a@h>').targets
    assert len(long.display_name_safe or "") <= 100


@pytest.mark.parametrize(
    ("contact", "points"),
    [
        ("<sip:anna@office.example:5070>", set()),
        ("<sip:anna@berlin.office.example>", set()),
        ("<sip:anna@elsewhere.example>", {Notable.DIFFERENT_DOMAIN}),
        ("<sip:anna@office.example;maddr=10.0.0.1>", {Notable.DIFFERENT_DOMAIN}),
        ("<sip:anna@10.0.0.1>", {Notable.DIFFERENT_DOMAIN, Notable.IP_LITERAL}),
        ("<sip:anna@0ffice.example>", {Notable.DIFFERENT_DOMAIN, Notable.LOOK_ALIKE}),
        ("<sip:anna@offlce.example>", {Notable.DIFFERENT_DOMAIN, Notable.LOOK_ALIKE}),
        ("<sip:аnna@office.example>", {Notable.LOOK_ALIKE}),
        ("<sip:%D0%B0nna@office.example>", {Notable.LOOK_ALIKE}),
        ("<sip:anna@оffice.example>", {Notable.DIFFERENT_DOMAIN, Notable.LOOK_ALIKE}),
        ("<sip:anna@xn--ffice-iye.example>", {Notable.DIFFERENT_DOMAIN, Notable.LOOK_ALIKE}),
        ('"Аnna" <sip:a@office.example>', {Notable.LOOK_ALIKE}),
        ('"Анна" <sip:a@office.example>', set()),
    ],
)
def test_rule_24_what_is_notable(contact: str, points: set[Notable]) -> None:
    """Other domains, bare IP addresses and look-alikes of the dialled address are pointed out."""
    (target,) = contacts(contact, request_uri="sip:anna@office.example").targets
    assert set(target.notable) == points


def test_an_unverified_source_is_notable() -> None:
    """Only TLS with a checked certificate vouches for an offer."""
    for how in ({"transport": "udp"}, {"transport": "tls"}, {"transport": "tcp", "tls_verified": True}):
        assert Notable.UNVERIFIED_SOURCE in contacts("<sip:a@h>", **how).ui_warnings
    assert (
        Notable.UNVERIFIED_SOURCE not in contacts("<sip:a@h>", transport="tls", tls_verified=True).ui_warnings
    )


def test_emergencies_stand_first() -> None:
    """An emergency Contact is offered before those with a higher q."""
    read = contacts("<sip:a@h>;q=1, <urn:service:sos.fire>;q=0.1", status="380 X")
    assert uris(read) == ["urn:service:sos.fire", "sip:a@h"]


def test_the_request_uri_comes_from_the_to_header() -> None:
    """Without being told, what was dialled is read from To; a damaged To tells nothing."""
    assert contacts("<sip:a@h>").request_uri == "sip:anna@office.example"
    assert explain(response("302 X", to="<sip:")).request_uri is None
    assert contacts("<sip:a@h>", request_uri="sip:b@h").request_uri == "sip:b@h"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [("100 T", Outcome.INFORM), ("200 OK", Outcome.INFORM), ("302 M", Outcome.FAIL)]
    + [(f"{code} X", Outcome.FAIL) for code in (401, 404, 486, 503, 603)],
)
def test_outcome_without_anything_to_choose(status: str, outcome: Outcome) -> None:
    """Provisional and successful responses inform; failures and empty redirects fail."""
    assert explain(response(status)).outcome is outcome
