"""How words of names sound, whatever script and language they are written in: Müller and Мюллер, Щукин and Shukin.

Every word has one key, or a few where its spelling can be read in several ways (Chopin, Chekhov, Bach). Two words
sound alike when one of the keys of each is the same; half a word has the beginning of a key of the whole. A key is in
capital letters, which `search_form.form` never gives, so that both can stand in one text. It has five vowels and

    B D F G K L M N P R S T V Z as usual, C = ts (ц, z, c), H = kh (х, ch, h), J = zh (ж, ż, dj, dž),
    Q = ch (ч, č, cz, tsch), W = sh (ш, щ, š, sz, sch, shch); I is also the glide (й, y, j).

е, ё, э, yo, ö and ä are E; ю, ü and ue are U; soft and hard signs, doubled letters and the glide before most vowels
are nothing. What is read: the usual spellings of Russian, Ukrainian, Bulgarian and Serbian in Latin letters, in
passports, in German, French and Polish, and made up; German, French, Spanish, Polish, Czech, Croatian, Turkish and
Scandinavian names in Cyrillic letters; Greek, Armenian, Georgian.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from softphone.store.columns import search_fold

SHORTEST: Final = 3  # letters of a key; shorter ones are in too many names
_MOST_WORDS: Final = 12
_MOST_KEYS: Final = 6  # of one word
_LONGEST: Final = 40  # letters of a word that are read

Reading = Callable[[str], str]

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*")
_APOSTROPHE: Final = re.compile("['’ʼ`´]")
_CYRILLIC: Final = re.compile("[Ѐ-ӿ]")
_GREEK: Final = re.compile("[Ͱ-Ͽἀ-῿]")
_ALPHABET: Final = re.compile("[԰-֏Ⴀ-ჿ]")  # of others that write their vowels
_LATIN: Final = re.compile("[a-zß-ɏḀ-ỿ]")


def _table(lines: str) -> dict[str, str]:
    """Pieces of words with what they are read as: "ch tch > Q" is both as Q."""
    found: dict[str, str] = {}
    for line in lines.strip().splitlines():
        for rule in line.split(","):
            pieces, _, instead = rule.partition(">")
            found |= dict.fromkeys(pieces.split(), instead.strip())
    return found


# However one reads the rest. "^" is the beginning of a word, "$" its end.
_ALWAYS: Final = {letter: letter.upper() for letter in "abdefgiklmnoprstuvzh"} | _table("""
    j y > I, w > V, q c ck > K, x > KS, qu > KV
    shch schtsch chtch shtch szcz sch sh > W, tsch tch ch cs > Q
    zh dzh dsch dj zs > J, ts tz tsz > C, kh > H, ph > F, th dt > T, ^rh > R, gh > G
    ce > SE, ci cy > SI, ou > U, ^je ^ye > E
""")
_SILENT_H: Final = {
    f"{vowel}h{after}": (vowel + after.strip("$")).upper()
    for vowel in "aeiou"
    for after in ("l", "m", "n", "r", "$")
}
_GERMAN: Final = _SILENT_H | _table("""
    ch > H, chs > KS, z > C, ie > I, eu aeu > OI, ^v > F, stein > WTAIN, ^st > WT, ^sp > WP
""")
# As з and ж of Russian names become German, and in names like Siegfried.
_GERMAN_SOFT: Final = _GERMAN | _table("s > Z, sch > J, ss s$ > S, st > ST, sp > SP, sk > SK")
_SLAVIC: Final = _table("""
    c > C, ce > CE, ci cy > CI, ch x > H, cz > Q, sz > W, rz > J, ic$ > IQ
""")
# Croatian and Serbian names in passports of others.
_SLAVIC_WITHOUT_MARKS: Final = _SLAVIC | {"s": "W"}
_FRENCH: Final = _SILENT_H | _table("""
    ch > W, j > J, ge > JE, gi > JI, gue > GE, gui > GI, au eau > O, qu > K, sz > S, oo > U, ee > I
    e$ es$ >
""")
_SPANISH: Final = _table("""
    j > H, ge > HE, gi > HI, gue > GE, gui > GI, que > KE, qui > KI, z > S
    ha > A, he > E, hi > I, ho > O, hu > U
""")
# Letters of their own that say more than what they are without their marks.
_MARKED: Final = _table("""
    š ş ș ŝ ś > W, č ç ć > Q, ž ż ź đ > J, ř > RJ, ț ţ > C, ğ > G, ı > I, ñ > NI
    ä æ > ae, ö ø œ ő > oe, ü ű > ue, å > o, þ > t, ð > d, ł > l, ß > ss
""")
_WITHOUT_MARKS: Final = _table("ä > a, ö > o")  # by people who have no such key
_POLISH: Final = _table("ę > en, ą > on, ó > u, ř > J")
_SERBIAN: Final = str.maketrans(_table("ћ > ч, ђ џ > ж, ј > й, ѓ > г, ќ > к"))
_GREEK_PAIRS: Final = _table("""
    μπ > b, ντ > d, γκ > g, γγ > ng, ου > u, αυ > av, ευ > ev, οι ει υ > i, χ > H, θ > t, ξ > ks, γι > i
""")
_GREEK_LETTERS: Final = _table("γι > gi, χ > ch, μπ > mp, ντ > nt")
_SIMPLER: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile("AE|OE|EO"), "E"),
    (re.compile("IE"), "E"),
    (re.compile("(?<![AEIOU])IO|(?<=[WQJ])O"), "E"),  # ё, and after these letters о is written for it
    (re.compile("(?<=[BCDFGHJKLMNPQRSTVWZ])I(?=[AU])"), ""),
    (re.compile("AE|OE|EO"), "E"),
    (re.compile("UE"), "U"),
    (re.compile("EI"), "AI"),
    (re.compile(r"(.)\1+"), r"\1"),
)


def keys_in(text: str) -> tuple[tuple[str, ...], ...]:
    """The keys of each word, those without letters left out."""
    folded = search_fold(text)
    words = [_APOSTROPHE.sub("", found.group())[:_LONGEST] for found in _WORD.finditer(folded)]
    return tuple(keys for word in words[:_MOST_WORDS] if (keys := keys_of(word)))


@lru_cache(maxsize=4_096)
def keys_of(word: str) -> tuple[str, ...]:
    """How a case-folded word may sound, the likeliest first."""
    return tuple(key for key in dict.fromkeys(map(_simpler, _readings(word))) if key)[:_MOST_KEYS]


def _readings(word: str) -> Iterator[str]:
    if _CYRILLIC.search(word):
        yield from map(_plainly, _of_cyrillic(word))
    elif _GREEK.search(word):
        plain = "".join(
            each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each)
        )
        yield _plainly(_greek(plain))
        yield _plainly(_greek_letters(plain))
    elif _LATIN.search(word):
        yield from _of_latin(word)
    elif _ALPHABET.search(word):
        yield _plainly(word)


def _of_cyrillic(word: str) -> Iterator[str]:
    """As it stands; as the languages of the south write it; with г for the h of others; names that end in -tte."""
    word = word.translate(_SERBIAN)
    word = re.sub("ъ(?=[^аеёиоуыэюя])", "а", word)  # a vowel in Bulgarian
    word = re.sub("^у(?=[аиоэ])", "в", word)  # Уильям, Уолтер
    yield word
    if "г" in word:
        yield "х" + word[1:] if word[0] == "г" else word.replace("г", "х")
    if "щ" in word:
        yield word.replace("щ", "шт")
    if word.endswith("тта"):
        yield from _of_cyrillic(word[:-1])


def _of_latin(word: str) -> Iterator[str]:
    marked = _marked(word)
    yield _plainly(marked)
    if not word.isascii():
        yield _plainly(_without_marks(word))
        yield _slavic(_polish(word))
    for needed, reading in _LATIN_READINGS:
        if needed.search(marked):
            yield reading(marked)


def _spelled(*tables: Mapping[str, str]) -> Reading:
    """With the letters that the last of the tables has instead, the longest piece first."""
    table = _merged(tables)
    pattern = re.compile("|".join(sorted(table, key=len, reverse=True)))
    return lambda word: pattern.sub(lambda found: table[found.group()], word)


def _reading(*tables: Mapping[str, str]) -> Reading:
    """Every letter as the last of the tables says that has it, the longest piece first."""
    table = _merged(tables)
    pieces = sorted(table, key=lambda piece: -len(piece.strip("^$")))
    pattern = re.compile("|".join(pieces))

    def read(text: str) -> str:
        return pattern.sub(lambda found: table[_name(found, table)], _ascii(text))

    return read


def _merged(tables: Iterable[Mapping[str, str]]) -> dict[str, str]:
    return {piece: instead for table in tables for piece, instead in table.items()}


def _name(found: re.Match[str], table: Mapping[str, str]) -> str:
    """Which piece of the table it was: the marks for the beginning and the end are not in what they match."""
    piece = found.group()
    if found.start() == 0 and "^" + piece in table:
        return "^" + piece
    if found.end() == len(found.string) and piece + "$" in table:
        return piece + "$"
    return piece


_plainly: Final = _reading(_ALWAYS)
_slavic: Final = _reading(_ALWAYS, _SLAVIC)
_marked: Final = _spelled(_MARKED)
_without_marks: Final = _spelled(_MARKED, _WITHOUT_MARKS)
_polish: Final = _spelled(_MARKED, _POLISH)
_greek: Final = _spelled(_GREEK_PAIRS)
_greek_letters: Final = _spelled(_GREEK_PAIRS, _GREEK_LETTERS)
# With what a word has at least for the reading to say something of its own.
_LATIN_READINGS: Final[tuple[tuple[re.Pattern[str], Reading], ...]] = (
    (re.compile("ch|z|ie|eu|^v|st|^sp|[aeiou]h"), _reading(_ALWAYS, _GERMAN)),
    (re.compile("c|sz|rz|x"), _slavic),
    (re.compile("ch|j|g[eiu]|au|qu|sz|es?$|oo|ee|[aeiou]h"), _reading(_ALWAYS, _FRENCH)),
    (re.compile("ic$"), _reading(_ALWAYS, _SLAVIC_WITHOUT_MARKS)),
    (re.compile("s.*(?:w|sch|z|ie|ei|ue|mund)|[wz].*s"), _reading(_ALWAYS, _GERMAN_SOFT)),
    (re.compile("j|g[eiu]|qu|z|h[aeiou]"), _reading(_ALWAYS, _SPANISH)),
)


def _ascii(text: str) -> str:
    """In ASCII; what is a capital is a letter of a key already."""
    if text.isascii():
        return text
    from anyascii import anyascii  # noqa: PLC0415 -- as in `search_form`

    return "".join(each if each.isascii() else re.sub("[^a-z]", "", anyascii(each).lower()) for each in text)


def _simpler(key: str) -> str:
    key = re.sub("[^A-Z]", "", key)
    for pattern, instead in _SIMPLER:
        key = pattern.sub(instead, key)
    return key
