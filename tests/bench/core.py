"""The phone without its window: places calls one after another and says when each was dialled.

usage: python -m tests.bench.core PROFILE-FOLDER RULE URI…

RULE is what it does about a redirect: `stop` or `follow`. Prints `<CLOCK_MONOTONIC in ns> <uri>` for each call as it
is dialled; the next is dialled when the one before has ended.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic_ns

from softphone.calls.controller import CallController
from softphone.calls.following import OnRedirect
from softphone.calls.notices import CallChanged, EngineNotice, Notice
from softphone.calls.settings import Settings
from softphone.calls.views import Phase
from softphone.calls.world import World
from softphone.cli.loop import Loop
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store

_PAUSE_S = 0.15  # pjlib 2.15.1 frees the sockets of a call half a second late and has 64 places
_GIVE_UP_S = 60.0


class _Dialler:
    def __init__(self, store: Store, rule: OnRedirect, uris: list[str]) -> None:
        self._loop = Loop()
        self._left = uris
        self._ended: set[int] = set()
        self._dialling = False
        self._engine = EngineClient(post=self._loop.post, config=EngineConfig(bind_address="127.0.0.1"))
        settings = Settings()
        world = World(
            engine=self._engine,
            book=store.contact_book,
            log=store.call_log,
            reminders=store.reminders,
            rules=store.redirect_rules,
            diversions=store.diversions,
            settings=lambda: settings,
            now=lambda: datetime.now(UTC),
            post=self._loop.post,
            after=self._loop.call_later,
        )
        self._controller = CallController(world, rule)
        self._controller.subscribe(self._on_notice)

    def run(self) -> None:
        self._loop.call_later(_GIVE_UP_S, self._loop.stop)
        self._engine.start()
        try:
            self._loop.run()
        finally:
            self._engine.close()
            self._controller.close()

    def _dial(self) -> None:
        if not self._left:
            self._loop.stop()
            return
        uri = self._left.pop(0)
        dialled_ns = monotonic_ns()
        self._controller.place_call(uri)
        print(dialled_ns, uri, flush=True)

    def _on_notice(self, notice: Notice) -> None:
        match notice:
            case EngineNotice(ready=True) if not self._dialling:
                self._dialling = True
                self._loop.call_later(_PAUSE_S, self._dial)
            case CallChanged(view=view) if view.phase is Phase.ENDED and view.attempt not in self._ended:
                self._ended.add(view.attempt)
                self._loop.call_later(_PAUSE_S, self._dial)
            case _:
                pass


def main() -> None:
    store = open_store(Profile.at(Path(sys.argv[1])))
    try:
        _Dialler(store, OnRedirect(sys.argv[2]), sys.argv[3:]).run()
    finally:
        store.close()


if __name__ == "__main__":
    main()
