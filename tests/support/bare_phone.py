"""The whole phone but its window: core, store and engine on one loop, several of them in one test."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from softphone.calls.controller import CallController
from softphone.calls.engine_events import EngineReady
from softphone.calls.notices import Notice
from softphone.calls.rules import Diversion
from softphone.calls.settings import Settings
from softphone.calls.views import CallView, Phase
from softphone.calls.world import World
from softphone.cli.loop import Loop
from softphone.engine.client import EngineClient
from softphone.engine.config import EngineConfig
from softphone.engine.protocol import SoundMode
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store

_DEADLINE_S = 30.0


class Until(Loop):
    """Runs until something holds."""

    def until(self, holds: Callable[[], bool]) -> None:
        over: list[bool] = []
        self.call_later(_DEADLINE_S, lambda: over.append(True))

        def look() -> None:
            if over or holds():
                self.stop()
            else:
                self.call_later(0.01, look)

        self.call_later(0, look)
        self._running = True
        self.run()
        assert holds()


@dataclass
class BarePhone:
    """`address` is where it can be called."""

    loop: Until
    store: Store
    engine: EngineClient
    controller: CallController
    address: str = ""
    settings: Settings = field(default_factory=Settings)
    notices: list[Notice] = field(default_factory=list)
    ready: list[EngineReady] = field(default_factory=list)

    def newest(self) -> CallView:
        return self.controller.views()[-1]

    def is_in(self, phase: Phase) -> bool:
        return bool(self.controller.views()) and self.newest().phase is phase

    def divert(self, diversion: Diversion) -> None:
        self.store.diversions.save(diversion).result(timeout=30)


def started_phone(
    loop: Until, name: str, folder: Path, closing: ExitStack, *, sound: SoundMode = SoundMode.NONE
) -> BarePhone:
    """A phone on 127.0.0.1 that is ready; what it began ends with `closing`."""
    store = open_store(Profile.at(folder / name))
    closing.callback(store.close)
    engine = EngineClient(post=loop.post, config=EngineConfig(bind_address="127.0.0.1", sound=sound))
    world = World(
        engine=engine,
        book=store.contact_book,
        log=store.call_log,
        reminders=store.reminders,
        rules=store.redirect_rules,
        diversions=store.diversions,
        settings=lambda: phone.settings,
        now=lambda: datetime.now(UTC),
        post=loop.post,
        after=loop.call_later,
        sound_folder=lambda: folder / name / "sound",
    )
    phone = BarePhone(loop, store, engine, CallController(world))
    engine.subscribe(lambda event: phone.ready.append(event) if isinstance(event, EngineReady) else None)
    phone.controller.subscribe(phone.notices.append)
    closing.callback(phone.controller.close)
    engine.start()
    closing.callback(engine.close)
    loop.until(lambda: bool(phone.ready))
    phone.address = f"sip:{name}@127.0.0.1:{phone.ready[0].udp_port}"
    return phone
