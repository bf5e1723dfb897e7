"""What a peer may try: rules 9, 21 and 24."""

from tests.data.unseen.case import Case, alternative, case, moved

_BIDI = "\u202e\u2066\u200f\u061c"
_BILLIONS = (
    '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]>'
    '<resource-lists><list><entry uri="sip:&e;@h.example"/></list></resource-lists>'
)


def _refused(scheme_and_rest: str, *, shown: str | None = None) -> Case:
    name = f"Contact {scheme_and_rest}"
    raw = moved(f"<{scheme_and_rest}>, <sip:fine@h.example>")
    named = [shown or scheme_and_rest]
    return case(name, (24,), raw, outcome="offer", targets=[{"uri": "sip:fine@h.example"}], rejected=named)


CASES: tuple[Case, ...] = (
    _refused("javascript:alert(1)"),
    _refused("JavaScript:alert(2)"),
    _refused("file:///etc/passwd"),
    _refused("data:text/html,hello"),
    _refused("ftp://h.example/x"),
    _refused("vbscript:x"),
    _refused("ssh://root@h.example"),
    _refused("h323:bob@h.example"),
    _refused("callto:bob"),
    _refused("ms-msdt:/id"),
    _refused("sipx:bob@h.example"),
    _refused("urn:service:counseling"),
    _refused("urn:service:sosial"),
    _refused("urn:isbn:0451450523"),
    *(
        case(
            f"Contact {uri}", (24,), moved(f"<{uri}>"), outcome="offer", targets=[{"uri": uri, "kind": kind}]
        )
        for uri, kind in (
            ("mailto:bob@example.com", "email"),
            ("https://example.com/bob", "web"),
            ("xmpp:bob@example.com", "xmpp"),
            ("sms:+15550100", "message"),
            ("im:bob@example.com", "message"),
        )
    ),
    case(
        "only what is refused",
        (24,),
        moved("<javascript:alert(1)>"),
        outcome="fail",
        targets=[],
        rejected=["javascript:alert(1)"],
    ),
    case(
        "direction marks in a name",
        (24,),
        moved(f'"Bob{_BIDI}moc.knab\u200b\ufeff" <sip:bob@h.example>'),
        targets=[{"uri": "sip:bob@h.example", "display_name_safe": "Bobmoc.knab"}],
        flags=["hidden-characters"],
    ),
    case(
        "control characters in a name",
        (24,),
        moved('"Bob\x1b[31m\x07\x08" <sip:bob@h.example>'),
        targets=[{"display_name_safe": "Bob[31m"}],
    ),
    case(
        "letters of two scripts in a name",
        (24,),
        moved('"\u0420aypal" <sip:pay@h.example>'),
        flags=["look-alike"],
    ),
    case(
        "a name that is the address of another",
        (24,),
        moved('"sip:bob@example.com" <sip:bob@thief.example>'),
        flags=["misleading-name"],
    ),
    case(
        "a name that is the address itself",
        (24,),
        moved('"bob@example.com" <sip:bob@10.1.1.1>, "sip:ann@h.example" <sip:ann@pbx.h.example>'),
        unflagged=["look-alike", "misleading-name"],
    ),
    case(
        "a link that reads as another",
        (20, 24),
        alternative('<a href="https://thief.example/login">https://www.bank.example/</a>', "text/html"),
        alternatives=[("web", "https://thief.example/login")],
        flags=["misleading-name"],
    ),
    case(
        "links that read as what they are",
        (20, 24),
        alternative(
            '<a href="https://www.h.example/a">h.example</a> <a href="mailto:a@h.example?subject=x">a@h.example</a> '
            '<a href="https://h.example/x.pdf">report.pdf</a>',
            "text/html",
        ),
        unflagged=["look-alike", "misleading-name"],
    ),
    case(
        "a name of one script",
        (24,),
        moved('"Регистратура" <sip:reg@example.com>'),
        unflagged=["look-alike", "misleading-name"],
    ),
    case(
        "a name of two words in two scripts is an ordinary name",
        (24,),
        moved('"Отдел Sales" <sip:sales@example.com>'),
        targets=[{"display_name_safe": "Отдел Sales"}],
    ),
    case(
        "a name without an end",
        (24,),
        moved(f'"{"A" * 9000}" <sip:bob@h.example>'),
        targets=[{"uri": "sip:bob@h.example"}],
        longest_name=500,
    ),
    case(
        "direction marks in a text",
        (24,),
        alternative(f"Desk{_BIDI}: sip:desk@h.example\u200b {_BIDI}\x00\x1b[2J", "text/plain"),
        alternatives=[("sip", "sip:desk@h.example", "Desk")],
        body_lacks=[*_BIDI, "\x00", "\x1b", "\u200b"],
    ),
    case(
        "an address with something hidden in it is not half an address",
        (10, 24),
        alternative(
            "sip:a\u200bb@h.example, tel:+1\u2060555\u20600100 and sip:c@h.example\u200f.", "text/plain"
        ),
        alternatives=[("sip", "sip:c@h.example")],
        rejected=["sip:ab@h.example", "tel:+15550100"],
    ),
    case(
        "an address in a text that is none",
        (24,),
        alternative("Click javascript:alert(1) or file:///etc/passwd or data:text/html,x", "text/plain"),
        alternatives=[],
        outcome="inform",
    ),
    case(
        "entities that grow",
        (21,),
        alternative(_BILLIONS, "application/resource-lists+xml"),
        alternatives=[],
    ),
    case(
        "two hundred Contacts",
        (3, 6),
        moved(*(f"<sip:{n}@h.example>;q=0.{n:03d}" for n in range(1, 200))),
        outcome="offer",
        first_target="sip:199@h.example",
    ),
    case(
        "a Contact of a thousand commas",
        (3,),
        moved("," * 1000 + "<sip:a@h.example>" + "," * 1000),
        targets=[{"uri": "sip:a@h.example"}],
    ),
    case(
        "a quote that does not end",
        (3,),
        moved('"Bob <sip:bob@h.example>', "<sip:c@h.example>"),
        offered=["sip:c@h.example"],
    ),
    case(
        "a text full of schemes",
        (20,),
        alternative("sip:" * 5000, "text/plain"),
        alternatives=[],
    ),
    case(
        "no line can be put into an address",
        (10, 24),
        moved("<sip:a%0d%0aRoute:x@h.example>"),
        not_offered=["\r", "\n"],
    ),
)
