"""INVITEs as they come in, for the tests of the core."""

from softphone.calls.call_events import CallEnded, CallIncoming
from softphone.calls.rules import Diversion, DivertKind, DivertTarget, DivertWhen
from tests.support.core_phone import TestPhone

ME = "sip:me@office.example"
ANNA = "sip:anna@else.example"
BORIS = "sip:boris@branch.example"


def invite(*headers: str, max_forwards: int = 70, transport: str = "UDP", caller: str = ANNA) -> bytes:
    lines = (
        "INVITE sip:me@127.0.0.1:5062 SIP/2.0",
        f"Via: SIP/2.0/{transport} 127.0.0.1:5060;branch=z9hG4bK1",
        f"From: <{caller}>;tag=1",
        f"To: <{ME}>",
        "Call-ID: 1@127.0.0.1",
        "CSeq: 1 INVITE",
        f"Max-Forwards: {max_forwards}",
        *headers,
        "Content-Length: 0",
    )
    return "\r\n".join(lines).encode() + b"\r\n\r\n"


def rule(
    *uris: str,
    kind: DivertKind = DivertKind.FORWARD,
    when: DivertWhen = DivertWhen.ALWAYS,
    account_id: str = "",
    contact_id: int | None = None,
    after_s: int = 20,
    expires_s: int | None = None,
    text: str = "",
    enabled: bool = True,
) -> Diversion:
    return Diversion(
        id=None,
        kind=kind,
        when=when,
        targets=tuple(DivertTarget(uri) for uri in uris or (BORIS,)),
        account_id=account_id,
        contact_id=contact_id,
        after_s=after_s,
        expires_s=expires_s,
        text=text,
        enabled=enabled,
    )


def add_rule(phone: TestPhone, diversion: Diversion) -> Diversion:
    return phone.store.diversions.save(diversion).result(timeout=30)


def call_in(
    phone: TestPhone,
    *headers: str,
    call_id: int = -1,
    caller: str = ANNA,
    account_id: str = "",
    max_forwards: int = 70,
    transport: str = "UDP",
) -> int:
    """An INVITE arrives; the number of its attempt."""
    raw = invite(*headers, max_forwards=max_forwards, transport=transport, caller=caller)
    phone.engine.emit(CallIncoming(call_id, account_id, caller.encode(), b"", ME.encode(), raw))
    return phone.controller.views()[-1].attempt


def refused(phone: TestPhone, status: int, *, call_id: int = -1, by_peer: bool = False) -> None:
    """The engine says how the incoming call ended."""
    phone.engine.emit(CallEnded(call_id, status, "Whatever", by_peer=by_peer))
