"""What a peer in a call may send that it should not: the engine lives, and the call can be ended."""

from collections.abc import Callable

import pytest

from softphone.calls.accounts import Account, MediaEncryption
from softphone.calls.call_events import (
    CallEnded,
    CallIncoming,
    CallTurnedAway,
    TransferChanged,
    TransferState,
)
from softphone.calls.engine_events import EngineFault, EngineLost
from tests.engine.engine_phone import EnginePhone
from tests.engine.raw_line import RawLine, header
from tests.engine.talking import SDP_TYPE, answered, sdp

_FRAG = b"Content-Type: message/sipfrag"
_OFFERS = [
    b"",
    b"v=0",
    b"v=0\r\n",
    b"\x00" * 50,
    b"\xff" * 2000,
    sdp().replace(b"m=audio 40000", b"m=audio 0"),
    sdp().replace(b"m=audio 40000", b"m=audio 99999"),
    sdp().replace(b"m=audio 40000", b"m=audio -1"),
    sdp().replace(b"m=audio", b"m=video"),
    sdp().replace(b"RTP/AVP 0 101", b"RTP/AVP"),
    sdp().replace(b"RTP/AVP", b"RTP/SAVP"),
    sdp().replace(b"RTP/AVP 0 101", b"RTP/AVP " + b" ".join(b"%d" % each for each in range(200))),
    sdp().replace(b"c=IN IP4 127.0.0.1\r\n", b""),
    sdp().replace(b"IP4 127.0.0.1", b"IP6 ::zz"),
    sdp().replace(b"c=IN IP4 127.0.0.1", b"c=IN IP4 nobody.invalid"),
    sdp().replace(b"c=IN IP4 127.0.0.1", b"c=IN IP4 255.255.255.255"),
    sdp().replace(b"a=rtpmap:0 PCMU/8000", b"a=rtpmap:0 PCMU/0"),
    sdp().replace(b"a=rtpmap:0 PCMU/8000", b"a=rtpmap:0 " + b"x" * 500 + b"/99999999999"),
    sdp().replace(b"a=fmtp:101 0-16", b"a=fmtp:101 " + b"9" * 900),
    sdp() + sdp()[sdp().index(b"m=") :] * 20,
    sdp() + sdp()[sdp().index(b"m=") :].replace(b"audio", b"Audio") * 20,
    sdp() + sdp()[sdp().index(b"m=") :].replace(b"audio", b"video") * 20,
    sdp() + sdp()[sdp().index(b"m=") :].replace(b"audio", b"text") * 20,
    sdp(b"sendonly") + b"a=inactive\r\na=recvonly\r\na=sendrecv\r\n",
    sdp() + b"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:!!\r\n" * 30,
    sdp() + b"a=ptime:0\r\na=maxptime:-5\r\n",
    sdp() + b"a=ptime:100000\r\n",
    sdp() + b"a=rtcp:99999999 IN IP4 1.2.3.4\r\n",
    sdp() + b"a=candidate:1 1 UDP 1 127.0.0.1 1 typ host\r\na=ice-ufrag:x\r\na=ice-pwd:y\r\n",
]


def _lives(phone: EnginePhone, peer: RawLine, invite: bytes) -> None:
    """The engine does, and if the call does, its other side can end it."""
    phone.run_for(0.1)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]
    peer.in_dialog(invite, "BYE")
    phone.wait_for_end(1)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


@pytest.mark.parametrize("number", range(len(_OFFERS)))
def test_broken_offers(number: int, phone: EnginePhone) -> None:
    """In a re-INVITE and in an UPDATE: some final answer each, and the call is not lost by it."""
    offer = _OFFERS[number]
    with RawLine() as peer:
        invite = answered(phone, peer)
        sent = peer.in_dialog(invite, "UPDATE", SDP_TYPE, body=offer)
        peer.is_silent(b"SIP/2.0 200", 0.15)
        sent = peer.in_dialog(invite, "INVITE", SDP_TYPE, body=offer)
        final = b"SIP/2.0 100"
        while final.startswith(b"SIP/2.0 1") or not header(final, b"cseq").endswith(b"INVITE"):
            final = peer.wait_for(b"SIP/2.0 ")
        peer.in_dialog(invite, "ACK", cseq=int(header(sent, b"cseq").split()[0]))
        _lives(phone, peer, invite)


@pytest.mark.parametrize("transport", ["udp", "tcp"])
def test_an_ack_that_repeats_an_invite(transport: str, phone: EnginePhone) -> None:
    """Anybody can send one; it is ignored, while it rings and while one talks."""
    port = phone.ready.udp_port if transport == "udp" else phone.ready.tcp_port
    with RawLine() as peer, RawLine(port, transport) as caller:
        invite = answered(phone, peer)
        caller.request("INVITE", SDP_TYPE, body=sdp())
        caller.wait_for(b"SIP/2.0 180")
        caller.request("ACK", branch="other")
        caller.request("ACK", branch="another", body=b"x")
        caller.request("CANCEL")
        caller.wait_for(b"SIP/2.0 487")
        assert phone.wait_for(CallEnded).by_peer
        _lives(phone, peer, invite)


def test_an_ack_that_comes_together_with_others(phone: EnginePhone) -> None:
    """Behind another request on a connection, and behind one that holds its text: the engine lives."""
    with RawLine(to=phone.ready.tcp_port, transport="tcp") as caller:
        caller.invite()
        caller.wait_for(b"SIP/2.0 180")
        with caller.at_once():
            caller.request("OPTIONS", branch="1", cseq=2)
            ack = caller.request("ACK", branch="other")
        with caller.at_once():
            caller.request("OPTIONS", b"X: %s" % (b"x" * 200), branch="2", cseq=3, body=ack)
            caller.send(ack)
        caller.request("CANCEL")
        caller.wait_for(b"SIP/2.0 487")
        assert not [event for event in phone.events if isinstance(event, EngineLost)]


@pytest.mark.parametrize("method", [b"ACK", b"ac"])
@pytest.mark.parametrize("to", [b"<sip:phone@127.0.0.1>", b'";tag=1" <sip:phone@127.0.0.1>'])
@pytest.mark.parametrize("length", [0, 3960, 3995])
def test_an_ack_written_oddly(method: bytes, to: bytes, length: int, phone: EnginePhone) -> None:
    """However the ACK is written that would end the process, and however much of it the log cuts: it lives."""
    with RawLine(phone.ready.udp_port) as caller:
        invite = caller.invite()
        phone.wait_for(CallIncoming)
        ack = (
            invite.partition(b"\r\n\r\n")[0]
            .replace(b"INVITE", method)
            .replace(b"branch=z9hG4bK", b"branch=z9hG4bKx")
        )
        ack = ack.replace(b"To: " + header(invite, b"to"), b"X-Pad: pad\r\nTo: " + to)
        ack = ack.replace(header(ack, b"content-length"), b"0") + b"\r\n\r\n"
        caller.send(ack.replace(b"pad", b"y" * max(3, length - len(ack) + 3)))
        caller.request("CANCEL")
        phone.wait_for(CallEnded)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


@pytest.mark.parametrize(
    ("invite", "update"),
    [
        (((), b""), ((), b"")),
        (((), b""), ((SDP_TYPE,), sdp(version=2))),
        (((), sdp()), ((SDP_TYPE,), sdp(version=2))),
    ],
)
def test_an_update_while_it_rings_without_an_offer(
    invite: tuple[tuple[bytes, ...], bytes], update: tuple[tuple[bytes, ...], bytes], phone: EnginePhone
) -> None:
    """Some exchanges tell so who is calling: it is refused, and the call goes on."""
    with RawLine(phone.ready.udp_port) as caller:
        caller.request("INVITE", *invite[0], body=invite[1])
        tag = header(caller.wait_for(b"SIP/2.0 180"), b"to").partition(b";tag=")[2]
        there = phone.wait_for(CallIncoming).call_id
        caller.request("UPDATE", *update[0], body=update[1], to_tag=tag, cseq=2)
        caller.wait_for(b"SIP/2.0 500")
        phone.engine.answer(there)
        assert b"m=audio" in caller.wait_for(b"SIP/2.0 200")
        caller.request("ACK", SDP_TYPE, body=sdp(), to_tag=tag, branch="ack")
        caller.request("UPDATE", to_tag=tag, cseq=3)
        caller.wait_for(b"SIP/2.0 200")
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_an_update_in_disguise_while_it_rings_without_an_offer(phone: EnginePhone) -> None:
    """The library compares tags in any case, takes the last of several headers, and any end of a line."""
    to = f"To: <sip:phone@127.0.0.1:{phone.ready.udp_port}>;tag=".encode()
    disguises: tuple[tuple[tuple[bytes, ...], Callable[[bytes], tuple[bytes, bytes]]], ...] = (
        ((), lambda tag: (b"Y: 1", tag.swapcase())),
        ((), lambda tag: (b"Y: 1", tag + b';x=">"')),
        ((), lambda tag: (to + tag, b"")),
        ((), lambda tag: (b"Y: 1\r" + to + tag, b"")),
        ((b"Y: 1\rCall-ID: another",), lambda tag: (b"Call-ID: another", tag)),
    )
    for headers, disguised in disguises:
        with RawLine(phone.ready.udp_port) as caller:
            seen = len(phone.events)
            caller.request("INVITE", *headers)
            tag = header(caller.wait_for(b"SIP/2.0 180"), b"to").partition(b";tag=")[2]
            there = phone.wait_for(CallIncoming, after=seen).call_id
            more, to_tag = disguised(tag)
            caller.request("UPDATE", more, to_tag=to_tag, cseq=2)
            caller.wait_for(b"SIP/2.0 500")
            phone.engine.hang_up(there)
            phone.wait_for_end(there)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


def test_an_update_while_it_rings_with_an_offer(phone: EnginePhone) -> None:
    """It is none of those: exchanges tell so who is calling (RFC 3311), and are answered."""
    with RawLine(phone.ready.udp_port) as caller:
        caller.invite()
        tag = header(caller.wait_for(b"SIP/2.0 180"), b"to").partition(b";tag=")[2]
        caller.request("UPDATE", to_tag=tag, cseq=2)
        caller.wait_for(b"SIP/2.0 200")


@pytest.mark.parametrize("kind", [b"audio", b"AUDIO"])
def test_callers_who_want_too_much_sound(kind: bytes, phone: EnginePhone) -> None:
    """The library opens two sockets for each line and aborts when it has 64: refused, and told."""
    offer = sdp() + sdp()[sdp().index(b"m=") :].replace(b"audio", kind) * 20
    for _ in range(6):
        with RawLine(phone.ready.udp_port) as caller:
            caller.request("INVITE", SDP_TYPE, body=offer)
            assert caller.wait_for(b"SIP/2.0 4").startswith((b"SIP/2.0 400", b"SIP/2.0 488"))
            caller.request("ACK")
    assert phone.wait_for(CallTurnedAway).status in (400, 488)
    assert not [event for event in phone.events if isinstance(event, CallIncoming | EngineLost | EngineFault)]
    with RawLine() as peer:
        _lives(phone, peer, answered(phone, peer))


@pytest.mark.parametrize("encryption", [MediaEncryption.OPTIONAL, MediaEncryption.REQUIRED])
def test_callers_who_want_dtls(encryption: MediaEncryption, phone: EnginePhone) -> None:
    """As browsers call: an account with SRTP refuses in words, where the library would end by it."""
    account = Account("a", f"sip:anna@127.0.0.1:{phone.ready.udp_port}", media_encryption=encryption)
    phone.engine.set_account(account, "")
    offer = sdp().replace(b"RTP/AVP", b"UDP/TLS/RTP/SAVPF")
    with RawLine(phone.ready.udp_port) as peer:
        peer.request("INVITE", SDP_TYPE, body=offer, user="anna")
        assert phone.wait_for(CallTurnedAway).status == 488
        assert peer.wait_for(b"SIP/2.0 488")
    phone.run_for(0.2)
    assert not [event for event in phone.events if isinstance(event, EngineLost)]


@pytest.mark.parametrize("number", range(len(_OFFERS)))
def test_broken_answers(number: int, phone: EnginePhone) -> None:
    """To our hold: the call goes on or is over, and the engine lives."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        phone.engine.hold(1)
        offer = peer.wait_for(b"INVITE")
        contact = f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode()
        peer.answer(offer, b"200 OK", contact, SDP_TYPE, body=_OFFERS[number])
        phone.run_for(0.1)
        phone.engine.resume(1)
        _lives(phone, peer, invite)


def test_broken_news_of_a_transfer(phone: EnginePhone) -> None:
    """NOTIFYs that say nothing, something else, or lie: no crash, and one outcome at most."""
    frags = [
        b"",
        b"SIP/2.0",
        b"SIP/2.0 200",
        b"SIP/2.0 999 X\r\n",
        b"SIP/2.0 -1 X\r\n",
        b"\x00" * 20,
        b"\xff" * 3000,
    ]
    frags += [
        b"INVITE sip:a@b SIP/2.0\r\n\r\n",
        b"SIP/2.0 100 " + b"x" * 3000 + b"\r\n",
        b"HTTP/1.1 200 OK\r\n",
    ]
    heads = [
        (b"Event: refer", b"Subscription-State: active"),
        (b"Event: refer;id=9999999999", b"Subscription-State: active;expires=-1"),
        (b"Event: refer", b"Subscription-State: "),
        (b"Event: presence", b"Subscription-State: active"),
        (b"Subscription-State: pending",),
        (b"Event: refer", b"Subscription-State: active;expires=99999999999999999999"),
    ]
    with RawLine() as peer:
        invite = answered(phone, peer)
        peer.in_dialog(invite, "NOTIFY", *heads[0], _FRAG, body=b"SIP/2.0 200 OK\r\n")  # nobody asked
        phone.engine.transfer(1, "sip:carol@127.0.0.1")
        refer = peer.wait_for(b"REFER")
        peer.answer(refer, b"202 Accepted", f"Contact: <sip:x@127.0.0.1:{peer.port}>".encode())
        for head in heads:
            for frag in frags:
                peer.in_dialog(invite, "NOTIFY", *head, _FRAG, body=frag)
            phone.run_for(0.05)
            assert not [event for event in phone.events if isinstance(event, EngineLost)]
        peer.in_dialog(invite, "NOTIFY", *heads[0], b"Content-Type: x/y", body=b"?")
        peer.in_dialog(invite, "NOTIFY", b"Event: refer", b"Subscription-State: terminated")
        _lives(phone, peer, invite)
    ends = [event for event in phone.events if isinstance(event, TransferChanged)]
    assert len([event for event in ends if event.state in (TransferState.DONE, TransferState.FAILED)]) <= 1


@pytest.mark.parametrize(
    "lines",
    [
        (b"Refer-To: ",),
        (b"Refer-To: <>",),
        (b"Refer-To: <sip:>",),
        (b"Refer-To: <sip:a@b?Replaces>",),
        (b"Refer-To: <sip:a@127.0.0.1?=&&&=>",),
        (b"Refer-To: <sip:a@127.0.0.1?Replaces=%ZZ>",),
        (b"Refer-To: <sip:a@127.0.0.1>", b"Refer-To: <sip:b@127.0.0.1>"),
        (b"Refer-To: <sip:a@127.0.0.1>", b"Refer-Sub: false"),
        (b"Refer-To: <sip:a@127.0.0.1>", b"Require: norefersub, x"),
        (b"Refer-To: " + b"<" * 500,),
        (),
    ],
)
def test_broken_refers(lines: tuple[bytes, ...], phone: EnginePhone) -> None:
    """Some answer, and the call goes on."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        peer.in_dialog(invite, "REFER", *lines)
        peer.is_silent(b"SIP/2.0 200", 0.15)
        _lives(phone, peer, invite)


def test_requests_that_nobody_expects(phone: EnginePhone) -> None:
    """Odd methods and packages inside a call."""
    with RawLine() as peer:
        invite = answered(phone, peer)
        for method in (
            "PRACK",
            "UPDATE",
            "SUBSCRIBE",
            "PUBLISH",
            "OPTIONS",
            "INFO",
            "MESSAGE",
            "FOO",
            "REGISTER",
            "CANCEL",
        ):
            for head in ((), (b"Event: \xff",), (b"RAck: 1 1 INVITE",), (b"Content-Type: application/sdp",)):
                peer.in_dialog(invite, method, *head, body=b"x" * (len(head) * 10))
        peer.in_dialog(invite, "SUBSCRIBE", b"Event: refer", b"Expires: 0")
        peer.in_dialog(invite, "SUBSCRIBE", b"Event: dialog", b"Expires: 60")
        phone.run_for(0.3)
        assert not [event for event in phone.events if isinstance(event, EngineLost | EngineFault)]
        _lives(phone, peer, invite)
