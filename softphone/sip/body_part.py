"""One part of a body, and what a reader makes of it."""

import re
from dataclasses import dataclass, field
from typing import Final

from softphone.sip.explanation import Alternative, Rejected, UnreadBody

LONGEST_SOURCE: Final = 16_000  # characters; `text` shows fewer
# Text encodings only, by name: codecs.lookup would load whatever module a stranger names.
_CHARSET = re.compile(
    r"utf-?8|us-ascii|ascii|utf-?16(?:le|be|-le|-be)?|utf-?32(?:-?le|-?be)?|iso-?8859-?(?:[1-9]|1[013456])|latin-?1|"
    r"windows-(?:874|125[0-8])|cp(?:437|85[0258]|866|125[0-8])|koi8-[rut]|mac-?(?:roman|cyrillic)|"
    r"gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(?:jp|kr)|iso-2022-jp",
    re.IGNORECASE,
)
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
        charset = self.params.get("charset", "utf-8").strip("'")
        if _CHARSET.fullmatch(charset) is None:
            charset = "utf-8"
        if charset.lower() in {"utf-16", "utf16"}:
            # RFC 2781 section 4.3 says big-endian without a mark; the zero bytes of plain letters know better.
            little = self.data[1::2].count(0) > self.data[0::2].count(0)
            charset = "utf-16-le" if little else "utf-16-be"
        try:
            return self.data.decode(charset, errors="replace")
        except LookupError:
            return self.data.decode(errors="replace")


@dataclass(frozen=True, slots=True)
class Reading:
    """What one part says. `text` is safe to show; `source` is the text before it was made safe."""

    text: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    source: str = field(default="", repr=False)
    unread: tuple[UnreadBody, ...] = ()
