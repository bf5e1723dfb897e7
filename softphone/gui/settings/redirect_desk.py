"""Rules, remembered moves and diversions at work: read and written for the pages, each change with a way back."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from softphone.calls.people import RememberedMove
from softphone.calls.ports import StoreFailedError
from softphone.calls.rules import Diversion, DivertWhen, RedirectPolicy, RedirectRule, RuleScope
from softphone.gui.frame.banners import QuietPlace
from softphone.gui.futures import when_done
from softphone.gui.services import Services
from softphone.gui.words.plain_text import short_address

T = TypeVar("T")

# Taking back a forgetting writes each move again; beyond this many it is not offered.
MOST_BROUGHT_BACK = 500


class RedirectDesk(QObject):
    """Writes to the store and says so in `quiet`.

    `rules_changed()`, `moves_changed()`, `diversions_changed()` when a list is to be read again;
    `failed(text)` when something could not be read or written.
    """

    rules_changed = Signal()
    moves_changed = Signal()
    diversions_changed = Signal()
    failed = Signal(str)

    def __init__(self, services: Services, quiet: QuietPlace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._quiet = quiet

    # Rules

    def rules(self) -> tuple[RedirectRule, ...]:
        return self._read(self._services.rules.rules)

    def rule_of_contact(self, contact_id: int) -> RedirectRule | None:
        subject = str(contact_id)
        return next(
            (rule for rule in self.rules() if rule.scope is RuleScope.CONTACT and rule.subject == subject),
            None,
        )

    def set_rule(self, scope: RuleScope, subject: str, policy: RedirectPolicy) -> None:
        self._write(self._services.rules.set(scope, subject, policy), lambda _: self.rules_changed.emit())

    def remove_rule(self, rule: RedirectRule, whom: str) -> None:
        """`whom` names in the quiet bar whose rule it was."""

        def removed(_: None) -> None:
            self.rules_changed.emit()
            self._quiet.say(
                self.tr("The rule for {whom} was removed").format(whom=whom),
                self.tr("Undo"),
                lambda: self.set_rule(rule.scope, rule.subject, rule.policy),
            )

        self._write(self._services.rules.remove(rule.id), removed)

    # Remembered moves of strangers

    def forget_move(self, move: RememberedMove) -> None:
        def forgotten(_: None) -> None:
            self.moves_changed.emit()
            self._quiet.say(
                self.tr("The move of {address} was forgotten").format(address=short_address(move.old_uri)),
                self.tr("Undo"),
                lambda: self._bring_back((move,)),
            )

        self._write(self._services.contacts.forget_move(move.id), forgotten)

    def forget_by_id(self, move_id: int) -> None:
        """Forget a move that a call page names; nothing when it has gone already."""
        moves = self._read(self._services.contacts.remembered_moves)
        for move in moves:
            if move.id == move_id:
                self.forget_move(move)

    def forget_all(self, moves: Sequence[RememberedMove]) -> None:
        """Forget every remembered move; `moves` are those that were shown."""
        kept = tuple(moves)

        def forgotten(count: int) -> None:
            self.moves_changed.emit()
            if count and len(kept) <= MOST_BROUGHT_BACK:
                self._quiet.say(
                    self.tr("Forgotten moves: {number}").format(number=count),
                    self.tr("Undo"),
                    lambda: self._bring_back(kept),
                )

        self._write(self._services.contacts.forget_moves(), forgotten)

    def _bring_back(self, moves: Sequence[RememberedMove]) -> None:
        # The oldest first: the newest has the last word about an address.
        left = len(moves)

        def kept(_: RememberedMove) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                self.moves_changed.emit()

        for move in reversed(moves):
            future = self._services.contacts.remember_move(
                old_uri=move.old_uri,
                new_uri=move.new_uri,
                status=move.status,
                learned_at=move.learned_at,
                expires_at=move.expires_at,
            )
            self._write(future, kept)

    # Diversions

    def diversions(self) -> tuple[Diversion, ...]:
        return self._read(self._services.diversions.diversions)

    def always_on(self) -> tuple[Diversion, ...]:
        """What sends callers elsewhere at once, so that this phone does not ring."""
        return tuple(each for each in self.diversions() if each.enabled and each.when is DivertWhen.ALWAYS)

    def save_diversion(
        self,
        diversion: Diversion,
        done: Callable[[Diversion], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        def saved(now: Diversion) -> None:
            self.diversions_changed.emit()
            if done is not None:
                done(now)

        self._write(self._services.diversions.save(diversion), saved, failed)

    def switch(self, diversion: Diversion, *, enabled: bool) -> None:
        self.save_diversion(replace(diversion, enabled=enabled))

    def remove_diversion(self, diversion: Diversion, whom: str) -> None:
        if diversion.id is None:
            return

        def removed(_: None) -> None:
            self.diversions_changed.emit()
            self._quiet.say(
                self.tr("{whom}: no longer redirected").format(whom=whom),
                self.tr("Undo"),
                lambda: self.save_diversion(diversion),
            )

        self._write(self._services.diversions.remove(diversion.id), removed)

    def contact_gone(self, _contact_id: int = 0) -> None:
        """What was set for a person goes with the person."""
        self.rules_changed.emit()
        self.diversions_changed.emit()

    def _read(self, read: Callable[[], tuple[T, ...]]) -> tuple[T, ...]:
        try:
            return read()
        except StoreFailedError as error:
            self.failed.emit(
                self.tr("What is set for redirects could not be read ({reason}).").format(reason=error)
            )
            return ()

    def _write(
        self,
        future: Future[T],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        when_done(future, self, done, failed or self._say_failed)

    def _say_failed(self, error: BaseException) -> None:
        self.failed.emit(
            self.tr("This could not be written ({reason}). Everything is as it was before.").format(
                reason=error
            )
        )
