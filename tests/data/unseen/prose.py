"""Addresses in prose of any script, charset and coding: rules 20 and 21."""

import gzip
import zlib

from tests.data.unseen.case import Case, alternative, case, response


def _prose(
    name: str, text: str, *alternatives: tuple[str, ...], charset: str | None = None, codec: str | None = None
) -> Case:
    """Prose in a charset, announced as it is; its first word must be quoted."""
    content_type = "text/plain" if charset is None else f"text/plain; charset={charset}"
    raw = alternative(text.encode(codec or charset or "utf-8"), content_type)
    first_word = text.lstrip("\ufeff").split()[0]
    return case(
        name,
        (20, 21),
        raw,
        outcome="offer",
        alternatives=list(alternatives),
        body_text=[first_word],
        targets=[],
    )


def _coded(name: str, coding: str, body: bytes, *alternatives: tuple[str, ...]) -> Case:
    raw = alternative(body, "text/plain", f"Content-Encoding: {coding}")
    return case(name, (21,), raw, alternatives=list(alternatives))


_RUSSIAN = (
    "Регистратура закрыта до 8:00.\r\n"
    "Дежурный врач: sip:doctor@clinic.example\r\n"
    "Запись по телефону: tel:+7-495-123-45-67.\r\n"
    "Почта — mailto:zapis@clinic.example; сайт (https://clinic.example/zapis?lang=ru)."
)
_RUSSIAN_ALTERNATIVES = (
    ("sip", "sip:doctor@clinic.example", "Дежурный врач"),
    ("tel", "tel:+74951234567", "Запись по телефону"),
    ("email", "mailto:zapis@clinic.example", "Почта"),
    ("web", "https://clinic.example/zapis?lang=ru", "сайт"),
)
_JAPANESE = "受付は終了しました。緊急の場合はsip:kinkyu@example.jpへ、電話はtel:+81-3-1234-5678まで。"
_JAPANESE_ALTERNATIVES = (("sip", "sip:kinkyu@example.jp", "緊急の場合"), ("tel", "tel:+81312345678", "電話"))
_ARABIC = "المكتب مغلق الآن.\nالطوارئ: sip:help@example.ae، والبريد: mailto:info@example.ae"
_ARABIC_ALTERNATIVES = (
    ("sip", "sip:help@example.ae", "الطوارئ"),
    ("email", "mailto:info@example.ae", "البريد"),
)
_GERMAN = "Außerhalb der Öffnungszeiten:\nNotdienst: sip:notdienst@praxis.example\nBüro: tel:+49301234567"
_GERMAN_ALTERNATIVES = (
    ("sip", "sip:notdienst@praxis.example", "Notdienst"),
    ("tel", "tel:+49301234567", "Büro"),
)
_SHORT = b"Front desk: sip:desk@example.com\n"
_DESK = ("sip", "sip:desk@example.com", "Front desk")
_RAW_DEFLATE = zlib.compressobj(wbits=-15)

CASES: tuple[Case, ...] = (
    _prose("Russian", _RUSSIAN, *_RUSSIAN_ALTERNATIVES),
    _prose("Russian in KOI8-R", _RUSSIAN.replace("—", "-"), *_RUSSIAN_ALTERNATIVES, charset="koi8-r"),
    _prose("Russian in windows-1251", _RUSSIAN, *_RUSSIAN_ALTERNATIVES, charset="windows-1251"),
    _prose("Russian in UTF-16", _RUSSIAN, *_RUSSIAN_ALTERNATIVES, charset="utf-16"),
    _prose("Russian in big-endian UTF-16", _RUSSIAN, *_RUSSIAN_ALTERNATIVES, charset="UTF-16BE"),
    _prose("Russian in ISO 8859-5", _RUSSIAN.replace("—", "-"), *_RUSSIAN_ALTERNATIVES, charset="iso-8859-5"),
    _prose("Japanese without a space", _JAPANESE, *_JAPANESE_ALTERNATIVES),
    _prose("Japanese in Shift JIS", _JAPANESE, *_JAPANESE_ALTERNATIVES, charset="Shift_JIS"),
    _prose("Japanese in EUC", _JAPANESE, *_JAPANESE_ALTERNATIVES, charset="EUC-JP"),
    _prose("Arabic", _ARABIC, *_ARABIC_ALTERNATIVES),
    _prose("Arabic in ISO 8859-6", _ARABIC, *_ARABIC_ALTERNATIVES, charset="iso-8859-6"),
    _prose("German", _GERMAN, *_GERMAN_ALTERNATIVES),
    _prose("German in Latin 1", _GERMAN, *_GERMAN_ALTERNATIVES, charset="ISO-8859-1"),
    _prose("a quoted charset", _GERMAN, *_GERMAN_ALTERNATIVES, charset='"latin1"', codec="latin-1"),
    _prose("a byte order mark", "\ufeff" + _GERMAN, *_GERMAN_ALTERNATIVES),
    _prose("a charset nobody knows", _SHORT.decode(), _DESK, charset="x-klingon", codec="ascii"),
    case(
        "a charset that is not what it says",
        (21,),
        alternative(_RUSSIAN.replace("—", "-").encode("koi8-r"), "text/plain;charset=utf-8"),
        alternatives=[each[:2] for each in _RUSSIAN_ALTERNATIVES],
    ),
    _prose(
        "every scheme",
        "A sip:a@h.example B sips:b@h.example C tel:+15550100 D mailto:d@h.example E http://h.example/e "
        "F https://h.example/f G xmpp:g@h.example H sms:+15550101 I im:i@h.example",
        ("sip", "sip:a@h.example"),
        ("sip", "sips:b@h.example"),
        ("tel", "tel:+15550100"),
        ("email", "mailto:d@h.example"),
        ("web", "http://h.example/e"),
        ("web", "https://h.example/f"),
        ("xmpp", "xmpp:g@h.example"),
        ("message", "sms:+15550101"),
        ("message", "im:i@h.example"),
    ),
    _prose(
        "marks around an address are not its",
        "Try <sip:a@h.example>, (https://h.example/help), “sip:b@h.example” or 'mailto:c@h.example'! "
        "Or tel:+15550100; or sip:d@h.example?",
        ("sip", "sip:a@h.example"),
        ("web", "https://h.example/help"),
        ("sip", "sip:b@h.example"),
        ("email", "mailto:c@h.example"),
        ("tel", "tel:+15550100"),
        ("sip", "sip:d@h.example"),
    ),
    _prose(
        "parameters belong to an address",
        "Desk: sip:desk@h.example:5070;transport=tcp.",
        ("sip", "sip:desk@h.example:5070;transport=tcp", "Desk"),
    ),
    _prose("an address in capitals", "Call SIP:Desk@H.example now", ("sip", "SIP:Desk@H.example")),
    _prose(
        "one address twice is one alternative",
        "Desk: sip:desk@h.example. Once more: sip:desk@H.example",
        ("sip", "sip:desk@h.example", "Desk"),
    ),
    case(
        "text without an address informs",
        (20,),
        alternative("We are closed until Monday.\nNot an address: sip: or gossip:er@h.example", "text/plain"),
        outcome="inform",
        expect_error=False,
        alternatives=[],
        body_text=["We are closed until Monday."],
    ),
    case(
        "a 300 is described too",
        (13, 20),
        response(
            "300 Multiple Choices",
            "Contact: <sip:a@h.example>",
            body="Sales: sip:sales@h.example",
            content_type="text/plain",
        ),
        targets=[{"uri": "sip:a@h.example"}],
        alternatives=[("sip", "sip:sales@h.example", "Sales")],
    ),
    case(
        "the short form of Content-Type",
        (3, 20),
        response(
            "380 Alternative Service",
            "c: text/plain;charset=koi8-r",
            body="Врач: sip:d@h.example".encode("koi8-r"),
        ),
        alternatives=[("sip", "sip:d@h.example", "Врач")],
    ),
    _coded("gzip", "gzip", gzip.compress(_SHORT, mtime=0), _DESK),
    _coded("deflate", "deflate", zlib.compress(_SHORT), _DESK),
    _coded(
        "deflate without its envelope", "deflate", _RAW_DEFLATE.compress(_SHORT) + _RAW_DEFLATE.flush(), _DESK
    ),
    _coded("identity", "identity", _SHORT, _DESK),
    _coded("gzip in capitals", "GZIP", gzip.compress(_SHORT, mtime=0), _DESK),
    case(
        "the short form of Content-Encoding",
        (3, 21),
        alternative(
            gzip.compress(_RUSSIAN.encode("windows-1251"), mtime=0),
            "text/plain;charset=windows-1251",
            "e: gzip",
        ),
        alternatives=list(_RUSSIAN_ALTERNATIVES),
    ),
    _coded("gzip that is none", "gzip", b"\x1f\x8b\x08" + bytes(range(60))),
    _coded("gzip that grows", "gzip", gzip.compress(b" " * 4_000_000 + _SHORT, mtime=0)),
    _coded("a coding nobody knows", "br", b"\x0b\x10\x80" + bytes(range(40))),
)
