"""A registrar on the wire that answers with a redirect: told, taken over at a click, and registered there."""

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from softphone.calls.accounts import Account
from softphone.calls.notices import RegistrarMoved, RegistrationNotice
from softphone.calls.registrar import with_server
from softphone.calls.settings import Settings
from tests.engine.raw_line import RawLine, header
from tests.support.bare_phone import BarePhone, Until, started_phone


def said(phone: BarePhone) -> list[RegistrarMoved]:
    return [notice for notice in phone.notices if isinstance(notice, RegistrarMoved)]


def test_a_registrar_that_moved_is_taken_over_by_a_click_only(tmp_path: Path) -> None:
    """301 with a port of its own: nothing is sent there before the person says so, then the account registers there."""
    loop = Until()
    with ExitStack() as closing, RawLine() as old, RawLine() as new:
        phone = started_phone(loop, "me", tmp_path, closing)
        account = Account("a", f"sip:a@127.0.0.1:{old.port}", registrar=f"sip:127.0.0.1:{old.port}")
        phone.settings = Settings(accounts=(account,))
        phone.engine.set_account(account, "x")
        moved = f"Contact: <sip:a@127.0.0.1:{new.port};transport=udp;lr>".encode()
        old.answer(old.wait_for(b"REGISTER"), b"301 Moved Permanently", moved)
        loop.until(lambda: bool(said(phone)))
        (notice,) = said(phone)
        assert [option.dial_uri for option in notice.servers] == [
            f"sip:127.0.0.1:{new.port};transport=udp",
        ]
        assert notice.provenance.source == f"127.0.0.1:{old.port}"
        assert phone.settings.accounts == (account,)

        after = with_server(account, notice.servers[0], notice.status)
        assert after == replace(account, registrar=f"sip:127.0.0.1:{new.port}")
        phone.settings = Settings(accounts=(after,))
        phone.engine.set_account(after, "x")
        request = new.wait_for(b"REGISTER")
        assert request.startswith(f"REGISTER sip:127.0.0.1:{new.port} ".encode())
        new.answer(request, b"200 OK", b"Contact: " + header(request, b"contact"), b"Expires: 60")
        loop.until(
            lambda: any(isinstance(n, RegistrationNotice) and n.state == "registered" for n in phone.notices)
        )
        assert len(said(phone)) == 1
    loop.drain()
