"""The sentences of a redirect card: what happened, naming the person; of a call and of a message."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.offer import RedirectOffer
from softphone.gui.words.wording import address_text, delay_text, status_text
from softphone.sip.explanation import Kind
from softphone.sip.text import safe_text


def party(offer: RedirectOffer) -> str:
    return safe_text(offer.party_name, 80) or address_text(offer.old_uri)


def is_mailbox(offer: RedirectOffer) -> bool:
    """Whether a call is sent to voicemail and nowhere else (RFC 4458)."""
    return (
        offer.message is None
        and offer.status in (301, 302)
        and [option.kind for option in offer.options] == [Kind.VOICEMAIL]
    )


def card_words(offer: RedirectOffer, *, several: bool, any_usable: bool) -> tuple[str, str]:
    """Headline and sentence. `several`: a 301 with more than one address to choose from."""
    name = party(offer) or QCoreApplication.translate("CardPlan", "the other side")
    said = status_text(offer.status, offer.explanation.reason)
    if offer.message is not None and offer.status != 380:
        return _of_message(offer, name, said)
    if is_mailbox(offer):
        return (
            QCoreApplication.translate("CardPlan", "A mailbox takes the call to {name}").format(name=name),
            QCoreApplication.translate(
                "CardPlan",
                "The address answered {said} and names its voicemail. You can leave a message there.",
            ).format(said=said),
        )
    match offer.status:
        case 301:
            return _moved(name, said, several=several)
        case 302:
            return (
                QCoreApplication.translate("CardPlan", "{name} is at another address for now").format(
                    name=name
                ),
                QCoreApplication.translate("CardPlan", "The address answered {said}. {until}").format(
                    said=said, until=_until(offer)
                ),
            )
        case 305:
            return (
                QCoreApplication.translate("CardPlan", "The call to {name} should go through a proxy").format(
                    name=name
                ),
                QCoreApplication.translate(
                    "CardPlan",
                    "The address answered {said}. The same call would be sent once through the server "
                    "below, which then sees it. Nothing is saved.",
                ).format(said=said),
            )
        case 380:
            return _alternatives(offer, name, said, any_usable=any_usable)
        case 485:
            return (
                QCoreApplication.translate("CardPlan", "The address of {name} is ambiguous").format(
                    name=name
                ),
                QCoreApplication.translate(
                    "CardPlan", "The server answered {said}: the address can mean several people. Choose one."
                ).format(said=said),
            )
        case _:
            return (
                QCoreApplication.translate("CardPlan", "{name} can be reached in several ways").format(
                    name=name
                ),
                QCoreApplication.translate("CardPlan", "The address answered {said}. Choose one.").format(
                    said=said
                ),
            )


def _of_message(offer: RedirectOffer, name: str, said: str) -> tuple[str, str]:
    headline = QCoreApplication.translate("CardPlan", "Your message to {name} was not delivered").format(
        name=name
    )
    match offer.status:
        case 301:
            text = QCoreApplication.translate(
                "CardPlan",
                "The old address answered {said}: {name} has moved. Nothing is sent unless you say so.",
            )
        case 302:
            text = QCoreApplication.translate(
                "CardPlan", "The address answered {said}: {name} is at another one for now. {until}"
            )
        case 305:
            text = QCoreApplication.translate(
                "CardPlan",
                "The address answered {said}. The message would be sent once through the server below, "
                "which can read it. Nothing is saved.",
            )
        case 485:
            text = QCoreApplication.translate(
                "CardPlan", "The server answered {said}: the address can mean several people. Choose one."
            )
        case _:
            text = QCoreApplication.translate(
                "CardPlan", "The address answered {said} and names several others. Choose one."
            )
    return headline, text.format(said=said, name=name, until=_until(offer))


def _alternatives(offer: RedirectOffer, name: str, said: str, *, any_usable: bool) -> tuple[str, str]:
    headline = QCoreApplication.translate("CardPlan", "Reach {name} another way").format(name=name)
    if any_usable or offer.explanation.retry_after:
        text = (
            QCoreApplication.translate("CardPlan", "The call was not successful, but {said} offers these:")
            if offer.message is None
            else QCoreApplication.translate(
                "CardPlan", "Your message was not delivered, but {said} offers these:"
            )
        )
    elif any(option.kind is Kind.EMERGENCY for option in offer.options):
        headline = QCoreApplication.translate("CardPlan", "This is treated as an emergency call")
        text = QCoreApplication.translate(
            "CardPlan",
            "The network answered {said} and wants an emergency call, which this phone cannot place. "
            "Use a telephone to call your local emergency number.",
        )
    else:
        headline = QCoreApplication.translate("CardPlan", "{name} cannot be reached this way").format(
            name=name
        )
        text = QCoreApplication.translate(
            "CardPlan", "The answer was {said}, but it names nothing that this phone can use."
        )
    return headline, text.format(said=said)


def _moved(name: str, said: str, *, several: bool) -> tuple[str, str]:
    if several:
        return (
            QCoreApplication.translate("CardPlan", "{name} has moved; choose the new address").format(
                name=name
            ),
            QCoreApplication.translate(
                "CardPlan",
                "The old address answered {said} and names several. The one they prefer stands first.",
            ).format(said=said),
        )
    return (
        QCoreApplication.translate("CardPlan", "{name} has moved to a new address").format(name=name),
        QCoreApplication.translate(
            "CardPlan", "The old address answered {said}. Future calls should go to the new one."
        ).format(said=said),
    )


def _until(offer: RedirectOffer) -> str:
    expires = offer.options[0].expires if len(offer.options) == 1 else None
    if expires:
        return QCoreApplication.translate("CardPlan", "The other one is good for {delay}.").format(
            delay=delay_text(expires)
        )
    if offer.message is not None:
        return QCoreApplication.translate("CardPlan", "The other one is good for this message only.")
    return QCoreApplication.translate("CardPlan", "The other one is good for this call only.")


def after_failure_text(offer: RedirectOffer) -> str:
    """ "2 addresses did not work (486 Busy Here); here is the rest."; "" when none was tried."""
    if offer.after_failure is None:
        return ""
    failed = sum(option.failed_status is not None for option in offer.options)
    return QCoreApplication.translate(
        "CardPlan", "%n address(es) did not work ({said}); here is the rest.", None, max(1, failed)
    ).format(said=status_text(offer.after_failure))
