"""`softphone explain`: what a final response says, as JSON for tests and tools or as text for a person."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn

from softphone.answers import answers
from softphone.calls.offers import options_of
from softphone.calls.ordering import Place, Why, places
from softphone.sip.errors import SipParseError
from softphone.sip.explain_json import to_json
from softphone.sip.explanation import Explanation, Outcome
from softphone.sip.redirect import explain
from softphone.sip.text import safe_text
from softphone.sip.uri import parse_uri

_WRONG_USE: Final = 64
_EXIT: Final = {Outcome.OFFER: 0, Outcome.INFORM: 0, Outcome.FAIL: 1, Outcome.DISCARD: 2}
# A response is never longer; a device or an endless pipe must not fill the memory.
_LARGEST_FILE: Final = 4 * 1024 * 1024


class _WrongUseError(Exception):
    """The arguments make no sense."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        sys.stderr.write(f"{self.prog}: {message}\n")
        raise _WrongUseError


def run(argv: Sequence[str]) -> int:
    """Exit status, the worst of all files: 0 offer or inform, 1 fail, 2 discard or unreadable, 64 wrong use."""
    parser = _parser()
    try:
        options = parser.parse_args(list(argv))
    except _WrongUseError:
        return _WRONG_USE
    except SystemExit:  # --help has printed what was asked for
        return 0
    if options.request_uri and not _is_uri(options.request_uri):
        # Without it no address is recognised as one that was tried: the answer would be another one, unsaid.
        sys.stderr.write("softphone explain: --request-uri is no URI, so nothing can be compared with it\n")
    worst = 0
    try:
        for file in options.files:
            explanation = _explain_file(file, options.request_uri, options.transport)
            worst = max(worst, _EXIT[explanation.outcome])
            text = _as_json(file, explanation) if options.json else _as_text(file, explanation)
            sys.stdout.write(text + "\n")
            sys.stdout.flush()
    except OSError as error:
        # What is still buffered has nowhere to go, and must not be tried again at the exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):  # as `| head` leaves when it has seen enough
            return worst
        sys.stderr.write(f"softphone explain: standard output: {error.strerror or error}\n")
        return _EXIT[Outcome.DISCARD]
    return worst


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="softphone explain",
        description="Say what a SIP response means for the person who dialled.",
    )
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help='a file with one raw response, "-" for standard input'
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line for each file")
    parser.add_argument(
        "--request-uri", metavar="URI", help="what was dialled (default: the URI of the To header)"
    )
    parser.add_argument(
        "--transport",
        type=str.lower,
        choices=("udp", "tcp", "tls"),
        help="how the response came (default: what its Via says); tls means from a server whose certificate holds",
    )
    return parser


def _is_uri(text: str) -> bool:
    try:
        parse_uri(text)
    except SipParseError:
        return False
    return True


def _explain_file(file: str, request_uri: str | None, transport: str | None) -> Explanation:
    try:
        raw = _read(file)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        sys.stderr.write(f"softphone explain: {_printable(file)}: {reason}\n")
        return Explanation(None, None, Outcome.DISCARD, request_uri=request_uri, why=reason)
    return explain(raw, request_uri=request_uri, transport=transport, tls_verified=transport == "tls")


def _read(file: str) -> bytes:
    if file == "-":
        if sys.stdin is None:
            raise ValueError("standard input is closed")
        return sys.stdin.buffer.read(_LARGEST_FILE)
    with Path(file).open("rb") as stream:
        return stream.read(_LARGEST_FILE).removeprefix(b"\xef\xbb\xbf")  # editors put it there, no peer does


def _printable(text: str) -> str:
    """A file name may hold bytes that are no text."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _as_json(file: str, explanation: Explanation) -> str:
    # ASCII only, so that no terminal or pipe with another encoding can fail on it.
    return json.dumps({"file": _printable(file), **to_json(explanation)})


def _as_text(file: str, explanation: Explanation) -> str:
    lines = [f"{safe_text(_printable(file))}: {_headline(explanation)}"]
    if explanation.status is not None and 300 <= explanation.status < 700:
        meaning = answers("en").meaning(explanation.status)
        lines.append(f"  {meaning.name}: {meaning.brief}")
    if explanation.request_uri:
        lines.append(f"  dialled: {safe_text(explanation.request_uri)}")
    reasons = _reasons(explanation)
    for number, target in enumerate(explanation.targets, 1):
        name = f"{target.display_name_safe} " if target.display_name_safe else ""
        expires = "" if target.expires is None else f", for {target.expires} s"
        why = reasons.get(target.uri, "")
        lines.append(f"  {number}. {target.kind}: {name}<{target.uri}> (q={target.q:g}{expires}){why}")
        if target.ignored_headers:
            lines.append(f"     not honoured: {', '.join(target.ignored_headers)}")
    for alternative in explanation.alternatives:
        parts = (alternative.label, alternative.uri and f"<{alternative.uri}>", alternative.action)
        why = reasons.get(alternative.uri or "", "")
        lines.append(f"  or {alternative.kind}: {' '.join(part for part in parts if part)}{why}")
    lines.extend(f"  see: {link}" for link in explanation.info_links)
    lines.extend(f"  warning: {text}" for text in explanation.warnings)
    if explanation.retry_after is not None:
        lines.append(f"  try again after {explanation.retry_after} s")
    if explanation.body_text:
        lines.append("  the server says:")
        lines.extend(f"  | {line}" for line in explanation.body_text.split("\n"))
    lines.extend(f"  refused: {one.value} ({one.why})" for one in explanation.rejected)
    if explanation.ui_warnings:
        lines.append(f"  notable: {', '.join(explanation.ui_warnings)}")
    return _for_terminal("\n".join(lines))


def _reasons(explanation: Explanation) -> dict[str, str]:
    """By address, why it stands where it does among all that is offered; as the window's inspector says it."""
    options = options_of(explanation, request_uri=explanation.request_uri or "", domain=None)
    return {
        option.uri: f"  [{_why(place)}]"
        for option, place in zip(options, places(options), strict=True)
        if option.uri is not None
    }


def _why(place: Place) -> str:
    match place.why:
        case Why.ONLY:
            return "the only one"
        case Why.EMERGENCY:
            return "emergency first"
        case Why.HIGHER_Q:
            return f"q {place.q:g} before q {place.other_q:g}"
        case Why.LOWER_Q:
            return f"q {place.q:g} after q {place.other_q:g}"
        case Why.AS_THEY_CAME:
            return f"q {place.q:g}, equal ones as they came"
        case Why.LAST_RESORT:
            return "last resort"
        case Why.FROM_BODY:
            return "as the text names them"


def _headline(explanation: Explanation) -> str:
    status = " ".join(str(part) for part in (explanation.status, explanation.reason) if part)
    proxy = " (use a proxy)" if explanation.mode == "proxy" else ""
    why = f": {explanation.why}" if explanation.why else ""
    return f"{status or 'no response'}{proxy} -> {explanation.outcome}{why}"


def _for_terminal(text: str) -> str:
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)
