"""Keeps conversations true to the phone and the store: list, page, what is unread, who is watched."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from softphone.calls.accounts import Transport
from softphone.calls.notices import (
    CallChanged,
    ConversationsChanged,
    MessageNotice,
    Notice,
    PresenceNotice,
    TypingNotice,
)
from softphone.calls.ports import StoreFailedError
from softphone.calls.records import Conversation
from softphone.gui.frame.rail import View
from softphone.gui.messages.writing import MOST_BY_DATAGRAM, MOST_BY_STREAM

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow
    from softphone.gui.messages.conversation_page import ConversationPage

_LAG_MS = 60  # a burst of news costs one reading
_FIRST_COUNT_MS = 400  # after the window is there


class MessagesDesk(QObject):
    """Made anew together with the widgets of the window."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window.column)
        self._window = window
        self._services = window.services
        self._wired = False
        self.drafts: dict[str, str] = {}
        self._stopped = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_LAG_MS)
        self._soon.timeout.connect(self._catch_up)
        QTimer.singleShot(_FIRST_COUNT_MS, self, self.count)

    def stop(self) -> None:
        self._stopped = True
        self._soon.stop()

    def kept_drafts(self) -> dict[str, str]:
        """What is begun, with what stands in the field now."""
        if (page := self._made()) is not None:
            page.keep_draft()
        return self.drafts

    def on_notice(self, notice: Notice) -> None:
        match notice:
            case ConversationsChanged() | MessageNotice():
                self._later()
            case CallChanged(view=view) if view.message is not None:
                self._later()
            case TypingNotice():
                if (page := self._made()) is not None:
                    page.on_typing(notice)
            case PresenceNotice():
                if (page := self._made()) is not None:
                    page.on_presence(notice)
            case _:
                pass

    def is_reading(self, uri: str) -> bool:
        """Whether the messages with `uri` are on the screen."""
        page = self._made()
        return page is not None and self._window.area.is_showing("conversation") and page.is_about(uri)

    def show(self, uri: str, record_id: int | None = None) -> None:
        """Show the conversation with `uri`, and the list with it chosen."""
        window = self._window
        if not window.column.is_showing(View.MESSAGES):
            window.show_view(View.MESSAGES)
        page = self._page()
        window.pages.show_page(page)
        page.show_conversation(uri, record_id)
        window.column.messages.choose(uri)
        window.watching.changed()

    def write_new(self) -> None:
        """Ask whom to write to."""
        window = self._window
        if not window.column.is_showing(View.MESSAGES):
            window.show_view(View.MESSAGES)
        window.column.messages.list.choose(None)
        window.pages.show_page(self._page())
        self._page().start_new()

    def wire(self) -> None:
        """Connect the list, which is shown for the first time."""
        if self._wired:
            return
        self._wired = True
        panel = self._window.column.messages
        panel.chosen.connect(self.show)
        panel.new_requested.connect(self.write_new)
        panel.remove_requested.connect(self._ask_remove)
        panel.failed.connect(self._window.say_failed)

    def seen(self) -> None:
        """The window has become active."""
        if (page := self._made()) is not None and page.isVisible():
            page.mark_seen()

    def count(self) -> None:
        """Say on the rail how many are unread."""
        if self._stopped:
            return
        try:
            unread = self._services.log.unread_messages()
        except StoreFailedError:
            return  # the list says so when it is gone to
        self._window.rail.set_badge(View.MESSAGES, unread)

    def _later(self) -> None:
        if not self._soon.isActive() and not self._stopped:
            self._soon.start()

    def _catch_up(self) -> None:
        if self._stopped:
            return
        window = self._window
        page = self._made()
        if page is not None and window.area.is_showing("conversation"):
            page.reload()
        window.lists.messages_changed()
        self.count()

    def _made(self) -> "ConversationPage | None":
        return self._page() if self._window.area.made("conversation") is not None else None

    def _page(self) -> "ConversationPage":
        def make() -> "ConversationPage":
            from softphone.gui.messages.conversation_page import ConversationPage  # noqa: PLC0415 -- when first needed

            window = self._window
            page = ConversationPage(self._services, window.lists.recent, self._most_bytes, self.drafts)
            page.changed.connect(self._later)
            page.closed.connect(window.close_page)
            page.failed.connect(window.say_failed)
            page.choose_requested.connect(window.news.show_attempt)
            page.head.call_requested.connect(window.dial)
            page.head.contact_requested.connect(window.pages.show_contact)
            page.head.add_requested.connect(window.pages.new_contact)
            return page

        return self._window.area.page("conversation", make)

    def _most_bytes(self, uri: str) -> int:
        account_id = self._services.phone.account_of(uri)
        for account in self._window.settings.value.accounts:
            if account.id == account_id and account.transport is not Transport.UDP:
                return MOST_BY_STREAM
        return MOST_BY_DATAGRAM

    def _ask_remove(self, conversation: Conversation) -> None:
        self.show(conversation.party_uri)
        self._page().head.ask()
