"""From what a response says to what the person is offered, and what may be taken without asking."""

from collections.abc import Sequence
from dataclasses import replace

from softphone.calls.accounts import Account
from softphone.calls.addressing import party_of
from softphone.calls.call_events import CallEnded
from softphone.calls.offer import Option, RedirectOffer
from softphone.calls.policy import is_emergency_number, rule_domain
from softphone.calls.provenance import changed_parts, provenance_of
from softphone.calls.session import Session
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Alternative, Explanation, Kind, Notable, Target
from softphone.sip.uri import SipUri, TelUri, dial_uri, parse_uri, same_uri

_CALLS = frozenset({Kind.SIP, Kind.TEL, Kind.VOICEMAIL, Kind.EMERGENCY})
_PERSONAL = frozenset({Kind.SIP, Kind.TEL})
_ALWAYS_ASK = frozenset({Notable.ENCRYPTION_LOST, Notable.LAST_RESORT, Notable.EMERGENCY})


def options_of(explanation: Explanation, *, request_uri: str, domain: str | None) -> tuple[Option, ...]:
    """The rows of a card: Contacts in their order, then what only the body names; equal ones merged.

    `domain` is the account's, through which telephone numbers are dialled; None: they cannot be.
    An emergency stands first. Source: RFC 3261 sections 8.1.3.4, 21.3.2-21.3.5.
    """
    rows = [_from_target(target, explanation, request_uri, domain) for target in explanation.targets]
    for alternative in explanation.alternatives:
        index = _index_of(alternative, rows)
        if index is None:
            rows.append(_from_alternative(alternative, domain))
        else:
            rows[index] = _merged(rows[index], alternative)
    rows.sort(key=lambda row: row.kind is not Kind.EMERGENCY)
    return tuple(
        replace(row, number=number, changed=changed_parts(request_uri, row))
        for number, row in enumerate(rows, start=1)
    )


def offer_of(
    session: Session,
    event: CallEnded,
    explanation: Explanation,
    options: tuple[Option, ...],
    *,
    account: Account | None,
) -> RedirectOffer:
    """What waits for the person, from the answer to the newest leg of `session`."""
    of_targets = {code for option in options for code in option.notable}
    return RedirectOffer(
        explanation=explanation,
        options=options,
        route=session.route(),
        old_uri=session.leg.uri,
        party_name=session.party_name,
        suggested_name=_suggested_name(session, options),
        contact=session.contact,
        raw=event.final_response,
        transport=event.transport,
        source=event.source,
        tls_verified=event.tls_verified,
        notable=tuple(code for code in explanation.ui_warnings if code not in of_targets),
        provenance=provenance_of(event, account, via_proxy=session.leg.via_proxy),
        domain=rule_domain(session.leg.uri),
        message=session.message,
    )


def may_follow(option: Option) -> bool:
    """Whether a rule or `--on-redirect follow` may take this option without a click.

    Never an emergency, a page, an e-mail, the proxy of a 305, q=0 or the loss of encryption.
    """
    return (
        option.callable
        and not option.proxy
        and option.kind in _CALLS
        and option.kind is not Kind.EMERGENCY
        and not is_emergency_number(option.dial_uri or "")
        and option.failed_status is None
        and not _ALWAYS_ASK.intersection(option.notable)
    )


def first_allowed(options: Sequence[Option]) -> Option | None:
    """The first option in order that may be followed without a click."""
    return next(filter(may_follow, options), None)


def _suggested_name(session: Session, options: tuple[Option, ...]) -> str:
    if session.contact is not None:
        return session.contact.name
    # Only a new address of the same person bears their name; an alternative bears somebody else's.
    named = next((option.label for option in options if option.label and option.saveable), None)
    return named or session.party_name or party_of(session.party_uri)


def _from_target(target: Target, explanation: Explanation, request_uri: str, domain: str | None) -> Option:
    if explanation.mode == "proxy":
        dial: str | None = request_uri
        proxy = target.dial_uri or ""
    else:
        dial = _dialled(target.kind, target.dial_uri, domain)
        proxy = ""
    return Option(
        number=0,
        kind=target.kind,
        uri=target.uri,
        dial_uri=dial,
        proxy=proxy,
        label=target.display_name_safe,
        q=target.q,
        expires=target.expires,
        notable=target.notable,
        headers=target.honor_headers,
        ignored_headers=target.ignored_headers,
        voicemail_cause=target.voicemail_cause,
        saveable=explanation.status == 301 and dial is not None and _is_personal(target),
    )


def _from_alternative(alternative: Alternative, domain: str | None) -> Option:
    return Option(
        number=0,
        kind=alternative.kind,
        uri=alternative.uri,
        dial_uri=_dialled(alternative.kind, alternative.uri, domain),
        label=alternative.label,
        action=alternative.action,
        notable=alternative.notable,
    )


def _merged(row: Option, alternative: Alternative) -> Option:
    """A Contact that the body describes too: the words of the body name it where the Contact has no name."""
    kind = alternative.kind if alternative.kind is Kind.EMERGENCY else row.kind
    points = {
        *row.notable,
        *(() if row.label else alternative.notable),
    }  # what is notable about that name, too
    return replace(
        row,
        kind=kind,
        label=row.label or alternative.label,
        action=row.action or alternative.action,
        notable=tuple(point for point in Notable if point in points),
    )


def _index_of(alternative: Alternative, rows: Sequence[Option]) -> int | None:
    uri = alternative.uri
    if uri is None:
        return None
    return next((i for i, row in enumerate(rows) if row.uri is not None and same_uri(row.uri, uri)), None)


def _dialled(kind: Kind, uri: str | None, domain: str | None) -> str | None:
    """What an INVITE for this address is sent to; None for what this phone cannot call."""
    if uri is None or kind not in _CALLS:
        return None
    try:
        parsed = parse_uri(uri)
        if isinstance(parsed, SipUri):
            return str(dial_uri(parsed))
        if isinstance(parsed, TelUri):
            return parse_dialled(uri, default_domain=domain)
        if kind is Kind.EMERGENCY and domain is not None:
            return uri  # the account's server knows whom to reach (RFC 5031)
    except SipParseError:
        return None
    return None


def _is_personal(target: Target) -> bool:
    """A host alone, or a mailbox, is nobody's address to keep (RFC 3261 section 21.3.2 speaks of the user)."""
    if target.kind not in _PERSONAL or target.dial_uri is None:
        return False
    parsed = parse_uri(target.dial_uri)
    return not isinstance(parsed, SipUri) or bool(parsed.user)
