"""The composition root: puts store, engine, core and window together and takes them apart again.

The only module that may import every layer. `launch` has started the engine's process before this module is even
imported; what is not needed for the first sight of the window is imported later, or when it is first used.
"""

import argparse
import gc
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from softphone.arrivals import Arrivals
from softphone.calls.controller import CallController
from softphone.calls.people import ContactDraft
from softphone.calls.ports import Passwords
from softphone.calls.settings import Language, Settings
from softphone.calls.world import World
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.logbook import Logbook
from softphone.long_opening import QUICK_S, GivenUpError, Opening
from softphone.post import Post
from softphone.store.errors import StoreError
from softphone.store.profile import Profile
from softphone.store.settings_file import TomlSettingsFile
from softphone.store.store import Store, open_store

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from softphone.calls.people_files import PeopleFiles
    from softphone.desktop.instance import FirstInstance
    from softphone.exchange.carddav.service import CardDavBooks
    from softphone.exchange.ldap.directories import LdapDirectories
    from softphone.gui.frame.window import MainWindow
    from softphone.gui.keeping.waiting import WaitingWindow
    from softphone.gui.post import QtPost

_SETTLED_MS = 1000
_DESKTOP_MS = 400  # after the window: nobody waits for the tray
_DESKTOP_MODULES = (
    ("jeepney", "jeepney.io.blocking", "softphone.desktop.bus", "softphone.desktop.shortcut")
    if sys.platform.startswith("linux")
    else ()
)


def run(
    options: argparse.Namespace,
    engine: subprocess.Popen[bytes] | None,
    instance: "FirstInstance | None" = None,
) -> int:
    """Run the window until it is closed; returns the exit status. `engine` is a spawned engine process, if any.

    `instance` takes what later starts of the program hand over.
    """
    try:
        with ExitStack() as closing:
            return _Phone(options, engine, closing, Arrivals(instance)).run()
    except GivenUpError:
        return 0
    except StoreError as error:
        print(f"softphone: the phone's data cannot be opened: {error}", file=sys.stderr)
        return 1


class _Phone:
    """One run of the window. Everything put on `closing` is undone in the opposite order."""

    def __init__(
        self,
        options: argparse.Namespace,
        engine: subprocess.Popen[bytes] | None,
        closing: ExitStack,
        arrivals: Arrivals,
    ) -> None:
        self._options = options
        self._arrivals = arrivals
        self._closing = closing
        self._post = Post()
        self._logbook = Logbook()
        self._logbook.open()
        closing.callback(self._logbook.close)
        profile = self._data = self._profile()
        self._unkept = ""
        self._waiting: WaitingWindow | None = None
        self._store = self._opened(profile)
        closing.callback(self._store.close)
        self._settings = self._store.settings_file.load()
        self._store.keeping.kept = self._settings.backups_kept
        self._passwords: Passwords = self._store.passwords
        if options.demo:
            self._start_demo()
        if options.language:
            self._settings = replace(self._settings, language=Language(options.language))
        self._engine = EngineClient(post=self._post, config=self._engine_config(), spawned=engine)
        closing.callback(self._engine.close)
        self._engine.start()

    def run(self) -> int:
        from softphone.gui.application import make_application  # noqa: PLC0415 (the engine starts meanwhile)
        from softphone.gui.post import QtPost  # noqa: PLC0415

        app = make_application(self._settings.language, self._options.scheme)
        post = QtPost()
        self._post.attach(post.post)
        controller = CallController(
            World(
                engine=self._engine,
                book=self._store.contact_book,
                log=self._store.call_log,
                reminders=self._store.reminders,
                rules=self._store.redirect_rules,
                diversions=self._store.diversions,
                settings=lambda: self._settings,
                now=lambda: datetime.now(UTC),
                post=self._post,
                after=post.after,
            )
        )
        self._closing.callback(controller.close)
        window = self._window(controller)
        self._appear(window, post)
        return self._live(app, window)

    def _window(self, controller: CallController) -> "MainWindow":
        from softphone.gui.frame.window import MainWindow  # noqa: PLC0415 (as above)
        from softphone.gui.services import Services  # noqa: PLC0415
        from softphone.gui.timestamps import stamp_events  # noqa: PLC0415

        services = Services(
            phone=controller,
            contacts=self._store.contact_book,
            log=self._store.call_log,
            reminders=self._store.reminders,
            rules=self._store.redirect_rules,
            diversions=self._store.diversions,
            settings=self._store.settings_file,
            passwords=self._passwords,
            set_account=self._engine.set_account,
            remove_account=self._engine.remove_account,
            set_audio=self._engine.set_audio,
            demo=self._options.demo,
            start_demo=None if self._options.demo else _start_demo_window,
            startup_messages=_startup_messages(self._store, self._unkept),
            apply_settings=self._apply_settings,
            play_tone=self._engine.play_tone,
            test_sound=self._engine.test_sound,
            test_network=self._engine.test_network,
            find_servers=self._engine.find_servers,
            engine_log=self._engine.recent_log,
            log_entries=self._logbook.entries,
            keeping=self._store.keeping,
            books=self._address_books(),
            directories=self._directories(),
            people_files=_people_files,
            write_history=_write_history,
        )
        window = MainWindow(services)
        controller.subscribe(window.on_notice)
        stamp_events(window, controller)
        return window

    def _appear(self, window: "MainWindow", post: "QtPost") -> None:
        """Show the window, and then what it has to do with the rest of the desktop."""
        from PySide6.QtCore import QTimer  # noqa: PLC0415 (as above)

        from softphone.gui.outside.place import KeptPlace  # noqa: PLC0415
        from softphone.store.window_place import WindowPlaceFile  # noqa: PLC0415

        place = KeptPlace(window, WindowPlaceFile(self._data.data))
        place.restore()
        self._closing.callback(place.save)
        window.outside.appear(hidden=self._options.hidden)
        if self._waiting is not None:
            self._waiting.hide()
            self._waiting.deleteLater()
            self._waiting = None
        window.outside.links_given(self._options.addresses)
        self._closing.callback(self._arrivals.stop)
        self._arrivals.listen(post.post)
        self._arrivals.lead_to(
            lambda handed: window.outside.take(handed.addresses, handed.token, hidden=handed.hidden)
        )
        QTimer.singleShot(_DESKTOP_MS, window, lambda: self._open_to_desktop(window, post, _DESKTOP_MODULES))
        QTimer.singleShot(_SETTLED_MS, _collect_garbage_again)
        QTimer.singleShot(_SETTLED_MS, self._store.contact_book.prepare_search)

    def _open_to_desktop(self, window: "MainWindow", post: "QtPost", modules: tuple[str, ...]) -> None:
        """Load `modules` one by one, so that the window answers in between, then begin."""
        if modules:
            import_module(modules[0])
            from PySide6.QtCore import QTimer  # noqa: PLC0415 (as above)

            QTimer.singleShot(0, window, lambda: self._open_to_desktop(window, post, modules[1:]))
            return
        from softphone.desktop.ways import ways_to_desktop  # noqa: PLC0415 (nobody waits for it)

        ways = ways_to_desktop(post.post, self._options.profile, demo=self._options.demo)
        self._closing.callback(ways.close)
        self._closing.callback(window.outside.stop)
        window.outside.start(ways)

    def _live(self, app: "QApplication", window: "MainWindow") -> int:
        from softphone.gui.application import quit_on_signals  # noqa: PLC0415 (as above)

        self._closing.enter_context(quit_on_signals(app))
        if self._options.tour:
            from softphone.gui.tour.script import Tour  # noqa: PLC0415

            tour = Tour(window, self._options.tour, stay=self._options.stay)
            app.exec()
            return tour.exit_status
        return app.exec()

    def _directories(self) -> "LdapDirectories":
        from softphone.exchange.ldap.directories import LdapDirectories  # noqa: PLC0415 (as above)

        directories = LdapDirectories(lambda: self._settings, self._passwords)
        self._closing.callback(directories.close)
        return directories

    def _address_books(self) -> "CardDavBooks":
        """Nothing is asked of a server before the window has told the books."""
        from softphone.exchange.carddav.service import CardDavBooks  # noqa: PLC0415 (as above)
        from softphone.store.synced_cards import SqliteSyncedCards  # noqa: PLC0415

        database = self._store.database
        books = CardDavBooks(
            SqliteSyncedCards(database), self._passwords, self._post, lambda: datetime.now(UTC)
        )
        self._closing.callback(books.close)
        database.written = books.written
        return books

    def _opened(self, profile: Profile) -> Store:
        opening = Opening(lambda tell: self._open(profile, tell))
        if not opening.within(QUICK_S):
            self._wait_for(opening, profile)
        return opening.result()

    def _wait_for(self, opening: Opening[Store], profile: Profile) -> None:
        """Show what takes so long, and take what other starts bring. Raises GivenUpError."""
        from softphone.gui.application import make_application  # noqa: PLC0415 (seldom so early)
        from softphone.gui.keeping.waiting import WaitingWindow, wait  # noqa: PLC0415
        from softphone.gui.post import QtPost  # noqa: PLC0415

        given = self._options.language
        language = Language(given) if given else TomlSettingsFile(profile.settings).peek().language
        app = make_application(language, self._options.scheme)
        window = self._waiting = WaitingWindow()
        self._arrivals.listen(QtPost(app).post)
        self._arrivals.came = lambda handed: window.came(
            len(handed.addresses), handed.token, hidden=handed.hidden
        )
        if not self._options.hidden:
            window.show()
        if not wait(app, window, lambda: opening.is_over, lambda: opening.fraction):
            window.hide()
            store = opening.give_up()
            if store is not None:
                store.close()
            raise GivenUpError

    def _open(self, profile: Profile, tell: Callable[[float | None], bool]) -> Store:
        """The person's data; when it cannot be had, a store for this run, so that there is a phone all the same."""
        try:
            return open_store(profile, tell=tell)
        except StoreError as error:
            if tell(None):
                raise
            self._unkept = str(error)
            from softphone.store.unkept import open_for_this_run  # noqa: PLC0415 (seldom)

            return open_for_this_run(profile, self._closing, tell=tell)

    def _profile(self) -> Profile:
        if self._options.profile:
            return Profile.at(self._options.profile)
        if self._options.demo:
            return Profile.at(
                Path(self._closing.enter_context(tempfile.TemporaryDirectory(prefix="softphone-demo-")))
            )
        return Profile.default()

    def _start_demo(self) -> None:
        from softphone.demo.exchange import DemoExchange, demo_account, demo_contacts  # noqa: PLC0415 (demo only)
        from softphone.demo.passwords import DemoPasswords  # noqa: PLC0415

        exchange = DemoExchange()
        self._closing.callback(exchange.close)
        addresses = exchange.start()
        account, password = demo_account(addresses)
        self._settings = replace(self._settings, accounts=(account,), default_account=account.id)
        self._store.settings_file.save(self._settings)
        self._passwords = DemoPasswords({account.id: password})
        _fill_contacts(self._store, demo_contacts(addresses))

    def _engine_config(self) -> EngineConfig:
        local_port = self._options.local_port
        return EngineConfig(
            local_port=self._settings.local_port if local_port is None else local_port,
            bind_address="127.0.0.1" if self._options.demo else "",
            audio=self._settings.audio,
        )

    def _apply_settings(self, settings: Settings) -> None:
        self._settings = settings
        self._store.keeping.kept = settings.backups_kept


def _collect_garbage_again() -> None:
    """`launch` stopped it. What is loaded by now stays for good: a collection that walks over it costs a frame."""
    gc.freeze()
    gc.enable()


def _write_history(*arguments: Any, **more: Any) -> int:
    from softphone.exchange.history_file import write_history  # noqa: PLC0415 (seldom)

    return write_history(*arguments, **more)


def _people_files() -> "PeopleFiles":
    from softphone.exchange.files import Files  # noqa: PLC0415 (seldom)

    return Files()


def _startup_messages(store: Store, unkept: str) -> tuple[str, ...]:
    from softphone.gui.words import startup  # noqa: PLC0415 (Qt)

    opened, settings = store.report, store.settings_file.report
    return (
        startup.unkept_sentences(unkept)
        + startup.database_sentences(
            damaged=not opened.sound,
            set_aside=str(opened.set_aside or ""),
            backup_from=opened.backup_from,
            salvaged=opened.salvaged,
        )
        + startup.settings_sentences(
            unreadable=bool(settings.reason),
            set_aside=str(settings.set_aside or ""),
            bad_keys=tuple(problem.key for problem in settings.problems),
        )
    )


def _fill_contacts(store: Store, drafts: Sequence[ContactDraft]) -> None:
    """Put the exchange's directory into an empty address book."""
    if not store.contact_book.count():
        for saved in [store.contact_book.save(draft) for draft in drafts]:
            saved.result(timeout=5)


def _start_demo_window() -> None:
    """The demo is a phone of its own, so that nothing it does touches the person's data."""
    from softphone.desktop.autostart import own_command  # noqa: PLC0415 (seldom)

    subprocess.Popen([*own_command(), "--demo"])  # noqa: S603 - ourselves
