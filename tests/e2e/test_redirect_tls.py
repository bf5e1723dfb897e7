"""Redirects that came over TLS, in the window: what is verified is said so, and losing encryption is never quiet."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.rules import RedirectPolicy, RuleScope
from softphone.calls.views import Phase
from softphone.sip.explanation import Notable
from tests.engine.raw_peer import RawPeer, reply
from tests.support.certificates import self_signed
from tests.support.window_phone import WindowPhone, window_phone

pytestmark = pytest.mark.timeout(60)


def dial_until_asked(phone: WindowPhone, uri: str) -> None:
    phone.window.dial(uri)
    phone.until(lambda: phone.phases() == [Phase.CHOOSING])


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[Path, Path]:
    return self_signed(tmp_path)


def test_a_verified_peer_is_believed_and_a_new_sips_address_is_called_over_tls(
    certificate: tuple[Path, Path], qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """301 over verified TLS to a sips address: nothing is notable, and the next INVITE comes over TLS too."""
    busy = RawPeer(lambda invite: reply(b"486 Busy Here", invite), certificate)
    with (
        busy,
        RawPeer(
            lambda invite: reply(
                b"301 Moved Permanently", invite, b"Contact: <sips:new@127.0.0.1:%d>" % busy.port
            ),
            certificate,
        ) as old,
        window_phone(qtbot, tmp_path / "p", tls_ca_file=str(certificate[0])) as phone,
    ):
        dial_until_asked(phone, f"sips:anna@127.0.0.1:{old.port}")
        offer = phone.newest().offer
        assert offer is not None
        assert (offer.provenance.transport, offer.provenance.tls_verified) == ("tls", True)
        assert (offer.notable, offer.options[0].notable) == ((), ())
        phone.click_when_there("Save & call")
        phone.until(lambda: phone.newest().phase is Phase.ENDED)
        assert phone.newest().status == 486
    assert b"Via: SIP/2.0/TLS" in busy.invites[0]


def test_losing_encryption_asks_whatever_a_rule_says(
    certificate: tuple[Path, Path], qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """From sips to sip: a rule to always follow does not act, the card says what would be lost."""
    with (
        RawPeer(
            lambda invite: reply(b"302 Moved Temporarily", invite, b"Contact: <sip:new@127.0.0.1:9>"),
            certificate,
        ) as old,
        window_phone(qtbot, tmp_path / "p", tls_ca_file=str(certificate[0])) as phone,
    ):
        phone.store.redirect_rules.set(RuleScope.DOMAIN, "127.0.0.1", RedirectPolicy.FOLLOW).result(
            timeout=30
        )
        dial_until_asked(phone, f"sips:anna@127.0.0.1:{old.port}")
        offer = phone.newest().offer
        assert offer is not None
        assert Notable.ENCRYPTION_LOST in offer.options[0].notable
        assert phone.shows("encrypt")
        assert len(phone.newest().legs) == 1
