"""Transfers that we ask for: REFER (RFC 3515), with Replaces for the attended one (RFC 5589), and how they go."""

from collections.abc import Callable

import pjsua2 as pj

from softphone.calls.call_events import TransferChanged, TransferState
from softphone.engine.endpoint import SipThread
from softphone.engine.message import is_dialable
from softphone.engine.talk.line import Line

_BAD_REQUEST = 400


class HandingOver:
    """The transfer of one call, one at a time; the call stays until somebody hangs up. Lives on the SIP thread."""

    def __init__(self, sip: SipThread, line: Line) -> None:
        self._sip = sip
        self._line = line
        self._is_open = False

    def blind(self, target_uri: str) -> None:
        native = self._line.native
        if self._is_open:
            return
        if native is None or not self._line.is_talking():
            self._tell(TransferState.FAILED, 0, "the call is not answered")
        elif not is_dialable(target_uri):
            self._tell(TransferState.FAILED, _BAD_REQUEST, "not a SIP URI that can be dialled")
        else:
            self._ask(lambda: native.xfer(f"<{target_uri}>", pj.CallOpParam(True)))

    def attended(self, other: Line | None) -> None:
        """Connect the other sides of this call and of `other`."""
        native = self._line.native
        if self._is_open:
            return
        other_native = other.native if other is not None and other.is_talking() else None
        if native is None or not self._line.is_talking() or other_native is None or other is self._line:
            self._tell(TransferState.FAILED, 0, "both calls have to be answered")
        else:
            self._ask(lambda: native.xferReplaces(other_native, pj.CallOpParam(True)))

    def note_status(self, prm: pj.OnCallTransferStatusParam) -> None:
        """The library's word: an answer to the REFER, or a NOTIFY with what the other side heard (RFC 3515 2.4.4)."""
        self.note_told(prm.statusCode, prm.reason, is_final=prm.finalNotify)

    def note_told(self, status: int, reason: str, *, is_final: bool) -> None:
        if not self._is_open:
            return
        if status >= 300:
            self._close(TransferState.FAILED, status, reason)
        elif is_final and status >= 200:
            self._close(TransferState.DONE, status, reason)
        else:
            self._tell(TransferState.TRYING, status, reason)

    def note_refused(self, status: int, reason: str) -> None:
        """The REFER itself was refused: the library tells that of some answers only."""
        if self._is_open:
            self._close(TransferState.FAILED, status, reason)

    def note_end(self, *, by_peer: bool) -> None:
        """The call is over: whoever hangs up after taking the REFER has gone where they were sent."""
        if self._is_open:
            self._close(TransferState.DONE if by_peer else TransferState.FAILED, 0, "")

    def _ask(self, send: Callable[[], None]) -> None:
        self._is_open = True
        self._tell(TransferState.ASKED)
        try:
            send()
        except pj.Error as error:
            self._close(TransferState.FAILED, 0, error.reason)

    def _close(self, state: TransferState, status: int, reason: str) -> None:
        self._is_open = False
        self._tell(state, status, reason)

    def _tell(self, state: TransferState, status: int = 0, reason: str = "") -> None:
        self._sip.post_event(TransferChanged(self._line.call_id, state, status, reason))
