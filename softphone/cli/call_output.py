"""How `softphone call` tells what happens: one JSON event a line, or sentences for a person."""

import json
import sys
from typing import Any, Protocol, TextIO

from softphone.calls.alternatives import further_addresses
from softphone.calls.call_events import TransferState
from softphone.calls.notices import Followed, MoveSaved
from softphone.calls.offer import Action, Option, RedirectOffer
from softphone.calls.people import Contact
from softphone.calls.records import Ended
from softphone.calls.rules import RedirectRule
from softphone.calls.views import CallView, Phase, Stopped, TransferView
from softphone.sip.explain_json import to_json
from softphone.sip.text import safe_text

_LINE = 200

STOPPED_WORDS = {
    Stopped.TOO_MANY_HOPS: "the call was redirected too often and was ended here",
    Stopped.LOOP: "the redirects lead back to an address that was called already",
    Stopped.NOTHING_USABLE: "the redirect names no address that may be called",
    Stopped.NOT_ALLOWED: "nothing that it offers may be followed without a person's decision",
    Stopped.ALL_TARGETS_FAILED: "none of the addresses offered could be reached",
    Stopped.BY_RULE: "your rule says not to follow redirects here; --on-redirect always-ask asks this time",
    Stopped.NOT_FROM_PROXY: "answers came from elsewhere than your account's proxy and were ignored",
}


class Output(Protocol):
    """`chosen_action` is what the person answered last."""

    chosen_action: Action | None

    def call(self, view: CallView) -> None: ...
    def redirect(self, offer: RedirectOffer) -> None: ...
    def prompt(self, offer: RedirectOffer) -> None: ...
    def choice(self, followed: Followed) -> None: ...
    def declined(self) -> None: ...
    def elsewhere(self, option: Option) -> None: ...
    def saved(self, notice: MoveSaved) -> None: ...
    def rule(self, rule: RedirectRule) -> None: ...
    def shortened(self, contact: Contact) -> None: ...
    def kept(self, contact: Contact) -> None: ...
    def recorded(self, path: str, problem: str) -> None: ...
    def problem(self, sentence: str) -> None: ...


def _uri_called(offer: RedirectOffer, number: int) -> tuple[str | None, str]:
    option = next((o for o in offer.options if o.number == number), None)
    return (option.dial_uri or option.uri, option.proxy) if option else (None, "")


class _Told:
    """What was said already, so that a view that changed in another way says nothing twice."""

    def __init__(self) -> None:
        self.legs = 0
        self.progress: tuple[int, int] | None = None
        self.connected = False
        self.ended = False
        self.ignored = False
        self.fell_back = False
        self.held = (False, False)
        self.digits_refused = False
        self.transfer: TransferView | None = None

    def news(self, view: CallView) -> list[str]:
        news = []
        if view.ignored_source and not self.ignored:
            self.ignored = True
            news.append("ignored")
        if view.fell_back and not self.fell_back:
            self.fell_back = True
            news.append("fell-back")
        if len(view.legs) > self.legs:
            self.legs = len(view.legs)
            self.progress = None
            news.append("calling")
        heard = (self.legs, view.status)
        ringing = view.phase in {Phase.CALLING, Phase.RINGING} and 100 < view.status < 200
        if ringing and heard != self.progress:
            self.progress = heard
            news.append("progress")
        if view.answered_at is not None and not self.connected:
            self.connected = True
            news.append("connected")
        if (view.held, view.held_by_peer) != self.held:
            self.held = (view.held, view.held_by_peer)
            news.append("hold")
        if view.digits_refused != self.digits_refused:
            self.digits_refused = view.digits_refused
            news += ["digits-refused"] * view.digits_refused
        if view.transfer != self.transfer:
            self.transfer = view.transfer
            news.append("transfer")
        if view.phase is Phase.ENDED and not self.ended:
            self.ended = True
            news.append("ended")
        return news


class JsonOutput:
    """One object a line; `event` names it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told = _Told()
        self.chosen_action: Action | None = None

    def call(self, view: CallView) -> None:
        for news in self._told.news(view):
            leg = view.legs[-1]
            if news == "calling":
                proxy = leg.via_proxy or None
                moved = view.remembered_from if len(view.legs) == 1 else None
                self._write(news, uri=leg.uri, leg=len(view.legs), proxy=proxy, remembered_from=moved)
            elif news == "progress":
                self._write(
                    news, status=view.status, reason=view.reason, being_forwarded=view.being_forwarded
                )
            elif news == "connected":
                self._write(news, uri=leg.uri, leg=len(view.legs))
            elif news == "hold":
                self._write(news, held=view.held, held_by_peer=view.held_by_peer)
            elif news == "digits-refused":
                self._write(news)
            elif news == "transfer" and view.transfer:
                transfer = view.transfer
                self._write(news, uri=transfer.target_uri, state=transfer.state, status=transfer.status)
            elif news == "ignored":
                self._write(news, source=view.ignored_source)
            elif news == "fell-back":
                self._write(news, **_fell_back(view))
            else:
                why = STOPPED_WORDS[view.stopped] if view.stopped else None
                self._write(
                    news,
                    status=view.status,
                    reason=view.reason,
                    outcome=view.ended,
                    stopped=view.stopped,
                    why=why,
                )

    def redirect(self, offer: RedirectOffer) -> None:
        self._write(
            "redirect",
            **to_json(offer.explanation),
            options=[_option(option) for option in offer.options],
            transport=offer.transport or None,
            source=offer.source or None,
            from_proxy=offer.provenance.from_proxy,
        )

    def prompt(self, offer: RedirectOffer) -> None:
        answers = ["call", "stop"]
        if offer.can_save:
            answers = ["save", "update", "remember", *answers]
        if further_addresses(offer):
            answers.append("keep")
        self._write(
            "prompt",
            answers=answers,
            options=[_option(option) for option in offer.options],
            after_failure=offer.after_failure,
        )

    def choice(self, followed: Followed) -> None:
        uri, proxy = _uri_called(followed.offer, followed.option)
        self._write(
            "choice",
            action=Action.CALL if followed.automatic else self.chosen_action,
            option=followed.option,
            uri=uri,
            proxy=proxy or None,
            automatic=followed.automatic,
            rule=_rule(followed.rule) if followed.rule else None,
        )

    def declined(self) -> None:
        self._write("choice", action=Action.DECLINE, option=None, uri=None, proxy=None, automatic=False)

    def elsewhere(self, option: Option) -> None:
        self._write(
            "choice", action=Action.TOOK, option=option.number, uri=option.uri, proxy=None, automatic=False
        )

    def saved(self, notice: MoveSaved) -> None:
        self._write(
            "saved",
            contact=_contact(notice.contact),
            old_uri=notice.old_uri,
            new_uri=notice.new_uri,
            created=notice.created,
        )

    def rule(self, rule: RedirectRule) -> None:
        self._write("rule", **_rule(rule))

    def shortened(self, contact: Contact) -> None:
        self._write("shortened", contact=_contact(contact))

    def kept(self, contact: Contact) -> None:
        self._write("kept", contact=_contact(contact))

    def recorded(self, path: str, problem: str) -> None:
        self._write("recorded", path=path, problem=problem or None)

    def problem(self, sentence: str) -> None:
        self._write("problem", text=sentence)

    def _write(self, event: str, **fields: Any) -> None:
        self._stream.write(json.dumps({"event": event, **fields}, ensure_ascii=False) + "\n")
        self._stream.flush()


def _option(option: Option) -> dict[str, Any]:
    return {
        "number": option.number,
        "kind": option.kind,
        "uri": option.uri,
        "dial_uri": option.dial_uri,
        "label": option.label,
        "proxy": option.proxy or None,
        "saveable": option.saveable,
        "notable": list(option.notable),
        "failed_status": option.failed_status,
        "changed": list(option.changed),
    }


def _rule(rule: RedirectRule) -> dict[str, Any]:
    return {"scope": rule.scope, "subject": rule.subject, "policy": rule.policy}


def _fell_back(view: CallView) -> dict[str, Any]:
    fell_back = view.fell_back
    if fell_back is None:
        return {}
    return {"old_uri": fell_back.old_uri, "new_uri": fell_back.new_uri, "status": fell_back.status}


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "id": contact.id,
        "name": contact.name,
        "addresses": [address.uri for address in contact.addresses],
        "former": [former.uri for former in contact.former],
    }


class TextOutput:
    """Sentences for a person at a terminal. What a peer wrote is made safe before it gets here, addresses here."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._told = _Told()
        self.chosen_action: Action | None = None

    def call(self, view: CallView) -> None:
        for news in self._told.news(view):
            leg = view.legs[-1]
            if news == "calling":
                through = f" through {_safe(leg.via_proxy)}" if leg.via_proxy else ""
                self._say(f"Calling {_safe(leg.uri)}{through} …")
                if view.remembered_from and len(view.legs) == 1:
                    self._say(f"  ({_safe(view.remembered_from)} has moved there)")
            elif news == "progress":
                self._say(f"  {view.status} {view.reason}")
            elif news == "connected":
                self._say("Connected. Ctrl-C hangs up.")
            elif news == "hold":
                self._say(_holding(view))
            elif news == "digits-refused":
                self._say("The other side did not take the last digits.")
            elif news == "transfer" and view.transfer:
                self._say(_transferring(view.transfer))
            elif news == "ignored":
                source = _safe(view.ignored_source)
                self._say(f"An answer from {source} was ignored: it did not come from your account's proxy.")
            elif news == "fell-back" and view.fell_back:
                self._say(f"Nobody is there ({view.fell_back.status}). The old address is called.")
            else:
                self._say(_ending(view))

    def redirect(self, offer: RedirectOffer) -> None:
        explanation = offer.explanation
        self._say(
            f"{_safe(offer.old_uri)} answered {explanation.status} {explanation.reason or ''}".rstrip() + "."
        )
        for line in (explanation.body_text or "").splitlines():
            self._say(f"  | {line}")
        for warning in explanation.warnings:
            self._say(f"  ! {warning}")
        for code in explanation.ui_warnings:
            self._say(f"  ! {code}")
        for rejected in explanation.rejected:
            self._say(f"  not offered: {rejected.value} ({rejected.why})")

    def prompt(self, offer: RedirectOffer) -> None:
        if offer.after_failure:
            self._say(f"That one did not answer ({offer.after_failure}). What is left:")
        for option in offer.options:
            failed = f" (failed: {option.failed_status})" if option.failed_status else ""
            label = f"{option.label} " if option.label else ""
            through = f" through {_safe(option.proxy)}" if option.proxy else ""
            uri = _safe(option.dial_uri or option.uri or option.action or "")
            self._say(f"  {option.number}) {label}{uri}{through} [{option.kind}]{failed}")
        save = ", save: update the contact and call, remember: without a contact" if offer.can_save else ""
        save += ", keep: as further addresses" if further_addresses(offer) else ""
        self._stream.write(f"A number calls it, call: the first{save}, stop: none. > ")
        self._stream.flush()

    def choice(self, followed: Followed) -> None:
        if followed.automatic:
            uri, _proxy = _uri_called(followed.offer, followed.option)
            by_rule = " by your rule" if followed.rule else ""
            self._say(f"Following to {_safe(uri or '')}{by_rule}.")

    def declined(self) -> None:
        self._say("Nothing was called.")

    def elsewhere(self, option: Option) -> None:
        self._say(f"This is not a call: {_safe(option.uri or option.label or '')}")

    def saved(self, notice: MoveSaved) -> None:
        self._say(f"Saved: {_safe(notice.contact.name)} is now at {_safe(notice.new_uri)}.")

    def rule(self, rule: RedirectRule) -> None:
        self._say(f"From now on, for {_safe(rule.name or rule.subject)}: {rule.policy}.")

    def shortened(self, contact: Contact) -> None:
        self._say(f"The moves of {_safe(contact.name)} are kept as one.")

    def kept(self, contact: Contact) -> None:
        self._say(f"Kept as further addresses of {_safe(contact.name)}.")

    def recorded(self, path: str, problem: str) -> None:
        self._say(f"Recorded to {_safe(path)}{f', until: {problem}' if problem else ''}.")

    def problem(self, sentence: str) -> None:
        print(sentence, file=sys.stderr)

    def _say(self, line: str) -> None:
        print(line, file=self._stream, flush=True)


def _holding(view: CallView) -> str:
    if view.held:
        return "On hold by both sides." if view.held_by_peer else "On hold."
    return "The other side has put you on hold." if view.held_by_peer else "Talking again."


def _transferring(transfer: TransferView) -> str:
    name = _safe(transfer.target_name or transfer.target_uri)
    match transfer.state:
        case TransferState.DONE:
            return f"The other side is talking with {name} now."
        case TransferState.FAILED:
            why = f"{transfer.status} {transfer.reason}".strip() if transfer.status else "nothing was told"
            return f"{name} could not be reached: {why}. The call is as it was."
        case _:
            return f"The other side is calling {name} …"


def _ending(view: CallView) -> str:
    if view.ended is Ended.ANSWERED:
        gone = view.status >= 300 and not view.ended_by_peer
        return (
            f"The call broke off: {view.status} {view.reason}".rstrip() + "." if gone else "The call is over."
        )
    if view.ended is Ended.CANCELLED:
        return "Hung up."
    if view.ended in {Ended.DECLINED_OFFER, Ended.TOOK_ALTERNATIVE} and not view.stopped:
        return "The call was not placed."
    if view.stopped:
        return f"The call was not connected: {STOPPED_WORDS[view.stopped]}."
    if view.ended is Ended.LOST:
        return "The call was lost: the call engine ended and has been started again."
    return f"The call was not connected: {view.status} {view.reason}".rstrip() + "."


def _safe(text: str) -> str:
    return safe_text(text, _LINE)
