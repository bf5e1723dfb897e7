"""What NOTIFY requests tell of people: presence (RFC 3863, RFC 4480), the calls of a line (RFC 4235), waiting
messages (RFC 3842). Written by strangers: bounded, no DTD, and whatever is unreadable raises SipParseError."""

import re
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from softphone.sip.body.part import BodyPart
from softphone.sip.body.xml import local_name, parse_xml
from softphone.sip.errors import SipParseError
from softphone.sip.text import safe_text

PIDF: Final = "application/pidf+xml"
DIALOG_INFO: Final = "application/dialog-info+xml"
_LARGEST: Final = 64 * 1024
_MOST_DIALOGS: Final = 100
_NOTE: Final = 120
_ID: Final = 200
# msg-summary-line = message-context-class HCOLON newmsgs SLASH oldmsgs [ LPAREN … ]  (RFC 3842 section 5.2)
_COUNTS = re.compile(r"voice-message[ \t]*:[ \t]*([0-9]{1,9})[ \t]*/[ \t]*([0-9]{1,9})", re.IGNORECASE)
_WAITING = re.compile(r"messages-waiting[ \t]*:[ \t]*(yes|no)\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"message-account[ \t]*:[ \t]*<?([^\s<>]{1,255})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A presence document. `is_open` None: it does not say. `activities` are element names of RFC 4480."""

    is_open: bool | None
    activities: frozenset[str]
    note: str


@dataclass(frozen=True, slots=True)
class LineCall:
    """A call of a line: `state` is a word of RFC 4235 section 4.1.1, `is_incoming` says who rang."""

    id: str
    state: str
    is_incoming: bool


@dataclass(frozen=True, slots=True)
class LineCalls:
    """`is_full` False: only the calls that have changed."""

    version: int
    is_full: bool
    calls: tuple[LineCall, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """`account_uri` is where the messages can be heard, "" when it is not said."""

    waiting: bool
    new: int
    old: int
    account_uri: str


def read_presence(body: bytes) -> Told:
    """A document of type `PIDF`. One open tuple makes the person open."""
    root = _root(body, "presence")
    basics: set[str] = set()
    activities: set[str] = set()
    notes: list[str] = []
    for element in root.iter():
        name = local_name(element)
        if name == "basic":
            basics.add((element.text or "").strip().lower())
        elif name == "activities":
            activities.update(local_name(each) for each in element)
        elif name == "note" and (element.text or "").strip():
            notes.append(safe_text(element.text or "", _NOTE))
    is_open = True if "open" in basics else False if "closed" in basics else None
    return Told(is_open, frozenset(activities), notes[0] if notes else "")


def read_dialog_info(body: bytes) -> LineCalls:
    """A document of type `DIALOG_INFO`."""
    root = _root(body, "dialog-info")
    version = root.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        raise SipParseError("a dialog-info document without a version")
    calls = [_line_call(each) for each in root if local_name(each) == "dialog"]
    return LineCalls(int(version), root.get("state", "full").lower() == "full", tuple(calls[:_MOST_DIALOGS]))


def read_waiting(body: bytes) -> Waiting:
    """A body of type application/simple-message-summary."""
    text = body[:_LARGEST].decode("utf-8", "replace")
    waiting = _WAITING.search(text)
    if waiting is None:
        raise SipParseError("a message summary that does not say whether messages wait")
    counts, account = _COUNTS.search(text), _ACCOUNT.search(text)
    return Waiting(
        waiting=waiting[1].lower() == "yes",
        new=int(counts[1]) if counts else 0,
        old=int(counts[2]) if counts else 0,
        account_uri=account[1] if account else "",
    )


def _line_call(element: Element) -> LineCall:
    state = next((each for each in element if local_name(each) == "state"), None)
    word = (state.text or "").strip().lower() if state is not None else ""
    is_incoming = element.get("direction", "").lower() == "recipient"
    return LineCall(element.get("id", "")[:_ID], word[:20], is_incoming)


def _root(body: bytes, name: str) -> Element:
    if len(body) > _LARGEST:
        raise SipParseError("a document too long")
    root = parse_xml(BodyPart("application/xml", {}, body))
    if local_name(root) != name:
        raise SipParseError(f"not a {name} document")
    return root
