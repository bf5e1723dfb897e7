"""The directory: every number of the exchange and what it answers. Open this file to see what can be dialled.

In Contacts and bodies `{here}` is the exchange ("127.0.0.1:5060"), `{proxy}` its second port, `{port}` the port alone.
"""

from dataclasses import dataclass
from urllib.parse import unquote

from softphone.demo import bodies
from softphone.demo.media import Sound


@dataclass(frozen=True, slots=True)
class Answer:
    """200 after `after_s`; until then 180, and 183 with sound from `early_media_after_s` on."""

    sound: Sound = Sound.ECHO
    after_s: float = 0.0
    early_media_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Ring:
    """180 and nothing more, until the caller gives up."""


@dataclass(frozen=True, slots=True)
class Refuse:
    """One final response. `contacts` are Contact values in wire order, `body` goes out as UTF-8."""

    status: int
    reason: str
    contacts: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "text/plain;charset=UTF-8"
    body: str = ""


@dataclass(frozen=True, slots=True)
class OnlyThroughProxy:
    """305, unless a Route through the exchange's second port brought the request: then an echo."""

    refusal: Refuse


@dataclass(frozen=True, slots=True)
class CallBack:
    """Refuse, and call the caller `after_s` later."""

    refusal: Refuse
    after_s: float = 2.0


Action = Answer | Ring | Refuse | OnlyThroughProxy | CallBack


@dataclass(frozen=True, slots=True)
class Number:
    """One row: `user` is the user part to dial. Rows without a `name` are reached from others only."""

    user: str
    action: Action
    name: str = ""
    note: str = ""
    scheme: str = "sip"


def _moved(*contacts: str, status: int = 301, reason: str = "Moved Permanently") -> Refuse:
    return Refuse(status, reason, contacts)


DIRECTORY: tuple[Number, ...] = (
    # Calls that connect
    Number("echo", Answer(), "Echo test", "Answers at once; you hear yourself."),
    Number("voicemail", Answer(Sound.BEEP), "Voice mailbox", "Answers with a beep and keeps nothing."),
    Number("tone", Answer(Sound.TONE), "Test tone", "Plays 440 Hz, one second on and one off."),
    Number(
        "early",
        Answer(after_s=3.0, early_media_after_s=1.0),
        "Rings, then answers",
        "Rings, plays a tone before the answer (183), and answers after three seconds.",
    ),
    Number("chat", Answer(), "Chat partner", "Writes back what you write to it."),
    # Calls that fail
    Number("busy", Refuse(486, "Busy Here"), "Busy line", "Answers 486."),
    Number("no-answer", Ring(), "Nobody answers", "Rings for as long as you wait."),
    Number("declined", Refuse(603, "Decline"), "Declines every call", "Answers 603."),
    Number("not-found", Refuse(404, "Not Found"), "Unknown number", "Answers 404."),
    # 301
    Number(
        "moved", _moved("<sip:anna@{here}>"), "Anna (has moved)", "301: at her new address you hear yourself."
    ),
    Number("anna", Answer()),
    Number(
        "moved-many",
        _moved(
            '"Mailbox" <sip:voicemail@{here}>;q=0.3, "Desk" <sip:busy@{here}>;q=0.9, "Echo" <sip:echo@{here}>;q=0.6'
        ),
        "Boris (three new addresses)",
        "301 with three targets: the first is busy, the second answers, the third is a mailbox.",
    ),
    Number(
        "chain",
        _moved("<sip:chain-2@{here}>"),
        "Clara (moved three times)",
        "301, 301, 301, then you hear yourself.",
    ),
    Number("chain-2", _moved("<sip:chain-3@{here}>")),
    Number("chain-3", _moved("<sip:clara@{here}>")),
    Number("clara", Answer()),
    Number(
        "loop", _moved("<sip:loop-2@{here}>"), "Moved in a circle", "301 to a number that points back here."
    ),
    Number("loop-2", _moved("<sip:loop@{here}>")),
    # 302, 300, 305
    Number(
        "away",
        Refuse(
            302,
            "Moved Temporarily",
            ("<sip:echo@{here}>;expires=60",),
            (("Diversion", "<sip:away@{here}>;reason=unconditional"),),
        ),
        "Dmitri (away for a minute)",
        "302: call the echo test instead, for 60 seconds.",
    ),
    Number(
        "choices",
        Refuse(
            300,
            "Multiple Choices",
            (
                '"Desk phone" <sip:echo@{here}>;q=0.8',
                '"Mobile" <tel:+74955550101>;q=0.5',
                '"E-mail" <mailto:elena@office-example.test>;q=0.2',
            ),
        ),
        "Elena (several ways)",
        "300: a desk phone, a mobile number or an e-mail address.",
    ),
    Number(
        "proxy-needed",
        OnlyThroughProxy(_moved("<sip:{proxy};lr>", status=305, reason="Use Proxy")),
        "Behind a proxy",
        "305: answers through the exchange's second port only.",
    ),
    # 380
    Number(
        "front-desk",
        Refuse(
            380,
            "Alternative Service",
            (
                '"Night manager" <sip:echo@{here}>;q=0.9',
                '"Leave a message" <sip:voicemail@{here};target=sip:front-desk%40{here};cause=480>;q=0.7',
                '"Write to us" <mailto:desk@office-example.test>;q=0.5',
                '"Opening hours" <https://office-example.test/hours>;q=0.4',
            ),
            (("Retry-After", "1200 (the desk opens at nine)"),),
            body=bodies.DESK_CLOSED,
        ),
        "Front desk (closed)",
        "380: the night manager, a mailbox, e-mail, a web page, or later.",
    ),
    Number(
        "words",
        Refuse(380, "Alternative Service", body=bodies.WORDS),
        "Alternatives in words",
        "380: the addresses stand in the text of the body.",
    ),
    Number(
        "kassa",
        Refuse(380, "Alternative Service", body=bodies.WORDS_RUSSIAN),
        "Касса (закрыта)",
        "380: адреса стоят в тексте ответа.",
    ),
    Number(
        "emergency",
        Refuse(380, "Alternative Service", content_type="application/3gpp-ims+xml", body=bodies.EMERGENCY),
        "Emergency number",
        "380 with the IMS body of a mobile network. Nothing real is called.",
    ),
    Number(
        "gallery",
        Refuse(380, "Alternative Service", content_type="text/html;charset=UTF-8", body=bodies.PAGE),
        "Gallery (a web page answers)",
        "380: the addresses are links of an HTML page.",
    ),
    Number(
        "doctor",
        Refuse(380, "Alternative Service", content_type="text/vcard;charset=UTF-8", body=bodies.CARD),
        "Doctor's surgery (a visiting card)",
        "380: a vCard of somebody who can be reached instead.",
    ),
    Number(
        "helpdesk",
        Refuse(
            380,
            "Alternative Service",
            content_type=f"multipart/mixed;boundary={bodies.BOUNDARY}",
            body=bodies.PARTS,
        ),
        "Help desk (several parts)",
        "380 in three parts: a sentence, a list of people, and addresses to write to.",
    ),
    Number("urn:service:sos", Answer(Sound.TONE)),  # where the click on that alternative ends here
    # Moves that should make a person stop
    Number(
        "other-domain",
        _moved("<sip:anna@office-example.test:{port}>"),
        "Moved to a strange domain",
        "301 to another domain, which nobody answers.",
    ),
    Number(
        "other-host",
        _moved("<sip:echo@localhost:{port}>"),
        "Moved to another host",
        "301 to another host name, which answers with the echo.",
    ),
    Number(
        "secure",
        _moved("<sip:echo@{here}>"),
        "Loses its encryption",
        "sips: moves to sip:, so the next call would be readable on the way.",
        scheme="sips",
    ),
    Number(
        "stuffed",
        _moved(
            "<sip:echo@{here}?Subject=hello&Replaces=1%3Bto-tag%3D2%3Bfrom-tag%3D3&Route=%3Csip:{proxy}%3Blr%3E"
            "&From=%3Csip:director%40office-example.test%3E&Authorization=Digest%20none>"
        ),
        "Hidden headers",
        "301 whose address carries headers: Subject may pass, Replaces and Route may not.",
    ),
    Number(
        "look-alike",
        _moved(
            # Cyrillic letters: the first of the user part, one of the name, and (as IDNA) one of the host
            '"Eсho" <sip:%D0%B5cho@{here}>;q=0.9',
            '"Аnna" <sip:anna@xn--ffice-example-h7k.test:{port}>;q=0.5',
        ),
        "Look-alike letters",
        "301 to an address that only looks like the echo test.",
    ),
    Number("%D0%B5cho", Answer(Sound.TONE)),
    Number(
        "script",
        _moved("<javascript:alert(1)>;q=1.0", "<sip:echo@{here}>;q=0.5"),
        "A script among addresses",
        "301 with a javascript: address, which must be refused, beside a good one.",
    ),
    # And the other direction
    Number(
        "call-me-back",
        CallBack(
            Refuse(
                480,
                "Temporarily Unavailable",
                headers=(("Retry-After", "2"),),
                body="Hang on: the exchange calls you back in two seconds.\n",
            )
        ),
        "Calls you back",
        "480, and a call to you two seconds later.",
    ),
)

_BY_USER = {unquote(number.user): number for number in DIRECTORY}


def find_number(user: str) -> Number | None:
    """The row of a user part as written in a Request-URI, escapes and all (RFC 3261 section 19.1.4: %65cho = echo)."""
    return _BY_USER.get(unquote(user))


@dataclass(frozen=True, slots=True)
class Place:
    """The exchange's ports, to fill into the rows."""

    port: int
    proxy_port: int

    def fill(self, text: str) -> str:
        here, proxy = f"127.0.0.1:{self.port}", f"127.0.0.1:{self.proxy_port}"
        return text.replace("{here}", here).replace("{proxy}", proxy).replace("{port}", str(self.port))
