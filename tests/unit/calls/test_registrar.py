"""A REGISTER answered with a 3xx: what is offered, and that nothing changes by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.notices import RegistrarMoved, RegistrationNotice
from softphone.calls.offer import Part
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.calls.registrar import moved, with_server
from softphone.calls.settings import Settings
from softphone.sip.explanation import Notable
from tests.support.core_phone import TestPhone, response, running_phone

OFFICE = Account("office", "sip:me@office.example", registrar="sip:office.example")
PROXIED = Account("office", "sip:me@office.example", registrar="sip:office.example", proxy="sip:edge.example")


def failed(
    status: int,
    *contacts: str,
    body: str = "",
    from_next_hop: bool | None = None,
    transport: str = "udp",
    tls_verified: bool = False,
) -> RegistrationChanged:
    extra = ("Content-Type: text/plain",) if body else ()
    return RegistrationChanged(
        account_id="office",
        state=RegistrationState.FAILED,
        status=status,
        reason="Whatever",
        final_response=response(status, *contacts, extra=extra, body=body, to="sip:me@office.example"),
        transport=transport,
        source="192.0.2.1:5060",
        tls_verified=tls_verified,
        from_next_hop=from_next_hop,
    )


def heard(account: Account, event: RegistrationChanged) -> RegistrarMoved:
    notice = moved(account, event)
    assert notice is not None
    return notice


def accepted(account: Account, event: RegistrationChanged) -> Account:
    """The account after the first server was taken over."""
    notice = heard(account, event)
    return with_server(account, notice.servers[0], notice.status)


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, settings=Settings(accounts=(OFFICE,))) as running:
        yield running


def test_servers_are_offered_best_first(phone: TestPhone) -> None:
    """By q, without users and what else stands in a Contact; the account stays as it is."""
    phone.engine.emit(
        failed(301, "<sip:b.office.example>;q=0.4", "<sip:me@a.office.example:5070;lr;x=y?Route=z>;q=0.8")
    )
    (said,) = phone.said(RegistrationNotice)
    (notice,) = phone.said(RegistrarMoved)
    assert isinstance(notice, RegistrarMoved)
    assert phone.notices.index(said) < phone.notices.index(notice)
    assert [option.dial_uri for option in notice.servers] == [
        "sip:a.office.example:5070",
        "sip:b.office.example",
    ]
    assert [option.number for option in notice.servers] == [1, 2]
    assert notice.servers[0].ignored_headers == ("Route",)
    assert notice.servers[0].changed == (Part.HOST, Part.PORT)
    assert (notice.account_id, notice.status, notice.text) == ("office", 301, "")
    assert phone.settings.accounts == (OFFICE,)
    assert phone.engine.accounts == {}


def test_a_retry_that_gets_the_same_answer_says_nothing_new(phone: TestPhone) -> None:
    """Another answer is said, and everything again once the account was registered."""
    for _ in range(3):
        phone.engine.emit(failed(302, "<sip:new.office.example>"))
    assert len(phone.said(RegistrarMoved)) == 1
    phone.engine.emit(failed(302, "<sip:other.office.example>"))
    assert len(phone.said(RegistrarMoved)) == 2
    phone.engine.emit(RegistrationChanged("office", RegistrationState.REGISTERED, 200))
    phone.engine.emit(failed(302, "<sip:new.office.example>"))
    assert len(phone.said(RegistrarMoved)) == 3
    assert len(phone.said(RegistrationNotice)) == 6


def test_a_server_that_invents_a_new_name_each_time_is_not_heard_for_ever(phone: TestPhone) -> None:
    """Twenty different answers are enough."""
    for number in range(50):
        phone.engine.emit(failed(302, f"<sip:n{number}.office.example>"))
    assert len(phone.said(RegistrarMoved)) == 20


def test_other_failures_and_unknown_accounts_are_no_move(phone: TestPhone) -> None:
    """403 and a 3xx for an account that was removed meanwhile are only reported."""
    phone.engine.emit(failed(403))
    phone.settings = Settings()
    phone.engine.emit(failed(301, "<sip:new.office.example>"))
    assert phone.said(RegistrarMoved) == []
    assert len(phone.said(RegistrationNotice)) == 2


def test_what_is_notable_about_a_server() -> None:
    """Another domain, a look-alike, a bare address, encryption lost: compared with the account's own server."""
    secure = Account(
        "office", "sip:me@office.example", registrar="sip:office.example", transport=Transport.TLS
    )
    servers = heard(
        secure,
        failed(
            301,
            "<sip:offlce.example>",
            "<sip:192.0.2.7>",
            "<sip:sip.office.example;transport=udp>",
            "<sip:sip.office.example>",
        ),
    ).servers
    points = {option.dial_uri: set(option.notable) for option in servers}
    assert points == {
        "sip:offlce.example": {Notable.DIFFERENT_DOMAIN, Notable.LOOK_ALIKE},
        "sip:192.0.2.7": {Notable.DIFFERENT_DOMAIN, Notable.IP_LITERAL},
        "sip:sip.office.example;transport=udp": {Notable.ENCRYPTION_LOST},
        "sip:sip.office.example": set(),
    }


@pytest.mark.parametrize(
    "contact",
    [
        "<sip:office.example>",
        "<sip:OFFICE.example:5060>",
        "<sip:me@office.example;transport=udp>",
        "<tel:+4930123456>",
        "<javascript:alert(1)>",
        "*",
    ],
)
def test_the_same_server_and_what_is_none_are_not_offered(contact: str) -> None:
    """A registrar that names itself has nothing to say."""
    assert moved(OFFICE, failed(301, contact)) is None


def test_a_380_shows_its_text_alone() -> None:
    """Its Contact is no server."""
    notice = heard(OFFICE, failed(380, "<sip:elsewhere.example>", body="Closed until Monday.\u202e"))
    assert (notice.servers, notice.text) == ((), "Closed until Monday.")


def test_taking_over_changes_the_registrar() -> None:
    """301 and 302: host, port and the transport if one is named; nothing else."""
    assert accepted(OFFICE, failed(301, "<sip:new.office.example:5070;transport=tcp>")) == Account(
        "office",
        "sip:me@office.example",
        registrar="sip:new.office.example:5070",
        transport=Transport.TCP,
    )
    secure = accepted(OFFICE, failed(302, "<sips:new.office.example>"))
    assert (secure.registrar, secure.transport) == ("sips:new.office.example", Transport.TLS)
    assert accepted(PROXIED, failed(302, "<sip:new.office.example>")).proxy == PROXIED.proxy


def test_taking_over_a_305_changes_the_proxy() -> None:
    """The registrar stays; the address of a proxy that is set already is not offered."""
    account = accepted(OFFICE, failed(305, "<sip:[2001:db8::9]:5060;lr>"))
    assert (account.registrar, account.proxy) == ("sip:office.example", "sip:[2001:db8::9]:5060")
    assert moved(PROXIED, failed(305, "<sip:edge.example;lr>")) is None


def test_where_it_came_from_is_told() -> None:
    """Transport, sender, certificate, and whether it was the account's proxy."""
    notice = heard(
        PROXIED,
        failed(301, "<sip:new.office.example>", from_next_hop=True, transport="tls", tls_verified=True),
    )
    assert (notice.provenance.transport, notice.provenance.source) == ("tls", "192.0.2.1:5060")
    assert (notice.provenance.tls_verified, notice.provenance.from_proxy) == (True, True)
    assert heard(OFFICE, failed(301, "<sip:new.office.example>")).provenance.from_proxy is None


def test_an_answer_that_is_not_from_the_proxy_changes_nothing() -> None:
    """A forged 301 to REGISTER is a failure and no offer, unless the person believes everybody."""
    forged = failed(301, "<sip:evil.example>", from_next_hop=False)
    assert moved(PROXIED, forged) is None
    trusting = Account(
        "office", PROXIED.uri, registrar=PROXIED.registrar, proxy=PROXIED.proxy, strict_proxy=False
    )
    assert heard(trusting, forged).provenance.from_proxy is False
    assert moved(OFFICE, forged) is not None, "without a proxy there is nobody to compare with"
