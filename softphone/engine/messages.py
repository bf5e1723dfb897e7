"""SIP MESSAGE outside of calls (RFC 3428): ours, with their answers as they came, and those of others."""

import itertools
from collections.abc import Callable
from dataclasses import dataclass, replace

import pjsua2 as pj

from softphone.calls.company_events import MessageAnswered, MessageReceived
from softphone.engine.accounts import Accounts
from softphone.engine.digest import answer_to, is_stale
from softphone.engine.dropped import DroppedResponse
from softphone.engine.endpoint import SipThread
from softphone.engine.message import body_of, header_of, name_addr_of, reason_of, status_of
from softphone.engine.native_call import received_in
from softphone.engine.pace import Pace
from softphone.engine.protocol import SendMessage, SendTyping
from softphone.engine.request import UNREADABLE, add_headers, request_problem

_MOST_UDP_BYTES = 1300  # RFC 3428 section 8
_MOST_BYTES = 3000  # the library sends nothing over 4000 with its headers
_NO_ANSWER_S = 33.0  # timer F is 32 s
_MOST_CHALLENGES = 3
_TEXT = "text/plain;charset=utf-8"
_COMPOSING = "application/im-iscomposing+xml"
_IS_COMPOSING = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing">'
    "<state>{state}</state><contenttype>text/plain</contenttype><refresh>{refresh_s}</refresh></isComposing>\n"
)
_REFRESH_S = 60  # RFC 3994 section 3.4
_MOST_RECEIVED_BYTES = 64 * 1024
_RECEIVED_AT_ONCE = 20
_RECEIVED_A_SECOND = 10.0


@dataclass(frozen=True, slots=True)
class _Pending:
    command: SendMessage
    content_type: str = _TEXT
    challenges: int = 0


class Messages:
    """Every SendMessage is answered exactly once. Lives on the SIP thread."""

    def __init__(self, sip: SipThread, accounts: Accounts) -> None:
        self._sip = sip
        self._accounts = accounts
        self._open: set[int] = set()
        self._pending: dict[bytes, _Pending] = {}
        self._pace = Pace(_RECEIVED_AT_ONCE, _RECEIVED_A_SECOND)
        self._typings = itertools.count(1)

    def send(self, command: SendMessage) -> None:
        problem = request_problem(command) or self._length_problem(command)
        self._open.add(command.call_id)
        if problem is not None:
            self._answer(MessageAnswered(command.call_id, *problem))
            return
        self._accounts.find(
            command.account_id,
            command.request_uri,
            command.route,
            lambda unknown: self._send(_Pending(command), unknown_host=unknown),
        )

    def send_typing(self, command: SendTyping) -> None:
        """Tell somebody that we write (RFC 3994). Nobody is told what became of it."""
        state = "active" if command.typing else "idle"
        text = _IS_COMPOSING.format(state=state, refresh_s=_REFRESH_S)
        message = SendMessage(-next(self._typings), command.request_uri, command.account_id, "", (), text)
        if request_problem(message) is None:
            self._open.add(message.call_id)
            pending = _Pending(message, _COMPOSING)
            self._accounts.find(
                message.account_id,
                message.request_uri,
                "",
                lambda unknown: self._send(pending, unknown_host=unknown),
            )

    def give_up(self, call_id: int) -> None:
        """The person does not want to wait for the answer; unknown ids are ignored."""
        self._answer(MessageAnswered(call_id, 487, "Request Terminated"))

    def give_up_all(self) -> None:
        for call_id in tuple(self._open):
            self.give_up(call_id)

    def are_over(self) -> bool:
        return not any(call_id > 0 for call_id in self._open)

    def note_answer(self, prm: pj.OnSendRequestParam) -> None:
        """The library's word on a request of ours: a response, no answer in time, or a transport that failed."""
        tsx = prm.e.body.tsxState.tsx
        raw = received_in(prm.e)
        source = prm.e.body.tsxState.src.rdata.srcAddress if raw else ""
        request = tsx.lastTx.wholeMsg.encode("utf-8", "surrogateescape")
        status, reason = tsx.statusCode, tsx.statusText
        # Not at once: what fails at once is told while it is still being sent.
        self._sip.soon(lambda: self._take(request, raw, source, status, reason))

    def note_dropped(self, response: DroppedResponse) -> None:
        """An answer that the library could not read."""
        address, port = response.source
        pending = self._pending.pop(response.sip_call_id.encode(), None)
        if pending is not None:
            self._report(pending, response.raw, f"{address}:{port}")

    def receive(self, account_id: str, prm: pj.OnInstantMessageParam) -> None:
        """A MESSAGE of somebody. The library has answered it; of a flood only the first are passed on."""
        if not self._pace.allows():
            return
        raw = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")
        display_name, from_uri = name_addr_of(header_of(raw, b"from", b"f"))
        # Of several parts (RFC 2046) the library hands over none.
        body = prm.msgBody.encode("utf-8", "surrogateescape") or body_of(raw)
        self._sip.post_event(
            MessageReceived(
                account_id=account_id,
                from_uri=from_uri,
                from_display_name=display_name,
                to_uri=name_addr_of(header_of(raw, b"to", b"t"))[1],
                content_type=header_of(raw, b"content-type", b"c"),
                body=body[:_MOST_RECEIVED_BYTES],
                source=prm.rdata.srcAddress,
            )
        )

    def _length_problem(self, command: SendMessage) -> tuple[int, str] | None:
        by_stream = self._accounts.goes_by_stream(command.account_id, command.request_uri, command.route)
        most = _MOST_BYTES if by_stream else _MOST_UDP_BYTES
        length = len(command.text.encode())
        if length > most:
            return 413, f"the text has {length} bytes, {most} can be sent"
        if "\0" in command.text:
            return UNREADABLE, "the text has a NUL in it"
        return None

    def _send(
        self, pending: _Pending, *, unknown_host: str = "", answer: tuple[tuple[str, str], ...] = ()
    ) -> None:
        command = pending.command
        if command.call_id not in self._open:
            return
        problem = (503, unknown_host)
        if not unknown_host:
            try:
                account = self._accounts.for_call(command.account_id, command.request_uri, command.route)
                with self._sip.wire.sending(b"MESSAGE", command.call_id) as sent:
                    account.sendRequest(_parameters(pending, answer))
                self._pending[sent.sip_call_id] = pending
                self._sip.after(_NO_ANSWER_S, self._giver_up(sent.sip_call_id))
                return
            except pj.Error as error:
                problem = (503, error.reason)
            except KeyError:
                problem = (503, self._accounts.why_absent(command.account_id))
            except (TypeError, ValueError) as error:  # text that cannot be handed to the library
                problem = (UNREADABLE, str(error))
        self._answer(MessageAnswered(command.call_id, *problem))

    def _take(self, request: bytes, raw: bytes, source: str, status: int, reason: str) -> None:
        pending = self._pending.pop(header_of(request, b"call-id", b"i"), None)
        if pending is None:
            return
        command = pending.command
        if not raw:
            self._answer(MessageAnswered(command.call_id, status if status >= 300 else 408, reason))
            return
        credentials = self._accounts.credentials_for(command.account_id, command.request_uri, command.route)
        may_try = not pending.challenges or (pending.challenges < _MOST_CHALLENGES and is_stale(raw, status))
        if credentials is not None and may_try:
            uri = request.split(b" ", 2)[1].decode("utf-8", "replace")
            answer = answer_to(raw, status, credentials, "MESSAGE", uri)
            if answer is not None:
                self._send(replace(pending, challenges=pending.challenges + 1), answer=(answer,))
                return
        self._report(pending, raw, source)

    def _report(self, pending: _Pending, raw: bytes, source: str) -> None:
        origin = self._sip.wire.origin_of(raw, source)
        self._answer(
            MessageAnswered(
                call_id=pending.command.call_id,
                status=status_of(raw) or 0,
                reason=reason_of(raw),
                final_response=raw,
                transport=origin.transport,
                source=origin.source,
                tls_verified=origin.tls_verified,
                from_next_hop=origin.from_next_hop,
            )
        )

    def _giver_up(self, sip_call_id: bytes) -> Callable[[], None]:
        def give_up() -> None:
            pending = self._pending.pop(sip_call_id, None)
            if pending is not None:
                self._answer(MessageAnswered(pending.command.call_id, 408, "Request Timeout"))

        return give_up

    def _answer(self, event: MessageAnswered) -> None:
        if event.call_id in self._open:
            self._open.discard(event.call_id)
            if event.call_id > 0:  # the others are of `send_typing`
                self._sip.post_event(event)


def _parameters(pending: _Pending, answer: tuple[tuple[str, str], ...]) -> pj.SendRequestParam:
    command = pending.command
    parameters = pj.SendRequestParam()
    parameters.method = "MESSAGE"
    option = parameters.txOption
    option.targetUri = command.request_uri
    option.contentType = pending.content_type
    option.msgBody = command.text
    add_headers(option, (*command.headers, *answer))
    return parameters
