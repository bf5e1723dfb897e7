"""TLS and SRTP with Kamailio, baresip and linphonec: verified, encrypted, and refused where it cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from softphone.calls.accounts import Account, MediaEncryption, Transport
from softphone.calls.call_events import CallIncoming, CallMedia
from softphone.calls.engine_events import MessageSeen
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from tests.support.baresip import Baresip, BaresipAccount
from tests.support.certificates import Authority
from tests.support.kamailio import Kamailio
from tests.support.linphone import Linphone
from tests.support.rtp_tap import RtpTap
from tests.support.speaking_phone import BOBS, LINS, OURS, SpeakingPhone, speaking

pytestmark = pytest.mark.timeout(60)

_PLAIN_BYTES = 40  # different ones in a second of plain PCMU with our tone, and some to spare


@contextmanager
def exchange(folder: Path) -> Iterator[tuple[Kamailio, Authority]]:
    """Kamailio with a certificate of the test's own authority."""
    authority = Authority(folder / "authority")
    with Kamailio(folder, certificate=authority.issue("exchange")) as kamailio:
        yield kamailio, authority


def bob_at(kamailio: Kamailio, authority: Authority, folder: Path) -> Baresip:
    """A baresip that talks encrypted or not at all, and by TLS with a server of that authority alone."""
    account = BaresipAccount(
        f"sip:bob@127.0.0.1:{kamailio.tls_port};transport=tls",
        ("auth_user=bob", f"auth_pass={kamailio.password}", "regint=60", "mediaenc=srtp-mand"),
    )
    return Baresip(
        folder,
        tone_hz=BOBS,
        account=account,
        certificate=own_certificate(authority, folder),  # Kamailio calls it on a connection of its own
        authorities=authority.file,
    )


def own_certificate(authority: Authority, folder: Path) -> Path:
    """Certificate and key in one file, as baresip wants it."""
    both = folder / "bob.pem"
    both.write_bytes(b"".join(part.read_bytes() for part in authority.issue("bob")))
    return both


def lin_for(authority: Authority, folder: Path) -> Linphone:
    """The same of linphonec; it does not find an address among the names of a certificate."""
    settings = {"sip": {"media_encryption": "srtp", "media_encryption_mandatory": 1, "verify_server_cn": 0}}
    return Linphone(folder, tone_hz=LINS, authorities=authority.file, settings=settings)


def register(phone: SpeakingPhone, kamailio: Kamailio) -> None:
    uri = f"127.0.0.1:{kamailio.tls_port}"
    phone.use(
        Account(
            "a",
            f"sip:anna@{uri}",
            registrar=f"sip:{uri};transport=tls",
            transport=Transport.TLS,
            media_encryption=MediaEncryption.REQUIRED,
        ),
        kamailio.password,
    )
    registered = phone.wait_for(
        RegistrationChanged, lambda event: event.state is RegistrationState.REGISTERED
    )
    assert (registered.transport, registered.tls_verified) == ("tls", True)


def is_encrypted(phone: SpeakingPhone, call_id: int) -> None:
    """What we say of the call, and that the signalling went over TLS alone."""
    media = phone.wait_for(CallMedia, lambda event: event.call_id == call_id and event.active)
    assert media.encrypted
    assert media.cipher.startswith("AES_")
    seen = [event for event in phone.events if isinstance(event, MessageSeen) and event.call_id == call_id]
    assert {event.transport for event in seen} == {"tls"}


def test_baresip_through_kamailio(tmp_path: Path) -> None:
    """Registered and called by TLS, sound both ways in SRTP: what goes over the wire is not the tone."""
    with (
        exchange(tmp_path) as (kamailio, authority),
        bob_at(kamailio, authority, tmp_path) as bob,
        speaking(tmp_path, tls_ca_file=str(authority.file)) as phone,
    ):
        bob.wait_until_registered()
        register(phone, kamailio)
        with RtpTap() as tap:
            phone.call(1, f"sip:bob@127.0.0.1:{kamailio.tls_port}", "a")
            phone.hears(BOBS)
            phone.is_heard_by(bob, OURS)
            is_encrypted(phone, 1)
            if tap.works:
                said = tap.payloads(phone.rtp_port(1))
                assert len(said) > 20
                assert len(set(b"".join(said))) > _PLAIN_BYTES
        bob.do("hangup")
        phone.wait_for_end(1)


def test_linphone_through_kamailio(tmp_path: Path) -> None:
    """The same with linphonec as the caller; it stays encrypted through a hold by either side."""
    with (
        exchange(tmp_path) as (kamailio, authority),
        lin_for(authority, tmp_path) as lin,
        speaking(tmp_path, tls_ca_file=str(authority.file)) as phone,
    ):
        at = f"127.0.0.1:{kamailio.tls_port}"
        lin.tell(f"register sip:lin@{at} sip:{at};transport=tls {kamailio.password}")
        lin.wait_until_registered()
        register(phone, kamailio)
        lin.tell(f"call sip:anna@{at}")
        call_id = phone.take_call()
        phone.hears(LINS)
        phone.is_heard_by(lin, OURS)
        is_encrypted(phone, call_id)
        known = len(phone.events)
        phone.engine.hold(call_id)
        phone.media(call_id, after=known, held=True)
        phone.is_heard_by(lin)
        known = len(phone.events)
        phone.engine.resume(call_id)
        assert phone.media(call_id, after=known, held=False, active=True).encrypted
        phone.is_heard_by(lin, OURS)
        phone.hears(LINS)
        known = len(phone.events)
        lin.tell("pause")
        phone.media(call_id, after=known, held_by_peer=True)
        lin.wait_for("is now paused")
        known = len(phone.events)
        lin.tell("resume")
        assert phone.media(call_id, after=known, held_by_peer=False, active=True).encrypted
        phone.is_heard_by(lin, OURS)
        phone.hears(LINS)
        phone.end(call_id)


def test_baresip_directly(tmp_path: Path) -> None:
    """Without a server: TLS to baresip's own certificate, and SRTP."""
    authority = Authority(tmp_path / "authority")
    account = BaresipAccount("sip:bob@127.0.0.1", ("regint=0", "mediaenc=srtp-mand"))
    with (
        Baresip(
            tmp_path, tone_hz=BOBS, account=account, certificate=own_certificate(authority, tmp_path)
        ) as bob,
        speaking(tmp_path, tls_ca_file=str(authority.file)) as phone,
    ):
        phone.use(Account("a", "sip:anna@127.0.0.1", media_encryption=MediaEncryption.REQUIRED))
        phone.call(1, f"sip:bob@127.0.0.1:{bob.tls_port};transport=tls", "a")
        phone.hears(BOBS)
        phone.is_heard_by(bob, OURS)
        is_encrypted(phone, 1)
        phone.end(1)


@pytest.mark.parametrize("peer", [Baresip, Linphone])
@pytest.mark.parametrize("ours", [MediaEncryption.OFF, MediaEncryption.OPTIONAL])
def test_a_phone_that_does_not_encrypt(
    ours: MediaEncryption, peer: type[Baresip | Linphone], tmp_path: Path
) -> None:
    """The call goes on in the clear, and says so; one that takes what is offered is encrypted, and says so."""
    with peer(tmp_path, tone_hz=LINS) as other, speaking(tmp_path) as phone:
        phone.use(Account("a", "sip:anna@127.0.0.1", media_encryption=ours))
        phone.call(1, other.address, "a")
        phone.hears(LINS)
        phone.is_heard_by(other, OURS)
        media = phone.wait_for(CallMedia, lambda event: event.active)
        answer = phone.wait_for(
            MessageSeen, lambda event: event.raw.startswith(b"SIP/2.0 200") and b"m=audio" in event.raw
        ).raw
        assert media.encrypted == (b"a=crypto:" in answer)
        assert bool(media.cipher) == media.encrypted
        if ours is MediaEncryption.OFF:
            assert not media.encrypted
        phone.end(1)


@pytest.mark.parametrize("peer", ["baresip", "linphone"])
def test_optional_on_both_sides(peer: str, tmp_path: Path) -> None:
    """Where both can, it is encrypted, whoever calls; but linphonec takes no keys that stand in a plain offer."""
    other: Baresip | Linphone = Linphone(
        tmp_path, tone_hz=LINS, settings={"sip": {"media_encryption": "srtp"}}
    )
    if peer == "baresip":
        account = BaresipAccount("sip:bob@127.0.0.1", ("regint=0", "mediaenc=srtp"))
        other = Baresip(tmp_path, tone_hz=LINS, account=account)
    with other, speaking(tmp_path) as phone:
        phone.use(Account("a", "sip:anna@127.0.0.1", media_encryption=MediaEncryption.OPTIONAL))
        phone.call(1, other.address, "a")
        phone.hears(LINS)
        phone.is_heard_by(other, OURS)
        assert phone.wait_for(CallMedia, lambda event: event.active).encrypted is (peer == "baresip")
        phone.end(1)
        known = len(phone.events)
        if isinstance(other, Baresip):
            other.wait_for("CALL_CLOSED")
            other.do("dial", phone.uri)
        else:
            other.wait_for("Call 1 with .* ended")
            other.tell(f"call {phone.uri}")
        call_id = phone.take_call(after=known)
        phone.hears(LINS)
        phone.is_heard_by(other, OURS)
        assert phone.media(call_id, after=known, active=True).encrypted
        phone.end(call_id)


def test_encryption_is_required_of_a_called_phone(tmp_path: Path) -> None:
    """baresip without SRTP cannot take the call; it ends, and says why."""
    with Baresip(tmp_path, tone_hz=BOBS) as bob, speaking(tmp_path) as phone:
        phone.use(Account("a", "sip:anna@127.0.0.1", media_encryption=MediaEncryption.REQUIRED))
        phone.engine.invite(1, bob.address, account_id="a")
        ended = phone.wait_for_end(1)
        assert ended.status >= 400
        assert not [event for event in phone.events if isinstance(event, CallMedia)]


def test_encryption_is_required_of_a_caller(tmp_path: Path) -> None:
    """linphonec offers none and is answered 488; nothing rings."""
    with Linphone(tmp_path, tone_hz=LINS) as lin, speaking(tmp_path) as phone:
        phone.use(Account("a", "sip:anna@127.0.0.1", media_encryption=MediaEncryption.REQUIRED))
        lin.tell(f"call {phone.uri}")
        lin.wait_for("Call 1 with .* (error|ended)")
        assert "SIP/2.0 488" in lin.log()
        assert not [event for event in phone.events if isinstance(event, CallIncoming)]
