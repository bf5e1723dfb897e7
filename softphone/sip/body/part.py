"""One part of a body, and what a reader makes of it."""

import re
from dataclasses import dataclass, field
from typing import Final

from softphone.sip.explanation import Alternative, Rejected, UnreadBody

LONGEST_SOURCE: Final = 16_000  # characters; `text` shows fewer
# Text encodings only, by name: codecs.lookup would load whatever module a stranger names.
_CHARSET = re.compile(
    r"utf-?8|us-ascii|ascii|utf-?16(?:le|be|-le|-be)?|utf-?32(?:-?le|-?be)?|iso-?8859-?(?:[1-9]|1[013456])|latin-?1|"
    r"windows-(?:874|125[0-8])|cp(?:437|85[0258]|866|874|932|949|125[0-8])|koi8-[rut]|mac-?(?:roman|cyrillic)|"
    r"gb2312|gbk|gb18030|big5|big5-?hkscs|shift[_-]?jis|euc-(?:jp|kr)|iso-2022-(?:jp|kr)|tis-620",
    re.IGNORECASE,
)
_ALIASES: Final = {
    "x-sjis": "shift_jis", "sjis": "shift_jis", "windows-31j": "cp932", "x-euc-jp": "euc-jp", "x-gbk": "gbk",
    "windows-949": "cp949", "ks_c_5601-1987": "euc-kr", "win-1251": "windows-1251", "x-cp1251": "windows-1251",
    "cp-1251": "windows-1251", "win1251": "windows-1251", "koi8": "koi8-r", "koi8r": "koi8-r",
    "x-mac-cyrillic": "mac-cyrillic", "iso-8859-8-i": "iso-8859-8", "iso-8859-6-i": "iso-8859-6",
    "windows-874": "cp874", "unicode": "utf-16",
}  # fmt: skip
# What is meant when bytes do not belong to the charset that is named: what the makers of Windows call by that name.
_WIDER: Final = {
    "us-ascii": "utf-8", "ascii": "utf-8", "shift_jis": "cp932", "shift-jis": "cp932", "gb2312": "gb18030",
    "gbk": "gb18030", "euc-kr": "cp949", "big5": "big5-hkscs", "iso-8859-8": "windows-1255", "tis-620": "cp874",
}  # fmt: skip
_LATIN_1: Final = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1"})
_C1 = re.compile(rb"[\x80-\x9f]")
_BOMS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class BodyPart:
    """`media_type` in lower case without parameters; `data` with its Content-Encoding undone."""

    media_type: str
    params: dict[str, str]
    data: bytes

    def text(self) -> str:
        """The data as text: its byte order mark decides, then `charset`, else UTF-8. Damage becomes U+FFFD."""
        for mark, charset in _BOMS:
            if self.data.startswith(mark):
                return self.data[len(mark) :].decode(charset, errors="replace")
        charset = self._charset()
        try:
            return self.data.decode(charset)
        except UnicodeDecodeError:
            return self.data.decode(_WIDER.get(charset, charset), errors="replace")
        except LookupError:
            return self.data.decode(errors="replace")

    def _charset(self) -> str:
        charset = self.params.get("charset", "utf-8").strip("' ").lower()
        charset = _ALIASES.get(charset, charset)
        if _CHARSET.fullmatch(charset) is None:
            return "utf-8"
        if charset in {"utf-16", "utf16"}:
            # RFC 2781 section 4.3 says big-endian without a mark; the zero bytes of plain letters know better.
            little = self.data[1::2].count(0) > self.data[0::2].count(0)
            return "utf-16-le" if little else "utf-16-be"
        if charset in _LATIN_1 and _C1.search(self.data):
            return "windows-1252"  # no text has these control characters, many have Windows' quotes
        return charset


@dataclass(frozen=True, slots=True)
class Reading:
    """What one part says. `text` is safe to show; `source` is the text before it was made safe."""

    text: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    source: str = field(default="", repr=False)
    unread: tuple[UnreadBody, ...] = ()
