"""A link that was clicked elsewhere: it fills the dial field, and a banner asks. Nothing happens without the person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtWidgets import QLabel

from softphone.calls.contact_book import ContactBook
from softphone.calls.phone import Phone
from softphone.calls.ports import StoreFailedError
from softphone.calls.views import CallView, Phase
from softphone.gui.dial.field import DialField
from softphone.gui.frame.banners import Manner
from softphone.gui.look.components import Button
from softphone.gui.outside.link_words import (
    asking_text,
    earlier_text,
    holds_text,
    notes,
    problem_text,
    refused_text,
    shown_address,
)
from softphone.gui.words.address_reasons import address_error_text
from softphone.gui.words.breakable import breakable
from softphone.gui.words.talk_text import party_name
from softphone.sip.errors import SipParseError
from softphone.sip.link import Link, LinkProblem, read_link
from softphone.sip.text import safe_text

if TYPE_CHECKING:
    from softphone.gui.frame.window import MainWindow

_KEY = "link"
_GUARD_MS = 500  # as on a card: a click or key that comes sooner was meant for something else
_NAME_SHOWN = 80
_COUNTED = 999
_LONG_WORD = 24


def _breaking(text: str) -> str:
    """`text` whose long words may end a line anywhere sensible, so that an address is seen whole."""
    return " ".join(breakable(word) if len(word) > _LONG_WORD else word for word in text.split(" "))


class Links(QObject):
    """One banner for the newest link, however many come. It outlives the widgets of the window (`repeat`)."""

    def __init__(self, window: "MainWindow", phone: Phone, book: ContactBook) -> None:
        super().__init__(window)
        self._window = window
        self._phone = phone
        self._book = book
        self._link: Link | None = None
        self._earlier = 0
        self._filled = ""
        self._followed: DialField | None = None  # made anew with the window's widgets
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.setInterval(_GUARD_MS)
        self._guard.timeout.connect(self._arm)

    def take(self, addresses: Sequence[bytes | str]) -> None:
        """Whatever was handed over; of several the last is shown, and that there were others."""
        links = [link for link in map(read_link, addresses) if link.problem is not LinkProblem.EMPTY]
        if not links:
            return
        if self._link is not None:
            self._earlier += 1
        self._earlier = min(_COUNTED, self._earlier + len(links) - 1)
        self._link = links[-1]
        self._fill(self._link)
        self._say(self._link)

    def repeat(self) -> None:
        """The window was made anew, in another language."""
        if self._link is not None:
            self._fill(self._link)
            self._say(self._link)

    @property
    def waiting(self) -> Link | None:
        return self._link

    def _fill(self, link: Link) -> None:
        """Into the dial field, unless somebody is typing there."""
        field = self._window.column.dial
        typed = field.edit.text()
        if typed and typed != self._filled:
            return
        self._filled = link.address
        field.offer(link.address)
        if field is not self._followed:
            self._followed = field
            field.called.connect(self._called)

    def _called(self) -> None:
        """Somebody has called from the dial field. If it was this link, it is done with."""
        newest = next(reversed(self._phone.views()), None)
        if (
            self._link is not None
            and newest is not None
            and newest.party_uri == self._callable(self._link)[0]
        ):
            self._done()

    def _say(self, link: Link) -> None:
        uri, why = self._callable(link)
        details, shown = [*notes(link)], shown_address(link)
        if uri:
            name = self._name_of(uri)
            text = asking_text(name or shown)
            shown = shown if name else ""
            going = self._talking()
            if going is not None:
                details.append(holds_text(party_name(going)))
        else:
            text = refused_text()
            details.insert(0, why)
        if self._earlier:
            details.append(earlier_text(self._earlier))
        actions = []
        if uri:
            actions.append((QCoreApplication.translate("Link", "Call"), self._call))
            actions.append((QCoreApplication.translate("Link", "Message"), self._message))
        leaving = (
            QCoreApplication.translate("Link", "Not now")
            if uri
            else QCoreApplication.translate("Link", "Close")
        )
        actions.append((leaving, self._leave))
        warns = bool(link.emergency or link.look_alike or not uri)
        detail = " · ".join(filter(None, (shown, " ".join(details))))
        manner = Manner(icon="warning" if warns else "web", warns=warns, detail=detail)
        banner = self._window.banners.say(_KEY, text, *actions, manner=manner)
        banner.closed.connect(self._leave)
        # For the eye alone: what is read aloud has the address in one piece.
        banner.text.setText(_breaking(text))
        for below in banner.findChildren(QLabel, "banner-link-detail"):
            below.setText(_breaking(detail))
        for made in banner.findChildren(Button):
            if "-action" in made.objectName():
                made.setEnabled(False)
        first = banner.findChild(Button, "banner-link-action")
        if uri and first is not None:
            first.set_kind("secondary" if warns else "positive")
        self._guard.start()

    def _arm(self) -> None:
        banner = self._window.banners.shown(_KEY)
        if banner is not None:
            for made in banner.findChildren(Button):
                made.setEnabled(True)

    def _callable(self, link: Link) -> tuple[str, str]:
        """What would be called, or "" and why not."""
        if not link.address:
            return "", problem_text(link.problem or LinkProblem.NO_ADDRESS)
        try:
            return self._phone.dialled_uri(link.address), ""
        except SipParseError as error:
            return "", address_error_text(error, link.address)

    def _name_of(self, uri: str) -> str:
        try:
            contact = self._book.find_by_uri(uri)
        except StoreFailedError:
            return ""
        return safe_text(contact.name, _NAME_SHOWN) if contact is not None else ""

    def _talking(self) -> CallView | None:
        views = self._phone.views()
        return next((each for each in views if each.phase is Phase.CONNECTED and not each.held), None)

    def _call(self) -> None:
        link = self._done()
        if link is not None:
            self._window.dial(link.address)

    def _message(self) -> None:
        link = self._done()
        uri = self._callable(link)[0] if link is not None else ""
        if uri:
            self._window.messages.show(uri)

    def _leave(self) -> None:
        self._done()

    def _done(self) -> Link | None:
        """The link that was asked about, which is no longer."""
        link, self._link = self._link, None
        self._earlier = 0
        self._window.banners.take(_KEY)
        field = self._window.column.dial
        if self._filled and field.edit.text() == self._filled:
            field.set_text("")
        self._filled = ""
        return link
