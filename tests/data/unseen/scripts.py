"""Prose in more scripts and charsets, and labels as people write them: rules 20 and 21."""

import gzip

from tests.data.unseen.case import Case, alternative, case


def _written(name: str, text: str, *alternatives: tuple[str, ...], charset: str = "utf-8") -> Case:
    raw = alternative(text.encode(charset), f"text/plain;charset={charset}")
    return case(name, (20, 21), raw, outcome="offer", alternatives=list(alternatives))


_CHINESE = "前台已下班。请拨打总机：sip:zongji@example.cn，或发邮件至mailto:help@example.cn。"
_CHINESE_ALTERNATIVES = (
    ("sip", "sip:zongji@example.cn", "总机"),
    ("email", "mailto:help@example.cn", "邮件"),
)
_KOREAN = "업무 시간이 아닙니다. 긴급: sip:help@example.kr 또는 tel:+8225551234로 전화하세요."
_KOREAN_ALTERNATIVES = (("sip", "sip:help@example.kr", "긴급"), ("tel", "tel:+8225551234"))
_GREEK = "Κλειστά. Τηλεφωνητής: sip:vm@example.gr"
_HEBREW = "סגור. מרכזיה: sip:op@example.il"
_UKRAINIAN = "Зачинено. Чергова: sip:chergova@example.ua, пошта: mailto:info@example.ua"
_UKRAINIAN_ALTERNATIVES = (
    ("sip", "sip:chergova@example.ua", "Чергова"),
    ("email", "mailto:info@example.ua", "пошта"),
)
_JAPANESE = "営業時間外です。代表: sip:daihyo@example.jp"
_JAPANESE_ALTERNATIVE = ("sip", "sip:daihyo@example.jp", "代表")

CASES: tuple[Case, ...] = (
    _written("Chinese", _CHINESE, *_CHINESE_ALTERNATIVES),
    _written("Chinese in GB 18030", _CHINESE, *_CHINESE_ALTERNATIVES, charset="gb18030"),
    _written("Chinese in GB 2312", _CHINESE, *_CHINESE_ALTERNATIVES, charset="GB2312"),
    _written(
        "Chinese in Big5", "總機：sip:op@example.tw", ("sip", "sip:op@example.tw", "總機"), charset="big5"
    ),
    _written("Korean", _KOREAN, *_KOREAN_ALTERNATIVES),
    _written("Korean in EUC", _KOREAN, *_KOREAN_ALTERNATIVES, charset="euc-kr"),
    _written("Japanese in ISO 2022", _JAPANESE, _JAPANESE_ALTERNATIVE, charset="iso-2022-jp"),
    _written(
        "Greek in ISO 8859-7", _GREEK, ("sip", "sip:vm@example.gr", "Τηλεφωνητής"), charset="iso-8859-7"
    ),
    _written("Hebrew in ISO 8859-8", _HEBREW, ("sip", "sip:op@example.il", "מרכזיה"), charset="iso-8859-8"),
    _written(
        "Hebrew in windows-1255", _HEBREW, ("sip", "sip:op@example.il", "מרכזיה"), charset="windows-1255"
    ),
    _written("Ukrainian in KOI8-U", _UKRAINIAN, *_UKRAINIAN_ALTERNATIVES, charset="koi8-u"),
    _written(
        "Russian in CP 866",
        "Касса: sip:kassa@example.ru",
        ("sip", "sip:kassa@example.ru", "Касса"),
        charset="cp866",
    ),
    _written(
        "Arabic in windows-1256",
        "الاستقبال: sip:front@example.sa\r\nالهاتف: tel:+966112345678",
        ("sip", "sip:front@example.sa", "الاستقبال"),
        ("tel", "tel:+966112345678", "الهاتف"),
        charset="windows-1256",
    ),
    _written(
        "Arabic with marks of direction",
        "\u200fالاستقبال:\u200f \u202asip:front@example.sa\u202c\u200f، أو \u2067tel:+966112345678\u2069.",
        ("sip", "sip:front@example.sa", "الاستقبال"),
        ("tel", "tel:+966112345678"),
    ),
    _written(
        "little-endian UTF-16 without a mark",
        _GREEK,
        ("sip", "sip:vm@example.gr", "Τηλεφωνητής"),
        charset="utf-16-le",
    ),
    _written("UTF-32", _GREEK, ("sip", "sip:vm@example.gr", "Τηλεφωνητής"), charset="utf-32"),
    _written(
        "Western windows",
        "Café – Büro: sip:b@h.example",
        ("sip", "sip:b@h.example", "Büro"),
        charset="windows-1252",
    ),
    case(
        "US-ASCII that is UTF-8",
        (21,),
        alternative("Büro: sip:b@h.example", "text/plain; charset=us-ascii"),
        alternatives=[("sip", "sip:b@h.example")],
    ),
    case(
        "a charset that is no text",
        (21,),
        alternative("Desk: sip:b@h.example", "text/plain; charset=base64"),
        alternatives=[("sip", "sip:b@h.example", "Desk")],
    ),
    case(
        "a charset with a path in it",
        (21,),
        alternative("Desk: sip:b@h.example", 'text/plain; charset="../../etc/passwd\\0"'),
        alternatives=[("sip", "sip:b@h.example", "Desk")],
    ),
    _written(
        "points of a list",
        "You can reach:\r\n * Voicemail: sip:vm@h.example\r\n- Reception - sip:desk@h.example\r\n"
        "3) Night desk, tel:+15550100\r\n• Web page: https://h.example/",
        ("sip", "sip:vm@h.example", "Voicemail"),
        ("sip", "sip:desk@h.example", "Reception"),
        ("tel", "tel:+15550100", "Night desk"),
        ("web", "https://h.example/", "Web page"),
    ),
    _written(
        "a table",
        "Sales\tsip:sales@h.example\nSupport\ttel:+15550100;ext=7\n",
        ("sip", "sip:sales@h.example", "Sales"),
        ("tel", "tel:+15550100;ext=7", "Support"),
    ),
    _written(
        "a link of Markdown that reads as another",
        "[sip:front@example.com](sip:other@example.com) and [Night desk](sip:night@example.com)",
        ("sip", "sip:front@example.com"),
        ("sip", "sip:other@example.com"),
        ("sip", "sip:night@example.com", "Night desk"),
    ),
    case(
        "words between addresses are no names",
        (20,),
        alternative(
            _KOREAN + " sip:a@h.example أو sip:b@h.example または sip:c@h.example или sip:d@h.example",
            "text/plain",
        ),
        label_lacks=["또는", "أو", "または", "или"],
    ),
    _written(
        "arrows, and a remark on the address before",
        "Colleague -> sip:ann@h.example (Mon-Fri), Voicemail => sip:vm@h.example（平日）、メール → mailto:a@h.example",
        ("sip", "sip:ann@h.example", "Colleague"),
        ("sip", "sip:vm@h.example", "Voicemail"),
        ("email", "mailto:a@h.example", "メール"),
    ),
    _written(
        "Hindi",
        "स्वागत: sip:front@h.example। ईमेल: mailto:info@h.example",
        ("sip", "sip:front@h.example", "स्वागत"),
        ("email", "mailto:info@h.example", "ईमेल"),
    ),
    _written(
        "an address of numbers",
        "Lab: sip:lab@[2001:db8::5]:5062;transport=tls, gate: sip:gate@192.0.2.7:5070.",
        ("sip", "sip:lab@[2001:db8::5]:5062;transport=tls", "Lab"),
        ("sip", "sip:gate@192.0.2.7:5070", "gate"),
    ),
    _written(
        "addresses with a question",
        "Mail mailto:a@h.example?subject=Hello%20you&body=x or xmpp:room@conf.h.example?join",
        ("email", "mailto:a@h.example?subject=Hello%20you&body=x"),
        ("xmpp", "xmpp:room@conf.h.example?join"),
    ),
    _written(
        "a number within a context",
        "Inside dial tel:7042;phone-context=example.com",
        ("tel", "tel:7042;phone-context=example.com"),
    ),
    _written(
        "one line for each, old line ends",
        "Desk: sip:desk@h.example\rSales: sip:sales@h.example\r",
        ("sip", "sip:desk@h.example", "Desk"),
        ("sip", "sip:sales@h.example", "Sales"),
    ),
    case(
        "gzip that breaks off",
        (21,),
        alternative(gzip.compress(b"x" * 100, mtime=0)[:40], "text/plain", "Content-Encoding: gzip"),
        alternatives=[],
    ),
)
