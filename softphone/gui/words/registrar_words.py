"""What is said of a registrar that answered with a redirect."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.accounts import Account
from softphone.calls.notices import RegistrarMoved
from softphone.calls.offer import Option
from softphone.gui.words.kind_wording import notable_text
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.trust_text import sender_text, source_text
from softphone.sip.text import safe_text

_LONGEST = 300


def server_text(option: Option) -> str:
    """The server as a person reads it: "sip.new.example:5061"."""
    return safe_text(short_address(option.dial_uri or option.uri or ""), 100)


def registrar_sentence(account: Account, notice: RegistrarMoved) -> str:
    """ "The server of anna@office.example says: moved to sip.new.example (301)."."""
    if not notice.servers:
        text = QCoreApplication.translate(
            "RegistrarWords", "The server of {account} does not register it ({status}): “{text}”"
        )
    elif notice.status == 301:
        text = QCoreApplication.translate(
            "RegistrarWords", "The server of {account} says: moved to {server} (301)."
        )
    elif notice.status == 302:
        text = QCoreApplication.translate(
            "RegistrarWords", "The server of {account} says: at {server} for now (302)."
        )
    elif notice.status == 305:
        text = QCoreApplication.translate(
            "RegistrarWords", "The server of {account} wants to be reached through the proxy {server} (305)."
        )
    else:
        text = QCoreApplication.translate(
            "RegistrarWords", "The server of {account} names others: {server} ({status})."
        )
    return text.format(
        account=short_address(account.uri),
        server=", ".join(server_text(option) for option in notice.servers[:3]),
        status=notice.status,
        text=safe_text(notice.text, _LONGEST),
    )


def registrar_detail(notice: RegistrarMoved) -> str:
    """Where the answer came from, and what is notable about the servers that it names."""
    points = dict.fromkeys(point for option in notice.servers for point in option.notable)
    parts = [sender_text(notice.provenance), source_text(notice.provenance)]
    if points:
        text = QCoreApplication.translate("RegistrarWords", "Notable: {points}.")
        parts.append(text.format(points=", ".join(notable_text(point) for point in points)))
    if notice.servers and notice.text:
        text = QCoreApplication.translate("RegistrarWords", "It says: “{text}”")
        parts.append(text.format(text=safe_text(notice.text, _LONGEST)))
    return " ".join(part for part in parts if part)
