"""A REGISTER that was answered with a 3xx: where the account's server may be now. Nothing changes by itself.

Source: RFC 3261 sections 10.2, 10.3, 21.3.
"""

from dataclasses import replace
from typing import Final

from softphone.calls.accounts import Account, Transport
from softphone.calls.notices import RegistrarMoved
from softphone.calls.offer import Option, Provenance
from softphone.calls.provenance import changed_parts, comes_from_a_stranger
from softphone.calls.reach_events import RegistrationChanged
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Explanation, Kind, Notable, Target
from softphone.sip.redirect import explain
from softphone.sip.uri import SipUri, parse_uri

_USE_PROXY: Final = 305
_ALTERNATIVE: Final = 380
_MOST_TOLD: Final = 20
_TRANSPORTS: Final = {each.value: each for each in Transport}
_RANK: Final = {point: rank for rank, point in enumerate(Notable)}


def moved(account: Account, event: RegistrationChanged) -> RegistrarMoved | None:
    """What the answer offers for `account`; None when that is nothing, or the answer is not believed.

    An account that believes its proxy alone hears of nothing that came from elsewhere.
    """
    if comes_from_a_stranger(account, event.from_next_hop):
        return None
    explanation = explain(
        event.final_response,
        request_uri=account.registrar,
        transport=event.transport or None,
        tls_verified=event.tls_verified,
    )
    status = explanation.status or 0
    if not 300 <= status < 400:
        return None
    servers = () if status == _ALTERNATIVE else _servers(account, explanation, status)
    text = explanation.body_text or ""
    if not servers and not text:
        return None
    return RegistrarMoved(
        account_id=account.id,
        status=status,
        servers=servers,
        text=text,
        provenance=Provenance(
            transport=event.transport,
            source=event.source,
            tls_verified=event.tls_verified,
            proxy=account.proxy,
            from_proxy=event.from_next_hop if account.proxy else None,
            from_next_hop=event.from_next_hop,
        ),
        raw=event.final_response,
    )


def with_server(account: Account, option: Option, status: int) -> Account:
    """`account` at the server of `option`: a 305 names its proxy, every other answer its registrar.

    The transport changes only where the address names one; sips means TLS.
    """
    server = _server_of(option.dial_uri or option.uri or "")
    if server is None:
        return account
    written = (server.param("transport") or "").lower()
    transport = Transport.TLS if server.scheme == "sips" else _TRANSPORTS.get(written, account.transport)
    address = f"{server.scheme}:{server.hostport}"
    if status == _USE_PROXY:
        return replace(account, proxy=address, transport=transport)
    return replace(account, registrar=address, transport=transport)


def news(
    account: Account, event: RegistrationChanged, told: set[tuple[object, ...]]
) -> RegistrarMoved | None:
    """`moved`, once for each answer: a phone that tries again every half minute gets the same one each time.

    `told` is what was said since the account was registered last; this adds to it.
    """
    notice = moved(account, event)
    if notice is None:
        return None
    servers = tuple(option.dial_uri for option in notice.servers)
    said = (account.registrar, account.proxy, notice.status, servers, notice.text)
    if said in told or len(told) >= _MOST_TOLD:
        return None
    told.add(said)
    return notice


def _servers(account: Account, explanation: Explanation, status: int) -> tuple[Option, ...]:
    """Servers in the order of the answer, without those that the account has already."""
    found: list[Option] = []
    for target in explanation.targets:
        option = _option(account, target, status, len(found) + 1)
        if option is not None and not any(option.dial_uri == other.dial_uri for other in found):
            found.append(option)
    return tuple(found)


def _option(account: Account, target: Target, status: int, number: int) -> Option | None:
    server = _server_of(target.dial_uri or "")
    if server is None:
        return None
    uri = str(server)
    option = Option(
        number=number,
        kind=Kind.SIP,
        uri=target.uri,
        dial_uri=uri,
        label=target.display_name_safe,
        proxy=uri if status == _USE_PROXY else "",
        q=target.q,
        expires=target.expires,
        ignored_headers=target.ignored_headers,
    )
    after = with_server(account, option, status)
    if _is_same_server(account, after):
        return None
    points = set(target.notable)
    if _is_secure(account) and not _is_secure(after):
        points.add(Notable.ENCRYPTION_LOST)
    return replace(
        option,
        notable=tuple(sorted(points, key=_RANK.__getitem__)),
        changed=changed_parts(account.registrar, replace(option, uri=uri)),
    )


def _server_of(uri: str) -> SipUri | None:
    """The host of an address, as the address of a server: neither a user nor more than its transport beside it."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return None
    if not isinstance(parsed, SipUri):
        return None
    transport = (parsed.param("transport") or "").lower()
    params = (("transport", transport),) if transport in _TRANSPORTS else ()
    return SipUri(scheme=parsed.scheme, host=parsed.host, port=parsed.port, params=params)


def _is_same_server(one: Account, other: Account) -> bool:
    return all(
        _hop(getattr(one, part), one.transport) == _hop(getattr(other, part), other.transport)
        for part in ("registrar", "proxy")
    )


def _hop(uri: str, transport: Transport) -> tuple[object, ...]:
    """Where a request to `uri` ends up: a port that is not written is the usual one."""
    try:
        parsed = parse_uri(uri)
    except SipParseError:
        return (uri,)
    if not isinstance(parsed, SipUri):
        return (uri,)
    usual = 5061 if transport is Transport.TLS or parsed.scheme == "sips" else 5060
    return parsed.host.lower().rstrip("."), parsed.port or usual, transport


def _is_secure(account: Account) -> bool:
    return account.transport is Transport.TLS or account.registrar.lower().startswith("sips:")
