"""Labels: what a person would call an alternative, in the scripts and languages that people write."""

import pytest

from softphone.sip.redirect import explain
from tests.unit.sip.messages import response


def rows(text: str, charset: str = "utf-8") -> list[tuple[str | None, str | None]]:
    read = explain(
        response("380 X", f"Content-Type: text/plain;charset={charset}", body=text.encode(charset))
    )
    assert read.body_text == text.strip()
    return [(one.uri, one.label) for one in read.alternatives]


@pytest.mark.parametrize(
    ("charset", "text", "expected"),
    [
        (
            "shift_jis",
            "本日は終了しました。受付はsip:front@h.exampleまで、またはメールmailto:info@h.exampleへ。担当者：sip:tanaka@h.example",
            [
                ("sip:front@h.example", "受付"),
                ("mailto:info@h.example", "メール"),
                ("sip:tanaka@h.example", "担当者"),
            ],
        ),
        (
            "gb18030",
            "前台请拨打sip:front@h.example，网站：https://h.example/帮助。",
            [("sip:front@h.example", "前台"), ("https://h.example/", "网站")],
        ),
        (
            "iso-8859-6",
            "المكتب مغلق الآن. الاستقبال: sip:desk@h.example أو البريد mailto:info@h.example، الموقع https://h.example/help",
            [
                ("sip:desk@h.example", "الاستقبال"),
                ("mailto:info@h.example", "البريد"),
                ("https://h.example/help", "الموقع"),
            ],
        ),
        (
            "utf-16",
            "Офис закрыт. Звоните дежурному: sip:night@h.example; ресепшн — tel:+7 (495) 555-01-01, или на сайт https://h.example/.",
            [
                ("sip:night@h.example", "дежурному"),
                ("tel:+7(495)555-01-01", "ресепшн"),
                ("https://h.example/", "на сайт"),
            ],
        ),
        (
            "iso-8859-1",
            "Geschlossen. Nachtdienst unter sip:nacht@h.example oder Büro: mailto:büro@h.example",
            [("sip:nacht@h.example", "Nachtdienst"), ("mailto:büro@h.example", "Büro")],
        ),
        ("euc-kr", "안내: sip:desk@h.example", [("sip:desk@h.example", "안내")]),
        ("iso-8859-8", "קבלה: sip:desk@h.example", [("sip:desk@h.example", "קבלה")]),
    ],
)
def test_rules_20_and_21_prose_of_any_script(
    charset: str, text: str, expected: list[tuple[str | None, str | None]]
) -> None:
    """Languages without blanks, from right to left, and in the charset of their place."""
    assert rows(text, charset) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  * Voicemail: sip:v@h", ["Voicemail"]),
        ("2) Sales - sip:s@h\n(3) Desk, sip:d@h\nb) Web <https://h/>", ["Sales", "Desk", "Web"]),
        ("Sales sip:s@h, or Desk sip:d@h; and Web: https://h/", ["Sales", "Desk", "Web"]),
        ("Please call the night desk at sip:n@h", ["the night desk"]),
        ("We are closed, please call reception: sip:r@h", ["reception"]),
        ("For sales, dial sip:s@h. For support, please call <sip:t@h>", ["For sales", "For support"]),
        ("Call center: sip:c@h", ["Call center"]),
        ("Call sip:c@h or call us at sip:d@h", [None, None]),
        ("Closed until 07:00. Night manager: sip:n@h", ["Night manager"]),
        (
            "sip:d@h - Front desk\nsip:s@h (Sales team)\nmailto:a@h: By mail.",
            ["Front desk", "Sales team", "By mail"],
        ),
        ("Sales sip:s@h (until 6)", ["Sales"]),
        ("desk@h (mailto:desk@h)", [None]),
        ("電話 または https://h/", ["電話"]),
    ],
)
def test_rule_20_labels_without_what_leads_to_them(text: str, expected: list[str | None]) -> None:
    """Bullets, numbers, "or", "call" and colons are left out; an address at the start of a line is named behind it."""
    assert [label for _, label in rows(text)] == expected


@pytest.mark.parametrize(
    ("charset", "data", "text"),
    [
        ("iso-8859-1", b"\x93Desk\x94", "“Desk”"),
        ("us-ascii", "Büro".encode(), "Büro"),
        ("shift_jis", b"\x87\x40", "①"),
        ("win-1251", "Ещё".encode("windows-1251"), "Ещё"),
        ("windows-874", "ก".encode("cp874"), "ก"),
        ("koi8r", "Ещё".encode("koi8-r"), "Ещё"),
    ],
)
def test_rule_21_charsets_as_they_are_misnamed(charset: str, data: bytes, text: str) -> None:
    """What programs write beside a name is read as what they mean by it."""
    assert (
        explain(response("380 X", f"Content-Type: text/plain;charset={charset}", body=data)).body_text == text
    )
