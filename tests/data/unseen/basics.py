"""Reading the response, and what each code means: rules 1 to 7 and 13 to 16."""

from tests.data.unseen.case import Case, case, moved, response

_TRUNCATED = response(
    "380 Alternative Service", body="Write to mailto:a@example.com", content_type="text/plain", length=400
)
_TRAILED = (
    response("380 Alternative Service", body="Reception: sip:desk@example.com\r\n", content_type="text/plain")
    + b"mailto:beyond@example.com\r\n"
)

CASES: tuple[Case, ...] = (
    case(
        "301 with one Contact",
        (14,),
        moved("Bob <sip:bob@new.example.org>", status_line="301 Moved Permanently"),
        status=301,
        reason="Moved Permanently",
        outcome="offer",
        expect_error=False,
        mode=None,
        request_uri="sip:bob@example.com",
        body_text=[],
        retry_after=None,
        rejected=[],
        alternatives=[],
        targets=[
            {
                "uri": "sip:bob@new.example.org",
                "dial_uri": "sip:bob@new.example.org",
                "display_name": "Bob",
                "kind": "sip",
                "expires": None,
                "honor_headers": {},
                "ignored_headers": [],
            }
        ],
    ),
    case(
        "301 to a tel address",
        (14,),
        moved("<tel:+442079460123>", status_line="301 Moved Permanently"),
        outcome="offer",
        targets=[{"uri": "tel:+442079460123", "kind": "tel"}],
    ),
    case(
        "302 until it expires",
        (7, 15),
        moved("<sip:bob@mobile.example.com>;expires=120"),
        status=302,
        outcome="offer",
        targets=[{"uri": "sip:bob@mobile.example.com", "expires": 120}],
    ),
    case(
        "300 with three",
        (6, 13),
        moved(
            "<sip:bob@c.example.com>;q=0.1",
            "<sip:bob@a.example.com>;q=0.9, <sip:bob@b.example.com>;q=0.5",
            status_line="300 Multiple Choices",
        ),
        outcome="offer",
        targets=[
            {"uri": "sip:bob@a.example.com", "q": 0.9},
            {"uri": "sip:bob@b.example.com", "q": 0.5},
            {"uri": "sip:bob@c.example.com", "q": 0.1},
        ],
    ),
    case(
        "305 names a proxy",
        (16,),
        moved("<sip:proxy.example.net;lr>", status_line="305 Use Proxy"),
        status=305,
        outcome="offer",
        mode="proxy",
        targets=[{"uri": "sip:proxy.example.net;lr"}],
    ),
    case(
        "380 with only a Contact",
        (17,),
        moved("<sip:reception@example.com>", status_line="380 Alternative Service"),
        outcome="offer",
        targets=[{"uri": "sip:reception@example.com"}],
        alternatives=[],
    ),
    case(
        "485 leaves the choice",
        (1,),
        moved(
            '"Carol Lee" <sip:carol.lee@example.com>, "Carol Levi" <sip:carol.levi@example.com>',
            status_line="485 Ambiguous",
        ),
        status=485,
        outcome="offer",
        targets=[{"display_name": "Carol Lee"}, {"display_name": "Carol Levi"}],
    ),
    case(
        "an unknown 3xx is a 300",
        (1,),
        moved("<sip:x@example.net>", status_line="399 Something New"),
        status=399,
        reason="Something New",
        outcome="offer",
        mode=None,
        targets=[{"uri": "sip:x@example.net"}],
    ),
    case(
        "an unknown 3xx has a body too",
        (1, 20),
        response("371 Elsewhere", body="Ask sip:desk@example.com", content_type="text/plain"),
        outcome="offer",
        alternatives=[("sip", "sip:desk@example.com")],
    ),
    case(
        "a reason phrase may be empty",
        (1,),
        moved("<sip:x@example.net>", status_line="302 "),
        reason="",
        outcome="offer",
    ),
    case(
        "a reason phrase may be Russian",
        (21,),
        moved("<sip:x@example.net>", status_line="302 Временно переехал"),
        reason="Временно переехал",
    ),
    case("404 is a failure", (12,), response("404 Not Found"), outcome="fail", expect_error=True, targets=[]),
    case("603 is a failure", (12,), response("603 Decline"), outcome="fail", expect_error=True, targets=[]),
    case("302 with nothing in it", (13,), response("302 Moved Temporarily"), outcome="fail", targets=[]),
    case("an empty file is no response", (2,), b"", outcome="discard", expect_error=True),
    case(
        "another protocol is no response",
        (2,),
        b"HTTP/1.1 302 Found\r\nLocation: http://example.com/\r\n\r\n",
        outcome="discard",
        expect_error=True,
        targets=[],
        alternatives=[],
    ),
    Case("a datagram cut short", (2,), _TRUNCATED, {"outcome": "discard", "expect_error": True}, "udp"),
    case(
        "bytes after the body are not its",
        (2,),
        _TRAILED,
        outcome="offer",
        alternatives=[("sip", "sip:desk@example.com", "Reception")],
        body_lacks=["beyond"],
    ),
    case(
        "without Content-Length the body is the rest",
        (2,),
        response(
            "380 Alternative Service",
            body="Mail: mailto:a@example.com\r\n\r\nWeb: http://example.com/",
            content_type="text/plain",
            length=None,
        ),
        alternatives=[("email", "mailto:a@example.com"), ("web", "http://example.com/")],
    ),
    case(
        "the short form, and a fold",
        (3,),
        response(
            "302 Moved",
            "m: <sip:a@one.example>;q=0.9,\r\n\t<sip:b@two.example>;q=0.8",
            "M: sip:c@three.example;q=0.7",
        ),
        targets=[{"uri": "sip:a@one.example"}, {"uri": "sip:b@two.example"}, {"uri": "sip:c@three.example"}],
    ),
    case(
        "header names have no case and may have a space",
        (3,),
        response("302 Moved", "CONTACT : <sip:a@one.example>"),
        targets=[{"uri": "sip:a@one.example"}],
    ),
    case(
        "without brackets parameters are the header's",
        (3,),
        moved("sip:a@one.example;expires=60;transport=tcp"),
        targets=[{"uri": "sip:a@one.example", "dial_uri": "sip:a@one.example", "expires": 60}],
    ),
    case(
        "within brackets they are the address's",
        (3,),
        moved("<sip:a@one.example;transport=tcp>;expires=60"),
        targets=[{"uri": "sip:a@one.example;transport=tcp", "expires": 60}],
    ),
    case(
        "one that cannot be read leaves its neighbours",
        (3,),
        moved("<sip:a@one.example>, <sip:>, <sip:c@three.example>"),
        targets=[{"uri": "sip:a@one.example"}, {"uri": "sip:c@three.example"}],
        rejected=["sip:"],
    ),
    case(
        "commas and brackets in a quoted name",
        (3,),
        moved('"Doe, John <jd>; q=0.1" <sip:jd@one.example>;q=0.4, <sip:b@two.example>'),
        targets=[
            {"uri": "sip:b@two.example"},
            {"uri": "sip:jd@one.example", "q": 0.4, "display_name": "Doe, John <jd>; q=0.1"},
        ],
    ),
    case(
        "escaped quotes in a name",
        (3,),
        moved(r'"Bob \"The \\ Man\"" <sip:b@two.example>'),
        targets=[{"uri": "sip:b@two.example", "display_name": 'Bob "The \\ Man"'}],
    ),
    case(
        "comma and semicolon in the user part",
        (3,),
        moved("<sip:+1555,2;phone-context=x@gw.example;user=phone>"),
        targets=[{"uri": "sip:+1555,2;phone-context=x@gw.example;user=phone"}],
    ),
    case(
        "two words before the bracket",
        (3,),
        moved("Front Desk <sip:desk@two.example>"),
        targets=[{"display_name": "Front Desk"}],
    ),
)
