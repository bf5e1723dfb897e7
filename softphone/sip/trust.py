"""What a person should know before following an address: compared with the one that was dialled."""

import re
from typing import Final

from msgspec import Struct

from softphone.sip.allowed import Admitted
from softphone.sip.explanation import Kind, Notable
from softphone.sip.lookalike import decode_idn, drawn_alike, mixes_scripts, passes_for_latin, similar_domain
from softphone.sip.text import has_hidden
from softphone.sip.uri import OtherUri, SipUri, TelUri, Uri

_IPV4 = re.compile(r"[0-9.]+")
_HOST_OF_REST = re.compile(r"(?://)?(?:[^@/?]*@)?([^/?#:;]*)")
# A name that is an address itself: "sip:bob@bank.example", "https://bank.example/", "help@bank.example".
_ADDRESS_AS_NAME = re.compile(
    r"\W{0,3}(?:(sips?|mailto|xmpp|im|https?):(?://)?)?([^\s@/:;<>()]{1,100}@|www\.)?"
    r"([\w\-]{1,63}(?:\.[\w\-]{1,63}){1,10})(?:[:/;?#]\S*)?\W{0,3}",
    re.IGNORECASE,
)
_WITH_HOST: Final = frozenset({"http", "https", "mailto", "xmpp", "im"})


class Dialled(Struct, frozen=True):
    """The address that was dialled, ready to be compared with. All empty when it is not known."""

    secure: bool = False
    user: str = ""
    host: str = ""

    @classmethod
    def of(cls, uri: Uri | None) -> "Dialled":
        if not isinstance(uri, SipUri):
            return cls()
        return cls(uri.scheme == "sips", uri.user_text, uri.host.lower().rstrip("."))


def notable_points(
    admitted: Admitted, display_name: str | None, dialled: Dialled, *, q: float = 1.0
) -> tuple[Notable, ...]:
    """What is notable about one address, in the order of `Notable`."""
    points: list[Notable] = []
    uri = admitted.uri
    if isinstance(uri, SipUri):
        _compare_sip(uri, dialled, points)
    elif isinstance(uri, TelUri) and dialled.secure:
        # 8.1.3.4 speaks of every URI that is not sips; nobody knows how the telephone network is reached.
        points.append(Notable.ENCRYPTION_LOST)
    if _looks_alike(uri, display_name, dialled):
        points.append(Notable.LOOK_ALIKE)
    if display_name is not None and _names_another(display_name, uri):
        points.append(Notable.MISLEADING_NAME)
    if admitted.ignored_headers:
        points.append(Notable.HEADERS_STRIPPED)
    if q == 0:
        points.append(Notable.LAST_RESORT)
    if admitted.kind is Kind.EMERGENCY:
        points.append(Notable.EMERGENCY)
    if display_name is not None and has_hidden(display_name):
        points.append(Notable.HIDDEN_CHARACTERS)
    return tuple(points)


def _compare_sip(uri: SipUri, dialled: Dialled, points: list[Notable]) -> None:
    host = uri.host.lower().rstrip(".")
    if dialled.host:
        maddr = (uri.param("maddr") or "").lower() if uri.params else ""
        if not _same_house(host, dialled.host) or (maddr and not _same_house(maddr, dialled.host)):
            points.append(Notable.DIFFERENT_DOMAIN)
        if _is_ip(host) and not _is_ip(dialled.host):
            points.append(Notable.IP_LITERAL)
    if dialled.secure and uri.scheme == "sip":
        points.append(Notable.ENCRYPTION_LOST)


def _same_house(host: str, old: str) -> bool:
    """Whether `host` is the old one or a host below it, which only the owner of the old one can name."""
    return host == old or (host.endswith("." + old) and not _is_ip(old))


def _is_ip(host: str) -> bool:
    return host.startswith("[") or _IPV4.fullmatch(host) is not None


def _looks_alike(uri: Uri, display_name: str | None, dialled: Dialled) -> bool:
    if display_name is not None and mixes_scripts(display_name):
        return True
    if isinstance(uri, OtherUri) and uri.scheme in _WITH_HOST:
        host = _host_of_rest(uri).lower()
        return mixes_scripts(uri.rest) or mixes_scripts(decode_idn(host)) or passes_for_latin(host)
    if not isinstance(uri, SipUri):
        return False
    user, host = uri.user_text, decode_idn(uri.host.lower())
    if mixes_scripts(user) or mixes_scripts(host) or passes_for_latin(host):
        return True
    if not dialled.host:
        return False
    if user != dialled.user and drawn_alike(user, dialled.user):
        return True
    return host != dialled.host and not _is_ip(host) and similar_domain(host, dialled.host)


def _names_another(display_name: str, uri: Uri) -> bool:
    """Whether the name is an address at another host: "https://bank.example" for https://thief.example.

    A SIP server shows "bob@example.com" for its own sip:bob@10.0.0.5 every day, so there it takes a scheme.
    """
    if isinstance(uri, SipUri):
        host = uri.host.lower()
    elif isinstance(uri, OtherUri) and uri.scheme in _WITH_HOST:
        host = _host_of_rest(uri).lower()
    else:
        return False
    match = _ADDRESS_AS_NAME.fullmatch(display_name[:300].strip())
    if match is None or not (match.group(1) or (match.group(2) and isinstance(uri, OtherUri))):
        return False
    host, named = (one.lower().rstrip(".").removeprefix("www.") for one in (host, match.group(3)))
    return not (_same_house(host, named) or _same_house(named, host))


def _host_of_rest(uri: OtherUri) -> str:
    match = _HOST_OF_REST.match(uri.rest)
    return match.group(1) if match else ""
