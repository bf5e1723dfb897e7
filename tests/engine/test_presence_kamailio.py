"""Presence, the calls of a line and waiting messages through a real server, with digest, over UDP and TLS."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, Transport
from softphone.calls.company_events import (
    MessageAnswered,
    MessageReceived,
    PresenceChanged,
    PresenceState,
    TypingSeen,
    VoicemailWaiting,
)
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.calls.settings import Presence
from tests.engine.engine_phone import EnginePhone, quiet_config
from tests.engine.raw_line import RawLine
from tests.engine.test_watching import dialog_info, pidf
from tests.support.certificates import Authority
from tests.support.kamailio_presence import SCHEMAS, KamailioPresence

pytestmark = pytest.mark.skipif(
    shutil.which("kamailio") is None or not SCHEMAS.is_dir(),
    reason="Kamailio with its presence modules is needed",
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[KamailioPresence]:
    with KamailioPresence(tmp_path) as running:
        yield running


def join(phone: EnginePhone, server: KamailioPresence, user: str, **more: object) -> Account:
    """Register `user`."""
    account = Account(
        user,
        f"sip:{user}@127.0.0.1:{server.port}",
        registrar=f"sip:127.0.0.1:{server.port}",
        **more,  # type: ignore[arg-type]  # fields that exist
    )
    phone.engine.set_account(account, "secret")
    phone.wait_for(RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED)
    return account


def is_now(state: PresenceState) -> Callable[[PresenceChanged], bool]:
    return lambda event: event.state is state


def of_account(account: Account) -> Callable[[RegistrationChanged], bool]:
    return lambda event: event.account_id == account.id


def publish(server: KamailioPresence, user: str, event: bytes, kind: bytes, document: bytes) -> None:
    """Tell the server something about `user`, as their phone or the exchange would."""
    with RawLine(server.port) as line:
        line.request(
            "PUBLISH",
            b"Event: " + event,
            b"Expires: 600",
            b"X-Unasked: yes",
            b"Content-Type: " + kind,
            body=document.replace(b"sip:x@y", f"sip:{user}@127.0.0.1:{server.port}".encode()),
            user=user,
        )
        line.wait_for(b"SIP/2.0 200")


def test_what_one_phone_publishes_the_other_shows(
    server: KamailioPresence, phone: EnginePhone, other_phone: EnginePhone
) -> None:
    """Both answer the server's challenges; each change comes; a phone that leaves is offline or unknown."""
    anna = join(phone, server, "anna", publish_presence=True)
    join(other_phone, server, "boris")
    other_phone.engine.watch("boris", [anna.uri])
    for presence, state in (
        (Presence.AVAILABLE, PresenceState.AVAILABLE),
        (Presence.BUSY, PresenceState.BUSY),
        (Presence.AWAY, PresenceState.AWAY),
    ):
        phone.engine.set_presence(presence)
        told = other_phone.wait_for(PresenceChanged, is_now(state))
        assert (told.account_id, told.uri) == ("boris", anna.uri)
    assert "secret" not in repr(other_phone.events)


def test_the_calls_of_a_line_are_told(server: KamailioPresence, phone: EnginePhone) -> None:
    """The dialog package: ringing, talking, free again."""
    join(phone, server, "anna")
    desk = f"sip:desk@127.0.0.1:{server.port}"
    phone.engine.watch("anna", [desk])
    for version, (word, state) in enumerate(
        ((b"early", PresenceState.RINGING), (b"confirmed", PresenceState.BUSY))
    ):
        publish(server, "desk", b"dialog", b"application/dialog-info+xml", dialog_info(version, word))
        phone.wait_for(PresenceChanged, is_now(state))


def test_waiting_messages_are_told_by_a_real_server(server: KamailioPresence, phone: EnginePhone) -> None:
    """The subscription of RFC 3842 stands as soon as the account is registered."""
    join(phone, server, "anna")
    summary = b"Messages-Waiting: yes\r\nMessage-Account: sip:*97@127.0.0.1\r\nVoice-Message: 3/1\r\n"
    publish(server, "anna", b"message-summary", b"application/simple-message-summary", summary)
    told = phone.wait_for(VoicemailWaiting, lambda event: event.new == 3)
    assert (told.account_id, told.waiting, told.old, told.account_uri) == (
        "anna",
        True,
        1,
        "sip:*97@127.0.0.1",
    )


def test_over_tls_the_server_is_verified(tmp_path: Path) -> None:
    """By the account's own list of authorities; with another list nothing is told, and nothing is sent."""
    ours, others = Authority(tmp_path / "ours"), Authority(tmp_path / "others", "Another authority")
    with (
        KamailioPresence(tmp_path, certificate=ours.issue("server")) as server,
        EnginePhone(quiet_config(tls_ca_file=str(others.file))) as phone,
    ):
        uri = f"sip:anna@127.0.0.1:{server.tls_port};transport=tls"
        trusting = Account("anna", uri, transport=Transport.TLS, ca_file=str(ours.file))
        wary = Account("boris", uri, transport=Transport.TLS)
        for account in (trusting, wary):
            phone.engine.set_account(account, "secret")
            phone.wait_for(RegistrationChanged, of_account(account))
            phone.engine.watch(account.id, [uri])
        publish(server, "anna", b"presence", b"application/pidf+xml", pidf(b"closed"))
        assert phone.wait_for(PresenceChanged).account_id == "anna"
        phone.run_for(0.5)
    told = {event.account_id for event in phone.events if isinstance(event, PresenceChanged)}
    assert told == {"anna"}


def test_messages_and_typing_go_through_the_server(
    server: KamailioPresence, phone: EnginePhone, other_phone: EnginePhone
) -> None:
    """By the registered address, without a port of the other phone."""
    join(phone, server, "anna")
    boris = join(other_phone, server, "boris")
    phone.engine.send_typing(boris.uri, True, account_id="anna")
    assert other_phone.wait_for(TypingSeen).from_uri.startswith(b"sip:anna@127.0.0.1")
    phone.engine.send_message(7, boris.uri, "Привет", account_id="anna")
    assert phone.wait_for(MessageAnswered).status == 200
    assert other_phone.wait_for(MessageReceived).body.decode() == "Привет"
