"""What a link is and what was left out of it, in words."""

from PySide6.QtCore import QCoreApplication

from softphone.gui.words.wording import address_text
from softphone.sip.link import Link, LinkProblem

_SHOWN = 120


def problem_text(problem: LinkProblem) -> str:
    """Why a link cannot be called."""
    match problem:
        case LinkProblem.EMPTY:
            return QCoreApplication.translate("Link", "There is nothing in it.")
        case LinkProblem.TOO_LONG:
            return QCoreApplication.translate("Link", "It is longer than any address is.")
        case LinkProblem.HIDDEN:
            return QCoreApplication.translate(
                "Link", "It holds characters that cannot be seen, so what it would call is not what you read."
            )
        case LinkProblem.OTHER_SCHEME:
            return QCoreApplication.translate(
                "Link", "Only sip:, sips:, tel: and callto: links can be called."
            )
        case LinkProblem.NO_ADDRESS:
            return QCoreApplication.translate("Link", "There is no address in it that can be called.")


def asking_text(name: str) -> str:
    return QCoreApplication.translate(
        "Link", "A link asks to call {name}. Nobody is called until you say so."
    ).format(name=name)


def refused_text() -> str:
    return QCoreApplication.translate("Link", "A link was opened that cannot be called. Nothing was done.")


def shown_address(link: Link) -> str:
    """The address as people read it; what came, where there is none."""
    return address_text(link.address) if link.address else link.shown[:_SHOWN]


def notes(link: Link) -> tuple[str, ...]:
    """What else is to be known before calling, the gravest first."""
    said: list[str] = []
    if link.emergency:
        said.append(
            QCoreApplication.translate(
                "Link", "This may be an emergency number: call it only if you need help."
            )
        )
    if link.look_alike:
        text = QCoreApplication.translate("Link", "Letters in it are not the ones they look like: {letters}.")
        said.append(text.format(letters=" ".join(link.look_alike)))
    if link.dropped:
        text = QCoreApplication.translate("Link", "The link also wanted to set: {names}. That was left out.")
        said.append(text.format(names=", ".join(link.dropped)))
    if link.password:
        said.append(QCoreApplication.translate("Link", "A password in it was left out."))
    return tuple(said)


def earlier_text(count: int) -> str:
    return QCoreApplication.translate("Link", "%n other link(s) came before it.", None, count)


def holds_text(name: str) -> str:
    return QCoreApplication.translate("Link", "Calling puts {name} on hold.").format(name=name)
