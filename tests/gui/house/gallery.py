"""Pictures of every view of the window: ``python -m tests.gui.house.gallery OUTDIR``."""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QDeadlineTimer
from PySide6.QtWidgets import QApplication

from softphone.calls.notices import DevicesNotice, EngineNotice, RegistrationNotice
from softphone.calls.reach_events import RegistrationState
from softphone.calls.settings import Language
from softphone.calls.sound_events import AudioDevice
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.i18n import install_language
from softphone.gui.look.theme import Theme, apply_theme
from softphone.gui.settings.settings_list import Section
from tests.gui.house.gallery_accounts import STEPS as ACCOUNTS
from tests.gui.house.gallery_books import BOOKS
from tests.gui.house.gallery_calls import STEPS as CALLS
from tests.gui.house.gallery_directory import DIRECTORY, Pictured
from tests.gui.house.gallery_exchange import EXCHANGE
from tests.gui.house.gallery_history import STEPS as HISTORY
from tests.gui.house.gallery_keeping import KEEPING, keeping_empty
from tests.gui.house.gallery_messages import STEPS as MESSAGES
from tests.gui.house.gallery_people import STEPS as PEOPLE
from tests.gui.house.gallery_redirects import STEPS as REDIRECTS
from tests.gui.house.gallery_strip import STEPS as STRIP
from tests.gui.house.scene import WAIT_S, Scene, fill, make_scene

Step = Callable[[MainWindow, Scene], None]
SIZES = {"wide": (1080, 680), "narrow": (420, 680)}


def settle(ms: int = 250) -> None:
    deadline = QDeadlineTimer(ms)
    while not deadline.hasExpired():
        QApplication.processEvents()


def onboarding(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.CALLS)


def calls(window: MainWindow, _scene: Scene) -> None:
    window.dial("sip:anna.k@new-office.example")
    window.go_back()


def dial_popup(window: MainWindow, _scene: Scene) -> None:
    window.column.dial.edit.setFocus()
    window.column.dial.edit.insert("an")
    window.column.dial.edit.textEdited.emit("an")


def dial_error(window: MainWindow, _scene: Scene) -> None:
    window.column.dial.edit.setText("anna@of fice.example")
    window.column.dial.call()


def contact(window: MainWindow, scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    anna = scene.store.contact_book.search("anna")[0]
    window.pages.show_contact(anna)
    window.column.contacts.list.choose(anna.id)


def contact_list(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.CONTACTS)


def long_contact(window: MainWindow, scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.pages.show_contact(scene.store.contact_book.search("maximiliana")[0])


def contact_form(window: MainWindow, scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.pages.edit_contact(scene.store.contact_book.search("anna")[0])
    form = window.findChild(type(window.pages._contact_form()))
    assert form is not None
    form.rows.rows[-1].address.setText("anna at home")
    form.save()


def deleted(window: MainWindow, scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.desk.delete(scene.store.contact_book.search("echo")[0])


def history(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.HISTORY)
    rows = [row for row in window.column.history.list.rows.rows if row.unfolds is not None]
    if rows:
        window.column.history.list.fold_toggled.emit(rows[0])
        window.column.history.list.choose(rows[0].key)
        window.column.history.list.opened.emit(rows[0])


def history_list(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.HISTORY)


def accounts(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.ACCOUNTS)


def account_form(window: MainWindow, _scene: Scene) -> None:
    window._open_account()
    window.on_notice(RegistrationNotice("a1", RegistrationState.FAILED, 403, "Forbidden", b""))


def sound(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.SOUND)
    window.on_notice(
        DevicesNotice(
            (AudioDevice("m1", "USB headset microphone with a long name", is_default=True),),
            (AudioDevice("s1", "Built-in loudspeaker", is_default=True),),
        )
    )


def call_settings(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.CALLS)


def answers(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.ANSWERS)


def about(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(Section.ABOUT)


def empty_section(window: MainWindow, section: Section) -> None:
    window.show_view(View.SETTINGS)
    window.pages.show_section(section)


def banners(window: MainWindow, scene: Scene) -> None:
    scene.phone.say(EngineNotice(ready=False, lost=("Anna Karlsson",)))
    window.account_news.ask_password("a1")
    scene.store.reminders.add(
        uri="sip:desk@hotel.example", name="Front desk", due_at=datetime.now(UTC) - timedelta(minutes=1)
    ).result(WAIT_S)
    window.lists.reminder_added()


FULL: dict[str, Step] = (
    {
        step.__name__: step
        for step in (
            calls,
            dial_popup,
            dial_error,
            contact_list,
            contact,
            long_contact,
            contact_form,
            deleted,
            history_list,
            history,
            accounts,
            account_form,
            sound,
            call_settings,
            answers,
            about,
            banners,
        )
    }
    | REDIRECTS
    | ACCOUNTS
    | CALLS
    | STRIP
    | MESSAGES
    | PEOPLE
    | HISTORY
    | KEEPING
    | EXCHANGE
    | BOOKS
    | DIRECTORY
)
EMPTY: dict[str, Step] = {
    "empty_onboarding": onboarding,
    "empty_contacts": contact_list,
    "empty_history": history_list,
    "empty_accounts": accounts,
    "empty_books": lambda window, _scene: empty_section(window, Section.BOOKS),
    "empty_keeping": keeping_empty,
    "empty_redirects": lambda window, _scene: empty_section(window, Section.REDIRECTS),
    "empty_diverting": lambda window, _scene: empty_section(window, Section.DIVERTING),
}


# What a step itself says of the account is to be seen.
UNREGISTERED = (
    account_form,
    ACCOUNTS["account_refused"],
    ACCOUNTS["certificate"],
    ACCOUNTS["certificate_second"],
)


def draw(
    file: Path, step: Step, *, language: str, scheme: str, size: tuple[int, int], filled: bool = True
) -> None:
    """One picture, of a window of its own."""
    Theme.current().set_scheme("dark" if scheme == "dark" else "light")
    app = QApplication.instance()
    assert app is not None
    install_language(app, Language(language))
    with tempfile.TemporaryDirectory() as folder:
        scene = make_scene(Path(folder))
        settings = scene.store.settings_file.load()
        scene.store.settings_file.save(replace(settings, language=Language(language)))
        if filled:
            scene.with_account()
            fill(scene)
        window = scene.window(directories=Pictured())
        window.resize(*size)
        window.show()
        settle()
        registered = RegistrationNotice("a1", RegistrationState.REGISTERED, 200, "OK", b"")
        window.on_notice(registered)
        step(window, scene)
        settle()
        if step not in UNREGISTERED:
            window.on_notice(registered)  # the keyring may have answered only now
            settle(30)
        window.grab().save(str(file))
        scene.close()
        settle(10)


def render(outdir: Path, language: str, scheme: str, size: str, wanted: str) -> None:
    """One picture for each step."""
    for name, step in {**FULL, **EMPTY}.items():
        if wanted in name:
            file = outdir / f"{name}-{size}-{scheme}-{language}.png"
            draw(file, step, language=language, scheme=scheme, size=SIZES[size], filled=name in FULL)


def main() -> None:
    outdir = Path(sys.argv[1])
    outdir.mkdir(parents=True, exist_ok=True)
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    app = QApplication([])
    apply_theme(app)
    render(outdir, "en", "light", "wide", wanted)
    render(outdir, "en", "dark", "wide", wanted)
    render(outdir, "en", "light", "narrow", wanted)
    render(outdir, "ru", "light", "narrow", wanted)


if __name__ == "__main__":
    main()
