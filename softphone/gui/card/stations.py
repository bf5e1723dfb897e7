"""From an offer to the boxes of its route picture."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.offer import Hop, Option, RedirectOffer
from softphone.gui.card.card_words import is_mailbox
from softphone.gui.card.plan import notables
from softphone.gui.card.route_picture import Station
from softphone.gui.words.wording import address_text, status_text
from softphone.sip.explanation import Kind, Notable
from softphone.sip.text import safe_text

_GRAVE = frozenset({Notable.ENCRYPTION_LOST, Notable.LOOK_ALIKE, Notable.MISLEADING_NAME})


def stations(offer: RedirectOffer, option: Option | None, own_address: str) -> tuple[Station, ...]:
    """You, the hops so far, and where `option` leads; None when nothing is chosen yet."""
    you = QCoreApplication.translate("RoutePicture", "YOU")
    here = QCoreApplication.translate("RoutePicture", "this phone")
    made = [Station(you, address_text(own_address) or here)]
    hops = [hop for hop in offer.route if hop.status is not None]
    made += [_hop(hop, index, offer) for index, hop in enumerate(hops)]
    if option is None and is_mailbox(offer):
        option = offer.options[0]
    if option is None:
        count = sum(left.failed_status is None for left in offer.options)
        if count:
            made.append(
                Station(
                    QCoreApplication.translate("RoutePicture", "NEXT"),
                    QCoreApplication.translate("RoutePicture", "%n choice(s)", None, count),
                )
            )
        return tuple(made)
    grave = set(notables(offer, option))
    role = "danger" if _GRAVE & grave else "warning" if grave else "positive"
    if option.proxy:
        made.append(
            Station(
                QCoreApplication.translate("RoutePicture", "PROXY · ONCE"),
                address_text(option.proxy),
                role,
                safe_text(option.proxy, 1000),
            )
        )
        made.append(
            Station(
                QCoreApplication.translate("RoutePicture", "SAME ADDRESS"),
                address_text(option.dial_uri or ""),
                "",
                safe_text(option.dial_uri or "", 1000),
            )
        )
        return tuple(made)
    target = option.dial_uri or option.uri or ""
    made.append(Station(_caption(offer, option), address_text(target), role, safe_text(target, 1000)))
    return tuple(made)


def _hop(hop: Hop, index: int, offer: RedirectOffer) -> Station:
    if index == 0 and offer.contact is not None:
        name = QCoreApplication.translate("RoutePicture", "SAVED ADDRESS")
    elif index == 0:
        name = QCoreApplication.translate("RoutePicture", "DIALLED")
    else:
        name = QCoreApplication.translate("RoutePicture", "THEN")
    status = hop.status or 0
    tip = f"{safe_text(hop.uri, 1000)} ({status_text(status)})"
    return Station(f"{name} · {status}", address_text(hop.uri), "old" if status == 301 else "", tip)


def _caption(offer: RedirectOffer, option: Option) -> str:
    if option.kind is Kind.VOICEMAIL:
        return QCoreApplication.translate("RoutePicture", "VOICEMAIL")
    if offer.status == 301:
        return QCoreApplication.translate("RoutePicture", "NEW ADDRESS")
    if offer.status == 302:
        return QCoreApplication.translate("RoutePicture", "FOR NOW")
    return QCoreApplication.translate("RoutePicture", "CHOSEN")
