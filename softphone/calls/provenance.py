"""Where an answer came from, whether it may be believed, and what differs between two addresses.

An account that has an outbound proxy speaks with that proxy alone, so an answer from elsewhere is
not for it (RFC 3261 section 26.1 names the forged 301 as a threat). The library has matched and taken such an
answer already and would not hear the true one any more; to ignore it is to send the same request once more.
"""

from softphone.calls.accounts import Account
from softphone.calls.call_events import CallEnded
from softphone.calls.offer import Option, Part, Provenance
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.uri import SipUri, TelUri, Uri, parse_uri


def provenance_of(event: CallEnded, account: Account | None, *, via_proxy: str = "") -> Provenance:
    """`via_proxy` is the proxy of a 305 that this request went through instead of the account's."""
    proxy = account.proxy if account is not None else ""
    return Provenance(
        transport=event.transport,
        source=event.source,
        tls_verified=event.tls_verified,
        proxy=proxy,
        from_proxy=event.from_next_hop if proxy and not via_proxy else None,
        from_next_hop=event.from_next_hop,
    )


def comes_from_a_stranger(account: Account | None, from_next_hop: bool | None) -> bool:
    """Whether an answer to a request of `account` is to be ignored. What cannot be told is believed."""
    if account is None or from_next_hop is not False:
        return False
    return bool(account.proxy and account.strict_proxy)


def changed_parts(old_uri: str, option: Option) -> tuple[Part, ...]:
    """In what the option's address differs from the one before. Nothing for a 305: the address stays."""
    new_uri = option.uri or option.dial_uri
    if option.proxy or new_uri is None or option.kind is Kind.EMERGENCY:
        return ()
    try:
        old, new = parse_uri(old_uri), parse_uri(new_uri)
    except SipParseError:
        return ()
    parts = [Part.SCHEME] if old.scheme != new.scheme else []
    if _user_of(old) != _user_of(new):
        parts.append(Part.USER)
    if isinstance(old, SipUri) and isinstance(new, SipUri):
        parts += _places(old, new)
    return tuple(parts)


def _user_of(uri: Uri) -> str:
    match uri:
        case SipUri():
            return uri.user_text
        case TelUri():
            return uri.digits
        case _:
            return uri.rest.partition("@")[0] if "@" in uri.rest else ""


def _places(old: SipUri, new: SipUri) -> list[Part]:
    parts = []
    if old.host.lower().rstrip(".") != new.host.lower().rstrip("."):
        parts.append(Part.HOST)
    if old.port != new.port:
        parts.append(Part.PORT)
    if (old.param("transport") or "").lower() != (new.param("transport") or "").lower():
        parts.append(Part.TRANSPORT)
    return parts
