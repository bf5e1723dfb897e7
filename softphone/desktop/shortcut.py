"""A key that brings the phone up from every program, where the desktop's portal gives such keys.

Source: XDG Desktop Portal, org.freedesktop.portal.GlobalShortcuts version 1. The desktop asks the person, and keeps
which key it is.
"""

import secrets
from collections.abc import Callable
from typing import Any, Final

from softphone.calls.outside import ShortcutState
from softphone.desktop.bus import Bus, Object, Signal

NAME: Final = "org.freedesktop.portal.Desktop"
PATH: Final = "/org/freedesktop/portal/desktop"
_SHORTCUTS: Final = "org.freedesktop.portal.GlobalShortcuts"
_REQUEST: Final = "org.freedesktop.portal.Request"
_SESSION: Final = "org.freedesktop.portal.Session"
_PORTAL: Final = Object(NAME, PATH, _SHORTCUTS)
_ID: Final = "show"
_WANTED: Final = "CTRL+ALT+p"
_TEXT: Final = 200
_STARTING_S: Final = 25.0  # the portal is started by being asked
_Answered = Callable[[dict[str, tuple[str, Any]] | None], None]


class PortalShortcut:
    """Implements `calls.outside.Shortcut`."""

    def __init__(self, bus: Bus, post: Callable[[Callable[[], None]], None]) -> None:
        self._bus = bus
        self._post = post
        self._pressed: Callable[[str], None] = lambda _: None
        self._changed: Callable[[ShortcutState, str], None] = lambda *_: None
        # What follows belongs to the bus's thread.
        self._portal = ""
        self._session = ""
        self._words = ""
        self._wanted = False
        self._lost = False  # what was granted went with the portal that granted it
        self._requests: dict[str, _Answered] = {}

    def start(self, pressed: Callable[[str], None], changed: Callable[[ShortcutState, str], None]) -> None:
        self._pressed, self._changed = pressed, changed
        self._bus.watch(NAME, self._owned)
        self._bus.listen(_REQUEST, "Response", self._answered)
        self._bus.listen(_SHORTCUTS, "Activated", self._activated)
        self._bus.listen(_SESSION, "Closed", self._closed)

    def probe(self) -> None:
        self._bus.run(self._probe)
        if not self._bus.exists:
            self._changed(ShortcutState.ABSENT, "")

    def bind(self, words: str) -> None:
        if not self._bus.exists:
            self._changed(ShortcutState.ABSENT, "")
        self._bus.run(lambda: self._bind(words))

    def release(self) -> None:
        self._bus.run(self._release)

    # On the bus's thread

    def _say(self, state: ShortcutState, keys: str = "") -> None:
        self._post(lambda: self._changed(state, keys))

    def _owned(self, owner: str) -> None:
        if self._portal:
            self._session = ""
            self._requests.clear()
            self._lost = self._wanted
        self._portal = owner
        if owner and self._wanted and self._lost:
            self._lost = False
            self._create()

    def _probe(self) -> None:
        def found(version: tuple[Any, ...] | None) -> None:
            if version is None:
                self._say(ShortcutState.ABSENT)
            elif not self._wanted:
                self._say(ShortcutState.OFF)

        properties = Object(NAME, PATH, "org.freedesktop.DBus.Properties")
        self._bus.call(properties, "Get", "ss", (_SHORTCUTS, "version"), answer=found, timeout_s=_STARTING_S)

    def _bind(self, words: str) -> None:
        self._words = words
        if not self._wanted:
            self._wanted = True
            self._say(ShortcutState.ASKED)
            self._create()

    def _release(self) -> None:
        self._wanted = False
        if self._session:
            self._bus.call(Object(NAME, self._session, _SESSION), "Close")
            self._session = ""
        self._say(ShortcutState.OFF)

    def _create(self) -> None:
        token = self._request(self._created)
        options = {"handle_token": ("s", token), "session_handle_token": ("s", _token())}
        self._ask("CreateSession", "a{sv}", (options,), token)

    def _created(self, results: dict[str, tuple[str, Any]] | None) -> None:
        handle = _text(results.get("session_handle")) if results is not None else ""
        if not handle:
            self._refused()
        elif not self._wanted:
            self._bus.call(Object(NAME, handle, _SESSION), "Close")
        else:
            self._session = handle
            token = self._request(self._bound)
            told = {"description": ("s", self._words), "preferred_trigger": ("s", _WANTED)}
            content = (handle, [(_ID, told)], "", {"handle_token": ("s", token)})
            self._ask("BindShortcuts", "oa(sa{sv})sa{sv}", content, token)

    def _bound(self, results: dict[str, tuple[str, Any]] | None) -> None:
        if results is None:
            self._refused()
            return
        listed = results.get("shortcuts", ("", []))[1]
        keys = ""
        for each in listed if isinstance(listed, list) else []:
            if isinstance(each, tuple) and len(each) == 2 and each[0] == _ID and isinstance(each[1], dict):
                keys = _text(each[1].get("trigger_description"))
        self._say(ShortcutState.ON, keys[:_TEXT])

    def _refused(self) -> None:
        self._wanted = False
        self._session = ""
        self._say(ShortcutState.REFUSED)

    def _closed(self, signal: Signal) -> None:
        """The desktop takes the key back, or the person does there."""
        if self._session and (signal.sender, signal.path) == (self._portal, self._session):
            self._refused()

    def _request(self, answered: _Answered) -> str:
        token = _token()
        self._requests[token] = answered
        return token

    def _ask(self, member: str, signature: str, body: tuple[object, ...], token: str) -> None:
        def accepted(found: tuple[Any, ...] | None) -> None:
            if found is None and self._requests.pop(token, None) is not None:
                self._wanted = False
                self._say(ShortcutState.ABSENT)

        self._bus.call(_PORTAL, member, signature, body, answer=accepted, timeout_s=_STARTING_S)

    def _answered(self, signal: Signal) -> None:
        """What the person said in the desktop's own window; it may take them long."""
        answered = self._requests.get(signal.path.rpartition("/")[2])
        if answered is None or signal.sender != self._portal or len(signal.body) != 2:
            return
        del self._requests[signal.path.rpartition("/")[2]]
        granted = signal.body[0] == 0 and isinstance(signal.body[1], dict)
        answered(signal.body[1] if granted else None)

    def _activated(self, signal: Signal) -> None:
        if signal.sender != self._portal or len(signal.body) != 4 or signal.body[:2] != (self._session, _ID):
            return
        options = signal.body[3] if isinstance(signal.body[3], dict) else {}
        token = _text(options.get("activation_token"))[:1024]
        self._post(lambda: self._pressed(token))


def _token() -> str:
    return f"softphone_{secrets.token_hex(8)}"


def _text(variant: object) -> str:
    value = variant[1] if isinstance(variant, tuple) and len(variant) == 2 else None
    return value if isinstance(value, str) else ""
