"""The ways to reach somebody: properties of a vCard and cells of a table as the URIs that a contact may have, and back.

Source: RFC 6350 sections 6.4, 6.7.8, RFC 4770 (IMPP), RFC 3966; X-SIP and X-JABBER as telephones and Thunderbird
write them.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final
from urllib.parse import quote, unquote

from softphone.exchange.bounds import MAX_LABEL, MAX_URI
from softphone.exchange.card_text import Property, escaped, property_of
from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.uri import same_uri, uri_key

ADDRESS: Final = "X-SOFTPHONE-ADDRESS"  # a URI that no other property can hold
_SCHEME: Final = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*):")
_PLAIN_NUMBER: Final = re.compile(r"\+?[0-9][0-9 ().\-]{1,40}")
_NUMBER: Final = re.compile(r"\+?[0-9*#]{1,40}")
_EXTENSION: Final = re.compile(
    r"(?:[\s,;]*(?:ext(?:ension)?\.?|x|доб\.?)|\s*[,;]+(?:ext=)?|\s*[pw])\s*([0-9]{1,10})\s*$", re.IGNORECASE
)
_BETWEEN: Final = re.compile(r"[\s().\-/\u2010-\u2015\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_MAIL: Final = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_CHATS: Final = ("jabber", "xmpp", "google")
_CALLED: Final = frozenset({Kind.SIP, Kind.TEL, Kind.VOICEMAIL})
# Types that say something else than where a number rings, or what everybody knows.
_NOT_LABELS: Final = frozenset(
    {
        "pref",
        "voice",
        "internet",
        "x400",
        "msg",
        "bbs",
        "modem",
        "isdn",
        "uri",
        "tel",
        "sip",
        "default",
        "other",
    }
)
_LABELS: Final = (
    "work",
    "home",
    "cell",
    "mobile",
    "iphone",
    "fax",
    "pager",
    "main",
    "car",
    "video",
    "text",
    "textphone",
)
_APPLE_NAMES: Final = {"homefax": "home fax", "workfax": "work fax", "otherfax": "fax", "other": ""}
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_")
# What a person may have called it, in the languages that this phone speaks.
_TYPES_OF: Final = {
    name: types
    for types, names in (
        (("home",), ("home", "private", "дом", "домашний", "личный")),
        (("work",), ("work", "office", "business", "рабочий", "работа", "офис")),
        (("cell",), ("mobile", "cell", "mobil", "handy", "мобильный", "сотовый", "моб")),
        (("work", "cell"), ("work mobile", "рабочий мобильный")),
        (("fax",), ("fax", "факс")),
        (("work", "fax"), ("work fax", "рабочий факс")),
        (("home", "fax"), ("home fax", "домашний факс")),
        (("pager",), ("pager", "пейджер")),
        (("main",), ("main", "основной", "главный")),
        (("car",), ("car",)),
        (("video",), ("video", "видео")),
        (("text",), ("text",)),
        (("textphone",), ("textphone",)),
    )
    for name in names
}


class AddressError(ValueError):
    """Why a text is no address that a contact may have."""


def kept_uri(text: str, *, called: bool = False) -> str:
    """`text` when it is a URI that a contact may have; AddressError otherwise. `called`: one that calls go to."""
    if len(text) > MAX_URI:
        raise AddressError("the address is too long")
    try:
        admitted = admit(text)
    except SipParseError as error:
        raise AddressError(error.reason) from None
    if admitted.ignored_headers or admitted.honor_headers:
        raise AddressError("an address to keep has no headers")
    if admitted.kind is Kind.EMERGENCY or (called and admitted.kind not in _CALLED):
        raise AddressError("this kind of address is not allowed here")
    return str(admitted.uri)


def number_uri(text: str) -> str:
    """A telephone number as people and telephones write it, as tel: (RFC 3966) without what stands between digits."""
    if _PLAIN_NUMBER.fullmatch(text) and "(0)" not in text:
        digits, tail = _BETWEEN.sub("", text), ""
    else:
        if scheme := _SCHEME.match(text):
            if scheme.group(1).lower() != "tel":
                return kept_uri(text.strip())
            text = text[scheme.end() :]
        if "@" in text:
            return sip_uri(text)
        text = text[: MAX_URI * 2].strip()
        tail = ""
        if extension := _EXTENSION.search(text[-40:]):
            text, tail = text[: len(text) - len(extension.group())], f";ext={extension.group(1)}"
        number, parameters, rest = text.partition(";")
        if parameters:  # a tel: URI with others than an extension
            return kept_uri(f"tel:{_BETWEEN.sub('', number)};{rest}{tail}")
        if text.startswith("+"):
            text = text.replace("(0)", "", 1)  # "+49 (0)30": the trunk prefix that is not dialled from abroad
        digits = _BETWEEN.sub("", text)
        if not digits.isascii():
            digits = "".join(str(int(char)) if char.isdecimal() else char for char in digits)
    if not _NUMBER.fullmatch(digits):
        raise AddressError("not a telephone number")
    return f"tel:{digits}{tail}"


def sip_uri(text: str) -> str:
    text = text.strip()
    return kept_uri(text if _SCHEME.match(text) and not re.match(r"[^:@]+:[0-9]", text) else f"sip:{text}")


def mail_uri(text: str) -> str:
    text = text.strip()
    if text[:7].lower() == "mailto:":
        return kept_uri(text)
    if found := re.search(r"<([^<>]*)>\s*$", text[-MAX_URI:]):  # "Anna <anna@office.example>"
        text = found.group(1)
    if not _MAIL.fullmatch(text):
        raise AddressError("not an e-mail address")
    local, _, domain = text.rpartition("@")
    return kept_uri(f"mailto:{_quoted(local)}@{domain}")


def _quoted(local: str) -> str:
    return "".join(char if char not in "%?&#/" else quote(char, safe="") for char in local)


def web_uri(text: str) -> str:
    text = text.strip()
    return kept_uri(text if _SCHEME.match(text) and "//" in text else f"http://{text}")


def xmpp_uri(text: str) -> str:
    text = text.strip()
    return kept_uri(text if _SCHEME.match(text) else f"xmpp:{text}")


def message_uri(text: str, service: str = "") -> str:
    """IMPP is a URI; what is none is what its service says, or the SIP address that most mean."""
    text = re.sub(r"^\s*x-apple:", "", text.strip(), flags=re.IGNORECASE)  # whatever the service is
    if not _SCHEME.match(text):
        if service and not any(each in service for each in ("sip", *_CHATS)):
            raise AddressError("this kind of address is not allowed")
        return xmpp_uri(text) if any(each in service for each in _CHATS) else sip_uri(text)
    return kept_uri(text)


_READERS: Final[dict[str, Callable[[str], str]]] = {
    "TEL": number_uri,
    "EMAIL": mail_uri,
    "URL": web_uri,
    "X-SIP": sip_uri,
    "X-MS-IMADDRESS": kept_uri,
    "X-EVOLUTION-SIP": sip_uri,
    "X-JABBER": xmpp_uri,
    "X-GTALK": xmpp_uri,
    "X-GOOGLE-TALK": xmpp_uri,
    ADDRESS: kept_uri,
}
WAYS: Final = frozenset({*_READERS, "IMPP"})


def uri_of(prop: Property) -> str:
    """The address of a property among `WAYS`. Raises AddressError."""
    text = prop.text.strip()
    if not text:
        raise AddressError("it is empty")
    if prop.name == "IMPP":
        return message_uri(text, prop.param("X-SERVICE-TYPE").lower())
    return _READERS[prop.name](text)


def label_of(types: Iterable[str], given: str = "") -> str:
    """One label for TYPEs, `given` (X-ABLabel) before them."""
    if given:
        apple = _APPLE_LABEL.fullmatch(given)
        given = _APPLE_NAMES.get(apple.group(1).lower(), apple.group(1).lower()) if apple else given
        return " ".join(given.split())[:MAX_LABEL]
    known = {each.removeprefix("x-") for each in types}
    if not known:
        return ""
    if known & {"cell", "mobile", "iphone"}:
        return "work mobile" if "work" in known else "mobile"
    if "fax" in known:
        return "work fax" if "work" in known else "home fax" if "home" in known else "fax"
    for each in ("pager", "main", "car", "video", "textphone", "text", "work", "home"):
        if each in known:
            return each
    other = sorted(each for each in known - _NOT_LABELS if re.fullmatch(r"[\w \-]{1,40}", each))
    return other[0] if other else ""


def types_of(label: str) -> tuple[str, ...]:
    return _TYPES_OF.get(label.strip().rstrip(":").casefold(), ())


def says_where(kind: str) -> bool:
    """Whether a TYPE is one that a label is made of."""
    return kind.removeprefix("x-") in _LABELS


def is_called(uri: str) -> bool:
    return uri.startswith(("tel:", "sip:", "sips:"))


def without_doubles(found: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(uri, label) pairs, of equal addresses (RFC 3261 section 19.1.4) the first."""
    kept: list[tuple[str, str]] = []
    known: dict[str, list[str]] = {}
    for uri, label in found:
        alike = known.setdefault(uri_key(uri), [])
        if not any(each == uri or same_uri(each, uri) for each in alike):
            alike.append(uri)
            kept.append((uri, label))
    return kept


def way_line(uri: str, version: str, params: str = "") -> str:
    """The content line for an address; `params` as they are written."""
    scheme, _, rest = uri.partition(":")
    if scheme == "tel" and ";" not in rest and version != "4.0":
        line = f"TEL{params}:{rest}"
    elif scheme == "tel":
        line = f"TEL;VALUE=uri{params}:{uri}"
    elif scheme == "mailto":
        line = f"EMAIL{params}:{escaped(unquote(rest))}"
    elif scheme in {"http", "https"}:
        line = f"URL{params}:{uri}"
    else:
        line = f"IMPP{params}:{uri}"
    return line if _reads_as(line, uri) else f"{ADDRESS}{params}:{escaped(uri)}"


def _reads_as(line: str, uri: str) -> bool:
    prop = property_of(line)
    try:
        return prop is not None and uri_of(prop) == uri
    except AddressError:
        return False
