"""RFC 3261 section 17 as a peer sees it: retransmissions, ACK, CANCEL and wrong requests."""

import pytest

from softphone.demo.exchange import DemoAddresses
from tests.unit.demo.raw_phone import OFFER, RawPhone, to_tag


def test_refusal_is_sent_again_until_the_ack(phone: RawPhone) -> None:
    """Over UDP a final response to INVITE comes again after 0.5 s and 1 s, and no more after the ACK."""
    first = phone.ask("INVITE", "busy", branch="z9hG4bKagain")
    assert phone.receive(1.0).raw == first.raw
    assert phone.receive(1.5).raw == first.raw
    phone.send(phone.message("ACK", "busy", branch="z9hG4bKagain", to_tag=to_tag(first)))
    with pytest.raises(TimeoutError):
        phone.receive(2.3)


def test_answer_is_sent_again_until_the_ack(phone: RawPhone) -> None:
    """A 200 to INVITE comes again until its ACK, which has a branch of its own."""
    first = phone.ask("INVITE", "echo", body=OFFER.format(port=9))
    assert first.status == 200
    assert phone.receive(1.0).raw == first.raw
    phone.send(phone.message("ACK", "echo", to_tag=to_tag(first)))
    with pytest.raises(TimeoutError):
        phone.receive(1.3)
    assert phone.ask("BYE", "echo", cseq=2, to_tag=to_tag(first)).status == 200


@pytest.mark.parametrize(("method", "user"), [("OPTIONS", "echo"), ("INVITE", "moved"), ("REGISTER", "demo")])
def test_retransmitted_request(phone: RawPhone, method: str, user: str) -> None:
    """The same request again is answered with the same bytes, To tag included."""
    request = phone.message(method, user)
    phone.send(request)
    first = phone.receive()
    phone.send(request)
    assert phone.receive(0.4).raw == first.raw
    assert to_tag(first)


def test_cancel_after_the_end(phone: RawPhone) -> None:
    """A CANCEL that finds no INVITE is answered 481."""
    assert phone.ask("CANCEL", "no-answer", branch="z9hG4bKnone").status == 481


def test_bye_without_a_call(phone: RawPhone) -> None:
    """A request of no dialog that we know is answered 481."""
    assert phone.ask("BYE", "echo", to_tag="nobody").status == 481


def test_stray_ack(phone: RawPhone) -> None:
    """An ACK is never answered."""
    phone.send(phone.message("ACK", "echo", to_tag="nobody"))
    assert phone.ask("OPTIONS", "echo").get("CSeq") == "1 OPTIONS"


@pytest.mark.parametrize(
    ("method", "status"), [("PUBLISH", 405), ("REFER", 405), ("DANCE", 501), ("OPTIONS", 200)]
)
def test_methods(phone: RawPhone, method: str, status: int) -> None:
    """Known methods that are not served get 405, unknown ones 501; both name what is allowed."""
    answer = phone.ask(method, "echo")
    assert answer.status == status
    assert "INVITE" in answer.get("Allow")


def test_required_extension(phone: RawPhone) -> None:
    """A required extension is answered 420 and named (section 8.2.2.3)."""
    answer = phone.ask("INVITE", "echo", headers="Require: 100rel, hovercraft\r\n", branch="z9hG4bKreq")
    phone.send(phone.message("ACK", "echo", branch="z9hG4bKreq", to_tag=to_tag(answer)))
    assert (answer.status, answer.get("Unsupported")) == (420, "100rel, hovercraft")


def test_unusable_offer(phone: RawPhone) -> None:
    """An offer without PCMU or PCMA over plain RTP is answered 488."""
    secure = OFFER.format(port=9).replace("RTP/AVP", "RTP/SAVP")
    assert phone.dial("echo", body=secure).status == 488


def test_via_tells_the_source(phone: RawPhone) -> None:
    """The top Via comes back with received and rport (RFC 3581); the Vias below it are untouched."""
    below = "SIP/2.0/TCP 192.0.2.1:5060;branch=z9hG4bKbelow;x"
    answer = phone.ask("OPTIONS", "echo", headers=f"Via: {below}\r\n")
    top, second = answer.all("Via")
    assert ";received=127.0.0.1" in top
    assert f";rport={phone.port}" in top
    assert second == below


def test_answer_without_rport_goes_to_sent_by(phone: RawPhone, addresses: DemoAddresses) -> None:
    """Without rport the response goes to the port that Via names, not to where the request came from."""
    with RawPhone(addresses) as other:
        phone.send(
            phone.message("OPTIONS", "echo")
            .replace(b";rport", b"")
            .replace(b":%d" % phone.port, b":%d" % other.port)
        )
        assert other.receive().status == 200


def test_compact_headers_and_folds(phone: RawPhone) -> None:
    """Compact header names and folded lines are read (section 7.3)."""
    text = phone.message("OPTIONS", "echo").decode()
    for name, short in (("Via", "v"), ("From", "f"), ("To", "t"), ("Call-ID", "i"), ("Content-Length", "l")):
        text = text.replace(f"\r\n{name}: ", f"\r\n{short}:\r\n  ")
    phone.send(text.encode())
    assert phone.receive().status == 200


def test_hold_and_resume(phone: RawPhone) -> None:
    """A re-INVITE is answered in the same call, with the direction mirrored."""
    answer = phone.dial("echo", body=OFFER.format(port=9))
    tag = to_tag(answer)
    held = phone.ask("INVITE", "echo", cseq=2, to_tag=tag, body=OFFER.format(port=9) + "a=sendonly\r\n")
    phone.send(phone.message("ACK", "echo", cseq=2, to_tag=tag))
    assert (held.status, b"a=recvonly" in held.body) == (200, True)
    assert phone.ask("BYE", "echo", cseq=2, to_tag=tag).status == 500
    assert phone.ask("BYE", "echo", cseq=3, to_tag=tag).status == 200


def test_offer_in_the_answer(phone: RawPhone) -> None:
    """An INVITE without a session gets an offer in the 200."""
    answer = phone.dial("echo")
    assert b"m=audio" in answer.body
    assert b"a=rtpmap:0 PCMU/8000" in answer.body
    assert phone.ask("BYE", "echo", cseq=2, to_tag=to_tag(answer)).status == 200
