"""A window on a real store and a fake phone, with people and calls in it."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from softphone.calls.accounts import Account, Transport
from softphone.calls.call_engine import Tone
from softphone.calls.people import Contact, ContactDraft
from softphone.calls.ports import PasswordStatus
from softphone.calls.records import Direction, Ended, LegRecord
from softphone.calls.settings import AudioSettings, Settings
from softphone.calls.views import CallView
from softphone.exchange.files import Files
from softphone.exchange.history_file import write_history
from softphone.gui.frame.window import MainWindow
from softphone.gui.services import Services
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store
from tests.support.fake_books import FakeBooks
from tests.support.fake_phone import FakePhone
from tests.support.patience import PATIENCE_S

W = TypeVar("W", bound=QWidget)
WAIT_S = round(PATIENCE_S)
PASSWORD = "let me in"
ACCOUNT = Account(
    id="a1",
    uri="sip:me@example.org",
    display_name="Me Myself",
    registrar="sip:example.org",
    transport=Transport.TLS,
)


def write(field_widget: QWidget, text: str) -> None:
    """Type `text` as an input method does: QTest's key clicks know ASCII only."""
    typed = QInputMethodEvent()
    typed.setCommitString(text)
    field_widget.setFocus()
    QCoreApplication.sendEvent(field_widget, typed)


def press_key(
    target: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(target, key, modifier)


def find(parent: QWidget, kind: type[W], name: str = "") -> W:
    """The child of this kind, which has to be there. After a rebuild the window before is a child for a moment yet."""
    now = parent.arrangement if isinstance(parent, MainWindow) else parent
    found = next((each for place in (now, parent) for each in _children(place, kind, name)), None)
    assert found is not None, (kind, name)
    return found


def _children(place: QWidget, kind: type[W], name: str) -> list[W]:
    return place.findChildren(kind, name) if name else place.findChildren(kind)


class MemoryPasswords:
    """A keyring for tests: answers at once, or as one that does not answer (`status`)."""

    def __init__(self, status: PasswordStatus = PasswordStatus.OK) -> None:
        self.status = status
        self.kept: dict[str, str] = {}

    def get(self, account_id: str) -> tuple[str, PasswordStatus]:
        if self.status is not PasswordStatus.OK:
            return "", self.status
        password = self.kept.get(account_id, "")
        return password, PasswordStatus.OK if password else PasswordStatus.NOT_SET

    def set(self, account_id: str, password: str) -> PasswordStatus:
        if self.status is PasswordStatus.OK:
            self.kept[account_id] = password
        return self.status

    def delete(self, account_id: str) -> None:
        self.kept.pop(account_id, None)


@dataclass
class Scene:
    """Everything around one window. `close` ends it."""

    store: Store
    phone: FakePhone
    passwords: MemoryPasswords
    accounts_set: list[tuple[Account, str]] = field(default_factory=list)
    turn_passwords: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[object, ...]] = field(default_factory=list)
    accounts_removed: list[str] = field(default_factory=list)
    audio_set: list[AudioSettings] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
    applied: list[Settings] = field(default_factory=list)
    demos: list[bool] = field(default_factory=list)
    windows: list[MainWindow] = field(default_factory=list)
    books: FakeBooks = field(default_factory=FakeBooks)

    def services(self, **changes: object) -> Services:
        services = Services(
            phone=self.phone,
            contacts=self.store.contact_book,
            log=self.store.call_log,
            reminders=self.store.reminders,
            rules=self.store.redirect_rules,
            diversions=self.store.diversions,
            settings=self.store.settings_file,
            passwords=self.passwords,
            set_account=self.set_account,
            remove_account=self.accounts_removed.append,
            set_audio=self.audio_set.append,
            start_demo=lambda: self.demos.append(True),
            apply_settings=self.applied.append,
            play_tone=lambda tone, _ringtone="": self.tones.append(tone),
            test_sound=lambda kind: self.asked.append(("test_sound", kind)),
            test_network=lambda number, **more: self.asked.append(("test_network", number, more)),
            find_servers=lambda number, domain: self.asked.append(("find_servers", number, domain)),
            keeping=self.store.keeping,
            people_files=Files,
            write_history=write_history,
            books=self.books,
            engine_log=lambda: ("12:00:00.000 engine: a line of the engine",),
        )
        return replace(services, **changes)  # type: ignore[arg-type]  # a test names real fields

    def set_account(self, account: Account, password: str, turn_password: str = "") -> None:
        self.accounts_set.append((account, password))
        self.turn_passwords[account.id] = turn_password

    def window(self, **changes: object) -> MainWindow:
        made = MainWindow(self.services(**changes))
        self.phone.subscribe(made.on_notice)
        self.windows.append(made)
        return made

    def with_account(self, account: Account = ACCOUNT, password: str = PASSWORD) -> "Scene":
        settings = self.store.settings_file.load()
        self.store.settings_file.save(
            replace(settings, accounts=(*settings.accounts, account), default_account=account.id)
        )
        if password:
            self.passwords.kept[account.id] = password
        return self

    def person(self, name: str, *addresses: tuple[str, str], **more: object) -> Contact:
        draft = ContactDraft(id=None, name=name, addresses=addresses, **more)  # type: ignore[arg-type]  # real fields
        return self.store.contact_book.save(draft).result(WAIT_S)

    def attempt(
        self,
        name: str,
        uri: str,
        ended: Ended,
        *,
        ago: timedelta = timedelta(hours=1),
        talked_s: int | None = None,
        legs: tuple[tuple[str, int | None, str], ...] = (),
        moved: int | None = None,
        direction: Direction = Direction.OUTGOING,
    ) -> int:
        """A line of the history; `legs` are (uri, status, reason)."""
        log = self.store.call_log
        start = datetime.now(UTC) - ago
        answered = None if talked_s is None else start + timedelta(seconds=4)
        end = start + timedelta(seconds=4 + (talked_s or 0))
        number = log.begin(
            direction=direction,
            party_uri=uri,
            party_name=name,
            contact_id=None,
            account_id="",
            started_at=start,
        )
        log.write_legs(
            number,
            [
                LegRecord(
                    uri=leg_uri,
                    started_at=start + timedelta(seconds=step),
                    ended_at=end,
                    status=status,
                    reason=reason,
                )
                for step, (leg_uri, status, reason) in enumerate(legs or ((uri, 200, "OK"),))
            ],
        ).result(WAIT_S)
        log.finish(
            number, ended=ended, ended_at=end, answered_at=answered, moved_status=moved, contact_id=None
        ).result(WAIT_S)
        return number.result(WAIT_S)

    def view(self, **changes: object) -> CallView:
        """The newest attempt of the phone, changed."""
        return self.phone.change(self.phone.views()[-1].attempt, **changes)

    def close(self) -> None:
        for window in self.windows:
            window.close()
            # pytest-qt may have deleted it already.
            with suppress(RuntimeError):
                window.deleteLater()
        self.store.close()


def make_scene(folder: Path, *, domain: str | None = "example.org") -> Scene:
    return Scene(
        store=open_store(Profile.at(folder)),
        phone=FakePhone(default_domain=domain),
        passwords=MemoryPasswords(),
    )


def fill(scene: Scene) -> None:
    """People and calls of every kind."""
    scene.person(
        "Anna Karlsson",
        ("sip:anna@old-office.example", "Work"),
        ("tel:+74955550101", "Mobile"),
        organisation="North Wind Shipping",
        notes="Speaks Swedish and Russian. Prefers to be called before noon.",
        favourite=True,
    )
    scene.store.contact_book.move_address(
        old_uri="sip:anna@old-office.example",
        new_uri="sip:anna.k@new-office.example",
        status=301,
        name="Anna Karlsson",
        moved_at=datetime.now(UTC) - timedelta(days=12),
    ).result(WAIT_S)
    scene.person("Борис Дмитриев", ("sip:boris@office.example", "Работа"), organisation="Северный ветер")
    scene.person("Front desk", ("sip:desk@hotel.example", ""), favourite=True)
    scene.person("Echo test", ("sip:echo@demo.invalid", ""))
    scene.person(
        "Maximiliana Aleksandrovna Konstantinopolskaya-Featherstonehaugh the Younger",
        ("sip:a.very.long.user.name.that.goes.on@department.of.redundancy.department.example", "Department"),
    )
    scene.store.contact_book.remember_move(
        old_uri="sip:info@shop.example",
        new_uri="sip:hello@new-shop.example",
        status=301,
        learned_at=datetime.now(UTC) - timedelta(days=3),
        expires_at=None,
    ).result(WAIT_S)
    scene.attempt("Echo test", "sip:echo@demo.invalid", Ended.ANSWERED, ago=timedelta(days=9), talked_s=61)
    scene.attempt(
        "Maximiliana Aleksandrovna Konstantinopolskaya-Featherstonehaugh the Younger",
        "sip:a.very.long.user.name.that.goes.on@department.of.redundancy.department.example",
        Ended.CANCELLED,
        ago=timedelta(days=4),
    )
    scene.attempt(
        "",
        "sip:+74955550102@example.org;user=phone",
        Ended.FAILED,
        ago=timedelta(days=1, hours=3),
        legs=(("sip:+74955550102@example.org;user=phone", 486, "Busy Here"),),
    )
    scene.attempt(
        "Борис Дмитриев",
        "sip:boris@office.example",
        Ended.MISSED,
        ago=timedelta(days=1, hours=1),
        direction=Direction.INCOMING,
        legs=(),
    )
    scene.attempt(
        "Front desk",
        "sip:desk@hotel.example",
        Ended.TOOK_ALTERNATIVE,
        ago=timedelta(hours=2),
        moved=380,
        legs=(("sip:desk@hotel.example", 380, "Alternative Service"),),
    )
    scene.attempt(
        "Anna Karlsson",
        "sip:anna@old-office.example",
        Ended.ANSWERED,
        ago=timedelta(minutes=35),
        talked_s=133,
        moved=301,
        legs=(
            ("sip:anna@old-office.example", 301, "Moved Permanently"),
            ("sip:anna.k@new-office.example", 200, "OK"),
        ),
    )
