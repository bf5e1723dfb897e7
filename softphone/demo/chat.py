"""Who writes back: a number that answers every message with one of its own, as a person would (RFC 3428, RFC 3994)."""

import secrets
from collections.abc import Callable

from softphone.demo.flow import LOOPBACK, Flow
from softphone.demo.message import Request, address_of, fresh_branch, fresh_tag, render

SendRequest = Callable[[bytes, str, str, Flow], None]
USER = "chat"
WRITES_AFTER_S = 0.4
ANSWERS_AFTER_S = 1.6
_LONGEST = 400
_COMPOSING = (
    '<?xml version="1.0" encoding="UTF-8"?><isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing">'
    "<state>active</state><refresh>60</refresh></isComposing>"
)


def is_text(request: Request) -> bool:
    """Whether there is something to answer: not that somebody is writing."""
    return (request.get("content-type") or "text/plain").lower().startswith("text/plain")


def typing_to(request: Request, target: str, flow: Flow) -> tuple[bytes, str]:
    """That an answer to `request` is being written, and its branch."""
    return _message(request, target, flow, "application/im-iscomposing+xml", _COMPOSING)


def answer_to(request: Request, target: str, flow: Flow) -> tuple[bytes, str]:
    """What is written back, and its branch."""
    said = request.body.decode("utf-8", "replace").strip()[:_LONGEST]
    return _message(request, target, flow, "text/plain;charset=utf-8", f"You wrote: {said}")


def _message(request: Request, target: str, flow: Flow, kind: str, text: str) -> tuple[bytes, str]:
    branch = fresh_branch()
    here = f"{LOOPBACK}:{flow.local_port}"
    headers = [
        ("Via", f"SIP/2.0/{flow.transport} {here};branch={branch};rport"),
        ("Max-Forwards", "70"),
        ("From", f'"Chat partner" <sip:{USER}@{here}>;tag={fresh_tag()}'),
        ("To", f"<{address_of(request.text('from'))}>"),
        ("Call-ID", secrets.token_hex(8) + "@demo"),
        ("CSeq", "1 MESSAGE"),
        ("Content-Type", kind),
    ]
    return render(f"MESSAGE {target} SIP/2.0", headers, text.encode()), branch
