"""What the demo exchange tells of its numbers, and who writes back."""

import pytest

from softphone.sip.presence import read_dialog_info, read_presence, read_waiting
from tests.unit.demo.raw_phone import Answer, RawPhone


def accept(phone: RawPhone, request: Answer) -> None:
    """200 to a request of the exchange."""
    kept = "".join(f"{name}: {request.get(name)}\r\n" for name in ("Via", "From", "To", "Call-ID", "CSeq"))
    phone.send(f"SIP/2.0 200 OK\r\n{kept}Content-Length: 0\r\n\r\n".encode())


def subscribe(phone: RawPhone, user: str, event: str, *, expires: int = 600) -> tuple[Answer, Answer]:
    """The answer and the NOTIFY."""
    headers = f"Event: {event}\r\nExpires: {expires}\r\n"
    phone.send(phone.message("SUBSCRIBE", user, headers=headers))
    answer = phone.receive()
    notify = phone.receive()
    accept(phone, notify)
    return answer, notify


@pytest.mark.parametrize(
    ("user", "is_open", "activities"),
    [
        ("echo", True, frozenset()),
        ("busy", True, frozenset({"on-the-phone"})),
        ("no-answer", True, frozenset({"away"})),
        ("declined", False, frozenset()),
    ],
)
def test_presence(phone: RawPhone, user: str, is_open: bool, activities: frozenset[str]) -> None:
    """Each number says how things are with it."""
    answer, notify = subscribe(phone, user, "presence")
    assert (answer.status, answer.get("Expires")) == (200, "600")
    told = read_presence(notify.body)
    assert (told.is_open, told.activities) == (is_open, activities)
    assert notify.get("Subscription-State") == "active;expires=600"


def test_calls_of_a_line(phone: RawPhone) -> None:
    """The busy line talks, the others do not."""
    _, notify = subscribe(phone, "busy", "dialog")
    assert [call.state for call in read_dialog_info(notify.body).calls] == ["confirmed"]


def test_waiting_messages(phone: RawPhone) -> None:
    """A user of the registrar has two new ones; a number has no mailbox."""
    _, notify = subscribe(phone, "demo", "message-summary")
    told = read_waiting(notify.body)
    assert (told.waiting, told.new, told.old) == (True, 2, 1)
    assert told.account_uri.startswith("sip:voicemail@")
    headers = "Event: message-summary\r\n"
    assert phone.ask("SUBSCRIBE", "echo", headers=headers).status == 404


@pytest.mark.parametrize(
    ("user", "event", "status"), [("echo", "spirits", 489), ("nobody-there", "presence", 404)]
)
def test_what_cannot_be_subscribed_to(phone: RawPhone, user: str, event: str, status: int) -> None:
    """Unknown packages and unknown numbers are refused."""
    headers = f"Event: {event}\r\n"
    assert phone.ask("SUBSCRIBE", user, headers=headers).status == status


def test_a_subscription_ends(phone: RawPhone) -> None:
    """Expires: 0 is answered with the last NOTIFY."""
    _, notify = subscribe(phone, "echo", "presence", expires=0)
    assert notify.get("Subscription-State") == "terminated;reason=timeout"


def test_the_chat_partner_writes_back(phone: RawPhone) -> None:
    """First that it writes, then what was written to it."""
    phone.send(phone.message("MESSAGE", "chat", headers="Content-Type: text/plain\r\n"))
    assert phone.receive().status == 200
    typing = phone.receive()
    accept(phone, typing)
    answer = phone.receive()
    assert typing.get("Content-Type") == "application/im-iscomposing+xml"
    assert answer.body.startswith(b"You wrote:")
