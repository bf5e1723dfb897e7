"""The window, its engine, a real redirect and a real address book server together."""

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.settings import AddressBook, AddressBookKind, Settings
from softphone.calls.views import Phase
from softphone.demo.exchange import DemoExchange, demo_account
from softphone.exchange.vcard import read_card
from softphone.sip.uri import same_uri
from tests.support.radicale import Radicale
from tests.support.synced_phone import SyncedPhone, vcard
from tests.support.window_phone import window_phone

WAIT_S = 60


def test_a_301_taken_in_the_window_is_on_the_server_and_on_the_next_phone(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """A contact from the server is called, has moved, the person says yes; nothing else has to be done by hand."""
    exchange = DemoExchange()
    try:
        addresses = exchange.start()
        moved, anna = (f"sip:{user}@127.0.0.1:{addresses.udp_port}" for user in ("moved", "anna"))
        account, password = demo_account(addresses)
        with Radicale(tmp_path / "radicale") as server:
            url = server.make_book()
            server.put(url, "anna.vcf", vcard("anna", "Anna Office", moved, more="BDAY:1990-01-01"))
            book = AddressBook("b1", AddressBookKind.CARDDAV, "People", url)
            settings = Settings(accounts=(account,), default_account=account.id, address_books=(book,))
            with window_phone(
                qtbot,
                tmp_path / "one",
                settings=settings,
                passwords={account.id: password},
                demo=True,
            ) as phone:
                phone.until(phone.registered)
                phone.until(lambda: phone.store.contact_book.find_by_uri(moved) is not None, WAIT_S)
                phone.controller.place_call(moved)
                phone.click_when_there("Update contact & call")
                phone.until(lambda: phone.phases() == [Phase.CONNECTED])
                phone.click("Hang up")
                phone.until(lambda: anna in server.cards()["anna.vcf"].replace("\n ", ""), WAIT_S)
            (text,) = server.cards().values()
            card = read_card(text)
            assert [uri for uri, _ in card.addresses] == [anna]
            assert [(each.uri, each.status) for each in card.former] == [(moved, 301)]
            assert "1990-01-01" in text
            with SyncedPhone(tmp_path / "two", url) as other:
                other.sync()
                assert other.uris("Anna Office") == [anna]
                led = other.contacts.current_address(moved)
                assert led is not None
                assert same_uri(led.new_uri, anna)
    finally:
        exchange.close()
