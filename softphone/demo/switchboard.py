"""Takes each message that arrives, finds its transaction and call, and lets the directory decide the answer."""

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from functools import partial

from softphone.demo import chat
from softphone.demo.callback import CallbackCall
from softphone.demo.calls import ALLOW, AnsweredCall, DialogKey
from softphone.demo.flow import LOOPBACK, Flow, UdpFlow, stamp_source
from softphone.demo.message import (
    Request,
    Response,
    address_of,
    host_port_of,
    parse_message,
    parse_via,
    reply,
    user_of,
)
from softphone.demo.notifier import Notifier
from softphone.demo.numbers import (
    Answer,
    CallBack,
    OnlyThroughProxy,
    Place,
    Refuse,
    Ring,
    find_number,
)
from softphone.demo.registrar import Registrar
from softphone.demo.transaction import ClientTransaction, ServerTransaction, TransactionKey, server_key
from softphone.sip.errors import SipParseError

_SCHEMES = ("sip:", "sips:", "urn:service:sos")

MAX_TRANSACTIONS = 4096
MAX_CALLS = 64
MAX_CALLBACKS = 8
_KNOWN_METHODS = {"NOTIFY", "PUBLISH", "REFER", "PRACK", "UPDATE", "INFO", "BYE"}
_ACCEPT = ("Accept", "application/sdp, text/plain")


class Switchboard:
    """The exchange without its sockets. Everything runs on the event loop's thread."""

    def __init__(self, place: Place, passwords: Mapping[str, str]) -> None:
        self._place = place
        self._registrar = Registrar(passwords)
        self._servers: dict[TransactionKey, ServerTransaction] = {}
        self._clients: dict[tuple[str, str], ClientTransaction] = {}
        self._calls: dict[DialogKey, AnsweredCall] = {}
        self._invites: dict[TransactionKey, AnsweredCall] = {}
        self._callbacks: list[CallbackCall] = []
        self._notifier = Notifier(self._registrar.knows, self._send_and_forget)
        self._timers: set[asyncio.TimerHandle] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def received(self, data: bytes, flow: Flow) -> None:
        """One message as it came from the network: any bytes."""
        try:
            message = parse_message(data)
        except SipParseError:
            return  # nothing can be answered to what cannot be read
        if isinstance(message, Response):
            self._route_response(message)
        else:
            stamp_source(message, flow.peer)
            self._route_request(message, flow)

    def close(self) -> None:
        for timer in self._timers:
            timer.cancel()
        for task in self._tasks:
            task.cancel()
        for call in list(self._calls.values()):
            call.close()
        for callback in list(self._callbacks):
            callback.close()
        for server in self._servers.values():
            server.close()
        for client in self._clients.values():
            client.close()

    # What belongs to a transaction or a call that exists already

    def _route_response(self, response: Response) -> None:
        branch = parse_via(response.values("via")[0]).branch
        client = self._clients.get((branch, response.cseq[1]))
        if client:
            client.received(response)

    def _route_request(self, request: Request, flow: Flow) -> None:
        key = server_key(request)
        known = self._servers.get(key)
        if request.method == "ACK":
            if known:
                known.acknowledged()
            call = self._calls.get((request.text("call-id"), request.to_tag, request.from_tag))
            if call:
                call.acknowledged(request)
            return
        if known:
            known.retransmitted()
            return
        back = flow.answering(request) if isinstance(flow, UdpFlow) else flow
        if len(self._servers) >= MAX_TRANSACTIONS:
            back.send(
                reply(request, 503, "Service Unavailable", to_tag="full", headers=(("Retry-After", "30"),))
            )
            return
        transaction = ServerTransaction(request, back, self._forget_server)
        self._servers[key] = transaction
        self._answer(transaction, flow)

    def _answer(self, transaction: ServerTransaction, flow: Flow) -> None:
        request = transaction.request
        if request.method == "CANCEL":
            self._cancel(transaction)
        elif request.method == "SUBSCRIBE" and self._notifier.has(request):
            self._subscribe(transaction, flow)
        elif request.to_tag:
            self._answer_in_dialog(transaction)
        elif not request.uri.lower().startswith(_SCHEMES):
            transaction.respond(416, "Unsupported URI Scheme")
        elif required := request.values("require"):
            transaction.respond(420, "Bad Extension", (("Unsupported", ", ".join(required)),))
        elif request.method == "REGISTER":
            self._registrar.register(transaction, flow, asyncio.get_running_loop().time())
        elif request.method == "OPTIONS":
            transaction.respond(200, "OK", (ALLOW, _ACCEPT))
        elif request.method in {"INVITE", "MESSAGE"}:
            self._dial(transaction, flow)
        elif request.method == "SUBSCRIBE":
            self._subscribe(transaction, flow)
        elif request.method in _KNOWN_METHODS:
            transaction.respond(405, "Method Not Allowed", (ALLOW,))
        else:
            transaction.respond(501, "Not Implemented", (ALLOW,))

    def _cancel(self, transaction: ServerTransaction) -> None:
        branch, sent_by, _ = transaction.key
        invite_key = (branch, sent_by, "INVITE")
        if invite_key not in self._servers:
            transaction.respond(481, "Call/Transaction Does Not Exist")
            return
        transaction.respond(200, "OK")
        if call := self._invites.get(invite_key):
            call.refuse(487, "Request Terminated")

    def _answer_in_dialog(self, transaction: ServerTransaction) -> None:
        request = transaction.request
        key = (request.text("call-id"), request.to_tag, request.from_tag)
        call = self._calls.get(key) or next((c for c in self._callbacks if c.key == key), None)
        if call:
            call.requested(transaction)
        else:
            transaction.respond(481, "Call/Transaction Does Not Exist")

    # What the directory decides

    def _dial(self, transaction: ServerTransaction, flow: Flow) -> None:
        request = transaction.request
        user = user_of(request.uri) or request.uri  # an emergency service has no user part
        number = find_number(user)
        if number is None:
            self._dial_person(transaction, user)
            return
        action = number.action
        if isinstance(action, OnlyThroughProxy):
            action = Answer() if self._came_through_proxy(request, flow) else action.refusal
        if isinstance(action, CallBack):
            if request.method == "INVITE":
                self._call_back_later(request, flow, action.after_s)
            action = action.refusal
        if isinstance(action, Refuse):
            self._refuse(transaction, action)
        elif request.method == "MESSAGE":
            transaction.respond(200, "OK")
            if user == chat.USER and chat.is_text(request):
                self._write_back(request, flow)
        else:
            self._take_call(transaction, flow, action)

    def _dial_person(self, transaction: ServerTransaction, user: str) -> None:
        """A user of the registrar is reached by a redirect to where they registered (section 8.3)."""
        binding = self._registrar.binding(user, asyncio.get_running_loop().time())
        if binding:
            transaction.respond(302, "Moved Temporarily", (("Contact", f"<{binding.contact}>"),))
        elif self._registrar.knows(user):
            transaction.respond(480, "Temporarily Unavailable")
        else:
            transaction.respond(404, "Not Found")

    def _came_through_proxy(self, request: Request, flow: Flow) -> bool:
        routes = request.values("route")
        proxy = (LOOPBACK, self._place.proxy_port)
        return flow.local_port == proxy[1] and bool(routes) and host_port_of(address_of(routes[0])) == proxy

    def _refuse(self, transaction: ServerTransaction, action: Refuse) -> None:
        headers = [("Contact", self._place.fill(contact)) for contact in action.contacts]
        headers += [(name, self._place.fill(value)) for name, value in action.headers]
        if action.body:
            headers.append(("Content-Type", action.content_type))
        transaction.respond(
            action.status, action.reason, tuple(headers), self._place.fill(action.body).encode()
        )

    def _take_call(self, transaction: ServerTransaction, flow: Flow, script: Answer | Ring) -> None:
        if len(self._calls) >= MAX_CALLS:
            transaction.respond(503, "Service Unavailable", (("Retry-After", "30"),))
            return
        request = transaction.request
        reach = _reach((request.values("contact") or [""])[0], flow)
        call = AnsweredCall(transaction, reach, script, self._forget_call, self._send_and_forget)
        self._calls[call.key] = call
        self._invites[transaction.key] = call
        self._run(call.start())

    def _call_back_later(self, request: Request, flow: Flow, after_s: float) -> None:
        user = user_of(address_of(request.text("from")))
        contact = (request.values("contact") or [""])[0]

        def ring() -> None:
            binding = self._registrar.binding(user, asyncio.get_running_loop().time())
            target, way = (binding.contact, binding.flow) if binding else (address_of(contact), flow)
            if len(self._callbacks) >= MAX_CALLBACKS or host_port_of(target) is None:
                return
            call = CallbackCall(target, _reach(target, way), self._send_request, self._callbacks.remove)
            self._callbacks.append(call)
            self._run(call.start())

        if len(self._timers) < MAX_CALLBACKS:
            self._after(after_s, ring)

    def _subscribe(self, transaction: ServerTransaction, flow: Flow) -> None:
        contact = (transaction.request.values("contact") or [""])[0]
        self._notifier.subscribe(transaction, _reach(contact, flow))

    def _write_back(self, request: Request, flow: Flow) -> None:
        """To where the writer registered, else where the message came from."""
        user = user_of(address_of(request.text("from")))
        binding = self._registrar.binding(user, asyncio.get_running_loop().time())
        target, way = f"sip:{user}@{flow.peer[0]}:{flow.peer[1]}", flow
        if binding is not None:
            target, way = binding.contact, _reach(binding.contact, binding.flow)
        if len(self._timers) >= MAX_CALLBACKS or not user:
            return
        for after_s, write in (
            (chat.WRITES_AFTER_S, chat.typing_to),
            (chat.ANSWERS_AFTER_S, chat.answer_to),
        ):
            data, branch = write(request, target, way)
            self._after(after_s, partial(self._send_and_forget, data, branch, "MESSAGE", way))

    # Bookkeeping

    def _send_request(
        self,
        data: bytes,
        branch: str,
        method: str,
        flow: Flow,
        on_response: Callable[[Response | None], None],
    ) -> None:
        if len(self._clients) < MAX_TRANSACTIONS:
            client = ClientTransaction(
                data, branch, method, flow, on_response=on_response, on_end=self._forget_client
            )
            self._clients[branch, method] = client

    def _send_and_forget(self, data: bytes, branch: str, method: str, flow: Flow) -> None:
        self._send_request(data, branch, method, flow, lambda _response: None)

    def _after(self, seconds: float, action: Callable[[], None]) -> None:
        def fire() -> None:
            self._timers.discard(timer)
            action()

        timer = asyncio.get_running_loop().call_later(seconds, fire)
        self._timers.add(timer)

    def _run(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _forget_server(self, transaction: ServerTransaction) -> None:
        self._servers.pop(transaction.key, None)

    def _forget_client(self, client: ClientTransaction) -> None:
        self._clients.pop((client.branch, client.method), None)

    def _forget_call(self, call: AnsweredCall) -> None:
        self._calls.pop(call.key, None)
        self._invites = {key: other for key, other in self._invites.items() if other is not call}


def _reach(contact: str, flow: Flow) -> Flow:
    """Where our own requests to a peer go: the port of its Contact if that is on loopback, else where it came from."""
    if isinstance(flow, UdpFlow):
        target = host_port_of(address_of(contact) if "<" in contact else contact)
        if target and target[0] == LOOPBACK:
            return flow.towards(target)
    return flow
