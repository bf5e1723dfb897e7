import pytest
from hypothesis import given
from hypothesis import strategies as st

from softphone.sip.lookalike import decode_idn, drawn_alike, mixes_scripts, similar_domain
from softphone.sip.text import has_hidden, safe_paragraphs, safe_text

_HIDDEN = "\x00\x1b\x7f\x9f\u00ad\u061c\u200b\u200d\u200f\u202e\u2066\ufeff\U000e0041\ud800"


@given(st.text(max_size=60) | st.text(_HIDDEN + "ab \n\t", max_size=60), st.integers(2, 30))
def test_safe_text_is_short_visible_and_on_one_line(text: str, limit: int) -> None:
    """Nothing hidden is left, nothing is longer than the limit, and making it safe again changes nothing."""
    safe = safe_text(text, limit)
    assert len(safe) <= limit
    assert not has_hidden(safe)
    assert "\n" not in safe
    assert safe_text(safe, limit) == safe


@given(st.text(_HIDDEN + "ab \r\n\t", max_size=60), st.integers(2, 30))
def test_safe_paragraphs_keep_line_ends_only(text: str, limit: int) -> None:
    """Of all control characters the line feed alone stays."""
    safe = safe_paragraphs(text, limit)
    assert len(safe) <= limit
    assert not has_hidden(safe)
    assert "\r" not in safe


def test_what_is_cut_says_so() -> None:
    """A cut text ends with an ellipsis."""
    assert safe_text("abcdef", 4) == "abc…"


@pytest.mark.parametrize("hidden", list(_HIDDEN))
def test_hidden_characters_are_known(hidden: str) -> None:
    """Each kind of invisible character is noticed and removed."""
    assert has_hidden(f"a{hidden}b")
    assert safe_text(f"a{hidden}b") == "ab"


@pytest.mark.parametrize(
    "text", ["anna", "Анна Smith", "東京 office", "東京office", "Ελένη", "O'Brien-Müller", "اتصل 5"]
)
def test_names_of_one_script_a_word_are_not_suspected(text: str) -> None:
    """Two scripts side by side are ordinary; so is Latin within Chinese or Japanese."""
    assert not mixes_scripts(text)


@pytest.mark.parametrize("text", ["аnna", "pаypal", "οffice", "ｏffice", "𝐨ffice"])
def test_words_with_borrowed_letters_are_suspected(text: str) -> None:
    """A word that borrows look-alike letters is told."""
    assert mixes_scripts(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("аnna", "anna"), ("0ffice", "office"), ("rnax", "max"), ("оре", "ope"), ("pau1", "paul")],
)
def test_different_letters_drawn_alike(one: str, other: str) -> None:
    """Names that look the same but are not are told; the same name in another case is not."""
    assert drawn_alike(one, other)
    assert drawn_alike(other, one)
    assert not drawn_alike(one, one.upper())


@pytest.mark.parametrize(
    ("new", "old", "similar"),
    [
        ("0ffice.example", "office.example", True),
        ("ofice.example", "office.example", True),
        ("offiice.example", "office.example", True),
        ("ofifce.example", "office.example", True),
        ("office.exampie", "office.example", True),
        ("xn--ffice-iye.example", "office.example", True),
        ("office.example", "OFFICE.example.", False),
        ("pbx2.office.example", "pbx1.office.example", False),
        ("sip.office.example", "sipp.office.example", False),
        ("site2.example", "site1.example", False),
        ("elsewhere.example", "office.example", False),
        ("a.de", "b.de", False),
    ],
)
def test_similar_domains(new: str, old: str, similar: bool) -> None:
    """One letter away or drawn alike is similar; hosts of one domain and numbered sites are neighbours."""
    assert similar_domain(new, old) is similar


def test_damaged_idn_is_left_alone() -> None:
    """A label that cannot be decoded is compared as it is."""
    assert decode_idn("xn--a") == "xn--a" or "xn--" not in decode_idn("xn--a")
    assert decode_idn("xn--80ak6aa92e.com") == "аррӏе.com"
