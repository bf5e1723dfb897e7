"""Reasons of refusals in the person's language."""

import ast
from pathlib import Path

import softphone.sip
from softphone.gui.words.refusal_text import REASONS, refusal_text
from softphone.sip.redirect import explain

# Reasons that only a typed address or a request can have.
_NOT_IN_A_RESPONSE = {"dialled.py", "writing.py", "request.py", "presence.py"}
_GIVES_A_REASON = {"Rejected", "SipParseError", "_refuse"}


def _reasons() -> set[str]:
    """The literal sentences that the readers of responses give as reasons."""
    found: set[str] = set()
    for path in Path(next(iter(softphone.sip.__path__))).glob("*.py"):
        if path.name in _NOT_IN_A_RESPONSE:
            continue
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in _GIVES_A_REASON:
                arguments = (*call.args, *(keyword.value for keyword in call.keywords))
                found |= {
                    a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)
                }
    return {reason for reason in found if " " in reason}


def test_every_reason_has_words_to_translate() -> None:
    """A reason that a reader of responses gives is known here, so that it is shown in the person's language."""
    reasons = _reasons()
    assert len(reasons) > 30
    assert reasons <= REASONS


def test_what_the_response_said_stays_in_the_sentence() -> None:
    """A reason with a detail keeps it; an unknown reason stays as it is."""
    assert refusal_text("its disposition is session") == "its disposition is session"
    assert refusal_text("something new") == "something new"
    (rejected,) = explain(b"SIP/2.0 301 Moved\r\nContact: <javascript:x>\r\n\r\n").rejected
    assert refusal_text(rejected.why) == rejected.why
