"""What an account hands over: calls and messages of others, and answers to requests of ours."""

from typing import Protocol

import pjsua2 as pj

from softphone.calls.reach_events import RegistrationCause, RegistrationChanged


class AccountListener(Protocol):
    """Told on the SIP thread. `account_id` is ours, "" for what suits no account."""

    def note_incoming_call(
        self, account: pj.Account, account_id: str, prm: pj.OnIncomingCallParam
    ) -> None: ...
    def note_message(self, account_id: str, prm: pj.OnInstantMessageParam) -> None: ...
    def note_registration(self, event: RegistrationChanged, failure: str) -> RegistrationCause:
        """A REGISTER was answered, or found nobody: then `failure` is the library's reason. Why it failed."""

    def note_typing(self, account_id: str, prm: pj.OnTypingIndicationParam) -> None: ...
    def note_waiting(self, account_id: str, prm: pj.OnMwiInfoParam) -> None: ...
    def note_subscriber(self, prm: pj.OnIncomingSubscribeParam) -> None:
        """Somebody wants to be told of our presence; the answer goes into `prm`."""

    def note_request_answer(self, prm: pj.OnSendRequestParam) -> None: ...
