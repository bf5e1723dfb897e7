"""What an address carries with it, and what stands beside it: rules 8 to 11, 18, 22 and 23."""

from tests.data.unseen.case import Case, case, moved, response


def _mailbox(cause: int, kind: str, rule: int = 22) -> Case:
    uri = f"sip:voicemail@example.com;target=bob%40example.com;cause={cause}"
    name = f"RFC 4458 and 8119, cause {cause}"
    return case(name, (rule,), moved(f"<{uri}>"), outcome="offer", targets=[{"uri": uri, "kind": kind}])


CASES: tuple[Case, ...] = (
    case(
        "a Subject is passed on",
        (8, 9),
        moved("<sip:help@example.com?Subject=Order%20%2342>"),
        targets=[
            {
                "dial_uri": "sip:help@example.com",
                "honor_headers": {"Subject": "Order #42"},
                "ignored_headers": [],
            }
        ],
    ),
    case(
        "User-to-User is passed on",
        (9,),
        moved("<sip:help@example.com?User-to-User=56a390f3d2b7310023a2%3Bencoding%3Dhex>"),
        targets=[
            {
                "dial_uri": "sip:help@example.com",
                "honor_headers": {"User-to-User": "56a390f3d2b7310023a2;encoding=hex"},
            }
        ],
    ),
    case(
        "who calls is not for the answerer to say",
        (9,),
        moved("<sip:help@example.com?From=sip%3Aceo%40example.com&Call-ID=1&CSeq=2&Via=x&subject=hi>"),
        targets=[
            {
                "dial_uri": "sip:help@example.com",
                "honor_headers": {"subject": "hi"},
                "ignored_headers": ["From", "Call-ID", "CSeq", "Via"],
            }
        ],
        flags=["headers-stripped"],
    ),
    case(
        "routes are dropped",
        (9,),
        moved(
            "<sip:h@example.com?Route=%3Csip%3Aevil.example%3Blr%3E&Record-Route=x&Contact=sip%3Ae%40evil.example>"
        ),
        targets=[
            {
                "dial_uri": "sip:h@example.com",
                "honor_headers": {},
                "ignored_headers": ["Route", "Record-Route", "Contact"],
            }
        ],
    ),
    case(
        "a call is not taken over",
        (9,),
        moved(
            "<sip:h@example.com?Replaces=12345%40h%3Bto-tag%3D1%3Bfrom-tag%3D2&Require=replaces&To=sip%3Ax%40y.example>"
        ),
        targets=[{"honor_headers": {}, "ignored_headers": ["Replaces", "Require", "To"]}],
    ),
    case(
        "credentials and identities are dropped",
        (9,),
        moved(
            "<sip:h@example.com?Authorization=Digest%20x&Proxy-Authorization=y&P-Asserted-Identity=z&X-Evil=1>"
        ),
        targets=[
            {
                "honor_headers": {},
                "ignored_headers": ["Authorization", "Proxy-Authorization", "P-Asserted-Identity", "X-Evil"],
            }
        ],
    ),
    case(
        "capabilities and a body are dropped",
        (9,),
        moved(
            "<sip:h@example.com?Accept=a&Accept-Language=ru&Allow=b&Organization=c&Supported=d&User-Agent=e&body=f>"
        ),
        targets=[
            {
                "dial_uri": "sip:h@example.com",
                "honor_headers": {},
                "ignored_headers": [
                    "Accept",
                    "Accept-Language",
                    "Allow",
                    "Organization",
                    "Supported",
                    "User-Agent",
                    "body",
                ],
            }
        ],
    ),
    case(
        "a Subject brings no line of its own",
        (9, 24),
        moved("<sip:h@example.com?Subject=hi%0D%0ARoute%3A%20%3Csip%3Aevil.example%3E>"),
        targets=[{"dial_uri": "sip:h@example.com"}],
        line_in_header=False,
    ),
    case(
        "method INVITE is left out of what is dialled",
        (8, 10),
        moved("<sip:h@example.com;method=INVITE;transport=tcp>"),
        outcome="offer",
        targets=[{"dial_uri": "sip:h@example.com;transport=tcp"}],
    ),
    case(
        "another method is refused",
        (10,),
        moved("<sip:h@example.com;method=REGISTER>, <sip:i@example.com>"),
        targets=[{"uri": "sip:i@example.com"}],
        rejected=["method=REGISTER"],
    ),
    case(
        "a transport nobody knows is refused",
        (10,),
        moved("<sip:h@example.com;transport=pigeon>, <sip:i@example.com;transport=tls>"),
        targets=[{"uri": "sip:i@example.com;transport=tls"}],
        rejected=["pigeon"],
    ),
    case(
        "malformed addresses are refused",
        (10,),
        moved(
            "<sip:@example.com>",
            "<sip:a@>",
            "<sip:a@exa mple.com>",
            "<sip:a@example.com:port>",
            "<sip:ok@example.com>",
        ),
        targets=[{"uri": "sip:ok@example.com"}],
    ),
    case(
        "no encryption any more",
        (11,),
        response(
            "302 Moved", "Contact: <sip:bob@office.example.com>", to="<sips:bob@example.com>", via="TLS"
        ),
        outcome="offer",
        targets=[{"uri": "sip:bob@office.example.com"}],
        flags=["encryption-lost"],
    ),
    case(
        "still encrypted",
        (11,),
        response(
            "302 Moved", "Contact: <sips:bob@office.example.com>", to="<sips:bob@example.com>", via="TLS"
        ),
        targets=[{"uri": "sips:bob@office.example.com"}],
        unflagged=["encryption-lost"],
    ),
    case(
        "the registrar has moved",
        (18,),
        response("301 Moved Permanently", "Contact: <sip:reg2.example.com>", method="REGISTER"),
        outcome="offer",
        targets=[{"uri": "sip:reg2.example.com"}],
    ),
    case(
        "a message is redirected",
        (18,),
        response("302 Moved Temporarily", "Contact: <sip:bob@im.example.com>;expires=60", method="MESSAGE"),
        outcome="offer",
        targets=[{"uri": "sip:bob@im.example.com", "expires": 60}],
    ),
    *(_mailbox(cause, "voicemail") for cause in (404, 486, 408, 302, 487, 480, 503)),
    _mailbox(380, "sip"),
    case(
        "a target without a cause of RFC 4458",
        (22,),
        moved("<sip:conf@example.com;cause=999>"),
        targets=[{"kind": "sip"}],
    ),
    case(
        "Error-Info of a failure",
        (23,),
        response(
            "404 Not Found",
            "Error-Info: <sip:not-in-service@announce.example.com>, <https://example.com/why?x=1,2>;lang=en",
        ),
        outcome="fail",
        info_links=["sip:not-in-service@announce.example.com", "https://example.com/why?x=1,2"],
    ),
    case(
        "an Error-Info that is no link",
        (23, 24),
        response(
            "480 Temporarily Unavailable",
            "Error-Info: <javascript:alert(1)>",
            "Error-Info: <file:///etc/passwd>",
        ),
        info_links=[],
        rejected=["javascript:alert(1)", "file:///etc/passwd"],
    ),
    case(
        "warnings are shown",
        (23,),
        response(
            "302 Moved",
            "Contact: <sip:a@h.example>",
            'Warning: 307 isi.edu "Session parameter \'foo\' not understood", 399 gw "Call \\"desk\\", please"',
        ),
        warnings=["Session parameter 'foo' not understood", 'Call "desk", please'],
    ),
    case(
        "when to try again",
        (23,),
        response("480 Temporarily Unavailable", "Retry-After: 18000;duration=3600"),
        retry_after=18000,
        outcome="fail",
    ),
    case(
        "when to try again, with a comment",
        (23,),
        response("486 Busy Here", "Retry-After: 120 (I'm in a meeting; really)"),
        retry_after=120,
    ),
    case("a wish that is no number", (23,), response("503 Busy", "Retry-After: later"), retry_after=None),
    case(
        "where a call has been is no place to go",
        (23,),
        response(
            "302 Moved",
            "Diversion: <sip:diverted@pbx.example>;reason=unconditional",
            "History-Info: <sip:history@pbx.example>;index=1;rc=1",
            "P-Asserted-Identity: <sip:asserted@pbx.example>",
            'Reason: SIP;cause=302;text="gone"',
            "Call-Info: <http://info.example/card>;purpose=card",
            "Contact: <sip:a@h.example>",
        ),
        targets=[{"uri": "sip:a@h.example"}],
        alternatives=[],
        not_offered=["pbx.example", "info.example"],
    ),
)
