"""The one window: rail, list and page, folded to one column when it is narrow."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from softphone.calls.notices import Notice
from softphone.calls.people import Contact
from softphone.calls.reach_events import CertificateRefused
from softphone.calls.records import AttemptRecord
from softphone.calls.settings import Settings
from softphone.gui.books.news import BooksNews
from softphone.gui.contacts.contact_desk import ContactDesk
from softphone.gui.frame.account_news import AccountNews
from softphone.gui.frame.arrangement import FOLD_BELOW, Arrangement
from softphone.gui.frame.banners import Manner
from softphone.gui.frame.first_page import show_first_page
from softphone.gui.frame.going_on import GoingOn
from softphone.gui.frame.interrupted import Interrupted
from softphone.gui.frame.list_column import ListColumn
from softphone.gui.frame.list_desk import ListDesk
from softphone.gui.frame.navigator import Navigator
from softphone.gui.frame.news import News
from softphone.gui.frame.rail import View
from softphone.gui.frame.shortcuts import add_shortcuts
from softphone.gui.frame.watching import Watching
from softphone.gui.history.retention import Retention
from softphone.gui.i18n import install_language
from softphone.gui.look.motion import Motion
from softphone.gui.look.theme import Theme
from softphone.gui.messages.desk import MessagesDesk
from softphone.gui.outside.outside import Outside
from softphone.gui.preload import Preload
from softphone.gui.services import Services
from softphone.gui.settings.accounts import AccountDesk
from softphone.gui.settings.redirect_desk import RedirectDesk
from softphone.gui.settings.settings_list import Section
from softphone.gui.settings.settings_model import SettingsModel
from softphone.sip.errors import SipParseError

MINIMUM = (360, 480)


class MainWindow(QMainWindow):
    """`on_notice` is to be called with every notice of the phone, on this thread. `view_shown(view)` on each change."""

    view_shown = Signal(object)

    def __init__(self, services: Services) -> None:
        super().__init__()
        Theme.current()
        self.setObjectName("main-window")
        self._services = services
        self.settings = SettingsModel(services.settings, services.apply_settings, self)
        self.accounts = AccountDesk(services, self.settings, self)
        self._language = self.settings.value.language
        self._motion = Motion(self)
        self._motion.reduce(self.settings.value.desktop.reduce_motion)
        self._view = View.CALLS
        self._page_open = False
        self.setMinimumSize(*MINIMUM)
        self.resize(1080, 680)
        self.outside = Outside(self)
        self.books = BooksNews(self)
        self._build()
        self.settings.changed.connect(self._settings_changed)
        self.settings.failed.connect(self._settings_failed)
        self.retention = Retention(services.log, self.settings, self)
        self.retention.removed.connect(lambda _: self.lists.history_wiped())
        add_shortcuts(self)
        for number, message in enumerate(services.startup_messages):
            self.banners.say(("startup", number), message)
        self.column.dial.focus()
        QTimer.singleShot(0, self, self.accounts.start)
        Preload(self._call_page, self)

    @property
    def services(self) -> Services:
        return self._services

    # Building

    def _build(self) -> None:
        """Make everything that carries words; again when the language changes."""
        self.setWindowTitle(self.tr("Redirect Softphone"))
        self.column = ListColumn(self._services, self.settings, self.accounts, self._place_call, self._recent)
        central = self.arrangement = Arrangement(self.column)
        self.banners, self.quiet = central.banners, central.quiet
        self.rail, self.area = central.rail, central.area
        self.rail.chosen.connect(self.show_view)
        self.desk = ContactDesk(self._services, self.quiet, central)
        self.redirects = RedirectDesk(self._services, self.quiet, central)
        self.account_news = AccountNews(self.accounts, self.settings, self.banners, self.quiet, central)
        self.pages = Navigator(
            self.area,
            self._services,
            self.settings,
            accounts=self.accounts,
            desk=self.desk,
            redirects=self.redirects,
            pictures=self.column.pictures,
            recent=self._recent,
        )
        self.lists = ListDesk(
            self._services, self.column, self.pages, self.desk, self.banners, call=self.dial
        )
        self.messages = MessagesDesk(self)
        self.watching = Watching(self, self._services.phone.watch)
        self.news = News(self, self._services.phone)
        self.going_on = GoingOn(self, self._services.phone)
        self.interrupted = Interrupted(self)
        self.pages.outside = self.outside
        self.pages.books = self.books
        self._connect()
        self.setCentralWidget(central)
        self.rail.set_current(self._view)
        self.lists.show(self._view)
        self._show_first_page()
        self._fold()

    def _connect(self) -> None:
        pages = self.pages
        pages.opened.connect(self._page_opened)
        pages.closed.connect(self.close_page)
        pages.call_requested.connect(self.dial)
        pages.demo_requested.connect(self._start_demo)
        pages.dial_wanted.connect(self.focus_dial)
        pages.failed.connect(self.say_failed)
        pages.account_removed.connect(self.account_news.removed)
        pages.block_requested.connect(self.account_news.block)
        pages.message_requested.connect(self.send_message)
        pages.conversation_requested.connect(self.messages.show)
        pages.history_of_requested.connect(self._show_history_of)
        pages.history_wiped.connect(self.lists.history_wiped)
        self.redirects.failed.connect(self.say_failed)
        self.desk.failed.connect(self.say_failed)
        self.desk.contact_gone.connect(self.redirects.contact_gone)
        self.desk.several.contacts_gone.connect(lambda _: self.redirects.contact_gone())
        self.column.diverting.serve(self.redirects)
        self.column.diverting.show_requested.connect(lambda: self.open_section(Section.DIVERTING))
        pages.section_requested.connect(self.open_section)
        pages.data_about_to_go.connect(self.quiet.finish)
        pages.data_replaced.connect(self._data_replaced)
        pages.opened.connect(self.watching.changed)
        self.area.page_changed.connect(self.books.page_changed)
        self.area.page_changed.connect(self.going_on.changed)
        self.lists.messages_wanted.connect(self.messages.wire)
        pages.call_wanted.connect(self.news.show_attempt)
        self.column.voicemail_requested.connect(self.news.phone.hear_voicemail)
        self.area.back_pressed.connect(self.go_back)
        # What was typed is dealt with: keys are for the call now, until somebody goes back to the field.
        self.column.dial.called.connect(pages.focus_call)
        self.column.status.clicked.connect(self._open_account)

    def _recent(self) -> tuple[AttemptRecord, ...]:
        return self.lists.recent()

    def _call_page(self) -> QWidget:
        return self.pages.call_page()  # of the navigator of this moment: another language makes another

    def _rebuild(self) -> None:
        """Everything again in another language; calls are not touched."""
        attempt = self.pages.call_attempt if self.pages.is_showing_call() else None
        self.quiet.finish()
        before, drafts, going_on = self.news, self.messages.kept_drafts(), self.going_on
        self._build()
        self.news.take_over(before)
        self.going_on.take_over(going_on)
        self.messages.drafts.update(drafts)
        for view in self._services.phone.views():
            if view.attempt == attempt:
                self.pages.show_call(view)
        self.news.repeat()
        self.outside.rebuilt()
        self.books.rebuilt()

    # What the phone says

    def on_notice(self, notice: Notice) -> None:
        self.news.on_notice(notice)

    # Views and pages

    def show_view(self, view: View, *, focus: bool = False) -> None:
        """Go to a view: its list, and in a wide window a page beside it."""
        changed = view is not self._view
        if view is View.HISTORY:
            self.news.phone.seen()
        self.show_list(view)
        self.watching.changed()
        resumed = changed and self._show_first_page()
        if changed:
            self.view_shown.emit(view)
        self._page_open = resumed
        self._fold()
        if focus and not resumed:
            self.column.panel(view).list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def view(self) -> View:
        return self._view

    def show_list(self, view: View) -> None:
        """The list of `view`, whatever page stands beside it."""
        self._view = view
        self.rail.set_current(view)
        self.lists.show(view)

    def _show_first_page(self) -> bool:
        """What belongs to the view; True when that is a form in which somebody was writing."""
        if self.interrupted.resume_in(self._view):
            return True
        show_first_page(self, self._view)
        return False

    def _show_history_of(self, who: Contact | AttemptRecord) -> None:
        """All lines with a contact, or with whom a line is with."""
        self.show_view(View.HISTORY, focus=True)
        if isinstance(who, Contact):
            self.column.history.show_contact(who)
        else:
            self.column.history.show_party(who)

    def close_page(self) -> None:
        """The page has nothing to show any more; whoever was in it goes on in the list."""
        at_work = QApplication.focusWidget()
        was_inside = at_work is not None and self.area.isAncestorOf(at_work)
        resumed = self._page_open = self._show_first_page()
        self._fold()
        if was_inside and not resumed:
            self.column.panel(self._view).list.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """From the page to the list."""
        self._page_open = False
        self._fold()
        self.column.panel(self._view).list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _page_opened(self) -> None:
        self._page_open = True
        self._fold()

    @property
    def folded(self) -> bool:
        return self.width() < FOLD_BELOW

    def _fold(self) -> None:
        self.arrangement.fold(self.folded, page_open=self._page_open)
        self.going_on.changed()

    # Calls that go on, wherever the person is

    def call_in_sight(self) -> int | None:
        """Whose page is looked at."""
        seen = self.pages.is_showing_call() and self.arrangement.page_in_sight()
        return self.pages.call_attempt if seen else None

    def back_to_call(self, attempt: int) -> None:
        """Show the page of `attempt`; the keys are for it."""
        self._show_attempt(attempt)
        self.pages.focus_call()

    def focus_what_is_shown(self) -> None:
        """What had the keys has gone."""
        place = self.area if self.folded and self._page_open else self.column.panel(self._view).list
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_back()
        else:
            super().keyPressEvent(event)

    # Calling

    def dial(self, address: str) -> None:
        """Call `address`; when it cannot be called, show it in the dial field with what is wrong."""
        try:
            self._place_call(address)
        except SipParseError as error:
            self.go_back()
            self.column.dial.set_text(address)
            self.column.dial.show_error(error)

    def _place_call(self, address: str, account_id: str | None = None) -> None:
        self._show_attempt(self._services.phone.place_call(address, account_id=account_id))

    def send_message(self, address: str, text: str) -> None:
        """Send a SIP MESSAGE and show what becomes of it; an address that cannot be read is said.

        An im: address is taken for the SIP address of the same name, without the look-up of RFC 3861.
        """
        if address.lower().startswith("im:"):
            address = "sip:" + address[len("im:") :].partition("?")[0]
        try:
            self._show_attempt(self._services.phone.send_message(address, text))
        except SipParseError:
            self.say_failed(self.tr("Nothing was sent: the address cannot be used for messages here."))

    def _show_attempt(self, attempt: int) -> None:
        self.lists.calls_changed()
        self.news.show_attempt(attempt)
        self.show_list(View.CALLS)

    def focus_dial(self) -> None:
        if self.folded:
            self._page_open = False
            self._fold()
        self.column.dial.focus()

    # Contacts

    def new_contact(self) -> None:
        if not self.interrupted.resume_in(View.CONTACTS):  # what was begun is not thrown away for it
            self.show_view(View.CONTACTS)
            self.pages.new_contact()

    # Accounts and settings

    def _open_account(self) -> None:
        self.show_view(View.SETTINGS)
        account = self.settings.default_account()
        if account is None:
            self.pages.new_account()
        else:
            self.pages.edit_account(account)

    def open_section(self, section: Section) -> None:
        self.show_view(View.SETTINGS)
        self.pages.show_section(section)

    def open_certificate(self, refused: CertificateRefused) -> None:
        self.show_view(View.SETTINGS)
        self.pages.show_certificate(refused)

    def _settings_changed(self) -> None:
        self._services.phone.settings_changed()
        self._motion.reduce(self.settings.value.desktop.reduce_motion)
        if self.settings.value.language is not self._language:
            self._language = self.settings.value.language
            app = QApplication.instance()
            if app is not None:
                install_language(app, self._language)
            # Not under the feet of the box in which it was chosen.
            QTimer.singleShot(0, self, self._rebuild)

    def _data_replaced(self, settings: Settings | None, text: str) -> None:
        """Other people, another history, and perhaps other accounts: everything is read and shown anew."""

        def show() -> None:
            if settings is not None:
                self.accounts.replace_all(settings)
            self._rebuild()
            self.open_section(Section.KEEPING)
            self.banners.say("keeping", text, manner=Manner(icon="check", warns=False))

        QTimer.singleShot(0, self, show)  # not under the feet of the page that says it

    def _settings_failed(self, reason: str) -> None:
        text = self.tr("The settings could not be written ({reason}). They count until the phone is closed.")
        self.banners.say("settings", text.format(reason=reason))

    def say_failed(self, text: str) -> None:
        self.banners.say("failed", text)

    def _start_demo(self) -> None:
        if self._services.start_demo is not None:
            self._services.start_demo()

    # The window itself

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.lists.refresh()
            self.messages.seen()
            self.outside.window_active()

    def closeEvent(self, event: QCloseEvent) -> None:
        # Only the person's own closing leaves the phone in the tray: who ends the session or the program means it.
        if event.spontaneous() and self.outside.keeps_running():
            event.ignore()
            self.hide()
            return
        self.outside.stop()
        # What can still be taken back is settled now.
        self.quiet.finish()
        self.lists.stop()
        self.retention.stop()
        self.messages.stop()
        self.watching.stop()
        self.going_on.stop()
        super().closeEvent(event)
