"""What a final response means for the person who dialled: the whole way from bytes to an Explanation.

Source: RFC 3261 sections 8.1.3.4, 16.5, 18.3, 21.3, 21.4.23.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from softphone.sip.bodies import read_body
from softphone.sip.contacts import MOST_REJECTED, Contact, read_contacts
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import (
    PLAIN_SOS,
    Alternative,
    Explanation,
    Kind,
    Notable,
    Outcome,
    Rejected,
    Target,
)
from softphone.sip.hints import read_info_links, read_retry_after, read_to_uri, read_warnings
from softphone.sip.response import Response, parse_response
from softphone.sip.text import has_hidden, safe_text
from softphone.sip.trust import Dialled, notable_points
from softphone.sip.uri import SipUri, Uri, dial_uri, equal_uris, parse_uri, uri_key_of

_KNOWN_REDIRECTS: Final = frozenset({300, 301, 302, 305, 380})
_LONGEST_DISPLAY_NAME: Final = 1000
# Equality is not transitive, so it takes each pair; nobody needs more variants of one address than this.
_MOST_COMPARED: Final = 30
_RANK: Final = {point: rank for rank, point in enumerate(Notable)}
ALREADY_TRIED: Final = "already tried"


def explain(
    raw: bytes,
    *,
    request_uri: str | None = None,
    transport: str | None = None,
    tried: Sequence[str] = (),
    tls_verified: bool = False,
) -> Explanation:
    """Everything that the response `raw` says to the person who dialled `request_uri` (default: the To header's URI).

    `transport` is how it came ("udp", "tcp", "tls"; default: the top Via), `tls_verified` whether the certificate
    was checked, `tried` the URIs tried in the chain so far. Never raises, whatever the bytes.
    """
    try:
        response = parse_response(raw, transport=transport)
    except SipParseError as error:
        return Explanation(None, None, Outcome.DISCARD, request_uri=request_uri, why=error.reason)
    return explain_response(response, request_uri=request_uri, tried=tried, tls_verified=tls_verified)


def explain_response(
    response: Response,
    *,
    request_uri: str | None = None,
    tried: Sequence[str] = (),
    tls_verified: bool = False,
) -> Explanation:
    """`explain` for a response that is parsed already."""
    status = response.status
    request_uri = request_uri or read_to_uri(response)
    reason = safe_text(response.reason)
    if status < 300:
        return Explanation(status, reason, Outcome.INFORM, request_uri=request_uri)
    asked = _parsed(request_uri)
    dialled = Dialled.of(asked)
    warnings = read_warnings(response)
    links, refused_links = read_info_links(response)
    body = read_body(response, status=_meaning(status), dialled=dialled)
    targets: tuple[Target, ...] = ()
    alternatives = body.alternatives
    rejected: list[Rejected] = []
    if status < 400 or status == 485:
        known = _known(request_uri, asked, tried)
        contacts, rejected = read_contacts(response)
        targets = _targets(contacts, known, dialled, rejected, is_proxy=status == 305)
        alternatives = _alternatives(body.alternatives, known, targets, rejected)
    if alternatives or targets:
        outcome, why = Outcome.OFFER, None
    else:
        outcome, why = _without_offer(status, bool(body.text or body.unread), bool(warnings or links))
    return Explanation(
        status,
        reason,
        outcome,
        mode="proxy" if status == 305 else None,
        body_text=body.text,
        retry_after=read_retry_after(response),
        targets=targets,
        alternatives=alternatives,
        info_links=links,
        warnings=warnings,
        rejected=tuple([*rejected, *refused_links, *body.rejected][: MOST_REJECTED * 2]),
        ui_warnings=_ui_warnings(
            targets,
            alternatives,
            unverified=outcome is Outcome.OFFER and not (response.transport == "tls" and tls_verified),
            hidden=has_hidden(response.reason) or has_hidden(body.source),
        ),
        request_uri=request_uri,
        unread=body.unread,
        why=why,
    )


def _parsed(text: str | None) -> Uri | None:
    try:
        return parse_uri(text) if text else None
    except SipParseError:
        return None


def _meaning(status: int) -> int:
    """An unknown 3xx is a 300 (8.1.3.2)."""
    return 300 if 300 <= status < 400 and status not in _KNOWN_REDIRECTS else status


def _bare(uri: Uri) -> Uri:
    return dial_uri(uri) if isinstance(uri, SipUri) else uri


def _known(request_uri: str | None, asked: Uri | None, tried: Sequence[str]) -> list[Uri]:
    """What was tried in the chain; `asked` is `request_uri` parsed, and counts once when `tried` ends with it."""
    if tried and tried[-1] == request_uri:
        tried = tried[:-1]
    return [uri for uri in (asked, *map(_parsed, tried)) if uri is not None]


def _was_tried(uri: Uri, bare: Uri, known: list[Uri]) -> bool:
    """Whether an address equals one that was tried.

    Headers and `method` are compared (19.1.4): they make another URI of the same Request-URI, for one more try.
    """
    for one in known:
        if equal_uris(one, uri):
            return True
    return uri != bare and sum(equal_uris(_bare(one), bare) for one in known) > 1


def _targets(
    contacts: list[Contact], known: list[Uri], dialled: Dialled, rejected: list[Rejected], *, is_proxy: bool
) -> tuple[Target, ...]:
    """Targets in the order to offer them: emergencies, then by q, ties as they came. Adds to `rejected`."""
    kept: list[Contact] = []
    for contact in contacts:
        if is_proxy and contact.admitted.kind not in {Kind.SIP, Kind.VOICEMAIL}:
            rejected.append(Rejected(safe_text(contact.uri), "a proxy has a sip or sips address"))
        elif not is_proxy and _was_tried(contact.admitted.uri, contact.admitted.bare, known):
            rejected.append(Rejected(safe_text(contact.uri), ALREADY_TRIED))
        else:
            kept.append(contact)
    if len(kept) > 1:
        kept.sort(key=lambda c: (c.admitted.kind is not Kind.EMERGENCY, -c.q))
        kept = _once_each(kept, rejected)
    return tuple([_target(contact, dialled) for contact in kept])


def _once_each(contacts: list[Contact], rejected: list[Rejected]) -> list[Contact]:
    """The first of equal Contacts, which is the one with the highest q."""
    once: list[Contact] = []
    seen: dict[str, list[Uri]] = {}
    few = len(contacts) <= _MOST_COMPARED
    for contact in contacts:
        uri = contact.admitted.uri
        alike = seen.setdefault("" if few else uri_key_of(uri), [])
        if any(equal_uris(other, uri) for other in alike[:_MOST_COMPARED]):
            rejected.append(Rejected(safe_text(contact.uri), "listed twice"))
        else:
            alike.append(uri)
            once.append(contact)
    return once


def _target(contact: Contact, dialled: Dialled) -> Target:
    admitted = contact.admitted
    name = contact.display_name[:_LONGEST_DISPLAY_NAME] if contact.display_name else None
    return Target(
        uri=contact.uri,
        dial_uri=admitted.dial,
        display_name=name,
        display_name_safe=safe_text(name, 100) or None if name else None,
        q=contact.q,
        expires=contact.expires,
        kind=admitted.kind,
        honor_headers=admitted.honor_headers,
        ignored_headers=admitted.ignored_headers,
        notable=notable_points(admitted, name, dialled, q=contact.q),
        voicemail_cause=admitted.voicemail_cause,
    )


def _alternatives(
    found: tuple[Alternative, ...], known: list[Uri], targets: tuple[Target, ...], rejected: list[Rejected]
) -> tuple[Alternative, ...]:
    """Without what was tried; a plain emergency takes the service that a Contact names (RFC 5031)."""
    if not found:
        return ()
    services = [target.uri for target in targets if target.kind is Kind.EMERGENCY]
    sos = next((uri for uri in services if uri.lower() != PLAIN_SOS), PLAIN_SOS)
    kept: list[Alternative] = []
    for alternative in found:
        uri = _parsed(alternative.uri)
        if uri is not None and _was_tried(uri, _bare(uri), known):
            rejected.append(Rejected(safe_text(str(uri)), ALREADY_TRIED))
        elif alternative.kind is Kind.EMERGENCY and alternative.uri == PLAIN_SOS:
            kept.append(replace(alternative, uri=sos))
        else:
            kept.append(alternative)
    return tuple(kept)


def _without_offer(status: int, has_body: bool, has_hints: bool) -> tuple[Outcome, str | None]:
    """The outcome when nothing is left to choose, and why when it is a failure."""
    if status >= 400 and status != 485:
        return Outcome.FAIL, "the call failed and nothing else is offered"
    if has_body or (has_hints and _meaning(status) in {300, 380}):
        return Outcome.INFORM, None
    return Outcome.FAIL, "the response offers no address that can be used"


def _ui_warnings(
    targets: tuple[Target, ...], alternatives: tuple[Alternative, ...], *, unverified: bool, hidden: bool
) -> tuple[Notable, ...]:
    """What is notable about any of the addresses and about the response as a whole, each once."""
    points = {point for target in targets for point in target.notable}
    points.update(point for alternative in alternatives for point in alternative.notable)
    if unverified:
        points.add(Notable.UNVERIFIED_SOURCE)
    if hidden:
        points.add(Notable.HIDDEN_CHARACTERS)
    return tuple(sorted(points, key=_RANK.__getitem__))
