"""A forged redirect: from somebody who sees the INVITE and answers before the account's proxy does."""

import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from softphone.calls.accounts import Account
from softphone.calls.people import ContactDraft
from softphone.calls.settings import Settings
from softphone.calls.views import Phase, Stopped
from softphone.store.profile import Profile
from softphone.store.store import open_store
from tests.engine.raw_peer import reply
from tests.support.call_command import call, named
from tests.support.window_phone import WindowPhone, window_phone

_POLL_S = 0.05


class ProxyAndForger:
    """The account's proxy and registrar, and a stranger on another port who answers the first `forgeries` INVITEs.

    The proxy itself answers an INVITE that the stranger leaves alone with `answer`.
    """

    def __init__(self, forgeries: int, answer: bytes) -> None:
        self.invites: list[bytes] = []
        self.lured: list[bytes] = []  # what arrived at the address that the forgery names
        self._forgeries = forgeries
        self._answer = answer
        self._proxy, self._stranger, self._trap = (self._socket() for _ in range(3))
        self.port, self.stranger_port, self.trap_port = (
            int(each.getsockname()[1]) for each in (self._proxy, self._stranger, self._trap)
        )
        self._done = threading.Event()
        self._threads = [threading.Thread(target=run) for run in (self._serve, self._watch_trap)]

    @staticmethod
    def _socket() -> socket.socket:
        made = socket.socket(type=socket.SOCK_DGRAM)
        made.bind(("127.0.0.1", 0))
        made.settimeout(_POLL_S)
        return made

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()
        for each in (self._proxy, self._stranger, self._trap):
            each.close()

    def _serve(self) -> None:
        answered: dict[bytes, tuple[socket.socket, bytes]] = {}
        while not self._done.is_set():
            try:
                data, address = self._proxy.recvfrom(65536)
            except TimeoutError:
                continue
            if data.startswith(b"REGISTER"):
                contact = re.search(rb"\r\nContact: ([^\r]+)", data)
                assert contact is not None
                self._proxy.sendto(reply(b"200 OK", data, b"Contact: " + contact[1]), address)
            elif data.startswith(b"INVITE"):
                branch = data.split(b"branch=")[1].split(b"\r\n")[0]
                if branch not in answered:
                    self.invites.append(data)
                    answered[branch] = self._answer_to(data)
                by, response = answered[branch]
                by.sendto(response, address)

    def _answer_to(self, invite: bytes) -> tuple[socket.socket, bytes]:
        if len(self.invites) <= self._forgeries:
            lure = b"Contact: <sip:anna@127.0.0.1:%d>" % self.trap_port
            return self._stranger, reply(b"301 Moved Permanently", invite, lure)
        return self._proxy, reply(self._answer, invite)

    def _watch_trap(self) -> None:
        while not self._done.is_set():
            try:
                self.lured.append(self._trap.recv(65536))
            except TimeoutError:
                continue


def office(peer: ProxyAndForger) -> tuple[Settings, ContactDraft]:
    server = f"sip:127.0.0.1:{peer.port}"
    account = Account("office", f"sip:me@127.0.0.1:{peer.port}", registrar=server, proxy=server)
    anna = ContactDraft(None, "Anna", ((f"sip:anna@127.0.0.1:{peer.port}", ""),))
    return Settings(accounts=(account,), default_account=account.id), anna


@pytest.fixture
def peer(request: pytest.FixtureRequest) -> Iterator[ProxyAndForger]:
    with ProxyAndForger(request.param, b"486 Busy Here") as running:
        yield running


def called(phone: WindowPhone, peer: ProxyAndForger) -> None:
    phone.until(phone.registered)
    phone.window.dial(f"sip:anna@127.0.0.1:{peer.port}")
    phone.until(lambda: bool(phone.controller.views()) and phone.newest().phase is Phase.ENDED)
    phone.settle()


@pytest.mark.parametrize("peer", [1], indirect=True)
def test_a_forged_301_changes_nothing_and_the_proxy_is_asked_again(
    peer: ProxyAndForger, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """The stranger's 301 is not offered, not saved, not called; the call goes on through the proxy, which is heard."""
    settings, anna = office(peer)
    with window_phone(
        qtbot, tmp_path, settings=settings, passwords={"office": "x"}, contacts=(anna,)
    ) as phone:
        before = phone.store.contact_book.contacts()
        called(phone, peer)
        view = phone.newest()
        assert (view.status, view.stopped, view.offer) == (486, None, None)
        assert view.ignored_source == f"127.0.0.1:{peer.stranger_port}"
        assert phone.shows(str(peer.stranger_port)), "the person is told whose answer was ignored"
        assert phone.store.contact_book.contacts() == before
        assert phone.store.contact_book.remembered_moves() == ()
    assert len(peer.invites) == 2
    assert all(b"INVITE sip:anna@127.0.0.1:%d " % peer.port in invite for invite in peer.invites)
    assert peer.lured == []


@pytest.mark.parametrize("peer", [9], indirect=True)
def test_a_stranger_who_keeps_answering_ends_the_attempt_in_words(
    peer: ProxyAndForger, qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """Two forgeries in a row: the attempt ends, says why, and everything is as it was."""
    settings, anna = office(peer)
    with window_phone(
        qtbot, tmp_path, settings=settings, passwords={"office": "x"}, contacts=(anna,)
    ) as phone:
        before = phone.store.contact_book.contacts()
        called(phone, peer)
        assert phone.newest().stopped is Stopped.NOT_FROM_PROXY
        assert phone.shows("An answer from a stranger was ignored")
        assert phone.store.contact_book.contacts() == before
    assert len(peer.invites) == 2
    assert peer.lured == []


@pytest.mark.parametrize("peer", [1], indirect=True)
def test_the_command_line_believes_no_stranger_either(peer: ProxyAndForger, tmp_path: Path) -> None:
    """`--on-redirect save` and an account that only has a proxy: nothing is saved, the proxy's own answer counts."""
    settings, anna = office(peer)
    account = replace(settings.accounts[0], registrar="")
    store = open_store(Profile.at(tmp_path))
    store.settings_file.save(Settings(accounts=(account,), default_account=account.id))
    store.contact_book.save(anna).result(timeout=30)
    before = store.contact_book.contacts()
    status, events = call(tmp_path, f"sip:anna@127.0.0.1:{peer.port}", "--on-redirect", "save")
    assert (status, named(events, "ended")[0]["status"]) == (4, 486), events
    assert not named(events, "saved", "redirect")
    assert store.contact_book.contacts() == before
    store.close()
    assert len(peer.invites) == 2
    assert peer.lured == []
