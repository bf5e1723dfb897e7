"""In the window, on the wire: a transfer, a message and a registration that are answered with a redirect."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account
from softphone.calls.people import ContactDraft
from softphone.calls.records import Ended
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from tests.engine.raw_line import SDP, RawLine, body, header
from tests.support.window_phone import WindowPhone, window_phone

pytestmark = pytest.mark.timeout(60)


@pytest.fixture
def phone(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[WindowPhone]:
    account = Account("home", "sip:me@127.0.0.1")
    settings = Settings(accounts=(account,), default_account=account.id)
    with window_phone(qtbot, tmp_path, settings=settings, passwords={"home": "x"}) as running:
        yield running


def heard(phone: WindowPhone, line: RawLine, start: bytes) -> bytes:
    """What comes next on `line`, while the window goes on."""
    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(line.wait_for, start)
        phone.until(waiting.done)
        return waiting.result()


def take(phone: WindowPhone, line: RawLine) -> bytes:
    """Answer the next call on `line`, and hear that the answer has arrived; the INVITE."""
    invite = heard(phone, line, b"INVITE")
    line.answer(invite, b"200 OK", contact_of(line, "peer"), b"Content-Type: application/sdp", body=SDP)
    heard(phone, line, b"ACK")
    return invite


def contact_of(line: RawLine, user: str) -> bytes:
    return f"Contact: <sip:{user}@127.0.0.1:{line.port}>".encode()


def test_a_transfer_whose_target_has_moved_leads_to_the_card_and_to_a_talk(phone: WindowPhone) -> None:
    """REFER in a call, the target answers 301: the card says so, the person goes on, and the asker hears of it."""
    with RawLine() as boris, RawLine() as carol, RawLine() as dora:
        phone.window.dial(f"sip:boris@127.0.0.1:{boris.port}")
        invite = take(phone, boris)
        phone.until(lambda: phone.newest().phase is Phase.CONNECTED)
        first = phone.newest().attempt

        refer_to = f"Refer-To: <sip:carol@127.0.0.1:{carol.port}>".encode()
        boris.in_dialog(invite, "REFER", refer_to, b'Referred-By: "Boris" <sip:boris@127.0.0.1>')
        heard(phone, boris, b"SIP/2.0 202")
        moved = contact_of(dora, "dora")
        carol.answer(heard(phone, carol, b"INVITE"), b"301 Moved Permanently", moved)
        heard(phone, carol, b"ACK")
        phone.until(lambda: phone.newest().phase is Phase.CHOOSING)
        second = phone.newest()
        assert second.attempt != first
        assert second.transferred_by
        # A call goes on: its page is not pushed aside, a banner leads to the card.
        phone.until(lambda: "Show" in phone.button_names())
        phone.click("Show")
        phone.until(lambda: phone.shows("has moved to a new address"))
        assert phone.store.contact_book.contacts() == ()

        phone.click_when_there("Call once")
        take(phone, dora)
        phone.until(lambda: phone.newest().phase is Phase.CONNECTED)
        assert [leg.status for leg in phone.newest().legs][:1] == [301]
        for line in (boris, dora):
            attempt = first if line is boris else second.attempt
            phone.controller.hang_up(attempt)
            line.answer(heard(phone, line, b"BYE"), b"200 OK")
        phone.until(lambda: phone.phases() == [Phase.ENDED, Phase.ENDED])


def test_a_message_to_who_has_moved_is_delivered_after_a_click(phone: WindowPhone) -> None:
    """301 to MESSAGE: nothing is sent before *Update contact & send*; then the same words go to the new place."""
    with RawLine() as old, RawLine() as new:
        old_uri, new_uri = f"sip:anna@127.0.0.1:{old.port}", f"sip:anna.k@127.0.0.1:{new.port}"
        phone.store.contact_book.save(ContactDraft(None, "Anna Karlsson", ((old_uri, "work"),))).result(
            timeout=5
        )
        phone.window.send_message(old_uri, "Обед в час?")
        old.answer(heard(phone, old, b"MESSAGE"), b"301 Moved Permanently", contact_of(new, "anna.k"))
        phone.until(lambda: phone.shows("Your message to Anna Karlsson was not delivered"))
        assert new.is_silent(b"MESSAGE", 0.2)

        phone.click_when_there("Update contact & send")
        sent = heard(phone, new, b"MESSAGE")
        assert sent.startswith(f"MESSAGE {new_uri} SIP/2.0".encode())
        assert body(sent).decode() == "Обед в час?"
        new.answer(sent, b"200 OK")
        phone.until(lambda: phone.newest().ended is Ended.SENT)
        assert phone.shows("The message was delivered")
        phone.settle()
        (anna,) = phone.store.contact_book.contacts()
        assert [each.uri for each in anna.addresses] == [new_uri]
        assert [each.uri for each in anna.former] == [old_uri]


def test_a_registrar_that_moved_is_taken_over_and_put_back_by_buttons(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """301 to REGISTER: a banner, *Use the new server*, registered there; *Undo* leads back to the old one."""
    with RawLine() as old, RawLine() as new:
        registrar = f"sip:127.0.0.1:{old.port}"
        account = Account("home", f"sip:me@127.0.0.1:{old.port}", registrar=registrar)
        settings = Settings(accounts=(account,), default_account=account.id)
        with window_phone(qtbot, tmp_path, settings=settings, passwords={"home": "x"}) as phone:
            old.answer(heard(phone, old, b"REGISTER"), b"301 Moved Permanently", contact_of(new, "me"))
            phone.until(lambda: phone.find("Use the new server", QAbstractButton) is not None)
            assert new.is_silent(b"REGISTER", 0.2)
            assert phone.store.settings_file.load().accounts == (account,)

            phone.click("Use the new server")
            request = heard(phone, new, b"REGISTER")
            assert request.startswith(f"REGISTER sip:127.0.0.1:{new.port} ".encode())
            new.answer(request, b"200 OK", b"Contact: " + header(request, b"contact"), b"Expires: 300")
            phone.until(phone.registered)
            (taken,) = phone.store.settings_file.load().accounts
            assert (taken.uri, taken.registrar) == (account.uri, f"sip:127.0.0.1:{new.port}")

            phone.click("Undo")
            phone.until(lambda: phone.store.settings_file.load().accounts == (account,))
            back = heard(phone, old, b"REGISTER")
            old.answer(back, b"200 OK", b"Contact: " + header(back, b"contact"), b"Expires: 300")
