"""Words and icons for what an address is good for and what is notable about it."""

from PySide6.QtCore import QCoreApplication

from softphone.sip.explanation import Kind, Notable


def notable_text(notable: Notable) -> str:
    """One short phrase for what a person should know before following a target."""
    match notable:
        case Notable.DIFFERENT_DOMAIN:
            return QCoreApplication.translate("KindWording", "different domain than before")
        case Notable.ENCRYPTION_LOST:
            return QCoreApplication.translate("KindWording", "not encrypted any more")
        case Notable.LOOK_ALIKE:
            return QCoreApplication.translate("KindWording", "looks almost like the old name, but is another")
        case Notable.MISLEADING_NAME:
            return QCoreApplication.translate("KindWording", "its name is an address at another place")
        case Notable.HEADERS_STRIPPED:
            return QCoreApplication.translate(
                "KindWording", "tried to set parts of your call; they were removed"
            )
        case Notable.UNVERIFIED_SOURCE:
            return QCoreApplication.translate("KindWording", "the sender of this answer is not verified")
        case Notable.LAST_RESORT:
            return QCoreApplication.translate("KindWording", "meant as a last resort")
        case Notable.EMERGENCY:
            return QCoreApplication.translate("KindWording", "emergency service")
        case Notable.IP_LITERAL:
            return QCoreApplication.translate("KindWording", "a bare IP address instead of a name")
        case Notable.HIDDEN_CHARACTERS:
            return QCoreApplication.translate("KindWording", "hidden characters were removed")


def notable_icon(notable: Notable) -> str:
    return {
        Notable.DIFFERENT_DOMAIN: "domain",
        Notable.ENCRYPTION_LOST: "lock-open",
        Notable.LOOK_ALIKE: "eye",
        Notable.MISLEADING_NAME: "eye",
        Notable.HEADERS_STRIPPED: "cut",
        Notable.UNVERIFIED_SOURCE: "shield-question",
        Notable.LAST_RESORT: "last",
        Notable.EMERGENCY: "emergency",
        Notable.IP_LITERAL: "numbers",
        Notable.HIDDEN_CHARACTERS: "eye-off",
    }[notable]


def kind_text(kind: Kind) -> str:
    """What an address is, in two or three words."""
    match kind:
        case Kind.SIP:
            return QCoreApplication.translate("KindWording", "internet call")
        case Kind.TEL:
            return QCoreApplication.translate("KindWording", "telephone number")
        case Kind.VOICEMAIL:
            return QCoreApplication.translate("KindWording", "voicemail")
        case Kind.MESSAGE:
            return QCoreApplication.translate("KindWording", "text message")
        case Kind.EMAIL:
            return QCoreApplication.translate("KindWording", "e-mail")
        case Kind.WEB:
            return QCoreApplication.translate("KindWording", "web page")
        case Kind.XMPP:
            return QCoreApplication.translate("KindWording", "chat")
        case Kind.EMERGENCY:
            return QCoreApplication.translate("KindWording", "emergency service")
        case Kind.CALLBACK:
            return QCoreApplication.translate("KindWording", "call back later")
        case Kind.OTHER:
            return QCoreApplication.translate("KindWording", "other service")


def kind_icon(kind: Kind) -> str:
    return {
        Kind.SIP: "phone",
        Kind.TEL: "phone",
        Kind.VOICEMAIL: "voicemail",
        Kind.MESSAGE: "message",
        Kind.EMAIL: "mail",
        Kind.WEB: "web",
        Kind.XMPP: "message",
        Kind.EMERGENCY: "emergency",
        Kind.CALLBACK: "call-back",
        Kind.OTHER: "question",
    }[kind]


def voicemail_text(cause: int | None) -> str:
    """What a mailbox is for, by the cause that its address names (RFC 4458 section 2)."""
    match cause:
        case 404:
            return QCoreApplication.translate("KindWording", "voicemail: unknown here")
        case 486:
            return QCoreApplication.translate("KindWording", "voicemail: when busy")
        case 408:
            return QCoreApplication.translate("KindWording", "voicemail: when nobody answers")
        case 302:
            return QCoreApplication.translate("KindWording", "voicemail: for every call")
        case 487:
            return QCoreApplication.translate("KindWording", "voicemail: sent there while ringing")
        case 480:
            return QCoreApplication.translate("KindWording", "voicemail: when not reachable")
        case 503:
            return QCoreApplication.translate("KindWording", "voicemail: when the service is down")
        case _:
            return kind_text(Kind.VOICEMAIL)


def verb(kind: Kind, *, message: bool = False) -> str:
    """What the button of a row says; `message`: what waits to be sent is a message and not a call."""
    match kind:
        case Kind.SIP | Kind.TEL | Kind.VOICEMAIL if message:
            return QCoreApplication.translate("KindWording", "Send there")
        case Kind.VOICEMAIL:
            return QCoreApplication.translate("KindWording", "Leave message")
        case Kind.MESSAGE | Kind.XMPP:
            return QCoreApplication.translate("KindWording", "Send message")
        case Kind.EMAIL:
            return QCoreApplication.translate("KindWording", "Write")
        case Kind.WEB | Kind.OTHER:
            return QCoreApplication.translate("KindWording", "Open")
        case Kind.CALLBACK:
            return QCoreApplication.translate("KindWording", "Remind me")
        case Kind.EMERGENCY:
            return QCoreApplication.translate("KindWording", "Call emergency")
        case _:
            return QCoreApplication.translate("KindWording", "Call")
