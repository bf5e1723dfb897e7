"""Phones without a window and without a server: one redirects its callers, the other reads what was meant."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from softphone.calls.controller import CallController
from softphone.calls.engine_events import EngineReady
from softphone.calls.notices import CallView, Phase
from softphone.calls.offer import Action, Choice
from softphone.calls.settings import Settings
from softphone.calls.values import Diversion, DivertKind, DivertTarget, DivertWhen, Ended
from softphone.calls.world import World
from softphone.cli.loop import Loop
from softphone.engine.client import EngineClient, EngineConfig
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
class Phone:
    """`address` is where it can be called."""

    loop: Until
    store: Store
    engine: EngineClient
    controller: CallController
    address: str = ""
    ready: list[EngineReady] = field(default_factory=list)

    def newest(self) -> CallView:
        return self.controller.views()[-1]

    def is_in(self, phase: Phase) -> bool:
        return bool(self.controller.views()) and self.newest().phase is phase

    def divert(self, diversion: Diversion) -> None:
        self.store.diversions.save(diversion).result(timeout=5)


def started(loop: Until, name: str, folder: Path, closing: ExitStack) -> Phone:
    store = open_store(Profile.at(folder / name))
    closing.callback(store.close)
    engine = EngineClient(post=loop.post, config=EngineConfig(bind_address="127.0.0.1", sound=SoundMode.NONE))
    world = World(
        engine=engine,
        book=store.contact_book,
        log=store.call_log,
        reminders=store.reminders,
        rules=store.redirect_rules,
        diversions=store.diversions,
        settings=Settings,
        now=lambda: datetime.now(UTC),
        post=loop.post,
        after=loop.call_later,
    )
    phone = Phone(loop, store, engine, CallController(world))
    engine.subscribe(lambda event: phone.ready.append(event) if isinstance(event, EngineReady) else None)
    closing.callback(phone.controller.close)
    engine.start()
    closing.callback(engine.close)
    loop.until(lambda: bool(phone.ready))
    phone.address = f"sip:{name}@127.0.0.1:{phone.ready[0].udp_port}"
    return phone


@pytest.fixture
def phones(tmp_path: Path) -> Iterator[tuple[Phone, Phone, Phone]]:
    """Three of them: a caller, one that redirects, and where it redirects to."""
    loop = Until()
    with ExitStack() as closing:
        yield (
            started(loop, "caller", tmp_path, closing),
            started(loop, "desk", tmp_path, closing),
            started(loop, "night", tmp_path, closing),
        )
    loop.drain()


def rule(*targets: tuple[str, str], kind: DivertKind, when: DivertWhen = DivertWhen.ALWAYS) -> Diversion:
    return Diversion(
        id=None,
        kind=kind,
        when=when,
        targets=tuple(DivertTarget(uri, label) for uri, label in targets),
        after_s=1,
        expires_s=600 if kind is DivertKind.FORWARD else None,
        text="Closed until eight.",
    )


def test_alternatives_of_one_phone_are_the_card_of_the_other(phones: tuple[Phone, Phone, Phone]) -> None:
    """380: the rows of the form in order with their labels, the text, and a choice that is a call."""
    caller, desk, night = phones
    rows = ((night.address, 'Night "desk"'), ("mailto:desk@hotel.example", "Письмо"))
    desk.divert(rule(*rows, kind=DivertKind.ALTERNATIVES))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    assert offer.status == 380
    assert [(option.uri, option.label) for option in offer.options] == list(rows)
    assert (offer.explanation.body_text or "").startswith("Closed until eight.")
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))
    assert (desk.newest().ended, desk.newest().status) == (Ended.DIVERTED, 380)
    caller.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    caller.loop.until(lambda: night.is_in(Phase.INCOMING))
    night.controller.answer(night.newest().attempt)
    caller.loop.until(lambda: caller.is_in(Phase.CONNECTED))
    caller.controller.hang_up(attempt)
    caller.loop.until(lambda: night.is_in(Phase.ENDED) and caller.is_in(Phase.ENDED))


@pytest.mark.parametrize(
    ("kind", "status"), [(DivertKind.MOVED, 301), (DivertKind.FORWARD, 302), (DivertKind.CHOICE, 300)]
)
def test_each_kind_is_read_as_it_was_meant(
    phones: tuple[Phone, Phone, Phone], kind: DivertKind, status: int
) -> None:
    """Code, addresses, order and expiry survive the wire; only a 301 can be saved."""
    caller, desk, night = phones
    desk.divert(rule((night.address, "Night desk"), ("sip:day@127.0.0.1:9", "Day"), kind=kind))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    assert (offer.status, offer.can_save) == (status, status == 301)
    assert [option.label for option in offer.options] == ["Night desk", "Day"]
    assert offer.options[0].expires == (600 if status == 302 else None)
    caller.controller.hang_up(attempt)
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))


def test_nobody_answers_and_then_somebody_else_does(phones: tuple[Phone, Phone, Phone]) -> None:
    """It rings for the time that was set, and then the 302 names the next phone."""
    caller, desk, night = phones
    desk.divert(rule((night.address, ""), kind=DivertKind.FORWARD, when=DivertWhen.NO_ANSWER))
    caller.controller.place_call(desk.address)
    caller.loop.until(lambda: desk.is_in(Phase.INCOMING))
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))
    assert desk.newest().ended is Ended.DIVERTED


def test_deflecting_from_the_ringing_call(phones: tuple[Phone, Phone, Phone]) -> None:
    """302 to where the person said; the caller's card offers it."""
    caller, desk, night = phones
    caller.controller.place_call(desk.address)
    caller.loop.until(lambda: desk.is_in(Phase.INCOMING))
    desk.controller.deflect(desk.newest().attempt, night.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    assert [option.uri for option in offer.options] == [night.address]
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))
    assert desk.newest().ended is Ended.DIVERTED


def test_two_phones_that_forward_to_each_other(phones: tuple[Phone, Phone, Phone]) -> None:
    """The circle ends: the caller's phone never calls an address twice."""
    caller, desk, night = phones
    desk.divert(rule((night.address, ""), kind=DivertKind.FORWARD))
    night.divert(rule((desk.address, ""), kind=DivertKind.FORWARD))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    caller.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    caller.loop.until(lambda: caller.is_in(Phase.ENDED))
    assert [leg.status for leg in caller.newest().legs] == [302, 302]


def test_a_form_that_fills_the_message_still_arrives(phones: tuple[Phone, Phone, Phone]) -> None:
    """Twenty rows with long names: the engine sends what was written, body and all, and the first rows are offered."""
    caller, desk, _ = phones
    rows = [
        (f"sip:colleague-{n}@sub.office.example:5062", f"Коллега с длинным именем {n}") for n in range(20)
    ]
    desk.divert(replace(rule(*rows, kind=DivertKind.ALTERNATIVES), text="Слова " * 300))
    attempt = caller.controller.place_call(desk.address)
    caller.loop.until(lambda: caller.is_in(Phase.CHOOSING))
    offer = caller.newest().offer
    assert offer is not None
    offered = [(option.uri, option.label) for option in offer.options]
    assert len(offered) > 8
    assert offered == rows[: len(offered)]
    assert rows[0][0] in (offer.explanation.body_text or "")
    caller.controller.hang_up(attempt)
    caller.loop.until(lambda: desk.is_in(Phase.ENDED))


def test_a_message_arrives_as_it_was_written(phones: tuple[Phone, Phone, Phone]) -> None:
    """MESSAGE from one phone to the other, in any script; both histories have it."""
    caller, desk, _ = phones
    caller.controller.send_message(desk.address, "Привет!\nBis später 😀")
    caller.loop.until(lambda: caller.is_in(Phase.ENDED) and desk.is_in(Phase.ENDED))
    assert (caller.newest().ended, desk.newest().ended) == (Ended.SENT, Ended.RECEIVED)
    assert desk.newest().message == "Привет!\nBis später 😀"
