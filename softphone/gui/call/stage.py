"""What stands in the middle of the call page: a redirect's card, who rings and where to send them, or the end."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from softphone.calls.contact_book import ContactBook
from softphone.calls.phone import Phone
from softphone.calls.records import AttemptRecord
from softphone.calls.views import CallView, Phase
from softphone.gui.call.body import CallBody
from softphone.gui.call.commands import CallCommands
from softphone.gui.call.outcome_cards import EndedCard, IncomingCard
from softphone.gui.card.redirect_card import RedirectCard
from softphone.gui.desktop import Desktop

if TYPE_CHECKING:
    from softphone.calls.offer import RedirectOffer
    from softphone.gui.call.deflect import DeflectForm


class CallStage(QObject):
    """`card_shown()` for a new card; `focus_freed()` when what had the focus is taken away; `changed()` when other
    keys count than before.
    """

    card_shown = Signal()
    focus_freed = Signal()
    changed = Signal()

    def __init__(
        self,
        body: CallBody,
        commands: CallCommands,
        phone: Phone,
        desktop: Desktop,
        *,
        contacts: ContactBook | None,
        recent: Callable[[], tuple[AttemptRecord, ...]],
    ) -> None:
        super().__init__(body)
        self._body = body
        self._do = commands
        self._phone = phone
        self._desktop = desktop
        self._contacts = contacts
        self._recent = recent
        self._outcome: EndedCard | IncomingCard | None = None
        self.card: RedirectCard | None = None
        self._card_of = 0
        self.deflect: DeflectForm | None = None

    def show_view(self, view: CallView, own_address: str) -> None:
        if view.phase is not Phase.INCOMING:
            self.close_deflect()
        self._show_card(view, own_address)
        self._show_outcome(view)

    def _show_card(self, view: CallView, own_address: str) -> None:
        offer = view.offer if view.phase is Phase.CHOOSING else None
        of_it = offer if self._card_of == view.attempt else None
        if self.card is not None and (of_it is None or not _asks_the_same(self.card.offer, of_it)):
            if self.card.isAncestorOf(self._body.focusWidget() or self._body):
                self.focus_freed.emit()
            self._body.unstage(self.card)
            self.card = None
        if offer is None or self.card is not None:
            return
        card = RedirectCard(
            offer,
            own_address=own_address,
            desktop=self._desktop,
            has_account=bool(view.account_id),
            parent=self._body.widget(),
        )
        # The attempt it is about, also when the page shows another one by the time it is answered.
        attempt = self._card_of = view.attempt
        card.answered.connect(lambda choice: self._phone.answer_offer(attempt, choice))
        card.kept.connect(lambda choice: self._phone.answer_offer(attempt, choice))
        card.message_written.connect(self._do.message_requested)
        card.call_other.connect(self._do.dial_requested)
        card.opened.connect(self._body.reveal)
        self.card = card
        self._body.stage(card)
        self._body.to_top()
        self.card_shown.emit()

    def _show_outcome(self, view: CallView) -> None:
        if self._outcome is not None:
            self._body.unstage(self._outcome)
            self._outcome = None
        if view.phase is Phase.ENDED:
            self._outcome = EndedCard(view)
            self._outcome.ask_this_time.connect(self._do.ask_this_time)
        elif view.phase is Phase.INCOMING:
            self._outcome = IncomingCard(view)
        if self._outcome is not None:
            self._body.stage(self._outcome)
            if self.deflect is not None:
                self._body.stage(self.deflect)  # below it again

    def say_kept(self, *, kept: bool) -> None:
        """The alternatives of the card are saved, or could not be."""
        if self.card is not None:
            self.card.say_kept(kept=kept)

    def toggle_deflect(self) -> None:
        """Ask where the caller is to be sent, or not any more."""
        if self.deflect is not None:
            self.close_deflect()
            return
        view, contacts = self._do.view, self._contacts
        if view is None or contacts is None:
            return
        from softphone.gui.call.deflect import DeflectForm  # noqa: PLC0415 -- most calls are answered

        attempt = view.attempt
        self.deflect = DeflectForm(
            lambda address: self._phone.deflect(attempt, address), contacts, self._recent
        )
        self.deflect.cancelled.connect(self.close_deflect)
        self._body.stage(self.deflect)
        self._body.reveal(self.deflect)
        self.deflect.focus()
        self.changed.emit()

    def close_deflect(self) -> None:
        if self.deflect is None:
            return
        self._body.unstage(self.deflect)
        self.deflect = None
        self.focus_freed.emit()
        self.changed.emit()

    def hint(self, view: CallView) -> str:
        """Which keys count, for the foot of the page."""
        if self.card is not None:
            return self.card.key_hint()
        if self.deflect is not None:
            return QCoreApplication.translate("CallPage", "Enter: send the caller there · Esc: back")
        if view.phase is Phase.INCOMING:
            return QCoreApplication.translate("CallPage", "Enter: answer · Esc: decline")
        return ""


def _asks_the_same(before: "RedirectOffer", now: "RedirectOffer") -> bool:
    """Whether the card may stay. That its addresses were kept for somebody changes nothing about the choice, but
    whoever is half-way through a message would lose it.
    """
    if now.status != 301:
        now = replace(
            now, contact=before.contact, party_name=before.party_name, suggested_name=before.suggested_name
        )
    return before == now
