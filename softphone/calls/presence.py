"""Presence: who of the people that are shown can be called now, and what others are told of us.

The engine subscribes; here is decided for whom, through which account, and when anew. Known is only what was told
since the engine runs and the account is registered; everything else is UNKNOWN.
"""

import logging
from collections.abc import Callable, Sequence

from softphone.calls import notices as say
from softphone.calls.addressing import account_for, can_be_called, domain_of
from softphone.calls.company_events import PresenceChanged, PresenceState
from softphone.calls.ports import StoreFailedError
from softphone.calls.reach_events import NetworkChanged, RegistrationChanged, RegistrationState
from softphone.calls.settings import Presence
from softphone.calls.world import World
from softphone.sip.dialled import parse_dialled
from softphone.sip.errors import SipParseError
from softphone.sip.party import party_key
from softphone.sip.text import safe_text

_log = logging.getLogger(__name__)
MOST_WATCHED = 50
MOST_TOLD = 1000  # addresses of contacts who may ask how things are with us
_NOTE_LIMIT = 80
_TELL_AFTER_S = 0.5  # a burst of accounts that register is told once

Known = tuple[str, str]  # account id, address as the engine was given it
_READY = frozenset({RegistrationState.REGISTERED, RegistrationState.NONE})


class Presences:
    """The presence part of the controller."""

    def __init__(self, world: World, publish: Callable[[say.Notice], None]) -> None:
        self._world = world
        self._say = publish
        self._wanted: tuple[str, ...] = ()
        self._uris: dict[Known, list[str]] = {}  # by what the engine was given: as the contacts have them
        self._asked: dict[str, tuple[str, ...]] = {}  # of the engine, by account
        self._told: dict[str, tuple[PresenceState, str]] = {}
        self._by_party: dict[str, PresenceState] = {}
        self._ready: set[str] = set()
        self._telling = False

    def watch(self, uris: Sequence[str]) -> None:
        """Replace whom is told of; of more than `MOST_WATCHED` addresses the first."""
        wanted = tuple(dict.fromkeys(uri for uri in uris if can_be_called(uri)))[:MOST_WATCHED]
        if wanted != self._wanted:
            self._wanted = wanted
            self._told = {uri: told for uri, told in self._told.items() if uri in wanted}
            self._by_party = {party_key(uri): state for uri, (state, _) in self._told.items()}
            self._ask()

    def of(self, uri: str) -> PresenceState:
        """Of an address as it is watched, or of the same party at another port or over another transport."""
        if uri in self._told:
            return self._told[uri][0]
        return (
            self._by_party.get(party_key(uri), PresenceState.UNKNOWN)
            if self._by_party
            else PresenceState.UNKNOWN
        )

    def note_change(self, event: PresenceChanged) -> None:
        for uri in self._uris.get((event.account_id, event.uri), ()):
            self._set(uri, event.state, safe_text(event.note, _NOTE_LIMIT))

    def note_registration(self, event: RegistrationChanged) -> None:
        if event.state in _READY and event.account_id not in self._ready:
            self._ready.add(event.account_id)
            self._ask()
            self.tell_own()
        elif event.state in {RegistrationState.FAILED, RegistrationState.UNREGISTERED}:
            self._ready.discard(event.account_id)
            self._ask()

    def note_network(self, event: NetworkChanged) -> None:
        """From another address, everything is asked for anew; the old subscriptions lead nowhere."""
        for account_id in tuple(self._asked):
            self._world.engine.watch(account_id, ())
        self._asked.clear()
        if event.addresses:
            self._ask()
        else:
            self._forget()

    def note_loss(self) -> None:
        """The next engine process knows nothing of it."""
        self._ready.clear()
        self._asked.clear()
        self._forget()

    def settings_changed(self) -> None:
        self._ask()
        self.tell_own()

    def tell_own(self) -> None:
        """What others are told: soon, and once for all that asks for it meanwhile."""
        if self._telling:
            return
        self._telling = True

        def tell() -> None:
            self._telling = False
            settings = self._world.settings()
            presence = Presence.BUSY if settings.do_not_disturb else settings.presence
            self._world.engine.set_presence(presence, self._may_ask())

        self._world.after(_TELL_AFTER_S, tell)

    def _may_ask(self) -> tuple[str, ...]:
        try:
            uris = self._world.book.addresses(limit=MOST_TOLD)
        except StoreFailedError as error:
            _log.warning("the address book cannot be read, nobody is told how things are: %s", error)
            return ()
        return tuple(uri for uri in uris if can_be_called(uri))

    def _ask(self) -> None:
        """Bring the engine's lists up to date with what is wanted."""
        settings = self._world.settings()
        lists: dict[str, list[str]] = {}
        self._uris = {}
        for uri in self._wanted:
            account = account_for(settings, uri)
            if account is None or account.id not in self._ready:
                continue
            try:
                asked = parse_dialled(uri, default_domain=domain_of(account))
            except SipParseError:
                continue
            known = self._uris.setdefault((account.id, asked), [])
            if not known:
                lists.setdefault(account.id, []).append(asked)
            known.append(uri)
        for account_id in self._asked.keys() | lists.keys():
            uris = tuple(lists.get(account_id, ()))
            if self._asked.get(account_id, ()) != uris:
                self._world.engine.watch(account_id, uris)
        self._asked = {account_id: tuple(uris) for account_id, uris in lists.items()}
        asked_for = {uri for uris in self._uris.values() for uri in uris}
        for uri in [each for each in self._told if each not in asked_for]:
            self._set(uri, PresenceState.UNKNOWN, "")

    def _forget(self) -> None:
        for uri in tuple(self._told):
            self._set(uri, PresenceState.UNKNOWN, "")

    def _set(self, uri: str, state: PresenceState, note: str) -> None:
        before = self._told.get(uri, (PresenceState.UNKNOWN, ""))
        if state is PresenceState.UNKNOWN and not note:
            self._told.pop(uri, None)
            self._by_party.pop(party_key(uri), None)
        else:
            self._told[uri] = (state, note)
            self._by_party[party_key(uri)] = state
        if before != (state, note):
            self._say(say.PresenceNotice(uri, state, note))
