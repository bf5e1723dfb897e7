"""Words for standing rules and for what callers are told."""

from PySide6.QtCore import QCoreApplication

from softphone.calls.rules import (
    Diversion,
    DivertKind,
    DivertTarget,
    DivertWhen,
    RedirectPolicy,
    RedirectRule,
    RuleScope,
)
from softphone.calls.settings import Settings
from softphone.gui.words.breakable import breakable
from softphone.gui.words.plain_text import short_address


def policy_text(policy: RedirectPolicy) -> str:
    match policy:
        case RedirectPolicy.ASK:
            return QCoreApplication.translate("RedirectWords", "Ask every time")
        case RedirectPolicy.FOLLOW_SAME_DOMAIN:
            return QCoreApplication.translate("RedirectWords", "Follow within the same domain, else ask")
        case RedirectPolicy.FOLLOW:
            return QCoreApplication.translate("RedirectWords", "Follow, and keep moves")
        case RedirectPolicy.NEVER:
            return QCoreApplication.translate("RedirectWords", "Never follow")


def rule_subject(rule: RedirectRule, settings: Settings) -> str:
    """Whom a rule is about: "Anna", "everybody at office.example", "calls from me@office.example"."""
    match rule.scope:
        case RuleScope.CONTACT:
            return rule.name
        case RuleScope.ADDRESS:
            return short_address(rule.subject)
        case RuleScope.DOMAIN:
            return QCoreApplication.translate("RedirectWords", "everybody at {domain}").format(
                domain=rule.subject
            )
        case RuleScope.ACCOUNT:
            text = QCoreApplication.translate("RedirectWords", "calls from {account}")
            return text.format(account=account_text(rule.subject, settings))


def account_text(account_id: str, settings: Settings) -> str:
    account = next((each for each in settings.accounts if each.id == account_id), None)
    if account is None:
        return QCoreApplication.translate("RedirectWords", "an account that was removed")
    return short_address(account.uri)


def divert_kind_text(kind: DivertKind) -> str:
    match kind:
        case DivertKind.MOVED:
            return QCoreApplication.translate("RedirectWords", "I have moved: a new address for good")
        case DivertKind.FORWARD:
            return QCoreApplication.translate("RedirectWords", "Forward: another address for now")
        case DivertKind.CHOICE:
            return QCoreApplication.translate("RedirectWords", "Offer a choice of addresses")
        case DivertKind.ALTERNATIVES:
            return QCoreApplication.translate("RedirectWords", "Offer other ways to reach me")


def divert_when_text(when: DivertWhen, after_s: int) -> str:
    """The lower-case half of a sentence: "always", "when I am in a call", "after 20 s of ringing"."""
    match when:
        case DivertWhen.ALWAYS:
            return QCoreApplication.translate("RedirectWords", "always")
        case DivertWhen.BUSY:
            return QCoreApplication.translate("RedirectWords", "when I am in a call")
        case DivertWhen.NO_ANSWER:
            return QCoreApplication.translate("RedirectWords", "after {number} s of ringing").format(
                number=after_s
            )


def caller_text(diversion: Diversion, settings: Settings, name: str) -> str:
    """Who is redirected; `name` is the contact's."""
    if diversion.contact_id is not None:
        return name or QCoreApplication.translate("RedirectWords", "A contact who is gone")
    if diversion.account_id:
        text = QCoreApplication.translate("RedirectWords", "Who calls {account}")
        return text.format(account=account_text(diversion.account_id, settings))
    return QCoreApplication.translate("RedirectWords", "Everybody")


def target_text(target: DivertTarget) -> str:
    return target.label or short_address(target.uri)


def diversion_text(diversion: Diversion) -> str:
    """In one line, what happens: "always → voicemail@office.example"."""
    targets = ", ".join(target_text(target) for target in diversion.targets)
    return f"{divert_when_text(diversion.when, diversion.after_s)} → {targets}"


def preview_text(diversion: Diversion) -> str:
    """What callers see, as one sentence."""
    first = breakable(short_address(diversion.targets[0].uri)) if diversion.targets else "…"
    number = len(diversion.targets)
    match diversion.kind:
        case DivertKind.MOVED:
            text = QCoreApplication.translate(
                "RedirectWords",
                "Their phone says that you are at {address} from now on, and may put it into their contacts.",
            )
        case DivertKind.FORWARD if diversion.expires_s is None:
            text = QCoreApplication.translate("RedirectWords", "Their phone calls {address} this one time.")
        case DivertKind.FORWARD:
            text = QCoreApplication.translate(
                "RedirectWords", "Their phone calls {address} and may do so at once for {span}."
            )
        case DivertKind.CHOICE:
            text = QCoreApplication.translate(
                "RedirectWords", "They choose where to call you. Addresses: {number}; the first is {address}."
            )
        case DivertKind.ALTERNATIVES:
            text = QCoreApplication.translate(
                "RedirectWords",
                "They read your text and are offered other ways to reach you: {number}, with {address} first.",
            )
    return text.format(address=first, number=number, span=span_text(diversion.expires_s))


def span_text(seconds: int | None) -> str:
    """How long a redirect holds."""
    if seconds is None:
        return QCoreApplication.translate("RedirectWords", "only this call")
    if seconds % 86_400 == 0:
        return QCoreApplication.translate("RedirectWords", "{number} d").format(number=seconds // 86_400)
    if seconds % 3600 == 0:
        return QCoreApplication.translate("RedirectWords", "{number} h").format(number=seconds // 3600)
    if seconds % 60 == 0:
        return QCoreApplication.translate("RedirectWords", "{number} min").format(number=seconds // 60)
    return QCoreApplication.translate("RedirectWords", "{number} s").format(number=seconds)
