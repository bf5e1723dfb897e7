"""Where an answer came from and what is different, in words."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from softphone.calls.offer import Part, Provenance
from softphone.gui.words.lists import joined
from softphone.gui.words.wording import address_text
from softphone.sip.text import safe_text


def source_text(provenance: Provenance) -> str:
    """ "Over TLS from 192.0.2.7:5061; the certificate of the server was verified."; "" when nothing is known."""
    transport = safe_text(provenance.transport, 10).upper()
    source = safe_text(provenance.source, 80)
    if not transport:
        return ""
    if transport == "TLS" and provenance.tls_verified:
        text = QCoreApplication.translate(
            "TrustText", "Over {transport} from {source}; the server's certificate was verified."
        )
    elif transport == "TLS":
        text = QCoreApplication.translate(
            "TrustText", "Over {transport} from {source}; the server's certificate was not verified."
        )
    else:
        text = QCoreApplication.translate(
            "TrustText",
            "Over {transport} from {source}, not encrypted: others on the way could have written it.",
        )
    unknown = QCoreApplication.translate("TrustText", "an unknown address")
    return text.format(transport=transport, source=source or unknown)


def sender_text(provenance: Provenance) -> str:
    """Whether it was the account's proxy that answered, or the server that was asked; "" when it cannot be told."""
    proxy = address_text(provenance.proxy)
    if proxy and provenance.from_proxy is not None:
        text = (
            QCoreApplication.translate("TrustText", "It came from your account's own proxy, {proxy}.")
            if provenance.from_proxy
            else QCoreApplication.translate(
                "TrustText", "It did not come from your account's proxy, {proxy}, but from a stranger."
            )
        )
        return text.format(proxy=proxy)
    if proxy:
        return QCoreApplication.translate(
            "TrustText", "Whether it came from your account's proxy, {proxy}, cannot be told."
        ).format(proxy=proxy)
    if provenance.from_next_hop is None:
        return ""
    return (
        QCoreApplication.translate("TrustText", "It came from the server that was asked.")
        if provenance.from_next_hop
        else QCoreApplication.translate(
            "TrustText", "It came from another server than the one that was asked."
        )
    )


def sender_is_doubtful(provenance: Provenance) -> bool:
    """Whether `sender_text` is a warning."""
    if provenance.proxy:
        return provenance.from_proxy is False
    return provenance.from_next_hop is False


def part_text(part: Part) -> str:
    match part:
        case Part.SCHEME:
            return QCoreApplication.translate("TrustText", "kind of address")
        case Part.USER:
            return QCoreApplication.translate("TrustText", "name")
        case Part.HOST:
            return QCoreApplication.translate("TrustText", "domain")
        case Part.PORT:
            return QCoreApplication.translate("TrustText", "port")
        case Part.TRANSPORT:
            return QCoreApplication.translate("TrustText", "transport")


def changed_text(changed: Iterable[Part]) -> str:
    """ "Different from the address before: name, domain"; "" for nothing."""
    named = joined(part_text(part) for part in changed)
    if not named:
        return ""
    return QCoreApplication.translate("TrustText", "Different from the address before: {parts}").format(
        parts=named
    )


def removed_text(headers: Iterable[str]) -> str:
    """ "Removed from the new address: Route, From"; "" for nothing."""
    names = [safe_text(name, 40) for name in headers]
    if not names:
        return ""
    shown = ", ".join(names[:12])
    text = QCoreApplication.translate("TrustText", "Removed from the new address: {headers}")
    return text.format(headers=shown + (", …" if len(names) > 12 else ""))
