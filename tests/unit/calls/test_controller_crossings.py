"""What meets on the wire: a 3xx after sound, a CANCEL beside a 3xx, a challenge on the way, several phones ringing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls.call_engine import Tone
from softphone.calls.call_events import CallAnswered, CallEnded, CallProgress
from softphone.calls.following import OnRedirect
from softphone.calls.offer import Action, Choice
from softphone.calls.records import Ended
from softphone.calls.views import Phase
from tests.support.core_phone import TestPhone, response, running_phone

OLD, NEW = "sip:anna@old.example", "sip:anna@new.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


def test_a_3xx_after_early_media_is_offered(phone: TestPhone) -> None:
    """An announcement was heard, then 302: the card comes, and the next leg begins in silence of its own."""
    attempt = phone.call(OLD)
    first = phone.engine.invites[0].call_id
    phone.engine.emit(CallProgress(first, 183, "Progress", early_media=True))
    phone.engine.emit(CallProgress(first, 181, "Forwarded"))
    assert (phone.view(attempt).early_media, phone.view(attempt).being_forwarded) == (True, True)
    phone.redirect(302, f"<{NEW}>")
    assert phone.phase(attempt) is Phase.CHOOSING
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    view = phone.view(attempt)
    assert (view.early_media, view.being_forwarded) == (False, False)
    phone.ring()
    assert phone.engine.tones[-1] is Tone.RINGBACK


def test_a_3xx_that_crosses_our_cancel_is_not_followed(tmp_path: Path) -> None:
    """Nobody is called after the person has hung up, whatever the rule says."""
    with running_phone(tmp_path, on_redirect=OnRedirect.FOLLOW) as phone:
        attempt = phone.call(OLD)
        phone.ring()
        phone.controller.hang_up(attempt)
        phone.redirect(302, f"<{NEW}>")
        assert phone.view(attempt).ended is Ended.CANCELLED
        assert len(phone.engine.invites) == 1
        assert phone.engine.tones[-1] is Tone.NONE


def test_hanging_up_in_the_moment_of_the_click_reaches_the_new_leg(phone: TestPhone) -> None:
    """The card was answered, and the new INVITE is what is ended."""
    attempt = phone.call(OLD)
    phone.redirect(302, f"<{NEW}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.controller.hang_up(attempt)
    assert phone.engine.commands == [("hang_up", phone.engine.invites[1].call_id, None)]
    phone.end(487, response(487))
    assert phone.view(attempt).ended is Ended.CANCELLED


def test_a_second_answer_to_the_old_leg_means_nothing(phone: TestPhone) -> None:
    """A fork answers 200 or 3xx after another has redirected: its leg is over."""
    attempt = phone.call(OLD)
    first = phone.engine.invites[0].call_id
    phone.redirect(302, f"<{NEW}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.engine.emit(CallAnswered(first))
    phone.engine.emit(CallEnded(first, 301, "Moved", response(301, "<sip:evil@example.com>", to=OLD)))
    phone.engine.emit(CallProgress(first, 180, "Ringing"))
    assert phone.phase(attempt) is Phase.CALLING
    assert len(phone.view(attempt).legs) == 2


def test_a_challenge_on_the_second_hop_is_no_failure_that_the_core_hears_of(phone: TestPhone) -> None:
    """The engine answers a 401 by itself; when its password does not do, the 401 is final and the next one is tried."""
    attempt = phone.call(OLD)
    phone.redirect(302, f"<{NEW}>", "<sip:anna@third.example>;q=0.5")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.ring(100)
    assert phone.phase(attempt) is Phase.CALLING
    phone.end(401, response(401))
    offer = phone.view(attempt).offer
    assert offer is not None
    assert (phone.phase(attempt), offer.after_failure) == (Phase.CHOOSING, 401)
    assert [option.failed_status for option in offer.options] == [401, None]


def test_forked_provisional_answers_are_one_ringing_call(phone: TestPhone) -> None:
    """Three phones ring, one is forwarded, one plays an announcement: one call that can still be redirected."""
    attempt = phone.call(OLD)
    call_id = phone.engine.invites[0].call_id
    for status, early in ((180, False), (183, True), (181, False), (180, False), (199, False)):
        phone.engine.emit(CallProgress(call_id, status, "Progress", early_media=early))
    view = phone.view(attempt)
    assert (view.phase, view.early_media, view.being_forwarded) == (Phase.RINGING, True, True)
    phone.redirect(300, f"<{NEW}>", "<sip:anna@third.example>;q=0.1")
    assert phone.phase(attempt) is Phase.CHOOSING
