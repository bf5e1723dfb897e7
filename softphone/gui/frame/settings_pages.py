"""The pages of the settings, and the page of the first start."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from softphone.calls.accounts import Account
from softphone.calls.notices import DevicesNotice, NetworkTestNotice, Notice, ServersNotice, SoundTestNotice
from softphone.calls.reach_events import CertificateRefused
from softphone.calls.rules import Diversion, RedirectRule
from softphone.gui.frame.pages import Pages
from softphone.gui.settings.settings_list import Section

if TYPE_CHECKING:
    from softphone.gui.books.news import BooksNews
    from softphone.gui.books.page import BooksPage
    from softphone.gui.diagnostics.page import DiagnosticsPage
    from softphone.gui.directory.desk import DirectoriesDesk
    from softphone.gui.history.history_settings import HistorySettings
    from softphone.gui.outside.outside import Outside
    from softphone.gui.settings.accounts_page import AccountsPage
    from softphone.gui.settings.diversion_form import DiversionForm
    from softphone.gui.settings.diverting_page import DivertingPage
    from softphone.gui.settings.redirects_page import RedirectsPage
    from softphone.gui.settings.sound_page import SoundPage


class SettingsPages(Pages):
    _devices: DevicesNotice | None = None
    outside: "Outside | None" = None
    books: "BooksNews | None" = None
    _after_diversion: Callable[[], None] | None = None

    def _accounts_page(self) -> "AccountsPage":
        def make() -> "AccountsPage":
            from softphone.gui.settings.accounts_page import AccountsPage  # noqa: PLC0415 -- made when first needed

            page = AccountsPage(self._accounts, self._settings, self._services)
            page.removed.connect(self.account_removed)
            page.form.divert_requested.connect(self._divert_for_account)
            return page

        return self._area.page("accounts", make)

    def is_editing_settings(self) -> bool:
        if self._area.is_showing("diversion-form"):
            return True
        books = self._books_page() if self._area.is_showing("books") else None
        if books is not None and books.is_editing():
            return True
        page = self._area.made("accounts")
        return self._area.is_showing("accounts") and page is not None and self._accounts_page().is_editing()

    def show_section(self, section: Section) -> None:
        match section:
            case Section.ACCOUNTS:
                self._accounts_page().show_overview()
                self._area.show_page(self._accounts_page())
            case Section.SOUND:
                self._area.show_page(self._sound_page())
            case Section.CALLS:
                self._show_calls_section()
            case Section.DESKTOP:
                self._show_desktop_section()
            case Section.REDIRECTS:
                self._redirects_page().reload()
                self._area.show_page(self._redirects_page())
            case Section.DIVERTING:
                self._diverting_page().reload()
                self._area.show_page(self._diverting_page())
            case Section.LANGUAGE | Section.ABOUT:
                self._show_about(section)
            case Section.ANSWERS:
                self._show_answers()
            case Section.HISTORY:
                self._history_settings().reload()
                self._area.show_page(self._history_settings())
            case Section.KEEPING:
                self._show_keeping()
            case Section.BOOKS:
                self._show_books()
            case Section.DIAGNOSTICS:
                self._diagnostics_page().reload()
                self._area.show_page(self._diagnostics_page())
        self.section_shown.emit(section)
        self.opened.emit()

    def _sound_page(self) -> "SoundPage":
        def make() -> "SoundPage":
            from softphone.gui.settings.sound_page import SoundPage  # noqa: PLC0415 -- made when first needed

            page = SoundPage(
                self._settings, self._services.set_audio, self._services.play_tone, self._services.test_sound
            )
            if self._devices is not None:
                page.show_devices(self._devices)
            return page

        return self._area.page("sound", make)

    def on_devices(self, notice: DevicesNotice) -> None:
        self._devices = notice
        if self._area.made("sound") is not None:
            self._sound_page().show_devices(notice)

    def tell_settings(self, notice: Notice) -> None:
        """Hand on what came of a test or a look-up that was asked for on one of these pages."""
        if isinstance(notice, SoundTestNotice) and self._area.made("sound") is not None:
            self._sound_page().on_test(notice.test)
        if isinstance(notice, ServersNotice | NetworkTestNotice) and self._area.made("accounts") is not None:
            self._accounts_page().on_notice(notice)
        if self._area.made("diagnostics") is not None:
            self._diagnostics_page().on_notice(notice)

    def _diagnostics_page(self) -> "DiagnosticsPage":
        def make() -> "DiagnosticsPage":
            from softphone.gui.diagnostics.page import DiagnosticsPage  # noqa: PLC0415 -- made when first needed

            page = DiagnosticsPage(self._services, self._settings, self._accounts)
            page.account_requested.connect(self.edit_account)
            return page

        return self._area.page("diagnostics", make)

    def _history_settings(self) -> "HistorySettings":
        def make() -> "HistorySettings":
            from softphone.gui.history.history_settings import HistorySettings  # noqa: PLC0415 -- made when needed

            page = HistorySettings(self._services.log, self._settings)
            page.wiped.connect(self.history_wiped)
            return page

        return self._area.page("history-settings", make)

    def _show_calls_section(self) -> None:
        from softphone.gui.settings.calls_page import CallsPage  # noqa: PLC0415 -- made when first needed

        self._area.show_page(self._area.page("calls", lambda: CallsPage(self._settings)))

    def _show_keeping(self) -> None:
        from softphone.gui.keeping.page import KeepingPage  # noqa: PLC0415 -- made when first needed

        keeping = self._services.keeping
        if keeping is None:
            return

        def make() -> KeepingPage:
            page = KeepingPage(keeping, self._settings, self._in_a_call)
            page.about_to_replace.connect(self.data_about_to_go)
            page.replaced.connect(self.data_replaced)
            return page

        page = self._area.page("keeping", make)
        page.reload()
        self._area.show_page(page)

    def _show_books(self) -> None:
        page = self._books_page()
        if page is not None:
            page.show_overview()
            self._area.show_page(page)

    def _books_page(self) -> "BooksPage | None":
        desk = self.books.desk() if self.books is not None else None
        if desk is None:
            return None

        def make() -> "BooksPage":
            from softphone.gui.books.page import BooksPage  # noqa: PLC0415 -- made when first needed

            return BooksPage(desk, self._directories_desk())

        return self._area.page("books", make)

    def _directories_desk(self) -> "DirectoriesDesk | None":
        from softphone.gui.directory.desk import DirectoriesDesk  # noqa: PLC0415 -- as above

        directories = self._services.directories
        if directories is None:
            return None
        desk = DirectoriesDesk(directories, self._services.passwords, self._settings, self)
        text = self.tr("No keyring took the password of {name}. It is kept until the phone is closed.")
        desk.password_not_kept.connect(lambda name: self.failed.emit(text.format(name=name)))
        return desk

    def show_book_conflicts(self) -> None:
        page = self._books_page()
        if page is not None:
            page.show_conflicts()

    def _in_a_call(self) -> bool:
        return any(view.ended is None for view in self._services.phone.views())

    def _show_desktop_section(self) -> None:
        from softphone.gui.settings.desktop_page import DesktopPage  # noqa: PLC0415 -- made when first needed

        page = self._area.page("desktop", lambda: DesktopPage(self._settings, self.outside))
        page.reload()
        self._area.show_page(page)

    def _show_about(self, section: Section) -> None:
        from softphone.gui.settings.about_page import AboutPage, LanguagePage  # noqa: PLC0415 -- made when first needed

        if section is Section.ABOUT:
            self._area.show_page(self._area.page("about", AboutPage))
        else:
            self._area.show_page(self._area.page("language", lambda: LanguagePage(self._settings)))

    def _show_answers(self) -> None:
        from softphone.gui.settings.codes_page import CodesPage  # noqa: PLC0415 -- made when first needed

        self._area.show_page(self._area.page("answers", CodesPage))

    def new_account(self) -> None:
        self.show_section(Section.ACCOUNTS)
        self._accounts_page().begin()

    def show_certificate(self, refused: CertificateRefused) -> None:
        """What is wrong with a server's certificate, and what can be done about it."""
        self.show_section(Section.ACCOUNTS)
        self._accounts_page().show_certificate(refused)

    def edit_account(self, account: Account) -> None:
        self.show_section(Section.ACCOUNTS)
        self._accounts_page().edit(account)

    # Redirects, both ways

    def _redirects_page(self) -> "RedirectsPage":
        def make() -> "RedirectsPage":
            from softphone.gui.settings.redirects_page import RedirectsPage  # noqa: PLC0415 -- made when first needed

            page = RedirectsPage(self._services.contacts, self._redirects, self._settings)
            page.undo_requested.connect(self._desk.undo_move)
            page.failed.connect(self.failed)
            return page

        return self._area.page("redirects", make)

    def _diverting_page(self) -> "DivertingPage":
        def make() -> "DivertingPage":
            from softphone.gui.settings.diverting_page import DivertingPage  # noqa: PLC0415 -- made when first needed

            page = DivertingPage(self._redirects, self._settings, self._services.contacts)
            page.edit_requested.connect(self.edit_diversion)
            return page

        return self._area.page("diverting", make)

    def choose_rule(self, rule: RedirectRule) -> None:
        self._redirects_page().rules.choose(rule)

    def reread_moves(self) -> None:
        """Contacts or moves have changed: the list of moves, if it is shown, is read again."""
        if self._area.is_showing("redirects"):
            self._redirects_page().reload_moves()

    def _diversion_form(self) -> "DiversionForm":
        def make() -> "DiversionForm":
            from softphone.gui.settings.diversion_form import DiversionForm  # noqa: PLC0415 -- made when first needed

            form = DiversionForm(self._redirects, self._settings, self._services.contacts)
            form.closed.connect(self._diversion_done)
            return form

        return self._area.page("diversion-form", make)

    def edit_diversion(self, diversion: Diversion, back: Callable[[], None] | None = None) -> None:
        """The form for `diversion`, new when it has no id; `back` shows where the person came from."""
        self._after_diversion = back
        self._diversion_form().show_diversion(diversion)
        self._show(self._diversion_form())
        if back is None:
            self.section_shown.emit(Section.DIVERTING)  # which it belongs to

    def _diversion_done(self) -> None:
        back, self._after_diversion = self._after_diversion, None
        if back is None:
            self.show_section(Section.DIVERTING)
        else:
            back()

    def _divert_for_account(self, account: Account) -> None:
        from softphone.gui.settings.diversion_form import blank_diversion  # noqa: PLC0415 -- made when first needed

        of_account = (each for each in self._redirects.diversions() if each.account_id == account.id)
        shown = next(of_account, blank_diversion(account_id=account.id))
        self.edit_diversion(shown, lambda: self.edit_account(self._settings.account(account.id) or account))

    # The first start

    def show_onboarding(self) -> None:
        from softphone.gui.frame.onboarding import OnboardingPage  # noqa: PLC0415 -- most starts do not need it

        def make() -> OnboardingPage:
            page = OnboardingPage(with_demo=self._services.start_demo is not None)
            page.call_wanted.connect(self.dial_wanted)
            page.account_wanted.connect(self.new_account)
            page.demo_wanted.connect(self.demo_requested)
            return page

        self._show(self._area.page("onboarding", make))
