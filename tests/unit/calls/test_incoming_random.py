"""Whatever comes in whatever order: nothing raises, nobody is answered twice, and everything ends."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from softphone.calls import engine_events as ev
from softphone.calls.call_events import CallAnswered, TransferAsked
from softphone.calls.company_events import MessageAnswered, MessageReceived
from softphone.calls.reach_events import RegistrationChanged, RegistrationState
from softphone.calls.rules import DivertKind, DivertWhen
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, response, running_phone
from tests.unit.calls.incoming_invites import ANNA, BORIS, add_rule, call_in, refused, rule

Step = Callable[[TestPhone, int], None]


def _arrive(phone: TestPhone, n: int) -> None:
    headers = ((), (f"Diversion: <{BORIS}>",), ("Diversion: <<",))[n % 3]
    call_in(phone, *headers, call_id=-1 - n, max_forwards=n % 2 * 70)


def _message(phone: TestPhone, n: int) -> None:
    body = bytes(range(n, n + 40))
    phone.engine.emit(MessageReceived("", ANNA.encode(), b"\xff", b"", b"text/plain", body))


def _seen(phone: TestPhone, n: int) -> None:
    phone.engine.emit(ev.MessageSeen(n - 5, sent=True, at=float(n), transport="udp", peer="x", raw=b"x"))


def _transfer(phone: TestPhone, n: int) -> None:
    phone.engine.emit(TransferAsked(n % 3 - 1, -(100 + n) if n % 2 else 0, f"<{BORIS}>".encode(), b""))


def _registration(phone: TestPhone, n: int) -> None:
    raw = response(300 + n, "<sip:new.example>")
    phone.engine.emit(RegistrationChanged("", RegistrationState.FAILED, 300 + n, "", 0, raw))


def _send(phone: TestPhone, _: int) -> None:
    phone.controller.send_message(BORIS, "hello")


STEPS: tuple[Step, ...] = (
    _arrive,
    _message,
    _seen,
    _transfer,
    _registration,
    lambda phone, n: phone.controller.answer(n),
    lambda phone, n: phone.controller.reject(n),
    lambda phone, n: phone.controller.deflect(n, BORIS),
    lambda phone, n: phone.controller.hang_up(n),
    lambda phone, n: phone.controller.dismiss(n),
    lambda phone, n: phone.engine.emit(CallAnswered(-1 - n)),
    lambda phone, n: refused(phone, (200, 302, 487, 408)[n % 4], call_id=-1 - n, by_peer=n % 2 == 0),
    lambda phone, n: phone.later(seconds=n),
    lambda phone, n: phone.engine.emit(ev.EngineLost("gone", tuple(range(-10, 100)))),
    _send,
    lambda phone, n: phone.engine.emit(MessageAnswered(n, (200, 302, 404)[n % 3], "", response(302))),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(list(DivertWhen)), max_size=3),
    st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 6)), max_size=40),
)
def test_any_order_of_things_ends_well(whens: list[DivertWhen], steps: list[tuple[Step, int]]) -> None:
    """Each INVITE gets one final answer from us at most, and closing leaves nothing alive."""
    with TemporaryDirectory() as folder, running_phone(Path(folder)) as phone:
        for when in whens:
            add_rule(phone, rule(BORIS, "mailto:a@b.example", when=when, kind=DivertKind.CHOICE, after_s=3))
        used: set[int] = set()
        for step, number in steps:
            if step is _arrive and number in used:
                continue  # the engine never uses a number twice
            used |= {number} if step is _arrive else set()
            if step is not _transfer or number not in used:
                step(phone, number)
        redirected = Counter(redirect.call_id for redirect in phone.engine.redirects)
        assert not [call_id for call_id, times in redirected.items() if times > 1]
        refused_ids = {call_id for name, call_id, _ in phone.engine.commands if name == "reject"}
        assert not refused_ids & set(redirected)
        phone.controller.close()
        assert all(view.phase is Phase.ENDED for view in phone.controller.views())
        phone.settle()
        assert all(record.ended is not None for record in phone.store.call_log.recent())
