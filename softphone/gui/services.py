"""Everything the window needs from the rest of the phone, handed over by the composition root."""

from collections.abc import Callable
from dataclasses import dataclass

from softphone.calls.address_books import AddressBooks
from softphone.calls.call_engine import SoundTest
from softphone.calls.call_log import CallLog
from softphone.calls.contact_book import ContactBook
from softphone.calls.directory import Directories
from softphone.calls.history import HistoryWriter
from softphone.calls.keeping import SafeKeeping
from softphone.calls.people_files import PeopleFiles
from softphone.calls.phone import Phone
from softphone.calls.ports import Diversions, Passwords, RedirectRules, Reminders, SettingsFile
from softphone.calls.settings import AudioSettings, Settings
from softphone.logbook import LogEntry


@dataclass(frozen=True, slots=True)
class Services:
    """The ports of the core and the few commands that reach the engine beside the calls.

    `set_account(account, password, turn_password="")` adds or replaces, `remove_account(account_id)` takes out.
    `start_demo` is None where there is no demo to start. `startup_messages` are sentences to show once, e.g. that a
    damaged file was set aside. `apply_settings` hears of every change of the settings, `play_tone` tries a sound out.
    `test_sound`, `test_network` and `find_servers` are those of `CallEngine`; the phone's notices tell what came of
    them. `engine_log` gives the newest lines of the engine's own log, `log_entries` those of the phone's loggers.
    `keeping` is None where nothing is kept, `books` where nothing is kept in step with a server, `people_files` makes
    what reads files when it is first needed; `write_history` is None where the history is not written to files.
    """

    phone: Phone
    contacts: ContactBook
    log: CallLog
    reminders: Reminders
    rules: RedirectRules
    diversions: Diversions
    settings: SettingsFile
    passwords: Passwords
    set_account: Callable[..., None]
    remove_account: Callable[[str], None]
    set_audio: Callable[[AudioSettings], None]
    demo: bool = False
    start_demo: Callable[[], None] | None = None
    startup_messages: tuple[str, ...] = ()
    apply_settings: Callable[[Settings], None] | None = None
    play_tone: Callable[..., None] | None = None
    test_sound: Callable[[SoundTest], None] | None = None
    test_network: Callable[..., None] | None = None
    find_servers: Callable[[int, str], None] | None = None
    engine_log: Callable[[], tuple[str, ...]] | None = None
    keeping: SafeKeeping | None = None
    books: AddressBooks | None = None
    directories: Directories | None = None
    people_files: Callable[[], PeopleFiles] | None = None
    write_history: HistoryWriter | None = None
    log_entries: Callable[[], tuple[LogEntry, ...]] | None = None
