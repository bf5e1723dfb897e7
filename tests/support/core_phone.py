"""The core with a fake engine and a real store, for tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import SimpleQueue

from softphone.calls.call_events import CallAnswered, CallEnded, CallProgress
from softphone.calls.controller import CallController
from softphone.calls.following import OnRedirect
from softphone.calls.notices import Notice
from softphone.calls.people import Contact, ContactDraft
from softphone.calls.settings import Settings
from softphone.calls.views import CallView, Phase
from softphone.calls.world import World
from softphone.store.profile import Profile
from softphone.store.store import Store, open_store
from tests.support.fake_engine import FakeEngine

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def response(
    status: int, *contacts: str, extra: tuple[str, ...] = (), body: str = "", to: str = "sip:a@b"
) -> bytes:
    """A final response to an INVITE as it comes over UDP."""
    lines = [
        f"SIP/2.0 {status} Whatever",
        "Via: SIP/2.0/UDP 127.0.0.1:5060;branch=z9hG4bK1;received=127.0.0.1",
        "From: <sip:me@127.0.0.1>;tag=1",
        f"To: <{to}>;tag=2",
        "Call-ID: abc",
        "CSeq: 1 INVITE",
        *(f"Contact: {contact}" for contact in contacts),
        *extra,
        f"Content-Length: {len(body.encode())}",
        "",
        body,
    ]
    return "\r\n".join(lines).encode()


@dataclass
class Timers:
    """What the core wants to be done later; `TestPhone.later` does what is due."""

    due: list[tuple[datetime, Callable[[], None]]] = field(default_factory=list)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def after(self, seconds: float, function: Callable[[], None]) -> None:
        self.due.append((self.now() + timedelta(seconds=seconds), function))

    def run_due(self) -> None:
        now = self.now()
        ready = sorted((each for each in self.due if each[0] <= now), key=lambda each: each[0])
        self.due = [each for each in self.due if each[0] > now]
        for _, function in ready:
            function()


@dataclass
class TestPhone:
    """`now` can be moved. Store answers are delivered by `settle`."""

    __test__ = False

    engine: FakeEngine
    store: Store
    controller: CallController
    settings: Settings
    now: datetime
    _queue: SimpleQueue[Callable[[], None]]
    notices: list[Notice] = field(default_factory=list)
    timers: Timers = field(default_factory=Timers)

    def call(self, address: str, *, ask_again: bool = False) -> int:
        return self.controller.place_call(address, ask_again=ask_again)

    def view(self, attempt: int) -> CallView:
        return next(view for view in self.controller.views() if view.attempt == attempt)

    def phase(self, attempt: int) -> Phase:
        return self.view(attempt).phase

    def end(
        self,
        status: int,
        raw: bytes = b"",
        *,
        by_peer: bool = False,
        source: str = "127.0.0.1:5060",
        from_next_hop: bool | None = None,
    ) -> None:
        """The newest INVITE gets its final answer."""
        call_id = self.engine.invites[-1].call_id
        self.engine.emit(
            CallEnded(
                call_id,
                status,
                "Whatever",
                raw,
                transport="udp",
                source=source,
                by_peer=by_peer,
                from_next_hop=from_next_hop,
            )
        )

    def redirect(self, status: int, *contacts: str, extra: tuple[str, ...] = (), body: str = "") -> None:
        uri = self.engine.invites[-1].request_uri
        self.end(status, response(status, *contacts, to=uri, extra=extra, body=body))

    def ring(self, status: int = 180) -> None:
        self.engine.emit(CallProgress(self.engine.invites[-1].call_id, status, "Ringing"))

    def answered(self) -> None:
        self.engine.emit(CallAnswered(self.engine.invites[-1].call_id))

    def settle(self) -> None:
        """Wait for what the store was asked to write, and deliver its answers."""
        self.store.database.run_on_writer("settle", lambda: None).result(timeout=30)
        while not self._queue.empty():
            self._queue.get()()

    def add_contact(self, name: str, *uris: str) -> Contact:
        draft = ContactDraft(None, name, tuple((uri, "") for uri in uris))
        return self.store.contact_book.save(draft).result(timeout=30)

    def said(self, kind: type[Notice]) -> list[Notice]:
        return [notice for notice in self.notices if isinstance(notice, kind)]

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)
        self.timers.run_due()


@contextmanager
def running_phone(
    folder: Path,
    *,
    on_redirect: OnRedirect = OnRedirect.ASK,
    settings: Settings | None = None,
    start: datetime = START,
) -> Iterator[TestPhone]:
    engine = FakeEngine()
    queue: SimpleQueue[Callable[[], None]] = SimpleQueue()
    holder: list[TestPhone] = []
    clock = Timers(now=lambda: holder[0].now)
    store = open_store(Profile.at(folder), now=lambda: holder[0].now if holder else start)
    world = World(
        engine=engine,
        book=store.contact_book,
        log=store.call_log,
        reminders=store.reminders,
        rules=store.redirect_rules,
        diversions=store.diversions,
        settings=lambda: holder[0].settings,
        now=lambda: holder[0].now,
        post=queue.put,
        after=clock.after,
        sound_folder=lambda: folder / "sound",
    )
    phone = TestPhone(
        engine, store, CallController(world, on_redirect), settings or Settings(), start, queue, timers=clock
    )
    holder.append(phone)
    phone.controller.subscribe(phone.notices.append)
    try:
        yield phone
    finally:
        store.close()
