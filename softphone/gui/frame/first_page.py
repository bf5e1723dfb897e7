"""What stands beside a list in which nothing is chosen yet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from softphone.gui.frame.rail import View
from softphone.gui.settings.settings_list import Section

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow


def show_first_page(window: "MainWindow", view: View) -> None:
    """The page of `view`, and nothing chosen in its list."""
    pages = window.pages
    match view:
        case View.CALLS:
            _show_calls_page(window)
        case View.CONTACTS:
            pages.show_nothing(
                QCoreApplication.translate("MainWindow", "Choose somebody, or add a contact with Ctrl+N.")
            )
        case View.HISTORY:
            pages.show_nothing(
                QCoreApplication.translate("MainWindow", "Choose a call to see where it went.")
            )
        case View.MESSAGES:
            pages.show_nothing(
                QCoreApplication.translate("MainWindow", "Choose a conversation, or begin a new one.")
            )
        case View.SETTINGS:
            window.column.settings.list.choose(Section.ACCOUNTS)
            pages.show_section(Section.ACCOUNTS)
    if view is not View.SETTINGS:
        window.column.panel(view).list.choose(None)


def _show_calls_page(window: "MainWindow") -> None:
    pages, services = window.pages, window.services
    going_on = [view for view in services.phone.views() if view.ended is None]
    if going_on:
        pages.show_call(going_on[-1])
    elif window.settings.value.accounts or services.demo:
        pages.show_nothing(
            QCoreApplication.translate("MainWindow", "Type a name, a number or an address to call.")
        )
    else:
        pages.show_onboarding()
