"""What the exchange tells of its numbers (RFC 6665): presence, the calls of a line, and waiting messages.

Each SUBSCRIBE is answered with 200 and one NOTIFY; nothing of it changes by itself.
"""

from collections import OrderedDict
from collections.abc import Callable

from softphone.demo.flow import LOOPBACK, Flow
from softphone.demo.message import Request, address_of, fresh_branch, render, user_of
from softphone.demo.numbers import Answer, Refuse, Ring, find_number
from softphone.demo.transaction import ServerTransaction

SendRequest = Callable[[bytes, str, str, Flow], None]
_MOST_SUBSCRIPTIONS = 512
_LONGEST_S = 3600
_SHORTEST_S = 60
_PIDF = """<?xml version="1.0" encoding="UTF-8"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:dm="urn:ietf:params:xml:ns:pidf:data-model"
 xmlns:rpid="urn:ietf:params:xml:ns:pidf:rpid" entity="{entity}">
<tuple id="t1"><status><basic>{basic}</basic></status></tuple>
<dm:person id="p1"><rpid:activities>{activity}</rpid:activities></dm:person>
</presence>
"""
_DIALOGS = """<?xml version="1.0" encoding="UTF-8"?>
<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="full" entity="{entity}">
{dialogs}</dialog-info>
"""
_TALKING = '<dialog id="d1" direction="recipient"><state>confirmed</state></dialog>\n'
_SUMMARY = "Messages-Waiting: yes\r\nMessage-Account: sip:voicemail@{here}\r\nVoice-Message: 2/1 (0/0)\r\n"
_TYPES = {
    "presence": "application/pidf+xml",
    "dialog": "application/dialog-info+xml",
    "message-summary": "application/simple-message-summary",
}

Key = tuple[str, str]  # Call-ID, our tag


class Notifier:
    """`knows(user)` says who is a user of the registrar; `send` sends a request and forgets it."""

    def __init__(self, knows: Callable[[str], bool], send: SendRequest) -> None:
        self._knows = knows
        self._send = send
        self._told: OrderedDict[Key, int] = OrderedDict()  # CSeq of the last NOTIFY

    def has(self, request: Request) -> bool:
        """Whether this belongs to a subscription that we know."""
        return (request.text("call-id"), request.to_tag) in self._told

    def subscribe(self, transaction: ServerTransaction, flow: Flow) -> None:
        """Answer a SUBSCRIBE, and tell what there is to tell. `flow` leads to the Contact."""
        request = transaction.request
        event = (request.get("event") or "").partition(";")[0].strip().lower()
        user = user_of(request.uri) or user_of(address_of(request.text("to")))
        is_known = find_number(user) is not None or self._knows(user)
        contacts = request.values("contact")
        if request.to_tag:
            user = user_of(address_of(request.text("to")))
        elif event not in _TYPES:
            allowed = ("Allow-Events", ", ".join(_TYPES))
            transaction.respond(489, "Bad Event", (allowed,))
            return
        elif not is_known or not contacts or (event == "message-summary" and not self._knows(user)):
            transaction.respond(404, "Not Found")
            return
        expires = _expires(request)
        own_contact = f"<sip:{LOOPBACK}:{flow.local_port}>"
        transaction.respond(200, "OK", (("Expires", str(expires)), ("Contact", own_contact)))
        key = (request.text("call-id"), transaction.to_tag)
        number = self._told[key] = self._told.get(key, 0) + 1
        self._told.move_to_end(key)
        while len(self._told) > _MOST_SUBSCRIPTIONS:
            self._told.popitem(last=False)
        if contacts and event in _TYPES:
            self._notify(transaction, flow, number, event, user, expires)
        if expires == 0:
            self._told.pop(key, None)

    def _notify(  # noqa: PLR0917 -- a request has so many parts
        self, transaction: ServerTransaction, flow: Flow, number: int, event: str, user: str, expires: int
    ) -> None:
        request = transaction.request
        branch = fresh_branch()
        to = request.text("to")
        state = f"active;expires={expires}" if expires else "terminated;reason=timeout"
        headers = [
            ("Via", f"SIP/2.0/{flow.transport} {LOOPBACK}:{flow.local_port};branch={branch};rport"),
            ("Max-Forwards", "70"),
            ("From", to if request.to_tag else f"{to};tag={transaction.to_tag}"),
            ("To", request.text("from")),
            ("Call-ID", request.text("call-id")),
            ("CSeq", f"{number} NOTIFY"),
            ("Contact", f"<sip:{LOOPBACK}:{flow.local_port}>"),
            ("Event", event),
            ("Subscription-State", state),
            ("Content-Type", _TYPES[event]),
        ]
        target = address_of(request.values("contact")[0])
        here = f"{LOOPBACK}:{flow.local_port}"
        body = _document(event, user, f"sip:{user}@{here}", number, here)
        self._send(render(f"NOTIFY {target} SIP/2.0", headers, body.encode()), branch, "NOTIFY", flow)


def _document(event: str, user: str, entity: str, version: int, here: str) -> str:
    number = find_number(user)
    action = number.action if number is not None else None
    is_busy = isinstance(action, Refuse) and action.status == 486
    if event == "message-summary":
        return _SUMMARY.format(here=here)
    if event == "dialog":
        return _DIALOGS.format(version=version - 1, entity=entity, dialogs=_TALKING if is_busy else "")
    if isinstance(action, Ring):
        return _PIDF.format(entity=entity, basic="open", activity="<rpid:away/>")
    if is_busy:
        return _PIDF.format(entity=entity, basic="open", activity="<rpid:on-the-phone/>")
    is_open = action is None or isinstance(action, Answer)
    return _PIDF.format(entity=entity, basic="open" if is_open else "closed", activity="")


def _expires(request: Request) -> int:
    written = request.get("expires") or ""
    seconds = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else _LONGEST_S
    return 0 if seconds == 0 else min(max(seconds, _SHORTEST_S), _LONGEST_S)
