"""What a final response means for the person who dialled: the whole way from bytes to an Explanation.

Source: RFC 3261 sections 8.1.3.4, 16.5, 18.3, 21.3, 21.4.23.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from softphone.sip.allowed import admit
from softphone.sip.bodies import read_body
from softphone.sip.body_ims import PLAIN_SOS
from softphone.sip.contacts import MOST_REJECTED, Contact, read_contacts
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Alternative, Explanation, Kind, Notable, Outcome, Rejected, Target
from softphone.sip.hints import read_info_links, read_retry_after, read_to_uri, read_warnings
from softphone.sip.response import Response, parse_response
from softphone.sip.text import has_hidden, safe_text
from softphone.sip.trust import Dialled, notable_points
from softphone.sip.uri import SipUri, Uri, dial_uri, equal_uris, parse_uri, uri_key_of

_KNOWN_REDIRECTS: Final = frozenset({300, 301, 302, 305, 380})
_LONGEST_DISPLAY_NAME: Final = 1000
_TRIED: Final = "already tried"


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
    warnings = read_warnings(response) if response.all("warning") else ()
    links, rejected = read_info_links(response) if response.all("error-info") else ((), [])
    dialled = Dialled.read(request_uri)
    body = read_body(response, status=_meaning(status), dialled=dialled)
    explanation = Explanation(
        status,
        reason,
        Outcome.FAIL,
        body_text=body.text,
        retry_after=read_retry_after(response),
        info_links=links,
        warnings=warnings,
        request_uri=request_uri,
    )
    targets: tuple[Target, ...] = ()
    alternatives = body.alternatives
    if status < 400 or status == 485:
        known = _Known([request_uri, *tried] if request_uri else tried)
        contacts, refused = read_contacts(response)
        targets, dropped = _targets(contacts, known, dialled, is_proxy=status == 305)
        alternatives, repeated = _alternatives(body.alternatives, known, targets)
        rejected = refused + dropped + repeated + rejected
    rejected = [*rejected, *body.rejected][: MOST_REJECTED * 2]
    shown = (response.reason, body.source)
    outcome, why = _outcome(explanation, targets, alternatives)
    return replace(
        explanation,
        outcome=outcome,
        why=why,
        mode="proxy" if status == 305 else None,
        targets=targets,
        alternatives=alternatives,
        rejected=tuple(rejected),
        ui_warnings=_ui_warnings(
            targets,
            alternatives,
            unverified=outcome is Outcome.OFFER and not (response.transport == "tls" and tls_verified),
            hidden=any(has_hidden(text) for text in shown),
        ),
    )


def _meaning(status: int) -> int:
    """An unknown 3xx is a 300 (8.1.3.2)."""
    return 300 if 300 <= status < 400 and status not in _KNOWN_REDIRECTS else status


class _Known:
    """The URIs that were tried, for look-ups by equality."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._by_key: dict[str, list[Uri]] = {}
        for text in texts:
            try:
                uri = parse_uri(text)
            except SipParseError:
                continue
            if isinstance(uri, SipUri):
                uri = dial_uri(uri)
            self._by_key.setdefault(uri_key_of(uri), []).append(uri)

    def has(self, uri: Uri) -> bool:
        """Whether what would be dialled for `uri` was dialled before."""
        alike = self._by_key.get(uri_key_of(uri))
        if alike is None:
            return False
        bare = dial_uri(uri) if isinstance(uri, SipUri) else uri
        return any(equal_uris(known, bare) for known in alike)


def _targets(
    contacts: list[Contact], known: _Known, dialled: Dialled, *, is_proxy: bool
) -> tuple[tuple[Target, ...], list[Rejected]]:
    """Targets in the order to offer them: emergencies, then by q, ties as they came."""
    rejected: list[Rejected] = []
    kept: list[Contact] = []
    for contact in contacts:
        kind = contact.admitted.kind
        if is_proxy and kind not in {Kind.SIP, Kind.VOICEMAIL}:
            rejected.append(Rejected(safe_text(contact.uri), "a proxy has a sip or sips address"))
        elif not is_proxy and known.has(contact.admitted.uri):
            rejected.append(Rejected(safe_text(contact.uri), _TRIED))
        else:
            kept.append(contact)
    if len(kept) > 1:
        # A malformed q comes after a sound one of the same value, so that it never leads by accident.
        kept.sort(key=lambda c: (c.admitted.kind is not Kind.EMERGENCY, -c.q, not c.q_is_sound))
        kept = _once_each(kept, rejected)
    return tuple(_target(contact, dialled) for contact in kept), rejected


def _once_each(contacts: list[Contact], rejected: list[Rejected]) -> list[Contact]:
    """The first of equal Contacts, which is the one with the highest q."""
    once: list[Contact] = []
    seen: dict[str, list[Uri]] = {}
    for contact in contacts:
        uri = contact.admitted.uri
        alike = seen.setdefault(uri_key_of(uri), [])
        if any(equal_uris(other, uri) for other in alike):
            if len(rejected) < MOST_REJECTED:
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
    found: tuple[Alternative, ...], known: _Known, targets: tuple[Target, ...]
) -> tuple[tuple[Alternative, ...], list[Rejected]]:
    """Without what was tried; a plain emergency takes the service that a Contact names (RFC 5031)."""
    if not found:
        return (), []
    sos = next((target.uri for target in targets if target.kind is Kind.EMERGENCY), PLAIN_SOS)
    kept: list[Alternative] = []
    rejected: list[Rejected] = []
    for alternative in found:
        if alternative.uri is not None and known.has(admit(alternative.uri).uri):
            rejected.append(Rejected(safe_text(alternative.uri), _TRIED))
        elif alternative.kind is Kind.EMERGENCY and alternative.uri == PLAIN_SOS:
            kept.append(replace(alternative, uri=sos))
        else:
            kept.append(alternative)
    return tuple(kept), rejected


def _outcome(
    explanation: Explanation, targets: tuple[Target, ...], alternatives: tuple[Alternative, ...]
) -> tuple[Outcome, str | None]:
    status = explanation.status or 0
    if targets or alternatives:
        return Outcome.OFFER, None
    if status >= 400 and status != 485:
        return Outcome.FAIL, "the call failed and nothing else is offered"
    readable = explanation.body_text
    if _meaning(status) in {300, 380}:
        readable = readable or "".join(explanation.warnings + explanation.info_links)
    if readable:
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
    return tuple(point for point in Notable if point in points)
