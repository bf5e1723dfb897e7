"""Pictures of a history that is narrowed, exported and wiped."""

from collections.abc import Callable

from softphone.calls.history import Outcome, Redirected
from softphone.gui.frame.rail import View
from softphone.gui.frame.window import MainWindow
from softphone.gui.history.history_settings import HistorySettings
from softphone.gui.settings.settings_list import Section
from tests.gui.house.scene import Scene, find


def history_filter(window: MainWindow, _scene: Scene) -> None:
    """Every box of the filter, with something chosen in three of them."""
    window.show_view(View.HISTORY)
    bar = window.column.history.filter
    bar.more.setChecked(True)
    for box, value in (
        (bar.boxes.outcome, Outcome.OUTGOING),
        (bar.boxes.redirects, Redirected.ANY),
        (bar.boxes.span, "between"),
    ):
        box.setCurrentIndex(box.findData(value))
        box.activated.emit(box.currentIndex())


def history_of_contact(window: MainWindow, scene: Scene) -> None:
    window.show_view(View.CONTACTS)
    window.pages.history_of_requested.emit(scene.store.contact_book.search("maximiliana")[0])


def history_not_found(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.HISTORY)
    window.column.history.filter.search.setText("nobody is called like that")
    window.column.history.filter.look()


def history_confirm(window: MainWindow, _scene: Scene) -> None:
    window.show_view(View.HISTORY)
    window.column.history.ask()


def _settings(window: MainWindow) -> HistorySettings:
    window.open_section(Section.HISTORY)
    return find(window, HistorySettings)


def history_kept(window: MainWindow, _scene: Scene) -> None:
    """A shorter time is chosen, and some lines are older."""
    page = _settings(window)
    page.kept.setCurrentIndex(page.kept.findData(7))
    page.kept.activated.emit(page.kept.currentIndex())


def history_wipe(window: MainWindow, _scene: Scene) -> None:
    _settings(window).wipe_button.click()


STEPS: dict[str, Callable[[MainWindow, Scene], None]] = {
    step.__name__: step
    for step in (
        history_filter,
        history_of_contact,
        history_not_found,
        history_confirm,
        history_kept,
        history_wipe,
    )
}
