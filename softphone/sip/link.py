"""A link that somebody clicked, read as an address that a person may want to call.

Whoever wrote the link is nobody we know. Nothing in it may do more than stand in a dial field: headers, passwords and
parameters that would send the call elsewhere than the address says are left out and named.
"""

import re
from enum import StrEnum
from typing import Final
from urllib.parse import unquote

from msgspec import Struct

from softphone.sip.errors import SipParseError
from softphone.sip.lookalike import decode_idn, mixes_scripts, passes_for_latin
from softphone.sip.text import HIDDEN_CLASS, safe_text
from softphone.sip.uri import SipUri, TelUri, parse_uri

LONGEST: Final = 2048  # characters; RFC 3261 gives no bound, and no address that people use comes near
_SHOWN = 300
_NAMES_SHOWN = 8
_NAME_SHOWN = 40
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_PORT = re.compile(r"\d{1,5}\Z")
_CALLABLE: Final = frozenset({"sip", "sips", "tel", "callto"})
# A tab or a line end within an address is as hidden as the rest: it may push what follows out of sight.
_HIDDEN = re.compile(rf"[{HIDDEN_CLASS}\t\r\n\ufffd]")
_BEGINNING = re.compile(r"\s*(?:callto:/{0,2})?(?:sips?:)?/{0,2}", re.IGNORECASE)
_DIGITS = re.compile(r"[+\d*#()\s.\-]+")
_BETWEEN_DIGITS = re.compile(r"[\s().\-/\u2010-\u2015]")
# What says how a call goes out, not where to. `maddr` would send it to another host than the one that is read.
_SIP_KEPT: Final = frozenset({"transport", "user"})
_TEL_KEPT: Final = frozenset({"ext", "isub", "phone-context"})
# Numbers that are answered by emergency services somewhere; the person is told, wherever they are.
_EMERGENCY: Final = re.compile(r"000|10[1-48]|11[0-57-9]|12[02]|133|144|15[58]|19[0-3]|911|99[5-9]")


class LinkProblem(StrEnum):
    """Why nothing can be called for a link."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    HIDDEN = "hidden"  # characters that nobody can see, or bytes that are no text
    OTHER_SCHEME = "other-scheme"
    NO_ADDRESS = "no-address"


class Link(Struct, frozen=True, kw_only=True):
    """`shown` is the link as it came, safe to show. `address` is what may stand in the dial field, "" for nothing.

    `dropped` are the names of headers and parameters that the link wanted to set, safe to show, at most a few;
    `password` says that one was left out. An address that cannot be read stands there all the same, to be mended.
    """

    shown: str
    address: str = ""
    dropped: tuple[str, ...] = ()
    password: bool = False
    emergency: bool = False
    look_alike: str = ""  # letters that pass for those of another alphabet
    problem: LinkProblem | None = None


def read_link(given: bytes | str) -> Link:
    """Whatever the bytes are: a link, with what is wrong with it. Never raises."""
    text = given if isinstance(given, str) else given[: 4 * LONGEST + 4].decode(errors="replace")
    shown = safe_text(text, _SHOWN)
    if len(given) > 4 * LONGEST or len(text) > LONGEST:
        return Link(shown=shown, problem=LinkProblem.TOO_LONG)
    text = text.strip()
    if not text:
        return Link(shown="", problem=LinkProblem.EMPTY)
    # Escaped once or twice, it is as hidden once it is read.
    once = unquote(text, errors="replace")
    if any(_HIDDEN.search(each) for each in (text, once, unquote(once, errors="replace"))):
        return Link(shown=shown, problem=LinkProblem.HIDDEN)
    scheme = _SCHEME.match(text)
    if scheme is None or (_PORT.match(text, scheme.end()) and "." in scheme.group()):
        return Link(shown=shown, address=text, emergency=_is_emergency(text), look_alike=_passing(text))
    name, rest = scheme.group(1).lower(), text[scheme.end() :].removeprefix("//")
    if name not in _CALLABLE:
        return Link(shown=shown, problem=LinkProblem.OTHER_SCHEME)
    if name == "callto":
        return _callto(rest, shown)
    return _tel(rest, shown) if name == "tel" else _sip(name, rest, shown)


def _callto(rest: str, shown: str) -> Link:
    """Never written down as a standard: a number, a name, an address or another link, then perhaps "?call"."""
    target, _, query = rest.partition("?")
    target = unquote(target).rstrip("/")
    inner = _SCHEME.match(target)
    if inner is not None and inner.group(1).lower() in {"sip", "sips", "tel"}:
        return _inner(target + (f"?{query}" if query else ""), shown)
    if "@" in target:
        return _sip("sip", target + (f"?{query}" if "=" in query else ""), shown)
    dropped = _names(query) if "=" in query else ()
    if not target or (inner is not None):
        return Link(shown=shown, dropped=dropped, problem=LinkProblem.NO_ADDRESS)
    return Link(shown=shown, address=target, dropped=dropped, emergency=_is_emergency(target))


def _inner(text: str, shown: str) -> Link:
    """A sip:, sips: or tel: link within another one."""
    name, _, rest = text.partition(":")
    rest = rest.removeprefix("//")
    return _tel(rest, shown) if name.lower() == "tel" else _sip(name.lower(), rest, shown)


def _sip(scheme: str, rest: str, shown: str) -> Link:
    target, _, headers = rest.partition("?")
    if "@" not in target and "%40" in target:  # escaped as a whole, as for a mailto: link
        target = unquote(target)
    dropped = _names(headers)
    text = f"{scheme}:{target.rstrip('/')}"
    try:
        uri = parse_uri(text)
    except SipParseError:
        return Link(
            shown=shown, address=_without_password(text), dropped=dropped, problem=LinkProblem.NO_ADDRESS
        )
    if not isinstance(uri, SipUri):
        return Link(shown=shown, dropped=dropped, problem=LinkProblem.NO_ADDRESS)
    kept = tuple(pair for pair in uri.params if pair[0].lower() in _SIP_KEPT)
    others = tuple(
        safe_text(unquote(name), _NAME_SHOWN) for name, _ in uri.params if name.lower() not in _SIP_KEPT
    )
    bare = SipUri(scheme=uri.scheme, user=uri.user, host=uri.host, port=uri.port, params=kept)
    return Link(
        shown=_without_password(shown) if uri.password is not None else shown,
        address=str(bare),
        dropped=_few((*dropped, *others)),
        password=uri.password is not None,
        emergency=_is_emergency(uri.user_text or uri.host),
        look_alike=_passing(uri.user_text, decode_idn(uri.host.lower())),
    )


def _tel(rest: str, shown: str) -> Link:
    target, _, query = rest.partition("?")
    dropped = _names(query) if "=" in query else ()
    text = f"tel:{unquote(target)}"
    try:
        uri = parse_uri(text)
    except SipParseError:
        if _DIGITS.fullmatch(unquote(target)):  # with blanks, as people write them
            return Link(
                shown=shown,
                address=unquote(target),
                dropped=dropped,
                emergency=_is_emergency(unquote(target)),
            )
        return Link(shown=shown, address=text, dropped=dropped, problem=LinkProblem.NO_ADDRESS)
    if not isinstance(uri, TelUri):
        return Link(shown=shown, dropped=dropped, problem=LinkProblem.NO_ADDRESS)
    kept = tuple(pair for pair in uri.params if pair[0].lower() in _TEL_KEPT)
    others = tuple(safe_text(name, _NAME_SHOWN) for name, _ in uri.params if name.lower() not in _TEL_KEPT)
    return Link(
        shown=shown,
        address=str(TelUri(number=uri.number, params=kept)),
        dropped=_few((*dropped, *others)),
        emergency=_is_emergency(uri.digits),
    )


def _names(headers: str) -> tuple[str, ...]:
    """Which headers a link wants to set: `headers = "?" header *( "&" header )` (RFC 3261 section 25.1)."""
    names = (each.partition("=")[0] for each in headers.split("&"))
    return _few(tuple(safe_text(unquote(name, errors="replace"), _NAME_SHOWN) for name in names))


def _few(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, and no more than a person reads."""
    once = {name.lower(): name for name in reversed(names) if name}
    ordered = tuple(dict.fromkeys(once[name.lower()] for name in names if name))
    return ordered if len(ordered) <= _NAMES_SHOWN else (*ordered[:_NAMES_SHOWN], "…")


def _without_password(text: str) -> str:
    """Also where the rest cannot be read: user:password@ loses what is between."""
    start = _BEGINNING.match(text)
    begins = start.end() if start else 0
    user, at, behind = text[begins:].partition("@")
    return text[:begins] + user.partition(":")[0] + at + behind if at else text


def _is_emergency(text: str) -> bool:
    """Whether that is the number of an emergency service somewhere, as it would be dialled (`sip/dialled.py`)."""
    number = re.split("[;@]", text, maxsplit=1)[0]
    digits = "".join(str(int(char)) if char.isdecimal() else char for char in _BETWEEN_DIGITS.sub("", number))
    return _EMERGENCY.fullmatch(digits) is not None


def _passing(*parts: str) -> str:
    """The letters of `parts` that pass for Latin ones, where some do; each once."""
    if not any(mixes_scripts(part) or passes_for_latin(part) for part in parts):
        return ""
    return "".join(
        dict.fromkeys(char for part in parts for char in part if char.isalpha() and not char.isascii())
    )[:8]
