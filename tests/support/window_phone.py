"""The whole phone in the test's process: real store, real window; only its engine is in another, as always."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from softphone.calls.controller import CallController
from softphone.calls.notices import EngineNotice, Notice, RegistrationNotice
from softphone.calls.people import ContactDraft
from softphone.calls.reach_events import RegistrationState
from softphone.calls.settings import Settings
from softphone.calls.views import CallView, Phase
from softphone.calls.world import World
from softphone.demo.passwords import DemoPasswords
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.engine.protocol import SoundMode
from softphone.exchange.carddav.service import CardDavBooks
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.frame.window import MainWindow
from softphone.gui.post import QtPost
from softphone.gui.services import Services
from softphone.logbook import Logbook
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store
from softphone.store.synced_cards import SqliteSyncedCards
from tests.support.patience import PATIENCE_S


@dataclass
class WindowPhone:
    """One phone and the hand of a person in front of it: controls are found by what a screen reader says."""

    window: MainWindow
    controller: CallController
    engine: EngineClient
    store: Store
    qtbot: QtBot
    notices: list[tuple[float, Notice]] = field(default_factory=list)

    @property
    def udp_port(self) -> int:
        ready = [n for _, n in self.notices if isinstance(n, EngineNotice) and n.ready]
        return ready[-1].udp_port if ready else 0

    def until(self, condition: Callable[[], bool], timeout_s: float = PATIENCE_S) -> None:
        self.qtbot.waitUntil(condition, timeout=round(timeout_s * 1000))

    def phases(self) -> list[Phase]:
        return [view.phase for view in self.controller.views()]

    def newest(self) -> CallView:
        return self.controller.views()[-1]

    def registered(self, since: float = 0) -> bool:
        return any(
            isinstance(notice, RegistrationNotice)
            and notice.state is RegistrationState.REGISTERED
            and at > since
            for at, notice in self.notices
        )

    def find(self, name: str, kind: type[QWidget] = QWidget) -> QWidget | None:
        found = (
            w for w in self.window.findChildren(kind) if w.isVisible() and w.accessibleName().startswith(name)
        )
        return next(found, None)

    def button(self, name: str) -> QAbstractButton:
        """The button called `name`, exactly."""
        found = [
            b
            for b in self.window.findChildren(QAbstractButton)
            if b.accessibleName() == name and b.isVisible()
        ]
        assert found, f"there is no button {name!r}; there are {self.button_names()}"
        return found[0]

    def button_names(self) -> list[str]:
        return [b.accessibleName() for b in self.window.findChildren(QAbstractButton) if b.isVisible()]

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), Qt.MouseButton.LeftButton)

    def click_when_there(self, name: str) -> None:
        """Wait for the button, and the half second in which a card takes nothing, however late it is painted."""
        self.until(lambda: name in self.button_names() and self.takes_presses())
        self.click(name)

    def takes_presses(self) -> bool:
        return all(card.guard.armed() for card in self.window.findChildren(RedirectCard) if card.isVisible())

    def type_into(self, name: str, text: str) -> None:
        field_ = self.find(name)
        assert field_ is not None, f"there is no field {name!r}"
        field_.setFocus()
        QTest.keyClicks(field_, text)

    def shows(self, text: str) -> bool:
        return any(
            text in str(widget.property("text") or "") or text in widget.accessibleName()
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible()
        )

    def picture(self, path: Path) -> None:
        QApplication.processEvents()
        path.parent.mkdir(parents=True, exist_ok=True)
        assert self.window.grab().save(str(path))

    def settle(self) -> None:
        """Until everything that was asked of the store is written."""
        self.store.database.run_on_writer("settle", lambda: None).result(timeout=30)


@contextmanager
def window_phone(
    qtbot: QtBot,
    folder: Path,
    *,
    settings: Settings | None = None,
    passwords: dict[str, str] | None = None,
    contacts: Sequence[ContactDraft] = (),
    demo: bool = False,
    tls_ca_file: str = "",
    sound: SoundMode = SoundMode.FILES,
) -> Iterator[WindowPhone]:
    """A phone on a free port of 127.0.0.1, shown, its engine ready."""
    holder = [settings or Settings()]
    with ExitStack() as closing:
        store = open_store(Profile.at(folder))
        closing.callback(store.close)
        store.settings_file.save(holder[0])
        for draft in contacts:
            store.contact_book.save(draft).result(timeout=30)
        logbook = Logbook()
        logbook.open()
        closing.callback(logbook.close)
        post = QtPost()
        config = EngineConfig(bind_address="127.0.0.1", sound=sound, tls_ca_file=tls_ca_file)
        engine = EngineClient(post=post.post, config=config)
        closing.callback(engine.close)
        controller = CallController(
            World(
                engine=engine,
                book=store.contact_book,
                log=store.call_log,
                reminders=store.reminders,
                rules=store.redirect_rules,
                diversions=store.diversions,
                settings=lambda: holder[0],
                now=lambda: datetime.now(UTC),
                post=post.post,
                after=post.after,
                sound_folder=lambda: folder / "sound",
            )
        )
        closing.callback(controller.close)

        kept = DemoPasswords(passwords or {})
        books = CardDavBooks(
            SqliteSyncedCards(store.database), kept, post.post, lambda: datetime.now(UTC), after_change_s=0.1
        )
        closing.callback(books.close)
        store.database.written = books.written

        def apply_settings(changed: Settings) -> None:
            holder[0] = changed

        window = MainWindow(
            Services(
                phone=controller,
                contacts=store.contact_book,
                log=store.call_log,
                reminders=store.reminders,
                rules=store.redirect_rules,
                diversions=store.diversions,
                settings=store.settings_file,
                passwords=kept,
                books=books,
                set_account=engine.set_account,
                remove_account=engine.remove_account,
                set_audio=engine.set_audio,
                demo=demo,
                apply_settings=apply_settings,
                play_tone=engine.play_tone,
                test_sound=engine.test_sound,
                test_network=engine.test_network,
                find_servers=engine.find_servers,
                engine_log=engine.recent_log,
                log_entries=logbook.entries,
            )
        )
        qtbot.addWidget(window)
        controller.subscribe(window.on_notice)
        running = WindowPhone(window, controller, engine, store, qtbot)
        controller.subscribe(lambda notice: running.notices.append((time.monotonic(), notice)))
        engine.start()
        window.show()
        running.until(lambda: running.udp_port > 0)
        yield running
