"""Rules, moves, diversions and notices of redirects for tests and pictures of the window."""

from datetime import UTC, datetime, timedelta

from softphone.calls.notices import RegistrarMoved
from softphone.calls.offer import Option, Provenance
from softphone.calls.records import Direction, Ended
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen, RedirectPolicy, RuleScope
from softphone.calls.views import CallView, Phase
from softphone.sip.explanation import Kind, Notable
from tests.gui.house.scene import ACCOUNT, WAIT_S, Scene


def diversion(**changes: object) -> Diversion:
    """Everybody to a colleague, always."""
    values: dict[str, object] = {
        "id": None,
        "kind": DivertKind.FORWARD,
        "when": DivertWhen.ALWAYS,
        "targets": (DivertTarget("sip:boris@office.example", "Boris"),),
    }
    return Diversion(**{**values, **changes})  # type: ignore[arg-type]  # a test names real fields


def fill_redirects(scene: Scene) -> None:
    """A rule of every scope, moves of people and strangers, and a diversion of every kind."""
    store = scene.store
    vera = scene.person(
        "Vera Pavlovna",
        ("sip:vera@office.example", "Work"),
        ("mailto:vera.pavlovna@department-of-shipping.office.example", "E-mail"),
        ("https://office.example/people/vera", "Page"),
        ("im:vera@office.example", ""),
        ("xmpp:vera@chat.example", "Chat"),
    )
    store.redirect_rules.set(RuleScope.CONTACT, str(vera.id), RedirectPolicy.FOLLOW).result(WAIT_S)
    store.redirect_rules.set(RuleScope.DOMAIN, "office.example", RedirectPolicy.FOLLOW_SAME_DOMAIN).result(
        WAIT_S
    )
    store.redirect_rules.set(RuleScope.ACCOUNT, ACCOUNT.id, RedirectPolicy.ASK).result(WAIT_S)
    store.redirect_rules.set(RuleScope.ADDRESS, "sip:someone@sales.example", RedirectPolicy.NEVER).result(
        WAIT_S
    )
    for number in range(6):
        store.contact_book.remember_move(
            old_uri=f"sip:department{number}@shop.example",
            new_uri=f"sip:department{number}@new-shop.example",
            status=301 if number % 2 else 302,
            learned_at=datetime.now(UTC) - timedelta(days=number),
            expires_at=None if number % 2 else datetime.now(UTC) + timedelta(hours=4),
        ).result(WAIT_S)
    store.diversions.save(diversion()).result(WAIT_S)
    store.diversions.save(
        diversion(
            kind=DivertKind.ALTERNATIVES,
            when=DivertWhen.NO_ANSWER,
            contact_id=vera.id,
            text="We are closed until Monday.",
            targets=(
                DivertTarget(
                    "sip:voicemail@office.example;target=sip:me%40example.org;cause=408", "Voicemail"
                ),
                DivertTarget("sip:boris@office.example", "Boris, a colleague"),
                DivertTarget("mailto:me@example.org", "Write to me"),
                DivertTarget("https://example.org/contact", ""),
            ),
        )
    ).result(WAIT_S)
    store.diversions.save(diversion(kind=DivertKind.MOVED, account_id=ACCOUNT.id, enabled=False)).result(
        WAIT_S
    )


def received_message(attempt: int, text: str, party: str = "sip:anna@office.example") -> CallView:
    now = datetime.now(UTC)
    return CallView(
        attempt=attempt,
        direction=Direction.INCOMING,
        phase=Phase.ENDED,
        party_name="Anna Karlsson",
        party_uri=party,
        contact=None,
        account_id="",
        started_at=now,
        ended_at=now,
        ended=Ended.RECEIVED,
        message=text,
    )


def registrar_moved(status: int = 301, *servers: str, text: str = "") -> RegistrarMoved:
    """A notice as the core makes it; one new server when none is named."""
    named = servers or (() if status == 380 else ("sip:sip.new.example",))
    return RegistrarMoved(
        account_id=ACCOUNT.id,
        status=status,
        servers=tuple(
            Option(
                number=number,
                kind=Kind.SIP,
                uri=uri,
                dial_uri=uri,
                notable=(Notable.DIFFERENT_DOMAIN, Notable.UNVERIFIED_SOURCE),
            )
            for number, uri in enumerate(named, 1)
        ),
        text=text,
        provenance=Provenance(transport="udp", source="192.0.2.7:5060", from_next_hop=True),
        raw=b"",
    )
