"""The library's call: its callbacks, guarded and handed to whoever holds the call."""

from typing import Protocol

import pjsua2 as pj

from softphone.engine.endpoint import SipThread
from softphone.engine.message import header_of


class CallListener(Protocol):
    """Who is told what happens to a native call, on the SIP thread."""

    def note_state(self, prm: pj.OnCallStateParam) -> None: ...
    def note_transaction(self, event: pj.SipEvent) -> None: ...
    def note_media(self) -> None: ...
    def note_digit(self, digit: str) -> None: ...
    def note_transfer(self, prm: pj.OnCallTransferRequestParam) -> None: ...
    def note_transfer_status(self, prm: pj.OnCallTransferStatusParam) -> None: ...
    def note_replace_request(self, prm: pj.OnCallReplaceRequestParam) -> None: ...
    def note_replaced(self, prm: pj.OnCallReplacedParam) -> None: ...
    def sdp_to_send(self, sdp: str) -> str: ...
    def note_message(self, prm: pj.OnInstantMessageParam) -> None: ...


class NativeCall(pj.Call):
    """The library's call. Every callback is guarded: an exception in one is otherwise printed and lost.

    `onCallRedirected` is left alone on purpose: see the design notes on redirection in pjsip.
    """

    def __init__(
        self, leg: CallListener, sip: SipThread, account: pj.Account, call_id: int = pj.PJSUA_INVALID_ID
    ) -> None:
        super().__init__(account, call_id)
        self._leg = leg
        self._sip = sip

    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("call state", lambda: self._leg.note_state(prm))

    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("transaction state", lambda: self._leg.note_transaction(prm.e))

    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("media state", self._leg.note_media)

    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("digit", lambda: self._leg.note_digit(prm.digit))

    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:  # noqa: N802 - name of the native callback
        prm.statusCode = 603  # what stands here when a bug keeps the listener from saying otherwise
        self._sip.guarded("transfer", lambda: self._leg.note_transfer(prm))

    def onCallTransferStatus(self, prm: pj.OnCallTransferStatusParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("transfer status", lambda: self._leg.note_transfer_status(prm))

    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("replace request", lambda: self._leg.note_replace_request(prm))

    def onCallReplaced(self, prm: pj.OnCallReplacedParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("replaced", lambda: self._leg.note_replaced(prm))

    def onCallSdpCreated(self, prm: pj.OnCallSdpCreatedParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("session description", lambda: self._change_sdp(prm.sdp))

    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:  # noqa: N802 - name of the native callback
        self._sip.guarded("message in a call", lambda: self._leg.note_message(prm))

    def _change_sdp(self, sdp: pj.SdpSession) -> None:
        sdp.wholeSdp = self._leg.sdp_to_send(sdp.wholeSdp)


def received_in(event: pj.SipEvent) -> bytes:
    """The exact bytes of the message that led to a transaction event, b"" if none did."""
    if event.type != pj.PJSIP_EVENT_TSX_STATE or event.body.tsxState.type != pj.PJSIP_EVENT_RX_MSG:
        return b""
    return event.body.tsxState.src.rdata.wholeMsg.encode("utf-8", "surrogateescape")


def sip_call_id_of(event: pj.SipEvent) -> bytes:
    """The Call-ID of the transaction that an event is about, by its last message; b"" when there was none."""
    sent = event.body.tsxState.tsx.lastTx.wholeMsg.encode("utf-8", "surrogateescape")
    return header_of(sent or received_in(event), b"call-id", b"i")
