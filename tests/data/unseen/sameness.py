"""Equal addresses, order and time: rules 4 to 7."""

from tests.data.unseen.case import Case, case, moved, response


def _same(name: str, contact: str) -> Case:
    raw = moved(f"<{contact}>, <sip:other@example.com>")
    return case(name, (4, 5), raw, targets=[{"uri": "sip:other@example.com"}])


def _other(name: str, contact: str) -> Case:
    return case(name, (4, 5), moved(f"<{contact}>"), outcome="offer", targets=[{"uri": contact}])


def _pair(one: str, other: str, *, same: bool) -> Case:
    """A pair of section 19.1.4: what was dialled, and the Contact that came back."""
    expected = {"targets": [] if same else [{"uri": other}]}
    return Case(f"{one} and {other}", (5,), moved(f"<{other}>"), expected, dialled=one)


CASES: tuple[Case, ...] = (
    _pair("sip:%61lice@atlanta.com;transport=TCP", "sip:alice@AtlanTa.CoM;Transport=tcp", same=True),
    _pair("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;newparam=5", same=True),
    _pair("sip:carol@chicago.com;security=on", "sip:carol@chicago.com;security=off", same=False),
    _pair("SIP:ALICE@AtLanTa.CoM;Transport=udp", "sip:alice@AtLanTa.CoM;Transport=UDP", same=False),
    _pair("sip:bob@biloxi.com:6000;transport=tcp", "sip:bob@biloxi.com", same=False),
    _pair("sip:bob@phone21.boxesbybob.com", "sip:bob@192.0.2.4", same=False),
    _pair("sip:carol@chicago.com", "sip:carol@chicago.com?Subject=next%20meeting", same=False),
    _pair("sip:bob:secret@h.example", "sip:bob@h.example", same=False),
    case("only what was dialled", (4,), moved("<sip:bob@example.com>"), outcome="fail", targets=[]),
    _same("the address dialled is not offered", "sip:bob@example.com"),
    _same("the host has no case", "sip:bob@EXAMPLE.Com"),
    _same("an escape is its letter", "sip:%62o%62@example.com"),
    _same("a strange parameter on one side says nothing", "sip:bob@example.com;newparam=5"),
    _same("the scheme has no case", "SIP:bob@example.com"),
    _other("the user has case", "sip:Bob@example.com"),
    _other("a written port is another", "sip:bob@example.com:5060"),
    _other("a written transport is another", "sip:bob@example.com;transport=udp"),
    _other("user on one side", "sip:bob@example.com;user=phone"),
    _other("maddr on one side", "sip:bob@example.com;maddr=192.0.2.7"),
    _other("ttl on one side", "sip:bob@example.com;maddr=239.255.255.1;ttl=15"),
    _other("sips is another", "sips:bob@example.com"),
    case(
        "one address twice",
        (4, 5),
        moved("<sip:desk@h.example>;q=0.5", "Desk <sip:desk@H.EXAMPLE>;q=0.5", "<sip:Desk@h.example>;q=0.4"),
        targets=[{"uri": "sip:desk@h.example"}, {"uri": "sip:Desk@h.example"}],
    ),
    Case(
        "what was dialled may be told",
        (4,),
        moved("<sip:bob@example.com>, <sip:+15550100@gw.example;user=phone>"),
        {
            "request_uri": "sip:+15550100@GW.example;user=phone",
            "targets": [{"uri": "sip:bob@example.com"}],
        },
        dialled="sip:+15550100@GW.example;user=phone",
    ),
    case(
        "equal q keeps the order",
        (6,),
        moved(
            "<sip:1@h.example>;q=0.5, <sip:2@h.example>;q=0.50, <sip:3@h.example>, <sip:4@h.example>;q=0.500"
        ),
        targets=[
            {"uri": "sip:3@h.example"},
            {"uri": "sip:1@h.example"},
            {"uri": "sip:2@h.example"},
            {"uri": "sip:4@h.example"},
        ],
    ),
    case(
        "q=0 is the last resort",
        (6,),
        moved("<sip:last@h.example>;q=0, <sip:first@h.example>;q=0.001, <sip:also@h.example>;q=0.000"),
        targets=[
            {"uri": "sip:first@h.example", "q": 0.001},
            {"uri": "sip:last@h.example", "q": 0.0},
            {"uri": "sip:also@h.example", "q": 0.0},
        ],
    ),
    case(
        "q without a nought is read",
        (6,),
        moved("<sip:half@h.example>;q=.5, <sip:most@h.example>;Q=0.7"),
        targets=[{"uri": "sip:most@h.example", "q": 0.7}, {"uri": "sip:half@h.example", "q": 0.5}],
    ),
    case(
        "a q that is a word voids nothing",
        (3, 6),
        moved("<sip:a@h.example>;q=high"),
        outcome="offer",
        targets=[{"uri": "sip:a@h.example"}],
    ),
    case(
        "the Expires header",
        (7,),
        response("302 Moved", "Contact: <sip:a@h.example>, <sip:b@h.example>;expires=30", "Expires: 900"),
        targets=[{"expires": 900}, {"expires": 30}],
    ),
    case(
        "an expiry that is no number",
        (7,),
        moved("<sip:a@h.example>;expires=soon"),
        targets=[{"expires": 3600}],
    ),
    case(
        "an expiry that is an old date",
        (7,),
        moved('<sip:a@h.example>;expires="Sat, 01 Dec 2040 16:00:00 GMT"'),
        targets=[{"expires": 3600}],
    ),
    case(
        "an Expires header that is a date",
        (7,),
        response("302 Moved", "Contact: <sip:a@h.example>", "Expires: Sat, 01 Dec 2040 16:00:00 GMT"),
        targets=[{"expires": 3600}],
    ),
    case("expires at once", (7,), moved("<sip:a@h.example>;expires=0"), targets=[{"expires": 0}]),
)
