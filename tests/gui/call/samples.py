"""Call views and offers of every kind, as the core would send them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from softphone.calls.engine_events import CallMedia
from softphone.calls.notices import CallView, Phase, Stopped
from softphone.calls.offer import Hop, Option, RedirectOffer
from softphone.calls.values import Contact, ContactAddress, Direction, Ended, LegRecord
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


MOVED = offer(301, option(saveable=True), tls_verified=True)
MOVED_NOTABLE = offer(
    301,
    option(
        uri="sip:anna@0ld-office.example:5099",
        saveable=True,
        notable=(Notable.LOOK_ALIKE, Notable.HEADERS_STRIPPED),
        ignored_headers=("Route", "From", "Replaces"),
        headers={"Subject": "your order"},
    ),
    notable=(Notable.UNVERIFIED_SOURCE,),
)
MOVED_NOBODY = offer(301, option(saveable=True), contact=None)
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
TEMPORARY = offer(302, option(expires=1800))
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
}
