"""Which page stands in the page area: makes pages at first use and connects them."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from softphone.calls.notices import Notice, PresenceNotice
from softphone.calls.rules import RedirectRule
from softphone.calls.views import CallView
from softphone.gui.frame.people_pages import PeoplePages
from softphone.gui.settings.settings_list import Section
from softphone.gui.words.plain_text import short_address

if TYPE_CHECKING:
    from softphone.gui.call.page import CallPage


@runtime_checkable
class ShowsPresence(Protocol):
    """A page about somebody who is not in the contacts, perhaps."""

    def watched(self) -> tuple[str, ...]: ...


class Navigator(PeoplePages):
    """All pages, with those of calls. See `Pages` for what the window is asked for."""

    call_attempt: int | None = None

    def call_page(self) -> "CallPage":
        def make() -> "CallPage":
            from softphone.gui.call.choice_of_sound import CallSound  # noqa: PLC0415 -- made when first needed
            from softphone.gui.call.page import CallPage  # noqa: PLC0415 -- as above

            page = CallPage(
                self._services.phone,
                contacts=self._services.contacts,
                recent=self._recent,
                pictures=self._pictures,
                sound=CallSound(self._settings, self._services.set_audio, lambda: self._devices),
            )
            page.show_requested.connect(self.call_wanted)
            page.dial_requested.connect(self.call_requested)
            page.dismissed.connect(self.call_dismissed)
            page.message_requested.connect(self.message_requested)
            page.alternatives_undo.connect(self._desk.put_back)
            page.forget_move.connect(self._redirects.forget_by_id)
            page.rules_requested.connect(self._show_rule)
            page.diversions_requested.connect(lambda _: self.section_requested.emit(Section.DIVERTING))
            return page

        return self._area.page("call", make)

    def show_call(self, view: CallView) -> None:
        page = self.call_page()
        if self.is_editing():
            self.form_covered.emit(self._area.current())
        self.call_attempt = view.attempt
        account = self._settings.default_account()
        page.set_own_address(short_address(account.uri) if account else "")
        page.show_call(view)
        self._show(page)

    def watched(self) -> tuple[str, ...]:
        """Whose presence the page in sight shows."""
        contact = self.shown_contact()
        if contact is not None:
            return tuple(address.uri for address in contact.addresses)
        page = self._area.made("conversation")
        if isinstance(page, ShowsPresence) and self._area.is_showing("conversation"):
            return page.watched()
        return ()

    def people_changed(self) -> None:
        """Contacts may be others than before: pages that list them are read again when they are shown."""
        if self._area.is_showing("groups"):
            self._groups_page().reload()

    def on_presence(self, notice: PresenceNotice) -> None:
        if self.shown_contact() is not None:
            self._contact_page().on_presence(notice)

    def _show_rule(self, rule: RedirectRule) -> None:
        self.section_requested.emit(Section.REDIRECTS)
        self.choose_rule(rule)

    def tell_call_page(self, notice: Notice) -> None:
        """Hand a notice on, if there is a call page."""
        if self._area.made("call") is not None:
            self.call_page().on_notice(notice)

    def focus_call(self) -> None:
        """Keys are for the call that is shown."""
        if self.is_showing_call():
            self.call_page().take_focus()

    def is_showing_call(self, attempt: int | None = None) -> bool:
        return self._area.is_showing("call") and attempt in (None, self.call_attempt)

    def is_editing(self) -> bool:
        """Whether the person is filling in a form, which nothing but a ringing call may push aside."""
        return self.is_editing_contact() or self.is_editing_settings()
