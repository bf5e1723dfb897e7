"""Call views and offers of every kind, as the core would send them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from softphone.calls.call_events import CallMedia
from softphone.calls.offer import Hop, Option, Part, Provenance, RedirectOffer
from softphone.calls.people import Contact, ContactAddress
from softphone.calls.records import Direction, Ended, LegRecord
from softphone.calls.rules import (
    Diversion,
    DivertKind,
    DivertTarget,
    DivertWhen,
    RedirectPolicy,
    RedirectRule,
    RuleScope,
)
from softphone.calls.views import CallView, FellBack, Phase, SeenMessage, Stopped
from softphone.sip.explanation import Explanation, Kind, Notable, Outcome, Rejected

NOW = datetime(2026, 5, 4, 10, 30, tzinfo=UTC)
OLD = "sip:anna@old-office.example"
NEW = "sip:anna.k@new-office.example"
ANNA = Contact(id=1, name="Anna Karlsson", addresses=(ContactAddress(1, OLD, "work"),))
RAW = (
    b"SIP/2.0 301 Moved Permanently\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK776asdhds\r\n"
    b"From: <sip:me@example.org>;tag=1928\r\nTo: <sip:anna@old-office.example>;tag=a6c85cf\r\n"
    b"Call-ID: a84b4c76e66710\r\nCSeq: 1 INVITE\r\nContact: \xe2\x80\xaeevil <sip:anna.k@new-office.example>\r\n"
    b"Content-Length: 0\r\n\r\n"
)


def option(number: int = 1, uri: str = NEW, kind: Kind = Kind.SIP, **fields: object) -> Option:
    callable_kinds = (Kind.SIP, Kind.TEL, Kind.VOICEMAIL)
    made = Option(number=number, kind=kind, uri=uri, dial_uri=uri if kind in callable_kinds else None)
    return replace(made, **fields)  # type: ignore[arg-type]  # a test names real fields


def offer(status: int, *options: Option, **fields: object) -> RedirectOffer:
    reasons = {
        300: "Multiple Choices",
        301: "Moved Permanently",
        302: "Moved Temporarily",
        305: "Use Proxy",
        380: "Alternative Service",
        485: "Ambiguous",
    }
    explanation = Explanation(
        status=status,
        reason=reasons.get(status),
        outcome=Outcome.OFFER,
        mode="proxy" if status == 305 else None,
        body_text=fields.pop("body_text", None),  # type: ignore[arg-type]  # a test names real fields
        retry_after=fields.pop("retry_after", None),  # type: ignore[arg-type]  # as above
        info_links=fields.pop("info_links", ()),  # type: ignore[arg-type]  # as above
        warnings=fields.pop("warnings", ()),  # type: ignore[arg-type]  # as above
        rejected=fields.pop("rejected", ()),  # type: ignore[arg-type]  # as above
    )
    made = RedirectOffer(
        explanation=explanation,
        options=options,
        route=(Hop(OLD, status),),
        old_uri=OLD,
        party_name="Anna Karlsson",
        suggested_name="Anna Karlsson",
        contact=ANNA,
        raw=RAW,
        transport="tls",
        source="192.0.2.7:5061",
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # a test names real fields


def view(phase: Phase = Phase.CALLING, **fields: object) -> CallView:
    made = CallView(
        attempt=1,
        direction=Direction.OUTGOING,
        phase=phase,
        party_name="Anna Karlsson",
        party_uri=OLD,
        contact=ANNA,
        account_id="main",
        started_at=NOW,
        signalling_transport="tls",
        signalling_verified=True,
        legs=(LegRecord(OLD, NOW),),
    )
    return replace(made, **fields)  # type: ignore[arg-type]  # a test names real fields


def choosing(made: RedirectOffer, **fields: object) -> CallView:
    return view(
        Phase.CHOOSING,
        offer=made,
        status=made.status,
        **{"party_name": made.party_name, "contact": made.contact} | fields,
    )


def ended(how: Ended, status: int = 0, **fields: object) -> CallView:
    return view(
        Phase.ENDED,
        ended=how,
        status=status,
        ended_at=NOW + timedelta(minutes=2),
        legs=(LegRecord(OLD, NOW, NOW, status or None, "", "", RAW if status else b""),),
        final_response=RAW if status else b"",
        **fields,
    )


FROM_PROXY = Provenance(
    transport="tls",
    source="192.0.2.7:5061",
    tls_verified=True,
    proxy="sip:edge.provider.example;lr",
    from_proxy=True,
)
FROM_STRANGER = Provenance(
    transport="udp", source="203.0.113.9:5060", proxy="sip:edge.provider.example;lr", from_proxy=False
)
MOVED = offer(
    301,
    option(saveable=True, changed=(Part.USER, Part.HOST)),
    tls_verified=True,
    provenance=FROM_PROXY,
    domain="old-office.example",
)
MOVED_NOTABLE = offer(
    301,
    option(
        uri="sip:anna@0ld-office.example:5099",
        saveable=True,
        notable=(Notable.LOOK_ALIKE, Notable.HEADERS_STRIPPED),
        ignored_headers=("Route", "From", "Replaces"),
        headers={"Subject": "your order"},
        changed=(Part.HOST, Part.PORT),
    ),
    notable=(Notable.UNVERIFIED_SOURCE,),
    provenance=FROM_STRANGER,
    domain="old-office.example",
)
MOVED_NOBODY = offer(301, option(saveable=True), contact=None, domain="old-office.example")
MOVED_SEVERAL = offer(
    301,
    option(1, "sip:anna@first.example", saveable=True, q=0.9, label="Desk"),
    option(2, "sip:anna@second.example", saveable=True, q=0.5, notable=(Notable.DIFFERENT_DOMAIN,)),
    option(3, "tel:+74955550101", Kind.TEL, saveable=True, q=0.0, notable=(Notable.LAST_RESORT,)),
    option(4, "mailto:anna@first.example", Kind.EMAIL),
)
MOVED_CHAIN = offer(
    301,
    option(saveable=True),
    route=(
        Hop(OLD, 301),
        Hop("sip:anna@middle.example", 302),
        Hop("sip:anna@later.example;transport=tcp", 301),
    ),
)
TEMPORARY = offer(302, option(expires=1800), domain="old-office.example")
CHOICES = offer(
    300,
    option(1, "sip:anna@desk.example", label="Desk phone"),
    option(2, "tel:+74955550101", Kind.TEL, label="Mobile"),
    option(3, "sip:vm@office.example;cause=480", Kind.VOICEMAIL),
)
FAILED_ONE = offer(
    300,
    option(1, "sip:anna@desk.example", label="Desk phone", failed_status=486),
    option(2, "sip:anna@mobile.example", label="Mobile", failed_status=486),
    option(3, "sip:anna@home.example", label="Home"),
    after_failure=486,
)
PROXY = offer(
    305, option(uri="sip:edge.provider.example;lr", dial_uri=OLD, proxy="sip:edge.provider.example;lr")
)
DESK = offer(
    380,
    option(1, "sip:night@hotel.example", label="Night manager"),
    option(2, "sip:vm@hotel.example;cause=480", Kind.VOICEMAIL, label="Voicemail"),
    option(3, "mailto:desk@hotel.example", Kind.EMAIL),
    option(4, "https://hotel.example/requests", Kind.WEB),
    party_name="Front desk",
    contact=None,
    body_text="The desk is closed until 07:00. For emergencies call the night manager.",
    retry_after=1200,
)
EMERGENCY = offer(
    380,
    option(1, "urn:service:sos", Kind.EMERGENCY, label="Emergency call", notable=(Notable.EMERGENCY,)),
    party_name="112",
    contact=None,
)
EMERGENCY_CALLABLE = offer(
    380,
    option(
        1,
        "sip:sos@psap.example",
        Kind.EMERGENCY,
        dial_uri="sip:sos@psap.example",
        label="Emergency call centre",
        notable=(Notable.EMERGENCY,),
    ),
    option(2, "https://city.example/help", Kind.WEB),
    party_name="112",
    contact=None,
)
NOTHING = offer(
    380,
    body_text="Please visit our office on Main Street between nine and five.",
    rejected=(Rejected("javascript:alert(1)", "scheme"),),
    warnings=("Session description not understood",),
)
LONG = offer(
    301,
    option(
        uri="sips:anastasia.konstantinopolskaya-van-der-meer@extraordinarily-long.department.new-office.example:5061",
        saveable=True,
    ),
    party_name="Анастасия Константинопольская-ван-дер-Меер из отдела международных связей",
    contact=None,
    suggested_name="Анастасия Константинопольская-ван-дер-Меер",
    route=(Hop("sip:anastasia.konstantinopolskaya-van-der-meer@a-very-long-old-office-name.example", 301),),
)
EMPTY = offer(380, party_name="", contact=None, old_uri="", route=())

WAYS = offer(
    380,
    option(
        1,
        "sip:vm@hotel.example;target=sip:desk%40hotel.example;cause=486",
        Kind.VOICEMAIL,
        voicemail_cause=486,
    ),
    option(2, "im:desk@hotel.example", Kind.MESSAGE, label="Write to the desk"),
    option(
        3,
        "https://requests.a-rather-long-host-name.hotel.example/rooms/417/requests/new?guest=anna&night=3",
        Kind.WEB,
    ),
    option(4, "mailto:the-front-desk-of-the-grand-hotel@mail.hotel.example", Kind.EMAIL, label="E-mail"),
    option(5, "xmpp:desk@chat.hotel.example/reception", Kind.XMPP),
    option(6, "sms:+15551234567", Kind.MESSAGE),
    party_name="Front desk",
    body_text="The desk is closed until 07:00.",
)
TEXT = "Hello Anna,\nthe meeting is at three. Will you come?"
MESSAGE_MOVED = replace(MOVED, message=TEXT)
MESSAGE_CHOICES = replace(CHOICES, message=TEXT)
RULE = RedirectRule(4, RuleScope.DOMAIN, "old-office.example", RedirectPolicy.FOLLOW, NOW)
NEVER = RedirectRule(5, RuleScope.CONTACT, "1", RedirectPolicy.NEVER, NOW, "Anna Karlsson")
DIVERSION = Diversion(
    1, DivertKind.FORWARD, DivertWhen.ALWAYS, (DivertTarget("sip:me@holiday.example", "Holiday"),)
)


def _sip(
    first_line: str, *, leg: int = 0, at_ms: int, sent: bool, peer: str = "192.0.2.7:5061"
) -> SeenMessage:
    method = first_line.split(" ", 1)[0] if sent else "INVITE"
    secret = (
        'Authorization: Digest username="me", realm="example.org", nonce="n1", response="0123456789abcdef"\r\n'
        if sent
        else ""
    )
    raw = (
        f"{first_line}\r\nVia: SIP/2.0/TLS 192.0.2.1:5061;branch=z9hG4bK{at_ms}\r\nCall-ID: a84b4c\r\n"
        f"CSeq: 1 {method}\r\n{secret}Content-Length: 0\r\n\r\n"
    )
    return SeenMessage(leg, sent, NOW + timedelta(milliseconds=at_ms), "tls", peer, raw.encode())


MESSAGES = (
    _sip(f"INVITE {OLD} SIP/2.0", at_ms=0, sent=True),
    _sip("SIP/2.0 100 Trying", at_ms=18, sent=False),
    _sip("SIP/2.0 301 Moved Permanently", at_ms=64, sent=False),
    _sip(f"ACK {OLD} SIP/2.0", at_ms=65, sent=True),
    _sip(f"INVITE {NEW} SIP/2.0", leg=1, at_ms=2310, sent=True, peer="198.51.100.20:5061"),
    _sip("SIP/2.0 180 Ringing", leg=1, at_ms=2402, sent=False, peer="198.51.100.20:5061"),
    _sip("SIP/2.0 200 OK", leg=1, at_ms=5120, sent=False, peer="198.51.100.20:5061"),
    _sip(f"ACK {NEW} SIP/2.0", leg=1, at_ms=5122, sent=True, peer="198.51.100.20:5061"),
)
TWO_LEGS = (
    LegRecord(OLD, NOW, NOW + timedelta(milliseconds=64), 301, "Moved Permanently", "", RAW),
    LegRecord(NEW, NOW + timedelta(milliseconds=2310)),
)
CONNECTED = view(
    Phase.CONNECTED,
    answered_at=NOW,
    media=CallMedia(call_id=1, active=True, codec="G722", encrypted=True),
    remembered_from=OLD,
)
NO_MICROPHONE = view(
    Phase.CONNECTED,
    answered_at=NOW,
    signalling_transport="udp",
    media=CallMedia(call_id=1, active=True, codec="PCMU", microphone=False),
)
INCOMING = view(Phase.INCOMING, direction=Direction.INCOMING, signalling_transport="udp")

STATES: dict[str, CallView] = {
    "301": choosing(MOVED),
    "301-notable": choosing(MOVED_NOTABLE),
    "301-nobody": choosing(MOVED_NOBODY),
    "301-several": choosing(MOVED_SEVERAL),
    "301-chain": choosing(MOVED_CHAIN),
    "302": choosing(TEMPORARY),
    "300": choosing(CHOICES),
    "300-failed": choosing(FAILED_ONE),
    "305": choosing(PROXY),
    "380": choosing(DESK),
    "380-emergency": choosing(EMERGENCY),
    "380-emergency-callable": choosing(EMERGENCY_CALLABLE),
    "380-nothing": choosing(NOTHING),
    "long": choosing(LONG),
    "empty": choosing(EMPTY, party_uri=""),
    "calling": view(Phase.CALLING, being_forwarded=True),
    "ringing": view(Phase.RINGING),
    "incoming": INCOMING,
    "connected": CONNECTED,
    "no-microphone": NO_MICROPHONE,
    "ended": ended(Ended.ANSWERED, answered_at=NOW),
    "failed-486": ended(Ended.FAILED, 486),
    "loop": ended(Ended.FAILED, 301, stopped=Stopped.LOOP),
    "lost": ended(Ended.LOST),
    "380-ways": choosing(WAYS),
    "message-sending": view(message=TEXT),
    "message-moved": choosing(MESSAGE_MOVED, message=TEXT),
    "message-300": choosing(MESSAGE_CHOICES, message=TEXT),
    "message-sent": ended(Ended.SENT, message=TEXT),
    "message-failed": ended(Ended.FAILED, 415, message=TEXT),
    "message-received": view(
        Phase.ENDED, direction=Direction.INCOMING, ended=Ended.RECEIVED, ended_at=NOW, message=TEXT
    ),
    "by-rule": ended(Ended.FAILED, 301, stopped=Stopped.BY_RULE, rule=NEVER),
    "rule": replace(CONNECTED, rule=RULE, remembered_from=None, legs=TWO_LEGS, messages=MESSAGES),
    "fell-back": view(
        Phase.RINGING,
        remembered_from=OLD,
        fell_back=FellBack(OLD, NEW, 404, 9),
        ignored_source="203.0.113.9:5060",
    ),
    "transferred": view(Phase.RINGING, transferred_by="Boris Petrov"),
    "incoming-diverted": replace(INCOMING, diverted_by="Reception <sip:reception@office.example>"),
    "diverted": ended(Ended.DIVERTED, direction=Direction.INCOMING, diversion=DIVERSION),
}
