"""The dial field: a name, a number or an address; Enter calls."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from softphone.calls.company_events import PresenceState
from softphone.calls.contact_book import ContactBook
from softphone.calls.directory import Found
from softphone.calls.records import AttemptRecord
from softphone.gui.dial.account_chip import AccountChip
from softphone.gui.dial.completion import Suggestion, exact_name, looks_like_address, suggest
from softphone.gui.dial.popup import SuggestionPopup
from softphone.gui.look.components import Space, button, clearable, column, label, restyle
from softphone.gui.settings.address_edit import AddressEdit
from softphone.gui.words.address_reasons import address_error_text
from softphone.sip.errors import SipParseError

if TYPE_CHECKING:
    from softphone.gui.directory.finder import Finder


class DialField(QWidget):
    """`place_call(address)` is asked to call and raises SipParseError; `called()` follows when it did.

    `recent()` gives the attempts of the history that completion looks through. `accounts` shows who will call.
    Enter in an empty field brings back `last_dialled()`, "" for nobody.
    """

    called = Signal()

    def __init__(
        self,
        place_call: Callable[[str], None],
        book: ContactBook,
        recent: Callable[[], tuple[AttemptRecord, ...]],
        parent: QWidget | None = None,
        *,
        accounts: AccountChip | None = None,
        last_dialled: Callable[[], str] = str,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._last_dialled = last_dialled
        self._place_call = place_call
        self._book = book
        self._recent = recent
        self._popup: SuggestionPopup | None = None
        self._offered = False
        self._finder: Finder | None = None
        self.make_finder: Callable[[], Finder | None] = lambda: None
        self.presence_of: Callable[[str], PresenceState] | None = None
        self.setObjectName("dial-field")
        layout = column(self, spacing=Space.XS)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        self.edit = AddressEdit(
            object_name="dial-edit", accessible_name=self.tr("Name, number or SIP address to call")
        )
        self.edit.setPlaceholderText(self.tr("Name, number or SIP address"))
        self.edit.setToolTip(self.edit.placeholderText())  # it may be cut
        clearable(self.edit)
        self.edit.textEdited.connect(self._edited)
        self.edit.textChanged.connect(self._clear_error)
        self.edit.installEventFilter(self)
        row.addWidget(self.edit, 1)
        self.call_button = button(
            "", "positive", object_name="dial-call", accessible_name=self.tr("Call"), icon="phone"
        )
        self.call_button.setToolTip(self.tr("Call (Enter)"))
        self.call_button.clicked.connect(self.call)
        row.addWidget(self.call_button)
        layout.addLayout(row)
        self.error = label("", "error", wrap=True, object_name="dial-error")
        self.error.hide()
        layout.addWidget(self.error)
        if accounts is not None:
            layout.addWidget(accounts)
            self.edit.textChanged.connect(accounts.show_for)

    def focus(self) -> None:
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)
        self._close_popup()

    def offer(self, text: str) -> None:
        """`text` that another program sent: the first Enter only says what the next one will do."""
        self.set_text(text)
        # Read from its beginning, whoever it belongs to; what is typed now takes its place and is not put into it.
        self.edit.setSelection(len(text), -len(text))
        self._offered = bool(text)

    def call(self) -> None:
        """Call the marked suggestion, the contact of this name, or the address as typed."""
        text = self.edit.text()
        if not text.strip() and self._bring_back():
            return
        marked = self._popup.current() if self._popup is not None else None
        if marked is None and text.strip() and not looks_like_address(text):
            marked = exact_name(text, self._book)
            if marked is None and self._offer_first(text):
                return
        self._dial(text if marked is None else marked.uri)

    def _bring_back(self) -> bool:
        """Whom one called last stands in the field; the next Enter calls, so that nobody is called by a slip."""
        last = self._last_dialled()
        if not last:
            return False
        self.set_text(last)
        self.edit.selectAll()
        self._say_enter_again(last)
        return True

    def _say_enter_again(self, address: str) -> None:
        said = self.tr("{address}: press Enter again to call").format(address=address)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, said))

    def _offer_first(self, text: str) -> bool:
        """Part of a name: mark the first match and wait for a second Enter, so that nobody is called by a slip."""
        found = suggest(text, self._book, self._recent())
        if not found:
            return False
        popup = self._popup_shown(found)
        popup.step(1)
        return True

    def _dial(self, address: str) -> None:
        self._close_popup()
        try:
            self._place_call(address)
        except SipParseError as error:
            self.show_error(error)
        else:
            self.edit.clear()
            self.called.emit()

    def show_error(self, error: SipParseError) -> None:
        """Say what is wrong and point at the letter."""
        text = self.edit.text()
        said = address_error_text(error, text)
        self.error.setText(said)
        self.error.show()
        restyle(self.edit, "wrong", "true")
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.mark(error.offset)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.edit, said))

    def _clear_error(self) -> None:
        if not self.error.isHidden():
            self.error.hide()
            restyle(self.edit, "wrong", "")

    def _edited(self, text: str) -> None:
        self._offered = False
        found = suggest(text, self._book, self._recent())
        if found or self._popup is not None:
            self._popup_shown(found)
        if self._finder is None:
            self._finder = self.make_finder()
            if self._finder is not None:
                self._finder.found.connect(self._show_directory)
        if self._finder is not None:
            self._finder.find("" if looks_like_address(text) and "@" in text else text)

    def _show_directory(self, text: str, founds: tuple[Found, ...]) -> None:
        """Below those whom one knows, the company's others; whom one has marked meanwhile stays marked."""
        typed = self.edit.text()
        if not founds or " ".join(typed.split()) != text or not self.edit.hasFocus():
            return
        from softphone.gui.directory.finder import suggestions_of  # noqa: PLC0415 -- it is loaded by now

        known = suggest(typed, self._book, self._recent())
        there = {suggestion.uri.casefold() for suggestion in known}
        more = tuple(each for each in suggestions_of(founds) if each.uri.casefold() not in there)
        if more and not (self._popup is not None and self._popup.current() is not None):
            self._popup_shown((*known, *more))

    def _popup_shown(self, found: tuple[Suggestion, ...]) -> SuggestionPopup:
        if self._popup is None:
            self._popup = SuggestionPopup(self)
            self._popup.picked.connect(lambda suggestion: self._dial(suggestion.uri))
            if self.presence_of is not None:
                self._popup.set_presence(self.presence_of)
        self._popup.show_suggestions(found)
        return self._popup

    def _close_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit:
            if event.type() == QEvent.Type.FocusOut:
                self._close_popup()
            elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        popup = self._popup if self._popup is not None and self._popup.isVisible() else None
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._offered and self.edit.text().strip():
                self._offered = False
                self.edit.selectAll()
                self._say_enter_again(self.edit.text())
            else:
                self.call()
            return True
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if popup is None and key == Qt.Key.Key_Down:
                self._edited(self.edit.text())
            elif popup is not None:
                popup.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if key == Qt.Key.Key_Escape and (popup is not None or self.edit.text()):
            if popup is not None:
                popup.hide()
            else:
                self.edit.clear()
            return True
        return False
