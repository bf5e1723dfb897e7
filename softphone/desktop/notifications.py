"""Notifications by the desktop's own server, with buttons where it has some.

Source: Desktop Notifications Specification 1.2, org.freedesktop.Notifications.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from softphone.calls.outside import Note, NoteKind
from softphone.desktop.bus import Bus, Object, Signal

NAME: Final = "org.freedesktop.Notifications"
PATH: Final = "/org/freedesktop/Notifications"
_SERVER: Final = Object(NAME, PATH, NAME)
_APP: Final = "Redirect Softphone"
_ICON: Final = "softphone"
_MOST: Final = 20  # at once; callers and writers are bounded before, this is for the rest
_TITLE, _BODY, _TOKEN = 120, 400, 1024
_CATEGORY: Final = {
    NoteKind.RINGING: "call.incoming",
    NoteKind.MISSED: "call.unanswered",
    NoteKind.DECISION: "call",
    NoteKind.MESSAGE: "im.received",
    NoteKind.VOICEMAIL: "im.received",
}
_NORMAL, _CRITICAL = 1, 2
_SERVERS_CHOICE, _NEVER = -1, 0


@dataclass(slots=True)
class _Shown:
    """`asked` when the server was, `id` 0 until it has answered; `withdrawn` when it is to go as soon as it has."""

    note: Note
    id: int = 0
    asked: bool = False
    withdrawn: bool = False


class BusNotifier:
    """Implements `calls.outside.Notifier`. `post` brings what comes back to the owner's thread."""

    def __init__(self, bus: Bus, post: Callable[[Callable[[], None]], None]) -> None:
        self._bus = bus
        self._post = post
        self._acted: Callable[[str, str, str], None] = lambda *_: None
        self._unshown: Callable[[Note], None] = lambda _: None
        # What follows belongs to the bus's thread.
        self._server = ""
        self._capabilities: frozenset[str] | None = None
        self._shown: dict[str, _Shown] = {}
        self._tokens: dict[int, str] = {}

    def start(self, acted: Callable[[str, str, str], None], unshown: Callable[[Note], None]) -> None:
        self._acted, self._unshown = acted, unshown
        self._bus.watch(NAME, self._owned)
        self._bus.listen(NAME, "ActionInvoked", self._invoked)
        self._bus.listen(NAME, "ActivationToken", self._token)
        self._bus.listen(NAME, "NotificationClosed", self._closed)

    def show(self, note: Note) -> None:
        if self._bus.exists:
            self._bus.run(lambda: self._show(note))
        else:
            self._unshown(note)

    def withdraw(self, key: str) -> None:
        self._bus.run(lambda: self._withdraw(key))

    # On the bus's thread

    def _owned(self, owner: str) -> None:
        """The server came, went or was replaced: what it showed is gone, and another may do other things."""
        self._server = owner
        self._capabilities = None
        self._tokens.clear()
        before, self._shown = self._shown, {}
        for shown in before.values():
            if owner and shown.id and shown.note.kind is NoteKind.RINGING and not shown.withdrawn:
                self._show(shown.note)  # it still rings
            elif shown.note.kind is NoteKind.RINGING or not shown.id:
                self._shown[shown.note.key] = shown  # for the next one

    def _show(self, note: Note) -> None:
        shown = self._shown.get(note.key)
        if shown is None:
            if len(self._shown) >= _MOST:
                self._withdraw(next(iter(self._shown)))
            shown = self._shown[note.key] = _Shown(note)
        shown.note, shown.withdrawn = note, False
        if self._capabilities is None:
            self._call("GetCapabilities", "", (), lambda found: self._capable(found, shown))
        else:
            self._notify(shown, self._capabilities)

    def _capable(self, found: tuple[Any, ...] | None, shown: _Shown) -> None:
        note = shown.note
        if self._shown.get(note.key) is not shown or shown.withdrawn:
            return  # it is over, or another took its place
        if found is None:
            del self._shown[note.key]
            self._post(lambda: self._unshown(note))
            return
        listed = found[0] if found and isinstance(found[0], list) else []
        self._capabilities = frozenset(each for each in listed if isinstance(each, str))
        self._notify(shown, self._capabilities)

    def _notify(self, shown: _Shown, capabilities: frozenset[str]) -> None:
        note = shown.note
        shown.asked = True
        body = note.body[:_BODY]
        body = (
            (escape(body, quote=False) if "body-markup" in capabilities else body)
            if "body" in capabilities
            else ""
        )
        title = note.title[:_TITLE]
        if note.body and "body" not in capabilities:
            title = f"{title}: {note.body}"[:_TITLE]
        actions: list[str] = []
        if "actions" in capabilities:
            actions = [word for action in note.actions for word in action]
            if note.actions:
                # A click on the note itself shows the phone; it never answers, calls or declines.
                actions += ["default", _APP]
        ringing = note.kind is NoteKind.RINGING
        hints: dict[str, tuple[str, object]] = {
            "urgency": ("y", _CRITICAL if ringing else _NORMAL),
            "category": ("s", _CATEGORY[note.kind]),
            "desktop-entry": ("s", "softphone"),
            "suppress-sound": ("b", ringing),  # the phone rings itself
        }
        if ringing:
            hints["transient"] = ("b", True)  # the history tells of it, not the desktop's list
            hints["resident"] = ("b", True)
        content = (
            _APP, shown.id, _ICON, title, body, actions, hints, _NEVER if ringing else _SERVERS_CHOICE,
        )  # fmt: skip
        self._call("Notify", "susssasa{sv}i", content, lambda found: self._notified(note, shown, found))

    def _notified(self, note: Note, shown: _Shown, found: tuple[Any, ...] | None) -> None:
        if found is None or not found or not isinstance(found[0], int):
            if self._shown.get(note.key) is shown:
                del self._shown[note.key]
                if not shown.withdrawn:
                    self._post(lambda: self._unshown(note))
            return
        shown.id = found[0]
        if shown.withdrawn:
            self._take_away(shown)

    def _withdraw(self, key: str) -> None:
        shown = self._shown.get(key)
        if shown is None:
            return
        shown.withdrawn = True
        if shown.id:
            self._take_away(shown)
        elif not shown.asked:
            del self._shown[key]

    def _take_away(self, shown: _Shown) -> None:
        if self._shown.get(shown.note.key) is shown:
            del self._shown[shown.note.key]
        self._call("CloseNotification", "u", (shown.id,), lambda _: None)

    def _call(
        self,
        member: str,
        signature: str,
        body: tuple[object, ...],
        answer: Callable[[tuple[Any, ...] | None], None],
    ) -> None:
        self._bus.call(_SERVER, member, signature, body, answer=answer)

    def _of(self, signal: Signal) -> _Shown | None:
        """The note that a signal is about: only the server's own signals count."""
        if not signal.body or not self._server or signal.sender != self._server:
            return None
        return next((each for each in self._shown.values() if each.id == signal.body[0] and each.id), None)

    def _token(self, signal: Signal) -> None:
        shown = self._of(signal)
        if shown is not None and len(signal.body) == 2 and isinstance(signal.body[1], str):
            self._tokens = {shown.id: signal.body[1][:_TOKEN]}

    def _invoked(self, signal: Signal) -> None:
        shown = self._of(signal)
        if shown is None or len(signal.body) != 2 or shown.withdrawn:
            return
        key, action, token = shown.note.key, signal.body[1], self._tokens.pop(shown.id, "")
        known = {name for name, _ in shown.note.actions} | {"default"}
        if not isinstance(action, str) or action not in known:
            return
        self._withdraw(key)
        self._post(lambda: self._acted(key, action, token))

    def _closed(self, signal: Signal) -> None:
        shown = self._of(signal)
        if shown is not None:
            del self._shown[shown.note.key]
