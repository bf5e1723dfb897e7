"""What is to be said about a call in which people talk: holding, handing over, conference, what was done by itself."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from softphone.calls.call_events import TransferState
from softphone.calls.records import ByItself, Direction
from softphone.calls.views import CallView, Phase, TransferView
from softphone.gui.words.lists import joined
from softphone.gui.words.plain_text import short_address
from softphone.gui.words.wording import address_text
from softphone.sip.text import safe_text

_NAME_SHOWN = 80
_BAD_REQUEST = 400  # also our engine's word for an address that nobody can be sent to


def party_name(view: CallView) -> str:
    """Whom the call is with, safe to show."""
    name = view.contact.name if view.contact is not None else view.party_name
    return safe_text(name, _NAME_SHOWN) or address_text(view.party_uri)


def hold_text(view: CallView) -> str:
    """Who holds whom; "" when nobody does."""
    if view.phase is not Phase.CONNECTED:
        return ""
    name = party_name(view)
    if view.held and view.held_by_peer:
        text = QCoreApplication.translate("Talk", "You and {name} have both put this call on hold.")
    elif view.held:
        text = QCoreApplication.translate("Talk", "{name} is on hold. Neither of you hears the other.")
    elif view.held_by_peer:
        text = QCoreApplication.translate("Talk", "{name} has put you on hold.")
    else:
        return ""
    return text.format(name=name)


def conference_text(members: Sequence[CallView]) -> str:
    """Who is in the conference beside the person."""
    names = joined(party_name(view) for view in members)
    return QCoreApplication.translate("Talk", "Conference: you, {names}.").format(names=names)


def transfer_text(view: CallView) -> str:
    """How far a transfer is that the person asked for."""
    transfer = view.transfer
    if transfer is None:
        return ""
    who, to = party_name(view), transfer_target(transfer)
    match transfer.state:
        case TransferState.ASKED:
            text = QCoreApplication.translate("Talk", "{name} is being transferred to {to}…")
        case TransferState.TRYING:
            text = QCoreApplication.translate("Talk", "{name} is calling {to} now…")
        case TransferState.DONE:
            text = QCoreApplication.translate("Talk", "{name} is talking with {to} now.")
        case TransferState.FAILED:
            return _transfer_failed(view, transfer)
    return text.format(name=who, to=to)


def transfer_target(transfer: TransferView) -> str:
    return safe_text(transfer.target_name, _NAME_SHOWN) or address_text(transfer.target_uri)


def _transfer_failed(view: CallView, transfer: TransferView) -> str:
    match transfer.status:
        case 0:
            text = QCoreApplication.translate("Talk", "The transfer to {to} did not work.")
        case 405 | 501:
            text = QCoreApplication.translate("Talk", "{name}'s phone takes no transfers ({status}).")
        case _ if transfer.refused and transfer.status != _BAD_REQUEST:
            text = QCoreApplication.translate("Talk", "{name}'s phone did not take the transfer ({status}).")
        case 486 | 600:
            text = QCoreApplication.translate("Talk", "{to} is busy ({status}).")
        case 404 | 410 | 604:
            text = QCoreApplication.translate("Talk", "{to} cannot be found ({status}).")
        case 403 | 603 | 607 | 608:
            text = QCoreApplication.translate("Talk", "{to} declined ({status}).")
        case 408 | 480 | 487:
            text = QCoreApplication.translate("Talk", "{to} did not answer ({status}).")
        case 300 | 301 | 302 | 305 | 380:
            text = QCoreApplication.translate("Talk", "{to} is reached elsewhere now ({status}).")
        case _:
            text = QCoreApplication.translate("Talk", "The transfer to {to} did not work ({status}).")
    name = party_name(view)
    said = text.format(to=transfer_target(transfer), status=transfer.status, name=name)
    if view.phase is not Phase.CONNECTED:
        return said
    still = (
        QCoreApplication.translate("Talk", "{name} is still here, on hold.")
        if view.held
        else QCoreApplication.translate("Talk", "{name} is still here.")
    )
    return f"{said} {still.format(name=name)}"


def replaced_text(view: CallView) -> str:
    """The other side has put somebody else in its place."""
    if not view.replaced_by:
        return ""
    name, by = safe_text(view.replaced_by, _NAME_SHOWN), safe_text(view.transferred_by, _NAME_SHOWN)
    if by:
        return QCoreApplication.translate("Talk", "{who} has connected you with {name}.").format(
            who=by, name=name
        )
    return QCoreApplication.translate("Talk", "You were connected with {name}.").format(name=name)


def by_itself_text(view: CallView) -> str:
    """What the phone did with the caller without asking."""
    if view.by_itself is None or view.direction is not Direction.INCOMING:
        return ""
    match view.by_itself:
        case ByItself.AUTO_ANSWERED:
            if view.phase is Phase.ENDED:
                return QCoreApplication.translate(
                    "Talk", "This phone answered by itself, as you have set it."
                )
            return QCoreApplication.translate(
                "Talk", "This phone answered by itself, as you have set it. They hear you."
            )
        case _:
            return kept_away_text(view.by_itself)


def kept_away_text(why: ByItself) -> str:
    """Why a caller did not ring."""
    match why:
        case ByItself.DO_NOT_DISTURB:
            return QCoreApplication.translate("Talk", "It did not ring: you do not want to be disturbed.")
        case ByItself.NOT_IN_CONTACTS:
            return QCoreApplication.translate("Talk", "It did not ring: only your contacts may ring.")
        case ByItself.BLOCKED:
            return QCoreApplication.translate("Talk", "It did not ring: you have blocked this caller.")
        case ByItself.NO_CALL_WAITING:
            return QCoreApplication.translate("Talk", "It did not ring: you were in another call.")
        case ByItself.NO_PLACE:
            return QCoreApplication.translate(
                "Talk", "It did not ring: this phone had as many calls as it can carry."
            )
        case ByItself.NOTHING_IN_COMMON:
            return QCoreApplication.translate(
                "Talk", "It did not ring: the two phones share no codec or no encryption."
            )
        case ByItself.FLOOD:
            return QCoreApplication.translate("Talk", "It did not ring: too many callers came at once.")
        case ByItself.AUTO_ANSWERED:
            return ""


def other_text(view: CallView, other: CallView) -> str:
    """How another call stands, on the page of `view`."""
    name = party_name(other)
    match other.phase:
        case Phase.CALLING | Phase.RINGING:
            text = QCoreApplication.translate("Talk", "{name} is being called.")
        case Phase.CHOOSING:
            text = QCoreApplication.translate("Talk", "The call to {name} waits for your choice.")
        case _ if view.consults_for == other.attempt and other.held:
            text = QCoreApplication.translate("Talk", "{name} waits on hold.")
        case _ if other.held:
            text = QCoreApplication.translate("Talk", "{name} is on hold.")
        case _ if other.held_by_peer:
            text = QCoreApplication.translate("Talk", "{name} has put you on hold.")
        case _:
            text = QCoreApplication.translate("Talk", "You are talking with {name}.")
    return text.format(name=name)


def turned_away_text(count: int, why: ByItself, uri: str, name: str) -> str:
    """One sentence for all who were kept away."""
    if count == 1:
        text = QCoreApplication.translate("Talk", "A call from {name} was kept away.")
        return f"{text.format(name=safe_text(name or short_address(uri), _NAME_SHOWN))} {kept_away_text(why)}".strip()
    return QCoreApplication.translate("Talk", "%n caller(s) were kept away.", None, count)
