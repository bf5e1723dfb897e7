"""All call legs of the phone, by our numbers."""

import re
import time
from collections import deque
from collections.abc import Callable
from functools import partial

import pjsua2 as pj

from softphone.calls.call_engine import MOST_CALLS
from softphone.calls.call_events import CallIncoming, CallReplaced, TransferAsked
from softphone.calls.reach_events import RegistrationCause, RegistrationChanged
from softphone.engine.account_media import with_codecs
from softphone.engine.accounts import Accounts
from softphone.engine.call import Leg
from softphone.engine.dropped import DroppedResponse
from softphone.engine.dropped_notify import DroppedNotify
from softphone.engine.endpoint import SipThread
from softphone.engine.hints import Hints
from softphone.engine.message import header_of, name_addr_of
from softphone.engine.messages import Messages
from softphone.engine.own_presence import OwnPresence
from softphone.engine.protocol import Invite, Redirect
from softphone.engine.reach.names import Names
from softphone.engine.request import UNREADABLE, add_headers, comes_again, request_problem
from softphone.engine.talk.talk import CallSound
from softphone.engine.transfer import transfer_target
from softphone.engine.turned_away import TurnedAway
from softphone.engine.watching.watching import Watching

# The library keeps a closed socket's place for half a second and aborts at the 65th socket; a call has two.
_CALLS_AT_A_STRETCH = 16
_STRETCH_S = 0.6
_CALLERS_AT_ONCE = 6  # within a stretch; the next ones are taken one by one
_CALLER_PACE_S = 0.06
_ACK_WITHIN_S = 0.3  # the answer to an INVITE that we cancel, and our ACK for it
_PATIENCE_S = 0.5  # with a peer that does not answer our CANCEL or BYE
_DIGITS = re.compile(r"[0-9*#A-Da-d]+")
_ACCEPTED = 202
_DECLINE = 603
_TOO_MANY = 70010  # PJ_ETOOMANY; the module does not name it


class Calls:
    """Places, takes and ends legs. Lives on the SIP thread."""

    def __init__(self, sip: SipThread, names: Names, sound: CallSound, first_incoming_id: int) -> None:
        self._sip = sip
        self._sound = sound
        self._next_incoming_id = first_incoming_id
        self._legs: dict[int, Leg] = {}
        self._quiet_at = 0.0
        self._begun: deque[float] = deque([0.0], maxlen=_CALLS_AT_A_STRETCH)
        self.accounts = Accounts(sip, names, self)
        self.messages = Messages(sip, self.accounts)
        self.hints = Hints(sip)
        self.own_presence = OwnPresence(sip)
        self.watching = Watching(sip, self.accounts)
        sip.on_dropped = self._dropped
        sip.on_rejected = TurnedAway(sip.post_event, self.accounts.addresses).note

    def invite(self, command: Invite) -> None:
        leg = self._leg(command.call_id, command.account_id, outgoing=True)
        problem = request_problem(command)
        if problem is not None:
            leg.fail(*problem)
            return
        self._legs[command.call_id] = leg
        self.accounts.prepare(
            command.account_id,
            command.request_uri,
            command.route,
            lambda unknown: self._send(leg, command, unknown),
        )

    def answer(self, call_id: int) -> None:
        self._with(call_id, Leg.answer)

    def reject(self, call_id: int, status: int) -> None:
        self._with(call_id, lambda leg: leg.hang_up(status, patience_s=_PATIENCE_S))

    def redirect(self, command: Redirect) -> None:
        self._with(command.call_id, lambda leg: leg.redirect(command, patience_s=_PATIENCE_S))

    def hang_up(self, call_id: int) -> None:
        self.messages.give_up(call_id)
        leg = self._legs.get(call_id)
        if leg is not None:
            if leg.is_unanswered():
                self._quiet_at = time.monotonic() + _ACK_WITHIN_S
            leg.hang_up(patience_s=_PATIENCE_S)

    def send_dtmf(self, call_id: int, digits: str) -> None:
        leg = self._legs.get(call_id)
        if leg is not None and leg.is_open() and _DIGITS.fullmatch(digits):
            leg.talk.digits.send(digits.upper(), self.accounts.dtmf_of(leg.account_id))

    def hold(self, call_id: int, *, held: bool) -> None:
        self._with(call_id, lambda leg: leg.talk.holding.want(held))

    def transfer(self, call_id: int, target_uri: str) -> None:
        self._with(call_id, lambda leg: leg.talk.handing_over.blind(target_uri))

    def transfer_to(self, call_id: int, other_call_id: int) -> None:
        other = self._legs.get(other_call_id)
        self._with(call_id, lambda leg: leg.talk.handing_over.attended(other))

    def hang_up_all(self) -> None:
        self.messages.give_up_all()
        for call_id in tuple(self._legs):
            self._sip.guarded("hang up", partial(self.hang_up, call_id))

    def are_over(self) -> bool:
        return not self._legs and self.messages.are_over()

    def is_quiet(self) -> bool:
        """Whether nothing is owed to anybody: the library ends a cancelled call at once, its answer and ACK follow."""
        return self.are_over() and time.monotonic() >= self._quiet_at

    def _with(self, call_id: int, act: Callable[[Leg], None]) -> None:
        leg = self._legs.get(call_id)
        if leg is not None:
            act(leg)

    def _send(self, leg: Leg, command: Invite, unknown_host: str) -> None:
        if leg.ended:
            self.note_over(leg)
            return
        pause_s = self._begun[0] + _STRETCH_S - time.monotonic()
        if pause_s > 0 and len(self._begun) == _CALLS_AT_A_STRETCH:
            self._sip.after(pause_s, lambda: self._send(leg, command, unknown_host))
            return
        self._begun.append(time.monotonic())
        self._drop_ended()
        problem = (503, unknown_host)
        if not unknown_host:
            try:
                account = self.accounts.for_call(command.account_id, command.request_uri, command.route)
                self._sip.prefer_codecs(self.accounts.codecs_of(command.account_id))
                leg.make(account, command.request_uri, _parameters(command))
                return
            except pj.Error as error:
                too_many = error.status == _TOO_MANY
                problem = (503, "four calls at once is all this engine can do" if too_many else error.reason)
            except KeyError:
                problem = (503, self.accounts.why_absent(command.account_id))
            except (TypeError, ValueError) as error:  # text that cannot be handed to the library
                problem = (UNREADABLE, str(error))
        leg.fail(*problem)
        self.note_over(leg)

    def note_message(self, account_id: str, prm: pj.OnInstantMessageParam) -> None:
        self.messages.receive(account_id, prm)

    def note_registration(self, event: RegistrationChanged, failure: str) -> RegistrationCause:
        self.hints.note_registration(event)
        return self.accounts.note_registration(event, failure)

    def note_unreached(self, account_id: str, request_uri: str, reason: str) -> None:
        self.accounts.note_unreached(account_id, request_uri, "", reason)

    def note_typing(self, account_id: str, prm: pj.OnTypingIndicationParam) -> None:
        self.hints.note_typing(account_id, prm)

    def note_waiting(self, account_id: str, prm: pj.OnMwiInfoParam) -> None:
        self.hints.note_waiting(account_id, prm)

    def note_subscriber(self, prm: pj.OnIncomingSubscribeParam) -> None:
        self.own_presence.decide(prm)

    def note_request_answer(self, prm: pj.OnSendRequestParam) -> None:
        self.messages.note_answer(prm)

    def note_transfer(self, leg: Leg, prm: pj.OnCallTransferRequestParam) -> None:
        """Call whom the other side names, or decline; either is told. One at a time: the library has few places."""
        sip_call_id = leg.sip_call_id().encode("utf-8", "surrogateescape")
        refer = self._sip.wire.last_received(b"REFER", sip_call_id)
        refer_to = header_of(refer, b"refer-to", b"r")
        account = leg.account
        uri = transfer_target(self.accounts, leg.account_id, account, refer_to) if account is not None else ""
        new_call_id = 0
        prm.statusCode = _DECLINE
        is_free = leg.transfer_id not in self._legs and len(self._legs) < MOST_CALLS
        if uri and account is not None and is_free:
            new = self._leg(self._next_incoming_id, leg.account_id, outgoing=True)
            self._next_incoming_id -= 1
            leg.transfer_id = new_call_id = new.call_id
            self._legs[new_call_id] = new
            prm.statusCode = _ACCEPTED
            prm.newCall = new.expect(account, uri)
            self._sip.soon(lambda: self._check_begun(new))
        referred_by = header_of(refer, b"referred-by", b"b")
        self._sip.post_event(TransferAsked(leg.call_id, new_call_id, refer_to, referred_by))

    def note_replaced(self, leg: Leg, invite: bytes, prm: pj.OnCallReplacedParam) -> None:
        """The library has answered an INVITE with Replaces (RFC 3891), whose tags proved it, and hangs up `leg`."""
        if leg.account is None:
            return
        new = self._leg(self._next_incoming_id, leg.account_id, outgoing=False)
        self._next_incoming_id -= 1
        self._legs[new.call_id] = new
        prm.newCall = new.take_replacing(leg.account, prm.newCallId, invite)
        display_name, from_uri = name_addr_of(header_of(invite, b"from", b"f"))
        self._sip.post_event(
            CallReplaced(leg.call_id, new.call_id, leg.account_id, from_uri, display_name, invite)
        )
        self._sip.soon(new.tell_media)

    def sdp_to_send(self, account_id: str, sdp: str) -> str:
        return with_codecs(sdp, self.accounts.codecs_of(account_id))

    def _check_begun(self, leg: Leg) -> None:
        """The library has tried to send the INVITE of a transfer; of a failure it tells the asker alone."""
        if not leg.ended and (leg.native is None or not leg.native.isActive()):
            leg.fail(503, "the call could not be begun")
        if leg.ended:
            self.note_over(leg)

    def _leg(self, call_id: int, account_id: str, *, outgoing: bool) -> Leg:
        return Leg(self._sip, self._sound, call_id, account_id, outgoing=outgoing, owner=self)

    def note_incoming_call(self, account: pj.Account, account_id: str, prm: pj.OnIncomingCallParam) -> None:
        self._pace_callers()
        self._drop_ended()
        leg = self._leg(self._next_incoming_id, account_id, outgoing=False)
        self._next_incoming_id -= 1
        self._legs[leg.call_id] = leg
        raw = prm.rdata.wholeMsg.encode("utf-8", "surrogateescape")
        display_name, from_uri = name_addr_of(header_of(raw, b"from", b"f"))
        origin = self._sip.wire.origin_of(raw, prm.rdata.srcAddress)
        event = CallIncoming(
            call_id=leg.call_id,
            account_id=account_id,
            from_uri=from_uri,
            from_display_name=display_name,
            to_uri=name_addr_of(header_of(raw, b"to", b"t"))[1],
            raw=raw,
            transport=origin.transport,
            tls_verified=origin.tls_verified,
        )
        if comes_again(raw) and self.accounts.uses_session_timers(account_id):
            leg.ended = True  # nobody hears of it
        else:
            self._sip.post_event(event)
        try:
            self._sip.prefer_codecs(self.accounts.codecs_of(account_id))
            leg.take(account, prm.callId, raw, origin)
        except pj.Error as error:
            leg.fail(500, error.reason)
            self._sip.soon(lambda: self.note_over(leg))

    def _pace_callers(self) -> None:
        """Hold callers back for a moment when they come in a flood: the sockets of given-up calls are not free yet.

        Without this the library aborts, and with it a call that goes on. Its RTP is polled meanwhile.
        """
        now = time.monotonic()
        self._begun.append(now)
        if sum(now - begun < _STRETCH_S for begun in self._begun) > _CALLERS_AT_ONCE:
            self._sip.poll_for(_CALLER_PACE_S)

    def _dropped(self, dropped: DroppedResponse | DroppedNotify) -> None:
        """The library could not read a message: tell it all the same, and end what still waits for an answer."""
        if isinstance(dropped, DroppedResponse):
            self.messages.note_dropped(dropped)
        for leg in tuple(self._legs.values()):
            if leg.sip_call_id() != dropped.sip_call_id:
                continue
            if isinstance(dropped, DroppedNotify):
                leg.take_dropped_notify(dropped)
            else:
                leg.take_dropped(dropped, patience_s=_PATIENCE_S)

    def note_over(self, leg: Leg) -> None:
        leg.drop()
        if self._legs.get(leg.call_id) is leg:
            del self._legs[leg.call_id]

    def _drop_ended(self) -> None:
        """A native number can be used again at once: no ended call may still hold it."""
        for leg in tuple(self._legs.values()):
            if leg.ended and leg.native is not None and not leg.native.isActive():
                self.note_over(leg)


def _parameters(command: Invite) -> pj.CallOpParam:
    parameters = pj.CallOpParam(True)
    add_headers(parameters.txOption, command.headers)
    return parameters
