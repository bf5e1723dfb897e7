"""What a person types as another way to be reached, as the address that callers are told."""

from enum import StrEnum
from urllib.parse import quote, urlsplit

from msgspec.structs import replace

from softphone.calls.rules import DivertWhen
from softphone.gui.contacts.contact_address import contact_uri
from softphone.gui.words.plain_text import short_address
from softphone.sip.allowed import admit
from softphone.sip.errors import SipParseError
from softphone.sip.explanation import Kind
from softphone.sip.uri import SipUri, parse_uri
from softphone.sip.writing import row_of


class TargetKind(StrEnum):
    CALL = "call"  # a colleague, another telephone
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    WEB = "web"
    MESSAGE = "message"
    CHAT = "chat"


ICONS = {
    TargetKind.CALL: "phone",
    TargetKind.VOICEMAIL: "voicemail",
    TargetKind.EMAIL: "mail",
    TargetKind.WEB: "web",
    TargetKind.MESSAGE: "message",
    TargetKind.CHAT: "message",
}
CALLED = frozenset({TargetKind.CALL, TargetKind.VOICEMAIL})
_BY_SCHEME = {
    "sip": TargetKind.CALL,
    "sips": TargetKind.CALL,
    "tel": TargetKind.CALL,
    "mailto": TargetKind.EMAIL,
    "http": TargetKind.WEB,
    "https": TargetKind.WEB,
    "sms": TargetKind.MESSAGE,
    "im": TargetKind.MESSAGE,
    "xmpp": TargetKind.CHAT,
}
_BY_KIND = {
    Kind.VOICEMAIL: TargetKind.VOICEMAIL,
    Kind.EMAIL: TargetKind.EMAIL,
    Kind.WEB: TargetKind.WEB,
    Kind.MESSAGE: TargetKind.MESSAGE,
    Kind.XMPP: TargetKind.CHAT,
}
# RFC 4458 section 2: why the caller comes to the mailbox, as the status that it stands for.
_CAUSES = {DivertWhen.ALWAYS: "302", DivertWhen.BUSY: "486", DivertWhen.NO_ANSWER: "408"}


def kind_of(uri: str) -> TargetKind:
    try:
        return _BY_KIND.get(admit(uri).kind, TargetKind.CALL)
    except SipParseError:
        return TargetKind.CALL


def kind_typed(text: str) -> TargetKind | None:
    """What the scheme says that somebody has begun an address with; None without one."""
    scheme, colon, _ = text.strip().partition(":")
    return _BY_SCHEME.get(scheme.lower()) if colon else None


def shown_address(uri: str) -> str:
    """What stands in the line of the form: no scheme, for the box beside it says it."""
    kind = kind_of(uri)
    if kind in CALLED:
        return short_address(uri)
    scheme, _, rest = uri.partition(":")
    return rest if scheme in ("mailto", "xmpp") else uri


def target_uri(kind: TargetKind, text: str, domain: str | None) -> str:
    """The address to tell callers. Raises SipParseError with the offset in `text`."""
    if kind in CALLED:
        return row_of(contact_uri(text, domain, calls_only=True), "").uri
    typed = text.strip()
    before = text.find(typed) if typed else 0
    prefix = "" if kind_typed(typed) is kind else _prefix(kind, typed)
    if kind is TargetKind.WEB and not _has_host(prefix + typed):
        raise SipParseError("not a web address", before)
    try:
        return row_of(prefix + typed, "").uri
    except SipParseError as error:
        raise SipParseError(error.reason, max(0, error.offset - len(prefix)) + before) from None


def _has_host(web: str) -> bool:
    """Whether there is a host, and a port that is one: another scheme after "https://" is no page."""
    try:
        parts = urlsplit(web)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def _prefix(kind: TargetKind, typed: str) -> str:
    match kind:
        case TargetKind.EMAIL:
            return "mailto:"
        case TargetKind.WEB:
            return "https://"
        case TargetKind.CHAT:
            return "xmpp:"
        case _:
            return "im:" if "@" in typed else "sms:"


def for_mailbox(uri: str, own_uri: str, when: DivertWhen) -> str:
    """`uri` as a mailbox of ours: whose it is and why the caller comes (RFC 4458).

    As it was when it is no SIP address, or when there is no account whose mailbox it could be.
    """
    parsed = parse_uri(uri)
    if not isinstance(parsed, SipUri) or not own_uri:
        return uri
    kept = tuple(pair for pair in parsed.params if pair[0].lower() not in ("target", "cause"))
    mailbox = (("target", quote(own_uri, safe=":")), ("cause", _CAUSES[when]))
    return str(replace(parsed, params=kept + mailbox))
