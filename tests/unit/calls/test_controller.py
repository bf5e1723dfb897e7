"""The use cases: what the person asks, what the network answers, what becomes of it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account
from softphone.calls.call_engine import Tone
from softphone.calls.call_events import CallAnswered, CallEnded, CallIncoming, CallProgress
from softphone.calls.following import OnRedirect
from softphone.calls.notices import (
    CallChanged,
    EngineNotice,
    Followed,
    MoveSaved,
    Redirected,
    ReminderAdded,
    SaveFailed,
)
from softphone.calls.offer import Action, Choice
from softphone.calls.records import Direction, Ended
from softphone.calls.settings import Settings
from softphone.calls.views import Phase, Stopped
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind, Notable
from tests.support.core_phone import TestPhone, response, running_phone

OLD, NEW, NEWER = "sip:anna@old.example", "sip:anna.k@new.example", "sip:anna@newest.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path) as running:
        yield running


@pytest.fixture
def following(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, on_redirect=OnRedirect.FOLLOW) as running:
        yield running


def test_a_call_that_is_answered_and_ended(phone: TestPhone) -> None:
    """Calling, ringing with a ringback tone, talking, over; the history says answered."""
    attempt = phone.call("sip:bob@example.com")
    phone.ring()
    assert phone.phase(attempt) is Phase.RINGING
    assert phone.engine.tones == [Tone.RINGBACK]
    phone.answered()
    assert phone.phase(attempt) is Phase.CONNECTED
    assert phone.engine.tones[-1] is Tone.NONE
    phone.end(200, by_peer=True)
    phone.settle()
    assert phone.view(attempt).ended_by_peer
    (record,) = phone.store.call_log.recent()
    assert (record.ended, record.party_uri, len(record.legs)) == (Ended.ANSWERED, "sip:bob@example.com", 1)


def test_early_media_silences_the_ringback(phone: TestPhone) -> None:
    """When the network sends sound before the answer, our own tone would be heard over it."""
    phone.call("sip:bob@example.com")
    phone.ring()
    phone.engine.emit(CallProgress(phone.engine.invites[0].call_id, 183, "Progress", early_media=True))
    assert phone.engine.tones == [Tone.RINGBACK, Tone.NONE]


def test_update_contact_and_call(phone: TestPhone) -> None:
    """A 301 for a saved contact: one click replaces the address, keeps the old one as former, and calls the new one."""
    anna = phone.add_contact("Anna", OLD)
    attempt = phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    offer = phone.view(attempt).offer
    assert offer is not None
    assert (offer.status, offer.contact, offer.options[0].saveable) == (301, anna, True)
    assert [(hop.uri, hop.status) for hop in offer.route] == [(OLD, 301)]
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, 1))
    assert phone.engine.invites[-1].request_uri == NEW
    assert phone.phase(attempt) is Phase.CALLING
    phone.settle()
    (saved,) = phone.said(MoveSaved)
    assert isinstance(saved, MoveSaved)
    contact = phone.store.contact_book.contact(anna.id)
    assert contact is not None
    assert [a.uri for a in contact.addresses] == [NEW]
    assert [f.uri for f in contact.former] == [OLD]
    phone.controller.undo_move(saved.move_id)
    phone.settle()
    undone = phone.store.contact_book.contact(anna.id)
    assert undone is not None
    assert [a.uri for a in undone.addresses] == [OLD]


def test_the_next_call_goes_to_the_new_address_at_once(phone: TestPhone) -> None:
    """What was saved is dialled; asking again dials the old address."""
    phone.add_contact("Anna", OLD)
    attempt = phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_ONLY, 1))
    phone.settle()
    assert phone.phase(attempt) is Phase.ENDED
    again = phone.call(OLD)
    assert phone.engine.invites[-1].request_uri == NEW
    assert phone.view(again).remembered_from == OLD
    assert phone.view(again).party_name == "Anna"
    phone.call(OLD, ask_again=True)
    assert phone.engine.invites[-1].request_uri == OLD


def test_saving_for_somebody_unknown_makes_a_contact(phone: TestPhone) -> None:
    """Nobody in contacts: the name from the form, the new address, the old one as former."""
    attempt = phone.call(OLD)
    phone.redirect(301, f'"Anna K." <{NEW}>')
    offer = phone.view(attempt).offer
    assert offer is not None
    assert offer.suggested_name == "Anna K."
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, 1, name="Anna Karlsson"))
    phone.settle()
    found = phone.store.contact_book.find_by_uri(NEW)
    assert found is not None
    assert (found.name, [f.uri for f in found.former]) == ("Anna Karlsson", [OLD])


def test_call_once_saves_nothing(phone: TestPhone) -> None:
    """A 301 taken once leaves the contacts as they are."""
    anna = phone.add_contact("Anna", OLD)
    attempt = phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.settle()
    assert phone.store.contact_book.contact(anna.id) == anna
    assert phone.store.contact_book.remembered_moves() == ()


def test_a_chain_taken_once_and_then_saved_updates_the_first_address(phone: TestPhone) -> None:
    """a → b called once, b → c saved: the contact that has a gets c; nobody else is made."""
    anna = phone.add_contact("Anna", OLD)
    attempt = phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.redirect(301, f"<{NEWER}>")
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, 1))
    phone.settle()
    contact = phone.store.contact_book.contact(anna.id)
    assert contact is not None
    assert [a.uri for a in contact.addresses] == [NEWER]
    assert len(phone.store.contact_book.contacts()) == 1


def test_a_temporary_hop_is_never_saved_as_the_persons_new_address(phone: TestPhone) -> None:
    """a is away at b (302), b has moved to c (301): that c replaces a would be untrue."""
    anna = phone.add_contact("Anna", OLD)
    attempt = phone.call(OLD)
    phone.redirect(302, f"<{NEW}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.redirect(301, f"<{NEWER}>")
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, 1))
    phone.settle()
    assert phone.store.contact_book.contact(anna.id) == anna


def test_saving_along_a_followed_chain_keeps_one_contact(tmp_path: Path) -> None:
    """`save` follows a → b → c at once; the contact ends with c and knows a and b as former."""
    with running_phone(tmp_path, on_redirect=OnRedirect.SAVE) as phone:
        anna = phone.add_contact("Anna", OLD)
        phone.call(OLD)
        phone.redirect(301, f"<{NEW}>")
        phone.redirect(301, f"<{NEWER}>")
        phone.answered()
        phone.settle()
        contact = phone.store.contact_book.contact(anna.id)
        assert contact is not None
        assert [a.uri for a in contact.addresses] == [NEWER]
        assert {f.uri for f in contact.former} == {OLD, NEW}
        assert len(phone.store.contact_book.contacts()) == 1


def test_a_302_is_remembered_only_until_it_expires(phone: TestPhone) -> None:
    """Rule 15: with an expiry and a click the next call goes there; after it, back to the old address."""
    attempt = phone.call(OLD)
    phone.redirect(302, f"<{NEW}>;expires=60")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.settle()
    phone.later(seconds=59)
    phone.call(OLD)
    assert phone.engine.invites[-1].request_uri == NEW
    phone.later(seconds=2)
    phone.call(OLD)
    assert phone.engine.invites[-1].request_uri == OLD


def test_a_302_without_expiry_is_never_remembered(phone: TestPhone) -> None:
    """RFC 3261 section 21.3.3."""
    attempt = phone.call(OLD)
    phone.redirect(302, f"<{NEW}>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.settle()
    phone.call(OLD)
    assert phone.engine.invites[-1].request_uri == OLD


def test_use_proxy_keeps_the_request_uri(phone: TestPhone) -> None:
    """305: the same Request-URI, by a Route; offered, never saved."""
    attempt = phone.call(OLD)
    phone.redirect(305, "<sip:proxy.example:5070;lr>")
    offer = phone.view(attempt).offer
    assert offer is not None
    assert not offer.can_save
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    invite = phone.engine.invites[-1]
    assert (invite.request_uri, invite.route) == (OLD, "sip:proxy.example:5070;lr")


def test_two_proxies_that_point_at_each_other_end(phone: TestPhone) -> None:
    """A proxy of a 305 that was tried is not tried again."""
    attempt = phone.call(OLD)
    phone.redirect(305, "<sip:proxy.example;lr>")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.redirect(305, "<sip:proxy.example;lr>")
    assert phone.phase(attempt) is Phase.ENDED
    assert len(phone.engine.invites) == 2


def test_the_proxy_of_a_305_is_used_by_a_click_only(following: TestPhone) -> None:
    """Whoever is asked to follow everything still does not lead a call through a stranger."""
    attempt = following.call(OLD)
    following.redirect(305, "<sip:proxy.example;lr>")
    assert following.view(attempt).stopped is Stopped.NOT_ALLOWED
    assert len(following.engine.invites) == 1


def test_a_failed_target_leads_to_the_rest_of_the_offer(phone: TestPhone) -> None:
    """Rule 12 with a person: the card comes back with what is left and says what failed."""
    attempt = phone.call(OLD)
    phone.redirect(300, f"<{NEW}>;q=0.9", f"<{NEWER}>;q=0.5")
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    phone.end(486, response(486))
    offer = phone.view(attempt).offer
    assert phone.phase(attempt) is Phase.CHOOSING
    assert offer is not None
    assert offer.after_failure == 486
    assert [option.failed_status for option in offer.options] == [486, None]
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 2))
    phone.end(404, response(404))
    assert phone.phase(attempt) is Phase.ENDED
    assert phone.view(attempt).stopped is Stopped.ALL_TARGETS_FAILED


def test_a_failed_target_leads_to_the_next_by_rule(following: TestPhone) -> None:
    """Rule 12 by itself: in q order until one answers."""
    attempt = following.call(OLD)
    following.redirect(300, f"<{NEWER}>;q=0.5", f"<{NEW}>;q=0.9", "<sip:last@example.com>;q=0")
    following.end(486, response(486))
    following.end(480, response(480))
    assert [invite.request_uri for invite in following.engine.invites] == [OLD, NEW, NEWER]
    assert following.view(attempt).stopped is Stopped.NOT_ALLOWED, "q=0 waits for a click"


def test_targets_of_a_deeper_answer_come_before_the_rest_of_the_first(following: TestPhone) -> None:
    """b, learned first, says c: c is tried, and when it fails the search goes back to the first answer."""
    following.call(OLD)
    following.redirect(300, "<sip:b@example.com>;q=0.9", "<sip:d@example.com>;q=0.1")
    following.redirect(302, "<sip:c@example.com>")
    following.end(404, response(404))
    called = [invite.request_uri for invite in following.engine.invites]
    assert called == [OLD, "sip:b@example.com", "sip:c@example.com", "sip:d@example.com"]


def test_a_6xx_ends_the_attempt(following: TestPhone) -> None:
    """Rule 12: nobody else is bothered after a 603."""
    attempt = following.call(OLD)
    following.redirect(300, f"<{NEW}>;q=0.9", f"<{NEWER}>;q=0.5")
    following.end(603, response(603))
    assert following.phase(attempt) is Phase.ENDED
    assert len(following.engine.invites) == 2


def test_ten_hops_are_cut(following: TestPhone) -> None:
    """Rule 4: five redirects are followed, the sixth ends the attempt and says why."""
    attempt = following.call("sip:hop0@example.com")
    for hop in range(1, 11):
        if following.phase(attempt) is Phase.ENDED:
            break
        following.redirect(301, f"<sip:hop{hop}@example.com>")
    assert len(following.engine.invites) == 6
    assert following.view(attempt).stopped is Stopped.TOO_MANY_HOPS


def test_a_loop_of_two_is_cut(following: TestPhone) -> None:
    """Rule 4: an address that was tried is never added again."""
    attempt = following.call(OLD)
    following.redirect(301, f"<{NEW}>")
    following.redirect(301, f"<{OLD}>")
    assert following.phase(attempt) is Phase.ENDED
    assert following.view(attempt).stopped is Stopped.LOOP


def test_a_redirect_without_anything_usable_says_so(phone: TestPhone) -> None:
    """Only javascript: in the answer: the attempt ends, the refusal is there to be read."""
    attempt = phone.call(OLD)
    phone.redirect(302, "<javascript:alert(1)>")
    view = phone.view(attempt)
    assert (view.phase, view.stopped) == (Phase.ENDED, Stopped.NOTHING_USABLE)
    assert view.offer is not None
    assert view.offer.explanation.rejected


def test_a_redirect_that_was_cut_on_its_way_says_that_nothing_of_it_can_be_used(phone: TestPhone) -> None:
    """Rule 2: the body is shorter than announced, so the response is discarded; the end can still be read."""
    attempt = phone.call(OLD)
    phone.end(380, response(380, f"<{NEW}>", body="Call us")[:-3])
    view = phone.view(attempt)
    assert (view.phase, view.status, view.stopped) == (Phase.ENDED, 380, Stopped.NOTHING_USABLE)


def test_embedded_headers_do_not_reach_the_invite(phone: TestPhone) -> None:
    """Rules 8 and 9: Replaces and Route are dropped, Subject is kept, the Request-URI is clean."""
    attempt = phone.call(OLD)
    phone.redirect(301, f"<{NEW}?Replaces=x&Route=%3Csip:evil%3E&Subject=Hi%20there>")
    offer = phone.view(attempt).offer
    assert offer is not None
    assert Notable.HEADERS_STRIPPED in offer.options[0].notable
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    assert phone.engine.invites[-1].request_uri == NEW
    assert phone.engine.invites[-1].headers == (("Subject", "Hi there"),)


def test_alternatives_of_a_380(phone: TestPhone) -> None:
    """Contacts and the addresses of the text stand on one card, equal ones merged; an e-mail is no call."""
    attempt = phone.call("sip:desk@hotel.example")
    phone.redirect(
        380,
        "<sip:night@hotel.example>",
        extra=("Content-Type: text/plain", "Retry-After: 1200"),
        body="Closed. Night manager: sip:night@hotel.example or write to mailto:desk@hotel.example\r\n",
    )
    offer = phone.view(attempt).offer
    assert offer is not None
    assert [option.kind for option in offer.options] == [Kind.SIP, Kind.EMAIL]
    assert offer.explanation.retry_after == 1200
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 2))
    assert phone.phase(attempt) is Phase.CHOOSING, "an e-mail cannot be called"
    phone.controller.answer_offer(attempt, Choice(Action.TOOK, 2))
    assert phone.view(attempt).ended is Ended.TOOK_ALTERNATIVE


def test_remind_me_keeps_a_reminder(phone: TestPhone) -> None:
    """Retry-After becomes a reminder that survives."""
    attempt = phone.call("sip:desk@hotel.example")
    phone.redirect(380, "<sip:night@hotel.example>", extra=("Retry-After: 1200",))
    phone.controller.answer_offer(attempt, Choice(Action.REMIND))
    phone.settle()
    (reminder,) = phone.store.reminders.pending()
    assert (reminder.uri, (reminder.due_at - phone.now).total_seconds()) == ("sip:desk@hotel.example", 1200)
    assert phone.said(ReminderAdded)


def test_an_emergency_is_never_followed_by_rule(following: TestPhone) -> None:
    """Rule 19: offered first, placed by nobody but a person."""
    xml = (
        "<ims-3gpp version='1'><alternative-service><type>emergency</type><reason>r</reason>"
        "<action>emergency-registration</action></alternative-service></ims-3gpp>"
    )
    attempt = following.call(OLD)
    following.redirect(380, extra=("Content-Type: application/3gpp-ims+xml",), body=xml)
    view = following.view(attempt)
    assert (view.phase, view.stopped, len(following.engine.invites)) == (Phase.ENDED, Stopped.NOT_ALLOWED, 1)


def test_losing_encryption_is_never_followed_by_rule(following: TestPhone) -> None:
    """Rule 11: sips → sip waits for a person."""
    attempt = following.call("sips:anna@old.example")
    following.redirect(302, f"<{NEW}>")
    assert following.view(attempt).stopped is Stopped.NOT_ALLOWED


def test_following_says_what_it_took(following: TestPhone) -> None:
    """A front end that logs hears of the redirect and of the target taken."""
    following.call(OLD)
    following.redirect(302, f"<{NEW}>")
    assert len(following.said(Redirected)) == 1
    (followed,) = following.said(Followed)
    assert isinstance(followed, Followed)
    assert (followed.option, followed.automatic) == (1, True)


def test_hanging_up_while_the_offer_is_open(phone: TestPhone) -> None:
    """The offer goes, nothing is sent, the history says that it was declined."""
    attempt = phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    phone.controller.hang_up(attempt)
    phone.controller.answer_offer(attempt, Choice(Action.CALL, 1))
    assert phone.view(attempt).ended is Ended.DECLINED_OFFER
    assert len(phone.engine.invites) == 1
    assert phone.engine.commands == []


def test_hanging_up_while_it_rings(phone: TestPhone) -> None:
    """CANCEL goes out, and the 487 that confirms it is no failure."""
    attempt = phone.call(OLD)
    phone.ring()
    phone.controller.hang_up(attempt)
    assert phone.engine.commands == [("hang_up", phone.engine.invites[0].call_id, None)]
    phone.end(487, response(487))
    assert phone.view(attempt).ended is Ended.CANCELLED


def test_a_redirect_that_crossed_our_hang_up_offers_nothing(phone: TestPhone) -> None:
    """The person has hung up; a late 301 is not put in the way."""
    attempt = phone.call(OLD)
    phone.controller.hang_up(attempt)
    phone.redirect(301, f"<{NEW}>")
    assert (phone.phase(attempt), phone.view(attempt).offer) == (Phase.ENDED, None)


def test_an_incoming_call_is_named_by_the_contacts(phone: TestPhone) -> None:
    """The caller's own display name counts only when the contacts have none."""
    phone.add_contact("Boris", "sip:boris@example.com")
    incoming = CallIncoming(-1, "", b"sip:boris@example.com", b"The Queen", b"sip:me@here", b"")
    phone.engine.emit(incoming)
    (view,) = phone.controller.views()
    assert (view.party_name, view.direction, view.phase) == ("Boris", Direction.INCOMING, Phase.INCOMING)
    assert phone.engine.tones == [Tone.RINGTONE]
    phone.controller.answer(view.attempt)
    assert phone.engine.commands == [("answer", -1, None)]
    phone.engine.emit(CallAnswered(-1))
    assert phone.phase(view.attempt) is Phase.CONNECTED


def test_an_incoming_call_refused_and_one_missed(phone: TestPhone) -> None:
    """Declining sends the status asked for; a caller who gives up is a missed call."""
    for call_id in (-1, -2):
        phone.engine.emit(CallIncoming(call_id, "", b"sip:x@example.com", b"", b"sip:me@here", b""))
    first, second = (view.attempt for view in phone.controller.views())
    phone.controller.reject(first, 603)
    assert phone.engine.commands == [("reject", -1, 603)]
    phone.engine.emit(CallEnded(-1, 603, "Decline"))
    phone.engine.emit(CallEnded(-2, 487, "Request Terminated", by_peer=True))
    assert [phone.view(a).ended for a in (first, second)] == [Ended.REJECTED, Ended.MISSED]


def test_bytes_of_the_caller_are_made_safe(phone: TestPhone) -> None:
    """Any bytes in From give a call with a name that can be shown."""
    hostile = CallIncoming(-1, "", b"sip:\xff\xfe@\x00", b"\xe2\x80\xaeevil\x1b[31m\xff", b"", b"")
    phone.engine.emit(hostile)
    (view,) = phone.controller.views()
    assert "\u202e" not in view.party_name
    assert "\x1b" not in view.party_name


def test_a_lost_engine_names_the_calls_it_took(phone: TestPhone) -> None:
    """The person is told which call was lost; an open offer is not."""
    talking = phone.call("sip:bob@example.com")
    phone.answered()
    choosing = phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    phone.engine.emit(ev.EngineLost("killed", lost_calls=(1,)))
    (notice,) = phone.said(EngineNotice)
    assert isinstance(notice, EngineNotice)
    assert (notice.ready, notice.lost) == (False, ("bob",))
    assert phone.view(talking).ended is Ended.LOST
    assert phone.phase(choosing) is Phase.CHOOSING


def test_a_call_that_waits_for_the_next_engine_is_not_lost(phone: TestPhone) -> None:
    """It was placed while the engine was being started again: who is called by it must not ring for nobody."""
    waiting = phone.call("sip:bob@example.com")
    phone.engine.emit(ev.EngineLost("killed", lost_calls=(-1,)))
    assert phone.phase(waiting) is Phase.CALLING
    phone.answered()
    assert phone.phase(waiting) is Phase.CONNECTED


def test_a_save_that_fails_is_said_and_the_call_goes_on(phone: TestPhone) -> None:
    """The contact cannot be written: the INVITE is out all the same."""
    phone.add_contact("Anna", OLD)
    attempt = phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    phone.store.database.run_on_writer("break", lambda: None).result(timeout=30)
    phone.store.close()
    phone.controller.answer_offer(attempt, Choice(Action.SAVE_AND_CALL, 1))
    while not phone._queue.empty():
        phone._queue.get()()
    assert phone.engine.invites[-1].request_uri == NEW
    (failed,) = phone.said(SaveFailed)
    assert isinstance(failed, SaveFailed)
    assert failed.reason and "move_address" not in failed.reason, "for a person, not for a programmer"


def test_a_number_without_an_account_is_refused_in_words(phone: TestPhone) -> None:
    """There is no domain to dial it in."""
    with pytest.raises(SipParseError):
        phone.call("+7 495 555-01-01")
    assert phone.engine.invites == []


def test_a_number_is_dialled_through_the_account(tmp_path: Path) -> None:
    """The account's domain makes an address of a number; the account of the address's domain is taken first."""
    office = Account("office", "sip:me@office.example")
    home = Account("home", "sip:me@home.example:5070")
    settings = Settings(accounts=(office, home), default_account="home")
    with running_phone(tmp_path, settings=settings) as phone:
        phone.call("+7 (495) 555-01-01")
        assert phone.engine.invites[-1].request_uri.startswith("sip:+74955550101@home.example:5070")
        assert phone.engine.invites[-1].account_id == "home"
        phone.call("anna@office.example")
        assert phone.engine.invites[-1].account_id == "office"


def test_a_cap_of_the_person_is_kept(tmp_path: Path) -> None:
    """The number of hops is a setting."""
    with running_phone(tmp_path, on_redirect=OnRedirect.FOLLOW) as phone:
        phone.settings = replace(phone.settings, max_hops=1)
        attempt = phone.call(OLD)
        phone.redirect(302, f"<{NEW}>")
        phone.redirect(302, f"<{NEWER}>")
        assert phone.view(attempt).stopped is Stopped.TOO_MANY_HOPS


def test_closing_writes_every_end(phone: TestPhone) -> None:
    """The phone is closed in the middle of everything: each attempt has an end in the history."""
    phone.call("sip:a@example.com")
    phone.call(OLD)
    phone.redirect(301, f"<{NEW}>")
    phone.engine.emit(CallIncoming(-1, "", b"sip:x@example.com", b"", b"", b""))
    phone.controller.close()
    phone.settle()
    assert all(record.ended for record in phone.store.call_log.recent())
    assert phone.engine.tones[-1] is Tone.NONE


def test_a_view_is_published_for_each_change(phone: TestPhone) -> None:
    """A front end needs nothing but the notices: the last one is the truth."""
    attempt = phone.call("sip:bob@example.com")
    phone.ring()
    phone.answered()
    last = phone.said(CallChanged)[-1]
    assert isinstance(last, CallChanged)
    assert last.view == phone.view(attempt)


def test_messages_that_come_after_an_offer_are_told_of_once(tmp_path: Path) -> None:
    """The engine notes what crossed the wire a moment later; the front end hears of all of it in one change."""
    with running_phone(tmp_path) as phone:
        attempt = phone.call("sip:a@b.example")
        phone.redirect(301, "<sip:c@b.example>")
        call_id = phone.engine.invites[-1].call_id
        before = len(phone.said(CallChanged))
        for sent, raw in ((True, b"INVITE"), (False, b"SIP/2.0 301"), (True, b"ACK")):
            phone.engine.emit(ev.MessageSeen(call_id, sent, 1.0, "udp", "127.0.0.1:5060", raw))
        assert len(phone.said(CallChanged)) == before
        phone.later(seconds=1)
        assert len(phone.said(CallChanged)) == before + 1
        assert [message.raw for message in phone.view(attempt).messages] == [
            b"INVITE",
            b"SIP/2.0 301",
            b"ACK",
        ]
