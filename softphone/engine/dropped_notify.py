"""News of a transfer that the library cannot read, and therefore drops without an event.

linphone (5.1) ends a transfer with `Subscription-State: terminated;reason=reason=noresource`. pjsip 2.15.1 drops that
NOTIFY, and nobody would hear that the transfer is done. It is read from the library's log like `dropped.py`.
"""

import re
from dataclasses import dataclass

from softphone.engine.message import body_of, header_of, method_of, reason_of, status_of, transport_of

_KEPT = re.compile(rb"(?i)(via|v|from|f|to|t|call-id|i|cseq)[ \t]*:")


@dataclass(frozen=True, slots=True)
class DroppedNotify:
    """What the other side heard from where we sent it (RFC 3515 section 2.4.5). `source` is (address, port)."""

    raw: bytes
    status: int
    reason: str
    is_final: bool
    sip_call_id: str
    transport: str
    source: tuple[str, int]


def read_dropped_notify(raw: bytes, source: tuple[str, int]) -> DroppedNotify | None:
    """`raw` if it is a NOTIFY of a transfer with a status in it that names its call, else None."""
    fragment = body_of(raw)
    status = status_of(fragment) or 0
    sip_call_id = header_of(raw, b"call-id", b"i")
    package = header_of(raw, b"event", b"o").partition(b";")[0].strip().lower()
    if method_of(raw) != b"NOTIFY" or package != b"refer" or not status or not sip_call_id:
        return None
    state = header_of(raw, b"subscription-state").partition(b";")[0].strip().lower()
    return DroppedNotify(
        raw=raw,
        status=status,
        reason=reason_of(fragment),
        is_final=status >= 200 or state == b"terminated",
        sip_call_id=sip_call_id.decode("utf-8", "replace"),
        transport=transport_of(raw),
        source=source,
    )


def ok_to(notify: DroppedNotify) -> bytes:
    """The 200 that ends its retransmissions."""
    head = notify.raw.partition(b"\r\n\r\n")[0]
    lines = [line for line in head.split(b"\r\n")[1:] if _KEPT.match(line)]
    return b"\r\n".join([b"SIP/2.0 200 OK", *lines, b"Content-Length: 0", b"", b""])
