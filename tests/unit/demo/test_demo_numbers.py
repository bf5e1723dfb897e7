"""Every row of the directory, on the wire."""

import re

import pytest

from softphone.demo.exchange import DemoAddresses, demo_contacts
from softphone.demo.numbers import DIRECTORY, Refuse
from softphone.sip.redirect import explain
from tests.unit.demo.raw_phone import OFFER, RawPhone, to_tag

# user, status, Contact values; {h} is the exchange, {p} its proxy, {n} its port
REFUSALS: list[tuple[str, int, list[str]]] = [
    ("busy", 486, []),
    ("declined", 603, []),
    ("not-found", 404, []),
    ("nobody-ever-heard-of", 404, []),
    ("friend", 480, []),
    ("moved", 301, ["<sip:anna@{h}>"]),
    (
        "moved-many",
        301,
        ['"Mailbox" <sip:voicemail@{h}>;q=0.3, "Desk" <sip:busy@{h}>;q=0.9, "Echo" <sip:echo@{h}>;q=0.6'],
    ),
    ("chain", 301, ["<sip:chain-2@{h}>"]),
    ("chain-2", 301, ["<sip:chain-3@{h}>"]),
    ("chain-3", 301, ["<sip:clara@{h}>"]),
    ("loop", 301, ["<sip:loop-2@{h}>"]),
    ("loop-2", 301, ["<sip:loop@{h}>"]),
    ("away", 302, ["<sip:echo@{h}>;expires=60"]),
    (
        "choices",
        300,
        [
            '"Desk phone" <sip:echo@{h}>;q=0.8',
            '"Mobile" <tel:+74955550101>;q=0.5',
            '"E-mail" <mailto:elena@office-example.test>;q=0.2',
        ],
    ),
    ("proxy-needed", 305, ["<sip:{p};lr>"]),
    (
        "front-desk",
        380,
        [
            '"Night manager" <sip:echo@{h}>;q=0.9',
            '"Leave a message" <sip:voicemail@{h};target=sip:front-desk%40{h};cause=480>;q=0.7',
            '"Write to us" <mailto:desk@office-example.test>;q=0.5',
            '"Opening hours" <https://office-example.test/hours>;q=0.4',
        ],
    ),
    ("words", 380, []),
    ("kassa", 380, []),
    ("emergency", 380, []),
    ("gallery", 380, []),
    ("doctor", 380, []),
    ("helpdesk", 380, []),
    ("other-domain", 301, ["<sip:anna@office-example.test:{n}>"]),
    ("other-host", 301, ["<sip:echo@localhost:{n}>"]),
    ("secure", 301, ["<sip:echo@{h}>"]),
    (
        "stuffed",
        301,
        [
            (
                "<sip:echo@{h}?Subject=hello&Replaces=1%3Bto-tag%3D2%3Bfrom-tag%3D3&Route=%3Csip:{p}%3Blr%3E"
                "&From=%3Csip:director%40office-example.test%3E&Authorization=Digest%20none>"
            ),
        ],
    ),
    (
        "look-alike",
        301,
        ['"Eсho" <sip:%D0%B5cho@{h}>;q=0.9', '"Аnna" <sip:anna@xn--ffice-example-h7k.test:{n}>;q=0.5'],
    ),
    ("script", 301, ["<javascript:alert(1)>;q=1.0", "<sip:echo@{h}>;q=0.5"]),
]


@pytest.mark.parametrize(("user", "status", "contacts"), REFUSALS, ids=[row[0] for row in REFUSALS])
def test_refusing_number(
    phone: RawPhone, addresses: DemoAddresses, user: str, status: int, contacts: list[str]
) -> None:
    """A number that refuses or redirects sends exactly the status and Contacts of its row."""
    answer = phone.dial(user)
    places = {
        "h": f"127.0.0.1:{addresses.udp_port}",
        "p": f"127.0.0.1:{addresses.proxy_port}",
        "n": str(addresses.udp_port),
    }
    assert answer.status == status
    assert answer.all("Contact") == [contact.format(**places) for contact in contacts]


def test_every_refusal_of_the_directory_is_tested() -> None:
    """No row that refuses is left out of the table above."""
    refusing = {number.user for number in DIRECTORY if isinstance(number.action, Refuse)}
    assert refusing <= {row[0] for row in REFUSALS}


@pytest.mark.parametrize("user", ["echo", "voicemail", "tone", "%65cho", "%D0%B5cho"])
def test_answering_number(phone: RawPhone, user: str) -> None:
    """A number that answers sends 200 with one PCMA stream on loopback and can be hung up."""
    answer = phone.dial(user, body=OFFER.format(port=9))
    assert answer.status == 200
    assert re.search(rb"m=audio [1-9]\d+ RTP/AVP 8 96\r\n", answer.body)
    assert phone.ask("BYE", user, cseq=2, to_tag=to_tag(answer)).status == 200


def test_early_media(phone: RawPhone) -> None:
    """The number "early" sends 180, then 183 with a session, then 200."""
    phone.send(phone.message("INVITE", "early", body=OFFER.format(port=9)))
    answers = [phone.receive(4.0) for _ in range(3)]
    assert [answer.status for answer in answers] == [180, 183, 200]
    assert b"m=audio" in answers[1].body
    assert answers[1].body == answers[2].body
    phone.send(phone.message("ACK", "early", to_tag=to_tag(answers[2])))
    assert phone.ask("BYE", "early", cseq=2, to_tag=to_tag(answers[2])).status == 200


def test_no_answer(phone: RawPhone) -> None:
    """The number "no-answer" rings and says nothing more; CANCEL ends it with 487."""
    assert phone.ask("INVITE", "no-answer", branch="z9hG4bKring").status == 180
    answers = {phone.ask("CANCEL", "no-answer", branch="z9hG4bKring").get("CSeq"): 200}
    answers[phone.receive().get("CSeq")] = 487
    assert answers == {"1 CANCEL": 200, "1 INVITE": 487}


def test_front_desk_body(phone: RawPhone) -> None:
    """The front desk says in words that it is closed, and when to try again."""
    answer = phone.dial("front-desk")
    assert answer.get("Content-Type") == "text/plain;charset=UTF-8"
    assert answer.body.decode().startswith("The front desk is closed")
    assert answer.get("Retry-After").startswith("1200 ")


@pytest.mark.parametrize(
    ("user", "kinds"),
    [
        ("gallery", ["sip", "email", "web"]),
        ("doctor", ["sip", "tel", "email", "web"]),
        ("helpdesk", ["sip", "sip", "sip", "email", "message"]),
    ],
)
def test_richer_bodies(phone: RawPhone, user: str, kinds: list[str]) -> None:
    """A page, a visiting card and several parts: the phone's own reader finds every way in them, in order."""
    explained = explain(phone.dial(user).raw, transport="udp")
    assert [alternative.kind.value for alternative in explained.alternatives] == kinds
    assert all(alternative.label for alternative in explained.alternatives[:2])


def test_text_bodies(phone: RawPhone, addresses: DemoAddresses) -> None:
    """The alternatives in words name addresses of this very exchange, in English and in Russian."""
    address = f"sip:echo@127.0.0.1:{addresses.udp_port}"
    assert address in phone.dial("words").body.decode()
    with RawPhone(addresses) as other:
        russian = other.dial("kassa").body.decode()
    assert address in russian
    assert "Касса" in russian


def test_emergency_body(phone: RawPhone) -> None:
    """The emergency number sends the IMS body of TS 24.229."""
    answer = phone.dial("emergency")
    assert answer.get("Content-Type") == "application/3gpp-ims+xml"
    assert b"<type>emergency</type>" in answer.body


def test_proxy(phone: RawPhone, addresses: DemoAddresses) -> None:
    """Through the Route of the proxy the number answers; at the proxy's port without a Route it does not."""
    route = f"Route: <sip:127.0.0.1:{addresses.proxy_port};lr>\r\n"
    with RawPhone(addresses, port=addresses.proxy_port) as through:
        assert through.dial("proxy-needed").status == 305
    with RawPhone(addresses, port=addresses.proxy_port) as through:
        answer = through.dial("proxy-needed", headers=route)
        assert answer.status == 200
        assert through.ask("BYE", "proxy-needed", cseq=2, to_tag=to_tag(answer)).status == 200
    assert phone.dial("proxy-needed", headers=route).status == 305


def test_callback(phone: RawPhone) -> None:
    """The number "call-me-back" refuses with 480 and an INVITE comes two seconds later."""
    refused = phone.dial("call-me-back")
    assert (refused.status, refused.get("Retry-After")) == (480, "2")
    assert "calls you back" in refused.body.decode()
    invite = phone.receive(4.0)
    assert invite.start == f"INVITE sip:demo@127.0.0.1:{phone.port} SIP/2.0"
    copied = "".join(f"{n}: {v}\r\n" for n, v in invite.headers if n in {"Via", "From", "Call-ID", "CSeq"})
    phone.send(
        f"SIP/2.0 486 Busy\r\n{copied}To: {invite.get('To')};tag=x\r\nContent-Length: 0\r\n\r\n".encode()
    )
    ack = phone.receive()
    assert ack.start.startswith("ACK ")
    assert (ack.get("To"), ack.get("Via")) == (f"{invite.get('To')};tag=x", invite.get("Via"))


def test_message_follows_the_directory(phone: RawPhone) -> None:
    """A MESSAGE to a number that has moved is redirected like a call; an answering number takes it."""
    assert phone.ask("MESSAGE", "moved").status == 301
    assert phone.ask("MESSAGE", "echo").status == 200


def test_contacts_of_the_demo_profile(addresses: DemoAddresses) -> None:
    """Each contact has a name, a note and an address of its own on the exchange."""
    contacts = demo_contacts(addresses)
    uris = [contact.addresses[0][0] for contact in contacts]
    assert len(contacts) > 20
    assert len(set(uris)) == len(contacts)
    assert len({contact.name for contact in contacts}) == len(contacts)
    assert all(contact.notes for contact in contacts)
    assert f"sip:moved@127.0.0.1:{addresses.udp_port}" in uris
    assert f"sips:secure@127.0.0.1:{addresses.tls_port}" in uris
