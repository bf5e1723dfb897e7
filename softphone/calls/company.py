"""Everything around people beside calls: who is there, who writes, what waits in the voicemail."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from softphone.calls import engine_events as ev
from softphone.calls import notices as say
from softphone.calls.company_events import (
    MessageReceived,
    PresenceChanged,
    PresenceState,
    TypingSeen,
    VoicemailWaiting,
)
from softphone.calls.reach_events import NetworkChanged, RegistrationChanged, RegistrationState
from softphone.calls.world import World

# Loaded with the first news, so that the window comes sooner.
if TYPE_CHECKING:
    from softphone.calls.presence import Presences
    from softphone.calls.typing_news import TypingNews

_AT_REST = frozenset(
    {
        RegistrationState.REGISTERED,
        RegistrationState.NONE,
        RegistrationState.FAILED,
        RegistrationState.UNREGISTERED,
    }
)


class Company:
    """One thread, the owner's. `note` is to be called with every event of the engine."""

    def __init__(self, world: World, publish: Callable[[say.Notice], None]) -> None:
        self._world = world
        self._say = publish
        self._presences: Presences | None = None
        self._typing: TypingNews | None = None
        self._voicemail: dict[str, str] = {}  # where the servers say that it is heard

    @property
    def presences(self) -> "Presences":
        if self._presences is None:
            from softphone.calls.presence import Presences  # noqa: PLC0415 (see above)

            self._presences = Presences(self._world, self._say)
        return self._presences

    @property
    def typing(self) -> "TypingNews":
        if self._typing is None:
            from softphone.calls.typing_news import TypingNews  # noqa: PLC0415 (see above)

            self._typing = TypingNews(self._world, self._say)
        return self._typing

    def note(self, event: ev.EngineEvent) -> None:
        match event:
            case RegistrationChanged(state=state) if state in _AT_REST:
                self.presences.note_registration(event)
            case PresenceChanged():
                self.presences.note_change(event)
            case NetworkChanged():
                self.presences.note_network(event)
            case ev.EngineLost():
                self.presences.note_loss()
            case TypingSeen():
                self.typing.note_seen(event)
            case MessageReceived() if self._typing is not None:
                self._typing.note_received(event.from_uri.decode("utf-8", "replace"))
            case VoicemailWaiting():
                self._waiting(event)
            case _:
                pass

    def send_typing(self, address: str, typing: bool) -> None:
        self.typing.tell(address, typing)

    def note_sent(self, uri: str) -> None:
        """A message to `uri` goes out."""
        if self._typing is not None:
            self._typing.note_sent(uri)

    def watch(self, uris: Sequence[str]) -> None:
        self.presences.watch(uris)

    def presence_of(self, uri: str) -> PresenceState:
        return PresenceState.UNKNOWN if self._presences is None else self._presences.of(uri)

    def settings_changed(self) -> None:
        self.presences.settings_changed()

    def voicemail(self, account_id: str) -> str:
        """What hears the messages of an account: as the person has set it, else as its server says; "" for unknown."""
        account = next((each for each in self._world.settings().accounts if each.id == account_id), None)
        return (account.voicemail if account else "") or self._voicemail.get(account_id, "")

    def _waiting(self, event: VoicemailWaiting) -> None:
        if event.account_uri:
            self._voicemail[event.account_id] = event.account_uri
        dial = self.voicemail(event.account_id)
        self._say(say.VoicemailNotice(event.account_id, event.waiting, event.new, event.old, dial))
