"""Who is there, who writes, what waits in the voicemail; and messages as a front end hears of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from softphone.calls import engine_events as ev
from softphone.calls.accounts import Account
from softphone.calls.company_events import (
    MessageAnswered,
    MessageReceived,
    PresenceChanged,
    PresenceState,
    TypingSeen,
    VoicemailWaiting,
)
from softphone.calls.notices import (
    ConversationsChanged,
    MessageNotice,
    PresenceNotice,
    TypingNotice,
    VoicemailNotice,
)
from softphone.calls.presence import MOST_WATCHED
from softphone.calls.reach_events import NetworkChanged, RegistrationChanged, RegistrationState
from softphone.calls.settings import Presence, Settings
from softphone.calls.typing_news import IDLE_S, REFRESH_S
from tests.support.core_phone import TestPhone, running_phone

ME = Account("me", "sip:me@office.example", registrar="sip:office.example")
HOME = Account("home", "sip:me@home.example")
ANNA = "sip:anna@office.example"


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[TestPhone]:
    with running_phone(tmp_path, settings=Settings(accounts=(ME, HOME), default_account="me")) as running:
        yield running


def registered(phone: TestPhone, account_id: str = "me", *, fails: bool = False) -> None:
    state = RegistrationState.FAILED if fails else RegistrationState.REGISTERED
    phone.engine.emit(RegistrationChanged(account_id, state))


def written(phone: TestPhone) -> None:
    """A message was sent to Anna and taken."""
    phone.controller.send_message(ANNA, "hello")
    phone.engine.emit(MessageAnswered(phone.engine.messages[-1].call_id, 200, "OK"))
    phone.settle()


def typings(phone: TestPhone) -> list[object]:
    return [command[2] for command in phone.engine.commands if command[0] == "typing"]


def received(phone: TestPhone, text: bytes = b"hi", who: bytes = b"sip:anna@office.example") -> None:
    phone.engine.emit(MessageReceived("me", who, b"Anna", b"sip:me@x", b"text/plain", text))


# Presence


def test_people_are_watched_through_the_account_of_their_domain_once_it_is_registered(
    phone: TestPhone,
) -> None:
    """Before that nothing is asked; a number is watched at the account that would dial it."""
    phone.controller.watch([ANNA, "sip:bob@home.example", "mailto:x@y", "tel:+74955550101"])
    assert phone.engine.watched == {}
    registered(phone)
    assert phone.engine.watched["me"][0] == ANNA
    assert [uri.partition(";")[0] for uri in phone.engine.watched["me"][1:]] == [
        "sip:+74955550101@office.example"
    ]
    registered(phone, "home")
    assert phone.engine.watched["home"] == ("sip:bob@home.example",)


def test_what_is_told_is_told_on_with_the_address_of_the_contact(phone: TestPhone) -> None:
    """Once for each change; the note is made safe; other spellings of the address know it too."""
    phone.controller.watch([ANNA])
    registered(phone)
    for _ in range(2):
        phone.engine.emit(PresenceChanged("me", ANNA, PresenceState.AWAY, "back\u202e at noon\n"))
    assert phone.said(PresenceNotice) == [PresenceNotice(ANNA, PresenceState.AWAY, "back at noon")]
    assert phone.controller.presence_of(ANNA) is PresenceState.AWAY
    assert phone.controller.presence_of("sip:anna@OFFICE.example:5060") is PresenceState.AWAY
    assert phone.controller.presence_of("sip:other@office.example") is PresenceState.UNKNOWN


def test_nothing_is_known_any_more_when_the_account_or_the_engine_is_gone(phone: TestPhone) -> None:
    """And all is asked for anew when it is back."""
    phone.controller.watch([ANNA])
    registered(phone)
    phone.engine.emit(PresenceChanged("me", ANNA, PresenceState.AVAILABLE, ""))
    registered(phone, fails=True)
    assert phone.controller.presence_of(ANNA) is PresenceState.UNKNOWN
    assert not phone.engine.watched["me"]
    registered(phone)
    assert list(phone.engine.watched["me"]) == [ANNA]
    phone.engine.emit(PresenceChanged("me", ANNA, PresenceState.BUSY, ""))
    phone.engine.watched.clear()
    phone.engine.emit(ev.EngineLost("gone", ()))
    assert phone.controller.presence_of(ANNA) is PresenceState.UNKNOWN
    registered(phone)
    assert phone.engine.watched["me"] == (ANNA,)


def test_from_another_address_all_is_asked_for_anew(phone: TestPhone) -> None:
    """The list is emptied first, so that the engine begins every subscription again."""
    phone.controller.watch([ANNA])
    registered(phone)
    lists: list[tuple[str, ...]] = []
    phone.engine.watch = lambda _id, uris: lists.append(tuple(uris))  # type: ignore[method-assign, assignment]
    phone.engine.emit(NetworkChanged(("192.0.2.1",)))
    assert lists == [(), (ANNA,)]


def test_so_many_are_watched_and_no_more(phone: TestPhone) -> None:
    """The first of the list, each once."""
    registered(phone)
    phone.controller.watch([f"sip:u{n}@office.example" for n in range(500)] * 2)
    assert len(phone.engine.watched["me"]) == MOST_WATCHED
    phone.controller.watch([])
    assert phone.engine.watched["me"] == ()


def test_others_are_told_how_things_are_once_for_a_burst(phone: TestPhone) -> None:
    """Only contacts may ask; do not disturb counts as busy."""
    phone.add_contact("Anna", ANNA)
    asked: list[tuple[Presence, tuple[str, ...]]] = []
    phone.engine.set_presence = lambda p, may_ask=(): asked.append((p, tuple(may_ask)))  # type: ignore[method-assign, assignment]
    registered(phone)
    registered(phone, "home")
    phone.later(seconds=1)
    assert asked == [(Presence.AVAILABLE, (ANNA,))]
    phone.settings = Settings(accounts=(ME,), do_not_disturb=True)
    phone.controller.settings_changed()
    phone.later(seconds=1)
    assert asked[-1][0] is Presence.BUSY


# Typing


def test_only_contacts_whom_we_have_written_to_are_told_that_we_write(phone: TestPhone) -> None:
    """A stranger, and a contact who never had a message of ours, hear nothing."""
    phone.controller.send_typing(ANNA, True)
    phone.add_contact("Anna", ANNA)
    phone.controller.send_typing(ANNA, True)
    assert typings(phone) == []
    written(phone)
    phone.controller.send_typing(ANNA, True)
    assert typings(phone) == [(ANNA, True, "me")]
    phone.controller.send_typing("not an address at all <", True)


def test_that_we_write_is_told_once_a_while_and_that_we_have_stopped(phone: TestPhone) -> None:
    """A key in between costs nothing; a pause ends it; a message ends it without a word."""
    phone.add_contact("Anna", ANNA)
    written(phone)
    for _ in range(int(REFRESH_S // 5)):
        phone.controller.send_typing(ANNA, True)
        phone.later(seconds=5)
    assert typings(phone) == [(ANNA, True, "me")]
    phone.controller.send_typing(ANNA, True)
    assert typings(phone) == [(ANNA, True, "me")] * 2
    phone.later(seconds=IDLE_S + 1)
    assert typings(phone)[-1] == (ANNA, False, "me")
    count = len(typings(phone))
    phone.controller.send_typing(ANNA, True)
    written(phone)
    phone.later(seconds=IDLE_S + 1)
    phone.controller.send_typing(ANNA, False)
    assert len(typings(phone)) == count + 1


def test_a_contact_who_writes_is_told_until_the_message_comes(phone: TestPhone) -> None:
    """A refresh says nothing new; silence for long ends it; strangers are not told of."""
    phone.engine.emit(TypingSeen("me", b"sip:stranger@x.example", True))
    phone.add_contact("Anna", ANNA)
    seen = TypingSeen("me", b"sip:anna@office.example:5080", True)
    phone.engine.emit(seen)
    phone.engine.emit(seen)
    received(phone)
    phone.engine.emit(seen)
    phone.later(seconds=200)
    told = [(each.party_uri, each.typing) for each in phone.notices if isinstance(each, TypingNotice)]
    uri = "sip:anna@office.example:5080"
    assert told == [(uri, True), (uri, False), (uri, True), (uri, False)]


# Messages and voicemail


def test_a_message_is_told_at_once_and_conversations_when_they_are_written(phone: TestPhone) -> None:
    """Incoming: the view, then that the store has it. Outgoing: when it is begun, and when it is over."""
    received(phone, "Привет".encode())
    (notice,) = phone.said(MessageNotice)
    assert isinstance(notice, MessageNotice)
    assert (notice.view.message, notice.view.party_uri) == ("Привет", ANNA)
    phone.settle()
    assert len(phone.said(ConversationsChanged)) == 1
    (talk,) = phone.store.call_log.conversations()
    assert (talk.text, talk.incoming, talk.unread) == ("Привет", True, 1)
    phone.controller.send_message(ANNA, "hello")
    phone.settle()
    assert len(phone.said(ConversationsChanged)) == 2
    assert phone.store.call_log.conversation(ANNA)[0].ended is None
    phone.engine.emit(MessageAnswered(phone.engine.messages[-1].call_id, 200, "OK"))
    phone.settle()
    assert len(phone.said(ConversationsChanged)) == 3


def test_waiting_messages_are_told_with_what_hears_them(phone: TestPhone) -> None:
    """What the person has set goes before what the server says."""
    phone.engine.emit(VoicemailWaiting("me", True, 2, 5, "sip:*97@office.example"))
    assert phone.said(VoicemailNotice)[-1] == VoicemailNotice("me", True, 2, 5, "sip:*97@office.example")
    phone.settings = Settings(accounts=(Account("me", "sip:me@office.example", voicemail="*99"),))
    phone.engine.emit(VoicemailWaiting("me", False))
    assert phone.said(VoicemailNotice)[-1] == VoicemailNotice("me", False, 0, 0, "*99")
