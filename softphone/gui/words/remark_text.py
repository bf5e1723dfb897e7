"""What is remarkable about a call that goes on, each in one sentence; "" for nothing to say."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.records import Direction
from softphone.calls.rules import Diversion, DivertKind, RedirectPolicy, RedirectRule, RuleScope
from softphone.calls.views import CallView, Phase
from softphone.gui.words.lists import joined
from softphone.gui.words.plain_text import moment_text
from softphone.gui.words.wording import address_text, status_text
from softphone.sip.text import safe_text


def moved_text(view: CallView) -> str:
    """The address that was dialled has moved, and the new place is used; not when that did not work."""
    if view.remembered_from is None or view.phase is Phase.CHOOSING or view.fell_back is not None:
        return ""
    until = view.remembered_until
    if until is not None:
        return QCoreApplication.translate("Remarks", "{old} is at another address until {time}.").format(
            old=address_text(view.remembered_from), time=moment_text(until)
        )
    text = (
        QCoreApplication.translate("Remarks", "{old} has moved; the new address is being used.")
        if view.phase is not Phase.ENDED
        else QCoreApplication.translate("Remarks", "{old} has moved; the new address was used.")
    )
    return text.format(old=address_text(view.remembered_from))


def fell_back_text(view: CallView) -> str:
    """A remembered move led nowhere."""
    back = view.fell_back
    if back is None:
        return ""
    text = (
        QCoreApplication.translate(
            "Remarks", "The new address {new} could not be reached ({status}); the old one is being called."
        )
        if view.phase in (Phase.CALLING, Phase.RINGING)
        else QCoreApplication.translate(
            "Remarks", "The new address {new} could not be reached ({status}); the old one was called."
        )
    )
    return text.format(new=address_text(back.new_uri), status=status_text(back.status))


def ignored_text(view: CallView) -> str:
    """An answer that did not come from the account's proxy was not believed."""
    if not view.ignored_source:
        return ""
    return QCoreApplication.translate(
        "Remarks", "An answer from {source} was ignored: it did not come from your account's proxy."
    ).format(source=safe_text(view.ignored_source, 80))


def rule_text(view: CallView) -> str:
    """A standing rule decided on the newest redirect."""
    if view.rule is None:
        return ""
    text = (
        QCoreApplication.translate("Remarks", "Not followed, by your rule for {whom}.")
        if view.rule.policy is RedirectPolicy.NEVER
        else QCoreApplication.translate("Remarks", "Followed by your rule for {whom}.")
    )
    return text.format(whom=rule_subject(view.rule))


def rule_subject(rule: RedirectRule) -> str:
    """Whom a rule is about."""
    match rule.scope:
        case RuleScope.CONTACT:
            return safe_text(rule.name, 80) or QCoreApplication.translate("Remarks", "this person")
        case RuleScope.ADDRESS:
            return address_text(rule.subject)
        case RuleScope.DOMAIN:
            return safe_text(rule.subject, 80)
        case RuleScope.ACCOUNT:
            return QCoreApplication.translate("Remarks", "calls of this account")


def passed_on_text(view: CallView) -> str:
    """Who made this call come about: a transfer, or a caller who was sent here."""
    if view.transferred_by and not view.replaced_by:
        return QCoreApplication.translate("Remarks", "{who} asked you to call this party.").format(
            who=safe_text(view.transferred_by, 120)
        )
    if view.diverted_by and view.direction is Direction.INCOMING:
        return QCoreApplication.translate("Remarks", "{who} sends their calls here.").format(
            who=safe_text(view.diverted_by, 120)
        )
    return ""


def diversion_text(view: CallView) -> str:
    """How this phone redirected the caller."""
    diversion = view.diversion
    if diversion is None:
        return ""
    named = joined(address_text(target.uri) for target in diversion.targets[:3])
    if diversion.id is None:
        return QCoreApplication.translate("Remarks", "You sent the caller to {targets}.").format(
            targets=named
        )
    if diversion.kind is DivertKind.ALTERNATIVES:
        text = QCoreApplication.translate("Remarks", "Offered other ways, as you have set {whom}: {targets}.")
    elif diversion.kind is DivertKind.MOVED:
        text = QCoreApplication.translate(
            "Remarks", "Told that you have moved to {targets}, as you have set {whom}."
        )
    else:
        text = QCoreApplication.translate("Remarks", "Sent to {targets}, as you have set {whom}.")
    return text.format(targets=named, whom=_set_for(diversion))


def _set_for(diversion: Diversion) -> str:
    """Which of what the person has set it was, in the middle of a sentence."""
    if diversion.contact_id is not None:
        return QCoreApplication.translate("Remarks", "for this person")
    if diversion.account_id:
        return QCoreApplication.translate("Remarks", "for this account")
    return QCoreApplication.translate("Remarks", "for everybody")
